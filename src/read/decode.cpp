// SPDX-License-Identifier: Apache-2.0
// Bytes to UTF-8. The order of the rules comes from measurements: character-set guessing libraries were
// right for fewer lines of Chinese reports than strict decoding in a fixed order.
#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>

#include "read/detail/fail.hpp"
#include "read/detail/html_tags.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeBom = "\xFF\xFE";
constexpr std::string_view kUtf16BeBom = "\xFE\xFF";

std::size_t line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

/// Text, or where decoding stopped.
struct Decoded {
  std::string text;
  std::optional<std::size_t> broken_at;
};

/// A conversion descriptor of the C library.
class Converter {
 public:
  explicit Converter(const char* from) : handle_(::iconv_open("UTF-8", from)) {}
  Converter(const Converter&) = delete;
  Converter(Converter&&) = delete;
  Converter& operator=(const Converter&) = delete;
  Converter& operator=(Converter&&) = delete;
  ~Converter() {
    if (is_open()) ::iconv_close(handle_);
  }
  [[nodiscard]] bool is_open() const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv_open says that it failed
    return handle_ != reinterpret_cast<iconv_t>(-1);
  }

  /// All of `bytes`; stops at the first sequence that is not valid.
  [[nodiscard]] Decoded convert(std::string_view bytes) const {
    std::array<char, 64UL * 1024> buffer{};
    Decoded result;
    result.text.reserve(bytes.size() + bytes.size() / 2);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): iconv does not write there
    char* in = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
      char* out = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t status = ::iconv(handle_, &in, &left, &out, &room);
      const int error = errno;
      result.text.append(buffer.data(), buffer.size() - room);
      if (status == static_cast<std::size_t>(-1) && error != E2BIG) {
        result.broken_at = bytes.size() - left;
        break;
      }
    }
    return result;
  }

 private:
  iconv_t handle_;
};

/// Strict decoding by the C library; nothing where it lacks the encoding.
Decoded decode_as(const RawInput& input, const char* encoding, std::string_view bytes) {
  const Converter converter(encoding);
  if (!converter.is_open()) {
    detail::fail(input.name, fmt::format("系统缺少 {} 编码支持，请把文件另存为 UTF-8。", encoding),
                 fmt::format("this system cannot convert {}; save the file as UTF-8.", encoding));
  }
  return converter.convert(bytes);
}

[[noreturn]] void fail_at(const RawInput& input, const char* encoding, std::size_t offset) {
  const std::size_t line = line_of(input.bytes, offset);
  detail::fail(
      input.name,
      fmt::format("字节偏移 {}（第 {} 行，偏移从 0 起）处不是有效的 {}，请用 UTF-8 或 GB18030 另存。", offset,
                  line, encoding),
      fmt::format("byte offset {} (line {}; offsets count from 0) is not valid {}; save the file as UTF-8 or "
                  "GB18030.",
                  offset, line, encoding));
}

[[noreturn]] void refuse(const RawInput& input, const BilingualView& kind) {
  detail::fail(
      input.name,
      fmt::format("这是 {} 文件，不能读取；能读取的有 PDF、DOCX、XLSX、HTML、CSV、Markdown、纯文本（表格用 "
                  "TAB 或竖线分隔）和 report.json，请另存为其中一种。",
                  kind.zh),
      fmt::format(
          "it is a file of the kind {}, which is not read; PDF, DOCX, XLSX, HTML, CSV, Markdown, plain "
          "text (tables with TABs or pipes) and report.json are: save it as one of these.",
          kind.en));
}

/// Formats that people try to check and that are no text, known by their first bytes.
void refuse_other_formats(const RawInput& input) {
  struct Known {
    std::string_view magic;
    BilingualView kind;
  };
  constexpr std::array kKnown = {
      Known{"%PDF-", {"PDF", "PDF"}},
      Known{"{\\rtf", {"RTF", "RTF"}},
      Known{"\x89PNG", {"PNG 图片", "PNG image"}},
      Known{"\xFF\xD8\xFF", {"JPEG 图片", "JPEG image"}},
      Known{"\x1F\x8B", {"GZIP", "GZIP"}},
      Known{"PK\x03\x04",
            {"ZIP（里面不是 Word 文档或 Excel 工作簿；压缩包须先解压）",
             "ZIP (without a document or workbook in it; an archive must be unpacked first)"}},
  };
  for (const Known& known : kKnown) {
    if (input.bytes.starts_with(known.magic)) refuse(input, known.kind);
  }
}

