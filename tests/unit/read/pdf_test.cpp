// SPDX-License-Identifier: Apache-2.0
// Pages as zzaudit-pdf tells them, drawn by hand, become grids and paragraphs.
#include "read/detail/pdf.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "read_support.hpp"

namespace zzaudit::test {
namespace {

/// An answer in the protocol, written piece by piece. Coordinates are points from the top left corner.
class Drawing {
 public:
  Drawing() { out_ << "zzaudit-pdf 1\n"; }
  Drawing& page(double width = 600, double height = 800) {
    out_ << "page " << ++pages_ << ' ' << width << ' ' << height << '\n';
    return *this;
  }
  Drawing& line(const std::string& text) {
    out_ << text << '\n';
    return *this;
  }
  /// Text of 10 points; a character is 10 wide, half of it when it is Latin.
  Drawing& text(double x, double y, const std::string& text) {
    double width = 0;
    for (const char c : text) {
      if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80)
        width += static_cast<unsigned char>(c) < 0x80 ? 5 : 10;
    }
    out_ << "run " << x << ' ' << y << ' ' << width << " 0 10 - " << text << '\n';
    return *this;
  }
  Drawing& horizontal(double y, double from, double to) {
    out_ << "h " << y << ' ' << from << ' ' << to << " 0.5\n";
    return *this;
  }
  Drawing& vertical(double x, double from, double to) {
    out_ << "v " << x << ' ' << from << ' ' << to << " 0.5\n";
    return *this;
  }
  /// Every border of a lattice.
  Drawing& lattice(const std::vector<double>& xs, const std::vector<double>& ys) {
    for (const double y : ys) horizontal(y, xs.front(), xs.back());
    for (const double x : xs) vertical(x, ys.front(), ys.back());
    return *this;
  }
  /// Text in the cells of one row that begins at `y`, 20 high.
  Drawing& row(const std::vector<double>& xs, double y, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!cells[i].empty()) text(xs[i] + 3, y + 13, cells[i]);
    }
    return *this;
  }
  [[nodiscard]] Document read() { return detail::document_from_pdf_answer("a.pdf", out_.str() + "end\n", 0); }
  [[nodiscard]] std::string answer() const { return out_.str(); }

 private:
  std::ostringstream out_;
  int pages_ = 0;
};

using Rows = std::vector<std::vector<std::string>>;
const std::vector<double> kXs = {50, 150, 300, 400};

std::vector<std::string> texts_of_paragraphs(const Document& document) {
  std::vector<std::string> texts;
  for (const Paragraph& paragraph : paragraphs_of(document)) {
    std::string text;
    for (const std::string& line : lines_of(paragraph)) text += (text.empty() ? "" : "|") + line;
    texts.push_back(text);
  }
  return texts;
}

std::string message_of(const std::string& answer) {
  try {
    (void)detail::document_from_pdf_answer("a.pdf", answer, 0);
  } catch (const InputError& error) {
    return error.message().en;
  }
  return "";
}

TEST(Pdf, CellsOfALattice) {
  Drawing drawing;
  drawing.page().lattice(kXs, {100, 120, 140});
  drawing.row(kXs, 100, {"科目", "合计", "基本支出"}).row(kXs, 120, {"2010301", "行政运行", "6,094.55"});
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"科目", "合计", "基本支出"}, {"2010301", "行政运行", "6,094.55"}}));
  const Place& place = grids[0].cells[5].place;
  EXPECT_EQ(place.page, 1U);
  EXPECT_EQ(place.table, 1U);
  EXPECT_EQ(place.row, 2U);
  EXPECT_EQ(place.column, 3U);
}

TEST(Pdf, MergedCellsHaveSpans) {
  Drawing drawing;
  // 项目 over two columns; 合计 over two rows.
  drawing.page()
      .horizontal(100, 50, 400)
      .horizontal(120, 50, 300)
      .horizontal(140, 50, 400)
      .horizontal(160, 50, 400);
  drawing.vertical(50, 100, 160).vertical(150, 120, 160).vertical(300, 100, 160).vertical(400, 100, 160);
  drawing.text(160, 113, "项目").text(60, 133, "编码").text(160, 133, "名称").text(310, 123, "合计");
  drawing.row(kXs, 140, {"201", "一般公共服务支出", "1.00"});
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  const Grid& grid = grids[0];
  EXPECT_TRUE(grid.spans_known);
  EXPECT_FALSE(grid.low_confidence);
  EXPECT_EQ(grid.rows, 3U);
  ASSERT_EQ(grid.cells.size(), 7U);
  EXPECT_EQ(grid.cells[0].text, "项目");
  EXPECT_EQ(grid.cells[0].column_span, 2U);
  EXPECT_EQ(grid.cells[1].text, "合计");
  EXPECT_EQ(grid.cells[1].row_span, 2U);
}

