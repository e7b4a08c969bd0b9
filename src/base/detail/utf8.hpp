// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Decoding and encoding of single characters, shared by the text functions.
namespace zzaudit::detail {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;  ///< bytes it takes in the text
};

constexpr char32_t kReplacement = 0xFFFD;

/// The character at `offset`. A broken sequence, an overlong form, a surrogate or what lies beyond U+10FFFF
/// is U+FFFD of one byte, so that a caller's mistake never reads past the end.
[[nodiscard]] constexpr CodePoint code_point_at(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const auto tail = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3FU); };
  const unsigned char lead = byte(0);
  const std::size_t left = text.size() - offset;
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
  if (lead < 0xC2 || lead > 0xF4 || size > left) return {kReplacement, 1};
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {kReplacement, 1};
  }
  if (size == 2) return {(static_cast<char32_t>(lead & 0x1FU) << 6U) | tail(1), 2};
  if (size == 3) {
    const char32_t value = (static_cast<char32_t>(lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2);
    if (value < 0x800 || (value >= 0xD800 && value < 0xE000)) return {kReplacement, 1};
    return {value, 3};
  }
  const char32_t value =
      (static_cast<char32_t>(lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3);
  if (value < 0x10000 || value > 0x10FFFF) return {kReplacement, 1};
  return {value, 4};
}

inline void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  } else {
    out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
    out.push_back(static_cast<char>(0x80U | ((c >> 12U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    out.push_back(static_cast<char>(0x80U | (c & 0x3FU)));
  }
}

}  // namespace zzaudit::detail
