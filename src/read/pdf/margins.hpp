// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "read/pdf/words.hpp"

/// What the lines of all pages say together: where text begins and ends, which lines are page numbers and
/// running heads, and which lines go on with the one before.
namespace zzaudit::pdf {

/// A line with its page.
struct PageLine {
  const Line* line = nullptr;
  std::uint32_t page = 0;
  double page_width = 0;
  double page_height = 0;
  bool first = false;  ///< nothing stands above it
  bool last = false;   ///< nothing stands below it
};

/// Left and right edge of running text; 0 and 0 when there is too little of it.
struct Margins {
  double left = 0;
  double right = 0;
};

/// By page width in whole points.
[[nodiscard]] std::map<long, Margins> margins_of(const std::vector<PageLine>& lines);

/// Which of the lines are page numbers or running heads and feet.
[[nodiscard]] std::vector<bool> furniture(const std::vector<PageLine>& lines, std::size_t pages);

/// An entry of a contents list: leaders, or a page number far behind the words.
[[nodiscard]] bool is_contents_entry(const Line& line, std::string_view text);

/// True when `line`, whose text is `text`, goes on with the paragraph that `last` belongs to.
[[nodiscard]] bool goes_on(const Line& last, const Line& line, std::string_view text, bool next_page,
                           const Margins& last_margins, const Margins& margins);

}  // namespace zzaudit::pdf
