// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/interval.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report.hpp"

/// Checks written in C++, for what a formula cannot say. A rule names its check in `Rule::code`; the
/// names stand in one list a family, gathered in src/check/code/registry.cpp.
namespace zzaudit {

namespace detail {
class Facts;
class PriorYear;
}  // namespace detail

/// What a coded check sees.
struct CodeContext {
  const Report& report;
  const Rule& rule;
  const detail::Facts& facts;                ///< the words as claims, beside the tables
  const detail::PriorYear* prior = nullptr;  ///< the report of the year before; null when there is none
  PriorState prior_state = PriorState::kNotAsked;
};

/// One value of a message template: "{row}" is named "row". The views must outlive the call only.
struct MessageArgument {
  std::string_view name;
  Bilingual value;
};

/// `text` with every {name} replaced. A name without argument becomes empty text.
[[nodiscard]] Bilingual fill_message(const Bilingual& text, std::span<const MessageArgument> arguments);

/// Where a table, a row or a cell stands. `column` is an index into the table's columns.
[[nodiscard]] Location table_location(const Report& report, TableKey table);
[[nodiscard]] Location row_location(const Report& report, TableKey table, const RowView& row);
[[nodiscard]] Location cell_location(const Report& report, TableKey table, const RowView& row,
                                     std::size_t column);
/// A place in the words: a section's title, and a sentence or line of it when `text` is not empty.
[[nodiscard]] Location section_location(const Section& section, std::string_view text, const Place& place);
/// A table by name: its printed title where there is one, else the form's.
[[nodiscard]] Bilingual table_name(const Report& report, TableKey table);

/// Takes what a coded check finds out. Every instance looked at is reported by exactly one of
/// `pass`, `fail`, `not_evaluated`; a rule without any instance counts as not applicable.
class CodeSink {
 public:
  void pass() { ++evaluated_; }
  /// One finding. The check sets message, locations and, where it has them, figures, operands,
  /// suspects and suggestion; rule, name and id are filled in by the engine, and the severity is the
  /// rule's unless given here. An empty message is filled from the rule's template with the
  /// location's {table} {row} {column} and the finding's {expected} {actual} {difference} {tolerance}.
  void fail(Finding finding, std::optional<Severity> severity = std::nullopt);
  /// The same with the figures that the check is about (cells of the report, figures of claims):
  /// findings that share one are put together as one cause.
  void fail(Finding finding, std::vector<const Cell*> figures, std::optional<Severity> severity);
  /// One instance that could not be judged; the first reason is the one shown.
  void not_evaluated(Bilingual reason);
  /// Why the rule has nothing to look at in this report.
  void not_applicable(Bilingual reason) { not_applicable_reason_ = std::move(reason); }
  /// The check constrained this amount, so that it counts as verified. `cell` belongs to the report.
  void verified(const Cell& cell) { verified_.push_back(&cell); }

  /// The last failure would be none if `figure` were within `value` and the others as printed. Failures that
  /// share a figure but would need different values of it have causes of their own.
  void mended_by(const Cell& figure, Interval value) {
    failures_.back().repairs.emplace_back(&figure, value);
  }

  struct Failure {
    Finding finding;
    std::optional<Severity> severity;
    std::vector<const Cell*> figures;
    std::vector<std::pair<const Cell*, Interval>> repairs = {};  ///< as `mended_by` says
  };
  [[nodiscard]] std::vector<Failure>& failures() { return failures_; }
  [[nodiscard]] const std::vector<const Cell*>& verified_cells() const { return verified_; }
  [[nodiscard]] std::size_t evaluated() const { return evaluated_; }
  [[nodiscard]] std::size_t unevaluated() const { return not_evaluated_; }
  [[nodiscard]] const Bilingual& not_evaluated_reason() const { return not_evaluated_reason_; }
  [[nodiscard]] const Bilingual& not_applicable_reason() const { return not_applicable_reason_; }

 private:
  std::vector<Failure> failures_;
  std::vector<const Cell*> verified_;
  std::size_t evaluated_ = 0;
  std::size_t not_evaluated_ = 0;
  Bilingual not_evaluated_reason_;
  Bilingual not_applicable_reason_;
};

/// Called once a rule and report. Must not throw for anything a report can contain.
using CodedCheck = void (*)(const CodeContext& context, CodeSink& sink);

struct NamedCheck {
  std::string_view name;  ///< as in `Rule::code`: "table-missing"
  CodedCheck check;
};

/// The checks of each family, in src/check/code/<family>.cpp.
[[nodiscard]] std::span<const NamedCheck> structure_checks();
[[nodiscard]] std::span<const NamedCheck> cell_checks();
[[nodiscard]] std::span<const NamedCheck> classification_checks();
[[nodiscard]] std::span<const NamedCheck> word_checks();
[[nodiscard]] std::span<const NamedCheck> disclosure_checks();
[[nodiscard]] std::span<const NamedCheck> wording_checks();
[[nodiscard]] std::span<const NamedCheck> year_checks();

/// Whether a rule compares a report with that of the year before.
[[nodiscard]] bool compares_years(const Rule& rule);
/// The check of that name; null when there is none.
[[nodiscard]] CodedCheck find_coded_check(std::string_view name);

}  // namespace zzaudit
