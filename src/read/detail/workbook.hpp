// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "read/detail/xml.hpp"

/// XLSX as it is stored: sheets with the cells that hold something, every cell as displayed.
namespace zzaudit::detail {

struct SheetCell {
  std::uint32_t column = 0;  ///< from 1, as everywhere here
  std::string text;          ///< as displayed
  bool number = false;
  double value = 0;      ///< stored, of a number
  bool rounded = false;  ///< stored more exactly than displayed
  bool formula = false;
  std::string expression;  ///< of a formula, when it stands in the cell itself
  /// A formula whose stored result cannot be trusted: what is displayed is unknown, `text` is empty.
  bool unknown = false;
};

struct SheetRow {
  std::uint32_t row = 0;
  bool hidden = false;
  std::vector<SheetCell> cells;  ///< by column
};

/// Cells from the first corner to the last, both in it.
struct Range {
  std::uint32_t first_row = 0;
  std::uint32_t first_column = 0;
  std::uint32_t last_row = 0;
  std::uint32_t last_column = 0;
};

struct Sheet {
  std::string name;
  bool hidden = false;
  bool is_chart = false;  ///< a sheet without cells: a chart, a dialogue, a macro sheet
  bool has_drawing = false;
  std::vector<SheetRow> rows;  ///< by row; those without any filled cell are left out
  std::vector<Range> merges;   ///< of more than one cell
  std::vector<Range> hidden_columns;
};

/// Throws InputError for what is no workbook, is damaged or exceeds the limits.
[[nodiscard]] std::vector<Sheet> read_workbook(const RawInput& input);

/// Marks the formulas whose stored result cannot be right as unknown. `trusted`: the program that wrote the
/// workbook calculates.
void mark_unknown_results(std::vector<Sheet>& sheets, bool trusted);

inline constexpr std::uint32_t kLastRow = 1'048'576;
inline constexpr std::uint32_t kLastColumn = 16'384;

struct Address {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};
/// "$B$12" and "B12"; nothing for anything else or beyond the last cell of a sheet.
[[nodiscard]] std::optional<Address> parse_address(std::string_view text);
/// "B12:C20", or one address; nothing for anything else.
[[nodiscard]] std::optional<Range> parse_range(std::string_view text);

}  // namespace zzaudit::detail
