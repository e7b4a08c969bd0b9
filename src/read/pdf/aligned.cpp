// SPDX-License-Identifier: Apache-2.0
// Tables without rules: columns are where the figures of neighbouring lines stand below each other.
#include <algorithm>
#include <optional>

#include "read/pdf/grid.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

/// Gaps of this many times the type size separate the cells of a line.
constexpr double kFieldGap = 1.2;
/// Fewer lines of figures than this are words in which figures happen to stand apart.
constexpr std::size_t kFewestLines = 3;
/// Lines without figures between two lines of figures (a wrapped name, a group's name).
constexpr std::size_t kMostBetween = 2;
/// Lines above the first line of figures that can be the header.
constexpr std::size_t kMostHeaderLines = 6;
/// Lines of one table are not further apart than this, in multiples of the type size.
constexpr double kLinePitch = 4;

struct Row {
  std::vector<Line> fields;
  std::size_t figures = 0;   ///< fields that are figures
  std::size_t decimals = 0;  ///< of these, those with a decimal point
};

Row row_of(const Line& line) {
  Row row{fields_of(line, kFieldGap)};
  for (const Line& field : row.fields) {
    const std::string text = text_of(field, kFieldGap);
    if (!is_figure(text)) continue;
    ++row.figures;
    row.decimals += text.find('.') != std::string::npos ? 1 : 0;
  }
  return row;
}

struct Interval {
  double from = 0;
  double to = 0;
};

/// Adds a stretch to disjoint stretches, joining those that it touches.
void add(std::vector<Interval>& columns, Interval stretch) {
  std::erase_if(columns, [&](const Interval& other) {
    if (other.to < stretch.from || other.from > stretch.to) return false;
    stretch = {std::min(stretch.from, other.from), std::max(stretch.to, other.to)};
    return true;
  });
  columns.push_back(stretch);
}

bool touches(const Interval& column, const Line& field) {
  return column.from <= field.x1 && field.x0 <= column.to;
}

class Region {
 public:
  Region(const std::vector<Line>& lines, const std::vector<Row>& rows, std::size_t first, std::size_t last)
      : lines_(&lines), rows_(&rows), first_(first), data_(first), last_(last) {}

  AlignedTable run(std::uint32_t page) {
    find_columns();
    take_header();
    AlignedTable result{first_, last_, {}};
    Table& table = result.table;
    table.low_confidence = true;
    for (const Interval& column : columns_) table.xs.push_back(column.from);
    table.xs.push_back(columns_.back().to);
    for (std::size_t i = first_; i <= last_; ++i) {
      const Line& line = (*lines_)[i];
      table.ys.push_back(line.y - line.size);
      add_row(table, (*rows_)[i], page);
    }
    table.ys.push_back((*lines_)[last_].y);
    return result;
  }

 private:
  void find_columns() {
    for (std::size_t i = data_; i <= last_; ++i) {
      if ((*rows_)[i].figures == 0) continue;
      for (const Line& field : (*rows_)[i].fields) add(columns_, {field.x0, field.x1});
    }
    std::ranges::sort(columns_, {}, &Interval::from);
  }

  /// Lines right above that stand over the columns. A header over no figures is an empty column's.
  void take_header() {
    for (std::size_t taken = 0; first_ > 0 && taken < kMostHeaderLines; ++taken) {
      const Line& line = (*lines_)[first_ - 1];
      const Row& row = (*rows_)[first_ - 1];
      if ((*lines_)[first_].y - line.y > kLinePitch * line.size || row.fields.size() < 2) break;
      const bool caption = std::ranges::any_of(row.fields, [](const Line& field) {
        return fold(text_of(field, kFieldGap)).find(':') != std::string::npos;
      });
      if (caption) break;
      --first_;
      for (const Line& field : row.fields) {
        const bool over = std::ranges::any_of(columns_, [&](const Interval& c) { return touches(c, field); });
        if (!over) add(columns_, {field.x0, field.x1});
      }
    }
    std::ranges::sort(columns_, {}, &Interval::from);
  }

  void add_row(Table& table, const Row& row, std::uint32_t page) {
    const auto number = static_cast<std::uint32_t>(table.ys.size() - 1);
    std::uint32_t next = 0;
    const auto blanks_until = [&](std::uint32_t column) {
      for (; next < column; ++next) table.cells.push_back({number, next, 1, 1, page, ""});
    };
    for (const Line& field : row.fields) {
      std::uint32_t first = next;
      while (first < columns_.size() && !touches(columns_[first], field)) ++first;
      if (first == columns_.size()) {
        // It starts where another field's column ends: nowhere else to go than to that one.
        if (table.cells.empty()) continue;
        table.cells.back().text += ' ' + text_of(field, kFieldGap);
        continue;
      }
      std::uint32_t end = first + 1;
      while (end < columns_.size() && touches(columns_[end], field)) ++end;
      blanks_until(first);
      table.cells.push_back({number, first, 1, end - first, page, text_of(field, kFieldGap)});
      next = end;
    }
    blanks_until(static_cast<std::uint32_t>(columns_.size()));
  }

  const std::vector<Line>* lines_;
  const std::vector<Row>* rows_;
  std::vector<Interval> columns_;
  std::size_t first_;
  std::size_t data_;
  std::size_t last_;
};

}  // namespace

std::vector<AlignedTable> aligned_tables(const std::vector<Line>& lines, std::uint32_t page) {
  std::vector<Row> rows;
  rows.reserve(lines.size());
  for (const Line& line : lines) rows.push_back(row_of(line));
  std::vector<AlignedTable> tables;
  for (std::size_t i = 0; i < lines.size();) {
    if (rows[i].figures == 0 || rows[i].fields.size() < 2) {
      ++i;
      continue;
    }
    std::size_t last = i;
    std::size_t count = 1;
    std::size_t decimals = rows[i].decimals;
    for (std::size_t next = i + 1; next < lines.size() && next - last <= kMostBetween + 1; ++next) {
      if (lines[next].y - lines[next - 1].y > kLinePitch * lines[next].size) break;
      if (rows[next].figures == 0 || rows[next].fields.size() < 2) continue;
      last = next;
      ++count;
      decimals += rows[next].decimals;
    }
    if (count >= kFewestLines && decimals >= count / 2) {
      tables.push_back(Region(lines, rows, i, last).run(page));
      if (tables.back().table.columns() < 2) tables.pop_back();
    }
    i = last + 1;
  }
  return tables;
}

}  // namespace zzaudit::pdf
