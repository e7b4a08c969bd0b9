// SPDX-License-Identifier: Apache-2.0
// Which stored results of formulas cannot be right, and the cell addresses that formulas are made of.
#include <algorithm>
#include <charconv>
#include <utility>

#include "read/detail/builder.hpp"
#include "read/detail/workbook.hpp"

namespace zzaudit::detail {
namespace {

const SheetCell* cell_at(const Sheet& sheet, std::uint32_t row, std::uint32_t column) {
  const auto in = std::ranges::lower_bound(sheet.rows, row, {}, &SheetRow::row);
  if (in == sheet.rows.end() || in->row != row) return nullptr;
  const auto cell = std::ranges::lower_bound(in->cells, column, {}, &SheetCell::column);
  return cell == in->cells.end() || cell->column != column ? nullptr : &*cell;
}

/// Cells that an expression adds up, when it does nothing else: "D7+E7", "SUM(C8:C20,C25)". Nothing for any
/// other expression.
std::optional<std::vector<Range>> summands(std::string_view expression) {
  std::vector<Range> ranges;
  while (!expression.empty()) {
    const std::size_t end = std::min(expression.find_first_of("+,() "), expression.size());
    const std::string_view word = expression.substr(0, end);
    const char mark = end < expression.size() ? expression[end] : ' ';
    expression.remove_prefix(std::min(end + 1, expression.size()));
    if (word.empty()) continue;
    if (mark == '(') {
      if (word != "SUM") return std::nullopt;
      continue;
    }
    const auto range = parse_range(word);
    if (!range) return std::nullopt;
    ranges.push_back(*range);
  }
  return ranges;
}

/// Whether a sum that is stored as 0 cannot be 0: an amount is above zero and none below, or one is unknown.
/// Gives up, and trusts, when `budget` cells have been looked at.
bool cannot_be_zero(const Sheet& sheet, const SheetCell& cell, std::size_t& budget) {
  const auto ranges = summands(cell.expression);
  if (!ranges) return false;
  bool positive = false;
  for (const Range& range : *ranges) {
    for (std::uint32_t row = range.first_row; row <= range.last_row; ++row) {
      for (std::uint32_t column = range.first_column; column <= range.last_column; ++column) {
        if (budget == 0) return false;
        --budget;
        const SheetCell* part = cell_at(sheet, row, column);
        if (part == nullptr) continue;
        if (part->unknown) return true;
        if (part->number && part->value < 0) return false;
        positive = positive || (part->number && part->value > 0);
      }
    }
  }
  return positive;
}

void forget(SheetCell& cell) {
  cell.unknown = true;
  cell.rounded = false;
  cell.text.clear();
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  Address address;
  std::size_t i = text.starts_with('$') ? 1 : 0;
  for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && address.column <= kLastColumn; ++i) {
    address.column = address.column * 26 + static_cast<std::uint32_t>(text[i] - 'A' + 1);
  }
  if (i < text.size() && text[i] == '$') ++i;
  const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), address.row);
  if (error != std::errc{} || end != text.data() + text.size() || address.column == 0 || address.row == 0 ||
      address.column > kLastColumn || address.row > kLastRow) {
    return std::nullopt;
  }
  return address;
}

std::optional<Range> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = parse_address(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : parse_address(text.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return Range{first->row, first->column, last->row, last->column};
}

void mark_unknown_results(std::vector<Sheet>& sheets, bool trusted) {
  std::vector<std::pair<const Sheet*, SheetCell*>> zeros;
  bool all_zero = true;
  for (Sheet& sheet : sheets) {
    for (SheetRow& row : sheet.rows) {
      for (SheetCell& cell : row.cells) {
        if (!cell.formula || cell.unknown) continue;
        const bool zero = cell.number && cell.value == 0;
        if (zero) zeros.emplace_back(&sheet, &cell);
        all_zero = all_zero && zero;
      }
    }
  }
  if (all_zero && !trusted) {
    for (const auto& [sheet, cell] : zeros) forget(*cell);
    return;
  }
  // Sums of sums: what depends on an unknown result is unknown too.
  constexpr int kMostRounds = 10;
  std::size_t budget = 10UL * kMaxCells;
  bool changed = true;
  for (int round = 0; changed && round < kMostRounds; ++round) {
    changed = false;
    for (const auto& [sheet, cell] : zeros) {
      if (cell->unknown || !cannot_be_zero(*sheet, *cell, budget)) continue;
      forget(*cell);
      changed = true;
    }
  }
}

}  // namespace zzaudit::detail
