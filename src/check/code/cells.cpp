// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "check/code/support.hpp"
#include "check/code/words/facts.hpp"
#include "zzaudit/base/text.hpp"

/// CEL: what stands in single cells – unreadable, negative, blank beside zero, odd decimals.
namespace zzaudit {
namespace {

using detail::full_table_name;
using detail::listed;
using detail::make_finding;
using detail::quoted;

/// A cell with its place in the table.
struct CellAt {
  const RowView* row = nullptr;
  std::size_t column = 0;
  const Cell* cell = nullptr;
};

/// Cells that the form has no place for: the income side of 财政拨款收入支出决算总表 has one column.
bool is_outside_form(TableKey table, const RowView& row, std::size_t column) {
  return table == TableKey::kFiscalOverview && row.line != nullptr && row.line->side == Side::kIncome &&
         column > 0;
}

/// All cells of the printed rows that the form has.
std::vector<CellAt> cells_of(TableKey table, const std::vector<RowView>& rows) {
  std::vector<CellAt> cells;
  cells.reserve(rows.size() * descriptor(table).columns.size());
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < kMaxColumns; ++column) {
      const Cell* cell = row.cells[column];
      if (cell != nullptr && !cell->is_absent() && !is_outside_form(table, row, column)) {
        cells.push_back({&row, column, cell});
      }
    }
  }
  return cells;
}

/// The printed rows of a table, and their cells.
struct Filled {
  std::vector<RowView> rows;
  std::vector<CellAt> cells;
};

/// Of every table, found once for all checks.
const Filled& filled(const CodeContext& context, TableKey table) {
  using Tables = std::array<Filled, kTableCount>;
  const auto& tables = context.facts.derived<Tables>([&] {
    Tables all;
    for (const TableKey key : kAllTables) {
      Filled& own = all[static_cast<std::size_t>(key)];
      own.rows = detail::printed_rows(context.report, key);
      own.cells = cells_of(key, own.rows);
    }
    return all;
  });
  return tables[static_cast<std::size_t>(table)];
}

/// Its cells that `is_wanted`.
template <class F>
std::vector<CellAt> cells_where(const CodeContext& context, TableKey table, F&& is_wanted) {
  std::vector<CellAt> wanted;
  std::ranges::copy_if(filled(context, table).cells, std::back_inserter(wanted), is_wanted);
  return wanted;
}

/// "2010302 一般行政管理事务·项目支出"; the row alone in a table with one column.
Bilingual cell_name(TableKey table, const CellAt& at) {
  const auto columns = descriptor(table).columns;
  Bilingual name{row_label(*at.row, Language::kChinese), row_label(*at.row, Language::kEnglish)};
  if (columns.size() > 1) {
    name.zh += "·" + std::string(columns[at.column].label.zh);
    name.en += " · " + std::string(columns[at.column].label.en);
  }
  return name;
}

std::string printed_text(const Cell& cell) { return cell.text.empty() ? cell.value.to_string() : cell.text; }

/// One finding a table over all these cells, or a pass.
void report_cells(const CodeContext& context, CodeSink& sink, TableKey table,
                  const std::vector<CellAt>& cells, std::optional<Severity> severity = std::nullopt) {
  if (cells.empty()) {
    sink.pass();
    return;
  }
  std::vector<Location> locations;
  std::vector<Bilingual> names;
  for (const auto& at : cells) {
    locations.push_back(cell_location(context.report, table, *at.row, at.column));
    const auto name = cell_name(table, at);
    const auto text = printed_text(*at.cell);
    names.push_back({name.zh + "“" + text + "”", name.en + " “" + text + "”"});
  }
  // Of several cells at once, one may have a cause of its own.
  std::vector<const Cell*> figures;
  if (cells.size() == 1) {
    figures.push_back(cells.front().cell);
  }
  sink.fail(make_finding(context, std::move(locations),
                         {{"table", full_table_name(context.report, table)},
                          {"cells", listed(names)},
                          {"count", quoted(std::to_string(cells.size()))}}),
            std::move(figures), severity);
}

void unreadable_number(const CodeContext& context, CodeSink& sink) {
  // Beyond this many, a table was misread as a whole and one finding says it.
  constexpr std::size_t kMostSingle = 10;
  for (const TableKey table : kAllTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    // Without text it is the reader that could not tell what is printed; its note says so.
    const auto cells = cells_where(context, table, [](const CellAt& at) {
      return at.cell->state == CellState::kUnreadable && !at.cell->text.empty();
    });
    if (cells.size() > kMostSingle || cells.empty()) {
      report_cells(context, sink, table, cells);
      continue;
    }
    for (const auto& at : cells) {
      report_cells(context, sink, table, {at});
    }
  }
}

