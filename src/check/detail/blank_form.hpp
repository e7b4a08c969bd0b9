// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "check/detail/snapshot.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/model/claim.hpp"

/// The form that was handed out, submitted in place of the report: the only thing worth saying about it.
namespace zzaudit::detail {

/// Name of the built-in check for blank forms; the engine does it itself, and then nothing else.
inline constexpr std::string_view kBlankFormCheck = "blank-form";

/// True when there are tables, and neither they nor the words hold an amount, a printed zero included.
[[nodiscard]] bool is_blank_form(const Snapshot& snapshot, const Words& words);

[[nodiscard]] Finding blank_form_finding(const Report& report, const Rule& rule);

}  // namespace zzaudit::detail
