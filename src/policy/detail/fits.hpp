// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "zzaudit/policy/acceptance.hpp"

namespace zzaudit::detail {

/// Whether the waiver is for this report at all.
[[nodiscard]] bool concerns(const Waiver& waiver, const std::string& file, const Report& report);
/// Whether all that it says about rule and place fits the finding, in a report that it is for.
[[nodiscard]] bool fits(const Waiver& waiver, const Finding& finding);

}  // namespace zzaudit::detail