/// Income and expenditure of a year and 三公 expenses; balances may be negative, and with them grand totals.
bool cannot_be_negative(TableKey table, const CellAt& at) {
  const std::string_view column = descriptor(table).columns[at.column].key;
  if (column == "opening" || column == "closing") {
    return false;
  }
  if ((table != TableKey::kOverview && table != TableKey::kFiscalOverview) || at.row->line == nullptr) {
    return true;
  }
  const std::string_view key = at.row->line->key;
  return key.find("opening") == std::string_view::npos && key.find("closing") == std::string_view::npos &&
         !key.ends_with(".total") && key != "expenditure.distribution" && key != "income.use_of_balance";
}

void negative_amount(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kAllTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    auto cells = cells_where(context, table, [&](const CellAt& at) {
      return at.cell->has_value() && at.cell->value.is_negative() && cannot_be_negative(table, at);
    });
    // The deepest 科目 first: its parents and totals follow from it.
    std::ranges::stable_sort(cells, std::greater{}, [](const CellAt& at) { return at.row->code->size(); });
    // Income and expenditure may be corrected for earlier years; 三公 expenses are never below nothing.
    const bool certain = table == TableKey::kThreePublic;
    report_cells(context, sink, table, cells, certain ? Severity::kError : Severity::kWarning);
  }
}

bool is_zero(const Cell& cell) { return cell.has_value() && cell.value.is_zero(); }
/// Nothing at all is printed; a dash says that there is nothing.
bool is_left_blank(const Cell& cell) { return cell.state == CellState::kBlank && cell.text.empty(); }

/// The cells that one line of the form shows side by side: a row, or all of the 三公 table, whose usual form
/// is a single row.
struct FilledLine {
  std::vector<CellAt> blanks, zeros, others;

  [[nodiscard]] bool is_partly_filled() const {
    return !blanks.empty() && (!zeros.empty() || !others.empty());
  }
  [[nodiscard]] bool is_filled_with_zeros() const { return blanks.empty() && !zeros.empty(); }
};

std::vector<FilledLine> filled_lines(TableKey table, const std::vector<CellAt>& cells) {
  std::vector<FilledLine> lines;
  const RowView* row = nullptr;
  for (const auto& at : cells) {
    if (lines.empty() || (at.row != row && table != TableKey::kThreePublic)) {
      lines.emplace_back();
      row = at.row;
    }
    auto& line = lines.back();
    if (is_left_blank(*at.cell)) {
      line.blanks.push_back(at);
    } else if (is_zero(*at.cell)) {
      line.zeros.push_back(at);
    } else {
      line.others.push_back(at);
    }
  }
  return lines;
}

/// Lines left half empty in a table that prints zeros. A form that mixes blanks and zeros throughout has
/// none: that is its habit (CEL104). A line is an exception when zero and blank stand side by side in the
/// total, or when few lines are like it.
std::vector<FilledLine> half_filled_lines(TableKey table, const std::vector<CellAt>& cells) {
  const auto lines = filled_lines(table, cells);
  const auto full = std::ranges::count_if(lines, &FilledLine::is_filled_with_zeros);
  const auto partly = std::ranges::count_if(lines, &FilledLine::is_partly_filled);
  constexpr std::ptrdiff_t kFullForOnePartly = 4;
  const bool rare = full >= 2 && full >= kFullForOnePartly * partly;
  std::vector<FilledLine> found;
  for (const auto& line : lines) {
    const bool total_with_both =
        !line.blanks.empty() && !line.zeros.empty() && line.zeros.front().row->line != nullptr;
    if (line.is_partly_filled() && (rare || total_with_both)) {
      found.push_back(line);
    }
  }
  return found;
}

/// "“合计”行：年末数、本年支出合计为空，基本支出为 0.00"
Bilingual describe_line(TableKey table, const FilledLine& line) {
  const bool single = table == TableKey::kThreePublic;
  const auto name_of_cell = [&](const CellAt& at) -> Bilingual {
    if (single) {
      return cell_name(table, at);
    }
    const auto& label = descriptor(table).columns[at.column].label;
    return {std::string(label.zh), std::string(label.en)};
  };
  const auto names = [&](const std::vector<CellAt>& cells) {
    std::vector<Bilingual> all;
    std::ranges::transform(cells, std::back_inserter(all), name_of_cell);
    return listed(all);
  };
  Bilingual text;
  if (!single) {
    const auto& row = *line.blanks.front().row;
    text = {"“" + row_label(row, Language::kChinese) + "”行",
            "row “" + row_label(row, Language::kEnglish) + "”: "};
  }
  const auto blanks = names(line.blanks);
  text.zh += blanks.zh + "为空（未填）";
  text.en += blanks.en + " blank";
  if (!line.zeros.empty()) {
    const auto zeros = names(line.zeros);
    const auto printed = line.zeros.front().cell->value.to_string();
    text.zh += "，" + zeros.zh + "为 " + printed;
    text.en += ", " + zeros.en + " " + printed;
  } else {
    text.zh += "，其他栏有数";
    text.en += ", the other columns filled";
  }
  return text;
}

