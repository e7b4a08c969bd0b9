// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "support.hpp"
#include "zzaudit/base/error.hpp"

/// Whatever a reader delivers, the recogniser ends and loses no figure silently.
namespace zzaudit {
namespace {

constexpr std::array<std::string_view, 40> kWords = {"",
                                                     "",
                                                     "",
                                                     "合计",
                                                     "科目编码",
                                                     "科目名称",
                                                     "类",
                                                     "款",
                                                     "项",
                                                     "项目",
                                                     "行次",
                                                     "栏次",
                                                     "收入",
                                                     "支出",
                                                     "金额",
                                                     "决算数",
                                                     "预算数",
                                                     "基本支出",
                                                     "项目支出",
                                                     "本年支出合计",
                                                     "财政拨款收入",
                                                     "上级补助收入",
                                                     "2010301",
                                                     "201",
                                                     "06",
                                                     "30101",
                                                     "1,234.50",
                                                     "0.00",
                                                     "-",
                                                     "12.3.4",
                                                     "总计",
                                                     "年初结转和结余",
                                                     "本年收入",
                                                     "因公出国（境）费",
                                                     "公务接待费",
                                                     "小计",
                                                     "一、一般公共服务支出",
                                                     "注：说明",
                                                     "支出决算表",
                                                     "单位：万元"};
constexpr std::array<std::string_view, 16> kLines = {"收入支出决算总表",
                                                     "收入决算表",
                                                     "支出决算表",
                                                     "财政拨款收入支出决算总表",
                                                     "一般公共预算财政拨款基本支出决算表",
                                                     "“三公”经费支出决算表",
                                                     "政府性基金预算财政拨款收入支出决算表",
                                                     "部门：",
                                                     "单位：万元",
                                                     "公开01表",
                                                     "目录",
                                                     "第一部分",
                                                     "一、情况说明",
                                                     "注：1. 说明",
                                                     "- 3 -",
                                                     "（一）"};

Document random_document(std::mt19937& random) {
  const auto pick = [&](std::size_t count) { return random() % count; };
  Document document;
  document.sources.push_back({"random.txt", ""});
  const std::size_t blocks = 1 + pick(8);
  for (std::size_t block = 0; block < blocks; ++block) {
    if (pick(2) == 0) {
      Paragraph paragraph;
      for (std::size_t i = pick(4); i-- > 0;) {
        paragraph.lines.push_back({std::string(kLines.at(pick(kLines.size()))), Place{.line = 1}});
      }
      paragraph.bold = pick(3) == 0;
      paragraph.heading_level = static_cast<int>(pick(3));
      document.blocks.emplace_back(paragraph);
      continue;
    }
    Grid grid;
    grid.rows = static_cast<std::uint32_t>(pick(12));
    grid.columns = static_cast<std::uint32_t>(pick(10));
    grid.spans_known = pick(2) == 0;
    for (std::uint32_t row = 0; row < grid.rows + 1; ++row) {
      for (std::uint32_t column = 0; column < grid.columns + 1; ++column) {
        if (pick(6) == 0) continue;  // and some beyond the grid, and some that overlap
        GridCell cell{std::string(kWords.at(pick(kWords.size()))), Place{.row = row + 1}, row, column, 1, 1};
        if (grid.spans_known && pick(5) == 0) {
          cell.row_span = static_cast<std::uint32_t>(pick(4));
          cell.column_span = pick(10) == 0 ? 4000000000U : static_cast<std::uint32_t>(pick(4));
        }
        grid.cells.push_back(std::move(cell));
      }
    }
    document.blocks.emplace_back(grid);
  }
  return document;
}

TEST(Robustness, AnyGridsAndLines) {
  std::mt19937 random(7);
  int recognised = 0;
  for (int round = 0; round < 4000; ++round) {
    try {
      const Report report = recognise(random_document(random));
      recognised += report.table_order.empty() ? 0 : 1;
    } catch (const InputError&) {
      // No table among the rubble.
    }
  }
  EXPECT_GT(recognised, 100);
}

TEST(Robustness, ManyRowsAndColumns) {
  std::string text = "支出决算表\n单位：元\n\n科目编码|科目名称|本年支出合计|基本支出|项目支出\n";
  for (int i = 0; i < 30000; ++i) text += "2010301|行政运行|3|2|1\n";
  EXPECT_EQ(test::report_of(text).expenditure.rows.size(), 30000U);
  std::string wide = "一般公共预算财政拨款基本支出决算表\n\n";
  for (int i = 0; i < 300; ++i) wide += "科目编码|科目名称|决算数|";
  wide += "\n";
  for (int row = 0; row < 50; ++row) {
    for (int i = 0; i < 300; ++i) wide += "30101|基本工资|1.00|";
    wide += "\n";
  }
  EXPECT_EQ(test::report_of(wide).basic.rows.size(), 15000U);
}

TEST(Robustness, EmptyDocument) { EXPECT_THROW((void)recognise(Document{}), InputError); }

}  // namespace
}  // namespace zzaudit
