// SPDX-License-Identifier: Apache-2.0
// The order of the layers, held over the #include lines: the linker cannot see a header-only dependency.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kLayers{"base",  "document", "read",   "model", "recognise",
                                                  "check", "policy",   "render", "cli"};

/// The rank of the layer that a path's first folder names; nothing for a path outside the layers.
std::optional<std::size_t> layer_of(std::string_view path) {
  const std::string_view folder = path.substr(0, path.find('/'));
  const auto found = std::ranges::find(kLayers, folder);
  if (found == kLayers.end() || folder.size() == path.size()) return std::nullopt;
  return static_cast<std::size_t>(found - kLayers.begin());
}

/// A path without the part that public and private headers differ in: "zzaudit/read/x.hpp" and "read/x.hpp"
/// are of the same layer.
std::string_view without_project(std::string_view path) {
  constexpr std::string_view kProject = "zzaudit/";
  if (path.starts_with(kProject)) path.remove_prefix(kProject.size());
  return path;
}

/// What is wrong with the #include lines of one file. `file` is relative to src/ or include/. A quoted
/// name that starts with no layer is resolved against the file's own folder, as the compiler does.
std::vector<std::string> violations(const std::string& file, std::istream& text, bool is_public) {
  static const std::regex kInclude(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  static const std::regex kThirdParty(R"(^(nlohmann/|CLI/|fmt/|gtest/|benchmark/))");
  const auto own = layer_of(without_project(file));
  std::vector<std::string> result;
  std::string line;
  for (int number = 1; std::getline(text, line); ++number) {
    std::smatch match;
    if (!std::regex_search(line, match, kInclude)) continue;
    const std::string name = match[2];
    const std::string where = file + ":" + std::to_string(number) + ": ";
    if (is_public && std::regex_search(name, kThirdParty)) {
      result.push_back(where + "a public header includes " + name);
    }
    auto theirs = layer_of(without_project(name));
    if (!theirs && match[1] == "\"") {
      const std::string beside = (fs::path(file).parent_path() / name).lexically_normal().generic_string();
      theirs = layer_of(without_project(beside));
    }
    if (own && theirs && *theirs > *own) {
      result.push_back(where + std::string(kLayers[*own]) + " includes " + name + " of the later layer " +
                       std::string(kLayers[*theirs]));
    }
  }
  return result;
}

std::vector<std::string> violations(const std::string& file, const std::string& text, bool is_public) {
  std::istringstream stream(text);
  return violations(file, stream, is_public);
}

/// Checks all sources below `root`; counts them, so that an empty walk is noticed.
std::size_t check_tree(const fs::path& root, bool is_public) {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto extension = entry.path().extension();
    if (extension != ".hpp" && extension != ".cpp") continue;
    ++files;
    std::ifstream stream(entry.path());
    const std::string name = fs::relative(entry.path(), root).generic_string();
    for (const std::string& violation : violations(name, stream, is_public)) ADD_FAILURE() << violation;
  }
  return files;
}

TEST(Layers, SourcesIncludeOnlyTheirOwnAndLowerLayers) {
  EXPECT_GT(check_tree(fs::path(ZZAUDIT_SOURCE_DIR) / "src", false), 0U);
}

TEST(Layers, PublicHeadersIncludeOnlyLowerLayersAndNoThirdParty) {
  EXPECT_GT(check_tree(fs::path(ZZAUDIT_SOURCE_DIR) / "include", true), 0U);
}

TEST(Layers, EveryFolderIsALayer) {
  for (const char* root : {"src", "include/zzaudit"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(ZZAUDIT_SOURCE_DIR) / root)) {
      const std::string name = entry.path().filename().string();
      // A program of its own, which shares no header with the layers; a module, which shares one; and what is
      // installed, which is above them all.
      if (!entry.is_directory() || name.starts_with("zzaudit-") || name == "packaging") continue;
      EXPECT_NE(std::ranges::find(kLayers, name), kLayers.end()) << entry.path();
    }
  }
}

TEST(LayersCheck, SeesEachKindOfViolation) {
  EXPECT_EQ(violations("zzaudit/base/a.hpp", "#include \"zzaudit/read/b.hpp\"\n", true).size(), 1U);
  EXPECT_EQ(violations("read/a.cpp", "#include <zzaudit/check/b.hpp>\n", false).size(), 1U);
  EXPECT_EQ(violations("read/detail/a.cpp", "#  include \"model/detail/b.hpp\"\n", false).size(), 1U);
  EXPECT_EQ(violations("read/detail/a.cpp", "#include \"../../model/b.hpp\"\n", false).size(), 1U);
  EXPECT_EQ(violations("zzaudit/render/a.hpp", "#include <nlohmann/json.hpp>\n", true).size(), 1U);
  EXPECT_EQ(
      violations("zzaudit/render/a.hpp", "#include <CLI/CLI.hpp>\n#include <fmt/core.h>\n", true).size(), 2U);
}

TEST(LayersCheck, AcceptsWhatIsAllowed) {
  EXPECT_TRUE(violations("read/a.cpp", "#include \"zzaudit/document/b.hpp\"\n", false).empty());
  EXPECT_TRUE(violations("read/a.cpp", "#include \"zzaudit/read/a.hpp\"\n", false).empty());
  EXPECT_TRUE(violations("read/a.cpp", "#include \"detail/csv.hpp\"\n#include <string>\n", false).empty());
  EXPECT_TRUE(violations("read/a.cpp", "#include <nlohmann/json.hpp>\n", false).empty());
  EXPECT_TRUE(violations("main.cpp", "#include \"zzaudit/cli/app.hpp\"\n", false).empty());
}

}  // namespace
