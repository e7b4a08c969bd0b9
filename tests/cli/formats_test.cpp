// SPDX-License-Identifier: Apache-2.0
// The formats of check, as other programs get them.
#include "cli/formats.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <regex>
#include <set>

#include "cli/run.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::test {
namespace {

using nlohmann::json;

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const cli::OutputFormat& format : cli::output_formats()) {
    names.emplace_back(format.name);
  }
  return names;
}

class EveryFormat : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] Result check(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"check", "--format", GetParam()});
    return run(arguments);
  }
};

INSTANTIATE_TEST_SUITE_P(Check, EveryFormat, ::testing::ValuesIn(format_names()),
                         [](const auto& format) { return format.param; });

TEST_P(EveryFormat, HasTheSameExitCode) {
  const std::string faulty = sample("faulty/report.json");
  const std::string notes = sample("rounding/report.json");
  EXPECT_EQ(check({sample("clean/report.json")}).code, 0);
  EXPECT_EQ(check({faulty}).code, 1);
  EXPECT_EQ(check({faulty, "--fail-on", "never"}).code, 0);
  EXPECT_EQ(check({notes}).code, 0);
  EXPECT_EQ(check({notes, "--fail-on", "note"}).code, 1);
  EXPECT_EQ(check({faulty, "no-such-file"}).code, 3);
  EXPECT_EQ(check({faulty, "--select", "NO999"}).code, 2);
}

TEST_P(EveryFormat, IsInTheHelpInBothLanguages) {
  for (const char* language : {"zh", "en"}) {
    EXPECT_TRUE(
        matches(run({"check", "--help", "--lang", language}).out, "[ /；：:]" + GetParam() + "[ ：:]"));
  }
}

TEST_P(EveryFormat, IsWrittenToAFileAsToStandardOutput) {
  const Folder folder;
  const std::string faulty = sample("faulty/report.json");
  Setting epoch;
  epoch.variables = {{"SOURCE_DATE_EPOCH", "1700000000"}};
  const Result direct = run({"check", faulty, "--format", GetParam()}, epoch);
  const Result beside = run({"check", faulty, "--report", GetParam() + "=" + folder.path("out")}, epoch);
  EXPECT_EQ(beside.code, 1);
  EXPECT_EQ(read(folder.path("out")), direct.out);
  EXPECT_EQ(beside.out, run({"check", faulty}).out);
}

TEST_P(EveryFormat, NamesAnInputThatCouldNotBeRead) {
  const Result result = check({"no-such-file.json", sample("clean/report.json")});
  EXPECT_TRUE(contains(result.err, "no-such-file.json"));
  // Standard error tells people; other programs get it with the results. The findings in JSON hold to what
  // was promised: a report that is not among them was not checked.
  const std::set<std::string> without = {"text", "concise", "json", "xlsx"};  // compressed, the last

  EXPECT_NE(result.out.find("no-such-file.json") != std::string::npos, without.contains(GetParam()));
}

TEST(Formats, AreValidForZeroFindings) {
  const std::string clean = sample("clean/report.json");
  const auto out = [&](const char* format) { return run({"check", clean, "--format", format}).out; };
  EXPECT_EQ(json::parse(out("sarif")).at("runs").at(0).at("results"), json::array());
  EXPECT_EQ(json::parse(out("gitlab")), json::array());
  EXPECT_EQ(json::parse(out("json")).at("reports").at(0).at("findings"), json::array());
  EXPECT_EQ(json::parse(out("ndjson")).at("findings"), json::array());
  EXPECT_EQ(out("concise"), "");
  EXPECT_TRUE(starts_with(out("github"), "zzaudit "));
  EXPECT_TRUE(starts_with(out("xlsx"), "PK"));
  EXPECT_TRUE(contains(out("markdown"), "没有发现问题"));
  EXPECT_TRUE(contains(out("html"), "</html>"));
  pugi::xml_document junit;
  ASSERT_TRUE(junit.load_string(out("junit").c_str()));
  const pugi::xml_node suite = junit.child("testsuites").child("testsuite");
  EXPECT_EQ(suite.attribute("failures").as_int(-1), 0);
  EXPECT_GT(suite.attribute("tests").as_int(), 50);
}

// Names of files are bytes to the system.
TEST(Formats, ANameThatIsNoUtf8SpoilsNoOutput) {
  const Folder folder;
  const std::string file = folder.file("a\xFF.json", read(sample("faulty/report.json")));
  for (const std::string& format : format_names()) {
    const Result result = run({"check", file, "--format", format});
    EXPECT_EQ(result.code, 1);
    EXPECT_TRUE(format == "xlsx" || !first_invalid_utf8(result.out)) << format;
  }
}

/// The faulty sample with names and cells that mean something to whatever takes the output.
std::string hostile_report(const Folder& folder) {
  json report = json::parse(read(sample("faulty/report.json")));
  const std::string evil =
      "=HYPERLINK(\"http://x.example\")\n::error::x\r<script>alert(1)</script>[a](javascript:b) @someone | "
      "\x1b[31m";
  report["unit"] = evil;
  for (auto& row : report["tables"]["expenditure"]["rows"]) {
    row["name"] = evil;
    row["basic"] = {{"unreadable", evil}};
  }
  report["tables"]["expenditure"]["title"] = evil;
  return folder.file("::error title=x::y,%0A<b>\n`|.json", report.dump());
}

