// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

bool is_digit_at(std::string_view text, std::size_t at) { return at < text.size() && is_digit(text[at]); }

/// A comma with exactly three digits behind it.
bool is_thousands_separator(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] == ',' && is_digit_at(text, at + 1) && is_digit_at(text, at + 2) &&
         is_digit_at(text, at + 3) && !is_digit_at(text, at + 4);
}

}  // namespace

std::size_t number_length(std::string_view folded_text) {
  if (!is_digit_at(folded_text, 0)) {
    return 0;
  }
  std::size_t end = 0;
  while (is_digit_at(folded_text, end) || is_thousands_separator(folded_text, end)) {
    ++end;
  }
  if (end < folded_text.size() && folded_text[end] == '.' && is_digit_at(folded_text, end + 1)) {
    ++end;
    while (is_digit_at(folded_text, end)) {
      ++end;
    }
  }
  return end;
}

}  // namespace zzaudit
