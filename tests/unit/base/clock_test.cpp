// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/clock.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

#include "zzaudit/base/error.hpp"

namespace zzaudit::test {
namespace {

/// SOURCE_DATE_EPOCH for one test.
class Epoch {
 public:
  explicit Epoch(const char* seconds) { ::setenv("SOURCE_DATE_EPOCH", seconds, 1); }
  ~Epoch() { ::unsetenv("SOURCE_DATE_EPOCH"); }
  Epoch(const Epoch&) = delete;
  Epoch& operator=(const Epoch&) = delete;
};

TEST(Clock, TodayIsADate) {
  const std::string day = today();
  ASSERT_EQ(day.size(), 10U);
  EXPECT_EQ(day[4], '-');
  EXPECT_GE(day, "2024-01-01");
}

TEST(Clock, TheStatedTimeStandsInForIt) {
  const Epoch epoch("951868799");
  EXPECT_EQ(today(), "2000-02-29");
  EXPECT_EQ(utc_time(), "2000-02-29T23:59:59");
}

TEST(Clock, AnEmptyStatedTimeIsNone) {
  const Epoch epoch("");
  EXPECT_GE(utc_time(), "2024-01-01T00:00:00");
}

TEST(Clock, WhatIsNoNumberOfSecondsIsRefused) {
  for (const char* wrong : {"yesterday", "-1", "1 ", "253402300800"}) {
    const Epoch epoch(wrong);
    EXPECT_THROW((void)utc_time(), UsageError) << wrong;
    EXPECT_THROW((void)today(), UsageError) << wrong;
  }
}

}  // namespace
}  // namespace zzaudit::test
