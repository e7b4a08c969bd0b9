// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>

#include "check/code/words/checks.hpp"
#include "check/code/words/passages.hpp"
#include "check/code/years/prior_year.hpp"

/// YOY301–YOY304: what the words say about the year before, against that year's report.
namespace zzaudit::detail {
namespace {

const Decimal kHundred(100, 0);

/// Comparisons on another basis than last year's report printed.
bool is_restated(const Facts& facts, const Claim& claim) {
  static constexpr std::array<std::string_view, 4> kBases = {"可比口径", "同口径", "同一口径", "剔除"};
  return contains_any(facts.words().sentences[claim.sentence].folded, kBases);
}

/// Last year's figures for the concept of `claim`; empty, and told to the sink, when there is none.
std::vector<Figure> last_years(const Facts& facts, const PriorYear& prior, const Claim& claim,
                               CodeSink& sink) {
  if (is_restated(facts, claim)) {
    sink.not_evaluated({"与上年按可比口径比较，不能与上年报告的数直接核对",
                        "compared on a comparable basis, which last year's report does not print"});
    return {};
  }
  auto found = prior.finals(claim.concept_key);
  if (found.empty()) {
    sink.not_evaluated({"上年报告中没有可比的数", "last year's report has no figure to compare with"});
  }
  return found;
}

/// This year's figures of what `claim` is about, or may be about.
std::vector<Figure> this_years(const Facts& facts, const Claim& claim) {
  std::vector<Figure> found;
  for (const auto& alternative : concept_alternatives(claim.concept_key)) {
    std::ranges::move(facts.finals(alternative, claim), std::back_inserter(found));
  }
  return found;
}

bool is_against_prior(const Claim& claim, Measure measure) {
  return claim.measure == measure && claim.against == Against::kPriorYear;
}

/// The change of the same sentence and concept that a rate or direction goes with.
bool goes_with_change(const Facts& facts, const Claim& claim) {
  return std::ranges::any_of(facts.claims(claim.concept_key, Measure::kChange), [&](const Claim* change) {
    return change->sentence == claim.sentence && change->against == Against::kPriorYear;
  });
}

}  // namespace

void check_stated_prior(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  const Facts& facts = context.facts;
  for (const Claim& claim : facts.words().claims) {
    if (claim.measure != Measure::kPrior) {
      continue;
    }
    const auto then = last_years(facts, *prior, claim, sink);
    if (then.empty()) {
      continue;
    }
    const Figure stated = facts.figure(claim);
    Copy best = Copy::kDifferent;
    for (const Figure& figure : then) {
      best = std::min(best, compare_copies(stated, figure));
    }
    sink.verified(claim.figure);
    if (best == Copy::kSame) {
      sink.pass();
      continue;
    }
    Finding finding = difference_of(stated, then.front());
    finding.locations = {stated.operand().location};
    const Bilingual name = facts.name(claim.concept_key);
    finding.message = {
        in_quotes(name.zh) + "的上年数写 " + finding.actual + "，" + then.front().operand().name.zh + "为 " +
            finding.expected + "，相差 " + finding.difference,
        "last year's " + name.en + " is stated as " + finding.actual + ", " + then.front().operand().name.en +
            " is " + finding.expected + ", difference " + finding.difference};
    report_across_years(std::move(finding), cells_of({&stated}), best == Copy::kTail, prior->scope_change(),
                        sink);
  }
}

namespace {

/// Last year's figure as this year's and the change between them imply it.
struct Implied {
  Figure now;
  Decimal value;
  Interval range;
};

std::vector<Implied> implied_priors(const Facts& facts, const Claim& change) {
  std::vector<Implied> found;
  const Interval amount = range_of(change);
  for (Figure& now : this_years(facts, change)) {
    const bool up = change.direction == Direction::kUp;
    const Decimal value = now.value - signed_change(change);
    const Interval range = up ? now.range - amount : now.range + amount;
    found.push_back({std::move(now), value, range});
  }
  return found;
}

void judge_change(const Facts& facts, const PriorYear& prior, const Claim& change, CodeSink& sink) {
  const auto then = last_years(facts, prior, change, sink);
  const auto implied = implied_priors(facts, change);
  if (then.empty() || implied.empty()) {
    return;
  }
  bool tail = false;
  sink.verified(change.figure);
  for (const Implied& one : implied) {
    for (const Figure& figure : then) {
      if (one.value == figure.value) {
        sink.pass();
        return;
      }
      tail = tail || one.range.meets(figure.range);
    }
  }
  const Figure stated = facts.figure(change);
  const Figure& now = implied.front().now;
  const Figure& right = then.front();
  const Decimal moved = now.value - right.value;
  Finding finding;
  finding.actual = amount_text(signed_change(change));
  finding.expected = amount_text(moved);
  finding.difference = amount_text(signed_change(change) - moved);
  finding.tolerance = "0";
  finding.locations = {stated.operand().location};
  finding.operands = {stated.operand(), now.operand(), right.operand()};
  const Bilingual name = facts.name(change.concept_key);
  const std::string before = shown(right);
  const std::string right_change = std::string(direction_word(sign_of(moved), false)) +
                                   (moved.is_zero() ? "" : " " + amount_text(moved.abs()));
  const std::string implied_text = amount_text(implied.front().value);
  const bool up = change.direction == Direction::kUp;
  finding.message = {in_quotes(name.zh) + "比上年" + (up ? "增加 " : "减少 ") + stated.operand().value +
                         "，由本年 " + now.operand().value + " 推出上年为 " + implied_text + "；" +
                         right.operand().name.zh + "为 " + before + "，应为" + right_change,
                     name.en + (up ? " is said to have risen by " : " is said to have fallen by ") +
                         stated.operand().value + ", so last year's would be " + implied_text + "; " +
                         right.operand().name.en + " is " + before + ", a change of " + finding.expected};
  std::vector<const Cell*> figures = cells_of({&stated});
  for (const Claim* earlier : facts.claims(change.concept_key, Measure::kPrior)) {
    if (earlier->sentence == change.sentence) {
      figures.push_back(&earlier->figure);  // where both are wrong, one was computed from the other
    }
  }
  report_across_years(std::move(finding), std::move(figures), tail, prior.scope_change(), sink);
}

}  // namespace

void check_prior_change(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  for (const Claim& claim : context.facts.words().claims) {
    if (is_against_prior(claim, Measure::kChange) && claim.direction != Direction::kNone) {
      judge_change(context.facts, *prior, claim, sink);
    }
  }
}

namespace {

/// 100 · (now − then) ÷ then, as a range.
std::optional<Interval> rate_range(const Figure& now, const Figure& then) {
  if (then.range.contains_zero()) {
    return std::nullopt;
  }
  return (now.range - then.range) * Interval::exact(kHundred) / then.range;
}

void fail_rate(const Facts& facts, const PriorYear& prior, const Claim& claim, const Figure& now,
               const Figure& then, CodeSink& sink) {
  const Figure stated = facts.figure(claim);
  Finding finding;
  const auto range = rate_range(now, then);
  const std::string sign = claim.direction == Direction::kDown ? "-" : "";
  finding.actual = sign + stated.operand().value + "%";
  constexpr int kRateDecimals = 2;
  if (range) {
    const Decimal middle = (range->low() + range->high()) * Decimal(5, 1);
    finding.expected =
        middle.rounded(std::max(kRateDecimals, claim.figure.value.decimals())).to_string() + "%";
  }
  finding.locations = {stated.operand().location};
  finding.operands = {stated.operand(), now.operand(), then.operand()};
  finding.operands.front().value += "%";
  const Bilingual name = facts.name(claim.concept_key);
  const std::string before = shown(then);
  const Bilingual right = range ? Bilingual{"应为 " + finding.expected, "which makes " + finding.expected}
                                : Bilingual{"上年为 0，不能计算增减幅度", "no rate exists on a base of 0"};
  finding.message = {
      in_quotes(name.zh) + "比上年的增减幅度写 " + finding.actual + "，本年 " + now.operand().value + "，" +
          then.operand().name.zh + "为 " + before + "，" + right.zh,
      "the rate of change of " + name.en + " is stated as " + finding.actual + "; this year's " +
          now.operand().value + " and " + then.operand().name.en + " " + before + ", " + right.en};
  report_across_years(std::move(finding), cells_of({&stated}), false, prior.scope_change(), sink);
}

void judge_rate(const Facts& facts, const PriorYear& prior, const Claim& claim, CodeSink& sink) {
  const auto then = last_years(facts, prior, claim, sink);
  const auto now = facts.finals(claim.concept_key, claim);
  if (then.empty() || now.empty()) {
    return;
  }
  sink.verified(claim.figure);
  const Interval size = Interval::printed(claim.figure.value);
  const Interval stated = claim.direction == Direction::kDown ? Interval::exact(Decimal{}) - size : size;
  for (const Figure& a : now) {
    for (const Figure& b : then) {
      const auto range = rate_range(a, b);
      const bool by_size = claim.direction == Direction::kNone;
      if (range && (range->meets(stated) || (by_size && range->meets(Interval::exact(Decimal{}) - stated)))) {
        sink.pass();
        return;
      }
    }
  }
  fail_rate(facts, prior, claim, now.front(), then.front(), sink);
}

}  // namespace

void check_prior_rate(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  for (const Claim& claim : context.facts.words().claims) {
    // Beside an amount of change the rate follows from it within this report.
    if (is_against_prior(claim, Measure::kChangeRate) && !goes_with_change(context.facts, claim)) {
      judge_rate(context.facts, *prior, claim, sink);
    }
  }
}

namespace {

void judge_direction(const Facts& facts, const PriorYear& prior, const Claim& claim, CodeSink& sink) {
  const auto then = last_years(facts, prior, claim, sink);
  const auto now = this_years(facts, claim);
  if (then.empty() || now.empty()) {
    return;
  }
  for (const Figure& a : now) {
    for (const Figure& b : then) {
      if (direction_fits(claim.direction, a, b, true)) {
        sink.pass();
        return;
      }
    }
  }
  const Figure& a = now.front();
  const Figure& b = then.front();
  Finding finding;
  finding.difference = amount_text(a.value - b.value);
  finding.actual = direction_word(claim.direction, false);
  finding.expected = direction_word(sign_of(a.value - b.value), false);
  finding.locations = {facts.location(claim)};
  finding.operands = {a.operand(), b.operand()};
  const Bilingual name = facts.name(claim.concept_key);
  finding.message = {in_quotes(name.zh) + "写比上年“" + finding.actual + "”，本年 " + shown(a) + "，" +
                         b.operand().name.zh + "为 " + shown(b) + "，应为“" + finding.expected + "”",
                     name.en + " is said to be " + std::string(direction_en(claim.direction)) +
                         " against last year; this year's is " + shown(a) + ", " + b.operand().name.en +
                         " is " + shown(b)};
  report_across_years(std::move(finding), {&claim.figure}, false, prior.scope_change(), sink);
}

}  // namespace

void check_prior_direction(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  for (const Claim& claim : context.facts.words().claims) {
    if (is_against_prior(claim, Measure::kDirection) && !goes_with_change(context.facts, claim)) {
      judge_direction(context.facts, *prior, claim, sink);
    }
  }
}

}  // namespace zzaudit::detail
