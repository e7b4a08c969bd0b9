// SPDX-License-Identifier: Apache-2.0
#include "cli/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/clock.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit::cli {
namespace {

std::string configuration_text(const std::optional<std::string>& file) { return file.value_or("—"); }

/// The one configuration that all inputs lie under; empty when there is none.
std::optional<std::string> common_configuration(const std::vector<std::string>& inputs) {
  std::optional<std::string> common = find_configuration(inputs.empty() ? "-" : inputs.front());
  for (const std::string& input : inputs) {
    const auto own = find_configuration(input);
    if (own != common) {
      throw UsageError(
          {fmt::format("{} 和 {} 适用不同的配置（{}，{}）：请分别核对，或用 --config FILE、--no-config 指定",
                       inputs.front(), input, configuration_text(common), configuration_text(own)),
           fmt::format(
               "{} and {} lie under different configurations ({}, {}): check them one by one, or give "
               "--config FILE or --no-config",
               inputs.front(), input, configuration_text(common), configuration_text(own))});
    }
  }
  return common;
}

Setting<std::string> said(std::string_view option, std::string value) {
  return {std::move(value), {fmt::format("选项 {}", option), fmt::format("option {}", option)}, true};
}

void override(std::optional<Patterns>& patterns, std::string_view option,
              const std::vector<std::string>& values) {
  if (values.empty()) {
    return;
  }
  patterns.emplace();
  std::ranges::transform(values, std::back_inserter(*patterns), [&](const std::string& value) {
    return said(fmt::format("{} {}", option, value), value);
  });
}

/// Adds a file once, however it is named.
void add_file(std::vector<Setting<std::string>>& files, std::string_view option, const std::string& file) {
  const auto same = [&](const Setting<std::string>& known) {
    std::error_code unknown;
    return known.value == file || std::filesystem::equivalent(known.value, file, unknown);
  };
  if (std::ranges::none_of(files, same)) {
    files.push_back(said(option, file));
  }
}

/// Reads a file that is named in the configuration or by an option. Of one that is not there it helps to know
/// who wants it.
template <class F>
auto read_named(const Setting<std::string>& file, F&& read) {
  try {
    return read(file.value);
  } catch (const ConfigError& error) {
    std::error_code unknown;
    if (std::filesystem::exists(file.value, unknown)) {
      throw;
    }
    throw ConfigError({file.where.zh + "：" + error.message().zh, file.where.en + ": " + error.message().en});
  }
}

}  // namespace

void add_configuration_file_options(CLI::App& app, PolicyOptions& options) {
  add_option(app, "--config", "FILE", options.configuration);
  add_flag(app, "--no-config", options.no_configuration);
}

void add_configuration_options(CLI::App& app, PolicyOptions& options) {
  add_configuration_file_options(app, options);
  add_list(app, "--rules", "FILE", options.rules);
}

void add_selection_options(CLI::App& app, PolicyOptions& options) {
  add_rules_list(app, "--select", options.select);
  add_rules_list(app, "--ignore", options.ignore);
}

void add_acceptance_options(CLI::App& app, PolicyOptions& options) {
  add_list(app, "--waivers", "FILE", options.waivers);
  add_option(app, "--baseline", "FILE", options.baseline);
  add_option(app, "--write-baseline", "FILE", options.write_baseline);
}

Configuration configuration_for(const PolicyOptions& options, const std::vector<std::string>& inputs) {
  if (options.no_configuration && !options.configuration.empty()) {
    throw UsageError({"--config 和 --no-config 不能同时使用", "--config and --no-config exclude each other"});
  }
  Configuration configuration;
  if (!options.configuration.empty()) {
    configuration = read_configuration(options.configuration);
  } else if (!options.no_configuration) {
    if (const auto file = common_configuration(inputs)) {
      configuration = read_configuration(*file);
    }
  }
  override(configuration.select, "--select", options.select);
  override(configuration.ignore, "--ignore", options.ignore);
  for (const std::string& file : options.rules) {
    add_file(configuration.rules, "--rules", file);
  }
  for (const std::string& file : options.waivers) {
    add_file(configuration.waivers, "--waivers", file);
  }
  if (!options.baseline.empty()) {
    configuration.baseline = said("--baseline", options.baseline);
  }
  for (const auto& form : configuration.forms) {
    add_form_words(read_named(form, read_form));
  }
  return configuration;
}

Catalogue all_rules(const Configuration& configuration, RuleTexts texts) {
  Catalogue catalogue = Catalogue::builtin(texts);
  for (const auto& file : configuration.rules) {
    read_named(file, [&](const std::string& name) {
      add_rules(catalogue, name);
      return true;
    });
  }
  return catalogue;
}

Acceptance acceptance_for(const Configuration& configuration, const PolicyOptions& options,
                          const Catalogue& known, PolicyUse& use) {
  if (!options.baseline.empty() && !options.write_baseline.empty()) {
    throw UsageError({"--baseline 和 --write-baseline 不能同时使用：写基线时列出全部问题",
                      "--baseline and --write-baseline exclude each other: what is written is all there is"});
  }
  use.configuration = configuration.files;
  std::vector<Waiver> waivers;
  for (const auto& file : configuration.waivers) {
    std::ranges::move(read_named(file, [&](const std::string& name) { return read_waivers(name, known); }),
                      std::back_inserter(waivers));
    use.waivers.push_back(file.value);
  }
  std::optional<Baseline> baseline;
  if (configuration.baseline && options.write_baseline.empty()) {
    baseline = read_named(*configuration.baseline, read_baseline);
    use.baseline = configuration.baseline->value;
  }
  return {std::move(waivers), std::move(baseline), today()};
}

void write_baseline(const PolicyOptions& options, const Baseline& baseline, Language language) {
  if (options.write_baseline.empty()) {
    return;
  }
  std::size_t count = 0;
  for (const auto& [report, entries] : baseline.reports) {
    for (const auto& [fingerprint, entry] : entries) {
      count += entry.count;
    }
  }
  write_output(options.write_baseline, to_json(baseline));
  report_error(
      {fmt::format("基线 {} 已写入 {} 个问题，下次用 --baseline 不再计入", options.write_baseline, count),
       fmt::format("baseline {} written; findings in it: {}; with --baseline they no longer count",
                   options.write_baseline, count)},
      language);
}

void report_remarks(const PolicyUse& use, Language language) {
  for (const AcceptanceRemark& remark : use.remarks) {
    report_error({"警告：" + remark.where.zh + "：" + remark.message.zh,
                  "warning: " + remark.where.en + ": " + remark.message.en},
                 language);
  }
}

}  // namespace zzaudit::cli
