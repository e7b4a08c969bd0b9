// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "cli/batch_result.hpp"

/// All results of a batch without their findings: what its page and its workbook are made of. A few hundred
/// bytes a report.
namespace zzaudit::cli {

/// Findings of one rule in one report.
struct RuleHits {
  std::uint32_t rule = 0;  ///< index in BatchOverview::rules()
  std::uint32_t count = 0;
};

struct OverviewReport {
  std::string file;
  std::optional<std::size_t> unit;  ///< index in BatchOverview::units(); empty when it is not known
  std::optional<int> year;
  Verdict verdict = Verdict::kClean;
  std::string message;  ///< why it was not checked
  std::optional<CoverageCounts> coverage;
  std::vector<RuleHits> rules;
  std::string page_name;  ///< of its own page; "" without one
};

/// One rule with one severity.
struct OverviewRule {
  std::string rule;
  std::string name;
  Severity severity = Severity::kError;
  std::size_t reports = 0;
  std::size_t findings = 0;
  std::set<std::size_t> units;  ///< concerned, of those whose name is known
};

class BatchOverview {
 public:
  void add(const BatchResult& result);

  [[nodiscard]] const std::vector<OverviewReport>& reports() const { return reports_; }
  /// In the order in which they came.
  [[nodiscard]] const std::vector<std::string>& units() const { return units_; }
  [[nodiscard]] const std::vector<OverviewRule>& rules() const { return rules_; }
  /// That reports were checked with.
  [[nodiscard]] const std::set<std::string>& rulesets() const { return rulesets_; }
  /// Indices in rules(): the most severe first, of these the most frequent.
  [[nodiscard]] std::vector<std::size_t> sorted_rules() const;
  /// Findings of a severity in a report.
  [[nodiscard]] std::size_t count_of(const OverviewReport& report, Severity severity) const;

 private:
  [[nodiscard]] std::size_t unit_of(const std::string& name);
  [[nodiscard]] std::size_t rule_of(const RuleCount& count);

  std::vector<OverviewReport> reports_;
  std::vector<std::string> units_;
  std::unordered_map<std::string, std::size_t> unit_numbers_;
  std::vector<OverviewRule> rules_;
  std::set<std::string> rulesets_;
};

}  // namespace zzaudit::cli
