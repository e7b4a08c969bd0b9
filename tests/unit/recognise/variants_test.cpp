// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support.hpp"
#include "zzaudit/base/error.hpp"

/// The ways in which places print the nine tables, one small table each.
namespace zzaudit {
namespace {

using test::cells;
using test::report_of;

constexpr auto kIncome = TableKey::kIncome;
constexpr auto kExpenditure = TableKey::kExpenditure;
constexpr auto kGeneral = TableKey::kGeneralBudget;

TEST(Codes, InOneColumn) {
  const Report report = report_of(R"(支出决算表
公开03表
单位：万元

项目|~|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
科目代码|科目名称|~|~|~|~|~|~
栏次|~|1|2|3|4|5|6
合计|~|30.00|20.00|10.00|0.00|0.00|0.00
2010301|行政运行|30.00|20.00|10.00|0.00|0.00|0.00
)");
  EXPECT_EQ(cells(report, kExpenditure, "total"), "30.00 20.00 10.00 0.00 0.00 0.00");
  EXPECT_EQ(cells(report, kExpenditure, "2010301"), "30.00 20.00 10.00 0.00 0.00 0.00");
  EXPECT_EQ(report.expenditure.rows.at(0).name, "行政运行");
  EXPECT_EQ(report.expenditure.info.number, "公开03表");
  EXPECT_TRUE(report.expenditure.info.unplaced.empty());
}

TEST(Codes, InThreeColumnsWithTheTotalInTheHeadersLastRow) {
  const Report report = report_of(R"(支出决算表
单位：万元

项目|~|~|~|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
支出功能分类科目编码|~|~|科目名称|~|~|~|~|~|~
类|款|项|合计|30.00|20.00|10.00|~|~|~
201|~|~|一般公共服务支出|30.00|20.00|10.00|~|~|~
201|06|~|财政事务|30.00|20.00|10.00|~|~|~
201|06|01|行政运行|30.00|20.00|10.00|~|~|~
)");
  EXPECT_EQ(cells(report, kExpenditure, "total"), "30.00 20.00 10.00 _ _ _");
  EXPECT_EQ(cells(report, kExpenditure, "201"), "30.00 20.00 10.00 _ _ _");
  EXPECT_EQ(cells(report, kExpenditure, "20106"), "30.00 20.00 10.00 _ _ _");
  EXPECT_EQ(cells(report, kExpenditure, "2010601"), "30.00 20.00 10.00 _ _ _");
  EXPECT_EQ(report.expenditure.rows.size(), 3U);
}

TEST(Codes, InThreeColumnsEachWithTheWholeCode) {
  const Report report = report_of(R"(一般公共预算财政拨款支出决算表
单位：万元

项目|~|~|~|合计|基本支出|项目支出
支出功能分类科目编码|~|~|科目名称|~|~|~
类|款|项|~|~|~|~
201|20106|2010601|行政运行|8.00|8.00|~
208|~|~|社会保障和就业支出|2.00|2.00|~
~|~|~|合计|10.00|10.00|~
)");
  EXPECT_EQ(cells(report, kGeneral, "2010601"), ". . 8.00 8.00 _ .");
  EXPECT_EQ(cells(report, kGeneral, "208"), ". . 2.00 2.00 _ .");
  EXPECT_EQ(cells(report, kGeneral, "total"), ". . 10.00 10.00 _ .");
}

TEST(Codes, PrintedOncePerGroup) {
  const Report report = report_of(R"(支出决算表
单位：万元

科目编码|~|~|科目名称|本年支出合计|基本支出|项目支出
类|款|项|~|~|~|~
201|~|~|一般公共服务支出|3.00|3.00|0.00
~|06|~|财政事务|3.00|3.00|0.00
~|~|01|行政运行|1.00|1.00|0.00
~|~|02|一般行政管理事务|2.00|2.00|0.00
)");
  EXPECT_EQ(cells(report, kExpenditure, "20106"), "3.00 3.00 0.00 . . .");
  EXPECT_EQ(cells(report, kExpenditure, "2010602"), "2.00 2.00 0.00 . . .");
}

TEST(Codes, MalformedOnesStayAsPrinted) {
  const Report report = report_of(R"(支出决算表
单位：万元

科目编码|科目名称|本年支出合计|基本支出|项目支出
2031-39-99|其他国防动员支出|3.00|3.00|0.00
20a0301|行政运行|1.00|1.00|0.00
)");
  EXPECT_EQ(cells(report, kExpenditure, "2031-39-99"), "3.00 3.00 0.00 . . .");
  EXPECT_EQ(cells(report, kExpenditure, "20a0301"), "1.00 1.00 0.00 . . .");
}

TEST(Rows, WithoutCodeArePlacedByANameThatOnlyOneSubjectHas) {
  const Report report = report_of(R"(支出决算表
单位：万元

科目编码|科目名称|本年支出合计|基本支出|项目支出
~|社会保障和就业支出|3.00|3.00|0.00
~|死亡抚恤|3.00|3.00|0.00
~|行政运行|1.00|1.00|0.00
)");
  EXPECT_EQ(cells(report, kExpenditure, "208"), "3.00 3.00 0.00 . . .");
  EXPECT_EQ(cells(report, kExpenditure, "2080801"), "3.00 3.00 0.00 . . .");
  ASSERT_EQ(report.expenditure.info.unplaced.size(), 1U);
  EXPECT_TRUE(report.expenditure.info.unplaced[0].has_amounts);
  EXPECT_EQ(report.expenditure.info.unplaced[0].place.line, 7U);
  EXPECT_EQ(report.notes.size(), 1U);
}

TEST(Columns, WithUnknownHeadersAreReported) {
  const Report report = report_of(R"(收入决算表
单位：万元

科目编码|科目名称|本年收入合计|财政拨款收入|神秘收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入
合计|~|5.00|4.00|1.00|0.00|0.00|0.00|0.00|0.00
)");
  EXPECT_EQ(cells(report, kIncome, "total"), "5.00 4.00 0.00 0.00 0.00 0.00 0.00");
  ASSERT_EQ(report.income.info.unplaced.size(), 1U);
  EXPECT_EQ(report.income.info.unplaced[0].text, "神秘收入");
  EXPECT_TRUE(report.income.info.unplaced[0].has_amounts);
}

TEST(Columns, AreKnownByTheirHeadersInAnyOrder) {
  const Report report = report_of(R"(收入决算表
单位：万元

科目编码|科目名称|其他收入|财政拨款收入|上级补助收入|事业收入|本年收入合计
2010301|行政运行|1.00|4.00|0.00|0.00|5.00
)");
  EXPECT_EQ(cells(report, kIncome, "2010301"), "5.00 4.00 0.00 0.00 . . 1.00");
}

TEST(Overview, WithoutLineNumbersAndWithOldNames) {
  const Report report = report_of(R"(收入支出决算总表
单位：万元

收入|~|支出|~
项目|决算数|项目|决算数
一、一般公共预算财政拨款收入|10.00|一、一般公共服务支出|4.00
二、政府性基金预算财政拨款收入|~|七、文化体育与传媒支出|3.00
八、其他收入|2.00|九、医疗卫生与计划生育支出|5.00
本年收入合计|12.00|本年支出合计|12.00
使用非财政拨款结余（含专用结余）|~|结余分配|~
年初结转和结余|1.00|年末结转和结余|1.00
总计|13.00|总计|13.00
)");
  const auto key = TableKey::kOverview;
  EXPECT_EQ(cells(report, key, "income.general_budget"), "10.00");
  EXPECT_EQ(cells(report, key, "income.fund"), "_");
  EXPECT_EQ(cells(report, key, "income.superior"), "(none)");
  EXPECT_EQ(cells(report, key, "207"), "3.00");
  EXPECT_EQ(cells(report, key, "210"), "5.00");
  EXPECT_EQ(cells(report, key, "income.use_of_balance"), "_");
  EXPECT_EQ(cells(report, key, "income.total"), "13.00");
  EXPECT_EQ(cells(report, key, "expenditure.total"), "13.00");
  EXPECT_TRUE(report.overview.info.unplaced.empty());
}

TEST(Overview, TakesTheFinalFiguresAmongSeveralMeasures) {
  const Report report = report_of(R"(收入支出决算总表
单位：万元

收入|~|~|~|支出|~|~|~
项目|年初预算数|全年预算数|决算数|项目|年初预算数|全年预算数|决算数
一、一般公共预算财政拨款收入|9.00|10.00|11.00|一、一般公共服务支出|9.00|10.00|11.00
本年收入合计|9.00|10.00|11.00|本年支出合计|9.00|10.00|11.00
总计|9.00|10.00|11.00|总计|9.00|10.00|11.00
)");
  EXPECT_EQ(cells(report, TableKey::kOverview, "income.general_budget"), "11.00");
  EXPECT_EQ(cells(report, TableKey::kOverview, "201"), "11.00");
  EXPECT_TRUE(report.overview.info.unplaced.empty());
}

TEST(Overview, InOneColumn) {
  const Report report = report_of(R"(收入支出决算总表
单位：万元

项目|决算数
一、一般公共预算财政拨款收入|10.00
本年收入合计|10.00
总计|10.00
支出|~
一、一般公共服务支出|10.00
本年支出合计|10.00
总计|10.00
)");
  EXPECT_EQ(cells(report, TableKey::kOverview, "income.total"), "10.00");
  EXPECT_EQ(cells(report, TableKey::kOverview, "201"), "10.00");
  EXPECT_EQ(cells(report, TableKey::kOverview, "expenditure.total"), "10.00");
}

TEST(Overview, KeepsLinesItDoesNotKnow) {
  const Report report = report_of(R"(收入支出决算总表
单位：万元

收入|~|支出|~
项目|决算数|项目|决算数
一、一般公共预算财政拨款收入|10.00|一、一般公共服务支出|4.00
二、飞来之财|2.00|二、不明去向|3.00
本年收入合计|12.00|本年支出合计|7.00
)");
  ASSERT_EQ(report.overview.info.unplaced.size(), 2U);
  EXPECT_TRUE(report.overview.info.unplaced[0].has_amounts);
  EXPECT_EQ(report.overview.info.unplaced[0].place.line, 7U);
}

TEST(FiscalOverview, TellsOpeningBalancesFromIncome) {
  const Report report = report_of(R"(财政拨款收入支出决算总表
单位：万元

收入|~|~|支出|~|~|~|~|~
项目|行次|金额|项目|行次|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款
栏次|~|1|栏次|~|2|3|4|5
一、一般公共预算财政拨款|1|10.00|一、一般公共服务支出|33|9.00|9.00|0.00|0.00
二、政府性基金预算财政拨款|2|0.00|二、外交支出|34|0.00|0.00|0.00|0.00
三、国有资本经营预算财政拨款|3|0.00|三、国防支出|35|0.00|0.00|0.00|0.00
本年收入合计|27|10.00|本年支出合计|59|9.00|9.00|0.00|0.00
年初财政拨款结转和结余|28|3.00|年末财政拨款结转和结余|60|4.00|4.00|0.00|0.00
一、一般公共预算财政拨款|29|2.00|~|61|~|~|~|~
二、政府性基金预算财政拨款|30|1.00|~|62|~|~|~|~
三、国有资本经营预算财政拨款|31|0.00|~|63|~|~|~|~
总计|32|13.00|总计|64|13.00|13.00|0.00|0.00
)");
  const auto key = TableKey::kFiscalOverview;
  EXPECT_EQ(cells(report, key, "income.general_budget"), "10.00 . . .");
  EXPECT_EQ(cells(report, key, "income.opening_general"), "2.00 . . .");
  EXPECT_EQ(cells(report, key, "income.opening_fund"), "1.00 . . .");
  EXPECT_EQ(cells(report, key, "expenditure.closing"), "4.00 4.00 0.00 0.00");
  EXPECT_EQ(cells(report, key, "201"), "9.00 9.00 0.00 0.00");
  EXPECT_TRUE(report.fiscal_overview.info.unplaced.empty());
}

TEST(Basic, InTwoBlocksWithSplitCodes) {
  const Report report = report_of(R"(一般公共预算财政拨款基本支出决算表
单位：万元

经济分类科目编码|~|科目名称|决算数|经济分类科目编码|~|科目名称|决算数
类|款|~|~|类|款|~|~
301|~|工资福利支出|5.00|302|~|商品和服务支出|2.00
301|01|基本工资|5.00|302|01|办公费|2.00
303|~|对个人和家庭的补助|~|310|~|资本性支出|1.00
~|~|~|~|310|02|办公设备购置|1.00
人员经费合计|~|~|5.00|公用经费合计|~|~|3.00
)");
  const auto key = TableKey::kBasic;
  EXPECT_EQ(cells(report, key, "30101"), "5.00");
  EXPECT_EQ(cells(report, key, "303"), "_");
  EXPECT_EQ(cells(report, key, "31002"), "1.00");
  EXPECT_EQ(cells(report, key, "personnel"), "5.00");
  EXPECT_EQ(cells(report, key, "operating"), "3.00");
  EXPECT_TRUE(report.basic.info.unplaced.empty());
  EXPECT_EQ(report.basic.rows.at(1).code, "30101") << "block by block";
}

TEST(Basic, FindsTheAmountOfATotalRightOfItsLabel) {
  const Report report = report_of(R"(一般公共预算财政拨款基本支出决算明细表
单位：万元

人员经费|~|~|公用经费|~|~|~|~|~
科目代码|科目名称|决算数|科目代码|科目名称|决算数|科目代码|科目名称|决算数
301|工资福利支出|5.00|302|商品和服务支出|2.00|310|资本性支出|1.00
30101|基本工资|5.00|30201|办公费|2.00|31002|办公设备购置|1.00
人员经费合计|~|5.00|公用经费合计|~|~|~|~|3.00
)");
  EXPECT_EQ(cells(report, TableKey::kBasic, "personnel"), "5.00");
  EXPECT_EQ(cells(report, TableKey::kBasic, "operating"), "3.00");
  EXPECT_TRUE(report.basic.info.unplaced.empty());
}

TEST(Basic, WithColumnsForStaffAndOperatingCosts) {
  const Report report = report_of(R"(一般公共预算财政拨款基本支出决算表
单位：万元

科目编码|科目名称|合计|人员经费|公用经费
合计|~|7.00|5.00|2.00
301|工资福利支出|5.00|5.00|~
30101|基本工资|5.00|5.00|~
302|商品和服务支出|2.00|~|2.00
)");
  const auto key = TableKey::kBasic;
  EXPECT_EQ(cells(report, key, "total"), "7.00");
  EXPECT_EQ(cells(report, key, "personnel"), "5.00");
  EXPECT_EQ(cells(report, key, "operating"), "2.00");
  EXPECT_EQ(cells(report, key, "302"), "2.00");
  EXPECT_TRUE(report.basic.info.unplaced.empty());
}

TEST(ThreePublic, InTwoBlocks) {
  const Report report = report_of(R"(财政拨款“三公”经费支出决算表
单位：万元

预算数|~|~|~|~|~|决算数|~|~|~|~|~
合计|因公出国 （境）费|公务用车购置及运行维护费|~|~|公务 接待费|合计|因公出国（境）费|公务用车购置及运行维护费|~|~|公务接待费
~|~|小计|公务用车 购置费|公务用车运行维护费|~|~|~|小计|公务用车购置费|公务用车运行维护费|~
1|2|3|4|5|6|7|8|9|10|11|12
21|1|14|4|10|6|12|2|7|3|4|3
)");
  const auto key = TableKey::kThreePublic;
  EXPECT_EQ(cells(report, key, "total"), "21 12");
  EXPECT_EQ(cells(report, key, "abroad"), "1 2");
  EXPECT_EQ(cells(report, key, "vehicles"), "14 7");
  EXPECT_EQ(cells(report, key, "vehicle_purchase"), "4 3");
  EXPECT_EQ(cells(report, key, "vehicle_operation"), "10 4");
  EXPECT_EQ(cells(report, key, "reception"), "6 3");
}

TEST(ThreePublic, Interleaved) {
  const Report report = report_of(R"(财政拨款“三公”经费支出决算表
单位：万元

财政拨款“三公”经费|~|~|~|~|~|~|~|~|~|~|~
合计|~|因公出国（境）费|~|公务用车购置及运行费|~|~|~|~|~|公务接待费|~
~|~|~|~|小计|~|公务用车购置费|~|公务用车运行费|~|~|~
预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
0.95|~|~|~|~|~|~|~|~|~|0.95|~
)");
  const auto key = TableKey::kThreePublic;
  EXPECT_EQ(cells(report, key, "total"), "0.95 _");
  EXPECT_EQ(cells(report, key, "vehicle_purchase"), "_ _");
  EXPECT_EQ(cells(report, key, "vehicles"), "_ _");
  EXPECT_EQ(cells(report, key, "reception"), "0.95 _");
  EXPECT_TRUE(report.three_public.info.unplaced.empty());
}

TEST(ThreePublic, UprightWithCountsAndOtherFees) {
  const Report report = report_of(R"(“三公”经费及会议费、培训费支出决算表
单位：万元

项目|行次|年初预算数|全年预算数|决算统计数
栏次|~|1|2|3
一、“三公”经费支出|1|~|~|~
（一）支出合计|2|9.00|10.00|8.00
1．因公出国（境）费|3|0.00|0.00|0.00
2．公务用车购置及运行维护费|4|8.00|9.00|7.00
（1）公务用车购置费|5|0.00|0.00|0.00
（2）公务用车运行维护费|6|8.00|9.00|7.00
3．公务接待费|7|1.00|1.00|1.00
（1）国内接待费|8|1.00|1.00|1.00
（二）相关统计数|9|~|~|~
1．因公出国（境）团组数（个）|10|~|~|0
5．国内公务接待批次（个）|11|~|~|12
会议费|12|3.00|3.00|3.00
)");
  const auto key = TableKey::kThreePublic;
  EXPECT_EQ(cells(report, key, "total"), "10.00 8.00");
  EXPECT_EQ(cells(report, key, "vehicles"), "9.00 7.00");
  EXPECT_EQ(cells(report, key, "vehicle_purchase"), "0.00 0.00");
  EXPECT_EQ(cells(report, key, "reception"), "1.00 1.00");
  EXPECT_TRUE(report.three_public.info.unplaced.empty());
}

TEST(ThreePublic, OfSeveralYearsTheLastIsThisOne) {
  const Report report = report_of(R"(“三公”经费支出决算表
单位：万元

项目|2022年决算数|2023年预算数|2023年决算数|2024年预算数
合计|10.20|12.60|9.50|13.00
因公出国（境）费|0.00|0.00|0.00|0.00
公务用车购置及运行维护费|7.60|9.00|7.14|9.00
公务接待费|2.60|3.60|2.36|4.00
)");
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "total"), "12.60 9.50");
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "reception"), "3.60 2.36");
}

