// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/text.hpp"

#include <array>
#include <cstring>

#include "base/detail/radicals.hpp"
#include "base/detail/utf8.hpp"

namespace zzaudit {
namespace {

using detail::append_utf8;
using detail::code_point_at;
using detail::CodePoint;

/// What `folded` gives for a character that is dropped.
constexpr char32_t kDropped = 0xFFFFFFFF;

constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr bool is_wide_space(char32_t c) {
  return c == 0x3000 || c == 0x00A0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
         c == 0x1680 || c == 0x2028 || c == 0x2029 || c == 0x0085;
}

/// Zero-width spaces and joiners, direction marks, soft hyphen, byte order mark, variation selectors.
constexpr bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x180E || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         (c >= 0xE0100 && c <= 0xE01EF);
}

/// General punctuation, U+2000–U+2FFF without the radicals.
constexpr char32_t folded_punctuation(char32_t c) {
  switch (c) {
    case 0x2010:  // hyphens, dashes, minus, and the box-drawing line used as a dash
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0x2500:
      return '-';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
      return '"';
    case 0x2236:  // ratio sign, typed for a colon
      return ':';
    default:
      return c;
  }
}

/// CJK symbols and punctuation, U+3000–U+303F.
constexpr char32_t folded_cjk_symbol(char32_t c) {
  switch (c) {
    case 0x300C:  // corner brackets and primes are quotes
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0x301D:
    case 0x301E:
    case 0x301F:
      return '"';
    case 0x3010:
    case 0x3014:
    case 0x3016:
    case 0x3018:
    case 0x301A:
      return '[';
    case 0x3011:
    case 0x3015:
    case 0x3017:
    case 0x3019:
    case 0x301B:
      return ']';
    case 0x301C:
      return '~';
    default:
      return c;
  }
}

/// Small and vertical forms, U+FE10–U+FE6B.
constexpr char32_t folded_form(char32_t c) {
  switch (c) {
    case 0xFE10:
    case 0xFE50:
      return ',';
    case 0xFE11:
    case 0xFE51:
      return 0x3001;  // 、
    case 0xFE13:
    case 0xFE30:
    case 0xFE55:
      return ':';
    case 0xFE14:
    case 0xFE54:
      return ';';
    case 0xFE31:
    case 0xFE32:
    case 0xFE58:
    case 0xFE63:
      return '-';
    case 0xFE35:
    case 0xFE59:
      return '(';
    case 0xFE36:
    case 0xFE5A:
      return ')';
    case 0xFE39:
    case 0xFE3B:
    case 0xFE5D:
      return '[';
    case 0xFE3A:
    case 0xFE3C:
    case 0xFE5E:
      return ']';
    case 0xFE41:
    case 0xFE42:
    case 0xFE43:
    case 0xFE44:
      return '"';
    case 0xFE52:
      return '.';
    case 0xFE62:
      return '+';
    case 0xFE66:
      return '=';
    case 0xFE6A:
      return '%';
    default:
      return c;
  }
}

/// Half-width and full-width forms, U+FF00–U+FFEF.
constexpr char32_t folded_width_form(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFF01 + '!';
  switch (c) {
    case 0xFF61:
      return 0x3002;  // 。
    case 0xFF62:
    case 0xFF63:
      return '"';
    case 0xFF64:
      return 0x3001;  // 、
    case 0xFFE5:
      return 0x00A5;  // ¥
    default:
      return c;
  }
}

constexpr char32_t folded(char32_t c) {
  if (c >= 0x3040 && c < 0xFE00) return c;
  if (is_wide_space(c)) return ' ';
  if (is_invisible(c)) return kDropped;
  if (c >= 0x3000 && c < 0x3040) return folded_cjk_symbol(c);
  if (c >= 0x2E80 && c < 0x2E80 + detail::kRadicalSupplement.size()) {
    return detail::kRadicalSupplement[c - 0x2E80];
  }
  if (c >= 0x2F00 && c < 0x2F00 + detail::kKangxiRadicals.size()) return detail::kKangxiRadicals[c - 0x2F00];
  if (c >= 0x2000 && c < 0x3000) return folded_punctuation(c);
  if (c >= 0xFE10 && c < 0xFE70) return folded_form(c);
  if (c >= 0xFF00 && c < 0xFFF0) return folded_width_form(c);
  return c;
}

/// Folds `text` piece by piece: `keep(begin, end)` for bytes that stay, `replace(character, offset)`
/// for a character that changes. Most text is ASCII and ideographs, which stay without being decoded.
template <bool kDropSpace, typename Keep, typename Replace>
void fold_pieces(std::string_view text, Keep keep, Replace replace) {
  std::size_t run = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      if (kDropSpace && is_ascii_space(text[i])) {
        if (i > run) keep(run, i);
        run = i + 1;
      }
      ++i;
      continue;
    }
    if (lead >= 0xE4 && lead <= 0xED && i + 3 <= text.size()) {  // U+4000–U+DFFF
      i += 3;
      continue;
    }
    const CodePoint c = code_point_at(text, i);
    const char32_t to = folded(c.value);
    if (to != c.value) {
      if (i > run) keep(run, i);
      run = i + c.size;
      if (to != kDropped && !(kDropSpace && to == ' ')) replace(to, i);
    }
    i += c.size;
  }
  if (text.size() > run) keep(run, text.size());
}

