// SPDX-License-Identifier: Apache-2.0
// Reports as people have them: web pages, several files that make up one report, and what the reader saw of
// them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

namespace fs = std::filesystem;

/// The Markdown sample as a web page.
std::string page_of(const std::string& markdown) {
  std::string page = "<!DOCTYPE html>\n<html><body><div class=article>\n";
  bool table = false;
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    const bool row = line.find('\t') != std::string::npos;
    if (row != table) page += row ? "<table>\n" : "</table>\n";
    table = row;
    while (line.ends_with(' ')) line.pop_back();
    if (row) {
      for (auto at = line.find('\t'); at != std::string::npos; at = line.find('\t'))
        line.replace(at, 1, "<td>");
      page += "<tr><td>" + line + "\n";
    } else if (line.starts_with('#')) {
      page += "<h2>" + line.substr(line.find(' ') + 1) + "</h2>\n";
    } else if (!line.empty()) {
      page += "<p>" + (line.starts_with("**") ? line.substr(2, line.size() - 4) : line) + "</p>\n";
    }
  }
  return page + "</div></body></html>\n";
}

nlohmann::json report_of(const Result& result) {
  EXPECT_EQ(result.err, "");
  return nlohmann::json::parse(result.out).at("reports").at(0);
}

std::vector<std::string> csv_tables() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(sample("clean-csv"))) {
    if (entry.path().extension() == ".csv") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  return files;
}

const std::string kWords = "clean-csv/情况说明.md";

TEST(Input, AWebPageIsCheckedAsItsSourceIs) {
  const Folder folder;
  const std::string markdown = read(sample("clean-markdown/report.md"));
  const Result result = run({"check", folder.file("report.html", page_of(markdown)), "--format", "json"});
  EXPECT_EQ(result.code, 0);
  const auto page = report_of(result);
  const auto source = report_of(run({"check", sample("clean-markdown/report.md"), "--format", "json"}));
  for (const char* part : {"tables", "narrative"}) {
    EXPECT_EQ(page.at("coverage").at(part), source.at("coverage").at(part));
  }
  EXPECT_EQ(page.at("findings").size(), 0U);
}

TEST(Input, SeveralFilesAreOneReport) {
  std::vector<std::string> arguments = {"check", sample(kWords)};
  for (const std::string& file : csv_tables()) arguments.push_back(file);
  arguments.insert(arguments.end(), {"--as-one", "--format", "json"});
  const Result result = run(arguments);
  EXPECT_EQ(result.code, 0) << result.err;
  const auto parsed = nlohmann::json::parse(result.out);
  ASSERT_EQ(parsed.at("reports").size(), 1U);
  EXPECT_TRUE(starts_with(parsed.at("reports").at(0).at("file").get<std::string>(),
                          sample(kWords) + " + " + csv_tables().front() + " + "));
  EXPECT_GT(parsed.at("reports").at(0).at("coverage").at("narrative").at("verified"), 100);

  const Folder folder;
  fs::create_directory(folder.path("tables"));
  for (const std::string& file : csv_tables()) fs::copy(file, folder.path("tables"));
  EXPECT_EQ(run({"check", folder.path("tables"), sample(kWords), "--as-one"}).code, 0);
  EXPECT_TRUE(contains(run({"check", sample(kWords), "--lang", "en"}).err, "name both and add --as-one"));
}

TEST(Input, FindingsNameTheFileTheyAreIn) {
  const Folder folder;
  std::string words = read(sample(kWords));
  const std::string stated = "国内来访28批次";
  ASSERT_TRUE(contains(words, stated));
  words.replace(words.find(stated), stated.size(), "国内来访0批次");
  std::vector<std::string> arguments = {"check", folder.file("说明.html", page_of(words))};
  for (const std::string& file : csv_tables()) arguments.push_back(file);
  arguments.push_back("--as-one");
  const Result text = run(arguments);
  EXPECT_EQ(text.code, 1);
  arguments.insert(arguments.end(), {"--format", "json"});
  const auto location = report_of(run(arguments)).at("findings").at(0).at("locations").at(0);
  EXPECT_EQ(location.at("file"), folder.path("说明.html"));
  EXPECT_GT(location.at("paragraph"), 0);
  EXPECT_TRUE(matches(text.out, "说明.html 第 [0-9]+ 段"));
}

TEST(Input, ConvertJoinsFilesToo) {
  std::vector<std::string> arguments = {"convert", sample(kWords)};
  for (const std::string& file : csv_tables()) arguments.push_back(file);
  const Result refused = run(arguments);
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(contains(refused.err, "--as-one"));
  arguments.push_back("--as-one");
  const Result converted = run(arguments);
  ASSERT_EQ(converted.code, 0) << converted.err;
  EXPECT_EQ(nlohmann::json::parse(converted.out).at("sources").size(), 10U);
  Setting setting;
  setting.input = converted.out;
  EXPECT_EQ(run({"check", "-"}, setting).code, 0);
}

TEST(Input, WholeReportsAreNotJoined) {
  const Folder folder;
  const std::string page = page_of(read(sample("clean-markdown/report.md")));
  folder.file("reports/a.html", page);
  folder.file("reports/b.html", page);
  const Result directory = run({"check", folder.path("reports"), "--lang", "en"});
  EXPECT_EQ(directory.code, 3);
  EXPECT_TRUE(contains(directory.err, "check them one by one: zzaudit check " +
                                          folder.path("reports/a.html") + " " +
                                          folder.path("reports/b.html")));
  const Result json = run({"check", sample(kWords), sample("clean/report.json"), "--as-one", "--lang", "en"});
  EXPECT_EQ(json.code, 2);
  EXPECT_EQ(json.out, "");
  EXPECT_TRUE(contains(json.err, "report.json, a whole report by itself"));
  EXPECT_EQ(run({"check", sample("clean/report.json"), "--as-one"}).code, 0) << "one alone is no mixture";
}

TEST(Input, WhatWasReadIsShown) {
  const Folder folder;
  const std::string page = folder.file("页.html",
                                       "<html><h1>某局决算</h1><table><tr><th rowspan=2>项目<th "
                                       "colspan=2>金额<tr><th>上年<th>本年<tr><td>合计<td>1.00"
                                       "<td>2.00</table><a href=a.pdf>全文</a></html>");
  const Result shown = run({"convert", "--document", page});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_EQ(shown.out, R"(段落 2 个，表格 1 个
读取：网页的附件没有读取：“全文”。

── )" + page + R"( ──

[第 1 段 · 标题 1] 某局决算

[第 1 表 · 表格 3 行 3 列]
1 |项目|金额     |
2 |↑   |上年|本年|
3 |合计|1.00|2.00|

[第 2 段] 全文
)");
  const Result english = run({"convert", "--document", page, sample(kWords), "--as-one", "--lang", "en"});
  EXPECT_TRUE(contains(english.out, "── " + page + " ──\n\n[paragraph 1 · heading 1] 某局决算"));
  EXPECT_TRUE(contains(english.out, "── " + sample(kWords) + " ──\n\n[line 1 · heading 1] "));
  EXPECT_TRUE(contains(run({"convert", "--document", csv_tables().front()}).out, "合并单元格不详"));
  EXPECT_EQ(run({"convert", "--document", sample("clean/report.json")}).code, 2);
}

}  // namespace
}  // namespace zzaudit::test
