// SPDX-License-Identifier: Apache-2.0
#include "render/detail/position.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "fixture.hpp"
#include "zzaudit/base/cell_address.hpp"

namespace zzaudit {
namespace {

using Sources = std::vector<Source>;

std::string zh(const Sources& sources, const Place& place) {
  return detail::source_position(sources, place, Language::kChinese);
}
std::string en(const Sources& sources, const Place& place) {
  return detail::source_position(sources, place, Language::kEnglish);
}

Place cell_of(std::uint32_t table, std::uint32_t row, std::uint32_t column) {
  Place place;
  place.table = table;
  place.row = row;
  place.column = column;
  return place;
}

TEST(Position, OfATextIsItsLine) {
  Place place = cell_of(3, 5, 2);
  place.line = 120;
  EXPECT_EQ(zh({{"a.md", ""}}, place), "第 120 行");
  EXPECT_EQ(en({{"a.md", ""}, {"b.csv", ""}}, place), "a.md line 120");
}

TEST(Position, OfATableIsItsRowAndColumn) {
  const Sources page = {{"a.html", ""}};
  Place place = cell_of(3, 5, 2);
  place.paragraph = 12;
  EXPECT_EQ(zh(page, place), "第 3 表第 5 行第 2 列");
  EXPECT_EQ(en(page, place), "table 3, row 5, column 2");
  EXPECT_EQ(zh(page, cell_of(3, 5, 0)), "第 3 表第 5 行");
  place.page = 7;
  EXPECT_EQ(zh(page, place), "第 7 页第 3 表第 5 行第 2 列");
  EXPECT_EQ(en({{"a.pdf", ""}, {"b.pdf", ""}}, place), "a.pdf page 7, table 3, row 5, column 2");
}

TEST(Position, OfWordsIsTheirParagraph) {
  Place place;
  place.paragraph = 12;
  EXPECT_EQ(zh({{"a.docx", ""}}, place), "第 12 段");
  EXPECT_EQ(en({{"a.docx", ""}}, place), "paragraph 12");
}

TEST(Position, OfASheetIsTheCell) {
  const Sources book = {{"表.xlsx", "收入决算表"}, {"表.xlsx", "支出决算表"}};
  Place place = cell_of(2, 7, 3);
  place.source = 1;
  EXPECT_EQ(zh(book, place), "支出决算表!C7");
  EXPECT_EQ(zh({{"说明.docx", ""}, {"表.xlsx", "支出决算表"}}, place), "表.xlsx 支出决算表!C7");
  place.column = 0;
  EXPECT_EQ(en(book, place), "支出决算表 row 7");
  EXPECT_EQ(zh(book, Place{}), "") << "the whole report, not its first sheet";
  EXPECT_EQ(cell_address(1, 26), "Z1");
  EXPECT_EQ(cell_address(10, 27), "AA10");
  EXPECT_EQ(cell_address(1, 16384), "XFD1");
}

/// The first location of the first finding, with that place and these sources.
nlohmann::json location_in(Sources sources, const Place& place) {
  CheckRun run = test::small_run();
  run.reports[0].report.sources = std::move(sources);
  run.reports[0].outcome.findings[0].locations[0].place = place;
  const auto json = nlohmann::json::parse(render_json(run, {}));
  return json.at("reports").at(0).at("findings").at(0).at("locations").at(0);
}

TEST(Position, InJsonHasTheSameParts) {
  Place place = cell_of(2, 7, 3);
  place.paragraph = 4;
  const auto sheet = location_in({{"表.xlsx", "支出决算表"}}, place);
  EXPECT_EQ(sheet.at("file"), "表.xlsx");
  EXPECT_EQ(sheet.at("sheet"), "支出决算表");
  EXPECT_EQ(sheet.at("cell"), "C7");
  EXPECT_FALSE(sheet.contains("source_table"));
  const auto page = location_in({{"a.html", ""}}, place);
  EXPECT_EQ(page.at("source_table"), 2);
  EXPECT_EQ(page.at("source_row"), 7);
  EXPECT_EQ(page.at("source_column"), 3);
  EXPECT_FALSE(page.contains("paragraph"));
  place = {};
  place.paragraph = 4;
  EXPECT_EQ(location_in({{"a.html", ""}}, place).at("paragraph"), 4);
  place = cell_of(2, 7, 3);
  place.line = 9;
  const auto line = location_in({{"a.md", ""}}, place);
  EXPECT_EQ(line.at("line"), 9);
  EXPECT_FALSE(line.contains("source_row"));
}

TEST(Position, OfASuspectIsGivenWhenItIsAnother) {
  CheckRun run = test::small_run();
  Finding& sum = run.reports[0].outcome.findings[2];
  sum.locations[0].place = cell_of(2, 5, 2);
  sum.suspects[0].location.place = cell_of(2, 5, 4);
  const Catalogue catalogue = Catalogue::builtin(RuleTexts::kForChecking);
  EXPECT_NE(render_text(run, catalogue, {}).find("，第 2 表第 5 行第 4 列"), std::string::npos);
  sum.suspects[0].location.place.column = 2;
  EXPECT_EQ(render_text(run, catalogue, {}).find("，第 2 表第 5 行第 2 列"), std::string::npos);
}

}  // namespace
}  // namespace zzaudit
