// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "recognise/detail/caption.hpp"
#include "support.hpp"

/// How tables are found, named, continued and told apart.
namespace zzaudit {
namespace {

using recognition::match_title;
using recognition::parse_caption;
using test::cells;
using test::report_of;

std::string table_of(std::string_view title) {
  const auto match = match_title(title);
  if (!match) return "none";
  return match->table ? std::string(descriptor(*match->table).key) : "other";
}

TEST(Title, LongestOneWins) {
  EXPECT_EQ(table_of("支出决算表"), "expenditure");
  EXPECT_EQ(table_of("收入支出决算总表"), "overview");
  EXPECT_EQ(table_of("一般公共预算财政拨款支出决算表"), "general_budget");
  EXPECT_EQ(table_of("一般公共预算财政拨款基本支出决算明细表"), "basic");
  EXPECT_EQ(table_of("财政拨款收入支出决算表"), "fiscal_overview");
  EXPECT_EQ(table_of("政府性基金预算财政拨款收入支出决算表"), "fund");
  EXPECT_EQ(table_of("国有资本经营预算财政拨款收入支出决算表"), "state_capital");
  EXPECT_EQ(table_of("财政拨款“三公”经费支出决算表"), "three_public");
  EXPECT_EQ(table_of("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表"), "three_public");
  EXPECT_EQ(table_of("财政拨款“三公”经费、行政参公单位机关运行经费情况表"), "three_public");
}

TEST(Title, WhateverStandsAroundIt) {
  EXPECT_EQ(table_of("临江市档案馆2023年度收入决算表"), "income");
  EXPECT_EQ(table_of("2023年度部门收入支出决算总表（公开01表）"), "overview");
  EXPECT_EQ(table_of("（三）支 出 决 算 表"), "expenditure");
  EXPECT_EQ(table_of("附表1：收入支出决算总表"), "overview");
  EXPECT_EQ(table_of("02 收入决算表"), "income");
}

TEST(Title, OfOtherTables) {
  EXPECT_EQ(table_of("项目支出决算表"), "other");
  EXPECT_EQ(table_of("财政拨款支出决算明细表"), "other");
  EXPECT_EQ(table_of("上级专项预算收入决算表"), "other") << "another word in front makes another table";
  EXPECT_EQ(table_of("二、收入决算情况说明"), "none");
  EXPECT_EQ(table_of("部门决算表"), "none");
  EXPECT_EQ(table_of("2023 年度部门整体支出绩效自评表"), "other");
  EXPECT_EQ(table_of("所属单位一览表"), "none");
}

TEST(CaptionLine, TakesJoinedPartsApart) {
  const auto caption = parse_caption("部门：临江市档案馆（本级） 公开 05 表 金额单位：万元");
  EXPECT_EQ(caption.department, "临江市档案馆（本级）");
  EXPECT_EQ(caption.number, "公开05表");
  EXPECT_EQ(caption.currency_unit, CurrencyUnit::kTenThousandYuan);
  EXPECT_TRUE(caption.rest.empty());
}

TEST(CaptionLine, KnowsItsForms) {
  EXPECT_EQ(parse_caption("部门：公开 05 表").department, "");
  EXPECT_EQ(parse_caption("部门：公开 05 表").number, "公开05表");
  EXPECT_EQ(parse_caption("公开表01").number, "公开表01");
  EXPECT_EQ(parse_caption("附表3").number, "附表3");
  EXPECT_EQ(parse_caption("表一 收入支出决算总表").number, "表一");
  EXPECT_EQ(parse_caption("财决公开01表").number, "财决公开01表");
  EXPECT_EQ(parse_caption("编制单位：临江市教育局").department, "临江市教育局");
  EXPECT_EQ(parse_caption("单位名称：临江市教育局").department, "临江市教育局");
  EXPECT_EQ(parse_caption("单位：临江市教育局").department, "临江市教育局");
  EXPECT_FALSE(parse_caption("单位：元").department);
  EXPECT_EQ(parse_caption("单位：元").currency_unit, CurrencyUnit::kYuan);
  EXPECT_EQ(parse_caption("（单位：千元）").currency_unit, CurrencyUnit::kThousandYuan);
  EXPECT_EQ(parse_caption("金额单位：人民币亿元").currency_unit, CurrencyUnit::kHundredMillionYuan);
  EXPECT_EQ(parse_caption("单位：万").currency_text, "万");
  EXPECT_FALSE(parse_caption("单位：万").currency_unit);
  EXPECT_FALSE(parse_caption("收入支出决算总表").has_meta());
}

constexpr std::string_view kExpenditureGrid = R"(
科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
2010301|行政运行|30.00|20.00|10.00|0.00|0.00|0.00
)";
constexpr std::string_view kBudgetGrid = R"(
科目编码|科目名称|合计|基本支出|项目支出
2010301|行政运行|3.00|2.00|1.00
)";

