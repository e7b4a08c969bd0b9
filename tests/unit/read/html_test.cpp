// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>

#include "unit/read/read_support.hpp"

namespace zzaudit::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Document html(const std::string& text) { return read_html("页.html", text); }

Rows only_grid(const std::string& text) {
  const auto grids = grids_of(html(text));
  EXPECT_EQ(grids.size(), 1U) << text;
  return grids.empty() ? Rows{} : texts_of(grids.front());
}

std::vector<std::string> words_of(const Document& document) {
  std::vector<std::string> all;
  for (const Paragraph& paragraph : paragraphs_of(document)) {
    for (const TextLine& line : paragraph.lines) all.push_back(line.text);
  }
  return all;
}

std::string notes_of(const Document& document) {
  std::string all;
  for (const ReaderNote& note : document.notes) all += note.text.en + "\n";
  return all;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string table(const std::string& rows) { return "<table>" + rows + "</table>"; }
const std::string kSmall = table("<tr><td>项目<td>金额<tr><td>合计<td>1.00");

TEST(Html, WordsComeInParagraphs) {
  const Document document = html(
      "<!DOCTYPE html><html><head><title>不读</title><style>p{}</style></head><body><!-- 不读 <p>不读</p> -->"
      "<nav><a href=x>首页</a></nav><h2>一、收入</h2><p>第一行<br/>第二行</p><div><b>加粗</b></div>"
      "<p><strong>半</strong>粗</p><ul><li>目录</ul><ol start=3><li>三条<li>四条</ol>散字"
      "<script>document.write('<p>不读</p>')</script></body></html>");
  const auto paragraphs = paragraphs_of(document);
  ASSERT_EQ(paragraphs.size(), 8U);
  EXPECT_EQ(paragraphs[0].heading_level, 2);
  EXPECT_EQ(lines_of(paragraphs[1]), (std::vector<std::string>{"第一行", "第二行"}));
  EXPECT_EQ(paragraphs[1].heading_level, 0);
  EXPECT_TRUE(paragraphs[2].bold);
  EXPECT_FALSE(paragraphs[3].bold);
  EXPECT_EQ(lines_of(paragraphs[3]), std::vector<std::string>{"半粗"});
  EXPECT_TRUE(paragraphs[4].list_item);
  EXPECT_EQ(lines_of(paragraphs[6]), std::vector<std::string>{"4. 四条"});
  EXPECT_FALSE(paragraphs[6].list_item);
  EXPECT_EQ(lines_of(paragraphs[7]), std::vector<std::string>{"散字"});
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    EXPECT_EQ(paragraphs[i].lines.front().place.paragraph, i + 1);
    EXPECT_EQ(paragraphs[i].lines.front().place.line, 0U);
  }
}

TEST(Html, BlanksAreThoseABrowserShows) {
  EXPECT_EQ(words_of(html("<p>　　收入\n      支出&nbsp;&nbsp;A\n B&lt;5 &#x4e00;&amp; a <i>b</i></p>")),
            std::vector<std::string>{"收入支出 A B<5 一& a b"});
  EXPECT_EQ(words_of(html("<pre>一\n二</pre><p>1 < 2</p>")), (std::vector<std::string>{"一", "二", "1 < 2"}));
}

TEST(Html, CellsSpan) {
  const Document document =
      html(table("<thead><tr><th rowspan=2>项目<th colspan=2>金额<tr><th>上年<th>本年</thead>"
                 "<tr><td>一、公共<br>服务<td>1.00<td>2.00"));
  const Grid grid = grids_of(document).at(0);
  EXPECT_TRUE(grid.spans_known);
  EXPECT_EQ(grid.rows, 3U);
  EXPECT_EQ(grid.columns, 3U);
  EXPECT_EQ(texts_of(grid),
            (Rows{{"项目", "金额", ""}, {"", "上年", "本年"}, {"一、公共服务", "1.00", "2.00"}}));
  EXPECT_EQ(grid.cells.size(), 7U);
  EXPECT_EQ(grid.cells[0].row_span, 2U);
  EXPECT_EQ(grid.cells[1].column_span, 2U);
  EXPECT_EQ(grid.cells[6].place.table, 1U);
  EXPECT_EQ(grid.cells[6].place.row, 3U);
  EXPECT_EQ(grid.cells[6].place.column, 3U);
}

