// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "recognise/detail/layout.hpp"
#include "zzaudit/model/report.hpp"

/// Puts the cells of a grid into a typed table.
namespace zzaudit::recognition {

/// A table of the report while it is being filled, over all grids that it is printed in.
class Target {
 public:
  Target(Report& report, TableKey table);

  [[nodiscard]] TableKey table() const { return table_; }
  [[nodiscard]] const TableWords& words() const { return *words_; }
  [[nodiscard]] MutableRowView& line(std::size_t index) { return lines_.at(index); }
  [[nodiscard]] TableInfo& info() const { return *info_; }

  /// The fixed line that a row label names on that side; empty when it names none. `strict` keeps to
  /// the side, otherwise a label that only the other side knows is accepted.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view label, Side side, bool strict) const;
  /// True for printed lines that are known and have no place in the model.
  [[nodiscard]] bool ignores(std::string_view label) const;

  /// An amount with its unit checked against the table's: an amount in another unit is unreadable.
  [[nodiscard]] Cell amount(const GridView& view, std::size_t row, std::size_t column) const;
  /// Fills a fixed line. A line printed twice alike is one; printed twice differently, the second is
  /// left unplaced.
  void set_line(const GridView& view, std::size_t index, std::size_t row, std::size_t label_column,
                const std::vector<std::pair<std::size_t, std::size_t>>& cells);
  /// Appends a 科目 row. `cells` are pairs of key and grid column.
  void add_row(const GridView& view, std::string code, std::size_t row, std::size_t label_column,
               std::size_t name_column, const std::vector<std::pair<std::size_t, std::size_t>>& cells);
  void leave_out(std::string text, const Place& place, bool has_amounts);
  /// Keeps account of known figures that have no place in the model; no amounts are no account. A
  /// column met again, on the next page or in the next row, is counted on.
  void ignore_column(std::string text, const Place& place, std::size_t amounts);
  void ignore_row(const GridView& view, std::size_t row, std::size_t label_column,
                  const std::vector<std::size_t>& columns);
  /// Accepts a line that stands for several of the model's; false when the label names none.
  bool merge_line(const GridView& view, std::size_t row, std::size_t label_column,
                  const std::vector<std::size_t>& columns);
  /// Call once all grids are read: the lines that a merged one contains, where they are not printed,
  /// count as printed without an amount of their own, so that no sum takes them for nil.
  void finish();

  /// 类, 款, 项 last printed, for forms that print them once for all rows beneath.
  std::array<std::string, 3> last_parts;

 private:
  Report* report_;
  TableKey table_;
  const TableWords* words_;
  TableInfo* info_;
  std::vector<MutableRowView> lines_;
  struct MergedLine {
    std::size_t line;
    std::string name;
    Place place;
  };
  std::vector<MergedLine> merged_;
};

/// Fills `target` from the rows `data` of a grid.
void fill(Target& target, const GridView& view, const Layout& layout, RowRange data);

/// True when the header shows the columns that the table must have; a title alone makes no table.
[[nodiscard]] bool is_usable(const Target& target, const Layout& layout);

// By form of table; `fill` chooses.
void fill_subjects(Target& target, const GridView& view, const Layout& layout, RowRange data);
void fill_sides(Target& target, const GridView& view, const Layout& layout, RowRange data);
void fill_basic(Target& target, const GridView& view, const Layout& layout, RowRange data);
void fill_three_public(Target& target, const GridView& view, const Layout& layout, RowRange data);

/// Columns of a “三公” table whose header names an item or a measure (预算数, 决算数).
[[nodiscard]] std::size_t three_public_columns(const Target& target, const Layout& layout);
/// True for rows without figures of their own: blank, a header once more, column numbers.
[[nodiscard]] bool is_filler_row(const GridView& view, const Layout& layout, std::size_t row);
/// True when any of the columns holds something with digits in that row.
[[nodiscard]] bool has_amounts(const GridView& view, std::size_t row,
                               const std::vector<std::size_t>& columns);
/// How many of the columns hold an amount in that row.
[[nodiscard]] std::size_t count_amounts(const GridView& view, std::size_t row,
                                        const std::vector<std::size_t>& columns);
/// The code of the 科目 that has this name, when no other has; empty otherwise.
[[nodiscard]] std::string code_by_name(bool economic, std::string_view label);
/// The code in the code columns of a block as printed, whole or put together from its parts; empty
/// when none is printed.
[[nodiscard]] std::string code_of(Target& target, const GridView& view, const ColumnBlock& block,
                                  std::size_t row);
/// Pairs of key and grid column of the amounts of a block.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> amount_cells(const Layout& layout,
                                                                            const ColumnBlock& block);

}  // namespace zzaudit::recognition
