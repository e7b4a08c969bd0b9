// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace zzaudit {

/// Where a value stands in its source. Every number counts from 1; 0 means "has no such place".
///
/// A place is made by the reader and travels with the value; nothing is found again by searching
/// for its text. `source` is an index into the `sources` of the Document and the Report.
struct Place {
  std::uint16_t source = 0;  ///< index from 0 into `sources` (file, or sheet of a file)
  std::uint32_t page = 0;    ///< page of a paged source
  std::uint32_t line = 0;    ///< line of a text source
  /// Paragraph of a source without lines (PDF, DOCX, HTML), outside tables; of a cell: the last one
  /// before its table, so that paragraphs and tables sort in reading order.
  std::uint32_t paragraph = 0;
  std::uint32_t table = 0;   ///< table in order of the document
  std::uint32_t row = 0;     ///< row of that table (or sheet)
  std::uint32_t column = 0;  ///< column of that table (or sheet)
  std::uint32_t begin = 0;   ///< byte offset from 0 in the decoded source text
  std::uint32_t end = 0;     ///< one past the last byte; begin == end when unknown

  friend auto operator<=>(const Place&, const Place&) = default;
};

}  // namespace zzaudit
