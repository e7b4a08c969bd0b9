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

Rows only_grid(const std::string& text) {
  const auto grids = grids_of(read_csv("t.csv", text));
  EXPECT_EQ(grids.size(), 1U);
  return grids.empty() ? Rows{} : texts_of(grids.front());
}

TEST(Csv, KeepsRowsColumnsAndPlaces) {
  const std::string text =
      "收入决算表,,\n单位：万元,,\n科目代码,科目名称,合计\n2010301,行政运行,\"1,234.56\"\n";
  const Document document = read_csv("in/02 收入决算表.csv", text, 3);
  ASSERT_EQ(document.sources.size(), 1U);
  EXPECT_EQ(document.sources[0].file, "in/02 收入决算表.csv");
  const auto grids = grids_of(document);
  ASSERT_EQ(grids.size(), 1U);
  const Grid& grid = grids[0];
  EXPECT_EQ(texts_of(grid), (Rows{{"收入决算表", "", ""},
                                  {"单位：万元", "", ""},
                                  {"科目代码", "科目名称", "合计"},
                                  {"2010301", "行政运行", "1,234.56"}}));
  EXPECT_FALSE(grid.spans_known);
  EXPECT_EQ(grid.cells.size(), 12U);
  const Place& place = cell_at(grid, 3, 2).place;
  EXPECT_EQ(place.source, 3);
  EXPECT_EQ(place.line, 4U);
  EXPECT_EQ(place.table, 1U);
  EXPECT_EQ(place.row, 4U);
  EXPECT_EQ(place.column, 3U);
  EXPECT_EQ(at(text, place), "1,234.56");
  EXPECT_EQ(at(text, cell_at(grid, 3, 1).place), "行政运行");
  EXPECT_EQ(cell_at(grid, 0, 2).place.line, 1U) << "padding stands in its row";
  EXPECT_EQ(grid.place.row, 1U);
  EXPECT_EQ(grid.place.line, 1U);
}

TEST(Csv, TheFileNameComesFirst) {
  const auto paragraphs = paragraphs_of(read_csv("in/02 收入决算表.csv", "a,b\nc,d\n"));
  ASSERT_EQ(paragraphs.size(), 1U);
  EXPECT_EQ(lines_of(paragraphs[0]), std::vector<std::string>{"02 收入决算表"});
  EXPECT_EQ(paragraphs[0].lines[0].place.line, 0U);
  EXPECT_TRUE(paragraphs_of(read_csv("-", "a,b\n")).empty());
}

TEST(Csv, QuotesAsInRfc4180) {
  EXPECT_EQ(only_grid("\"a \"\"b\"\"\",\"c,d\", \"e\" \nf\"g,,h\n"),
            (Rows{{"a \"b\"", "c,d", "e"}, {"f\"g", "", "h"}}));
  EXPECT_EQ(only_grid("a,\"\"\n\"b\",c"), (Rows{{"a", ""}, {"b", "c"}}));
  EXPECT_EQ(only_grid("\"a\"b,c\n"), (Rows{{"ab", "c"}})) << "kept though wrong";
  EXPECT_EQ(only_grid("=\"2010301\",\"=\"\"2010302\"\"\"\n"), (Rows{{"2010301", "2010302"}}));
}

TEST(Csv, LinesCountThroughQuotedLineBreaks) {
  const std::string text = "\"因公出国\n（境）费\",合计\n1.00,\"a\n\nb c\nd\"\n2.00,3.00\n";
  const Grid grid = grids_of(read_csv("t.csv", text)).at(0);
  EXPECT_EQ(texts_of(grid), (Rows{{"因公出国（境）费", "合计"}, {"1.00", "a b c d"}, {"2.00", "3.00"}}));
  EXPECT_EQ(cell_at(grid, 0, 0).place.line, 1U);
  EXPECT_EQ(cell_at(grid, 0, 1).place.line, 2U);
  EXPECT_EQ(cell_at(grid, 1, 1).place.line, 3U);
  EXPECT_EQ(cell_at(grid, 2, 0).place.line, 7U);
  EXPECT_EQ(at(text, cell_at(grid, 2, 1).place), "3.00");
}

TEST(Csv, SeparatorsAreFound) {
  EXPECT_EQ(only_grid("a;\"1,5\";c\nd;e,f;g\n"), (Rows{{"a", "1,5", "c"}, {"d", "e,f", "g"}}));
  EXPECT_EQ(only_grid("a\t1,234.56\t2,345.67\nb\t1,234.56\t\n"),
            (Rows{{"a", "1,234.56", "2,345.67"}, {"b", "1,234.56", ""}}));
  EXPECT_EQ(only_grid("sep=;\na,b;c\n"), (Rows{{"a,b", "c"}}));
  EXPECT_EQ(only_grid("\"a;b\",c,d\n\"e;f\",g,h\n"), (Rows{{"a;b", "c", "d"}, {"e;f", "g", "h"}}));
}

TEST(Csv, BlankLinesPartTables) {
  const std::string text = "甲,乙\n1,2\n\n  \n丙,丁,戊\n3,4,5\n";
  const auto grids = grids_of(read_csv("t.csv", text));
  ASSERT_EQ(grids.size(), 2U);
  EXPECT_EQ(texts_of(grids[1]), (Rows{{"丙", "丁", "戊"}, {"3", "4", "5"}}));
  EXPECT_EQ(grids[1].place.table, 2U);
  EXPECT_EQ(grids[1].place.line, 5U);
  EXPECT_EQ(cell_at(grids[1], 1, 2).place.row, 2U);
}

TEST(Csv, RowsOfBlankCells) {
  EXPECT_EQ(only_grid("甲,乙\n,\n1,2\n,\n,\n"), (Rows{{"甲", "乙"}, {"", ""}, {"1", "2"}}))
      << "inside kept, at the end not";
  const Document document = read_csv("-", "甲,乙\n1,2\n,\n注：本表反映情况。,\n");
  EXPECT_EQ(grids_of(document).size(), 1U);
  const auto paragraphs = paragraphs_of(document);
  ASSERT_EQ(paragraphs.size(), 1U) << "a note after a blank row is text";
  EXPECT_EQ(lines_of(paragraphs[0]), std::vector<std::string>{"注：本表反映情况。"});
  EXPECT_EQ(paragraphs[0].lines[0].place.line, 4U);
}

TEST(Csv, BlankColumnsAtTheEndAreNoColumns) {
  EXPECT_EQ(only_grid("a,b,,,,\nc,,,,,\nd,e,,,,\n"), (Rows{{"a", "b"}, {"c", ""}, {"d", "e"}}));
  EXPECT_EQ(only_grid("a,b" + std::string(20000, ',') + "\nc,d\n"), (Rows{{"a", "b"}, {"c", "d"}}));
}

TEST(Csv, RefusesWhatCannotBeATable) {
  const auto error = [](const std::string& text) {
    return input_error([&] { (void)read_csv("t.csv", text); });
  };
  EXPECT_NE(error("a,b\n\"c,d\ne,f\n").find("line 2"), std::string::npos) << "a quote that is never closed";
  std::string wide = "x";
  for (int i = 0; i < 1000; ++i) wide += ",x";
  EXPECT_NE(error("a,b\n" + wide + "\n").find("1000 columns"), std::string::npos);
  std::string padded = wide.substr(0, wide.size() - 2) + "\n";
  for (int i = 0; i < 1000; ++i) padded += "y,z\n";
  EXPECT_NE(error(padded).find("1000000 cells"), std::string::npos) << "padding counts too";
}

}  // namespace
}  // namespace zzaudit
