// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

const std::vector<std::string> kCommands = {"check", "convert", "rules", "explain", "completion"};

TEST(Program, WithoutArgumentsShowsHelpAsAnError) {
  const Result result = run({});
  EXPECT_EQ(result.code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(contains(result.err, "用法：zzaudit"));
}

TEST(Program, HelpAndVersion) {
  const Result help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  for (const std::string& command : kCommands) {
    EXPECT_TRUE(contains(help.out, "  " + command + " "));
  }
  EXPECT_TRUE(starts_with(run({"--help", "--lang", "en"}).out, "Usage: zzaudit"));
  const Result version = run({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_TRUE(starts_with(version.out, "zzaudit "));
}

TEST(Program, EveryCommandHasHelpWithExamplesInBothLanguages) {
  for (const std::string& command : kCommands) {
    const Result zh = run({command, "--help"});
    EXPECT_EQ(zh.code, 0);
    EXPECT_TRUE(starts_with(zh.out, "用法：zzaudit " + command));
    EXPECT_TRUE(contains(zh.out, "示例：\n  zzaudit "));
    const Result en = run({command, "--help", "--lang", "en"});
    EXPECT_TRUE(starts_with(en.out, "Usage: zzaudit " + command));
    EXPECT_TRUE(contains(en.out, "Example"));
  }
}

TEST(Program, WrongCommandLinesAreExplainedInTheLanguageChosen) {
  struct Case {
    std::vector<std::string> arguments;
    std::string zh, en;
  };
  const std::vector<Case> cases = {
      {{"chekc", "x"},
       "未知的命令“chekc”（是否应为“check”？）；可用的命令：check, batch, merge, convert, rules, explain, "
       "completion",
       "unknown command “chekc” (did you mean “check”?); commands are: check, batch, merge, convert, rules, "
       "explain, completion"},
      {{"foo"},
       "未知的命令“foo”；可用的命令：check, batch, merge, convert, rules, explain, completion",
       "unknown command “foo”; commands are: check, batch, merge, convert, rules, explain, completion"},
      {{"check", "x", "--fromat", "json"}, "“--format”", "did you mean “--format”"},
      {{"check", "x", "--zzz"}, "未知的选项“--zzz”", "unknown option “--zzz”"},
      {{"check", "x", "--format"}, "--format", "--format"},
      {{"check", "x", "--format", "xml"}, "可用：text, concise, html", "not one of text, concise, html"},
      {{"check", "x", "--show", "never"}, "--show", "--show"},
      {{"check", "x", "--fail-on", "eror"}, "是否应为“error”", "did you mean “error”"},
      {{"check", "x", "--color", "red"}, "--color", "--color"},
      {{"check"}, "至少一个 FILE", "at least one FILE"},
      {{"convert"}, "一个 FILE", "one FILE"},
      {{"convert", "a", "b"}, "一个 FILE", "one FILE"},
      {{"rules", "x"}, "多余的参数“x”", "unexpected argument “x”"},
      {{"explain"}, "编号", "id"},
      {{"rules", "--format", "csv"}, "--format", "--format"},
  };
  for (const Case& c : cases) {
    const Result zh = run(c.arguments);
    EXPECT_EQ(zh.code, 2) << c.zh;
    EXPECT_EQ(zh.out, "") << c.zh;
    EXPECT_TRUE(contains(zh.err, c.zh));
    std::vector<std::string> english = c.arguments;
    english.insert(english.begin(), {"--lang", "en"});
    const Result en = run(english);
    EXPECT_EQ(en.code, 2) << c.en;
    EXPECT_TRUE(contains(en.err, c.en));
  }
  EXPECT_EQ(run({"check", "x", "--lang", "fr"}).code, 2);
  Setting french;
  french.variables = {{"ZZAUDIT_LANG", "fr"}};
  EXPECT_EQ(run({"check", "x"}, french).code, 2);
}

TEST(Rules, ListsEveryRuleInThreeForms) {
  const auto list = nlohmann::json::parse(run({"rules", "--format", "json"}).out).at("rules");
  EXPECT_GT(list.size(), 50U);
  const std::string text = run({"rules"}).out;
  const std::string markdown = run({"rules", "--format", "markdown"}).out;
  for (const auto& rule : list) {
    const auto id = rule.at("id").get<std::string>();
    EXPECT_TRUE(contains(text, "\n  " + id + "  "));
    EXPECT_TRUE(contains(markdown, "\n### " + id + " `" + rule.at("name").get<std::string>() + "`"));
    for (const char* member : {"title", "rationale", "fix", "tolerance"}) {
      EXPECT_TRUE(contains(markdown, rule.at(member).get<std::string>())) << id;
    }
    for (const auto& basis : rule.at("basis")) {
      EXPECT_TRUE(contains(markdown, basis.at("document").get<std::string>())) << id;
    }
  }
  EXPECT_TRUE(starts_with(markdown, "# 核对规则\n"));
  EXPECT_TRUE(starts_with(run({"rules", "--format", "markdown", "--lang", "en"}).out, "# Rules\n"));
}

TEST(Rules, AreGroupedByFamily) {
  std::set<std::string> families;
  const auto list = nlohmann::json::parse(run({"rules", "--format", "json"}).out).at("rules");
  for (const auto& rule : list) {
    families.insert(rule.at("id").get<std::string>().substr(0, 3));
  }
  for (const char* language : {"zh", "en"}) {
    const std::string text = run({"rules", "--lang", language}).out;
    const std::string markdown = run({"rules", "--lang", language, "--format", "markdown"}).out;
    for (const std::string& family : families) {
      EXPECT_TRUE(matches(text, "(^|\n)" + family + " [^\n]+\n  " + family + "\\d+ "));
      EXPECT_TRUE(contains(markdown, "\n## " + family + " "));
    }
  }
  const std::string own = run({"rules", "--rules", sample("own-rules.json")}).out;
  EXPECT_TRUE(contains(own, "\n自己的规则\n  OWN101  "));
}

TEST(Explain, TakesNamesAndBothLanguages) {
  const Result by_id = run({"explain", "TAB301"});
  EXPECT_EQ(run({"explain", "tab301"}).out, by_id.out);
  EXPECT_EQ(run({"explain", "expenditure-row-sum-mismatch"}).out, by_id.out);
  EXPECT_TRUE(contains(by_id.out, "基本支出 + 项目支出"));
  EXPECT_TRUE(contains(by_id.out, "依据"));
  const Result english = run({"explain", "TAB301", "--lang", "en"});
  EXPECT_TRUE(contains(english.out, "Bad example"));
  EXPECT_TRUE(contains(english.out, "basic expenditure + project expenditure"));
}

TEST(Explain, UnknownRuleNamesTheNearest) {
  const Result result = run({"explain", "TAB3O1"});
  EXPECT_EQ(result.code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(contains(result.err, "相近的有：TAB301 expenditure-row-sum-mismatch。"));
  EXPECT_TRUE(contains(run({"explain", "expenditure-row-sum-mismach"}).err, "TAB301"));
}

TEST(Explain, UnknownRuleNearToNoneNamesNone) {
  for (const char* name : {"X", "foo", "OWN101", "三公"}) {
    const Result result = run({"explain", name});
    EXPECT_EQ(result.code, 2) << name;
    EXPECT_TRUE(lacks(result.err, "相近"));
    EXPECT_TRUE(contains(result.err, "--rules FILE"));
    EXPECT_TRUE(contains(run({"explain", name, "--lang", "en"}).err, "--rules FILE"));
  }
}

TEST(Convert, ResultGivesTheSameFindings) {
  const Folder folder;
  for (const char* path :
       {"clean-markdown/report.md", "clean-csv", "faulty/report.json", "rounding/report.json"}) {
    ASSERT_EQ(run({"convert", sample(path), "-o", folder.path("report.json")}).code, 0) << path;
    auto direct =
        nlohmann::json::parse(run({"check", "--format", "json", sample(path)}).out).at("reports").at(0);
    auto converted = nlohmann::json::parse(run({"check", "--format", "json", folder.path("report.json")}).out)
                         .at("reports")
                         .at(0);
    for (auto* report : {&direct, &converted}) {
      report->erase("file");
      report->erase("sha256");
    }
    EXPECT_EQ(direct, converted) << path;
  }
}

TEST(Convert, WritesToStandardOutputToo) {
  const Result plain = run({"convert", sample("clean-csv")});
  EXPECT_EQ(plain.code, 0);
  EXPECT_EQ(run({"convert", sample("clean-csv"), "-o", "-"}).out, plain.out);
  EXPECT_EQ(nlohmann::json::parse(plain.out).at("schema"), "zzaudit-report/1");
  Setting setting;
  setting.input = plain.out;
  EXPECT_EQ(run({"convert", "-"}, setting).out, plain.out);
  Setting full;
  full.output_path = "/dev/full";
  EXPECT_EQ(run({"convert", sample("clean-csv")}, full).code, 2);
}

}  // namespace
}  // namespace zzaudit::test
