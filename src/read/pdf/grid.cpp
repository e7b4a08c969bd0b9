// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

// Points. Rows and columns of tables are wider than any of these, the joints of drawn rules finer.
constexpr double kSameRule = 2;      ///< pieces of one rule lie on one line this nearly
constexpr double kJoint = 2.5;       ///< rules that come this near to each other touch
constexpr double kSameBorder = 3.5;  ///< two rules nearer than this are one border (double rules)
constexpr double kCovered = 0.6;     ///< share of an edge that rules must cover

/// Pieces on one line that touch, put together.
std::vector<Rule> merged(std::vector<Rule> rules) {
  std::ranges::sort(rules, {}, [](const Rule& rule) { return std::pair(rule.at, rule.from); });
  std::vector<Rule> result;
  for (std::size_t begin = 0; begin < rules.size();) {
    std::size_t end = begin + 1;
    while (end < rules.size() && rules[end].at - rules[begin].at <= kSameRule) ++end;
    std::sort(rules.begin() + static_cast<std::ptrdiff_t>(begin),
              rules.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Rule& a, const Rule& b) { return a.from < b.from; });
    const std::size_t first = result.size();
    for (; begin < end; ++begin) {
      if (result.size() > first && rules[begin].from <= result.back().to + kJoint) {
        result.back().to = std::max(result.back().to, rules[begin].to);
      } else {
        result.push_back(rules[begin]);
      }
    }
  }
  return result;
}

bool cross(const Rule& h, const Rule& v) {
  return v.at >= h.from - kJoint && v.at <= h.to + kJoint && h.at >= v.from - kJoint && h.at <= v.to + kJoint;
}

class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[std::max(of(a), of(b))] = std::min(of(a), of(b)); }

 private:
  std::vector<std::size_t> parent_;
};

/// Rules that hang together.
struct Component {
  std::vector<Rule> horizontal;
  std::vector<Rule> vertical;
};

std::vector<Component> components(const std::vector<Rule>& horizontal, const std::vector<Rule>& vertical) {
  Groups groups(horizontal.size() + vertical.size());
  for (std::size_t v = 0; v < vertical.size(); ++v) {
    // Horizontal rules are sorted by position.
    auto h = std::ranges::lower_bound(horizontal, vertical[v].from - kJoint, {}, &Rule::at);
    for (; h != horizontal.end() && h->at <= vertical[v].to + kJoint; ++h) {
      if (cross(*h, vertical[v])) {
        groups.join(static_cast<std::size_t>(h - horizontal.begin()), horizontal.size() + v);
      }
    }
  }
  std::vector<Component> all(horizontal.size() + vertical.size());
  for (std::size_t i = 0; i < horizontal.size(); ++i) all[groups.of(i)].horizontal.push_back(horizontal[i]);
  for (std::size_t i = 0; i < vertical.size(); ++i) {
    all[groups.of(horizontal.size() + i)].vertical.push_back(vertical[i]);
  }
  std::erase_if(all, [](const Component& c) { return c.horizontal.size() < 2 || c.vertical.empty(); });
  return all;
}

/// Positions nearer to each other than a border is thick, as one.
std::vector<double> borders(std::vector<double> positions) {
  std::ranges::sort(positions);
  std::vector<double> result;
  for (std::size_t begin = 0; begin < positions.size();) {
    std::size_t end = begin;
    double sum = 0;
    while (end < positions.size() && positions[end] - positions[begin] <= kSameBorder)
      sum += positions[end++];
    result.push_back(sum / static_cast<double>(end - begin));
    begin = end;
  }
  return result;
}

std::size_t nearest(const std::vector<double>& sorted, double at) {
  const auto it = std::ranges::lower_bound(sorted, at);
  const auto i = static_cast<std::size_t>(it - sorted.begin());
  if (i == sorted.size()) return i - 1;
  return i > 0 && at - sorted[i - 1] < sorted[i] - at ? i - 1 : i;
}

/// Which edges of the elementary cells are drawn. `of(border, cell)`: the piece of inner border `border` (1
/// …) along elementary cell `cell`.
class Edges {
 public:
  Edges(const std::vector<double>& across, const std::vector<double>& along, const std::vector<Rule>& rules)
      : cells_(along.size() - 1), covered_(across.size() * cells_) {
    for (const Rule& rule : rules) {
      const std::size_t border = nearest(across, rule.at);
      for (std::size_t cell = 0; cell < cells_; ++cell) {
        const double overlap = std::min(rule.to, along[cell + 1]) - std::max(rule.from, along[cell]);
        if (overlap > 0) covered_[border * cells_ + cell] += overlap / (along[cell + 1] - along[cell]);
      }
    }
  }
  [[nodiscard]] bool of(std::size_t border, std::size_t cell) const {
    return covered_[border * cells_ + cell] >= kCovered;
  }

