// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/grammar.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/recognise/words.hpp"

namespace zzaudit::words {
namespace {

/// Most decimals of the amounts in the nine tables: what an amount in the words is precise to.
int decimals_of_tables(const Report& report) {
  int decimals = 0;
  for (const TableKey table : kAllTables) {
    for (const RowView& row : rows_of(report, table)) {
      for (const Cell* cell : row.cells) {
        if (cell != nullptr && cell->has_value()) {
          decimals = std::max(decimals, cell->value.decimals());
        }
      }
    }
  }
  return decimals;
}

BudgetStage budget_kind(std::string_view value) {
  return value == "initial"    ? BudgetStage::kInitial
         : value == "adjusted" ? BudgetStage::kAdjusted
                               : BudgetStage::kPlain;
}

const Token* next_of(std::span<const Token> tokens, std::size_t at) {
  return at + 1 < tokens.size() ? &tokens[at + 1] : nullptr;
}

bool next_is(std::span<const Token> tokens, std::size_t at, TokenKind kind) {
  const Token* next = next_of(tokens, at);
  return next != nullptr && next->kind == kind && next->unknown_before == 0;
}

constexpr std::size_t kChineseCharacter = 3;

bool ends_clause(const Token& token) {
  return token.unknown_before == 0 &&
         (token.kind == TokenKind::kEnd || token.value == "," || token.value == ";" || token.value == "。");
}

}  // namespace

Grammar::Grammar(const Report& report, Words& words)
    : report_(report),
      words_(words),
      unit_name_(name_in_words(report)),
      year_(report.year.value_or(0)),
      amount_decimals_(decimals_of_tables(report)) {}

void Grammar::read() {
  for (std::size_t i = 0; i < words_.sentences.size(); ++i) {
    if (i == 0 || words_.sentences[i].section != words_.sentences[i - 1].section) {
      state_ = State{};
    }
    read_sentence(i);
  }
}

void Grammar::read_sentence(std::size_t index) {
  const Sentence& sentence = words_.sentences[index];
  end_clause();
  const bool goes_on = index > 0 && words_.sentences[index - 1].paragraph == sentence.paragraph &&
                       sentence.folded.starts_with("其中");
  if (!goes_on) {
    state_.against = Against::kNone;  // "比上年增加1万元。其中:甲减少2万元": the parts of the same change
  }
  if (is_project(state_.subject)) {
    state_.subject.clear();  // "数量指标完成率100%" is another completion
  }
  whole_against_ = state_.against;
  state_.year = NamedYear::kThis;
  fund_.clear();
  among_.clear();
  whose_unclear_ = false;
  brackets_.clear();
  named_ = false;
  if (index == 0 || words_.sentences[index - 1].paragraph != sentence.paragraph) {
    listed_ = false;
    // A paragraph of the item list speaks of its own item; only a name alone goes on in the next.
    const bool lists_items = sentence.kind.starts_with("general") || is_item(state_.subject);
    if (lists_items && spoken_) {
      state_ = State{};
    }
  }
  count_label_.clear();
  respective_.clear();
  std::size_t start = 0;
  if (auto item = find_item(sentence)) {
    start = item->end;
    begin_item(std::move(*item), index);
  } else if (auto bare = find_bare_item(report_, sentence)) {
    start = bare->end;
    begin_item(std::move(*bare), index);
  } else if (auto group = find_group(report_, sentence)) {
    start = group->end;
    begin_group(std::move(*group));
  }
  auto tokens = tokenize(sentence.folded, sentence.kind, unit_name_, year_);
  if (start > 0) {
    // The names of the item itself are no unknown text before what follows them.
    const auto first = std::ranges::find_if(tokens, [&](const Token& token) { return token.begin >= start; });
    first->unknown_before = std::min(first->unknown_before, (first->begin - start) / kChineseCharacter);
  }
  part_from_ = part_of_department(sentence.folded, 0);
  const bool explains =
      !words_.items.empty() && words_.sentences[words_.items.back().sentence].paragraph == sentence.paragraph;
  auto later =
      find_later_items(sentence, start, explains ? words_.items.back().chain : std::vector<std::string>());
  auto next_item = later.begin();
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    while (next_item != later.end() && tokens[at].begin >= next_item->begin) {
      const std::size_t end = next_item->end;
      const auto first = std::ranges::find_if(tokens, [&](const Token& token) { return token.begin >= end; });
      const std::size_t between = (first->begin - end) / kChineseCharacter;
      if ((!state_.reason || states_anew(tokens, static_cast<std::size_t>(first - tokens.begin()))) &&
          between < kUnknownSubject && states_figure(*first)) {
        first->unknown_before = std::min(first->unknown_before, between);
        start = end;
        begin_item(std::move(*next_item), index);
      }
      ++next_item;
    }
    if (tokens[at].begin >= start) {
      read_token(index, tokens, at);
    } else if (tokens[at].kind == TokenKind::kNumber) {
      add_other(index, tokens[at], kReasonOrdinal);
    }
  }
}