TEST(Formats, HostileNamesAndCellsMeanNothing) {
  const Folder folder;
  const std::string file = hostile_report(folder);
  for (const std::string& format : format_names()) {
    const Result result = run({"check", file, "--format", format});
    EXPECT_EQ(result.code, 1) << format << result.err;
    if (format == "xlsx") {
      continue;  // its cells are tested where they are written
    }
    EXPECT_TRUE(lacks(result.out, "\x1b")) << format;
    EXPECT_TRUE(lacks(result.out, "\n::error::x")) << format;
    EXPECT_TRUE(lacks(result.out, "\n::error title=x")) << format;
    EXPECT_FALSE(std::regex_search(result.out + result.err, std::regex("(^|\n) *::error( title=x|::x)")))
        << format;
    if (format == "html" || format == "markdown" || format == "junit") {
      EXPECT_TRUE(lacks(result.out, "<script>alert")) << format;
      EXPECT_TRUE(lacks(result.out, "<b>\n")) << format;
    }
  }
  const std::string markdown = run({"check", file, "--format", "markdown"}).out;
  EXPECT_TRUE(lacks(markdown, "[a](javascript"));
  EXPECT_TRUE(lacks(markdown, "@someone"));
}

TEST(Formats, AHostileNameInAnErrorStaysOnItsLine) {
  const Folder folder;
  const Result result = run({"check", folder.path("no\n::error::x\x1b[31m.json")});
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(std::ranges::count(result.err, '\n'), 1);
  EXPECT_TRUE(lacks(result.err, "::error"));
  EXPECT_TRUE(lacks(result.err, "\x1b"));
}

TEST(Formats, NdjsonIsWhatBatchWritesAndMergeTakes) {
  const Folder folder;
  const std::string faulty = sample("faulty/report.json");
  const std::string lines = run({"check", faulty, "--format", "ndjson"}).out;
  const Result batch = run({"batch", faulty, "--format", "ndjson"});
  EXPECT_EQ(lines, batch.out.substr(0, batch.out.find('\n') + 1));
  const Result merged = run({"merge", folder.file("a.ndjson", lines)});
  EXPECT_EQ(merged.code, 1) << merged.err;
}

TEST(Formats, LinesOfConciseLeadToThePlace) {
  const Folder folder;
  std::string words = read(sample("clean-markdown/report.md"));
  const std::string stated = "国内来访28批次";
  words.replace(words.find(stated), stated.size(), "国内来访0批次");
  const std::string file = folder.file("说明.md", words);
  const Result result = run({"check", file, "--format", "concise"});
  ASSERT_TRUE(matches(result.out, "^[^\n]*说明\\.md:[0-9]+: error: ")) << result.out;
  const std::size_t at = result.out.find(".md:") + 4;
  std::size_t line = std::stoul(result.out.substr(at));
  std::size_t begin = 0;
  while (--line != 0) {
    begin = words.find('\n', begin) + 1;
  }
  EXPECT_TRUE(contains(words.substr(begin, words.find('\n', begin) - begin), "国内来访0批次"));
}

TEST(Formats, ConciseSaysOnStandardErrorWhatItHasNoLineFor) {
  const Folder folder;
  json report = json::parse(read(sample("clean/report.json")));
  report.at("tables").erase("fund");
  const Result result =
      run({"check", folder.file("tables.json", report.dump()), "--ignore", "STR", "--format", "concise"});
  EXPECT_TRUE(contains(result.err, "项检查未能评估"));
}

TEST(Report, WritesSeveralAtOnce) {
  const Folder folder;
  const Result result =
      run({"check", sample("faulty/report.json"), "--format", "concise", "-o", folder.path("c"), "--report",
           "sarif=" + folder.path("a.sarif"), "--report", "html=" + folder.path("b=c.html")});
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"a.sarif", "b=c.html", "c"}));
  EXPECT_EQ(json::parse(read(folder.path("a.sarif"))).at("version"), "2.1.0");
}

TEST(Report, HasNoColours) {
  const Folder folder;
  const Result result = run({"check", sample("faulty/report.json"), "--format", "json", "--report",
                             "text=" + folder.path("a.txt")});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(lacks(read(folder.path("a.txt")), "\x1b"));
}

TEST(Report, WrongValuesAreSaid) {
  const Folder folder;
  const std::string clean = sample("clean/report.json");
  const auto error = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"check", clean};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Result result = run(arguments);
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "");
    return result.err;
  };
  EXPECT_TRUE(contains(error({"--report", "a.sarif"}), "应为 格式=文件"));
  EXPECT_TRUE(contains(error({"--report", "sarif="}), "应为 格式=文件"));
  EXPECT_TRUE(contains(error({"--report", "sarf=x"}), "是否应为“sarif”"));
  EXPECT_TRUE(contains(error({"--format", "junt"}), "是否应为“junit”"));
  EXPECT_TRUE(contains(error({"--report", "sarif=-"}), "标准输出只能有一种格式"));
  const std::string file = folder.path("x");
  EXPECT_TRUE(
      contains(error({"--report", "sarif=" + file, "--report", "html=" + folder.path("./x")}), "都要写入"));
  EXPECT_TRUE(contains(error({"-o", file, "--report", "html=" + file}), "都要写入"));
  EXPECT_EQ(folder.names(), std::vector<std::string>{});
}

TEST(Report, AFolderThatIsNotThereIsAnErrorAndLeavesNothing) {
  const Result result =
      run({"check", sample("clean/report.json"), "--report", "sarif=no/such/folder/a.sarif"});
  EXPECT_EQ(result.code, 2);
  EXPECT_TRUE(contains(result.err, "no/such/folder/a.sarif"));
}

}  // namespace
}  // namespace zzaudit::test
