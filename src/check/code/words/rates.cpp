// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "check/code/words/checks.hpp"

/// Shares, completion rates and rates of change, recomputed by intervals.
namespace zzaudit::detail {
namespace {

const Decimal kHundred(100, 0);

/// Decimals that the report prints its rates with (most of any rate; trailing zeros are dropped).
int rate_decimals(const Facts& facts) {
  int decimals = 0;
  for (const auto& claim : facts.words().claims) {
    if (claim.measure == Measure::kShare || claim.measure == Measure::kCompletion ||
        claim.measure == Measure::kChangeRate) {
      decimals = std::max(decimals, claim.figure.value.decimals());
    }
  }
  return std::min(decimals, 4);
}

enum class Fit : std::uint8_t { kFits, kLastDigit, kWrong };

/// part ÷ whole in per cent against a printed rate. `fine` is the report's usual precision of rates.
Fit fit_rate(const Interval& computed, const Decimal& printed, int fine) {
  if (computed.meets(Interval::printed(printed, fine)) ||
      computed.meets(Interval::printed(printed, printed.decimals()))) {
    return Fit::kFits;
  }
  const Decimal ulp(1, std::max(fine, printed.decimals()));
  return computed.meets(Interval(printed - ulp, printed + ulp)) ? Fit::kLastDigit : Fit::kWrong;
}

Interval percent(const Interval& part, const Interval& whole) {
  return part * Interval::exact(kHundred) / whole;
}

std::string percent_text(const Decimal& part, const Decimal& whole, int decimals) {
  return divide(part * kHundred, whole, decimals + 2, Rounding::kFloor).rounded(decimals).to_string() + "%";
}

/// A printed rate tried against every pair of figures it may be made of: right when one pair fits.
class RateTrial {
 public:
  RateTrial(const Facts& facts, const Claim& rate, int fine) : facts_(facts), rate_(rate), fine_(fine) {}

  void add(const Figure& p, const Figure& w) {
    if (w.range.contains_zero()) {
      return;
    }
    if (!any_) {
      part_ = p;
      whole_ = w;
    }
    any_ = true;
    best_ = std::min(best_, fit_rate(percent(p.range, w.range), rate_.figure.value, fine_));
  }

  /// Whether there was any pair to try.
  [[nodiscard]] bool any() const { return any_; }

  void report(CodeSink& sink, const Bilingual& what) const {
    if (!any_) {
      sink.not_evaluated({"没有可用来复算的基数", "no base to recompute it from"});
      return;
    }
    for (const Cell* cell : cells_of({&part_, &whole_})) {
      sink.verified(*cell);
    }
    sink.verified(rate_.figure);
    if (best_ == Fit::kFits) {
      sink.pass();
      return;
    }
    Finding finding;
    const Figure printed = facts_.figure(rate_);
    finding.expected = percent_text(part_.value, whole_.value, std::max(fine_, 2));
    finding.actual = printed.operand().value + "%";
    finding.locations = {printed.operand().location};
    finding.operands = {printed.operand(), part_.operand(), whole_.operand()};
    finding.operands.front().value += "%";
    const Bilingual name = facts_.name(rate_.concept_key);
    finding.message = {
        in_quotes(name.zh) + what.zh + "写 " + finding.actual + "，按 " + part_.operand().value + " ÷ " +
            whole_.operand().value + " 应为 " + finding.expected,
        what.en + " of " + name.en + " is stated as " + finding.actual + "; " + part_.operand().value +
            " ÷ " + whole_.operand().value + " gives " + finding.expected};
    sink.fail(std::move(finding), cells_of({&printed, &part_, &whole_}), note_if(best_ == Fit::kLastDigit));
    const Interval rate = Interval::printed(rate_.figure.value, rate_.figure.value.decimals());
    say_repair(part_, whole_.range * rate / Interval::exact(kHundred), sink);
    if (!rate.contains_zero()) {
      say_repair(whole_, percent(part_.range, rate), sink);
    }
  }

