// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "unit/recognise/support.hpp"

/// Columns and rows that are known and have no place in the model are kept account of.
namespace zzaudit {
namespace {

using test::cells;
using test::report_of;

TEST(Ignored, BudgetColumnsOfTheOverview) {
  const Report report = report_of(
      "收入支出决算总表\n"
      "收入|~|~|支出|~|~\n"
      "项目|年初预算数|决算数|项目|年初预算数|决算数\n"
      "一、一般公共预算财政拨款收入|5.00|6.00|一、一般公共服务支出|5.00|7.00\n"
      "本年收入合计|5.00|6.00|本年支出合计|~|7.00\n"
      "年初结转和结余|~|1.00|结余分配|~|0.00\n"
      "总计|5.00|7.00|总计|5.00|7.00\n");
  const auto& ignored = report.overview.info.ignored;
  ASSERT_EQ(ignored.size(), 2U);
  EXPECT_EQ(ignored[0].text, "收入/年初预算数");
  EXPECT_EQ(ignored[0].amounts, 3U);
  EXPECT_FALSE(ignored[0].is_row);
  EXPECT_EQ(ignored[0].place.line, 4U);
  EXPECT_EQ(ignored[0].place.column, 2U);
  EXPECT_EQ(ignored[1].text, "支出/年初预算数");
  EXPECT_EQ(ignored[1].amounts, 2U);
  EXPECT_EQ(cells(report, TableKey::kOverview, "income.this_year"), "6.00");
}

TEST(Ignored, RowsWithAmountsOnly) {
  const Report report = report_of(
      "收入支出决算总表\n"
      "收入|~|支出|~\n"
      "项目|决算数|项目|决算数\n"
      "一、一般公共预算财政拨款收入|6.00|一、一般公共服务支出|7.00\n"
      "本年收入合计|6.00|本年支出合计|7.00\n"
      "年初结转和结余|1.00|结余分配|0.00\n"
      "基本支出结转|~|基本支出结转|~\n"
      "项目支出结转和结余|1.00|项目支出结转和结余|0.00\n"
      "总计|7.00|总计|7.00\n");
  const auto& ignored = report.overview.info.ignored;
  ASSERT_EQ(ignored.size(), 2U);
  EXPECT_EQ(ignored[0].text, "项目支出结转和结余");
  EXPECT_TRUE(ignored[0].is_row);
  EXPECT_EQ(ignored[0].amounts, 1U);
  EXPECT_EQ(ignored[0].place.line, 8U);
  EXPECT_TRUE(report.overview.info.unplaced.empty());
}

TEST(Ignored, CountsBelowTheThreePublicExpenses) {
  const Report report = report_of(
      "“三公”经费支出决算表\n"
      "项目|年初预算数|全年预算数|决算数\n"
      "合计|9.00|8.00|7.00\n"
      "因公出国（境）费|1.00|1.00|1.00\n"
      "公务接待费|8.00|7.00|6.00\n"
      "国内公务接待批次（个）|~|~|12\n");
  const auto& ignored = report.three_public.info.ignored;
  ASSERT_EQ(ignored.size(), 2U);
  EXPECT_EQ(ignored[0].text, "年初预算数");
  EXPECT_EQ(ignored[0].amounts, 3U);
  EXPECT_EQ(ignored[1].text, "国内公务接待批次（个）");
  EXPECT_EQ(ignored[1].amounts, 1U);
  EXPECT_TRUE(ignored[1].is_row);
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "total"), "8.00 7.00");
}

TEST(Ignored, PartsBesideTheAmountOfASubject) {
  const Report report = report_of(
      "一般公共预算财政拨款基本支出决算表\n"
      "经济分类科目编码|科目名称|合计|人员经费|公用经费\n"
      "合计|~|9.00|6.00|3.00\n"
      "301|工资福利支出|6.00|6.00|~\n"
      "302|商品和服务支出|3.00|~|3.00\n");
  const auto& ignored = report.basic.info.ignored;
  ASSERT_EQ(ignored.size(), 2U);
  EXPECT_EQ(ignored[0].text, "人员经费");
  EXPECT_EQ(ignored[0].amounts, 1U);
  EXPECT_EQ(cells(report, TableKey::kBasic, "personnel"), "6.00");
}

TEST(MergedLine, StandsForItsPartsUnlessTheyArePrinted) {
  const std::string head =
      "收入支出决算总表\n"
      "收入|行次|决算数|支出|行次|决算数\n"
      "栏次|~|A|栏次|~|B\n";
  const std::string tail =
      "本年收入合计|8|6.00|本年支出合计|30|7.00\n"
      "年初结转和结余|9|1.00|结余分配|31|—\n"
      "总计|10|7.00|总计|32|7.00\n";
  const Report one = report_of(head +
                               "一、财政拨款收入|1|6.00|一、一般公共服务支出|20|7.00\n"
                               "其中：政府性基金|2|2.00|二、外交支出|21|—\n" +
                               tail);
  EXPECT_EQ(cells(one, TableKey::kOverview, "income.general_budget"), ".");
  EXPECT_EQ(cells(one, TableKey::kOverview, "income.fund"), "2.00");
  ASSERT_EQ(one.overview.info.ignored.size(), 1U);
  EXPECT_EQ(one.overview.info.ignored[0].text, "一、财政拨款收入");
  EXPECT_TRUE(one.overview.info.unplaced.empty());
  const Report all = report_of(head +
                               "一、财政拨款收入|1|6.00|一、一般公共服务支出|20|7.00\n"
                               "其中：一般公共预算财政拨款|2|4.00|二、外交支出|21|—\n"
                               "政府性基金预算财政拨款|3|2.00|三、国防支出|22|—\n" +
                               tail);
  EXPECT_EQ(cells(all, TableKey::kOverview, "income.general_budget"), "4.00");
  EXPECT_EQ(cells(all, TableKey::kOverview, "income.fund"), "2.00");
}

TEST(ColumnLetters, AreNoFigures) {
  const Report report = report_of(
      "支出决算表\n"
      "科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出\n"
      "甲|乙|1|2|3|4\n"
      "201|一般公共服务支出|7.00|5.00|2.00|—\n"
      "合计|~|7.00|5.00|2.00|—\n");
  EXPECT_EQ(report.expenditure.rows.size(), 1U);
  EXPECT_TRUE(report.expenditure.info.unplaced.empty());
  EXPECT_EQ(cells(report, TableKey::kExpenditure, "total").substr(0, 14), "7.00 5.00 2.00");
}

}  // namespace
}  // namespace zzaudit
