// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/check/formula.hpp"

#include <gtest/gtest.h>

#include <string>

#include "check/detail/formula.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

using detail::compile_formula;
using detail::Pick;
using detail::Relation;
using detail::ScopeKind;

std::string error_of(std::string_view formula) {
  try {
    (void)compile_formula(formula);
  } catch (const ConfigError& error) {
    return error.message().en;
  }
  return "compiles";
}

TEST(Formula, ReadsBothSidesAsLinearForms) {
  const auto formula =
      compile_formula("in overview: [expenditure.this_year] = sum([top]) - 2 * ([income.fund] - 0.5)");
  EXPECT_EQ(formula.relation, Relation::kEqual);
  ASSERT_EQ(formula.right.terms.size(), 2U);
  EXPECT_EQ(formula.coefficient_decimals, 1);
  EXPECT_EQ(formula.right.terms[0].coefficient, 10);
  EXPECT_EQ(formula.right.terms[0].rows.pick, Pick::kTop);
  EXPECT_EQ(formula.right.terms[1].coefficient, -20);
  EXPECT_EQ(static_cast<int>(formula.right.constant), 10);
}

TEST(Formula, DividesOnlyByWhatStaysExact) {
  EXPECT_EQ(compile_formula("income[total].total = income[total].fiscal / 8").coefficient_decimals, 3);
  EXPECT_NE(error_of("income[total].total = income[total].fiscal / 3").find("multiply the other side"),
            std::string::npos);
  EXPECT_NE(error_of("income[total].total = income[total].fiscal / 0").find("cannot divide"),
            std::string::npos);
  EXPECT_NE(
      error_of("income[total].total = income[total].fiscal * income[total].other").find("only a constant"),
      std::string::npos);
}

TEST(Formula, AcceptsLabelsAndFullWidthSigns) {
  const auto formula = compile_formula("“三公”经费支出决算表[因公出国（境）费].决算数 ≥ basic[30212]");
  EXPECT_EQ(formula.relation, Relation::kAtLeast);
  EXPECT_EQ(formula.left.terms[0].rows.table, TableKey::kThreePublic);
  EXPECT_EQ(formula.left.terms[0].column, 1U);
  EXPECT_EQ(formula.right.terms[0].rows.code, "30212");
  const auto row = compile_formula("for row of 收入决算表：本年收入合计 ＝ 财政拨款收入 ＋ 其他收入");
  EXPECT_EQ(row.scope, ScopeKind::kRow);
  EXPECT_EQ(row.right.terms.size(), 2U);
}

TEST(Formula, NamesThePlaceAndTheNearestName) {
  EXPECT_NE(error_of("in overviw: [income.fund] = 0").find("did you mean “overview”"), std::string::npos);
  EXPECT_NE(error_of("in overview: [income.fnd] = 0").find("did you mean “income.fund”"), std::string::npos);
  EXPECT_NE(error_of("for row of income: totl = fiscal")
                .find("character 20: no column named “totl”; did you mean “total”"),
            std::string::npos)
      << error_of("for row of income: totl = fiscal");
}

TEST(Formula, RefusesWhatMeansNothing) {
  EXPECT_NE(error_of("").find("character 1"), std::string::npos);
  EXPECT_NE(error_of("1 = 1").find("no figure"), std::string::npos);
  EXPECT_NE(error_of("in overview: [top] = 1").find("sum("), std::string::npos);
  EXPECT_NE(error_of("in overview: [code] = 1").find("scope"), std::string::npos);
  EXPECT_NE(error_of("income[total] = 1").find("column is missing"), std::string::npos);
  EXPECT_NE(error_of("basic[3011234] = 1").find("no code"), std::string::npos);
  EXPECT_NE(error_of("three_public[under 301] = 1").find("no code"), std::string::npos);
  EXPECT_NE(error_of("for parent of three_public: [this] = 1").find("no rows by code"), std::string::npos);
  EXPECT_NE(error_of("in overview: [income.fund] = 99999999999").find("too large"), std::string::npos);
  EXPECT_NE(error_of("in overview: [income.fund] = 1 extra").find("end"), std::string::npos);
  EXPECT_NE(error_of("in overview: [income.fund] ; 1").find("unexpected character"), std::string::npos);
  EXPECT_NE(error_of("in overview: [income.fund] = 1 if maybe").find("present"), std::string::npos);
}

TEST(Formula, BoundsItsInput) {
  EXPECT_NE(error_of("in overview: [income.fund] = " + std::string(100, '(') + "1").find("nested too deeply"),
            std::string::npos);
  EXPECT_NE(error_of("in overview: [income.fund] = " + std::string(100, '-') + "1").find("nested too deeply"),
            std::string::npos);
  EXPECT_NE(error_of(std::string(5000, 'a')).find("too long"), std::string::npos);
  const std::string huge = "999999999999999999";
  EXPECT_NE(error_of("basic[301] = " + huge + "*" + huge + "*" + huge).find("too large"), std::string::npos);
}

TEST(Formula, IsRenderedWithLabels) {
  EXPECT_EQ(render_formula("in overview: [income.total] = [expenditure.total]", Language::kChinese),
            "收入支出决算总表：[收入总计] = [支出总计]");
  EXPECT_EQ(render_formula("for row of income: total = fiscal + other", Language::kChinese),
            "收入决算表的每一行：本年收入合计 = 财政拨款收入 + 其他收入");
  EXPECT_EQ(
      render_formula(
          "for class of overview, expenditure: overview[class] = sum(expenditure[under class].total)",
          Language::kChinese),
      "收入支出决算总表、支出决算表的每个类：收入支出决算总表[该类] = Σ(支出决算表[该类].本年支出合计)");
  EXPECT_EQ(render_formula("basic[personnel] >= sum(basic[under 301]) * 2", Language::kEnglish),
            "basic expenditure by economic classification[total staff costs] ≥ sum(basic expenditure by "
            "economic classification[within 301]) × 2");
  EXPECT_EQ(render_formula("for column of three_public: [total] = [abroad] if not present([vehicles])",
                           Language::kChinese),
            "“三公”经费支出决算表的各列：[合计] = "
            "[因公出国（境）费]，适用条件：非列有([公务用车购置及运行维护费])");
}

}  // namespace
}  // namespace zzaudit
