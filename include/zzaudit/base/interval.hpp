// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "zzaudit/base/decimal.hpp"

namespace zzaudit {

/// A closed interval of exact decimals: every value a printed figure may stand for.
///
/// A figure printed with d decimals stands for ±½·10^-d around it, a printed zero for exactly zero
/// (the consistency idea of XBRL Calculations 1.1, with closed ends). Sums, differences and
/// products of intervals are exact; quotients are rounded outwards, so a true value is never lost
/// and a consistent report is never called wrong.
class Interval {
 public:
  constexpr Interval() = default;
  Interval(Decimal low, Decimal high) : low_(low), high_(high) {}

  /// Exactly this value, as a constant in a formula or a count.
  [[nodiscard]] static Interval exact(const Decimal& value) { return {value, value}; }
  /// What a printed figure stands for: ± half a unit of its last decimal; zero is exact.
  [[nodiscard]] static Interval printed(const Decimal& value);
  /// Like `printed`, with the precision given (amounts in words drop trailing zeros).
  [[nodiscard]] static Interval printed(const Decimal& value, int decimals);

  [[nodiscard]] const Decimal& low() const { return low_; }
  [[nodiscard]] const Decimal& high() const { return high_; }
  /// high - low.
  [[nodiscard]] Decimal width() const { return high_ - low_; }
  [[nodiscard]] bool contains(const Decimal& value) const { return low_ <= value && value <= high_; }
  [[nodiscard]] bool meets(const Interval& other) const { return low_ <= other.high_ && other.low_ <= high_; }
  [[nodiscard]] bool contains_zero() const { return contains(Decimal{}); }

  friend Interval operator+(const Interval& a, const Interval& b);
  friend Interval operator-(const Interval& a, const Interval& b);
  friend Interval operator*(const Interval& a, const Interval& b);
  /// Rounded outwards at 12 decimals. `b` must not contain zero.
  friend Interval operator/(const Interval& a, const Interval& b);

 private:
  Decimal low_;
  Decimal high_;
};

}  // namespace zzaudit
