// SPDX-License-Identifier: Apache-2.0
// Configuration, waivers and baseline as their users meet them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

using nlohmann::json;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// The clean report with one completion rate wrong, or the same mistake twice.
std::string wrong_once() {
  return replaced(read(sample("clean-markdown/report.md")), "完成年初预算的101.24%", "完成年初预算的111.24%");
}
std::string wrong_twice() { return replaced(wrong_once(), "完成年初预算的101.24%", "完成年初预算的111.24%"); }

Setting on_day(const std::string& epoch) {
  Setting setting;
  setting.variables = {{"SOURCE_DATE_EPOCH", epoch}};
  return setting;
}
const std::string kJanuary2026 = "1767225600";  // 2026-01-01

json report_of(const std::vector<std::string>& arguments, const Setting& setting = {}) {
  std::vector<std::string> all = {"check", "--format", "json"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return json::parse(run(all, setting).out).at("reports").at(0);
}

// --- baseline ---

class BaselineOfOne : public ::testing::Test {
 protected:
  void SetUp() override {
    const Result written = run({"check", file_, "--write-baseline", baseline_});
    ASSERT_EQ(written.code, 1) << written.err;  // what was found was found
    ASSERT_TRUE(contains(written.err, "已写入 1 个问题"));
  }
  [[nodiscard]] Result check(const std::string& file) const {
    return run({"check", file, "--baseline", baseline_});
  }
  Folder folder_;
  std::string file_ = folder_.file("report.md", wrong_once());
  std::string baseline_ = folder_.path("baseline.json");
};

TEST_F(BaselineOfOne, AcceptsWhatItKnowsAndSaysSo) {
  const Result result = check(file_);
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_TRUE(contains(result.out, "没有发现问题"));
  EXPECT_TRUE(contains(result.out, "另有 1 个已列入基线"));
  EXPECT_EQ(check(file_).out, result.out);
  EXPECT_TRUE(contains(run({"check", file_, "--baseline", baseline_, "--lang", "en"}).out,
                       "besides: 1 in the baseline"));
  const json report = report_of({file_, "--baseline", baseline_});
  EXPECT_EQ(report.at("findings"), json::array());
  EXPECT_EQ(report.at("summary"),
            json::parse(R"({"error": 0, "warning": 0, "note": 0, "waived": 0, "baseline": 1})"));
  EXPECT_EQ(report.at("waived").at(0).at("suppression"), (json{{"kind", "baseline"}, {"source", baseline_}}));
}

TEST_F(BaselineOfOne, OneMoreOfTheSameIsNew) {
  const std::string more = folder_.file("more.md", wrong_twice());
  const Result result = check(more);
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(contains(result.out, "1 个错误"));
  EXPECT_TRUE(contains(result.out, "另有 1 个已列入基线"));
  // Written again it holds both, as one entry.
  EXPECT_EQ(run({"check", more, "--write-baseline", baseline_}).code, 1);
  const auto entries = json::parse(read(baseline_)).at("reports").at(0).at("findings");
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries.at(0).at("count"), 2);
  EXPECT_EQ(check(more).code, 0);
}

TEST_F(BaselineOfOne, AnotherFigureInTheSamePlaceIsNew) {
  const Result result = check(folder_.file("other.md", replaced(wrong_once(), "111.24%", "121.24%")));
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(contains(result.out, "121.24"));
  EXPECT_TRUE(contains(result.err, "基线中的问题已不存在"));
}

TEST_F(BaselineOfOne, MovedLinesAndARenamedFileChangeNothing) {
  std::string text = replaced(wrong_once(), "2、一般公共服务支出", "\n\n2、一般公共服务支出");
  text = replaced(text, "（三）一般公共预算财政拨款支出决算具体情况",
                  "（四）一般公共预算财政拨款支出决算具体情况");
  const std::string moved = folder_.file("2024/改名.md", "\n\n\n" + text);
  const Result result = check(moved);
  EXPECT_EQ(result.code, 0) << result.out;
  EXPECT_EQ(result.err, "");
  const json before = report_of({file_}).at("findings").at(0);
  const json after = report_of({moved}).at("findings").at(0);
  EXPECT_NE(before.at("locations"), after.at("locations"));
  EXPECT_EQ(before.at("id"), after.at("id"));
  EXPECT_TRUE(lacks(read(baseline_), "report.md"));
  EXPECT_TRUE(lacks(read(baseline_), "\"line\""));
}

