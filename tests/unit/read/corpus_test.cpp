// SPDX-License-Identifier: Apache-2.0
// The readers on a real published report, where it is present.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "unit/read/read_support.hpp"

namespace zzaudit {
namespace {

std::filesystem::path corpus() {
  const char* given = std::getenv("ZZAUDIT_CORPUS");
  return given != nullptr ? std::filesystem::path(given)
                          : std::filesystem::path(ZZAUDIT_SOURCE_DIR).parent_path() / "shared" / "corpus";
}

TEST(CorpusRead, ZhuzhouTablesHaveTheirShapes) {
  const std::filesystem::path path = corpus() / "zhuzhou-2023.md";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "skipped: the corpus is not at " << corpus();
  const RawInput input = read_file(path.string());
  const std::string text = decode(input);
  ASSERT_EQ(detect(input.name, text), Format::kText);
  const Document document = read_text(input.name, text);

  std::vector<std::pair<std::uint32_t, std::uint32_t>> shapes;
  std::size_t broken_places = 0;
  for (const Grid& grid : test::grids_of(document)) {
    shapes.emplace_back(grid.rows, grid.columns);
    EXPECT_EQ(grid.cells.size(), std::size_t{grid.rows} * grid.columns);
    for (const GridCell& cell : grid.cells) broken_places += test::at(text, cell.place) != cell.text ? 1 : 0;
  }
  EXPECT_EQ(
      shapes,
      (std::vector<std::pair<std::uint32_t, std::uint32_t>>{
          {33, 6}, {19, 9}, {19, 8}, {21, 9}, {16, 9}, {19, 5}, {31, 9}, {5, 12}, {4, 8}, {4, 5}, {27, 9}}));
  EXPECT_EQ(broken_places, 0U);
  for (const Paragraph& paragraph : test::paragraphs_of(document)) {
    for (const TextLine& line : paragraph.lines) {
      EXPECT_NE(test::at(text, line.place).find(line.text), std::string_view::npos) << line.place.line;
    }
  }
}

}  // namespace
}  // namespace zzaudit
