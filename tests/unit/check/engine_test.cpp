// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/check/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"

namespace zzaudit {
namespace {

Report clean() {
  static const Report kReport = report_from_json("sample", resource("samples/clean/report.json"));
  return kReport;
}

Cell& cell(Report& report, TableKey table, std::string_view key, std::string_view column) {
  for (const auto& row : rows_of(report, table)) {
    if (row.key() == key) {
      return *row.cells[find_column(table, column).value()];
    }
  }
  throw std::out_of_range(std::string(key));
}
void set(Report& report, TableKey table, std::string_view key, std::string_view column,
         std::string_view value) {
  auto& at = cell(report, table, key, column);
  at.state = CellState::kValue;
  at.value = Decimal::parse(value).value();
}

CheckOutcome check(const Report& report) {
  static const Checker kChecker{[] {
    auto catalogue = Catalogue::builtin();
    catalogue.restrict({"TAB", "XTB", "parent-sum-mismatch"}, {});
    return catalogue;
  }()};
  return kChecker.check(report);
}
CheckOutcome check_with(const Report& report, const std::string& formula) {
  Catalogue catalogue;
  catalogue.add_file("own.json", R"({"rules":[{"id":"OWN1","name":"own","title":"own","formulas":[")" +
                                     formula + R"("]}]})");
  return Checker(catalogue).check(report);
}
const CheckResult& result(const CheckOutcome& outcome, std::string_view rule) {
  return *std::ranges::find(outcome.checks, rule, &CheckResult::rule);
}
std::size_t errors(const CheckOutcome& outcome) {
  return static_cast<std::size_t>(std::ranges::count(outcome.findings, Severity::kError, &Finding::severity));
}

TEST(Engine, OneWrongFigureIsOneFindingThatNamesIt) {
  auto report = clean();
  set(report, TableKey::kGeneralBudget, "2012604", "project", "31.28");
  const auto outcome = check(report);
  ASSERT_EQ(outcome.findings.size(), 1U);
  const auto& finding = outcome.findings.front();
  EXPECT_EQ(finding.rule, "TAB501");
  EXPECT_FALSE(finding.consequences.empty() && finding.suspects.empty());
  EXPECT_EQ(finding.suspects.front().repair, "312.75");
  EXPECT_EQ(finding.suspects.front().reason.en, "decimal point shifted");
  EXPECT_EQ(finding.locations.front().row.zh, "2012604 档案馆");
  EXPECT_EQ(finding.locations.front().column.zh, "项目支出");
}

TEST(Engine, TwoWrongFiguresAreTwoFindings) {
  auto report = clean();
  set(report, TableKey::kIncome, "2080505", "other", "7.31");
  set(report, TableKey::kExpenditure, "2101101", "basic", "46.52");
  const auto outcome = check(report);
  EXPECT_EQ(errors(outcome), 2U);
  EXPECT_EQ(outcome.findings[0].suspects.front().repair, "0.00");
  EXPECT_EQ(outcome.findings[1].suspects.front().repair, "45.62");
}

TEST(Engine, RoundingIsOneNoteForOnePairOfFigures) {
  auto report = clean();
  set(report, TableKey::kBasic, "30201", "amount", "42.19");
  const auto outcome = check(report);
  ASSERT_EQ(outcome.findings.size(), 1U);
  EXPECT_EQ(outcome.findings.front().rule, "TAB001");
  EXPECT_EQ(outcome.findings.front().severity, Severity::kNote);
  EXPECT_EQ(outcome.findings.front().difference, "-0.01");
  EXPECT_NE(outcome.findings.front().message.zh.find("尾数误差"), std::string::npos);
}

TEST(Engine, APrintedZeroIsExact) {
  auto report = clean();
  set(report, TableKey::kIncome, "2080505", "other", "0.01");
  EXPECT_EQ(errors(check(report)), 1U);
}

TEST(Engine, BlankCountsNilInSumsButNotWhereATotalIsDue) {
  auto report = clean();
  cell(report, TableKey::kIncome, "2012601", "other").state = CellState::kBlank;
  EXPECT_TRUE(check(report).findings.empty());
  cell(report, TableKey::kIncome, "2012601", "total").state = CellState::kBlank;
  const auto outcome = check(report);
  ASSERT_EQ(outcome.findings.size(), 1U);
  EXPECT_EQ(outcome.findings.front().suspects.front().repair, "862.40");
  EXPECT_EQ(outcome.findings.front().suspects.front().reason.en, "an amount is missing here");
}

TEST(Engine, AColumnTheFormLacksMakesItsIdentityNotApplicable) {
  auto report = clean();
  for (const auto& row : rows_of(report, TableKey::kIncome)) {
    row.cells[5]->state = CellState::kAbsent;
  }
  const auto outcome = check(report);
  EXPECT_EQ(result(outcome, "TAB201").status, CheckStatus::kNotApplicable);
  EXPECT_TRUE(outcome.findings.empty());
}

