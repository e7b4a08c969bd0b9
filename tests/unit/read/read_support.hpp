// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/error.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::test {

/// The grids of a document, in order.
inline std::vector<Grid> grids_of(const Document& document) {
  std::vector<Grid> grids;
  for (const Block& block : document.blocks) {
    if (const Grid* grid = std::get_if<Grid>(&block)) grids.push_back(*grid);
  }
  return grids;
}

inline std::vector<Paragraph> paragraphs_of(const Document& document) {
  std::vector<Paragraph> paragraphs;
  for (const Block& block : document.blocks) {
    if (const Paragraph* paragraph = std::get_if<Paragraph>(&block)) paragraphs.push_back(*paragraph);
  }
  return paragraphs;
}

inline std::vector<std::string> lines_of(const Paragraph& paragraph) {
  std::vector<std::string> lines;
  for (const TextLine& line : paragraph.lines) lines.push_back(line.text);
  return lines;
}

inline std::vector<std::vector<std::string>> texts_of(const Grid& grid) {
  std::vector<std::vector<std::string>> rows(grid.rows, std::vector<std::string>(grid.columns));
  for (const GridCell& cell : grid.cells) rows[cell.row][cell.column] = cell.text;
  return rows;
}

inline const GridCell& cell_at(const Grid& grid, std::size_t row, std::size_t column) {
  return grid.cells.at(row * grid.columns + column);
}

/// The part of the source that a place names.
inline std::string_view at(std::string_view text, const Place& place) {
  return text.substr(place.begin, place.end - place.begin);
}

/// The English message of the InputError that `action` throws; empty when it throws none.
template <typename Action>
std::string input_error(Action action) {
  try {
    action();
  } catch (const InputError& error) {
    EXPECT_FALSE(error.message().zh.empty());
    return error.message().en;
  }
  return {};
}

/// A new directory that disappears with the test.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "zzaudit-read-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }

  [[nodiscard]] std::string path(const std::string& name = "") const {
    return name.empty() ? path_.string() : (path_ / name).string();
  }
  std::string write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace zzaudit::test
