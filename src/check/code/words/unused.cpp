// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "check/code/words/checks.hpp"
#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"

/// NAR501: the words say that there is nothing, or something, and the table says otherwise.
namespace zzaudit::detail {
namespace {

struct Fund {
  std::string_view kind;  ///< of the sections that speak of it
  TableKey table;
  Bilingual name;
};

const std::array<Fund, 3>& funds() {
  static const std::array<Fund, 3> kFunds = {
      {{"fund", TableKey::kFund, {"政府性基金预算收支", "government funds"}},
       {"capital", TableKey::kStateCapital, {"国有资本经营预算收支", "state capital operations"}},
       {"three_public", TableKey::kThreePublic, {"财政拨款“三公”经费支出", "the three public expenses"}}}};
  return kFunds;
}

/// "没有…", but not of last year nor beside it: "上年没有此项支出".
bool denies_this_year(std::string_view text, std::string_view denial) {
  static constexpr std::array<std::string_view, 2> kEarlier = {"上年", "去年"};
  for (auto at = text.find(denial); at != std::string_view::npos; at = text.find(denial, at + 1)) {
    if (!contains_any(text.substr(0, at), kEarlier)) {
      return true;
    }
  }
  return false;
}

/// What a text begins with, of `parts`; the longest.
std::size_t leading_part(std::string_view text, std::span<const std::string_view> parts) {
  std::size_t size = 0;
  for (const auto part : parts) {
    if (text.starts_with(part)) {
      size = std::max(size, part.size());
    }
  }
  return size;
}

/// What is denied, up to the next mark: the income or expenditure of the fund, or the fund itself
/// ("没有政府性 基金预算收支", "不涉及国有资本经营预算"); not its balances, one of its kinds of expenditure
/// or its budget.
bool is_whole_fund(std::string_view denied, bool planned) {
  static constexpr std::array<std::string_view, 5> kNames = {"政府性基金", "国有资本经营", "此项", "该项",
                                                             "此类"};
  static constexpr std::array<std::string_view, 4> kFlows = {"收入", "支出", "收支", "拨款"};
  static constexpr std::array<std::string_view, 28> kWords = {
      "政府性基金", "国有资本经营", "此项", "该项", "此类", "收入", "支出", "收支", "财政", "拨款",
      "预算",       "决算",         "资金", "经费", "业务", "使用", "安排", "发生", "涉及", "当年",
      "本年",       "年度",         "的",   "和",   "与",   "及",   "、",   "情况"};
  denied = denied.substr(0, denied.find_first_of(",;:(."));
  denied = denied.substr(0, denied.find("。"));
  // "未安排政府性基金预算" may be the budget of the beginning of the year.
  if (!contains_any(denied, kNames) || (planned && !contains_any(denied, kFlows))) {
    return false;
  }
  while (!denied.empty()) {
    const std::size_t size = leading_part(denied, kWords);
    if (size == 0) {
      return false;
    }
    denied.remove_prefix(size);
  }
  return true;
}

/// What stands before a denial leaves it one of the whole department: no other body is its subject.
bool is_of_department(std::string_view before, std::string_view department) {
  static constexpr std::array<std::string_view, 7> kParts = {"下属", "所属", "直属", "附属",
                                                             "下级", "二级", "其中"};
  static constexpr std::array<std::string_view, 14> kOwn = {
      "本", "我", "部门",       "单位",         "年",   "度",       "也",
      "均", "既", "政府性基金", "国有资本经营", "预算", "财政拨款", "收支"};
  if (contains_any(before, kParts)) {
    return false;
  }
  if (const auto at = before.find(department); !department.empty() && at != std::string_view::npos) {
    return true;
  }
  static constexpr std::array<std::string_view, 2> kSelf = {"本", "我"};
  std::string_view subject = before.substr(before.find_last_of(",;:") + 1);
  if (contains_any(subject, kSelf)) {
    return true;
  }
  while (!subject.empty()) {
    const std::size_t size = is_digit(subject.front()) ? 1 : leading_part(subject, kOwn);
    if (size == 0) {
      return false;
    }
    subject.remove_prefix(size);
  }
  return true;
}

/// Another year than the report's, or a stage of the year, is named.
bool names_other_time(std::string_view text, std::optional<int> year) {
  static constexpr std::array<std::string_view, 8> kTimes = {"上年", "上一年", "去年", "往年",
                                                             "以前", "年初",   "年中", "年末"};
  constexpr std::string_view kYear = "年";
  if (contains_any(text, kTimes)) {
    return true;
  }
  const std::string own = year ? std::to_string(*year) : std::string();
  for (auto at = text.find(kYear); at != std::string_view::npos; at = text.find(kYear, at + 1)) {
    const std::string_view before = text.substr(0, at);
    if (at > 0 && is_digit(text[at - 1]) && !own.empty() && !before.ends_with(own)) {
      return true;
    }
  }
  return false;
}

/// "2023年度没有政府性基金预算收支": of the whole fund, of the whole department, of this year.
bool denies_fund(const Report& report, std::string_view text) {
  static constexpr std::array<std::string_view, 5> kNone = {"没有", "无", "未使用", "未安排", "不涉及"};
  const std::string department = name_in_words(report);
  return std::ranges::any_of(kNone, [&](std::string_view denial) {
    for (auto at = text.find(denial); at != std::string_view::npos; at = text.find(denial, at + 1)) {
      const std::string_view denied = text.substr(at + denial.size());
      const bool planned = denial == "未安排" || denied.starts_with("安排");
      if (is_whole_fund(denied, planned) && is_of_department(text.substr(0, at), department) &&
          !names_other_time(text.substr(0, at), report.year)) {
        return true;
      }
    }
    return false;
  });
}

/// "无财政拨款“三公”经费支出": the whole of it, not one of its items nor a change of it.
bool denies_three_public(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kNone = {"无", "没有", "未发生", "未安排", "不涉及"};
  static constexpr std::array<std::string_view, 3> kFrom = {"", "财政拨款", "一般公共预算财政拨款"};
  static constexpr std::array<std::string_view, 3> kNames = {"\"三公\"经费", "“三公”经费", "三公经费"};
  static constexpr std::array<std::string_view, 5> kEnds = {"", "支出", "财政拨款支出", "开支", "支出决算"};
  static constexpr std::array<std::string_view, 3> kMarks = {",", ";", "。"};
  const auto ends_here = [&](std::string_view rest) {
    return std::ranges::any_of(kEnds, [&](std::string_view end) {
      return rest.starts_with(end) &&
             (rest.size() == end.size() || starts_with_any(rest.substr(end.size()), kMarks));
    });
  };
  for (const auto name : kNames) {
    const std::size_t at = text.find(name);
    if (at == std::string_view::npos || !ends_here(text.substr(at + name.size()))) {
      continue;
    }
    for (const auto none : kNone) {
      for (const auto from : kFrom) {
        const std::string said = std::string(none) + std::string(from);
        if (text.substr(0, at).ends_with(said) && denies_this_year(text, said + std::string(name))) {
          return true;
        }
      }
    }
  }
  return false;
}

/// "未发生因公出国(境)费、公务用车购置及运行维护费和公务接待费": all three of them in one clause.
bool denies_every_item(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kNone = {"未发生因公出国", "没有因公出国",
                                                            "未安排因公出国", "无因公出国"};
  return std::ranges::any_of(kNone, [&](std::string_view none) {
    const std::size_t at = text.find(none);
    const std::string_view rest = at == std::string_view::npos ? std::string_view{} : text.substr(at);
    const std::string_view clause = rest.substr(0, rest.find_first_of(",;0123456789"));
    return contains(clause, "公务用车") && contains(clause, "公务接待") && denies_this_year(text, none);
  });
}

bool denies(const Report& report, const Fund& fund, const Sentence& sentence) {
  const std::string_view text = sentence.folded;
  return fund.table == TableKey::kThreePublic ? denies_three_public(text) || denies_every_item(text)
                                              : denies_fund(report, text);
}

/// "2023年度有政府性基金预算财政拨款收入".
bool affirms(const Sentence& sentence) {
  static constexpr std::array<std::string_view, 4> kSome = {"年度有政府性基金", "年有政府性基金",
                                                            "年度有国有资本经营", "年有国有资本经营"};
  return contains_any(sentence.folded, kSome);
}

const Cell* amount_in(const Report& report, const Fund& fund) {
  const Cell* amount = nullptr;
  for (const RowView& row : rows_of(report, fund.table)) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      const Cell* cell = row.cells[column];
      // The budgets of “三公” may stand beside nothing spent.
      const bool counts = fund.table != TableKey::kThreePublic || column != 0;
      if (counts && cell != nullptr && cell->has_value() && !cell->value.is_zero()) {
        amount = cell;
      }
    }
  }
  return amount;
}