TEST(Engine, AMissingTableIsNotEvaluatedAndNoFinding) {
  auto report = clean();
  report.three_public = {};
  const auto outcome = check(report);
  EXPECT_EQ(result(outcome, "TAB701").status, CheckStatus::kNotEvaluated);
  EXPECT_NE(result(outcome, "TAB701").reason.zh.find("三公"), std::string::npos);
  EXPECT_TRUE(outcome.findings.empty());
}

TEST(Engine, AnUnreadableCellIsNotEvaluated) {
  auto report = clean();
  cell(report, TableKey::kOverview, "income.other", "amount").state = CellState::kUnreadable;
  const auto outcome = check(report);
  EXPECT_EQ(result(outcome, "TAB101").status, CheckStatus::kNotEvaluated);
  EXPECT_TRUE(outcome.findings.empty());
}

TEST(Engine, FiguresThatCouldNotBePlacedSilenceFailures) {
  auto report = clean();
  set(report, TableKey::kIncome, "total", "other", "9.40");
  report.income.info.unplaced.push_back({"其他 6.00", {}, true});
  const auto outcome = check(report);
  EXPECT_TRUE(outcome.findings.empty());
  EXPECT_GT(result(outcome, "TAB202").not_evaluated, 0U);
}

TEST(Engine, WhatWasReadWithDoubtIsNoGroundForFindings) {
  Catalogue catalogue = Catalogue::builtin();
  catalogue.restrict({"STR101", "STR104", "NAR101"}, {});
  const Checker checker(catalogue);
  Report report = clean();
  set(report, TableKey::kGeneralBudget, "total", "total", "1.00");
  report.general_budget.info.currency_unit.reset();
  report.three_public = {};
  const auto certain = checker.check(report);
  for (const std::string_view rule : {"STR101", "STR104", "NAR101"}) {
    EXPECT_EQ(result(certain, rule).status, CheckStatus::kFail) << rule;
  }
  report.general_budget.info.low_confidence = true;
  const auto doubtful = checker.check(report);
  EXPECT_TRUE(doubtful.findings.empty());
  for (const std::string_view rule : {"STR101", "STR104", "NAR101"}) {
    EXPECT_NE(result(doubtful, rule).status, CheckStatus::kFail) << rule;
    EXPECT_GT(result(doubtful, rule).not_evaluated, 0U) << rule;
    EXPECT_FALSE(result(doubtful, rule).reason.zh.empty()) << rule;
  }
}

TEST(Engine, TablesInDifferentUnitsAreComparedExactly) {
  auto report = clean();
  report.three_public.info.currency_unit = CurrencyUnit::kYuan;
  for (const auto& row : rows_of(report, TableKey::kThreePublic)) {
    for (std::size_t i = 0; i < 2; ++i) {
      row.cells[i]->value = row.cells[i]->value.scaled(4).with_decimals(2);
    }
  }
  EXPECT_TRUE(check(report).findings.empty());
  set(report, TableKey::kThreePublic, "reception", "final",
      "19500.00");  // 1.95, and 1.96 in basic expenditure
  const auto outcome = check(report);
  EXPECT_EQ(errors(outcome), 1U);
  EXPECT_EQ(outcome.findings.front().suspects.front().repair, "2.360000");
}

TEST(Engine, ABrokenLimitOfAUsersRuleReadsAsALimitAndSuspectsNoSlip) {
  auto report = clean();
  set(report, TableKey::kThreePublic, "reception", "final", "6.30");
  set(report, TableKey::kThreePublic, "reception", "budget", "3.60");
  const auto most = check_with(report, "three_public[reception].final <= three_public[reception].budget");
  ASSERT_EQ(most.findings.size(), 1U);
  const Finding& over = most.findings.front();
  EXPECT_EQ(over.comparison, Comparison::kAtMost);
  EXPECT_TRUE(over.message.zh.starts_with("own：")) << over.message.zh;
  EXPECT_TRUE(over.message.zh.find("为 6.30，不得大于 3.60，超出 2.70（允许 0.01）") != std::string::npos)
      << over.message.zh;
  EXPECT_TRUE(over.message.en.find("is 6.30 and may not exceed 3.60; excess 2.70") != std::string::npos)
      << over.message.en;
  EXPECT_TRUE(over.suspects.empty());
  EXPECT_TRUE(over.suggestion.empty());
  const auto least = check_with(report, "three_public[reception].budget >= three_public[reception].final");
  ASSERT_EQ(least.findings.size(), 1U);
  EXPECT_EQ(least.findings.front().comparison, Comparison::kAtLeast);
  EXPECT_TRUE(least.findings.front().message.zh.find("为 3.60，不得小于 6.30") != std::string::npos);
  const auto equal = check_with(report, "three_public[reception].budget = three_public[reception].final");
  ASSERT_EQ(equal.findings.size(), 1U);
  EXPECT_EQ(equal.findings.front().comparison, Comparison::kEqual);
  EXPECT_TRUE(equal.findings.front().message.zh.find("按公式应等于 6.30") != std::string::npos);
  EXPECT_FALSE(equal.findings.front().suspects.empty());
}

