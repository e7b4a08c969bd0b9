// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Runs the program as a user does and sees what a user sees.
namespace zzaudit::test {

struct Result {
  int code = -1;
  std::string out;
  std::string err;
};

struct Setting {
  std::string input;           ///< standard input
  std::size_t blanks = 0;      ///< so many blanks through a pipe instead
  std::string output_path;     ///< standard output goes there, not into `out`
  bool closed_output = false;  ///< standard output is a pipe that nobody reads
  std::vector<std::pair<std::string, std::string>> variables;  ///< added to the environment
};

/// Colours and language of the caller's environment are left out.
[[nodiscard]] Result run(const std::vector<std::string>& arguments, const Setting& setting = {});

/// What a text holds; on failure the whole text is shown.
[[nodiscard]] ::testing::AssertionResult contains(std::string_view text, std::string_view part);
[[nodiscard]] ::testing::AssertionResult lacks(std::string_view text, std::string_view part);
[[nodiscard]] ::testing::AssertionResult starts_with(std::string_view text, std::string_view part);
[[nodiscard]] ::testing::AssertionResult matches(const std::string& text, const std::string& regex);

[[nodiscard]] std::string sample(std::string_view path);  ///< below data/samples
[[nodiscard]] std::string read(const std::filesystem::path& path);

/// A folder that goes when the test ends.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string path(std::string_view name = "") const { return (path_ / name).string(); }
  /// Writes a file and returns its path.
  std::string file(std::string_view name, std::string_view contents) const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::filesystem::path path_;
};

}  // namespace zzaudit::test
