// SPDX-License-Identifier: Apache-2.0
#include "cli/options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

namespace zzaudit::cli {
namespace {

std::string kind_of(Choices choices) { return fmt::format("{}", fmt::join(choices, "|")); }

}  // namespace

CLI::App* add_command(CLI::App& program, const std::string& name) { return program.add_subcommand(name); }

void add_operand(CLI::App& command, const std::string& name, Choices choices, std::string& value) {
  command.add_option(name, value)->type_name(kind_of(choices));
}

void add_operands(CLI::App& command, const std::string& name, std::vector<std::string>& values) {
  command.add_option(name, values);
}

void add_option(CLI::App& command, const std::string& names, const std::string& kind, std::string& value) {
  command.add_option(names, value)->type_name(kind);
}

void add_option(CLI::App& command, const std::string& names, const std::string& kind, std::size_t& value) {
  command.add_option(names, value)->type_name(kind);
}

void add_option(CLI::App& command, const std::string& names, Choices choices, std::string& value) {
  command.add_option(names, value)->type_name(kind_of(choices));
}

void add_option(CLI::App& command, const std::string& names, Choices choices) {
  command.add_option(names)->type_name(kind_of(choices));
}

void add_flag(CLI::App& command, const std::string& names, bool& value) { command.add_flag(names, value); }

void add_list(CLI::App& command, const std::string& names, const std::string& kind,
              std::vector<std::string>& values) {
  command.add_option(names, values)->allow_extra_args(false)->type_name(kind);
}

void add_rules_list(CLI::App& command, const std::string& names, std::vector<std::string>& values) {
  command.add_option(names, values)->allow_extra_args(false)->type_name("RULE")->delimiter(',');
}

}  // namespace zzaudit::cli