TEST(Pdf, DoubleRulesAndPiecesOfRulesAreOneBorder) {
  Drawing drawing;
  drawing.page().lattice({50, 150, 300}, {100, 102.5, 120, 140});
  for (double x = 50; x < 300; x += 10) drawing.horizontal(160.4, x, x + 9);
  drawing.vertical(50, 140, 160).vertical(150, 140, 160).vertical(300, 140, 160);
  drawing.row(kXs, 102, {"甲", "1"}).row(kXs, 120, {"乙", "2"}).row(kXs, 140, {"丙", "3"});
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"甲", "1"}, {"乙", "2"}, {"丙", "3"}}));
}

TEST(Pdf, WithoutOuterBorder) {
  Drawing drawing;
  drawing.page().horizontal(100, 50, 400).horizontal(120, 50, 400).horizontal(140, 50, 400);
  drawing.vertical(150, 100, 140).vertical(300, 100, 140);
  drawing.row(kXs, 100, {"甲", "乙", "丙"}).row(kXs, 120, {"1", "2", "3"});
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"甲", "乙", "丙"}, {"1", "2", "3"}}));
}

TEST(Pdf, BordersThatSeparateNothingAreNone) {
  Drawing drawing;
  drawing.page().lattice(kXs, {100, 120, 140});
  // Corner squares a little below a row, as some programs draw them where borders meet.
  for (const double x : kXs) drawing.horizontal(128, x - 0.5, x + 0.5);
  drawing.row(kXs, 100, {"甲", "乙", "丙"}).row(kXs, 120, {"1", "2", "3"});
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(grids[0].rows, 2U);
}

TEST(Pdf, TwoTablesThatShareARule) {
  Drawing drawing;
  drawing.page().lattice({50, 150, 300}, {100, 120, 140}).lattice({50, 100, 200, 300}, {140, 160, 180});
  drawing.text(60, 113, "甲").text(160, 113, "乙").text(60, 133, "1").text(160, 133, "2");
  drawing.text(55, 153, "丙")
      .text(110, 153, "丁")
      .text(210, 153, "戊")
      .text(55, 173, "3")
      .text(110, 173, "4");
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"甲", "乙"}, {"1", "2"}}));
  EXPECT_EQ(texts_of(grids[1]), (Rows{{"丙", "丁", "戊"}, {"3", "4", ""}}));
}

TEST(Pdf, WrappedNamesAreJoinedAndDoubledGlyphsReadOnce) {
  Drawing drawing;
  drawing.page().lattice(kXs, {100, 120, 160});
  drawing.row(kXs, 100, {"编码", "名称", "金额"}).text(53, 142, "2080505").text(303, 142, "1,234.50");
  drawing.text(153, 133, "机关事业单位基本养老")
      .text(153, 148, "保险缴费支出")
      .text(153.4, 148, "保险缴费支出");
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0])[1],
            (std::vector<std::string>{"2080505", "机关事业单位基本养老保险缴费支出", "1,234.50"}));
}

TEST(Pdf, FiguresBrokenInANarrowCellAreWhole) {
  Drawing drawing;
  drawing.page().lattice({50, 150, 185, 300}, {100, 140});
  drawing.text(153, 113, "863.8").text(153, 128, "1");  // nothing more fits in 35 points
  drawing.text(188, 113, "12").text(188, 128, "34");    // two figures
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"", "863.81", "12 34"}}));
}

TEST(Pdf, NeighboursThatTouchStayInTheirCells) {
  Drawing drawing;
  drawing.page().lattice({50, 100, 200}, {100, 120, 140});
  drawing.text(60, 113, "1,450.00").text(100, 113, "一、一般公共服务支出");
  // The name leaves its cell, and goes on in another text object.
  drawing.text(53, 133, "一般公共").text(93, 133, "服务").text(113, 133, "支出");
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"1,450.00", "一、一般公共服务支出"}, {"一般公共服务支出", ""}}));
}