TEST(Tables, TitleUnitAndNumberInAnyOrder) {
  const Report report =
      report_of("部门：\n\n公开03表\n\n支出决算表\n\n单位：元\n" + std::string(kExpenditureGrid));
  const TableInfo& info = report.expenditure.info;
  EXPECT_EQ(info.title, "支出决算表");
  EXPECT_EQ(info.number, "公开03表");
  EXPECT_EQ(info.currency_unit, CurrencyUnit::kYuan);
  EXPECT_EQ(info.department, "");
  EXPECT_EQ(info.place.line, 5U);
  EXPECT_EQ(report.currency_unit, CurrencyUnit::kYuan);
}

TEST(Tables, NoDepartmentLabelIsNotAnEmptyOne) {
  const Report report = report_of("支出决算表\n单位：元\n" + std::string(kExpenditureGrid));
  EXPECT_FALSE(report.expenditure.info.department);
}

TEST(Tables, WrappedTitle) {
  const Report report =
      report_of("一般公共预算财政拨款\n支出决算表\n单位：万元\n" + std::string(kBudgetGrid));
  EXPECT_TRUE(report.general_budget.info.present);
  EXPECT_FALSE(report.expenditure.info.present);
}

TEST(Tables, ANoteOfTheTableBeforeIsNoPartOfATitle) {
  const Report report = report_of("支出决算表\n单位：元\n" + std::string(kExpenditureGrid) +
                                  "\n说明：本年度没有其他支出，故本表无数据。\n收入决算表\n单位：元\n\n"
                                  "科目编码|科目名称|本年收入合计|财政拨款收入\n合计||30.00|30.00\n");
  EXPECT_EQ(report.income.info.title, "收入决算表");
}

TEST(Tables, HeadersAloneWillDo) {
  const Report report = report_of("这里是表格\n" + std::string(kExpenditureGrid));
  EXPECT_EQ(cells(report, TableKey::kExpenditure, "2010301"), "30.00 20.00 10.00 0.00 0.00 0.00");
  EXPECT_EQ(report.expenditure.info.title, "");
}

TEST(Tables, ATitleOverAnotherKindOfGridIsNotBelieved) {
  const Report report = report_of("支出决算表\n" + std::string(kExpenditureGrid) +
                                  "\n收入决算表\n\n序号|单位名称|备注\n1|某某局|无\n");
  EXPECT_FALSE(report.income.info.present);
  ASSERT_EQ(report.other_tables.size(), 1U);
  EXPECT_EQ(report.notes.size(), 1U);
}

TEST(Tables, ContentsListIsNoTitle) {
  const Report report = report_of(
      "目录\n\n- 一、收入支出决算总表\n- 二、收入决算表\n- 三、支出决算表\n\n第二部分 "
      "决算表\n\n支出决算表\n" +
      std::string(kExpenditureGrid));
  EXPECT_EQ(report.table_order, std::vector{TableKey::kExpenditure});
  EXPECT_EQ(report.expenditure.info.place.line, 9U);
}

TEST(Tables, RepeatedHeaderContinues) {
  const Report report = report_of(
      "支出决算表\n" + std::string(kExpenditureGrid) +
      "\n- 12 "
      "-\n\n科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出\n"
      "2080505|养老保险|3.00|3.00|0.00|0.00|0.00|0.00\n");
  EXPECT_EQ(report.expenditure.rows.size(), 2U);
  EXPECT_TRUE(report.expenditure.info.repeats.empty());
  EXPECT_TRUE(report.other_tables.empty());
}

TEST(Tables, RowsWithoutHeaderContinue) {
  const Report report = report_of("支出决算表\n" + std::string(kExpenditureGrid) +
                                  "\n2080505|养老保险|3.00|3.00|0.00|0.00|0.00|0.00\n");
  EXPECT_EQ(cells(report, TableKey::kExpenditure, "2080505"), "3.00 3.00 0.00 0.00 0.00 0.00");
}