template <bool kDropSpace>
std::string fold_to_string(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  fold_pieces<kDropSpace>(
      text, [&](std::size_t begin, std::size_t end) { out.append(text.substr(begin, end - begin)); },
      [&](char32_t c, std::size_t) { append_utf8(out, c); });
  return out;
}

/// Bytes of the white-space character at `offset`; 0 when there is none.
std::size_t space_at(std::string_view text, std::size_t offset) {
  if (is_ascii_space(text[offset])) return 1;
  if (static_cast<unsigned char>(text[offset]) < 0x80) return 0;
  const CodePoint c = code_point_at(text, offset);
  return is_wide_space(c.value) || c.value == 0xFEFF ? c.size : 0;
}

constexpr std::u32string_view kChineseDigits = U"一二三四五六七八九十百零〇";

bool is_enumerating(char32_t c, bool chinese) {
  return chinese ? kChineseDigits.find(c) != std::u32string_view::npos : (c >= '0' && c <= '9');
}

/// Bytes of the run of Chinese or Arabic digits at `offset`.
std::size_t digits_at(std::string_view text, std::size_t offset, bool chinese) {
  std::size_t i = offset;
  while (i < text.size()) {
    const CodePoint c = code_point_at(text, i);
    if (!is_enumerating(c.value, chinese)) break;
    i += c.size;
  }
  return i - offset;
}

/// "1.2023年度…" begins with an enumerator, "1.5倍" and "2.10" do not.
bool is_year(std::string_view text) {
  return text.size() > 4 && digits_at(text, 0, false) == 4 && text.substr(4).starts_with("年");
}

/// Bytes of the number with its mark at the start of compact text: "一、", "(一)", "1.", "①"; 0 when none.
std::size_t number_size(std::string_view text) {
  if (text.empty()) return 0;
  constexpr std::size_t kMostArabicDigits = 3;  // four and more are a year or a code
  const CodePoint first = code_point_at(text, 0);
  if ((first.value >= 0x2460 && first.value <= 0x249B) || (first.value >= 0x3220 && first.value <= 0x3229)) {
    return first.size;  // ①, ⑴, ⒈, ㈠
  }
  const std::size_t open = first.value == '(' ? 1 : 0;
  for (const bool chinese : {true, false}) {
    const std::size_t size = digits_at(text, open, chinese);
    if (size == 0 || (!chinese && size > kMostArabicDigits)) continue;
    const std::string_view rest = text.substr(open + size);
    if (rest.starts_with(')')) return open + size + 1;
    if (open == 1) continue;
    if (rest.starts_with("、")) return size + std::strlen("、");
    if (!rest.starts_with('.')) continue;
    if (rest.size() < 2 || rest[1] < '0' || rest[1] > '9' || is_year(rest.substr(1))) return size + 1;
  }
  return 0;
}

