// SPDX-License-Identifier: Apache-2.0
// The yardstick for `zzaudit batch`: reads every file below a directory one after the other, parses each with
// simdjson, and does nothing else.
#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <vector>

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc != 2) {
    std::cerr << "usage: simdjson_only DIRECTORY\n";
    return EXIT_FAILURE;
  }
  try {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(argv[1])) {
      if (entry.is_regular_file()) {
        files.push_back(entry.path());
      }
    }
    std::ranges::sort(files);
    simdjson::dom::parser parser;
    std::size_t members = 0;
    for (const fs::path& file : files) {
      const simdjson::dom::object report = parser.load(file.string());
      members += report.size();
    }
    std::cout << files.size() << " files, " << members << " members\n";
  } catch (const std::exception& error) {
    std::cerr << argv[1] << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
