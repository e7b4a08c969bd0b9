// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "check/code/words/checks.hpp"

/// Parts and wholes of the words.
namespace zzaudit::detail {
namespace {

/// A part-whole relation among concepts: whole = Σ parts, where every part is stated.
struct Whole {
  std::string_view whole;
  std::vector<std::string_view> parts;
};

}  // namespace

namespace {

/// First claim of every part in the section of `whole`; empty when one is missing.
std::vector<const Claim*> stated_parts(const Facts& facts, const Claim& whole,
                                       const std::vector<std::string_view>& keys, Measure measure) {
  const auto section_of = [&](const Claim& claim) { return facts.words().sentences[claim.sentence].section; };
  std::vector<const Claim*> parts;
  for (const auto key : keys) {
    const auto claims = facts.claims(key, measure);
    const auto it = std::ranges::find_if(claims, [&](const Claim* c) {
      return section_of(*c) == section_of(whole) &&
             (measure != Measure::kBudget || c->budget == whole.budget);
    });
    if (it == claims.end()) {
      return {};
    }
    parts.push_back(*it);
  }
  return parts;
}

/// What a part would have to be for the sum of all parts to be the total.
Interval part_of(const Figure& part, const Interval& sum, const Interval& total) {
  const Interval others(sum.low() - part.range.low(), sum.high() - part.range.high());
  return total - others;
}

void check_sum(const Facts& facts, const Claim& whole, const std::vector<const Claim*>& parts, CodeSink& sink,
               std::optional<Severity> severity = std::nullopt) {
  const Figure total = facts.figure(whole);
  Interval range;
  Decimal sum;
  Finding finding;
  finding.operands = {total.operand()};
  finding.locations = {total.operand().location};
  std::vector<const Cell*> figures = {&whole.figure};
  for (const Claim* part : parts) {
    figures.push_back(&part->figure);
    const Figure figure = facts.figure(*part);
    range = range + figure.range;
    sum = sum + figure.value;
    finding.operands.push_back(figure.operand());
    sink.verified(part->figure);
  }
  sink.verified(whole.figure);
  if (sum == total.value) {
    sink.pass();
    return;
  }
  const bool tail = range.meets(total.range);
  finding.expected = amount_text(sum);
  finding.actual = total.operand().value;
  finding.difference = amount_text(total.value - sum);
  finding.tolerance = amount_text((range.width() + total.range.width()) * Decimal(5, 1));
  const Bilingual label = facts.label(whole);
  finding.message = {in_quotes(label.zh) + "写 " + finding.actual + "，所列 " + std::to_string(parts.size()) +
                         " 项合计为 " + finding.expected + "，相差 " + finding.difference,
                     label.en + " is stated as " + finding.actual + " but its " +
                         std::to_string(parts.size()) + " parts add up to " + finding.expected +
                         ", difference " + finding.difference};
  sink.fail(std::move(finding), std::move(figures), tail ? note_if(tail) : severity);
  sink.mended_by(whole.figure, range);
  for (const Claim* part : parts) {
    sink.mended_by(part->figure, part_of(facts.figure(*part), range, total.range));
  }
}

}  // namespace

namespace {

/// A part of procurement is left out where it is nil: the others are not more than the whole, and two of them
/// hardly less.
void check_some_parts(const Facts& facts, CodeSink& sink) {
  const auto wholes = facts.claims("procurement.total", Measure::kFinal);
  if (wholes.empty()) {
    return;
  }
  const Claim& whole = *wholes.front();
  std::vector<const Claim*> parts;
  Interval sum;
  for (const std::string_view key : {"procurement.goods", "procurement.works", "procurement.services"}) {
    for (const Claim* part : stated_parts(facts, whole, {key}, Measure::kFinal)) {
      parts.push_back(part);
      sum = sum + facts.figure(*part).range;
    }
  }
  constexpr std::size_t kAll = 3;
  if (parts.empty() || parts.size() == kAll) {
    return;
  }
  if (sum.low() > facts.figure(whole).range.high()) {
    check_sum(facts, whole, parts, sink);
  } else if (parts.size() + 1 == kAll) {
    check_sum(facts, whole, parts, sink, Severity::kWarning);
  }
}

/// "支出决算2.1万元(其中:一般公共预算支出2万元;政府性基金预算支出0.1万元)"
void check_sources(const Facts& facts, CodeSink& sink) {
  const auto& claims = facts.words().claims;
  const auto is_source = [](const Claim& claim) { return claim.concept_key.starts_with("source:"); };
  for (std::size_t i = 1; i < claims.size(); ++i) {
    if (!is_source(claims[i]) || is_source(claims[i - 1])) {
      continue;
    }
    std::vector<const Claim*> parts;
    for (std::size_t k = i; k < claims.size() && is_source(claims[k]); ++k) {
      parts.push_back(&claims[k]);
    }
    if (parts.size() > 1) {  // one alone need not be all
      check_sum(facts, claims[i - 1], parts, sink);
    }
  }
}

/// 公务接待费 = 国内 + 外宾, unless the domestic part is said to include the guests from abroad
/// ("国内公务接待支出 1.24万元,其中外宾接待支出0.39万元").
void check_reception(const Facts& facts, CodeSink& sink) {
  for (const Claim* whole : facts.claims("three_public.reception", Measure::kFinal)) {
    const auto parts =
        stated_parts(facts, *whole, {"reception.domestic", "reception.foreign"}, Measure::kFinal);
    if (parts.empty()) {
      continue;
    }
    if (parts.front()->figure.value == whole->figure.value) {
      sink.verified(parts.front()->figure);
      sink.pass();
    } else {
      check_sum(facts, *whole, parts, sink);
    }
    return;
  }
}

}  // namespace

void check_parts_add_up(const CodeContext& context, CodeSink& sink) {
  static const std::array<Whole, 9> kWholes = {{
      {"procurement.total", {"procurement.goods", "procurement.works", "procurement.services"}},
      {"three_public.total", {"three_public.abroad", "three_public.vehicles", "three_public.reception"}},
      {"three_public.total",
       {"three_public.abroad", "three_public.vehicle_purchase", "three_public.vehicle_operation",
        "three_public.reception"}},
      {"three_public.vehicles", {"three_public.vehicle_purchase", "three_public.vehicle_operation"}},
      {"three_public.vehicle_operation",
       {"vehicle.fuel", "vehicle.repair", "vehicle.insurance", "vehicle.other"}},
      {"general.basic", {"basic.personnel", "basic.operating"}},
      {"fiscal.expenditure", {"fiscal.basic", "fiscal.project"}},
      {"assets.total",
       {"assets.current", "assets.fixed", "assets.investment", "assets.construction", "assets.intangible",
        "assets.other"}},
      {"annex.expenditure", {"annex.basic", "annex.project"}},
  }};
  const Facts& facts = context.facts;
  for (const auto& whole : kWholes) {
    for (const Measure measure : {Measure::kFinal, Measure::kBudget}) {
      std::vector<std::size_t> done;
      for (const Claim* claim : facts.claims(whole.whole, measure)) {
        const std::size_t section = facts.words().sentences[claim->sentence].section;
        if (std::ranges::find(done, section) != done.end()) {
          continue;
        }
        done.push_back(section);
        if (const auto parts = stated_parts(facts, *claim, whole.parts, measure); !parts.empty()) {
          check_sum(facts, *claim, parts, sink);
        }
      }
    }
  }
  check_some_parts(facts, sink);
  check_reception(facts, sink);
  check_sources(facts, sink);
}

namespace {

/// The list of 科目 under one prefix, with the total stated in the same section.
struct ItemList {
  std::vector<const Claim*> parts;
  const Claim* total = nullptr;
  bool lacks_one = false;  ///< something listed states no such amount
};

ItemList item_list(const Facts& facts, std::string_view prefix, Measure measure) {
  ItemList list;
  for (const auto& [key, claims] : facts.by_concept()) {
    const auto it = std::ranges::find(claims, measure, &Claim::measure);
    if (key.starts_with(prefix) && it != claims.end()) {
      list.parts.push_back(*it);
    } else if (key.starts_with(prefix)) {
      list.lacks_one = true;
    }
  }
  if (list.parts.size() < 2) {
    return {};
  }
  const auto kind_of = [&](const Claim* claim) -> std::string_view {
    return facts.words().sentences[claim->sentence].kind;
  };
  const bool of_all_funds = std::ranges::any_of(list.parts, [&](const Claim* part) {
    const auto table = facts.table_figure(part->concept_key);
    return part->concept_key.starts_with("fiscal.") ||
           (table && (table->operand().location.table == TableKey::kFund ||
                      table->operand().location.table == TableKey::kStateCapital));
  });
  for (const Claim* total : facts.claims(of_all_funds ? "fiscal.expenditure" : "general.total", measure)) {
    if (list.total == nullptr && kind_of(total) == kind_of(list.parts.front())) {
      list.total = total;
    }
  }
  return list;
}

/// Nothing is left out of a list whose final amounts add up to all there is, or that names every row
/// of the table.
bool is_complete(const Facts& facts, std::string_view prefix) {
  if (explains_every_row(facts, prefix)) {
    return true;
  }
  const ItemList finals = item_list(facts, prefix, Measure::kFinal);
  if (finals.total == nullptr) {
    return false;
  }
  Interval sum;
  for (const Claim* part : finals.parts) {
    sum = sum + facts.figure(*part).range;
  }
  return sum.meets(facts.figure(*finals.total).range);
}

}  // namespace

void check_items_add_up(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const std::string_view prefix : {"general.item", "general.class", "fiscal.class"}) {
    for (const Measure measure : {Measure::kFinal, Measure::kBudget}) {
      const ItemList list = item_list(facts, prefix, measure);
      if (list.total == nullptr) {
        continue;
      }
      Interval sum;
      for (const Claim* part : list.parts) {
        sum = sum + facts.figure(*part).range;
      }
      const bool may_be_judged = !list.lacks_one || sum.meets(facts.figure(*list.total).range);
      if (may_be_judged && is_complete(facts, std::string(prefix) + ":")) {
        check_sum(facts, *list.total, list.parts, sink);
      } else {
        sink.not_evaluated(
            {"所列科目与表不能一一对应，不核对其合计",
             "the items listed do not match the table one to one, so their sum is not judged"});
      }
    }
  }
}