TEST(Pdf, WhatStandsAboveATableIsNoRunningHeader) {
  Drawing drawing;
  for (int i = 1; i <= 4; ++i) {
    drawing.page().text(50, 40, "公开0" + std::to_string(i) + "表").text(400, 40, "单位：万元");
    drawing.text(200, 20, "某市档案馆2023年度部门决算");
    drawing.lattice(kXs, {100, 120}).row(kXs, 100, {"甲", std::to_string(i), ""});
  }
  const auto texts = texts_of_paragraphs(drawing.read());
  EXPECT_EQ(texts.size(), 8U);
  EXPECT_EQ(texts.front(), "公开01表");
}

TEST(Pdf, TextThatOverflowsItsCellStaysInIt) {
  Drawing drawing;
  drawing.page().lattice({50, 90, 300, 400}, {100, 120, 140});
  drawing.text(53, 113, "名").text(53, 133, "住房改革支出及其他各项支出").text(303, 133, "5.00");
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0])[1], (std::vector<std::string>{"住房改革支出及其他各项支出", "", "5.00"}));
}

TEST(Pdf, ATableGoesOnOverPages) {
  Drawing drawing;
  drawing.page().text(50, 80, "支出决算表").lattice(kXs, {700, 720, 740});
  drawing.row(kXs, 700, {"编码", "名称", "金额"})
      .row(kXs, 720, {"201", "甲", "1.00"})
      .text(290, 780, "- 1 -");
  drawing.page().lattice(kXs, {60, 80, 100});
  drawing.row(kXs, 60, {"编码", "名称", "金额"}).row(kXs, 80, {"202", "乙", "2.00"}).text(290, 780, "- 2 -");
  drawing.page().lattice(kXs, {60, 80});
  drawing.row(kXs, 60, {"203", "丙", "3.00"}).text(50, 120, "注：本表反映支出。");
  const auto document = drawing.read();
  const auto grids = grids_of(document);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(
      texts_of(grids[0]),
      (Rows{{"编码", "名称", "金额"}, {"201", "甲", "1.00"}, {"202", "乙", "2.00"}, {"203", "丙", "3.00"}}));
  EXPECT_EQ(grids[0].page_breaks, (std::vector<std::uint32_t>{2, 3}));
  EXPECT_EQ(grids[0].cells[6].place.page, 2U);
  EXPECT_EQ(grids[0].cells[6].place.row, 3U);
  EXPECT_EQ(texts_of_paragraphs(document), (std::vector<std::string>{"支出决算表", "注：本表反映支出。"}));
}

TEST(Pdf, AHeaderMayBeCutByAPageBreak) {
  const std::vector<double> below = {50, 100, 150, 225, 300, 400};
  for (const std::string head : {"2023年决算数", "12.00"}) {
    Drawing drawing;
    drawing.page().lattice({50, 150, 400}, {700, 720}).row({50, 150}, 700, {"预算数", head});
    drawing.page().lattice(below, {60, 80, 100});
    drawing.row(below, 60, {"合计", "接待", "合计", "接待", "车"}).row(below, 80, {"1", "2", "3", "4", "5"});
    const auto grids = grids_of(drawing.read());
    if (head == "12.00") {
      EXPECT_EQ(grids.size(), 2U) << "figures are no header";
      continue;
    }
    ASSERT_EQ(grids.size(), 1U);
    EXPECT_EQ(texts_of(grids[0]), (Rows{{"预算数", "", "2023年决算数", "", ""},
                                        {"合计", "接待", "合计", "接待", "车"},
                                        {"1", "2", "3", "4", "5"}}));
    EXPECT_EQ(grids[0].cells[1].column_span, 3U);
    EXPECT_EQ(grids[0].cells[1].place.column, 3U);
    EXPECT_TRUE(grids[0].page_breaks.empty());
  }
}

TEST(Pdf, OtherColumnsOrWordsBetweenBeginAnotherTable) {
  Drawing drawing;
  drawing.page().lattice(kXs, {700, 720}).row(kXs, 700, {"甲", "1", "2"});
  drawing.page()
      .lattice({50, 200, 400}, {60, 80})
      .text(60, 73, "乙")
      .text(210, 73, "3")
      .text(50, 300, "收入决算表");
  drawing.lattice({50, 200, 400}, {320, 340}).text(60, 333, "丙").text(210, 333, "4");
  EXPECT_EQ(grids_of(drawing.read()).size(), 3U);
}

