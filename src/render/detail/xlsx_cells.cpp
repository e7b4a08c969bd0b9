// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "render/detail/excerpt.hpp"
#include "render/detail/position.hpp"
#include "render/detail/xlsx.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail::xlsx {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// U+FFFE and U+FFFF, which no XML file may have.
std::string without_noncharacters(std::string text) {
  for (const std::string_view bad : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (auto at = text.find(bad); at != std::string::npos; at = text.find(bad, at + 1)) {
      text.replace(at, bad.size(), kReplacement);
    }
  }
  return text;
}

/// "_x0041_" and the like, which stand for a character, with the underscore itself written so.
std::string with_escapes_escaped(std::string_view text) {
  constexpr std::size_t kLength = 7;
  constexpr std::string_view kUnderscore = "_x005F";
  std::string out;
  for (std::size_t at = text.find("_x"); at != std::string_view::npos; at = text.find("_x")) {
    const std::string_view escape = text.substr(at, kLength);
    const bool escapes =
        escape.size() == kLength && escape.back() == '_' &&
        std::ranges::all_of(escape.substr(2, 4), [](unsigned char c) { return std::isxdigit(c) != 0; });
    out.append(text.substr(0, at)).append(escapes ? kUnderscore : "").append("_x");
    text.remove_prefix(at + 2);
  }
  return out.append(text);
}

/// Digits with what numbers are written with: harmless whatever it begins with.
bool is_number(std::string_view text) {
  const std::string_view digits = text.substr(text.find_first_of("+-") == 0 ? 1 : 0);
  return std::ranges::any_of(digits, is_digit) && digits.find_first_not_of("0123456789.,%") == digits.npos;
}

bool begins_like_formula(std::string_view text) {
  const bool begins = std::ranges::any_of(
      std::array<std::string_view, 8>{"=", "+", "-", "@", "＝", "＋", "－", "＠"},
      [&](std::string_view sign) { return text.starts_with(sign) && text.size() > sign.size(); });
  return begins && !is_number(text);
}

/// Cut at the limit of a cell, which counts UTF-16 units.
std::string cut(std::string text) {
  constexpr unsigned char kFourBytes = 0xF0;
  if (text.size() <= workbook::kMostCharacters) {
    return text;
  }
  std::size_t units = 0;
  std::size_t fits = 0;  // bytes that leave room for "…"
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool begins = (byte & 0xC0U) != 0x80U;
    fits = begins && units + 1 <= workbook::kMostCharacters ? at : fits;
    units += !begins ? 0 : byte >= kFourBytes ? 2 : 1;
  }
  return units <= workbook::kMostCharacters ? text : text.substr(0, fits) + "…";
}

/// "-1234.50" and nothing but that.
bool is_plain_decimal(std::string_view value) {
  value.remove_prefix(value.starts_with('-') ? 1 : 0);
  const std::size_t point = value.find('.');
  const std::string_view whole = value.substr(0, point);
  const std::string_view decimals = point == value.npos ? "0" : value.substr(point + 1);
  return !whole.empty() && !decimals.empty() && std::ranges::all_of(whole, is_digit) &&
         std::ranges::all_of(decimals, is_digit) && (whole.size() == 1 || whole.front() != '0');
}

/// Digits that a binary number has to keep.
std::size_t significant_digits(std::string_view decimal) {
  const std::size_t first = std::min(decimal.find_first_of("123456789"), decimal.size());
  return static_cast<std::size_t>(std::ranges::count_if(decimal.substr(first), is_digit));
}

/// Lines that a text takes in a column, about, up to `most`.
std::size_t lines_in(std::string_view text, double width, std::size_t most) {
  constexpr double kIdeograph = 1.07;  // its width beside that of two figures
  const auto columns = static_cast<std::size_t>(width / kIdeograph);
  if (text.find('\n') == text.npos && display_width(text) <= columns) {
    return 1;
  }
  return std::min(wrap(text, columns).size(), most);
}

