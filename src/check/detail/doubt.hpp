// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "zzaudit/check/finding.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::detail {

/// Why a finding may be the reader's fault and not the report's: it rests on a table whose cells were read
/// with doubt, or on the absence of a table where something that was read with doubt could be it. Nothing
/// when it stands.
[[nodiscard]] std::optional<Bilingual> doubt_about(const Report& report, const Finding& finding);

}  // namespace zzaudit::detail
