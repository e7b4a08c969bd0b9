// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "check/code/words/checks.hpp"

/// Amounts of change against the figures they are the difference of.
namespace zzaudit::detail {

Decimal signed_change(const Claim& change) {
  return change.direction == Direction::kDown ? -change.figure.value : change.figure.value;
}

namespace {

/// What a statement may be made of: this year's figure and the one it is compared with.
struct Pair {
  Figure now, base;
};

/// Whether now - base is the change stated: exactly, within the printed precision, or not.
enum class Fit : std::uint8_t { kExact, kTail, kWrong };
Fit fit(const Claim& change, const Pair& pair) {
  const Decimal difference = pair.now.value - pair.base.value;
  const bool by_size = change.direction == Direction::kNone;
  const Decimal stated = by_size ? change.figure.value : signed_change(change);
  if (stated == (by_size ? difference.abs() : difference)) {
    return Fit::kExact;
  }
  const Interval change_range = range_of(change);
  const Interval signed_range =
      change.direction == Direction::kDown ? Interval::exact(Decimal{}) - change_range : change_range;
  Interval range = pair.now.range - pair.base.range;
  if (by_size && difference.is_negative()) {
    range = Interval::exact(Decimal{}) - range;
  }
  return range.meets(signed_range) ? Fit::kTail : Fit::kWrong;
}

void judge(const Facts& facts, const Claim& change, const std::vector<Pair>& pairs, CodeSink& sink) {
  Fit best = Fit::kWrong;
  for (const Pair& pair : pairs) {
    best = std::min(best, fit(change, pair));
  }
  const Figure stated = facts.figure(change);
  const Pair& first = pairs.front();
  for (const Cell* cell : cells_of({&stated, &first.now, &first.base})) {
    sink.verified(*cell);
  }
  if (best == Fit::kExact) {
    sink.pass();
    return;
  }
  Finding finding;
  const Decimal moved = first.now.value - first.base.value;
  finding.expected = amount_text(moved.abs());
  finding.actual = stated.operand().value;
  finding.locations = {stated.operand().location};
  finding.operands = {stated.operand(), first.now.operand(), first.base.operand()};
  const Bilingual name = facts.name(change.concept_key);
  // Where the amount is right, it went the other way.
  const bool turned = moved.abs() == change.figure.value;
  const auto way = [&](Direction direction) {
    return !turned                         ? Bilingual{" ", ""}
           : direction == Direction::kDown ? Bilingual{"减少 ", "a decrease of "}
                                           : Bilingual{"增加 ", "an increase of "};
  };
  const Bilingual said = way(change.direction);
  const Bilingual right = way(sign_of(moved));
  finding.message = {in_quotes(name.zh) + "的增减额写" + said.zh + finding.actual + "，按 " +
                         first.now.operand().value + " 与 " + first.base.operand().value + " 之差应为" +
                         right.zh + finding.expected,
                     "the change of " + name.en + " is stated as " + said.en + finding.actual +
                         "; the difference of " + first.now.operand().value + " and " +
                         first.base.operand().value + " is " + right.en + finding.expected};
  sink.fail(std::move(finding), cells_of({&stated, &first.now, &first.base}), note_if(best == Fit::kTail));
  if (change.direction != Direction::kNone) {
    const Interval none = Interval::exact(Decimal{});
    const Interval size = range_of(change);
    const Interval step = change.direction == Direction::kDown ? none - size : size;
    for (const Cell* cell : cells_of({&first.now})) {
      sink.mended_by(*cell, first.base.range + step);
    }
    for (const Cell* cell : cells_of({&first.base})) {
      sink.mended_by(*cell, first.now.range - step);
    }
  }
}

/// What may be less than nothing, or is no flow of the year.
bool may_be_negative(std::string_view key) {
  static constexpr std::array<std::string_view, 5> kBalances = {".opening", ".closing", ".distribution",
                                                                ".use_of_balance", "annex."};
  return std::ranges::any_of(kBalances, [&](auto part) { return key.find(part) != std::string_view::npos; });
}

/// "支出0.92万元,比上年增加1.15万元": what there is now is not less than what was added.
void check_exceeds_all(const Facts& facts, const Claim& change, CodeSink& sink) {
  const auto finals = facts.finals(change.concept_key, change);
  if (change.direction != Direction::kUp || finals.empty() || may_be_negative(change.concept_key)) {
    return;
  }
  const Figure stated = facts.figure(change);
  if (std::ranges::any_of(finals, [&](const Figure& f) { return f.range.high() >= stated.range.low(); })) {
    sink.pass();
    return;
  }
  Finding finding = two_figures(stated, finals.front());
  const Bilingual name = facts.name(change.concept_key);
  const std::string now = shown(finals.front());
  finding.message = {
      in_quotes(name.zh) + "写增加 " + finding.actual + "，大于本年数 " + now + "：照此推算，上年数为负数",
      "a rise of " + finding.actual + " is stated for " + name.en + ", more than this year's " + now +
          ": last year's would be negative"};
  sink.fail(std::move(finding), cells_of({&stated, &finals.front()}), std::nullopt);
}

/// Last year's amount stated in the sentence of a change: before it ("比上年2万元增加1万元"), else behind it
/// ("增加1万元(上年决算数为2万元)").
std::vector<Figure> stated_earlier(const Facts& facts, const Claim& change) {
  std::vector<Figure> before;
  std::vector<Figure> behind;
  for (const Claim* earlier : facts.claims(change.concept_key, Measure::kPrior)) {
    if (earlier->sentence == change.sentence) {
      (earlier->begin < change.begin ? before : behind).push_back(facts.figure(*earlier));
    }
  }
  return before.empty() ? behind : before;
}

}  // namespace

void check_change_amount(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& change : facts.words().claims) {
    if (change.measure != Measure::kChange) {
      continue;
    }
    // 年初预算 is not what 表07 prints; only a budget named otherwise may be the table's.
    const bool prior = change.against == Against::kPriorYear;
    const auto bases = prior ? stated_earlier(facts, change)
                       : change.budget == BudgetStage::kInitial
                           ? facts.stated_budgets(change.concept_key, change)
                           : facts.budgets(change.concept_key, change);
    std::vector<Pair> pairs;
    for (const auto& base : bases) {
      for (const auto& now : facts.finals(change.concept_key, change)) {
        pairs.push_back({now, base});
      }
    }
    if (pairs.empty()) {
      if (prior) {
        check_exceeds_all(facts, change, sink);
      } else {
        sink.not_evaluated({"没有可比的预算数或决算数", "budget or final amount not stated"});
      }
      continue;
    }
    judge(facts, change, pairs, sink);
  }
}

