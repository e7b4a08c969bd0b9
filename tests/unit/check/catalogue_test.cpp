// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/check/catalogue.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "check/detail/catalogue_json.hpp"
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

TEST(Catalogue, WhatCheckingLeavesOutIsReadForTheRulesAskedFor) {
  const auto all = Catalogue::builtin();
  auto some = Catalogue::builtin(RuleTexts::kForChecking);
  ASSERT_EQ(some.rules().size(), all.rules().size());
  EXPECT_EQ(some.fingerprint(), all.fingerprint());
  EXPECT_TRUE(some.find("TAB301")->basis.empty());
  std::vector<std::string> ids;
  for (const auto& rule : all.rules()) {
    ids.push_back(rule.id);
  }
  some.document({"TAB301"});
  EXPECT_FALSE(some.find("TAB301")->basis.empty());
  EXPECT_TRUE(some.find("TAB302")->basis.empty());
  some.document(ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto& expected = all.rules()[i];
    const auto& rule = some.rules()[i];
    EXPECT_EQ(rule.id, expected.id);
    EXPECT_EQ(rule.title.zh, expected.title.zh) << rule.id;
    EXPECT_EQ(rule.message.en, expected.message.en) << rule.id;
    EXPECT_EQ(rule.tolerance.en, expected.tolerance.en) << rule.id;
    EXPECT_EQ(rule.basis.size(), expected.basis.size()) << rule.id;
    EXPECT_EQ(rule.bad.edits.size(), expected.bad.edits.size()) << rule.id;
    EXPECT_EQ(rule.formulas, expected.formulas) << rule.id;
    EXPECT_EQ(rule.origin, "builtin") << rule.id;
  }
}

TEST(Catalogue, RulesAreCutOutOfAFileWithoutReadingTheirTexts) {
  constexpr std::string_view kFile =
      R"({"rules": [ {"id": "A1", "message": {"zh": "“]\" \\", "en": "}"}}, {"id":"B2","formulas":["[x] = [y]"]} ]})";
  const auto rules = detail::split_rules(kFile);
  ASSERT_EQ(rules.size(), 2U);
  ASSERT_EQ(rules[0].members.size(), 2U);
  EXPECT_EQ(rules[0].members[1].key, "message");
  EXPECT_EQ(rules[0].members[1].value, R"({"zh": "“]\" \\", "en": "}"})");
  EXPECT_EQ(rules[1].text, R"({"id":"B2","formulas":["[x] = [y]"]})");
  EXPECT_THROW((void)detail::split_rules(R"({"rules": [ {"id": "A1)"), std::logic_error);
  EXPECT_THROW((void)detail::split_rules(R"(["rules"])"), std::logic_error);
}

}  // namespace
}  // namespace zzaudit
