// SPDX-License-Identifier: Apache-2.0
#include "model/detail/json_scanner.hpp"

#include <charconv>
#include <cstddef>

#include "base/detail/utf8.hpp"
#include "zzaudit/base/text.hpp"

#ifdef __SSE2__
#include <emmintrin.h>

#include <bit>
#endif

namespace zzaudit::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
/// Ends the plain part of a string: its end, an escape, or a control character, which is an error.
bool is_special(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' '; }

/// Offset of the first special character from `at` on, or the size of the text.
std::size_t find_special(std::string_view text, std::size_t at) {
#ifdef __SSE2__
  constexpr std::size_t kBlock = sizeof(__m128i);
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i last_control = _mm_set1_epi8(' ' - 1);
  for (; at + kBlock <= text.size(); at += kBlock) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how the instruction takes its address
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(bytes, last_control), last_control);
    const __m128i special =
        _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)));
    const auto places = static_cast<unsigned>(_mm_movemask_epi8(special));
    if (places != 0) {
      return at + static_cast<std::size_t>(std::countr_zero(places));
    }
  }
#endif
  while (at < text.size() && !is_special(text[at])) {
    ++at;
  }
  return at;
}

/// Reads one value after the other; a level of nesting is a call, of which there are few.
class Scanner {
 public:
  Scanner(std::string_view source, JsonTree& tree) : source_(source), tree_(tree) {
    constexpr std::size_t kBytesPerValue = 24;  // in reports
    tree_.nodes.reserve(source.size() / kBytesPerValue + 8);
    tree_.text.reserve(source.size());
  }

  bool scan() {
    skip_space();
    if (!value({})) {
      return false;
    }
    skip_space();
    return at_ == source_.size();
  }

 private:
  struct Slice {
    std::uint32_t begin = 0, size = 0;
  };

  [[nodiscard]] char peek() const { return at_ < source_.size() ? source_[at_] : '\0'; }
  bool take(char wanted) {
    const bool found = peek() == wanted;
    at_ += found ? 1 : 0;
    return found;
  }
  void skip_space() {
    while (at_ < source_.size() && is_space(source_[at_])) {
      ++at_;
    }
  }
  [[nodiscard]] std::uint32_t size_of_text() const { return static_cast<std::uint32_t>(tree_.text.size()); }
  [[nodiscard]] std::uint32_t size_of_nodes() const { return static_cast<std::uint32_t>(tree_.nodes.size()); }

  JsonNode& add(JsonKind kind, Slice key) {
    return tree_.nodes.emplace_back(JsonNode{kind, size_of_nodes() + 1, key.begin, key.size, 0, 0});
  }
  bool add_leaf(JsonKind kind, Slice key, Slice text) {
    JsonNode& node = add(kind, key);
    node.text_begin = text.begin;
    node.text_size = text.size;
    return true;
  }

  bool value(Slice key) {
    if (tree_.nodes.size() >= kMaxJsonValues) {
      return false;
    }
    switch (peek()) {
      case '{':
        return within('}', JsonKind::kObject, key);
      case '[':
        return within(']', JsonKind::kArray, key);
      case '"': {
        Slice text;
        return string(text) && add_leaf(JsonKind::kString, key, text);
      }
      case 't':
        return word("true") && add_leaf(JsonKind::kTrue, key, {size_of_text(), 0});
      case 'f':
        return word("false") && add_leaf(JsonKind::kFalse, key, {size_of_text(), 0});
      case 'n':
        return word("null") && add_leaf(JsonKind::kNull, key, {size_of_text(), 0});
      default: {
        Slice digits;
        return number(digits) && add_leaf(JsonKind::kNumber, key, digits);
      }
    }
  }

  /// The members of an object or the elements of an array.
  bool within(char end, JsonKind kind, Slice key) {
    if (depth_ == kMaxJsonDepth) {
      return false;
    }
    ++depth_;
    ++at_;
    const std::size_t index = tree_.nodes.size();
    add(kind, key);
    skip_space();
    if (!take(end)) {
      do {
        skip_space();
        Slice name;
        if ((kind == JsonKind::kObject && !member_name(name)) || !value(name)) {
          return false;
        }
        skip_space();
      } while (take(','));
      if (!take(end)) {
        return false;
      }
    }
    tree_.nodes[index].end = size_of_nodes();
    --depth_;
    return true;
  }

