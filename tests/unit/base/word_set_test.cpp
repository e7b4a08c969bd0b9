// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/word_set.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace zzaudit {
namespace {

constexpr std::array<std::string_view, 5> kWords = {"某某", "(请填", "增加/减少", "%%", "é年"};

TEST(WordSet, FindsTheWordsWhereverTheyStand) {
  const WordSet set(kWords);
  for (const std::string_view word : kWords) {
    for (const std::string before : {"", "a", "决算", "é", "𠘨"}) {
      EXPECT_TRUE(set.any_in(before + std::string(word))) << before << word;
      EXPECT_TRUE(set.any_in(before + std::string(word) + "。")) << before << word;
    }
    EXPECT_FALSE(set.any_in(word.substr(0, word.size() - 1))) << word;
  }
  EXPECT_FALSE(set.any_in(""));
  EXPECT_FALSE(set.any_in("%"));
}

TEST(WordSet, AgreesWithSearchingForEach) {
  const WordSet set(kWords);
  const std::vector<std::string> parts = {"某", "(", "请", "填", "增", "加", "/", "减", "少", "%", "é", "年"};
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same texts every time
  std::size_t found = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::size_t left = random() % 12; left > 0; --left) {
      text += parts[random() % parts.size()];
    }
    const bool expected =
        std::ranges::any_of(kWords, [&](auto word) { return text.find(word) != std::string::npos; });
    ASSERT_EQ(set.any_in(text), expected) << text;
    found += expected ? 1 : 0;
  }
  EXPECT_GT(found, 1'000U);
}

}  // namespace
}  // namespace zzaudit
