// SPDX-License-Identifier: Apache-2.0
// Shifted rows are one finding with the figures back in their rows; wrong figures are no shift.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"

namespace zzaudit {
namespace {

Report clean() {
  static const Report kReport = report_from_json("sample", resource("samples/clean/report.json"));
  return kReport;
}
Cell& cell(Report& report, TableKey table, std::string_view key, std::string_view column) {
  for (const auto& row : rows_of(report, table)) {
    if (row.key() == key) {
      return *row.cells[find_column(table, column).value()];
    }
  }
  throw std::out_of_range(std::string(key));
}
void set(Cell& at, std::string_view value) {
  at.state = CellState::kValue;
  at.value = Decimal::parse(value).value();
}

/// The cells of a column from one row to another, both included.
std::vector<Cell*> run_of(Report& report, TableKey table, std::string_view first, std::string_view last,
                          std::string_view column) {
  std::vector<Cell*> cells;
  bool inside = false;
  for (const auto& row : rows_of(report, table)) {
    inside = inside || row.key() == first;
    if (inside) {
      cells.push_back(row.cells[find_column(table, column).value()]);
    }
    if (row.key() == last) {
      break;
    }
  }
  return cells;
}
/// Leaves the first figure out: all others move up, and the last row gets `last`.
void drop_first(const std::vector<Cell*>& cells, std::string_view last) {
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    *cells[i] = *cells[i + 1];
  }
  set(*cells.back(), last);
}
/// Moves all figures up; those pushed out stand at the end.
void rotate(const std::vector<Cell*>& cells, std::size_t by) {
  std::vector<Cell> figures(cells.size());
  std::ranges::transform(cells, figures.begin(), [](const Cell* at) { return *at; });
  for (std::size_t i = 0; i < cells.size(); ++i) {
    *cells[i] = figures[(i + by) % cells.size()];
  }
}

/// With the words, which repeat the figures of the tables: what they say of a shifted row is of one cause
/// with the shift.
CheckOutcome check(const Report& report) {
  static const Checker kChecker(Catalogue::builtin());
  return kChecker.check(report);
}
std::vector<Finding> shifts(const CheckOutcome& outcome) {
  std::vector<Finding> found;
  std::ranges::copy_if(outcome.findings, std::back_inserter(found),
                       [](const Finding& finding) { return finding.rule == "TAB002"; });
  return found;
}
std::size_t errors(const CheckOutcome& outcome) {
  return static_cast<std::size_t>(std::ranges::count(outcome.findings, Severity::kError, &Finding::severity));
}
std::string repair_of(const Finding& finding, std::string_view row) {
  const auto it = std::ranges::find_if(
      finding.suspects, [&](const Suspect& suspect) { return suspect.location.row.zh.starts_with(row); });
  return it == finding.suspects.end() ? "" : it->repair;
}

TEST(Shift, AnItemLeftOutInTheBasicTableIsOneFinding) {
  auto report = clean();
  report.sections.clear();  // the words would have to be changed with the figures
  // 三公 expenses without projects equal the basic ones.
  set(cell(report, TableKey::kThreePublic, "vehicle_operation", "final"), "6.54");
  set(cell(report, TableKey::kThreePublic, "vehicles", "final"), "6.54");
  set(cell(report, TableKey::kThreePublic, "reception", "final"), "1.96");
  set(cell(report, TableKey::kThreePublic, "total", "final"), "8.50");
  ASSERT_EQ(errors(check(report)), 0U);
  drop_first(run_of(report, TableKey::kBasic, "30203", "30299", "amount"), "0.00");
  const auto outcome = check(report);
  const auto found = shifts(outcome);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(errors(outcome), 1U);
  const auto& finding = found.front();
  EXPECT_EQ(finding.severity, Severity::kError);
  EXPECT_NE(finding.message.zh.find("向上错了 1 行"), std::string::npos) << finding.message.zh;
  EXPECT_NE(finding.message.en.find("1 row(s) too far up"), std::string::npos) << finding.message.en;
  EXPECT_EQ(repair_of(finding, "30217"), "1.96");
  EXPECT_EQ(repair_of(finding, "30229"), "3.18");
  EXPECT_EQ(repair_of(finding, "30231"), "6.54");
  EXPECT_EQ(finding.locations.size(), finding.suspects.size());
  EXPECT_TRUE(std::ranges::any_of(finding.consequences,
                                  [](const Consequence& other) { return other.rule == "XTB191"; }));
}

TEST(Shift, ALeftOutAmountIsComputed) {
  auto report = clean();
  drop_first(run_of(report, TableKey::kGeneralBudget, "2080505", "2210201", "basic"), "0.00");
  drop_first(run_of(report, TableKey::kGeneralBudget, "2080505", "2210201", "total"), "0.00");
  const auto outcome = check(report);
  const auto found = shifts(outcome);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(errors(outcome), 1U);
  EXPECT_EQ(repair_of(found.front(), "2080505"), "96.38");
  EXPECT_EQ(repair_of(found.front(), "2080506"), "48.19");
  EXPECT_EQ(repair_of(found.front(), "2210201"), "88.51");
}

TEST(Shift, FiguresThatWrapAroundAreOneFinding) {
  auto report = clean();
  for (const auto* column : {"total", "basic", "project"}) {
    rotate(run_of(report, TableKey::kGeneralBudget, "208", "2210201", column), 2);
  }
  const auto outcome = check(report);
  const auto found = shifts(outcome);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(errors(outcome), 1U);
  const auto& finding = found.front();
  EXPECT_NE(finding.message.zh.find("各栏向上错了 2 行"), std::string::npos) << finding.message.zh;
  EXPECT_NE(finding.message.zh.find("另一端"), std::string::npos) << finding.message.zh;
  const auto original = clean();
  for (const auto& row : rows_of(original, TableKey::kGeneralBudget)) {
    const auto repair = repair_of(finding, row.key());
    EXPECT_TRUE(repair.empty() ||
                repair ==
                    row.cells[find_column(TableKey::kGeneralBudget, "total").value()]->value.to_string())
        << row.key() << " " << repair;
  }
}

TEST(Shift, OneColumnMayMoveDown) {
  auto report = clean();
  auto cells = run_of(report, TableKey::kExpenditure, "208", "2210201", "basic");
  std::ranges::reverse(cells);
  drop_first(cells, "0.00");
  const auto found = shifts(check(report));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found.front().message.zh.find("基本支出向下错了 1 行"), std::string::npos)
      << found.front().message.zh;
}

