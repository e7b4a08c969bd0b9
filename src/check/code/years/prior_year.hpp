// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "check/code/words/facts.hpp"
#include "zzaudit/check/prior.hpp"

/// The report of the year before, beside this year's.
namespace zzaudit::detail {

/// A place of this year's report that says why its figures may differ from last year's.
struct Explanation {
  Location location;
  std::string words;  ///< what is said there: "机构改革"
};

class PriorYear {
 public:
  /// `renamed`: as in Prior.
  PriorYear(const Facts& now, const Report& last, bool renamed);

  /// Last year's tables and words. Amounts are in that report's own unit.
  [[nodiscard]] const Facts& facts() const { return facts_; }
  /// Why nothing may be compared: another department, or not the year before. Empty when it may.
  [[nodiscard]] const std::optional<Bilingual>& incomparable() const { return incomparable_; }
  /// A change of scope that this year's report states.
  [[nodiscard]] const std::optional<Explanation>& scope_change() const;
  /// Where this year's report says that the balance carried in was adjusted.
  [[nodiscard]] const std::optional<Explanation>& adjustment() const;

  /// `amount` of last year's report in the unit of this year's.
  [[nodiscard]] Decimal converted(const Decimal& amount) const;
  /// What last year's report gives as the final amount of a concept, in tables and words, in this report's
  /// unit; the table's first. Empty when it gives none, or when its table was read with doubt.
  [[nodiscard]] std::vector<Figure> finals(std::string_view key) const;
  /// The figure of one cell of last year's report, in this report's unit.
  [[nodiscard]] std::optional<Figure> cell(const ConceptCell& at) const;

 private:
  [[nodiscard]] Figure adopted(Figure figure) const;

  const Facts& now_;
  Words words_;
  Facts facts_;
  std::optional<Bilingual> incomparable_;
};

/// Last year's report when there is one to compare with; else tells the sink why not.
[[nodiscard]] const PriorYear* comparable(const CodeContext& context, CodeSink& sink);
/// Reports a finding across years: an error is a warning, and says so, where this year's report states
/// `reason` for the difference.
void report_across_years(Finding finding, std::vector<const Cell*> figures, bool tail,
                         const std::optional<Explanation>& reason, CodeSink& sink);

void check_prior_report(const CodeContext& context, CodeSink& sink);
void check_opening_balances(const CodeContext& context, CodeSink& sink);
void check_stated_prior(const CodeContext& context, CodeSink& sink);
void check_prior_change(const CodeContext& context, CodeSink& sink);
void check_prior_rate(const CodeContext& context, CodeSink& sink);
void check_prior_direction(const CodeContext& context, CodeSink& sink);
void check_unchanged_table(const CodeContext& context, CodeSink& sink);
void check_unchanged_text(const CodeContext& context, CodeSink& sink);
void check_unchanged_budget(const CodeContext& context, CodeSink& sink);
void check_renamed_subject(const CodeContext& context, CodeSink& sink);

}  // namespace zzaudit::detail
