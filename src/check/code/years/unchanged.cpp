// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "check/code/support.hpp"
#include "check/code/words/passages.hpp"
#include "check/code/years/prior_year.hpp"
#include "zzaudit/base/text.hpp"

/// YOY401–YOY403: what was left standing from last year's report.
namespace zzaudit::detail {
namespace {

/// Distinct amounts, none of them nil, from which on a table that is the same as last year's is no accident.
constexpr std::size_t kTellingAmounts = 4;
/// Distinct telling numbers from which on a sentence that is the same as last year's is none.
constexpr std::size_t kTellingNumbers = 2;
/// A number of fewer digits may well come again: 2 辆, 100 万元, 12 万元.
constexpr std::size_t kTellingDigits = 3;
/// So may a budget of fewer: quotas are round.
constexpr std::size_t kTellingBudgetDigits = 4;

/// Digits of a number without leading and trailing zeros.
std::size_t significant_digits(const Decimal& value) {
  std::string digits = value.abs().to_string();
  std::erase(digits, '.');
  const auto first = digits.find_first_not_of('0');
  const auto last = digits.find_last_not_of('0');
  return first == std::string::npos ? 0 : last - first + 1;
}

/// The amounts of a table by row and column, nil and blank ones left out.
std::map<std::string, Decimal> amounts_of(const Report& report, TableKey table) {
  std::map<std::string, Decimal> amounts;
  const auto& columns = descriptor(table).columns;
  const CurrencyUnit unit =
      info_of(report, table)
          .currency_unit.value_or(report.currency_unit.value_or(CurrencyUnit::kTenThousandYuan));
  for (const RowView& row : printed_rows(report, table)) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Cell* cell = row.cells[i];
      if (cell != nullptr && cell->has_value() && !cell->value.is_zero()) {
        amounts.emplace(std::string(row.key()) + " " + std::string(columns[i].key),
                        convert(cell->value, unit, CurrencyUnit::kYuan));
      }
    }
  }
  return amounts;
}

/// How many different values `value_of` gives for the elements.
template <class Range, class F>
std::size_t distinct_values(const Range& range, F value_of) {
  std::set<Decimal> values;
  for (const auto& element : range) {
    values.insert(value_of(element));
  }
  return values.size();
}

}  // namespace

void check_unchanged_table(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  const Report& then = prior->facts().report();
  for (const TableKey table : kAllTables) {
    if (!info_of(context.report, table).present || !info_of(then, table).present) {
      continue;
    }
    const auto amounts = amounts_of(context.report, table);
    const std::size_t distinct = distinct_values(amounts, [](const auto& entry) { return entry.second; });
    if (distinct < kTellingAmounts) {
      continue;
    }
    if (amounts != amounts_of(then, table)) {
      sink.pass();
      continue;
    }
    const Bilingual name = full_table_name(context.report, table);
    const std::string count = std::to_string(amounts.size());
    Finding finding;
    finding.locations = {table_location(context.report, table)};
    finding.message = {
        "《" + name.zh + "》的 " + count + " 个金额与上年报告完全相同，很可能是上年的表没有更新",
        "all " + count + " amounts of “" + name.en +
            "” are those of last year's report: probably last year's table left standing"};
    sink.fail(std::move(finding));
  }
}

namespace {

/// A sentence as it is compared with another year's: without the years themselves.
std::string without_year(std::string_view folded, std::optional<int> year) {
  std::string text(folded);
  for (int back = 0; year && back < 2; ++back) {
    const std::string digits = std::to_string(*year - back);
    const std::string mark = back == 0 ? "#" : "##";
    for (auto at = text.find(digits); at != std::string::npos; at = text.find(digits, at + mark.size())) {
      text.replace(at, digits.size(), mark);
    }
  }
  return text;
}

bool states_the_year(const Sentence& sentence) {
  return !sentence.kind.empty() && sentence.kind != "glossary" && sentence.kind != "contents" &&
         sentence.kind != "profile";
}

std::set<std::string> sentences_of(const Facts& facts) {
  std::set<std::string> texts;
  for (const Sentence& sentence : facts.words().sentences) {
    texts.insert(without_year(sentence.folded, facts.report().year));
  }
  return texts;
}

/// The numbers of a sentence that do not come again by accident.
struct Telling {
  std::vector<const Cell*> cells;
  bool flow = false;  ///< amounts or rates among them: staff and floor space may well be what they were
};

std::map<std::size_t, Telling> telling_numbers(const Words& words) {
  std::map<std::size_t, Telling> numbers;
  const auto add = [&](std::size_t sentence, const Cell& cell, bool flow) {
    if (cell.has_value() && significant_digits(cell.value) >= kTellingDigits) {
      Telling& telling = numbers[sentence];
      telling.cells.push_back(&cell);
      telling.flow = telling.flow || flow;
    }
  };
  for (const Claim& claim : words.claims) {
    add(claim.sentence, claim.figure, claim.measure != Measure::kCount);
  }
  for (const OtherNumber& other : words.others) {
    if (other.figure) {
      add(other.sentence, other.cell, !other.count);
    }
  }
  return numbers;
}

}  // namespace

void check_unchanged_text(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  const Facts& facts = context.facts;
  const auto then = sentences_of(prior->facts());
  for (const auto& [index, telling] : telling_numbers(facts.words())) {
    const Sentence& sentence = facts.words().sentences[index];
    const std::size_t distinct = distinct_values(telling.cells, [](const Cell* cell) { return cell->value; });
    if (!telling.flow || !states_the_year(sentence) || distinct < kTellingNumbers) {
      continue;
    }
    if (!then.contains(without_year(sentence.folded, context.report.year))) {
      sink.pass();
      continue;
    }
    Finding finding;
    finding.locations = {sentence_location(facts, index, 0)};
    finding.message = {
        "这句话连同其中的数字与上年报告完全相同，很可能是上年的文字没有更新",
        "this sentence and its figures are those of last year's report: probably left standing"};
    sink.fail(std::move(finding), telling.cells, std::nullopt);
  }
}

void check_unchanged_budget(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  const Facts& facts = context.facts;
  for (const Claim& claim : facts.words().claims) {
    if (claim.measure != Measure::kBudget || significant_digits(claim.figure.value) < kTellingBudgetDigits) {
      continue;
    }
    const auto then = prior->facts().claims(claim.concept_key, Measure::kBudget);
    const auto same = std::ranges::find_if(then, [&](const Claim* other) {
      return other->budget == claim.budget && prior->converted(other->figure.value) == claim.figure.value;
    });
    if (same == then.end()) {
      if (!then.empty()) {
        sink.pass();
      }
      continue;
    }
    const Figure stated = facts.figure(claim);
    Finding finding;
    finding.actual = stated.operand().value;
    finding.locations = {stated.operand().location};
    finding.operands = {stated.operand()};
    finding.message = {in_quotes(stated.operand().name.zh) + "写 " + finding.actual +
                           "，与上年报告中的预算数一分不差，请核对是否仍是上年的预算",
                       stated.operand().name.en + " is stated as " + finding.actual +
                           ", exactly last year's budget; make sure that it is this year's"};
    sink.fail(std::move(finding), cells_of({&stated}), std::nullopt);
  }
}

}  // namespace zzaudit::detail
