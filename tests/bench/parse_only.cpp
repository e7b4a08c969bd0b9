// SPDX-License-Identifier: Apache-2.0
// The yardstick for the whole program: reads one JSON file, parses it, and does nothing else.
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: parse_only FILE\n";
    return EXIT_FAILURE;
  }
  try {
    std::ifstream file(argv[1], std::ios::binary);
    if (!file) {
      std::cerr << "cannot read " << argv[1] << '\n';
      return EXIT_FAILURE;
    }
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto value = nlohmann::json::parse(bytes);
    std::cout << value.size() << '\n';
  } catch (const std::exception& error) {
    std::cerr << argv[1] << ": " << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
