// SPDX-License-Identifier: Apache-2.0
// A real published report against the list of its verified discrepancies, where both are present.
#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <nlohmann/json.hpp>

#include "corpus/corpus_support.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

using namespace corpus;
using nlohmann::json;

bool is_number(const std::string& text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; });
}

std::string plain(std::string number) {
  if (number.find('.') != std::string::npos) {
    while (number.ends_with('0')) number.pop_back();
    if (number.ends_with('.')) number.pop_back();
  }
  return number;
}

/// A finding's text with its numbers apart: "955.10" and "955.1" are one.
struct Shown {
  std::string text;
  std::set<std::string> numbers;

  explicit Shown(const Finding& finding) {
    std::string all = text_of(finding) + "\n" + finding.suggestion.zh;
    for (const auto& other : finding.consequences) {
      all += "\n" + other.message.zh;
      for (const auto& place : other.locations) all += "\n" + place.row.zh + "\n" + place.text;
    }
    text = compact(all);
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() &&
             (std::isdigit(static_cast<unsigned char>(text[end])) != 0 ||
              ((text[end] == '.' || text[end] == ',') && end + 1 < text.size() && end > i &&
               std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0))) {
        ++end;
      }
      if (end > i) {
        std::string number = text.substr(i, end - i);
        std::erase(number, ',');
        numbers.insert(plain(number));
      }
      i = std::max(end, i + 1);
    }
  }

  [[nodiscard]] bool has(const std::string& wanted) const {
    return is_number(wanted) ? numbers.contains(plain(wanted))
                             : text.find(compact(wanted)) != std::string::npos;
  }
  [[nodiscard]] bool matches(const json& item) const {
    return std::ranges::all_of(item.at("match"), [&](const json& alternatives) {
      return std::ranges::any_of(alternatives, [&](const json& one) { return has(one.get<std::string>()); });
    });
  }
};

class Zhuzhou : public testing::Test {
 protected:
  void SetUp() override {
    const auto report = shared() / "zhuzhou-2023.md";
    const auto truth = shared() / "zhuzhou-2023.truth.json";
    if (!std::filesystem::exists(report) || !std::filesystem::exists(truth)) {
      GTEST_SKIP() << "skipped: the corpus is not at " << shared();
    }
    std::ifstream file(truth);
    items_ = json::parse(file).at("items");
    outcome_ = check_file(report);
  }

  /// Items of the classes that some finding of at least `least` matches, and how many items there are.
  [[nodiscard]] std::pair<int, int> found(const std::set<std::string>& classes, Severity least) const {
    std::pair<int, int> count{0, 0};
    for (const auto& item : items_) {
      if (!classes.contains(item.at("class").get<std::string>())) continue;
      ++count.second;
      count.first += std::ranges::any_of(outcome_.findings, [&](const Finding& finding) {
        return finding.severity >= least && Shown(finding).matches(item);
      });
    }
    return count;
  }

  json items_;
  CheckOutcome outcome_;
};

TEST_F(Zhuzhou, EveryRealErrorIsFound) {
  const auto [hits, all] = found({"error", "warning"}, Severity::kNote);
  EXPECT_EQ(hits, all);
  EXPECT_EQ(all, 22);
}

TEST_F(Zhuzhou, EveryErrorAndWarningIsReal) {
  for (const auto& finding : outcome_.findings) {
    if (!is_loud(finding)) continue;
    const bool real = std::ranges::any_of(items_, [&](const json& item) {
      return item.at("class") != "acceptable" && Shown(finding).matches(item);
    });
    EXPECT_TRUE(real) << finding.rule << " " << finding.message.zh;
  }
}

TEST_F(Zhuzhou, RoundingIsNoted) { EXPECT_GE(found({"note"}, Severity::kNote).first, 17); }

TEST_F(Zhuzhou, TheExplanationIsVerified) {
  const CoverageCount words = outcome_.coverage.narrative;
  EXPECT_GE(words.verified * 100, words.numbers * 92) << words.verified << " of " << words.numbers;
  EXPECT_EQ(outcome_.coverage.tables.verified, outcome_.coverage.tables.numbers);
}

}  // namespace
}  // namespace zzaudit
