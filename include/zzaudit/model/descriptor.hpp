// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

#include "zzaudit/model/report.hpp"

/// One descriptor a struct ties member, key and labels; the recogniser, report.json in both
/// directions, formulas, findings and the schema all go through it, so a member is named once.
namespace zzaudit {

/// Side of a two-sided table that a fixed line stands on.
enum class Side : std::uint8_t { kNone, kIncome, kExpenditure };

/// A column: key for formulas and report.json, label for people.
struct ColumnInfo {
  std::string_view key;
  BilingualView label;
};

/// A fixed line: key, label, side, and the key of the line it is a part of ("" when none).
struct LineInfo {
  std::string_view key;
  BilingualView label;
  Side side = Side::kNone;
  std::string_view parent;
};

/// A table: key as in the findings contract, the form's title.
struct TableDescriptor {
  TableKey table;
  std::string_view key;
  BilingualView title;
  std::span<const ColumnInfo> columns;
  std::span<const LineInfo> lines;
  bool has_rows;   ///< has rows by 科目 besides its fixed lines
  bool economic;   ///< those rows are 支出经济分类 rather than 支出功能分类
  Side rows_side;  ///< side its 科目 rows stand on
};

[[nodiscard]] const TableDescriptor& descriptor(TableKey table);
/// By key ("income") or by title ("收入决算表"); empty when there is none.
[[nodiscard]] std::optional<TableKey> find_table(std::string_view key_or_title);
/// Index in `descriptor(table).columns` or `.lines`, by key or Chinese label; empty when none.
[[nodiscard]] std::optional<std::size_t> find_column(TableKey table, std::string_view key_or_label);
[[nodiscard]] std::optional<std::size_t> find_line(TableKey table, std::string_view key_or_label);

/// Most columns of any table.
inline constexpr std::size_t kMaxColumns = 8;

/// One row of a table seen without its type. Pointers into the Report, valid as long as it is.
/// `ReportT` is Report or const Report.
template <bool kConst>
struct BasicRowView {
  template <class T>
  using Ptr = std::conditional_t<kConst, const T*, T*>;
  const LineInfo* line = nullptr;  ///< null for a 科目 row
  Ptr<bool> present = nullptr;
  Ptr<std::string> code = nullptr;
  Ptr<std::string> name = nullptr;
  Ptr<Place> place = nullptr;
  std::array<Ptr<Cell>, kMaxColumns> cells{};  ///< by column index; null beyond the table's columns

  /// Key of a fixed line, or the 科目编码.
  [[nodiscard]] std::string_view key() const { return line != nullptr ? line->key : std::string_view(*code); }
};
using RowView = BasicRowView<true>;
using MutableRowView = BasicRowView<false>;

/// All rows of a table: its fixed lines in descriptor order, then its 科目 rows as printed. Fixed
/// lines that are not printed are included with *present false and absent cells.
[[nodiscard]] std::vector<RowView> rows_of(const Report& report, TableKey table);
[[nodiscard]] std::vector<MutableRowView> rows_of(Report& report, TableKey table);
[[nodiscard]] const TableInfo& info_of(const Report& report, TableKey table);
[[nodiscard]] TableInfo& info_of(Report& report, TableKey table);
/// Appends a 科目 row to a table that has such rows and returns its view (which, like all views of
/// that table, the next append may invalidate).
MutableRowView append_row(Report& report, TableKey table, std::string code, std::string name,
                          const Place& place);
/// Label of a row for people: "2010302 一般行政管理事务" or the fixed line's label.
[[nodiscard]] std::string row_label(const RowView& row, Language language);

}  // namespace zzaudit
