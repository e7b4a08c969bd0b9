// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "cli/load.hpp"
#include "zzaudit/model/descriptor.hpp"

/// Published reports, read to the last cell. They are not part of the project: ZZAUDIT_PUBLISHED names a
/// folder that holds them. What they say (published/NAME.tsv: table, row, name, column=amount…) was compared
/// with their printed pages by eye.
namespace zzaudit {
namespace {

namespace fs = std::filesystem;

/// A row of published/NAME.tsv that tells what is in a row of the report.
std::string told(std::string_view table, const RowView& row, const TableDescriptor& form) {
  std::string line =
      std::string(table) + '\t' + std::string(row.code->empty() ? row.key() : *row.code) + '\t' + *row.name;
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    if (row.cells[i]->state == CellState::kAbsent) continue;
    line += '\t' + std::string(form.columns[i].key) + '=' +
            (row.cells[i]->has_value() ? row.cells[i]->value.to_string() : std::string{});
  }
  return line;
}

class Published : public ::testing::TestWithParam<const char*> {};

TEST_P(Published, EveryCellIsRead) {
  const fs::path name = GetParam();
  const char* folder = std::getenv("ZZAUDIT_PUBLISHED");
  if (folder == nullptr || !fs::exists(folder / name)) {
    GTEST_SKIP() << "set ZZAUDIT_PUBLISHED to a folder with " << name;
  }
  std::ifstream file(fs::path(ZZAUDIT_SOURCE_DIR) / "tests" / "formats" / "published" /
                     (name.stem().string() + ".tsv"));
  std::vector<std::string> expected;
  for (std::string line; std::getline(file, line);) expected.push_back(line);
  ASSERT_FALSE(expected.empty());

  const Report report = cli::load((folder / name).string()).report;
  std::vector<std::string> rows;
  for (const TableKey table : kAllTables) {
    EXPECT_TRUE(info_of(report, table).unplaced.empty());
    EXPECT_FALSE(info_of(report, table).low_confidence);
    for (const RowView& row : rows_of(report, table)) {
      if (*row.present) rows.push_back(told(descriptor(table).key, row, descriptor(table)));
    }
  }
  EXPECT_EQ(rows, expected);
}

INSTANTIATE_TEST_SUITE_P(Pdf, Published, ::testing::Values("putuo-finance-2024.pdf"),
                         [](const auto&) { return std::string("putuo_finance_2024"); });

}  // namespace
}  // namespace zzaudit
