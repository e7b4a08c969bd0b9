// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/version.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::cli {

std::vector<Command> define_program(CLI::App& program, Language language) {
  program.name("zzaudit");
  program.fallthrough();
  // Taken from the arguments before anything else, because messages need it; checked there too.
  add_option(program, "--lang", kLanguages);
  program.set_version_flag("--version", "zzaudit " + std::string(version()));
  std::vector<Command> commands = {make_check(program, language), make_batch(program, language),
                                   make_merge(program, language), make_convert(program, language),
                                   make_rules(program, language), make_explain(program, language)};
  commands.push_back(make_completion(program, commands, language));
  return commands;
}

std::string_view require_choice(std::string_view option, const std::string& value, Choices choices) {
  const auto found = std::ranges::find(choices, value);
  if (found != choices.end()) {
    return *found;
  }
  const std::vector<std::string> candidates(choices.begin(), choices.end());
  std::string all;
  for (const std::string& candidate : candidates) {
    all += (all.empty() ? "" : ", ") + candidate;
  }
  const auto meant = nearest(value, candidates);
  throw UsageError({fmt::format("{} 的取值“{}”无效，可用：{}{}", option, value, all,
                                meant ? fmt::format("；是否应为“{}”？", *meant) : std::string{}),
                    fmt::format("{}: “{}” is not one of {}{}", option, value, all,
                                meant ? fmt::format("; did you mean “{}”?", *meant) : std::string{})});
}

void add_rules(Catalogue& catalogue, const std::string& file) {
  std::string text;
  try {
    text = decode(read_file(file));
  } catch (const InputError& error) {
    // Rules are configuration: what is wrong with them is not a matter of the reports.
    throw ConfigError(error.message());
  }
  catalogue.add_file(file, text);
}

}  // namespace zzaudit::cli
