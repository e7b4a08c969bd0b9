// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "recognise/detail/flow.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::recognition {

/// A grid that is none of the nine tables.
struct OtherGrid {
  std::size_t block = 0;
  std::string title;
  Grid grid;
};

/// Finds the nine tables, fills them into `report` and marks the lines that belong to them as taken.
/// Returns the other grids in order.
[[nodiscard]] std::vector<OtherGrid> find_tables(Flow& flow, Report& report);

}  // namespace zzaudit::recognition
