// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/read/read_support.hpp"

namespace zzaudit {
namespace {

using test::at;
using test::cell_at;
using test::grids_of;
using test::input_error;
using test::lines_of;
using test::paragraphs_of;
using test::texts_of;
using Rows = std::vector<std::vector<std::string>>;
using Lines = std::vector<std::string>;

Document read(const std::string& text) { return read_text("t.md", text); }

std::vector<Lines> all_lines(const std::string& text) {
  std::vector<Lines> all;
  for (const Paragraph& paragraph : paragraphs_of(read(text))) all.push_back(lines_of(paragraph));
  return all;
}

TEST(TextTabs, ConsecutiveLinesAreOneTable) {
  const std::string text =
      "收入决算表\n项目\t\t合计\n科目代码\t科目名称\t\n2010301\t 行政运行 \t6, 094. 55\n\n注：说明\n";
  const Document document = read_text("t.md", text, 2);
  ASSERT_EQ(document.blocks.size(), 3U);
  const Grid grid = grids_of(document).at(0);
  EXPECT_EQ(
      texts_of(grid),
      (Rows{{"项目", "", "合计"}, {"科目代码", "科目名称", ""}, {"2010301", "行政运行", "6, 094. 55"}}));
  EXPECT_FALSE(grid.spans_known);
  const GridCell& cell = cell_at(grid, 2, 1);
  EXPECT_EQ(cell.row, 2U);
  EXPECT_EQ(cell.column, 1U);
  const std::size_t begin = text.find("行政");
  EXPECT_EQ(cell.place, (Place{.source = 2,
                               .page = 0,
                               .line = 4,
                               .table = 1,
                               .row = 3,
                               .column = 2,
                               .begin = static_cast<std::uint32_t>(begin),
                               .end = static_cast<std::uint32_t>(begin + 12)}));
  EXPECT_EQ(cell_at(grid, 0, 1).place.column, 2U) << "blank cells have places";
  EXPECT_EQ(cell_at(grid, 0, 1).place.begin, cell_at(grid, 0, 1).place.end);
  EXPECT_EQ(grid.place.line, 2U);
}

TEST(TextTabs, ABlankLineEndsATable) {
  const auto grids = grids_of(read("a\tb\n\nc\td\te\nf\n"));
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_EQ(grids[0].columns, 2U);
  EXPECT_EQ(grids[1].columns, 3U);
  EXPECT_EQ(cell_at(grids[1], 0, 0).place.table, 2U);
  EXPECT_EQ(cell_at(grids[1], 0, 0).place.line, 3U);
}

TEST(TextTabs, ShortRowsArePadded) {
  EXPECT_EQ(texts_of(grids_of(read("a\tb\tc\nd\te\n")).at(0)), (Rows{{"a", "b", "c"}, {"d", "e", ""}}));
}

TEST(TextTabs, ATitleRowWithTabsAtItsEdgesBelongsToItsTable) {
  EXPECT_EQ(texts_of(grids_of(read("\t收入决算表\t\na\tb\tc\n")).at(0)),
            (Rows{{"", "收入决算表", ""}, {"a", "b", "c"}}));
}

TEST(TextTabs, AnIndentedParagraphIsNoTable) {
  const std::string text = "\t本单位没有支出。\n\t第二行。\t\n\n正文\n";
  EXPECT_TRUE(grids_of(read(text)).empty());
  EXPECT_EQ(all_lines(text), (std::vector<Lines>{{"本单位没有支出。", "第二行。"}, {"正文"}}));
}

TEST(TextPipes, TheSeparatorRowIsDropped) {
  const std::string text = "前文\n| 科目 | 合计 |\n|:---|---:|\n| 2010301 | 1,234.56 |\n| | - |\n\n后文\n";
  const Document document = read(text);
  const Grid grid = grids_of(document).at(0);
  EXPECT_EQ(texts_of(grid), (Rows{{"科目", "合计"}, {"2010301", "1,234.56"}, {"", "-"}}));
  const Place& place = cell_at(grid, 1, 1).place;
  EXPECT_EQ(place.line, 4U) << "the line of the file";
  EXPECT_EQ(place.row, 2U) << "the row of the table";
  EXPECT_EQ(at(text, place), "1,234.56");
  EXPECT_EQ(document.blocks.size(), 3U);
}

TEST(TextPipes, OuterPipesAreOptionalAndPipesMayBeEscaped) {
  EXPECT_EQ(texts_of(grids_of(read("a | b\n--- | ---\nc\\|d | e\n")).at(0)),
            (Rows{{"a", "b"}, {"c|d", "e"}}));
  EXPECT_EQ(texts_of(grids_of(read("|a|b|\n|c|d|e|\n")).at(0)), (Rows{{"a", "b", ""}, {"c", "d", "e"}}))
      << "no separator, ragged";
}

TEST(TextPipes, ARowOfDashesIsData) {
  EXPECT_EQ(texts_of(grids_of(read("|a|b|\n|-|-|\n|-|-|\n|1|2|\n")).at(0)),
            (Rows{{"a", "b"}, {"-", "-"}, {"1", "2"}}));
}

TEST(TextPipes, APipeInASentenceIsNoTable) { EXPECT_TRUE(grids_of(read("甲 | 乙\n丙\n")).empty()); }

TEST(TextCells, MarksAndLineBreaksAreRemoved) {
  const std::string text = "**合计**\t因公出国<br>（境）费\ta<br/>b\t`1.00`\n";
  const Grid grid = grids_of(read(text)).at(0);
  EXPECT_EQ(texts_of(grid), (Rows{{"合计", "因公出国（境）费", "a b", "1.00"}}));
  EXPECT_EQ(at(text, cell_at(grid, 0, 0).place), "**合计**");
}

TEST(TextParagraphs, ConsecutiveLinesBelongTogether) {
  const std::string text = "公开 03 表  \n单位：万元\n\n　　部门：  \n";
  EXPECT_EQ(all_lines(text), (std::vector<Lines>{{"公开 03 表", "单位：万元"}, {"部门："}}));
  const auto paragraphs = paragraphs_of(read(text));
  const Place& place = paragraphs[1].lines[0].place;
  EXPECT_EQ(place.line, 4U);
  EXPECT_EQ(at(text, place), "部门：");
  EXPECT_EQ(place.table, 0U);
}

TEST(TextParagraphs, HeadingsAreHints) {
  const auto paragraphs =
      paragraphs_of(read("# 第一部分\n## 二、机构设置 ##\n正文\n#### **(6) 项目**\n标题\n===\n节\n---\n#\n"));
  ASSERT_EQ(paragraphs.size(), 6U);
  EXPECT_EQ(paragraphs[0].heading_level, 1);
  EXPECT_EQ(lines_of(paragraphs[1]), Lines{"二、机构设置"});
  EXPECT_EQ(paragraphs[1].heading_level, 2);
  EXPECT_EQ(paragraphs[2].heading_level, 0);
  EXPECT_EQ(lines_of(paragraphs[3]), Lines{"(6) 项目"});
  EXPECT_EQ(paragraphs[3].heading_level, 4);
  EXPECT_TRUE(paragraphs[3].bold);
  EXPECT_EQ(paragraphs[4].heading_level, 1);
  EXPECT_EQ(paragraphs[5].heading_level, 2);
}

TEST(TextParagraphs, BoldMayRunOverLines) {
  const auto paragraphs = paragraphs_of(read("**2023年度\n某局\n部门决算**\n\n**注**：说明\n"));
  ASSERT_EQ(paragraphs.size(), 2U);
  EXPECT_EQ(lines_of(paragraphs[0]), (Lines{"2023年度", "某局", "部门决算"}));
  EXPECT_TRUE(paragraphs[0].bold);
  EXPECT_EQ(lines_of(paragraphs[1]), Lines{"注：说明"});
  EXPECT_FALSE(paragraphs[1].bold);
}

TEST(TextParagraphs, ListItemsStandAlone) {
  const auto paragraphs = paragraphs_of(read("- 一、部门职责\n- 二、机构设置\n* 三\n-四\n"));
  ASSERT_EQ(paragraphs.size(), 3U);
  EXPECT_EQ(lines_of(paragraphs[0]), Lines{"一、部门职责"});
  EXPECT_TRUE(paragraphs[1].list_item);
  EXPECT_EQ(lines_of(paragraphs[2]), (Lines{"三", "-四"})) << "a dash without a blank is text";
}

TEST(TextParagraphs, CommentsAndRulesAreNothing) {
  EXPECT_EQ(all_lines("甲<!-- x -->乙\n\n<!-- a\n\nb -->丙\n***\n丁\n```\n戊\n```\n"),
            (std::vector<Lines>{{"甲          乙"}, {"丙"}, {"丁"}, {"戊"}}));
  EXPECT_EQ(paragraphs_of(read("<!-- a\n\nb -->丙\n")).at(0).lines.at(0).place.line, 3U);
  EXPECT_EQ(all_lines("甲 <!-- 没有结束\n"), (std::vector<Lines>{{"甲 <!-- 没有结束"}}));
}

TEST(TextParagraphs, InlineMarksAreRemovedButNotWhatLooksLikeThem) {
  const auto plain = [](const std::string& text) { return all_lines(text).at(0).at(0); };
  EXPECT_EQ(plain("支出**6.55**万元"), "支出6.55万元");
  EXPECT_EQ(plain("*斜体*"), "斜体");
  EXPECT_EQ(plain("1\\. 本表 \\* \\\\"), "1. 本表 * \\");
  EXPECT_EQ(plain("[一、部门职责](#_Toc1)"), "一、部门职责");
  EXPECT_EQ(plain("甲![图](a.png)乙"), "甲乙");
  EXPECT_EQ(plain("a&nbsp;b&lt;c&amp;d"), "a b<c&d");
  EXPECT_EQ(plain("<u>合计</u> <b>x</b>"), "合计 x");
  for (const char* text : {"电话138****1234", "*注：说明", "3 * 4 = 12", "<10万元", "[1] 注", "a & b",
                           "单价`元", "____年", "<http://a.b/c>"}) {
    EXPECT_EQ(plain(text), text);
  }
  EXPECT_EQ(all_lines("甲<br>乙<BR />丙\n丁\n"), (std::vector<Lines>{{"甲", "乙", "丙", "丁"}}));
}

TEST(TextBounds, AreErrorsNotCrashes) {
  const auto error = [](const std::string& text) { return input_error([&] { (void)read(text); }); };
  EXPECT_NE(error("a\nb" + std::string(2000, '\t') + "c\n").find("line 2 exceeds the limit of 1000 columns"),
            std::string::npos);
  std::string many;
  for (int i = 0; i < 1'000'001; ++i) many += "a\n";
  EXPECT_NE(error(many).find("lines of text"), std::string::npos);
  std::string tabs;
  for (int i = 0; i < 500'001; ++i) tabs += "a\tb\n";
  EXPECT_NE(error(tabs).find("1000000 cells"), std::string::npos);
}

TEST(TextBounds, HostileLinesAreReadInOneGo) {
  for (const char* piece : {"[", "<a", "<!--", "**", "\\", "`", "|", "![", "&", "#", ">", "- ", "***a"}) {
    std::string text;
    while (text.size() < 300'000) text += piece;
    if (std::string_view(piece) == "|") continue;  // more columns than allowed
    EXPECT_NO_THROW((void)read(text)) << piece;
  }
}

TEST(Detect, GoesByContentAndName) {
  EXPECT_EQ(detect("x.txt", " \n{\"schema\":1}"), Format::kReportJson);
  EXPECT_EQ(detect("-", "{"), Format::kReportJson);
  EXPECT_EQ(detect("A.CSV", "收入"), Format::kCsv);
  EXPECT_EQ(detect("a.tsv", "a\tb"), Format::kCsv);
  EXPECT_EQ(detect("a.md", "a,b,c\nd,e,f\ng,h,i\n"), Format::kText);
  EXPECT_EQ(detect("a.txt", "a,b,c\nd,\"e,1\",f\ng,h,i\n"), Format::kCsv);
  EXPECT_EQ(detect("a.txt", "本年收入合计,其中:\n共接待,来宾,人次\n支出\n"), Format::kText);
  EXPECT_EQ(detect("a.txt", "a\t1,000,000\nb\t1,000,000\nc\t1,000,000\n"), Format::kText);
  EXPECT_EQ(detect("a", ""), Format::kText);
}

TEST(Join, NumbersTablesThroughout) {
  std::vector<Document> parts;
  parts.push_back(read_csv("1.csv", "a,b\nc,d\n\ne,f\n", 0));
  parts.push_back(read_text("2.md", "文\n\na\tb\n", 1));
  const Document whole = join(std::move(parts));
  ASSERT_EQ(whole.sources.size(), 2U);
  EXPECT_EQ(whole.sources[1].file, "2.md");
  const auto grids = grids_of(whole);
  ASSERT_EQ(grids.size(), 3U);
  EXPECT_EQ(grids[2].place.table, 3U);
  EXPECT_EQ(cell_at(grids[2], 0, 1).place.table, 3U);
  EXPECT_EQ(cell_at(grids[2], 0, 1).place.source, 1);
  EXPECT_EQ(grids[1].place.table, 2U);
}

}  // namespace
}  // namespace zzaudit
