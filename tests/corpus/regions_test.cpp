// SPDX-License-Identifier: Apache-2.0
// Reports in the phrasings of many regions: the clean twin is silent, every planted error is found, nothing
// else is, and what cannot be judged is left unevaluated.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "corpus/corpus_support.hpp"

namespace zzaudit {
namespace {

using namespace corpus;

std::filesystem::path folder() { return std::filesystem::path(ZZAUDIT_SOURCE_DIR) / "tests" / "corpus"; }

std::vector<std::string> regions() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (std::filesystem::exists(entry.path() / "truth.json")) {
      names.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(names);
  return names;
}

nlohmann::json truth_of(const std::string& region) {
  std::ifstream file(folder() / region / "truth.json");
  return nlohmann::json::parse(file);
}

class Region : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] CheckOutcome check(const std::string& file) const {
    return check_file(folder() / GetParam() / file);
  }
};

/// One planted error against a finding, or against what a finding lists as a consequence of its cause.
bool is_found_in(const nlohmann::json& error, const Finding& finding) {
  const auto rule = error.at("rule").get<std::string>();
  const auto text = error.at("text").get<std::string>();
  const auto line = error.at("line").get<std::uint32_t>();
  if (finding.rule == rule && lines_of(places_of(finding)).contains(line) &&
      text_of(finding).find(text) != std::string::npos) {
    return true;
  }
  return std::ranges::any_of(finding.consequences, [&](const Consequence& other) {
    return other.rule == rule && lines_of(other.locations).contains(line) &&
           other.message.zh.find(text) != std::string::npos;
  });
}

TEST_P(Region, CleanTwinIsSilent) { EXPECT_EQ(loud(check("clean.md")), ""); }

TEST_P(Region, EveryPlantedErrorIsFoundAndNothingElse) {
  const CheckOutcome outcome = check("faulty.md");
  const auto truth = truth_of(GetParam());
  ASSERT_GE(truth.at("errors").size(), 8U);
  std::vector<bool> is_true(outcome.findings.size(), false);
  for (const auto& error : truth.at("errors")) {
    bool found = false;
    for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
      if (is_loud(outcome.findings[i]) && is_found_in(error, outcome.findings[i])) {
        found = is_true[i] = true;
      }
    }
    EXPECT_TRUE(found) << "missed: " << error.dump();
  }
  for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
    EXPECT_TRUE(is_true[i] || !is_loud(outcome.findings[i]))
        << "false: " << outcome.findings[i].rule << " " << outcome.findings[i].message.zh;
  }
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

/// A key of the program, a blank or a half-width mark between two Chinese characters, or a quotation inside a
/// quotation.
std::string blemish_of(std::string_view message) {
  if (message.find('_') != std::string_view::npos) {
    return "a key instead of a name";
  }
  bool open = false;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const std::string_view rest = message.substr(i);
    if ((rest.starts_with("“") && open) || (rest.starts_with("”") && !open)) {
      return "nested quotation marks";
    }
    open = rest.starts_with("“") || (open && !rest.starts_with("”"));
    const bool between =
        i > 0 && i + 1 < message.size() && !is_ascii(message[i - 1]) && !is_ascii(message[i + 1]);
    if (between && std::string_view(" ,;:()\"").find(message[i]) != std::string_view::npos) {
      return "half-width “" + std::string(1, message[i]) + "”";
    }
  }
  return {};
}

TEST_P(Region, MessagesAreWellWritten) {
  for (const auto& finding : check("faulty.md").findings) {
    EXPECT_EQ(blemish_of(finding.message.zh), "") << finding.rule << " " << finding.message.zh;
    for (const auto& other : finding.consequences) {
      EXPECT_EQ(blemish_of(other.message.zh), "") << other.rule << " " << other.message.zh;
    }
  }
}

TEST_P(Region, WhatCannotBeJudgedIsListedAsUnverified) {
  const auto honest = truth_of(GetParam()).at("unverified");
  for (const char* file : {"clean.md", "faulty.md"}) {
    const CheckOutcome outcome = check(file);
    const bool listed = std::ranges::any_of(outcome.coverage.unverified, [&](const Unverified& number) {
      return number.value == honest.at("value").get<std::string>() &&
             number.location.place.line == honest.at("line").get<std::uint32_t>() &&
             !number.reason.zh.empty();
    });
    EXPECT_TRUE(listed) << honest.dump() << " in " << file;
  }
}

TEST_P(Region, MostOfTheExplanationIsVerified) {
  const CoverageCount words = check("clean.md").coverage.narrative;
  EXPECT_GE(words.verified * 100, words.numbers * 80) << words.verified << " of " << words.numbers;
}

INSTANTIATE_TEST_SUITE_P(Corpus, Region, testing::ValuesIn(regions()),
                         [](const auto& region) { return region.param; });

TEST(Regions, AreManyAndTheirErrorsOfManyKinds) {
  std::set<std::string> rules;
  for (const auto& region : regions()) {
    const auto truth = truth_of(region);
    for (const auto& error : truth.at("errors")) {
      rules.insert(error.at("rule").get<std::string>());
    }
  }
  EXPECT_GE(regions().size(), 10U);
  EXPECT_GE(rules.size(), 14U);
}

}  // namespace
}  // namespace zzaudit
