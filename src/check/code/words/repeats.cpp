// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "check/code/words/checks.hpp"
#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"

/// Passages that stand twice.
namespace zzaudit::detail {
namespace {

/// Shorter stretches repeat by the template's nature. In characters, numbers left out.
constexpr std::size_t kLeastCharacters = 28;
/// How far apart two copies may be, in sentences.
constexpr std::size_t kWindow = 8;

bool is_number_part(char c) { return is_digit(c) || c == '.'; }

/// A clause without its numbers.
struct Skeleton {
  std::string text;
  std::size_t begin = 0, end = 0;  ///< in the sentence's folded text
};

/// Clauses too short to be a repeated passage are left out.
std::vector<Skeleton> skeletons_of(const std::string& folded) {
  std::vector<Skeleton> clauses;
  for (std::size_t begin = 0; begin < folded.size();) {
    const std::size_t end = std::min(folded.find(';', begin), folded.size());
    Skeleton clause{folded.substr(begin, end - begin), begin, end};
    std::erase_if(clause.text, [](char c) { return is_number_part(c); });
    if (clause.text.size() >= kLeastCharacters) {
      clauses.push_back(std::move(clause));
    }
    begin = end + 1;
  }
  return clauses;
}

/// Where the last `size` bytes of a clause without numbers begin in the sentence's folded text.
std::size_t offset_of_ending(const std::string& folded, const Skeleton& clause, std::size_t size) {
  std::size_t at = clause.end;
  for (std::size_t left = size; left > 0; left -= is_number_part(folded[at]) ? 0 : 1) {
    --at;
  }
  return at;
}

/// Bytes of the longest common ending that begins with a character.
std::size_t common_ending(const Skeleton& a, const Skeleton& b) {
  // Nearly all clauses differ in their last bytes.
  if (!b.text.ends_with(std::string_view(a.text).substr(a.text.size() - kLeastCharacters))) {
    return 0;
  }
  const auto [i, j] = std::mismatch(a.text.rbegin(), a.text.rend(), b.text.rbegin(), b.text.rend());
  auto size = static_cast<std::size_t>(i - a.text.rbegin());
  while (size > 0 && (static_cast<unsigned char>(a.text[a.text.size() - size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return size;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A figure of a passage, and the concept that it claims something of.
struct Quoted {
  std::uint32_t begin = 0;
  const Cell* cell = nullptr;
  std::string_view key;
};

/// The figures of a stretch of a sentence, in order.
std::vector<Quoted> figures_in(const Words& words, std::size_t sentence, std::size_t begin, std::size_t end) {
  std::vector<Quoted> found;
  for (const auto& claim : words.claims) {
    if (claim.sentence == sentence && claim.begin >= begin && claim.begin < end && claim.figure.has_value()) {
      found.push_back({claim.begin, &claim.figure, claim.concept_key});
    }
  }
  for (const auto& other : words.others) {
    if (other.sentence == sentence && other.begin >= begin && other.begin < end && other.figure) {
      found.push_back({other.begin, &other.cell, {}});
    }
  }
  std::ranges::sort(found, {}, &Quoted::begin);
  return found;
}

/// What two sentences have in common.
struct Repeat {
  std::string excerpt;      ///< of the first common clause; empty when there is none
  std::string differences;  ///< "0.52 / 0.53": numbers that differ between the copies
};

/// A form repeats its words with other figures, or for another thing; a copy keeps figures too, half of
/// them at least.
bool is_copy(const std::vector<Quoted>& first, const std::vector<Quoted>& second) {
  std::size_t kept = 0;
  std::size_t spent = 0;
  for (std::size_t k = 0; k < first.size(); ++k) {
    if (!first[k].key.empty() && !second[k].key.empty() && first[k].key != second[k].key) {
      return false;
    }
    const Decimal& a = first[k].cell->value;
    const Decimal& b = second[k].cell->value;
    if (!a.is_zero() || !b.is_zero()) {
      ++spent;
      kept += a == b ? 1 : 0;
    }
  }
  return kept > 0 && 2 * kept >= spent;
}

/// The clauses of every sentence.
using Skeletons = std::vector<std::vector<Skeleton>>;

Repeat compare(const Facts& facts, const Skeletons& skeletons, std::size_t i, std::size_t j, CodeSink& sink) {
  const auto& sentences = facts.words().sentences;
  Repeat repeat;
  const auto& others = skeletons[j];
  for (const auto& a : skeletons[i]) {
    const auto best =
        std::ranges::max_element(others, {}, [&](const Skeleton& b) { return common_ending(a, b); });
    const std::size_t size = best == others.end() ? 0 : common_ending(a, *best);
    if (characters(std::string_view(a.text).substr(a.text.size() - size)) < kLeastCharacters) {
      continue;
    }
    const std::size_t from = offset_of_ending(sentences[i].folded, a, size);
    const auto first = figures_in(facts.words(), i, from, a.end);
    const auto second =
        figures_in(facts.words(), j, offset_of_ending(sentences[j].folded, *best, size), best->end);
    if (first.empty() || first.size() != second.size()) {
      continue;
    }
    if (!is_copy(first, second)) {
      continue;
    }
    if (repeat.excerpt.empty()) {
      repeat.excerpt = displayed(truncate(sentences[i].folded.substr(from, a.end - from), 60));
    }
    for (std::size_t k = 0; k < first.size(); ++k) {
      sink.verified(*first[k].cell);
      sink.verified(*second[k].cell);
      if (first[k].cell->value != second[k].cell->value) {
        repeat.differences += (repeat.differences.empty() ? "" : "、") + first[k].cell->value.to_string() +
                              " / " + second[k].cell->value.to_string();
      }
    }
  }
  return repeat;
}

}  // namespace

void check_repeated_text(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const auto& sentences = facts.words().sentences;
  Skeletons skeletons(sentences.size());
  std::ranges::transform(sentences, skeletons.begin(),
                         [](const Sentence& sentence) { return skeletons_of(sentence.folded); });
  std::set<std::size_t> reported;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    for (std::size_t j = i + 1; j < sentences.size() && j <= i + kWindow; ++j) {
      if (sentences[j].section != sentences[i].section || sentences[i].kind == "general.items" ||
          reported.contains(j)) {
        continue;
      }
      const Repeat repeat = compare(facts, skeletons, i, j, sink);
      if (repeat.excerpt.empty()) {
        sink.pass();
        continue;
      }
      reported.insert(j);
      Finding finding;
      for (const std::size_t k : {j, i}) {
        finding.locations.push_back(section_location(facts.report().sections[sentences[k].section],
                                                     sentences[k].text, sentences[k].place_at(0)));
      }
      finding.message = {"同一段文字重复出现：“" + repeat.excerpt + "”",
                         "the same passage stands twice: “" + repeat.excerpt + "”"};
      if (!repeat.differences.empty()) {
        finding.message.zh += "，且数字不同：" + repeat.differences;
        finding.message.en += ", with different figures: " + repeat.differences;
      }
      sink.fail(std::move(finding));
    }
  }
}

}  // namespace zzaudit::detail
