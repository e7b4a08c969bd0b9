// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_overview.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace zzaudit::cli {

std::size_t BatchOverview::unit_of(const std::string& name) {
  const auto [entry, is_new] = unit_numbers_.try_emplace(name, units_.size());
  if (is_new) {
    units_.push_back(name);
  }
  return entry->second;
}

std::size_t BatchOverview::rule_of(const RuleCount& count) {
  const auto known = std::ranges::find_if(rules_, [&](const OverviewRule& rule) {
    return rule.rule == count.rule && rule.severity == count.severity;
  });
  if (known != rules_.end()) {
    return static_cast<std::size_t>(known - rules_.begin());
  }
  rules_.push_back({count.rule, count.name, count.severity, 0, 0, {}});
  return rules_.size() - 1;
}

void BatchOverview::add(const BatchResult& result) {
  OverviewReport report{result.file,     {}, result.year,     result.verdict, result.message,
                        result.coverage, {}, result.page_name};
  if (!result.unit.empty()) {
    report.unit = unit_of(result.unit);
  }
  if (!result.ruleset.empty()) {
    rulesets_.insert(result.ruleset);
  }
  report.rules.reserve(result.rules.size());
  for (const RuleCount& count : result.rules) {
    const std::size_t number = rule_of(count);
    report.rules.push_back({static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(count.count)});
    OverviewRule& rule = rules_[number];
    ++rule.reports;
    rule.findings += count.count;
    if (report.unit) {
      rule.units.insert(*report.unit);
    }
  }
  reports_.push_back(std::move(report));
}

std::vector<std::size_t> BatchOverview::sorted_rules() const {
  std::vector<std::size_t> order(rules_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [this](std::size_t first, std::size_t second) {
    const OverviewRule& a = rules_[first];
    const OverviewRule& b = rules_[second];
    return std::tie(b.severity, b.reports, b.findings, a.rule) <
           std::tie(a.severity, a.reports, a.findings, b.rule);
  });
  return order;
}

std::size_t BatchOverview::count_of(const OverviewReport& report, Severity severity) const {
  std::size_t sum = 0;
  for (const RuleHits& hits : report.rules) {
    sum += rules_[hits.rule].severity == severity ? hits.count : 0;
  }
  return sum;
}

}  // namespace zzaudit::cli
