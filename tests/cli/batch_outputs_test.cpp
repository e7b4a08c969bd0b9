// SPDX-License-Identifier: Apache-2.0
// What batch and merge write about many reports, as inspectors and other programs get it.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "cli/batch_writer.hpp"
#include "cli/run.hpp"
#include "read/detail/workbook.hpp"
#include "zzaudit/base/resource.hpp"

namespace zzaudit::test {
namespace {

using nlohmann::json;

using Table = std::vector<std::vector<std::string>>;

/// What a query gives, NULL as "NULL".
Table query(const std::string& path, const std::string& sql) {
  sqlite3* opened = nullptr;
  EXPECT_EQ(sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK) << path;
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
  Table rows;
  const auto add = [](void* to, int count, char** values, char** /*names*/) {
    auto& row = static_cast<Table*>(to)->emplace_back();
    for (int i = 0; i < count; ++i) {
      row.emplace_back(values[i] == nullptr ? "NULL" : values[i]);
    }
    return 0;
  };
  EXPECT_EQ(sqlite3_exec(opened, sql.c_str(), add, &rows, nullptr), SQLITE_OK) << sqlite3_errmsg(opened);
  return rows;
}

constexpr const char* kEvil = "=1+1</script><script>alert(1)</script><!--\xE2\x80\xA8\"'&\x1b[31m局";

/// Reports of two departments, one of them over two years, and one input that is no report.
void fill(const Folder& folder) {
  std::filesystem::create_directory(folder.path("in"));
  const std::string faulty = read(sample("faulty/report.json"));
  folder.file("in/a.json", read(sample("clean/report.json")));
  folder.file("in/b.json", faulty);
  json earlier = json::parse(faulty);
  earlier["year"] = 2022;
  folder.file("in/c.json", earlier.dump());
  json evil = json::parse(faulty);
  evil["unit"] = kEvil;
  folder.file("in/d<img src=x>.json", evil.dump());
  folder.file("in/e.json", "{\"schema\": \"zzaudit-report/1\"");
}

Result batch(const Folder& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"batch", folder.path("in")});
  return run(arguments);
}

std::vector<std::string> format_names() {
  const auto names = cli::batch_format_names();
  return {names.begin(), names.end()};
}

class EveryBatchFormat : public ::testing::TestWithParam<std::string> {
 protected:
  EveryBatchFormat() { fill(folder_); }
  /// What a run writes to a file.
  [[nodiscard]] std::string written(std::vector<std::string> arguments) const {
    const std::string out = folder_.path("written");
    arguments.insert(arguments.end(), {"--format", GetParam(), "-o", out});
    EXPECT_EQ(run(arguments).code, 3);
    return read(out);
  }
  Folder folder_;
};

INSTANTIATE_TEST_SUITE_P(Batch, EveryBatchFormat, ::testing::ValuesIn(format_names()),
                         [](const auto& format) { return format.param; });

TEST_P(EveryBatchFormat, HasTheSameExitCode) {
  const std::string out = folder_.path("out");
  const auto code = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"batch", "--format", GetParam(), "-o", out});
    return run(arguments).code;
  };
  EXPECT_EQ(code({sample("clean/report.json")}), 0);
  EXPECT_EQ(code({sample("faulty/report.json")}), 1);
  EXPECT_EQ(code({sample("faulty/report.json"), "--fail-on", "never"}), 0);
  EXPECT_EQ(code({folder_.path("in")}), 3);
}

TEST_P(EveryBatchFormat, IsInTheHelpInBothLanguages) {
  for (const char* language : {"zh", "en"}) {
    EXPECT_TRUE(
        matches(run({"batch", "--help", "--lang", language}).out, "[ ；：:]" + GetParam() + "[ ：:]"));
  }
}

