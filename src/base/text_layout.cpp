// SPDX-License-Identifier: Apache-2.0
// Text on a terminal: display width, padding, cutting, wrapping, harmless output.
#include <algorithm>
#include <array>

#include "base/detail/utf8.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

using detail::append_utf8;
using detail::code_point_at;
using detail::CodePoint;

struct Range {
  char32_t first;
  char32_t last;
};

/// East Asian Width W and F (Unicode 14), gaps of unassigned characters closed.
constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x231A, 0x231B},   Range{0x2329, 0x232A},   Range{0x23E9, 0x23EC},
    Range{0x23F0, 0x23F0},   Range{0x23F3, 0x23F3},   Range{0x25FD, 0x25FE},   Range{0x2614, 0x2615},
    Range{0x2648, 0x2653},   Range{0x267F, 0x267F},   Range{0x2693, 0x2693},   Range{0x26A1, 0x26A1},
    Range{0x26AA, 0x26AB},   Range{0x26BD, 0x26BE},   Range{0x26C4, 0x26C5},   Range{0x26CE, 0x26CE},
    Range{0x26D4, 0x26D4},   Range{0x26EA, 0x26EA},   Range{0x26F2, 0x26F3},   Range{0x26F5, 0x26F5},
    Range{0x26FA, 0x26FA},   Range{0x26FD, 0x26FD},   Range{0x2705, 0x2705},   Range{0x270A, 0x270B},
    Range{0x2728, 0x2728},   Range{0x274C, 0x274C},   Range{0x274E, 0x274E},   Range{0x2753, 0x2755},
    Range{0x2757, 0x2757},   Range{0x2795, 0x2797},   Range{0x27B0, 0x27B0},   Range{0x27BF, 0x27BF},
    Range{0x2B1B, 0x2B1C},   Range{0x2B50, 0x2B50},   Range{0x2B55, 0x2B55},   Range{0x2E80, 0x303E},
    Range{0x3041, 0x3247},   Range{0x3250, 0x4DBF},   Range{0x4E00, 0xA4C6},   Range{0xA960, 0xA97C},
    Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},   Range{0xFE10, 0xFE19},   Range{0xFE30, 0xFE6B},
    Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x16FE0, 0x18D08}, Range{0x1AFF0, 0x1B2FB},
    Range{0x1F004, 0x1F004}, Range{0x1F0CF, 0x1F0CF}, Range{0x1F18E, 0x1F18E}, Range{0x1F191, 0x1F19A},
    Range{0x1F200, 0x1F320}, Range{0x1F32D, 0x1F335}, Range{0x1F337, 0x1F37C}, Range{0x1F37E, 0x1F393},
    Range{0x1F3A0, 0x1F3CA}, Range{0x1F3CF, 0x1F3D3}, Range{0x1F3E0, 0x1F3F0}, Range{0x1F3F4, 0x1F3F4},
    Range{0x1F3F8, 0x1F43E}, Range{0x1F440, 0x1F440}, Range{0x1F442, 0x1F4FC}, Range{0x1F4FF, 0x1F53D},
    Range{0x1F54B, 0x1F567}, Range{0x1F57A, 0x1F57A}, Range{0x1F595, 0x1F596}, Range{0x1F5A4, 0x1F5A4},
    Range{0x1F5FB, 0x1F64F}, Range{0x1F680, 0x1F6C5}, Range{0x1F6CC, 0x1F6CC}, Range{0x1F6D0, 0x1F6DF},
    Range{0x1F6EB, 0x1F6EC}, Range{0x1F6F4, 0x1F6FC}, Range{0x1F7E0, 0x1F7F0}, Range{0x1F90C, 0x1F93A},
    Range{0x1F93C, 0x1F945}, Range{0x1F947, 0x1F9FF}, Range{0x1FA70, 0x1FAF6}, Range{0x20000, 0x3FFFD},
};

/// Combining marks and format characters of the scripts that terminals of our users show.
constexpr std::array kNoWidth = {
    Range{0x0000, 0x001F}, Range{0x007F, 0x009F}, Range{0x00AD, 0x00AD},   Range{0x0300, 0x036F},
    Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},   Range{0x064B, 0x065F},
    Range{0x0670, 0x0670}, Range{0x06D6, 0x06DC}, Range{0x0E31, 0x0E31},   Range{0x0E34, 0x0E3A},
    Range{0x0E47, 0x0E4E}, Range{0x180B, 0x180F}, Range{0x1AB0, 0x1ACE},   Range{0x1DC0, 0x1DFF},
    Range{0x200B, 0x200F}, Range{0x2028, 0x202E}, Range{0x2060, 0x206F},   Range{0x20D0, 0x20F0},
    Range{0x302A, 0x302D}, Range{0x3099, 0x309A}, Range{0xFE00, 0xFE0F},   Range{0xFE20, 0xFE2F},
    Range{0xFEFF, 0xFEFF}, Range{0xFFF9, 0xFFFB}, Range{0xE0001, 0xE007F}, Range{0xE0100, 0xE01EF},
};

template <std::size_t kSize>
bool in_ranges(const std::array<Range, kSize>& ranges, char32_t c) {
  const auto after = std::ranges::upper_bound(ranges, c, {}, &Range::first);
  return after != ranges.begin() && c <= std::prev(after)->last;
}

std::size_t width_of(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return 1;
  if (c >= 0x4E00 && c <= 0x9FFF) return 2;
  if (in_ranges(kNoWidth, c)) return 0;
  return in_ranges(kWide, c) ? 2 : 1;
}

