// SPDX-License-Identifier: Apache-2.0
#include "check/detail/snapshot.hpp"

#include <algorithm>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

/// Amounts with more decimals than this, in the report's unit, are not compared.
constexpr int kMaxScale = 12;
/// 10^26: sums of thousands of them with the largest coefficients stay within 128 bits.
constexpr int kMaxPower = 26;

constexpr Int128 power_of_ten(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

CurrencyUnit unit_of(const Report& report) {
  if (report.currency_unit) {
    return *report.currency_unit;
  }
  for (const auto key : kAllTables) {
    const auto& info = info_of(report, key);
    if (info.present && info.currency_unit) {
      return *info.currency_unit;
    }
  }
  return CurrencyUnit::kTenThousandYuan;
}

/// Decimals of a printed amount once it is in the report's unit.
int decimals_in(const Cell& cell, int shift) { return cell.value.decimals() + shift; }

Amount amount_of(const Cell& cell, int shift, int scale) {
  switch (cell.state) {
    case CellState::kAbsent:
      return {AmountState::kAbsentColumn, 0, 0, 0};
    case CellState::kBlank:
      return {AmountState::kBlank, 0, 0, power_of_ten(scale > 2 ? scale - 2 : 0)};
    case CellState::kUnreadable:
      return {AmountState::kUnreadable, 0, 0, 0};
    case CellState::kValue:
      break;
  }
  const int exponent = scale - decimals_in(cell, shift);
  const auto mantissa = cell.value.mantissa();
  if (exponent < 1 || exponent > kMaxPower) {
    return {AmountState::kUnreadable, 0, 0, 0};
  }
  const auto ulp = power_of_ten(exponent);
  const auto limit = power_of_ten(kMaxPower) / ulp;
  if (mantissa > limit || mantissa < -limit) {
    return {AmountState::kUnreadable, 0, 0, 0};
  }
  return {AmountState::kValue, mantissa * ulp, mantissa == 0 ? 0 : ulp / 2, ulp};
}

int shift_of(const TableInfo& info, CurrencyUnit unit) {
  const auto from = info.currency_unit.value_or(unit);
  return static_cast<int>(unit) - static_cast<int>(from);
}

/// One decimal more than the finest printed amount, so that half a unit is a whole number.
int scale_of(const Snapshot& snapshot) {
  int decimals = 2;
  for (const auto& table : snapshot.tables) {
    const int shift = shift_of(*table.info, snapshot.unit);
    for (const auto& row : table.rows) {
      for (std::size_t column = 0; column < table.columns; ++column) {
        const auto& cell = *row.cells[column];
        if (cell.has_value() && decimals_in(cell, shift) <= kMaxScale) {
          decimals = std::max(decimals, decimals_in(cell, shift));
        }
      }
    }
  }
  return decimals + 1;
}

void fill_amounts(Snapshot& snapshot) {
  for (auto& table : snapshot.tables) {
    const int shift = shift_of(*table.info, snapshot.unit);
    table.first_cell = snapshot.amounts.size();
    for (const auto& row : table.rows) {
      for (std::size_t column = 0; column < table.columns; ++column) {
        auto amount = *row.present ? amount_of(*row.cells[column], shift, snapshot.scale)
                                   : Amount{AmountState::kAbsentLine, 0, 0, 0};
        table.any_amount = table.any_amount || (amount.state == AmountState::kValue && amount.value != 0);
        snapshot.amounts.push_back(amount);
      }
    }
  }
}

void index_codes(TableSnapshot& table) {
  const bool economic = descriptor(table.key).economic;
  table.parents.assign(table.rows.size(), kNoRow);
  table.has_parts.assign(table.rows.size(), 0);
  for (auto row = table.lines; row < table.rows.size(); ++row) {
    table.by_code.push_back(static_cast<std::uint32_t>(row));
    table.regular_codes = table.regular_codes && is_regular_code(table.code(row), economic);
  }
  std::ranges::sort(table.by_code, [&](auto a, auto b) {
    return std::pair(table.code(a), a) < std::pair(table.code(b), b);
  });
  // A row's ancestors come before it in this order; the open ones are kept on a stack.
  std::vector<std::uint32_t> open;
  for (const auto row : table.by_code) {
    const auto code = table.code(row);
    while (!open.empty() &&
           (!code.starts_with(table.code(open.back())) || code.size() == table.code(open.back()).size())) {
      open.pop_back();
    }
    if (!open.empty() && !table.code(open.back()).empty()) {
      table.parents[row] = static_cast<int>(open.back());
      table.has_parts[open.back()] = 1;
    }
    open.push_back(row);
  }
}

}  // namespace

bool is_regular_code(std::string_view code, bool economic) {
  const auto size = code.size();
  return (size == 3 || size == 5 || (size == 7 && !economic)) && std::ranges::all_of(code, is_digit);
}

std::span<const std::uint32_t> TableSnapshot::beneath(std::string_view prefix) const {
  const auto begin = std::ranges::lower_bound(by_code, prefix, {}, [&](auto row) { return code(row); });
  auto end = begin;
  while (end != by_code.end() && code(*end).starts_with(prefix)) {
    ++end;
  }
  return {begin, end};
}

CellPosition Snapshot::position(std::size_t cell) const {
  for (const auto& entry : tables) {
    if (cell < entry.first_cell + entry.rows.size() * entry.columns) {
      const auto index = cell - entry.first_cell;
      return {entry.key, index / entry.columns, index % entry.columns};
    }
  }
  return {TableKey::kOverview, 0, 0};
}

const Cell& Snapshot::printed(std::size_t cell) const {
  const auto [key, row, column] = position(cell);
  return *table(key).rows[row].cells[column];
}

Snapshot take_snapshot(const Report& report) {
  Snapshot snapshot;
  snapshot.report = &report;
  snapshot.unit = unit_of(report);
  for (const auto key : kAllTables) {
    auto& table = snapshot.tables[static_cast<std::size_t>(key)];
    const auto& form = descriptor(key);
    table.key = key;
    table.info = &info_of(report, key);
    table.columns = form.columns.size();
    table.lines = form.lines.size();
    table.rows = rows_of(report, key);
  }
  snapshot.scale = scale_of(snapshot);
  fill_amounts(snapshot);
  for (auto& table : snapshot.tables) {
    index_codes(table);
  }
  return snapshot;
}

std::string format_amount(Int128 value, int scale, int decimals) {
  while (scale > decimals && value % 10 == 0) {
    value /= 10;
    --scale;
  }
  return Decimal{value, scale}.to_string();
}

}  // namespace zzaudit::detail
