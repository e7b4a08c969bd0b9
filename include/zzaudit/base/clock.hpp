// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// The time, which SOURCE_DATE_EPOCH (seconds since 1970, UTC) stands in for where it is set, so that a run
/// can be repeated byte by byte. UsageError when it is no number of seconds up to the end of the year 9999.
namespace zzaudit {

/// The day in the system's time zone (UTC with SOURCE_DATE_EPOCH), "2026-11-26".
[[nodiscard]] std::string today();
/// The moment in UTC, "2026-11-26T08:30:00".
[[nodiscard]] std::string utc_time();

}  // namespace zzaudit
