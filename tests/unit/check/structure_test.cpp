// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "check/code/structure_text.hpp"
#include "unit/check/code_fixture.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

TEST(Structure, MissingTablesAreNamedOneByOne) {
  auto report = clean_report();
  report.three_public = {};
  report.fund = {};
  report.state_capital = {};
  auto said = run("STR101", report);
  ASSERT_EQ(said.failed(), 3U);
  EXPECT_EQ(said.sink.evaluated(), kTableCount);
  EXPECT_EQ(said.severity(rule_of("STR101"), 0), Severity::kError);
  EXPECT_EQ(said.severity(rule_of("STR101"), 1), Severity::kWarning)
      << "units without government funds often leave it out";
  EXPECT_EQ(said.severity(rule_of("STR101"), 2), Severity::kWarning)
      << "the forms of 2014 to 2018 had eight tables";
  EXPECT_EQ(said.finding(0).locations.front().table, TableKey::kThreePublic);
}

TEST(Structure, ATableThatStandsTwiceIsFound) {
  auto report = clean_report();
  Place again;
  again.line = 700;
  report.income.info.repeats = {again};
  auto said = run("STR102", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.front().place.line, 700U);
  EXPECT_TRUE(said.mentions("2 次"));
}

class EmptyTable : public testing::Test {
 protected:
  EmptyTable() : report_(clean_report()) {
    empty_out(report_, TableKey::kFund);
    std::erase_if(report_.sections,
                  [](const Section& section) { return section.title.find("基金") != std::string::npos; });
  }
  Report report_;
};

TEST_F(EmptyTable, IsAWarningWhenNothingExplainsIt) {
  auto said = run("STR103", report_);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.severity(rule_of("STR103")), Severity::kWarning);
}

TEST_F(EmptyTable, IsFineWithANoteBelowIt) {
  for (const char* note : {"注：本表无数据。", "说明：本部门没有政府性基金收入，也没有安排支出。",
                           "本单位不涉及政府性基金，此表为空表", "注：政府性基金收入0.00万元，支出0万元。"}) {
    report_.fund.info.notes = {{note, {}, false}};
    EXPECT_EQ(run("STR103", report_).failed(), 0U) << note;
  }
  report_.fund.info.notes = {{"注：本表反映政府性基金的收支和无形资产情况。", {}, false}};
  EXPECT_EQ(run("STR103", report_).failed(), 1U);
}

TEST_F(EmptyTable, IsANoteWhenTheWordsSaySo) {
  struct Case {
    const char *title, *text;
    bool explained;
  };
  constexpr std::array cases = {
      Case{"八、政府性基金预算收支情况", "本部门本年度无此项收支。", true},
      Case{"八、其他说明", "我局2023年没有政府性基金预算财政拨款收入。", true},
      Case{"八、政府性基金预算收支情况", "本年收入0万元，支出0.00万元。", true},
      Case{"八、政府性基金预算收支情况", "本年收入20.5万元，年末结余0万元。", false},
      Case{"八、其他说明", "我局2023年没有会议费。政府性基金见附表。", false},
      Case{"（一）名词解释", "政府性基金：没有设立期限的，按规定征收。", false}};
  for (const auto& [title, text, explained] : cases) {
    auto report = report_;
    add_section(report, "第五部分 其他情况", 1);  // the glossary may stand before the explanations
    add_section(report, title, 2, text);
    auto said = run("STR103", report);
    ASSERT_EQ(said.failed(), 1U) << text;
    EXPECT_EQ(said.severity(rule_of("STR103")), explained ? Severity::kNote : Severity::kWarning) << text;
  }
}

TEST_F(EmptyTable, APrintedZeroOrAnUncertainGridIsNotEmpty) {
  auto report = report_;
  report.fund.total.cells.total = amount("0.00");
  EXPECT_EQ(run("STR103", report).failed(), 0U);
  report_.fund.info.low_confidence = true;
  auto said = run("STR103", report_);
  EXPECT_EQ(said.failed(), 0U);
  EXPECT_EQ(said.sink.unevaluated(), 1U);
}

TEST(Structure, CurrencyUnitMayBeMissingOrDiffer) {
  auto report = clean_report();
  report.fund.info.currency_unit.reset();
  report.basic.info.currency_unit.reset();
  auto missing = run("STR104", report);
  ASSERT_EQ(missing.failed(), 1U) << "one finding for all tables";
  EXPECT_EQ(missing.finding().locations.size(), 2U);
  report.basic.info.currency_unit = CurrencyUnit::kYuan;
  auto differs = run("STR110", report);
  ASSERT_EQ(differs.failed(), 1U);
  ASSERT_EQ(differs.finding().locations.size(), 1U);
  EXPECT_EQ(differs.finding().locations.front().table, TableKey::kBasic);
}

TEST(Structure, ALabelWithoutADepartmentIsFoundAndNoLabelIsFine) {
  auto report = clean_report();
  for (const TableKey table : kAllTables) {
    info_of(report, table).department = "　";
  }
  auto said = run("STR105", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.size(), kTableCount);
  EXPECT_TRUE(said.mentions("9 张表"));
  for (const TableKey table : kAllTables) {
    info_of(report, table).department.reset();
  }
  auto none = run("STR105", report);
  EXPECT_EQ(none.failed(), 0U);
  EXPECT_EQ(none.sink.evaluated(), 0U);
  EXPECT_FALSE(none.sink.not_applicable_reason().empty());
}