void row_partly_filled(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kAllTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    const auto lines = half_filled_lines(table, filled(context, table).cells);
    if (lines.empty()) {
      sink.pass();
      continue;
    }
    std::vector<Location> locations;
    std::vector<Bilingual> texts;
    for (const auto& line : lines) {
      for (const auto& at : line.blanks) {
        locations.push_back(cell_location(context.report, table, *at.row, at.column));
      }
      texts.push_back(describe_line(table, line));
    }
    constexpr std::size_t kMostShown = 5;
    sink.fail(make_finding(
        context, std::move(locations),
        {{"table", full_table_name(context.report, table)}, {"rows", listed(texts, kMostShown)}}));
  }
}

void mixed_blank_and_zero(const CodeContext& context, CodeSink& sink) {
  std::vector<Location> locations;
  std::vector<Bilingual> texts;
  bool judged = false;
  for (const TableKey table : kAllTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    judged = true;
    const auto& cells = filled(context, table).cells;
    const auto zeros = std::ranges::count_if(cells, [](const CellAt& at) { return is_zero(*at.cell); });
    std::vector<CellAt> blanks;
    std::ranges::copy_if(cells, std::back_inserter(blanks),
                         [](const CellAt& at) { return at.cell->state == CellState::kBlank; });
    if (zeros > 0 && !blanks.empty() && half_filled_lines(table, cells).empty()) {
      for (const auto& at : blanks) {
        locations.push_back(cell_location(context.report, table, *at.row, at.column));
      }
      const auto name = full_table_name(context.report, table);
      texts.push_back(
          {name.zh + "（0 " + std::to_string(zeros) + " 处、空 " + std::to_string(blanks.size()) + " 处）",
           name.en + " (" + std::to_string(zeros) + " zeros, " + std::to_string(blanks.size()) + " blanks)"});
    }
  }
  if (!locations.empty()) {
    sink.fail(make_finding(context, std::move(locations), {{"tables", listed(texts)}}));
  } else if (judged) {
    sink.pass();
  }
}

/// Amounts of money have two decimals in every unit; a form may print none or more, but then throughout.
constexpr int kUsualDecimals = 2;

/// True when trailing zeros are printed ("0.00", "12.50"), so that the number of decimals means something. A
/// spreadsheet that drops them prints none, one and two decimals by turns.
bool keeps_trailing_zeros(const std::vector<CellAt>& cells) {
  return std::ranges::any_of(cells, [](const CellAt& at) {
    return at.cell->has_value() && at.cell->value.decimals() > 0 && at.cell->value.mantissa() % 10 == 0;
  });
}

/// Cells of one column that have more decimals than it. Zeros are left out, as forms print them anyhow.
std::vector<CellAt> with_more_decimals(const std::vector<CellAt>& column, bool keeps_zeros) {
  std::map<int, std::size_t> counts;
  std::size_t amounts = 0;
  for (const auto& at : column) {
    if (at.cell->has_value() && !at.cell->value.is_zero()) {
      ++counts[at.cell->value.decimals()];
      ++amounts;
    }
  }
  constexpr std::size_t kFewest = 5;
  if (amounts < kFewest || counts.size() < 2) {
    return {};
  }
  const auto usual =
      std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; })->first;
  const bool fixed = keeps_zeros && counts.size() == 2 && counts.at(usual) + 1 == amounts;
  std::size_t more = 0;
  for (const auto& [decimals, count] : counts) {
    more += decimals > std::max(usual, kUsualDecimals) ? count : 0;
  }
  constexpr std::size_t kTenth = 10;
  std::vector<CellAt> found;
  for (const auto& at : column) {
    const int decimals = at.cell->has_value() && !at.cell->value.is_zero() ? at.cell->value.decimals() : 0;
    if (decimals > usual && (fixed || (decimals > kUsualDecimals && more * kTenth <= amounts))) {
      found.push_back(at);
    }
  }
  return found;
}

void more_decimals(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kAllTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    std::array<std::vector<CellAt>, kMaxColumns> columns;
    const auto& cells = filled(context, table).cells;
    for (const auto& at : cells) {
      columns[at.column].push_back(at);
    }
    const bool keeps_zeros = keeps_trailing_zeros(cells);
    std::vector<CellAt> found;
    for (const auto& column : columns) {
      std::ranges::copy(with_more_decimals(column, keeps_zeros), std::back_inserter(found));
    }
    report_cells(context, sink, table, found);
  }
}

void irregular_separators(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kAllTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    report_cells(context, sink, table, cells_where(context, table, [](const CellAt& at) {
                   return !at.cell->text.empty() && has_irregular_separators(at.cell->text);
                 }));
  }
}

constexpr std::array kChecks = {NamedCheck{"unreadable-number", unreadable_number},
                                NamedCheck{"negative-amount", negative_amount},
                                NamedCheck{"row-partly-filled", row_partly_filled},
                                NamedCheck{"mixed-blank-and-zero", mixed_blank_and_zero},
                                NamedCheck{"more-decimals-than-its-column", more_decimals},
                                NamedCheck{"irregular-separators", irregular_separators}};

}  // namespace

std::span<const NamedCheck> cell_checks() { return kChecks; }

}  // namespace zzaudit
