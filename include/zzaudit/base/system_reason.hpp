// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "zzaudit/base/bilingual.hpp"

namespace zzaudit {

/// What an error number of the system means, in both languages ("No space left on device", 磁盘空间不足).
/// Unusual numbers have the system's own words in both.
[[nodiscard]] Bilingual system_reason(int error);

}  // namespace zzaudit
