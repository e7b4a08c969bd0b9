// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <tuple>
#include <vector>

#include "check/code/words/facts.hpp"
#include "check/detail/causes.hpp"
#include "check/detail/evaluate.hpp"
#include "zzaudit/check/finding.hpp"

/// From failing instances to findings that people can act on.
namespace zzaudit::detail {

/// Name of the built-in check that gathers rounding differences; the engine does it itself.
inline constexpr std::string_view kRoundingCheck = "rounding-difference";

/// A finding with what it is ordered and identified by.
struct Draft {
  Finding finding;
  std::size_t row = 0;  ///< of the first location, in the table's rows
  std::size_t column = 0;
  std::string identity;              ///< rule, table key, row key, column key
  std::vector<const Cell*> figures;  ///< what a coded check compared
  /// What a figure would have to be for the check to pass, where the check says so.
  std::vector<std::pair<const Cell*, Interval>> repairs;
  const Cell* suspect = nullptr;  ///< of a cause: the figure most likely wrong
};

/// One finding a cause.
[[nodiscard]] std::vector<Draft> cause_drafts(const Snapshot& snapshot, const Evaluation& evaluation,
                                              std::span<const CompiledRule> rules,
                                              std::span<const Cause> causes);
/// One finding a shift; `rule` is the one that shifts are reported under.
[[nodiscard]] std::vector<Draft> shift_drafts(const Snapshot& snapshot, const Evaluation& evaluation,
                                              std::span<const CompiledRule> rules, const Rule& rule,
                                              std::span<const RowShift> shifts);
/// One finding for all instances that differ by rounding in the same pair of figures.
[[nodiscard]] std::vector<Draft> rounding_drafts(const Snapshot& snapshot, const Evaluation& evaluation,
                                                 const Rule& rule);
/// What a coded check found, completed from its rule.
[[nodiscard]] Draft coded_draft(const Report& report, const Rule& rule, CodeSink::Failure failure);

/// Puts findings of coded checks together that have their likely cause in common: with the cause
/// whose suspect they compare (the other way round where a check tells what the figure should be and that
/// repairs the cause), else with each other where they share a figure. The one that says
/// most stays the finding, the others become its consequences. Notes stay apart.
void group_by_figure(std::vector<Draft>& drafts);

/// In order of file, place and rule, with ids set.
[[nodiscard]] std::vector<Finding> finish(std::vector<Draft> drafts);

/// Counts what evaluated equalities and coded checks constrain, and lists the rest. Of the words only
/// figures count (amounts, rates, counts); dates and numberings are listed with that as reason.
[[nodiscard]] Coverage cover(const Snapshot& snapshot, const Evaluation& evaluation, const Facts& facts,
                             std::span<const Cell* const> verified);

}  // namespace zzaudit::detail
