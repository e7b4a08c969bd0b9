// SPDX-License-Identifier: Apache-2.0
#include "read/detail/markdown.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

/// Marks that are not closed within this many bytes are text; keeps hostile lines linear.
constexpr std::size_t kLongestMark = 256;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_punctuation(char c) { return (c >= '!' && c <= '~') && !is_letter(c) && !is_digit(c); }

/// Stars in a row at `offset`.
std::size_t run_length(std::string_view text, std::size_t offset, char c) {
  return std::min(text.find_first_not_of(c, offset), text.size()) - offset;
}

/// Emphasis of a line: which runs of stars are marks. "李**" and "138****1234" are names and numbers
/// made anonymous, a single leading '*' is a note's mark.
class Stars {
 public:
  explicit Stars(std::string_view text) {
    std::size_t runs = 0;
    std::size_t singles = 0;
    for (std::size_t i = text.find('*'); i != std::string_view::npos;) {
      const std::size_t length = run_length(text, i, '*');
      runs += length == 2 || length == 3 ? 1 : 0;
      singles += length == 1 ? 1 : 0;
      i = text.find('*', i + length);
    }
    paired_ = runs % 2 == 0;
    italic_ = singles == 2 && text.size() > 2 && text.front() == '*' && text.back() == '*';
  }

  [[nodiscard]] bool is_mark(std::size_t length, bool at_edge) const {
    if (length == 1) return italic_;
    return length <= 3 && (paired_ || at_edge);
  }

 private:
  bool paired_;
  bool italic_;
};

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr std::array kEntities = {
    Entity{"&nbsp;", " "}, Entity{"&ensp;", " "}, Entity{"&emsp;", " "},  Entity{"&amp;", "&"},
    Entity{"&lt;", "<"},   Entity{"&gt;", ">"},   Entity{"&quot;", "\""}, Entity{"&#124;", "|"},
};

/// Walks along a text and takes the marks out.
class Inline {
 public:
  explicit Inline(std::string_view text)
      : text_(text), stars_(text), code_marks_(std::ranges::count(text, '`') % 2 == 0) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    switch (text_[at_]) {
      case '\\':
        if (at_ + 1 < text_.size() && is_punctuation(text_[at_ + 1])) ++at_;
        return keep(1);
      case '*':
        return stars();
      case '`':
        return code_marks_ ? skip(1) : keep(1);
      case '<':
        return tag();
      case '&':
        return entity();
      case '!':
      case '[':
        return link();
      case ']':
        if (at_ == label_end_) {
          at_ = link_end_;
          return;
        }
        return keep(1);
      default:
        return keep(std::min(text_.find_first_of("\\*`<&![]", at_ + 1), text_.size()) - at_);
    }
  }

  void keep(std::size_t bytes) {
    out_ += text_.substr(at_, bytes);
    at_ += bytes;
  }
  void skip(std::size_t bytes) { at_ += bytes; }

  void stars() {
    const std::size_t length = run_length(text_, at_, '*');
    const bool at_edge = at_ == 0 || at_ + length == text_.size();
    return stars_.is_mark(length, at_edge) ? skip(length) : keep(length);
  }

  /// <br> and simple tags; "<10万元" and addresses are text.
  void tag() {
    const std::string_view window = text_.substr(at_, kLongestMark);
    const std::size_t name = window.size() > 1 && window[1] == '/' ? 2 : 1;
    const std::size_t close = window.find('>');
    if (close == std::string_view::npos || close <= name || !is_letter(window[name])) return keep(1);
    const std::string_view body = window.substr(0, close);
    if (body.find("://") != std::string_view::npos || body.find('@') != std::string_view::npos)
      return keep(1);
    const bool line_break = body.size() >= 3 && (body[1] == 'b' || body[1] == 'B') &&
                            (body[2] == 'r' || body[2] == 'R') && (body.size() == 3 || !is_letter(body[3]));
    if (line_break) out_ += '\n';
    skip(close + 1);
  }

  void entity() {
    for (const Entity& known : kEntities) {
      if (text_.substr(at_).starts_with(known.name)) {
        out_ += known.text;
        return skip(known.name.size());
      }
    }
    keep(1);
  }

  /// "[words](target)" leaves the words, "![…](target)" nothing.
  void link() {
    const bool image = text_[at_] == '!';
    const std::size_t open = image ? at_ + 1 : at_;
    if (open >= text_.size() || text_[open] != '[') return keep(1);
    const std::string_view window = text_.substr(open, kLongestMark);
    const std::size_t middle = window.find("](");
    if (middle == std::string_view::npos ||
        window.substr(1, middle - 1).find('[') != std::string_view::npos) {
      return keep(1);
    }
    const std::size_t close = window.find(')', middle);
    if (close == std::string_view::npos) return keep(1);
    if (image) {
      at_ = open + close + 1;
      return;
    }
    label_end_ = open + middle;
    link_end_ = open + close + 1;
    at_ = open + 1;
  }

  std::string_view text_;
  Stars stars_;
  bool code_marks_;
  std::size_t at_ = 0;
  std::size_t label_end_ = std::string_view::npos;
  std::size_t link_end_ = 0;
  std::string out_;
};

