// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/grid_view.hpp"

#include <algorithm>

#include "recognise/detail/lexicon.hpp"

namespace zzaudit::recognition {
namespace {

const std::string& empty_text() {
  static const std::string kEmpty;
  return kEmpty;
}

}  // namespace

GridView::GridView(const Grid& grid) : grid_(&grid), rows_(grid.rows), columns_(grid.columns) {
  cover_.assign(rows_ * columns_, kNone);
  first_.assign(rows_, kNone);
  labels_.reserve(grid.cells.size());
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const GridCell& cell = grid.cells[i];
    labels_.push_back(cell.text.empty() ? std::string() : label_key(cell.text));
    const std::size_t row_end =
        std::min<std::size_t>(rows_, std::size_t{cell.row} + std::max(cell.row_span, 1U));
    const std::size_t end =
        std::min<std::size_t>(columns_, std::size_t{cell.column} + std::max(cell.column_span, 1U));
    // Where spans overlap the first cell keeps the position and the later one ends there, so the work
    // stays bounded by the grid whatever spans a document claims.
    for (std::size_t row = cell.row; row < row_end; ++row) {
      std::size_t column = cell.column;
      for (; column < end && cover_[index(row, column)] == kNone; ++column) {
        cover_[index(row, column)] = static_cast<std::int32_t>(i);
      }
      if (column == cell.column) break;
    }
  }
}

const GridCell* GridView::covering(std::size_t row, std::size_t column) const {
  if (row >= rows_ || column >= columns_) return nullptr;
  const std::int32_t i = cover_[index(row, column)];
  return i == kNone ? nullptr : &grid_->cells[static_cast<std::size_t>(i)];
}

const GridCell* GridView::cell(std::size_t row, std::size_t column) const {
  const GridCell* cell = covering(row, column);
  return cell != nullptr && cell->row == row && cell->column == column ? cell : nullptr;
}

const std::string& GridView::label(std::size_t row, std::size_t column) const {
  const GridCell* found = cell(row, column);
  return found == nullptr ? empty_text() : labels_[static_cast<std::size_t>(found - grid_->cells.data())];
}

const std::string& GridView::text(std::size_t row, std::size_t column) const {
  const GridCell* found = cell(row, column);
  return found == nullptr ? empty_text() : found->text;
}

Place GridView::place(std::size_t row, std::size_t column) const {
  if (const GridCell* found = cell(row, column)) return found->place;
  Place place = grid_->place;
  // The line of the row is that of any cell in it.
  if (row < rows_ && first_[row] != kNone) place = grid_->cells[static_cast<std::size_t>(first_[row])].place;
  // A sheet counts its own rows and columns: the grid may begin anywhere on it.
  place.row = std::max(grid_->place.row, 1U) + static_cast<std::uint32_t>(row);
  place.column = std::max(grid_->place.column, 1U) + static_cast<std::uint32_t>(column);
  place.begin = place.end = 0;
  return place;
}

bool GridView::blank_row(std::size_t row) const {
  for (std::size_t column = 0; column < columns_; ++column) {
    if (!label(row, column).empty()) return false;
  }
  return true;
}

std::string GridView::row_text(std::size_t row) const {
  std::string out;
  for (std::size_t column = 0; column < columns_; ++column) {
    const std::string& printed = text(row, column);
    if (printed.empty()) continue;
    if (!out.empty()) out += ' ';
    out += printed;
  }
  return out;
}

}  // namespace zzaudit::recognition
