// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// UTF-8 text as final-accounts reports need it: folding for comparison, display width, distance.
/// All functions take valid UTF-8 (readers guarantee it); originals are kept for display.
namespace zzaudit {

/// An ASCII digit.
[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates included);
/// empty when all of it is valid.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);
/// Code points of valid UTF-8.
[[nodiscard]] std::u32string to_code_points(std::string_view text);
[[nodiscard]] std::string to_utf8(std::u32string_view code_points);

/// Folded text with a way back: `origin[i]` is the byte offset in the original of the character
/// that byte i of `text` came from; one entry more than bytes, the last being the original's size.
struct FoldedText {
  std::string text;
  std::vector<std::uint32_t> origin;
};

/// NFKC-like folding, by character: full-width ASCII (digits, letters, （）：，％．／－＋＝) to ASCII;
/// ideographic and no-break spaces to a space, zero-width characters dropped; curly, straight,
/// corner and full-width double quotes to '"', single ones to '\''; minus and dash variants to '-';
/// 〔〕【】［］ to '[' ']'; CJK and Kangxi radicals (U+2E80–2FDF) to their ideographs; 。、《》 stay.
[[nodiscard]] std::string fold(std::string_view text);
[[nodiscard]] FoldedText fold_with_origin(std::string_view text);
/// `fold` with all white space removed: the form in which labels, titles and names are compared
/// (justified cells "因 公 出 国" and wrapped headers carry spaces that mean nothing).
[[nodiscard]] std::string compact(std::string_view text);
/// Adds the next line of a wrapped text: nothing between ideographs, a space between Latin words or figures.
void append_wrapped(std::string& text, std::string_view line);
/// Without leading and trailing white space, the ideographic space included.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Without a leading enumerator of compact text: "一、", "（一）", "1.", "1、", "(1)", "十二、",
/// "其中:", "减:", "加:". "2010301" is no enumerator.
[[nodiscard]] std::string_view without_enumerator(std::string_view compact_text);

/// Bytes of the number that folded text begins with: digits, commas before exactly three of them, and
/// a decimal part ("1,234.50"); 0 when it begins with none.
[[nodiscard]] std::size_t number_length(std::string_view folded_text);

/// Columns on a terminal: 2 for East Asian wide and full-width characters, 0 for combining marks.
[[nodiscard]] std::size_t display_width(std::string_view text);
/// Padded with spaces to `width` columns; unchanged when wider.
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);
/// Cut to at most `width` columns, "…" in place of what is cut.
[[nodiscard]] std::string truncate(std::string_view text, std::size_t width);
/// Lines of at most `width` columns; breaks between CJK characters or at spaces, never inside a
/// number or a Latin word that fits a line, and no line begins with closing punctuation.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);
/// Terminal escapes and control characters made visible (U+FFFD or caret notation); line feeds stay. What a
/// CI service would take for a command in a log ("::name", "##[name") is broken by a zero-width space.
[[nodiscard]] std::string printable(std::string_view text);

/// Levenshtein distance in code points, with transpositions of neighbours counted as one.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate nearest to `name` when it is near enough to be meant (at most a third of its
/// length, at least 1); empty otherwise.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 std::span<const std::string> candidates);

}  // namespace zzaudit
