// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "recognise/words/lexicon.hpp"
#include "zzaudit/base/decimal.hpp"

namespace zzaudit::words {

/// What the number is, from what stands right behind and before it.
enum class NumberKind : std::uint8_t {
  kMoney,
  kPercent,
  kCount,
  kDate,
  kOrdinal,
  kThreshold,
  kNumbering,
  kBare
};

/// The year that words name.
enum class NamedYear : std::uint8_t { kUnnamed, kThis, kPrior, kOther };

struct Token {
  TokenKind kind = TokenKind::kUnknown;
  std::size_t begin = 0, end = 0;  ///< bytes of the sentence's folded text
  std::string_view value;          ///< of the phrase
  std::string_view concept_key;    ///< for kConcept
  NumberKind number = NumberKind::kBare;
  Decimal amount;                        ///< for kNumber
  std::string_view unit;                 ///< "万元", "%", "辆", "人次" …
  bool about = false;                    ///< of a number: no exact one ("约44万元")
  std::size_t unknown_before = 0;        ///< characters of unknown text since the token before
  NamedYear year = NamedYear::kUnnamed;  ///< by the words left out since the token before ("上年支出…")
};

/// Cuts compact text into tokens; unknown text is counted, not kept. `unit_name` (the department's
/// own name) and `year` (the fiscal year: "与2022年度相比" is a comparison with the year before) are
/// understood as such.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text, std::string_view section,
                                          std::string_view unit_name, int year);

}  // namespace zzaudit::words
