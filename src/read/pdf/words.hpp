// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "read/pdf/protocol.hpp"

/// Glyph runs of a page put together to words and lines.
namespace zzaudit::pdf {

/// Glyphs without a gap between them, whatever fonts they are from.
struct Word {
  double x0 = 0;
  double x1 = 0;
  double y = 0;  ///< base line
  double size = 0;
  bool bold = false;
  std::string text;

  /// The middle of its characters' height.
  [[nodiscard]] double middle() const { return y - (0.35 * size); }
};

/// Words on one base line, from left to right.
struct Line {
  double x0 = 0;
  double x1 = 0;
  double y = 0;
  double size = 0;  ///< of its largest word
  std::vector<Word> words;

  [[nodiscard]] double middle() const { return y - (0.35 * size); }
};

/// Turns a page on which most of the text runs sideways or upside down.
void turn_upright(Page& page);

/// Runs that touch become one word, unless a vertical rule stands between them; what is printed twice in
/// almost the same place (imitated bold type, shadows) counts once. In the order in which they were drawn.
[[nodiscard]] std::vector<Word> words_of(const Page& page);

/// Words by base line and from left to right.
[[nodiscard]] std::vector<Line> lines_of(std::vector<Word> words);

/// Text of a line. A gap becomes a space where a space means something: between Latin words and numbers, and
/// when it is wider than `widest` times the type size.
[[nodiscard]] std::string text_of(const Line& line, double widest);

/// The text stretches of a line that gaps of at least `gap` times the type size separate.
[[nodiscard]] std::vector<Line> fields_of(const Line& line, double gap);

/// True for a printed number: digits, separators, a sign or a percent sign; "-" alone is none.
[[nodiscard]] bool is_figure(std::string_view text);

}  // namespace zzaudit::pdf