/// Is the character at `offset` escaped by an odd number of backslashes before it?
bool is_escaped(std::string_view line, std::size_t offset) {
  std::size_t before = offset;
  while (before > 0 && line[before - 1] == '\\') --before;
  return (offset - before) % 2 == 1;
}

std::size_t next_pipe(std::string_view line, std::size_t offset) {
  for (std::size_t i = line.find('|', offset); i != std::string_view::npos; i = line.find('|', i + 1)) {
    if (!is_escaped(line, i)) return i;
  }
  return std::string_view::npos;
}

}  // namespace

std::string plain_inline(std::string_view text) {
  return has_marks(text) ? Inline(text).run() : std::string(text);
}

bool has_marks(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return c == '\\' || c == '*' || c == '`' || c == '<' || c == '&' || c == '['; });
}

std::string without_comments(std::string_view text) {
  constexpr std::string_view kOpen = "<!--";
  constexpr std::string_view kClose = "-->";
  std::string out(text);
  std::size_t at = 0;
  while ((at = text.find(kOpen, at)) != std::string_view::npos) {
    const std::size_t close = text.find(kClose, at + kOpen.size());
    if (close == std::string_view::npos) break;
    for (; at < close + kClose.size(); ++at) {
      if (out[at] != '\n') out[at] = ' ';
    }
  }
  return out;
}

HeadingMark heading_mark(std::string_view line) {
  constexpr std::size_t kDeepest = 6;
  const std::size_t level = line.empty() || line.front() != '#' ? 0 : run_length(line, 0, '#');
  if (level == 0 || level > kDeepest) return {};
  return {static_cast<int>(level), level};
}

bool is_rule(std::string_view line) {
  line = trim(line);
  if (line.size() < 3 || (line[0] != '-' && line[0] != '*' && line[0] != '_')) return false;
  const std::size_t other = line.find_first_not_of(std::string{line[0], ' '});
  return other == std::string_view::npos && std::ranges::count(line, line[0]) >= 3;
}

std::size_t count_bold_marks(std::string_view line) {
  std::size_t count = 0;
  for (std::size_t i = line.find("**"); i != std::string_view::npos; i = line.find("**", i + 2)) ++count;
  return count;
}

bool has_pipe(std::string_view line) { return next_pipe(line, 0) != std::string_view::npos; }

std::vector<CellRange> split_pipes(std::string_view line) {
  const std::string_view inner = trim(line);
  auto begin = static_cast<std::size_t>(inner.data() - line.data());
  std::size_t end = begin + inner.size();
  if (begin < end && line[begin] == '|') ++begin;
  if (begin < end && line[end - 1] == '|' && !is_escaped(line, end - 1)) --end;
  std::vector<CellRange> cells;
  while (true) {
    const std::size_t border = std::min(next_pipe(line.substr(0, end), begin), end);
    cells.push_back({begin, border});
    if (border == end) return cells;
    begin = border + 1;
  }
}

bool is_separator_row(std::string_view line) {
  if (line.find('-') == std::string_view::npos || line.find('|') == std::string_view::npos) return false;
  if (line.find_first_not_of("|-: \t") != std::string_view::npos) return false;
  return std::ranges::all_of(split_pipes(line), [&](const CellRange& range) {
    const std::string_view cell = trim(line.substr(range.begin, range.end - range.begin));
    const std::size_t first = cell.find('-');
    const std::size_t last = cell.rfind('-');
    return first != std::string_view::npos && first <= 1 && last + 2 >= cell.size() &&
           cell.substr(first, last - first + 1).find_first_not_of('-') == std::string_view::npos;
  });
}

}  // namespace zzaudit::detail