TEST(ThreePublic, WithTheMeasuresAsRows) {
  const Report report = report_of(R"(“三公”经费支出决算表
单位：万元

项目|合计|因公出国（境）费|公务用车购置及运行维护费|~|~|公务接待费|会议费
~|~|~|小计|公务用车购置费|公务用车运行维护费|~|~
预算数|10.00|0.00|9.00|0.00|9.00|1.00|2.00
决算数|8.00|0.00|7.00|0.00|7.00|1.00|1.50
)");
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "total"), "10.00 8.00");
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "vehicle_operation"), "9.00 7.00");
  EXPECT_TRUE(report.three_public.info.unplaced.empty());
}

TEST(ThreePublic, BlankForm) {
  const Report report = report_of(R"(“三公”经费支出决算表
单位：万元

项目|预算数|决算数
合计|~|~
因公出国（境）费|~|~
公务接待费|~|~
公务用车购置及运行维护费|~|~

注：本单位无“三公”经费支出，故本表无数据。
)");
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "total"), "_ _");
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "reception"), "_ _");
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "vehicle_purchase"), "(none)");
  ASSERT_EQ(report.three_public.info.notes.size(), 1U);
}

TEST(Fund, InSixColumns) {
  const Report report = report_of(R"(政府性基金预算财政拨款收入支出决算表
单位：万元

项目|~|年初结转和 结余|本年收入|本年支出|~|~|年末结转和 结余
科目 代码|科目名称|~|~|小计|基本支出|项目支出|~
栏次|~|1|2|3|4|5|6
合计|~|1.00|5.00|4.00|0.00|4.00|2.00
2120899|其他国有土地使用权出让收入安排的支出|1.00|5.00|4.00|0.00|4.00|2.00
)");
  EXPECT_EQ(cells(report, TableKey::kFund, "total"), "1.00 5.00 4.00 0.00 4.00 2.00");
  EXPECT_EQ(cells(report, TableKey::kFund, "2120899"), "1.00 5.00 4.00 0.00 4.00 2.00");
}

