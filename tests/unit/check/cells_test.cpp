// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "unit/check/code_fixture.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

/// A 国有资本 table with a total row of these three cells and nothing else.
Report with_state_capital(const Cell& total, const Cell& basic, const Cell& project) {
  auto report = clean_report();
  report.state_capital.rows.clear();
  report.state_capital.total.cells.total = total;
  report.state_capital.total.cells.basic = basic;
  report.state_capital.total.cells.project = project;
  return report;
}

TEST(Cells, UnreadableAmountsAreFoundOneByOne) {
  auto report = clean_report();
  report.basic.rows[0].cells.amount = amount("NaN");
  report.basic.rows[1].cells.amount = amount("12.3.4");
  auto said = run("CEL101", report);
  ASSERT_EQ(said.failed(), 2U);
  EXPECT_TRUE(said.mentions("NaN"));
  EXPECT_EQ(said.finding(1).locations.front().row.zh,
            report.basic.rows[1].code + " " + report.basic.rows[1].name);
}

TEST(Cells, AMisreadTableIsOneFinding) {
  auto report = clean_report();
  for (auto& row : report.basic.rows) {
    row.cells.amount = amount("x");
  }
  auto said = run("CEL101", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.size(), report.basic.rows.size());
}

TEST(Cells, ExpensesAreNotNegativeButBalancesMayBe) {
  auto report = clean_report();
  report.overview.opening.cells.amount = amount("-26.65");
  report.overview.closing.cells.amount = amount("-1.00");
  report.overview.income_total.cells.amount = amount("-1.00");
  report.fund.total.cells.opening = amount("-10.00");
  report.fiscal_overview.opening_general.cells.total = amount("-1.00");
  EXPECT_EQ(run("CEL102", report).failed(), 0U);
  report.three_public.reception.cells.final = amount("-2.36");
  report.expenditure.rows[0].cells.project = amount("(5.00)");
  report.expenditure.rows[2].cells.project = amount("-5.00");
  auto said = run("CEL102", report);
  ASSERT_EQ(said.failed(), 2U) << "one a table";
  EXPECT_EQ(said.severity(rule_of("CEL102"), 0), Severity::kWarning)
      << "expenditure may correct an earlier year";
  EXPECT_EQ(said.severity(rule_of("CEL102"), 1), Severity::kError) << "三公";
  EXPECT_TRUE(said.finding(0).locations.front().row.zh.starts_with(report.expenditure.rows[2].code))
      << "the deepest row first";
}

TEST(Cells, ATotalWithZeroBesideBlanksIsPartlyFilled) {
  auto said = run("CEL103", with_state_capital(blank(), amount("0.00"), blank()));
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.size(), 2U);
  EXPECT_EQ(said.finding().locations[1].column.zh, "项目支出");
  EXPECT_TRUE(said.mentions("公开09表"));
  EXPECT_TRUE(said.mentions("本年支出合计、项目支出为空")) << said.message();
  EXPECT_TRUE(said.mentions("基本支出为 0.00")) << said.message();
}

TEST(Cells, FormsThatLeaveZerosBlankAreFine) {
  auto report = with_state_capital(amount("15.00"), blank(), amount("15.00"));
  EXPECT_EQ(run("CEL103", report).failed(), 0U);
  for (const TableKey table : kAllTables) {
    for (auto& row : rows_of(report, table)) {
      for (Cell* cell : row.cells) {
        if (cell != nullptr && cell->has_value() && cell->value.is_zero()) {
          *cell = blank();
        }
      }
    }
  }
  EXPECT_EQ(run("CEL103", report).failed(), 0U);
  EXPECT_EQ(run("CEL104", report).failed(), 0U);
}

TEST(Cells, AnEntirelyBlankRowOrADashIsNotPartlyFilled) {
  EXPECT_EQ(run("CEL103", with_state_capital(blank(), blank(), blank())).failed(), 0U);
  EXPECT_EQ(run("CEL103", with_state_capital(amount("-"), amount("0.00"), amount("—"))).failed(), 0U);
}

