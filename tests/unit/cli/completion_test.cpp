// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.hpp"

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <algorithm>

namespace zzaudit::cli {
namespace {

/// For every option with a value it has to be said what the shell is to offer; see `offer`.
TEST(Completion, EveryOptionSaysWhatItTakes) {
  CLI::App program;
  for (const Command& command : define_program(program, Language::kEnglish)) {
    for (const CLI::Option* option : std::as_const(*command.app).get_options()) {
      if (!option->get_positional() && option->get_items_expected_max() > 0) {
        EXPECT_NE(option->get_type_name(), "TEXT") << command.app->get_name() << ' ' << option->get_name();
      }
    }
  }
}

TEST(Completion, EveryOptionAndCommandIsDescribedInBothLanguages) {
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    CLI::App program;
    const auto commands = define_program(program, language);
    const Completion completion = completion_of(program, commands, language);
    EXPECT_EQ(completion.commands.size(), commands.size());
    for (const CompletedCommand& command : completion.commands) {
      EXPECT_NE(command.text, "") << command.name;
      for (const CompletedArgument& option : command.options) {
        EXPECT_NE(option.text, "") << command.name << ' ' << option.names.back();
      }
    }
  }
}

/// "as for batch" is of no use to who sees nothing else.
TEST(Completion, DescriptionsThatReferToAnotherCommandAreFetchedThere) {
  CLI::App program;
  const Completion completion =
      completion_of(program, define_program(program, Language::kEnglish), Language::kEnglish);
  const auto merge = std::ranges::find(completion.commands, "merge", &CompletedCommand::name);
  ASSERT_NE(merge, completion.commands.end());
  for (const CompletedArgument& option : merge->options) {
    if (option.names.back() == "--show") {
      EXPECT_EQ(option.text, "reports that get a line in the text output, warning by default");
      EXPECT_EQ(option.words, (std::vector<std::string>{"error", "warning", "note", "all"}));
    }
    if (option.names.back() == "--rules") {
      EXPECT_EQ(option.value, Completed::kFile);
      EXPECT_TRUE(option.repeatable);
    }
  }
}

}  // namespace
}  // namespace zzaudit::cli
