// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "recognise/detail/fill.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

bool is_label_column(const Layout& layout, std::size_t column) {
  const Role role = layout.columns[column].role;
  return role == Role::kCode || role == Role::kName;
}

/// Where the amount of a total stands: totals are printed across merged cells, so their amount is the
/// first one right of the label and before the next label; else the block's own column.
std::size_t amount_column(const GridView& view, const Layout& layout, const ColumnBlock& block,
                          std::size_t row, std::size_t label_column) {
  for (std::size_t column = label_column + 1; column < layout.columns.size(); ++column) {
    if (is_label_column(layout, column) && !view.label(row, column).empty()) {
      if (!is_number(view.text(row, column))) break;
      return column;
    }
    if (layout.columns[column].role == Role::kAmount && !view.label(row, column).empty()) return column;
  }
  return block.amounts.front();
}

/// 合计 beside 人员经费 and 公用经费 in columns: the row of totals gives all three.
void set_line_columns(Target& target, const GridView& view, const Layout& layout, const ColumnBlock& block,
                      std::size_t row) {
  for (const std::size_t column : block.amounts) {
    const Column& known = layout.columns[column];
    if (known.role == Role::kLineAmount) target.set_line(view, known.key, row, column, {{0, column}});
  }
}

/// A label of the row that names one of the totals, and places it.
bool place_total(Target& target, const GridView& view, const Layout& layout, const ColumnBlock& block,
                 std::size_t row) {
  bool placed = false;
  for (const auto* columns : {&block.codes, &block.names}) {
    for (const std::size_t column : *columns) {
      const std::string& label = view.label(row, column);
      if (label.empty()) continue;
      const auto line = target.find(label, Side::kNone, false);
      if (!line) continue;
      // "人员经费" above its 科目 is a heading when nothing stands beside it.
      const std::size_t amount = amount_column(view, layout, block, row, column);
      if (view.label(row, amount).empty() && label.find("合计") == std::string::npos) return true;
      target.set_line(view, *line, row, column, {{0, amount}});
      if (descriptor(target.table()).lines[*line].key == "total")
        set_line_columns(target, view, layout, block, row);
      placed = true;
    }
  }
  return placed;
}

/// 人员经费 and 公用经费 beside the amount of a 科目: only the row of totals has a place for them.
void ignore_line_columns(Target& target, const GridView& view, const Layout& layout, const ColumnBlock& block,
                         std::size_t row) {
  for (const std::size_t column : block.amounts) {
    if (layout.columns[column].role != Role::kLineAmount) continue;
    target.ignore_column(layout.columns[column].printed, view.place(row, column),
                         count_amounts(view, row, {column}));
  }
}

void fill_block(Target& target, const GridView& view, const Layout& layout, const ColumnBlock& block,
                std::size_t row, bool total_in_row) {
  std::string code = code_of(target, view, block, row);
  std::size_t name = block.names.empty() ? block.codes.front() : block.names.front();
  for (const std::size_t column : block.names) {
    if (!view.label(row, column).empty()) {
      name = column;
      break;
    }
  }
  const std::size_t label = block.codes.empty() ? name : block.codes.front();
  std::vector<std::pair<std::size_t, std::size_t>> cells = amount_cells(layout, block);
  if (cells.empty()) return;
  if (has_digit(code)) {
    target.add_row(view, std::move(code), row, label, name, cells);
    ignore_line_columns(target, view, layout, block, row);
    return;
  }
  if (place_total(target, view, layout, block, row)) return;
  code = code_by_name(true, view.label(row, name));
  if (!code.empty()) {
    target.add_row(view, std::move(code), row, name, name, cells);
    ignore_line_columns(target, view, layout, block, row);
    return;
  }
  const bool amounts = has_amounts(view, row, block.amounts);
  const bool text = !view.label(row, name).empty();
  // The amount of a total may stand in the column of the next block, which has no label then.
  if ((amounts && !(total_in_row && !text)) || text) {
    target.leave_out(view.row_text(row), view.place(row, text ? name : block.amounts.front()), amounts);
  }
}

/// True when a label of any block names a total: figures without a label in that row belong to it.
bool has_total(const Target& target, const GridView& view, const Layout& layout, std::size_t row) {
  for (std::size_t column = 0; column < layout.columns.size(); ++column) {
    const std::string& label = view.label(row, column);
    if (!label.empty() && is_label_column(layout, column) && target.find(label, Side::kNone, false))
      return true;
  }
  return false;
}

}  // namespace

/// Block by block, not row by row: the blocks are one list of 科目 set in columns.
void fill_basic(Target& target, const GridView& view, const Layout& layout, RowRange data) {
  struct DataRow {
    std::size_t row;
    bool total;
  };
  std::vector<DataRow> rows;
  for (std::size_t row = data.begin; row < data.end; ++row) {
    if (!is_filler_row(view, layout, row)) rows.push_back({row, has_total(target, view, layout, row)});
  }
  for (const ColumnBlock& block : layout.blocks) {
    if (block.amounts.empty() || (block.codes.empty() && block.names.empty())) continue;
    for (const auto& [row, total] : rows) fill_block(target, view, layout, block, row, total);
  }
}

}  // namespace zzaudit::recognition
