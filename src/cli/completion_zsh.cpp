// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/completion.hpp"

namespace zzaudit::cli {
namespace {

constexpr std::string_view kStart = R"sh(#compdef zzaudit
# zsh completion for zzaudit, printed by: zzaudit completion zsh
compdef _zzaudit zzaudit

)sh";

/// Loaded as a function or by "source": only in the former case this is a completion already.
constexpr std::string_view kEnd = R"sh(
if [[ ${funcstack[1]} == _zzaudit ]]; then
  _zzaudit "$@"
fi
)sh";

/// For the inside of single quotes, with characters escaped that are special to `_arguments` or `_describe`.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\'";  // and the quote itself
    } else if (c == '\\' || special.find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

/// A line of an array for `_describe`.
std::string described(const std::string& word, const std::string& text) {
  return fmt::format("    '{}:{}'\n", word, escaped(text, ":"));
}

/// ":label:action" of what `_arguments` completes.
std::string action_of(const CompletedArgument& argument) {
  switch (argument.value) {
    case Completed::kNothing:
      return {};
    case Completed::kWord:
      return fmt::format(":value:({})", fmt::join(argument.words, " "));
    case Completed::kFile:
      return ":file:_files";
    case Completed::kRule:
      return ":rule:__zzaudit_rules";
    case Completed::kRuleList:
      return ":rules:__zzaudit_rule_list";
    case Completed::kText:
      break;
  }
  return ":value: ";
}

/// One argument of `_arguments` for each name of the option.
void append_option(std::string& out, const CompletedArgument& option) {
  const bool ends =
      option.value == Completed::kNothing && std::ranges::any_of(option.names, [](const std::string& name) {
        return name == "--help" || name == "--version";
      });
  std::string excluded;
  if (ends) {
    excluded = "(- *)";
  } else if (!option.repeatable) {
    excluded = fmt::format("({})", fmt::join(option.names, " "));
  }
  for (const std::string& name : option.names) {
    const std::string_view sign = option.value == Completed::kNothing ? ""
                                  : name.starts_with("--")            ? "="
                                                                      : "+";
    out += fmt::format(" \\\n    '{}{}{}{}[{}]{}'", excluded, option.repeatable ? "*" : "", name, sign,
                       escaped(option.text, ":[]"), action_of(option));
  }
}

void append_rules(std::string& out, const std::vector<CompletedRule>& rules) {
  out += "__zzaudit_rules() {\n  local -a ids names\n  ids=(\n";
  for (const CompletedRule& rule : rules) {
    out += described(rule.id, rule.title);
  }
  out += "  )\n  names=(\n";
  for (const CompletedRule& rule : rules) {
    out += described(rule.name, rule.title);
  }
  out +=
      "  )\n"
      "  # Names are offered to who begins to type one.\n"
      "  [[ $PREFIX == [a-z]* ]] && ids=($names)\n"
      "  _describe -t rules rule ids\n"
      "}\n\n"
      "__zzaudit_rule_list() {\n"
      "  compset -P '*,'\n"
      "  __zzaudit_rules\n";
  out += fmt::format("  [[ $PREFIX == [a-z]* ]] || compadd -J families -- {}\n",
                     fmt::join(families_of(rules), " "));
  out += "}\n\n";
}

void append_command(std::string& out, const CompletedCommand& command) {
  out += fmt::format("_zzaudit_{}() {{\n  _arguments -s -S", command.name);
  for (const CompletedArgument& option : command.options) {
    append_option(out, option);
  }
  for (const CompletedArgument& operand : command.operands) {
    out += fmt::format(" \\\n    '{}{}'", operand.repeatable ? "*" : "", action_of(operand));
  }
  out += "\n}\n\n";
}

}  // namespace

std::string zsh_script(const Completion& completion) {
  std::string out(kStart);
  append_rules(out, completion.rules);
  for (const CompletedCommand& command : completion.commands) {
    append_command(out, command);
  }
  out +=
      "_zzaudit() {\n  local context state state_descr line\n  local -A opt_args\n  local -a commands\n  "
      "commands=(\n";
  for (const CompletedCommand& command : completion.commands) {
    out += described(command.name, command.text);
  }
  out += "  )\n  _arguments -C";
  for (const CompletedArgument& option : completion.options) {
    append_option(out, option);
  }
  out +=
      " \\\n    '1: :->command' \\\n    '*:: :->arguments'\n"
      "  case $state in\n"
      "    command) _describe -t commands command commands ;;\n"
      "    arguments) (( $+functions[_zzaudit_$words[1]] )) && _zzaudit_$words[1] ;;\n"
      "  esac\n}\n";
  out += kEnd;
  return out;
}

}  // namespace zzaudit::cli
