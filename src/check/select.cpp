// SPDX-License-Identifier: Apache-2.0
#include "check/detail/select.hpp"

#include <algorithm>

namespace zzaudit::detail {
namespace {

template <class Wanted>
void select_if(const TableSnapshot& table, std::vector<std::uint32_t>& rows, Wanted wanted) {
  for (auto row = static_cast<std::uint32_t>(table.lines); row < table.rows.size(); ++row) {
    if (wanted(row)) {
      rows.push_back(row);
    }
  }
}

void select_children(const TableSnapshot& table, std::size_t parent, std::vector<std::uint32_t>& rows) {
  for (const auto row : table.beneath(table.code(parent))) {
    if (table.parents[row] == static_cast<int>(parent)) {
      rows.push_back(row);
    }
  }
  std::ranges::sort(rows);
}

/// A table without amounts counts nil throughout.
Selected nothing_by_code(const TableSnapshot& table) {
  return table.any_amount ? Selected::kNoRowsByCode : Selected::kRows;
}

/// A code that a table does not print counts nil, unless the table only prints a level above it.
Selected without_code(const Snapshot& snapshot, const TableSnapshot& table, std::string_view code,
                      std::size_t column) {
  if (table.by_code.empty()) {
    return nothing_by_code(table);
  }
  for (auto length = code.size(); length > 3;) {
    length -= 2;
    const auto ancestor = code.substr(0, length);
    const auto rows = table.beneath(ancestor);
    if (rows.empty() || table.code(rows.front()) != ancestor) {
      continue;
    }
    const auto& amount = snapshot.amounts[table.cell(rows.front(), column)];
    const bool holds_it =
        table.has_parts[rows.front()] == 0 && amount.state == AmountState::kValue && amount.value != 0;
    return holds_it ? Selected::kHigherLevelOnly : Selected::kRows;
  }
  return Selected::kRows;
}

/// The printed rows of a code, or else (`under`) the topmost printed rows beneath it.
Selected select_code(const Snapshot& snapshot, const TableSnapshot& table, std::string_view code,
                     std::size_t column, bool under, std::vector<std::uint32_t>& rows) {
  const auto beneath = table.beneath(code);
  for (const auto row : beneath) {
    if (table.code(row) == code) {
      rows.push_back(row);
    }
  }
  if (rows.empty() && under) {
    for (const auto row : beneath) {
      const auto parent = table.parents[row];
      if (parent == kNoRow || !table.code(static_cast<std::size_t>(parent)).starts_with(code)) {
        rows.push_back(row);
      }
    }
  }
  return rows.empty() ? without_code(snapshot, table, code, column) : Selected::kRows;
}

}  // namespace

Selected select_rows(const Snapshot& snapshot, const RowSelector& selector, std::size_t column,
                     const Loop& loop, std::vector<std::uint32_t>& rows) {
  const auto& table = snapshot.table(selector.table);
  rows.clear();
  switch (selector.pick) {
    case Pick::kLine:
      rows.push_back(static_cast<std::uint32_t>(selector.line));
      return Selected::kRows;
    case Pick::kThis:
      rows.push_back(static_cast<std::uint32_t>(loop.row));
      return Selected::kRows;
    case Pick::kChildren:
      select_children(table, loop.row, rows);
      return Selected::kRows;
    case Pick::kTop:
      select_if(table, rows, [&](std::uint32_t row) { return table.parents[row] == kNoRow; });
      return rows.empty() ? nothing_by_code(table) : Selected::kRows;
    case Pick::kLeaf:
      select_if(table, rows, [&](std::uint32_t row) { return table.has_parts[row] == 0; });
      return rows.empty() ? nothing_by_code(table) : Selected::kRows;
    case Pick::kCode:
    case Pick::kUnder:
      return select_code(snapshot, table, selector.code, column, selector.pick == Pick::kUnder, rows);
    case Pick::kLoopCode:
    case Pick::kUnderLoop:
      return select_code(snapshot, table, loop.code, column, selector.pick == Pick::kUnderLoop, rows);
  }
  return Selected::kRows;
}

}  // namespace zzaudit::detail
