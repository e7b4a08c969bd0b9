// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/check/catalogue.hpp"

#include <gtest/gtest.h>

#include <string>

#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

std::string error_of(const std::string& text) {
  auto catalogue = Catalogue::builtin();
  try {
    catalogue.add_file("own.json", text);
  } catch (const ConfigError& error) {
    return error.message().en;
  }
  return "accepted";
}
std::string with(const std::string& members) {
  return R"({"rules":[{"id":"OWN1","name":"own-rule","title":"t")" + members + "}]}";
}

TEST(Catalogue, FindsByIdAndNameInAnyCase) {
  const auto catalogue = Catalogue::builtin();
  ASSERT_NE(catalogue.find("tab301"), nullptr);
  EXPECT_EQ(catalogue.find("expenditure-ROW-sum-mismatch"), catalogue.find("TAB301"));
  EXPECT_EQ(catalogue.find("TAB3"), nullptr);
}

TEST(Catalogue, RestrictsByIdNameAndPrefix) {
  auto catalogue = Catalogue::builtin();
  catalogue.restrict({"TAB3", "grand-totals-differ"}, {"TAB302"});
  ASSERT_EQ(catalogue.rules().size(), 2U);
  EXPECT_EQ(catalogue.rules()[0].id, "TAB105");
  EXPECT_EQ(catalogue.rules()[1].id, "TAB301");
  EXPECT_THROW(catalogue.restrict({"NOPE"}, {}), UsageError);
}

TEST(Catalogue, FingerprintFollowsTheRulesInForce) {
  auto some = Catalogue::builtin();
  const auto all = some.fingerprint();
  EXPECT_EQ(all, Catalogue::builtin().fingerprint());
  EXPECT_EQ(all.size(), 64U);
  some.restrict({}, {"TAB001"});
  EXPECT_NE(some.fingerprint(), all);
}

TEST(Catalogue, TakesAUsersRule) {
  auto catalogue = Catalogue::builtin();
  catalogue.add_file("own.json",
                     with(R"(,"severity":"warning","formulas":["for row of income: total >= fiscal"])"));
  const auto* rule = catalogue.find("OWN1");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->origin, "own.json");
  EXPECT_EQ(rule->severity, Severity::kWarning);
  EXPECT_TRUE(rule->message.empty());
}

TEST(Catalogue, RefusesWithPointerAndNearestName) {
  EXPECT_NE(error_of("{").find("line 1"), std::string::npos);
  EXPECT_NE(error_of("{}").find("“rules” is missing"), std::string::npos);
  EXPECT_NE(error_of(with("")).find("/rules/0: the member “formulas” is missing"), std::string::npos);
  EXPECT_NE(error_of(with(R"(,"formula":[])")).find("did you mean “formulas”"), std::string::npos);
  EXPECT_NE(error_of(with(R"(,"formulas":["for row of incme: total = 1"])")).find("/rules/0/formulas/0"),
            std::string::npos);
  EXPECT_NE(error_of(with(R"(,"formulas":["for row of incme: total = 1"])")).find("did you mean “income”"),
            std::string::npos);
  EXPECT_NE(error_of(with(R"(,"formulas":[1])")).find("expected a string"), std::string::npos);
  EXPECT_NE(error_of(with(R"(,"severity":"fatal","formulas":["basic[301] = 1"])"))
                .find("expected error, warning or note"),
            std::string::npos);
  EXPECT_NE(error_of(with(R"(,"code":"table-missing")")).find("needs formulas"), std::string::npos);
  EXPECT_NE(error_of(R"({"rules":[{"id":"TAB101","name":"x","title":"t","formulas":["basic[301] = 1"]}]})")
                .find("already taken"),
            std::string::npos);
  EXPECT_NE(error_of("{\"rules\":" + std::string(10000, '[')).find("nested deeper"), std::string::npos);
  EXPECT_NE(error_of("{\"rules\":[\"\xff\"]}").find("UTF-8"), std::string::npos);
}

}  // namespace
}  // namespace zzaudit