TEST(Shift, TwoIndependentWrongFiguresAreNoShift) {
  auto report = clean();
  set(cell(report, TableKey::kBasic, "30231", "amount"), "65.40");
  set(cell(report, TableKey::kBasic, "30201", "amount"), "24.18");
  const auto outcome = check(report);
  EXPECT_TRUE(shifts(outcome).empty());
  EXPECT_EQ(errors(outcome), 2U);
}

TEST(Shift, TwoSwappedRowsAreNoShift) {
  auto report = clean();
  std::swap(cell(report, TableKey::kGeneralBudget, "2080505", "basic"),
            cell(report, TableKey::kGeneralBudget, "2101101", "basic"));
  EXPECT_TRUE(shifts(check(report)).empty());
}

TEST(Shift, TheSameWrongFigureTwiceIsNoShift) {
  auto report = clean();
  for (const auto* row : {"2080505", "20805", "208"}) {
    set(cell(report, TableKey::kGeneralBudget, row, "basic"), "148.19");
  }
  EXPECT_TRUE(shifts(check(report)).empty());
}

TEST(Shift, WithoutTheRuleTheFailuresAreReportedOneByOne) {
  auto report = clean();
  for (const auto* column : {"total", "basic", "project"}) {
    rotate(run_of(report, TableKey::kGeneralBudget, "208", "2210201", column), 2);
  }
  auto catalogue = Catalogue::builtin();
  catalogue.restrict({}, {"TAB002"});
  const auto outcome = Checker(catalogue).check(report);
  EXPECT_TRUE(shifts(outcome).empty());
  EXPECT_GT(errors(outcome), 1U);
}

TEST(OneCause, ANegativeFigureIsReportedWithTheSumsItBreaks) {
  auto report = clean();
  set(cell(report, TableKey::kThreePublic, "reception", "final"), "-2.36");
  const auto outcome = check(report);
  ASSERT_EQ(errors(outcome), 1U);
  const auto it = std::ranges::find(outcome.findings, Severity::kError, &Finding::severity);
  EXPECT_EQ(it->suspects.front().repair, "2.36");
  EXPECT_TRUE(
      std::ranges::any_of(it->consequences, [](const Consequence& other) { return other.rule == "CEL102"; }));
}

TEST(OneCause, ANegativeFigureThatBreaksNothingKeepsItsOwnFinding) {
  auto report = clean();
  set(cell(report, TableKey::kThreePublic, "reception", "final"), "-2.36");
  Catalogue catalogue = Catalogue::builtin();
  catalogue.restrict({"CEL"}, {});
  const auto outcome = Checker(catalogue).check(report);
  ASSERT_EQ(outcome.findings.size(), 1U);
  EXPECT_EQ(outcome.findings.front().rule, "CEL102");
}

}  // namespace
}  // namespace zzaudit