TEST(Cells, ARareBlankInAColumnOfZerosIsFound) {
  auto report = clean_report();
  report.income.rows[3].cells.superior = blank();
  auto said = run("CEL103", report);
  ASSERT_EQ(said.failed(), 1U);
  ASSERT_EQ(said.finding().locations.size(), 1U);
  EXPECT_EQ(said.finding().locations.front().column.zh, "上级补助收入");
  EXPECT_EQ(run("CEL104", report).failed(), 0U) << "said once";
}

TEST(Cells, AHabitOfMixingIsOnlyANote) {
  auto report = clean_report();
  for (auto& row : report.expenditure.rows) {
    row.cells.remitted = blank();
  }
  report.expenditure.total.cells.remitted = blank();
  report.expenditure.total.cells.business = blank();
  report.expenditure.total.cells.affiliated = blank();
  EXPECT_EQ(run("CEL103", report).failed(), 0U);
  auto said = run("CEL104", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("支出决算表"));
  EXPECT_EQ(rule_of("CEL104").severity, Severity::kNote);
}

TEST(Cells, TheThreePublicTableIsOneRow) {
  auto report = clean_report();
  report.three_public.abroad.cells.final = blank();
  auto said = run("CEL103", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("因公出国（境）费·决算数为空")) << said.message();
  empty_out(report, TableKey::kThreePublic);
  EXPECT_EQ(run("CEL103", report).failed(), 0U) << "wholly blank";
}

TEST(Cells, TheIncomeSideOfTheFiscalOverviewHasOneColumn) {
  auto report = clean_report();
  report.fiscal_overview.income.cells.general = blank();
  report.fiscal_overview.income.cells.fund = blank();
  EXPECT_EQ(run("CEL103", report).failed(), 0U);
  EXPECT_EQ(run("CEL104", report).failed(), 0U);
}

TEST(Cells, MoreDecimalsThanTheColumn) {
  auto report = clean_report();
  EXPECT_EQ(run("CEL105", report).failed(), 0U);
  report.basic.rows[1].cells.amount = amount("268.4012");
  auto said = run("CEL105", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.size(), 1U);
}

TEST(Cells, DroppedTrailingZerosAreNoDecimalsTooMany) {
  auto report = clean_report();
  const char* const amounts[] = {"5", "12.5", "7.25", "3", "18.4", "0.75", "6.1"};
  std::size_t i = 0;
  for (auto& row : report.basic.rows) {
    row.cells.amount = amount(amounts[i++ % 7]);
  }
  EXPECT_EQ(run("CEL105", report).failed(), 0U);
  for (auto& row : report.basic.rows) {
    row.cells.amount = amount("12.345678");
  }
  EXPECT_EQ(run("CEL105", report).failed(), 0U) << "six decimals throughout";
}

TEST(Cells, IrregularSeparators) {
  auto report = clean_report();
  report.overview.income.cells.amount = amount("1, 535. 40");
  EXPECT_EQ(run("CEL106", report).failed(), 0U) << "spaces are harmless";
  report.overview.income.cells.amount = amount("1,53,5.40");
  auto said = run("CEL106", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("1,53,5.40"));
}

TEST(Cells, UncertainTablesAreNotJudged) {
  auto report = with_state_capital(blank(), amount("0.00"), amount("x"));
  report.state_capital.info.low_confidence = true;
  for (const char* id : {"CEL101", "CEL102", "CEL103", "CEL105", "CEL106"}) {
    auto said = run(id, report);
    EXPECT_EQ(said.failed(), 0U) << id;
    EXPECT_EQ(said.sink.unevaluated(), 1U) << id;
    EXPECT_FALSE(said.sink.not_evaluated_reason().zh.empty()) << id;
  }
}

}  // namespace
}  // namespace zzaudit
