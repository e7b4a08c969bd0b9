// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/place.hpp"
#include "zzaudit/model/tables.hpp"

/// What checking yields: values only, no behaviour; see contracts for the JSON form.
namespace zzaudit {

/// Ordered: error is the highest.
enum class Severity : std::uint8_t { kNote, kWarning, kError };

/// A place in the report as people name it.
struct Location {
  std::optional<TableKey> table;
  std::string title;    ///< table title as printed
  std::string number;   ///< "公开03表" as printed; empty when none
  Bilingual row;        ///< "2010302 一般行政管理事务", "合计"
  Bilingual column;     ///< "基本支出"
  std::string section;  ///< section title, for places in the words
  std::string text;     ///< the sentence or clause
  Place place;

  /// Not in this report: a figure of last year's, told by its name.
  [[nodiscard]] bool elsewhere() const { return !table && section.empty() && text.empty(); }
};

/// A figure that took part in a check.
struct Operand {
  Bilingual name;
  std::string value;  ///< exact decimal in the report's unit; empty for a blank cell
  Location location;
};

/// A figure that may be the wrong one.
struct Suspect {
  int score = 0;       ///< 1–100, for ordering
  std::string repair;  ///< the value that would repair every check it takes part in; empty when undetermined
  Bilingual reason;    ///< why it is suspected ("漏一位数字" …); may be empty
  Location location;
};

/// Another check that fails for the same likely cause.
struct Consequence {
  std::string rule;
  Bilingual message;
  std::vector<Location> locations;
};

/// How the printed amount should stand to the expected one.
enum class Comparison : std::uint8_t { kEqual, kAtMost, kAtLeast };

/// Why a finding does not count: somebody answers for it.
struct Suppression {
  enum class Kind : std::uint8_t { kWaiver, kBaseline };
  Kind kind = Kind::kWaiver;
  std::string reason;  ///< of a waiver, as written there
  std::string by;      ///< who decided; may be empty
  std::string until;   ///< last day, "2026-12-31"; empty: without end
  std::string source;  ///< file of the waiver or the baseline
};

struct Finding {
  std::string id;  ///< stable over runs and over unrelated edits (no line numbers in it)
  /// What a baseline knows it by: like `id`, but with the figures (or the text), and the same for findings
  /// that are alike in all of that.
  std::string fingerprint;
  std::string rule;  ///< "TAB301"
  std::string name;  ///< "row-sum-mismatch"
  Severity severity = Severity::kError;
  Bilingual message;
  std::string expected, actual, difference,
      tolerance;                    ///< exact decimals in the report's unit; empty when not applicable
  std::vector<Location> locations;  ///< never empty; the first is where to look
  std::vector<Operand> operands;
  std::vector<Suspect> suspects;  ///< most likely wrong figure first
  Bilingual suggestion;
  std::vector<Consequence> consequences;
  Comparison comparison = Comparison::kEqual;  ///< what `expected` is: the amount itself, or a limit
  std::optional<Suppression> suppression;      ///< set in CheckOutcome::suppressed only
};

enum class CheckStatus : std::uint8_t { kPass, kFail, kNotApplicable, kNotEvaluated };

/// What became of one rule.
struct CheckResult {
  std::string rule;
  CheckStatus status = CheckStatus::kNotApplicable;
  std::size_t evaluated = 0;      ///< instances evaluated
  std::size_t failed = 0;         ///< of them, failed
  std::size_t not_evaluated = 0;  ///< instances that could not be evaluated
  Bilingual reason;               ///< why, when not_evaluated > 0 or not applicable
};

struct Unverified {
  std::string value;
  Bilingual reason;
  Location location;
};

struct CoverageCount {
  std::size_t numbers = 0;
  std::size_t verified = 0;
};

/// A table with figures that is none of the nine, or one of them printed once more: nothing checks it.
struct UncheckedTable {
  std::string title;    ///< as printed; empty when it has none
  std::string section;  ///< title of the section that it stands in
  std::size_t numbers = 0;
};

struct Coverage {
  CoverageCount tables;  ///< figures of the nine tables
  CoverageCount narrative;
  std::vector<UncheckedTable> other_tables;  ///< in the order printed; their figures are not counted above
  std::vector<Unverified> unverified;
};

/// Everything about one report.
/// What became of the comparison with the report of the year before.
enum class PriorState : std::uint8_t {
  kNotAsked,
  kCompared,
  kMissing,       ///< none of the reports given is the department's of the year before
  kSeveral,       ///< more than one is
  kIncomparable,  ///< the one given is of another department or year
};

struct CheckOutcome {
  std::vector<Finding> findings;    ///< in order of file, place, rule
  std::vector<Finding> suppressed;  ///< waived or in the baseline: these do not count; in the same order
  std::vector<CheckResult> checks;  ///< in order of rule id, one for every rule in force
  Coverage coverage;
  PriorState prior = PriorState::kNotAsked;
};

}  // namespace zzaudit
