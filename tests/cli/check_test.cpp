// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

std::string last_line(const std::string& text) {
  const auto end = text.find_last_not_of('\n');
  const auto begin = text.rfind('\n', end);
  return text.substr(begin + 1, end - begin);
}

nlohmann::json json_of(const std::vector<std::string>& arguments) {
  std::vector<std::string> all = {"check", "--format", "json"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return nlohmann::json::parse(run(all).out);
}

TEST(Check, CleanReportIsOneLine) {
  const std::string file = sample("clean/report.json");
  const Result result = run({"check", file});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_TRUE(starts_with(result.out,
                          file + "：没有发现问题。临江市档案馆 · 2023 年度 · 万元 · 识别决算表 9/9 张；"));
  EXPECT_TRUE(matches(result.out, "；[0-9]+ 项检查通过；已核对表内数字 .*，情况说明数字 [^\n]*\n$"));
  EXPECT_EQ(std::ranges::count(result.out, '\n'), 1);
  const std::string english = run({"check", file, "--lang", "en"}).out;
  EXPECT_TRUE(starts_with(english, file + ": Nothing was found. 临江市档案馆 · 2023 · "));
  EXPECT_EQ(std::ranges::count(english, '\n'), 1);
}

TEST(Check, CleanReportsAreALineEachAmongOthers) {
  const std::string clean = sample("clean/report.json");
  const Result result = run({"check", clean, sample("faulty/report.json"), sample("clean-csv")});
  EXPECT_TRUE(starts_with(result.out, clean + "：没有发现问题。"));
  EXPECT_TRUE(contains(result.out, "\n\n临江市档案馆 · 2023 年度 · 万元 · 识别决算表 9/9 张\n" +
                                       sample("faulty/report.json") + "\n"));
  EXPECT_TRUE(contains(result.out, "\n" + sample("clean-csv") + "：没有发现问题。"));
  EXPECT_TRUE(contains(result.out, "\n\n共 3 份报告：\n"));
}

// What one line cannot say is said in full.
TEST(Check, WhatWasNotEvaluatedOrIsAskedForIsNotLeftOutOfACleanReport) {
  const std::string file = sample("clean/report.json");
  EXPECT_TRUE(contains(run({"check", file, "--show-unverified"}).out, "\n  未核对 "));
  const Folder folder;
  nlohmann::json report = nlohmann::json::parse(read(file));
  report.at("tables").erase("fund");
  const Result result = run({"check", folder.file("tables.json", report.dump()), "--ignore", "STR"});
  EXPECT_TRUE(contains(result.out, "未评估：")) << result.out;
}

TEST(Check, FaultyReportFails) {
  const Result result = run({"check", sample("faulty/report.json")});
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.err, "");
  EXPECT_TRUE(contains(result.out, "303.95"));
  EXPECT_TRUE(contains(result.out, "^^^^^^"));
  EXPECT_TRUE(contains(result.out, "zzaudit explain "));
  EXPECT_TRUE(lacks(result.out, "\x1b"));
  EXPECT_TRUE(matches(last_line(result.out), "^[1-9][0-9]* 个错误，"));
}

TEST(Check, EnglishIsComplete) {
  const Result result = run({"--lang", "en", "check", sample("faulty/report.json")});
  EXPECT_TRUE(matches(
      last_line(result.out),
      "^[0-9]+ errors, [0-9]+ warnings?, [0-9]+ notes?; [0-9]+ checks passed, [0-9]+ not evaluated$"));
  EXPECT_EQ(run({"check", "--lang=en", sample("faulty/report.json")}).out, result.out);
  Setting english;
  english.variables = {{"ZZAUDIT_LANG", "en_US.UTF-8"}};
  EXPECT_EQ(run({"check", sample("faulty/report.json")}, english).out, result.out);
  EXPECT_TRUE(contains(run({"check", "--lang", "zh", sample("faulty/report.json")}, english).out, "个错误"));
}

TEST(Check, ExitCodeFollowsFailOnOnly) {
  const std::string notes = sample("rounding/report.json");
  EXPECT_EQ(run({"check", notes}).code, 0);
  EXPECT_EQ(run({"check", notes, "--fail-on", "warning"}).code, 0);
  EXPECT_EQ(run({"check", notes, "--fail-on", "note"}).code, 1);
  EXPECT_EQ(run({"check", notes, "--fail-on", "note", "--show", "error"}).code, 1);
  EXPECT_EQ(run({"check", notes, "--fail-on", "note", "--format", "json"}).code, 1);
  EXPECT_EQ(run({"check", sample("faulty/report.json"), "--fail-on", "never"}).code, 0);
}

TEST(Check, ShowHidesFromTheTextOnly) {
  const std::string file = sample("faulty/report.json");
  const Result all = run({"check", file});
  const Result errors = run({"check", file, "--show", "error"});
  EXPECT_TRUE(contains(all.out, "警告 "));
  EXPECT_TRUE(lacks(errors.out, "警告 STR"));
  EXPECT_EQ(last_line(all.out), last_line(errors.out));
  EXPECT_EQ(json_of({file}), json_of({file, "--show", "error"}));
}

