// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "check/code/words/checks.hpp"
#include "check/code/words/passages.hpp"

/// Words of direction against the figures beside them, and the rates that go with a change.
namespace zzaudit::detail {

std::vector<const Claim*> rates_of(const Facts& facts, const Claim& change) {
  std::vector<const Claim*> rates;
  const auto& by_concept = facts.by_concept();
  const auto it = by_concept.find(change.concept_key);
  if (it == by_concept.end()) {
    return rates;
  }
  for (const Claim* claim : it->second) {
    if (claim->sentence != change.sentence || claim->begin <= change.begin ||
        claim->against != change.against) {
      continue;
    }
    if (claim->measure == Measure::kChangeRate) {
      rates.push_back(claim);
    } else if (claim->measure == Measure::kChange && !rates.empty()) {
      break;
    }
  }
  return rates;
}

const Claim* rate_of(const Facts& facts, const Claim& change) {
  const auto rates = rates_of(facts, change);
  return rates.empty() ? nullptr : rates.front();
}

std::string_view direction_word(Direction direction, bool budget) {
  switch (direction) {
    case Direction::kUp:
      return budget ? "大于" : "增加";
    case Direction::kDown:
      return budget ? "小于" : "减少";
    case Direction::kNone:
      break;
  }
  return budget ? "等于" : "持平";
}

std::string_view direction_en(Direction direction) {
  return direction == Direction::kUp ? "higher" : direction == Direction::kDown ? "lower" : "unchanged";
}

Direction sign_of(const Decimal& value) {
  return value.is_zero() ? Direction::kNone : value.is_negative() ? Direction::kDown : Direction::kUp;
}

namespace {

/// "基本持平" allows this share of the budget as difference, in per cent.
const Decimal kNearlyEqual(1, 0);
const Decimal kHundred(100, 0);

}  // namespace

namespace {

/// The words of a claim, and those before them in the sentence.
std::string_view words_of(const Facts& facts, const Claim& claim) {
  return std::string_view(facts.words().sentences[claim.sentence].folded)
      .substr(claim.begin, claim.end - claim.begin);
}

/// "基本持平", "大体一致".
bool is_nearly(const Facts& facts, const Claim& claim) {
  static constexpr std::array<std::string_view, 4> kNearly = {"基本", "大体", "大致", "总体"};
  const std::string_view before =
      std::string_view(facts.words().sentences[claim.sentence].folded).substr(0, claim.begin);
  return std::ranges::any_of(kNearly, [&](std::string_view word) {
    return before.ends_with(word) || contains(words_of(facts, claim), word);
  });
}

bool within_one_per_cent(const Decimal& difference, const Decimal& base) {
  return difference.abs() * kHundred <= base.abs() * kNearlyEqual;
}

}  // namespace

bool direction_fits(Direction stated, const Figure& now, const Figure& base, bool nearly) {
  const Decimal difference = now.value - base.value;
  if (stated != Direction::kNone) {
    return sign_of(difference) == stated;
  }
  return now.range.meets(base.range) || (nearly && within_one_per_cent(difference, base.value));
}

namespace {

/// A figure of the subject of a message: by its measure alone in the words, by its place in a table.
Bilingual measured(const Figure& figure) {
  const Claim* claim = figure.claim;
  if (claim == nullptr) {
    const std::string value = " " + shown(figure);
    return {figure.operand().name.zh + value, figure.operand().name.en + value};
  }
  const std::string value = " " + figure.operand().value;
  if (claim->measure == Measure::kCompletion) {
    return {"完成预算" + value + "%", "budget completion" + value + "%"};
  }
  if (claim->measure == Measure::kChange) {
    const bool down = claim->direction == Direction::kDown;
    return {(down ? "减少" : "增加") + value, (down ? "a fall of" : "a rise of") + value};
  }
  if (claim->measure == Measure::kBudget) {
    return claim->budget == BudgetStage::kInitial ? Bilingual{"年初预算数" + value, "initial budget" + value}
           : claim->budget == BudgetStage::kAdjusted
               ? Bilingual{"全年预算数" + value, "full-year budget" + value}
               : Bilingual{"预算数" + value, "budget" + value};
  }
  return {"决算数" + value, "final amount" + value};
}

void report_direction(const Facts& facts, const Claim& claim, const Decimal& difference,
                      const std::vector<Figure>& against, CodeSink& sink) {
  // 持平 is also said of what differs a little; 等于 is not.
  const bool loosely = claim.direction == Direction::kNone && contains(words_of(facts, claim), "持平") &&
                       within_one_per_cent(difference, against.back().value);
  Finding finding;
  std::vector<const Cell*> figures = {&claim.figure};
  for (const Figure& figure : against) {
    finding.operands.push_back(figure.operand());
    for (const Cell* cell : cells_of({&figure})) {
      figures.push_back(cell);
    }
  }
  const bool budget = claim.against == Against::kBudget;
  if (against.front().claim == nullptr || against.front().claim->measure != Measure::kCompletion) {
    finding.difference = amount_text(difference);
  }
  finding.locations = {facts.location(claim)};
  finding.actual = direction_word(claim.direction, budget && !contains(words_of(facts, claim), "持平"));
  finding.expected = direction_word(sign_of(difference), budget);
  const Bilingual name = facts.name(claim.concept_key);
  std::string zh;
  std::string en;
  for (const Figure& figure : against) {
    const Bilingual text = measured(figure);
    zh += (zh.empty() ? "" : "，") + text.zh;
    en += (en.empty() ? "" : ", ") + text.en;
  }
  finding.message = {in_quotes(name.zh) + "写“" + finding.actual + "”，与数字不符：" + zh + "，应为“" +
                         finding.expected + "”",
                     name.en + " is said to be " + std::string(direction_en(claim.direction)) + " (“" +
                         finding.actual + "”), but the figures say " +
                         std::string(direction_en(sign_of(difference))) + " (“" + finding.expected +
                         "”): " + en};
  sink.fail(std::move(finding), std::move(figures),
            loosely ? std::optional(Severity::kWarning) : std::nullopt);
}

/// The completion stated last before a comparison with the same budget, in the same paragraph.
const Claim* completion_before(const Facts& facts, const Claim& claim) {
  const auto& sentences = facts.words().sentences;
  const Claim* found = nullptr;
  for (const Claim* other : facts.claims(claim.concept_key, Measure::kCompletion)) {
    const bool stage_fits = claim.budget == BudgetStage::kPlain || other->budget == BudgetStage::kPlain ||
                            other->budget == claim.budget;
    const bool before =
        other->sentence < claim.sentence || (other->sentence == claim.sentence && other->begin < claim.begin);
    if (stage_fits && before && sentences[other->sentence].paragraph == sentences[claim.sentence].paragraph) {
      found = other;
    }
  }
  return found;
}

/// What a comparison with the budget says, and the figures that it is judged by: final amount and budget, or
/// the completion where no budget is stated ("完成预算93.14%,决算数大于预算数").
struct Comparison {
  bool fits = false;
  Decimal difference;
  std::vector<Figure> against;  ///< empty when nothing is stated to judge by
};

Comparison compared_with_completion(const Facts& facts, const Claim& claim) {
  const Claim* completion = completion_before(facts, claim);
  if (completion == nullptr) {
    return {};
  }
  const Figure stated = facts.figure(*completion);
  Figure whole;
  whole.value = kHundred;
  whole.range = Interval::exact(kHundred);
  const bool fits = claim.direction == Direction::kUp ? stated.range.high() > kHundred
                    : claim.direction == Direction::kDown
                        ? stated.range.low() < kHundred
                        : direction_fits(claim.direction, stated, whole, is_nearly(facts, claim));
  return {fits, stated.value - kHundred, {stated}};
}

Comparison compared_with_budget(const Facts& facts, const Claim& claim) {
  const auto finals = facts.finals(claim.concept_key, claim);
  const auto budgets = facts.budgets(claim.concept_key, claim);
  if (finals.empty() || budgets.empty()) {
    return compared_with_completion(facts, claim);
  }
  const bool nearly = is_nearly(facts, claim);
  const bool fits = std::ranges::any_of(finals, [&](const Figure& final) {
    return std::ranges::any_of(budgets, [&](const Figure& budget) {
      return direction_fits(claim.direction, final, budget, nearly);
    });
  });
  return {fits, finals.front().value - budgets.front().value, {finals.front(), budgets.front()}};
}

void check_against_budget(const Facts& facts, const Claim& claim, CodeSink& sink) {
  const Comparison comparison = compared_with_budget(facts, claim);
  if (comparison.against.empty()) {
    sink.not_evaluated({"没有可比的预算数或决算数", "budget or final amount not stated"});
  } else if (comparison.fits) {
    sink.pass();
  } else {
    report_direction(facts, claim, comparison.difference, comparison.against, sink);
  }
}

/// "支出0.00万元,比上年增加": nothing is not more than last year's.
bool check_nothing_rose(const Facts& facts, const Claim& claim, CodeSink& sink) {
  const auto finals = facts.finals(claim.concept_key, claim);
  if (claim.direction != Direction::kUp || finals.empty() ||
      !std::ranges::all_of(finals, [](const Figure& final) { return final.value.is_zero(); })) {
    return false;
  }
  const Figure& now = finals.front();
  Finding finding;
  finding.actual = direction_word(claim.direction, false);
  finding.locations = {facts.location(claim)};
  finding.operands = {now.operand()};
  const Bilingual name = facts.name(claim.concept_key);
  finding.message = {in_quotes(name.zh) + "写比上年“" + finding.actual + "”，而本年为 0，不会多于上年",
                     name.en + " is said to have risen, but this year's amount is 0"};
  sink.fail(std::move(finding), cells_of({&now}), std::nullopt);
  return true;
}

void check_against_prior(const Facts& facts, const Claim& claim, CodeSink& sink) {
  const Claim* change = nullptr;
  for (const Claim* other : facts.claims(claim.concept_key, Measure::kChange)) {
    if (other->sentence == claim.sentence && other->against == claim.against) {
      change = other;
    }
  }
  if (change == nullptr) {
    if (!check_nothing_rose(facts, claim, sink)) {
      sink.not_evaluated(
          {"未写增减额，不能核对增减方向", "no amount of change is stated, so the direction is not judged"});
    }
    return;
  }
  const Decimal moved = signed_change(*change);
  if (sign_of(moved) == claim.direction) {
    sink.pass();
    return;
  }
  if (is_nearly(facts, claim)) {
    sink.not_evaluated({"“基本持平”而写有增减额", "“nearly unchanged”, with an amount of change"});
    return;
  }
  report_direction(facts, claim, moved, {facts.figure(*change)}, sink);
}

/// "减少418.41万元，增加6.42%": the amount and the rate of one change go the same way.
void check_change_and_rate(const Facts& facts, const Claim& change, CodeSink& sink) {
  const Claim* rate = rate_of(facts, change);
  if (rate == nullptr || rate->direction == change.direction) {
    return;
  }
  report_direction(facts, *rate, signed_change(change), {facts.figure(change)}, sink);
}

}  // namespace

bool contradicts_budget(const Facts& facts, const Claim& claim) {
  const Comparison comparison = compared_with_budget(facts, claim);
  return !comparison.against.empty() && !comparison.fits;
}

void check_direction(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& claim : facts.words().claims) {
    if (claim.measure == Measure::kChange) {
      check_change_and_rate(facts, claim, sink);
    }
    if (claim.measure == Measure::kDirection) {
      claim.against == Against::kBudget ? check_against_budget(facts, claim, sink)
                                        : check_against_prior(facts, claim, sink);
    }
  }
}

}  // namespace zzaudit::detail
