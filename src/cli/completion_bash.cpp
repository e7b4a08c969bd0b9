// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "cli/completion.hpp"

namespace zzaudit::cli {
namespace {

/// Nothing but bash itself is used. "=" is a word of its own in COMP_WORDS. The case statements in between
/// are made.
constexpr std::string_view kStart = R"sh(# bash completion for zzaudit, printed by: zzaudit completion bash

_zzaudit_place()
{
    # What can stand at $1: "COMMAND OPTION" for a value, "COMMAND -" for options, "COMMAND" for operands.
    case "$1" in
)sh";
constexpr std::string_view kMiddle = R"sh(        *) echo text ;;
    esac
}

_zzaudit_rules()
{
    # Names are offered to who begins to type one.
    if [[ $1 == [a-z]* ]]; then
        echo "%names%"
    else
        echo "%ids%"
    fi
}

_zzaudit()
{
    local IFS=$' \t\n' current=${COMP_WORDS[COMP_CWORD]} command='' option='' operands='' before='' word place i
    [[ $current == '=' ]] && current=''
    for ((i = 1; i < COMP_CWORD; ++i)); do
        word=${COMP_WORDS[i]}
        if [[ $word == '=' ]]; then
            continue
        elif [[ -n $option ]]; then
            option=''
        elif [[ -n $operands ]]; then
            continue
        elif [[ $word == -- ]]; then
            operands=yes
        elif [[ $word == -* ]]; then
            [[ $(_zzaudit_place "$command $word") == nothing ]] || option=$word
        elif [[ -z $command ]]; then
            command=$word
        fi
    done

    if [[ -n $option ]]; then
        place=$(_zzaudit_place "$command $option")
    elif [[ -z $operands && $current == -* ]]; then
        place=$(_zzaudit_place "$command -")
    else
        place=$(_zzaudit_place "$command")
    fi

    COMPREPLY=()
    case "$place" in
        file) compopt -o default 2>/dev/null ;;
        words\ *) COMPREPLY=($(compgen -W "${place#words }" -- "$current")) ;;
        rule) COMPREPLY=($(compgen -W "$(_zzaudit_rules "$current")" -- "$current")) ;;
        rules)
            if [[ $current == *,* ]]; then
                before=${current%,*},
                current=${current##*,}
            fi
            COMPREPLY=($(compgen -P "$before" -W "$(_zzaudit_rules "$current") %families%" -- "$current"))
            ;;
    esac
}

complete -F _zzaudit zzaudit
)sh";

std::string place_of(const CompletedArgument& argument) {
  switch (argument.value) {
    case Completed::kNothing:
      return "nothing";
    case Completed::kWord:
      return fmt::format("words {}", fmt::join(argument.words, " "));
    case Completed::kFile:
      return "file";
    case Completed::kRule:
      return "rule";
    case Completed::kRuleList:
      return "rules";
    case Completed::kText:
      break;
  }
  return "text";
}

/// The lines of the case statement for one command, or for what stands before the command.
void append_places(std::string& out, const std::string& command,
                   const std::vector<CompletedArgument>& options, const std::string& operand) {
  std::string all;
  std::map<std::string, std::string> patterns;  // by what can stand there
  for (const CompletedArgument& option : options) {
    for (const std::string& name : option.names) {
      all += ' ' + name;
      std::string& pattern = patterns[place_of(option)];
      pattern += fmt::format("{}'{} {}'", pattern.empty() ? "" : " | ", command, name);
    }
  }
  for (const auto& [place, pattern] : patterns) {
    out += fmt::format("        {}) echo '{}' ;;\n", pattern, place);
  }
  out += fmt::format("        '{} -') echo 'words{}' ;;\n", command, all);
  out += fmt::format("        '{}') echo '{}' ;;\n", command, operand);
}

void replace(std::string& text, std::string_view mark, const std::string& by) {
  text.replace(text.find(mark), mark.size(), by);
}

}  // namespace

std::string bash_script(const Completion& completion) {
  std::string out(kStart);
  std::string names;
  for (const CompletedCommand& command : completion.commands) {
    names += ' ' + command.name;
  }
  append_places(out, "", completion.options, "words" + names);
  for (const CompletedCommand& command : completion.commands) {
    append_places(out, command.name, command.options,
                  command.operands.empty() ? "text" : place_of(command.operands.front()));
  }
  std::string rest(kMiddle);
  std::vector<std::string> ids;
  std::vector<std::string> rule_names;
  for (const CompletedRule& rule : completion.rules) {
    ids.push_back(rule.id);
    rule_names.push_back(rule.name);
  }
  replace(rest, "%names%", fmt::format("{}", fmt::join(rule_names, " ")));
  replace(rest, "%ids%", fmt::format("{}", fmt::join(ids, " ")));
  replace(rest, "%families%", fmt::format("{}", fmt::join(families_of(completion.rules), " ")));
  return out + rest;
}

}  // namespace zzaudit::cli
