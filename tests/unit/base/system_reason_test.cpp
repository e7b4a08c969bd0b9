// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/system_reason.hpp"

#include <gtest/gtest.h>

#include <cerrno>

namespace zzaudit {
namespace {

TEST(SystemReason, UsualOnesAreInBothLanguages) {
  EXPECT_EQ(system_reason(ENOSPC).zh, "磁盘空间不足");
  EXPECT_EQ(system_reason(ENOSPC).en, "No space left on device");
  EXPECT_EQ(system_reason(ENOENT).zh, "文件或目录不存在");
  EXPECT_EQ(system_reason(EPIPE).zh, "管道已关闭");
}

TEST(SystemReason, OthersKeepTheWordsOfTheSystem) {
  EXPECT_EQ(system_reason(EDOM).zh, system_reason(EDOM).en);
  EXPECT_FALSE(system_reason(EDOM).en.empty());
}

}  // namespace
}  // namespace zzaudit