namespace {

/// This year's figure of a concept and last year's as a change implies it, or as stated.
struct Earlier {
  const Claim* claim;
  Interval range;
  Decimal value;
};

std::vector<Earlier> earlier_figures(const Facts& facts, std::string_view key) {
  std::vector<Earlier> found;
  const auto now = facts.table_figure(key);
  for (const Claim* claim : facts.claims(key, Measure::kChange)) {
    if (now && claim->against == Against::kPriorYear && claim->direction != Direction::kNone) {
      const Interval amount = range_of(*claim);
      const bool up = claim->direction == Direction::kUp;
      found.push_back(
          {claim, up ? now->range - amount : now->range + amount, now->value - signed_change(*claim)});
    }
  }
  for (const Claim* claim : facts.claims(key, Measure::kPrior)) {
    found.push_back({claim, range_of(*claim), claim->figure.value});
  }
  return found;
}

}  // namespace

void check_earlier_figures(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& [key, claims] : facts.by_concept()) {
    const auto found = earlier_figures(facts, key);
    for (std::size_t i = 1; i < found.size(); ++i) {
      const Earlier& a = found.front();
      const Earlier& b = found[i];
      if (a.claim->sentence == b.claim->sentence) {
        continue;  // judged beside the change itself
      }
      sink.verified(a.claim->figure);
      sink.verified(b.claim->figure);
      if (a.range.meets(b.range)) {
        sink.pass();
        continue;
      }
      Finding finding;
      const Figure first = facts.figure(*a.claim);
      const Figure second = facts.figure(*b.claim);
      finding.expected = amount_text(a.value);
      finding.actual = amount_text(b.value);
      finding.difference = amount_text(b.value - a.value);
      finding.locations = {second.operand().location, first.operand().location};
      finding.operands = {second.operand(), first.operand()};
      const Bilingual name = facts.name(key);
      finding.message = {in_quotes(name.zh) + "的上年数前后不一：一处推出 " + finding.expected +
                             "，另一处推出 " + finding.actual + "，相差 " + finding.difference,
                         "last year's " + name.en + " is implied as " + finding.expected + " and as " +
                             finding.actual + ", difference " + finding.difference};
      sink.fail(std::move(finding), cells_of({&first, &second}), std::nullopt);
    }
  }
}