namespace {

/// What the words call a figure in quotation marks, what a table prints by its place.
std::string named_zh(const Figure& figure) {
  return figure.claim != nullptr ? in_quotes(figure.operand().name.zh) : figure.operand().name.zh;
}

}  // namespace

void check_part_within_whole(const CodeContext& context, CodeSink& sink) {
  struct Pair {
    std::string_view part, whole;
  };
  static constexpr std::array<Pair, 12> kPairs = {
      {{"procurement.medium", "procurement.total"},
       {"procurement.small", "procurement.total"},
       {"procurement.small", "procurement.medium"},
       {"procurement.reserved_small", "procurement.reserved"},
       {"procurement.awarded", "procurement.reserved"},
       {"procurement.awarded_small", "procurement.reserved_small"},
       {"procurement.awarded_small", "procurement.awarded"},
       {"procurement.awarded_micro", "procurement.reserved_micro"},
       {"procurement.won_medium", "procurement.total"},
       {"procurement.won_small", "procurement.won_medium"},
       {"reception.domestic", "three_public.reception"},
       {"reception.foreign", "three_public.reception"}}};
  const Facts& facts = context.facts;
  for (const auto& pair : kPairs) {
    const auto parts = facts.claims(pair.part, Measure::kFinal);
    const auto wholes = facts.claims(pair.whole, Measure::kFinal);
    const auto table = facts.table_figure(pair.whole);
    if (parts.empty() || (wholes.empty() && !table)) {
      continue;
    }
    const Figure part = facts.figure(*parts.front());
    const Figure whole = table ? *table : facts.figure(*wholes.front());
    if (part.value <= whole.value) {
      sink.pass();
      continue;
    }
    Finding finding = difference_of(part, whole);
    finding.message = {named_zh(part) + "写 " + finding.actual + "，大于" + named_zh(whole) + "的 " +
                           finding.expected + "，多出 " + finding.difference + "；部分不应大于整体",
                       part.operand().name.en + " " + finding.actual + " exceeds " + whole.operand().name.en +
                           " " + finding.expected + " by " + finding.difference +
                           ": a part larger than the whole"};
    sink.fail(std::move(finding), cells_of({&part, &whole}), std::nullopt);
  }
}

}  // namespace zzaudit::detail
