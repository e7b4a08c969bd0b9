// SPDX-License-Identifier: Apache-2.0
// --prior and --renames as their users meet them.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

using nlohmann::json;

const std::string kNow = sample("clean/report.json");
const std::string kThen = sample("years/2022/report.json");

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// This year's report with a change against last year that only last year's report proves wrong.
std::string wrong_change() {
  return replaced(read(kNow), "增加43.75万元，增加2.88%", "增加63.75万元，增加4.25%");
}

json check_of(const json& report, const std::string& rule) {
  const auto& checks = report.at("checks");
  const auto it =
      std::find_if(checks.begin(), checks.end(), [&](const json& one) { return one.at("rule") == rule; });
  return it == checks.end() ? json() : *it;
}

TEST(Prior, ACleanPairIsSilentAndSaysWhatWasCompared) {
  const Result result = run({"check", kNow, "--prior", kThen, "--format", "json"});
  EXPECT_EQ(result.code, 0) << result.err;
  const json report = json::parse(result.out).at("reports").at(0);
  EXPECT_EQ(report.at("findings"), json::array());
  for (const char* rule : {"YOY101", "YOY201", "YOY302", "YOY401", "YOY402", "YOY501"}) {
    EXPECT_EQ(check_of(report, rule).at("status"), "pass") << rule;
  }
}

TEST(Prior, WithoutItTheRulesSayThatTheyDoNotApply) {
  const json report = json::parse(run({"check", kNow, "--format", "json"}).out).at("reports").at(0);
  EXPECT_EQ(check_of(report, "YOY302").at("status"), "not-applicable");
  EXPECT_TRUE(contains(check_of(report, "YOY302").at("reason").get<std::string>(), "--prior"));
}

TEST(Prior, FindsWhatOnlyTheOtherYearShows) {
  const Folder folder;
  const std::string now = folder.file("now.json", wrong_change());
  EXPECT_EQ(run({"check", now}).code, 0);
  const Result result = run({"check", now, "--prior", kThen});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(contains(result.out, "YOY302"));
  EXPECT_TRUE(contains(result.out, "1500.30"));
  EXPECT_TRUE(contains(result.out, "1520.30"));
  const Result english = run({"check", now, "--prior", kThen, "--lang", "en"});
  EXPECT_TRUE(contains(english.out, "last year's report"));
  EXPECT_TRUE(lacks(english.out, "上年报告"));
}

TEST(Prior, AFigureOfLastYearIsNoPlaceInThisReport) {
  const Folder folder;
  const std::string now = folder.file("now.json", wrong_change());
  const std::string page = run({"check", now, "--prior", kThen, "--format", "html"}).out;
  EXPECT_TRUE(contains(page, "上年报告：收入支出决算总表“收入总计”决算数</th>"));
  const json sarif = json::parse(run({"check", now, "--prior", kThen, "--format", "sarif"}).out);
  for (const json& place : sarif.at("runs").at(0).at("results").at(0).at("relatedLocations")) {
    EXPECT_TRUE(lacks(place.at("message").at("text").get<std::string>(), "上年报告"));
  }
}

TEST(Prior, OfSeveralTheReportOfTheDepartmentAndYearIsTaken) {
  const Result result = run({"check", kNow, kThen, "--prior", sample("years"), "--format", "json"});
  EXPECT_EQ(result.code, 0) << result.out;
  for (const json& report : json::parse(result.out).at("reports")) {
    EXPECT_EQ(check_of(report, "YOY302").at("status"), "pass");
  }
}

TEST(Prior, AnotherYearsReportIsAWarningAndNothingIsCompared) {
  const Result result = run({"check", kNow, "--prior", sample("years/2021/report.json")});
  EXPECT_EQ(result.code, 0);
  EXPECT_TRUE(contains(result.out, "YOY101"));
  EXPECT_TRUE(contains(result.out, "2021 年度"));
}

TEST(Prior, WhereNoneFitsTheRulesAreNotEvaluated) {
  // With several reports one of another department is no mistake: it belongs to another of them.
  const Folder folder;
  const std::string other = folder.file("other.json", replaced(read(kNow), "临江市档案馆", "松阳市档案馆"));
  const Result result = run({"check", kNow, other, "--prior", kThen, "--format", "json"});
  const json reports = json::parse(result.out).at("reports");
  EXPECT_EQ(check_of(reports.at(0), "YOY302").at("status"), "pass");
  const json without = check_of(reports.at(1), "YOY302");
  EXPECT_EQ(without.at("status"), "not-evaluated");
  EXPECT_TRUE(contains(without.at("reason").get<std::string>(), "没有这个部门上一年度的"));
  EXPECT_EQ(reports.at(1).at("findings"), json::array());
  // In a batch of all years the first ones have none before them.
  EXPECT_EQ(run({"batch", sample("years"), "--prior", sample("years")}).code, 0);
}

TEST(Prior, OfTwoDifferentReportsOfOneNameNoneIsTaken) {
  const Folder folder;
  (void)folder.file("then/a.json", read(kThen));
  const auto status = [&] {
    const Result result = run({"check", kNow, "--prior", folder.path("then"), "--format", "json"});
    return check_of(json::parse(result.out).at("reports").at(0), "YOY302").at("status");
  };
  (void)folder.file("then/the-same.json", read(kThen));
  EXPECT_EQ(status(), "pass");
  (void)folder.file("then/other.json", replaced(read(kThen), "\"26.65\"", "\"26.55\""));
  EXPECT_EQ(status(), "not-evaluated");
}

