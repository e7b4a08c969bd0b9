// SPDX-License-Identifier: Apache-2.0
// Both READMEs against the program: sessions are run, and what they name exists.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

namespace fs = std::filesystem;

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

Lines words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()};
}

/// A fenced block: what stands behind the fence, and the lines in between.
struct Block {
  std::string language;
  Lines lines;
};

std::vector<Block> blocks_of(const std::string& text) {
  std::vector<Block> blocks;
  bool inside = false;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) {
        blocks.push_back({line.substr(3), {}});
      }
    } else if (inside) {
      blocks.back().lines.push_back(line);
    }
  }
  return blocks;
}

/// One command of a session with the output shown below it.
struct Step {
  std::string command;
  Lines shown;
};

std::vector<Step> steps_of(const std::string& text) {
  std::vector<Step> steps;
  for (const Block& block : blocks_of(text)) {
    if (block.language != "console") {
      continue;
    }
    for (const std::string& line : block.lines) {
      if (line.starts_with("$ ")) {
        steps.push_back({line.substr(2), {}});
      } else if (!steps.empty()) {
        steps.back().shown.push_back(line);
      }
    }
  }
  return steps;
}

/// Whether `actual` is what is shown; a shown "…" stands for any lines, at least one.
bool agrees(std::span<const std::string> shown, std::span<const std::string> actual) {
  if (shown.empty()) {
    return actual.empty();
  }
  if (shown.front() == "…") {
    for (std::size_t skipped = 1; skipped <= actual.size(); ++skipped) {
      if (agrees(shown.subspan(1), actual.subspan(skipped))) {
        return true;
      }
    }
    return false;
  }
  return !actual.empty() && shown.front() == actual.front() && agrees(shown.subspan(1), actual.subspan(1));
}

/// Every match's first group.
std::set<std::string> all_matches(const std::string& text, const std::string& regex) {
  const std::regex pattern(regex);
  std::set<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) {
    found.insert((*it)[1].str());
  }
  return found;
}

std::string without_language(std::string command) {
  const std::string option = " --lang en";
  if (const auto at = command.find(option); at != std::string::npos) {
    command.erase(at, option.size());
  }
  return command;
}

/// Commands of sessions and of sh blocks, in order, the language left out.
Lines commands_of(const std::string& text) {
  Lines commands;
  for (const Step& step : steps_of(text)) {
    commands.push_back(without_language(step.command));
  }
  for (const Block& block : blocks_of(text)) {
    if (block.language == "sh") {
      commands.insert(commands.end(), block.lines.begin(), block.lines.end());
    }
  }
  return commands;
}

const std::string kEnglish = "README.md";
const std::string kChinese = "README.zh-CN.md";

class Readme : public ::testing::TestWithParam<std::string> {
 protected:
  /// The commands are meant for the top of a checkout.
  void SetUp() override { fs::current_path(ZZAUDIT_SOURCE_DIR); }
  [[nodiscard]] static std::string text() { return read(GetParam()); }
};

TEST_P(Readme, SessionsShowWhatTheProgramPrints) {
  const std::string program = "./quickstart ";
  int last_code = -1;
  std::size_t runs = 0;
  for (const Step& step : steps_of(text())) {
    if (step.command == "echo $?") {
      EXPECT_EQ(step.shown, Lines{std::to_string(last_code)});
      continue;
    }
    ASSERT_TRUE(step.command.starts_with(program)) << step.command;
    const Result result = run(words_of(step.command.substr(program.size())));
    last_code = result.code;
    ++runs;
    EXPECT_EQ(result.err, "") << step.command;
    EXPECT_TRUE(agrees(step.shown, lines_of(result.out))) << step.command << " prints\n" << result.out;
  }
  EXPECT_GE(runs, 3U);
}

TEST_P(Readme, JsonShownIsAReportThatCanBeChecked) {
  std::size_t shown = 0;
  for (const Block& block : blocks_of(text())) {
    if (block.language != "json") {
      continue;
    }
    ++shown;
    Setting setting;
    for (const std::string& line : block.lines) {
      setting.input += line + "\n";
    }
    const Result result = run({"check", "-", "--format", "json"}, setting);
    ASSERT_EQ(result.code, 1) << result.err;
    const auto report = nlohmann::json::parse(result.out).at("reports").at(0);
    EXPECT_EQ(report.at("year"), 2023);
    EXPECT_GT(report.at("coverage").at("tables").at("verified"), 0);
  }
  EXPECT_EQ(shown, 1U);
}

