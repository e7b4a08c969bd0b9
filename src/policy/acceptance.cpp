// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/policy/acceptance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "policy/detail/fits.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

/// Columns of a finding's message in a remark.
constexpr std::size_t kQuotedColumns = 60;

std::string report_name(const ReportIdentity& report) {
  return report.unit + (report.year ? fmt::format(" {}", *report.year) : std::string());
}

/// Whether all rules that a waiver may be about are in force: else one of the others may be what it is for.
bool rules_in_force(const Catalogue& in_force, const Waiver& waiver) {
  const auto matching = std::ranges::count_if(in_force.rules(), [&](const Rule& rule) {
    return waiver.rule.empty() || rule_matches(rule, waiver.rule);
  });
  return static_cast<std::size_t>(matching) == waiver.rules;
}

}  // namespace

Acceptance::Acceptance(std::vector<Waiver> waivers, std::optional<Baseline> baseline, std::string today)
    : waivers_(std::move(waivers)),
      uses_(waivers_.size()),
      baseline_(std::move(baseline)),
      today_(std::move(today)) {}

void Acceptance::apply(const std::string& file, const Report& report, CheckOutcome& outcome) {
  const ReportIdentity identity{report.unit, report.year};
  checked_.push_back(identity);
  std::vector<std::size_t> concerned;
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    if (detail::concerns(waivers_[i], file, report)) {
      uses_[i].concerned = true;
      concerned.push_back(i);
    }
  }
  std::map<std::string, BaselineEntry>* accepted = nullptr;
  if (baseline_) {
    const auto it = baseline_->reports.find(identity);
    accepted = it == baseline_->reports.end() ? nullptr : &it->second;
  }
  /// Every waiver that fits counts as used; the first one that has not expired is the one that is named.
  const auto waived = [&](const Finding& finding) -> std::optional<Suppression> {
    std::optional<Suppression> found;
    for (const std::size_t i : concerned) {
      const Waiver& waiver = waivers_[i];
      if (!detail::fits(waiver, finding)) {
        continue;
      }
      ++uses_[i].fitted;
      if (!found && (waiver.until.empty() || today_ <= waiver.until)) {
        found = Suppression{Suppression::Kind::kWaiver, waiver.reason, waiver.by, waiver.until, waiver.file};
      }
    }
    return found;
  };
  const auto in_baseline = [&](const Finding& finding) -> std::optional<Suppression> {
    if (accepted == nullptr) {
      return std::nullopt;
    }
    const auto it = accepted->find(finding.fingerprint);
    if (it == accepted->end() || it->second.count == 0) {
      return std::nullopt;
    }
    --it->second.count;
    return Suppression{Suppression::Kind::kBaseline, {}, {}, {}, baseline_->file};
  };
  std::vector<Finding> counting;
  for (Finding& finding : outcome.findings) {
    auto suppression = waived(finding);
    // A waived finding uses up its entry in the baseline, too: it does occur.
    auto known = in_baseline(finding);
    finding.suppression = suppression ? std::move(suppression) : std::move(known);
    (finding.suppression ? outcome.suppressed : counting).push_back(std::move(finding));
  }
  outcome.findings = std::move(counting);
}

std::vector<AcceptanceRemark> Acceptance::remarks(const Catalogue& in_force) const {
  std::vector<AcceptanceRemark> remarks;
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    const Waiver& waiver = waivers_[i];
    if (!uses_[i].concerned || !rules_in_force(in_force, waiver)) {
      continue;
    }
    if (!waiver.until.empty() && waiver.until < today_) {
      remarks.push_back(
          {"expired-waiver",
           waiver.where,
           {fmt::format("豁免已于 {} 到期，不再生效（涉及 {} 个问题）", waiver.until, uses_[i].fitted),
            fmt::format("the waiver expired on {} and has no effect (findings it would fit: {})",
                        waiver.until, uses_[i].fitted)}});
    } else if (uses_[i].fitted == 0) {
      remarks.push_back(
          {"stale-waiver",
           waiver.where,
           {"豁免没有对应的问题，可以删除；若问题仍在，请核对规则和位置",
            "the waiver fits no finding and can go; if the finding is still there, compare rule "
            "and place"}});
    }
  }
  for (const auto& [report, entries] : baseline_ ? baseline_->reports : decltype(Baseline::reports){}) {
    if (std::ranges::find(checked_, report) == checked_.end()) {
      continue;
    }
    for (const auto& [fingerprint, entry] : entries) {
      if (entry.count == 0 || in_force.find(entry.rule) == nullptr) {
        continue;
      }
      const std::string times = entry.count > 1 ? fmt::format(" ×{}", entry.count) : std::string();
      const std::string message = truncate(entry.message, kQuotedColumns);
      remarks.push_back(
          {"removable-baseline-entry",
           {baseline_->file + "：" + report_name(report), baseline_->file + ": " + report_name(report)},
           {fmt::format("基线中的问题已不存在，可以删除：{}{} {}（{}）", entry.rule, times, message,
                        fingerprint),
            fmt::format("no longer found, can be removed from the baseline: {}{} {} ({})", entry.rule, times,
                        message, fingerprint)}});
    }
  }
  return remarks;
}

}  // namespace zzaudit