TEST(Tables, TheTitleMayStandAboveTheRestOnceMore) {
  const std::string header =
      "\n单位：万元\n\n科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|"
      "对附属单位补助支出\n";
  for (const std::string title :
       {"支出决算表", "支出决算表（续）", "支出决算表（续1）", "支出决算表续", "支出决算表 续表", "续前表",
        "支出决算表（2）", "支出决算表（第2页）", "支出决算表（接上页）", "续"}) {
    const Report report =
        report_of("支出决算表\n单位：万元\n" + std::string(kExpenditureGrid) + "\n注：说明。\n\n" + title +
                  header + "2080505|养老保险|3.00|3.00|0.00|0.00|0.00|0.00\n");
    EXPECT_EQ(report.expenditure.rows.size(), 2U) << title;
    EXPECT_TRUE(report.expenditure.info.repeats.empty()) << title;
    EXPECT_TRUE(report.other_tables.empty()) << title;
  }
}

TEST(Tables, TheRestMayHaveItsHeaderInOtherRows) {
  const Report report =
      report_of("支出决算表\n" + std::string(kExpenditureGrid) +
                "\n支出决算表（续）\n\n项目||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|"
                "对附属单位补助支出\n科目编码|科目名称||||||\n"
                "2080505|养老保险|3.00|3.00|0.00|0.00|0.00|0.00\n");
  EXPECT_EQ(cells(report, TableKey::kExpenditure, "2080505"), "3.00 3.00 0.00 0.00 0.00 0.00");
}

TEST(Tables, AContinuationHasTheColumnsAndTheUnitOfItsTable) {
  const std::string rest = "2080505|养老保险|3.00|3.00|0.00|0.00|0.00|0.00\n";
  for (const std::string between : {"单位：元\n\n科目编码|科目名称|本年支出合计|基本支出|项目支出|"
                                    "上缴上级支出|经营支出|对附属单位补助支出\n",
                                    "单位：万元\n\n科目编码|科目名称|本年支出合计|项目支出|基本支出|"
                                    "上缴上级支出|经营支出|对附属单位补助支出\n"}) {
    const Report report = report_of("支出决算表\n单位：万元\n" + std::string(kExpenditureGrid) +
                                    "\n支出决算表\n" + between + rest);
    EXPECT_EQ(report.expenditure.rows.size(), 1U) << between;
    EXPECT_EQ(report.expenditure.info.repeats.size(), 1U) << between;
  }
}

TEST(Tables, TheSameTableTwiceIsRepeated) {
  const Report report = report_of("支出决算表\n" + std::string(kExpenditureGrid) + "\n支出决算表\n" +
                                  std::string(kExpenditureGrid));
  EXPECT_EQ(report.expenditure.rows.size(), 1U);
  ASSERT_EQ(report.expenditure.info.repeats.size(), 1U);
  EXPECT_EQ(report.expenditure.info.repeats[0].line, 6U);
  EXPECT_EQ(report.other_tables.size(), 1U) << "what is printed twice is not lost";
}

TEST(Tables, FiguresOfOthersAreCounted) {
  const Report report = report_of("支出决算表\n" + std::string(kExpenditureGrid) +
                                  "\n国有资产占用情况表\n\n序号|科目编码|项目|数量|价值\n栏次|~|~|1|2\n"
                                  "1|2010301|车辆|2|36.50\n2|2010302|设备|~|12.00\n");
  ASSERT_EQ(report.other_tables.size(), 1U);
  EXPECT_EQ(figures_in(report.other_tables[0].grid), 3U) << "no codes, no line numbers";
}

TEST(Tables, OfOneHeaderAreToldApartByTheirTitles) {
  const Report report = report_of("一般公共预算财政拨款支出决算表\n单位：万元\n" + std::string(kBudgetGrid) +
                                  "\n项目支出决算表\n" + std::string(kBudgetGrid) +
                                  "\n国有资本经营预算财政拨款支出决算表\n单位：万元\n\n科目编码|科目名称|"
                                  "合计|基本支出|项目支出\n合计|~|0.00|0.00|0.00\n");
  EXPECT_EQ(report.table_order, (std::vector{TableKey::kGeneralBudget, TableKey::kStateCapital}));
  EXPECT_EQ(report.general_budget.rows.size(), 1U);
  ASSERT_EQ(report.other_tables.size(), 1U);
  EXPECT_EQ(report.other_tables[0].title, "项目支出决算表");
}

TEST(Tables, NotesBelowBelongToThem) {
  const Report report = report_of("支出决算表\n" + std::string(kExpenditureGrid) +
                                  "\n注：1. 本表反映各项支出。\n2. 可能存在尾数误差。\n\n第三部分 "
                                  "情况说明\n\n一、收入说明\n\n本年收入。\n");
  ASSERT_EQ(report.expenditure.info.notes.size(), 2U);
  EXPECT_EQ(report.expenditure.info.notes[1].text, "2. 可能存在尾数误差。");
  EXPECT_EQ(report.rounding_remark, "2. 可能存在尾数误差。");
  ASSERT_EQ(report.sections.size(), 2U);
}

