// SPDX-License-Identifier: Apache-2.0
// From the rows of a table in a page to a rectangle of cells.
#include <algorithm>
#include <utility>

#include "read/detail/builder.hpp"
#include "read/detail/html_tree.hpp"

namespace zzaudit::detail {
namespace {

/// A row of a table, and the row at which its group (thead, tbody, tfoot) ends.
struct TableRow {
  const GumboNode* node = nullptr;
  std::size_t group_end = 0;
};

std::vector<TableRow> rows_of_table(const GumboNode& table) {
  std::vector<TableRow> rows;
  for (const GumboNode* group : children_of(table)) {
    if (is_hidden(*group)) continue;
    const std::size_t first = rows.size();
    for (const GumboNode* row : children_of(*group)) {
      if (tag_of(*row) == GUMBO_TAG_TR && !is_hidden(*row)) rows.push_back({row});
    }
    for (std::size_t i = first; i < rows.size(); ++i) rows[i].group_end = rows.size();
  }
  return rows;
}

/// Places cells row by row into the first free position, as browsers do.
class GridLayout {
 public:
  /// The cell's position and spans; they end where a cell from above is in the way.
  void place(GridCell& cell, std::size_t row, std::size_t group_end, std::size_t columns, std::size_t rows) {
    if (row != row_) next_ = 0;
    row_ = row;
    while (next_ < free_from_.size() && free_from_[next_] > row) ++next_;
    std::size_t end = next_;
    const std::size_t wanted = next_ + std::max<std::size_t>(columns, 1);
    while (end < wanted && end <= kMaxColumns && (end >= free_from_.size() || free_from_[end] <= row)) ++end;
    const std::size_t last_row = rows == 0 ? group_end : std::min(row + rows, group_end);
    if (free_from_.size() < end) free_from_.resize(end, 0);
    for (std::size_t column = next_; column < end; ++column) free_from_[column] = last_row;
    cell.row = static_cast<std::uint32_t>(row);
    cell.column = static_cast<std::uint32_t>(next_);
    cell.row_span = static_cast<std::uint32_t>(last_row - row);
    cell.column_span = static_cast<std::uint32_t>(std::max<std::size_t>(end - next_, 1));
    next_ = end;
  }

 private:
  std::vector<std::size_t> free_from_;  ///< by column: the first row that no cell from above covers
  std::size_t row_ = 0;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<PlacedCell> placed_cells(const GumboNode& table) {
  std::vector<PlacedCell> cells;
  GridLayout layout;
  const std::vector<TableRow> rows = rows_of_table(table);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const GumboNode* node : children_of(*rows[row].node)) {
      if ((tag_of(*node) != GUMBO_TAG_TD && tag_of(*node) != GUMBO_TAG_TH) || is_hidden(*node)) continue;
      PlacedCell placed{node, {}};
      layout.place(placed.cell, row, rows[row].group_end, number_attribute(*node, "colspan", 1),
                   number_attribute(*node, "rowspan", 1));
      cells.push_back(std::move(placed));
    }
  }
  return cells;
}

void complete(Grid& grid) {
  for (const GridCell& cell : grid.cells) {
    grid.columns = std::max(grid.columns, cell.column + 1);
    grid.rows = std::max(grid.rows, cell.row + cell.row_span);
  }
  const std::size_t size = std::size_t{grid.rows} * grid.columns;
  if (size > kMaxCells || grid.columns > kMaxColumns) return;  // refused later
  std::vector<bool> covered(size, false);
  for (GridCell& cell : grid.cells) {
    cell.column_span = std::min(cell.column_span, grid.columns - cell.column);
    for (std::uint32_t row = cell.row; row < cell.row + cell.row_span; ++row) {
      for (std::uint32_t column = cell.column; column < cell.column + cell.column_span; ++column) {
        covered[std::size_t{row} * grid.columns + column] = true;
      }
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (covered[i]) continue;
    GridCell cell;
    cell.row = static_cast<std::uint32_t>(i / grid.columns);
    cell.column = static_cast<std::uint32_t>(i % grid.columns);
    grid.cells.push_back(std::move(cell));
  }
  std::ranges::sort(grid.cells, {}, [](const GridCell& cell) { return std::pair(cell.row, cell.column); });
}

}  // namespace zzaudit::detail