/// "…用于日常办公,甲费支出96.44万元,占9.45%": figures of its own, not part of the purpose before it.
bool Grammar::states_anew(std::span<const Token> tokens, std::size_t number) {
  return number + 2 < tokens.size() && tokens[number].kind == TokenKind::kNumber &&
         tokens[number].number == NumberKind::kMoney && tokens[number + 1].value == "," &&
         tokens[number + 2].unknown_before == 0 &&
         (tokens[number + 2].kind == TokenKind::kShare || tokens[number + 2].kind == TokenKind::kAgainst ||
          tokens[number + 2].kind == TokenKind::kCompletion);
}

void Grammar::begin_item(NamedItem item, std::size_t index) {
  end_clause();
  item.sentence = index;
  item.concept_key = std::string(item_prefix(item.table)) + "#" + std::to_string(words_.items.size());
  state_.subject = item.concept_key;
  state_.subject_name = item.chain.back();
  state_.joint.clear();
  named_ = true;
  spoken_ = false;
  words_.items.push_back(std::move(item));
}

void Grammar::begin_group(NamedGroup group) {
  end_clause();
  state_.subject = group.code.empty() ? std::string() : "general.group:" + group.code;
  state_.subject_name = std::move(group.name);
  state_.whole.clear();
  state_.joint.clear();
  named_ = true;
  spoken_ = false;
}

void Grammar::read_token(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (token.begin >= part_from_ && state_.reason) {
    part_from_ = words_.sentences[index].folded.size();  // "主要原因是下属单位项目增加"
  }
  if (token.begin >= part_from_ && token.kind != TokenKind::kPunctuation) {
    if (token.kind == TokenKind::kNumber) {
      add_part_of_department(index, token);
    }
    return;
  }
  take_year(token);
  switch (token.kind) {
    case TokenKind::kConcept:
      return read_concept(index, tokens, at);
    case TokenKind::kBudget:
    case TokenKind::kFinal:
    case TokenKind::kCompletion:
    case TokenKind::kShare:
      return read_measure(index, tokens, at);
    case TokenKind::kAgainst:
      return read_against(index, tokens, at);
    case TokenKind::kUp:
    case TokenKind::kDown:
    case TokenKind::kFlat:
      return read_direction(index, tokens, at);
    case TokenKind::kCompare:
      state_.compare = !state_.reason;
      state_.direction = token.value == "greater" ? Direction::kUp
                         : token.value == "less"  ? Direction::kDown
                                                  : Direction::kNone;
      return;
    case TokenKind::kReason:
      state_.reason = true;
      return;
    case TokenKind::kLink:
      if (token.value == "list" && read_list(index, token)) {
        return;  // "人员经费5万元,包括:基本工资、津贴补贴"
      }
      read_respective(index, tokens, at);
      end_clause();
      whole_against_ = state_.against;
      state_.whole = std::exchange(state_.subject, std::string());
      state_.joint.clear();
      listed_ = true;
      return;
    case TokenKind::kEach:
      state_.each = true;
      return;
    case TokenKind::kDifference:
      state_.difference = !state_.reason;
      return;
    case TokenKind::kDeviation:
      state_.deviation = !state_.reason;
      return;
    case TokenKind::kList:
      if (!read_list(index, token)) {
        end_clause();
      }
      return;
    case TokenKind::kNumber:
      return read_number(index, tokens, at);
    case TokenKind::kPunctuation:
      return read_punctuation(index, tokens, at);
    default:
      return;
  }
}

