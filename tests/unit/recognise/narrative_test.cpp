// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support.hpp"

/// Sections, unit, year and what else the words around the tables tell.
namespace zzaudit {
namespace {

using test::report_of;

constexpr std::string_view kTable = R"(
支出决算表
部门：临江市档案馆
单位：万元

科目编码|科目名称|本年支出合计|基本支出|项目支出
2010301|行政运行|30.00|20.00|10.00

)";

std::vector<std::string> titles(const Report& report) {
  std::vector<std::string> out;
  for (const Section& section : report.sections) out.push_back(std::to_string(section.level) + section.title);
  return out;
}

TEST(Sections, ByNumberingPattern) {
  const Report report = report_of(std::string(kTable) + R"(
# 第三部分 2023年度部门决算情况说明

#### 一、收入支出决算总体情况说明

收支总计30万元。

## （一）总体情况

支出30万元，占100%。

（二）具体情况

1、一般公共服务支出（类）。
年初预算为30万元。

（三）负责本级档案的接收、整理和保管工作。
)");
  EXPECT_EQ(titles(report),
            (std::vector<std::string>{"1第三部分 2023年度部门决算情况说明", "2一、收入支出决算总体情况说明",
                                      "3（一）总体情况", "3（二）具体情况"}));
  EXPECT_EQ(report.sections[1].paragraphs.size(), 1U);
  ASSERT_EQ(report.sections[3].paragraphs.size(), 2U) << "a numbered sentence is no heading";
  EXPECT_EQ(report.sections[3].paragraphs[0].lines.size(), 2U);
  EXPECT_GT(report.sections[3].paragraphs[0].lines[0].place.line, 0U);
}

TEST(Sections, HeadingAndTextInOneParagraph) {
  const Report report =
      report_of(std::string(kTable) +
                "一、收入决算情况说明\n本年收入合计30万元。\n二、支出决算情况说明\n本年支出合计30万元。\n");
  EXPECT_EQ(titles(report), (std::vector<std::string>{"2一、收入决算情况说明", "2二、支出决算情况说明"}));
  EXPECT_EQ(report.sections[0].paragraphs.size(), 1U);
  EXPECT_EQ(report.sections[1].paragraphs.size(), 1U);
}

TEST(Sections, AdjacentAndWrappedHeadings) {
  const Report report = report_of(std::string(kTable) + R"(
## 第三部分

# 2023年度部门决算情况说明

一、情况

文字。

第四部分临江市档案馆2023年度部门决算名词解
释

二、解释

文字。
)");
  EXPECT_EQ(titles(report),
            (std::vector<std::string>{"1第三部分 2023年度部门决算情况说明", "2一、情况",
                                      "1第四部分临江市档案馆2023年度部门决算名词解释", "2二、解释"}));
}

TEST(Sections, ContentsListStaysApart) {
  const Report report = report_of(R"(2023年度临江市档案馆部门决算

# 目 录

## 第一部分 概况

- 一、主要职责 …… 3

## 第二部分 部门决算表

- 一、支出决算表

## 第三部分 名词解释

# 第一部分 概况

一、主要职责

保管档案。

第二部分 部门决算表
)" + std::string(kTable));
  EXPECT_EQ(titles(report), (std::vector<std::string>{"0", "0目 录", "1第一部分 概况", "2一、主要职责",
                                                      "1第二部分 部门决算表"}));
  EXPECT_EQ(report.sections[1].paragraphs.size(), 5U);
}

TEST(Sections, DoNotRepeatWhatTablesTook) {
  const Report report = report_of("第二部分 决算表\n" + std::string(kTable) + "注：本表反映支出。\n");
  ASSERT_EQ(report.sections.size(), 1U);
  EXPECT_TRUE(report.sections[0].paragraphs.empty());
}

TEST(Sections, BeginBelowANoteWithoutABlankLine) {
  const Report report =
      report_of(std::string(kTable) +
                "注：本表反映支出，\n不含上年。\n第三部分 情况说明\n一、支出决算情况说明\n支出30万元。\n");
  EXPECT_EQ(report.expenditure.info.notes.size(), 1U);
  EXPECT_EQ(titles(report), (std::vector<std::string>{"1第三部分 情况说明", "2一、支出决算情况说明"}));
  EXPECT_EQ(report.sections.at(1).paragraphs.size(), 1U);
}

TEST(Sections, ItemsBelowAFinishedLineAreParagraphs) {
  const Report report = report_of(std::string(kTable) +
                                  "一、支出决算情况说明\n用于以下方面：\n1．行政运行30万元，占\n100%。\n"
                                  "（1）工资20万元；\n（2）公用10万元，比上年\n2.5万元多。\n"
                                  "以上各项均完成。\n合计30万元。\n");
  ASSERT_EQ(report.sections.size(), 1U);
  std::vector<std::size_t> lines;
  for (const Paragraph& paragraph : report.sections[0].paragraphs) lines.push_back(paragraph.lines.size());
  EXPECT_EQ(lines, (std::vector<std::size_t>{1, 2, 1, 4})) << "other lines stay together";
}

/// Eight sentences and what stands between them, each on a line of its own.
std::string unspaced_text(std::string_view between) {
  std::string text = "第三部分 情况说明\n一、支出决算情况说明\n";
  for (int i = 0; i < 8; ++i) {
    text += "2023年度支出30万元，比上年减少1万元，主要原因是压减支出。\n";
    text += between;
  }
  return text;
}

TEST(Sections, LinesAreParagraphsWhereTheyEndTheirSentences) {
  const Report report = report_of(std::string(kTable) + unspaced_text("另有说明\n"));
  EXPECT_EQ(report.sections.at(1).paragraphs.size(), 16U);
}

TEST(Sections, WrappedLinesStayTogether) {
  const Report report =
      report_of(std::string(kTable) +
                unspaced_text("本年度支出预算执行过程中追加的资金主要用于以前年度结\n转的项目。\n"));
  EXPECT_EQ(report.sections.at(1).paragraphs.size(), 1U);
}

TEST(Sections, OtherTablesKnowTheirs) {
  const Report report =
      report_of(std::string(kTable) + "一、机构设置\n\n包括下列单位：\n\n序号|单位名称\n1|某某馆\n");
  ASSERT_EQ(report.other_tables.size(), 1U);
  EXPECT_EQ(report.sections.at(report.other_tables[0].section).title, "一、机构设置");
  EXPECT_EQ(report.other_tables[0].grid.rows, 2U);
}

TEST(Identity, CoverInPieces) {
  const Report report = report_of(
      "2023年度\n临江市档案馆\n（临江市地方志\n编纂室）部门决算\n\n第一部分 概况\n" + std::string(kTable));
  EXPECT_EQ(report.unit, "临江市档案馆");
  EXPECT_EQ(report.year, 2023);
  EXPECT_EQ(report.unit_place.line, 1U);
}

TEST(Identity, TheHeadOfficeAloneHasANameOfItsOwn) {
  for (const std::string cover :
       {"临江市教育局（本级）2024年度部门决算", "2024年度临江市教育局(本级)部门决算"}) {
    const Report report = report_of(
        cover + "\n\n支出决算表\n单位：元\n\n科目编码|科目名称|本年支出合计|基本支出\n合计|~|1|1\n");
    EXPECT_EQ(report.unit, "临江市教育局（本级）") << cover;
  }
}

TEST(Identity, UnitBeforeTheYear) {
  const Report report = report_of(
      "临江市教育局2024年度部门决算\n\n支出决算表\n单位：元\n\n科目编码|科目名称|本年支出合计|基本支出\n合计|"
      "~|1|1\n");
  EXPECT_EQ(report.unit, "临江市教育局");
  EXPECT_EQ(report.year, 2024);
}

TEST(Identity, ChineseYearAndPartTitles) {
  const Report report = report_of(
      "二〇二二年度部门决算\n\n第一部分 "
      "临江市教育局概况\n\n支出决算表\n单位：元\n\n科目编码|科目名称|本年支出合计|基本支出\n合计|~|1|1\n");
  EXPECT_EQ(report.unit, "临江市教育局");
  EXPECT_EQ(report.year, 2022);
}

TEST(Identity, UnknownStaysUnknown) {
  const Report report = report_of("支出决算表\n\n科目编码|科目名称|本年支出合计|基本支出\n合计|~|1|1\n");
  EXPECT_EQ(report.unit, "");
  EXPECT_FALSE(report.year);
  EXPECT_FALSE(report.currency_unit);
  EXPECT_EQ(report.form, "generic");
}

TEST(Identity, RoundingRemarkFromTheWords) {
  const Report report = report_of(std::string(kTable) +
                                  "一、说明\n\n收支总计30万元。因四舍五入，部分合计数可能不等。其他无。\n");
  EXPECT_EQ(report.rounding_remark, "因四舍五入，部分合计数可能不等。");
}

}  // namespace
}  // namespace zzaudit
