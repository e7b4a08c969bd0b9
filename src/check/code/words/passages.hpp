// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "check/code/words/facts.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

/// Helpers of the checks that look at wording rather than at figures.
namespace zzaudit::detail {

/// A paragraph put together again from its sentences: brackets and quotes may span a full stop.
struct Passage {
  std::size_t first = 0, last = 0;  ///< its sentences, `last` not included
  std::string folded;
  std::string text;
};

[[nodiscard]] const std::vector<Passage>& passages(const Facts& facts);

/// Annexes (self-evaluation reports) follow forms of their own.
[[nodiscard]] inline bool in_annex(const Sentence& sentence) { return sentence.kind.starts_with("annex"); }
/// The contents list repeats titles and says nothing of its own.
[[nodiscard]] bool is_contents(const Section& section);

[[nodiscard]] inline bool contains(std::string_view text, std::string_view part) {
  return find_word(text, part) != std::string_view::npos;
}
[[nodiscard]] bool starts_with_any(std::string_view text, std::span<const std::string_view> parts);

/// Where a sentence stands; `offset` is a byte of its folded text.
[[nodiscard]] Location sentence_location(const Facts& facts, std::size_t sentence, std::size_t offset);
/// Where a byte of a passage's folded text stands.
[[nodiscard]] Location passage_location(const Facts& facts, const Passage& passage, std::size_t offset);
/// Folded text as a message quotes it: full-width marks between Chinese characters, single quotation marks.
/// `quoted`: it begins within a quotation.
[[nodiscard]] std::string displayed(std::string_view folded, bool quoted = false);
/// `text[begin, end)` with a few characters on both sides, for messages; `displayed`.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t begin, std::size_t end);

/// The names of a list, those that brackets hold apart: "工资福利支出(含基本工资", "住房公积金)".
[[nodiscard]] std::vector<std::string_view> names_of(const NameList& list);

/// A finding with one place and a message.
[[nodiscard]] Finding remark(Location location, Bilingual message);

}  // namespace zzaudit::detail
