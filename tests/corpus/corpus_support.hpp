// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "zzaudit/check/engine.hpp"
#include "zzaudit/read/read.hpp"
#include "zzaudit/recognise/recognise.hpp"

/// Whole reports through reader, recogniser and all rules.
namespace zzaudit::corpus {

inline const Checker& checker() {
  static const Checker kChecker(Catalogue::builtin());
  return kChecker;
}

inline CheckOutcome check_file(const std::filesystem::path& path) {
  const RawInput input = read_file(path.string());
  return checker().check(recognise(read_text(input.name, decode(input))));
}

/// Where the shared corpus is, if it is.
inline std::filesystem::path shared() {
  const char* given = std::getenv("ZZAUDIT_CORPUS");
  return given != nullptr ? std::filesystem::path(given)
                          : std::filesystem::path(ZZAUDIT_SOURCE_DIR).parent_path() / "shared" / "corpus";
}

/// Lines of the input that a finding or consequence names, its operands' among them.
inline std::set<std::uint32_t> lines_of(const std::vector<Location>& locations) {
  std::set<std::uint32_t> lines;
  for (const auto& location : locations) {
    lines.insert(location.place.line);
  }
  return lines;
}

inline std::vector<Location> places_of(const Finding& finding) {
  std::vector<Location> places = finding.locations;
  for (const auto& operand : finding.operands) {
    places.push_back(operand.location);
  }
  return places;
}

/// Everything a reader sees of a finding, in Chinese.
inline std::string text_of(const Finding& finding) {
  std::string text = finding.message.zh + "\n" + finding.expected + "\n" + finding.actual;
  for (const auto& place : places_of(finding)) {
    text += "\n" + place.row.zh + "\n" + place.text;
  }
  for (const auto& operand : finding.operands) {
    text += "\n" + operand.name.zh + " " + operand.value;
  }
  return text;
}

inline bool is_loud(const Finding& finding) { return finding.severity != Severity::kNote; }

/// Loud findings in one line each, for the message of a failed test.
inline std::string loud(const CheckOutcome& outcome) {
  std::string text;
  for (const auto& finding : outcome.findings) {
    if (is_loud(finding)) {
      text += finding.rule + " L" + std::to_string(finding.locations.front().place.line) + " " +
              finding.message.zh + "\n";
    }
  }
  return text;
}

}  // namespace zzaudit::corpus
