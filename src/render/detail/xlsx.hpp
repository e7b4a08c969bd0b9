// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render/detail/style.hpp"
#include "render/detail/workbook.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/render/render.hpp"

/// The sheets of the workbook. Every text goes through `text`, every amount through `figure`.
namespace zzaudit::detail::xlsx {

using workbook::Cell;
using workbook::Look;
using workbook::Writer;

/// What all sheets have in common.
struct Context {
  const CheckRun& run;
  const Catalogue& catalogue;
  Language language = Language::kChinese;

  [[nodiscard]] std::string_view in(std::string_view zh, std::string_view en) const {
    return detail::in(language, zh, en);
  }
};

/// Text that a spreadsheet shows as it is. Line feeds stay; control, direction and non-characters become
/// visible; "_x0041_", which Excel would read as "A", is escaped; more than a cell holds is cut, with "…".
///
/// A cell of text is never a formula in the workbook. A CSV file saved from it says nothing of types, so text
/// that begins like a formula (= + - @, full-width too) and is more than a number gets an apostrophe before
/// it.
[[nodiscard]] Cell text(std::string_view text, Look look = Look::kText);
/// An exact decimal as a number with the decimals as printed; as text when it is none ("1,234.5", "增长"), or
/// when it has more digits than a spreadsheet keeps (15).
[[nodiscard]] Cell figure(std::string_view value);
[[nodiscard]] Cell count(std::size_t number, Look look = Look::kText);
/// Verified of all numbers in per cent; rounded down to one decimal, so that 100 % means all. Blank when
/// there are none.
[[nodiscard]] Cell share(const CoverageCount& coverage);
void add(CoverageCount& sum, const CoverageCount& count);

/// The bytes of a workbook with the sheets that `write_sheets` writes. Error when that cannot be done.
[[nodiscard]] std::string make_workbook(const workbook::Properties& properties,
                                        const std::function<void(Writer& writer)>& write_sheets);

/// One column of a sheet with how its cells come from a row's value, and what all sheets have in common.
template <class Row, class Context = xlsx::Context>
struct Column {
  BilingualView title;
  double width = 0;  ///< in characters
  Cell (*cell)(const Context& context, const Row& row) = nullptr;
};

/// How many rows a sheet is going to have, without its head.
struct RowCounts {
  std::size_t table = 0;  ///< that the filter is for
  std::size_t after = 0;  ///< below the table
};

/// The rows of one sheet, of which there may be more than a sheet holds: the last one then says how many are
/// left out.
class Rows {
 public:
  Rows(Writer& writer, workbook::Sheet sheet, RowCounts counts, Language language,
       std::size_t most = workbook::kMostRows);
  void add(std::span<const Cell> cells);
  /// To be called when all rows were added.
  void finish();

 private:
  Writer& writer_;
  Language language_;
  workbook::Sheet sheet_;
  std::size_t left_out_;  ///< rows that will not be written
  std::size_t room_;      ///< rows that can still be written
};

/// A sheet without rows and counts.
template <class Row, class Context>
[[nodiscard]] workbook::Sheet sheet_of(const Context& context, std::string_view name,
                                       std::span<const Column<Row, Context>> columns) {
  workbook::Sheet sheet;
  sheet.name = name;
  for (const Column<Row, Context>& column : columns) {
    sheet.columns.push_back({std::string(column.title.in(context.language)), column.width});
  }
  return sheet;
}

template <class Row, class Context>
[[nodiscard]] std::vector<Cell> cells_of(const Context& context,
                                         std::span<const Column<Row, Context>> columns, const Row& row) {
  std::vector<Cell> cells;
  cells.reserve(columns.size());
  for (const Column<Row, Context>& column : columns) {
    cells.push_back(column.cell(context, row));
  }
  return cells;
}

/// Title of a rule, its name when it has none; "" when it is not in force.
[[nodiscard]] std::string title_of(const Context& context, std::string_view rule);
/// A place in words and where it stands in the source: "支出决算表“合计”的项目支出（第 25 行）".
[[nodiscard]] std::string place_of(const Context& context, const Report& report, Location location,
                                   std::string_view about);

void write_summary(Writer& writer, const Context& context);
void write_findings(Writer& writer, const Context& context);
void write_checks(Writer& writer, const Context& context);
void write_coverage(Writer& writer, const Context& context);

}  // namespace zzaudit::detail::xlsx
