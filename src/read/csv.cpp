// SPDX-License-Identifier: Apache-2.0
// CSV as Excel and WPS write it: RFC 4180 with comma, semicolon or TAB, a table with its title and unit
// in leading rows.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "read/detail/builder.hpp"
#include "read/detail/fail.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

using detail::Builder;
using detail::RawCell;
using detail::RawRow;
using detail::Span;

/// Bytes of the start of a file that are looked at to find its separator.
constexpr std::size_t kSample = 64UL * 1024;

/// Lines of the sample that hold each candidate outside quotes; the most wins. TAB and semicolon come
/// first: amounts with thousands separators put commas into their files, not the other way round.
char find_separator(std::string_view text) {
  constexpr std::array kCandidates = {'\t', ';', ','};
  std::array<std::size_t, kCandidates.size()> lines{};
  std::array<bool, kCandidates.size()> seen{};
  bool quoted = false;
  for (const char c : text.substr(0, kSample)) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    for (std::size_t i = 0; i < kCandidates.size(); ++i) {
      if (c == '\n') {
        lines[i] += seen[i] ? 1 : 0;
        seen[i] = false;
      } else if (c == kCandidates[i]) {
        seen[i] = true;
      }
    }
  }
  for (std::size_t i = 0; i < kCandidates.size(); ++i) lines[i] += seen[i] ? 1 : 0;
  const auto* const most = std::ranges::max_element(lines);
  return *most == 0 ? ',' : kCandidates[static_cast<std::size_t>(most - lines.begin())];
}

/// One row after the other.
class CsvRows {
 public:
  CsvRows(const std::string& name, std::string_view text) : name_(name), text_(text) {
    constexpr std::string_view kHint = "sep=";  // what Excel takes as a hint
    if (text_.starts_with(kHint) && text_.size() > kHint.size() + 1 && text_[kHint.size() + 1] == '\n') {
      separator_ = text_[kHint.size()];
      at_ = kHint.size() + 2;
      line_ = 2;
    } else {
      separator_ = find_separator(text_);
    }
  }

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  /// The next line holds nothing at all, or only spaces.
  [[nodiscard]] bool at_blank_line() const {
    const std::size_t filled = text_.find_first_not_of(' ', at_);
    return filled == std::string_view::npos || text_[filled] == '\n';
  }
  void skip_line() {
    at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    ++line_;
  }

  /// Blank cells at the end of the row are left out.
  RawRow next() {
    RawRow row{{}, {line_, offset(at_), 0}};
    while (true) {
      RawCell cell = next_cell();
      // Rows of thousands of blanks are common; beyond the limit only a filled cell counts.
      if (!cell.text.empty() || row.cells.size() < detail::kMaxColumns) row.cells.push_back(std::move(cell));
      if (at_end() || text_[at_] == '\n') break;
      ++at_;  // the separator
    }
    while (!row.cells.empty() && row.cells.back().text.empty()) row.cells.pop_back();
    row.span.end = offset(at_);
    if (!at_end()) ++at_;
    ++line_;
    return row;
  }

 private:
  [[nodiscard]] static std::uint32_t offset(std::size_t at) { return static_cast<std::uint32_t>(at); }

  RawCell next_cell() {
    const std::size_t begin = std::min(text_.find_first_not_of(' ', at_), text_.size());
    return begin < text_.size() && text_[begin] == '"' ? quoted_cell(begin) : plain_cell();
  }

