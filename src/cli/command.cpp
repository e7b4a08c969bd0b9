// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::cli {

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

CLI::Option* offer(CLI::Option* option, Choices choices) {
  return option->type_name(fmt::format("{}", fmt::join(choices, "|")));
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

CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values) {
  return app.add_option(name, values)->allow_extra_args(false);
}

}  // namespace zzaudit::cli