TEST_F(BaselineOfOne, WhatIsGoneIsRemovableAndNoFailure) {
  const Result result = check(sample("clean-markdown/report.md"));
  EXPECT_EQ(result.code, 0);
  EXPECT_TRUE(contains(result.err, "可以删除：PCT103"));
  const json policy =
      json::parse(
          run({"check", sample("clean-markdown/report.md"), "--baseline", baseline_, "--format", "json"}).out)
          .at("policy");
  EXPECT_EQ(policy.at("baseline"), baseline_);
  EXPECT_EQ(policy.at("remarks").at(0).at("kind"), "removable-baseline-entry");
  // Nothing is said about rules that are not in force.
  EXPECT_EQ(
      run({"check", sample("clean-markdown/report.md"), "--baseline", baseline_, "--select", "TAB"}).err, "");
}

TEST_F(BaselineOfOne, AnotherReportIsNotAccepted) {
  std::string other = wrong_once();
  for (auto at = other.find("临江市档案馆"); at != std::string::npos; at = other.find("临江市档案馆", at)) {
    other.replace(at, std::string("临江市档案馆").size(), "临江市图书馆");
  }
  const Result result = check(folder_.file("other.md", other));
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.err, "");
}

TEST_F(BaselineOfOne, IsNotWrittenWhenAnInputCouldNotBeRead) {
  const std::string before = read(baseline_);
  const Result result = run({"check", file_, folder_.path("missing.md"), "--write-baseline", baseline_});
  EXPECT_EQ(result.code, 3);
  EXPECT_TRUE(contains(result.err, "没有写基线"));
  EXPECT_EQ(read(baseline_), before);
}

TEST_F(BaselineOfOne, ABadBaselineIsRefused) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{", "line 1, column 2"},
      {"{}", "“schema” is missing"},
      {R"({"schema": "zzaudit-baseline/2"})", "zzaudit-baseline/1"},
      {R"({"schema": "zzaudit-baseline/1", "reports": [{"unit": "a", "year": 2023, "findings": [{"fingerprint": "x", "count": 0, "rule": "TAB301"}]}]})",
       "/reports/0/findings/0/count"},
      {R"({"schema": "zzaudit-baseline/1", "reports": [{"unit": "a", "year": 2023, "findings": [{"fingerprint": "x", "count": 1}]}]})",
       "“rule” is missing"}};
  for (const auto& [text, message] : cases) {
    const Result result = run({"check", file_, "--lang", "en", "--baseline", folder_.file("bad.json", text)});
    EXPECT_EQ(result.code, 2) << text;
    EXPECT_TRUE(contains(result.err, message));
  }
  EXPECT_TRUE(
      contains(run({"check", file_, "--baseline", folder_.path("none.json")}).err, "选项 --baseline"));
  EXPECT_EQ(run({"check", file_, "--baseline", baseline_, "--write-baseline", baseline_}).code, 2);
}

// --- waivers ---

class Waivers : public ::testing::Test {
 protected:
  [[nodiscard]] std::string waivers(const std::string& entries) const {
    return folder_.file("waivers.json", "{\"waivers\": [\n" + entries + "\n]}");
  }
  [[nodiscard]] Result check(const std::string& file, const std::string& entries,
                             std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"check", file, "--waivers", waivers(entries)});
    return run(more, on_day(kJanuary2026));
  }
  Folder folder_;
  std::string file_ = folder_.file("report.md", wrong_once());
  std::string twice_ = folder_.file("twice.md", wrong_twice());
};

TEST_F(Waivers, AWaivedFindingDoesNotCountAndIsShownOnDemand) {
  const std::string entry =
      R"({"rule": "PCT103", "reason": "按调整预算计算", "by": "财务科", "until": "2026-12-31"})";
  const Result result = check(file_, entry);
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_TRUE(contains(result.out, "没有发现问题"));
  EXPECT_TRUE(contains(result.out, "另有 1 个已豁免"));
  EXPECT_TRUE(lacks(result.out, "按调整预算计算"));
  const Result shown = check(file_, entry, {"--show-waived"});
  EXPECT_TRUE(contains(shown.out, "已豁免：错误 PCT103："));
  EXPECT_TRUE(contains(shown.out, "理由：按调整预算计算；决定人：财务科；有效期至：2026-12-31"));
  EXPECT_TRUE(contains(check(file_, entry, {"--show-waived", "--lang", "en"}).out, "decided by: 财务科"));
  const json report = json::parse(check(file_, entry, {"--format", "json"}).out).at("reports").at(0);
  EXPECT_EQ(report.at("summary").at("waived"), 1);
  EXPECT_EQ(report.at("summary").at("error"), 0);
  const json& waived = report.at("waived").at(0);
  EXPECT_EQ(waived.at("rule"), "PCT103");
  EXPECT_EQ(waived.at("suppression").at("kind"), "waiver");
  EXPECT_EQ(waived.at("suppression").at("reason"), "按调整预算计算");
  EXPECT_EQ(waived.at("suppression").at("until"), "2026-12-31");
  // The check itself failed, and says so.
  const auto checks = report.at("checks");
  EXPECT_TRUE(std::ranges::any_of(
      checks, [](const json& c) { return c.at("rule") == "PCT103" && c.at("status") == "fail"; }));
}

