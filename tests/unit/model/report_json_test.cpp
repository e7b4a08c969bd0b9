// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/report_json.hpp"

#include <gtest/gtest.h>

#include "support/compare_reports.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit {
namespace {

using test::first_difference;

std::string with_rows(std::string_view table, std::string_view rows) {
  return R"({"schema": "zzaudit-report/1", "tables": {")" + std::string(table) +
         R"(": {"title": "表", "rows": [)" + std::string(rows) + "]}}}";
}

Report income_of(std::string_view rows) { return report_from_json("r.json", with_rows("income", rows)); }

/// Both messages of the InputError that reading must end in.
Bilingual rejection(std::string_view text) {
  try {
    (void)report_from_json("r.json", text);
  } catch (const InputError& error) {
    return error.message();
  }
  return {"accepted", "accepted"};
}

void expect_rejected(std::string_view text, std::string_view where, std::string_view zh,
                     std::string_view en) {
  const Bilingual message = rejection(text);
  const std::string shown(text.substr(0, 200));
  EXPECT_TRUE(message.zh.starts_with("r.json：" + std::string(where))) << shown << "\n" << message.zh;
  EXPECT_TRUE(message.en.starts_with("r.json: " + std::string(where))) << shown << "\n" << message.en;
  EXPECT_NE(message.zh.find(zh), std::string::npos) << shown << "\n" << message.zh;
  EXPECT_NE(message.en.find(en), std::string::npos) << shown << "\n" << message.en;
}

/// Every member of the model filled, every place different.
class FullReport {
 public:
  Report make() {
    Report report;
    report.sources = {{"报告.md", ""}, {"附表.xlsx", "公开02表"}};
    report.unit = "某市\"测试\"局\\科\n二行\t\x01";
    report.unit_place = place();
    report.year = 2024;
    report.year_place = place();
    report.currency_unit = CurrencyUnit::kTenThousandYuan;
    report.rounding_remark = "可能存在尾差";
    report.rounding_place = place();
    report.form = "generic";
    report.table_order = {TableKey::kThreePublic};
    for (const TableKey key : kAllTables) {
      if (key != TableKey::kThreePublic) {
        report.table_order.push_back(key);
      }
      fill(report, key);
    }
    report.sections.push_back(
        {"一、收入", 2, place(), {{{{"甲", place()}, {"乙", {}}}, 3, true, true}, {{{"丙", {}}}}}});
    report.sections.push_back({"", 0, {}, {{{}, 0, false, false}}});
    Grid grid{2,      3,    {{"头", place(), 0, 0, 1, 3}, {"", {}, 1, 0, 1, 1}, {"5", place(), 1, 2, 1, 1}},
              true,   true, {},
              place()};
    report.other_tables.push_back({1, "单位名单", grid});
    report.notes.push_back({{"没有读", "not read"}, place()});
    return report;
  }

 private:
  Place place() {
    ++next_;
    return {static_cast<std::uint16_t>(next_ % 2),
            next_ % 3,
            next_,
            next_ % 5,
            next_ % 7,
            next_ % 4,
            next_ * 10,
            next_ * 10 + next_ % 3};
  }

  Cell cell() {
    Cell result;
    result.place = next_ % 3 == 0 ? Place{} : place();
    ++next_;
    switch (next_ % 6) {
      case 0:
        result.state = CellState::kBlank;
        break;
      case 1:
        result.state = CellState::kBlank;
        result.text = "—";
        break;
      case 2:
        result.state = CellState::kUnreadable;
        result.text = "12.3.4";
        break;
      case 3:
        result.state = CellState::kValue;
        result.value = Decimal(-123450 - static_cast<int>(next_), 2);
        result.text = "-1, 23 4.5";
        break;
      default:
        result.state = CellState::kValue;
        result.value = Decimal(next_ * 100, static_cast<int>(next_ % 4));
    }
    return result;
  }

