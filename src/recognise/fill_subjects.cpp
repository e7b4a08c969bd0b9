// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "recognise/detail/fill.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"

namespace zzaudit::recognition {
namespace {

/// A cell among the codes and names of a row.
struct LabelCell {
  std::size_t column = 0;
  std::string_view label;
};

std::vector<LabelCell> labels_of(const GridView& view, const ColumnBlock& block, std::size_t row) {
  std::vector<LabelCell> labels;
  for (const auto* columns : {&block.codes, &block.names}) {
    for (const std::size_t column : *columns) {
      const std::string& label = view.label(row, column);
      if (!label.empty() && !lexicon().code_level.matches(label)) labels.push_back({column, label});
    }
  }
  return labels;
}

/// Length of a code at the beginning of "2010301行政运行"; 0 when there is none.
std::size_t leading_code(std::string_view label) {
  const std::size_t size = label.find_first_not_of("0123456789");
  return size == 3 || size == 5 || size == 7 ? size : 0;
}

/// Column of the row's name: the first name column that says something.
std::size_t name_column(const GridView& view, const ColumnBlock& block, std::size_t row) {
  for (const std::size_t column : block.names) {
    if (!view.label(row, column).empty()) return column;
  }
  return block.names.empty() ? block.codes.front() : block.names.front();
}

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

void leave_out(Target& target, const GridView& view, const ColumnBlock& block, std::size_t row,
               const std::vector<LabelCell>& labels) {
  const bool amounts = has_amounts(view, row, block.amounts);
  if (!amounts && labels.empty()) return;
  const std::size_t column = labels.empty() ? block.amounts.front() : labels.front().column;
  target.leave_out(view.row_text(row), view.place(row, column), amounts);
}

void place_by_name(Target& target, const GridView& view, const Layout& layout, const ColumnBlock& block,
                   std::size_t row, const std::vector<LabelCell>& labels) {
  if (labels.empty()) {
    leave_out(target, view, block, row, labels);
    return;
  }
  const std::size_t column = labels.front().column;
  const std::string_view label = labels.front().label;
  const bool economic = descriptor(target.table()).economic;
  std::string code(label.substr(0, leading_code(label)));
  if (code.empty()) code = code_by_name(economic, label);
  if (code.empty() && !economic) {
    if (const Subject* subject = find_class_by_name(Classification::kFunctional, label)) code = subject->code;
  }
  if (code.empty()) {
    leave_out(target, view, block, row, labels);
    return;
  }
  target.add_row(view, std::move(code), row, column, column, amount_cells(layout, block));
}

void fill_block(Target& target, const GridView& view, const Layout& layout, const ColumnBlock& block,
                std::size_t row) {
  const std::vector<LabelCell> labels = labels_of(view, block, row);
  const std::string code = code_of(target, view, block, row);
  if (!has_digit(code)) {
    for (const LabelCell& cell : labels) {
      if (const auto line = target.find(cell.label, Side::kNone, false)) {
        target.set_line(view, *line, row, cell.column, amount_cells(layout, block));
        return;
      }
    }
    place_by_name(target, view, layout, block, row, labels);
    return;
  }
  target.add_row(view, code, row, block.codes.front(), name_column(view, block, row),
                 amount_cells(layout, block));
}

}  // namespace

void fill_subjects(Target& target, const GridView& view, const Layout& layout, RowRange data) {
  for (std::size_t row = data.begin; row < data.end; ++row) {
    if (is_filler_row(view, layout, row)) continue;
    for (const ColumnBlock& block : layout.blocks) {
      if (!block.amounts.empty()) fill_block(target, view, layout, block, row);
    }
  }
}

namespace {

void fill_side(Target& target, const GridView& view, const Layout& layout, const ColumnBlock& block,
               std::size_t row, Side& side) {
  const std::vector<LabelCell> labels = labels_of(view, block, row);
  if (labels.empty()) {
    leave_out(target, view, block, row, labels);
    return;
  }
  const LabelCell& cell = labels.back();
  // One column of labels for both sides: 收入 first, 支出 from its heading or first 功能类 on.
  if (lexicon().expenditure_side.matches(without_enumerator(cell.label)) &&
      !has_amounts(view, row, block.amounts)) {
    side = Side::kExpenditure;
    return;
  }
  const auto cells = amount_cells(layout, block);
  if (const auto line = target.find(cell.label, side, true)) {
    if (descriptor(target.table()).lines[*line].side == Side::kExpenditure) side = Side::kExpenditure;
    target.set_line(view, *line, row, cell.column, cells);
    return;
  }
  if (side != Side::kIncome || layout.blocks.size() == 1) {
    if (const Subject* subject = find_class_by_name(Classification::kFunctional, cell.label)) {
      side = Side::kExpenditure;
      target.add_row(view, std::string(subject->code), row, cell.column, cell.column, cells);
      return;
    }
  }
  if (side != Side::kExpenditure && target.merge_line(view, row, cell.column, block.amounts)) return;
  if (target.ignores(cell.label)) {
    target.ignore_row(view, row, cell.column, block.amounts);
    return;
  }
  if (const auto line = target.find(cell.label, side, false)) {
    target.set_line(view, *line, row, cell.column, cells);
    return;
  }
  leave_out(target, view, block, row, labels);
}

}  // namespace

void fill_sides(Target& target, const GridView& view, const Layout& layout, RowRange data) {
  std::vector<Side> sides;
  for (const ColumnBlock& block : layout.blocks) {
    sides.push_back(layout.blocks.size() == 1 ? Side::kIncome : block.side);
  }
  for (std::size_t row = data.begin; row < data.end; ++row) {
    if (is_filler_row(view, layout, row)) continue;
    for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
      if (!layout.blocks[i].amounts.empty()) fill_side(target, view, layout, layout.blocks[i], row, sides[i]);
    }
  }
}

}  // namespace zzaudit::recognition