TEST_P(Readme, FormulasShownAreThoseOfTheExampleFile) {
  Lines formulas;
  const auto file = nlohmann::json::parse(read("data/samples/own-rules.json"));
  for (const auto& rule : file.at("rules")) {
    for (const auto& formula : rule.at("formulas")) {
      formulas.push_back(formula.get<std::string>());
    }
  }
  const auto blocks = blocks_of(text());
  EXPECT_TRUE(std::ranges::any_of(
      blocks, [&](const Block& block) { return block.language.empty() && block.lines == formulas; }));
}

TEST_P(Readme, OptionsNamedExist) {
  std::string help;
  for (const char* command : {"check", "convert", "rules", "explain", "batch", "merge"}) {
    help += run({command, "--help"}).out;
  }
  const std::set<std::string> of_others = {"--preset", "--build",      "--target", "--install",
                                           "--prefix", "--warmup",     "--runs",   "--parsable",
                                           "--array",  "--dependency", "--wrap",   "--kill-on-invalid-dep"};
  const auto options = all_matches(text(), "(--[a-z][a-z-]*)");
  EXPECT_GE(options.size(), 10U);
  for (const std::string& option : options) {
    EXPECT_TRUE(of_others.contains(option) || contains(help, option + " ")) << option;
  }
}

TEST_P(Readme, OptionsOfCheckAreAllNamed) {
  for (const std::string& option : all_matches(run({"check", "--help"}).out, "(--[a-z][a-z-]*)")) {
    if (option != "--help" && option != "--output") {
      EXPECT_TRUE(contains(text(), option)) << option;
    }
  }
}

TEST_P(Readme, RulesAndFamiliesNamedExist) {
  std::set<std::string> ids;
  std::set<std::string> families;
  const auto catalogue = nlohmann::json::parse(run({"rules", "--format", "json"}).out);
  for (const auto& rule : catalogue.at("rules")) {
    const auto id = rule.at("id").get<std::string>();
    ids.insert(id);
    families.insert(id.substr(0, 3));
  }
  for (const std::string& id :
       all_matches(text(), R"(\b((?:TAB|XTB|CLS|CEL|STR|NAR|PCT|SGJ|DIS|TXT|YOY)\d{3})\b)")) {
    EXPECT_TRUE(ids.contains(id)) << id;
  }
  EXPECT_EQ(all_matches(text(), R"(\n\| `([A-Z]{3})` \|)"), families);
}

TEST_P(Readme, PathsNamedExist) {
  const auto paths = all_matches(text(), "`((?:data|src|include|tests|\\.ci)/[^` ]*)`");
  EXPECT_GE(paths.size(), 10U);
  for (const std::string& path : paths) {
    EXPECT_TRUE(fs::exists(path)) << path;
  }
}

TEST_P(Readme, WhatIsSaidOfTheWordsHolds) {
  const Folder folder;
  std::string words = read(sample("clean-markdown/report.md"));
  const std::string stated = "国内来访28批次";
  ASSERT_TRUE(contains(words, stated));
  words.replace(words.find(stated), stated.size(), "国内来访0批次");
  const Result result = run({"check", folder.file("report.md", words), "--format", "json"});
  EXPECT_EQ(result.code, 1);
  const auto report = nlohmann::json::parse(result.out).at("reports").at(0);
  EXPECT_TRUE(std::ranges::any_of(report.at("findings"), [](const auto& finding) {
    return finding.at("rule").template get<std::string>().starts_with("SGJ");
  })) << result.out;
  const auto& narrative = report.at("coverage").at("narrative");
  EXPECT_GT(narrative.at("verified"), 0);
  // Dates and numberings are listed, but not counted.
  const auto listed = report.at("coverage").at("unverified").size();
  EXPECT_GT(listed, narrative.at("numbers").get<std::size_t>() - narrative.at("verified").get<std::size_t>());
}

/// What a CI recipe runs of this program, without the YAML or the make rule around it.
Lines recipes_of(const std::string& text) {
  Lines recipes;
  for (const Block& block : blocks_of(text)) {
    if (block.language != "yaml" && block.language != "make") {
      continue;
    }
    for (const std::string& line : block.lines) {
      if (const auto at = line.find("zzaudit/quickstart"); at != std::string::npos) {
        recipes.push_back(line.substr(at));
      }
    }
  }
  return recipes;
}

/// A folder as the recipes expect it: reports, and the program in place of quickstart, which would build it.
void lay_out(const Folder& folder) {
  fs::create_directories(folder.path("zzaudit"));
  fs::create_directories(folder.path("reports"));
  const std::string program =
      folder.file("zzaudit/quickstart", std::string("#!/bin/sh\nexec ") + ZZAUDIT_BINARY + " \"$@\"\n");
  fs::permissions(program, fs::perms::owner_all);
  folder.file("reports/清.json", read(sample("clean/report.json")));
  folder.file("reports/误.json", read(sample("faulty/report.json")));
}

