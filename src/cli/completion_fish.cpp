// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/completion.hpp"

namespace zzaudit::cli {
namespace {

constexpr std::string_view kStart = R"sh(# fish completion for zzaudit, printed by: zzaudit completion fish

# Whether the command on the command line is $argv[1]; without an argument, whether there is none yet.
function __zzaudit_command_is
    set -l skip no
    for word in (commandline -opc)[2..-1]
        if test $skip = yes
            set skip no
        else if test "$word" = --lang
            set skip yes
        else if not string match -q -- '-*' "$word"
            test "$word" = "$argv[1]"
            return
        end
    end
    test -z "$argv[1]"
end

function __zzaudit_rules
    printf '%s\t%s\n' \
)sh";

std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  return out + '\'';
}

/// What can stand there, as arguments of "complete".
std::string values_of(const CompletedArgument& argument) {
  switch (argument.value) {
    case Completed::kWord:
      return fmt::format(" -a '{}'", fmt::join(argument.words, " "));
    case Completed::kFile:
      return " -F";
    case Completed::kRule:
      return " -a '(__zzaudit_rules)'";
    case Completed::kRuleList:
      return " -a '(__fish_complete_list , __zzaudit_rule_list)'";
    case Completed::kNothing:
    case Completed::kText:
      break;
  }
  return {};
}

/// The names of an option and whether it takes a value; nothing for an operand.
std::string names_of(const CompletedArgument& argument) {
  std::string out;
  for (const std::string& name : argument.names) {
    if (name.starts_with("--")) {
      out += " -l " + name.substr(2);
    } else if (name.starts_with('-')) {
      out += " -s " + name.substr(1);
    }
  }
  if (out.empty() || argument.value == Completed::kNothing) {
    return out;
  }
  return out + (argument.value == Completed::kFile ? " -r" : " -x");
}

void append_arguments(std::string& out, const std::string& condition,
                      const std::vector<CompletedArgument>& arguments) {
  for (const CompletedArgument& argument : arguments) {
    out += fmt::format("complete -c zzaudit -n {}{}{}", condition, names_of(argument), values_of(argument));
    if (!argument.text.empty()) {
      out += " -d " + in_quotes(argument.text);
    }
    out += '\n';
  }
}

void append_rules(std::string& out, const std::vector<CompletedRule>& rules) {
  for (const CompletedRule& rule : rules) {
    out += fmt::format("        {0} {2} \\\n        {1} {2} \\\n", rule.id, rule.name, in_quotes(rule.title));
  }
  out.erase(out.size() - 3, 2);
  out += "end\n\nfunction __zzaudit_rule_list\n    __zzaudit_rules\n";
  out += fmt::format("    printf '%s\\n' {}\nend\n\n", fmt::join(families_of(rules), " "));
}

}  // namespace

std::string fish_script(const Completion& completion) {
  std::string out(kStart);
  append_rules(out, completion.rules);
  out += "complete -c zzaudit -f\n";
  append_arguments(out, "__zzaudit_command_is", completion.options);
  for (const CompletedCommand& command : completion.commands) {
    out += fmt::format("complete -c zzaudit -n __zzaudit_command_is -a {} -d {}\n", command.name,
                       in_quotes(command.text));
  }
  for (const CompletedCommand& command : completion.commands) {
    const std::string condition = fmt::format("'__zzaudit_command_is {}'", command.name);
    append_arguments(out, condition, command.options);
    append_arguments(out, condition, command.operands);
  }
  return out;
}

}  // namespace zzaudit::cli
