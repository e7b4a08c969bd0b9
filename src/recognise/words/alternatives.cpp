// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/alternatives.hpp"

#include <algorithm>
#include <map>

#include "recognise/words/lexicon.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::words {
namespace {

/// The amount that a table prints for a concept, in the report's unit.
std::optional<Decimal> printed(const Report& report, std::string_view key) {
  const CurrencyUnit unit = report.currency_unit.value_or(CurrencyUnit::kTenThousandYuan);
  for (const ConceptCell& at : concept_cells(key)) {
    for (const RowView& row : rows_of(report, at.table)) {
      const Cell* cell = row.key() == at.row ? row.cells[at.column] : nullptr;
      if (cell != nullptr && cell->has_value()) {
        return convert(cell->value, info_of(report, at.table).currency_unit.value_or(unit), unit);
      }
    }
  }
  return std::nullopt;
}

}  // namespace

void resolve_alternatives(const Report& report, Words& words) {
  const Lexicon& lexicon = Lexicon::builtin();
  std::map<std::pair<std::string, std::size_t>, std::string> meant;  // by key and section
  for (const auto& claim : words.claims) {
    const ConceptInfo* info = lexicon.concept_info(claim.concept_key);
    if (info == nullptr || info->any_of.empty() || claim.measure != Measure::kFinal) {
      continue;
    }
    auto& choice = meant[{claim.concept_key, words.sentences[claim.sentence].section}];
    for (const auto& key : info->any_of) {
      if (choice.empty() && printed(report, key) == claim.figure.value) {
        choice = key;
      }
    }
  }
  for (auto& claim : words.claims) {
    const ConceptInfo* info = lexicon.concept_info(claim.concept_key);
    if (info == nullptr || info->any_of.empty()) {
      continue;
    }
    const auto it = meant.find({claim.concept_key, words.sentences[claim.sentence].section});
    // Without an amount stated nothing tells which: a share of it is judged by either.
    if (it != meant.end()) {
      claim.concept_key = it->second.empty() ? info->any_of.front() : it->second;
    }
  }
}

}  // namespace zzaudit::words
