// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/policy/acceptance.hpp"
#include "zzaudit/policy/configuration.hpp"

namespace CLI {
class App;
}  // namespace CLI

/// Options about configuration, waivers and baseline, the same wherever they are offered.
namespace zzaudit::cli {

struct PolicyOptions {
  std::string configuration;  ///< --config
  bool no_configuration = false;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> rules;
  std::vector<std::string> waivers;
  std::string baseline;
  std::string write_baseline;
};

/// --config and --no-config.
void add_configuration_file_options(CLI::App& app, PolicyOptions& options);
/// These and --rules.
void add_configuration_options(CLI::App& app, PolicyOptions& options);
/// --select and --ignore.
void add_selection_options(CLI::App& app, PolicyOptions& options);
/// --waivers, --baseline and --write-baseline.
void add_acceptance_options(CLI::App& app, PolicyOptions& options);

/// The configuration for these inputs, overridden by what the options say; the words of its forms are known
/// from then on. UsageError when the inputs lie under different configurations: one run has one.
[[nodiscard]] Configuration configuration_for(const PolicyOptions& options,
                                              const std::vector<std::string>& inputs);

/// All rules that the configuration knows, in force or not.
[[nodiscard]] Catalogue all_rules(const Configuration& configuration, RuleTexts texts);

/// Reads waivers and baseline. `known` has all rules.
[[nodiscard]] Acceptance acceptance_for(const Configuration& configuration, const PolicyOptions& options,
                                        const Catalogue& known, PolicyUse& use);

/// Writes the findings that count to --write-baseline and says on standard error how many they are.
void write_baseline(const PolicyOptions& options, const Baseline& baseline, Language language);

/// Remarks on standard error, as warnings.
void report_remarks(const PolicyUse& use, Language language);

}  // namespace zzaudit::cli
