// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/text_search.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace zzaudit {

#ifdef __SSE2__
namespace {

/// Places compared at once.
constexpr std::size_t kBlock = 16;
/// Below this std::string_view is as fast.
constexpr std::size_t kShortestWord = 2;

/// Two bytes of a word that tell it from others: the last bytes of its first and of its last character vary
/// most.
class Probe {
 public:
  explicit Probe(std::string_view word)
      : word_(word),
        near_(word.size() > kChineseCharacter ? kChineseCharacter - 1 : word.size() - 2),
        far_(word.size() - 1),
        near_byte_(_mm_set1_epi8(word[near_])),
        far_byte_(_mm_set1_epi8(word[far_])) {}

  /// A bit for each of the places from `at` on where both bytes fit.
  [[nodiscard]] unsigned fits(const char* at) const {
    const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(load(at + near_), near_byte_),
                                       _mm_cmpeq_epi8(load(at + far_), far_byte_));
    return static_cast<unsigned>(_mm_movemask_epi8(both));
  }
  [[nodiscard]] bool is_at(const char* at) const { return std::memcmp(at, word_.data(), word_.size()) == 0; }

 private:
  static constexpr std::size_t kChineseCharacter = 3;
  static __m128i load(const char* at) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how the instruction takes its address
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  }

  std::string_view word_;
  std::size_t near_, far_;
  __m128i near_byte_, far_byte_;
};

bool is_short(std::string_view text, std::string_view word) {
  return word.size() < kShortestWord || text.size() < word.size() + kBlock;
}

}  // namespace

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  if (from > text.size() || is_short(text.substr(from), word)) {
    return text.find(word, from);
  }
  const Probe probe(word);
  // The last block overlaps the one before it instead of reading beyond the text.
  const std::size_t last = text.size() - word.size() + 1 - kBlock;
  for (std::size_t at = from;; at += kBlock) {
    at = at < last ? at : last;
    for (unsigned fits = probe.fits(text.data() + at); fits != 0; fits &= fits - 1) {
      const std::size_t place = at + static_cast<std::size_t>(std::countr_zero(fits));
      if (probe.is_at(text.data() + place)) {
        return place;
      }
    }
    if (at == last) {
      return std::string_view::npos;
    }
  }
}

std::size_t find_last_word(std::string_view text, std::string_view word) {
  if (is_short(text, word)) {
    return text.rfind(word);
  }
  const Probe probe(word);
  constexpr unsigned kHighest = 31;
  for (std::size_t at = text.size() - word.size() + 1 - kBlock;; at -= at < kBlock ? at : kBlock) {
    for (unsigned fits = probe.fits(text.data() + at); fits != 0;) {
      const unsigned highest = kHighest - static_cast<unsigned>(std::countl_zero(fits));
      if (probe.is_at(text.data() + at + highest)) {
        return at + highest;
      }
      fits &= ~(1U << highest);
    }
    if (at == 0) {
      return std::string_view::npos;
    }
  }
}

#else

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  return text.find(word, from);
}

std::size_t find_last_word(std::string_view text, std::string_view word) { return text.rfind(word); }

#endif

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return find_word(text, word) != std::string_view::npos; });
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.ends_with(word); });
}

}  // namespace zzaudit
