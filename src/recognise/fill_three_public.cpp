// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "recognise/detail/caption.hpp"
#include "recognise/detail/fill.hpp"
#include "recognise/detail/fiscal_year.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/cell.hpp"

/// “三公”经费支出决算表: one row with the items in the columns (two blocks of 预算数 and 决算数, or the
/// two measures under each item), or upright with one item a row.
namespace zzaudit::recognition {
namespace {

/// What a header says about a column.
struct Meaning {
  std::optional<std::size_t> item;     ///< line of the table
  std::optional<std::size_t> measure;  ///< column of the table
  std::size_t rank = 0;                ///< of the measure's word: 全年预算数 before 年初预算数
  std::optional<int> year;             ///< that the header names
  bool ignored = false;                ///< a count, 会议费 …
};

std::optional<std::pair<std::size_t, std::size_t>> measure_of(const Target& target, std::string_view text) {
  for (const ColumnWords& column : target.words().columns) {
    const auto it = std::ranges::find(column.match, text);
    if (it == column.match.end()) continue;
    return std::pair(*find_column(target.table(), column.key),
                     static_cast<std::size_t>(it - column.match.begin()));
  }
  return std::nullopt;
}

/// A header wrapped over two rows is tried run together as well.
Meaning meaning_of(const Target& target, const std::vector<std::string>& path) {
  Meaning meaning;
  for (std::size_t i = path.size(); i-- > 0;) {
    const std::string& text = path[i];
    if (const auto measure = measure_of(target, text)) {
      if (!meaning.measure) {
        meaning.measure = measure->first;
        meaning.rank = measure->second;
      }
      continue;
    }
    // "小计" and "合计" beneath an item are that item; alone they are the total.
    if (lexicon().subtotal.matches(text) && i > 0 && !measure_of(target, path[i - 1])) {
      const auto above = target.find(path[i - 1], Side::kNone, false);
      if (above && !lexicon().subtotal.matches(path[i - 1])) continue;
    }
    if (meaning.item || meaning.ignored) continue;
    meaning.item = target.find(text, Side::kNone, false);
    if (!meaning.item && i > 0) meaning.item = target.find(path[i - 1] + text, Side::kNone, false);
    meaning.ignored = !meaning.item && target.ignores(text);
  }
  return meaning;
}

/// Fewest columns with items that make a table whose items stand side by side.
constexpr std::size_t kFewestItems = 3;

/// Of final accounts of several years side by side the last are this year's; budgets of another year than
/// these are another year's too.
void rank_by_year(const Target& target, std::vector<Meaning>& meanings) {
  const std::size_t final = *find_column(target.table(), "final");
  std::optional<int> year;
  for (const Meaning& meaning : meanings) {
    if (meaning.measure == final && meaning.year) year = std::max(year.value_or(0), *meaning.year);
  }
  constexpr std::size_t kLast = 1000;
  for (Meaning& meaning : meanings) {
    if (year && meaning.year && meaning.year != year) meaning.rank += kLast;
  }
}

std::vector<Meaning> meanings_of(const Target& target, const Layout& layout) {
  std::vector<Meaning> meanings;
  for (const Column& column : layout.columns) {
    const bool label =
        column.role == Role::kLineNumber || column.role == Role::kCode || column.role == Role::kName;
    meanings.push_back(label ? Meaning{} : meaning_of(target, column.path));
    if (const auto year = find_year(compact(column.printed))) meanings.back().year = year->year;
  }
  rank_by_year(target, meanings);
  return meanings;
}

bool row_has_number(const GridView& view, std::size_t row, const std::vector<std::size_t>& columns) {
  return std::ranges::any_of(columns, [&](std::size_t column) { return is_number(view.text(row, column)); });
}

void set_cell(Target& target, const GridView& view, std::size_t item, std::size_t measure, std::size_t row,
              std::size_t column, std::string name, const Place& place) {
  MutableRowView& line = target.line(item);
  if (!*line.present) {
    *line.present = true;
    *line.name = std::move(name);
    *line.place = place;
  }
  Cell cell = target.amount(view, row, column);
  if (line.cells[measure]->is_absent()) *line.cells[measure] = std::move(cell);
}

/// Of several measures for one key (年初预算数 and 全年预算数) the better word counts.
std::map<std::size_t, std::size_t> best_ranks(const std::vector<Meaning>& meanings) {
  std::map<std::size_t, std::size_t> best;
  for (const Meaning& meaning : meanings) {
    if (!meaning.measure) continue;
    const auto [it, first] = best.emplace(*meaning.measure, meaning.rank);
    if (!first) it->second = std::min(it->second, meaning.rank);
  }
  return best;
}

class Horizontal {
 public:
  Horizontal(Target& target, const GridView& view, const Layout& layout, std::vector<Meaning> meanings)
      : target_(&target), view_(&view), layout_(&layout), meanings_(std::move(meanings)) {
    for (std::size_t c = 0; c < meanings_.size(); ++c) {
      if (meanings_[c].item) columns_.push_back(c);
    }
  }

  void fill(RowRange data) {
    const std::vector<std::size_t> rows = figure_rows(data);
    if (rows.empty()) {
      if (data.begin < data.end) place_row(data.begin);  // the form's empty row
      return;
    }
    bool placed = false;
    for (const std::size_t row : rows) {
      const bool own_measure = row_measure(row).has_value();
      if (own_measure || row == chosen(rows)) {
        place_row(row);
        placed = true;
      } else if (row_has_number(*view_, row, columns_)) {
        target_->leave_out(view_->row_text(row), view_->place(row, 0), true);
      }
    }
    if (!placed) place_row(rows.front());
  }