/// How high a row has to be: what is printed decides; the columns beside it may need to be clicked at.
std::size_t lines_of(std::span<const Cell> cells, const workbook::Sheet& sheet) {
  constexpr std::size_t kMostPrinted = 15;
  constexpr std::size_t kMostBeside = 4;
  std::size_t lines = 1;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t most = sheet.printed == 0 || i < sheet.printed ? kMostPrinted : kMostBeside;
    if (cells[i].look != Look::kLine && cells[i].look != Look::kTitle) {
      lines = std::max(lines, lines_in(cells[i].text, sheet.columns[i].width, most));
    }
  }
  return lines;
}

}  // namespace

Cell text(std::string_view text, Look look) {
  std::string shown = with_escapes_escaped(without_noncharacters(printable(text)));
  if (begins_like_formula(shown)) {
    shown.insert(0, 1, '\'');
  }
  Cell cell;
  cell.text = cut(std::move(shown));
  cell.look = look;
  return cell;
}

Cell figure(std::string_view value) {
  constexpr std::size_t kMostDigits = 15;
  const std::size_t point = value.find('.');
  const std::size_t decimals = point == value.npos ? 0 : value.size() - point - 1;
  if (!is_plain_decimal(value) || significant_digits(value) > kMostDigits || decimals > kMostDigits) {
    return text(value);
  }
  double number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  Cell cell;
  cell.number = number == 0 ? 0 : number;  // never "-0"
  cell.decimals = static_cast<int>(decimals);
  return cell;
}

Cell count(std::size_t number, Look look) {
  Cell cell;
  cell.number = static_cast<double>(number);
  cell.look = look;
  return cell;
}

Cell share(const CoverageCount& coverage) {
  constexpr std::size_t kPerMille = 1000;
  Cell cell;
  if (coverage.numbers != 0) {
    const std::size_t rate = coverage.verified * kPerMille / coverage.numbers;
    cell.number = static_cast<double>(rate) / kPerMille;
    cell.decimals = 1;
    cell.percent = true;
  }
  return cell;
}

void add(CoverageCount& sum, const CoverageCount& count) {
  sum.numbers += count.numbers;
  sum.verified += count.verified;
}

Rows::Rows(Writer& writer, workbook::Sheet sheet, RowCounts counts, Language language, std::size_t most)
    : writer_(writer), language_(language), sheet_(std::move(sheet)) {
  const std::size_t all = counts.table + counts.after;
  const bool fits = all < most;
  room_ = fits ? all : most - 2;  // the head and the row that tells
  left_out_ = all - room_;
  sheet_.filtered = std::min(counts.table, room_);
  sheet_.rows = fits ? all + 1 : most;
  constexpr double kFilterButton = 3;
  constexpr std::size_t kMostLines = 3;
  for (const workbook::Column& column : sheet_.columns) {
    sheet_.head_lines =
        std::max(sheet_.head_lines, lines_in(column.title, column.width - kFilterButton, kMostLines));
  }
  writer_.begin(sheet_);
}

void Rows::add(std::span<const Cell> cells) {
  if (room_ > 0) {
    --room_;
    writer_.row(cells, lines_of(cells, sheet_));
  }
}

void Rows::finish() {
  if (left_out_ > 0) {
    const std::array last = {text(
        fmt::format(
            fmt::runtime(in(language_, "另有 {} 行没有写入：一张工作表容纳不下。请分批检查，或输出 JSON。",
                            "{} more rows are not here, because a sheet cannot hold them. Check fewer "
                            "reports at once, or write JSON.")),
            left_out_),
        Look::kTitle)};
    writer_.row(last, 1);
  }
}

std::string title_of(const Context& context, std::string_view rule) {
  const Rule* known = context.catalogue.find(rule);
  return known == nullptr       ? std::string()
         : known->title.empty() ? known->name
                                : known->title.in(context.language);
}

std::string place_of(const Context& context, const Report& report, Location location,
                     std::string_view about) {
  constexpr std::size_t kQuoted = 56;
  location.text = excerpt(one_line(location.text), about, kQuoted);
  std::string out = location_text(location, context.language);
  if (out.empty()) {
    out = context.in("报告整体", "the report as a whole");
  }
  const std::string at = source_position(report.sources, location.place, context.language);
  return at.empty() ? out : fmt::format("{}{}{}{}", out, context.in("（", " ("), at, context.in("）", ")"));
}

}  // namespace zzaudit::detail::xlsx
