// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/flow.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

namespace zzaudit::recognition {
namespace {

/// Bytes of Chinese numerals at `position`.
std::size_t numerals(std::string_view text, std::size_t position) {
  constexpr std::array<std::string_view, 12> kNumerals = {"一", "二", "三", "四", "五", "六",
                                                          "七", "八", "九", "十", "百", "〇"};
  std::size_t end = position;
  while (
      std::ranges::any_of(kNumerals, [&](std::string_view n) { return text.substr(end).starts_with(n); })) {
    end += kNumerals.front().size();
  }
  return end - position;
}

std::size_t digits(std::string_view text, std::size_t position) {
  const std::size_t end = text.find_first_not_of("0123456789", position);
  return (end == std::string_view::npos ? text.size() : end) - position;
}

/// A line, compact, whose end ends a sentence or a part of one.
bool is_finished(std::string_view text) {
  static constexpr std::string_view kClosing[] = {"\"", "”", "’", "》", ")"};
  static constexpr std::string_view kStops[] = {"。", ";", ":", "!", "?"};
  while (ends_with_any(text, kClosing)) {
    const std::size_t size = text.back() == '"' || text.back() == ')' ? 1 : std::string_view("”").size();
    text.remove_suffix(size);
  }
  return ends_with_any(text, kStops);
}

/// How the lines within the readers' paragraphs end, by source: wrapped text breaks off in the middle of its
/// sentences, text with one paragraph a line hardly ever.
struct LineEnds {
  std::size_t finished = 0;
  std::size_t open = 0;

  void count(std::string_view text) {
    // Shorter lines are headings, units of tables and the like.
    constexpr std::size_t kShortest = 60;  // bytes: some twenty characters
    if (text.size() < kShortest) return;
    if (is_finished(text)) {
      ++finished;
    } else if (numbering_level(text) == 0 || text.find(',') != std::string_view::npos) {
      ++open;
    }
  }
  [[nodiscard]] bool are_paragraphs() const {
    constexpr std::size_t kFewest = 8;
    constexpr std::size_t kMostOpen = 5;  // one in so many
    return finished >= kFewest && open * kMostOpen <= finished;
  }
};

/// Marks the lines that begin a paragraph inside a reader's: an item of a list below a finished line, and
/// every line where lines are paragraphs.
void find_inner_paragraphs(std::vector<FlowLine>& lines) {
  std::map<std::uint16_t, LineEnds> ends;
  std::string text;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    FlowLine& next = lines[i + 1];
    if (next.first) continue;
    if (lines[i].first) text = compact(lines[i].line->text);
    ends[lines[i].line->place.source].count(text);
    const bool finished = is_finished(text);
    text = compact(next.line->text);
    next.first = finished && numbering_level(text) != 0;
  }
  for (FlowLine& line : lines) {
    line.first = line.first || ends[line.line->place.source].are_paragraphs();
  }
}

}  // namespace

Flow::Flow(const Document& source) : document(&source) {
  for (std::size_t block = 0; block < source.blocks.size(); ++block) {
    first_line.push_back(lines.size());
    const auto* paragraph = std::get_if<Paragraph>(&source.blocks[block]);
    if (paragraph == nullptr) continue;
    for (const TextLine& line : paragraph->lines) {
      lines.push_back({&line, paragraph, block, &line == paragraph->lines.data(), false});
    }
  }
  first_line.push_back(lines.size());
  find_inner_paragraphs(lines);
}

bool is_file_name(const Document& document, const TextLine& line) {
  Place nowhere;
  nowhere.source = line.place.source;
  if (line.place != nowhere || line.text.empty() || nowhere.source >= document.sources.size()) return false;
  const Source& source = document.sources[nowhere.source];
  if (!source.sheet.empty()) return line.text == source.sheet;
  const std::string_view file = source.file;
  const std::size_t slash = file.find_last_of('/');
  const std::string_view name = slash == std::string_view::npos ? file : file.substr(slash + 1);
  return name.starts_with(line.text) && (name.size() == line.text.size() || name[line.text.size()] == '.');
}

int numbering_level(std::string_view compact_text) {
  constexpr std::string_view kOrdinal = "第";
  constexpr std::string_view kPart = "部分";
  constexpr std::string_view kComma = "、";
  const std::string_view text = compact_text;
  if (text.starts_with(kOrdinal)) {
    const std::size_t size = std::max(numerals(text, kOrdinal.size()), digits(text, kOrdinal.size()));
    return size > 0 && text.substr(kOrdinal.size() + size).starts_with(kPart) ? 1 : 0;
  }
  const std::size_t numeral = numerals(text, 0);
  if (numeral > 0) {
    const std::string_view rest = text.substr(numeral);
    return rest.starts_with(kComma) || rest.starts_with('.') ? 2 : 0;
  }
  if (text.starts_with('(')) {
    const std::size_t inner = numerals(text, 1);
    if (inner > 0 && text.substr(1 + inner).starts_with(')')) return 3;
    const std::size_t number = digits(text, 1);
    return number > 0 && number <= 2 && text.substr(1 + number).starts_with(')') ? 4 : 0;
  }
  const std::size_t number = digits(text, 0);
  if (number == 0 || number > 2) return 0;
  const std::string_view rest = text.substr(number);
  if (rest.starts_with(kComma)) return 4;
  return rest.starts_with('.') && (rest.size() == 1 || rest[1] < '0' || rest[1] > '9') ? 4 : 0;
}

}  // namespace zzaudit::recognition
