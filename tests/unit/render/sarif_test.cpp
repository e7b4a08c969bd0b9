// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "unit/render/hostile.hpp"

namespace zzaudit::test {
namespace {

using nlohmann::json;

json sarif(const CheckRun& run, Language language = Language::kChinese) {
  static const Catalogue catalogue = Catalogue::builtin();
  RenderOptions options;
  options.language = language;
  return json::parse(render_sarif(run, catalogue, options)).at("runs").at(0);
}

/// The files of the fixture as they are read, not converted.
CheckRun read_run() {
  CheckRun run = small_run();
  run.reports.front().files = {"报告.md"};
  return run;
}

TEST(RenderSarif, IsOneRunOfVersion210) {
  const json all = json::parse(render_sarif(small_run(), Catalogue::builtin(), {}));
  EXPECT_EQ(all.at("version"), "2.1.0");
  EXPECT_EQ(all.at("runs").size(), 1U);
  const json& driver = all.at("runs").at(0).at("tool").at("driver");
  EXPECT_EQ(driver.at("name"), "zzaudit");
  EXPECT_EQ(driver.at("semanticVersion"), "1.2.3");
}

// What GitHub's code scanning requires beyond the schema.
TEST(RenderSarif, RulesHaveWhatGitHubDemands) {
  const Catalogue catalogue = Catalogue::builtin();
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    const json rules = sarif(small_run(), language).at("tool").at("driver").at("rules");
    ASSERT_EQ(rules.size(), catalogue.rules().size());
    for (const json& rule : rules) {
      for (const char* text : {"shortDescription", "fullDescription", "help"}) {
        EXPECT_FALSE(rule.at(text).at("text").get<std::string>().empty()) << rule.at("id") << text;
      }
      EXPECT_FALSE(rule.at("help").at("markdown").get<std::string>().empty());
      const std::set<std::string> levels = {"error", "warning", "note"};
      EXPECT_TRUE(levels.contains(rule.at("defaultConfiguration").at("level").get<std::string>()));
      EXPECT_FALSE(rule.at("properties").at("tags").empty());
    }
  }
}

TEST(RenderSarif, ResultsHaveWhatGitHubDemands) {
  const json run = sarif(small_run());
  const json& rules = run.at("tool").at("driver").at("rules");
  ASSERT_EQ(run.at("results").size(), 5U);
  std::set<std::string> hashes;
  for (const json& result : run.at("results")) {
    if (result.contains("ruleIndex")) {
      EXPECT_EQ(rules.at(result.at("ruleIndex").get<std::size_t>()).at("id"), result.at("ruleId"));
    }
    EXPECT_FALSE(result.at("message").at("text").get<std::string>().empty());
    ASSERT_EQ(result.at("locations").size(), 1U);
    const json& physical = result.at("locations").at(0).at("physicalLocation");
    EXPECT_FALSE(physical.at("artifactLocation").at("uri").get<std::string>().empty());
    for (const char* end : {"startLine", "startColumn", "endLine", "endColumn"}) {
      EXPECT_GE(physical.at("region").at(end).get<int>(), 1);
    }
    EXPECT_GT(physical.at("region").at("endColumn"), physical.at("region").at("startColumn"));
    hashes.insert(result.at("ruleId").get<std::string>() +
                  result.at("partialFingerprints").at("primaryLocationLineHash").get<std::string>());
  }
  EXPECT_EQ(hashes.size(), 5U);
}

TEST(RenderSarif, EqualFindingsKeepDifferentHashes) {
  CheckRun run = small_run();
  auto& findings = run.reports.front().outcome.findings;
  findings.push_back(findings.front());
  std::set<std::string> hashes;
  const json all = sarif(run);
  for (const json& result : all.at("results")) {
    hashes.insert(result.at("ruleId").get<std::string>() +
                  result.at("partialFingerprints").at("primaryLocationLineHash").get<std::string>());
  }
  EXPECT_EQ(hashes.size(), 6U);
}

TEST(RenderSarif, LinesAreThoseOfTheFileThatWasRead) {
  const auto place = [](const CheckRun& run) { return sarif(run).at("results").at(1).at("locations").at(0); };
  const json read = place(read_run());
  EXPECT_EQ(read.at("physicalLocation").at("artifactLocation").at("uri"), "%E6%8A%A5%E5%91%8A.md");
  EXPECT_EQ(read.at("physicalLocation").at("region").at("startLine"), 40);
  CheckRun converted = small_run();
  converted.reports.front().file = "./r e:port.json";
  converted.reports.front().files = {"./r e:port.json"};
  const json other = place(converted);
  EXPECT_EQ(other.at("physicalLocation").at("artifactLocation").at("uri"), "r%20e%3Aport.json");
  EXPECT_EQ(other.at("physicalLocation").at("region").at("startLine"), 1);
  EXPECT_EQ(other.at("properties").at("line"), 40);
  EXPECT_EQ(other.at("properties").at("source"), "报告.md");
}

TEST(RenderSarif, AbsoluteNamesAreFileUris) {
  CheckRun run = small_run();
  run.reports.front().files = {"/srv/决算.json"};
  EXPECT_EQ(sarif(run)
                .at("results")
                .at(0)
                .at("locations")
                .at(0)
                .at("physicalLocation")
                .at("artifactLocation")
                .at("uri"),
            "file:///srv/%E5%86%B3%E7%AE%97.json");
}

TEST(RenderSarif, TheRealPlaceStandsInLogicalLocationsAndProperties) {
  const json result = sarif(small_run()).at("results").at(2);
  EXPECT_EQ(result.at("ruleId"), "TAB301");
  const json& logical = result.at("locations").at(0).at("logicalLocations").at(0);
  EXPECT_EQ(logical.at("kind"), "cell");
  EXPECT_TRUE(logical.at("fullyQualifiedName").get<std::string>().starts_with("支出决算表/合计/"));
  EXPECT_EQ(result.at("locations").at(0).at("properties").at("table"), "expenditure");
  EXPECT_EQ(result.at("properties").at("expected"), "101.00");
  EXPECT_EQ(result.at("relatedLocations").at(0).at("message").at("text"), "收入合计 100.00");
  EXPECT_TRUE(result.at("message").at("text").get<std::string>().ends_with("建议：改为 40.00"));
}

TEST(RenderSarif, WhatDoesNotCountIsSuppressed) {
  const json results = sarif(run_with_suppressed()).at("results");
  ASSERT_EQ(results.size(), 5U);
  EXPECT_FALSE(results.at(2).contains("suppressions"));
  const json& waived = results.at(3).at("suppressions").at(0);
  EXPECT_EQ(waived.at("kind"), "external");
  EXPECT_EQ(waived.at("justification"), "理由：已核实；决定人：张三；有效期至：2026-12-31");
  EXPECT_EQ(waived.at("properties").at("source"), "waivers.json");
  EXPECT_EQ(results.at(4).at("suppressions").at(0).at("justification"), "已列入基线");
}

TEST(RenderSarif, WhatWasNotCheckedIsANotification) {
  CheckRun run = clean_run();
  run.unread.push_back({"x.pdf", {"x.pdf：无法读取", "x.pdf: cannot be read"}});
  const json all = sarif(run);
  EXPECT_EQ(all.at("results"), json::array());
  const json& invocation = all.at("invocations").at(0);
  EXPECT_EQ(invocation.at("executionSuccessful"), false);
  const json& said = invocation.at("toolExecutionNotifications");
  ASSERT_EQ(said.size(), 3U);
  EXPECT_EQ(said.at(0).at("level"), "error");
  EXPECT_EQ(said.at(0).at("message").at("text"), "x.pdf：无法读取");
  EXPECT_EQ(said.at(1).at("associatedRule").at("id"), "TAB801");
  EXPECT_EQ(sarif(clean_run()).at("invocations").at(0).at("executionSuccessful"), true);
}

TEST(RenderSarif, TextOfAReportIsNoLink) {
  const json all = sarif(hostile_run());
  for (const json& result : all.at("results")) {
    const std::string text = result.at("message").at("text").get<std::string>();
    EXPECT_NE(text.find("[c\\](javascript"), std::string::npos) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
  }
}

}  // namespace
}  // namespace zzaudit::test
