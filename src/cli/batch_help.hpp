// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "cli/batch_result.hpp"
#include "zzaudit/base/bilingual.hpp"

/// What `batch` and `merge` have in common on the command line.
namespace zzaudit::cli {

extern const BilingualView kBatchHelp;
extern const BilingualView kMergeHelp;

inline constexpr std::array<std::string_view, 4> kBatchShow{"error", "warning", "note", "all"};

[[nodiscard]] Verdict parse_show(const std::string& text);
/// Empty for "never".
[[nodiscard]] std::optional<Severity> parse_fail_on(const std::string& text);
/// The exit code that a whole batch has; the worst input counts.
[[nodiscard]] int exit_code_of(const BatchSummary& summary, std::optional<Severity> fail_on);

}  // namespace zzaudit::cli
