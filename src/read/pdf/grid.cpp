// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/grid.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "read/detail/builder.hpp"

namespace zzaudit::pdf {
namespace {

/// In points. Rules nearer than this are one, and gaps up to that are none.
constexpr double kSameRule = 1.6;
constexpr double kRuleGap = 2;
constexpr double kShortestRule = 4;
/// How far a rule may miss the one that it meets.
constexpr double kMeet = 2.5;
/// Borders of rows or columns nearer than this are one: both lines of a double rule.
constexpr double kSameBorder = 3.5;
/// A border between two cells exists when rules cover this part of it.
constexpr double kCovered = 0.6;
/// Rules of a page beyond this, in one direction, after joining: a drawing or a map.
constexpr std::size_t kMostRules = 4000;

/// Pieces of one rule joined; what is too short to be a border dropped. By position.
std::vector<Rule> joined(std::vector<Rule> rules) {
  std::ranges::sort(rules, {}, &Rule::at);
  std::vector<Rule> result;
  for (auto begin = rules.begin(); begin != rules.end();) {
    const auto end =
        std::find_if(begin, rules.end(), [&](const Rule& r) { return r.at - begin->at > kSameRule; });
    std::sort(begin, end, [](const Rule& a, const Rule& b) { return a.from < b.from; });
    double weight = 0;
    for (auto it = begin; it != end; ++it) {
      const double length = std::max(it->to - it->from, 0.01);
      if (it == begin || it->from > result.back().to + kRuleGap) {
        result.push_back(*it);
        weight = length;
        continue;
      }
      Rule& last = result.back();
      last.at = ((last.at * weight) + (it->at * length)) / (weight + length);
      weight += length;
      last.to = std::max(last.to, it->to);
    }
    begin = end;
  }
  std::erase_if(result, [](const Rule& rule) { return rule.to - rule.from < kShortestRule; });
  std::ranges::sort(result, {}, &Rule::at);
  return result;
}

class UnionFind {
 public:
  explicit UnionFind(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::size_t find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  /// The smaller index becomes the root.
  void unite(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Rules that meet each other.
struct Component {
  std::vector<Rule> horizontal;
  std::vector<Rule> vertical;
};

std::vector<Component> components_of(const std::vector<Rule>& horizontal, const std::vector<Rule>& vertical) {
  UnionFind sets(horizontal.size() + vertical.size());
  for (std::size_t i = 0; i < horizontal.size(); ++i) {
    const Rule& h = horizontal[i];
    for (auto v = std::ranges::lower_bound(vertical, h.from - kMeet, {}, &Rule::at);
         v != vertical.end() && v->at <= h.to + kMeet; ++v) {
      if (v->from - kMeet <= h.at && h.at <= v->to + kMeet) {
        sets.unite(i, horizontal.size() + static_cast<std::size_t>(v - vertical.begin()));
      }
    }
  }
  std::map<std::size_t, Component> by_root;
  for (std::size_t i = 0; i < horizontal.size(); ++i)
    by_root[sets.find(i)].horizontal.push_back(horizontal[i]);
  for (std::size_t i = 0; i < vertical.size(); ++i) {
    by_root[sets.find(horizontal.size() + i)].vertical.push_back(vertical[i]);
  }
  std::vector<Component> components;
  for (auto& [root, component] : by_root) {
    if (!component.horizontal.empty() && !component.vertical.empty())
      components.push_back(std::move(component));
  }
  return components;
}

/// Where borders run across `across` rules: their positions, and the ends of the rules `along` where several
/// end in one line without an outer border.
std::vector<double> borders_of(const std::vector<Rule>& across, const std::vector<Rule>& along) {
  std::vector<double> positions;
  for (const Rule& rule : across) positions.push_back(rule.at);
  const auto outer = [&](double end, double Rule::*member, double border) {
    constexpr double kBeyond = 8;
    const auto same =
        std::ranges::count_if(along, [&](const Rule& r) { return std::abs(r.*member - end) < kMeet; });
    if (std::abs(end - border) > kBeyond && same > 1) positions.push_back(end);
  };
  const double low = positions.front();
  const double high = positions.back();
  const double first = std::ranges::min(along, {}, &Rule::from).from;
  const double last = std::ranges::max(along, {}, &Rule::to).to;
  if (first < low) outer(first, &Rule::from, low);
  if (last > high) outer(last, &Rule::to, high);
  std::ranges::sort(positions);
  std::vector<double> borders;
  for (std::size_t i = 0; i < positions.size();) {
    std::size_t end = i;
    while (end < positions.size() && positions[end] - positions[i] <= kSameBorder) ++end;
    borders.push_back((positions[i] + positions[end - 1]) / 2);
    i = end;
  }
  return borders;
}

std::size_t nearest(const std::vector<double>& borders, double at) {
  const auto it = std::ranges::lower_bound(borders, at);
  if (it == borders.begin()) return 0;
  if (it == borders.end()) return borders.size() - 1;
  const auto index = static_cast<std::size_t>(it - borders.begin());
  return at - borders[index - 1] < borders[index] - at ? index - 1 : index;
}

/// Which pieces of the borders at `across` are drawn: one row of flags a border, one flag an interval of
/// `along`.
std::vector<std::vector<bool>> drawn(const std::vector<Rule>& rules, const std::vector<double>& across,
                                     const std::vector<double>& along) {
  std::vector<std::vector<double>> cover(across.size(), std::vector<double>(along.size() - 1));
  for (const Rule& rule : rules) {
    std::vector<double>& row = cover[nearest(across, rule.at)];
    const auto first = std::ranges::upper_bound(along, rule.from);
    auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(first - along.begin() - 1, 0));
    for (; i + 1 < along.size() && along[i] < rule.to; ++i) {
      row[i] += std::max(std::min(rule.to, along[i + 1]) - std::max(rule.from, along[i]), 0.0);
    }
  }
  std::vector<std::vector<bool>> result(across.size(), std::vector<bool>(along.size() - 1));
  for (std::size_t border = 0; border < across.size(); ++border) {
    for (std::size_t i = 0; i + 1 < along.size(); ++i) {
      result[border][i] = border == 0 || border + 1 == across.size() ||
                          cover[border][i] >= kCovered * (along[i + 1] - along[i]);
    }
  }
  return result;
}

/// The lines of a component, before cells are made of them.
struct Lattice {
  std::vector<double> xs;
  std::vector<double> ys;
  std::vector<std::vector<bool>> vertical;    ///< [column border][row]
  std::vector<std::vector<bool>> horizontal;  ///< [row border][column]
};

std::optional<Lattice> lattice_of(const Component& component) {
  Lattice lattice;
  lattice.xs = borders_of(component.vertical, component.horizontal);
  lattice.ys = borders_of(component.horizontal, component.vertical);
  if (lattice.xs.size() < 3 || lattice.ys.size() < 2) return std::nullopt;
  if (lattice.xs.size() > detail::kMaxColumns || lattice.xs.size() * lattice.ys.size() > detail::kMaxCells) {
    return std::nullopt;
  }
  lattice.vertical = drawn(component.vertical, lattice.xs, lattice.ys);
  lattice.horizontal = drawn(component.horizontal, lattice.ys, lattice.xs);
  return lattice;
}

/// Rows at which another table begins that shares a rule with the one above: a rule over the full width, and
/// the columns above and below have little in common.
std::vector<std::size_t> cuts_of(const Lattice& lattice) {
  const std::size_t rows = lattice.ys.size() - 1;
  const auto columns_of = [&](std::size_t row) {
    std::set<std::size_t> columns;
    for (std::size_t x = 1; x + 1 < lattice.xs.size(); ++x) {
      if (lattice.vertical[x][row]) columns.insert(x);
    }
    return columns;
  };
  std::vector<std::set<std::size_t>> below(rows + 1);
  for (std::size_t row = rows; row-- > 0;) {
    below[row] = columns_of(row);
    below[row].insert(below[row + 1].begin(), below[row + 1].end());
  }
  std::vector<std::size_t> cuts = {0};
  std::set<std::size_t> above = columns_of(0);
  for (std::size_t row = 1; row < rows; ++row) {
    const std::vector<bool>& rule = lattice.horizontal[row];
    const bool full = std::ranges::find(rule, false) == rule.end();
    std::vector<std::size_t> common;
    std::ranges::set_intersection(above, below[row], std::back_inserter(common));
    const std::size_t fewer = std::min(above.size(), below[row].size());
    if (full && row - cuts.back() > 1 && rows - row > 1 && fewer > common.size() &&
        common.size() * 2 <= fewer) {
      cuts.push_back(row);
      above.clear();
    }
    const auto own = columns_of(row);
    above.insert(own.begin(), own.end());
  }
  cuts.push_back(rows);
  return cuts;
}

/// New index of every border once those that separate nothing are dropped.
std::vector<std::uint32_t> renumber(std::vector<double>& borders, const std::vector<bool>& used) {
  std::vector<std::uint32_t> index(borders.size());
  std::vector<double> kept;
  for (std::size_t i = 0; i < borders.size(); ++i) {
    if (used[i]) kept.push_back(borders[i]);
    index[i] = static_cast<std::uint32_t>(kept.size()) - 1;
  }
  borders = std::move(kept);
  return index;
}

/// Cells of the rows [begin, end) of a lattice.
class CellMaker {
 public:
  CellMaker(const Lattice& lattice, std::size_t begin, std::size_t end)
      : lattice_(lattice),
        begin_(begin),
        rows_(end - begin),
        columns_(lattice.xs.size() - 1),
        sets_(rows_ * columns_) {}

  Table run() {
    Table table;
    table.xs = lattice_.xs;
    table.ys.assign(lattice_.ys.begin() + static_cast<std::ptrdiff_t>(begin_),
                    lattice_.ys.begin() + static_cast<std::ptrdiff_t>(begin_ + rows_ + 1));
    unite(true);
    if (!rectangular()) {
      // A border is broken somewhere: cells then reach over columns only.
      table.low_confidence = true;
      sets_ = UnionFind(rows_ * columns_);
      unite(false);
    }
    collect(table);
    drop_unused(table);
    return table;
  }

 private:
  [[nodiscard]] std::size_t index(std::size_t row, std::size_t column) const {
    return (row * columns_) + column;
  }

  void unite(bool over_rows) {
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t column = 0; column < columns_; ++column) {
        if (column + 1 < columns_ && !lattice_.vertical[column + 1][begin_ + row]) {
          sets_.unite(index(row, column), index(row, column + 1));
        }
        if (over_rows && row + 1 < rows_ && !lattice_.horizontal[begin_ + row + 1][column]) {
          sets_.unite(index(row, column), index(row + 1, column));
        }
      }
    }
  }

