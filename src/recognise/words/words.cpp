// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/recognise/words.hpp"

#include <algorithm>

#include "recognise/words/alternatives.hpp"
#include "recognise/words/grammar.hpp"
#include "recognise/words/items.hpp"
#include "recognise/words/lexicon.hpp"
#include "recognise/words/sentences.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit {

Place Sentence::place_at(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(anchors, offset, {}, &Anchor::offset);
  return after == anchors.begin() ? Place{} : std::prev(after)->place;
}

namespace {

/// The year that a sentence begins with; any number of digits, as years lose some.
std::string_view leading_year(std::string_view text) {
  const auto* const end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  return text.substr(digits.size()).starts_with("年") ? digits : std::string_view{};
}

bool is_year_doubtful(const Words& words, int year) {
  const std::string own = std::to_string(year);
  std::size_t with_own = 0;
  std::size_t with_other = 0;
  for (const Sentence& sentence : words.sentences) {
    const std::string_view named = leading_year(sentence.folded);
    if (!named.empty() && !sentence.kind.starts_with("annex")) {
      ++(named == own ? with_own : with_other);
    }
  }
  return with_other > with_own && with_other > 2;
}

}  // namespace

std::string name_in_words(const Report& report) {
  std::string name = compact(report.unit);
  name.resize(std::min(name.find('('), name.size()));
  return name;
}

Words read_words(const Report& report) {
  Words words;
  words.sentences = words::split_sentences(report);
  words.year_doubtful = report.year && is_year_doubtful(words, *report.year);
  words::Grammar(report, words).read();
  words::resolve_alternatives(report, words);
  words::resolve_items(report, words);
  return words;
}

namespace {

constexpr std::string_view kItem = "general.item:";
constexpr std::string_view kFundItem = "fund.item:";
constexpr std::string_view kCapitalItem = "capital.item:";
constexpr std::string_view kGroup = "general.group:";
constexpr std::string_view kClass = "general.class:";
constexpr std::string_view kFiscalClass = "fiscal.class:";
constexpr std::string_view kExpenditureClass = "expenditure.class:";

std::string_view subject_code(std::string_view key) {
  for (const auto prefix :
       {kItem, kFundItem, kCapitalItem, kGroup, kClass, kFiscalClass, kExpenditureClass}) {
    if (key.starts_with(prefix)) {
      return key.substr(prefix.size());
    }
  }
  return {};
}

}  // namespace

Bilingual concept_name(const Report& report, std::string_view key) {
  if (const auto part = words::part_of_item(key); !part.empty()) {
    const Bilingual whole = concept_name(report, key.substr(part.size()));
    return part == words::kBasicOf ? Bilingual{whole.zh + "的基本支出", "basic expenditure of " + whole.en}
                                   : Bilingual{whole.zh + "的项目支出", "project expenditure of " + whole.en};
  }
  constexpr std::string_view kSource = "source:";
  if (key.starts_with(kSource)) {
    const Bilingual whole = concept_name(report, key.substr(kSource.size()));
    return {whole.zh + "的资金来源", "a fund's part in " + whole.en};
  }
  if (words::is_project(key)) {
    const std::string name(key.substr(key.find(':') + 1));
    return name.empty() ? Bilingual{"所述项目", "the project"} : Bilingual{name, name};
  }
  if (const auto code = subject_code(key); !code.empty()) {
    const auto row = std::ranges::find(report.general_budget.rows, code, &Row<BudgetColumns>::code);
    const Subject* subject = find_subject(Classification::kFunctional, code);
    const std::string name = row != report.general_budget.rows.end() ? row->name
                             : subject != nullptr                    ? std::string(subject->name)
                                                                     : std::string();
    const std::string label = std::string(code) + " " + name;
    return {label, label};
  }
  const auto* info = words::Lexicon::builtin().concept_info(key);
  return info != nullptr ? info->name : Bilingual{std::string(key), std::string(key)};
}

std::vector<std::string> concept_alternatives(std::string_view key) {
  const auto* info = words::Lexicon::builtin().concept_info(key);
  return info == nullptr || info->any_of.empty() ? std::vector<std::string>{std::string(key)} : info->any_of;
}

std::vector<ConceptCell> concept_cells(std::string_view key) {
  if (const auto part = words::part_of_item(key); !part.empty()) {
    std::vector<ConceptCell> cells = concept_cells(key.substr(part.size()));
    for (auto& cell : cells) {
      cell.column = find_column(cell.table, part == words::kBasicOf ? "basic" : "project").value();
    }
    return cells;
  }
  if (key.starts_with(kItem)) {
    const std::string code(subject_code(key));
    return {{TableKey::kGeneralBudget, code, 2},
            {TableKey::kFund, code, find_column(TableKey::kFund, "total").value()},
            {TableKey::kStateCapital, code, find_column(TableKey::kStateCapital, "total").value()}};
  }
  if (key.starts_with(kFundItem)) {
    return {{TableKey::kFund, std::string(subject_code(key)), find_column(TableKey::kFund, "total").value()}};
  }
  if (key.starts_with(kCapitalItem)) {
    return {{TableKey::kStateCapital, std::string(subject_code(key)),
             find_column(TableKey::kStateCapital, "total").value()}};
  }
  if (key.starts_with(kGroup)) {
    return {{TableKey::kGeneralBudget, std::string(subject_code(key)), 2}};
  }
  if (key.starts_with(kClass)) {
    return {{TableKey::kGeneralBudget, std::string(subject_code(key)), 2},
            {TableKey::kFiscalOverview, std::string(subject_code(key)), 1}};
  }
  if (key.starts_with(kExpenditureClass)) {
    return {{TableKey::kExpenditure, std::string(subject_code(key)),
             find_column(TableKey::kExpenditure, "total").value()}};
  }
  if (key.starts_with(kFiscalClass)) {
    return {{TableKey::kFiscalOverview, std::string(subject_code(key)), 0}};
  }
  const auto* info = words::Lexicon::builtin().concept_info(key);
  return info != nullptr ? info->cells : std::vector<ConceptCell>{};
}

}  // namespace zzaudit
