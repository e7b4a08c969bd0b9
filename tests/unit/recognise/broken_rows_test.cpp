// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/broken_rows.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace zzaudit::recognition {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Rows of which the one at `page_break` is the first of a page.
Grid grid_of(const Rows& rows, std::uint32_t page_break) {
  Grid grid;
  grid.rows = static_cast<std::uint32_t>(rows.size());
  grid.columns = static_cast<std::uint32_t>(rows.front().size());
  grid.page_breaks = {page_break};
  for (std::uint32_t row = 0; row < grid.rows; ++row) {
    for (std::uint32_t column = 0; column < grid.columns; ++column) {
      GridCell cell;
      cell.text = rows[row][column];
      cell.row = row;
      cell.column = column;
      grid.cells.push_back(cell);
    }
  }
  return grid;
}
Rows rows_of(const Grid& grid) {
  Rows rows(grid.rows, std::vector<std::string>(grid.columns));
  for (const GridCell& cell : grid.cells) rows.at(cell.row).at(cell.column) = cell.text;
  return rows;
}

TEST(BrokenRows, TheRestOfANameWithCodeIsJoined) {
  std::vector<ReaderNote> notes;
  const Grid grid = with_whole_rows(grid_of({{"科目编码", "科目名称", "金额"},
                                             {"2080505", "机关事业单位基本养老保险缴", "96.38"},
                                             {"", "费支出", ""},
                                             {"2101101", "行政单位医疗", "45.62"}},
                                            2),
                                    notes);
  EXPECT_EQ(rows_of(grid), (Rows{{"科目编码", "科目名称", "金额"},
                                 {"2080505", "机关事业单位基本养老保险缴费支出", "96.38"},
                                 {"2101101", "行政单位医疗", "45.62"}}));
  EXPECT_TRUE(notes.empty());
}

TEST(BrokenRows, TheRestOfALineOfTheFormIsJoined) {
  std::vector<ReaderNote> notes;
  const Rows cut = {
      {"二、政府性基金预算财政拨", "55.00"}, {"款收入", ""}, {"三、国有资本经营预算财政拨款收入", "15.00"}};
  EXPECT_EQ(
      rows_of(with_whole_rows(grid_of(cut, 1), notes)),
      (Rows{{"二、政府性基金预算财政拨款收入", "55.00"}, {"三、国有资本经营预算财政拨款收入", "15.00"}}));
  EXPECT_TRUE(notes.empty());
}

TEST(BrokenRows, ARowOfItsOwnStays) {
  std::vector<ReaderNote> notes;
  const Rows whole = {{"2080505", "养老保险", "96.38"}, {"2101101", "行政单位医疗", "45.62"}};
  EXPECT_EQ(rows_of(with_whole_rows(grid_of(whole, 1), notes)), whole);
  const Rows label = {{"本年收入合计", "1.00"}, {"年初结转和结余", ""}};
  EXPECT_EQ(rows_of(with_whole_rows(grid_of(label, 1), notes)), label);
  EXPECT_TRUE(notes.empty());
}

TEST(BrokenRows, WhatMayBeARestIsNoted) {
  std::vector<ReaderNote> notes;
  const Rows rows = {{"某项目", "1.00"}, {"经费", ""}};
  EXPECT_EQ(rows_of(with_whole_rows(grid_of(rows, 1), notes)), rows);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].text.zh.find("“经费”在分页处"), std::string::npos);
}

TEST(BrokenRows, OnlyPageBreaksCut) {
  std::vector<ReaderNote> notes;
  Grid grid = grid_of({{"2080505", "机关事业单位基本养老保险缴", "96.38"}, {"", "费支出", ""}}, 1);
  grid.page_breaks.clear();
  EXPECT_EQ(with_whole_rows(grid, notes).rows, 2U);
}

}  // namespace
}  // namespace zzaudit::recognition
