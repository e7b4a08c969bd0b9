// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What zzaudit-pdf writes (src/zzaudit-pdf/PROTOCOL.md), taken apart. Nothing in it is trusted: a number out
/// of range or a line of another form makes the whole malformed, and counts are bounded.
namespace zzaudit::pdf {

/// Consecutive glyphs. Points; x to the right, y downwards.
struct Run {
  double x = 0;  ///< origin of the first glyph, on the base line
  double y = 0;
  double advance_x = 0;
  double advance_y = 0;
  double size = 0;
  bool bold = false;
  std::string_view text;  ///< into the protocol text; valid UTF-8
};

/// A horizontal (`at` is y) or vertical (`at` is x) rule.
struct Rule {
  double at = 0;
  double from = 0;
  double to = 0;
};

struct Page {
  std::uint32_t number = 0;
  double width = 0;
  double height = 0;
  double image_area = 0;  ///< of its pictures together, in square points
  bool hidden_text = false;
  std::vector<Run> runs;
  std::vector<Rule> horizontal;
  std::vector<Rule> vertical;
};

struct Protocol {
  std::vector<Page> pages;
  std::size_t announced = 0;  ///< pages that the file says it has
  std::size_t errors = 0;
  std::string_view first_error;
  std::string_view failure;  ///< "encrypted", "damaged", "not-pdf"; empty when the file was read
  bool complete = false;     ///< "end" was seen
  bool malformed = false;    ///< not what zzaudit-pdf writes
  bool too_much = false;     ///< a bound was exceeded
};

inline constexpr std::size_t kMaxPages = 3000;
inline constexpr std::size_t kMaxRuns = 2'000'000;
inline constexpr std::size_t kMaxRules = 1'000'000;

/// `text` must outlive the result.
[[nodiscard]] Protocol parse_protocol(std::string_view text);

}  // namespace zzaudit::pdf
