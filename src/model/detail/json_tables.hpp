// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/detail/json_tree.hpp"
#include "zzaudit/model/report.hpp"

/// The "tables" of report.json.
namespace zzaudit::detail {

/// "元", "千元", "万元", "亿元".
[[nodiscard]] CurrencyUnit read_currency_unit(const JsonValue& value);
/// Reads all tables into `report`, in the order in which they stand.
void read_tables(const JsonValue& tables, Report& report);

}  // namespace zzaudit::detail