TEST_P(EveryBatchFormat, IsTheSameBesideAnotherWithAnyJobsAndAfterAMerge) {
  const std::string input = folder_.path("in");
  const std::string whole = written({"batch", input, "--jobs", "1"});
  EXPECT_EQ(written({"batch", input, "--jobs", "4"}) == whole, true);
  EXPECT_EQ(batch(folder_, {"--report", GetParam() + "=" + folder_.path("beside")}).code, 3);
  EXPECT_EQ(read(folder_.path("beside")) == whole, true);
  std::vector<std::string> merge = {"merge"};
  for (const std::string part : {"2/2", "1/2"}) {
    merge.push_back(folder_.path(part.substr(0, 1)));
    batch(folder_, {"--shard", part, "--format", "ndjson", "-o", merge.back()});
  }
  EXPECT_EQ(written(merge) == whole, true);
}

TEST(BatchLines, KeepToTheirSchema) {
  const Folder folder;
  fill(folder);
  const json schema = json::parse(resource("schema/batch.schema.json"));
  const json& members = schema.at("properties");
  const auto meets = [](const json& line, const json& alternative) {
    return std::ranges::all_of(alternative.at("required"),
                               [&](const json& name) { return line.contains(name.get<std::string>()); });
  };
  std::istringstream lines(batch(folder, {"--format", "ndjson"}).out);
  std::size_t count = 0;
  for (std::string text; std::getline(lines, text); ++count) {
    const json line = json::parse(text);
    EXPECT_TRUE(meets(line, schema)) << text;
    EXPECT_EQ(std::ranges::count_if(schema.at("oneOf"), [&](const json& one) { return meets(line, one); }), 1)
        << text;
    for (const auto& [name, value] : line.items()) {
      EXPECT_TRUE(members.contains(name)) << name;
    }
    const json& verdicts = members.at("verdict").at("enum");
    EXPECT_NE(std::ranges::find(verdicts, line.at("verdict")), verdicts.end()) << text;
  }
  EXPECT_EQ(count, 5U);
}

TEST(BatchOutputs, AreWholeOrAsTheyWereBefore) {
  const Folder folder;
  fill(folder);
  // A result, and then a line that is none: the merge ends in the middle.
  const std::string broken = folder.path("broken");
  batch(folder, {"--format", "ndjson", "-o", broken});
  folder.file("broken", read(broken) + "{}\n");
  for (const std::string& format : format_names()) {
    const std::string out = folder.file("old", "old");
    EXPECT_EQ(run({"merge", broken, "--report", format + "=" + out}).code, 3) << format;
    EXPECT_EQ(read(out), "old") << format;
    EXPECT_EQ(batch(folder, {"--report", format + "=/dev/full"}).code, 2) << format;
    EXPECT_EQ(batch(folder, {"--report", format + "=" + folder.path("no/such/folder")}).code, 2) << format;
  }
  EXPECT_EQ(folder.names(), (std::vector<std::string>{"broken", "in", "old"}));
}

TEST(BatchOutputs, AreRefusedAsThoseOfCheck) {
  const Folder folder;
  const std::string report = sample("clean/report.json");
  const std::string file = folder.path("a");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--report", "html"},
        {"--report", "html="},
        {"--report", "json=-"},
        {"--report", "html=" + file, "--report", "xlsx=" + folder.path("./a")}}) {
    std::vector<std::string> check = {"check", report};
    std::vector<std::string> many = {"batch", report};
    std::vector<std::string> merge = {"merge", folder.file("r.ndjson", "")};
    std::string wanted;
    for (auto* command : {&check, &many, &merge}) {
      command->insert(command->end(), arguments.begin(), arguments.end());
      const Result result = run(*command);
      EXPECT_EQ(result.code, 2) << arguments.back();
      const std::string message = std::regex_replace(result.err, std::regex("如 .*|sarif|html"), "");
      wanted = wanted.empty() ? message : wanted;
      EXPECT_EQ(message, wanted);
    }
  }
  EXPECT_TRUE(contains(run({"batch", report, "--report", "sqllite=a"}).err, "sqlite"));
  EXPECT_TRUE(contains(run({"batch", report, "--format", "sqlite"}).err, "标准输出"));
  EXPECT_EQ(folder.names(), std::vector<std::string>{"r.ndjson"});
}

/// The data that a page holds.
json data_of(const std::string& page) {
  const std::string begin = "<script type=\"application/json\" id=\"data\">";
  const auto at = page.find(begin) + begin.size();
  return json::parse(page.substr(at, page.find("</script>", at) - at));
}