 private:
  std::size_t cells_;
  std::vector<double> covered_;
};

/// The elementary cells of a component and what separates them.
class Lattice {
 public:
  explicit Lattice(const Component& component)
      : xs_(x_borders(component)),
        ys_(y_borders(component)),
        vertical_(xs_, ys_, component.vertical),
        horizontal_(ys_, xs_, component.horizontal) {}

  [[nodiscard]] bool usable() const { return xs_.size() > 2 && ys_.size() > 1; }

  /// Two tables that share a rule come apart where the columns above and below disagree.
  [[nodiscard]] std::vector<RuledTable> tables() const {
    std::vector<RuledTable> result;
    std::size_t top = 0;
    for (std::size_t row = 1; row < ys_.size(); ++row) {
      if (row + 1 < ys_.size() && !(separates(row) && disagree(row - 1, row))) continue;
      if (auto table = part(top, row)) result.push_back(std::move(*table));
      top = row;
    }
    return result;
  }

 private:
  static std::vector<double> x_borders(const Component& component) {
    std::vector<double> positions;
    for (const Rule& rule : component.vertical) positions.push_back(rule.at);
    const auto [low, high] = std::ranges::minmax(positions);
    // Without an outer border the table is as wide as its horizontal rules.
    double left = low;
    double right = high;
    for (const Rule& rule : component.horizontal) {
      left = std::min(left, rule.from);
      right = std::max(right, rule.to);
    }
    if (low - left > kSameBorder) positions.push_back(left);
    if (right - high > kSameBorder) positions.push_back(right);
    return borders(std::move(positions));
  }
  static std::vector<double> y_borders(const Component& component) {
    std::vector<double> positions;
    for (const Rule& rule : component.horizontal) positions.push_back(rule.at);
    const auto [low, high] = std::ranges::minmax(positions);
    for (const Rule& rule : component.vertical) {
      if (low - rule.from > kSameBorder) positions.push_back(rule.from);
      if (rule.to - high > kSameBorder) positions.push_back(rule.to);
    }
    return borders(std::move(positions));
  }
  [[nodiscard]] std::size_t columns() const { return xs_.size() - 1; }
  /// The border above `row` is drawn over the whole width.
  [[nodiscard]] bool separates(std::size_t row) const {
    for (std::size_t column = 0; column < columns(); ++column) {
      if (!horizontal_.of(row, column)) return false;
    }
    return true;
  }
  /// Each of the two rows has a column border that the other lacks.
  [[nodiscard]] bool disagree(std::size_t above, std::size_t below) const {
    bool only_above = false;
    bool only_below = false;
    for (std::size_t x = 1; x < columns(); ++x) {
      const bool a = vertical_.of(x, above);
      const bool b = vertical_.of(x, below);
      only_above = only_above || (a && !b);
      only_below = only_below || (b && !a);
    }
    return only_above && only_below;
  }

  /// Rows from `top` to before `bottom` as one table.
  [[nodiscard]] std::optional<RuledTable> part(std::size_t top, std::size_t bottom) const {
    const std::size_t rows = bottom - top;
    Groups groups(rows * columns());
    const auto index = [&](std::size_t row, std::size_t column) { return (row - top) * columns() + column; };
    for (std::size_t row = top; row < bottom; ++row) {
      for (std::size_t column = 0; column < columns(); ++column) {
        if (column + 1 < columns() && !vertical_.of(column + 1, row)) {
          groups.join(index(row, column), index(row, column + 1));
        }
        if (row + 1 < bottom && !horizontal_.of(row + 1, column)) {
          groups.join(index(row, column), index(row + 1, column));
        }
      }
    }
    RuledTable table;
    table.xs = xs_;
    table.ys.assign(ys_.begin() + static_cast<std::ptrdiff_t>(top),
                    ys_.begin() + static_cast<std::ptrdiff_t>(bottom) + 1);
    collect(groups, rows, table);
    drop_unused(table.ys, table.boxes, &Box::row, &Box::row_span);
    drop_unused(table.xs, table.boxes, &Box::column, &Box::column_span);
    if (table.boxes.size() < 2) return std::nullopt;
    return table;
  }

