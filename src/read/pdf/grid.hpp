// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "read/pdf/words.hpp"

/// Tables of a page: from its rules, or, where there are none, from words that stand below each other.
namespace zzaudit::pdf {

struct TableCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t row_span = 1;
  std::uint32_t column_span = 1;
  std::uint32_t page = 0;
  std::string text;
};

struct Table {
  std::vector<double> xs;        ///< borders of the columns, one more than columns
  std::vector<double> ys;        ///< borders of the rows
  std::vector<TableCell> cells;  ///< by row and column
  bool low_confidence = false;

  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(ys.size() - 1); }
  [[nodiscard]] std::uint32_t columns() const { return static_cast<std::uint32_t>(xs.size() - 1); }
};

/// Tables of a page, and the words that stand in none of them.
struct PageTables {
  std::vector<Table> tables;
  std::vector<Word> rest;
  bool too_complex = false;  ///< so many rules that it is a drawing: not looked at
};

[[nodiscard]] PageTables ruled_tables(const Page& page, std::vector<Word> words);

/// Text of the words of one cell: wrapped lines joined.
[[nodiscard]] std::string cell_text(std::vector<Word> words);

/// Lines taken for a table without rules. `first` and `last` index the page's lines.
struct AlignedTable {
  std::size_t first = 0;
  std::size_t last = 0;
  Table table;
};
/// Looks for lines of figures in columns among the lines of a page.
[[nodiscard]] std::vector<AlignedTable> aligned_tables(const std::vector<Line>& lines, std::uint32_t page);

}  // namespace zzaudit::pdf
