// SPDX-License-Identifier: Apache-2.0
// explain tells everything about every rule, in both languages, and its waiver entry works as it is.
#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "zzaudit/base/clock.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/code.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/policy/acceptance.hpp"

namespace zzaudit::test {
namespace {

struct Words {
  std::string language;
  std::vector<std::string> headings;
  std::string formula, method;
  std::array<std::string, 3> confidence;
  std::string nothing_found;
};
const std::array<Words, 2> kWords = {{
    {"zh",
     {"查什么", "为什么", "依据", "允许的误差", "如何更正", "正例", "反例", "如何豁免"},
     "公式",
     "如何判断",
     {"[已核对原文]", "[公认]", "[待核]"},
     "结果：没有发现问题"},
    {"en",
     {"What it finds", "Why", "Basis", "Tolerance", "How to correct", "Good example", "Bad example",
      "How to waive"},
     "Formula",
     "How it is judged",
     {"[seen in the original]", "[well established]", "[to be verified]"},
     "result: nothing found"},
}};

/// What stands below a heading, up to the next one: headings begin a line, other lines are indented.
std::string part(const std::string& text, const std::string& heading) {
  const std::string mark = "\n\n" + heading + "\n";
  const auto at = text.find(mark);
  if (at == std::string::npos) {
    return {};
  }
  const auto begin = at + mark.size();
  auto end = text.find("\n\n", begin);
  while (end != std::string::npos && end + 2 < text.size() && heading.find("xample") == std::string::npos &&
         heading.find("例") == std::string::npos && text[end + 2] == ' ') {
    end = text.find("\n\n", end + 1);
  }
  return text.substr(begin, end == std::string::npos ? end : end - begin);
}

/// Lines put together again.
std::string unwrapped(std::string text, const std::string& between) {
  for (auto at = text.find("\n  "); at != std::string::npos; at = text.find("\n  ", at)) {
    text.replace(at, 3, between);
  }
  return text;
}

Report edited(const Example& example) {
  auto report = nlohmann::ordered_json::parse(resource("samples/clean/report.json"));
  for (const ExampleEdit& edit : example.edits) {
    const nlohmann::ordered_json::json_pointer pointer(edit.path);
    auto& parent = report.at(pointer.parent_pointer());
    if (!edit.value.empty()) {
      report[pointer] = nlohmann::ordered_json::parse(edit.value);
    } else if (parent.is_array()) {
      parent.erase(std::stoul(pointer.back()));
    } else {
      parent.erase(pointer.back());
    }
  }
  return report_from_json("report.json", report.dump());
}

/// How many findings of the bad example the waivers of a file take out, the rule being alone or among all.
std::size_t waived(const std::string& file, const Rule& rule, const Catalogue& all) {
  const Report report = edited(rule.bad);
  Catalogue only = all;
  only.restrict({rule.id}, {});
  const Report last = report_from_json("prior.json", resource("samples/years/2022/report.json"));
  const Prior prior{&last};
  for (const Catalogue* rules : {static_cast<const Catalogue*>(&only), &all}) {
    CheckOutcome outcome = Checker(*rules).check(report, compares_years(rule) ? &prior : nullptr);
    Acceptance(read_waivers(file, all), std::nullopt, today()).apply("report.json", report, outcome);
    if (!outcome.suppressed.empty()) {
      return outcome.suppressed.size();
    }
  }
  return 0;
}

class ExplainEveryRule : public ::testing::TestWithParam<Words> {};

TEST_P(ExplainEveryRule, HasEveryPart) {
  const Words& words = GetParam();
  const Catalogue all = Catalogue::builtin();
  const Folder folder;
  for (const Rule& rule : all.rules()) {
    const Result result = run({"explain", rule.id, "--lang", words.language});
    EXPECT_EQ(result.code, 0) << rule.id << result.err;
    EXPECT_TRUE(starts_with(result.out, rule.id + " " + rule.name));
    for (const std::string& heading : words.headings) {
      EXPECT_NE(part(result.out, heading), "") << rule.id << " " << heading;
    }
    EXPECT_NE(part(result.out, rule.code.empty() ? words.formula : words.method), "") << rule.id;
    // Every document is cited with how sure that is.
    const std::string basis =
        unwrapped(part(result.out, words.headings.at(2)), words.language == "en" ? " " : "");
    std::size_t cited = 0;
    for (const std::string& mark : words.confidence) {
      for (auto at = basis.find(mark); at != std::string::npos; at = basis.find(mark, at + 1)) {
        ++cited;
      }
    }
    EXPECT_EQ(cited, rule.basis.size()) << rule.id << basis;
    // Good and bad are really run.
    EXPECT_TRUE(contains(part(result.out, words.headings.at(5)), words.nothing_found)) << rule.id;
    const auto bad = result.out.find("\n\n" + words.headings.at(6) + "\n");
    const auto waiver = result.out.find("\n\n" + words.headings.at(7) + "\n");
    ASSERT_LT(bad, waiver) << rule.id;
    EXPECT_TRUE(contains(result.out.substr(bad, waiver - bad), " " + rule.id + " ")) << rule.id;
    // The entry waives what the bad example finds.
    const auto entry = result.out.find("\n{\"waivers\": [", waiver);
    ASSERT_NE(entry, std::string::npos) << rule.id;
    EXPECT_GT(waived(folder.file("waivers.json", result.out.substr(entry)), rule, all), 0U)
        << rule.id << result.out.substr(entry);
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, ExplainEveryRule, ::testing::ValuesIn(kWords),
                         [](const auto& instance) { return instance.param.language; });

}  // namespace
}  // namespace zzaudit::test