  /// Extents by root, which is the set's first cell in reading order.
  struct Extent {
    std::size_t row = 0;
    std::size_t last_row = 0;
    std::size_t column = 0;
    std::size_t last_column = 0;
    std::size_t count = 0;
  };
  std::map<std::size_t, Extent> extents() {
    std::map<std::size_t, Extent> result;
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t column = 0; column < columns_; ++column) {
        const auto [it, first] =
            result.try_emplace(sets_.find(index(row, column)), Extent{row, row, column, column, 0});
        Extent& extent = it->second;
        extent.last_row = std::max(extent.last_row, row);
        extent.column = std::min(extent.column, column);
        extent.last_column = std::max(extent.last_column, column);
        ++extent.count;
      }
    }
    return result;
  }

  bool rectangular() {
    return std::ranges::all_of(extents(), [](const auto& entry) {
      const Extent& e = entry.second;
      return e.count == (e.last_row - e.row + 1) * (e.last_column - e.column + 1);
    });
  }

  void collect(Table& table) {
    for (const auto& [root, e] : extents()) {
      table.cells.push_back({static_cast<std::uint32_t>(e.row), static_cast<std::uint32_t>(e.column),
                             static_cast<std::uint32_t>(e.last_row - e.row + 1),
                             static_cast<std::uint32_t>(e.last_column - e.column + 1), 0, ""});
    }
  }

