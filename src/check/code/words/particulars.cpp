// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "check/code/words/checks.hpp"
#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"

/// 三公 particulars, running costs, details of meetings and training, annexes.
namespace zzaudit::detail {
namespace {

constexpr std::string_view kForeign = "reception.foreign";

struct CountRule {
  std::string_view count, money;
  bool both_ways;  ///< money without a count is wrong too
};

/// "外事接待支出0万元,外事接待7批次": the count that follows an amount of the words as its own; not one among
/// the guests of the country ("国内接待28批次(其中外事接待2批次)"), behind another amount, or of meetings
/// that cost nothing ("与境外机构线上交流2批次").
bool goes_with(const Facts& facts, const Figure& count, const Figure& money) {
  static constexpr std::array<std::string_view, 3> kElsewhere = {"线上", "视频", "元"};
  if (money.claim == nullptr) {
    return true;
  }
  const std::string_view text = facts.words().sentences[count.claim->sentence].folded;
  if (money.claim->sentence != count.claim->sentence || money.claim->end > count.claim->begin) {
    return false;
  }
  const std::string_view between = text.substr(money.claim->end, count.claim->begin - money.claim->end);
  // The amount's own unit may stand first.
  const std::size_t comma = std::min(between.find(','), between.size());
  return !contains(between, "国内") && !contains_any(between.substr(comma), kElsewhere);
}

}  // namespace

void check_counts_against_money(const CodeContext& context, CodeSink& sink) {
  static constexpr std::array<CountRule, 8> kRules = {
      {{"count.abroad_groups", "three_public.abroad", true},
       {"count.abroad_persons", "three_public.abroad", true},
       {"count.purchased", "three_public.vehicle_purchase", true},
       {"count.fleet", "three_public.vehicle_operation", false},
       {"count.reception_batches", "three_public.reception", true},
       {"count.reception_persons", "three_public.reception", true},
       {"count.foreign_batches", kForeign, true},
       {"count.foreign_persons", kForeign, true}}};
  const Facts& facts = context.facts;
  for (const auto& rule : kRules) {
    const auto count = first_figure(facts, rule.count, Measure::kCount);
    auto money = facts.table_figure(rule.money);
    if (!money) {
      money = first_figure(facts, rule.money, Measure::kFinal);
    }
    const bool foreign = rule.money == kForeign;
    if (!count || !money || (foreign && !goes_with(facts, *count, *money))) {
      continue;
    }
    const bool none = count->value.is_zero();
    const bool no_money = money->value.is_zero();
    if (none) {
      sink.verified(count->claim->figure);
    }
    if (none == no_money || (no_money && !rule.both_ways)) {
      sink.pass();
      continue;
    }
    Finding finding = two_figures(*count, *money);
    const auto figures = cells_of({&*count, &*money});
    const Bilingual& name = count->operand().name;
    finding.message = {
        name.zh + "为 " + count->operand().value + "，而" + in_quotes(facts.name(rule.money).zh) + "为 " +
            shown(*money) + "，应同为零或同不为零",
        "the number of " + name.en + " is " + count->operand().value + " while " + facts.name(rule.money).en +
            " is " + shown(*money) + ": both must be zero or neither"};
    sink.fail(std::move(finding), figures, std::nullopt);
  }
  struct Pair {
    std::string_view fewer, more;
  };
  static constexpr std::array<Pair, 3> kPairs = {{{"count.abroad_groups", "count.abroad_persons"},
                                                  {"count.reception_batches", "count.reception_persons"},
                                                  {"count.foreign_batches", "count.foreign_persons"}}};
  for (const auto& pair : kPairs) {
    const auto fewer = first_figure(facts, pair.fewer, Measure::kCount);
    const auto more = first_figure(facts, pair.more, Measure::kCount);
    if (!fewer || !more) {
      continue;
    }
    if (fewer->value <= more->value) {
      sink.pass();
      continue;
    }
    Finding finding = two_figures(*more, *fewer);
    finding.message = {more->operand().name.zh + " " + more->operand().value + "，少于" +
                           fewer->operand().name.zh + " " + fewer->operand().value,
                       more->operand().name.en + " (" + more->operand().value + ") are fewer than " +
                           fewer->operand().name.en + " (" + fewer->operand().value + ")"};
    sink.fail(std::move(finding));
  }
}

/// "…共涉及项目5个…“优”的项目3个、“良”的项目2个": the grades are the projects.
void check_grades(const CodeContext& context, CodeSink& sink) {
  constexpr std::string_view kGrade = "count.grade:";
  const Facts& facts = context.facts;
  const auto& sentences = facts.words().sentences;
  const auto& claims = facts.words().claims;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!claims[i].concept_key.starts_with(kGrade) ||
        (i > 0 && claims[i - 1].concept_key.starts_with(kGrade))) {
      continue;
    }
    const Claim* total = nullptr;
    for (std::size_t before = 0; before < i; ++before) {
      if (claims[before].concept_key == "count.projects" &&
          sentences[claims[before].sentence].paragraph == sentences[claims[i].sentence].paragraph) {
        total = &claims[before];
      }
    }
    Finding finding;
    Decimal sum;
    std::vector<const Cell*> figures;
    for (std::size_t k = i; k < claims.size() && claims[k].concept_key.starts_with(kGrade); ++k) {
      sum = sum + claims[k].figure.value;
      figures.push_back(&claims[k].figure);
      finding.operands.push_back(
          {{claims[k].name, claims[k].name}, claims[k].figure.value.to_string(), facts.location(claims[k])});
    }
    if (total == nullptr || figures.size() < 2) {
      sink.not_evaluated({"没有写明评价的项目总数", "the number of projects evaluated is not stated"});
      continue;
    }
    figures.push_back(&total->figure);
    for (const Cell* cell : figures) {
      sink.verified(*cell);
    }
    if (sum == total->figure.value) {
      sink.pass();
      continue;
    }
    const Figure whole = facts.figure(*total);
    finding.operands.insert(finding.operands.begin(), whole.operand());
    finding.locations = {whole.operand().location};
    finding.expected = sum.to_string();
    finding.actual = whole.operand().value;
    finding.difference = amount_text(whole.value - sum);
    finding.message = {
        "绩效评价的项目写 " + finding.actual + " 个，各等次合计 " + finding.expected + " 个",
        "projects evaluated are stated as " + finding.actual + ", the grades add up to " + finding.expected};
    sink.fail(std::move(finding), std::move(figures), std::nullopt);
  }
}

