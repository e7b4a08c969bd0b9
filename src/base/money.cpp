// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/money.hpp"

namespace zzaudit {

BilingualView name_of(CurrencyUnit unit) {
  switch (unit) {
    case CurrencyUnit::kYuan:
      return {"元", "CNY"};
    case CurrencyUnit::kThousandYuan:
      return {"千元", "CNY thousand"};
    case CurrencyUnit::kTenThousandYuan:
      return {"万元", "CNY 10,000"};
    case CurrencyUnit::kHundredMillionYuan:
      return {"亿元", "CNY 100 million"};
  }
  return {"元", "CNY"};
}

std::optional<CurrencyUnit> parse_currency_unit(std::string_view text) {
  constexpr std::string_view kPrefix = "人民币";
  if (text.starts_with(kPrefix)) {
    text.remove_prefix(kPrefix.size());
  } else if (text.ends_with(kPrefix)) {
    text.remove_suffix(kPrefix.size());
  }
  for (const auto unit : {CurrencyUnit::kYuan, CurrencyUnit::kThousandYuan, CurrencyUnit::kTenThousandYuan,
                          CurrencyUnit::kHundredMillionYuan}) {
    if (text == name_of(unit).zh) {
      return unit;
    }
  }
  return std::nullopt;
}

}  // namespace zzaudit