TEST_F(Waivers, OneFindingIsMeantByItsIdOrItsPlace) {
  const json found = report_of({file_}).at("findings").at(0);
  const auto id = found.at("id").get<std::string>();
  for (const std::string& entry :
       {R"({"fingerprint": ")" + id + R"(", "reason": "r"})",
        std::string(
            R"({"rule": "completion-wrong", "place": {"text": "支出决算为 96.38万元"}, "reason": "r"})")}) {
    EXPECT_EQ(check(file_, entry).code, 0) << entry;
    const Result result = check(twice_, entry);
    EXPECT_EQ(result.code, 1) << entry;
    EXPECT_TRUE(contains(result.out, "1 个错误"));
    EXPECT_TRUE(contains(result.out, "另有 1 个已豁免"));
  }
}

TEST_F(Waivers, TheReportIsMeantByFileOrByUnitAndYear) {
  const auto fits = [&](const std::string& report) {
    return check(file_, R"({"rule": "PCT", "report": )" + report + R"(, "reason": "r"})").code == 0;
  };
  EXPECT_TRUE(fits(R"("report.*")"));
  EXPECT_TRUE(fits(R"("*/report.md")"));
  EXPECT_TRUE(fits(R"({"unit": "临江市档案馆", "year": 2023})"));
  EXPECT_TRUE(fits(R"({"unit": "临江市*"})"));
  EXPECT_FALSE(fits(R"("other.md")"));
  EXPECT_FALSE(fits(R"({"unit": "临江市档案馆", "year": 2024})"));
  EXPECT_FALSE(fits(R"({"unit": "临江市图书馆"})"));
}

TEST_F(Waivers, PlacesInTablesAreNamedAsPeopleNameThem) {
  const std::string faulty = sample("faulty/report.json");
  const auto waived = [&](const std::string& place) {
    const Result result = check(faulty, R"({"rule": "TAB301", "place": )" + place + R"(, "reason": "r"})",
                                {"--format", "json"});
    return json::parse(result.out).at("reports").at(0).at("summary").at("waived") == 1;
  };
  for (const char* place :
       {R"({"table": "expenditure"})", R"({"table": "支出决算表", "row": "2012604"})",
        R"({"table": "公开03表", "row": "档案馆"})", R"({"row": "2012604 档案馆", "column": "total"})",
        R"({"column": "本年支出合计"})"}) {
    EXPECT_TRUE(waived(place)) << place;
  }
  for (const char* place :
       {R"({"table": "income"})", R"({"row": "2012601"})", R"({"column": "基本支出"})", R"({"text": "x"})"}) {
    EXPECT_FALSE(waived(place)) << place;
  }
}

TEST_F(Waivers, AnExpiredOneDoesNotWaiveAndIsReported) {
  const std::string entry = R"({"rule": "PCT103", "reason": "r", "until": "2025-12-31"})";
  const Result result = check(file_, entry);
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(contains(result.err, "第 2 行 /waivers/0：豁免已于 2025-12-31 到期"));
  EXPECT_TRUE(contains(check(file_, entry, {"--lang", "en"}).err, "warning: "));
  const json policy = json::parse(check(file_, entry, {"--format", "json"}).out).at("policy");
  EXPECT_EQ(policy.at("remarks").at(0).at("kind"), "expired-waiver");
  // Its last day is included.
  EXPECT_EQ(check(file_, R"({"rule": "PCT103", "reason": "r", "until": "2026-01-01"})").code, 0);
}