/// Meetings and training of all funds are not less than what the table of basic expenditure has for them.
void check_below_table(const CodeContext& context, CodeSink& sink) {
  struct Entry {
    std::string_view key, code;
  };
  static constexpr std::array<Entry, 2> kEntries = {
      {{"meeting.total", "30215"}, {"training.total", "30216"}}};
  const Facts& facts = context.facts;
  for (const auto& entry : kEntries) {
    const auto stated = first_figure(facts, entry.key, Measure::kFinal);
    const auto table = facts.cell_figure({TableKey::kBasic, std::string(entry.code), 0});
    if (!stated || !table) {
      continue;
    }
    if (stated->range.high() >= table->range.low()) {
      sink.pass();
      continue;
    }
    Finding finding = two_figures(*stated, *table);
    finding.expected = shown(*table);
    finding.difference = amount_text(stated->value - table->value);
    const Bilingual name = facts.name(entry.key);
    finding.message = {
        name.zh + "决算写 " + finding.actual + "，少于基本支出决算表同名科目 " + finding.expected,
        name.en + " are stated as " + finding.actual +
            ", less than the same item of basic expenditure alone, " + finding.expected};
    sink.fail(std::move(finding), cells_of({&*stated, &*table}), std::nullopt);
  }
}

void check_running_costs(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const auto running = first_figure(facts, "running.total", Measure::kFinal);
  const auto operating = facts.table_figure("basic.operating");
  if (!running || !operating) {
    return;
  }
  if (running->value == operating->value) {
    sink.verified(running->claim->figure);
  }
  if (running->range.low() <= operating->range.high()) {
    sink.pass();
    return;
  }
  Finding finding = two_figures(*running, *operating);
  finding.expected = operating->operand().value;
  finding.difference = amount_text(running->value - operating->value);
  finding.message = {"机关运行经费 " + finding.actual + " 大于公用经费合计 " + finding.expected + "，多出 " +
                         finding.difference,
                     "running costs of " + finding.actual + " exceed all operating costs of " +
                         finding.expected + " by " + finding.difference};
  sink.fail(std::move(finding), cells_of({&*running, &*operating}), std::nullopt);
}