  bool member_name(Slice& name) {
    if (peek() != '"' || !string(name)) {
      return false;
    }
    skip_space();
    const bool found = take(':');
    skip_space();
    return found;
  }

  bool word(std::string_view wanted) {
    const bool found = source_.substr(at_).starts_with(wanted);
    at_ += wanted.size();
    return found;
  }

  bool string(Slice& text) {
    text.begin = size_of_text();
    for (++at_;; ++at_) {
      const std::size_t end = find_special(source_, at_);
      tree_.text.append(source_, at_, end - at_);
      at_ = end;
      if (take('"')) {
        text.size = size_of_text() - text.begin;
        return true;
      }
      if (!take('\\') || !escape()) {
        return false;
      }
    }
  }

  /// Behind a backslash; `at_` is left on the last character of the escape.
  bool escape() {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (peek() == 'u') {
      return escaped_character();
    }
    const std::size_t which = kLetters.find(peek());
    if (which == std::string_view::npos) {
      return false;
    }
    tree_.text += kMeanings[which];
    return true;
  }

  bool escaped_character() {
    constexpr char32_t kHighSurrogate = 0xD800;
    constexpr char32_t kLowSurrogate = 0xDC00;
    constexpr char32_t kAfterSurrogates = 0xE000;
    constexpr char32_t kSupplement = 0x10000;
    constexpr unsigned kBitsOfLow = 10;
    char32_t character = 0;
    if (!hexadecimal(character) || (character >= kLowSurrogate && character < kAfterSurrogates)) {
      return false;
    }
    if (character >= kHighSurrogate && character < kLowSurrogate) {
      char32_t low = 0;
      ++at_;
      if (!take('\\') || peek() != 'u' || !hexadecimal(low) || low < kLowSurrogate ||
          low >= kAfterSurrogates) {
        return false;
      }
      character = kSupplement + ((character - kHighSurrogate) << kBitsOfLow) + (low - kLowSurrogate);
    }
    append_utf8(tree_.text, character);
    return true;
  }

  /// The four digits behind the "u" that stands at `at_`.
  bool hexadecimal(char32_t& value) {
    constexpr std::size_t kDigits = 4;
    constexpr int kBase = 16;
    const std::string_view digits = source_.substr(at_ + 1, kDigits);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, kBase);
    at_ += kDigits;
    value = number;
    return digits.size() == kDigits && error == std::errc{} && end == digits.data() + digits.size();
  }

  [[nodiscard]] std::size_t digits_from(std::size_t at) const {
    std::size_t end = at;
    while (end < source_.size() && is_digit(source_[end])) {
      ++end;
    }
    return end - at;
  }

  /// A number that is kept as written: no exponent, no "-0", not too many digits to be a number of the
  /// machine.
  bool number(Slice& text) {
    constexpr std::size_t kMostDigits = 18;
    const std::size_t begin = at_;
    const bool negative = take('-');
    const bool zero = peek() == '0';
    const std::size_t digits = digits_from(at_);
    at_ += digits;
    if (digits == 0 || digits > kMostDigits || (zero && digits > 1)) {
      return false;
    }
    const bool fraction = take('.');
    if (fraction) {
      const std::size_t decimals = digits_from(at_);
      at_ += decimals;
      if (decimals == 0 || decimals > kMostDigits) {
        return false;
      }
    }
    if (peek() == 'e' || peek() == 'E' || (zero && negative && !fraction)) {
      return false;
    }
    text = {size_of_text(), static_cast<std::uint32_t>(at_ - begin)};
    tree_.text.append(source_, begin, at_ - begin);
    return true;
  }

  std::string_view source_;
  JsonTree& tree_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

bool scan_json(std::string_view text, JsonTree& tree) {
  return !first_invalid_utf8(text) && Scanner(text, tree).scan();
}

}  // namespace zzaudit::detail
