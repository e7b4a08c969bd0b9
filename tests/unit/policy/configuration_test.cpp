// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/policy/configuration.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "model/detail/json_members.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/policy/acceptance.hpp"

namespace zzaudit {
namespace {

using nlohmann::json;

std::string error_of(const std::string& text) {
  try {
    const std::string name = "f";
    const auto tree = detail::parse_commented_json(name, text);
    detail::for_each_member(detail::JsonValue(name, tree), std::array<std::string_view, 1>{"known"},
                            [](std::size_t, const detail::JsonValue& value) {
                              detail::for_each_element(value, [](const detail::JsonValue& entry) {
                                detail::require_kind(entry, detail::JsonKind::kNumber, {"数", "a number"});
                              });
                            });
  } catch (const InputError& error) {
    return error.message().en;
  }
  return "accepted";
}

TEST(CommentedJson, TakesCommentsAndKnowsTheLine) {
  EXPECT_EQ(error_of("// a\n{/* b\n */ \"known\": [1, // \"c\"\n 2]}"), "accepted");
  EXPECT_EQ(error_of("{\n \"known\": [1,\n 2, /* { [ */\n\n \"x\"]}"),
            "f: line 5, /known/2: found the string \"x\", expected a number");
  EXPECT_EQ(error_of("{\"known\"\n // x: \"y\"\n : [ {\"a\": \"b\\\"\"},\n 1]}").substr(0, 19),
            "f: line 3, /known/0");
  EXPECT_TRUE(error_of("\n{\"known\": [],\n \"knwon\": 1}").starts_with("f: line 3, /knwon: unknown member"));
  EXPECT_TRUE(error_of("{\n\"known\": 1}").starts_with("f: line 2, /known: found the number 1"));
  EXPECT_TRUE(error_of("{\"known\": [1] /* }").starts_with("f: line 1, column"));
}

TEST(ConfigurationSchema, KnowsTheMembersThatTheReaderKnows) {
  const auto schema = json::parse(resource("schema/config.schema.json"));
  std::vector<std::string> names;
  for (const auto& [name, definition] : schema.at("properties").items()) {
    names.push_back(name);
  }
  const auto file = std::filesystem::path(::testing::TempDir()) / "zzaudit-unknown-member.json";
  std::ofstream(file) << R"({"qqqqqqqqqqqqqqqq": 1})";
  std::string known;
  try {
    (void)read_configuration(file.string());
  } catch (const ConfigError& error) {
    known = error.message().en;
  }
  std::filesystem::remove(file);
  const std::string mark = "known are: ";
  ASSERT_NE(known.find(mark), std::string::npos) << known;
  std::istringstream list(known.substr(known.find(mark) + mark.size()));
  std::vector<std::string> taken;
  for (std::string name; std::getline(list, name, ',');) {
    taken.push_back(name.substr(name.find_first_not_of(' ')));
  }
  std::ranges::sort(taken);
  EXPECT_EQ(taken, names);
}

Finding finding_of(const std::string& fingerprint) {
  Finding finding;
  finding.id = "0123456789abcdef";
  finding.fingerprint = fingerprint;
  finding.rule = "TAB301";
  finding.locations.emplace_back();
  return finding;
}

TEST(BaselineFile, SurvivesWritingAndKeepsReportsApart) {
  Report report;
  report.unit = "某\"局";
  CheckOutcome outcome;
  outcome.findings = {finding_of("a"), finding_of("a"), finding_of("b")};
  Baseline baseline;
  baseline.add(report, outcome, Language::kChinese);
  report.year = 2023;
  baseline.add(report, {}, Language::kChinese);
  const auto written = json::parse(to_json(baseline));
  EXPECT_EQ(written.at("reports").size(), 2U);
  EXPECT_EQ(written.at("reports").at(0).at("year"), nullptr);
  EXPECT_EQ(written.at("reports").at(0).at("findings").at(0).at("count"), 2);

  Acceptance acceptance({}, baseline, "2026-01-01");
  CheckOutcome other = outcome;
  acceptance.apply("x", report, other);
  EXPECT_EQ(other.findings.size(), 3U);  // of another year
  report.year.reset();
  outcome.findings.push_back(finding_of("a"));
  acceptance.apply("x", report, outcome);
  EXPECT_EQ(outcome.findings.size(), 1U);
  EXPECT_EQ(outcome.suppressed.size(), 3U);
  EXPECT_TRUE(acceptance.remarks(Catalogue::builtin()).empty());
}

}  // namespace
}  // namespace zzaudit