 private:
  static void say_repair(const Figure& figure, const Interval& value, CodeSink& sink) {
    for (const Cell* cell : cells_of({&figure})) {
      sink.mended_by(*cell, value + Interval::exact(figure.offset));
    }
  }

  const Facts& facts_;
  const Claim& rate_;
  int fine_;
  Fit best_ = Fit::kWrong;
  bool any_ = false;
  Figure part_;  // of the first pair, for the message
  Figure whole_;
};

/// What a share is taken of when the words do not say.
std::string_view default_base(std::string_view key) {
  struct Entry {
    std::string_view prefix, base;
  };
  static constexpr std::array<Entry, 15> kBases = {{{"general.basic", "general.total"},
                                                    {"fiscal.class:", "fiscal.expenditure"},
                                                    {"general.project", "general.total"},
                                                    {"general.class:", "general.total"},
                                                    {"general.item:", "general.total"},
                                                    {"general.group:", "general.total"},
                                                    {"fiscal.basic", "fiscal.expenditure"},
                                                    {"fiscal.project", "fiscal.expenditure"},
                                                    {"fund.item:", "fund.total"},
                                                    {"capital.item:", "capital.total"},
                                                    {"three_public.", "three_public.total"},
                                                    {"income.", "income.total"},
                                                    {"expenditure.", "expenditure.total"},
                                                    {"basic.", "general.basic"},
                                                    {"procurement.", "procurement.total"}}};
  for (const auto& entry : kBases) {
    if (key.starts_with(entry.prefix)) {
      return entry.base;
    }
  }
  return {};
}

/// Shows what was worked out from a figure: its value as it is now, by a name of its own, at the figure's
/// place.
void describe_as(Figure& figure, const BilingualView& name) {
  figure.describe([name, own = figure] {
    Operand operand = own.operand();
    operand.value = amount_text(own.value);
    operand.name = {std::string(name.zh), std::string(name.en)};
    return operand;
  });
}

/// The earlier figure that a change implies: the figure of the year minus the signed change.
Interval implied_base(const Figure& now, const Claim& change) {
  const Interval amount = range_of(change);
  return change.direction == Direction::kUp ? now.range - amount : now.range + amount;
}

/// A part is not more than 100 per cent of its whole, whatever the amounts are.
void report_more_than_all(const Facts& facts, const Claim& share, CodeSink& sink) {
  const Figure printed = facts.figure(share);
  Finding finding;
  finding.actual = printed.operand().value + "%";
  finding.locations = {printed.operand().location};
  finding.operands = {printed.operand()};
  finding.operands.front().value += "%";
  const Bilingual name = facts.name(share.concept_key);
  finding.message = {in_quotes(name.zh) + "的占比写 " + finding.actual + "，大于 100%；部分不应大于整体",
                     "the share of " + name.en + " is stated as " + finding.actual +
                         ", more than 100%: a part larger than the whole"};
  sink.fail(std::move(finding), cells_of({&printed}), std::nullopt);
}

}  // namespace

void check_share(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const int fine = rate_decimals(facts);
  for (const auto& claim : facts.words().claims) {
    if (claim.measure != Measure::kShare) {
      continue;
    }
    const std::string base(claim.base.empty() ? default_base(claim.concept_key)
                                              : std::string_view(claim.base));
    RateTrial trial(facts, claim, fine);
    if (!base.empty() && base != claim.concept_key) {
      for (const auto& part : facts.finals(claim.concept_key, claim)) {
        for (const auto& alternative : concept_alternatives(base)) {
          for (const auto& whole : facts.finals(alternative, claim)) {
            trial.add(part, whole);
          }
        }
      }
    }
    if (!trial.any() && !default_base(claim.concept_key).empty() && range_of(claim).low() > kHundred) {
      report_more_than_all(facts, claim, sink);
    } else {
      trial.report(sink, {"的占比", "the share"});
    }
  }
  check_shares_of_kinds(facts, sink);
}

namespace {

/// The budget that a difference from it implies ("完成年初预算的108.34%,比年初预算增加62.41万元").
std::vector<Figure> implied_budgets(const Facts& facts, const Claim& completion, const Figure& now) {
  std::vector<Figure> found;
  for (const Claim* change : facts.claims(completion.concept_key, Measure::kChange)) {
    if (change->sentence == completion.sentence && change->against == Against::kBudget &&
        change->direction != Direction::kNone) {
      const bool up = change->direction == Direction::kUp;
      Figure budget = now;
      budget.value = up ? now.value - change->figure.value : now.value + change->figure.value;
      budget.range = implied_base(now, *change);
      describe_as(budget, {"由决算数和增减额推出的预算数", "budget implied by the figure and its change"});
      found.push_back(std::move(budget));
    }
  }
  return found;
}

}  // namespace

void check_completion(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const int fine = rate_decimals(facts);
  for (const auto& claim : facts.words().claims) {
    if (claim.measure != Measure::kCompletion) {
      continue;
    }
    RateTrial trial(facts, claim, fine);
    const auto budgets = facts.budgets(claim.concept_key, claim);
    for (const auto& part : facts.finals(claim.concept_key, claim)) {
      for (const auto& whole : budgets.empty() ? implied_budgets(facts, claim, part) : budgets) {
        trial.add(part, whole);
      }
    }
    const bool zero_budget =
        !budgets.empty() && std::ranges::all_of(budgets, [](const Figure& f) { return f.value.is_zero(); });
    if (!zero_budget) {
      trial.report(sink, {"的完成预算比例", "the budget completion"});
    }
  }
}

void check_deviation(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const int fine = rate_decimals(facts);
  for (const auto& claim : facts.words().claims) {
    if (claim.measure != Measure::kDeviation) {
      continue;
    }
    RateTrial trial(facts, claim, fine);
    for (const auto& now : facts.finals(claim.concept_key, claim)) {
      for (const auto& budget : facts.budgets(claim.concept_key, claim)) {
        Figure difference = now;
        difference.value = now.value - budget.value;
        difference.range = now.range - budget.range;
        difference.offset = budget.value;
        describe_as(difference, {"决算数与预算数之差", "the final amount less the budget"});
        if (!claim.figure.value.is_negative() && difference.value.is_negative()) {
          // Printed without its sign by many.
          difference.value = difference.value.abs();
          difference.range = Interval::exact(Decimal{}) - difference.range;
        }
        trial.add(difference, budget);
      }
    }
    trial.report(sink, {"的预决算差异率", "the deviation from the budget"});
  }
}

namespace {

void check_rate_of_change(const Facts& facts, const Claim& change, const Claim& rate, int fine,
                          CodeSink& sink) {
  RateTrial trial(facts, rate, fine);
  for (const auto& now : facts.finals(change.concept_key, change)) {
    Figure base = now;
    base.range = implied_base(now, change);
    base.value = change.direction == Direction::kUp ? now.value - change.figure.value
                                                    : now.value + change.figure.value;
    base.offset = now.value - base.value;
    if (base.value.is_zero()) {
      return;  // judged as a rate on a zero base
    }
    describe_as(base, {"由本年数和增减额推出的基数", "base implied by the figure and its change"});
    if (!base.value.is_negative()) {
      trial.add(facts.figure(change), base);
    }
  }
  sink.verified(change.figure);
  trial.report(sink, change.against == Against::kPriorYear
                         ? Bilingual{"比上年增减幅度", "the rate of change"}
                         : Bilingual{"比预算增减幅度", "the deviation from the budget"});
}

/// "由上年的2万元增加到3万元,增长50%", "与2022年的2万元相比增长50%": the rate where no change is stated.
void check_rate_alone(const Facts& facts, const Claim& rate, int fine, CodeSink& sink) {
  const auto beside = [&](const Claim* claim) { return claim->sentence == rate.sentence; };
  const auto changes = facts.claims(rate.concept_key, Measure::kChange);
  const auto earlier = facts.claims(rate.concept_key, Measure::kPrior);
  const auto prior = std::ranges::find_if(earlier, beside);
  if (rate.against != Against::kPriorYear || rate.direction == Direction::kNone ||
      std::ranges::any_of(changes, beside) || prior == earlier.end()) {
    return;
  }
  const Figure base = facts.figure(**prior);
  RateTrial trial(facts, rate, fine);
  for (const auto& now : facts.finals(rate.concept_key, rate)) {
    const bool up = rate.direction == Direction::kUp;
    Figure difference = now;
    difference.value = up ? now.value - base.value : base.value - now.value;
    difference.range = up ? now.range - base.range : base.range - now.range;
    difference.offset = now.value - difference.value;
    describe_as(difference, {"本年数与上年数之差", "this year's figure less last year's"});
    trial.add(difference, base);
  }
  trial.report(sink, {"比上年增减幅度", "the rate of change"});
}

}  // namespace

void check_change(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const int fine = rate_decimals(facts);
  for (const auto& change : facts.words().claims) {
    if (change.measure == Measure::kChangeRate) {
      check_rate_alone(facts, change, fine, sink);
    }
    if (change.measure != Measure::kChange || change.direction == Direction::kNone) {
      continue;
    }
    for (const Claim* rate : rates_of(facts, change)) {
      check_rate_of_change(facts, change, *rate, fine, sink);
    }
  }
}

void check_shares_add_up(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const std::string_view prefix :
       {"general.class:", "fiscal.class:", "expenditure.", "basic.", "three_public."}) {
    const bool of_classes = prefix.ends_with("class:");
    std::vector<const Claim*> shares;
    bool incomplete = false;
    for (const auto& [key, claims] : facts.by_concept()) {
      const auto it = std::ranges::find(claims, Measure::kShare, &Claim::measure);
      // A class whose share is not stated: the others need not make 100%.
      incomplete = incomplete || (key.starts_with(prefix) && it == claims.end());
      const bool divided = prefix == "expenditure." && key.starts_with("expenditure.class:");
      if (key.starts_with(prefix) && !divided && it != claims.end() &&
          ((*it)->base.empty() || (*it)->base == default_base(key))) {
        shares.push_back(*it);
      }
    }
    if (shares.size() < 2 || (of_classes && (incomplete || !explains_every_row(facts, prefix)))) {
      continue;
    }
    Interval range;
    Decimal sum;
    Finding finding;
    std::vector<const Cell*> figures;
    for (const Claim* share : shares) {
      figures.push_back(&share->figure);
      const Figure figure = facts.figure(*share);
      range = range + figure.range;
      sum = sum + figure.value;
      finding.operands.push_back(figure.operand());
      finding.operands.back().value += "%";
    }
    if (sum == kHundred) {
      sink.pass();
      continue;
    }
    const bool tail = range.contains(kHundred);
    if (!tail && !of_classes) {
      continue;  // the list need not be complete
    }
    finding.expected = "100.00%";
    finding.actual = sum.to_string() + "%";
    finding.locations = {facts.location(*shares.front())};
    finding.message = {
        "所列 " + std::to_string(shares.size()) + " 项占比合计 " + finding.actual + "，不等于 100.00%",
        "the " + std::to_string(shares.size()) + " shares listed add up to " + finding.actual +
            ", not 100.00%"};
    if (tail) {
      finding.message.zh += "；各项分别四舍五入会有这样的尾差，可以不改";
      finding.message.en += "; shares rounded one by one leave such a rest, and it may stay";
    }
    sink.fail(std::move(finding), std::move(figures), note_if(tail));
  }
}

}  // namespace zzaudit::detail
