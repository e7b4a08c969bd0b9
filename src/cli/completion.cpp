// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <sstream>

#include "cli/arguments.hpp"
#include "cli/help_text.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kHelp{
    R"(用法：zzaudit completion bash|zsh|fish

输出该 shell 的补全脚本：命令、选项、选项的取值、规则编号和名称。说明文字的语言由 --lang 决定。
用安装包安装时，补全已经装好。

选项：
  --lang zh|en     说明和提示的语言
  -h, --help       本帮助

示例：
  zzaudit completion bash > ~/.local/share/bash-completion/completions/zzaudit
  zzaudit completion fish > ~/.config/fish/completions/zzaudit.fish
  source <(zzaudit completion zsh)
)",
    R"(Usage: zzaudit completion bash|zsh|fish

Prints the completion script of a shell: commands, options, their values, ids and names of rules. --lang
chooses the language of the descriptions. Installed as a package, zzaudit comes with all three.

Options:
  --lang zh|en     language of descriptions and messages
  -h, --help       this help

Examples:
  zzaudit completion bash > ~/.local/share/bash-completion/completions/zzaudit
  zzaudit completion fish > ~/.config/fish/completions/zzaudit.fish
  source <(zzaudit completion zsh)
)"};

constexpr std::array<std::string_view, 3> kShells{"bash", "zsh", "fish"};

/// The first statement of a text.
std::string in_short(std::string_view text) {
  for (const std::string_view end : {"；", ";", "。", ". "}) {
    text = text.substr(0, text.find(end));
  }
  return std::string(text);
}

using Help = std::vector<HelpBlock>;
/// By the names of the commands.
using Helps = std::map<std::string, Help>;

/// The text of the first item about options whose term `fits`.
template <class Fits>
std::optional<std::string> text_where(const Help& help, const Fits& fits) {
  for (const HelpBlock& block : help) {
    for (const HelpItem& item : is_about_options(block) ? block.items : std::vector<HelpItem>{}) {
      if (fits(options_of(item.term))) {
        return item.text;
      }
    }
  }
  return std::nullopt;
}

/// What a help says about an option. Where it does so of several at once ("as for check"), what the command
/// says that it refers to.
std::string text_of(const Help& own, const Helps& helps, const std::vector<std::string>& names) {
  const auto alone = [&](const std::vector<std::string>& described) { return described == names; };
  const auto among = [&](const std::vector<std::string>& described) {
    return std::ranges::find_first_of(described, names) != described.end();
  };
  if (const auto text = text_where(own, alone)) {
    return in_short(*text);
  }
  const std::string shared = text_where(own, among).value_or("");
  for (const auto& [command, help] : helps) {
    const auto text = shared.find(command) != std::string::npos ? text_where(help, alone) : std::nullopt;
    if (text) {
      return in_short(*text);
    }
  }
  return in_short(shared);
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) {
    names.push_back("-" + name);
  }
  for (const std::string& name : option.get_lnames()) {
    names.push_back("--" + name);
  }
  if (names.empty()) {
    names.push_back(option.get_single_name());
  }
  return names;
}

std::vector<std::string> words_of(const std::string& type) {
  std::vector<std::string> words;
  std::istringstream stream(type);
  for (std::string word; std::getline(stream, word, '|');) {
    words.push_back(word);
  }
  return words;
}

void set_value(CompletedArgument& argument, const CLI::Option& option) {
  // An operand says by its name what it is, unless there is more to say.
  const std::string type = option.get_positional() && option.get_type_name() == "TEXT"
                               ? option.get_single_name()
                               : option.get_type_name();
  if (option.get_items_expected_max() == 0) {
    argument.value = Completed::kNothing;
  } else if (type.find('|') != std::string::npos) {
    argument.value = Completed::kWord;
    argument.words = words_of(type);
  } else if (type == "FILE" || type == "PATH" || type == "RESULT") {
    argument.value = Completed::kFile;
  } else if (type == "RULE") {
    argument.value = option.get_delimiter() == ',' ? Completed::kRuleList : Completed::kRule;
  } else {
    argument.value = Completed::kText;
  }
}

CompletedArgument argument_of(const CLI::Option& option, const Help& own, const Helps& helps) {
  CompletedArgument argument;
  argument.names = names_of(option);
  argument.text = text_of(own, helps, argument.names);
  set_value(argument, option);
  argument.repeatable = option.get_items_expected_max() > 1;
  return argument;
}

/// What the help of the program says about a command.
std::string text_of_command(const Help& help, const std::string& name) {
  for (const HelpBlock& block : help) {
    for (const HelpItem& item : is_about_commands(block) ? block.items : std::vector<HelpItem>{}) {
      if (item.term == name || item.term.starts_with(name + ' ')) {
        return in_short(item.text);
      }
    }
  }
  return {};
}

CompletedCommand completed_command(const Command& command, const Help& program_help, const Helps& helps) {
  CompletedCommand result;
  result.name = command.app->get_name();
  result.text = text_of_command(program_help, result.name);
  const Help& own = helps.at(result.name);
  for (const CLI::Option* option : std::as_const(*command.app).get_options()) {
    (option->get_positional() ? result.operands : result.options).push_back(argument_of(*option, own, helps));
  }
  // Of the program's options, this one can stand behind the command as well.
  result.options.push_back(argument_of(*command.app->get_parent()->get_option("--lang"), own, helps));
  return result;
}

int run(const CLI::App& program, const std::vector<Command>& commands, const std::string& shell,
        Language language) {
  if (shell.empty()) {
    throw UsageError({"completion 需要 shell 的名称：bash、zsh 或 fish",
                      "completion needs the name of a shell: bash, zsh or fish"});
  }
  const auto name = require_choice("completion", shell, kShells);
  const Completion completion = completion_of(program, commands, language);
  write_output("", name == "bash"  ? bash_script(completion)
                   : name == "zsh" ? zsh_script(completion)
                                   : fish_script(completion));
  return kExitClean;
}

}  // namespace

Completion completion_of(const CLI::App& program, const std::vector<Command>& commands, Language language) {
  const Help help = parse_help(program_help(language));
  Helps helps;
  for (const Command& command : commands) {
    helps.emplace(command.app->get_name(), parse_help(command.help));
  }
  Completion completion;
  for (const CLI::Option* option : program.get_options()) {
    completion.options.push_back(argument_of(*option, help, helps));
  }
  for (const Command& command : commands) {
    completion.commands.push_back(completed_command(command, help, helps));
  }
  const Catalogue catalogue = Catalogue::builtin();
  for (const Rule& rule : catalogue.rules()) {
    completion.rules.push_back({rule.id, rule.name, rule.title.in(language)});
  }
  return completion;
}

std::vector<std::string> families_of(const std::vector<CompletedRule>& rules) {
  std::vector<std::string> families;
  for (const CompletedRule& rule : rules) {
    const std::string family(family_of(rule.id));
    if (std::ranges::find(families, family) == families.end()) {
      families.push_back(family);
    }
  }
  return families;
}

Command make_completion(CLI::App& program, std::vector<Command> others, Language language) {
  CLI::App* app = add_command(program, "completion");
  auto shell = std::make_shared<std::string>();
  add_operand(*app, "SHELL", kShells, *shell);
  Command command{app, kHelp.in(language), {}};
  others.push_back(command);
  command.run = [&program, commands = std::move(others), shell, language] {
    return run(program, commands, *shell, language);
  };
  return command;
}

}  // namespace zzaudit::cli
