// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "recognise/detail/flow.hpp"
#include "recognise/detail/tables.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::recognition {

/// Puts the lines that no table took into `report.sections` and the other grids beside them.
void read_narrative(const Flow& flow, std::vector<OtherGrid> others, Report& report);

/// Unit, fiscal year, currency unit, rounding remark and form: what several places of the report state.
void read_identity(const Flow& flow, Report& report);

}  // namespace zzaudit::recognition
