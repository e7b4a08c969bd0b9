// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "check/detail/formula.hpp"
#include "check/detail/snapshot.hpp"

namespace zzaudit::detail {

/// Where the scope of a formula is.
struct Loop {
  std::size_t row = 0;
  std::size_t column = 0;
  std::string_view code;
};

enum class Selected : std::uint8_t {
  kRows,             ///< possibly none: what is not printed counts nil
  kNoRowsByCode,     ///< the table has amounts, but prints no 科目 rows
  kHigherLevelOnly,  ///< the table prints only an ancestor of the code, with an amount
};

/// Finds the rows that a selector names, in the order printed where it matters.
[[nodiscard]] Selected select_rows(const Snapshot& snapshot, const RowSelector& selector, std::size_t column,
                                   const Loop& loop, std::vector<std::uint32_t>& rows);

}  // namespace zzaudit::detail