TEST(Html, SpansThatDoNotFit) {
  // To the end of the group; wider and longer than the table; in the way of each other.
  const Grid grid = grids_of(html(table("<tr><td rowspan=0>甲<td colspan=99 rowspan=65534>乙<td>1"
                                        "<tr><td>2<tr><td colspan=3>3")))
                        .at(0);
  EXPECT_EQ(grid.rows, 3U);
  EXPECT_EQ(grid.cells.front().row_span, 3U);
  const Grid overlap =
      grids_of(html(table("<tr><td>a<td rowspan=2>b<td>1<tr><td colspan=3>c<td>2<tr><td>3<td>4"))).at(0);
  EXPECT_EQ(texts_of(overlap)[1], (std::vector<std::string>{"c", "", "2"}));
  EXPECT_EQ(overlap.cells[3].column_span, 1U);
  // A span wider than anything that begins below it adds no columns.
  EXPECT_EQ(only_grid(table("<tr><td colspan=30>收入决算表<tr><td>项目<td>金额<tr><td>合计<td>1.00")),
            (Rows{{"收入决算表", ""}, {"项目", "金额"}, {"合计", "1.00"}}));
}

TEST(Html, ShortRowsArePadded) {
  const Grid grid = grids_of(html(table("<tr><td>a<td>b<td>c<tr><td>合计<td>1<tr><td>x"))).at(0);
  ASSERT_EQ(grid.cells.size(), 9U);
  EXPECT_EQ(cell_at(grid, 2, 2).place.column, 3U);
  EXPECT_EQ(cell_at(grid, 2, 2).place.row, 3U);
}

TEST(Html, UnclosedCellsOfContentManagementSystems) {
  EXPECT_EQ(
      only_grid("<TABLE border=1><TR><TD><P><SPAN>项目<TD><FONT size=2><P>金额</TR><TR><TD><DIV>合计<TD>"
                "<P align=right>1.00</P></TABLE><P>后文"),
      (Rows{{"项目", "金额"}, {"合计", "1.00"}}));
}

TEST(Html, TablesThatArrangeThePageAreTakenApart) {
  const Document document =
      html("<table width=100%><tr><td>栏目<td>正文<tr><td><ul><li>导航</ul><td><p>前文</p>" + kSmall +
           "<p>后文</p></table>" + table("<tr><td>部门：某局<td>单位：万元") + kSmall);
  const auto grids = grids_of(document);
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_EQ(texts_of(grids[0]), (Rows{{"项目", "金额"}, {"合计", "1.00"}}));
  EXPECT_EQ(words_of(document),
            (std::vector<std::string>{"栏目", "正文", "导航", "前文", "后文", "部门：某局", "单位：万元"}));
  EXPECT_EQ(grids[0].place.paragraph, 4U);
  EXPECT_EQ(grids[1].place.table, 2U);
  EXPECT_EQ(grids_of(html("<table><tr><td>1<td><h1>标题</h1><tr><td>2<td>文</table>")).size(), 0U);
}

TEST(Html, TablesInACellAreItsText) {
  EXPECT_EQ(only_grid(table("<tr><td><table><tr><td>项目</table><td>金额<tr><td>合计<td>1.00")),
            (Rows{{"项目", "金额"}, {"合计", "1.00"}}));
}

TEST(Html, CaptionStandsBeforeItsTable) {
  const Document document = html(table("<caption>收入决算表</caption><tr><td>项目<td>金额<tr><td>合计<td>1"));
  ASSERT_EQ(document.blocks.size(), 2U);
  EXPECT_EQ(words_of(document), std::vector<std::string>{"收入决算表"});
}

