// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/money.hpp"

#include <gtest/gtest.h>

namespace zzaudit {
namespace {

TEST(CurrencyUnit, IsReadInItsUsualForms) {
  EXPECT_EQ(parse_currency_unit("元"), CurrencyUnit::kYuan);
  EXPECT_EQ(parse_currency_unit("千元"), CurrencyUnit::kThousandYuan);
  EXPECT_EQ(parse_currency_unit("万元"), CurrencyUnit::kTenThousandYuan);
  EXPECT_EQ(parse_currency_unit("亿元"), CurrencyUnit::kHundredMillionYuan);
  EXPECT_EQ(parse_currency_unit("人民币万元"), CurrencyUnit::kTenThousandYuan);
  EXPECT_EQ(parse_currency_unit("万元人民币"), CurrencyUnit::kTenThousandYuan);
}

TEST(CurrencyUnit, IsNotGuessed) {
  for (const char* text : {"", "万", "美元", "万美元", "人民币", "万元 ", "个"}) {
    EXPECT_EQ(parse_currency_unit(text), std::nullopt) << text;
  }
}

TEST(CurrencyUnit, HasANameInBothLanguages) {
  for (const auto unit : {CurrencyUnit::kYuan, CurrencyUnit::kThousandYuan, CurrencyUnit::kTenThousandYuan,
                          CurrencyUnit::kHundredMillionYuan}) {
    EXPECT_EQ(parse_currency_unit(name_of(unit).zh), unit);
    EXPECT_FALSE(name_of(unit).en.empty());
  }
}

TEST(Convert, IsExactBothWays) {
  const Decimal amount = Decimal::parse("6094.55").value();
  const Decimal yuan = convert(amount, CurrencyUnit::kTenThousandYuan, CurrencyUnit::kYuan);
  EXPECT_EQ(yuan, Decimal::parse("60945500").value());
  EXPECT_EQ(yuan.decimals(), -2) << "known to the hundred yuan";
  const Decimal back = convert(yuan, CurrencyUnit::kYuan, CurrencyUnit::kTenThousandYuan);
  EXPECT_EQ(back.to_string(), "6094.55");
  EXPECT_EQ(convert(amount, CurrencyUnit::kTenThousandYuan, CurrencyUnit::kHundredMillionYuan).to_string(),
            "0.609455");
}

}  // namespace
}  // namespace zzaudit
