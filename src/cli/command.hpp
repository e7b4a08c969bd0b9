// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/check/catalogue.hpp"

namespace zzaudit::cli {

/// Exit codes, stable: scripts and CI jobs test them.
inline constexpr int kExitClean = 0;       ///< everything read, nothing at or above --fail-on
inline constexpr int kExitFindings = 1;    ///< everything read, something is
inline constexpr int kExitUsage = 2;       ///< wrong options or configuration, or an internal error
inline constexpr int kExitUnreadable = 3;  ///< an input could not be read or is no report

/// One subcommand: its options are defined when it is made, `run` is called after parsing.
struct Command {
  CLI::App* app = nullptr;
  std::string_view help;     ///< complete, in the language chosen
  std::function<int()> run;  ///< the exit code
};

[[nodiscard]] Command make_check(CLI::App& program, Language language);
[[nodiscard]] Command make_batch(CLI::App& program, Language language);
[[nodiscard]] Command make_merge(CLI::App& program, Language language);
[[nodiscard]] Command make_convert(CLI::App& program, Language language);
[[nodiscard]] Command make_rules(CLI::App& program, Language language);
[[nodiscard]] Command make_explain(CLI::App& program, Language language);
/// `others` are all other commands.
[[nodiscard]] Command make_completion(CLI::App& program, std::vector<Command> others, Language language);

/// Defines options and commands of the whole program; the commands are returned in the order of its help.
[[nodiscard]] std::vector<Command> define_program(CLI::App& program, Language language);

inline constexpr std::array<std::string_view, 2> kLanguages{"zh", "en"};
inline constexpr std::array<std::string_view, 3> kOccasions{"auto", "always", "never"};
inline constexpr std::array<std::string_view, 3> kSeverities{"error", "warning", "note"};
inline constexpr std::array<std::string_view, 4> kFailOn{"error", "warning", "note", "never"};

/// `value` when it is one of `choices`; otherwise UsageError with the choices and the nearest of them.
std::string_view require_choice(std::string_view option, const std::string& value, Choices choices);
/// Adds the rules of a user's file. ConfigError for a file that cannot be read or is wrong.
void add_rules(Catalogue& catalogue, const std::string& file);

}  // namespace zzaudit::cli
