// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "zzaudit/base/decimal.hpp"
#include "zzaudit/base/place.hpp"

namespace zzaudit {

/// What stands in a cell. `kAbsent`: the form as printed has no such row or column. `kBlank`: it has,
/// and nothing (or a dash) is printed there; whether that means zero is the form's and the rule's
/// business. `kUnreadable`: something is printed that is no amount; without `text`, the reader could not tell
/// what is printed, and no finding is made of that.
enum class CellState : std::uint8_t { kAbsent, kBlank, kValue, kUnreadable };

/// One amount of a table, in the table's currency unit.
struct Cell {
  CellState state = CellState::kAbsent;
  Decimal value;     ///< meaningful only for kValue
  std::string text;  ///< as printed when it is not plainly the value (unreadable, odd separators, "-")
  Place place;

  [[nodiscard]] bool has_value() const { return state == CellState::kValue; }
  [[nodiscard]] bool is_absent() const { return state == CellState::kAbsent; }
};

/// Reads a printed amount: thousands separators (ASCII or full-width, with spaces: "6, 094. 55"),
/// full-width digits, a leading minus or enclosing brackets for negatives, a trailing unit that
/// equals the table's. Blank for nothing, "-", "—", "/", "无" and the like. Unreadable for the rest
/// ("NaN", "12.3.4", more than Decimal::kMaxDigits digits, misplaced letters).
/// `text` is kept when it is not simply the value with regular thousands separators.
[[nodiscard]] Cell parse_cell(std::string_view printed, const Place& place);
/// True when the separators of a printed amount are irregular ("6,09,4.55", "1,2345").
[[nodiscard]] bool has_irregular_separators(std::string_view printed);

}  // namespace zzaudit
