// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zzaudit {

/// 128-bit integer used for mantissas; wide enough for every product that a check forms.
__extension__ using Int128 = __int128;

/// An exact decimal number that remembers how many decimals it was printed with.
///
/// Value = mantissa · 10^-decimals. `decimals` may be negative after a unit conversion (1 万元
/// printed without decimals is 1·10^4 元: mantissa 1, decimals -4), so that the printed precision
/// survives. No binary floating point is involved anywhere.
class Decimal {
 public:
  /// Zero printed without decimals.
  constexpr Decimal() = default;
  constexpr Decimal(Int128 mantissa, int decimals) : mantissa_(mantissa), decimals_(decimals) {}

  /// Most digits accepted by `parse`; a longer run of digits is no amount.
  static constexpr int kMaxDigits = 18;

  /// Reads an optional sign, ASCII digits and at most one decimal point ("-12.50", "0", ".5").
  /// No separators, spaces, exponents or units: the caller has cleaned them away.
  /// Empty result for anything else and for more than kMaxDigits significant digits.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);

  [[nodiscard]] constexpr Int128 mantissa() const { return mantissa_; }
  [[nodiscard]] constexpr int decimals() const { return decimals_; }
  [[nodiscard]] constexpr bool is_zero() const { return mantissa_ == 0; }
  [[nodiscard]] constexpr bool is_negative() const { return mantissa_ < 0; }

  /// The same value written with `decimals` decimals when that loses nothing, else unchanged.
  [[nodiscard]] Decimal with_decimals(int decimals) const;
  /// Rounded half away from zero to `decimals` decimals.
  [[nodiscard]] Decimal rounded(int decimals) const;
  /// Multiplied by 10^power; the printed digits stay, the precision moves with the value.
  [[nodiscard]] constexpr Decimal scaled(int power) const { return {mantissa_, decimals_ - power}; }
  [[nodiscard]] constexpr Decimal operator-() const { return {-mantissa_, decimals_}; }
  [[nodiscard]] constexpr Decimal abs() const { return {mantissa_ < 0 ? -mantissa_ : mantissa_, decimals_}; }

  /// "-1234.50": digits as printed, no separators. Negative decimals are written out as zeros.
  [[nodiscard]] std::string to_string() const;

  /// Compare by value: 1.50 == 1.5. Throws Overflow when the scales are too far apart.
  friend bool operator==(const Decimal& a, const Decimal& b);
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

  /// Exact; the result has the larger number of decimals (sum, difference) or their sum
  /// (product). Throw Overflow beyond 38 digits.
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);

 private:
  Int128 mantissa_ = 0;
  int decimals_ = 0;
};

/// a ÷ b rounded towards minus infinity (`kFloor`) or plus infinity (`kCeil`) at `decimals` decimals.
/// Throws Overflow; b must not be zero.
enum class Rounding : std::uint8_t { kFloor, kCeil };
[[nodiscard]] Decimal divide(const Decimal& a, const Decimal& b, int decimals, Rounding rounding);

}  // namespace zzaudit
