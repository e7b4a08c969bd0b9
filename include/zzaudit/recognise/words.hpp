// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/model/claim.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit {

/// Reads the explanation of a report into claims. A pure function of the Report, so that a converted
/// report reads the same as its source. A number that no rule of the grammar understands becomes no
/// claim but an OtherNumber with the reason; nothing is guessed.
[[nodiscard]] Words read_words(const Report& report);

/// The department's name as the words use it, compact: without "（本级）".
[[nodiscard]] std::string name_in_words(const Report& report);

/// A cell that prints a concept's final amount.
struct ConceptCell {
  TableKey table;
  std::string row;         ///< key of a fixed line, or a 科目编码
  std::size_t column = 0;  ///< index into the table's columns
};

/// Name of a concept for people; for "general.item:2101101", "fund.item:2120803" and "general.class:210"
/// the 科目's.
[[nodiscard]] Bilingual concept_name(const Report& report, std::string_view key);
/// What an ambiguous concept may stand for ("占总收入的": 本年收入合计 or 收入总计); itself when it is clear.
[[nodiscard]] std::vector<std::string> concept_alternatives(std::string_view key);
/// The cells that print a concept's final amount, the most specific first; empty when no table does.
[[nodiscard]] std::vector<ConceptCell> concept_cells(std::string_view key);

}  // namespace zzaudit