  RawCell plain_cell() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
    return cell(trim(text_.substr(begin, at_ - begin)), line_);
  }

  RawCell quoted_cell(std::size_t quote) {
    const std::uint32_t first_line = line_;
    std::string text;
    std::size_t i = quote + 1;
    while (true) {
      const std::size_t end = text_.find('"', i);
      if (end == std::string_view::npos) fail_unclosed(first_line);
      text += text_.substr(i, end - i);
      if (end + 1 >= text_.size() || text_[end + 1] != '"') {
        i = end;
        break;
      }
      text += '"';
      i = end + 2;
    }
    line_ += static_cast<std::uint32_t>(std::ranges::count(text, '\n'));
    RawCell result{joined(text), {first_line, offset(quote + 1), offset(i)}};
    at_ = i + 1;
    const RawCell rest = plain_cell();  // RFC 4180 has nothing here; what stands here is kept
    if (!rest.text.empty()) {
      result.text += rest.text;
      result.span.end = rest.span.end;
    }
    return result;
  }

  [[nodiscard]] RawCell cell(std::string_view part, std::uint32_t line) const {
    const std::size_t begin = part.empty() ? at_ : static_cast<std::size_t>(part.data() - text_.data());
    return {joined(part), {line, offset(begin), offset(begin + part.size())}};
  }

  /// Lines of a wrapped cell joined; ="2010301", by which exporters keep codes as text, unpacked.
  [[nodiscard]] static std::string joined(std::string_view text) {
    text = trim(text);
    if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"'))
      text = text.substr(2, text.size() - 3);
    std::string out;
    while (true) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      append_wrapped(out, trim(text.substr(0, end)));
      if (end == text.size()) return out;
      text.remove_prefix(end + 1);
    }
  }

  [[noreturn]] void fail_unclosed(std::uint32_t line) const {
    detail::fail(
        name_, fmt::format("第 {} 行开始的引号没有结束，请重新导出 CSV。", line),
        fmt::format("the quotation mark opened in line {} is never closed; export the CSV again.", line));
  }

  const std::string& name_;
  std::string_view text_;
  char separator_ = ',';
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

std::size_t filled_cells(const RawRow& row) {
  return static_cast<std::size_t>(
      std::ranges::count_if(row.cells, [](const RawCell& cell) { return !cell.text.empty(); }));
}

/// Gathers rows into tables. A blank line ends a table. So does a row of blank cells when a title or a
/// note follows, a single filled cell; forms have rows of blank cells inside too.
class CsvReader {
 public:
  CsvReader(const std::string& name, std::string_view text, std::uint16_t source)
      : builder_(name, source), rows_(name, text) {
    add_stem(name);
  }

  Document run() {
    while (!rows_.at_end()) {
      if (rows_.at_blank_line()) {
        flush();
        rows_.skip_line();
        continue;
      }
      RawRow row = rows_.next();
      builder_.count(row);
      if (row.cells.empty()) {
        if (!table_.empty()) blank_.push_back(std::move(row));
        if (blank_.size() > kMostBlankRows) flush();
        continue;
      }
      if (!blank_.empty() && filled_cells(row) == 1) flush();
      std::ranges::move(blank_, std::back_inserter(table_));
      blank_.clear();
      table_.push_back(std::move(row));
    }
    flush();
    return builder_.take();
  }

 private:
  /// Spreadsheets export their whole used range; more blank rows than this belong to no table.
  static constexpr std::size_t kMostBlankRows = 100;

  /// The file name without folder and extension: where the table's title often is.
  void add_stem(const std::string& name) {
    if (name == "-") return;
    std::string_view stem = name;
    if (const std::size_t slash = stem.rfind('/'); slash != std::string_view::npos)
      stem.remove_prefix(slash + 1);
    if (const std::size_t dot = stem.rfind('.'); dot != std::string_view::npos && dot > 0)
      stem = stem.substr(0, dot);
    if (stem.empty() || first_invalid_utf8(stem)) return;
    Paragraph paragraph;
    paragraph.lines.push_back({std::string(stem), builder_.place({})});
    builder_.add(std::move(paragraph));
  }

  void flush() {
    blank_.clear();
    const bool is_words =
        std::ranges::all_of(table_, [](const RawRow& row) { return filled_cells(row) == 1; });
    is_words ? add_words() : builder_.add(std::move(table_));
    table_.clear();
  }

  /// Rows of one filled cell each, standing alone, are a title or a note.
  void add_words() {
    Paragraph paragraph;
    for (RawRow& row : table_) {
      RawCell& cell = row.cells.back();
      paragraph.lines.push_back({std::move(cell.text), builder_.place(cell.span)});
    }
    builder_.add(std::move(paragraph));
  }

  Builder builder_;
  CsvRows rows_;
  std::vector<RawRow> table_;
  std::vector<RawRow> blank_;
};

}  // namespace

Document read_csv(const std::string& name, std::string_view text, std::uint16_t source) {
  return CsvReader(name, text, source).run();
}

}  // namespace zzaudit
