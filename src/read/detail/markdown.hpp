// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The few marks of Markdown that reports carry after a conversion.
namespace zzaudit::detail {

/// The text without emphasis, code marks, link targets, simple tags, escapes and entities; <br> becomes
/// a line feed. Text without such marks comes back unchanged, so its offsets stay those of the source.
[[nodiscard]] std::string plain_inline(std::string_view text);

/// Whether `plain_inline` may change the text.
[[nodiscard]] bool has_marks(std::string_view text);

/// `text` with every HTML comment blanked out in place: offsets and line numbers stay. A comment that
/// is never closed is text.
[[nodiscard]] std::string without_comments(std::string_view text);

/// Level 1–6 of a "# heading" and the offset of its words; level 0 when it is none.
struct HeadingMark {
  int level = 0;
  std::size_t content = 0;
};
[[nodiscard]] HeadingMark heading_mark(std::string_view line);

/// A line of at least three '-', '*' or '_' and blanks only.
[[nodiscard]] bool is_rule(std::string_view line);
/// The number of times "**" stands in the line.
[[nodiscard]] std::size_t count_bold_marks(std::string_view line);

/// Bytes from begin to end.
struct CellRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};
/// Cells of one line of a pipe table, outer pipes removed; "\|" is no border.
[[nodiscard]] std::vector<CellRange> split_pipes(std::string_view line);
[[nodiscard]] bool has_pipe(std::string_view line);
/// "|---|:-:|": the line below the header of a pipe table.
[[nodiscard]] bool is_separator_row(std::string_view line);

}  // namespace zzaudit::detail
