// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "read/pdf/protocol.hpp"

/// Tables from the ruling lines of a page.
namespace zzaudit::pdf {

/// One cell, merged ones whole: rows [row, row + row_span), columns likewise.
struct Box {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t row_span = 1;
  std::uint32_t column_span = 1;
  std::vector<Run> runs;
  std::string text;  ///< the runs as read, wrapped lines joined
};

/// A table as its rules draw it.
struct RuledTable {
  std::vector<double> xs;  ///< column borders, ascending; one more than columns
  std::vector<double> ys;  ///< row borders
  std::vector<Box> boxes;  ///< in reading order, none overlapping
  bool irregular = false;  ///< some cell was no rectangle: its borders are uncertain

  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(ys.size()) - 1; }
  [[nodiscard]] std::uint32_t columns() const { return static_cast<std::uint32_t>(xs.size()) - 1; }
};

/// The tables of a page from top to bottom. Runs inside of them are moved into their cells; those that remain
/// in `page` stand outside of tables.
[[nodiscard]] std::vector<RuledTable> take_tables(Page& page);

/// Runs in lines from top to bottom, each from left to right.
[[nodiscard]] std::vector<std::vector<Run>> lines_of(std::vector<Run> runs);
/// The text of runs of one line: a space only between Latin letters or digits with a gap; what is drawn twice
/// to look bold is read once.
[[nodiscard]] std::string text_of_line(const std::vector<Run>& line);

}  // namespace zzaudit::pdf
