// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "check/code/words/checks.hpp"

/// Amounts of the words against the tables and against each other.
namespace zzaudit::detail {

Finding difference_of(const Figure& wrong, const Figure& right) {
  Finding finding;
  finding.expected = shown(right);
  finding.actual = wrong.operand().value;
  finding.difference = amount_text(wrong.value - right.value);
  finding.tolerance = "0";
  finding.locations = {wrong.operand().location, right.operand().location};
  finding.operands = {wrong.operand(), right.operand()};
  return finding;
}

std::optional<Figure> first_figure(const Facts& facts, std::string_view key, Measure measure) {
  const auto claims = facts.claims(key, measure);
  return claims.empty() ? std::nullopt : std::optional(facts.figure(*claims.front()));
}

Finding two_figures(const Figure& a, const Figure& b) {
  Finding finding;
  finding.locations = {a.operand().location, b.operand().location};
  finding.operands = {a.operand(), b.operand()};
  finding.actual = shown(a);
  return finding;
}

Copy compare_copies(const Figure& a, const Figure& b) {
  if (a.is_coarse() || b.is_coarse()) {
    return a.range.meets(b.range) ? Copy::kSame : Copy::kDifferent;
  }
  // "13,200.55元" beside 1.32万元: compared with the decimals that the coarser copy has.
  constexpr int kUsual = 2;
  const int decimals = std::max(kUsual, std::min(a.value.decimals(), b.value.decimals()));
  const bool finer =
      a.value.decimals() != b.value.decimals() && std::max(a.value.decimals(), b.value.decimals()) > kUsual;
  if (a.value == b.value || (finer && a.value.rounded(decimals) == b.value.rounded(decimals))) {
    return Copy::kSame;
  }
  const Decimal ulp(1, std::max(a.value.decimals(), b.value.decimals()));
  return !a.value.is_zero() && !b.value.is_zero() && (a.value - b.value).abs() <= ulp ? Copy::kTail
                                                                                      : Copy::kDifferent;
}

namespace {

/// What a table prints for a concept; nil where the table of a fund or of “三公” is printed empty.
std::optional<Figure> printed_figure(const Facts& facts, std::string_view key) {
  static constexpr std::array<std::string_view, 3> kMayBeEmpty = {"fund.", "capital.", "three_public."};
  auto figure = facts.table_figure(key);
  if (!figure && std::ranges::any_of(kMayBeEmpty, [&](auto prefix) { return key.starts_with(prefix); })) {
    figure = facts.empty_table_figure(key);
  }
  return figure;
}

}  // namespace

void check_amount_against_table(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& [key, claims] : facts.by_concept()) {
    const auto table = printed_figure(facts, key);
    if (!table) {
      continue;
    }
    for (const Claim* claim : claims) {
      if (claim->measure != Measure::kFinal) {
        continue;
      }
      const Figure stated = facts.figure(*claim);
      const Copy copy = compare_copies(stated, *table);
      sink.verified(claim->figure);
      if (copy == Copy::kSame) {
        sink.pass();
        continue;
      }
      Finding finding = difference_of(stated, *table);
      const Bilingual name = facts.name(key);
      // In another unit than the tables': as it is written, too.
      const Bilingual written = stated.is_coarse() ? facts.as_written(*claim) : Bilingual{};
      const std::string zh =
          written.zh.empty() ? stated.operand().value : written.zh + "（" + stated.operand().value + "）";
      const std::string en =
          written.en.empty() ? stated.operand().value : written.en + ", here " + stated.operand().value;
      finding.message = {"情况说明写" + in_quotes(name.zh) + "为 " + zh + "，" + table->operand().name.zh +
                             "为 " + finding.expected + "，相差 " + finding.difference,
                         "the explanation gives " + name.en + " as " + en + ", the table (" +
                             table->operand().name.en + ") as " + finding.expected + ", difference " +
                             finding.difference};
      if (facts.is_empty_table(*table->operand().location.table)) {
        finding.message.zh += "；该表没有任何金额";
        finding.message.en += "; the table has no amounts at all";
      }
      if (copy == Copy::kDifferent) {
        explain_merged_items(facts, *claim, stated.value - table->value, finding);
      }
      sink.fail(std::move(finding), cells_of({&stated, &*table}), note_if(copy == Copy::kTail));
    }
  }
}

namespace {

/// Counts whose key may stand for several things in one report.
bool names_several(std::string_view key) {
  return key.starts_with("count.vehicles") || key.starts_with("count.grade") || key == "count.projects";
}

/// The number of projects that a clause speaks of before it states their funds.
const Claim* projects_of(const Facts& facts, const Claim& funds) {
  const Claim* projects = nullptr;
  for (const Claim* count : facts.claims("count.projects", Measure::kCount)) {
    if (count->sentence == funds.sentence && count->begin < funds.begin) {
      projects = count;
    }
  }
  return projects;
}

/// Targets, follow-ups and evaluations need not be of the same projects; as many of them are.
bool are_of_the_same_projects(const Facts& facts, const std::vector<const Claim*>& funds) {
  const Claim* first = projects_of(facts, *funds.front());
  return std::ranges::all_of(funds, [&](const Claim* claim) {
    const Claim* projects = projects_of(facts, *claim);
    return projects != nullptr && first != nullptr && projects->figure.value == first->figure.value;
  });
}

}  // namespace

void check_amounts_agree(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& [key, claims] : facts.by_concept()) {
    if (key.ends_with(".detail") || key.starts_with("source:")) {
      continue;  // each is another one
    }
    for (const Measure measure : {Measure::kFinal, Measure::kBudget, Measure::kCount}) {
      if ((measure == Measure::kFinal && facts.table_figure(key)) ||
          (measure == Measure::kCount && names_several(key)) ||
          (key == "performance.funds" && !are_of_the_same_projects(facts, claims))) {
        continue;  // compared with the table one by one
      }
      const Claim* first = nullptr;
      for (const Claim* claim : claims) {
        if (claim->measure != measure) {
          continue;
        }
        // What was said of a budget before a final amount is not part of it.
        if (first == nullptr || (measure == Measure::kBudget && claim->budget != first->budget)) {
          first = first == nullptr ? claim : first;
          continue;
        }
        const Figure a = facts.figure(*first);
        const Figure b = facts.figure(*claim);
        sink.verified(first->figure);
        sink.verified(claim->figure);
        const Copy copy = compare_copies(b, a);
        if (copy == Copy::kSame) {
          sink.pass();
          continue;
        }
        Finding finding = difference_of(b, a);
        const Bilingual label = facts.label(*claim);
        finding.message = {in_quotes(label.zh) + "前后不一：一处为 " + a.operand().value + "，另一处为 " +
                               b.operand().value + "，相差 " + finding.difference,
                           label.en + " is stated as " + a.operand().value + " and as " + b.operand().value +
                               ", difference " + finding.difference};
        sink.fail(std::move(finding), cells_of({&b, &a}), note_if(copy == Copy::kTail));
      }
    }
  }
}

}  // namespace zzaudit::detail
