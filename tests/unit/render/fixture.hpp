// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit::test {

/// A small report with two tables, printed in an order of its own.
inline Report small_report() {
  return report_from_json("r.json", R"({
 "schema": "zzaudit-report/1", "unit": "某局", "year": 2024, "currency_unit": "万元",
 "sources": [{"file": "报告.md"}],
 "tables": {
  "expenditure": {"title": "支出决算表", "number": "公开03表", "at": "L20", "rows": [
   {"key": "total", "name": "合计", "at": "L25", "total": {"value": "100.00", "at": "C2"}, "basic": {"value": "60.00", "at": "C3"}, "project": {"value": "41.00", "at": "C4"}},
   {"code": "2010301", "name": "行政运行", "at": "L26", "total": {"value": "100.00", "at": "C2"}, "basic": {"value": "", "at": "C3"}, "project": {"unreadable": "4l.00", "at": "C4"}}]},
  "income": {"title": "收入决算表", "at": "L10", "rows": [{"key": "total", "name": "合计", "total": "100.00"}]}}})");
}

/// A place in a table of the report by row key and column key; "" = none.
inline Location location_of(const Report& report, TableKey table, std::string_view row_key,
                            std::string_view column_key) {
  Location location;
  location.table = table;
  location.title = info_of(report, table).title;
  location.number = info_of(report, table).number;
  location.place = info_of(report, table).place;
  for (const RowView& row : rows_of(report, table)) {
    if (!row_key.empty() && row.key() == row_key) {
      location.row = {row_label(row, Language::kChinese), row_label(row, Language::kEnglish)};
      location.place = *row.place;
      if (const auto column = find_column(table, column_key)) {
        const BilingualView label = descriptor(table).columns[*column].label;
        location.column = {std::string(label.zh), std::string(label.en)};
        location.place = row.cells[*column]->place;
      }
    }
  }
  return location;
}

inline Finding finding_at(std::string rule, Severity severity, const Location& location) {
  Finding finding;
  finding.id = "0123456789abcdef";
  finding.rule = std::move(rule);
  finding.name = "some-name";
  finding.severity = severity;
  finding.message = {"不一致", "does not agree"};
  finding.locations = {location};
  return finding;
}

/// One report with a finding in each table, one in the words and one about the whole.
inline CheckRun small_run() {
  CheckRun run{"1.2.3", std::string(64, 'a'), {}};
  CheckedReport checked{"报告.md", std::string(64, 'b'), small_report(), {}};
  const Report& report = checked.report;
  Finding sum =
      finding_at("TAB301", Severity::kError, location_of(report, TableKey::kExpenditure, "total", "total"));
  sum.expected = "101.00";
  sum.actual = "100.00";
  sum.difference = "-1.00";
  sum.tolerance = "0.015";
  sum.operands = {
      {{"收入合计", "income"}, "100.00", location_of(report, TableKey::kIncome, "total", "total")}};
  sum.suspects = {{90,
                   "40.00",
                   {"末位有误", "last digit"},
                   location_of(report, TableKey::kExpenditure, "total", "project")}};
  sum.suggestion = {"改为 40.00", "should be 40.00"};
  sum.consequences = {{"XTB101",
                       {"总表不符", "overview differs"},
                       {location_of(report, TableKey::kIncome, "total", "total")}}};
  Location words;
  words.section = "二、收入";
  words.text = "收入 100 万元";
  words.place.line = 40;
  words.place.page = 3;
  checked.outcome.findings = {
      finding_at("TAB201", Severity::kWarning, location_of(report, TableKey::kIncome, "total", "total")),
      finding_at("NAR101", Severity::kError, words), sum,
      finding_at("TAB302", Severity::kNote, location_of(report, TableKey::kExpenditure, "2010301", "basic")),
      finding_at("STR109", Severity::kError, Location{})};
  checked.outcome.checks = {
      {"NAR101", CheckStatus::kFail, 3, 1, 0, {}},
      {"STR109", CheckStatus::kPass, 1, 0, 0, {}},
      {"TAB801", CheckStatus::kNotEvaluated, 0, 0, 2, {"没有政府性基金表", "no fund table"}},
      {"TAB802", CheckStatus::kNotEvaluated, 0, 0, 1, {"没有政府性基金表", "no fund table"}},
      {"TAB901", CheckStatus::kNotApplicable, 0, 0, 0, {"不适用", "nothing there"}}};
  checked.outcome.coverage.tables = {3000, 2999};
  checked.outcome.coverage.unverified = {
      {"41.00", {"没有检查", "no check"}, location_of(report, TableKey::kExpenditure, "total", "project")}};
  run.reports.push_back(std::move(checked));
  return run;
}

}  // namespace zzaudit::test
