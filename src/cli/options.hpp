// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

/// How commands define what can follow them. CLI11 itself stands in options.cpp: compiled with every command,
/// its templates took most of the time.
namespace zzaudit::cli {

/// The words that an option takes.
using Choices = std::span<const std::string_view>;

[[nodiscard]] CLI::App* add_command(CLI::App& program, const std::string& name);

/// Operands are said by their `name` to be what they are: FILE, PATH, RULE, …
void add_operand(CLI::App& command, const std::string& name, Choices choices, std::string& value);
void add_operands(CLI::App& command, const std::string& name, std::vector<std::string>& values);

/// Options with a value: one of some words, or a `kind`, of which FILE, PATH and RULE tell the shell what to
/// offer. What takes words checks them with `require_choice`.
void add_option(CLI::App& command, const std::string& names, const std::string& kind, std::string& value);
void add_option(CLI::App& command, const std::string& names, const std::string& kind, std::size_t& value);
void add_option(CLI::App& command, const std::string& names, Choices choices, std::string& value);
/// For a value that is taken from the arguments before they are parsed.
void add_option(CLI::App& command, const std::string& names, Choices choices);
void add_flag(CLI::App& command, const std::string& names, bool& value);

/// A repeatable option, which takes exactly one value each time so that it never swallows a FILE.
void add_list(CLI::App& command, const std::string& names, const std::string& kind,
              std::vector<std::string>& values);
/// The same with rules, which may also be written with commas between them.
void add_rules_list(CLI::App& command, const std::string& names, std::vector<std::string>& values);

}  // namespace zzaudit::cli