/// A valid character of three bytes beyond doubt, as nearly all of a report are; E0 and ED need a closer
/// look.
bool is_plain_three_bytes(std::string_view text, std::size_t offset) {
  if (offset + 3 > text.size()) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  return byte(0) > 0xE0 && byte(0) < 0xF0 && byte(0) != 0xED && (byte(1) & 0xC0U) == 0x80U &&
         (byte(2) & 0xC0U) == 0x80U;
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    std::uint64_t chunk = 0;
    if (i + sizeof chunk <= text.size()) {
      std::memcpy(&chunk, text.data() + i, sizeof chunk);
      if ((chunk & 0x8080808080808080U) == 0) {
        i += sizeof chunk;
        continue;
      }
    }
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
    // Chinese comes in runs.
    while (is_plain_three_bytes(text, i)) i += 3;
    if (i == text.size()) break;
    if (static_cast<unsigned char>(text[i]) < 0x80) continue;
    const CodePoint c = code_point_at(text, i);
    if (c.size == 1) return i;
    i += c.size;
  }
  return std::nullopt;
}

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = code_point_at(text, i);
    out.push_back(c.value);
    i += c.size;
  }
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size() * 3);
  for (const char32_t c : code_points) append_utf8(out, c);
  return out;
}

std::string fold(std::string_view text) { return fold_to_string<false>(text); }

std::string compact(std::string_view text) { return fold_to_string<true>(text); }

FoldedText fold_with_origin(std::string_view text) {
  FoldedText out;
  out.text.reserve(text.size());
  out.origin.reserve(text.size() + 1);
  fold_pieces<false>(
      text,
      [&](std::size_t begin, std::size_t end) {
        out.text.append(text.substr(begin, end - begin));
        out.origin.resize(out.text.size());
        std::uint32_t* origin = out.origin.data() + out.origin.size() - (end - begin);
        std::size_t character = begin;
        for (std::size_t i = begin; i < end; ++i) {
          if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) character = i;
          *origin++ = static_cast<std::uint32_t>(character);
        }
      },
      [&](char32_t c, std::size_t offset) {
        append_utf8(out.text, c);
        out.origin.resize(out.text.size(), static_cast<std::uint32_t>(offset));
      });
  out.origin.push_back(static_cast<std::uint32_t>(text.size()));
  return out;
}

void append_wrapped(std::string& text, std::string_view line) {
  const auto is_latin = [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  if (!text.empty() && !line.empty() && is_latin(text.back()) && is_latin(line.front())) text += ' ';
  text += line;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = space_at(text, 0);
    if (size == 0) break;
    text.remove_prefix(size);
  }
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    const std::size_t size = space_at(text, last);
    if (size == 0 || last + size != text.size()) break;
    text.remove_suffix(size);
  }
  return text;
}

std::string_view without_enumerator(std::string_view compact_text) {
  constexpr std::array<std::string_view, 3> kWords = {"其中:", "减:", "加:"};
  bool number = false;
  bool word = false;
  while (true) {
    if (const std::size_t size = number ? 0 : number_size(compact_text); size != 0) {
      number = true;
      compact_text.remove_prefix(size);
      continue;
    }
    const std::string_view before = compact_text;
    for (const std::string_view prefix : kWords) {
      if (!word && compact_text.starts_with(prefix)) {
        word = true;
        compact_text.remove_prefix(prefix.size());
      }
    }
    if (compact_text.size() == before.size()) return compact_text;
  }
}

}  // namespace zzaudit