void check_details_within(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const std::string_view key : {"meeting", "training"}) {
    const auto total = first_figure(facts, std::string(key) + ".total", Measure::kFinal);
    if (!total) {
      continue;
    }
    const std::size_t paragraph = facts.words().sentences[total->claim->sentence].paragraph;
    Figure sum;
    Finding finding;
    finding.operands = {total->operand()};
    for (const Claim* detail : facts.claims(std::string(key) + ".detail", Measure::kFinal)) {
      if (facts.words().sentences[detail->sentence].paragraph != paragraph) {
        continue;
      }
      const Figure part = facts.figure(*detail);
      sum.value = sum.value + part.value;
      sum.range = sum.range + part.range;
      finding.operands.push_back(part.operand());
      sink.verified(detail->figure);
    }
    if (finding.operands.size() < 2) {
      continue;
    }
    if (sum.range.meets(total->range)) {
      sink.pass();
      continue;
    }
    const bool exceeds = total->range.high() < sum.range.low();
    finding.expected = amount_text(sum.value);
    finding.actual = total->operand().value;
    finding.difference = amount_text(total->value - sum.value);
    finding.locations = {total->operand().location};
    const Bilingual name = facts.name(std::string(key) + ".total");
    finding.message = {name.zh + "决算 " + finding.actual + "，所列各次明细合计 " + finding.expected +
                           "，相差 " + finding.difference,
                       name.en + " are stated as " + finding.actual + ", the details listed add up to " +
                           finding.expected + ", difference " + finding.difference};
    sink.fail(std::move(finding), exceeds ? std::nullopt : std::optional(Severity::kWarning));
  }
}

void check_annex(const CodeContext& context, CodeSink& sink) {
  struct Pair {
    std::string_view annex, own;
    Measure annex_measure, own_measure;
  };
  static constexpr std::array<Pair, 5> kPairs = {
      {{"annex.income", "income.total", Measure::kFinal, Measure::kFinal},
       {"annex.expenditure", "expenditure.total", Measure::kFinal, Measure::kFinal},
       {"annex.basic", "expenditure.basic", Measure::kFinal, Measure::kFinal},
       {"annex.project", "expenditure.project", Measure::kFinal, Measure::kFinal},
       {"annex.income", "general.total", Measure::kBudget, Measure::kBudget}}};
  const Facts& facts = context.facts;
  std::optional<Decimal> prior;
  for (const Claim* change : facts.claims("overall.total", Measure::kChange)) {
    const auto now = facts.table_figure("overall.total");
    if (change->against == Against::kPriorYear && now) {
      prior = change->direction == Direction::kUp ? now->value - change->figure.value
                                                  : now->value + change->figure.value;
    }
  }
  for (const auto& pair : kPairs) {
    const auto stated = first_figure(facts, pair.annex, pair.annex_measure);
    auto own = pair.own_measure == Measure::kFinal ? facts.table_figure(pair.own)
                                                   : first_figure(facts, pair.own, pair.own_measure);
    if (!stated || !own) {
      continue;
    }
    sink.verified(stated->claim->figure);
    if (stated->range.meets(own->range)) {
      sink.pass();
      continue;
    }
    Finding finding = two_figures(*stated, *own);
    finding.expected = own->operand().value;
    finding.difference = amount_text(stated->value - own->value);
    finding.message = {"附件中" + in_quotes(stated->operand().name.zh) + "写 " + finding.actual + "，" +
                           (own->claim != nullptr ? "情况说明" + in_quotes(own->operand().name.zh) + "写 "
                                                  : own->operand().name.zh + "为 ") +
                           finding.expected + "，相差 " + finding.difference,
                       "the annex (self-evaluation) gives " + stated->operand().name.en + " as " +
                           finding.actual + ", the accounts (" + own->operand().name.en + ") as " +
                           finding.expected + ", difference " + finding.difference};
    if (prior && *prior == stated->value) {
      finding.suggestion = {"该数恰等于由说明推出的上年决算数 " + amount_text(*prior) + "，疑为沿用上年数据",
                            "it equals last year's figure implied by the explanation (" +
                                amount_text(*prior) + "): probably last year's data"};
    }
    sink.fail(std::move(finding));
  }
}

}  // namespace zzaudit::detail
