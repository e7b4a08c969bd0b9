// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/tokens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "zzaudit/base/text.hpp"

namespace zzaudit::words {
namespace {

constexpr std::array<std::string_view, 5> kMoneyUnits = {"万元", "千元", "亿元", "百万元", "元"};
/// Units of counts, longer ones first.
constexpr std::array<std::string_view, 26> kCountUnits = {
    "台(套)", "台/套", "台套", "批(次)", "人次", "批次", "个团组", "辆次", "团次", "辆", "批", "人", "个",
    "台",     "套",    "次",   "项",     "件",   "篇",   "期",     "条",   "户",   "家", "名", "分", "场"};

/// The last byte first: those of Chinese words differ, while their first bytes are mostly the same.
bool begins_with(std::string_view rest, std::string_view word) {
  return rest.size() >= word.size() && rest[word.size() - 1] == word.back() && rest.starts_with(word);
}

template <std::size_t N>
std::string_view starts_with_any(std::string_view rest, const std::array<std::string_view, N>& words) {
  for (const auto word : words) {
    if (begins_with(rest, word)) {
      return word;
    }
  }
  return {};
}

bool is_threshold(std::string_view before, std::string_view after) {
  constexpr std::array<std::string_view, 10> kAfter = {"以上", "(含)", "(不含)", "及以上",  "以下",
                                                       "以内", "起",   "左右",   "(含本数", "(含以上"};
  constexpr std::array<std::string_view, 4> kBefore = {"单价", "单位价值", "单台价值", "价值"};
  return !starts_with_any(after, kAfter).empty() ||
         std::ranges::any_of(kBefore, [&](std::string_view word) { return before.ends_with(word); });
}

/// Kind and unit of the number text[begin, end).
void classify(std::string_view text, Token& token) {
  const std::string_view before = text.substr(0, token.begin);
  const std::string_view after = text.substr(token.end);
  token.about = (before.ends_with("约") && !before.ends_with("节约")) ||
                (before.ends_with("近") && !before.ends_with("最近"));
  if (after.starts_with("年") || after.starts_with("月") || after.starts_with("日") ||
      after.starts_with("季度")) {
    token.number = NumberKind::kDate;
    return;
  }
  if (before.ends_with("第") || after.starts_with("号")) {
    token.number = NumberKind::kOrdinal;
    return;
  }
  if (token.begin == 0 && (after.starts_with("、") || after.starts_with(".") || after.starts_with(")"))) {
    token.number = NumberKind::kNumbering;
    return;
  }
  if (before.ends_with("(") && token.begin == 1 && after.starts_with(")")) {
    token.number = NumberKind::kNumbering;
    return;
  }
  if (after.starts_with("%") || after.starts_with("个百分点")) {
    token.number = after.starts_with("%") ? NumberKind::kPercent : NumberKind::kBare;
    token.unit = "%";
    return;
  }
  if (token.unit = starts_with_any(after, kMoneyUnits); !token.unit.empty()) {
    token.number =
        is_threshold(before, after.substr(token.unit.size())) ? NumberKind::kThreshold : NumberKind::kMoney;
    return;
  }
  if (token.unit = starts_with_any(after, kCountUnits); !token.unit.empty()) {
    token.number = NumberKind::kCount;
  }
}

/// "支出-1.5万元": a sign; elsewhere it is a dash ("2-3万元", "甲-3万元").
bool is_negative(std::string_view text, const Token& token) {
  static constexpr std::array<std::string_view, 15> kBefore = {
      "的", "为", "支出", "收入", "占", "率", "额", "数", "增加", "增长", "减少", "下降", ")", "(", ":"};
  if (token.begin == 0 || text[token.begin - 1] != '-' ||
      (token.number != NumberKind::kMoney && token.number != NumberKind::kPercent)) {
    return false;
  }
  const std::string_view before = text.substr(0, token.begin - 1);
  return std::ranges::any_of(kBefore, [&](std::string_view word) { return before.ends_with(word); });
}

/// A comparison that names its year, and how many bytes it takes.
struct YearComparison {
  std::size_t size = 0;
  std::string_view value;  ///< of a TokenKind::kAgainst
};

/// "与2022年度相比", "比2022年决算数", "较2022年" in the accounts of 2023; "比2023年年初预算".
YearComparison comparison_with_year(std::string_view rest, int year) {
  constexpr std::array<std::string_view, 4> kLead = {"与", "比", "较", "和"};
  const auto lead = starts_with_any(rest, kLead);
  if (lead.empty()) {
    return {};
  }
  std::size_t at = lead.size();
  int named = 0;
  const auto [end, error] = std::from_chars(rest.data() + at, rest.data() + rest.size(), named);
  if (error != std::errc{} || (named != year - 1 && named != year)) {
    return {};
  }
  at = static_cast<std::size_t>(end - rest.data());
  if (!rest.substr(at).starts_with("年")) {
    return {};
  }
  at += std::string_view("年").size();
  if (named == year) {
    struct Budget {
      std::string_view words, value;
    };
    static constexpr std::array<Budget, 6> kBudgets = {{{"年初预算数", "initial"},
                                                        {"年初预算", "initial"},
                                                        {"全年预算数", "adjusted"},
                                                        {"全年预算", "adjusted"},
                                                        {"预算数", "plain"},
                                                        {"预算", "plain"}}};
    if (rest.substr(at).starts_with("度")) {
      at += std::string_view("度").size();
    }
    for (const auto& budget : kBudgets) {
      if (rest.substr(at).starts_with(budget.words)) {
        return {at + budget.words.size(), budget.value};
      }
    }
    return {};
  }
  constexpr std::array<std::string_view, 8> kTail = {"度",   "支出决算数", "决算数", "支出决算",
                                                     "决算", "同期",       "支出",   "相比"};
  for (auto tail = starts_with_any(rest.substr(at), kTail); !tail.empty();
       tail = starts_with_any(rest.substr(at), kTail)) {
    at += tail.size();
  }
  constexpr std::string_view kOf = "的";
  if (rest.substr(at).starts_with(kOf) && at + kOf.size() < rest.size() && is_digit(rest[at + kOf.size()])) {
    at += kOf.size();  // "与2022年的10.20万元相比"
  }
  return {at, "prior"};
}

/// "比上年" + "预算": compared with last year's budget, not with its final amount. Bytes of the budget's
/// words.
std::size_t budget_of_last_year(std::string_view rest) {
  constexpr std::array<std::string_view, 9> kBudgets = {"年初预算数", "年初预算",   "全年预算数",
                                                        "全年预算",   "部门预算",   "预算数",
                                                        "预算",       "财政批复数", "批复数"};
  const std::string_view budget = starts_with_any(rest, kBudgets);
  return rest.substr(budget.size()).starts_with("执行") ? 0 : budget.size();
}

/// What a word left out says about the year; "上年末" and "上年结转" are this year's beginning.
NamedYear year_named(const Phrase& phrase, std::string_view after) {
  constexpr std::array<std::string_view, 4> kBalances = {"末", "年末", "底", "结"};
  if (phrase.value == "this") {
    return NamedYear::kThis;
  }
  return phrase.value == "prior" && starts_with_any(after, kBalances).empty() ? NamedYear::kPrior
                                                                              : NamedYear::kUnnamed;
}

/// "“三公”经费预算28万元": the bare word is a budget only right before its amount.
std::size_t bare_budget(std::string_view rest) {
  constexpr std::string_view kBudget = "预算";
  return begins_with(rest, kBudget) && rest.size() > kBudget.size() && is_digit(rest[kBudget.size()])
             ? kBudget.size()
             : 0;
}

bool is_adjacent_punctuation(const Token& token, std::initializer_list<std::string_view> marks) {
  return token.kind == TokenKind::kPunctuation && token.unknown_before == 0 &&
         std::ranges::find(marks, token.value) != marks.end();
}

/// Numbers that leave their unit to the next: "各是12.50,13.20万元", "较上年2.08减少0.03万元".
void share_units(std::string_view text, std::vector<Token>& tokens) {
  for (std::size_t i = tokens.size(); i-- > 1;) {
    Token& token = tokens[i];
    const bool decimal =
        text.substr(token.begin, token.end - token.begin).find('.') != std::string_view::npos;
    if (token.kind != TokenKind::kNumber || token.number != NumberKind::kBare || !decimal ||
        token.unknown_before > 0 || i + 2 >= tokens.size()) {
      continue;
    }
    const Token& next = tokens[i + 1];
    const Token& other = tokens[i + 2];
    const bool listed = is_adjacent_punctuation(next, {",", "、"}) && next.begin == token.end &&
                        tokens[i - 1].kind != TokenKind::kPunctuation;
    const bool compared = tokens[i - 1].kind == TokenKind::kAgainst && next.unknown_before == 0 &&
                          (next.kind == TokenKind::kUp || next.kind == TokenKind::kDown);
    if ((listed || compared) && other.kind == TokenKind::kNumber && other.unknown_before == 0 &&
        (other.number == NumberKind::kMoney || (listed && other.number == NumberKind::kPercent))) {
      token.number = other.number;
      token.unit = other.unit;
    }
  }
}

}  // namespace

std::vector<Token> tokenize(std::string_view text, std::string_view section, std::string_view unit_name,
                            int year) {
  static constexpr std::array<std::string_view, 7> kPunctuation = {"。", ",", ";", ":", "、", "(", ")"};
  const Lexicon& lexicon = Lexicon::builtin();
  std::vector<Token> tokens;
  constexpr std::size_t kBytesOfToken = 12;  // about
  tokens.reserve(text.size() / kBytesOfToken + 2);
  std::size_t unknown = 0;
  NamedYear named = NamedYear::kUnnamed;
  const auto push = [&](Token token) {
    token.unknown_before = std::exchange(unknown, 0);
    token.year = std::exchange(named, NamedYear::kUnnamed);
    tokens.push_back(token);
  };
  std::size_t i = 0;
  const auto push_comparison = [&](Token token) {
    const std::size_t budget = token.value == "prior" ? budget_of_last_year(text.substr(token.end)) : 0;
    if (budget > 0) {
      token.value = "budget of last year";
      token.end += budget;
    }
    i = token.end;
    push(token);
  };
  while (i < text.size()) {
    Token token;
    token.begin = i;
    if (is_digit(text[i])) {
      token.kind = TokenKind::kNumber;
      token.end = i + number_length(text.substr(i));
      std::string digits(text.substr(i, token.end - i));
      std::erase(digits, ',');
      const auto amount = Decimal::parse(digits);
      classify(text, token);
      if (amount) {
        token.amount = *amount;
      } else {
        token.number = NumberKind::kBare;
      }
      if (is_negative(text, token)) {
        token.amount = -token.amount;
        unknown -= std::min<std::size_t>(unknown, 1);
      }
      i = token.end + (token.number == NumberKind::kMoney || token.number == NumberKind::kCount ||
                               token.number == NumberKind::kPercent
                           ? token.unit.size()
                           : 0);
      push(token);
      continue;
    }
    if (const auto comparison = comparison_with_year(text.substr(i), year); comparison.size > 0) {
      token.kind = TokenKind::kAgainst;
      token.value = comparison.value;
      token.end = i + comparison.size;
      push_comparison(token);
      continue;
    }
    if (const std::size_t size = bare_budget(text.substr(i)); size > 0) {
      token.kind = TokenKind::kBudget;
      token.value = "plain";
      token.end = i + size;
      i = token.end;
      push(token);
      continue;
    }
    if (!unit_name.empty() && begins_with(text.substr(i), unit_name)) {
      i += unit_name.size();
      continue;
    }
    const bool begins_clause =
        unknown == 0 && (tokens.empty() || tokens.back().kind == TokenKind::kPunctuation ||
                         (tokens.back().kind == TokenKind::kLink && tokens.back().end == i) ||
                         tokens.back().number == NumberKind::kDate);
    if (const Match match = lexicon.longest(text, i, section, begins_clause); match.phrase != nullptr) {
      token.kind = match.phrase->kind;
      token.value = match.phrase->value;
      token.concept_key = match.concept_key;
      token.end = i + match.phrase->text.size();
      if (token.kind == TokenKind::kAgainst) {
        push_comparison(token);
        continue;
      }
      i = token.end;
      if (token.kind != TokenKind::kFiller) {
        push(token);
      } else if (!token.value.empty()) {
        named = year_named(*match.phrase, text.substr(i));
      }
      continue;
    }
    // Ideographs begin with another byte than 。 and 、.
    const bool may_be_mark = character_size(text[i]) == 1 || text[i] == kPunctuation.front().front();
    const auto mark = may_be_mark ? starts_with_any(text.substr(i), kPunctuation) : std::string_view{};
    if (!mark.empty()) {
      token.kind = TokenKind::kPunctuation;
      token.value = mark;
      token.end = i + mark.size();
      i = token.end;
      push(token);
      continue;
    }
    i += character_size(text[i]);
    ++unknown;
  }
  Token end;
  end.kind = TokenKind::kEnd;
  end.begin = end.end = text.size();
  push(end);
  share_units(text, tokens);
  return tokens;
}

}  // namespace zzaudit::words
