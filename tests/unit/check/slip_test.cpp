// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "check/detail/causes.hpp"

namespace zzaudit::detail {
namespace {

TEST(Slip, NamesHowAFigureWentWrong) {
  EXPECT_EQ(slip_between(106651, 1066151).slip, Slip::kDropped);
  EXPECT_EQ(slip_between(1066151, 106651).slip, Slip::kAdded);
  EXPECT_EQ(slip_between(18234, 18243).slip, Slip::kSwapped);
  EXPECT_EQ(slip_between(18343, 18243).slip, Slip::kDigit);
  EXPECT_EQ(slip_between(182430, 18243).slip, Slip::kPoint);
  EXPECT_EQ(slip_between(1824, 18243).slip, Slip::kPoint);  // printed again with two decimals
  EXPECT_EQ(slip_between(18243, 0).slip, Slip::kShouldBeNil);
  EXPECT_EQ(slip_between(0, 18243).slip, Slip::kMissing);
  EXPECT_EQ(slip_between(-18234, -18243).slip, Slip::kSwapped);
  EXPECT_EQ(slip_between(-18243, 18243).slip, Slip::kSign);
  EXPECT_EQ(slip_between(18243, 95011).slip, Slip::kNone);
}

TEST(Slip, NegativeRepairOfAnAmountIsImplausible) { EXPECT_EQ(slip_between(100, -50).score, 0); }

TEST(Slip, ALeadingDigitMayBecomeNil) { EXPECT_EQ(slip_between(3440, 23440).slip, Slip::kDropped); }

}  // namespace
}  // namespace zzaudit::detail
