// SPDX-License-Identifier: Apache-2.0
#include "render/detail/position.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/detail/style.hpp"
#include "zzaudit/base/cell_address.hpp"

namespace zzaudit::detail {
namespace {

/// Table, row and column, or the paragraph, of a source without lines; "" when it has none of them.
std::string position_in_blocks(const Place& place, Language language) {
  const bool zh = language == Language::kChinese;
  std::string out;
  const auto add = [&](std::uint32_t number, std::string_view noun_zh, std::string_view noun_en) {
    if (number == 0) {
      return;
    }
    out += zh ? fmt::format("第 {} {}", number, noun_zh)
              : fmt::format("{}{} {}", out.empty() ? "" : ", ", noun_en, number);
  };
  add(place.table, "表", "table");
  add(place.row, "行", "row");
  add(place.column, "列", "column");
  if (out.empty()) {
    add(place.paragraph, "段", "paragraph");
  }
  return out;
}

/// "" for a place that names no row: the first sheet stands for the whole workbook then.
std::string position_in_sheet(const Source& source, const Place& place, Language language) {
  const std::string sheet = one_line(source.sheet);
  if (place.row == 0) {
    return {};
  }
  if (place.column != 0) {
    return sheet + "!" + cell_address(place.row, place.column);
  }
  return sheet + " " + fmt::format(fmt::runtime(in(language, "第 {} 行", "row {}")), place.row);
}

}  // namespace

std::string source_position(std::span<const Source> sources, const Place& place, Language language) {
  const bool zh = language == Language::kChinese;
  const Source* source = place.source < sources.size() ? &sources[place.source] : nullptr;
  std::string at;
  if (place.page != 0) {
    at = fmt::format(fmt::runtime(in(language, "第 {} 页", "page {}")), place.page);
  }
  if (place.line != 0) {
    at += at.empty() ? "" : " ";
    at += fmt::format(fmt::runtime(in(language, "第 {} 行", "line {}")), place.line);
  } else if (source != nullptr && !source->sheet.empty()) {
    at = position_in_sheet(*source, place, language);
  } else if (const std::string block = position_in_blocks(place, language); !block.empty()) {
    at += at.empty() || zh ? "" : ", ";
    at += block;
  }
  const bool several = std::ranges::any_of(
      sources, [&](const Source& other) { return source != nullptr && other.file != source->file; });
  if (several && !at.empty()) {
    at = one_line(source->file) + " " + at;
  }
  return at;
}

}  // namespace zzaudit::detail
