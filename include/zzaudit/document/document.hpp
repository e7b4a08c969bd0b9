// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/place.hpp"

namespace zzaudit {

/// A file, or one sheet of a workbook, that a document was read from.
struct Source {
  std::string file;   ///< as the user named it
  std::string sheet;  ///< sheet name; empty outside workbooks
};

/// One line or soft-wrapped stretch of running text, as printed (not normalised).
struct TextLine {
  std::string text;
  Place place;
};

/// A paragraph: lines that belong together. A soft wrap is a new line of the same paragraph.
struct Paragraph {
  std::vector<TextLine> lines;
  /// 1–6 when the source marks it as a heading (Markdown #, Word style), 0 otherwise. Only a hint:
  /// real reports mark headings unreliably.
  int heading_level = 0;
  bool bold = false;       ///< all of it is bold: another hint
  bool list_item = false;  ///< an entry of a bulleted list: contents lists often are
};

/// One cell of a grid, anchored at its top-left position.
struct GridCell {
  std::string text;  ///< as printed, wrapped lines joined; empty when blank
  Place place;
  std::uint32_t row = 0;     ///< from 0
  std::uint32_t column = 0;  ///< from 0
  std::uint32_t row_span = 1;
  std::uint32_t column_span = 1;
  /// What the source shows here cannot be known (a formula that was never calculated): no blank, no zero.
  bool unknown = false;
};

/// A table as a rectangle of cells.
struct Grid {
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  /// In reading order. Formats that keep merges give spans; text formats give every cell a span of
  /// one and leave covered cells blank (`spans_known` false).
  std::vector<GridCell> cells;
  bool spans_known = false;
  bool low_confidence = false;  ///< the reader was unsure of the cell borders
  /// Rows (from 0) that begin a page after a page break within the table; a row may have been cut there.
  std::vector<std::uint32_t> page_breaks;
  Place place;  ///< the first row
};

struct PageBreak {
  std::uint32_t page = 0;  ///< the page that begins here
};

using Block = std::variant<Paragraph, Grid, PageBreak>;

/// What the reader was unsure of or left out, with its place (an unread text box, a hidden sheet).
struct ReaderNote {
  Bilingual text;
  Place place;
};

/// What a reader delivers: blocks in reading order, each with its place; no meaning yet.
struct Document {
  std::vector<Source> sources;
  std::vector<Block> blocks;
  std::vector<ReaderNote> notes;
};

}  // namespace zzaudit
