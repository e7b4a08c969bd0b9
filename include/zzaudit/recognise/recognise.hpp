// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "zzaudit/document/document.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit {

/// Document → Report: the only place that guesses. Tables are known by title and headers, never by
/// number; what could not be placed is kept with its place (TableInfo::unplaced, Report::notes).
/// Throws InputError when none of the nine tables can be found: that is no final-accounts report.
[[nodiscard]] Report recognise(const Document& document);

}  // namespace zzaudit
