// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "fixture.hpp"
#include "zzaudit/base/resource.hpp"

namespace zzaudit {
namespace {

using nlohmann::json;
using test::small_run;

json json_of(const CheckRun& run, Language language = Language::kChinese) {
  RenderOptions options;
  options.language = language;
  options.show = Severity::kError;
  return json::parse(render_json(run, options));
}

json schema() { return json::parse(resource("schema/findings.schema.json")); }

/// Every member of `value` is known to the schema and every required one is there, all the way down. Enough
/// of JSON Schema for this schema.
void expect_valid(const json& value, json definition, const json& root, const std::string& where) {
  if (definition.contains("$ref")) {
    const auto name = definition.at("$ref").get<std::string>();
    definition = root.at("$defs").at(name.substr(name.rfind('/') + 1));
  }
  if (definition.contains("enum")) {
    EXPECT_NE(std::ranges::find(definition.at("enum"), value), definition.at("enum").end()) << where;
  }
  if (definition.contains("const")) {
    EXPECT_EQ(definition.at("const"), value) << where;
  }
  if (definition.contains("type") && definition.at("type").is_string()) {
    const auto type = definition.at("type").get<std::string>();
    EXPECT_TRUE((type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
                (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer()))
        << where << " is no " << type;
  }
  if (value.is_object()) {
    for (const auto& name : definition.value("required", json::array())) {
      EXPECT_TRUE(value.contains(name.get<std::string>())) << where << " lacks " << name;
    }
    for (const auto& [name, member] : value.items()) {
      ASSERT_TRUE(definition.at("properties").contains(name)) << where << " has " << name;
      expect_valid(member, definition.at("properties").at(name), root, where + "/" + name);
    }
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      expect_valid(value[i], definition.at("items"), root, where + "/" + std::to_string(i));
    }
  }
}

TEST(RenderJson, KeepsToItsSchema) {
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    CheckRun run = small_run();
    run.reports.push_back(run.reports.front());
    run.reports[1].report.year.reset();
    run.reports[1].report.currency_unit.reset();
    run.reports[1].report.sources.push_back({"另一份.csv", ""});
    Finding waived = run.reports[1].outcome.findings.front();
    waived.suppression = {Suppression::Kind::kWaiver, "理由", "财务科", "2026-12-31", "waivers.json"};
    run.reports[1].outcome.suppressed = {waived};
    run.policy = {
        {".zzaudit.json"}, {"waivers.json"}, "baseline.json", {{"stale-waiver", {"甲", "a"}, {"乙", "b"}}}};
    expect_valid(json_of(run, language), schema(), schema(), "");
  }
}

TEST(RenderJson, AllFindingsWhateverIsShown) {
  const json report = json_of(small_run()).at("reports").at(0);
  EXPECT_EQ(report.at("findings").size(), 5U);
  EXPECT_EQ(report.at("summary"),
            json::parse(R"({"error": 3, "warning": 1, "note": 1, "waived": 0, "baseline": 0})"));
  EXPECT_EQ(report.at("template"), "");
}

TEST(RenderJson, AFindingInFull) {
  const json finding = json_of(small_run()).at("reports").at(0).at("findings").at(2);
  EXPECT_EQ(finding, json::parse(R"({
    "id": "0123456789abcdef", "rule": "TAB301", "name": "some-name", "severity": "error", "message": "不一致",
    "expected": "101.00", "actual": "100.00", "difference": "-1.00", "tolerance": "0.015",
    "locations": [{"table": "expenditure", "title": "支出决算表", "number": "公开03表", "row": "合计", "column": "本年支出合计", "line": 25}],
    "operands": [{"name": "收入合计", "value": "100.00",
                  "location": {"table": "income", "title": "收入决算表", "row": "合计", "column": "本年收入合计"}}],
    "suspects": [{"score": 90, "repair": "40.00", "reason": "末位有误", "table": "expenditure", "title": "支出决算表",
                  "number": "公开03表", "row": "合计", "column": "项目支出", "line": 25}],
    "suggestion": "改为 40.00",
    "consequences": [{"rule": "XTB101", "message": "总表不符",
                      "locations": [{"table": "income", "title": "收入决算表", "row": "合计", "column": "本年收入合计"}]}]})"));
}

TEST(RenderJson, RowsAndMessagesInTheChosenLanguage) {
  const json finding = json_of(small_run(), Language::kEnglish).at("reports").at(0).at("findings").at(2);
  EXPECT_EQ(finding.at("message"), "does not agree");
  EXPECT_EQ(finding.at("locations").at(0).at("row"), "total");
  EXPECT_EQ(finding.at("locations").at(0).at("column"), "total expenditure of the year");
}

TEST(RenderJson, PlacesOnlyWhereKnown) {
  const json findings = json_of(small_run()).at("reports").at(0).at("findings");
  const json& words = findings.at(1).at("locations").at(0);
  EXPECT_EQ(words, json::parse(R"({"section": "二、收入", "text": "收入 100 万元", "line": 40, "page": 3})"));
  EXPECT_FALSE(findings.at(0).at("locations").at(0).contains("line"));
  EXPECT_FALSE(findings.at(0).at("locations").at(0).contains("number"));
}

TEST(RenderJson, SeveralSourcesAreNamed) {
  CheckRun run = small_run();
  run.reports[0].report.sources.push_back({"收入.csv", ""});
  run.reports[0].outcome.findings[0].locations[0].place.source = 1;
  const json findings = json_of(run).at("reports").at(0).at("findings");
  EXPECT_EQ(findings.at(0).at("locations").at(0).at("file"), "收入.csv");
  EXPECT_EQ(findings.at(2).at("locations").at(0).at("file"), "报告.md");
}

TEST(RenderJson, ChecksAndCoverage) {
  const json report = json_of(small_run()).at("reports").at(0);
  EXPECT_EQ(
      report.at("checks").at(2),
      json::parse(
          R"({"rule": "TAB801", "status": "not-evaluated", "evaluated": 0, "failed": 0, "not_evaluated": 2, "reason": "没有政府性基金表"})"));
  EXPECT_EQ(report.at("checks").at(1).at("status"), "pass");
  EXPECT_EQ(report.at("checks").at(0).at("status"), "fail");
  EXPECT_EQ(report.at("checks").at(4).at("status"), "not-applicable");
  EXPECT_EQ(report.at("coverage").at("tables"), json::parse(R"({"numbers": 3000, "verified": 2999})"));
  EXPECT_EQ(report.at("coverage").at("unverified").at(0).at("reason"), "没有检查");
  EXPECT_EQ(report.at("coverage").at("unverified").at(0).at("row"), "合计");
  EXPECT_FALSE(report.at("coverage").contains("other_tables"));
  CheckRun run = small_run();
  run.reports[0].outcome.coverage.other_tables = {{"国有资产占用情况表", "十三、国有资产", 24}};
  EXPECT_EQ(json_of(run).at("reports").at(0).at("coverage").at("other_tables"),
            json::parse(R"([{"title": "国有资产占用情况表", "section": "十三、国有资产", "numbers": 24}])"));
}

TEST(RenderJson, ARunWithoutReportsIsWhole) {
  EXPECT_EQ(
      json_of({"1.2.3", "x", {}}),
      json::parse(
          R"({"schema": "zzaudit-findings/1", "tool": {"name": "zzaudit", "version": "1.2.3", "ruleset": "x"}, "reports": []})"));
}

TEST(RenderJson, ControlCharactersAreEscaped) {
  CheckRun run = small_run();
  run.reports[0].outcome.findings[0].message.zh = "a\x1b\n\"\\\t";
  EXPECT_EQ(json_of(run).at("reports").at(0).at("findings").at(0).at("message"), "a\x1b\n\"\\\t");
}

}  // namespace
}  // namespace zzaudit