/// Markup that is no HTML: XML as Office writes it, and web pages packed into one file with their pictures.
void refuse_markup(const RawInput& input, std::string_view text) {
  constexpr std::size_t kLookedAt = 4096;
  std::string begin(trim(text.substr(0, kLookedAt)));
  std::ranges::transform(begin, begin.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if ((begin.starts_with("mime-version:") || begin.starts_with("from:")) &&
      begin.find("multipart/related") != std::string::npos) {
    detail::fail(
        input.name,
        "这是 MHT（单个文件网页），不能读取；请在浏览器或 Word 中打开，另存为网页（.html）或 DOCX。",
        "it is MHT (a web page in a single file), which is not read; open it in a browser or in Word "
        "and save it as a web page (.html) or DOCX.");
  }
  if (begin.starts_with("<?xml") && !detail::begins_as_html(text, true)) refuse(input, {"XML", "XML"});
}

/// Share of characters, in percent, that a Chinese report consists of: ASCII, ideographs, punctuation.
/// Tells the byte order of UTF-16 without a BOM, and text from binary data.
std::size_t plausibility(std::string_view text) {
  std::size_t characters = 0;
  std::size_t plausible = 0;
  for (const char32_t c : to_code_points(text)) {
    ++characters;
    plausible +=
        ((c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t' || (c >= 0x4E00 && c < 0xA000) ||
         (c >= 0x2010 && c < 0x2030) || (c >= 0x3000 && c < 0x3020) || (c >= 0xFF00 && c < 0xFFF0))
            ? 1
            : 0;
  }
  constexpr std::size_t kPercent = 100;
  return characters == 0 ? 0 : plausible * kPercent / characters;
}

/// UTF-16 without a BOM: the byte order that reads as text.
std::string decode_with_nul_bytes(const RawInput& input) {
  constexpr std::size_t kEnough = 80;
  std::string best;
  std::size_t best_share = 0;
  for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
    Decoded decoded = decode_as(input, encoding, input.bytes);
    if (decoded.broken_at) continue;
    const std::size_t share = plausibility(decoded.text);
    if (share > best_share) {
      best_share = share;
      best = std::move(decoded.text);
    }
  }
  if (best_share < kEnough) {
    const std::size_t offset = input.bytes.find('\0');
    detail::fail(
        input.name,
        fmt::format("这不是文本文件（字节偏移 {} 处有空字节），请另存为 CSV、Markdown 或纯文本。", offset),
        fmt::format("it is not text (NUL byte at byte offset {}); save it as CSV, Markdown or plain text.",
                    offset));
  }
  return best;
}

/// Multi-byte characters of `text` by length: two bytes, and three or more.
struct Sequences {
  std::size_t two = 0;
  std::size_t longer = 0;
};

Sequences count_sequences(std::string_view text) {
  Sequences sequences;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    sequences.two += byte >= 0xC0 && byte < 0xE0 ? 1 : 0;
    sequences.longer += byte >= 0xE0 ? 1 : 0;
  }
  return sequences;
}

/// Without a BOM or NUL bytes: UTF-8, else GB18030 (which GBK and GB2312 are parts of).
std::string decode_by_content(const RawInput& input) {
  const std::string_view bytes = input.bytes;
  const std::optional<std::size_t> broken = first_invalid_utf8(bytes);
  if (!broken && bytes.starts_with('{')) return input.bytes;  // JSON is always UTF-8
  const Sequences valid = count_sequences(bytes.substr(0, broken.value_or(bytes.size())));
  if (!broken) {
    // Short GBK text can be valid UTF-8 by chance; it then reads as Latin, Greek or Cyrillic letters.
    if (valid.two <= valid.longer) return input.bytes;
    Decoded chinese = decode_as(input, "GB18030", bytes);
    if (chinese.broken_at) return input.bytes;
    return std::move(chinese.text);
  }
  // A few ideographs in a row are not valid UTF-8 by chance: then it is UTF-8 with a broken byte, which
  // GB18030 might turn into wrong characters without an error.
  constexpr std::size_t kNoChance = 3;
  if (valid.longer >= kNoChance) fail_at(input, "UTF-8", *broken);
  Decoded chinese = decode_as(input, "GB18030", bytes);
  if (!chinese.broken_at) return std::move(chinese.text);
  const bool further = *chinese.broken_at > *broken;
  fail_at(input, further ? "GB18030" : "UTF-8", further ? *chinese.broken_at : *broken);
}

