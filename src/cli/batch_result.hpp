// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit::cli {

/// What became of one input, ordered from good to bad: the highest severity found, or why it was not checked.
enum class Verdict : std::uint8_t { kClean, kNote, kWarning, kError, kUnreadable, kFailed };
inline constexpr std::size_t kVerdicts = 6;
inline constexpr std::array<std::string_view, kVerdicts> kVerdictNames = {"clean", "note",       "warning",
                                                                          "error", "unreadable", "failed"};

/// In words: 无问题 | 提示 | 警告 | 错误 | 无法读取 | 内部错误.
[[nodiscard]] BilingualView label_of(Verdict verdict);

/// In words, for a count of reports behind it.
[[nodiscard]] BilingualView label_of(PriorState state);

/// Findings of one rule and severity in one report.
struct RuleCount {
  std::string rule;
  std::string name;
  Severity severity = Severity::kError;
  std::size_t count = 0;
};

/// How many numbers of one report at least one check constrains.
struct CoverageCounts {
  CoverageCount tables;
  CoverageCount narrative;
};

inline constexpr std::size_t kPriorStates = 5;
/// By PriorState; the first is never written.
inline constexpr std::array<std::string_view, kPriorStates> kPriorStateNames = {
    "not-asked", "compared", "missing", "several", "incomparable"};

/// The result for one input: what the summary needs, and the result line (data/schema/batch.schema.json).
struct BatchResult {
  std::size_t index = 0;
  std::string file;
  Verdict verdict = Verdict::kClean;
  std::string unit;
  std::optional<int> year;
  std::vector<RuleCount> rules;              ///< in the order of the rule ids, the most severe first
  std::optional<CoverageCounts> coverage;    ///< empty when the line it came from does not tell
  PriorState prior = PriorState::kNotAsked;  ///< what it was compared with across years
  std::string message;                       ///< why it was not checked
  std::string ruleset;                       ///< that it was checked with
  std::string body;       ///< the result line without its "index"; empty when nobody asked for it
  std::string sha256;     ///< of the input, when it was checked now
  bool known = false;     ///< comes from the journal
  std::string page;       ///< its own page, from when it was made until it is written
  std::string page_name;  ///< of that page's file, when it is written
};

[[nodiscard]] std::size_t count_of(const BatchResult& result, Severity severity);

/// How much of a report a result line holds.
enum class Detail : std::uint8_t {
  kNone,    ///< no line
  kCounts,  ///< without findings, checks and the figures that were not verified
  kFull,
};

[[nodiscard]] BatchResult checked_result(const CheckedReport& report, const std::string& ruleset,
                                         Detail detail, Language language);
[[nodiscard]] BatchResult failed_result(const std::string& file, Verdict verdict, const Bilingual& message,
                                        Detail detail, Language language);

/// The line, with a line feed.
[[nodiscard]] std::string result_line(const BatchResult& result);
/// A result from such a line (without line feed), or from a body. Empty for anything else.
[[nodiscard]] std::optional<BatchResult> parse_result(std::string_view line);

/// What all results together come to.
struct BatchSummary {
  struct PerRule {
    std::string rule;
    std::string name;
    Severity severity = Severity::kError;
    std::size_t reports = 0;
    std::size_t findings = 0;
  };
  std::size_t reports = 0;
  std::array<std::size_t, kVerdicts> verdicts{};
  std::vector<PerRule> rules;
  std::array<std::size_t, kPriorStates> priors{};  ///< checked reports, by PriorState
  std::size_t skipped = 0;                         ///< files of no readable format

  void add(const BatchResult& result);
  /// The most severe first, of these the most frequent.
  void sort_rules();
  [[nodiscard]] bool looked_for_priors() const;
  /// "跨年核对：已与上年报告核对 3 份；没有找到上年报告 1 份"; empty when nobody asked for it.
  [[nodiscard]] std::string priors_text(Language language) const;
  /// As Catalogue::document takes them.
  [[nodiscard]] std::vector<std::string> rule_ids() const;
};

}  // namespace zzaudit::cli