TEST(Engine, FormulasTakeTheTitlesThatAreReallyPrinted) {
  for (const char* title :
       {"“三公”经费支出决算表", "一般公共预算财政拨款“三公”经费支出决算表", "财政拨款“三公”经费支出决算表"}) {
    EXPECT_EQ(
        result(check_with(clean(), std::string("for row of ") + title + ": 决算数 <= 预算数"), "OWN1").status,
        CheckStatus::kPass)
        << title;
  }
  EXPECT_EQ(find_table("国有资本经营预算财政拨款收入支出决算表"), TableKey::kStateCapital);
  EXPECT_EQ(find_table("支出"), std::nullopt);
}

TEST(Engine, ItemsOfTheSameNameAreSummedByCode) {
  auto report = clean();
  const auto outcome = check_with(
      report,
      "sum(income[under 20126].total) = sum(income[leaf].total) - sum(income[under 208].total) - "
      "sum(income[under 210].total) - sum(income[under 212].total) - sum(income[under 221].total) - "
      "sum(income[under 223].total)");
  EXPECT_EQ(result(outcome, "OWN1").status, CheckStatus::kPass);
}

TEST(Engine, AnAncestorOnlyTableIsNotEvaluated) {
  auto report = clean();
  std::erase_if(report.expenditure.rows, [](const auto& row) { return row.code.size() > 3; });
  const auto outcome = check(report);
  EXPECT_EQ(result(outcome, "XTB171").failed, 0U);
  EXPECT_GT(result(outcome, "XTB171").not_evaluated, 0U);
}

TEST(Engine, CoverageCountsWhatIsConstrained) {
  const auto all = check(clean());
  EXPECT_EQ(all.coverage.tables.numbers, all.coverage.tables.verified);
  const auto some = check_with(clean(), "in overview: [income.total] = [expenditure.total]");
  EXPECT_EQ(some.coverage.tables.verified, 2U);
  EXPECT_GE(some.coverage.unverified.size(), some.coverage.tables.numbers - 2);
  EXPECT_GT(some.coverage.narrative.numbers, 0U);
  EXPECT_EQ(some.coverage.narrative.verified, 0U);
}

TEST(Engine, CoverageNamesTheTablesThatNothingChecks) {
  auto report = clean();
  const auto add = [&](std::string title, std::string value) {
    Grid grid{.rows = 2, .columns = 1, .cells = {}, .spans_known = true, .page_breaks = {}, .place = {}};
    grid.cells.push_back({"金额", {}, 0, 0});
    grid.cells.push_back({std::move(value), {}, 1, 0});
    report.other_tables.push_back({report.sections.size() - 1, std::move(title), std::move(grid)});
  };
  add("国有资产占用情况表", "36.50");
  add("单位名单", "某某馆");
  add("", "1,200.00");
  const auto before = check(clean()).coverage;
  const auto coverage = check(report).coverage;
  ASSERT_EQ(coverage.other_tables.size(), 2U) << "names alone need no check";
  EXPECT_EQ(coverage.other_tables[0].title, "国有资产占用情况表");
  EXPECT_EQ(coverage.other_tables[0].numbers, 1U);
  EXPECT_EQ(coverage.other_tables[1].section, report.sections.back().title);
  EXPECT_EQ(coverage.tables.numbers, before.tables.numbers);
  EXPECT_EQ(coverage.unverified.size(), before.unverified.size() + 2);
  report.sections.back().title = "目 录";
  EXPECT_TRUE(check(report).coverage.other_tables.empty()) << "numbers of pages";
}

TEST(Engine, IdsDoNotDependOnPlaces) {
  auto report = clean();
  set(report, TableKey::kIncome, "2080505", "other", "7.31");
  const auto before = check(report).findings.front().id;
  for (const auto& row : rows_of(report, TableKey::kIncome)) {
    row.place->line += 7;
    row.cells[6]->place.line = row.place->line;
  }
  EXPECT_EQ(check(report).findings.front().id, before);
  EXPECT_EQ(before.size(), 16U);
}

TEST(Engine, HugeAmountsAreNotEvaluatedRatherThanWrong) {
  auto report = clean();
  auto& at = cell(report, TableKey::kOverview, "income.other", "amount");
  at.value = Decimal(999'999'999'999'999'999, 0);
  report.overview.info.currency_unit = CurrencyUnit::kHundredMillionYuan;
  report.currency_unit = CurrencyUnit::kYuan;
  const auto outcome = check(report);
  EXPECT_EQ(outcome.checks.size(), check(clean()).checks.size());
}

}  // namespace
}  // namespace zzaudit