  void fill(Report& report, TableKey key) {
    TableInfo& info = info_of(report, key);
    info.present = true;
    info.title = std::string(descriptor(key).title.zh);
    info.number = "公开0" + std::to_string(static_cast<int>(key) + 1) + "表";
    info.currency_text = "美元";
    if (key != TableKey::kFund) {
      info.currency_unit = CurrencyUnit::kYuan;
      info.currency_text = key == TableKey::kBasic ? "人民币元" : "元";
    }
    if (key != TableKey::kIncome) {
      info.department = key == TableKey::kBasic ? "" : "某局";
    }
    info.notes = {{"注：一", {}, false}, {"注：二", place(), true}};
    info.unplaced = {{"其他 5.00", place(), true}};
    info.ignored = {{"年初结转和结余/基本支出结转", place(), 12, false},
                    {"公务用车保有量（辆）", {}, 1, true}};
    info.repeats = {place(), {}};
    info.low_confidence = key == TableKey::kFund;
    info.place = place();
    if (descriptor(key).has_rows) {
      append_row(report, key, "2010101", "行政运行", place());
      append_row(report, key, "20101O1", "编码有误", place());
      append_row(report, key, "", "没有编码", {});
    }
    std::size_t index = 0;
    for (auto& row : rows_of(report, key)) {
      if (row.line != nullptr && index++ % 3 == 1) {
        continue;  // a fixed line that the form does not print
      }
      *row.present = true;
      *row.name = row.line != nullptr ? std::string(row.line->label.zh) : *row.name;
      *row.place = row.line != nullptr ? place() : *row.place;
      for (std::size_t i = 0; i < descriptor(key).columns.size(); ++i) {
        if (next_ % 11 != 0) {
          *row.cells[i] = cell();
        } else {
          ++next_;
        }
      }
    }
  }

  std::uint32_t next_ = 0;
};

TEST(ReportJson, WritesEverythingThatItReads) {
  const Report report = FullReport().make();
  const std::string text = report_to_json(report);
  const Report again = report_from_json("r.json", text);
  EXPECT_EQ(first_difference(report, again), "");
  EXPECT_EQ(report_to_json(again), text);
}

TEST(ReportJson, SamplesSurviveTheRoundTrip) {
  int samples = 0;
  for (const std::string_view path : resource_names("samples/")) {
    if (path.ends_with("report.json")) {
      ++samples;
      const Report report = report_from_json(std::string(path), resource(path));
      EXPECT_EQ(first_difference(report, report_from_json("copy", report_to_json(report))), "") << path;
    }
  }
  EXPECT_GE(samples, 3);
}

TEST(ReportJson, WritesOneRowALineAndNoEscapesForChinese) {
  const Report report =
      income_of(R"({"key": "total", "name": "合计", "total": "12.50"}, {"code": "201", "name": "甲"})");
  EXPECT_NE(
      report_to_json(report).find("\n    {\"key\": \"total\", \"name\": \"合计\", \"total\": \"12.50\"},\n"
                                  "    {\"code\": \"201\", \"name\": \"甲\"}]"),
      std::string::npos)
      << report_to_json(report);
}

TEST(ReportJson, CellForms) {
  const Report report = income_of(
      R"({"key": "total", "total": "1,234.50", "fiscal": "", "superior": null, "operating": {"unreadable": "12.3.4"},)"
      R"( "business": {"value": "7.0", "text": "7 .0", "at": "C3"}, "affiliated": "—"})");
  const IncomeColumns& cells = report.income.total.cells;
  EXPECT_EQ(cells.total.value.to_string(), "1234.50");
  EXPECT_EQ(cells.fiscal.state, CellState::kBlank);
  EXPECT_EQ(cells.superior.state, CellState::kBlank);
  EXPECT_EQ(cells.operating.state, CellState::kUnreadable);
  EXPECT_EQ(cells.operating.text, "12.3.4");
  EXPECT_EQ(cells.business.value.to_string(), "7.0");
  EXPECT_EQ(cells.business.text, "7 .0");
  EXPECT_EQ(cells.business.place.column, 3U);
  EXPECT_EQ(cells.affiliated.state, CellState::kBlank);
  EXPECT_EQ(cells.other.state, CellState::kAbsent);
  EXPECT_EQ(report.table_order, std::vector{TableKey::kIncome});
  EXPECT_EQ(report.sources.at(0).file, "r.json");
}