TEST_F(Waivers, AStaleOneIsReportedAndNoFailure) {
  const std::string entry = R"({"rule": "PCT103", "reason": "r"})";
  const std::string clean = sample("clean/report.json");
  const Result result = check(clean, entry);
  EXPECT_EQ(result.code, 0);
  EXPECT_TRUE(contains(result.err, "/waivers/0：豁免没有对应的问题"));
  const json policy = json::parse(check(clean, entry, {"--format", "json"}).out).at("policy");
  EXPECT_EQ(policy.at("remarks").at(0).at("kind"), "stale-waiver");
  // Not of a report that was not checked, nor of a rule that was not.
  EXPECT_EQ(check(clean, R"({"rule": "PCT103", "report": "other.md", "reason": "r"})").err, "");
  EXPECT_EQ(check(clean, entry, {"--select", "TAB"}).err, "");
}

TEST_F(Waivers, ABadFileIsRefusedWithPlaceAndNearestMatch) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {R"({"rule": "TAB301"})", "line 2, /waivers/0: the member “reason” is missing"},
      {R"({"reason": "r"})", "“rule” or “fingerprint”"},
      {R"({"rule": "TAB3O1", "reason": "r"})", "did you mean “TAB301”"},
      {R"({"rule": "TAB301", "resaon": "r"})", "did you mean “reason”"},
      {R"({"rule": "TAB301", "reason": " "})", "/waivers/0/reason"},
      {R"({"rule": "TAB301", "reason": "r", "until": "2026-02-30"})", "a date"},
      {R"({"rule": "TAB301", "reason": "r", "place": {}})", "/waivers/0/place"},
      {R"({"rule": "TAB301", "reason": "r", "report": 3})", "/waivers/0/report"},
      {R"({"fingerprint": "xyz", "reason": "r"})", "/waivers/0/fingerprint"}};
  for (const auto& [entry, message] : cases) {
    const Result result = check(file_, entry, {"--lang", "en"});
    EXPECT_EQ(result.code, 2) << entry;
    EXPECT_EQ(result.out, "") << entry;
    EXPECT_TRUE(contains(result.err, message));
  }
  EXPECT_EQ(run({"check", file_, "--waivers", waivers("")}, on_day("tomorrow")).code, 2);
}

TEST_F(Waivers, WhatIsWaivedIsNotWrittenToABaseline) {
  const std::string baseline = folder_.path("baseline.json");
  EXPECT_EQ(check(file_, R"({"rule": "PCT103", "reason": "r"})", {"--write-baseline", baseline}).code, 0);
  EXPECT_EQ(json::parse(read(baseline)).at("reports").at(0).at("findings"), json::array());
}

// --- configuration ---

TEST(Configuration, TheNearestFileCounts) {
  const Folder folder;
  folder.file(".zzaudit.json", R"({"severity": {"PCT103": "off"}})");
  const std::string outer = folder.file("a/report.md", wrong_once());
  const std::string inner = folder.file("b/report.md", wrong_once());
  folder.file("b/.zzaudit.json", R"({"severity": {"PCT103": "warning"}})");
  const Result off = run({"check", outer});
  EXPECT_EQ(off.code, 0);
  EXPECT_TRUE(contains(off.out, "配置："));
  EXPECT_TRUE(contains(off.out, "没有发现问题"));
  const Result warning = run({"check", inner});
  EXPECT_EQ(warning.code, 0);
  EXPECT_TRUE(contains(warning.out, "0 个错误，1 个警告"));
  EXPECT_EQ(run({"check", outer, "--no-config"}).code, 1);
  EXPECT_TRUE(contains(run({"check", outer, "--config", folder.path("b/.zzaudit.json")}).out, "1 个警告"));
  const Result both = run({"check", outer, inner});
  EXPECT_EQ(both.code, 2);
  EXPECT_TRUE(contains(both.err, "适用不同的配置"));
  EXPECT_EQ(run({"check", outer, inner, "--no-config"}).code, 1);
  EXPECT_EQ(run({"check", outer, "--no-config", "--config", "x"}).code, 2);
}

// --- the words of a place ---

constexpr const char* kForm = R"({
 // 本省的叫法
 "name": "某省",
 "titles": {"支出决算表": ["各项开支决算情况一览表"], "fund": ["*基金情况一览表"]},
 "columns": {"expenditure": {"basic": ["人吃马喂支出"]}},
 "lines": {"overview": {"income.opening": ["往年留存"]}}
})";

