// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/fiscal_year.hpp"

#include <algorithm>
#include <array>

#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

constexpr std::string_view kYear = "年";

std::optional<int> four_digits(std::string_view text) {
  int year = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    year = year * 10 + (c - '0');
  }
  return year;
}

/// "二〇二三" as it stands before 年.
std::optional<int> chinese_year(std::string_view text) {
  constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四",
                                                        "五", "六", "七", "八", "九"};
  constexpr std::size_t kSize = 3;
  int year = 0;
  for (std::size_t i = 0; i < text.size(); i += kSize) {
    const std::string_view digit = text.substr(i, kSize);
    const bool zero = digit == "零" || digit == "○";
    const auto value = zero ? 0 : std::ranges::find(kDigits, digit) - kDigits.begin();
    if (value == static_cast<std::ptrdiff_t>(kDigits.size())) return std::nullopt;
    year = year * 10 + static_cast<int>(value);
  }
  return year;
}

}  // namespace

std::optional<FoundYear> find_year(std::string_view text) {
  for (std::size_t p = text.find(kYear); p != std::string_view::npos;
       p = text.find(kYear, p + kYear.size())) {
    std::size_t size = 4;
    std::optional<int> year;
    if (p >= size && (p == size || text[p - size - 1] < '0' || text[p - size - 1] > '9')) {
      year = four_digits(text.substr(p - size, size));
    }
    if (!year && p >= 12) {
      size = 12;
      year = chinese_year(text.substr(p - size, size));
    }
    if (!year || *year < 1990 || *year > 2100) continue;
    std::size_t end = p + kYear.size();
    if (text.substr(end).starts_with("度")) end += std::string_view("度").size();
    return FoundYear{*year, p - size, end};
  }
  return std::nullopt;
}

}  // namespace zzaudit::recognition
