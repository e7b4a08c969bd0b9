// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "check/detail/formula.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report.hpp"

/// The nine tables as plain numbers: every amount a 128-bit integer of one common scale in the
/// report's unit, with half the unit of its last printed decimal, so that checking is integer work.
namespace zzaudit::detail {

enum class AmountState : std::uint8_t {
  kAbsentLine,    ///< the fixed line is not printed
  kAbsentColumn,  ///< the form has no such column
  kBlank,
  kValue,
  kUnreadable,  ///< or beyond what can be compared exactly
};

struct Amount {
  AmountState state = AmountState::kAbsentColumn;
  Int128 value = 0;  ///< in units of 10^-Snapshot::scale
  Int128 half = 0;   ///< zero for a printed zero
  Int128 ulp = 0;    ///< one unit of the last printed decimal
};

inline constexpr int kNoRow = -1;

struct TableSnapshot {
  TableKey key = TableKey::kOverview;
  const TableInfo* info = nullptr;
  std::vector<RowView> rows;  ///< fixed lines first
  std::size_t lines = 0;      ///< how many of `rows` are fixed lines
  std::size_t columns = 0;
  std::size_t first_cell = 0;
  std::vector<int> parents;             ///< by row: nearest printed ancestor, or kNoRow
  std::vector<std::uint8_t> has_parts;  ///< by row
  std::vector<std::uint32_t> by_code;   ///< 科目 rows sorted by code, then as printed
  bool any_amount = false;              ///< one that is not nil
  bool regular_codes = true;            ///< every 科目 row has a code of a level

  [[nodiscard]] bool present() const { return info->present; }
  [[nodiscard]] std::size_t cell(std::size_t row, std::size_t column) const {
    return first_cell + row * columns + column;
  }
  [[nodiscard]] std::string_view code(std::size_t row) const { return *rows[row].code; }
  /// Rows with that code or beneath it, in order of code.
  [[nodiscard]] std::span<const std::uint32_t> beneath(std::string_view code) const;
};

struct CellPosition {
  TableKey table;
  std::size_t row;
  std::size_t column;
};

struct Snapshot {
  const Report* report = nullptr;
  CurrencyUnit unit = CurrencyUnit::kTenThousandYuan;  ///< of the report: that of all figures here
  int scale = 0;                                       ///< decimals of every Amount
  std::array<TableSnapshot, kTableCount> tables;
  std::vector<Amount> amounts;  ///< by cell number

  [[nodiscard]] const TableSnapshot& table(TableKey key) const {
    return tables[static_cast<std::size_t>(key)];
  }
  [[nodiscard]] CellPosition position(std::size_t cell) const;
  [[nodiscard]] const Cell& printed(std::size_t cell) const;
};

[[nodiscard]] Snapshot take_snapshot(const Report& report);

/// True for three, five or (功能分类) seven digits.
[[nodiscard]] bool is_regular_code(std::string_view code, bool economic);

/// An amount of this scale as text, with as few decimals as it needs but at least `decimals`.
[[nodiscard]] std::string format_amount(Int128 value, int scale, int decimals);

}  // namespace zzaudit::detail