TEST(BatchPage, HasTotalsAsMarkupAndReportsAsData) {
  const Folder folder;
  fill(folder);
  batch(folder, {"--report", "html=" + folder.path("page"), "--lang", "en"});
  const std::string page = read(folder.path("page"));
  EXPECT_TRUE(contains(page, "5 reports of 2 departments, 2022–2023"));
  EXPECT_TRUE(contains(page, "error 3</li>"));
  const json data = data_of(page);
  ASSERT_EQ(data.at("reports").size(), 5U);
  const json& faulty = data.at("reports").at(1);
  EXPECT_EQ(data.at("units").at(faulty.at(1).get<std::size_t>()), "临江市档案馆");
  EXPECT_EQ(faulty.at(2), 2023);
  EXPECT_EQ(data.at("reports").at(4).size(), 7U) << "why it was not checked";
}

TEST(BatchPage, HostileNamesMeanNothing) {
  const Folder folder;
  fill(folder);
  batch(folder, {"--report", "html=" + folder.path("page"), "--report", "xlsx=" + folder.path("book"),
                 "--report", "sqlite=" + folder.path("db")});
  const std::string page = read(folder.path("page"));
  EXPECT_TRUE(lacks(page, "<script>alert"));
  EXPECT_TRUE(lacks(page, "<img"));
  EXPECT_TRUE(lacks(page, "<!--"));
  EXPECT_TRUE(lacks(page, "\x1b"));
  EXPECT_TRUE(lacks(page, "\xE2\x80\xA8"));
  EXPECT_TRUE(contains(data_of(page).at("reports").at(3).at(0).get<std::string>(), "d<img src=x>.json"));
  const auto sheets = detail::read_workbook({"book", read(folder.path("book"))});
  ASSERT_EQ(sheets.size(), 3U);
  // To the database a name is a value, kept as it is.
  EXPECT_EQ(query(folder.path("db"), "SELECT unit FROM report WHERE id = 4"), (Table{{kEvil}}));
}

TEST(BatchPage, LinksToThePagesOfTheReports) {
  const Folder folder;
  fill(folder);
  std::filesystem::create_directory(folder.path("out"));
  for (const std::string jobs : {"1", "4"}) {
    const std::string pages = folder.path("pages " + jobs);
    EXPECT_EQ(
        batch(folder, {"--jobs", jobs, "--pages", pages, "--report", "html=" + folder.path("out/all.html")})
            .code,
        3);
    const json reports = data_of(read(folder.path("out/all.html"))).at("reports");
    EXPECT_EQ(reports.at(1).at(7), "../pages%20" + jobs + "/000002-b.html");
    EXPECT_EQ(reports.at(3).at(7), "../pages%20" + jobs + "/000004-d_img_src_x_.html");
    EXPECT_EQ(reports.at(4).size(), 7U) << "no page of what was not checked";
    std::size_t written = 0;
    for (const auto& entry : std::filesystem::directory_iterator(pages)) {
      EXPECT_TRUE(contains(read(entry.path()), "</html>"));
      ++written;
    }
    EXPECT_EQ(written, 4U);
    const std::string page = read(pages + "/000002-b.html");
    EXPECT_EQ(page == run({"check", folder.path("in/b.json"), "--format", "html"}).out, true);
  }
  EXPECT_EQ(batch(folder, {"--pages", folder.path("p"), "--resume", folder.path("state")}).code, 2);
  EXPECT_EQ(batch(folder, {"--pages", "/dev/null/p"}).code, 2);
}