  static void drop_unused(Table& table) {
    std::vector<bool> rows(table.ys.size());
    std::vector<bool> columns(table.xs.size());
    rows.back() = columns.back() = true;
    for (const TableCell& cell : table.cells) rows[cell.row] = columns[cell.column] = true;
    const auto row_index = renumber(table.ys, rows);
    const auto column_index = renumber(table.xs, columns);
    for (TableCell& cell : table.cells) {
      const std::uint32_t row = row_index[cell.row];
      const std::uint32_t column = column_index[cell.column];
      cell.row_span = row_index[cell.row + cell.row_span] - row;
      cell.column_span = column_index[cell.column + cell.column_span] - column;
      cell.row = row;
      cell.column = column;
    }
  }

  const Lattice& lattice_;
  std::size_t begin_;
  std::size_t rows_;
  std::size_t columns_;
  UnionFind sets_;
};

std::vector<Table> tables_of(const Lattice& lattice) {
  std::vector<Table> tables;
  const std::vector<std::size_t> cuts = cuts_of(lattice);
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    Table table = CellMaker(lattice, cuts[i], cuts[i + 1]).run();
    // A frame, or boxes below each other, is no table.
    if (table.columns() > 1) tables.push_back(std::move(table));
  }
  return tables;
}

/// A table that takes in words.
class Filler {
 public:
  explicit Filler(Table& table)
      : table_(&table), owner_(std::size_t{table.rows()} * table.columns()), words_(table.cells.size()) {
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
      const TableCell& cell = table.cells[i];
      for (std::uint32_t row = cell.row; row < cell.row + cell.row_span; ++row) {
        for (std::uint32_t column = cell.column; column < cell.column + cell.column_span; ++column) {
          owner_[(std::size_t{row} * table.columns()) + column] = i;
        }
      }
    }
  }

  [[nodiscard]] double area() const {
    return (table_->xs.back() - table_->xs.front()) * (table_->ys.back() - table_->ys.front());
  }

  [[nodiscard]] bool holds(const Word& word) const {
    const double x = (word.x0 + word.x1) / 2;
    return x > table_->xs.front() && x < table_->xs.back() && word.middle() > table_->ys.front() &&
           word.middle() < table_->ys.back();
  }

  void take(Word word) { words_[cell_of(word)].push_back(std::move(word)); }

  void finish(std::uint32_t page) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      table_->cells[i].page = page;
      table_->cells[i].text = cell_text(std::move(words_[i]));
    }
  }

 private:
  static std::size_t interval(const std::vector<double>& borders, double at) {
    const auto it = std::ranges::upper_bound(borders, at);
    const auto index = std::max<std::ptrdiff_t>(it - borders.begin() - 1, 0);
    return std::min(static_cast<std::size_t>(index), borders.size() - 2);
  }

  /// The cell that holds most of a word; text that runs over from the cell where it begins belongs there.
  [[nodiscard]] std::size_t cell_of(const Word& word) const {
    const std::size_t row = interval(table_->ys, word.middle()) * table_->columns();
    const std::size_t first = interval(table_->xs, word.x0);
    const std::size_t last = interval(table_->xs, word.x1);
    std::size_t best = owner_[row + first];
    double most = 0;
    double in_first = 0;
    double in_cell = 0;
    for (std::size_t column = first; column <= last; ++column) {
      const std::size_t cell = owner_[row + column];
      if (column == first || cell != owner_[row + column - 1]) in_cell = 0;
      in_cell += std::min(word.x1, table_->xs[column + 1]) - std::max(word.x0, table_->xs[column]);
      if (cell == owner_[row + first]) in_first = in_cell;
      if (in_cell > most) {
        most = in_cell;
        best = cell;
      }
    }
    constexpr double kPadding = 1;
    constexpr double kPart = 0.3;
    const double indent = word.x0 - table_->xs[table_->cells[owner_[row + first]].column];
    const bool starts = indent < kPadding * word.size && in_first > kPart * (word.x1 - word.x0);
    return starts ? owner_[row + first] : best;
  }

  Table* table_;
  std::vector<std::size_t> owner_;  ///< cell by row and column
  std::vector<std::vector<Word>> words_;
};

}  // namespace