class Statements {
 public:
  Statements(const Facts& facts, CodeSink& sink) : facts_(facts), sink_(sink) {
    for (const Claim& claim : facts.words().claims) {
      if (claim.measure == Measure::kFinal && !claim.figure.value.is_zero()) {
        speaking_.push_back(claim.sentence);
      }
    }
  }

  void check(const Fund& fund) {
    if (!info_of(facts_.report(), fund.table).present) {
      return;
    }
    const Cell* amount = amount_in(facts_.report(), fund);
    const auto& sentences = facts_.words().sentences;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (!sentences[i].kind.starts_with(fund.kind) || states_amounts(i)) {
        continue;
      }
      if (denies(facts_.report(), fund, sentences[i])) {
        judge_denial(fund, amount, i);
      } else if (affirms(sentences[i]) && facts_.is_empty_table(fund.table)) {
        report(fund, i,
               {"情况说明写有" + fund.name.zh + "，而表中没有任何金额",
                "the explanation says there is something for " + fund.name.en +
                    ", but the table has no amounts"},
               Severity::kWarning);
      }
    }
  }

 private:
  /// A section with amounts is judged by them; it may speak of a part of the department without any.
  [[nodiscard]] bool states_amounts(std::size_t sentence) const {
    const auto& sentences = facts_.words().sentences;
    return std::ranges::any_of(speaking_, [&](std::size_t other) {
      return sentences[other].section == sentences[sentence].section;
    });
  }

  void judge_denial(const Fund& fund, const Cell* amount, std::size_t sentence) {
    if (amount == nullptr) {
      sink_.pass();
      return;
    }
    const std::string value = amount_text(amount->value);
    report(fund, sentence,
           {"情况说明写没有" + fund.name.zh + "，而表中有金额（如 " + value + "）",
            "the explanation says there is none for " + fund.name.en +
                ", but the table has amounts (such as " + value + ")"},
           std::nullopt, amount);
  }

  void report(const Fund& fund, std::size_t sentence, Bilingual message, std::optional<Severity> severity,
              const Cell* amount = nullptr) {
    Finding finding;
    finding.locations = {sentence_location(facts_, sentence, 0), table_location(facts_.report(), fund.table)};
    if (amount != nullptr) {
      finding.actual = amount_text(amount->value);
      finding.locations.back().place = amount->place;
    }
    finding.message = std::move(message);
    sink_.fail(std::move(finding), severity);
  }

  const Facts& facts_;
  CodeSink& sink_;
  std::vector<std::size_t> speaking_;  ///< sentences that state an amount spent or received
};

}  // namespace

void check_unused_fund(const CodeContext& context, CodeSink& sink) {
  Statements statements(context.facts, sink);
  for (const auto& fund : funds()) {
    statements.check(fund);
  }
}

}  // namespace zzaudit::detail
