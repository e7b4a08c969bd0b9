// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/fill.hpp"

#include <algorithm>
#include <map>

#include "recognise/detail/caption.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"

namespace zzaudit::recognition {
namespace {

using Cells = std::vector<std::pair<std::size_t, std::size_t>>;

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos ||
         text.find("\xEF\xBC") != std::string_view::npos;
}

/// The unit printed behind an amount, if any.
std::optional<CurrencyUnit> trailing_unit(std::string_view text) {
  const std::string bare = compact(text);
  for (const std::string_view unit : {"亿元", "万元", "千元", "元"}) {
    if (bare.ends_with(unit)) return parse_currency_unit(unit);
  }
  return std::nullopt;
}

bool same_amount(const Cell& a, const Cell& b) {
  if (a.state != b.state) return false;
  return !a.has_value() || a.value == b.value;
}

std::map<std::string, std::string, std::less<>> names_of(Classification classification) {
  std::map<std::string, std::string, std::less<>> names;
  for (const Subject& subject : subjects_under(classification, "")) {
    const auto [it, first] = names.emplace(label_key(subject.name), subject.code);
    if (!first) it->second.clear();  // more than one: the name alone says nothing
  }
  return names;
}

/// Numbers in columns that are known and have no place in the model.
void ignore_columns(Target& target, const GridView& view, const Layout& layout, RowRange data) {
  for (std::size_t column = 0; column < layout.columns.size(); ++column) {
    if (layout.columns[column].role != Role::kIgnored) continue;
    for (std::size_t row = data.begin; row < data.end; ++row) {
      if (is_filler_row(view, layout, row)) continue;
      target.ignore_column(layout.columns[column].printed, view.place(row, column),
                           count_amounts(view, row, {column}));
    }
  }
}

/// Numbers in columns that nobody knows.
void leave_out_columns(Target& target, const GridView& view, const Layout& layout, RowRange data) {
  for (std::size_t column = 0; column < layout.columns.size(); ++column) {
    if (layout.columns[column].role != Role::kUnknown) continue;
    for (std::size_t row = data.begin; row < data.end; ++row) {
      if (!is_number(view.text(row, column)) || is_filler_row(view, layout, row)) continue;
      const std::string& printed = layout.columns[column].printed;
      target.leave_out(printed.empty() ? "第" + std::to_string(column + 1) + "列" : printed,
                       view.place(row, column), true);
      break;
    }
  }
}

}  // namespace

Target::Target(Report& report, TableKey table)
    : report_(&report),
      table_(table),
      words_(&lexicon().of(table)),
      info_(&info_of(report, table)),
      lines_(rows_of(report, table)) {
  lines_.resize(descriptor(table).lines.size());
}

std::optional<std::size_t> Target::find(std::string_view label, Side side, bool strict) const {
  std::string key(without_enumerator(label));
  if (!words_->lines.contains(key) && key.ends_with(')')) {
    // "使用非财政拨款结余(原口径)": a remark behind the name.
    if (const std::size_t open = key.rfind('('); open != std::string::npos && open > 0) key.resize(open);
  }
  std::optional<std::size_t> found;
  bool found_after = false;
  const auto [begin, end] = words_->lines.equal_range(key);
  for (auto it = begin; it != end; ++it) {
    const LineWords& words = it->second;
    const bool other_side = side != Side::kNone && words.side != Side::kNone && words.side != side;
    if (other_side && strict) continue;
    if (words.after && !*lines_[*words.after].present) continue;
    const bool taken = *lines_[words.line].present;
    // A line that follows another is meant once that one stands; of two equal ones, the free one.
    if (found && !(words.after && !found_after) && (taken || !*lines_[*found].present)) continue;
    if (found && found_after && !words.after) continue;
    found = words.line;
    found_after = words.after.has_value();
  }
  return found;
}

bool Target::ignores(std::string_view label) const {
  return words_->ignored_lines.matches(label) || words_->ignored_lines.matches(without_enumerator(label));
}

Cell Target::amount(const GridView& view, std::size_t row, std::size_t column) const {
  Cell cell = parse_cell(view.text(row, column), view.place(row, column));
  if (const GridCell* printed = view.cell(row, column); printed != nullptr && printed->unknown) {
    cell.state = CellState::kUnreadable;
    return cell;
  }
  if (cell.has_value() && !cell.text.empty() && info_->currency_unit) {
    const auto unit = trailing_unit(cell.text);
    if (unit && *unit != *info_->currency_unit) cell.state = CellState::kUnreadable;
  }
  return cell;
}

void Target::set_line(const GridView& view, std::size_t index, std::size_t row, std::size_t label_column,
                      const Cells& cells) {
  MutableRowView& line = lines_.at(index);
  if (*line.present) {
    bool same = true;
    bool amounts = false;
    for (const auto& [key, column] : cells) {
      const Cell cell = amount(view, row, column);
      same = same && same_amount(cell, *line.cells[key]);
      amounts = amounts || cell.has_value();
    }
    if (!same && amounts) leave_out(view.row_text(row), view.place(row, label_column), true);
    return;
  }
  *line.present = true;
  *line.name = without_spaces(view.text(row, label_column));
  *line.place = view.place(row, label_column);
  for (const auto& [key, column] : cells) *line.cells[key] = amount(view, row, column);
}

void Target::add_row(const GridView& view, std::string code, std::size_t row, std::size_t label_column,
                     std::size_t name_column, const Cells& cells) {
  const MutableRowView added =
      append_row(*report_, table_, std::move(code), without_spaces(view.text(row, name_column)),
                 view.place(row, label_column));
  for (const auto& [key, column] : cells) *added.cells[key] = amount(view, row, column);
}