std::string decode_to_utf8(const RawInput& input) {
  const std::string_view bytes = input.bytes;
  if (bytes.starts_with(kUtf8Bom)) {
    const std::string_view text = bytes.substr(kUtf8Bom.size());
    if (const auto broken = first_invalid_utf8(text)) fail_at(input, "UTF-8", *broken + kUtf8Bom.size());
    return std::string(text);
  }
  for (const auto& [bom, encoding] :
       {std::pair{kUtf16LeBom, "UTF-16LE"}, std::pair{kUtf16BeBom, "UTF-16BE"}}) {
    if (!bytes.starts_with(bom)) continue;
    Decoded decoded = decode_as(input, encoding, bytes.substr(bom.size()));
    if (decoded.broken_at) fail_at(input, encoding, *decoded.broken_at + bom.size());
    return std::move(decoded.text);
  }
  if (bytes.find('\0') != std::string_view::npos) return decode_with_nul_bytes(input);
  return decode_by_content(input);
}

/// A control character other than TAB and line feed.
bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < ' ' && byte != '\t' && byte != '\n') || byte == 0x7F;
}

/// Eight bytes at a time: nearly every text has none, besides its TABs and line feeds.
bool has_controls(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  constexpr std::uint64_t kDelete = 0x7F;
  std::uint64_t bytes = 0;
  for (; text.size() >= sizeof bytes; text.remove_prefix(sizeof bytes)) {
    std::memcpy(&bytes, text.data(), sizeof bytes);
    // The high bit of every byte that is below a space, or DEL; now and then of one above such a byte, too.
    const std::uint64_t deleted = bytes ^ (kOnes * kDelete);
    const std::uint64_t suspicious =
        (((bytes - kOnes * ' ') & ~bytes) | ((deleted - kOnes) & ~deleted)) & kHighBits;
    if (suspicious != 0 && std::ranges::any_of(text.substr(0, sizeof bytes), is_control)) return true;
  }
  return std::ranges::any_of(text, is_control);
}

/// Line ends to "\n", page and vertical feeds to spaces, DOS end-of-file mark dropped; other control
/// characters mean that this is no text. Works in place.
void clean_controls(const RawInput& input, std::string& text) {
  if (!has_controls(text)) return;
  if (text.ends_with('\x1A')) text.pop_back();
  std::size_t out = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\r') {
      const std::size_t next = std::min(text.find_first_not_of('\r', i), text.size());
      if (next < text.size() && text[next] == '\n') {
        i = next;  // one line end; "\r\r\n" was translated twice
      } else {
        for (; i + 1 < next; ++i) text[out++] = '\n';
      }
      c = '\n';
    } else if (c == '\f' || c == '\v') {
      c = ' ';
    } else if (is_control(c)) {
      const std::size_t line = line_of(std::string_view(text).substr(0, out), out);
      detail::fail(
          input.name,
          fmt::format("第 {} 行有控制字符 U+{:04X}，这不是文本文件，请重新导出。", line, static_cast<int>(c)),
          fmt::format("line {} holds the control character U+{:04X}: it is not text; export it again.", line,
                      static_cast<int>(c)));
    }
    text[out++] = c;
  }
  text.resize(out);
}

}  // namespace

std::string decode(const RawInput& input) {
  refuse_other_formats(input);
  std::string text = decode_to_utf8(input);
  clean_controls(input, text);
  refuse_markup(input, text);
  return text;
}

}  // namespace zzaudit
