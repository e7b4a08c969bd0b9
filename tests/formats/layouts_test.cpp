// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/load.hpp"
#include "support/compare_reports.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"

/// The figures of the sample in the layouts of other places and years (make_layouts.py): recognised to the
/// last amount, without a false finding, and no amount can be changed unnoticed.
namespace zzaudit {
namespace {

namespace fs = std::filesystem;

const fs::path kLayouts = fs::path(ZZAUDIT_SOURCE_DIR) / "tests" / "formats" / "layouts";

/// By layout, by table: how many amounts are printed and how many of them have no place in the model.
const nlohmann::json& expectations() {
  static const auto kExpected = nlohmann::json::parse(std::ifstream(kLayouts / "expected.json"));
  return kExpected;
}

const Checker& checker() {
  static const Catalogue kCatalogue = Catalogue::builtin();
  static const Checker kChecker(kCatalogue);
  return kChecker;
}

std::vector<std::string> layouts() {
  std::vector<std::string> names;
  for (const auto& [name, tables] : expectations().items()) {
    names.push_back(name);
  }
  return names;
}

bool has_error(const CheckOutcome& outcome) {
  return std::ranges::any_of(outcome.findings,
                             [](const Finding& finding) { return finding.severity == Severity::kError; });
}

std::size_t total_of(const nlohmann::json& tables, const char* what) {
  std::size_t total = 0;
  for (const auto& [key, counts] : tables.items()) {
    total += counts.at(what).get<std::size_t>();
  }
  return total;
}

class Layouts : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] static const nlohmann::json& expected() { return expectations().at(GetParam()); }
  [[nodiscard]] static Report load() { return cli::load((kLayouts / GetParam()).string()).report; }
};

TEST_P(Layouts, AreRecognisedToTheLastAmount) {
  const Report report = load();
  EXPECT_EQ(report.unit, "临江市档案馆");
  for (const TableKey table : kAllTables) {
    const std::string key(descriptor(table).key);
    SCOPED_TRACE(key);
    const TableInfo& info = info_of(report, table);
    ASSERT_EQ(info.present, expected().contains(key));
    if (!info.present) {
      continue;
    }
    for (const TableRemark& remark : info.unplaced) {
      ADD_FAILURE() << remark.text;
    }
    EXPECT_TRUE(info.repeats.empty());
    std::size_t amounts = 0;
    for (const RowView& row : rows_of(report, table)) {
      for (std::size_t i = 0; i < descriptor(table).columns.size(); ++i) {
        amounts += row.cells[i]->has_value() ? 1 : 0;
      }
    }
    std::size_t ignored = 0;
    for (const IgnoredAmounts& entry : info.ignored) {
      EXPECT_FALSE(entry.text.empty());
      EXPECT_NE(entry.place, Place{});
      ignored += entry.amounts;
    }
    EXPECT_EQ(ignored, expected().at(key).at("ignored").get<std::size_t>());
    EXPECT_EQ(amounts + ignored, expected().at(key).at("amounts").get<std::size_t>());
  }
}

TEST_P(Layouts, HaveTheSamplesFigures) {
  const Report report = load();
  const Report sample =
      cli::load((kLayouts / "../../../data/samples/clean/report.json").lexically_normal().string()).report;
  if (report.year != sample.year) {
    GTEST_SKIP() << "another year's forms, with less in them";
  }
  for (const TableKey table : kAllTables) {
    SCOPED_TRACE(descriptor(table).key);
    const auto ours = rows_of(report, table);
    std::size_t compared = 0;
    for (const RowView& theirs : rows_of(sample, table)) {
      const auto row =
          std::ranges::find_if(ours, [&](const RowView& r) { return *r.present && r.key() == theirs.key(); });
      if (row == ours.end()) {
        continue;  // a level that the layout does not print
      }
      for (std::size_t i = 0; i < descriptor(table).columns.size(); ++i) {
        if (row->cells[i]->has_value() && theirs.cells[i]->has_value()) {
          ++compared;
          EXPECT_EQ(convert(row->cells[i]->value, *report.currency_unit, CurrencyUnit::kTenThousandYuan),
                    theirs.cells[i]->value)
              << row_label(theirs, Language::kEnglish) << " " << descriptor(table).columns[i].key;
        }
      }
    }
    EXPECT_GT(compared, 2U);
  }
}

TEST_P(Layouts, DeserveNoErrorAndNoWarning) {
  for (const Finding& finding : checker().check(load()).findings) {
    EXPECT_EQ(finding.severity, Severity::kNote) << finding.rule << " " << finding.message.zh;
  }
}

TEST_P(Layouts, HaveEveryAmountCounted) {
  const Report report = load();
  const Coverage coverage = checker().check(report).coverage;
  EXPECT_EQ(coverage.tables.numbers, total_of(expected(), "amounts"));
  EXPECT_EQ(coverage.tables.verified, total_of(expected(), "amounts") - total_of(expected(), "ignored"));
  std::size_t ignored = 0;
  for (const TableKey table : kAllTables) {
    ignored += info_of(report, table).ignored.size();
  }
  EXPECT_EQ(std::ranges::count_if(coverage.unverified,
                                  [](const Unverified& entry) { return entry.location.table.has_value(); }),
            static_cast<std::ptrdiff_t>(ignored));
}

TEST_P(Layouts, ShowEveryChangedAmountByTheTablesAlone) {
  Report report = load();
  report.sections.clear();
  Catalogue catalogue = Catalogue::builtin();
  catalogue.restrict({"TAB", "XTB", "CLS"}, {});
  const Checker tables_only(catalogue);
  for (const TableKey table : kAllTables) {
    const auto rows = rows_of(report, table);
    for (const MutableRowView& row : rows) {
      for (std::size_t i = 0; i < descriptor(table).columns.size(); ++i) {
        Cell& cell = *row.cells[i];
        if (!cell.has_value()) {
          continue;
        }
        const Decimal printed = cell.value;
        cell.value =
            printed + convert(*Decimal::parse("7.77"), CurrencyUnit::kTenThousandYuan, *report.currency_unit);
        EXPECT_TRUE(has_error(tables_only.check(report)))
            << descriptor(table).key << " " << *row.name << " " << descriptor(table).columns[i].key;
        cell.value = printed;
      }
    }
  }
}

TEST_P(Layouts, SurviveConversion) {
  const Report report = load();
  const Report again = report_from_json(GetParam(), report_to_json(report));
  EXPECT_EQ(test::first_difference(report, again), "");
}

INSTANTIATE_TEST_SUITE_P(All, Layouts, ::testing::ValuesIn(layouts()), [](const auto& parameter) {
  std::string name = parameter.param.substr(0, parameter.param.find('.'));
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(OldForms, OneLineForAllAppropriationsLeavesTheirSumUnevaluated) {
  Report report = cli::load((kLayouts / "eight-tables-2018.md").string()).report;
  EXPECT_EQ(report.year, 2018);
  EXPECT_TRUE(report.overview.general_budget.present);
  EXPECT_TRUE(report.overview.general_budget.cells.amount.is_absent());
  EXPECT_EQ(report.overview.general_budget.name, "一、财政拨款收入");
  EXPECT_TRUE(report.overview.fund.cells.amount.has_value());
  EXPECT_FALSE(report.overview.state_capital.present);
  const CheckOutcome outcome = checker().check(report);
  const auto sum = std::ranges::find(outcome.checks, "TAB101", &CheckResult::rule);
  ASSERT_NE(sum, outcome.checks.end());
  EXPECT_EQ(sum->evaluated, 0U);
}

}  // namespace
}  // namespace zzaudit
