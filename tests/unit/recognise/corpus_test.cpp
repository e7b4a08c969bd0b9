// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <regex>
#include <utility>

#include "support.hpp"

namespace zzaudit {
namespace {

using test::cells;

std::string corpus_file() {
  const char* given = std::getenv("ZZAUDIT_CORPUS");
  const std::filesystem::path folder =
      given != nullptr ? std::filesystem::path(given)
                       : std::filesystem::path(ZZAUDIT_SOURCE_DIR) / ".." / "shared" / "corpus";
  return (folder / "zhuzhou-2023.md").string();
}

/// Two-decimal amounts in cells of the nine tables, spaced ones ("6, 094. 55") included.
std::size_t printed_amounts(const Document& document) {
  const std::regex amount(R"(-?[\d, ]+\. ?\d\d)");
  std::size_t count = 0;
  for (const Block& block : document.blocks) {
    const auto* grid = std::get_if<Grid>(&block);
    // The annex behind the tables gives its amounts with the unit in the cell.
    if (grid == nullptr) continue;
    for (const GridCell& cell : grid->cells) count += std::regex_match(cell.text, amount) ? 1 : 0;
  }
  return count;
}

class Corpus : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(corpus_file())) GTEST_SKIP() << "no corpus at " << corpus_file();
    const RawInput input = read_file(corpus_file());
    document = read_text(input.name, decode(input));
    report = recognise(document);
  }
  Document document;
  Report report;
};

TEST_F(Corpus, UnitYearAndForm) {
  EXPECT_EQ(report.unit, "株洲市人民政府办公室");
  EXPECT_EQ(report.year, 2023);
  EXPECT_EQ(report.currency_unit, CurrencyUnit::kTenThousandYuan);
  EXPECT_FALSE(report.rounding_remark.empty());
  EXPECT_EQ(report.form, "hunan-2023");
}

TEST_F(Corpus, AllNineTablesWithEveryAmount) {
  EXPECT_EQ(report.table_order.size(), kTableCount);
  std::size_t values = 0;
  for (const TableKey table : kAllTables) {
    const TableInfo& info = info_of(report, table);
    EXPECT_TRUE(info.present) << descriptor(table).key;
    EXPECT_TRUE(info.unplaced.empty()) << descriptor(table).key;
    EXPECT_TRUE(info.repeats.empty()) << descriptor(table).key;
    EXPECT_EQ(info.department, "") << descriptor(table).key;
    EXPECT_EQ(info.currency_unit, CurrencyUnit::kTenThousandYuan) << descriptor(table).key;
    EXPECT_FALSE(info.notes.empty()) << descriptor(table).key;
    for (const RowView& row : rows_of(std::as_const(report), table)) {
      for (std::size_t i = 0; i < descriptor(table).columns.size(); ++i)
        values += row.cells[i]->has_value() ? 1 : 0;
    }
  }
  EXPECT_EQ(values, printed_amounts(document));
  EXPECT_EQ(values, 471U + 48U) << "471 plain amounts and 48 with spaces in them";
}

TEST_F(Corpus, HalfFilledTotal) {
  EXPECT_EQ(cells(report, TableKey::kStateCapital, "total"), ". . _ 0.00 _ .");
  EXPECT_EQ(cells(report, TableKey::kFund, "total"), "_ _ _ _ _ _");
}

TEST_F(Corpus, AmountsKeepTheirPlaces) {
  const std::string text = decode(read_file(corpus_file()));
  for (const TableKey table : kAllTables) {
    for (const RowView& row : rows_of(std::as_const(report), table)) {
      for (std::size_t i = 0; i < descriptor(table).columns.size(); ++i) {
        const Cell& cell = *row.cells[i];
        if (!cell.has_value()) continue;
        const std::string printed = text.substr(cell.place.begin, cell.place.end - cell.place.begin);
        EXPECT_EQ(parse_cell(printed, cell.place).value, cell.value) << printed;
      }
    }
  }
}

TEST_F(Corpus, Sections) {
  const auto find = [&](std::string_view title) {
    return std::ranges::count_if(report.sections,
                                 [&](const Section& section) { return section.title == title; });
  };
  EXPECT_EQ(find("目录"), 1);
  EXPECT_EQ(find("第三部分 2023年度部门决算情况说明"), 1);
  EXPECT_EQ(find("二、收入决算情况说明"), 1);
  EXPECT_EQ(find("十二、政府采购支出说明"), 1);
  ASSERT_EQ(report.other_tables.size(), 1U);
  for (const Section& section : report.sections) {
    if (section.title != "第二部分 部门决算表") continue;
    EXPECT_TRUE(section.paragraphs.empty()) << "titles, units and notes belong to the tables";
  }
}

}  // namespace
}  // namespace zzaudit