TEST(Budget, FullerFormWithSubcolumns) {
  const Report report = report_of(
      "一般公共预算财政拨款收入支出决算表\n单位：万元\n\n"
      "项目|~|年初结转和结余|~|~|本年收入|~|~|本年支出|~|~|~|~|年末结转和结余|~|~\n"
      "支出功能分类科目编码|科目名称|合计|基本支出结转|项目支出结转和结余|合计|基本支出|项目支出|合计|"
      "基本支出|~|~|"
      "项目支出|合计|基本支出结转|项目支出结转和结余\n"
      "~|~|~|~|~|~|~|~|~|小计|人员经费|公用经费|~|~|~|~\n"
      "合计|~|1.00|0.50|0.50|9.00|6.00|3.00|8.00|6.00|5.00|1.00|2.00|2.00|0.50|1.50\n"
      "2010301|行政运行|1.00|0.50|0.50|9.00|6.00|3.00|8.00|6.00|5.00|1.00|2.00|2.00|0.50|1.50\n");
  EXPECT_EQ(cells(report, kGeneral, "total"), "1.00 9.00 8.00 6.00 2.00 2.00");
  EXPECT_EQ(cells(report, kGeneral, "2010301"), "1.00 9.00 8.00 6.00 2.00 2.00");
  EXPECT_TRUE(report.general_budget.info.unplaced.empty());
}

TEST(Cells, BlankIsNotAbsentAndAForeignUnitIsUnreadable) {
  const Report report = report_of(R"(国有资本经营预算财政拨款支出决算表
单位：万元

项目|~|本年支出|~|~
科目代码|科目名称|合计|基本支出|项目支出
栏次|~|1|2|3
合计|~|~|0.00|12亿元
)");
  EXPECT_EQ(cells(report, TableKey::kStateCapital, "total"), ". . _ 0.00 ? .");
  EXPECT_EQ(report.state_capital.total.cells.total.place.line, 7U);
}

TEST(NoTable, IsAnInputError) {
  try {
    (void)report_of("会议纪要\n\n序号|单位名称|备注\n1|某某局|无\n");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.message().zh.find("sample.txt"), std::string::npos);
    EXPECT_NE(error.message().en.find("sample.txt"), std::string::npos);
  }
}

}  // namespace
}  // namespace zzaudit
