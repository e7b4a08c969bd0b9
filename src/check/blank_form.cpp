// SPDX-License-Identifier: Apache-2.0
#include "check/detail/blank_form.hpp"

#include <algorithm>
#include <array>

#include "zzaudit/check/code.hpp"

namespace zzaudit::detail {

bool is_blank_form(const Snapshot& snapshot, const Words& words) {
  const bool any_amount = std::ranges::any_of(snapshot.amounts, [](const Amount& amount) {
    return amount.state == AmountState::kValue || amount.state == AmountState::kUnreadable;
  });
  const bool any_table = std::ranges::any_of(snapshot.tables, &TableSnapshot::present);
  const bool any_ignored = std::ranges::any_of(
      snapshot.tables, [](const TableSnapshot& table) { return !table.info->ignored.empty(); });
  const bool any_claim =
      std::ranges::any_of(words.claims, [](const Claim& claim) { return claim.figure.has_value(); });
  return any_table && !any_amount && !any_ignored && !any_claim;
}

Finding blank_form_finding(const Report& report, const Rule& rule) {
  Finding finding;
  std::size_t count = 0;
  for (const TableKey table : kAllTables) {
    if (!info_of(report, table).present) continue;
    if (count++ == 0) finding.locations = {table_location(report, table)};
  }
  const std::string number = std::to_string(count);
  const std::array arguments = {MessageArgument{"count", {number, number}}};
  finding.message = fill_message(rule.message, arguments);
  return finding;
}

}  // namespace zzaudit::detail
