// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/text.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "fixture.hpp"

namespace zzaudit {
namespace {

using test::finding_at;
using test::location_of;
using test::small_run;

std::string text_of(const CheckRun& run, const RenderOptions& options = {}) {
  return render_text(run, Catalogue::builtin(), options);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

TEST(RenderText, GroupsByTableInPrintedOrderThenWords) {
  const std::string text = text_of(small_run());
  const auto whole = text.find("报告整体");
  const auto expenditure = text.find("公开03表 支出决算表");
  const auto income = text.find("── 收入决算表");
  const auto words = text.find("── 情况说明：二、收入 ──");
  ASSERT_NE(words, std::string::npos) << text;
  EXPECT_LT(whole, expenditure);
  EXPECT_LT(expenditure, income);
  EXPECT_LT(income, words);
}

TEST(RenderText, HeadSaysWhatWasRead) {
  EXPECT_TRUE(text_of(small_run()).starts_with("某局 · 2024 年度 · 万元 · 识别决算表 2/9 张\n报告.md\n"));
  RenderOptions english;
  english.language = Language::kEnglish;
  EXPECT_TRUE(contains(text_of(small_run(), english), "2 of 9 tables recognised"));
}

TEST(RenderText, HeadSaysWhatIsUnknown) {
  CheckRun run = small_run();
  run.reports[0].report.year.reset();
  run.reports[0].report.unit.clear();
  EXPECT_TRUE(text_of(run).starts_with("单位名称不详 · 年度不详 · 万元")) << text_of(run);
  RenderOptions english;
  english.language = Language::kEnglish;
  EXPECT_TRUE(text_of(run, english).starts_with("unknown unit · unknown year · "));
}

TEST(RenderText, WordsAreGroupedBySectionInTheirOrder) {
  CheckRun run = small_run();
  CheckedReport& checked = run.reports[0];
  for (const auto& [title, line] : {std::pair{"一、总体", 30U}, {"二、收入", 35U}, {"一、总体", 50U}}) {
    Section section;
    section.title = title;
    section.place.line = line;
    checked.report.sections.push_back(section);
  }
  const Finding words = checked.outcome.findings[1];
  checked.outcome.findings.clear();
  for (const auto& [title, line] :
       {std::pair{"一、总体", 52U}, {"二、收入", 40U}, {"一、总体", 31U}, {"二、收入", 41U}}) {
    checked.outcome.findings.push_back(words);
    checked.outcome.findings.back().locations[0].section = title;
    checked.outcome.findings.back().locations[0].place.line = line;
  }
  std::vector<std::string> seen;
  for (const std::string& line : lines_of(text_of(run))) {
    if (line.starts_with("── ")) {
      seen.push_back(line);
    } else if (const auto at = line.find("第 3 页 第 "); at != std::string::npos) {
      seen.push_back(line.substr(at));
    }
  }
  EXPECT_EQ(seen,
            (std::vector<std::string>{"── 情况说明：一、总体 ──", "第 3 页 第 31 行",
                                      "── 情况说明：二、收入 ──", "第 3 页 第 40 行", "第 3 页 第 41 行",
                                      "── 情况说明：一、总体 ──", "第 3 页 第 52 行"}));
}

TEST(RenderText, QuotesOfTheWordsWhatIsSpokenOf) {
  CheckRun run = small_run();
  Finding& words = run.reports[0].outcome.findings[1];
  std::string list;
  for (int i = 100; i < 200; ++i) {
    list += "第" + std::to_string(i) + "项支出若干，";
  }
  words.message.zh = "“第150项支出”与表不符";
  words.locations[0].text = list;
  for (const std::size_t width : {60UL, 100UL}) {
    RenderOptions options;
    options.width = width;
    const auto lines = lines_of(text_of(run, options));
    const auto first =
        std::ranges::find_if(lines, [](const auto& line) { return line.starts_with("  原文："); });
    ASSERT_NE(first, lines.end());
    std::string quote = first->substr(std::string("  原文：").size());
    auto last = first + 1;
    for (; last->starts_with("        "); ++last) {
      quote += last->substr(8);
    }
    EXPECT_LE(last - first, 3) << quote;
    EXPECT_TRUE(quote.starts_with("…") && quote.ends_with("…")) << quote;
    EXPECT_TRUE(contains(quote, "第150项支出若干")) << quote;
    EXPECT_FALSE(contains(quote, "第100项")) << quote;
  }
  words.locations[0].text = "全文很短";
  EXPECT_TRUE(contains(text_of(run), "  原文：全文很短\n"));
}

TEST(RenderText, QuotesFiguresHoweverTheyArePrinted) {
  CheckRun run = small_run();
  Finding& words = run.reports[0].outcome.findings[1];
  const std::string filler(600, 'x');
  words.message.zh = "写 2520.20，应为 1.00";
  words.locations[0].text = filler + "，经费2520.2万元，" + filler;
  EXPECT_TRUE(contains(text_of(run), "经费2520.2万元"));
}

TEST(RenderText, ColumnHeadsAreCutOnlyWhereSpaceIsLacking) {
  RenderOptions english;
  english.language = Language::kEnglish;
  english.width = 120;
  const std::string wide = text_of(small_run(), english);
  EXPECT_TRUE(contains(wide, "total expenditure of the year")) << wide;
  EXPECT_FALSE(contains(wide, "…")) << wide;
  english.width = 60;
  EXPECT_TRUE(contains(text_of(small_run(), english), "total expenditu…"));
}

TEST(RenderText, LimitsAreNotShownAsWhatShouldBe) {
  CheckRun run = small_run();
  Finding& sum = run.reports[0].outcome.findings[2];
  sum.comparison = Comparison::kAtMost;
  EXPECT_TRUE(contains(text_of(run), "不得大于 101.00   实为 100.00"));
  sum.comparison = Comparison::kAtLeast;
  EXPECT_TRUE(contains(text_of(run), "不得小于 101.00   实为 100.00"));
}

TEST(RenderText, TheSameConsequenceInSeveralPlacesIsShownOnce) {
  CheckRun run = small_run();
  auto& all = run.reports[0].outcome.findings[2].consequences;
  all.insert(all.end(), 2, all.front());
  const std::string text = text_of(run);
  EXPECT_TRUE(contains(text, "连带：XTB101 总表不符（共 3 处）\n"));
  EXPECT_EQ(text.find("连带："), text.rfind("连带："));
}

TEST(RenderText, OnlyTheFirstSuspectIsSureToMendAll) {
  CheckRun run = small_run();
  auto& suspects = run.reports[0].outcome.findings[2].suspects;
  suspects.push_back(suspects.front());
  suspects.back().repair = "7.00";
  const std::string text = text_of(run);
  EXPECT_TRUE(contains(text, "改为 40.00 即全部相符"));
  EXPECT_TRUE(contains(text, "或应为 7.00（末位有误）"));
}

TEST(RenderText, MarksTheSuspectedCellUnderItsFigure) {
  const auto lines = lines_of(text_of(small_run()));
  const auto row = std::ranges::find_if(
      lines, [](const std::string& line) { return contains(line, "合计  ") && contains(line, "41.00"); });
  ASSERT_NE(row, lines.end());
  // The carets stand under the figure on a terminal, where a Chinese character takes two columns.
  const std::size_t column = display_width(std::string_view(*row).substr(0, row->find("41.00")));
  EXPECT_EQ(*(row + 1), std::string(column, ' ') + "^^^^^");
  const std::string& head = *(row - 1);
  EXPECT_EQ(display_width(std::string_view(head).substr(0, head.find("项目支出"))) + 8, column + 5);
}

TEST(RenderText, MarksTheFindingsOwnCellWithoutSuspectAndBlanksByTheirColumn) {
  const Report report = test::small_report();
  for (const auto& [column, mark] : {std::pair{"basic", "^^^^^^^^"}, std::pair{"project", "^^^^^"}}) {
    const Finding finding =
        finding_at("X", Severity::kError, location_of(report, TableKey::kExpenditure, "2010301", column));
    const auto lines = lines_of(render_finding(report, finding, Catalogue::builtin(), {}));
    const auto row = std::ranges::find_if(
        lines, [](const std::string& line) { return contains(line, "2010301 行政运行  "); });
    ASSERT_NE(row, lines.end());
    EXPECT_TRUE((row + 1)->ends_with(mark)) << *(row + 1);
    EXPECT_TRUE(contains(*row, "4l.00"));
  }
}

TEST(RenderText, SaysEverythingAboutAnError) {
  const std::string text = text_of(small_run());
  for (const std::string_view part :
       {"错误 TAB301 some-name  第 25 行", "应为 101.00   实为 100.00   相差 -1.00   允许 0.015",
        "依据的数：收入合计 100.00", "最可疑：支出决算表“合计”的项目支出，改为 40.00 即全部相符（末位有误）",
        "连带：XTB101 总表不符", "建议：改为 40.00", "详见：zzaudit explain TAB301", "原文：收入 100 万元",
        "第 3 页 第 40 行"}) {
    EXPECT_TRUE(contains(text, part)) << part << "\n" << text;
  }
}

TEST(RenderText, FiguresOfTheMessageAreNotRepeated) {
  CheckRun run = small_run();
  run.reports[0].outcome.findings[2].message.zh = "应为 101.00，实为 100.00，相差 -1.00（允许 0.015）";
  EXPECT_FALSE(contains(text_of(run), "应为 101.00   实为"));
  // "1.00" within "101.00" says nothing about 1.00.
  run.reports[0].outcome.findings[2].difference = "1.00";
  EXPECT_TRUE(contains(text_of(run), "应为 101.00   实为 100.00   相差 1.00"));
}

TEST(RenderText, UnverifiedBasisIsMarked) {
  CheckRun run = small_run();
  const Catalogue catalogue = Catalogue::builtin();
  const auto rule = std::ranges::find_if(catalogue.rules(), [](const Rule& r) {
    return std::ranges::any_of(r.basis, [](const Basis& basis) { return basis.confidence == "unverified"; });
  });
  if (rule == catalogue.rules().end()) {
    GTEST_SKIP() << "every rule rests on a verified document";
  }
  run.reports[0].outcome.findings = {finding_at(rule->id, Severity::kError, Location{})};
  EXPECT_TRUE(contains(text_of(run), "（待核）"));
}

TEST(RenderText, ShowHidesFindingsButNotTheirCount) {
  RenderOptions errors;
  errors.show = Severity::kError;
  const std::string text = text_of(small_run(), errors);
  EXPECT_FALSE(contains(text, "警告 TAB201"));
  EXPECT_FALSE(contains(text, "提示 TAB302"));
  EXPECT_TRUE(text.ends_with("3 个错误，1 个警告，1 个提示；1 项检查通过，2 项未评估\n"));
}

TEST(RenderText, LastLineInEnglishCountsRight) {
  RenderOptions english;
  english.language = Language::kEnglish;
  EXPECT_TRUE(text_of(small_run(), english)
                  .ends_with("\n3 errors, 1 warning, 1 note; 1 check passed, 2 not evaluated\n"));
}

TEST(RenderText, CoverageIsNeverRoundedUp) {
  const std::string text = text_of(small_run());
  EXPECT_TRUE(contains(text, "表内数字 2999/3000（99.9%）")) << text;
  EXPECT_TRUE(contains(text, "情况说明数字 没有数字")) << text;
  EXPECT_TRUE(contains(text, "未评估：没有政府性基金表：TAB801 TAB802")) << text;
  EXPECT_FALSE(contains(text, "41.00  支出决算表"));
  RenderOptions all;
  all.show_unverified = true;
  EXPECT_TRUE(
      contains(text_of(small_run(), all), "未核对 41.00  支出决算表“合计”的项目支出  第 25 行  没有检查"));
}

TEST(RenderText, TablesThatNothingChecksAreNamed) {
  CheckRun run = small_run();
  auto& tables = run.reports[0].outcome.coverage.other_tables;
  EXPECT_FALSE(contains(text_of(run), "其他表格"));
  tables = {{"国有资产占用情况表", "十三、国有资产", 24}, {"", "五、具体情况", 3}};
  RenderOptions wide;
  wide.width = 200;
  EXPECT_TRUE(contains(text_of(run, wide),
                       "；未核对的其他表格 2 张，数字 27 个：国有资产占用情况表、"
                       "“五、具体情况”一节中没有表名的表\n"))
      << text_of(run, wide);
  tables.insert(tables.begin(), 2, {"甲表", "", 1});
  wide.language = Language::kEnglish;
  EXPECT_TRUE(contains(text_of(run, wide),
                       "; other tables, not checked: 4 with 29 figures: 甲表, 甲表, "
                       "国有资产占用情况表 and more\n"))
      << text_of(run, wide);
}

TEST(RenderText, ManyRulesNotEvaluatedAreCountedByFamily) {
  CheckRun run = small_run();
  for (int i = 1; i <= 13; ++i) {
    CheckResult check;
    check.rule = fmt::format("{}{}", i <= 9 ? "CEL" : "TXT", 100 + i);
    check.status = CheckStatus::kNotEvaluated;
    check.reason = {"空白表样", "a blank form"};
    run.reports[0].outcome.checks.push_back(check);
  }
  EXPECT_TRUE(contains(text_of(run), "未评估：空白表样：CEL 9 项，TXT 4 项\n"));
  RenderOptions english;
  english.language = Language::kEnglish;
  EXPECT_TRUE(contains(text_of(run, english), "not evaluated: a blank form: CEL 9, TXT 4\n"));
}

TEST(RenderText, AnUnverifiedFigureOfTheWordsIsQuotedWithWhatStandsAroundIt) {
  CheckRun run = small_run();
  Location words;
  words.section = "十、绩效";
  for (int i = 0; i < 50; ++i) {
    words.text += "前后都有很多话，";
  }
  words.text += "涉及资金387.75万元";
  run.reports[0].outcome.coverage.unverified = {{"387.75", {"没有检查", "no check"}, words}};
  RenderOptions all;
  all.show_unverified = true;
  const auto lines = lines_of(text_of(run, all));
  const auto first =
      std::ranges::find_if(lines, [](const auto& line) { return line.starts_with("  未核对 "); });
  ASSERT_NE(first, lines.end());
  EXPECT_TRUE(contains(*first, "387.75  十、绩效：“…")) << *first;
  EXPECT_TRUE(contains(*first + *(first + 1), "涉及资金387.75万元")) << *first;
  EXPECT_FALSE((first + 2)->starts_with("    ")) << *(first + 2);
}

TEST(RenderText, SeveralReportsAreSummedUp) {
  CheckRun run = small_run();
  run.reports.push_back(run.reports.front());
  const std::string text = text_of(run);
  EXPECT_TRUE(contains(text, "共 2 份报告：\n6 个错误，2 个警告，2 个提示；2 项检查通过，4 项未评估\n"));
}

TEST(RenderText, TextOfReportsCannotControlTheTerminal) {
  CheckRun run = small_run();
  CheckedReport& checked = run.reports[0];
  const std::string evil = "\x1b[2J\x07";
  checked.file += evil;
  checked.report.unit += evil;
  checked.report.notes.push_back({{evil, evil}, {}});
  info_of(checked.report, TableKey::kExpenditure).title += evil;
  checked.report.expenditure.total.cells.project.text = evil;
  checked.report.expenditure.total.cells.project.state = CellState::kUnreadable;
  checked.outcome.findings[1].locations[0].text += evil;
  checked.outcome.findings[2].message.zh += evil;
  checked.outcome.coverage.unverified[0].value += evil;
  RenderOptions options;
  options.show_unverified = true;
  const std::string text = text_of(run, options);
  EXPECT_FALSE(contains(text, "\x1b"));
  EXPECT_FALSE(contains(text, "\x07"));
}

TEST(RenderText, ColoursAreAddedOnRequest) {
  RenderOptions options;
  options.color = true;
  const std::string text = text_of(small_run(), options);
  EXPECT_TRUE(contains(text, "\x1b[1;31m错误\x1b[0m"));
  EXPECT_FALSE(contains(text_of(small_run()), "\x1b"));
}

TEST(RenderText, LinesKeepToTheWidth) {
  CheckRun run = small_run();
  for (int i = 0; i < 30; ++i) {
    run.reports[0].outcome.findings[2].message.zh += "，这一句很长，要折行";
    run.reports[0].outcome.findings[1].locations[0].section += "很长的标题";
  }
  for (const std::size_t width : {60UL, 100UL}) {
    RenderOptions options;
    options.width = width;
    for (const std::string& line : lines_of(text_of(run, options))) {
      EXPECT_LE(display_width(line), width) << line;
    }
  }
}

}  // namespace
}  // namespace zzaudit