  /// Groups of elementary cells become boxes; a group that is no rectangle falls apart.
  void collect(Groups& groups, std::size_t rows, RuledTable& table) const {
    struct Extent {
      std::size_t top = SIZE_MAX, left = SIZE_MAX, bottom = 0, right = 0, cells = 0;
    };
    std::vector<Extent> extents(rows * columns());
    for (std::size_t i = 0; i < extents.size(); ++i) {
      Extent& extent = extents[groups.of(i)];
      extent.top = std::min(extent.top, i / columns());
      extent.bottom = std::max(extent.bottom, i / columns());
      extent.left = std::min(extent.left, i % columns());
      extent.right = std::max(extent.right, i % columns());
      ++extent.cells;
    }
    for (std::size_t i = 0; i < extents.size(); ++i) {
      const Extent& extent = extents[groups.of(i)];
      const std::size_t height = extent.bottom - extent.top + 1;
      const std::size_t width = extent.right - extent.left + 1;
      const bool whole = height * width == extent.cells;
      table.irregular = table.irregular || !whole;
      if (whole && groups.of(i) != i) continue;
      Box box;
      box.row = static_cast<std::uint32_t>(i / columns());
      box.column = static_cast<std::uint32_t>(i % columns());
      if (whole) {
        box.row_span = static_cast<std::uint32_t>(height);
        box.column_span = static_cast<std::uint32_t>(width);
      }
      table.boxes.push_back(std::move(box));
    }
  }

  /// Drops borders at which no box begins: they separate nothing (corner squares, columns of another part).
  static void drop_unused(std::vector<double>& positions, std::vector<Box>& boxes, std::uint32_t Box::*first,
                          std::uint32_t Box::*span) {
    std::vector<bool> used(positions.size(), false);
    used.front() = used.back() = true;
    for (const Box& box : boxes) used[box.*first] = true;
    std::vector<std::uint32_t> moved(positions.size());
    std::vector<double> kept;
    for (std::size_t i = 0; i < positions.size(); ++i) {
      moved[i] = static_cast<std::uint32_t>(kept.size());
      if (used[i]) kept.push_back(positions[i]);
    }
    for (Box& box : boxes) {
      const std::uint32_t end = moved[box.*first + box.*span];
      box.*first = moved[box.*first];
      box.*span = end - box.*first;
    }
    positions = std::move(kept);
  }

  std::vector<double> xs_;
  std::vector<double> ys_;
  Edges vertical_;
  Edges horizontal_;
};

/// The rectangle a run covers.
struct Area {
  double left, right, top, bottom;
};
Area area_of(const Run& run) {
  return {std::min(run.x, run.x + run.dx), std::max(run.x, run.x + run.dx), run.y - 0.8 * run.size,
          run.y + 0.2 * run.size};
}

/// The index of the band of `borders` that holds most of [from, to]; nothing outside of all.
std::optional<std::size_t> band(const std::vector<double>& borders, double from, double to) {
  std::optional<std::size_t> best;
  double most = 0;
  for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
    const double overlap = std::min(to, borders[i + 1]) - std::max(from, borders[i]);
    if (overlap > most) {
      most = overlap;
      best = i;
    }
  }
  return best;
}

/// Puts the runs that stand in the table into its boxes; true for those taken.
class Filler {
 public:
  explicit Filler(RuledTable& table) : table_(table), box_at_(std::size_t{table.rows()} * table.columns()) {
    for (std::size_t i = 0; i < table.boxes.size(); ++i) {
      const Box& box = table.boxes[i];
      for (std::uint32_t row = box.row; row < box.row + box.row_span; ++row) {
        for (std::uint32_t column = box.column; column < box.column + box.column_span; ++column) {
          box_at_[row * table.columns() + column] = i;
        }
      }
    }
  }
  bool take(const Run& run) {
    const Area area = area_of(run);
    const auto row = band(table_.ys, area.top, area.bottom);
    const double middle = (area.top + area.bottom) / 2;
    if (!row || middle < table_.ys.front() || middle > table_.ys.back()) return false;
    const auto column = column_of(run, area, *row);
    if (!column) return false;
    Box& own = box(*row, *column);
    Box& taker = goes_on(run) ? *last_box_ : own;
    taker.runs.push_back(run);
    last_box_ = &taker;
    return true;
  }
  void finish() {
    for (Box& box : table_.boxes) {
      bool full = false;
      for (const auto& line : lines_of(box.runs)) {
        const std::string text = text_of_line(line);
        if (full) {
          box.text += text;
        } else {
          append_wrapped(box.text, text);
        }
        full = fills(box, line);
      }
    }
  }

