// SPDX-License-Identifier: Apache-2.0
// The made-up department's three years: silent when they agree, and every error planted between them is
// found.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/check/prior.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"

namespace zzaudit {
namespace {

using Json = nlohmann::ordered_json;

Json year(int number) {
  return Json::parse(resource(number == 2023 ? "samples/clean/report.json"
                                             : "samples/years/" + std::to_string(number) + "/report.json"));
}

Report report_of(const Json& json) { return report_from_json("report", json.dump()); }

/// The findings of the rules across years.
std::vector<Finding> across(const Json& now, const Json& then, bool renamed = false) {
  Catalogue catalogue = Catalogue::builtin();
  catalogue.restrict({"YOY"}, {});
  const Report last = report_of(then);
  const Prior prior{&last, renamed};
  return Checker(catalogue).check(report_of(now), &prior).findings;
}

std::string list(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.rule + " " + finding.message.zh + "\n";
  }
  return text;
}

/// The paragraph of a section that `what` stands in, with `with` in its place.
void replace(Json& report, std::string_view title, std::string_view what, std::string_view with) {
  for (Json& section : report["sections"]) {
    if (section["title"].get<std::string>().find(title) == std::string::npos) {
      continue;
    }
    for (Json& paragraph : section["paragraphs"]) {
      auto words = paragraph.get<std::string>();
      if (const auto at = words.find(what); at != std::string::npos) {
        paragraph = words.replace(at, what.size(), with);
        return;
      }
    }
  }
  FAIL() << what << " does not stand in " << title;
}

void set_cell(Json& report, std::string_view table, std::string_view row, std::string_view column,
              std::string_view value) {
  for (Json& one : report["tables"][table]["rows"]) {
    if (one.value("key", "") == row || one.value("code", "") == row) {
      one[std::string(column)] = value;
      return;
    }
  }
  FAIL() << "no row " << row;
}

/// One error between two years. Those of the words agree with themselves within their report.
struct Planted {
  std::string_view rule;
  int year;
  std::string_view place;       ///< part of the section's title, or key of the table
  std::string_view row;         ///< for an amount of a table
  std::string_view what, with;  ///< words replaced, or the column and its new amount
};

constexpr std::array<Planted, 9> kPlanted = {{
    {"YOY201", 2023, "overview", "income.opening", "amount", "29.15"},
    {"YOY201", 2022, "fund", "2120803", "opening", "8.00"},
    {"YOY302", 2023, "支出决算总体情况", "", "增加21.75万元，增加1.52%", "增加31.75万元，增加2.23%"},
    {"YOY302", 2022, "机关运行经费支出", "", "比上年决算数减少0.52万元，减少0.22%",
     "比上年决算数增加3.6万元，增加1.55%"},
    {"YOY301", 2023, "总体情况说明", "", "与上年相比减少0.24万元，减少9.23%",
     "较上年3.1万元减少0.74万元，减少23.87%"},
    {"YOY303", 2023, "一、收入支出决算", "", "增加43.75万元，增加2.88%", "增加4.88%"},
    {"YOY304", 2023, "总体情况说明", "", "与上年相比减少0.46万元，减少6.05%，减少的主要原因是维修费用下降",
     "与上年持平"},
    {"YOY402", 2023, "十二、政府采购", "",
     "2023年度政府采购支出总额228.7万元，其中：政府采购货物支出86.4万元、政府采购工程支出0万元、"
     "政府采购服务支出142.3万元",
     "2023年度政府采购支出总额208万元，其中：政府采购货物支出79.2万元、政府采购工程支出0万元、"
     "政府采购服务支出128.8万元"},
    {"YOY403", 2022, "具体情况", "", "年初预算为836.7万元", "年初预算为829.9万元"},
}};

void plant(Json& report, const Planted& error) {
  if (error.row.empty()) {
    replace(report, error.place, error.what, error.with);
  } else {
    set_cell(report, error.place, error.row, error.what, error.with);
  }
}

bool is_at(const Finding& finding, const Planted& error) {
  const Location& at = finding.locations.front();
  if (error.row.empty()) {
    return !at.table && at.section.find(error.place) != std::string::npos;
  }
  return at.table && descriptor(*at.table).key == error.place;
}

/// The year's report with all errors planted in it, one with last year's table in it as the tenth.
Json faulty(int number) {
  Json report = year(number);
  for (const Planted& error : kPlanted) {
    if (error.year == number) {
      plant(report, error);
    }
  }
  if (number == 2022) {
    report["tables"]["basic"]["rows"] = year(2021)["tables"]["basic"]["rows"];
  }
  return report;
}

TEST(Years, ThreeCleanYearsAreSilent) {
  EXPECT_TRUE(across(year(2022), year(2021)).empty()) << list(across(year(2022), year(2021)));
  EXPECT_TRUE(across(year(2023), year(2022)).empty()) << list(across(year(2023), year(2022)));
  for (const int number : {2021, 2022, 2023}) {
    const auto findings = Checker(Catalogue::builtin()).check(report_of(year(number))).findings;
    EXPECT_TRUE(findings.empty()) << number << "\n" << list(findings);
  }
}

TEST(Years, TenPlantedErrorsAreFoundAndNothingElse) {
  std::size_t found = 0;
  for (const int number : {2022, 2023}) {
    std::vector<Finding> findings = across(faulty(number), year(number - 1));
    for (const Planted& error : kPlanted) {
      if (error.year != number) {
        continue;
      }
      const auto it = std::ranges::find_if(findings, [&](const Finding& finding) {
        return finding.rule == error.rule && is_at(finding, error);
      });
      if (it == findings.end()) {
        ADD_FAILURE() << error.rule << " in " << error.place << " was not found";
        continue;
      }
      ++found;
      findings.erase(it);
    }
    if (number == 2022) {
      ASSERT_EQ(findings.size(), 1U) << list(findings);
      EXPECT_EQ(findings.front().rule, "YOY401");
      EXPECT_EQ(findings.front().locations.front().table, TableKey::kBasic);
      ++found;
    } else {
      EXPECT_TRUE(findings.empty()) << list(findings);
    }
  }
  EXPECT_EQ(found, 10U);
}

TEST(Years, AnotherDepartmentOrYearIsNotCompared) {
  const auto two_back = across(year(2023), year(2021));
  ASSERT_EQ(two_back.size(), 1U) << list(two_back);
  EXPECT_EQ(two_back.front().rule, "YOY101");
  Json other = faulty(2023);
  other["unit"] = "松阳市档案馆";
  const auto findings = across(other, year(2022));
  ASSERT_EQ(findings.size(), 1U) << list(findings);
  EXPECT_EQ(findings.front().rule, "YOY101");
  EXPECT_GT(across(other, year(2022), true).size(), 1U)
      << "a rename that is known does not stop the comparison";
}

TEST(Years, AStatedChangeOfScopeMakesAWarning) {
  Json now = faulty(2023);
  replace(now, "二、机构设置", "没有下属独立核算单位", "因机构改革原市史志办并入，没有下属独立核算单位");
  const auto findings = across(now, year(2022));
  ASSERT_GT(findings.size(), 4U);
  for (const Finding& finding : findings) {
    EXPECT_NE(finding.severity, Severity::kError) << finding.message.zh;
  }
  EXPECT_NE(findings.front().message.zh.find("机构改革"), std::string::npos) << findings.front().message.zh;
}

TEST(Years, AStatedAdjustmentOfTheOpeningBalanceMakesAWarning) {
  for (const std::string said :
       {"年初结转和结余比上年年末数多1万元，系收回以前年度多付款项。",
        "根据审计意见，调增年初结转和结余1万元。", "以前年度会计差错更正，年初数增加1万元。"}) {
    Json now = faulty(2023);
    replace(now, "二、机构设置", "没有下属独立核算单位", said + "没有下属独立核算单位");
    for (const Finding& finding : across(now, year(2022))) {
      EXPECT_TRUE(finding.rule != "YOY201" || finding.severity == Severity::kWarning)
          << said << finding.message.zh;
    }
  }
  Json now = faulty(2023);
  replace(now, "二、机构设置", "没有下属独立核算单位", "上年结转按规定使用。调整预算后没有下属独立核算单位");
  EXPECT_TRUE(std::ranges::any_of(across(now, year(2022)), [](const Finding& finding) {
    return finding.rule == "YOY201" && finding.severity == Severity::kError;
  }));
}

TEST(Years, AComparableBasisIsNotJudged) {
  Json now = year(2023);
  replace(now, "一、收入支出决算", "与上年相比，增加43.75万元，增加2.88%",
          "按可比口径与上年相比，增加53.75万元，增加3.56%");
  EXPECT_TRUE(across(now, year(2022)).empty());
}

TEST(Years, StaffAndFloorSpaceMayStayWhatTheyWere) {
  Json now = year(2023);
  Json then = year(2022);
  for (Json* report : {&now, &then}) {
    replace(*report, "国有资产", "共有车辆2辆", "实有在职113人，退休102人，房屋3250平方米，共有车辆2辆");
  }
  EXPECT_TRUE(across(now, then).empty()) << list(across(now, then));
}

TEST(Years, UnitsOfTheTwoReportsMayDiffer) {
  Json then = year(2022);
  then["currency_unit"] = "元";
  for (auto& [key, table] : then["tables"].items()) {
    table["currency_unit"] = "元";
    for (Json& row : table["rows"]) {
      for (auto& [column, value] : row.items()) {
        if (column != "key" && column != "code" && column != "name") {
          value = (*Decimal::parse(value.get<std::string>())).scaled(4).with_decimals(2).to_string();
        }
      }
    }
  }
  const auto clean = across(year(2023), then);
  EXPECT_TRUE(clean.empty()) << list(clean);
  EXPECT_GT(across(faulty(2023), then).size(), 4U);
}

TEST(DepartmentKey, LeavesOutWhatIsNoName) {
  EXPECT_EQ(department_key("临江市 档案馆（汇总）"), "临江市档案馆");
  EXPECT_EQ(department_key("临江市档案馆部门决算"), "临江市档案馆");
  EXPECT_NE(department_key("临江市档案馆（本级）"), department_key("临江市档案馆"));
  EXPECT_EQ(department_key("临江市档案馆（本级）"), department_key("临江市档案馆本级"));
  EXPECT_EQ(department_key("（汇总）"), "汇总");
}

}  // namespace
}  // namespace zzaudit
