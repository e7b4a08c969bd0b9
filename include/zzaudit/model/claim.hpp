// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/money.hpp"
#include "zzaudit/model/cell.hpp"
#include "zzaudit/model/tables.hpp"

/// The words of a report as figures: sentences with their places, and the claims made in them.
namespace zzaudit {

/// A byte offset of a sentence's folded text and the place in the source that it came from.
struct Anchor {
  std::uint32_t offset = 0;
  Place place;
};

/// A sentence of the explanation, soft wraps and page breaks joined.
struct Sentence {
  std::size_t section = 0;    ///< index into Report::sections
  std::string kind;           ///< kind of that section: a key of data/lexicon/sections.json; "" when unknown
  std::size_t paragraph = 0;  ///< running number of the paragraph it stands in
  std::string text;           ///< as printed, lines joined
  std::string folded;         ///< compact form that claims are read from
  std::vector<Anchor> anchors;  ///< ascending; the first has offset 0

  /// Place of a byte of `folded`.
  [[nodiscard]] Place place_at(std::size_t offset) const;
};

/// What is said about a concept.
enum class Measure : std::uint8_t {
  kFinal,       ///< the final amount of the year
  kBudget,      ///< a budget amount
  kShare,       ///< per cent of `base`
  kCompletion,  ///< per cent of a budget
  kChange,      ///< amount of change against `against`
  kChangeRate,  ///< per cent of change against `against`
  kDirection,   ///< up, down or unchanged against `against`, without a number
  kCount,       ///< a count with a unit
  kPrior,       ///< the amount of the year before, stated beside a change ("较上年2.08万元减少…")
  kDeviation,  ///< per cent by which the final amount differs from the budget, with its sign ("预决算差异率")
};
enum class BudgetStage : std::uint8_t { kPlain, kInitial, kAdjusted };
/// What a change or comparison is made against.
enum class Against : std::uint8_t { kNone, kPriorYear, kBudget };
enum class Direction : std::int8_t { kDown = -1, kNone = 0, kUp = 1 };

/// One statement: concept, measure, value, place. Amounts are in the report's currency unit with the
/// precision of the tables' amounts; rates keep their printed decimals.
struct Claim {
  std::string concept_key;  ///< key of data/lexicon/concepts.json, or "general.class:201",
                            ///< "general.item:2010301", "fund.item:2120803", "capital.item:2230107"
  std::string name;         ///< the words that named it
  Measure measure = Measure::kFinal;
  BudgetStage budget = BudgetStage::kPlain;
  Against against = Against::kNone;
  Direction direction = Direction::kNone;
  std::string base;  ///< concept a share is taken of; empty when not named
  Cell figure;       ///< value and place; state kAbsent for claims without a number
  /// Half a unit of the last digit, for an amount in a larger unit than the tables': 50元 for "16.20万元".
  std::optional<Decimal> half_unit;
  std::string count_unit;            ///< "辆", "人次" … for counts
  std::size_t sentence = 0;          ///< index into Words::sentences
  std::uint32_t begin = 0, end = 0;  ///< bytes of the sentence's folded text
};

/// A number of the words that makes no claim, and why.
struct OtherNumber {
  std::string text;
  Cell cell;  ///< the number and its place
  Bilingual reason;
  std::size_t sentence = 0;
  std::uint32_t begin = 0;
  bool figure = false;  ///< an amount, rate or count; dates and numberings are none
  bool count = false;   ///< a count
};

/// How the name chain of an explained 科目 agrees with the table.
enum class ChainMatch : std::uint8_t {
  kNone,     ///< no 科目 of the table is meant beyond doubt
  kExact,    ///< every name as in the table (or the classification, for a 科目 the table lacks)
  kByName,   ///< its last name is in the table; a name above it differs
  kByAmount  ///< the 科目 of the same parent with the amount stated; its name differs
};

/// One 科目 explained by name ("一般公共服务支出（类）财政事务（款）行政运行（项）").
struct NamedItem {
  std::vector<std::string> chain;  ///< names as written, from 类 (or what is given) down to 项
  std::string concept_key;         ///< key of its claims
  std::string code;                ///< 科目编码 it was resolved to; empty when none
  ChainMatch match = ChainMatch::kNone;
  /// Whose expenditure the section explains: 一般公共预算, 政府性基金 or 国有资本经营.
  TableKey table = TableKey::kGeneralBudget;
  bool in_table = false;  ///< the code has a row in the tables that the section may explain
  bool heads = true;      ///< begins its sentence, as an entry of a list does
  std::size_t sentence = 0;
  std::uint32_t begin = 0, end = 0;
};

/// A list of 经济分类 names after "主要包括".
struct NameList {
  std::string concept_key;  ///< "basic.personnel" or "basic.operating"
  std::vector<std::string> names;
  bool open = false;  ///< ends in "等": not meant to be complete
  std::size_t sentence = 0;
  std::uint32_t begin = 0;
};

struct Words {
  /// Most sentences that begin with a year name another than the report's: the cover, not they, may be wrong.
  bool year_doubtful = false;
  std::vector<Sentence> sentences;
  std::vector<Claim> claims;
  std::vector<OtherNumber> others;
  std::vector<NamedItem> items;
  std::vector<NameList> lists;
};

}  // namespace zzaudit
