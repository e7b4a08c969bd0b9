// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/decimal.hpp"

namespace zzaudit {

/// Currency units that final accounts are printed in. The value is the power of ten of 元.
enum class CurrencyUnit : std::int8_t {
  kYuan = 0,
  kThousandYuan = 3,
  kTenThousandYuan = 4,
  kHundredMillionYuan = 8
};

/// "元", "千元", "万元", "亿元" with the usual English renderings.
[[nodiscard]] BilingualView name_of(CurrencyUnit unit);
/// Reads one of 元 千元 万元 亿元, also 人民币万元 and 万元人民币; empty for anything else.
[[nodiscard]] std::optional<CurrencyUnit> parse_currency_unit(std::string_view text);
/// The same money in another unit, exact; printed precision moves with it (1.23 万元 = 12300 元 ± 50).
[[nodiscard]] constexpr Decimal convert(const Decimal& amount, CurrencyUnit from, CurrencyUnit to) {
  return amount.scaled(static_cast<int>(from) - static_cast<int>(to));
}

}  // namespace zzaudit
