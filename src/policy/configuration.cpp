// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/policy/configuration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "policy/detail/config_reader.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

namespace fs = std::filesystem;

/// Nobody extends so far by intent.
constexpr std::size_t kDeepestExtends = 16;

std::string name_of_file(const fs::path& path) {
  std::error_code unknown;
  const fs::path relative = path.lexically_relative(fs::current_path(unknown));
  return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

template <class T>
void take_first(std::optional<T>& into, std::optional<T>& from) {
  if (!into) {
    into = std::move(from);
  }
}

/// Reads a file and what it extends, the winning ones first.
class LayerReader {
 public:
  std::vector<Configuration> layers;

  void read(const std::string& file, const Setting<std::string>* said) {
    std::error_code unknown;
    const std::string canonical = fs::weakly_canonical(file, unknown).string();
    if (std::ranges::find(open_, canonical) != open_.end() || open_.size() >= kDeepestExtends) {
      throw ConfigError({fmt::format("{}：extends 循环引用：{}", said->where.zh, file),
                         fmt::format("{}: extends goes round in a circle: {}", said->where.en, file)});
    }
    open_.push_back(canonical);
    std::vector<Setting<std::string>> extends;
    try {
      layers.push_back(detail::read_own_settings(file, extends));
    } catch (const ConfigError& error) {
      // Of a file that cannot be read it helps to know who wants it.
      if (said == nullptr || fs::is_regular_file(file, unknown)) {
        throw;
      }
      throw ConfigError(
          {said->where.zh + "：" + error.message().zh, said->where.en + ": " + error.message().en});
    }
    std::ranges::reverse(extends);
    for (const auto& extended : extends) {
      read(extended.value, &extended);
    }
    open_.pop_back();
  }

 private:
  std::vector<std::string> open_;
};

/// Files of the extended layers come first.
void add_files(std::vector<Setting<std::string>>& into, std::vector<Setting<std::string>>& from) {
  std::erase_if(from, [&](const Setting<std::string>& file) {
    return std::ranges::find(into, file.value, &Setting<std::string>::value) != into.end();
  });
  into.insert(into.begin(), from.begin(), from.end());
}

void require_known(const Catalogue& catalogue, const Setting<std::string>& pattern) {
  const auto unknown = catalogue.unknown_pattern(pattern.value);
  if (!unknown) {
    return;
  }
  if (pattern.option) {
    throw UsageError(*unknown);
  }
  throw ConfigError({pattern.where.zh + "：" + unknown->zh, pattern.where.en + ": " + unknown->en});
}

const Setting<std::string>* matching(const std::optional<Patterns>& patterns, const Rule& rule) {
  if (!patterns) {
    return nullptr;
  }
  const auto it = std::ranges::find_if(
      *patterns, [&](const Setting<std::string>& pattern) { return rule_matches(rule, pattern.value); });
  return it == patterns->end() ? nullptr : &*it;
}

/// The nearest file first, in it the longest pattern.
template <class T>
const T* strongest(const std::vector<T>& settings, const Rule& rule) {
  const T* found = nullptr;
  for (const T& setting : settings) {
    if (rule_matches(rule, setting.pattern.value) &&
        (found == nullptr || setting.layer < found->layer ||
         (setting.layer == found->layer && setting.pattern.value.size() > found->pattern.value.size()))) {
      found = &setting;
    }
  }
  return found;
}

void require_known(const Catalogue& catalogue, const Configuration& configuration) {
  for (const auto* patterns : {&configuration.select, &configuration.ignore}) {
    for (const auto& pattern : patterns->value_or(Patterns{})) {
      require_known(catalogue, pattern);
    }
  }
  for (const auto& setting : configuration.severity) {
    require_known(catalogue, setting.pattern);
  }
  for (const auto& setting : configuration.tolerance) {
    require_known(catalogue, setting.pattern);
    if (std::ranges::none_of(catalogue.rules(), [&](const Rule& rule) {
          return !rule.formulas.empty() && rule_matches(rule, setting.pattern.value);
        })) {
      throw ConfigError(
          {setting.pattern.where.zh + "：tolerance 只适用于公式规则，这里没有这样的规则",
           setting.pattern.where.en + ": tolerance is for formula rules, and none is meant here"});
    }
  }
}

/// Applies what is said about one rule; false when the rule is not in force.
RuleStatus apply(const Configuration& configuration, Rule& rule) {
  RuleStatus status{rule.id, true, rule.severity, {}, {"默认", "default"}};
  if (configuration.select && !configuration.select->empty()) {
    const auto* selected = matching(configuration.select, rule);
    status.active = selected != nullptr;
    const Bilingual& first = configuration.select->front().where;
    status.reason = selected != nullptr ? selected->where
                                        : Bilingual{"没有选入：" + first.zh, "not selected by " + first.en};
  }
  const auto* severity = strongest(configuration.severity, rule);
  if (severity != nullptr && status.active) {
    status.active = severity->severity.has_value();
    status.reason = severity->pattern.where;
  }
  if (const auto* ignored = matching(configuration.ignore, rule); ignored != nullptr && status.active) {
    status.active = false;
    status.reason = ignored->where;
  }
  if (!status.active) {
    return status;
  }
  if (severity != nullptr && severity->severity && *severity->severity != rule.severity) {
    rule.catalogue_severity = rule.severity;
    rule.severity = *severity->severity;
    status.severity = rule.severity;
  }
  if (const auto* tolerance = strongest(configuration.tolerance, rule);
      tolerance != nullptr && !rule.formulas.empty()) {
    rule.extra_tolerance = tolerance->amount;
    status.tolerance = tolerance->amount;
    status.reason.zh = (severity != nullptr ? status.reason.zh + "；" : "") + tolerance->pattern.where.zh;
    status.reason.en = (severity != nullptr ? status.reason.en + "; " : "") + tolerance->pattern.where.en;
  }
  return status;
}

}  // namespace