TEST(Tables, InCsvWithCaptionsInTheGrid) {
  const std::string csv =
      "临江市档案馆,,,,\n支出决算表,,,,公开03表\n部门：临江市档案馆,,,,单位：万元\n科目编码,科目名称,"
      "本年支出合计,基本支出,项目支出\n"
      "合计,,\"1,030.00\",1020.00,10.00\n2010301,行政运行,\"1,030.00\",1020.00,10.00\n注：本表反映支出。,,,,"
      "\n";
  const Report report = recognise(read_csv("dir/任意名称.csv", csv));
  EXPECT_EQ(cells(report, TableKey::kExpenditure, "total"), "1030.00 1020.00 10.00 . . .");
  EXPECT_EQ(report.expenditure.info.number, "公开03表");
  EXPECT_EQ(report.expenditure.info.department, "临江市档案馆");
  EXPECT_EQ(report.expenditure.info.notes.size(), 1U);
  EXPECT_EQ(report.unit, "临江市档案馆");
  EXPECT_TRUE(report.sections.empty()) << "a file's name is no text of the report";
}

TEST(Tables, TitleFromTheFileName) {
  const std::string csv = "科目编码,科目名称,合计,基本支出,项目支出\n合计,,3.00,2.00,1.00\n";
  const Report report = recognise(read_csv("dir/09国有资本经营预算财政拨款支出决算表.csv", csv));
  EXPECT_EQ(cells(report, TableKey::kStateCapital, "total"), ". . 3.00 2.00 1.00 .");
}

TEST(Tables, OneBelowTheOtherInOneGrid) {
  const std::string csv =
      "支出决算表,,,,,\n科目编码,科目名称,本年支出合计,基本支出,项目支出,上缴上级支出\n合计,,3.00,2.00,1.00,"
      "0.00\n"
      "收入决算表,,,,,\n科目编码,科目名称,本年收入合计,财政拨款收入,上级补助收入,事业收入\n合计,,3.00,3.00,0."
      "00,0.00\n";
  const Report report = recognise(read_csv("全部.csv", csv));
  EXPECT_EQ(cells(report, TableKey::kExpenditure, "total"), "3.00 2.00 1.00 0.00 . .");
  EXPECT_EQ(cells(report, TableKey::kIncome, "total"), "3.00 3.00 0.00 0.00 . . .");
  EXPECT_EQ(report.income.total.place.line, 6U);
}

TEST(Tables, AHeaderWithoutMergedCellsIsReadAsText) {
  Document document =
      read_csv("t.csv",
               "“三公”经费支出决算表,,,,\n预算数,,,决算数,,\n合计,因公出国（境）费,公务接待费,合计,"
               "因公出国（境）费,公务接待费\n3.00,1.00,2.00,2.00,0.50,1.50\n",
               0);
  for (Block& block : document.blocks) {
    if (auto* grid = std::get_if<Grid>(&block)) grid->spans_known = true;
  }
  const Report report = recognise(document);
  EXPECT_EQ(cells(report, TableKey::kThreePublic, "reception"), "2.00 1.50");
  EXPECT_TRUE(report.three_public.info.unplaced.empty());
}

TEST(Tables, PipeTablesWithKnownSpansAreTheSame) {
  Document document;
  document.sources.push_back({"a.docx", ""});
  Grid grid{.rows = 3, .columns = 5, .cells = {}, .spans_known = true, .page_breaks = {}, .place = {}};
  const auto add = [&](std::uint32_t row, std::uint32_t column, std::string text, std::uint32_t rows = 1,
                       std::uint32_t columns = 1) {
    grid.cells.push_back(
        {std::move(text), Place{.row = row + 1, .column = column + 1}, row, column, rows, columns});
  };
  add(0, 0, "科目编码", 2);
  add(0, 1, "科目名称", 2);
  add(0, 2, "本年支出", 1, 3);
  add(1, 2, "合计");
  add(1, 3, "基本支出");
  add(1, 4, "项目支出");
  add(2, 0, "2010301");
  add(2, 1, "行政运行");
  add(2, 2, "3.00");
  add(2, 3, "2.00");
  add(2, 4, "1.00");
  Paragraph title;
  title.lines.push_back({"一般公共预算财政拨款支出决算表", Place{}});
  document.blocks = {title, grid};
  const Report report = recognise(document);
  EXPECT_EQ(cells(report, TableKey::kGeneralBudget, "2010301"), ". . 3.00 2.00 1.00 .");
}

}  // namespace
}  // namespace zzaudit