/// Brackets say something aside: what was spoken of before them goes on behind them.
void Grammar::read_punctuation(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (token.value == "。" && at > 0 && tokens[at - 1].kind == TokenKind::kConcept &&
      token.unknown_before >= kUnknownSubject) {
    state_.subject.clear();  // "住房保障支出(类)某某(款)某某(项)。": the sentence ends with another name
  }
  if (token.value == ";") {
    const std::string_view text = words_.sentences[index].folded;
    const std::string_view before = text.substr(0, std::min(part_from_, token.begin));
    constexpr std::size_t kNameOfUnit = 30;  // bytes
    const std::size_t among = before.rfind("其中");
    // "其中:局本级1万元;档案中心2万元": a list of units
    if (part_from_ > token.begin || among == std::string_view::npos || before.size() - among > kNameOfUnit) {
      part_from_ = part_of_department(text, token.end);
    }
    end_clause();
    state_.against = whole_against_;
    state_.year = NamedYear::kThis;
    named_ = false;
    whose_unclear_ = false;
  } else if (token.value == ",") {
    if (std::string_view(words_.sentences[index].folded).substr(0, token.begin).ends_with("中")) {
      among_ = state_.subject;  // "财政拨款收入中,甲1万元,占50%"
    }
    state_.year_clear = false;
    state_.compare = state_.completion = false;
    // "占%,…": its number is missing
    state_.share = state_.share && respective_measure_ == Measure::kShare && !respective_.empty();
  } else if (token.value == "(") {
    brackets_.emplace_back(state_, listed_);
  } else if (token.value == ")" && !brackets_.empty()) {
    const std::string_view text = words_.sentences[index].folded;
    if (part_from_ < token.begin &&
        text.substr(part_from_, token.begin - part_from_).find('(') == std::string_view::npos) {
      part_from_ = part_of_department(text, token.end);  // "(局本级5万元)"
    }
    std::tie(state_, listed_) = std::move(brackets_.back());
    brackets_.pop_back();
  }
}

void Grammar::read_against(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (listed_ && !named_) {
    // "…其中:甲1万元;乙2万元。与上年相比,…": the whole or the last part?
    state_.subject.clear();
    state_.whole.clear();
  }
  state_.against = token.value == "prior"                 ? Against::kPriorYear
                   : token.value == "budget of last year" ? Against::kNone
                                                          : Against::kBudget;
  if (state_.against == Against::kBudget) {
    state_.budget = budget_kind(token.value);
  }
  if (state_.year == NamedYear::kPrior) {
    state_.year = NamedYear::kThis;  // "上年支出2万元,同比增加1万元"
  }
  state_.direction = Direction::kNone;
  state_.reason = state_.difference = state_.deviation = false;
  read_respective(index, tokens, at);
}

void Grammar::end_clause() {
  state_.base.clear();
  state_.measure = Measure::kFinal;
  state_.budget = BudgetStage::kPlain;
  state_.direction = Direction::kNone;
  state_.share = state_.completion = state_.compare = state_.reason = false;
  state_.deviation = state_.difference = state_.each = false;
}

bool Grammar::qualifies(std::size_t index, std::span<const Token> tokens, std::size_t at) const {
  const std::string_view text = words_.sentences[index].folded;
  if (text.substr(tokens[at].begin).starts_with("用于")) {
    return true;
  }
  std::size_t first = at;
  while (first > 0 && tokens[first - 1].value == "、") {
    --first;  // "用于保障某某局机关、下属单位等机构正常运转的…"
  }
  const bool after_purpose = first > 0 && tokens[first - 1].kind == TokenKind::kReason;
  const std::string_view name = text.substr(tokens[at].begin, tokens[at].end - tokens[at].begin);
  return after_purpose &&
         (text.substr(0, tokens[at].begin).ends_with("的") || name.starts_with("正常运转的"));
}

