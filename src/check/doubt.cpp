// SPDX-License-Identifier: Apache-2.0
#include "check/detail/doubt.hpp"

#include <algorithm>

#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail {
namespace {

bool any_doubtful_grid(const Report& report) {
  return std::ranges::any_of(kAllTables,
                             [&](TableKey table) { return info_of(report, table).low_confidence; }) ||
         std::ranges::any_of(report.other_tables,
                             [](const OtherTable& other) { return other.grid.low_confidence; });
}

}  // namespace

std::optional<Bilingual> doubt_about(const Report& report, const Finding& finding) {
  if (!any_doubtful_grid(report)) {
    return std::nullopt;
  }
  const auto doubtful = [&](const Location& location) {
    return location.table &&
           (info_of(report, *location.table).low_confidence || !info_of(report, *location.table).present);
  };
  if (std::ranges::any_of(finding.locations, doubtful) ||
      std::ranges::any_of(finding.operands, doubtful, &Operand::location)) {
    return Bilingual{
        "有的表没有框线，行列是推断的，不据以报错",
        "some tables have no rules, so that their rows and columns are a guess and no ground for findings"};
  }
  return std::nullopt;
}

}  // namespace zzaudit::detail
