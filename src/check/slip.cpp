// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "check/detail/causes.hpp"

namespace zzaudit::detail {
namespace {

std::string digits_of(Int128 value) {
  std::string digits;
  do {
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::ranges::reverse(digits);
  return digits;
}

/// True when `longer` without one of its digits is `shorter`.
bool one_digit_less(const std::string& longer, const std::string& shorter) {
  if (longer.size() != shorter.size() + 1) {
    return false;
  }
  const auto split = std::ranges::mismatch(longer, shorter);
  return std::equal(split.in1 + 1, longer.end(), split.in2, shorter.end());
}

/// `value` ÷ 10^places, rounded half up, as printing with the same decimals does.
Int128 shifted_right(Int128 value, int places) {
  Int128 power = 1;
  for (int i = 0; i < places; ++i) {
    power *= 10;
  }
  return (value + power / 2) / power;
}

bool point_shifted(Int128 printed, Int128 meant) {
  return std::ranges::any_of(std::array{1, 2, 3, 4}, [&](int places) {
    return shifted_right(meant, places) == printed || shifted_right(printed, places) == meant;
  });
}

Plausibility same_length(const std::string& printed, const std::string& meant) {
  const auto first = static_cast<std::size_t>(std::ranges::mismatch(printed, meant).in1 - printed.begin());
  if (first == printed.size()) {
    return {};
  }
  if (printed.compare(first + 1, std::string::npos, meant, first + 1, std::string::npos) == 0) {
    return {Slip::kDigit, 40};
  }
  const bool swapped =
      first + 1 < printed.size() && printed[first] == meant[first + 1] &&
      printed[first + 1] == meant[first] &&
      printed.compare(first + 2, std::string::npos, meant, first + 2, std::string::npos) == 0;
  return swapped ? Plausibility{Slip::kSwapped, 42} : Plausibility{Slip::kNone, 8};
}

}  // namespace

Plausibility slip_between(Int128 printed, Int128 meant) {
  if (printed < 0 && meant < 0) {
    return slip_between(-printed, -meant);
  }
  if (meant < 0) {
    return {Slip::kNone, 0};
  }
  if (meant == 0) {
    return {Slip::kShouldBeNil, 45};
  }
  if (printed == 0) {
    return {Slip::kMissing, 20};
  }
  if (printed < 0) {
    return {Slip::kNone, 8};
  }
  if (point_shifted(printed, meant)) {
    return {Slip::kPoint, 44};
  }
  auto a = digits_of(printed);
  auto b = digits_of(meant);
  if (one_digit_less(b, a)) {
    return {Slip::kDropped, 38};
  }
  if (one_digit_less(a, b)) {
    return {Slip::kAdded, 36};
  }
  const auto width = std::max(a.size(), b.size());
  a.insert(0, width - a.size(), '0');
  b.insert(0, width - b.size(), '0');
  return same_length(a, b);
}

}  // namespace zzaudit::detail