TEST(BatchDatabase, HoldsWhatTheJsonHolds) {
  const Folder folder;
  fill(folder);
  const std::string db = folder.path("db");
  batch(folder, {"--report", "sqlite=" + db, "--format", "json", "-o", folder.path("json")});
  const json all = json::parse(read(folder.path("json")));
  std::size_t id = 0;
  for (const json& report : all.at("reports")) {
    const std::string where = " WHERE report = " + std::to_string(++id);
    const auto size = [&](const char* member) {
      return std::to_string(report.contains(member) ? report.at(member).size() : 0);
    };
    EXPECT_EQ(query(db, "SELECT count(*) FROM finding" + where), (Table{{size("findings")}}));
    EXPECT_EQ(query(db, "SELECT count(*) FROM check_result" + where), (Table{{size("checks")}}));
    EXPECT_EQ(query(db, "SELECT verdict FROM report WHERE id = " + std::to_string(id)),
              (Table{{report.at("verdict").get<std::string>()}}));
  }
  const json& findings = all.at("reports").at(1).at("findings");
  const auto finding = std::ranges::find_if(findings, [](const json& one) {
    return one.contains("expected") && one.at("locations").at(0).contains("table");
  });
  ASSERT_NE(finding, findings.end());
  EXPECT_EQ(query(db,
                  "SELECT rule, expected, actual, difference, typeof(expected), table_key FROM finding WHERE "
                  "report = 2 AND expected IS NOT NULL AND table_key IS NOT NULL ORDER BY id LIMIT 1"),
            (Table{{finding->at("rule"), finding->at("expected"), finding->at("actual"),
                    finding->at("difference"), "text", finding->at("locations").at(0).at("table")}}));
  EXPECT_EQ(query(db, "SELECT run, error, unit, message IS NULL FROM report WHERE id = 5"),
            (Table{{"NULL", "NULL", "NULL", "0"}}));
  EXPECT_EQ(query(db, "SELECT id, length(ruleset) FROM run"), (Table{{"1", "64"}}));
  EXPECT_EQ(query(db, "SELECT count(*) FROM rule WHERE title IS NULL OR basis IS NULL"), (Table{{"0"}}));
}

TEST(BatchDatabase, IsSoundAndItsViewsAnswer) {
  const Folder folder;
  fill(folder);
  const std::string db = folder.path("db");
  batch(folder, {"--report", "sqlite=" + db});
  EXPECT_EQ(query(db, "PRAGMA integrity_check"), (Table{{"ok"}}));
  EXPECT_EQ(query(db, "PRAGMA foreign_key_check"), Table{});
  EXPECT_EQ(query(db, "SELECT year, error_change FROM unit_years WHERE unit = '临江市档案馆'"),
            (Table{{"2022", "NULL"},
                   {"2023", query(db,
                                  "SELECT (SELECT error FROM by_report WHERE id = 2) - "
                                  "(SELECT error FROM by_report WHERE id = 3)")[0][0]}}));
  EXPECT_EQ(query(db, "SELECT count(*) FROM by_report"), (Table{{"5"}}));
  EXPECT_EQ(query(db, "SELECT unit FROM worst_units LIMIT 1"), (Table{{"临江市档案馆"}}));
  EXPECT_EQ(query(db, "SELECT reports, departments FROM by_rule WHERE rule = 'TAB501'"), (Table{{"3", "2"}}));
  EXPECT_EQ(query(db, "SELECT count(*) > 0 FROM coverage_gaps"), (Table{{"1"}}));
  EXPECT_EQ(query(db, "SELECT sum(reports) FROM not_evaluated"),
            query(db, "SELECT nullif(count(*), 0) FROM check_result WHERE status = 'not-evaluated'"));
}

TEST(BatchWorkbook, HasARowAReportAndARowARule) {
  const Folder folder;
  fill(folder);
  batch(folder, {"--report", "xlsx=" + folder.path("book"), "--report", "html=" + folder.path("page"),
                 "--lang", "en"});
  const auto sheets = detail::read_workbook({"book", read(folder.path("book"))});
  ASSERT_EQ(sheets.size(), 3U);
  EXPECT_EQ(sheets[0].name, "Summary");
  EXPECT_EQ(sheets[1].name, "Reports");
  EXPECT_EQ(sheets[2].name, "Rules");
  const auto& reports = sheets[1].rows;
  ASSERT_EQ(reports.size(), 6U);
  EXPECT_EQ(reports[1].cells.at(3).text, "clean");
  EXPECT_EQ(reports[2].cells.at(1).text, "临江市档案馆");
  const json data = data_of(read(folder.path("page")));
  EXPECT_EQ(sheets[2].rows.size(), data.at("rules").size() + 1);
}

}  // namespace
}  // namespace zzaudit::test
