// SPDX-License-Identifier: Apache-2.0
// Formats of one line or one object a finding: concise, github, gitlab.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "unit/render/hostile.hpp"

namespace zzaudit::test {
namespace {

using nlohmann::json;

const Catalogue& catalogue() {
  static const Catalogue all = Catalogue::builtin();
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    lines.push_back(line);
  }
  return lines;
}

CheckRun read_run() {
  CheckRun run = small_run();
  run.reports.front().files = {"报告.md"};
  return run;
}

TEST(RenderConcise, IsALineAFinding) {
  const auto lines = lines_of(render_concise(read_run(), catalogue(), {}));
  ASSERT_EQ(lines.size(), 5U);
  EXPECT_EQ(lines[0], "报告.md: warning: 不一致 [TAB201 some-name]");
  EXPECT_EQ(lines[1], "报告.md:40: error: 不一致 [NAR101 some-name]");
  RenderOptions english;
  english.language = Language::kEnglish;
  EXPECT_EQ(lines_of(render_concise(read_run(), catalogue(), english))[1],
            "报告.md:40: error: does not agree [NAR101 some-name]");
}

TEST(RenderConcise, SaysThePlaceWhereTheFileHasNoLines) {
  CheckRun run = read_run();
  run.reports.front().files = {"r.json"};
  EXPECT_EQ(lines_of(render_concise(run, catalogue(), {}))[1],
            "r.json: error: 不一致（第 3 页 第 40 行） [NAR101 some-name]");
}

TEST(RenderConcise, ShowAndColourAreRespectedAndNothingIsEmpty) {
  RenderOptions options;
  options.show = Severity::kError;
  options.color = true;
  const auto lines = lines_of(render_concise(read_run(), catalogue(), options));
  EXPECT_EQ(lines.size(), 3U);
  EXPECT_NE(lines[0].find("\x1b[1;31merror\x1b[0m"), std::string::npos);
  EXPECT_EQ(render_concise(clean_run(), catalogue(), {}), "");
}

TEST(RenderConcise, HostileTextStaysOnItsLine) {
  const std::string text = render_concise(hostile_run(), catalogue(), {});
  EXPECT_EQ(lines_of(text).size(), 5U);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(RenderGithub, IsACommandAFindingThenTheTotals) {
  const auto lines = lines_of(render_github(read_run(), catalogue(), {}));
  EXPECT_EQ(lines[0], "::warning file=报告.md,title=TAB201 some-name::不一致");
  EXPECT_EQ(lines[2], "::error file=报告.md,line=25,title=TAB301 some-name::不一致 建议：改为 40.00");
  EXPECT_EQ(lines[3], "::notice file=报告.md,line=26,title=TAB302 some-name::不一致");
  EXPECT_EQ(lines[5], "::notice file=报告.md,title=未评估::没有政府性基金表：TAB801 TAB802");
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_TRUE(lines[6].starts_with("zzaudit 1.2.3 某局 · 2024 年度：3 个错误，1 个警告，1 个提示；"));
}

TEST(RenderGithub, AnInputThatCouldNotBeReadIsAnError) {
  CheckRun run = clean_run();
  run.reports.clear();
  run.unread.push_back({"x.pdf", {"x.pdf：无法读取", "x.pdf: cannot be read"}});
  EXPECT_EQ(render_github(run, catalogue(), {}),
            "::error file=x.pdf,title=无法读取，没有核对::x.pdf：无法读取\n");
}

// Every command is one of ours: text can neither begin a line nor end a property.
TEST(RenderGithub, HostileTextBeginsNoCommand) {
  for (const std::string& line : lines_of(render_github(hostile_run(), catalogue(), {}))) {
    if (!line.starts_with("zzaudit ")) {
      EXPECT_TRUE(line.starts_with("::error file=") || line.starts_with("::warning file=") ||
                  line.starts_with("::notice file="))
          << line;
      const std::string properties = line.substr(2, line.find("::", 2) - 2);
      EXPECT_NE(properties.find("title="), std::string::npos) << line;
      EXPECT_NE(line.find("%250A 100%25"), std::string::npos) << line;
      EXPECT_EQ(std::ranges::count(properties, ','), properties.find("line=") == std::string::npos ? 1 : 2)
          << line;
    }
    EXPECT_EQ(line.find('\x1b'), std::string::npos);
  }
}

TEST(RenderGitlab, HasWhatGitLabDemands) {
  CheckRun run = read_run();
  auto& findings = run.reports.front().outcome.findings;
  findings.push_back(findings.front());
  run.unread.push_back({"./x.pdf", {"x.pdf：无法读取", "x.pdf: cannot be read"}});
  const json issues = json::parse(render_gitlab(run, catalogue(), {}));
  ASSERT_EQ(issues.size(), 7U);
  EXPECT_EQ(issues.at(0).at("severity"), "blocker");
  EXPECT_EQ(issues.at(0).at("location").at("path"), "x.pdf");
  EXPECT_EQ(issues.at(1).at("severity"), "minor");
  EXPECT_EQ(issues.at(1).at("check_name"), "TAB201");
  EXPECT_EQ(issues.at(1).at("location").at("lines").at("begin"), 1);
  EXPECT_EQ(issues.at(2).at("location").at("lines").at("begin"), 40);
  std::set<std::string> fingerprints;
  for (const json& issue : issues) {
    EXPECT_FALSE(issue.at("description").get<std::string>().empty());
    fingerprints.insert(issue.at("fingerprint").get<std::string>());
  }
  EXPECT_EQ(fingerprints.size(), issues.size());
}

TEST(RenderGitlab, WhatDoesNotCountIsLeftOutAndNothingIsAnEmptyArray) {
  EXPECT_EQ(json::parse(render_gitlab(run_with_suppressed(), catalogue(), {})).size(), 3U);
  EXPECT_EQ(render_gitlab(clean_run(), catalogue(), {}), "[]\n");
}

}  // namespace
}  // namespace zzaudit::test
