// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/text_search.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace zzaudit {
namespace {

// Few characters, so that words are found, nearly found, and found more than once.
std::string random_text(std::mt19937& random, std::size_t characters) {
  static const std::vector<std::string> kCharacters = {"增", "加", "减", "少", "。", "a", "1", "é"};
  std::string text;
  for (std::size_t i = 0; i < characters; ++i) {
    text += kCharacters[random() % kCharacters.size()];
  }
  return text;
}

TEST(TextSearch, FindsWhatStringViewFinds) {
  std::mt19937 random(1);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same texts every time
  std::size_t found = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random_text(random, random() % 40);
    const std::string word = random_text(random, random() % 4);
    const std::size_t from = random() % (text.size() + 2);
    ASSERT_EQ(find_word(text, word, from), text.find(word, from)) << text << " " << word << " " << from;
    ASSERT_EQ(find_last_word(text, word), text.rfind(word)) << text << " " << word;
    found += !word.empty() && find_word(text, word) != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(found, 5'000U);
}

TEST(TextSearch, FindsAtBothEnds) {
  for (std::size_t padding = 0; padding < 70; ++padding) {
    const std::string other(padding, '-');
    EXPECT_EQ(find_word(other + "预算", "预算"), padding);
    EXPECT_EQ(find_last_word("预算" + other, "预算"), 0U);
    EXPECT_EQ(find_word(other + "预", "预算"), std::string::npos);
  }
}

}  // namespace
}  // namespace zzaudit