TEST(Prior, ABatchSaysHowManyWereCompared) {
  const Folder folder;
  (void)folder.file("then/a.json", read(kThen));
  (void)folder.file("now/a.json", read(kNow));
  (void)folder.file("now/b.json", replaced(read(kNow), "\"临江市档案馆\"", "\"临江市档案馆（本级）\""));
  const auto batch = [&](const std::string& format) {
    return run({"batch", folder.path("now"), "--prior", folder.path("then"), "--format", format}).out;
  };
  EXPECT_TRUE(contains(batch("text"), "跨年核对：已与上年报告核对 1 份；没有找到上年报告 1 份"))
      << batch("text");
  (void)folder.file("then/b.json", replaced(read(kThen), "\"26.65\"", "\"26.55\""));
  EXPECT_TRUE(contains(batch("text"), "没有找到上年报告 1 份；上年报告不止一份，未核对 1 份"))
      << batch("text");
  const json result = json::parse(batch("json"));
  EXPECT_EQ(result.at("summary").at("prior"),
            json({{"compared", 0}, {"missing", 1}, {"several", 1}, {"incomparable", 0}}));
  EXPECT_EQ(result.at("reports").at(0).at("prior"), "several");
  EXPECT_TRUE(contains(batch("html"), "没有找到上年报告 1 份"));
  EXPECT_TRUE(lacks(run({"batch", folder.path("now")}).out, "跨年核对"));
}

TEST(Prior, ARenamedDepartmentIsLinkedByTheList) {
  const Folder folder;
  const std::string then =
      folder.file("then.json", replaced(read(kThen), "临江市档案馆", "临江市档案史志馆"));
  const std::string now = folder.file("now.json", wrong_change());
  EXPECT_TRUE(contains(run({"check", now, "--prior", then}).out, "YOY101"));
  const std::string renames =
      folder.file("renames.csv", "\xEF\xBB\xBF# 更名\n临江市档案史志馆，临江市档案馆\n");
  const Result result = run({"check", now, "--prior", then, "--renames", renames});
  EXPECT_TRUE(contains(result.out, "YOY302"));
  EXPECT_TRUE(lacks(result.out, "YOY101"));
  // The same in GBK, as spreadsheets save it.
  const std::string gbk = folder.file("gbk.csv",
                                      "\xC1\xD9\xBD\xAD\xCA\xD0\xB5\xB5\xB0\xB8\xCA\xB7\xD6\xBE\xB9\xDD"
                                      ",\xC1\xD9\xBD\xAD\xCA\xD0\xB5\xB5\xB0\xB8\xB9\xDD\r\n");
  EXPECT_TRUE(contains(run({"check", now, "--prior", then, "--renames", gbk}).out, "YOY302"));
  const Result bad = run({"check", now, "--prior", then, "--renames", folder.file("bad.csv", "一个名称\n")});
  EXPECT_EQ(bad.code, 2);
  EXPECT_TRUE(contains(bad.err, "bad.csv：第 1 行"));
  EXPECT_EQ(run({"check", now, "--renames", renames}).code, 2);
}

TEST(Prior, OneThatCannotBeReadIsSaid) {
  const Folder folder;
  const Result result = run({"check", kNow, "--prior", kThen, "--prior", folder.path("none.pdf")});
  EXPECT_EQ(result.code, 3);
  EXPECT_TRUE(contains(result.err, "none.pdf"));
  EXPECT_TRUE(contains(result.out, "没有发现问题"));
  EXPECT_EQ(run({"check", kNow, "--prior", "-"}).code, 2);
}

TEST(Prior, ABatchLooksForEachReportsOwn) {
  const Folder folder;
  const std::string all = folder.path("all");
  const std::string now = folder.file("all/2023/now.json", wrong_change());
  (void)folder.file("all/2022/then.json", read(kThen));
  (void)folder.file("all/2021/first.json", read(sample("years/2021/report.json")));
  const Result one = run({"batch", all, "--prior", all, "--jobs", "1", "--format", "ndjson"});
  EXPECT_EQ(one.code, 1) << one.err;
  EXPECT_EQ(run({"batch", all, "--prior", all, "--jobs", "4", "--format", "ndjson"}).out, one.out);
  EXPECT_TRUE(contains(one.out, "YOY302"));
  EXPECT_TRUE(contains(run({"batch", all, "--prior", all}).out, "共 3 份：无问题 2"));
  EXPECT_TRUE(contains(run({"batch", all}).out, "共 3 份：无问题 3"));
}

TEST(Prior, AResumedBatchChecksAgainWhenLastYearsReportChanges) {
  const Folder folder;
  const std::string then = folder.file("then.json", read(kThen));
  const std::string state = folder.path("state");
  const auto batch = [&] { return run({"batch", kNow, "--prior", then, "--resume", state}); };
  EXPECT_EQ(batch().code, 0);
  (void)folder.file("then.json", replaced(read(kThen), "\"26.65\"", "\"26.55\""));
  const Result again = batch();
  EXPECT_EQ(again.code, 1);
  EXPECT_TRUE(contains(again.out, "YOY201"));
}

}  // namespace
}  // namespace zzaudit::test
