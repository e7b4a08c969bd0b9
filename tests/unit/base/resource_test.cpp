// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/resource.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace zzaudit {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The files that ought to be embedded, as the source tree has them.
std::vector<std::string> files_on_disk() {
  constexpr std::array kFolders{"catalogue", "forms",  "lexicon", "classification",
                                "page",      "schema", "samples"};
  constexpr std::array kExtensions{".css", ".csv", ".js", ".json", ".md", ".sql", ".txt"};
  const fs::path data = fs::path(ZZAUDIT_SOURCE_DIR) / "data";
  std::vector<std::string> names;
  for (const char* folder : kFolders) {
    if (!fs::is_directory(data / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(data / folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || std::ranges::find(kExtensions, extension) == kExtensions.end())
        continue;
      names.push_back(fs::relative(entry.path(), data).generic_string());
    }
  }
  std::ranges::sort(names);
  return names;
}

TEST(Resource, EveryDataFileIsEmbeddedByteForByte) {
  const auto embedded = resource_names("");
  const auto expected = files_on_disk();
  ASSERT_EQ(std::vector<std::string>(embedded.begin(), embedded.end()), expected);
  for (const std::string& name : expected) {
    EXPECT_TRUE(resource(name) == bytes_of(fs::path(ZZAUDIT_SOURCE_DIR) / "data" / name)) << name;
  }
}

TEST(Resource, NamesWithAPrefixAreASortedSliceOfAllNames) {
  const auto all = resource_names("");
  for (const std::string_view prefix : {"catalogue/", "forms/", "samples/", "s", "zzz"}) {
    std::vector<std::string_view> expected;
    std::ranges::copy_if(all, std::back_inserter(expected),
                         [&](std::string_view name) { return name.starts_with(prefix); });
    EXPECT_EQ(resource_names(prefix), expected) << prefix;
  }
}

TEST(Resource, UnknownPathThrows) {
  EXPECT_THROW((void)resource(""), std::out_of_range);
  EXPECT_THROW((void)resource("catalogue/no-such-file.json"), std::out_of_range);
  for (const std::string_view name : resource_names("")) {
    // A path must match whole: neither a prefix of a name nor a longer name finds it.
    EXPECT_THROW((void)resource(name.substr(0, name.size() - 1)), std::out_of_range);
    EXPECT_THROW((void)resource(std::string(name) + "x"), std::out_of_range);
  }
}

TEST(Resource, ByteAfterTheEndIsNul) {
  for (const std::string_view name : resource_names("")) {
    const std::string_view bytes = resource(name);
    EXPECT_EQ(*(bytes.data() + bytes.size()), '\0') << name;
  }
}

}  // namespace
}  // namespace zzaudit