/// The clean sample in words that nobody knows.
std::string in_other_words() {
  std::string text = read(sample("clean-markdown/report.md"));
  const auto replace = [&](const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  };
  replace("\n支出决算表\n", "\n各项开支决算情况一览表\n");
  replace("本年支出合计\t基本支出\t", "本年支出合计\t人吃马喂支出\t");
  replace("年初结转和结余\t", "往年留存\t");
  replace("\n政府性基金预算财政拨款收入支出决算表\n", "\n本单位政府性基金情况一览表\n");
  return text;
}

TEST(Forms, TeachTheWordsOfAPlace) {
  const Folder folder;
  const std::string report = folder.file("report.md", in_other_words());
  EXPECT_NE(run({"check", report}).code, 0);
  folder.file("forms/our.json", kForm);
  folder.file(".zzaudit.json", R"({"forms": "forms/our.json"})");
  const Result result = run({"check", report});
  EXPECT_EQ(result.code, 0) << result.out;
  EXPECT_TRUE(contains(result.out, "没有发现问题。临江市档案馆 · 2023 年度 · 万元 · 识别决算表 9/9 张"));
  EXPECT_TRUE(contains(result.out, "已核对表内数字 610/610"));
  EXPECT_EQ(run({"batch", report}).code, 0);
  const json converted = json::parse(run({"convert", report}).out);
  EXPECT_EQ(converted.at("tables").at("expenditure").at("title"), "各项开支决算情况一览表");
  EXPECT_NE(run({"convert", report, "--no-config"}).out, run({"convert", report}).out);
}

