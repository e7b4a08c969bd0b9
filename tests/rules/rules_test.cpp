// SPDX-License-Identifier: Apache-2.0
// The catalogue tests itself: every rule's good example is silent, its bad example is found at the place
// that was changed.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/code.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/check/formula.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"

namespace zzaudit {
namespace {

using Json = nlohmann::ordered_json;

const Catalogue& catalogue() {
  static const Catalogue kCatalogue = Catalogue::builtin();
  return kCatalogue;
}
const Checker& checker() {
  static const Checker kChecker(catalogue());
  return kChecker;
}
const Json& sample() {
  static const Json kSample = Json::parse(resource("samples/clean/report.json"));
  return kSample;
}

Json edited(const Example& example) {
  Json report = sample();
  for (const auto& edit : example.edits) {
    const Json::json_pointer pointer(edit.path);
    if (edit.value.empty()) {
      Json& parent = report.at(pointer.parent_pointer());
      if (parent.is_array()) {
        parent.erase(std::stoul(pointer.back()));
      } else {
        parent.erase(pointer.back());
      }
    } else {
      report[pointer] = Json::parse(edit.value);
    }
  }
  return report;
}

/// The sample of the year before.
const Report& prior_sample() {
  static const Report kPrior = report_from_json("prior", resource("samples/years/2022/report.json"));
  return kPrior;
}

CheckOutcome outcome_of(const Example& example, bool across_years = false) {
  const Prior prior{&prior_sample()};
  return checker().check(report_from_json("example", edited(example).dump()),
                         across_years ? &prior : nullptr);
}

bool speaks(const Finding& finding, const std::string& rule) {
  return finding.rule == rule || std::ranges::any_of(finding.consequences, [&](const Consequence& other) {
           return other.rule == rule;
         });
}

bool complete(const Bilingual& text) { return !text.zh.empty() && !text.en.empty(); }

/// True when a place is the one an edit changed: same table and, where the edit is in a row, same row.
bool names_place(const Location& location, const ExampleEdit& edit) {
  const Json::json_pointer pointer(edit.path);
  if (!edit.path.starts_with("/tables/")) {
    return !location.table;
  }
  std::vector<std::string> parts;
  for (auto at = pointer; !at.empty(); at = at.parent_pointer()) {
    parts.insert(parts.begin(), at.back());
  }
  if (!location.table || descriptor(*location.table).key != parts.at(1)) {
    return false;
  }
  if (parts.size() < 5 || parts.at(2) != "rows") {
    return true;
  }
  const auto& row = sample().at(Json::json_pointer("/tables/" + parts.at(1) + "/rows/" + parts.at(3)));
  const auto column = find_column(*location.table, parts.at(4));
  const bool column_fits = !column || location.column.empty() ||
                           location.column.zh == descriptor(*location.table).columns[*column].label.zh;
  if (row.contains("code")) {
    return column_fits && location.row.zh.starts_with(row.at("code").get<std::string>());
  }
  const auto line = find_line(*location.table, row.at("key").get<std::string>());
  return column_fits && line && location.row.zh == descriptor(*location.table).lines[*line].label.zh;
}

bool names_place(const Finding& finding, const std::vector<ExampleEdit>& edits) {
  const auto hit = [&](const Location& location) {
    return std::ranges::any_of(edits, [&](const ExampleEdit& edit) { return names_place(location, edit); });
  };
  return std::ranges::any_of(finding.locations, hit) ||
         std::ranges::any_of(finding.operands, [&](const Operand& operand) { return hit(operand.location); });
}

std::string list(const CheckOutcome& outcome) {
  std::string text;
  for (const auto& finding : outcome.findings) {
    text += finding.rule + " " + finding.message.zh + "\n";
    for (const auto& other : finding.consequences) {
      text += "   + " + other.rule + " " + other.message.zh + "\n";
    }
  }
  return text;
}

TEST(Rules, CleanSampleHasNoFinding) {
  const auto outcome = outcome_of({});
  EXPECT_TRUE(outcome.findings.empty()) << list(outcome);
  EXPECT_EQ(outcome.coverage.tables.numbers, outcome.coverage.tables.verified);
}

TEST(Rules, IdsAndNamesAreUnique) {
  std::set<std::string> seen;
  for (const auto& rule : catalogue().rules()) {
    EXPECT_TRUE(seen.insert(rule.id).second) << rule.id;
    EXPECT_TRUE(seen.insert(rule.name).second) << rule.name;
  }
  EXPECT_GT(seen.size(), 100U);
}

class EveryRule : public testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] static const Rule& rule() { return catalogue().rules().at(GetParam()); }
};

TEST_P(EveryRule, IsCompleteInBothLanguages) {
  EXPECT_TRUE(complete(rule().title));
  EXPECT_TRUE(complete(rule().rationale));
  EXPECT_TRUE(complete(rule().fix));
  EXPECT_TRUE(complete(rule().message));
  EXPECT_TRUE(complete(rule().tolerance));
  EXPECT_TRUE(complete(rule().good.text));
  EXPECT_TRUE(complete(rule().bad.text));
  EXPECT_FALSE(rule().bad.edits.empty());
  EXPECT_FALSE(rule().basis.empty());
  for (const auto& basis : rule().basis) {
    EXPECT_TRUE(complete(basis.document));
    EXPECT_TRUE(complete(basis.clause));
  }
  EXPECT_NE(rule().formulas.empty(), rule().code.empty());
  EXPECT_EQ(complete(rule().method), !rule().code.empty());
  for (const auto& formula : rule().formulas) {
    EXPECT_FALSE(render_formula(formula, Language::kChinese).empty());
    EXPECT_FALSE(render_formula(formula, Language::kEnglish).empty());
  }
}

TEST_P(EveryRule, GoodExampleIsSilent) {
  const auto outcome = outcome_of(rule().good, compares_years(rule()));
  EXPECT_TRUE(std::ranges::none_of(outcome.findings, [](const Finding& finding) {
    return speaks(finding, rule().id);
  })) << list(outcome);
}

TEST_P(EveryRule, BadExampleIsFoundWhereItIs) {
  const auto outcome = outcome_of(rule().bad, compares_years(rule()));
  EXPECT_TRUE(std::ranges::any_of(outcome.findings, [](const Finding& finding) {
    return speaks(finding, rule().id) && names_place(finding, rule().bad.edits);
  })) << list(outcome);
  if (rule().bad.edits.size() == 1) {
    // One change is one root: nothing but this rule, or this rule among the consequences of one finding.
    const auto loud = std::ranges::count_if(outcome.findings,
                                            [](const Finding& f) { return f.severity == Severity::kError; });
    EXPECT_LE(loud, 1) << list(outcome);
  }
  const auto check = std::ranges::find(outcome.checks, rule().id, &CheckResult::rule);
  ASSERT_NE(check, outcome.checks.end());
  EXPECT_EQ(check->status, CheckStatus::kFail);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, EveryRule, testing::Range<std::size_t>(0, catalogue().rules().size()),
                         [](const auto& param) { return catalogue().rules().at(param.param).id; });

}  // namespace
}  // namespace zzaudit