TEST(ReportJson, CellsInheritThePlaceOfTheirRow) {
  const Report report = income_of(
      R"({"key": "total", "at": "S1 P2 L12 G8 T3 R4 C1 B5-9", "total": {"value": "1", "at": "C2 B7-8"},)"
      R"( "fiscal": {"value": "1", "at": "L13"}, "superior": "1"})");
  EXPECT_EQ(report.income.total.place, (Place{1, 2, 12, 8, 3, 4, 1, 5, 9}));
  EXPECT_EQ(report.income.total.cells.total.place, (Place{1, 2, 12, 8, 3, 4, 2, 7, 8}));
  EXPECT_EQ(report.income.total.cells.fiscal.place, (Place{1, 2, 13, 8, 3, 4, 0, 0, 0}));
  EXPECT_EQ(report.income.total.cells.superior.place, Place{});
}

TEST(ReportJson, NumbersHaveThePrecisionOfTheirTable) {
  const Report report =
      income_of(R"({"key": "total", "total": 12, "fiscal": 0.5, "superior": "3.25", "operating": 1.5e3},)"
                R"({"code": "201", "total": {"value": 1e1}, "fiscal": "4"})");
  const IncomeColumns& total = report.income.total.cells;
  EXPECT_EQ(total.total.value.to_string(), "12.00");
  EXPECT_EQ(total.fiscal.value.to_string(), "0.50");
  EXPECT_EQ(total.operating.value.to_string(), "1500.00");
  EXPECT_EQ(report.income.rows.at(0).cells.total.value.to_string(), "10.00");
  // A string is printed as it stands.
  EXPECT_EQ(report.income.rows.at(0).cells.fiscal.value.to_string(), "4");
}

TEST(ReportJson, NumbersOfBinaryArithmeticDoNotRaiseThePrecision) {
  const Report report =
      income_of(R"({"key": "total", "total": 12.5, "fiscal": 0.30000000000000004, "superior": 1.25})");
  EXPECT_EQ(report.income.total.cells.total.value.to_string(), "12.50");
}

TEST(ReportJson, RejectsAmountsThatAreNone) {
  const std::string_view cell = "/tables/income/rows/1/fiscal：";
  for (const std::string_view value :
       {"\"NaN\"", "\"12.3.4\"", "\"inf\"", "\"1e5\"", "true", "[1]", "\"0x1F\"", "\"一百\""}) {
    const std::string text =
        with_rows("income", R"({"key": "total"}, {"code": "201", "fiscal": )" + std::string(value) + "}");
    expect_rejected(text, cell.substr(0, cell.size() - 3), "应为金额", "expected an amount");
  }
  const std::string forty(40, '7');
  for (const std::string& value :
       std::vector<std::string>{forty, "\"" + forty + "\"", "-" + forty + ".5", "1e40", "1." + forty}) {
    expect_rejected(with_rows("income", R"({"code": "201", "fiscal": )" + value + "}"),
                    "/tables/income/rows/0/fiscal", "应为", "expected");
  }
  expect_rejected(with_rows("income", R"({"code": "201", "fiscal": 1e999})"), "", "数字过大",
                  "number too large");
  expect_rejected(with_rows("income", R"({"code": "201", "fiscal": NaN})"), "", "不是合法的 JSON",
                  "not valid JSON");
}

