// SPDX-License-Identifier: Apache-2.0
// Tables without rules: columns are where the figures of neighbouring lines stand below each other.
#include <algorithm>

#include "read/pdf/lines.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

/// Gaps of this many times the type size separate the cells of a line, and, in a header, the names of
/// columns.
constexpr double kFieldGap = 1.2;
constexpr double kHeaderGap = 0.3;
/// Fewer lines of figures than this are words in which figures happen to stand apart.
constexpr std::size_t kFewestLines = 3;
/// Lines without figures between two lines of figures (a wrapped name, a group's name).
constexpr std::size_t kMostBetween = 2;
/// Lines above the first line of figures that can be the header.
constexpr std::size_t kMostHeaderLines = 6;
/// Lines of one table are not further apart than this, in multiples of the type size.
constexpr double kLinePitch = 6;

/// "1,450.00", "-3.2", "5%".
bool is_figure(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.,-+%") == std::string_view::npos;
}

/// What stands on one baseline.
struct Row {
  std::size_t begin = 0;  ///< its parts among the lines of the page
  std::size_t end = 0;
  double y = 0;
  double size = 0;
  std::vector<Run> runs;
  std::vector<Line> fields;
  std::size_t figures = 0;   ///< fields that are figures
  std::size_t decimals = 0;  ///< of these, those with a decimal point

  [[nodiscard]] bool has_data() const { return figures > 0 && fields.size() > 1; }
};

std::vector<Row> rows_of(const std::vector<Line>& lines) {
  std::vector<Row> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (rows.empty() || line.y - rows.back().y > 0.6 * line.size)
      rows.push_back({i, i, line.y, line.size, {}, {}});
    Row& row = rows.back();
    row.end = i + 1;
    row.size = std::max(row.size, line.size);
    row.runs.insert(row.runs.end(), line.runs.begin(), line.runs.end());
  }
  for (Row& row : rows) {
    std::ranges::stable_sort(row.runs, {}, &Run::x);
    row.fields = fields_of(row.runs, kFieldGap);
    for (const Line& field : row.fields) {
      if (!is_figure(field.text)) continue;
      ++row.figures;
      row.decimals += field.text.find('.') != std::string::npos ? 1 : 0;
    }
  }
  return rows;
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
  return column.from <= field.right && field.left <= column.to;
}

/// The table whose lines of figures are rows [first, last].
class Region {
 public:
  Region(std::vector<Row>& rows, std::size_t first, std::size_t last)
      : rows_(&rows), first_(first), last_(last) {}

  RuledTable run() {
    for (std::size_t i = first_; i <= last_; ++i) {
      if (row(i).figures == 0) continue;
      for (const Line& field : row(i).fields) add(columns_, {field.left, field.right});
    }
    take_header();
    std::ranges::sort(columns_, {}, &Interval::from);
    join_columns();
    RuledTable table;
    table.irregular = true;
    for (const Interval& column : columns_) table.xs.push_back(column.from);
    table.xs.push_back(columns_.back().to);
    for (std::size_t i = first_; i <= last_; ++i) {
      table.ys.push_back(row(i).y - row(i).size);
      add_boxes(table, row(i));
    }
    table.ys.push_back(row(last_).y);
    join_wrapped_names(table);
    return table;
  }
  [[nodiscard]] std::size_t first() const { return first_; }

 private:
  [[nodiscard]] Row& row(std::size_t index) const { return (*rows_)[index]; }

  /// Lines right above that stand over the columns, up to the highest one that has several texts. A header
  /// over no figures is an empty column's.
  void take_header() {
    std::size_t top = first_;
    for (std::size_t i = first_; i-- > 0 && first_ - i <= kMostHeaderLines;) {
      if (row(i + 1).y - row(i).y > kLinePitch * row(i).size || is_caption(row(i))) break;
      if (row(i).fields.size() > 1 || is_group_header(row(i))) top = i;
    }
    for (; first_ > top; --first_) {
      row(first_ - 1).fields = fields_of(row(first_ - 1).runs, kHeaderGap);
      for (const Line& field : row(first_ - 1).fields) {
        const bool over = std::ranges::any_of(columns_, [&](const Interval& c) { return touches(c, field); });
        if (!over) add(columns_, {field.left, field.right});
      }
    }
  }

