// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "unit/check/code_fixture.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

/// A report whose 支出决算表 has these 科目, each with 1.00, and no other table has any.
Report with_subjects(std::initializer_list<std::pair<const char*, const char*>> subjects,
                     std::optional<int> year = 2023) {
  auto report = clean_report();
  for (const TableKey table : kAllTables) {
    info_of(report, table).present = table == TableKey::kExpenditure;
  }
  report.expenditure.rows.clear();
  report.year = year;
  for (const auto& [code, name] : subjects) {
    auto row = append_row(report, TableKey::kExpenditure, code, name, {});
    *row.cells[0] = amount("1.00");
  }
  return report;
}

TEST(ClassificationChecks, MalformedCodes) {
  for (const char* code : {"2031-39-99", "20805O5", "2010", "201030", "20103021", "20 1"}) {
    EXPECT_EQ(run("CLS101", with_subjects({{code, "行政运行"}})).failed(),
              code == std::string("20 1") ? 0U : 1U)
        << code;
  }
  auto said = run("CLS101", with_subjects({{"201-39-99", "其他社会工作事务支出"}}));
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_NE(said.finding().suggestion.zh.find("2013999"), std::string::npos);
  EXPECT_EQ(
      run("CLS101", with_subjects({{"201", "一般公共服务支出"}, {"20103", "x"}, {"2010301", "行政运行"}}))
          .failed(),
      0U);
}

TEST(ClassificationChecks, UnknownClass) {
  auto said = run("CLS102", with_subjects({{"2990101", "不知何物"}}));
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(rule_of("CLS102").severity, Severity::kError);
  EXPECT_EQ(run("CLS102", with_subjects({{"3010101", "基本工资"}})).failed(), 1U)
      << "an economic code among functional ones";
  EXPECT_EQ(run("CLS102", with_subjects({{"2180101", "恢复重建"}}, 2012)).failed(), 0U) << "was a 类 then";
  auto early = run("CLS102", with_subjects({{"2990101", "不知何物"}}, 2012));
  EXPECT_EQ(early.failed(), 0U);
  EXPECT_EQ(early.sink.unevaluated(), 1U) << "the data begin later";
}

TEST(ClassificationChecks, GovernmentEconomicCodesInTheWrongTableAreAWarning) {
  auto report = clean_report();
  report.basic.rows.clear();
  append_row(report, TableKey::kBasic, "50101", "工资奖金津补贴", {});
  auto said = run("CLS102", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.severity(rule_of("CLS102")), Severity::kWarning);
}

TEST(ClassificationChecks, UnknownGroup) {
  auto said = run("CLS103", with_subjects({{"20177", "某某事务"}}));
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.severity(rule_of("CLS103")), Severity::kWarning);
  auto later = run("CLS103", with_subjects({{"20177", "某某事务"}}, 2027));
  EXPECT_EQ(later.severity(rule_of("CLS103")), Severity::kNote) << "may be new";
  EXPECT_EQ(run("CLS103", with_subjects({{"20177", "某某事务"}}, 2016)).failed(), 0U);
  EXPECT_EQ(run("CLS103", with_subjects({{"2010377", "某某"}})).failed(), 0U)
      << "a missing 项 is no evidence";
}

TEST(ClassificationChecks, NamesThatBelongToTheirCodesAreNotAccused) {
  EXPECT_EQ(run("CLS104", with_subjects({{"2010399", "其他政府办公厅（室）及相关机构事务支出"},
                                         {"2209999", "其他自然资源海洋气象等支出"},
                                         {"2129999", "其他城乡社区支出"},
                                         {"2010201", "行政运行"},
                                         {"2010301", "行政运行"},
                                         {"2080505", "机关事业单位基本养老\n保险缴费支出"},
                                         {"20103", "政府办公厅(室)及相关机构事务"},
                                         {"2010377", "本地增设科目"}}))
                .failed(),
            0U);
}

TEST(ClassificationChecks, CodeAndNameDisagree) {
  auto said = run("CLS104", with_subjects({{"2111101", "减排专项支出"}}));
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("2111103")) << said.message();
  EXPECT_TRUE(run("CLS104", with_subjects({{"2010302", "一般行政管理亊务"}})).mentions("错字"));
  EXPECT_EQ(run("CLS104", with_subjects({{"2010302", ""}})).failed(), 0U) << "no name is printed";
  EXPECT_EQ(run("CLS104", with_subjects({{"21112", "甲乙丙"}})).failed(), 0U)
      << "an entry of medium confidence accuses nobody";
  EXPECT_EQ(run("CLS104", with_subjects({{"2111101", "减排专项支出"}}, 2015)).failed(), 0U)
      << "the data begin later";
}