 private:
  [[nodiscard]] std::vector<std::size_t> figure_rows(RowRange data) const {
    std::vector<std::size_t> rows;
    for (std::size_t row = data.begin; row < data.end; ++row) {
      if (is_filler_row(*view_, *layout_, row)) continue;
      rows.push_back(row);
    }
    return rows;
  }

  /// Measure that the row's own label names: 预算数 and 决算数 as rows.
  [[nodiscard]] std::optional<std::size_t> row_measure(std::size_t row) const {
    for (std::size_t c = 0; c < meanings_.size(); ++c) {
      if (meanings_[c].item) continue;
      if (const auto measure = measure_of(*target_, header_key(view_->label(row, c)))) return measure->first;
    }
    return std::nullopt;
  }

  /// Of several rows (one a unit) the one that is the total, else the first with figures.
  [[nodiscard]] std::size_t chosen(const std::vector<std::size_t>& rows) const {
    for (const std::size_t row : rows) {
      for (std::size_t c = 0; c < meanings_.size(); ++c) {
        if (!meanings_[c].item && lexicon().total.matches(view_->label(row, c))) return row;
      }
    }
    for (const std::size_t row : rows) {
      if (row_has_number(*view_, row, columns_)) return row;
    }
    return rows.front();
  }

  void place_row(std::size_t row) {
    const auto best = best_ranks(meanings_);
    const auto of_row = row_measure(row);
    for (const std::size_t c : columns_) {
      const Meaning& meaning = meanings_[c];
      const auto measure = meaning.measure ? meaning.measure : of_row;
      if (!measure) {
        if (is_number(view_->text(row, c))) {
          target_->leave_out(layout_->columns[c].printed, view_->place(row, c), true);
        }
        continue;
      }
      if (meaning.measure && meaning.rank != best.at(*measure)) {
        ignore_column(c, row);
        continue;
      }
      const auto& label = descriptor(target_->table()).lines[*meaning.item].label.zh;
      set_cell(*target_, *view_, *meaning.item, *measure, row, c, std::string(label), view_->place(row, c));
    }
    for (std::size_t c = 0; c < meanings_.size(); ++c) {
      const bool known =
          meanings_[c].item || meanings_[c].ignored || layout_->columns[c].role != Role::kUnknown;
      if (!known && is_number(view_->text(row, c))) {
        target_->leave_out(layout_->columns[c].printed, view_->place(row, c), true);
      } else if (meanings_[c].ignored && !meanings_[c].item) {
        ignore_column(c, row);
      }
    }
  }

  void ignore_column(std::size_t column, std::size_t row) {
    target_->ignore_column(layout_->columns[column].printed, view_->place(row, column),
                           count_amounts(*view_, row, {column}));
  }

  Target* target_;
  const GridView* view_;
  const Layout* layout_;
  std::vector<Meaning> meanings_;
  std::vector<std::size_t> columns_;
};

/// Items as rows. The label is the first text of the row that names one.
void fill_upright(Target& target, const GridView& view, const Layout& layout,
                  const std::vector<Meaning>& meanings, RowRange data) {
  const auto best = best_ranks(meanings);
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < meanings.size(); ++c) {
    if (meanings[c].measure) columns.push_back(c);
  }
  for (std::size_t row = data.begin; row < data.end; ++row) {
    if (is_filler_row(view, layout, row)) continue;
    std::optional<std::size_t> item;
    std::size_t label = 0;
    bool ignored = false;
    for (std::size_t c = 0; c < layout.columns.size() && !item && !ignored; ++c) {
      if (view.label(row, c).empty() || meanings[c].measure) continue;
      item = target.find(view.label(row, c), Side::kNone, false);
      ignored = !item && target.ignores(view.label(row, c));
      label = c;
    }
    // A heading such as "一、“三公”经费支出" has no figures; the total below it has.
    if (item && *target.line(*item).present) {
      target.ignore_row(view, row, label, columns);
      continue;
    }
    if (item && descriptor(target.table()).lines[*item].key == "total" &&
        !row_has_number(view, row, columns) && row + 1 < data.end && !is_filler_row(view, layout, row + 1) &&
        row_has_number(view, row + 1, columns) &&
        target.find(view.label(row + 1, label), Side::kNone, false) == item) {
      continue;
    }
    if (!item) {
      if (ignored) {
        target.ignore_row(view, row, label, columns);
      } else if (row_has_number(view, row, columns)) {
        target.leave_out(view.row_text(row), view.place(row, label), true);
      }
      continue;
    }
    for (const std::size_t c : columns) {
      if (meanings[c].rank != best.at(*meanings[c].measure)) {
        target.ignore_column(layout.columns[c].printed, view.place(row, c), count_amounts(view, row, {c}));
        continue;
      }
      set_cell(target, view, *item, *meanings[c].measure, row, c, without_spaces(view.text(row, label)),
               view.place(row, label));
    }
  }
}

}  // namespace

std::size_t three_public_columns(const Target& target, const Layout& layout) {
  std::size_t items = 0;
  std::size_t measures = 0;
  for (const Meaning& meaning : meanings_of(target, layout)) {
    items += meaning.item ? 1 : 0;
    measures += meaning.measure ? 1 : 0;
  }
  return items >= kFewestItems ? items : measures;
}

void fill_three_public(Target& target, const GridView& view, const Layout& layout, RowRange data) {
  std::vector<Meaning> meanings = meanings_of(target, layout);
  const auto items =
      std::ranges::count_if(meanings, [](const Meaning& meaning) { return meaning.item.has_value(); });
  if (static_cast<std::size_t>(items) >= kFewestItems) {
    Horizontal(target, view, layout, std::move(meanings)).fill(data);
  } else {
    fill_upright(target, view, layout, meanings, data);
  }
}

}  // namespace zzaudit::recognition