TEST(Html, PagesExportedByWord) {
  const Document document = html(
      "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><!--[if gte mso "
      "9]><xml><o:p>不读</o:p></xml>"
      "<![endif]--></head><body lang=ZH-CN><div class=WordSection1><p class=MsoNormal><![if !supportLists]>"
      "<span style='mso-list:Ignore'>一、<span>&nbsp;</span></span><![endif]><b "
      "style='x'><span>收入<o:p></o:p></span></b>"
      "</p><!--[if mso]><p>不读</p><![endif]--><p style='mso-hide:all'>隐</p></div></body></html>");
  EXPECT_EQ(words_of(document), std::vector<std::string>{"一、 收入"});
  EXPECT_TRUE(contains(notes_of(document), "hidden parts of the page were not read: 1."));
}

TEST(Html, WhatIsHiddenIsSaid) {
  const Document document =
      html("<div style='Display : none'><p>甲</p>" + kSmall + "</div><p hidden>乙</p><p>丙</p>" +
           table("<tr><td>项目<td>金额<tr style=display:none><td>9<td>9<tr><td>合计<td>1"));
  EXPECT_EQ(words_of(document), std::vector<std::string>{"丙"});
  EXPECT_EQ(texts_of(grids_of(document).at(0)), (Rows{{"项目", "金额"}, {"合计", "1"}}));
  EXPECT_TRUE(contains(notes_of(document), "tables among them"));
}

TEST(Html, AttachmentsPicturesAndFramesAreSaid) {
  const std::string rest =
      "<p><a href='files/2023%E5%B9%B4.pdf?id=1'>2023年度部门决算</a> <a href=/down.jsp?id=7>决算表.XLSX</a>"
      "<a href=index.html>首页</a></p><img src=logo.png width=80><img src=t.jpg width=700 alt=收入决算表>"
      "<iframe src=counter.html width=0></iframe><iframe src=report.html></iframe>";
  const std::string with_table = notes_of(html(kSmall + rest));
  EXPECT_TRUE(
      contains(with_table, "attachments of the page were not read: “2023年度部门决算”, “决算表.XLSX”."));
  EXPECT_TRUE(contains(with_table, "not checked: “收入决算表”."));
  EXPECT_TRUE(contains(with_table, "“report.html”;"));
  const std::string without = notes_of(html(rest));
  EXPECT_TRUE(contains(
      without, "the report is an attachment: download “2023年度部门决算”, “决算表.XLSX” and check that"));
  EXPECT_TRUE(contains(notes_of(html("<iframe src=a/b.pdf></iframe>")), "an attachment: download “a/b.pdf”"));
  EXPECT_TRUE(
      contains(notes_of(html("<div id=app></div><script src=a.js></script>")), "scripts may load it"));
  EXPECT_EQ(notes_of(html(kSmall + "<script>x</script><img src=a.gif>")), "");
}

TEST(Html, IsToldFromTextByItsBeginning) {
  for (const char* text :
       {"\n<!DOCTYPE html><p>x", "<HTML>", "<!-- x --><head>", "<?xml version=\"1.0\"?><!doctype html>",
        "<table><tr>", "<div class=x>", "<meta charset=gb2312>"}) {
    EXPECT_EQ(detect("-", text), Format::kHtml) << text;
  }
  EXPECT_EQ(detect("a.htm", "某局 <b>决算</b>"), Format::kHtml);
  EXPECT_EQ(detect("a.xls", "<html xmlns:x=\"urn:x\">"), Format::kHtml);
  EXPECT_EQ(detect("a.md", "<html>"), Format::kHtml);
  EXPECT_EQ(detect("a.md", "<div align=center>题</div>"), Format::kText);
  EXPECT_EQ(detect("-", "<tablet"), Format::kText);
  EXPECT_EQ(detect("-", "a < b"), Format::kText);
  EXPECT_TRUE(contains(input_error([] {
                         (void)decode({"a.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; x"});
                       }),
                       "MHT"));
  EXPECT_TRUE(contains(input_error([] {
                         (void)decode({"a.xml", "<?xml version=\"1.0\"?><Workbook/>"});
                       }),
                       "XML"));
}

