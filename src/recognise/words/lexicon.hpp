// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/recognise/words.hpp"

/// The phrase lexicon (data/lexicon): which words name a concept, a measure, a comparison.
namespace zzaudit::words {

enum class TokenKind : std::uint8_t {
  kConcept,
  kBudget,
  kFinal,
  kCompletion,
  kShare,
  kAgainst,
  kUp,
  kDown,
  kFlat,
  kCompare,
  kReason,
  kNone,
  kLink,
  kList,
  kEach,
  kDifference,
  kDeviation,
  kFiller,
  kNumber,
  kPunctuation,
  kUnknown,
  kEnd
};

/// A concept as one section kind understands a phrase.
struct Sense {
  std::string concept_key;
  std::vector<std::string> sections;
  bool alone = false;  ///< only as all that stands between the clause's beginning and its number
};

struct Phrase {
  std::string text;  ///< compact form
  TokenKind kind = TokenKind::kFiller;
  std::string value;          ///< "initial", "prior", "greater" … by kind
  std::vector<Sense> senses;  ///< for kConcept
};

/// What data/lexicon/concepts.json says about a concept besides its phrases.
struct ConceptInfo {
  Bilingual name;
  std::vector<ConceptCell> cells;
  std::vector<std::string> any_of;  ///< concepts that the words may mean; the amount stated tells which
};

/// Rule for the kind of a section from its compact title.
struct SectionRule {
  std::string kind;
  std::vector<std::string> all, any, none;

  [[nodiscard]] bool matches(std::string_view title) const;
};

struct Match {
  const Phrase* phrase = nullptr;
  std::string_view concept_key;  ///< for kConcept
};

class Lexicon {
 public:
  /// The embedded lexicon, read once.
  static const Lexicon& builtin();

  /// Longest phrase at `position` of compact text that means something in this kind of section;
  /// concept phrases win over others of the same length. `begins_clause`: nothing but
  /// known words stands between the last punctuation mark and `position`.
  [[nodiscard]] Match longest(std::string_view text, std::size_t position, std::string_view section,
                              bool begins_clause = false) const;
  /// Kind of a part (第X部分) or section by its compact title; "" when none fits.
  [[nodiscard]] std::string_view part_kind(std::string_view title) const;
  [[nodiscard]] std::string_view section_kind(std::string_view title) const;
  /// Null for an unknown key.
  [[nodiscard]] const ConceptInfo* concept_info(std::string_view key) const;

 private:
  Lexicon();
  void add(Phrase phrase);
  void add_classes();

  std::vector<SectionRule> parts_, sections_;
  struct KeyHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view key) const {
      return std::hash<std::string_view>{}(key);
    }
  };
  std::unordered_map<std::string, ConceptInfo, KeyHash, std::equal_to<>> concepts_;
  /// By the first character, longest text first.
  std::unordered_map<std::uint32_t, std::vector<Phrase>> phrases_;
  /// The last two bytes of these characters: most characters begin no phrase, which is seen here at once.
  std::bitset<65536> beginnings_;
};

/// Bytes of the UTF-8 character that begins with `lead`.
[[nodiscard]] constexpr std::size_t character_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace zzaudit::words
