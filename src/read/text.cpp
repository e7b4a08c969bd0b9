// SPDX-License-Identifier: Apache-2.0
// Markdown and plain text: paragraphs, TAB tables, pipe tables. One pass, one line of look-ahead.
#include "zzaudit/base/text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "read/detail/builder.hpp"
#include "read/detail/markdown.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

using detail::Builder;
using detail::RawCell;
using detail::RawRow;
using detail::Span;

struct Line {
  std::string_view text;  ///< without its line feed
  std::uint32_t number = 0;
  std::uint32_t begin = 0;

  [[nodiscard]] Span span() const { return {number, begin, begin + static_cast<std::uint32_t>(text.size())}; }
  /// Where a part of this line stands.
  [[nodiscard]] Span span_of(std::string_view part) const {
    const auto offset = static_cast<std::uint32_t>(part.data() - text.data());
    return {number, begin + offset, begin + offset + static_cast<std::uint32_t>(part.size())};
  }
};

/// The lines of a text, one at a time.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) { advance(); }

  [[nodiscard]] const std::optional<Line>& current() const { return current_; }
  /// The line after the current one; empty at the end.
  [[nodiscard]] std::string_view following() const {
    return next_ < text_.size() ? text_.substr(next_, text_.find('\n', next_) - next_) : std::string_view();
  }
  void advance() {
    if (next_ >= text_.size()) {
      current_.reset();
      return;
    }
    const std::size_t end = std::min(text_.find('\n', next_), text_.size());
    current_ = Line{text_.substr(next_, end - next_), ++number_, static_cast<std::uint32_t>(next_)};
    next_ = end + 1;
  }

 private:
  std::string_view text_;
  std::size_t next_ = 0;
  std::uint32_t number_ = 0;
  std::optional<Line> current_;
};

bool has_tab(std::string_view text) { return text.find('\t') != std::string_view::npos; }

/// A cell of `line` without marks, its wrapped lines joined.
RawCell cell_of(const Line& line, std::string_view raw) {
  std::string_view text = trim(raw);
  if (text.empty()) text = raw.substr(0, 0);
  RawCell cell{"", line.span_of(text)};
  if (!detail::has_marks(text)) {
    cell.text = text;
    return cell;
  }
  const std::string plain = detail::plain_inline(text);
  for (std::string_view rest = plain;;) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    append_wrapped(cell.text, trim(rest.substr(0, end)));
    if (end == rest.size()) return cell;
    rest.remove_prefix(end + 1);
  }
}

RawRow tab_row(const Line& line) {
  RawRow row{{}, line.span()};
  for (std::string_view rest = line.text;;) {
    const std::size_t end = std::min(rest.find('\t'), rest.size());
    row.cells.push_back(cell_of(line, rest.substr(0, end)));
    if (end == rest.size()) return row;
    rest.remove_prefix(end + 1);
  }
}

RawRow pipe_row(const Line& line) {
  RawRow row{{}, line.span()};
  for (const detail::CellRange& range : detail::split_pipes(line.text)) {
    row.cells.push_back(cell_of(line, line.text.substr(range.begin, range.end - range.begin)));
  }
  return row;
}

/// Reads blocks line by line into a Builder.
class TextReader {
 public:
  TextReader(const std::string& name, std::string_view text, std::uint16_t source)
      : builder_(name, source), lines_(text) {}

  Document run() {
    while (lines_.current()) read_block_line();
    flush();
    return builder_.take();
  }

 private:
  void read_block_line() {
    const Line line = *lines_.current();
    std::string_view content = trim(line.text);
    while (content.starts_with('>') && content.size() > 1 && (content[1] == ' ' || content[1] == '>')) {
      content = trim(content.substr(1));
    }
    if (starts_pipe_table(content)) return read_pipe_table();
    if (const auto mark = detail::heading_mark(content); mark.level > 0) {
      add_heading(line, content, mark);
    } else if (has_tab(line.text)) {
      return read_tab_lines();
    } else if (is_underline(content)) {
      // The line above was a heading.
      paragraph_.heading_level = content.front() == '=' ? 1 : 2;
      flush();
    } else if (content.empty() || content.starts_with("```") || content.starts_with("~~~") ||
               detail::is_rule(content)) {
      flush();
    } else {
      add_text(line, content);
    }
    lines_.advance();
  }