/// Bytes and columns of the longest prefix of `text` that fits `width` columns.
struct Prefix {
  std::size_t bytes = 0;
  std::size_t columns = 0;
};

Prefix fitting_prefix(std::string_view text, std::size_t width) {
  Prefix prefix;
  while (prefix.bytes < text.size()) {
    const CodePoint c = code_point_at(text, prefix.bytes);
    const std::size_t columns = width_of(c.value);
    if (prefix.columns + columns > width) break;
    prefix.columns += columns;
    prefix.bytes += c.size;
  }
  return prefix;
}

bool is_opener(char32_t c) {
  constexpr std::u32string_view kOpeners = U"([{（［｛〔【《〈「『“‘〖";
  return kOpeners.find(c) != std::u32string_view::npos;
}

bool is_closer(char32_t c) {
  constexpr std::u32string_view kClosers = U",.;:!?%)]}，。、；：！？％）］｝〕】》〉」』”’〗…·";
  return kClosers.find(c) != std::u32string_view::npos;
}

/// What must stay together on a line: opening punctuation, a wide character or a narrow word, and the
/// closing punctuation after it. Blanks are units of their own.
std::size_t unit_size(std::string_view text) {
  std::size_t i = 0;
  const auto take_while = [&](auto wanted) {
    while (i < text.size()) {
      const CodePoint c = code_point_at(text, i);
      if (!wanted(c.value)) break;
      i += c.size;
    }
  };
  if (text.front() == ' ') {
    take_while([](char32_t c) { return c == ' '; });
    return i;
  }
  take_while(is_opener);
  if (i < text.size() && text[i] != ' ') {
    const CodePoint core = code_point_at(text, i);
    if (width_of(core.value) == 2) {
      i += core.size;
      take_while([](char32_t c) { return width_of(c) == 0; });
    } else {
      take_while([](char32_t c) {
        return c != ' ' && width_of(c) < 2 && !is_opener(c) && (c < 0x80 || !is_closer(c));
      });
    }
  }
  take_while(is_closer);
  return i;
}

/// Fills lines of at most `width` columns.
class Wrapper {
 public:
  explicit Wrapper(std::size_t width) : width_(width) {}

  void add(std::string_view unit) {
    const bool blank = unit.front() == ' ';
    std::size_t columns = display_width(unit);
    if (columns_ + columns > width_ && !(blank && line_.empty())) {
      if (!line_.empty()) end_line();
      if (blank) return;
    }
    while (columns > width_) {
      const Prefix part = fitting_prefix(unit, width_);
      line_ = unit.substr(0, part.bytes);
      end_line();
      unit.remove_prefix(part.bytes);
      columns -= part.columns;
    }
    line_ += unit;
    columns_ += columns;
  }

  void end_line() {
    line_.erase(line_.find_last_not_of(' ') + 1);
    lines_.push_back(std::move(line_));
    line_.clear();
    columns_ = 0;
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::size_t width_;
  std::size_t columns_ = 0;
  std::string line_;
  std::vector<std::string> lines_;
};

/// Direction overrides and line separators, with which a text can show something else than it says.
bool is_deceptive(char32_t c) {
  return c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    width += width_of(c.value);
    i += c.size;
  }
  return width;
}

std::string pad_right(std::string_view text, std::size_t width) {
  const std::size_t columns = display_width(text);
  std::string out(text);
  if (columns < width) out.append(width - columns, ' ');
  return out;
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t columns = display_width(text);
  return columns < width ? std::string(width - columns, ' ').append(text) : std::string(text);
}

std::string truncate(std::string_view text, std::size_t width) {
  if (width == 0) return {};
  const Prefix whole = fitting_prefix(text, width);
  if (whole.bytes == text.size()) return std::string(text);
  return std::string(text.substr(0, fitting_prefix(text, width - 1).bytes)) + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  constexpr std::size_t kNarrowest = 2;  // one wide character must fit
  Wrapper wrapper(std::max(width, kNarrowest));
  while (true) {
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, line_end);
    while (!line.empty()) {
      const std::size_t size = unit_size(line);
      wrapper.add(line.substr(0, size));
      line.remove_prefix(size);
    }
    wrapper.end_line();
    if (line_end == text.size()) return wrapper.take();
    text.remove_prefix(line_end + 1);
  }
}

namespace {

constexpr char32_t kZeroWidthSpace = 0x200B;

/// Whether the character at `i`, after `before`, would complete the sign of a CI service's command: the
/// second colon of "::name", the bracket of "##[name".
bool begins_command(std::string_view before, std::string_view text, std::size_t i) {
  const auto next = [&] { return i + 1 < text.size() ? text[i + 1] : ' '; };
  const bool name = next() >= 'a' && next() <= 'z';
  return name && ((text[i] == ':' && before.ends_with(':')) || (text[i] == '[' && before.ends_with("##")));
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    if (c.value == '\n') {
      out.push_back('\n');
    } else if (c.value < 0x20 || c.value == 0x7F) {
      out.push_back('^');
      out.push_back(static_cast<char>(c.value ^ 0x40U));
    } else if ((c.value >= 0x80 && c.value < 0xA0) || is_deceptive(c.value)) {
      append_utf8(out, detail::kReplacement);
    } else {
      if (begins_command(out, text, i)) {
        append_utf8(out, kZeroWidthSpace);
      }
      append_utf8(out, c.value);
    }
    i += c.size;
  }
  return out;
}

}  // namespace zzaudit
