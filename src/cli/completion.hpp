// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace CLI {
class App;
}  // namespace CLI

/// Completion scripts for shells, made from the commands and options as they are defined for parsing.
namespace zzaudit::cli {

/// What can stand in one place.
enum class Completed : std::uint8_t {
  kNothing,  ///< no value at all
  kText,     ///< anything; there is nothing to offer
  kWord,     ///< one of a few words
  kFile,
  kRule,      ///< id or name of a rule
  kRuleList,  ///< ids, names and prefixes of ids, comma-separated
};

/// An option or an operand.
struct CompletedArgument {
  std::vector<std::string> names;  ///< "-o", "--output"; of an operand one name without dashes
  std::string text;                ///< what it is for, in short
  Completed value = Completed::kNothing;
  std::vector<std::string> words;
  bool repeatable = false;
};

struct CompletedCommand {
  std::string name;
  std::string text;
  std::vector<CompletedArgument> options;   ///< with those of the whole program
  std::vector<CompletedArgument> operands;  ///< none or one
};

struct CompletedRule {
  std::string id, name, title;
};

struct Completion {
  std::vector<CompletedArgument> options;  ///< before the command
  std::vector<CompletedCommand> commands;
  std::vector<CompletedRule> rules;
};

[[nodiscard]] Completion completion_of(const CLI::App& program, const std::vector<Command>& commands,
                                       Language language);

/// Families of rules, in order: "TAB".
[[nodiscard]] std::vector<std::string> families_of(const std::vector<CompletedRule>& rules);

[[nodiscard]] std::string bash_script(const Completion& completion);
[[nodiscard]] std::string zsh_script(const Completion& completion);
[[nodiscard]] std::string fish_script(const Completion& completion);

}  // namespace zzaudit::cli