TEST(ClassificationChecks, OneWrongNameInSeveralTablesIsOneFinding) {
  auto report = clean_report();
  for (const TableKey table : {TableKey::kIncome, TableKey::kExpenditure, TableKey::kGeneralBudget}) {
    for (auto& row : rows_of(report, table)) {
      if (*row.code == "2101101") {
        *row.name = "事业单位医疗";
      }
    }
  }
  auto said = run("CLS104", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.size(), 3U);
}

TEST(ClassificationChecks, OutdatedNamesAndRetiredCodes) {
  EXPECT_EQ(run("CLS109", with_subjects({{"20805", "行政事业单位离退休"}})).failed(), 1U);
  EXPECT_EQ(run("CLS104", with_subjects({{"20805", "行政事业单位离退休"}})).failed(), 0U)
      << "it is its name, only an old one";
  EXPECT_EQ(run("CLS109", with_subjects({{"20805", "行政事业单位离退休"}}, 2019)).failed(), 0U);
  EXPECT_EQ(run("CLS109", with_subjects({{"20805", "行政事业单位离退休"}}, std::nullopt)).failed(), 0U);
  EXPECT_EQ(run("CLS109", with_subjects({{"20115", "工商行政管理事务"}})).failed(), 1U);
  EXPECT_EQ(run("CLS109", with_subjects({{"20115", "工商行政管理事务"}}, 2018)).failed(), 0U);
  EXPECT_EQ(rule_of("CLS109").severity, Severity::kNote);
}

TEST(ClassificationChecks, AMissingParentInATableThatPrintsLevels) {
  auto said = run("CLS105", with_subjects({{"201", "一般公共服务支出"},
                                           {"20103", "政府办公厅（室）及相关机构事务"},
                                           {"2010301", "行政运行"},
                                           {"208", "社会保障和就业支出"},
                                           {"20805", "行政事业单位养老支出"},
                                           {"2080505", "缴费"},
                                           {"2210201", "住房公积金"}}));
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("221 住房保障支出") && said.mentions("22102 住房改革支出")) << said.message();
}

TEST(ClassificationChecks, TablesOfItemsOnlyHaveNoParents) {
  EXPECT_EQ(
      run("CLS105", with_subjects({{"2010301", "行政运行"}, {"2080505", "缴费"}, {"2210201", "住房公积金"}}))
          .failed(),
      0U);
  EXPECT_EQ(run("CLS105", with_subjects({{"201", "一般公共服务支出"},
                                         {"2010301", "行政运行"},
                                         {"208", "社会保障和就业支出"},
                                         {"2080505", "缴费"}}))
                .failed(),
            0U)
      << "类 and 项 without 款 is a form too";
  EXPECT_EQ(
      run("CLS105", with_subjects({{"2010301", "行政运行"}, {"2080505", "缴费"}, {"22102", "住房改革支出"}}))
          .failed(),
      0U)
      << "one 款 among 项 is not a level that is printed";
}

TEST(ClassificationChecks, DisclosureStopsAboveTheItem) {
  auto report = with_subjects({{"201", "一般公共服务支出"},
                               {"20103", "政府办公厅（室）及相关机构事务"},
                               {"2010301", "行政运行"},
                               {"208", "社会保障和就业支出"},
                               {"20805", "行政事业单位养老支出"}});
  auto said = run("CLS107", report);
  ASSERT_EQ(said.failed(), 1U);
  ASSERT_EQ(said.finding().locations.size(), 1U);
  EXPECT_TRUE(said.mentions("20805"));
  report.expenditure.rows.back().cells.total = amount("0.00");
  EXPECT_EQ(run("CLS107", report).failed(), 0U) << "nothing was spent on it";
}

TEST(ClassificationChecks, BasicExpenditureIsDisclosedByGroup) {
  auto report = clean_report();
  EXPECT_EQ(run("CLS107", report).failed(), 0U);
  std::erase_if(report.basic.rows,
                [](const auto& row) { return row.code.starts_with("303") && row.code.size() == 5; });
  auto said = run("CLS107", report);
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_TRUE(said.mentions("款级"));
}

TEST(ClassificationChecks, ARepeatedCode) {
  auto said =
      run("CLS108",
          with_subjects({{"2010301", "行政运行"}, {"2010302", "一般行政管理事务"}, {"2010301", "机关服务"}}));
  ASSERT_EQ(said.failed(), 1U);
  EXPECT_EQ(said.finding().locations.size(), 2U);
  EXPECT_TRUE(said.mentions("“机关服务”"));
  EXPECT_EQ(run("CLS108", with_subjects({{"2010301", "行政运行"}, {"2010201", "行政运行"}})).failed(), 0U)
      << "two items of one name";
}

}  // namespace
}  // namespace zzaudit
