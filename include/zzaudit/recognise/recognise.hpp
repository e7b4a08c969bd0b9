// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "zzaudit/document/document.hpp"
#include "zzaudit/model/report.hpp"
#include "zzaudit/model/tables.hpp"

namespace zzaudit {

/// What some place calls one of the nine tables, or a column or a fixed line of it.
struct FormWord {
  enum class Kind : std::uint8_t { kTitle, kColumn, kLine };
  Kind kind = Kind::kTitle;
  TableKey table = TableKey::kOverview;
  std::size_t index = 0;  ///< of the column or the line, in the table's descriptor
  std::string word;       ///< as printed; a "*" in a title stands for anything
};

/// Adds words to those of data/forms, for the whole program: before the first report is recognised, from one
/// thread. A title of one's own goes before an equal one that is known.
void add_form_words(const std::vector<FormWord>& words);

/// Document → Report: the only place that guesses. Tables are known by title and headers, never by
/// number; what could not be placed is kept with its place (TableInfo::unplaced, Report::notes).
/// Throws InputError when none of the nine tables can be found: that is no final-accounts report.
[[nodiscard]] Report recognise(const Document& document);

/// How many figures a table holds that is none of the nine: numbers below its header, without codes and line
/// numbers.
[[nodiscard]] std::size_t figures_in(const Grid& grid);

}  // namespace zzaudit
