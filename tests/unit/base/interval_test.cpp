// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/interval.hpp"

#include <gtest/gtest.h>

namespace zzaudit {
namespace {

Decimal decimal(const char* text) { return Decimal::parse(text).value(); }

Interval printed(const char* text) { return Interval::printed(decimal(text)); }

TEST(Interval, APrintedFigureIsHalfAUnitEachWay) {
  EXPECT_EQ(printed("12.34").low(), decimal("12.335"));
  EXPECT_EQ(printed("12.34").high(), decimal("12.345"));
  EXPECT_EQ(printed("-7").low(), decimal("-7.5"));
  EXPECT_EQ(printed("-7").high(), decimal("-6.5"));
  EXPECT_EQ(printed("12.30").width(), decimal("0.01")) << "trailing zeros are precision";
}

TEST(Interval, APrintedZeroIsExact) {
  EXPECT_EQ(printed("0.00").width(), decimal("0"));
  EXPECT_EQ(Interval::printed(decimal("0"), 2).width(), decimal("0"));
}

TEST(Interval, PrecisionMayBeGiven) {
  const Interval words = Interval::printed(decimal("2831"), 2);
  EXPECT_EQ(words.low(), decimal("2830.995"));
  EXPECT_EQ(words.high(), decimal("2831.005"));
}

TEST(Interval, PrecisionMovesWithTheUnit) {
  const Interval yuan = Interval::printed(decimal("1.23").scaled(4));
  EXPECT_EQ(yuan.low(), decimal("12250"));
  EXPECT_EQ(yuan.high(), decimal("12350"));
}

TEST(Interval, EndsBelongToIt) {
  EXPECT_TRUE(printed("12.34").meets(printed("12.35"))) << "12.345 is in both";
  EXPECT_FALSE(printed("12.34").meets(printed("12.36")));
  EXPECT_TRUE(printed("1.0").contains(decimal("1.05")));
  EXPECT_FALSE(printed("1.0").contains(decimal("1.0501")));
  EXPECT_TRUE(Interval(decimal("-1"), decimal("0")).contains_zero());
}

TEST(Interval, SumsWidenByEachPart) {
  const Interval sum = printed("1.11") + printed("2.22") + printed("0.00");
  EXPECT_EQ(sum.low(), decimal("3.32"));
  EXPECT_EQ(sum.high(), decimal("3.34"));
  const Interval difference = printed("3.33") - printed("1.11");
  EXPECT_EQ(difference.low(), decimal("2.21"));
  EXPECT_EQ(difference.high(), decimal("2.23"));
}

TEST(Interval, ProductsTakeTheOutermostCorners) {
  const Interval product = Interval(decimal("-2"), decimal("3")) * Interval(decimal("-5"), decimal("4"));
  EXPECT_EQ(product.low(), decimal("-15"));
  EXPECT_EQ(product.high(), decimal("12"));
}

TEST(Interval, QuotientsAreRoundedOutwards) {
  const Interval third = Interval::exact(decimal("1")) / Interval::exact(decimal("3"));
  EXPECT_EQ(third.low(), decimal("0.333333333333"));
  EXPECT_EQ(third.high(), decimal("0.333333333334"));
  const Interval negative = Interval::exact(decimal("-1")) / Interval::exact(decimal("3"));
  EXPECT_EQ(negative.low(), decimal("-0.333333333334"));
  EXPECT_EQ(negative.high(), decimal("-0.333333333333"));
  const Interval share = printed("50.00") / printed("200.00");
  EXPECT_TRUE(share.contains(decimal("0.25")));
  EXPECT_EQ(share.low(), decimal("0.249968750781"));
  EXPECT_EQ(share.high(), decimal("0.250031250782"));
}

}  // namespace
}  // namespace zzaudit