TEST(Forms, WhatIsWrongIsSaidWithPlaceAndNearestName) {
  const Folder folder;
  const std::string config = folder.file("c.json", R"({"forms": ["form.json"]})");
  const std::pair<const char*, const char*> cases[] = {
      {R"({"tittles": {}})", "did you mean “titles”"},
      {R"({"titles": {"expendture": ["x表"]}})", "did you mean “expenditure”"},
      {R"({"titles": {"fund": ["基金"]}})", "/titles/fund/0"},
      {R"({"titles": {"fund": ["a*b*表"]}})", "/titles/fund/0"},
      {R"({"columns": {"expenditure": {"basci": ["x"]}}})", "did you mean “basic”"},
      {R"({"lines": {"overview": {"x": ["y"]}}})", "/lines/overview/x"},
      {R"({"lines": {"overview": ["y"]}})", "/lines/overview"},
      {R"({"columns": {"expenditure": {"basic": [""]}}})", "/columns/expenditure/basic/0"},
      {"{", "form.json"}};
  for (const auto& [form, said] : cases) {
    folder.file("form.json", form);
    const Result result = run({"check", sample("clean/report.json"), "--config", config, "--lang", "en"});
    EXPECT_EQ(result.code, 2) << form;
    EXPECT_TRUE(contains(result.err, said));
  }
  std::filesystem::remove(folder.path("form.json"));
  const Result missing = run({"check", sample("clean/report.json"), "--config", config, "--lang", "en"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_TRUE(contains(missing.err, "/forms/0"));
}

TEST(Configuration, OptionsOverride) {
  const Folder folder;
  const std::string report = folder.file("report.md", wrong_once());
  folder.file(".zzaudit.json",
              R"({"fail-on": "never", "show": "error", "select": ["TAB"], "ignore": ["TAB3"]})");
  EXPECT_EQ(run({"check", report}).code, 0);
  EXPECT_EQ(run({"check", report, "--select", "PCT"}).code, 0);
  EXPECT_EQ(run({"check", report, "--select", "PCT", "--fail-on", "error"}).code, 1);
  EXPECT_EQ(run({"check", report, "--select", "PCT", "--ignore", "PCT103", "--fail-on", "error"}).code, 0);
}

TEST(Configuration, ExtendsJoinsAndTheNearerWins) {
  const Folder folder;
  const std::string report = folder.file("unit/report.md", wrong_once());
  folder.file("base.json",
              R"({"severity": {"PCT103": "note", "TAB": "off"}, "waivers": "w.json", "fail-on": "note"})");
  folder.file("w.json", R"({"waivers": [{"rule": "PCT103", "report": "nothing.md", "reason": "r"}]})");
  folder.file("unit/.zzaudit.json", R"({"extends": ["../base.json"], "severity": {"PCT": "warning"}})");
  const Result result = run({"check", report, "--format", "json"});
  EXPECT_EQ(result.code, 1);
  const json out = json::parse(result.out);
  EXPECT_EQ(out.at("reports").at(0).at("summary").at("warning"), 1);
  EXPECT_EQ(out.at("policy").at("configuration").size(), 2U);
  EXPECT_EQ(out.at("policy").at("waivers").size(), 1U);
  for (const auto& check : out.at("reports").at(0).at("checks")) {
    EXPECT_FALSE(check.at("rule").get<std::string>().starts_with("TAB"));
  }
  folder.file("base.json", R"({"extends": "unit/.zzaudit.json"})");
  const Result circle = run({"check", report});
  EXPECT_EQ(circle.code, 2);
  EXPECT_TRUE(contains(circle.err, "循环引用"));
}

TEST(Configuration, SeverityKeepsWhatACheckItselfMakesMilder) {
  const Folder folder;
  const std::string config =
      folder.file("c.json", R"({"severity": {"STR101": "error", "CEL": "warning", "TAB301": "note"}})");
  const json report = report_of({sample("faulty/report.json"), "--config", config});
  for (const auto& finding : report.at("findings")) {
    if (finding.at("rule") == "CEL101") {
      EXPECT_EQ(finding.at("severity"), "warning");
    }
    if (finding.at("rule") == "TAB301") {
      EXPECT_EQ(finding.at("severity"), "note");
    }
  }
  // A missing fund table is a warning by the check itself, and stays one.
  auto report_json = json::parse(read(sample("clean/report.json")));
  report_json["tables"].erase("fund");
  const json missing =
      report_of({folder.file("r.json", report_json.dump()), "--config", config, "--select", "STR101"});
  EXPECT_EQ(missing.at("findings").at(0).at("severity"), "warning");
}

TEST(Configuration, ToleranceIsAllowedOpenlyAndListedAsANote) {
  const Folder folder;
  auto report = json::parse(read(sample("clean/report.json")));
  auto& row = report["tables"]["expenditure"]["rows"][3];
  const std::string file = [&] {
    row["total"] = "862.44";
    return folder.file("r.json", report.dump());
  }();
  const json strict = report_of({file, "--select", "TAB301,TAB001"});
  ASSERT_EQ(strict.at("summary").at("error"), 1) << row;
  const std::string config = folder.file("c.json", R"({"tolerance": {"TAB3": "0.05"}})");
  const json lenient = report_of({file, "--select", "TAB301,TAB001", "--config", config});
  EXPECT_EQ(lenient.at("summary").at("error"), 0);
  ASSERT_EQ(lenient.at("summary").at("note"), 1);
  EXPECT_EQ(lenient.at("findings").at(0).at("rule"), "TAB001");
  EXPECT_EQ(lenient.at("findings").at(0).at("tolerance"), "0.06");
  EXPECT_EQ(report_of({file, "--select", "TAB301", "--config",
                       folder.file("d.json", R"({"tolerance": {"TAB301": 0.01}})")})
                .at("summary")
                .at("error"),
            1);
}

TEST(Configuration, TheRulesetFollowsWhatIsInForce) {
  const Folder folder;
  const auto ruleset = [&](const std::string& config) {
    const std::string file = folder.file("c.json", config);
    return json::parse(run({"check", sample("clean/report.json"), "--format", "json", "--config", file}).out)
        .at("tool")
        .at("ruleset")
        .get<std::string>();
  };
  const std::string plain = ruleset("{}");
  EXPECT_EQ(ruleset(R"({"fail-on": "never"})"), plain);
  std::vector<std::string> seen = {plain};
  for (const char* config : {R"({"severity": {"TAB301": "note"}})", R"({"severity": {"TAB301": "off"}})",
                             R"({"ignore": "TAB302"})", R"({"tolerance": {"TAB301": "0.01"}})"}) {
    const std::string own = ruleset(config);
    EXPECT_EQ(std::ranges::find(seen, own), seen.end()) << config;
    seen.push_back(own);
  }
}

TEST(Configuration, WhatIsWrongIsNamedWithPlaceAndNearestMatch) {
  const Folder folder;
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"{\n // c\n \"sverity\": {}}", "line 3, /sverity: unknown member; did you mean “severity”?"},
      {"{\"severity\": {\n\"TAB\": \"eror\"}}",
       "line 2, /severity/TAB: found the string \"eror\", expected one of error, warning, note, off; did you "
       "mean “error”?"},
      {R"({"severity": {"TBA301": "note"}})",
       "/severity/TBA301: no rule matches “TBA301”; did you mean “TAB301”?"},
      {"{\"select\": [\n\"TAB\",\n\"TABX\"]}", "line 3, /select/1: no rule matches “TABX”"},
      {R"({"select": 3})", "/select: found the number 3, expected a string or an array of strings"},
      {R"({"fail-on": "nver"})", "did you mean “never”?"},
      {R"({"tolerance": {"CEL": "0.1"}})", "/tolerance/CEL: tolerance is for formula rules"},
      {R"({"tolerance": {"TAB": "-1"}})", "/tolerance/TAB"},
      {R"({"baseline": "none.json"})", "/baseline: cannot read"},
      {R"({"rules": ["none.json"]})", "/rules/0: cannot read"},
      {R"({"extends": "none.json"})", "/extends: cannot read"},
      {R"({"show": "note",})", "line 1, column"},
      {"[]", "expected an object"}};
  for (const auto& [text, message] : cases) {
    const Result result =
        run({"check", sample("clean/report.json"), "--lang", "en", "--config", folder.file("c.json", text)});
    EXPECT_EQ(result.code, 2) << text;
    EXPECT_EQ(result.out, "") << text;
    EXPECT_TRUE(contains(result.err, "c.json"));
    EXPECT_TRUE(contains(result.err, message));
  }
}