TEST(Pdf, SidewaysPagesAreTurned) {
  // A landscape table drawn on an upright page, text running upwards.
  Drawing drawing;
  drawing.page(800, 600);
  const auto turned_rule = [&](double x0, double y0, double x1, double y1) {
    // (x, y) of the reader's view stands at (y, 600 - x).
    if (y0 == y1) {
      drawing.vertical(y0, 600 - x1, 600 - x0);
    } else {
      drawing.horizontal(600 - x0, y0, y1);
    }
  };
  for (const double y : {100.0, 120.0, 140.0}) turned_rule(50, y, 400, y);
  for (const double x : kXs) turned_rule(x, 100, x, 140);
  const auto turned_text = [&](double x, double y, const std::string& text) {
    drawing.line("run " + std::to_string(y) + " " + std::to_string(600 - x) + " 0 -30 10 - " + text);
  };
  turned_text(60, 113, "编码一");
  turned_text(160, 113, "名称二");
  turned_text(310, 113, "金额三");
  turned_text(60, 133, "201");
  turned_text(310, 133, "6.00");
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"编码一", "名称二", "金额三"}, {"201", "", "6.00"}}));
}

TEST(Pdf, FullLinesGoOnAndNumberingBegins) {
  Drawing drawing;
  const std::string full =
      "二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九";
  drawing.page()
      .text(70, 100, full.substr(0, full.size() - 6))
      .text(50, 120, full + "一")
      .text(50, 140, "二三。");
  drawing.text(70, 160, "（一）" + full.substr(0, full.size() - 15)).text(50, 180, "1.20万元。");
  drawing.text(50, 200, "部门：某局").text(400, 200, "单位：万元");
  drawing.page().text(70, 180, full.substr(0, full.size() - 6)).text(50, 200, full + "一");
  drawing.page().text(50, 100, full + "二").text(50, 120, "二、收入决算表");
  const auto texts = texts_of_paragraphs(drawing.read());
  ASSERT_EQ(texts.size(), 6U);
  EXPECT_TRUE(texts[0].ends_with("|二三。"));
  EXPECT_TRUE(texts[1].starts_with("（一）"));
  EXPECT_TRUE(texts[1].ends_with("|1.20万元。"));
  EXPECT_EQ(texts[2], "部门：某局");
  EXPECT_EQ(texts[3], "单位：万元");
  EXPECT_TRUE(texts[4].ends_with("二"));
  EXPECT_EQ(texts[5], "二、收入决算表");
}

TEST(Pdf, AFigureThatDidNotFitGoesOn) {
  const std::string full =
      "二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九";
  Drawing drawing;
  drawing.page().text(50, 100, full).text(50, 120, full);
  drawing.text(70, 140, full.substr(0, full.size() - 21))
      .text(50, 160, "1,452.97万元，增加。");  // 50 points short
  drawing.text(70, 200, full.substr(0, full.size() - 30)).text(50, 220, "此段");
  const auto texts = texts_of_paragraphs(drawing.read());
  ASSERT_EQ(texts.size(), 4U);
  EXPECT_TRUE(texts[1].ends_with("|1,452.97万元，增加。"));
}

TEST(Pdf, NothingGoesOnAfterAPageThatIsNotFull) {
  const std::string full =
      "二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九";
  Drawing drawing;
  drawing.page().text(50, 680, full).text(50, 700, full);
  drawing.page().text(50, 100, full);
  drawing.page().text(50, 100, full);
  EXPECT_EQ(texts_of_paragraphs(drawing.read()).size(), 2U);
}

TEST(Pdf, ParagraphsOfTwoLinesTellTheMargin) {
  const std::string full =
      "二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九";
  Drawing drawing;
  drawing.page();
  for (double y = 100; y < 400; y += 40) drawing.text(70, y, full).text(50, y + 20, "此段完。");
  EXPECT_EQ(texts_of_paragraphs(drawing.read()).size(), 8U);
}

