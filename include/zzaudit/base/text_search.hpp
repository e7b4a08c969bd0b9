// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

/// Searching Chinese text. A third of the bytes of Chinese UTF-8 are one of six lead bytes, so that looking
/// for the first byte of a word, as std::string_view does, stops at every other character.
namespace zzaudit {

/// What text.find(word, from) gives, faster.
[[nodiscard]] std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);

/// What text.rfind(word) gives, faster.
[[nodiscard]] std::size_t find_last_word(std::string_view text, std::string_view word);

/// Whether one of the words stands in the text.
[[nodiscard]] bool contains_any(std::string_view text, std::span<const std::string_view> words);

/// Whether the text ends in one of the words.
[[nodiscard]] bool ends_with_any(std::string_view text, std::span<const std::string_view> words);

}  // namespace zzaudit