TEST(Html, IsReadInTheEncodingOfItsBytes) {
  // 收入 in GBK, whatever the page says of itself.
  const Contents contents =
      read_contents({"a.html", "<html><meta charset=gb2312><p>\xCA\xD5\xC8\xEB</p></html>"});
  EXPECT_EQ(words_of(contents.document), std::vector<std::string>{"收入"});
}

TEST(Html, DeepPagesAreRefusedAndLongOnesRead) {
  const auto repeated = [](std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  for (const char* part :
       {"<div>", "<table><tr><td>", "<div><table><td></div></table>", "<ul><li>", "<b><p>", "<svg><td>"}) {
    const std::string text = repeated(part, 20'000);
    const std::string error = input_error([&] { (void)html(text); });
    EXPECT_TRUE(error.empty() || contains(error, "nests them too deeply")) << part;
  }
  EXPECT_TRUE(contains(input_error([&] { (void)html(repeated("<div>", 2'000)); }), "too deeply"));
  EXPECT_EQ(paragraphs_of(html(repeated("<p>字<span>", 20'000))).size(), 20'000U)
      << "what is never closed is no depth";
  EXPECT_EQ(grids_of(html(table(repeated("<tr><td><p>1<td><div><span>2", 5'000)))).at(0).rows, 5'000U);
  EXPECT_TRUE(contains(input_error([&] {
                         (void)html(table("<tr>" + repeated("<td>1", 2'000) + repeated("<tr><td>1<td>2", 2)));
                       }),
                       "columns"));
  EXPECT_TRUE(words_of(html(repeated("<title>", 100'000))).empty())
      << "one search for the end that is missing";
}

TEST(Html, PagesCutOffAreRefused) {
  const std::string page = "<html><body><p>收入决算表</p>" + kSmall + "<p>完</p></body></html>";
  EXPECT_EQ(grids_of(html(page)).size(), 1U);
  EXPECT_EQ(grids_of(html(page.substr(0, page.size() - 7))).size(), 1U);  // </body> is enough
  EXPECT_EQ(grids_of(html(kSmall + "<p>完")).size(), 1U);                 // a piece of a page has no end
  for (const std::string_view end : {"完", "<p>收入"}) {
    EXPECT_THROW(html(page.substr(0, page.find(end))), InputError) << end;
  }
}

TEST(Html, NoDamageBreaksTheReader) {
  const std::string page =
      "<!DOCTYPE html><!--[if x]>y<![endif]--><body "
      "style=\"a:b\"><p>一<br>二<ul><li>x</ul><table><caption>c</caption>"
      "<tr><td rowspan=2 colspan='3'>a<td>1<tr><td><table><tr><td>1<td>2<tr><td>3<td>4</table></table><a "
      "href=x.pdf>y</a>"
      "<script>z</script><img src=1 width=999><iframe src=q></iframe>&nbsp;&#x4e00;<pre>p</pre>";
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
  const std::string_view bytes = "<>/!-=\"'&; atdrp0\n";
  std::size_t read = 0;
  for (int i = 0; i < 500; ++i) {
    std::string broken = page.substr(0, page.size() - (i % 5 == 0 ? random() % page.size() : 0));
    for (int change = i % 7; change > 0 && !broken.empty(); --change) {
      broken[random() % broken.size()] = bytes[random() % bytes.size()];
    }
    for (const Grid& grid : grids_of(html(broken))) {
      for (const GridCell& cell : grid.cells) {
        EXPECT_LE(cell.row + cell.row_span, grid.rows);
        EXPECT_LE(cell.column + cell.column_span, grid.columns);
      }
    }
    ++read;
  }
  EXPECT_EQ(read, 500U);
}

}  // namespace
}  // namespace zzaudit::test
