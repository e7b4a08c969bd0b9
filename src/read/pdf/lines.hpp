// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "read/pdf/grid.hpp"
#include "read/pdf/protocol.hpp"

/// The text of pages outside of ruled tables.
namespace zzaudit::pdf {

/// One line, or the part of one before a wide gap ("部门：…      单位：万元").
struct Line {
  double left = 0;
  double right = 0;
  double y = 0;  ///< baseline
  double size = 0;
  bool bold = false;    ///< all of it
  bool broken = false;  ///< a part of a line with wide gaps
  std::string text;
  std::vector<Run> runs;  ///< what it is made of
};

/// The parts of a line, from left to right, that gaps wider than `gap` character sizes separate.
[[nodiscard]] std::vector<Line> fields_of(const std::vector<Run>& runs, double gap);

/// The lines that remain on a page after its tables were taken, from top to bottom.
[[nodiscard]] std::vector<Line> lines_outside_tables(Page& page);

/// Removes page numbers, and headers and footers that recur on most pages; not what stands above a table.
void drop_running_lines(const std::vector<Page>& pages, std::vector<std::vector<Line>>& lines);

/// Where running text begins and ends on the pages of one size; 0 and 0 when there is none.
struct Margins {
  double left = 0;
  double right = 0;
  double bottom = 0;  ///< of the lowest line
};
/// The margins of each page.
[[nodiscard]] std::vector<Margins> margins_of(const std::vector<Page>& pages,
                                              const std::vector<std::vector<Line>>& lines);

/// Whether `line` goes on with the paragraph of the line before it; `margins` are those of the pages of the
/// two.
[[nodiscard]] bool goes_on(const Line& before, const Margins& before_margins, const Line& line,
                           const Margins& margins, bool same_page);

/// Tables without rules: lines of figures that stand in the same columns, with their header. Their lines are
/// removed from `lines`. Where a cell ends is a guess: `irregular` is set.
[[nodiscard]] std::vector<RuledTable> take_aligned_tables(std::vector<Line>& lines);

}  // namespace zzaudit::pdf