  /// A name at the left of a column and figures at its right do not stand below each other; neighbours of
  /// which no line fills both are one column.
  void join_columns() {
    for (std::size_t i = 0; i + 1 < columns_.size();) {
      if (any_fills_both(columns_[i], columns_[i + 1])) {
        ++i;
        continue;
      }
      columns_[i].to = columns_[i + 1].to;
      columns_.erase(columns_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }
  [[nodiscard]] bool any_fills_both(const Interval& left, const Interval& right) const {
    for (std::size_t i = first_; i <= last_; ++i) {
      const auto fills = [&](const Interval& column, const Interval& other) {
        return std::ranges::any_of(row(i).fields, [&](const Line& field) {
          return touches(column, field) && !touches(other, field);
        });
      };
      if (fills(left, right) && fills(right, left)) return true;
    }
    return false;
  }

  /// A short text over several columns, such as 项目; titles end in 表.
  static bool is_group_header(const Row& row) {
    constexpr double kLongest = 8;
    const Line& line = row.fields.front();
    return line.right - line.left < kLongest * row.size && !line.text.ends_with("表");
  }
  static bool is_caption(const Row& row) {
    return std::ranges::any_of(
        row.fields, [](const Line& field) { return fold(field.text).find(':') != std::string::npos; });
  }

  void add_boxes(RuledTable& table, const Row& row) const {
    const auto number = static_cast<std::uint32_t>(table.ys.size() - 1);
    std::uint32_t next = 0;
    const auto blanks_until = [&](std::uint32_t column) {
      for (; next < column; ++next) table.boxes.push_back({number, next, 1, 1, {}, {}});
    };
    for (const Line& field : row.fields) {
      std::uint32_t first = next;
      while (first < columns_.size() && !touches(columns_[first], field)) ++first;
      if (first == columns_.size()) {
        // Part of the cell before, as several words of a name are.
        append_wrapped(table.boxes.back().text, field.text);
        continue;
      }
      std::uint32_t end = first + 1;
      while (end < columns_.size() && touches(columns_[end], field)) ++end;
      blanks_until(first);
      table.boxes.push_back({number, first, 1, end - first, {}, field.text});
      next = end;
    }
    blanks_until(static_cast<std::uint32_t>(columns_.size()));
  }

  /// A name in two lines, with its figures beside the gap between them: three lines, of which the middle one
  /// has no name.
  static void join_wrapped_names(RuledTable& table) {
    const auto only_text = [&](std::uint32_t row) -> Box* {
      Box* found = nullptr;
      for (Box& box : table.boxes) {
        if (box.row != row || box.text.empty()) continue;
        if (found != nullptr || is_figure(box.text)) return nullptr;
        found = &box;
      }
      return found;
    };
    std::vector<bool> dropped(table.rows());
    for (std::uint32_t row = 1; row + 1 < table.rows(); ++row) {
      const Box* above = dropped[row - 1] ? nullptr : only_text(row - 1);
      const Box* below = only_text(row + 1);
      if (above == nullptr || below == nullptr || above->column != below->column) continue;
      const auto middle = std::ranges::find_if(table.boxes, [&](const Box& box) {
        return box.row == row && box.column == above->column && box.text.empty();
      });
      const bool figures = std::ranges::any_of(
          table.boxes, [&](const Box& box) { return box.row == row && is_figure(box.text); });
      if (middle == table.boxes.end() || !figures) continue;
      middle->text = above->text + below->text;
      dropped[row - 1] = dropped[row + 1] = true;
    }
    std::vector<std::uint32_t> index(table.rows());
    std::vector<double> ys;
    for (std::uint32_t row = 0; row < table.rows(); ++row) {
      index[row] = static_cast<std::uint32_t>(ys.size());
      if (!dropped[row]) ys.push_back(table.ys[row]);
    }
    ys.push_back(table.ys.back());
    std::erase_if(table.boxes, [&](const Box& box) { return dropped[box.row]; });
    for (Box& box : table.boxes) box.row = index[box.row];
    table.ys = std::move(ys);
  }

  std::vector<Row>* rows_;
  std::size_t first_;
  std::size_t last_;
  std::vector<Interval> columns_;
};

/// The last row of figures of a table that begins at `first`, when there are enough of them.
std::size_t end_of_figures(const std::vector<Row>& rows, std::size_t first, bool& enough) {
  std::size_t last = first;
  std::size_t count = 1;
  std::size_t decimals = rows[first].decimals;
  for (std::size_t next = first + 1; next < rows.size() && next - last <= kMostBetween + 1; ++next) {
    if (rows[next].y - rows[next - 1].y > kLinePitch * rows[next].size) break;
    if (!rows[next].has_data()) continue;
    last = next;
    ++count;
    decimals += rows[next].decimals;
  }
  enough = count >= kFewestLines && decimals >= count / 2;
  return last;
}

}  // namespace

std::vector<RuledTable> take_aligned_tables(std::vector<Line>& lines) {
  std::vector<Row> rows = rows_of(lines);
  std::vector<RuledTable> tables;
  std::vector<bool> taken(lines.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].has_data()) continue;
    bool enough = false;
    const std::size_t last = end_of_figures(rows, i, enough);
    if (enough) {
      Region region(rows, i, last);
      RuledTable table = region.run();
      if (table.columns() > 1) {
        tables.push_back(std::move(table));
        std::fill(taken.begin() + static_cast<std::ptrdiff_t>(rows[region.first()].begin),
                  taken.begin() + static_cast<std::ptrdiff_t>(rows[last].end), true);
      }
    }
    i = last;
  }
  std::size_t i = 0;
  std::erase_if(lines, [&](const Line&) { return taken[i++]; });
  return tables;
}

}  // namespace zzaudit::pdf
