// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "check/code/words/checks.hpp"

/// Averages ("人均接待费119.97元") against the amounts and counts they are made of.
namespace zzaudit::detail {
namespace {

struct Average {
  std::string_view key;
  /// What it may be of: guests from abroad are counted in by some and not by others.
  std::array<std::string_view, 2> amounts, counts;
};

constexpr std::array<Average, 4> kAverages = {
    {{"average.reception_person",
      {"three_public.reception", "reception.domestic"},
      {"count.reception_persons", "count.foreign_persons"}},
     {"average.reception_batch",
      {"three_public.reception", "reception.domestic"},
      {"count.reception_batches", "count.foreign_batches"}},
     {"average.vehicle_operation", {"three_public.vehicle_operation", {}}, {"count.fleet", {}}},
     {"average.vehicle_purchase", {"three_public.vehicle_purchase", {}}, {"count.purchased", {}}}}};

/// The counts that the amount may be divided by: the first, and both together.
std::vector<Figure> divisors(const Facts& facts, const Average& average) {
  std::vector<Figure> found;
  const auto first = facts.claims(average.counts[0], Measure::kCount);
  const auto second = facts.claims(average.counts[1], Measure::kCount);
  std::ranges::transform(first, std::back_inserter(found),
                         [&](const Claim* claim) { return facts.figure(*claim); });
  if (!first.empty() && !second.empty()) {
    Figure both = facts.figure(*first.front());
    both.value = both.value + second.front()->figure.value;
    both.range = Interval::exact(both.value);
    found.push_back(std::move(both));
  }
  return found;
}

/// "购置公务用车0辆,车均购置费3万元"
void report_of_none(const Facts& facts, const Claim& claim, const Figure& count, CodeSink& sink) {
  sink.verified(claim.figure);
  if (claim.figure.value.is_zero()) {
    sink.pass();
    return;
  }
  const Figure stated = facts.figure(claim);
  const Bilingual said = facts.as_written(claim);
  const Bilingual name = facts.name(claim.concept_key);
  Finding finding;
  finding.actual = said.zh;
  finding.expected = "0";
  finding.locations = {facts.location(claim)};
  finding.operands = {count.operand()};
  finding.message = {
      fmt::format("{}写 {}，而{}为 0", in_quotes(name.zh), said.zh, count.operand().name.zh),
      fmt::format("{} is stated as {}, but {} is 0", name.en, said.en, count.operand().name.en)};
  sink.fail(std::move(finding), cells_of({&stated, &count}), std::nullopt);
}

void judge(const Facts& facts, const Claim& claim, const Average& average, CodeSink& sink) {
  const Figure stated = facts.figure(claim);
  std::vector<Figure> counts = divisors(facts, average);
  const auto is_none = [](const Figure& count) { return count.value.is_zero(); };
  if (!counts.empty() && std::ranges::all_of(counts, is_none)) {
    return report_of_none(facts, claim, counts.front(), sink);
  }
  std::erase_if(counts, is_none);
  std::optional<std::pair<Figure, Figure>> first;
  for (const std::string_view key : average.amounts) {
    for (const Figure& amount : key.empty() ? std::vector<Figure>() : facts.finals(key, claim)) {
      for (const Figure& count : counts) {
        if ((amount.range / count.range).meets(stated.range)) {
          sink.verified(claim.figure);
          sink.pass();
          return;
        }
        if (!first) {
          first = {amount, count};
        }
      }
    }
  }
  if (!first) {
    sink.not_evaluated(
        {"没有可用来复算平均数的金额或数量", "no amount or count to recompute the average from"});
    return;
  }
  const auto& [amount, count] = *first;
  sink.verified(claim.figure);
  constexpr int kDecimals = 8;
  const Bilingual said = facts.as_written(claim);
  const Bilingual due =
      facts.in_unit_of(claim, divide(amount.value, count.value, kDecimals, Rounding::kFloor));
  Finding finding;
  finding.actual = said.zh;
  finding.expected = due.zh;
  finding.locations = {facts.location(claim)};
  finding.operands = {amount.operand(), count.operand()};
  const Bilingual name = facts.name(claim.concept_key);
  finding.message = {fmt::format("{}写 {}，按 {} ÷ {} 应为 {}", in_quotes(name.zh), said.zh,
                                 amount.operand().value, count.operand().value, due.zh),
                     fmt::format("{} is stated as {}; {} ÷ {} gives {}", name.en, said.en,
                                 amount.operand().value, count.operand().value, due.en)};
  sink.fail(std::move(finding), cells_of({&stated, &amount, &count}), std::nullopt);
}

}  // namespace

void check_average(const CodeContext& context, CodeSink& sink) {
  for (const auto& average : kAverages) {
    for (const Claim* claim : context.facts.claims(average.key, Measure::kFinal)) {
      judge(context.facts, *claim, average, sink);
    }
  }
}

}  // namespace zzaudit::detail
