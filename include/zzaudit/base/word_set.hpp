// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <span>
#include <string_view>
#include <vector>

namespace zzaudit {

/// Words that are looked for together, in one pass over a text: for long lists that hardly ever match.
class WordSet {
 public:
  /// Words of two bytes at least, which must outlive the set.
  explicit WordSet(std::span<const std::string_view> words);

  /// Whether one of the words stands in valid UTF-8 text.
  [[nodiscard]] bool any_in(std::string_view text) const;

 private:
  [[nodiscard]] bool any_begins(std::string_view text) const;

  /// Two bytes of a word's beginning as a number: of a Chinese character those behind the first, which differ
  /// most.
  static constexpr std::size_t kKeys = 65536;

  std::vector<std::string_view> words_;
  std::bitset<kKeys> keys_;
};

}  // namespace zzaudit