 private:
  Box& box(std::size_t row, std::size_t column) {
    return table_.boxes[box_at_[row * table_.columns() + column]];
  }

  /// Nothing more would have fit into the line: a figure or word that goes on in the next was broken.
  [[nodiscard]] bool fills(const Box& box, const std::vector<Run>& line) const {
    constexpr double kPadding = 12;  // points, both sides of a cell
    const double width = table_.xs[box.column + box.column_span] - table_.xs[box.column];
    const Run& last = line.back();
    return width - (last.x + last.dx - line.front().x) <= 0.6 * last.size + kPadding;
  }

  /// A run that begins where the one before it ended, and not at the edge of a cell, is more of the same
  /// text.
  [[nodiscard]] bool goes_on(const Run& run) const {
    if (last_box_ == nullptr) return false;
    const Run& before = last_box_->runs.back();
    const double end = before.x + before.dx;
    const double edge = table_.xs[last_box_->column + last_box_->column_span];
    return std::abs(end - edge) > 0.3 * run.size && std::abs(run.x - end) <= 0.2 * run.size &&
           std::abs(run.y - before.y) <= 0.1 * run.size;
  }

  /// Text that overflows its cell to the right still begins at the left edge of its own.
  std::optional<std::size_t> column_of(const Run& run, const Area& area, std::size_t row) {
    const auto most = band(table_.xs, area.left, area.right);
    // What begins outside of the table only passes by.
    if (!most || area.left < table_.xs.front() - run.size) return std::nullopt;
    const auto start = band(table_.xs, area.left, area.left + 0.1);
    if (!start || *start == *most) return most;
    const Box& own = box(row, *start);
    const double edge = table_.xs[own.column];
    return area.left - edge <= run.size ? start : most;
  }

  RuledTable& table_;
  std::vector<std::size_t> box_at_;
  Box* last_box_ = nullptr;  ///< took the run before
};

bool is_latin(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

std::vector<std::vector<Run>> lines_of(std::vector<Run> runs) {
  std::ranges::stable_sort(runs, {}, &Run::y);
  std::vector<std::vector<Run>> lines;
  for (Run& run : runs) {
    // Superscripts and mixed fonts stand a little off the baseline.
    const bool same = !lines.empty() &&
                      run.y - lines.back().front().y <= 0.5 * std::min(run.size, lines.back().front().size);
    if (!same) lines.emplace_back();
    lines.back().push_back(std::move(run));
  }
  for (auto& line : lines) std::ranges::stable_sort(line, {}, &Run::x);
  return lines;
}

std::string text_of_line(const std::vector<Run>& line) {
  std::string text;
  const Run* last = nullptr;
  for (const Run& run : line) {
    constexpr double kDrawnTwice = 1.5;
    if (last != nullptr && last->text == run.text && std::abs(last->x - run.x) < kDrawnTwice) continue;
    const double gap = last == nullptr ? 0 : run.x - (last->x + last->dx);
    if (last != nullptr && gap > 0.2 * run.size && is_latin(text.back()) && is_latin(run.text.front()))
      text += ' ';
    text += run.text;
    last = &run;
  }
  return text;
}

std::vector<RuledTable> take_tables(Page& page) {
  std::vector<RuledTable> tables;
  for (const Component& component : components(merged(page.horizontal), merged(page.vertical))) {
    const Lattice lattice(component);
    if (lattice.usable()) std::ranges::move(lattice.tables(), std::back_inserter(tables));
  }
  std::ranges::stable_sort(tables, {}, [](const RuledTable& table) { return table.ys.front(); });
  std::vector<Filler> fillers;
  fillers.reserve(tables.size());
  for (RuledTable& table : tables) fillers.emplace_back(table);
  std::erase_if(page.runs, [&](const Run& run) {
    return std::ranges::any_of(fillers, [&](Filler& filler) { return filler.take(run); });
  });
  for (Filler& filler : fillers) filler.finish();
  std::erase_if(tables, [](const RuledTable& table) {
    return std::ranges::all_of(table.boxes, [](const Box& box) { return box.text.empty(); });
  });
  return tables;
}

}  // namespace zzaudit::pdf