TEST(Configuration, EffectiveRulesSayWhy) {
  const Folder folder;
  const std::string config = folder.file("c.json",
                                         "{\"severity\": {\"TAB3\": \"warning\"},\n \"ignore\": "
                                         "[\"CEL\"],\n\"tolerance\": {\"TAB301\": \"0.5\"}}");
  const json rules =
      json::parse(run({"rules", "--effective", "--lang", "en", "--format", "json", "--config", config}).out)
          .at("rules");
  const auto of = [&](const std::string& id) {
    return *std::ranges::find_if(rules, [&](const json& rule) { return rule.at("id") == id; });
  };
  EXPECT_EQ(of("STR101"),
            json::parse(R"({"id": "STR101", "active": true, "severity": "error", "reason": "default"})"));
  EXPECT_EQ(of("TAB302").at("severity"), "warning");
  EXPECT_TRUE(contains(of("TAB302").at("reason").get<std::string>(), "line 1, /severity/TAB3"));
  EXPECT_EQ(of("TAB301").at("tolerance"), "0.5");
  EXPECT_FALSE(of("CEL101").at("active"));
  EXPECT_TRUE(contains(of("CEL101").at("reason").get<std::string>(), "line 2, /ignore/0"));
  const std::string text = run({"rules", "--effective", "--config", config, "--ignore", "STR"}).out;
  EXPECT_TRUE(contains(text, "STR101  停用  选项 --ignore STR\n"));
  EXPECT_TRUE(contains(text, "CEL101  错误  默认\n"));
  EXPECT_EQ(run({"rules", "--effective", "--format", "markdown"}).code, 2);
  EXPECT_EQ(run({"rules", "--select", "TAB"}).code, 2);
}

TEST(Configuration, RulesOfOnesOwnAreKnownEverywhere) {
  const Folder folder;
  const std::string config = folder.file("c.json", json{{"rules", sample("own-rules.json")}}.dump());
  EXPECT_TRUE(contains(run({"rules", "--config", config}).out, "OWN101"));
  EXPECT_EQ(run({"explain", "OWN101", "--config", config}).code, 0);
  EXPECT_EQ(run({"explain", "OWN101"}).code, 2);
  EXPECT_TRUE(contains(
      run({"check", sample("clean/report.json"), "--config", config, "--rules", sample("own-rules.json")})
          .out,
      "OWN102"));
}

TEST(Configuration, TheSampleWorksAsWritten) {
  const Result result =
      run({"check", sample("faulty/report.json"), "--config", sample("policy/config.json"), "--show-waived"},
          on_day(kJanuary2026));
  EXPECT_EQ(result.code, 1);
  EXPECT_EQ(result.err, "");
  EXPECT_TRUE(contains(result.out, "已豁免：警告 STR104"));
  EXPECT_TRUE(contains(result.out, "已豁免：警告 CLS104"));
  EXPECT_TRUE(contains(result.out, "另有 2 个已豁免"));
  EXPECT_TRUE(contains(result.out, "OWN102"));
}

}  // namespace
}  // namespace zzaudit::test
