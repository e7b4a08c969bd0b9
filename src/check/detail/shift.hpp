// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "check/detail/evaluate.hpp"

/// Rows that slipped: from some row on, the figures of a table stand some rows too high or too low.
namespace zzaudit::detail {

/// Name of the built-in check for shifted rows; the engine does it itself.
inline constexpr std::string_view kShiftCheck = "rows-shifted";

struct MovedCell {
  std::uint32_t cell = 0;
  Int128 repair = 0;                  ///< in units of 10^-Snapshot::scale
  std::optional<std::uint32_t> from;  ///< the cell that prints the repair; none when it is printed nowhere

  friend bool operator==(const MovedCell&, const MovedCell&) = default;
};

struct RowShift {
  TableKey table = TableKey::kOverview;
  int rows = 0;          ///< 1–5: how far the figures stand from their own rows
  bool up = false;       ///< they stand above their own rows
  bool wrapped = false;  ///< the figures pushed over one end stand at the other
  bool all_columns = false;
  std::vector<MovedCell> cells;          ///< in order of row, then column: those whose repair is certain
  std::vector<std::uint32_t> instances;  ///< the failing instances that undoing it mends
};

/// Tests, for each table with failing instances, whether undoing a shift of one column or of all
/// columns by 1–5 rows within a run of rows mends every failing error and warning that involves them and
/// breaks nothing. A shift is believed when at least three rows with amounts moved, when the mended
/// identities are more than what chance and the figures left open explain, when no single figure would
/// mend them, and when no other shift explains as much. At most one shift a table; bounded work.
[[nodiscard]] std::vector<RowShift> find_shifts(const Snapshot& snapshot, const Evaluation& evaluation,
                                                std::span<const CompiledRule> rules);

}  // namespace zzaudit::detail