TEST(Pdf, WithoutRulesNamesAndFiguresOfAColumnNeedNotStandBelowEachOther) {
  Drawing drawing;
  drawing.page()
      .text(50, 60, "支出决算表")
      .text(50, 80, "名称")
      .text(200, 80, "合计")
      .text(300, 80, "基本支出");
  drawing.text(50, 100, "行政运行").text(250, 100, "1,234.50").text(370, 100, "234.50");
  // A wrapped name stands above and below its figures.
  drawing.text(50, 120, "机关事业单位")
      .text(265, 130, "34.50")
      .text(370, 130, "134.50")
      .text(50, 140, "养老保险");
  drawing.text(50, 160, "住房公积金").text(265, 160, "20.00").text(375, 160, "20.00");
  const auto document = drawing.read();
  const auto grids = grids_of(document);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"名称", "合计", "基本支出"},
                                      {"行政运行", "1,234.50", "234.50"},
                                      {"机关事业单位养老保险", "34.50", "134.50"},
                                      {"住房公积金", "20.00", "20.00"}}));
  EXPECT_EQ(texts_of_paragraphs(document), (std::vector<std::string>{"支出决算表"}));
  ASSERT_EQ(document.notes.size(), 1U);
  EXPECT_NE(document.notes[0].text.en.find("without rules on page 1"), std::string::npos);
}

TEST(Pdf, PageNumbersAndRunningHeadersAreDropped) {
  Drawing drawing;
  for (const std::string number : {"第1页", "2/4", "-3-", "4"}) {
    drawing.page()
        .text(200, 30, "某市档案馆2023年度部门决算")
        .text(50, 300, "正文" + number)
        .text(290, 780, number);
  }
  EXPECT_EQ(texts_of_paragraphs(drawing.read()),
            (std::vector<std::string>{"正文第1页", "正文2/4", "正文-3-", "正文4"}));
}

TEST(Pdf, TablesWithoutRulesAreAGuess) {
  Drawing drawing;
  drawing.page();
  double y = 100;
  for (const auto& row :
       Rows{{"编码", "名称", "金额"}, {"201", "甲", "1.00"}, {"202", "乙", "2.00"}, {"203", "丙", "3.00"}}) {
    drawing.text(50, y, row[0]).text(150, y, row[1]).text(300, y, row[2]);
    y += 20;
  }
  const auto grids = grids_of(drawing.read());
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_TRUE(grids[0].low_confidence);
  EXPECT_EQ(texts_of(grids[0])[3], (std::vector<std::string>{"203", "丙", "3.00"}));
}

TEST(Pdf, WhatCannotBeReadSaysWhy) {
  Drawing page;
  page.page().text(50, 100, "某市档案馆2023年度部门决算公开报告");
  EXPECT_EQ(message_of(page.answer() + "end\n"), "");
  EXPECT_NE(message_of(page.answer()).find("stopped before its end"), std::string::npos);
  EXPECT_NE(message_of(page.answer() + "error Syntax\nend\n").find("is damaged (1 errors)"),
            std::string::npos);
  EXPECT_NE(message_of(page.answer() + "run 1 x\nend\n").find("is damaged"), std::string::npos);
  EXPECT_NE(message_of(page.answer() + "run nan inf 1 0 1 - x\nend\n").find("is damaged"), std::string::npos);
  EXPECT_NE(message_of("zzaudit-pdf 1\nfail encrypted\n").find("password"), std::string::npos);
  EXPECT_NE(message_of("zzaudit-pdf 1\nfail damaged\n").find("no sound PDF file"), std::string::npos);
  EXPECT_NE(message_of("zzaudit-pdf 1\npage 1 600 800\nimage 0 0 600 800\nend\n").find("a scan without text"),
            std::string::npos);
  EXPECT_NE(message_of("zzaudit-pdf 1\npage 1 600 800\nhidden 900\nend\n").find("recognised (OCR)"),
            std::string::npos);
  EXPECT_NE(message_of("zzaudit-pdf 1\npage 1 600 800\nend\n").find("no text"), std::string::npos);
  EXPECT_NE(message_of("zzaudit-pdf 2\nend\n").find("stopped"), std::string::npos);
  Drawing outside;
  outside.page();
  for (int i = 0; i < 9; ++i) outside.text(5000, 100, "某市档案馆2023年度部门决算");
  EXPECT_NE(message_of(outside.answer() + "end\n").find("outside of their pages"), std::string::npos);
}

TEST(Pdf, AnswersCutAnywhereAreRefused) {
  Drawing drawing;
  drawing.page().lattice(kXs, {100, 120, 140}).row(kXs, 100, {"科目名称", "合计金额", "基本支出"});
  const std::string answer = drawing.answer() + "end\n";
  for (std::size_t size = 0; size < answer.size(); ++size) {
    EXPECT_NE(message_of(answer.substr(0, size)), "") << size;
  }
}

}  // namespace
}  // namespace zzaudit::test
