// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "read/detail/word_styles.hpp"
#include "unit/read/read_support.hpp"
#include "unit/read/zip_support.hpp"

namespace zzaudit {
namespace {

using detail::number_text;
using test::grids_of;
using test::input_error;
using test::lines_of;
using test::paragraphs_of;
using test::texts_of;
using Rows = std::vector<std::vector<std::string>>;
using Lines = std::vector<std::string>;

constexpr auto kStyles =
    "<w:styles>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/>"
    "<w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='own'><w:name w:val='我的标题'/><w:basedOn w:val='1'/>"
    "<w:pPr><w:outlineLvl w:val='2'/><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='toc1'><w:name w:val='toc 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='loop'><w:name w:val='loop'/><w:basedOn w:val='loop'/></w:style>"
    "</w:styles>";

constexpr auto kNumbering =
    "<w:numbering>"
    "<w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText "
    "w:val='%1、'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText "
    "w:val='（%2）'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%3'/><w:isLgl/>"
    "<w:lvlRestart w:val='0'/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText "
    "w:val='·'/></w:lvl>"
    "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperLetter'/>"
    "<w:lvlText w:val='%1'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
    "<w:pStyle w:val='own'/><w:suff w:val='space'/><w:lvlText w:val='第%2部分'/></w:lvl></w:abstractNum>"
    "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/>"
    "</w:lvlOverride></w:num>"
    "<w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='4'><w:abstractNumId "
    "w:val='2'/></w:num>"
    "</w:numbering>";

test::Entries parts_of(const std::string& body) {
  return {{"word/document.xml",
           "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>" + body + "</w:body></w:document>"},
          {"word/_rels/document.xml.rels",
           "<R><r Id='1' Type='http://x/styles' Target='styles.xml'/><r Id='2' Type='http://x/numbering' "
           "Target='numbering.xml'/></R>"},
          {"word/styles.xml", kStyles},
          {"word/numbering.xml", kNumbering}};
}

Document read_bytes(const std::string& bytes) { return read_docx({"a.docx", bytes}, 3); }
Document read(const std::string& body) { return read_bytes(test::zip_of(parts_of(body))); }

std::string run(const std::string& text) { return "<w:r><w:t>" + text + "</w:t></w:r>"; }
std::string p(const std::string& inner, const std::string& properties = "") {
  return "<w:p><w:pPr>" + properties + "</w:pPr>" + inner + "</w:p>";
}
std::string numbered(int list, int level) {
  return "<w:numPr><w:ilvl w:val='" + std::to_string(level) + "'/><w:numId w:val='" + std::to_string(list) +
         "'/></w:numPr>";
}
std::string tc(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(run(text)) + "</w:tc>";
}
std::string tr(const std::string& cells, const std::string& properties = "") {
  return "<w:tr><w:trPr>" + properties + "</w:trPr>" + cells + "</w:tr>";
}
std::string tbl(const std::string& rows) { return "<w:tbl><w:tblGrid/>" + rows + "</w:tbl>"; }

/// The first lines of all paragraphs.
Lines lines_in(const Document& document) {
  Lines lines;
  for (const Paragraph& paragraph : paragraphs_of(document)) lines.push_back(paragraph.lines[0].text);
  return lines;
}

std::string notes_of(const Document& document) {
  std::string notes;
  for (const ReaderNote& note : document.notes) notes += note.text.en + "\n";
  return notes;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Docx, ParagraphsAndTablesInOrderWithTheirPlaces) {
  const Document document = read(p(run("一")) + p("") + tbl(tr(tc("a") + tc("b"))) + p(run("二")) +
                                 tbl(tr(tc("c"))) + "<w:sectPr/>");
  ASSERT_EQ(document.blocks.size(), 4U);
  const auto paragraphs = paragraphs_of(document);
  EXPECT_EQ(paragraphs[1].lines[0].place.paragraph, 2U) << "blank ones do not count";
  EXPECT_EQ(paragraphs[1].lines[0].place.source, 3U);
  const auto grids = grids_of(document);
  const Place place = grids[0].cells[1].place;
  EXPECT_EQ(place.paragraph, 1U);
  EXPECT_EQ(place.table, 1U);
  EXPECT_EQ(place.row, 1U);
  EXPECT_EQ(place.column, 2U);
  EXPECT_EQ(grids[1].place.table, 2U);
  EXPECT_EQ(grids[1].place.paragraph, 2U);
  EXPECT_TRUE(document.notes.empty());
}

TEST(Docx, RunsAreJoinedAndBreaksMakeLines) {
  const Document document =
      read(p("<w:r><w:t>支出</w:t><w:tab/><w:t xml:space='preserve'> 1</w:t><w:br/><w:t>第二行</w:t></w:r>" +
             run("。") + "<w:r><w:noBreakHyphen/><w:sym w:font='x' w:char='25CB'/></w:r>"));
  EXPECT_EQ(lines_of(paragraphs_of(document).at(0)), (Lines{"支出  1", "第二行。-○"}));
}

TEST(Docx, WrappersAreReadAndDeletionsAreNot) {
  const Document document = read(
      "<w:sdt><w:sdtPr/><w:sdtContent>" + p(run("目录")) + "</w:sdtContent></w:sdt>" +
      p("<w:ins>" + run("增") + "</w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom>" +
        run("移") + "</w:moveFrom><w:hyperlink><w:smartTag>" + run("链") + "</w:smartTag></w:hyperlink>" +
        "<w:r><w:instrText>PAGE</w:instrText></w:r><mc:AlternateContent><mc:Choice>" + run("甲") +
        "</mc:Choice><mc:Fallback>" + run("乙") + "</mc:Fallback></mc:AlternateContent>" +
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"));
  EXPECT_EQ(lines_in(document), (Lines{"目录", "增链甲"}));
  const std::string notes = notes_of(document);
  EXPECT_TRUE(contains(notes, "tracked changes")) << notes;
  EXPECT_TRUE(contains(notes, "1 pieces of hidden text")) << notes;
}

TEST(Docx, HeadingsBoldAndContentsAreHints) {
  const Document document =
      read(p(run("一"), "<w:pStyle w:val='1'/>") + p(run("二"), "<w:outlineLvl w:val='1'/>") +
           p(run("三"), "<w:pStyle w:val='toc1'/>") + p("<w:r><w:rPr><w:b/></w:rPr><w:t>四</w:t></w:r>") +
           p("<w:r><w:rPr><w:b w:val='0'/></w:rPr><w:t>五</w:t></w:r>", "<w:pStyle w:val='1'/>") +
           p("<w:r><w:rPr><w:b/></w:rPr><w:t>六</w:t></w:r>" + run("不粗")) +
           p(run("七"), "<w:pStyle w:val='loop'/>"));
  const auto paragraphs = paragraphs_of(document);
  ASSERT_EQ(paragraphs.size(), 7U);
  EXPECT_EQ(paragraphs[0].heading_level, 1);
  EXPECT_TRUE(paragraphs[0].bold);
  EXPECT_EQ(paragraphs[1].heading_level, 2);
  EXPECT_TRUE(paragraphs[2].list_item);
  EXPECT_TRUE(paragraphs[3].bold);
  EXPECT_EQ(paragraphs[3].heading_level, 0);
  EXPECT_FALSE(paragraphs[4].bold);
  EXPECT_FALSE(paragraphs[5].bold);
  EXPECT_EQ(paragraphs[6].heading_level, 0);
}

TEST(Docx, AutomaticNumbersAreRendered) {
  const Document document =
      read(p(run("职责"), numbered(1, 0)) + p(run("总体"), numbered(1, 1)) + p(run("结构"), numbered(1, 1)) +
           p(run("细"), numbered(1, 2)) + p(run("机构"), numbered(1, 0)) + p(run("又"), numbered(1, 1)) +
           p(run("再细"), numbered(1, 2)) + p(run("另起"), numbered(2, 0)) + p(run("接着"), numbered(2, 0)) +
           p(run("点"), numbered(3, 0)) + p(run("概况"), "<w:pStyle w:val='own'/>") +
           p(run("不编号"), "<w:pStyle w:val='own'/>" + numbered(0, 0)) + p(run("没有"), numbered(99, 0)));
  EXPECT_EQ(lines_in(document),
            (Lines{"一、职责", "（一）总体", "（二）结构", "1.1 细", "二、机构", "（一）又", "2.2 再细",
                   "五、另起", "六、接着", "点", "第一部分 概况", "不编号", "没有"}));
  EXPECT_TRUE(paragraphs_of(document)[9].list_item);
  EXPECT_EQ(paragraphs_of(document)[10].heading_level, 3);
}

TEST(Docx, NumbersInEveryFormat) {
  EXPECT_EQ(number_text(10, "chineseCounting"), "十");
  EXPECT_EQ(number_text(12, "chineseCountingThousand"), "十二");
  EXPECT_EQ(number_text(20, "japaneseCounting"), "二十");
  EXPECT_EQ(number_text(103, "chineseCountingThousand"), "一百零三");
  EXPECT_EQ(number_text(110, "chineseCountingThousand"), "一百一十");
  EXPECT_EQ(number_text(12, "chineseLegalSimplified"), "壹拾贰");
  EXPECT_EQ(number_text(3, "ideographTraditional"), "丙");
  EXPECT_EQ(number_text(11, "ideographTraditional"), "11");
  EXPECT_EQ(number_text(12, "ideographZodiac"), "亥");
  EXPECT_EQ(number_text(10, "ideographDigital"), "一〇");
  EXPECT_EQ(number_text(20, "decimalEnclosedCircleChinese"), "⑳");
  EXPECT_EQ(number_text(21, "decimalEnclosedCircle"), "21");
  EXPECT_EQ(number_text(3, "decimalZero"), "03");
  EXPECT_EQ(number_text(12, "decimalFullWidth"), "１２");
  EXPECT_EQ(number_text(1994, "upperRoman"), "MCMXCIV");
  EXPECT_EQ(number_text(4, "lowerRoman"), "iv");
  EXPECT_EQ(number_text(28, "lowerLetter"), "bb");
  EXPECT_EQ(number_text(7, "hebrew1"), "7");
}

TEST(Docx, SpansOfEveryKind) {
  const Document document =
      read(tbl(tr(tc("项目", "<w:vMerge w:val='restart'/>") + tc("本年支出", "<w:gridSpan w:val='2'/>")) +
               tr(tc("看不见", "<w:vMerge/>") + tc("基本") + tc("项目支出")) +
               tr(tc("新", "<w:vMerge w:val='restart'/>") + tc("1"), "<w:gridAfter w:val='1'/>") +
               tr(tc("", "<w:vMerge w:val='continue'/>") + tc("左", "<w:hMerge w:val='restart'/>") +
                  tc("", "<w:hMerge w:val='continue'/>")) +
               tr(tc("3"), "<w:gridBefore w:val='2'/>")));
  const Grid grid = grids_of(document).at(0);
  EXPECT_EQ(grid.columns, 3U);
  EXPECT_TRUE(grid.spans_known);
  EXPECT_EQ(texts_of(grid), (Rows{{"项目", "本年支出", ""},
                                  {"", "基本", "项目支出"},
                                  {"新", "1", ""},
                                  {"", "左", ""},
                                  {"", "", "3"}}));
  EXPECT_EQ(grid.cells[0].row_span, 2U);
  EXPECT_EQ(grid.cells[1].column_span, 2U);
  EXPECT_EQ(grid.cells[4].row_span, 2U);
  EXPECT_EQ(grid.cells[6].column_span, 2U);
}

TEST(Docx, CellsJoinTheirLinesAndRowsMayBeWrappedOrDeleted) {
  const Document document =
      read(tbl("<w:sdt><w:sdtContent>" +
               tr("<w:tc>" + p(run("一般公共") + "<w:r><w:br/></w:r>" + run("服务")) + p(run("支出")) +
                  "</w:tc>" + "<w:sdt><w:sdtContent>" + tc("1") + "</w:sdtContent></w:sdt>") +
               "</w:sdtContent></w:sdt>" + tr(tc("旧") + tc("2"), "<w:del w:id='1'/>") +
               tr("<w:tc>" + p(run("序"), numbered(1, 0)) + "</w:tc>" + tc("3"))));
  EXPECT_EQ(texts_of(grids_of(document).at(0)), (Rows{{"一般公共服务支出", "1"}, {"一、序", "3"}}));
}

TEST(Docx, TablesInTables) {
  const std::string inner = tbl(tr(tc("a") + tc("b")) + tr(tc("c") + tc("d")));
  const auto arranged = grids_of(read(tbl(tr("<w:tc>" + p(run("标题")) + inner + p("") + "</w:tc>"))));
  ASSERT_EQ(arranged.size(), 1U);
  EXPECT_EQ(texts_of(arranged[0]), (Rows{{"a", "b"}, {"c", "d"}}));
  const auto small = grids_of(read(tbl(
      tr(tc("x") + "<w:tc>" + tbl(tr(tc("小") + tc("表"))) + p("") + "</w:tc>") + tr(tc("y") + tc("z")))));
  ASSERT_EQ(small.size(), 1U);
  EXPECT_EQ(texts_of(small[0]), (Rows{{"x", "小表"}, {"y", "z"}}));
}

TEST(Docx, WhatIsNotReadIsNoted) {
  const Document document = read(
      p(run("第一段")) +
      p("<w:r><mc:AlternateContent><mc:Choice><w:drawing><x:txbxContent>" + p(run("公开01表")) +
        "</x:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox/></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>") +
      p("<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object></w:r>") +
      p("<w:r><w:drawing><a:blip/></w:drawing></w:r><w:r><w:drawing><c:chart/></w:drawing></w:r>" +
        run("图") + "<w:r><w:footnoteReference/><w:sym w:char='F0A8'/></w:r>") +
      tbl(tr(tc("a") + "<w:tc>" + p("<w:r><w:drawing><a:blip/></w:drawing></w:r>") + "</w:tc>")) +
      "<w:altChunk/>");
  const std::string notes = notes_of(document);
  for (const auto* part : {"1 text boxes were not read (the first one: “公开01表”)", "1 embedded objects",
                           "2 pictures", "1 charts", "1 footnotes", "1 imported documents", "1 symbols"}) {
    EXPECT_TRUE(contains(notes, part)) << part << "\n" << notes;
  }
  EXPECT_EQ(document.notes.at(0).place.paragraph, 2U);
  EXPECT_EQ(lines_in(document), (Lines{"第一段", "图"}));
}

TEST(Docx, StrictAndOtherPrefixesAreTheSame) {
  EXPECT_EQ(lines_in(read_bytes(
                test::zip_of({{"word/document.xml",
                               "<document xmlns='http://purl.oclc.org/ooxml'><body><p><r><t>严格</t>"
                               "</r></p></body></document>"}}))),
            Lines{"严格"});
}

TEST(Docx, HostileTablesAreRefused) {
  EXPECT_TRUE(contains(input_error([] { (void)read(tbl(tr(tc("a", "<w:gridSpan w:val='2000000000'/>")))); }),
                       "limit of 1000 columns"));
  EXPECT_TRUE(contains(input_error([] {
                         (void)read_bytes(test::zip_of({{"word/other.xml", "<a/>"}}));
                       }),
                       "its text is missing"));
  EXPECT_EQ(input_error([] { (void)read(tbl(tr(tc("a", "<w:gridSpan w:val='-5'/>")))); }), "");
}

TEST(Docx, SurvivesDamage) {
  const test::Entries parts = parts_of(p(run("一"), numbered(1, 0)) +
                                       tbl(tr(tc("a", "<w:gridSpan w:val='2'/>") + tc("b", "<w:vMerge/>"))));
  const auto read_damaged = [](const std::string& damaged) {
    (void)input_error([&] { (void)read_bytes(damaged); });
  };
  test::expect_survives_damage(test::zip_of(parts), read_damaged);
  test::expect_survives_damaged_parts(parts, read_damaged);
}

}  // namespace
}  // namespace zzaudit
