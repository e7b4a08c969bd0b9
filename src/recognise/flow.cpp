// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/flow.hpp"

#include <algorithm>
#include <array>

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

}  // namespace

bool is_file_name(const Document& document, const TextLine& line) {
  Place nowhere;
  nowhere.source = line.place.source;
  if (line.place != nowhere || line.text.empty() || line.place.source >= document.sources.size()) return false;
  const std::string_view file = document.sources[line.place.source].file;
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