TEST(ReportJson, SaysWhereAndWhatIsWrong) {
  expect_rejected(R"({"schema": "zzaudit-report/1"})", "/", "缺少成员“tables”", "“tables” is missing");
  expect_rejected(R"({"schema": "zzaudit-report/1", "tables": {}})", "/", "缺少成员“tables”",
                  "“tables” is missing");
  expect_rejected("{}", "/", "缺少成员“schema”", "“schema” is missing");
  expect_rejected("[1, 2]", "/", "这里是数组", "found an array");
  expect_rejected("3", "/", "这里是数值 3", "found the number 3");
  expect_rejected(R"({"schema": "other/2", "x": 1})", "/schema", "字符串 \"other/2\"",
                  "expected \"zzaudit-report/1\"");
  expect_rejected(R"({"schema": "zzaudit-report/1", "yeer": 2023})", "/yeer", "是否应为“year”",
                  "did you mean “year”");
  expect_rejected(R"({"schema": "zzaudit-report/1", "year": "2023"})", "/year", "整数", "a whole number");
  expect_rejected(R"({"schema": "zzaudit-report/1", "year": 2023.5})", "/year", "整数", "a whole number");
  expect_rejected(R"({"schema": "zzaudit-report/1", "year": 2023, "year": 2023})", "/year", "两次", "twice");
  expect_rejected(R"({"schema": "zzaudit-report/1", "currency_unit": "美元"})", "/currency_unit", "万元",
                  "万元");
  expect_rejected(R"({"schema": "zzaudit-report/1", "tables": {"incme": {}}})", "/tables/incme", "“income”",
                  "“income”");
  expect_rejected(R"({"schema": "zzaudit-report/1", "tables": {"income": []}})", "/tables/income", "应为对象",
                  "an object");
  expect_rejected(with_rows("income", R"({"name": "甲"})"), "/tables/income/rows/0", "key", "key");
  expect_rejected(with_rows("income", R"({"key": "total", "code": "201"})"), "/tables/income/rows/0", "key",
                  "key");
  expect_rejected(with_rows("income", R"({"key": "totl"})"), "/tables/income/rows/0", "“total”", "“total”");
  expect_rejected(with_rows("income", R"({"key": "total"}, {"key": "total"})"), "/tables/income/rows/1",
                  "两次", "twice");
  expect_rejected(with_rows("income", R"({"code": 201})"), "/tables/income/rows/0/code", "字符串",
                  "a string");
  expect_rejected(with_rows("three_public", R"({"code": "201"})"), "/tables/three_public/rows/0", "科目行",
                  "classification");
  expect_rejected(with_rows("income", R"({"code": "201", "fiscl": "1"})"), "/tables/income/rows/0/fiscl",
                  "“fiscal”", "“fiscal”");
  expect_rejected(with_rows("income", R"({"code": "201", "fiscal": {"value": "1", "unreadable": "1"}})"),
                  "/tables/income/rows/0/fiscal", "unreadable", "unreadable");
  expect_rejected(with_rows("income", R"({"code": "201", "at": "L12 X3"})"), "/tables/income/rows/0/at",
                  "位置", "a place");
  expect_rejected(R"({"schema": "zzaudit-report/1", "a/b~c": 1})", "/a~1b~0c", "未知的成员",
                  "unknown member");
  expect_rejected(
      R"({"schema": "zzaudit-report/1", "other_tables": [{"grid": {"rows": 1, "columns": 1, "cells": [{"row": 1, "column": 0}]}}]})",
      "/other_tables/0/grid/cells/0", "超出", "outside");
}

TEST(ReportJson, BrokenJsonNamesLineAndColumn) {
  expect_rejected("{\"schema\": \"zzaudit-report/1\",\n \"unit\": \"某局\" 5}", "", "第 2 行第 15 列",
                  "line 2, column 15");
  expect_rejected("{\"schema\": \"zzaudit-report/1\",\n \"unit\": \"某", "", "第 2 行第 12 列",
                  "line 2, column 12");
  expect_rejected("{\"schema\":", "", "不完整", "before it is complete");
  expect_rejected("{} {}", "", "第 1 行第 4 列", "line 1, column 4");
}

TEST(ReportJson, DeepNestingIsRefusedWithoutHarm) {
  for (const char open : {'[', '{'}) {
    std::string text = R"({"schema": "zzaudit-report/1", "sections": )";
    for (int i = 0; i < 10000; ++i) {
      text += open;
      text += open == '{' ? "\"a\":" : "";
    }
    expect_rejected(text, "", "64 层", "64 levels");
  }
}

}  // namespace
}  // namespace zzaudit
