// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/code/words/facts.hpp"

/// The checks of the words, one function a rule; see data/catalogue/words.json for what each means.
namespace zzaudit::detail {

void check_amount_against_table(const CodeContext& context, CodeSink& sink);
void check_amounts_agree(const CodeContext& context, CodeSink& sink);
void check_parts_add_up(const CodeContext& context, CodeSink& sink);
void check_items_add_up(const CodeContext& context, CodeSink& sink);
void check_part_within_whole(const CodeContext& context, CodeSink& sink);

void check_share(const CodeContext& context, CodeSink& sink);
void check_shares_add_up(const CodeContext& context, CodeSink& sink);
void check_completion(const CodeContext& context, CodeSink& sink);
void check_change(const CodeContext& context, CodeSink& sink);
void check_zero_base(const CodeContext& context, CodeSink& sink);
void check_average(const CodeContext& context, CodeSink& sink);
void check_deviation(const CodeContext& context, CodeSink& sink);
void check_change_amount(const CodeContext& context, CodeSink& sink);
void check_earlier_figures(const CodeContext& context, CodeSink& sink);
void check_part_changes(const CodeContext& context, CodeSink& sink);
void check_direction(const CodeContext& context, CodeSink& sink);

void check_item_explained(const CodeContext& context, CodeSink& sink);
void check_item_chain(const CodeContext& context, CodeSink& sink);
void check_list_has_zero(const CodeContext& context, CodeSink& sink);
void check_list_lacks(const CodeContext& context, CodeSink& sink);

void check_counts_against_money(const CodeContext& context, CodeSink& sink);
void check_grades(const CodeContext& context, CodeSink& sink);
void check_below_table(const CodeContext& context, CodeSink& sink);
void check_vehicle_kinds(const CodeContext& context, CodeSink& sink);
void check_unused_fund(const CodeContext& context, CodeSink& sink);
void check_running_costs(const CodeContext& context, CodeSink& sink);
void check_details_within(const CodeContext& context, CodeSink& sink);
void check_annex(const CodeContext& context, CodeSink& sink);
void check_repeated_text(const CodeContext& context, CodeSink& sink);

/// Copies of one figure must agree to the last digit; one unit of the last digit is a tail difference.
enum class Copy : std::uint8_t { kSame, kTail, kDifferent };
[[nodiscard]] Copy compare_copies(const Figure& a, const Figure& b);

/// The amount of a change with its sign: negative for a fall.
[[nodiscard]] Decimal signed_change(const Claim& change);
[[nodiscard]] Direction sign_of(const Decimal& value);
/// 增加, 减少, 持平; against a budget 大于, 小于, 等于.
[[nodiscard]] std::string_view direction_word(Direction direction, bool budget);
[[nodiscard]] std::string_view direction_en(Direction direction);
/// Whether a direction fits two figures. Unchanged are those that agree at the precision printed; `nearly`
/// allows one per cent of `base`.
[[nodiscard]] bool direction_fits(Direction stated, const Figure& now, const Figure& base, bool nearly);

/// Whether the figures contradict what a claim says of the budget, which has a finding of its own.
[[nodiscard]] bool contradicts_budget(const Facts& facts, const Claim& claim);

/// Severity of a difference that is rounding only.
[[nodiscard]] inline std::optional<Severity> note_if(bool tail) {
  return tail ? std::optional(Severity::kNote) : std::nullopt;
}

/// The rates that go with a change ("各减少1.20、1.20万元,各下降3%、3%"): those behind it, up to the next
/// change.
[[nodiscard]] std::vector<const Claim*> rates_of(const Facts& facts, const Claim& change);
/// The first of them; null when none is stated.
[[nodiscard]] const Claim* rate_of(const Facts& facts, const Claim& change);

/// The first claim of the words about a concept; empty when there is none.
[[nodiscard]] std::optional<Figure> first_figure(const Facts& facts, std::string_view key, Measure measure);
/// A finding about two figures that do not go together, its message still to be written.
[[nodiscard]] Finding two_figures(const Figure& a, const Figure& b);
/// The shares of goods, works and services that went to small and medium enterprises against the amount.
void check_shares_of_kinds(const Facts& facts, CodeSink& sink);

/// A finding that one figure should be another: both, their difference and their places.
[[nodiscard]] Finding difference_of(const Figure& wrong, const Figure& right);
/// Adds to a finding about one explained 科目 that its excess equals the amount of another row that is
/// not explained: the two were probably merged.
void explain_merged_items(const Facts& facts, const Claim& claim, const Decimal& excess, Finding& finding);
/// Every row with an amount that `prefix` speaks of ("general.item:" 项, "general.class:" 类) is named.
[[nodiscard]] bool explains_every_row(const Facts& facts, std::string_view prefix);

}  // namespace zzaudit::detail
