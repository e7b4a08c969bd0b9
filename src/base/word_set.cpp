// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/word_set.hpp"

#include <algorithm>
#include <cstdint>

namespace zzaudit {
namespace {

constexpr std::size_t kChineseCharacter = 3;

/// The first byte of a character of three bytes.
bool begins_chinese(char c) { return (static_cast<unsigned char>(c) & 0xF0U) == 0xE0U; }

std::size_t pair_at(std::string_view text, std::size_t at) {
  constexpr unsigned kBitsOfByte = 8;
  return (std::size_t{static_cast<unsigned char>(text[at])} << kBitsOfByte) |
         static_cast<unsigned char>(text[at + 1]);
}

}  // namespace

WordSet::WordSet(std::span<const std::string_view> words) : words_(words.begin(), words.end()) {
  for (const std::string_view word : words_) {
    keys_.set(pair_at(word, begins_chinese(word.front()) ? 1 : 0));
  }
}

bool WordSet::any_begins(std::string_view text) const {
  return std::ranges::any_of(words_, [&](std::string_view word) {
    // The last byte first: it tells more than the first ones, which fit already.
    return text.size() >= word.size() && text[word.size() - 1] == word.back() && text.starts_with(word);
  });
}

bool WordSet::any_in(std::string_view text) const {
  for (std::size_t at = 0; at + 1 < text.size();) {
    const bool chinese = begins_chinese(text[at]) && at + kChineseCharacter <= text.size();
    if (keys_.test(pair_at(text, at + (chinese ? 1 : 0))) && any_begins(text.substr(at))) {
      return true;
    }
    at += chinese ? kChineseCharacter : 1;
  }
  return false;
}

}  // namespace zzaudit