  /// "===" or "---" right below a one-line paragraph.
  [[nodiscard]] bool is_underline(std::string_view content) const {
    constexpr std::size_t kShortest = 3;
    return paragraph_.lines.size() == 1 && !paragraph_.list_item && content.size() >= kShortest &&
           (content.find_first_not_of('=') == std::string_view::npos ||
            content.find_first_not_of('-') == std::string_view::npos);
  }

  [[nodiscard]] bool starts_pipe_table(std::string_view content) const {
    if (content.starts_with('|')) return detail::has_pipe(content.substr(1));
    return detail::has_pipe(content) && detail::is_separator_row(lines_.following());
  }

  void read_pipe_table() {
    flush();
    std::vector<RawRow> rows;
    bool separated = false;
    for (; lines_.current() && detail::has_pipe(lines_.current()->text); lines_.advance()) {
      const Line& line = *lines_.current();
      if (!separated && rows.size() <= 1 && detail::is_separator_row(line.text)) {
        separated = true;
        continue;
      }
      rows.push_back(pipe_row(line));
      builder_.count(rows.back());
    }
    builder_.add(std::move(rows));
  }

  /// Consecutive lines with TABs are one table, unless TABs only indent or trail in all of them.
  void read_tab_lines() {
    std::vector<Line> edge_only;
    while (lines_.current() && has_tab(lines_.current()->text) && !has_tab(trim(lines_.current()->text))) {
      edge_only.push_back(*lines_.current());
      builder_.count({{}, edge_only.back().span()});
      lines_.advance();
    }
    if (!lines_.current() || !has_tab(lines_.current()->text)) {
      for (const Line& line : edge_only) add_indented(line);
      return;
    }
    flush();
    std::vector<RawRow> rows;
    const auto add_row = [&](const Line& line) {
      rows.push_back(tab_row(line));
      builder_.count(rows.back());
    };
    std::ranges::for_each(edge_only, add_row);
    for (; lines_.current() && has_tab(lines_.current()->text); lines_.advance()) add_row(*lines_.current());
    builder_.add(std::move(rows));
  }

  void add_indented(const Line& line) {
    const std::string_view content = trim(line.text);
    content.empty() ? flush() : add_text(line, content);
  }

  void add_heading(const Line& line, std::string_view content, const detail::HeadingMark& mark) {
    flush();
    content = trim(content.substr(mark.content));
    if (const std::size_t last = content.find_last_not_of('#'); last != std::string_view::npos) {
      content = trim(content.substr(0, last + 1));  // "# heading #"
    }
    add_line(line, content);
    paragraph_.heading_level = mark.level;
    flush();
  }

  void add_text(const Line& line, std::string_view content) {
    const bool bullet = content.size() > 2 && (content[0] == '-' || content[0] == '*' || content[0] == '+') &&
                        content[1] == ' ';
    if (bullet) {
      flush();
      content = trim(content.substr(1));
    }
    add_line(line, content);
    if (bullet) paragraph_.list_item = true;
  }

  /// Adds a line of words to the paragraph; <br> makes several of it.
  void add_line(const Line& line, std::string_view content) {
    if (paragraph_.lines.empty()) opens_bold_ = content.starts_with("**");
    bold_marks_ += detail::count_bold_marks(content);
    closes_bold_ = content.ends_with("**");
    const Place place = builder_.place(line.span_of(content));
    const std::string plain = detail::plain_inline(content);
    for (std::string_view rest = plain;;) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view part = trim(rest.substr(0, end));
      if (!part.empty()) paragraph_.lines.push_back({std::string(part), place});
      if (paragraph_.lines.size() > detail::kMaxTextLines) flush();  // refused there
      if (end == rest.size()) return;
      rest.remove_prefix(end + 1);
    }
  }

  void flush() {
    paragraph_.bold = opens_bold_ && closes_bold_ && bold_marks_ == 2;
    builder_.add(std::exchange(paragraph_, {}));
    opens_bold_ = closes_bold_ = false;
    bold_marks_ = 0;
  }

  Builder builder_;
  Lines lines_;
  Paragraph paragraph_;
  bool opens_bold_ = false;
  bool closes_bold_ = false;
  std::size_t bold_marks_ = 0;
};

}  // namespace

Document read_text(const std::string& name, std::string_view text, std::uint16_t source) {
  if (text.find("<!--") == std::string_view::npos) return TextReader(name, text, source).run();
  const std::string visible = detail::without_comments(text);
  return TextReader(name, visible, source).run();
}

}  // namespace zzaudit