std::string Grammar::of_fund(std::size_t index, const Token& token) {
  struct Fund {
    std::string_view name, word;
  };
  static constexpr std::array<Fund, 3> kFunds = {
      {{"general", "一般公共预算"}, {"fund", "政府性基金"}, {"capital", "国有资本"}}};
  const std::string_view text = words_.sentences[index].folded;
  const std::string_view before = label_before(text, token.begin);
  for (const Fund& fund : kFunds) {
    if (before.find(fund.word) != std::string_view::npos) {
      fund_ = fund.name;
    }
  }
  std::string key(token.concept_key);
  if (key == "performance.funds") {
    // "组织对1个政府性基金预算项目开展绩效自评,共涉及资金…": another set of projects.
    const std::string_view said = text.substr(0, token.begin);
    return said.find("政府性基金") == std::string_view::npos &&
                   said.find("国有资本") == std::string_view::npos
               ? key
               : std::string();
  }
  if (fund_.empty()) {
    return key;
  }
  struct Entry {
    std::string_view key, general, fund, capital;
  };
  static constexpr std::array<Entry, 8> kEntries = {
      {{"fiscal.income", "income.general_budget", "income.fund", "income.state_capital"},
       {"income.total", "income.general_budget", "income.fund", "income.state_capital"},
       {"fiscal.expenditure", "general.total", "fund.total", "capital.total"},
       {"expenditure.total", "general.total", "fund.total", "capital.total"},
       {"expenditure.basic", "general.basic", "fund.basic", "capital.basic"},
       {"expenditure.project", "general.project", "fund.project", "capital.project"},
       {"general.basic", "general.basic", "fund.basic", "capital.basic"},
       {"general.project", "general.project", "fund.project", "capital.project"}}};
  const auto* const entry = std::ranges::find(kEntries, token.concept_key, &Entry::key);
  if (entry != kEntries.end()) {
    return std::string(fund_ == "general" ? entry->general : fund_ == "fund" ? entry->fund : entry->capital);
  }
  // What else the tables print stands there for the general budget or for all funds together.
  static constexpr std::array<std::string_view, 4> kOther = {"three_public.", "basic.", "fiscal.",
                                                             "general."};
  const bool printed =
      std::ranges::any_of(kOther, [&](std::string_view prefix) { return key.starts_with(prefix); });
  return printed && fund_ != "general" ? std::string() : key;
}

/// "行政运行(项)支出决算5万元(其中:基本支出3万元,项目支出2万元)": of the item that is explained.
std::string Grammar::of_item(std::string key) const {
  const std::string subject = state_.subject.substr(part_of_item(state_.subject).size());
  const std::string& item = is_item(subject) ? subject : state_.whole;
  if (!is_item(item)) {
    return key;
  }
  return key.ends_with(".basic")     ? std::string(kBasicOf) + item
         : key.ends_with(".project") ? std::string(kProjectOf) + item
                                     : key;
}

/// A key where the words around it leave no doubt; some names are part of others ("数字化项目支出",
/// "新增固定资产", "基本支出中,教育支出…").
std::string Grammar::in_its_place(std::size_t index, const Token& token, std::string key) const {
  const std::string_view text = words_.sentences[index].folded;
  const std::string_view before = text.substr(0, token.begin);
  const std::string_view after = text.substr(token.end);
  const bool begins = before.empty() ||
                      std::string_view(",;:(").find(before.back()) != std::string_view::npos ||
                      std::ranges::any_of(std::array<std::string_view, 5>{"。", "、", "其中", "中", "和"},
                                          [&](auto mark) { return before.ends_with(mark); });
  if (!part_of_item(key).empty() && !begins) {
    return {};
  }
  if (key.starts_with("assets.")) {
    const bool stated =
        after.starts_with("为") || after.starts_with("合计") || (!after.empty() && is_digit(after.front()));
    return stated && (begins || key == "assets.total") ? key : std::string();
  }
  if (key.starts_with("expenditure.class:") || key.starts_with("fiscal.class:")) {
    // "按支出功能分类:教育支出5万元": elsewhere it may be a part of the 类.
    const std::size_t function = before.rfind("功能");
    static constexpr std::array<std::string_view, 4> kParts = {"基本支出", "项目支出", "财政拨款安排",
                                                               "结转"};
    const std::string_view between = function == std::string_view::npos ? before : before.substr(function);
    const bool of_part =
        std::ranges::any_of(kParts, [&](auto part) { return between.find(part) != std::string_view::npos; });
    return function != std::string_view::npos && !of_part ? key : std::string();
  }
  return key;
}