// The recipes were tried whole, in the places that they are for; here what they run is kept working.
TEST_P(Readme, RecipesForCiRun) {
  const Lines recipes = recipes_of(text());
  ASSERT_EQ(recipes.size(), 4U);
  const std::set<std::string> written = {"zzaudit.sarif", "zzaudit.md", "code-quality.json", "zzaudit.xml"};
  std::set<std::string> found;
  for (std::string recipe : recipes) {
    const Folder folder;
    lay_out(folder);
    // pre-commit hands over the files; make puts them in place of "$?".
    if (const auto changed = recipe.find("$?"); changed != std::string::npos) {
      recipe = recipe.substr(0, changed) + "reports/*" + recipe.substr(changed + 2);
      recipe.resize(recipe.find(" &&"));
    } else if (!contains(recipe, "reports/")) {
      recipe += " reports/*";
    }
    const std::string command = "cd " + folder.path() + " && " + recipe + " >out 2>&1";
    const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): one thread
    EXPECT_EQ(WEXITSTATUS(status), 1) << recipe << "\n" << read(folder.path("out"));
    EXPECT_TRUE(contains(read(folder.path("out")), "reports/误.json")) << recipe;
    for (const std::string& name : folder.names()) {
      if (written.contains(name)) {
        found.insert(name);
      }
    }
  }
  EXPECT_EQ(found, written);
}

/// The rows of the first table with a row a rule, its head included.
Lines rule_table(const std::string& text) {
  Lines table;
  for (const std::string& line : lines_of(text)) {
    const bool head = line.starts_with("| id |") || line.starts_with("| 编号 |");
    if (table.empty() ? head : line.starts_with("|")) {
      table.push_back(line);
    } else if (!table.empty()) {
      break;
    }
  }
  return table;
}

// To bring it up to date, copy the table that zzaudit rules --format markdown begins with.
TEST_P(Readme, RuleTableIsTheOneOfTheProgram) {
  const std::string language = GetParam() == kEnglish ? "en" : "zh";
  const Lines table = rule_table(run({"rules", "--format", "markdown", "--lang", language}).out);
  EXPECT_GT(table.size(), 100U);
  EXPECT_EQ(rule_table(text()), table);
}

TEST_P(Readme, ConfigurationShownWorks) {
  const Folder folder;
  std::size_t shown = 0;
  for (const Block& block : blocks_of(text())) {
    if (block.language != "jsonc") {
      continue;
    }
    std::string config;
    for (const std::string& line : block.lines) {
      config += line + "\n";
    }
    ++shown;
    if (contains(config, "\"waivers\": [")) {
      const Result result =
          run({"check", sample("faulty/report.json"), "--waivers", folder.file("w.json", config)});
      EXPECT_EQ(result.code, 1) << result.err;
      EXPECT_EQ(result.err, "");
      EXPECT_TRUE(contains(result.out, "1 个已豁免"));
    } else {
      // The files that it names are not shown.
      folder.file("waivers.json", "{\"waivers\": []}");
      EXPECT_EQ(run({"check", sample("clean/report.json"), "--config", folder.file("c.json", config)}).code,
                0);
    }
  }
  EXPECT_EQ(shown, 2U);
}

/// The table of all rules is folded away.
TEST_P(Readme, IsShortEnoughToBeRead) {
  EXPECT_LT(lines_of(text()).size() - rule_table(text()).size(), 460U);
}

INSTANTIATE_TEST_SUITE_P(Languages, Readme, ::testing::Values(kEnglish, kChinese), [](const auto& instance) {
  return instance.param == kEnglish ? "English" : "Chinese";
});

TEST(Readmes, ShowTheSameCommandsAndExitCodes) {
  fs::current_path(ZZAUDIT_SOURCE_DIR);
  const std::string english = read(kEnglish);
  const std::string chinese = read(kChinese);
  const Lines commands = commands_of(english);
  EXPECT_GE(commands.size(), 8U);
  EXPECT_EQ(commands, commands_of(chinese));
  const std::string row_of_code = R"(\n\| (\d+) \|)";
  EXPECT_EQ(all_matches(english, row_of_code), (std::set<std::string>{"0", "1", "2", "3"}));
  EXPECT_EQ(all_matches(chinese, row_of_code), all_matches(english, row_of_code));
  for (const std::string& option : all_matches(english, "(--[a-z][a-z-]*)")) {
    EXPECT_TRUE(contains(chinese, option)) << option;
  }
}

}  // namespace
}  // namespace zzaudit::test
