// SPDX-License-Identifier: Apache-2.0
#include "cli/man_page.hpp"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <regex>
#include <sstream>

#include "cli/help_text.hpp"

namespace zzaudit::cli {
namespace {

struct Made {
  explicit Made(Language language)
      : commands(define_program(program, language)), page(man_page(commands, "2024-05-06", language)) {}
  CLI::App program;
  std::vector<Command> commands;
  std::string page;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

class ManPage : public ::testing::TestWithParam<Language> {
 protected:
  const Made made{GetParam()};  // NOLINT(misc-non-private-member-variables-in-classes): for the tests
};

TEST_P(ManPage, HasEveryOptionOfEveryCommand) {
  std::size_t options = 0;
  for (const Command& command : made.commands) {
    const std::string name = command.app->get_name();
    const auto begin = made.page.find(".SS \"zzaudit " + name);
    ASSERT_NE(begin, std::string::npos) << name;
    const std::string part = made.page.substr(begin, made.page.find("\n.S", begin) - begin);
    for (const CLI::Option* option : std::as_const(*command.app).get_options()) {
      if (option->get_positional()) {
        continue;
      }
      ++options;
      const auto named = [&](const std::string& dashes, const std::vector<std::string>& names) {
        return std::ranges::any_of(names, [&](const std::string& option_name) {
          return part.find("\\fB" + roff_text(dashes + option_name)) != std::string::npos;
        });
      };
      // A help that refers to another one names an option by its letter only.
      EXPECT_TRUE(named("--", option->get_lnames()) || named("-", option->get_snames()))
          << name << ' ' << option->get_name();
    }
  }
  EXPECT_GT(options, 40U);
}

TEST_P(ManPage, HasTheSectionsOfAManualPage) {
  const std::vector<std::string> english = {"NAME",        "SYNOPSIS", "DESCRIPTION",
                                            "COMMANDS",    "OPTIONS",  "EXIT STATUS",
                                            "ENVIRONMENT", "FILES",    "EXAMPLES"};
  const std::vector<std::string> chinese = {"名称",   "用法",     "描述", "命令", "选项",
                                            "退出码", "环境变量", "文件", "示例"};
  std::vector<std::string> sections;
  for (const std::string& line : lines_of(made.page)) {
    if (line.starts_with(".SH ")) {
      sections.push_back(line.substr(4));
    }
  }
  EXPECT_EQ(sections, GetParam() == Language::kEnglish ? english : chinese);
}

TEST_P(ManPage, EveryExitCodeIsAnItem) {
  const auto begin = made.page.find(GetParam() == Language::kEnglish ? ".SH EXIT STATUS" : ".SH 退出码");
  const std::string part = made.page.substr(begin, made.page.find("\n.SH", begin) - begin);
  for (const char* code : {"0", "1", "2", "3"}) {
    EXPECT_NE(part.find("\n.TP\n\\fI" + std::string(code) + "\\fR\n"), std::string::npos) << part;
  }
}

/// Nothing that comes from the help is taken for a request or an escape.
TEST_P(ManPage, TextIsEscaped) {
  const std::regex macro(R"(\.(TH|SH|SS|PP|TP|RS|RE|EX|EE|in|br|nh|ad)( .*)?)");
  const std::regex escape(R"(\\(-|e|&|:|f[BIR]|\([a-z]{2}))");
  const auto lines = lines_of(made.page);
  ASSERT_TRUE(lines.at(0).starts_with("'\\\" "));
  ASSERT_EQ(lines.at(1).substr(0, 29), ".TH ZZAUDIT 1 \"2024-05-06\" \"z");
  for (std::size_t i = 2; i < lines.size(); ++i) {
    EXPECT_NE(lines[i].front(), '\'') << lines[i];
    EXPECT_TRUE(lines[i].front() != '.' || std::regex_match(lines[i], macro)) << lines[i];
    const std::string rest = std::regex_replace(lines[i], escape, "");
    EXPECT_EQ(rest.find_first_of("\\-"), std::string::npos) << lines[i];
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, ManPage, ::testing::Values(Language::kEnglish, Language::kChinese),
                         [](const auto& instance) {
                           return instance.param == Language::kEnglish ? "English" : "Chinese";
                         });

TEST(RoffText, EscapesWhatRoffWouldInterpret) {
  EXPECT_EQ(roff_text(".zzaudit.json"), "\\&.zzaudit.json");
  EXPECT_EQ(roff_text("'a' \\ --b"), "\\&\\(aqa\\(aq \\e \\-\\-b");
}

}  // namespace
}  // namespace zzaudit::cli