void Grammar::read_concept(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (state_.reason) {
    const bool states_figures =
        next_is(tokens, at, TokenKind::kBudget) || next_is(tokens, at, TokenKind::kFinal);
    const bool clause_begins =
        at > 0 && tokens[at - 1].kind == TokenKind::kPunctuation && token.unknown_before == 0;
    // "用于保障机构正常运转的基本支出12.50万元": the purpose belongs to the concept.
    const bool is_qualified = next_is(tokens, at, TokenKind::kNumber) && qualifies(index, tokens, at);
    if (!is_qualified && !(clause_begins && (states_figures || states_anew(tokens, at + 1)))) {
      return;
    }
    end_clause();
  }
  const std::string key = in_its_place(index, token, of_item(of_fund(index, token)));
  if (at > 0 && tokens[at - 1].kind == TokenKind::kAgainst && tokens[at - 1].value == "prior" &&
      token.unknown_before == 0 && key != state_.subject && next_is(tokens, at, TokenKind::kNumber)) {
    name_year(NamedYear::kPrior);  // "比上年年末结转和结余10万元多2万元"
    state_.against = Against::kNone;
  }
  static constexpr std::array<std::string_view, 4> kAdjusting = {"调增", "调减", "冲减", "冲销"};
  const std::string_view before = std::string_view(words_.sentences[index].folded).substr(0, token.begin);
  if (std::ranges::any_of(kAdjusting, [&](std::string_view word) { return before.ends_with(word); })) {
    state_.subject.clear();  // "调增年初结转和结余2万元"
    state_.joint.clear();
    return;
  }
  if (state_.share) {
    state_.base = key;
    state_.share = !key.empty();
    return;
  }
  const bool joined = at > 1 && token.unknown_before == 0 && tokens[at - 1].kind == TokenKind::kPunctuation &&
                      tokens[at - 1].value == "、" && tokens[at - 1].unknown_before == 0 &&
                      tokens[at - 2].kind == TokenKind::kConcept;
  if (!joined) {
    state_.joint.clear();
  }
  state_.joint.emplace_back(key);
  whose_unclear_ = false;
  state_.subject = key;
  state_.subject_name.clear();
  state_.measure = Measure::kFinal;
  state_.completion = state_.compare = state_.deviation = state_.difference = state_.each = false;
  state_.direction = Direction::kNone;
  named_ = true;
  spoken_ = false;
}

/// "甲5万元、乙1万元,占丙的95%、5%", "甲5万元、乙1万元,合计占1%": not the share of the last alone.
bool Grammar::shares_of_several(std::size_t index, std::span<const Token> tokens, std::size_t at) const {
  static constexpr std::array<std::string_view, 4> kTogether = {"合计", "共", "共计", "总计"};
  const std::string_view before =
      std::string_view(words_.sentences[index].folded).substr(0, tokens[at].begin);
  const auto is_share = [&](std::size_t i) {
    return i < tokens.size() && tokens[i].kind == TokenKind::kNumber &&
           tokens[i].number == NumberKind::kPercent;
  };
  std::size_t first = at + 1;
  while (first < tokens.size() && tokens[first].kind == TokenKind::kConcept) {
    ++first;
  }
  const bool in_a_row = is_share(first) && first + 2 < tokens.size() && tokens[first + 1].value == "、" &&
                        is_share(first + 2) && tokens[first + 2].unknown_before == 0;
  return in_a_row || std::ranges::any_of(kTogether, [&](auto word) { return before.ends_with(word); });
}

void Grammar::read_measure(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (state_.reason) {
    if (!next_is(tokens, at, TokenKind::kNumber) && !next_is(tokens, at, TokenKind::kCompare)) {
      return;
    }
    state_.reason = false;
  }
  if (state_.share && !state_.base.empty() && token.kind == TokenKind::kFinal) {
    return;  // "占“三公”经费支出决算的12.50%": part of the base's name
  }
  if (state_.compare && token.kind == TokenKind::kBudget) {
    const Direction direction = state_.direction;
    state_.against = Against::kBudget;
    state_.budget = budget_kind(token.value);
    state_.compare = false;
    add_direction(index, token, direction);
    // "决算数大于预算数12.50万元" states the difference too.
    const bool states_change = next_is(tokens, at, TokenKind::kNumber);
    state_.direction = states_change ? direction : Direction::kNone;
    state_.against = states_change ? Against::kBudget : Against::kNone;
    return;
  }
  const bool unclear = token.unknown_before >= kUnknownSubject;
  if (unclear && token.kind != TokenKind::kShare &&
      (token.kind != TokenKind::kCompletion || is_project(state_.subject))) {
    state_.subject.clear();
  }
  state_.direction = Direction::kNone;
  state_.deviation = state_.difference = false;
  state_.share = token.kind == TokenKind::kShare;
  state_.completion = token.kind == TokenKind::kCompletion;
  state_.base.clear();
  if (state_.share) {
    read_respective(index, tokens, at);
    whose_unclear_ = whose_unclear_ || (respective_.empty() && shares_of_several(index, tokens, at));
  }
  if (token.kind == TokenKind::kBudget || token.kind == TokenKind::kCompletion) {
    state_.budget = budget_kind(token.value);
  }
  if (token.kind == TokenKind::kBudget || token.kind == TokenKind::kFinal) {
    if (state_.subject.empty() && !unclear) {
      state_.subject = state_.whole;
    }
    if (token.kind == TokenKind::kBudget && next_is(tokens, at, TokenKind::kNumber)) {
      begin_project(index, token);
    }
    state_.measure = token.kind == TokenKind::kBudget ? Measure::kBudget : Measure::kFinal;
    state_.against = Against::kNone;
    if (token.value == "reached" && state_.year == NamedYear::kPrior) {
      state_.year = NamedYear::kThis;  // "由上年的2万元增加到3万元,增长50%"
      state_.against = Against::kPriorYear;
    }
  }
}

