// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "read/detail/number_format.hpp"
#include "read/detail/workbook.hpp"
#include "unit/read/read_support.hpp"
#include "unit/read/zip_support.hpp"
#include "zzaudit/base/cell_address.hpp"

namespace zzaudit {
namespace {

using test::cell_at;
using test::grids_of;
using test::input_error;
using test::lines_of;
using test::paragraphs_of;
using test::texts_of;
using Rows = std::vector<std::vector<std::string>>;

struct TestSheet {
  std::string name;
  std::string inner;  ///< of <worksheet>; in apostrophes for quotation marks
  std::string state = "visible";
};

/// A workbook as small as the format allows. Styles: 0 General, 1 #,##0.00, 2 000, 3 yyyy年m月d日.
test::Entries parts_of(const std::vector<TestSheet>& sheets,
                       const std::string& application = "Microsoft Excel",
                       const std::string& calculation = "<calcPr calcId='1'/>") {
  constexpr auto kMain = "http://x/";
  std::string list;
  std::string relations;
  test::Entries parts;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string id = std::to_string(i + 1);
    list += "<sheet name='" + sheets[i].name + "' sheetId='9' state='" + sheets[i].state + "' r:id='r" + id +
            "'/>";
    relations += "<Relationship Id='r" + id + "' Type='" + kMain + "worksheet' Target='" +
                 (i % 2 == 0 ? "worksheets/s" : "/xl/worksheets/s") + id + ".xml'/>";
    parts.emplace_back("xl/worksheets/s" + id + ".xml", "<worksheet>" + sheets[i].inner + "</worksheet>");
  }
  parts.emplace_back("_rels/.rels", std::string("<R><r Id='1' Type='http://x/officeDocument' "
                                                "Target='xl/workbook.xml'/><r Id='2' Type='http://x/"
                                                "extended-properties' Target='docProps/app.xml'/></R>"));
  parts.emplace_back("docProps/app.xml", "<P><Application>" + application + "</Application></P>");
  parts.emplace_back("xl/workbook.xml",
                     "<workbook xmlns:r='r'><sheets>" + list + "</sheets>" + calculation + "</workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels",
                     "<R>" + relations +
                         "<r Id='st' Type='http://x/styles' Target='styles.xml'/><r Id='ss' "
                         "Type='http://x/sharedStrings' Target='sharedStrings.xml'/></R>");
  parts.emplace_back(
      "xl/styles.xml",
      "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='000'/></numFmts><cellXfs>"
      "<xf numFmtId='0'/><xf numFmtId='4'/><xf numFmtId='176'/><xf numFmtId='31'/></cellXfs></styleSheet>");
  parts.emplace_back(
      "xl/sharedStrings.xml",
      "<sst><si><t>项目</t></si><si><r><t>因公</t></r><r><t>出国</t></r><rPh><t>yin</t></rPh></si>"
      "<si><t>一般公共\n服务_x000D_支出</t></si></sst>");
  return parts;
}

std::string workbook(const std::vector<TestSheet>& sheets) { return test::zip_of(parts_of(sheets)); }

Document read(const std::string& bytes) { return read_xlsx({"a.xlsx", bytes}); }
Document read_sheet(const std::string& inner) { return read(workbook({{"表", inner}})); }

/// Cells of text and numbers: every word is a cell, "_" a blank one.
std::string rows(std::uint32_t first, const Rows& texts) {
  std::string out;
  for (std::uint32_t r = 0; r < texts.size(); ++r) {
    out += "<row r='" + std::to_string(first + r) + "'>";
    for (std::uint32_t c = 0; c < texts[r].size(); ++c) {
      if (texts[r][c] == "_") continue;
      out += "<c r='" + cell_address(first + r, c + 1) + "' t='inlineStr'><is><t>" + texts[r][c] +
             "</t></is></c>";
    }
    out += "</row>";
  }
  return out;
}

std::string data(const std::string& rows) { return "<sheetData>" + rows + "</sheetData>"; }

std::string shown(std::string_view code, double value) {
  return detail::NumberFormat(code).display(value).text;
}
bool is_rounded(std::string_view code, double value) {
  return detail::NumberFormat(code).display(value).rounded;
}

TEST(NumberFormat, GeneralShowsElevenCharacters) {
  EXPECT_EQ(shown("General", 6094.5500000000002), "6094.55");
  EXPECT_FALSE(is_rounded("General", 6094.5500000000002));
  EXPECT_EQ(shown("General", 2010301.0), "2010301");
  EXPECT_EQ(shown("General", -0.5), "-0.5");
  EXPECT_EQ(shown("General", 0), "0");
  EXPECT_EQ(shown("General", 1.0 / 3), "0.333333333");
  EXPECT_TRUE(is_rounded("General", 1.0 / 3));
  EXPECT_EQ(shown("General", 123456789012.0), "123456789012");
  EXPECT_EQ(shown("@", 201), "201");
}

TEST(NumberFormat, DecimalsAndSeparators) {
  EXPECT_EQ(shown("#,##0.00", 1234567.005), "1,234,567.01");
  EXPECT_TRUE(is_rounded("#,##0.00", 1234567.005));
  EXPECT_EQ(shown("#,##0.00", 0), "0.00");
  EXPECT_EQ(shown("0.00", 999.999), "1000.00");
  EXPECT_EQ(shown("0", 0.4), "0");
  EXPECT_EQ(shown("0.00", -0.001), "0.00");
  EXPECT_EQ(shown("0.0#", 1.5), "1.5");
  EXPECT_EQ(shown("0.##", 5), "5");
  EXPECT_EQ(shown(".00", 12.5), "12.50");
  EXPECT_EQ(shown("000", 7), "007");
  EXPECT_EQ(shown("0.00", -12), "-12.00");
}

TEST(NumberFormat, SectionsBySignAndByCondition) {
  constexpr auto kAccounting = R"(_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ )";
  EXPECT_EQ(shown(kAccounting, 1234.5), "1,234.50");
  EXPECT_EQ(shown(kAccounting, -1234.5), "-1,234.50");
  EXPECT_EQ(shown(kAccounting, 0), "-");
  EXPECT_EQ(shown("#,##0.00_);[Red]\\(#,##0.00\\)", -3), "(3.00)");
  EXPECT_EQ(shown("0.00;-0.00;", 0), "");
  EXPECT_EQ(shown("[>=10000]0.0;0.00", 12345), "12345.0");
  EXPECT_EQ(shown("[>=10000]0.0;0.00", 12), "12.00");
  EXPECT_EQ(shown(";;;", 12), "");
  EXPECT_TRUE(is_rounded(";;;", 12)) << "an amount that is not shown at all";
}

TEST(NumberFormat, ScaledFormats) {
  EXPECT_EQ(shown("0.00%", 0.12345), "12.35%");
  EXPECT_EQ(shown("#,##0.00,", 1234567), "1,234.57");
  EXPECT_TRUE(is_rounded("#,##0.00,", 1234567));
  EXPECT_EQ(shown("0,,", 6000000), "6");
  EXPECT_EQ(shown("0!.0,", 12345678), "1234.6") << "in ten thousands, the point being a literal";
  EXPECT_EQ(shown("0\"万元\"", 12), "12万元");
  EXPECT_EQ(shown("[$¥-804]#,##0.00", 12), "¥12.00");
}

TEST(NumberFormat, DatesAreNoAmounts) {
  EXPECT_EQ(shown("yyyy\"年\"m\"月\"d\"日\"", 45291), "2023年12月31日");
  EXPECT_EQ(shown("yyyy/mm/dd hh:mm", 45291.5), "2023/12/31 12:00");
  EXPECT_EQ(shown("[$-F800]yyyy-m-d", 1), "1900-1-1");
  EXPECT_EQ(detail::NumberFormat("yyyy-m-d").display(0, true).text, "1904-1-1");
}

TEST(Xlsx, CellsOfEveryType) {
  const Document document = read_sheet(data(
      "<row r='3'><c r='B3' t='s'><v>0</v></c><c r='C3' t='s'><v>1</v></c><c r='D3' t='s'><v>2</v></c></row>"
      "<row r='4'><c r='B4'><v>2010301.0</v></c><c r='C4' s='1'><v>6094.5500000000002</v></c><c r='D4' "
      "t='str'><v>1,983.73</v></c></row>"
      "<row r='5'><c r='B5' s='2'><v>7</v></c><c r='C5' t='e'><v>#REF!</v></c><c r='D5' "
      "t='b'><v>1</v></c></row>"
      "<row r='6'><c r='B6' s='3'><v>45291</v></c><c r='C6' t='inlineStr'><is><r><t>合</t></r><r><t "
      "xml:space='preserve'> 计</t></r></is></c><c r='D6' s='1'/></row>"));
  ASSERT_EQ(grids_of(document).size(), 1U);
  const Grid grid = grids_of(document)[0];
  EXPECT_EQ(texts_of(grid), (Rows{{"项目", "因公出国", "一般公共服务支出"},
                                  {"2010301", "6,094.55", "1,983.73"},
                                  {"007", "#REF!", "TRUE"},
                                  {"2023年12月31日", "合 计", ""}}));
  EXPECT_TRUE(grid.spans_known);
  EXPECT_EQ(cell_at(grid, 1, 1).place.row, 4U);
  EXPECT_EQ(cell_at(grid, 1, 1).place.column, 3U);
  EXPECT_EQ(cell_at(grid, 1, 1).place.table, 1U);
  EXPECT_EQ(grid.place.row, 3U);
  EXPECT_TRUE(document.notes.empty());
}

TEST(Xlsx, SheetsAreSourcesInOrderAndTheirNamesAreRead) {
  const Document document = read(
      workbook({{"收入决算表", data(rows(1, {{"a", "b"}}))}, {"支出决算表", data(rows(1, {{"c", "d"}}))}}));
  ASSERT_EQ(document.sources.size(), 2U);
  EXPECT_EQ(document.sources[0].sheet, "收入决算表");
  EXPECT_EQ(document.sources[1].sheet, "支出决算表");
  EXPECT_EQ(document.sources[1].file, "a.xlsx");
  const auto paragraphs = paragraphs_of(document);
  ASSERT_EQ(paragraphs.size(), 2U);
  EXPECT_EQ(lines_of(paragraphs[1]), std::vector<std::string>{"支出决算表"});
  EXPECT_EQ(paragraphs[1].lines[0].place.source, 1U);
  EXPECT_EQ(cell_at(grids_of(document)[1], 0, 0).place.source, 1U);
}

TEST(Xlsx, TablesOfOneSheetAreSeparated) {
  const Document document =
      read_sheet(data(rows(1, {{"收入决算表"}}) + rows(3, {{"项目", "金额"}, {"合计", "1"}}) +
                      rows(6, {{"合计", "2"}}) + rows(8, {{"注：以万元为单位"}, {"第二行"}}) +
                      rows(11, {{"支出决算表"}, {"项目", "金额"}, {"合计", "3"}})));
  const auto grids = grids_of(document);
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_EQ(texts_of(grids[0]),
            (Rows{{"收入决算表", ""}, {"", ""}, {"项目", "金额"}, {"合计", "1"}, {"", ""}, {"合计", "2"}}));
  EXPECT_EQ(texts_of(grids[1])[0], (std::vector<std::string>{"支出决算表", ""}));
  const auto paragraphs = paragraphs_of(document);
  ASSERT_EQ(paragraphs.size(), 3U);  // the sheet's name first
  EXPECT_EQ(lines_of(paragraphs[2]), std::vector<std::string>{"第二行"});
  EXPECT_EQ(paragraphs[2].lines[0].place.row, 9U);
  EXPECT_EQ(paragraphs[2].lines[0].place.column, 1U);
}

TEST(Xlsx, MergedCellsSpan) {
  const Document document = read_sheet(
      data(
          rows(2, {{"表", "_", "_"}, {"项目", "本年支出", "_"}, {"_", "基本", "项目"}, {"合计", "1", "2"}})) +
      "<mergeCells count='9'><mergeCell ref='A2:C2'/><mergeCell ref='A3:A4'/><mergeCell ref='B3:C3'/>"
      "<mergeCell ref='A1:XFD1'/></mergeCells>");
  const Grid grid = grids_of(document).at(0);
  EXPECT_EQ(grid.columns, 3U);
  ASSERT_EQ(grid.cells.size(), 12U - 2 - 1 - 1);
  EXPECT_EQ(grid.cells[0].column_span, 3U);
  EXPECT_EQ(grid.cells[1].row_span, 2U);
  EXPECT_EQ(grid.cells[2].column_span, 2U);
  EXPECT_EQ(grid.cells[3].text, "基本");
  EXPECT_EQ(grid.cells[3].place.row, 4U);
}

TEST(Xlsx, HostileMergesStayInTheTable) {
  const Document document = read_sheet(data(rows(1, {{"a", "b"}, {"c", "d"}})) +
                                       "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell "
                                       "ref='A2:B2'/></mergeCells>");
  const Grid grid = grids_of(document).at(0);
  EXPECT_EQ(grid.rows, 2U);
  EXPECT_EQ(grid.columns, 2U);
}

/// The notes in English, joined.
std::string notes_of(const Document& document) {
  std::string notes;
  for (const ReaderNote& note : document.notes) notes += note.text.en + "\n";
  return notes;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(Xlsx, HiddenSheetsRowsAndColumnsAreReadAndFlagged) {
  const Document document =
      read(workbook({{"一", "<cols><col min='2' max='3' hidden='1'/></cols>" +
                                data(test::replaced(rows(1, {{"a", "b"}, {"c", "_"}}), "<row r='2'>",
                                                    "<row r='2' hidden='1'>"))},
                     {"二", data(rows(1, {{"a", "b"}})), "veryHidden"},
                     {"空", data(""), "hidden"}}));
  EXPECT_EQ(grids_of(document).size(), 2U);
  const std::string notes = notes_of(document);
  EXPECT_TRUE(contains(notes, "2 cells stand in hidden rows or columns (B1, A2)")) << notes;
  EXPECT_TRUE(contains(notes, "sheet “二”: it is hidden")) << notes;
  EXPECT_FALSE(contains(notes, "空")) << notes;
}

TEST(Xlsx, HiddenPrecisionIsNotedOnceASheet) {
  const Document document =
      read_sheet(data("<row r='1'><c r='A1' s='1'><v>1.005</v></c><c r='B1' s='1'><v>2.5</v></c><c r='C1' "
                      "s='1'><v>3.999</v></c></row>"));
  EXPECT_EQ(texts_of(grids_of(document).at(0)), (Rows{{"1.01", "2.50", "4.00"}}));
  ASSERT_EQ(document.notes.size(), 1U);
  EXPECT_TRUE(contains(notes_of(document), "2 numbers are stored with more digits than are shown (A1, C1)"));
  EXPECT_EQ(document.notes[0].place.column, 1U);
}

constexpr auto kFormulas =
    "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><f>A1+A2</f><v>0</v></c></row>"
    "<row r='2'><c r='A2'><v>2</v></c><c r='B2'><f>RATE(A1)</f><v>0</v></c></row>";

Document read_formulas(const std::string& application, const std::string& calculation, std::string inner) {
  return read(test::zip_of(parts_of({{"表", data(std::move(inner))}}, application, calculation)));
}

bool is_unknown(const Document& document, std::size_t row, std::size_t column) {
  const Grid grid = grids_of(document).at(0);
  const GridCell& cell = cell_at(grid, row, column);
  EXPECT_EQ(cell.unknown, cell.text.empty());
  return cell.unknown;
}

TEST(Xlsx, FormulasWithoutAResultAreUnknown) {
  const Document document =
      read_formulas("WPS 表格", "", "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><f>A1</f></c></row>");
  EXPECT_TRUE(is_unknown(document, 0, 1));
  EXPECT_TRUE(contains(notes_of(document), "1 formulas have no result that can be trusted (B1)"));
}

TEST(Xlsx, ZerosThatNoSpreadsheetCalculatedAreUnknown) {
  for (const auto& [application, calculation] :
       {std::pair{"SomeLibrary", ""}, std::pair{"LibreOffice", "<calcPr fullCalcOnLoad='1'/>"},
        std::pair{"Microsoft Excel", ""}}) {
    const Document document = read_formulas(application, calculation, kFormulas);
    EXPECT_TRUE(is_unknown(document, 0, 1)) << application;
    EXPECT_TRUE(is_unknown(document, 1, 1)) << application;
  }
}

TEST(Xlsx, OtherResultsAreTrustedUnlessTheInputsCannotGiveThem) {
  const Document document = read_formulas("LibreOffice/7.4", "", kFormulas);
  EXPECT_TRUE(is_unknown(document, 0, 1)) << "1 + 2 is not 0";
  EXPECT_FALSE(is_unknown(document, 1, 1));
  const Document calculated =
      read_formulas("SomeLibrary", "",
                    "<row r='1'><c r='A1'><v>0</v></c><c r='B1'><f>SUM(A1:A1)</f><v>0</v></c><c "
                    "r='C1'><f>2+1</f><v>3</v></c></row>");
  EXPECT_FALSE(is_unknown(calculated, 0, 1));
  EXPECT_FALSE(is_unknown(calculated, 0, 2));
}

TEST(Xlsx, SumsOfUnknownResultsAreUnknown) {
  const Document document = read_formulas("LibreOffice/7.4", "",
                                          "<row r='1'><c r='A1'><f>SUM(B1,C1)</f><v>0</v></c><c "
                                          "r='B1'><f>$C$1+D1</f><v>0</v></c><c r='C1'><v>5</v></c>"
                                          "<c r='D1'><v>-5</v></c></row><row r='2'><c "
                                          "r='A2'><f>A3+D2</f><v>0</v></c><c r='D2'><f>NOW()</f></c></row>");
  EXPECT_FALSE(is_unknown(document, 0, 1)) << "5 - 5 is 0";
  EXPECT_TRUE(is_unknown(document, 0, 0));
  EXPECT_TRUE(is_unknown(document, 1, 0));
}

TEST(Xlsx, StyledBlankRowsToTheEndOfTheSheetCostNothing) {
  std::string blank;
  for (int row = 2; row < 40'000; ++row) {
    const std::string number = std::to_string(row);
    blank += "<row r=\"" + number + "\"><c r=\"A" + number + "\" s=\"1\"/><c r=\"B" + number +
             "\" s=\"1\"/></row>";
  }
  const Document document = read_sheet(data(rows(1, {{"a", "b"}}) + blank + rows(1'048'576, {{"c", "d"}})));
  const auto grids = grids_of(document);
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_EQ(grids[1].cells[0].place.row, 1'048'576U);
}

TEST(Xlsx, WhatIsNotRightIsRefused) {
  const auto error = [](const std::string& inner) { return input_error([&] { (void)read_sheet(inner); }); };
  EXPECT_TRUE(contains(error(data("<row r='1'><c r='A1' t='s'><v>3</v></c></row>")), "shared string"));
  EXPECT_TRUE(contains(error(data("<row r='1'><c r='A1' t='s'><v>-1</v></c></row>")), "shared string"));
  EXPECT_TRUE(contains(error(data("<row r='1'><c r='Q9'><v>3</v></c></row>")), "wrong cell address “Q9”"));
  EXPECT_TRUE(contains(error(data("<row r='1048577'><c><v>3</v></c></row>")), "wrong number"));
  EXPECT_TRUE(contains(error("<mergeCells><mergeCell ref='B2:A1'/></mergeCells>"), "merged cells"));
  const auto without = [](const std::string& part) {
    test::Entries parts = parts_of({{"表", data(rows(1, {{"a", "b"}}))}});
    std::erase_if(parts, [&](const auto& entry) { return entry.first == part; });
    return input_error([&] { (void)read(test::zip_of(parts)); });
  };
  EXPECT_TRUE(contains(without("xl/worksheets/s1.xml"), "sheet “表” is missing"));
  EXPECT_TRUE(contains(without("xl/workbook.xml"), "workbook.xml is missing"));
  EXPECT_EQ(without("xl/styles.xml"), "");
}

TEST(Xlsx, SurvivesDamage) {
  const test::Entries parts = parts_of(
      {{"一", data(rows(1, {{"a", "b"}, {"c", "d"}})) + "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>"},
       {"二", data(kFormulas)}});
  const auto read_damaged = [](const std::string& damaged) {
    (void)input_error([&] { (void)read(damaged); });
  };
  test::expect_survives_damage(test::zip_of(parts), read_damaged);
  test::expect_survives_damaged_parts(parts, read_damaged);
}

}  // namespace
}  // namespace zzaudit
