// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "check/code/words/checks.hpp"

/// PCT105: rates on a base of zero.
namespace zzaudit::detail {
namespace {

const Decimal kHundred(100, 0);

/// A share of what is nil: "工程支出0万元,…占工程支出金额的68.13%".
void check_share_of_nothing(const Facts& facts, const Claim& share, CodeSink& sink) {
  if (share.base.empty() || share.base == share.concept_key) {
    return;
  }
  std::vector<Figure> wholes;
  for (const auto& alternative : concept_alternatives(share.base)) {
    std::ranges::copy(facts.finals(alternative, share), std::back_inserter(wholes));
  }
  const bool zero =
      !wholes.empty() && std::ranges::all_of(wholes, [](const Figure& f) { return f.value.is_zero(); });
  if (!zero || share.figure.value.is_zero()) {
    return;
  }
  const Figure printed = facts.figure(share);
  Finding finding = two_figures(printed, wholes.front());
  finding.actual += "%";
  finding.operands.front().value += "%";
  const Bilingual name = facts.name(share.concept_key);
  const Bilingual base = facts.name(share.base);
  finding.message = {in_quotes(base.zh) + "为 0，却写" + in_quotes(name.zh) + "占其 " + finding.actual +
                         "；为零的数不能作占比的基数",
                     base.en + " are 0, yet the share of " + name.en + " in them is stated as " +
                         finding.actual + "; nothing has a share of zero"};
  sink.verified(share.figure);
  sink.fail(std::move(finding), cells_of({&printed, &wholes.front()}),
            note_if(share.figure.value == kHundred));
}

}  // namespace

void check_zero_base(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& claim : facts.words().claims) {
    if (claim.measure != Measure::kCompletion) {
      continue;
    }
    const auto budgets = facts.budgets(claim.concept_key, claim);
    if (budgets.empty()) {
      continue;
    }
    const bool zero = std::ranges::all_of(budgets, [](const Figure& f) { return f.value.is_zero(); });
    sink.verified(claim.figure);
    if (!zero) {
      sink.pass();
      continue;
    }
    const Figure rate = facts.figure(claim);
    Finding finding;
    finding.actual = rate.operand().value + "%";
    finding.locations = {rate.operand().location};
    finding.operands = {rate.operand(), budgets.front().operand()};
    finding.operands.front().value += "%";
    const Bilingual name = facts.name(claim.concept_key);
    finding.message = {
        in_quotes(name.zh) + "的预算为 0，却写完成预算的 " + finding.actual + "；预算为零不能计算完成比例",
        "the budget of " + name.en + " is 0, yet a completion of " + finding.actual +
            " is stated; a zero budget has no completion rate"};
    const auto finals = facts.finals(claim.concept_key, claim);
    const bool nothing_spent = !finals.empty() && finals.front().value.is_zero();
    // "完成预算的100%" of nothing is a way of speaking.
    const bool usual = claim.figure.value.is_zero() || (nothing_spent && claim.figure.value == kHundred);
    sink.fail(std::move(finding), cells_of({&rate, &budgets.front()}), note_if(usual));
  }
  for (const auto& change : facts.words().claims) {
    if (change.measure == Measure::kShare) {
      check_share_of_nothing(facts, change, sink);
    }
    const Claim* rate = change.measure == Measure::kChange ? rate_of(facts, change) : nullptr;
    if (rate == nullptr) {
      continue;
    }
    const auto finals = facts.finals(change.concept_key, change);
    const auto zero = std::ranges::find_if(finals, [&](const Figure& f) {
      return change.direction == Direction::kUp && !f.value.is_zero() && f.value == change.figure.value;
    });
    if (zero == finals.end()) {
      continue;
    }
    const Figure printed = facts.figure(*rate);
    Finding finding;
    finding.actual = printed.operand().value + "%";
    finding.locations = {printed.operand().location};
    finding.operands = {printed.operand(), zero->operand(), facts.figure(change).operand()};
    finding.operands.front().value += "%";
    const Bilingual name = facts.name(change.concept_key);
    finding.message = {in_quotes(name.zh) + "比上年增加 " + amount_text(change.figure.value) + "，与本年数 " +
                           zero->operand().value + " 相等，即上年为 0，不能计算增幅，却写 " + finding.actual,
                       name.en + " rose by " + amount_text(change.figure.value) + ", all of this year's " +
                           zero->operand().value + ": last year was 0, so no rate of change exists, yet " +
                           finding.actual + " is stated"};
    sink.verified(rate->figure);
    sink.verified(change.figure);
    sink.fail(std::move(finding), {&rate->figure, &change.figure}, std::nullopt);
  }
}

}  // namespace zzaudit::detail
