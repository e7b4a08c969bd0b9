// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/decimal.hpp"

#include <algorithm>
#include <cstdint>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

constexpr int kMaxPower = 38;

Int128 power_of_ten(int exponent) {
  if (exponent < 0 || exponent > kMaxPower) {
    throw Overflow();
  }
  Int128 result = 1;
  for (int i = 0; i < exponent; ++i) {
    result *= 10;
  }
  return result;
}

Int128 multiply(Int128 a, Int128 b) {
  Int128 result = 0;
  if (__builtin_mul_overflow(a, b, &result)) {
    throw Overflow();
  }
  return result;
}

Int128 add(Int128 a, Int128 b) {
  Int128 result = 0;
  if (__builtin_add_overflow(a, b, &result)) {
    throw Overflow();
  }
  return result;
}

/// Mantissa of `value` at a scale that is at least its own.
Int128 mantissa_at(const Decimal& value, int decimals) {
  if (value.is_zero() || decimals == value.decimals()) {
    return value.mantissa();
  }
  return multiply(value.mantissa(), power_of_ten(decimals - value.decimals()));
}

Int128 floor_divide(Int128 a, Int128 b) {
  const Int128 quotient = a / b;
  return quotient - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Int128 mantissa = 0;
  int digits = 0;
  int decimals = 0;
  bool any = false;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (is_digit(c)) {
      any = true;
      mantissa = mantissa * 10 + (c - '0');
      digits += (mantissa != 0) ? 1 : 0;
      decimals += point ? 1 : 0;
      if (digits > kMaxDigits || decimals > kMaxDigits) {
        return std::nullopt;
      }
    } else {
      return std::nullopt;
    }
  }
  if (!any) {
    return std::nullopt;
  }
  return Decimal(negative ? -mantissa : mantissa, decimals);
}

Decimal Decimal::with_decimals(int decimals) const {
  if (decimals >= decimals_) {
    return {mantissa_at(*this, decimals), decimals};
  }
  const Int128 factor = power_of_ten(decimals_ - decimals);
  return mantissa_ % factor == 0 ? Decimal(mantissa_ / factor, decimals) : *this;
}

Decimal Decimal::rounded(int decimals) const {
  if (decimals >= decimals_) {
    return {mantissa_at(*this, decimals), decimals};
  }
  const Int128 factor = power_of_ten(decimals_ - decimals);
  const Int128 magnitude = mantissa_ < 0 ? -mantissa_ : mantissa_;
  const Int128 quotient = magnitude / factor + (magnitude % factor * 2 >= factor ? 1 : 0);
  return {mantissa_ < 0 ? -quotient : quotient, decimals};
}

std::string Decimal::to_string() const {
  Int128 magnitude = mantissa_ < 0 ? -mantissa_ : mantissa_;
  std::string digits;
  // Division of 128 bits is slow, and few amounts need it.
  constexpr Int128 kBeyond = Int128{1} << 64U;
  while (magnitude >= kBeyond) {
    digits.push_back(static_cast<char>('0' + static_cast<int>(magnitude % 10)));
    magnitude /= 10;
  }
  auto rest = static_cast<std::uint64_t>(magnitude);
  do {
    digits.push_back(static_cast<char>('0' + rest % 10));
    rest /= 10;
  } while (rest != 0);
  if (static_cast<int>(digits.size()) <= decimals_) {
    digits.resize(static_cast<std::size_t>(decimals_) + 1, '0');
  }
  if (mantissa_ < 0) {
    digits.push_back('-');
  }
  std::reverse(digits.begin(), digits.end());
  if (decimals_ > 0) {
    digits.insert(digits.size() - static_cast<std::size_t>(decimals_), ".");
  } else if (mantissa_ != 0) {
    digits.append(static_cast<std::size_t>(-decimals_), '0');
  }
  return digits;
}

bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == std::strong_ordering::equal; }

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int decimals = std::max(a.decimals(), b.decimals());
  const Int128 left = mantissa_at(a, decimals);
  const Int128 right = mantissa_at(b, decimals);
  return left < right ? std::strong_ordering::less
                      : (left > right ? std::strong_ordering::greater : std::strong_ordering::equal);
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int decimals = std::max(a.decimals(), b.decimals());
  return {add(mantissa_at(a, decimals), mantissa_at(b, decimals)), decimals};
}

Decimal operator-(const Decimal& a, const Decimal& b) { return a + (-b); }

Decimal operator*(const Decimal& a, const Decimal& b) {
  return {multiply(a.mantissa(), b.mantissa()), a.decimals() + b.decimals()};
}

Decimal divide(const Decimal& a, const Decimal& b, int decimals, Rounding rounding) {
  // a/b at `decimals` = a.m · 10^(decimals - a.d + b.d) / b.m
  const int shift = decimals - a.decimals() + b.decimals();
  Int128 numerator = a.mantissa();
  Int128 denominator = b.mantissa();
  if (shift >= 0) {
    numerator = multiply(numerator, power_of_ten(shift));
  } else {
    denominator = multiply(denominator, power_of_ten(-shift));
  }
  const Int128 floor = floor_divide(numerator, denominator);
  const bool round_up = rounding == Rounding::kCeil && numerator % denominator != 0;
  return {floor + (round_up ? 1 : 0), decimals};
}

}  // namespace zzaudit