std::optional<std::string> find_configuration(const std::string& input) {
  std::error_code unknown;
  fs::path folder = fs::current_path(unknown);
  if (input != "-") {
    folder = fs::absolute(input, unknown).lexically_normal();
    if (!fs::is_directory(folder, unknown)) {
      folder = folder.parent_path();
    }
  }
  if (!folder.has_filename()) {
    folder = folder.parent_path();
  }
  for (;; folder = folder.parent_path()) {
    const fs::path candidate = folder / kConfigurationName;
    if (fs::exists(candidate, unknown)) {
      return name_of_file(candidate);
    }
    if (folder == folder.parent_path()) {
      return std::nullopt;
    }
  }
}

Configuration read_configuration(const std::string& file) {
  LayerReader reader;
  reader.read(file, nullptr);
  Configuration result;
  for (std::size_t layer = 0; layer < reader.layers.size(); ++layer) {
    Configuration& own = reader.layers[layer];
    if (std::ranges::find(result.files, own.files.front()) == result.files.end()) {
      result.files.push_back(own.files.front());
    }
    take_first(result.select, own.select);
    take_first(result.ignore, own.ignore);
    take_first(result.fail_on, own.fail_on);
    take_first(result.show, own.show);
    take_first(result.baseline, own.baseline);
    for (auto& setting : own.severity) {
      setting.layer = layer;
      result.severity.push_back(std::move(setting));
    }
    for (auto& setting : own.tolerance) {
      setting.layer = layer;
      result.tolerance.push_back(std::move(setting));
    }
    add_files(result.rules, own.rules);
    add_files(result.waivers, own.waivers);
    add_files(result.forms, own.forms);
  }
  return result;
}

std::vector<RuleStatus> apply_configuration(const Configuration& configuration, Catalogue& catalogue) {
  require_known(catalogue, configuration);
  std::vector<RuleStatus> statuses;
  catalogue.amend([&](Rule& rule) {
    statuses.push_back(apply(configuration, rule));
    return statuses.back().active;
  });
  return statuses;
}

}  // namespace zzaudit