void Target::leave_out(std::string text, const Place& place, bool has_amounts) {
  if (has_amounts) {
    const TableDescriptor& table = descriptor(table_);
    report_->notes.push_back(
        {{std::string(table.title.zh) + "：未能识别“" + text + "”，其中的数字未纳入核对",
          std::string(table.title.en) + ": \"" + text + "\" was not recognised; its figures are not checked"},
         place});
  }
  info_->unplaced.push_back({std::move(text), place, has_amounts});
}

void Target::ignore_column(std::string text, const Place& place, std::size_t amounts) {
  if (amounts == 0) return;
  const auto known = std::ranges::find_if(
      info_->ignored, [&](const IgnoredAmounts& ignored) { return !ignored.is_row && ignored.text == text; });
  if (known != info_->ignored.end()) {
    known->amounts += amounts;
  } else {
    info_->ignored.push_back({std::move(text), place, amounts, false});
  }
}

void Target::ignore_row(const GridView& view, std::size_t row, std::size_t label_column,
                        const std::vector<std::size_t>& columns) {
  const std::size_t amounts = count_amounts(view, row, columns);
  if (amounts == 0) return;
  info_->ignored.push_back(
      {without_spaces(view.text(row, label_column)), view.place(row, label_column), amounts, true});
}

bool Target::merge_line(const GridView& view, std::size_t row, std::size_t label_column,
                        const std::vector<std::size_t>& columns) {
  const std::string key(without_enumerator(view.label(row, label_column)));
  const auto found = std::ranges::find_if(words_->merged_lines,
                                          [&key](const auto& merged) { return merged.second.matches(key); });
  if (found == words_->merged_lines.end()) return false;
  merged_.push_back(
      {found->first, without_spaces(view.text(row, label_column)), view.place(row, label_column)});
  ignore_row(view, row, label_column, columns);
  return true;
}

void Target::finish() {
  for (MergedLine& merged : merged_) {
    MutableRowView& line = lines_.at(merged.line);
    if (*line.present) continue;
    *line.present = true;
    *line.name = std::move(merged.name);
    *line.place = merged.place;
  }
}

bool is_filler_row(const GridView& view, const Layout& layout, std::size_t row) {
  const std::string key = row_key(view, row);
  return key.empty() || layout.header.repeats.contains(key);
}

bool has_amounts(const GridView& view, std::size_t row, const std::vector<std::size_t>& columns) {
  return std::ranges::any_of(columns, [&](std::size_t column) { return has_digit(view.text(row, column)); });
}

std::size_t count_amounts(const GridView& view, std::size_t row, const std::vector<std::size_t>& columns) {
  return static_cast<std::size_t>(
      std::ranges::count_if(columns, [&](std::size_t column) { return is_number(view.text(row, column)); }));
}

std::string code_by_name(bool economic, std::string_view label) {
  static const auto kFunctional = names_of(Classification::kFunctional);
  static const auto kEconomic = names_of(Classification::kEconomic);
  const auto& names = economic ? kEconomic : kFunctional;
  const auto it = names.find(without_enumerator(label));
  return it == names.end() ? std::string() : it->second;
}

std::string code_of(Target& target, const GridView& view, const ColumnBlock& block, std::size_t row) {
  std::vector<std::string> parts;
  std::string printed;
  bool digits = true;
  for (const std::size_t column : block.codes) {
    std::string part = view.label(row, column);
    if (lexicon().code_level.matches(part)) part.clear();
    if (part.ends_with(".0")) part.resize(part.size() - 2);  // a code that a spreadsheet took for a number
    digits = digits && (part.empty() || all_digits(part));
    printed += part;
    parts.push_back(std::move(part));
  }
  if (parts.size() < 2 || parts.size() > 3 || printed.empty() || !digits) return printed;
  std::size_t deepest = parts.size() - 1;
  while (parts[deepest].empty()) --deepest;
  for (std::size_t i = 0; i <= deepest; ++i) {
    if (parts[i].size() == 1) parts[i].insert(0, "0");
    if (parts[i].empty()) parts[i] = target.last_parts[i];
    target.last_parts[i] = parts[i];
  }
  for (std::size_t i = deepest + 1; i < target.last_parts.size(); ++i) target.last_parts[i].clear();
  if (parts[deepest].size() > 2) return parts[deepest];  // each column has the whole code down to its level
  std::string code;
  for (std::size_t i = 0; i <= deepest; ++i) {
    if (parts[i].size() > 2) code.clear();
    code += parts[i];
  }
  return code;
}

Cells amount_cells(const Layout& layout, const ColumnBlock& block) {
  Cells cells;
  for (const std::size_t column : block.amounts) {
    if (layout.columns[column].role == Role::kAmount) cells.emplace_back(layout.columns[column].key, column);
  }
  return cells;
}

bool is_usable(const Target& target, const Layout& layout) {
  if (target.table() == TableKey::kThreePublic) return three_public_columns(target, layout) > 0;
  const bool labels = std::ranges::any_of(layout.blocks, [](const ColumnBlock& block) {
    return !block.amounts.empty() && !(block.names.empty() && block.codes.empty());
  });
  return labels &&
         layout.amount_columns >= std::min<std::size_t>(2, descriptor(target.table()).columns.size());
}

void fill(Target& target, const GridView& view, const Layout& layout, RowRange data) {
  switch (target.table()) {
    case TableKey::kOverview:
    case TableKey::kFiscalOverview:
      fill_sides(target, view, layout, data);
      break;
    case TableKey::kBasic:
      fill_basic(target, view, layout, data);
      break;
    case TableKey::kThreePublic:
      fill_three_public(target, view, layout, data);
      return;
    default:
      fill_subjects(target, view, layout, data);
  }
  leave_out_columns(target, view, layout, data);
  ignore_columns(target, view, layout, data);
}

}  // namespace zzaudit::recognition
