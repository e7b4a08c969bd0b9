// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "zzaudit/document/document.hpp"

namespace zzaudit::recognition {

/// A grid by row and column, with its texts as labels. Beyond the grid there are no cells; those that a
/// hostile document places there are left out.
class GridView {
 public:
  explicit GridView(const Grid& grid);

  [[nodiscard]] const Grid& grid() const { return *grid_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  /// The cell anchored there; null when there is none or another cell covers the position.
  [[nodiscard]] const GridCell* cell(std::size_t row, std::size_t column) const;
  /// The cell anchored there or covering the position.
  [[nodiscard]] const GridCell* covering(std::size_t row, std::size_t column) const;
  /// `label_key` of the anchored cell; empty when there is none.
  [[nodiscard]] const std::string& label(std::size_t row, std::size_t column) const;
  /// Text as printed; empty when there is no cell.
  [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const;
  /// Place of a position, made from the grid's own when no cell stands there.
  [[nodiscard]] Place place(std::size_t row, std::size_t column) const;
  [[nodiscard]] bool blank_row(std::size_t row) const;
  /// The printed texts of a row, for messages.
  [[nodiscard]] std::string row_text(std::size_t row) const;

 private:
  static constexpr std::int32_t kNone = -1;
  [[nodiscard]] std::size_t index(std::size_t row, std::size_t column) const {
    return row * columns_ + column;
  }

  const Grid* grid_;
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<std::int32_t> cover_;
  std::vector<std::int32_t> first_;  ///< by row: its first cell
  std::vector<std::string> labels_;  ///< by cell
};

}  // namespace zzaudit::recognition
