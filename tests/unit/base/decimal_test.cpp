// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/decimal.hpp"

#include <gtest/gtest.h>

#include <string>

#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

Decimal decimal(const char* text) { return Decimal::parse(text).value(); }

std::string text_of(const Decimal& value) { return value.to_string(); }

TEST(DecimalParse, KeepsThePrintedPrecision) {
  EXPECT_EQ(decimal("1234.50").decimals(), 2);
  EXPECT_EQ(text_of(decimal("1234.50")), "1234.50");
  EXPECT_EQ(text_of(decimal("-0.05")), "-0.05");
  EXPECT_EQ(text_of(decimal("+7")), "7");
  EXPECT_EQ(text_of(decimal(".5")), "0.5");
  EXPECT_EQ(text_of(decimal("0.00")), "0.00");
  EXPECT_EQ(text_of(decimal("-0.00")), "0.00");
  EXPECT_EQ(text_of(decimal("007")), "7");
}

TEST(DecimalText, HasAllDigitsOfWideAmounts) {
  const Decimal nines = decimal("999999999999999999");
  EXPECT_EQ(text_of(nines * nines), "999999999999999998000000000000000001");
  EXPECT_EQ(text_of(-(nines * decimal("99999999.99"))), "-99999999989999999900000000.01");
  EXPECT_EQ(text_of(Decimal(static_cast<Int128>(1) << 64U, 0)), "18446744073709551616");
  EXPECT_EQ(text_of(Decimal((static_cast<Int128>(1) << 64U) - 1, 20)), "0.18446744073709551615");
  EXPECT_EQ(text_of(Decimal(12, -3)), "12000");
}

TEST(DecimalParse, RefusesEverythingElse) {
  for (const char* text :
       {"", "-", ".", "1.2.3", "1,234", "1e5", "NaN", "inf", " 1", "1 ", "--1", "１", "1-", "0x1"}) {
    EXPECT_FALSE(Decimal::parse(text).has_value()) << text;
  }
}

TEST(DecimalParse, RefusesMoreDigitsThanAnAmountHas) {
  EXPECT_TRUE(Decimal::parse("999999999999999999").has_value());
  EXPECT_FALSE(Decimal::parse("1000000000000000000").has_value());
  EXPECT_FALSE(Decimal::parse("1234567890123456789012345678901234567890").has_value());
  EXPECT_TRUE(Decimal::parse("000000000000000000000000012").has_value()) << "leading zeros are no digits";
  EXPECT_FALSE(Decimal::parse("0.0000000000000000001").has_value());
}

TEST(DecimalCompare, GoesByValue) {
  EXPECT_EQ(decimal("1.50"), decimal("1.5"));
  EXPECT_EQ(decimal("0.00"), Decimal());
  EXPECT_LT(decimal("-2"), decimal("-1.99"));
  EXPECT_GT(decimal("10"), decimal("9.99"));
  EXPECT_EQ(Decimal(1, -4), decimal("10000"));
}

TEST(DecimalArithmetic, IsExact) {
  EXPECT_EQ(text_of(decimal("0.1") + decimal("0.2")), "0.3");
  EXPECT_EQ(text_of(decimal("1.5") + decimal("2.25")), "3.75");
  EXPECT_EQ(text_of(decimal("1.00") - decimal("1")), "0.00");
  EXPECT_EQ(text_of(decimal("-1.5") * decimal("0.20")), "-0.300");
  EXPECT_EQ(text_of(-decimal("3.10")), "-3.10");
  EXPECT_EQ(text_of(decimal("-3.10").abs()), "3.10");
}

TEST(DecimalArithmetic, ThrowsBeyondItsRange) {
  const Decimal big(static_cast<Int128>(999999999999999999), -18);
  EXPECT_THROW((void)(big * big * big), Overflow);
  EXPECT_THROW((void)(Decimal(1, 0) + Decimal(1, 39)), Overflow);
  EXPECT_THROW((void)(Decimal(1, -30) == Decimal(1, 30)), Overflow);
  EXPECT_NO_THROW((void)(Decimal(0, 0) == Decimal(1, 30))) << "zero has every scale";
}

TEST(DecimalScale, MovesThePrecisionWithTheValue) {
  const Decimal yuan = decimal("1.23").scaled(4);
  EXPECT_EQ(yuan.decimals(), -2);
  EXPECT_EQ(text_of(yuan), "12300");
  EXPECT_EQ(yuan, decimal("12300"));
  EXPECT_EQ(yuan.scaled(-4).decimals(), 2);
}

TEST(DecimalScale, ChangesDecimalsOnlyWithoutLoss) {
  EXPECT_EQ(text_of(decimal("1.5").with_decimals(3)), "1.500");
  EXPECT_EQ(text_of(decimal("1.500").with_decimals(1)), "1.5");
  EXPECT_EQ(text_of(decimal("1.505").with_decimals(1)), "1.505") << "unchanged when digits would be lost";
  EXPECT_EQ(text_of(decimal("1200").with_decimals(-2)), "1200");
}

TEST(DecimalRound, GoesHalfAwayFromZero) {
  EXPECT_EQ(text_of(decimal("2.345").rounded(2)), "2.35");
  EXPECT_EQ(text_of(decimal("-2.345").rounded(2)), "-2.35");
  EXPECT_EQ(text_of(decimal("2.344").rounded(2)), "2.34");
  EXPECT_EQ(text_of(decimal("2.5").rounded(2)), "2.50");
  EXPECT_EQ(text_of(decimal("149").rounded(-2)), "100");
}

TEST(DecimalDivide, RoundsTowardsTheGivenSide) {
  const auto quotient = [](const char* a, const char* b, Rounding rounding) {
    return text_of(divide(decimal(a), decimal(b), 2, rounding));
  };
  EXPECT_EQ(quotient("1", "3", Rounding::kFloor), "0.33");
  EXPECT_EQ(quotient("1", "3", Rounding::kCeil), "0.34");
  EXPECT_EQ(quotient("-1", "3", Rounding::kFloor), "-0.34");
  EXPECT_EQ(quotient("-1", "3", Rounding::kCeil), "-0.33");
  EXPECT_EQ(quotient("1", "-3", Rounding::kFloor), "-0.34");
  EXPECT_EQ(quotient("1.0", "4", Rounding::kFloor), "0.25");
  EXPECT_EQ(quotient("1.0", "4", Rounding::kCeil), "0.25") << "exact quotients are not moved";
  EXPECT_EQ(quotient("0.00", "7", Rounding::kCeil), "0.00");
  EXPECT_EQ(quotient("12345.678", "0.001", Rounding::kFloor), "12345678.00");
}

}  // namespace
}  // namespace zzaudit