TEST(Structure, TitlesOfAnotherYearAreFound) {
  auto report = clean_report();
  EXPECT_EQ(run("STR106", report).failed(), 0U);
  report.fund.info.title = "2022年度政府性基金预算财政拨款收入支出决算表";
  add_section(report, "第五部分 二〇二二年度部门决算附表", 1);
  auto said = run("STR106", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.size(), 2U);
  EXPECT_TRUE(said.mentions("2023"));
}

TEST(Structure, AWrongCoverIsFoundByTheOtherTitles) {
  auto report = clean_report();
  report.year = 2021;
  auto said = run("STR106", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("“2021年度”")) << said.message();
}

TEST(Structure, AnnexesAndSentencesMayNameOtherYears) {
  auto report = clean_report();
  add_section(report, "二、与2022年度决算数相比的增减变动情况", 2, "2022年度部门决算支出为10万元。");
  add_section(report, "第五部分 附件", 1);
  add_section(report, "2022年度部门决算绩效管理情况", 2);
  EXPECT_EQ(run("STR106", report).failed(), 0U);
}

TEST(Structure, FiscalYearsOfTitles) {
  using detail::fiscal_years_of_title;
  const auto is = [](const char* title, int year) {
    EXPECT_EQ(fiscal_years_of_title(title), std::vector<int>{year}) << title;
  };
  is("第二部分 2023年度部门决算表", 2023);
  is("２０２３ 年度部门决算情况说明", 2023);
  is("临江市档案馆2023年部门决算", 2023);
  is("二〇二三年度部门决算", 2023);
  is("二○二三年单位决算", 2023);
  is("十四、2023年度预算绩效情况说明", 2023);
  is("2023年度", 2023);
  for (const char* title : {"2024年部门预算", "2021-2023年度项目决算情况", "2023年12月31日",
                            "2022年度结转项目情况", "12345热线", "2024年度绩效目标", "20235年度部门决算",
                            "1023年度部门决算", "部门决算", "", "2023年8月15日部门决算"}) {
    EXPECT_TRUE(fiscal_years_of_title(title).empty()) << title;
  }
}

TEST(Structure, DepartmentsThatMeanTheSame) {
  using detail::same_department;
  EXPECT_TRUE(same_department("临江市档案馆", "临江市档案馆（本级）"));
  EXPECT_TRUE(same_department("临江市档案馆", "临江市档案馆本级"));
  EXPECT_TRUE(same_department("市档案馆", "临江市档案馆"));
  EXPECT_TRUE(same_department("临 江 市 档案馆", "临江市档案馆(汇总)"));
  EXPECT_TRUE(same_department("临江市府办", "临江市人民政府办公室"));
  EXPECT_FALSE(same_department("临江市档案局", "临江市档案馆"));
  EXPECT_FALSE(same_department("临江市档馆", "临江市档案馆"));
  EXPECT_FALSE(same_department("临江市教育局", "临江市水利局"));
}

TEST(Structure, TablesOfAnotherDepartmentAreFound) {
  auto report = clean_report();
  report.income.info.department = "临江市档案局";
  auto said = run("STR107", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.severity(rule_of("STR107")), Severity::kError);
  EXPECT_EQ(said.finding().locations.size(), 1U);
  for (const TableKey table : kAllTables) {
    info_of(report, table).department = "临江市档案局";
  }
  auto all = run("STR107", report);
  ASSERT_EQ(all.failed(), 1U);
  EXPECT_EQ(all.severity(rule_of("STR107")), Severity::kWarning)
      << "the tables agree; perhaps the cover was misread";
}

TEST(Structure, UnplacedContentCountsOnlyWithAmounts) {
  auto report = clean_report();
  report.basic.info.unplaced = {{"审核：张三", {}, false}};
  EXPECT_EQ(run("STR108", report).failed(), 0U);
  report.basic.info.unplaced.push_back({"补充资料\t3.20", {}, true});
  auto said = run("STR108", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("补充资料 3.20"));
  EXPECT_EQ(said.finding().locations.front().table, TableKey::kBasic);
}

TEST(Structure, UnitAndYearMustBeKnown) {
  auto report = clean_report();
  EXPECT_EQ(run("STR109", report).failed(), 0U);
  report.year.reset();
  report.unit.clear();
  auto said = run("STR109", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("名称") && said.mentions("年度"));
}

TEST(Structure, AnEmptyReportIsNoTrouble) {
  const Report report;
  const Words words;
  const detail::Facts facts(report, words);
  for (const auto& entry : structure_checks()) {
    CodeSink sink;
    entry.check({report, rule_of("STR101"), facts}, sink);
    for (auto& failure : sink.failures()) {
      EXPECT_FALSE(failure.finding.locations.empty()) << entry.name;
    }
  }
}

}  // namespace
}  // namespace zzaudit
