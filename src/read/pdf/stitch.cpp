// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/stitch.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

/// Column borders agree within this, in points.
constexpr double kSameColumn = 2.5;

/// Where the borders of `few` are among those of `many`; nothing when one of them is not.
std::optional<std::vector<std::uint32_t>> among(const std::vector<double>& few,
                                                const std::vector<double>& many) {
  std::vector<std::uint32_t> index;
  // Pages may have mirrored margins: only the distances count.
  const double shift = many.front() - few.front();
  std::size_t next = 0;
  for (const double x : few) {
    while (next < many.size() && many[next] < x + shift - kSameColumn) ++next;
    if (next == many.size() || many[next] > x + shift + kSameColumn) return std::nullopt;
    index.push_back(static_cast<std::uint32_t>(next++));
  }
  if (index.back() + 1 != many.size()) return std::nullopt;
  return index;
}

void move_columns(Table& table, const std::vector<std::uint32_t>& index, const std::vector<double>& borders) {
  for (TableCell& cell : table.cells) {
    const std::uint32_t column = index[cell.column];
    cell.column_span = index[cell.column + cell.column_span] - column;
    cell.column = column;
  }
  table.xs = borders;
}

/// Cells of one row, by column.
std::vector<const TableCell*> row_of(const Table& table, std::uint32_t row) {
  std::vector<const TableCell*> cells;
  for (const TableCell& cell : table.cells) {
    if (cell.row == row) cells.push_back(&cell);
    if (cell.row > row) break;
  }
  return cells;
}

bool blank(const std::vector<const TableCell*>& row) {
  return std::ranges::all_of(row, [](const TableCell* cell) { return cell->text.empty(); });
}

bool has_figures(const std::vector<const TableCell*>& row) {
  return std::ranges::any_of(row, [](const TableCell* cell) {
    return is_figure(cell->text) && cell->text.find('.') != std::string::npos;
  });
}

bool same_row(const std::vector<const TableCell*>& a, const std::vector<const TableCell*>& b) {
  return std::ranges::equal(a, b, [](const TableCell* x, const TableCell* y) {
    return x->column == y->column && x->column_span == y->column_span && compact(x->text) == compact(y->text);
  });
}

/// Rows at the top of `next` that are those at the top of `table` again.
std::uint32_t repeated_rows(const Table& table, const Table& next) {
  std::uint32_t rows = 0;
  while (rows < std::min(table.rows(), next.rows())) {
    const auto row = row_of(next, rows);
    if (!same_row(row_of(table, rows), row) || has_figures(row)) break;
    ++rows;
  }
  // Blank rows alone repeat nothing.
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (!blank(row_of(next, row))) return rows;
  }
  return 0;
}

}  // namespace

bool append(Table& table, Table& next) {
  if (table.low_confidence != next.low_confidence && table.columns() != next.columns()) return false;
  if (const auto index = among(next.xs, table.xs)) {
    move_columns(next, *index, table.xs);
  } else if (const auto wider = among(table.xs, next.xs)) {
    move_columns(table, *wider, next.xs);
  } else {
    return false;
  }
  std::uint32_t skipped = repeated_rows(table, next);
  if (skipped < next.rows() && blank(row_of(next, skipped))) ++skipped;
  const std::uint32_t rows = table.rows();
  for (TableCell& cell : next.cells) {
    if (cell.row < skipped) continue;
    cell.row = cell.row - skipped + rows;
    table.cells.push_back(std::move(cell));
  }
  const double shift = table.ys.back() - next.ys[skipped];
  for (std::size_t i = skipped + 1; i < next.ys.size(); ++i) table.ys.push_back(next.ys[i] + shift);
  table.low_confidence = table.low_confidence || next.low_confidence;
  return true;
}

}  // namespace zzaudit::pdf