namespace {

/// The change of `key` against the year before as one section states it; 持平 is a change of nothing.
std::optional<Figure> change_in(const Facts& facts, std::string_view key, std::size_t section) {
  for (const Measure measure : {Measure::kChange, Measure::kDirection}) {
    for (const Claim* claim : facts.claims(key, measure)) {
      const bool flat = measure == Measure::kDirection && claim->direction == Direction::kNone;
      if (facts.words().sentences[claim->sentence].section != section ||
          claim->against != Against::kPriorYear || (!flat && claim->direction == Direction::kNone) ||
          (measure == Measure::kDirection && !flat)) {
        continue;
      }
      Figure figure;
      figure.claim = claim;
      figure.value = flat ? Decimal{} : signed_change(*claim);
      figure.range = Interval::printed(figure.value);
      figure.describe([&facts, claim, value = figure.value] {
        return Operand{facts.label(*claim), amount_text(value), facts.location(*claim)};
      });
      return figure;
    }
  }
  return std::nullopt;
}

}  // namespace

void check_part_changes(const CodeContext& context, CodeSink& sink) {
  static const std::array<std::vector<std::string_view>, 2> kParts = {
      {{"three_public.abroad", "three_public.vehicles", "three_public.reception"},
       {"three_public.abroad", "three_public.vehicle_purchase", "three_public.vehicle_operation",
        "three_public.reception"}}};
  const Facts& facts = context.facts;
  for (const Claim* total : facts.claims("three_public.total", Measure::kChange)) {
    const std::size_t section = facts.words().sentences[total->sentence].section;
    const auto whole = change_in(facts, "three_public.total", section);
    for (const auto& keys : kParts) {
      Finding finding;
      Figure sum;
      std::vector<const Cell*> figures;
      for (const auto key : keys) {
        if (const auto part = change_in(facts, key, section)) {
          sum.value = sum.value + part->value;
          sum.range = sum.range + part->range;
          finding.operands.push_back(part->operand());
          figures.push_back(&part->claim->figure);
        }
      }
      if (!whole || whole->claim != total || figures.size() != keys.size()) {
        continue;
      }
      for (const Cell* cell : figures) {
        sink.verified(*cell);
      }
      sink.verified(total->figure);
      if (sum.value == whole->value) {
        sink.pass();
        return;
      }
      finding.operands.insert(finding.operands.begin(), whole->operand());
      figures.insert(figures.begin(), &total->figure);
      finding.expected = amount_text(sum.value);
      finding.actual = amount_text(whole->value);
      finding.difference = amount_text(whole->value - sum.value);
      finding.locations = {whole->operand().location};
      finding.message = {"“三公”经费比上年增减 " + finding.actual + "，各项增减合计 " + finding.expected +
                             "，相差 " + finding.difference,
                         "the “three public” expenses changed by " + finding.actual +
                             ", their parts together by " + finding.expected + ", difference " +
                             finding.difference};
      sink.fail(std::move(finding), std::move(figures), note_if(sum.range.meets(whole->range)));
      return;
    }
  }
}

}  // namespace zzaudit::detail
