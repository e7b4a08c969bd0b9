// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_overview.hpp"

#include <gtest/gtest.h>

namespace zzaudit::cli {
namespace {

BatchResult result(const std::string& unit, std::vector<RuleCount> rules) {
  BatchResult made;
  made.file = unit + ".json";
  made.unit = unit;
  made.ruleset = "r";
  made.rules = std::move(rules);
  return made;
}

const RuleCount kError{"TAB301", "row", Severity::kError, 2};
const RuleCount kMilder{"TAB301", "row", Severity::kNote, 1};
const RuleCount kWarning{"STR104", "unit", Severity::kWarning, 1};

TEST(BatchOverview, CountsReportsFindingsAndDepartmentsOfARule) {
  BatchOverview overview;
  overview.add(result("a", {kError, kWarning}));
  overview.add(result("b", {kWarning}));
  overview.add(result("a", {kError, kMilder}));
  overview.add(result("", {kError}));
  ASSERT_EQ(overview.units(), (std::vector<std::string>{"a", "b"}));
  const OverviewRule& error = overview.rules().at(0);
  EXPECT_EQ(error.reports, 3U);
  EXPECT_EQ(error.findings, 6U);
  EXPECT_EQ(error.units.size(), 1U) << "a name that is not known is no department";
  EXPECT_EQ(overview.rules().at(1).units.size(), 2U);
  EXPECT_FALSE(overview.reports().at(3).unit);
  EXPECT_EQ(overview.count_of(overview.reports().at(2), Severity::kError), 2U);
  EXPECT_EQ(overview.count_of(overview.reports().at(2), Severity::kNote), 1U);
  EXPECT_EQ(overview.count_of(overview.reports().at(2), Severity::kWarning), 0U);
  EXPECT_EQ(overview.rulesets().size(), 1U);
}

TEST(BatchOverview, SortsRulesBySeverityThenByReports) {
  BatchOverview overview;
  overview.add(result("a", {kMilder, kWarning}));
  overview.add(result("b", {kError}));
  overview.add(result("c", {{"CEL101", "cell", Severity::kError, 1}}));
  overview.add(result("d", {{"CEL101", "cell", Severity::kError, 1}}));
  std::vector<std::string> names;
  for (const std::size_t rule : overview.sorted_rules()) {
    names.push_back(overview.rules()[rule].rule);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"CEL101", "TAB301", "STR104", "TAB301"}));
}

}  // namespace
}  // namespace zzaudit::cli
