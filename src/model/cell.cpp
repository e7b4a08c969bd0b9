// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/cell.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

/// Printed in place of "nothing".
bool is_blank_mark(std::string_view text) {
  if (text.find_first_not_of("-_/\\.*") == std::string_view::npos) {
    return text.find_first_not_of('.') != std::string_view::npos || text.empty();
  }
  return text == "无" || text == "空" || text == "——" || text == "…" || text == "……" || text == "×";
}

bool drop_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool drop_unit(std::string_view& text) {
  constexpr std::array<std::string_view, 4> kUnits = {"万元", "千元", "亿元", "元"};
  for (const std::string_view unit : kUnits) {
    if (text.ends_with(unit)) {
      text.remove_suffix(unit.size());
      text = trim(text);
      return true;
    }
  }
  return false;
}

/// Digits, commas and point of an amount without its spaces. They may stand beside a separator
/// ("6, 094. 55") or separate thousands ("6 094.55"); "12 34" is two numbers, and the result is empty.
std::string without_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] != ' ' && text[i] != '\t') {
      out.push_back(text[i++]);
      continue;
    }
    i = std::min(text.find_first_not_of(" \t", i), text.size());
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end > i && end - i != 3 && !out.empty() && is_digit(out.back())) return {};
  }
  return out;
}

bool regular_groups(std::string_view whole) {
  const std::size_t first = whole.find(',');
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3) return false;
  for (std::size_t i = first; i < whole.size(); i += 4) {
    if (whole[i] != ',' || whole.size() - i < 4 ||
        whole.substr(i + 1, 3).find(',') != std::string_view::npos) {
      return false;
    }
  }
  return true;
}

/// An amount taken apart: `digits` is what Decimal::parse takes.
struct Taken {
  std::string digits;
  bool plain = true;  ///< nothing but a minus sign, digits, point and regular commas
  bool irregular_commas = false;
  bool readable = false;
};

Taken take_apart(std::string_view printed) {
  Taken taken;
  const std::string folded = fold(printed);
  std::string_view text = trim(folded);
  taken.plain = text == printed;
  bool negative = false;
  if (drop_unit(text)) taken.plain = false;
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = trim(text.substr(1, text.size() - 2));
    negative = true;
    taken.plain = false;
  }
  if (drop_prefix(text, "¥") || drop_prefix(text, "￥") || drop_prefix(text, "+")) taken.plain = false;
  if (!negative && drop_prefix(text, "-")) negative = true;
  std::string joined = without_spaces(text);
  if (joined.size() != text.size()) taken.plain = false;
  const std::size_t point = joined.find('.');
  const std::string_view whole = std::string_view(joined).substr(0, point);
  const std::string_view fraction =
      point == std::string::npos ? std::string_view() : std::string_view(joined).substr(point + 1);
  if (joined.empty() || joined.find_first_not_of("0123456789,.") != std::string::npos ||
      fraction.find_first_of(",.") != std::string_view::npos ||
      (point != std::string::npos && fraction.empty()) || whole.starts_with(',') || whole.ends_with(',')) {
    return taken;
  }
  taken.irregular_commas = !regular_groups(whole);
  if (taken.irregular_commas) taken.plain = false;
  taken.digits = negative ? "-" : "";
  for (const char c : joined) {
    if (c != ',') taken.digits.push_back(c);
  }
  taken.readable = true;
  return taken;
}

}  // namespace

Cell parse_cell(std::string_view printed, const Place& place) {
  Cell cell;
  cell.place = place;
  const std::string_view text = trim(printed);
  if (text.empty()) {
    cell.state = CellState::kBlank;
    return cell;
  }
  const Taken taken = take_apart(text);
  if (taken.readable) {
    if (const auto value = Decimal::parse(taken.digits)) {
      cell.state = CellState::kValue;
      cell.value = *value;
      if (!taken.plain || value->to_string() != taken.digits) cell.text = text;
      return cell;
    }
  }
  cell.state = is_blank_mark(compact(text)) ? CellState::kBlank : CellState::kUnreadable;
  cell.text = text;
  return cell;
}

bool has_irregular_separators(std::string_view printed) {
  const Taken taken = take_apart(trim(printed));
  return taken.readable && taken.irregular_commas;
}

}  // namespace zzaudit