/// "较上年未增加", "不会比上年增加": no rise.
bool Grammar::is_denied(std::string_view before) {
  static constexpr std::array<std::string_view, 5> kNot = {"未", "无", "没有", "不", "未有"};
  static constexpr std::array<std::string_view, 6> kWillNot = {"不会", "不得", "不应",
                                                               "未比", "未较", "没有比"};
  const std::string_view clause = before.substr(std::min(before.size(), before.find_last_of(",;") + 1));
  return std::ranges::any_of(kNot, [&](auto word) { return clause.ends_with(word); }) ||
         std::ranges::any_of(kWillNot,
                             [&](auto word) { return clause.find(word) != std::string_view::npos; });
}

/// "比上年增幅(1.50%)提高1.38个百分点": rates of two years, no change of an amount.
bool Grammar::compares_rates(std::size_t index, std::span<const Token> tokens, std::size_t at) const {
  const Token& token = tokens[at];
  const std::string_view rest = std::string_view(words_.sentences[index].folded).substr(token.begin);
  const std::string_view clause = rest.substr(0, std::min(rest.find(','), rest.find("。")));
  return at > 0 && tokens[at - 1].kind == TokenKind::kAgainst && token.unknown_before == 0 &&
         (rest.starts_with("增幅") || rest.starts_with("降幅")) &&
         clause.find("百分点") != std::string_view::npos;
}

void Grammar::read_direction(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  const Token* next = next_of(tokens, at);
  const bool gives_reason = next != nullptr && next->kind == TokenKind::kReason && next->unknown_before == 0;
  if (state_.reason && !gives_reason) {
    return;
  }
  if (token.kind == TokenKind::kFlat) {
    add_direction(index, token, Direction::kNone);
    return;
  }
  const std::string_view before = std::string_view(words_.sentences[index].folded).substr(0, token.begin);
  whose_unclear_ = whose_unclear_ || (before.ends_with("分别") && respective_.empty());
  if (is_denied(before)) {
    return;
  }
  const Direction direction = token.kind == TokenKind::kUp ? Direction::kUp : Direction::kDown;
  if (compares_rates(index, tokens, at)) {
    state_.against = Against::kNone;
    return;
  }
  if (state_.against == Against::kPriorYear && ends_clause(*next)) {
    return add_direction(index, token, direction);  // "比上年有所增加,…"
  }
  if (state_.year == NamedYear::kPrior && state_.against == Against::kNone) {
    state_.against = Against::kPriorYear;  // "上年支出2万元,增加1万元"
    state_.year = NamedYear::kThis;
  }
  if (gives_reason) {
    add_direction(index, token, direction);
    return;
  }
  if (state_.against == Against::kNone && at > 0 && tokens[at - 1].kind == TokenKind::kNumber &&
      token.unknown_before == 0 && !words_.claims.empty()) {
    // "比…年初预算10.50万元减少2.88万元": against the budget just stated.
    const Claim& last = words_.claims.back();
    if (last.sentence == index && last.end == tokens[at - 1].end && last.measure == Measure::kBudget &&
        last.concept_key == state_.subject) {
      state_.against = Against::kBudget;
    }
  }
  state_.direction = direction;
}

void Grammar::add_direction(std::size_t index, const Token& token, Direction direction) {
  if (state_.subject.empty() || state_.against == Against::kNone || state_.year != NamedYear::kThis) {
    return;
  }
  Claim& claim = add_claim(index, token, Measure::kDirection);
  claim.direction = direction;
  claim.figure.place = words_.sentences[index].place_at(token.begin);
}

}  // namespace zzaudit::words
