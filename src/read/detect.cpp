// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "read/detail/html_tags.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

bool has_suffix(std::string_view name, std::string_view lower_case_suffix) {
  if (name.size() < lower_case_suffix.size()) return false;
  return std::ranges::equal(
      name.substr(name.size() - lower_case_suffix.size()), lower_case_suffix, {},
      [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
}

/// Commas of a line outside quotes.
std::size_t count_commas(std::string_view line) {
  bool quoted = false;
  std::size_t commas = 0;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    commas += c == ',' && !quoted ? 1 : 0;
  }
  return commas;
}

/// Nearly all of the first lines hold commas, most of them the same number of at least two.
bool is_comma_separated(std::string_view text) {
  constexpr std::size_t kLines = 200;
  constexpr std::size_t kFewest = 3;
  std::size_t lines = 0;
  std::size_t with_commas = 0;
  std::map<std::size_t, std::size_t> by_count;
  while (!text.empty() && lines < kLines) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (trim(line).empty()) continue;
    if (line.find('\t') != std::string_view::npos) return false;
    ++lines;
    const std::size_t commas = count_commas(line);
    with_commas += commas > 0 ? 1 : 0;
    if (commas >= 2) ++by_count[commas];
  }
  std::size_t same = 0;
  for (const auto& [count, times] : by_count) same = std::max(same, times);
  return lines >= kFewest && with_commas * 10 >= lines * 9 && same * 2 > lines;
}

}  // namespace

std::optional<Format> detect_bytes(const RawInput& input) {
  if (input.bytes.starts_with("%PDF-")) return Format::kPdf;
  if (input.bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return Format::kOffice;
  if (input.bytes.starts_with("PK\x03\x04")) {
    // The names of the files in a ZIP archive stand in it as they are.
    if (input.bytes.find("word/document") != std::string::npos) return Format::kDocx;
    if (input.bytes.find("xl/workbook") != std::string::npos) return Format::kXlsx;
  }
  return std::nullopt;
}

Format detect(const std::string& name, std::string_view text) {
  if (trim(text).starts_with('{')) return Format::kReportJson;
  if (detail::begins_as_html(text, true)) return Format::kHtml;
  if (has_suffix(name, ".csv") || has_suffix(name, ".tsv")) return Format::kCsv;
  if (has_suffix(name, ".md") || has_suffix(name, ".markdown")) return Format::kText;
  if (detail::begins_as_html(text, false)) return Format::kHtml;
  if ((has_suffix(name, ".html") || has_suffix(name, ".htm")) && text.find("</") != std::string_view::npos) {
    return Format::kHtml;
  }
  return is_comma_separated(text) ? Format::kCsv : Format::kText;
}

Document join(std::vector<Document> parts) {
  Document whole;
  std::uint32_t tables = 0;
  for (Document& part : parts) {
    std::ranges::move(part.sources, std::back_inserter(whole.sources));
    std::ranges::move(part.notes, std::back_inserter(whole.notes));
    std::uint32_t part_tables = 0;
    for (Block& block : part.blocks) {
      if (Grid* grid = std::get_if<Grid>(&block)) {
        ++part_tables;
        grid->place.table += tables;
        for (GridCell& cell : grid->cells) cell.place.table += tables;
      }
      whole.blocks.push_back(std::move(block));
    }
    tables += part_tables;
  }
  return whole;
}

}  // namespace zzaudit
