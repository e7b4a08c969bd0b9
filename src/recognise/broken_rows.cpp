// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/broken_rows.hpp"

#include <algorithm>
#include <utility>

#include "recognise/detail/layout.hpp"
#include "recognise/detail/lexicon.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

bool has_digit(std::string_view text) { return std::ranges::any_of(fold(text), is_digit); }

/// The first cell of a row is a 科目编码.
bool is_code(std::string_view text) {
  const std::string key = compact(text);
  return key.size() >= 3 && key.size() <= 7 && std::ranges::all_of(key, is_digit);
}

class Mender {
 public:
  Mender(Grid grid, std::vector<ReaderNote>& notes) : grid_(std::move(grid)), notes_(notes) {}

  Grid run() {
    // From the end, so that the numbers of the rows before stay.
    for (std::size_t i = grid_.page_breaks.size(); i-- > 0;) {
      const std::uint32_t row = grid_.page_breaks[i];
      if (row == 0 || row >= grid_.rows) continue;
      if (!is_rest(row)) continue;
      completes(row) ? join(row) : note(row);
    }
    return std::move(grid_);
  }

 private:
  [[nodiscard]] std::vector<GridCell*> filled(std::uint32_t row) {
    std::vector<GridCell*> cells;
    for (GridCell& cell : grid_.cells) {
      if (cell.row == row && !cell.text.empty()) cells.push_back(&cell);
    }
    return cells;
  }
  [[nodiscard]] GridCell* above(const GridCell& cell) {
    const auto it = std::ranges::find_if(grid_.cells, [&](const GridCell& other) {
      return other.row + 1 == cell.row && other.column == cell.column && !other.text.empty();
    });
    return it == grid_.cells.end() ? nullptr : &*it;
  }

  /// Words alone, each below words, and none of them a line of its own.
  bool is_rest(std::uint32_t row) {
    const auto cells = filled(row);
    return !cells.empty() && std::ranges::all_of(cells, [&](const GridCell* cell) {
      return !has_digit(cell->text) && above(*cell) != nullptr && !is_row_label(label_key(cell->text));
    });
  }
  bool completes(std::uint32_t row) {
    const bool coded =
        std::ranges::any_of(filled(row - 1), [](const GridCell* cell) { return is_code(cell->text); });
    return std::ranges::all_of(filled(row), [&](const GridCell* cell) {
      const GridCell* upper = above(*cell);
      if (is_row_label(label_key(upper->text + cell->text)) && !is_row_label(label_key(upper->text)))
        return true;
      return coded && !is_code(upper->text);
    });
  }
  void join(std::uint32_t row) {
    for (GridCell* cell : filled(row)) above(*cell)->text += cell->text;
    std::erase_if(grid_.cells, [&](const GridCell& cell) { return cell.row == row; });
    for (GridCell& cell : grid_.cells) {
      if (cell.row > row) {
        --cell.row;
      } else if (cell.row + cell.row_span > row) {
        --cell.row_span;
      }
    }
    --grid_.rows;
  }
  void note(std::uint32_t row) {
    const GridCell& cell = *filled(row).front();
    notes_.push_back(
        {{"“" + cell.text + "”在分页处，可能是上一页末行的后半，未合并",
          "“" + cell.text + "” stands at a page break and may be the rest of the row before; not joined"},
         cell.place});
  }

  Grid grid_;
  std::vector<ReaderNote>& notes_;
};

}  // namespace

Grid with_whole_rows(const Grid& grid, std::vector<ReaderNote>& notes) { return Mender(grid, notes).run(); }

}  // namespace zzaudit::recognition
