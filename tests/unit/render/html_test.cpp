// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "unit/render/hostile.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/recognise/words.hpp"

namespace zzaudit {
namespace {

using test::finding_at;
using test::location_of;
using test::small_run;

std::string html_of(const CheckRun& run, Language language = Language::kChinese) {
  static const Catalogue kCatalogue = Catalogue::builtin();
  RenderOptions options;
  options.language = language;
  return render_html(run, kCatalogue, options);
}

CheckRun run_of(const std::vector<std::string>& samples) {
  static const Checker kChecker{Catalogue::builtin()};
  CheckRun run{"1.2.3", std::string(64, 'a'), {}};
  for (const std::string& sample : samples) {
    Report report = report_from_json(sample, resource(sample));
    CheckOutcome outcome = kChecker.check(report);
    run.reports.push_back({sample, std::string(64, 'b'), std::move(report), std::move(outcome)});
  }
  return run;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::vector<std::string> all_of(const std::string& text, const std::string& pattern) {
  std::vector<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
    found.push_back((*it)[1]);
  }
  return found;
}

/// The page without style sheet and script, which are the program's own.
std::string body_of(std::string page) {
  for (const auto& [open, close] : {std::pair{"<style>", "</style>"}, std::pair{"<script>", "</script>"}}) {
    const auto begin = page.find(open);
    page.erase(begin, page.find(close) + std::string_view(close).size() - begin);
  }
  return page;
}

/// Every element that is opened is closed where it must be, every id is there once, every link leads to one.
void expect_sound(const std::string& page) {
  const std::string body = body_of(page);
  static const std::set<std::string> kVoid = {"meta", "input", "br", "!DOCTYPE"};
  std::vector<std::string> open;
  const std::regex tag("<(/?)([!A-Za-z][A-Za-z0-9]*)[^<>]*>");
  for (std::sregex_iterator it(body.begin(), body.end(), tag), end; it != end; ++it) {
    const std::string name = (*it)[2];
    if ((*it)[1] == "/") {
      ASSERT_FALSE(open.empty()) << name;
      ASSERT_EQ(open.back(), name) << body.substr(static_cast<std::size_t>(it->position()), 200);
      open.pop_back();
    } else if (!kVoid.contains(name)) {
      open.push_back(name);
    }
  }
  EXPECT_TRUE(open.empty()) << open.back();
  EXPECT_EQ(std::ranges::count(body, '<'), std::ranges::count(body, '>'));
  std::map<std::string, int> ids;
  for (const std::string& id : all_of(body, " id=\"([^\"]*)\"")) {
    EXPECT_EQ(++ids[id], 1) << id;
  }
  for (const std::string& target : all_of(body, "href=\"#?([^\"]*)\"")) {
    EXPECT_TRUE(ids.contains(target)) << target;
  }
  for (const std::string& named : all_of(body, "labelledby=\"([^\"]*)\"")) {
    EXPECT_TRUE(ids.contains(named)) << named;
  }
}

TEST(RenderHtml, IsSoundInBothLanguages) {
  const CheckRun faulty = run_of({"samples/faulty/report.json"});
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    expect_sound(html_of(small_run(), language));
    expect_sound(html_of(faulty, language));
  }
  EXPECT_TRUE(html_of(small_run()).starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  EXPECT_TRUE(contains(html_of(small_run(), Language::kEnglish), "<html lang=\"en\">"));
}

TEST(RenderHtml, SaysTheVerdictInWords) {
  EXPECT_TRUE(contains(html_of(small_run()), "发现 3 个错误，公布前须更正，另有 1 个警告需要判断"));
  CheckRun run = small_run();
  auto& findings = run.reports[0].outcome.findings;
  std::erase_if(findings, [](const Finding& finding) { return finding.severity == Severity::kError; });
  EXPECT_TRUE(contains(html_of(run, Language::kEnglish), "No errors; 1 warning to be judged by a person"));
  std::erase_if(findings, [](const Finding& finding) { return finding.severity == Severity::kWarning; });
  EXPECT_TRUE(contains(html_of(run), "没有发现错误和警告；1 个提示供参考"));
}

TEST(RenderHtml, ZeroFindings) {
  CheckRun run = run_of({"samples/clean/report.json"});
  run.reports[0].outcome.findings.clear();
  const std::string page = html_of(run);
  expect_sound(page);
  EXPECT_TRUE(contains(page, "没有发现问题"));
  EXPECT_FALSE(contains(page, "id=\"filter\""));
  EXPECT_EQ(all_of(page, "class=\"(table)\"").size(), kTableCount);
}

TEST(RenderHtml, SeveralReportsHaveAListAndTheirOwnPlaces) {
  const CheckRun run =
      run_of({"samples/clean/report.json", "samples/faulty/report.json", "samples/faulty/report.json"});
  const std::string page = html_of(run);
  expect_sound(page);
  EXPECT_TRUE(contains(page, "共 3 份报告"));
  EXPECT_TRUE(contains(page, "<a href=\"#r3\">"));
  EXPECT_EQ(all_of(page, "(id=\"filter\")").size(), 1U);
  EXPECT_FALSE(contains(html_of(small_run()), "class=\"reports\""));
}

TEST(RenderHtml, MarksCellsAndLeadsToThemAndBack) {
  const std::string page = html_of(small_run());
  // The first row of 支出决算表, its third column: the suspect of the third finding, 41.00.
  EXPECT_TRUE(contains(
      page,
      "<td class=\"e u\" title=\"未核对：没有检查\" id=\"r1-t3-1-3\"><a class=\"m e\" href=\"#r1-f3\""));
  EXPECT_TRUE(contains(page, "<span class=\"k\">✕3</span><span class=\"t\">41.00</span></a></td>"));
  EXPECT_TRUE(contains(page, "<a href=\"#r1-t3-1-3\">支出决算表“合计”的项目支出</a>"));
  EXPECT_TRUE(contains(page,
                       "<article class=\"f e\" id=\"r1-f3\" data-sev=\"error\" data-rule=\"TAB301\" "
                       "data-area=\"expenditure\""));
  EXPECT_TRUE(contains(page, "4l.00"));
  // A blank cell has to show something to be marked.
  EXPECT_TRUE(contains(page, "<i class=\"blank\">空白</i>"));
}

TEST(RenderHtml, ShowsTheArithmeticAsASumOnlyWhenItIsOne) {
  CheckRun run = small_run();
  const std::string listed = html_of(run);
  EXPECT_TRUE(
      contains(listed, "<td></td><th scope=\"row\"><a href=\"#r1-t2-1-1\">收入合计</a></th><td>100.00</td>"));
  EXPECT_TRUE(contains(listed, "应为</th><td>101.00</td>"));
  Finding& sum = run.reports[0].outcome.findings[2];
  const Report& report = run.reports[0].report;
  sum.operands = {
      {{"合计", "total"}, "100.00", location_of(report, TableKey::kExpenditure, "total", "total")},
      {{"基本", "basic"}, "60.00", location_of(report, TableKey::kExpenditure, "total", "basic")},
      {{"项目", "project"}, "41.00", location_of(report, TableKey::kExpenditure, "total", "project")}};
  const std::string added = html_of(run);
  EXPECT_TRUE(
      contains(added, "<td>+</td><th scope=\"row\"><a href=\"#r1-t3-1-3\">项目支出</a></th><td>41.00</td>"));
  EXPECT_TRUE(contains(added, "<td>=</td><th scope=\"row\">按明细计算</th><td>101.00</td>"));
}

TEST(RenderHtml, TellsTheNumbersOfTheWordsApart) {
  const std::string page = html_of(run_of({"samples/faulty/report.json"}));
  EXPECT_GT(all_of(page, "<span class=\"(v)\">").size(), 50U);
  EXPECT_GT(all_of(page, "<span class=\"(u)\" title=\"未核对：").size(), 0U);
  CheckRun run = run_of({"samples/clean/report.json"});
  // Both findings and coverage speak about the same figure: the finding wins.
  const Words words = read_words(run.reports[0].report);
  const auto claim =
      std::ranges::find_if(words.claims, [](const Claim& one) { return one.figure.has_value(); });
  ASSERT_NE(claim, words.claims.end());
  const Sentence& sentence = words.sentences[claim->sentence];
  Location where;
  where.section = run.reports[0].report.sections[sentence.section].title;
  where.text = sentence.text;
  Finding finding = finding_at("NAR101", Severity::kError, where);
  finding.operands = {{{"数", "figure"}, claim->figure.value.to_string(), where}};
  run.reports[0].outcome.findings = {finding};
  const std::string disputed = html_of(run);
  expect_sound(disputed);
  EXPECT_EQ(all_of(body_of(disputed), "<b class=\"(d)\">").size(), 2U) << "in the legend and in the sentence";
  EXPECT_TRUE(contains(disputed, "<span class=\"s e\" id=\"r1-s"));
}

TEST(RenderHtml, WhatIsNotShownLeadsToTheNearestPlace) {
  CheckRun run = small_run();
  Location gone = location_of(run.reports[0].report, TableKey::kExpenditure, "total", "total");
  gone.row = {"不存在的行", "no such row"};
  Location missing;
  missing.table = TableKey::kFund;
  Location column = location_of(run.reports[0].report, TableKey::kExpenditure, "", "");
  column.column = {"项目支出", "project expenditure"};
  Location unknown;
  unknown.section = "没有的章节";
  unknown.text = "没有的句子";
  auto& findings = run.reports[0].outcome.findings;
  findings = {finding_at("TAB301", Severity::kError, gone), finding_at("STR101", Severity::kError, missing),
              finding_at("STR102", Severity::kWarning, column),
              finding_at("TXT101", Severity::kNote, unknown)};
  const std::string page = html_of(run);
  expect_sound(page);
  EXPECT_TRUE(contains(page, "<a class=\"go\" href=\"#r1-t3\">"));
  EXPECT_TRUE(contains(page, "<a class=\"go\" href=\"#r1-t8\">"));
  EXPECT_TRUE(contains(page, "<a class=\"go\" href=\"#r1-t3-c3\">"));
  EXPECT_TRUE(contains(page, "报告中没有找到这张表"));
}

TEST(RenderHtml, HasNotesCoverageAndWhatWasNotEvaluated) {
  CheckRun run = small_run();
  run.reports[0].report.notes = {{{"跳过了一个图", "skipped a picture"}, {}}};
  run.reports[0].report.expenditure.info.notes = {{"注：表注", {}, false}};
  run.reports[0].report.expenditure.info.ignored = {{"公务用车保有量", {}, 3, true}};
  run.reports[0].outcome.coverage.other_tables = {{"国有资产占用情况表", "", 24}};
  const std::string page = html_of(run);
  for (const std::string_view part : {"跳过了一个图", "注：表注", "不参与核对的行：", "公务用车保有量",
                                      "2999/3000（99.9%）", "没有政府性基金表", "TAB802", "没有检查",
                                      "<p>未核对的其他表格 1 张，数字 24 个：国有资产占用情况表</p>"}) {
    EXPECT_TRUE(contains(page, part)) << part;
  }
}

constexpr std::string_view kHostile =
    "</style></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\x1b[31m\u202e";

TEST(RenderHtml, NothingOfAReportBecomesMarkup) {
  CheckRun run = small_run();
  const std::string bad(kHostile);
  CheckedReport& checked = run.reports[0];
  checked.file = bad;
  Report& report = checked.report;
  report.unit = bad;
  report.sources[0].file = bad;
  report.notes = {{{bad, bad}, {}}};
  TableInfo& info = report.expenditure.info;
  info.title = info.number = info.currency_text = bad;
  info.department = bad;
  info.notes = info.unplaced = {{bad, {}, true}};
  info.ignored = {{bad, {}, 1, false}};
  report.expenditure.total.name = bad;
  report.expenditure.rows[0].name = report.expenditure.rows[0].code = bad;
  report.expenditure.rows[0].cells.project.text = bad;
  for (const int level : {0, 1, 2, 4}) {
    Section section;
    section.title = bad;
    section.level = level;
    section.paragraphs = {{{{bad + "支出100.00万元。", {}}}, 0, false, false}};
    report.sections.push_back(section);
  }
  Grid grid;
  grid.cells = {{bad, {}, 0, 0, 1, 2}};
  report.other_tables = {{0, bad, grid}};
  Location words;
  words.section = bad;
  words.text = bad;
  for (Finding& finding : checked.outcome.findings) {
    finding.message = finding.suggestion = {bad, bad};
    finding.expected = finding.actual = finding.difference = finding.tolerance = bad;
    finding.rule = finding.name = bad;
    finding.operands.push_back({{bad, bad}, bad, words});
    finding.suspects.push_back({1, bad, {bad, bad}, words});
    finding.consequences.push_back({bad, {bad, bad}, {words}});
    finding.locations.push_back(words);
  }
  for (CheckResult& check : checked.outcome.checks) {
    check.rule = bad;
    check.reason = {bad, bad};
  }
  checked.outcome.coverage.unverified.push_back({bad, {bad, bad}, words});
  run.version = run.ruleset = bad;
  run.reports.push_back(run.reports.front());
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    const std::string page = html_of(run, language);
    expect_sound(page);
    const std::string body = body_of(page);
    EXPECT_FALSE(contains(body, "<script"));
    EXPECT_FALSE(contains(body, "<img"));
    EXPECT_FALSE(contains(page, "\x1b"));
    EXPECT_FALSE(contains(page, "\u202e"));
    EXPECT_TRUE(contains(body, "&lt;img src=x onerror=alert(2)&gt;&amp;amp;"));
    // Between the tags no quote can end an attribute either.
    EXPECT_TRUE(all_of(body, "( on[a-z]+=\")").empty());
  }
}

TEST(RenderHtml, NeedsNothingFromElsewhere) {
  const std::string page = html_of(small_run());
  EXPECT_TRUE(contains(page, "default-src 'none'"));
  EXPECT_FALSE(contains(page, "http:"));
  EXPECT_FALSE(contains(page, "https:"));
  EXPECT_FALSE(contains(page, "url("));
  EXPECT_FALSE(contains(page, "@import"));
  EXPECT_FALSE(contains(body_of(page), " style=\""));
}

TEST(RenderHtml, WhatDoesNotCountIsListedWithItsReason) {
  const std::string page = render_html(test::run_with_suppressed(), Catalogue::builtin(), {});
  EXPECT_TRUE(contains(page, "<summary>不计入的问题：1 个已豁免，1 个已列入基线</summary>"));
  EXPECT_TRUE(contains(page, "<br>理由：已核实；决定人：张三；有效期至：2026-12-31</li>"));
}

TEST(RenderHtml, WhatCouldNotBeReadComesFirstAndIsText) {
  const std::string page = render_html(test::hostile_run(), Catalogue::builtin(), {});
  EXPECT_LT(page.find("有输入无法读取，没有核对"), page.find("<main>"));
  EXPECT_FALSE(contains(page, "<script>x"));
}

}  // namespace
}  // namespace zzaudit
