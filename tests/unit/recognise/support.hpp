// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/read/read.hpp"
#include "zzaudit/recognise/recognise.hpp"

namespace zzaudit::test {

/// A report from text in which "|" separates cells (made TABs) and "~" stands for an empty cell.
inline Report report_of(std::string text) {
  std::ranges::replace(text, '|', '\t');
  std::erase(text, '~');
  return recognise(read_text("sample.txt", text));
}

/// A printed row, by the key of a fixed line or by code; null when it is not there.
inline const RowView* row_of(const std::vector<RowView>& rows, std::string_view key) {
  const auto it =
      std::ranges::find_if(rows, [&](const RowView& row) { return *row.present && row.key() == key; });
  return it == rows.end() ? nullptr : &*it;
}

/// The cells of a row as one text: amounts, "_" for blank, "." for absent, "?" for unreadable.
/// "(none)" when the row is not there.
inline std::string cells(const Report& report, TableKey table, std::string_view key) {
  const auto rows = rows_of(report, table);
  const RowView* row = row_of(rows, key);
  if (row == nullptr) return "(none)";
  std::string out;
  for (std::size_t i = 0; i < descriptor(table).columns.size(); ++i) {
    const Cell& cell = *row->cells[i];
    if (i > 0) out += ' ';
    if (cell.has_value()) {
      out += cell.value.to_string();
    } else {
      out += cell.is_absent() ? "." : cell.state == CellState::kBlank ? "_" : "?";
    }
  }
  return out;
}

}  // namespace zzaudit::test