TEST(Check, SelectAndIgnoreTakeIdsNamesAndPrefixes) {
  const auto rules_of = [](const nlohmann::json& findings) {
    std::set<std::string> families;
    for (const auto& check : findings.at("reports").at(0).at("checks")) {
      families.insert(check.at("rule").get<std::string>().substr(0, 3));
    }
    return families;
  };
  const std::string file = sample("faulty/report.json");
  EXPECT_EQ(rules_of(json_of({file, "--select", "STR,CEL"})), (std::set<std::string>{"CEL", "STR"}));
  EXPECT_EQ(rules_of(json_of({file, "--select", "STR", "--select", "CEL"})),
            (std::set<std::string>{"CEL", "STR"}));
  EXPECT_EQ(rules_of(json_of({file, "--ignore", "TAB", "--ignore", "XTB,CLS,STR,NAR,PCT,SGJ,DIS,TXT,YOY"})),
            (std::set<std::string>{"CEL"}));
  EXPECT_EQ(run({"check", file, "--select", "CEL101", "--ignore", "CEL101"}).code, 0);
  EXPECT_NE(json_of({file, "--select", "STR"}).at("tool").at("ruleset"),
            json_of({file}).at("tool").at("ruleset"));
  const Result unknown = run({"check", file, "--select", "QQQ"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(contains(unknown.err, "QQQ"));
}

TEST(Check, JsonHoldsToTheContract) {
  const auto findings = json_of({sample("faulty/report.json")});
  EXPECT_EQ(findings.at("schema"), "zzaudit-findings/1");
  EXPECT_EQ(findings.at("tool").at("name"), "zzaudit");
  EXPECT_EQ(findings.at("tool").at("ruleset").get<std::string>().size(), 64U);
  const auto& report = findings.at("reports").at(0);
  EXPECT_EQ(report.at("file"), sample("faulty/report.json"));
  EXPECT_EQ(report.at("sha256").get<std::string>().size(), 64U);
  EXPECT_EQ(report.at("unit"), "临江市档案馆");
  EXPECT_EQ(report.at("year"), 2023);
  EXPECT_EQ(report.at("currency_unit"), "万元");
  std::size_t errors = 0;
  for (const auto& finding : report.at("findings")) {
    EXPECT_FALSE(finding.at("locations").empty());
    errors += finding.at("severity") == "error" ? 1 : 0;
  }
  EXPECT_EQ(report.at("summary").at("error"), errors);
  EXPECT_GT(errors, 0U);
  EXPECT_FALSE(report.at("checks").empty());
  EXPECT_GT(report.at("coverage").at("tables").at("verified"), 0);
}

TEST(Check, SameInputGivesTheSameBytes) {
  for (const char* format : {"text", "json"}) {
    const std::vector<std::string> arguments = {"check", "--format", format, sample("faulty/report.json"),
                                                sample("clean-csv")};
    EXPECT_EQ(run(arguments).out, run(arguments).out);
  }
}

TEST(Check, EveryFormOfTheSampleIsClean) {
  for (const char* path : {"clean/report.json", "clean-csv", "clean-markdown/report.md"}) {
    const auto findings = json_of({sample(path)});
    EXPECT_EQ(findings.at("reports").at(0).at("findings"), nlohmann::json::array()) << path;
  }
}

TEST(Check, StandardInputTakesJsonAndText) {
  Setting setting;
  setting.input = read(sample("clean/report.json"));
  EXPECT_EQ(run({"check", "-"}, setting).code, 0);
  setting.input = read(sample("clean-markdown/report.md"));
  const Result result = run({"check", "-"}, setting);
  EXPECT_EQ(result.code, 0);
  EXPECT_TRUE(contains(result.out, "9/9"));
  EXPECT_EQ(run({"check", "-", "-"}, setting).code, 2);
}

TEST(Check, ABadFileDoesNotStopTheOthers) {
  const Folder folder;
  const std::string bad = folder.file("bad.md", "没有表格\n");
  const Result result =
      run({"check", bad, sample("faulty/report.json"), folder.path("missing"), sample("clean/report.json")});
  EXPECT_EQ(result.code, 3);
  EXPECT_TRUE(contains(result.err, "bad.md"));
  EXPECT_TRUE(contains(result.err, "missing"));
  EXPECT_TRUE(contains(result.out, "共 2 份报告"));
  EXPECT_EQ(json_of({bad, sample("clean/report.json")}).at("reports").size(), 1U);
  EXPECT_EQ(json_of({bad}).at("reports").size(), 0U);
  EXPECT_EQ(run({"check", bad}).out, "");
}

TEST(Check, OutputFileIsWholeOrAbsent) {
  const Folder folder;
  const std::string file = sample("faulty/report.json");
  const Result result = run({"check", file, "--format", "json", "-o", folder.path("findings.json")});
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(nlohmann::json::parse(read(folder.path("findings.json"))), json_of({file}));
  EXPECT_EQ(folder.names(), std::vector<std::string>{"findings.json"});

  // An existing file is replaced and keeps its permissions; a link stays a link.
  ::chmod(folder.path("findings.json").c_str(), 0640);
  std::filesystem::create_symlink("findings.json", folder.path("link"));
  EXPECT_EQ(run({"check", sample("clean/report.json"), "-o", folder.path("link")}).code, 0);
  EXPECT_TRUE(contains(read(folder.path("findings.json")), "没有发现问题"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder.path("link")));
  struct stat status {};
  ASSERT_EQ(::stat(folder.path("findings.json").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);

  EXPECT_EQ(run({"check", file, "-o", folder.path("missing/x")}).code, 2);
  EXPECT_EQ(run({"check", file, "-o", folder.path()}).code, 2);
  EXPECT_EQ(run({"check", file, "-o", "/dev/null"}).code, 1);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST(Check, WriteErrorsAreNoticed) {
  Setting full;
  full.output_path = "/dev/full";
  const Result result = run({"check", sample("clean/report.json")}, full);
  EXPECT_EQ(result.code, 2);
  EXPECT_TRUE(contains(result.err, "无法写入标准输出：磁盘空间不足"));
  EXPECT_TRUE(contains(run({"check", "--lang", "en", sample("clean/report.json")}, full).err,
                       "cannot write standard output: No space left on device"));
  EXPECT_EQ(run({"check", sample("clean/report.json"), "-o", "/dev/full"}).code, 2);
  EXPECT_TRUE(
      contains(run({"check", sample("clean/report.json"), "-o", "/nowhere/x"}).err, "文件或目录不存在"));
}

TEST(Check, AClosedPipeEndsQuietlyWithTheCodeOfTheReports) {
  Setting closed;
  closed.closed_output = true;
  for (const auto& [file, code] : {std::pair{"clean/report.json", 0}, std::pair{"faulty/report.json", 1}}) {
    const Result result = run({"check", sample(file)}, closed);
    EXPECT_EQ(result.code, code);
    EXPECT_EQ(result.err, "");
  }
}

TEST(Check, ColoursOnlyWhereWanted) {
  const std::string file = sample("faulty/report.json");
  EXPECT_TRUE(contains(run({"check", file, "--color", "always"}).out, "\x1b[1;31m"));
  EXPECT_TRUE(lacks(run({"check", file, "--color", "auto"}).out, "\x1b"));
  EXPECT_TRUE(lacks(run({"check", file, "--color", "never"}).out, "\x1b"));
  EXPECT_TRUE(lacks(run({"check", file, "--color", "always", "--format", "json"}).out, "\x1b"));
}

TEST(Check, ShowsUnverifiedFiguresOnRequest) {
  const std::string file = sample("clean/report.json");
  EXPECT_TRUE(contains(run({"check", file}).out, "--show-unverified"));
  EXPECT_TRUE(contains(run({"check", file, "--show-unverified"}).out, "  未核对 "));
}

TEST(Check, TerminalEscapesOfAReportAreHarmless) {
  const Folder folder;
  auto report = nlohmann::ordered_json::parse(read(sample("faulty/report.json")));
  report["unit"] = "某\x1b[31m局\x07";
  report["tables"]["expenditure"]["title"] = "支出\x1b]0;x\x07决算表";
  const Result result = run({"check", folder.file("r.json", report.dump())});
  EXPECT_TRUE(lacks(result.out, "\x1b"));
  EXPECT_TRUE(lacks(result.out, "\x07"));
}

TEST(Check, UserRulesAreApplied) {
  const Folder folder;
  const std::string good = folder.file(
      "rules.json",
      R"({"rules": [{"id": "OWN001", "name": "no-other-income", "title": "没有其他收入", "formulas": ["overview[income.other] = 0"]}]})");
  const auto findings = json_of({sample("clean/report.json"), "--rules", good, "--select", "OWN001"});
  EXPECT_EQ(findings.at("reports").at(0).at("findings").at(0).at("rule"), "OWN001");
  const std::string bad = folder.file(
      "bad.json",
      R"({"rules": [{"id": "OWN001", "name": "no-other-income", "title": "没有其他收入", "formulas": ["overview[income.othr] = 0"]}]})");
  for (const std::string& file : {bad, folder.path("missing.json"), folder.file("broken.json", "{")}) {
    const Result result = run({"check", sample("clean/report.json"), "--rules", file});
    EXPECT_EQ(result.code, 2) << file;
    EXPECT_NE(result.err, "") << file;
    EXPECT_EQ(result.out, "") << file;
  }
  EXPECT_TRUE(contains(run({"check", sample("clean/report.json"), "--rules", bad}).err, "income.other"));
}

}  // namespace
}  // namespace zzaudit::test