std::string cell_text(std::vector<Word> words) {
  constexpr double kWideGap = 1.5;
  std::string text;
  for (const Line& line : lines_of(std::move(words))) detail::append_wrapped(text, text_of(line, kWideGap));
  return text;
}

PageTables ruled_tables(const Page& page, std::vector<Word> words) {
  PageTables result;
  const std::vector<Rule> horizontal = joined(page.horizontal);
  const std::vector<Rule> vertical = joined(page.vertical);
  if (horizontal.size() > kMostRules || vertical.size() > kMostRules) {
    result.too_complex = true;
    result.rest = std::move(words);
    return result;
  }
  for (const Component& component : components_of(horizontal, vertical)) {
    if (const auto lattice = lattice_of(component))
      std::ranges::move(tables_of(*lattice), std::back_inserter(result.tables));
  }
  std::ranges::sort(result.tables, {}, [](const Table& t) { return std::pair(t.ys.front(), t.xs.front()); });
  std::vector<Filler> fillers;
  fillers.reserve(result.tables.size());
  for (Table& table : result.tables) fillers.emplace_back(table);
  // Where tables lie within each other a word belongs to the innermost.
  std::vector<Filler*> by_size;
  for (Filler& filler : fillers) by_size.push_back(&filler);
  std::ranges::stable_sort(by_size, {}, &Filler::area);
  for (Word& word : words) {
    const auto filler = std::ranges::find_if(by_size, [&](const Filler* f) { return f->holds(word); });
    if (filler == by_size.end()) {
      result.rest.push_back(std::move(word));
    } else {
      (*filler)->take(std::move(word));
    }
  }
  for (Filler& filler : fillers) filler.finish(page.number);
  return result;
}

}  // namespace zzaudit::pdf
