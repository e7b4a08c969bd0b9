// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/interval.hpp"

#include <algorithm>

namespace zzaudit {
namespace {

constexpr int kQuotientDecimals = 12;

}  // namespace

Interval Interval::printed(const Decimal& value) { return printed(value, value.decimals()); }

Interval Interval::printed(const Decimal& value, int decimals) {
  if (value.is_zero()) {
    return exact(value);
  }
  const Decimal half(5, decimals + 1);
  return {value - half, value + half};
}

Interval operator+(const Interval& a, const Interval& b) { return {a.low() + b.low(), a.high() + b.high()}; }

Interval operator-(const Interval& a, const Interval& b) { return {a.low() - b.high(), a.high() - b.low()}; }

Interval operator*(const Interval& a, const Interval& b) {
  const auto [low, high] =
      std::minmax({a.low() * b.low(), a.low() * b.high(), a.high() * b.low(), a.high() * b.high()});
  return {low, high};
}

Interval operator/(const Interval& a, const Interval& b) {
  const auto low = std::min({divide(a.low(), b.low(), kQuotientDecimals, Rounding::kFloor),
                             divide(a.low(), b.high(), kQuotientDecimals, Rounding::kFloor),
                             divide(a.high(), b.low(), kQuotientDecimals, Rounding::kFloor),
                             divide(a.high(), b.high(), kQuotientDecimals, Rounding::kFloor)});
  const auto high = std::max({divide(a.low(), b.low(), kQuotientDecimals, Rounding::kCeil),
                              divide(a.low(), b.high(), kQuotientDecimals, Rounding::kCeil),
                              divide(a.high(), b.low(), kQuotientDecimals, Rounding::kCeil),
                              divide(a.high(), b.high(), kQuotientDecimals, Rounding::kCeil)});
  return {low, high};
}

}  // namespace zzaudit
