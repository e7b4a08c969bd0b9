// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/alternatives.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "recognise/words/lexicon.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::words {
namespace {

/// What the tables print for a concept, in the report's unit, the most specific first.
std::vector<Decimal> all_printed(const Report& report, std::string_view key) {
  std::vector<Decimal> amounts;
  const CurrencyUnit unit = report.currency_unit.value_or(CurrencyUnit::kTenThousandYuan);
  for (const ConceptCell& at : concept_cells(key)) {
    for (const RowView& row : rows_of(report, at.table)) {
      const Cell* cell = row.key() == at.row ? row.cells[at.column] : nullptr;
      if (cell != nullptr && cell->has_value()) {
        amounts.push_back(convert(cell->value, info_of(report, at.table).currency_unit.value_or(unit), unit));
      }
    }
  }
  return amounts;
}

std::optional<Decimal> printed(const Report& report, std::string_view key) {
  const auto amounts = all_printed(report, key);
  return amounts.empty() ? std::nullopt : std::optional(amounts.front());
}

bool prints(const Report& report, std::string_view key, const Decimal& amount) {
  const auto amounts = all_printed(report, key);
  return std::ranges::find(amounts, amount) != amounts.end();
}

/// Classes listed in a section may be those of all 财政拨款支出, government funds included: where more of
/// their amounts are so. Makes their claims "fiscal.class:…"; gives the sections.
std::set<std::size_t> resolve_classes(const Report& report, Words& words) {
  constexpr std::string_view kGeneral = "general.class:";
  const auto fiscal_key = [&](const Claim& claim) {
    return "fiscal.class:" + claim.concept_key.substr(kGeneral.size());
  };
  std::map<std::size_t, int> lead;  // by section: amounts of all funds less amounts of the general budget
  for (const auto& claim : words.claims) {
    if (claim.concept_key.starts_with(kGeneral) && claim.measure == Measure::kFinal) {
      auto& count = lead[words.sentences[claim.sentence].section];
      count += prints(report, fiscal_key(claim), claim.figure.value) ? 1 : 0;
      count -= prints(report, claim.concept_key, claim.figure.value) ? 1 : 0;
    }
  }
  std::set<std::size_t> sections;
  for (auto& claim : words.claims) {
    const std::size_t section = words.sentences[claim.sentence].section;
    if (claim.concept_key.starts_with(kGeneral) && lead[section] > 0) {
      claim.concept_key = fiscal_key(claim);
      sections.insert(section);
    }
  }
  return sections;
}

bool is_division(const Claim& claim) {
  return claim.concept_key == "general.basic" || claim.concept_key == "general.project";
}

/// "财政拨款支出15万元,其中:基本支出11万元,项目支出4万元": the division is that of all funds where the
/// general budget's is another.
void resolve_divisions(const Report& report, Words& words, const std::set<std::size_t>& of_fiscal) {
  std::set<std::size_t> sections;
  for (const auto& claim : words.claims) {
    const std::size_t section = words.sentences[claim.sentence].section;
    if (is_division(claim) && claim.measure == Measure::kFinal && of_fiscal.contains(section) &&
        !prints(report, claim.concept_key, claim.figure.value)) {
      sections.insert(section);
    }
  }
  for (auto& claim : words.claims) {
    if (is_division(claim) && sections.contains(words.sentences[claim.sentence].section)) {
      claim.concept_key.replace(0, claim.concept_key.find('.'), "fiscal");
    }
  }
}

/// The concept whose printed amount is the one stated; empty when none is.
std::string printed_as(const Report& report, const std::vector<std::string>& keys, const Decimal& amount) {
  const auto it = std::ranges::find_if(keys, [&](const auto& key) { return printed(report, key) == amount; });
  return it != keys.end() ? *it : std::string();
}

/// Of a wrong amount: the concept whose printed amount is next to it, where all are printed; else the first.
std::string nearest_to(const Report& report, const std::vector<std::string>& keys, const Decimal& amount) {
  std::string best;
  std::optional<Decimal> least;
  for (const auto& key : keys) {
    const auto value = printed(report, key);
    if (!value) {
      return keys.front();
    }
    const Decimal distance = (*value - amount).abs();
    if (!least || distance < *least) {
      least = distance;
      best = key;
    }
  }
  return best;
}

}  // namespace

void resolve_alternatives(const Report& report, Words& words) {
  const std::set<std::size_t> of_all_funds = resolve_classes(report, words);
  const Lexicon& lexicon = Lexicon::builtin();
  using ByKeyAndSection = std::map<std::pair<std::string, std::size_t>, std::string>;
  ByKeyAndSection meant;
  ByKeyAndSection nearest;
  for (const auto& claim : words.claims) {
    const ConceptInfo* info = lexicon.concept_info(claim.concept_key);
    if (info == nullptr || info->any_of.empty() || claim.measure != Measure::kFinal) {
      continue;
    }
    auto& choice = meant[{claim.concept_key, words.sentences[claim.sentence].section}];
    if (choice.empty()) {
      choice = printed_as(report, info->any_of, claim.figure.value);
    }
    auto& guess = nearest[{claim.concept_key, words.sentences[claim.sentence].section}];
    if (guess.empty()) {
      guess = nearest_to(report, info->any_of, claim.figure.value);
    }
  }
  for (auto& [key_and_section, choice] : meant) {
    if (choice.empty()) {
      choice = nearest[key_and_section];
    }
  }
  std::set<std::size_t> of_fiscal;
  for (const auto& [key_and_section, choice] : meant) {
    if (key_and_section.first == "general.fiscal" && choice == "fiscal.expenditure") {
      of_fiscal.insert(key_and_section.second);
    }
  }
  resolve_divisions(report, words, of_fiscal);
  for (auto& claim : words.claims) {
    const ConceptInfo* info = lexicon.concept_info(claim.concept_key);
    if (info == nullptr || info->any_of.empty()) {
      continue;
    }
    const std::size_t section = words.sentences[claim.sentence].section;
    if (claim.concept_key == "general.fiscal" && of_all_funds.contains(section)) {
      claim.concept_key = "fiscal.expenditure";
      continue;
    }
    const auto it = meant.find({claim.concept_key, section});
    // Without an amount stated nothing tells which: a share of it is judged by either.
    if (it != meant.end()) {
      claim.concept_key = it->second;
    }
  }
}

}  // namespace zzaudit::words
