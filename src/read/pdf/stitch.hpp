// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/pdf/grid.hpp"

namespace zzaudit::pdf {

/// Appends a table that goes on with `table` at the top of the next page: same outer borders, and the columns
/// of one are among those of the other. Header rows that are printed again, and a blank first row (the rest
/// of a row that the page break cut), are left out. False, with nothing changed, when it is another table.
[[nodiscard]] bool append(Table& table, Table& next);

}  // namespace zzaudit::pdf
