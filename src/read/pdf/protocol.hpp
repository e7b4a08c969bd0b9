// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What zzaudit-pdf tells of a PDF file (src/zzaudit-pdf/PROTOCOL.md), as values. Coordinates are points from
/// the top left corner of the page, y downwards.
namespace zzaudit::pdf {

/// Consecutive glyphs of one baseline, from (x, y) to (x + dx, y + dy).
struct Run {
  double x = 0;
  double y = 0;
  double dx = 0;
  double dy = 0;
  double size = 0;
  bool bold = false;
  std::string text;
};

/// A ruling line: horizontal at y = `at` from x = `from` to `to`, or vertical at x = `at` from y = `from` to
/// `to`.
struct Rule {
  double at = 0;
  double from = 0;
  double to = 0;
};

struct Page {
  std::uint32_t number = 0;
  double width = 0;
  double height = 0;
  std::vector<Run> runs;
  std::vector<Rule> horizontal;
  std::vector<Rule> vertical;
  std::size_t images = 0;
  std::size_t hidden = 0;  ///< invisible characters left out
};

enum class Ending : std::uint8_t {
  kComplete,
  kIncomplete,  ///< stopped before its last line
  kEncrypted,
  kDamaged,
  kNoAnswer,  ///< not in this protocol at all
  kTooLarge,  ///< more pages, runs or rules than any report has
};

struct Answer {
  Ending ending = Ending::kNoAnswer;
  std::size_t errors = 0;  ///< what the library could not mend
  std::vector<Page> pages;
};

/// Reads an answer. Lines that are not in the protocol count as errors; nothing in it is trusted.
[[nodiscard]] Answer parse_answer(std::string_view text);

}  // namespace zzaudit::pdf
