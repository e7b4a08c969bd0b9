// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "read/detail/builder.hpp"
#include "read/pdf/grid.hpp"
#include "read/pdf/lines.hpp"

namespace zzaudit::pdf {
namespace {

/// A table of one page, or one that goes on over several.
struct Element {
  std::optional<RuledTable> table;
  Line line;  ///< when it is no table
  std::uint32_t page = 0;
  double top = 0;
};

/// A table being gathered over pages.
struct OpenTable {
  Grid grid;
  std::vector<double> xs;
};

class Assembler {
 public:
  Assembler(const std::string& name, std::uint16_t source) : builder_(name, source) {}

  Document run(std::vector<Page> pages) {
    for (Page& page : pages) turn_upright(page);
    std::vector<std::vector<RuledTable>> tables(pages.size());
    std::vector<std::vector<Line>> lines(pages.size());
    for (std::size_t i = 0; i < pages.size(); ++i) {
      tables[i] = take_tables(pages[i]);
      lines[i] = lines_outside_tables(pages[i]);
    }
    drop_running_lines(pages, lines);
    const std::vector<Margins> margins = margins_of(pages, lines);
    for (std::size_t i = 0; i < pages.size(); ++i) {
      margins_ = margins[i];
      page(pages[i], std::move(tables[i]), std::move(lines[i]));
    }
    end_paragraph();
    end_table();
    add_breaks();
    note_aligned_tables();
    return builder_.take();
  }

 private:
  void page(const Page& page, std::vector<RuledTable> tables, std::vector<Line> lines) {
    breaks_.push_back({page.number});
    table_on_page_ = false;
    std::vector<Element> elements;
    for (auto& table : tables) {
      const double top = table.ys.front();
      elements.push_back({std::move(table), {}, page.number, top});
    }
    for (auto& aligned : take_aligned_tables(lines)) {
      const double top = aligned.ys.front();
      if (aligned_pages_.empty() || aligned_pages_.back() != page.number)
        aligned_pages_.push_back(page.number);
      elements.push_back({std::move(aligned), {}, page.number, top});
    }
    for (auto& line : lines) {
      const double y = line.y;
      elements.push_back({std::nullopt, std::move(line), page.number, y});
    }
    std::ranges::stable_sort(elements, {}, &Element::top);
    for (Element& element : elements) {
      element.table ? table(std::move(*element.table), element.page)
                    : line(std::move(element.line), element.page);
    }
  }

  void note_aligned_tables() {
    if (aligned_pages_.empty()) return;
    const std::string pages = fmt::format("{}", fmt::join(aligned_pages_, ", "));
    builder_.add(ReaderNote{
        {fmt::format("第 {} 页的表没有框线，行列按文字的位置推断：只列核对相符的数字，不据以报错", pages),
         fmt::format(
             "tables without rules on page {}: rows and columns are a guess from where the text stands; "
             "figures that agree are counted, and nothing is reported as wrong",
             pages)},
        {}});
  }

  /// A page break comes after what goes on over it.
  void add_breaks() {
    for (const PageBreak& page_break : breaks_) builder_.add(page_break);
    breaks_.clear();
  }

  void line(Line line, std::uint32_t page) {
    end_table();
    const bool continued =
        !paragraph_.lines.empty() && goes_on(last_, last_margins_, line, margins_, last_page_ == page);
    if (!continued) end_paragraph();
    if (paragraph_.lines.empty()) {
      add_breaks();
      ++paragraphs_;
    }
    TextLine text{line.text, place(page)};
    paragraph_.bold = line.bold && (paragraph_.lines.empty() || paragraph_.bold);
    paragraph_.lines.push_back(std::move(text));
    last_ = std::move(line);
    last_margins_ = margins_;
    last_page_ = page;
  }
  void end_paragraph() {
    builder_.add(std::move(paragraph_));
    paragraph_ = {};
  }

  void table(RuledTable table, std::uint32_t page) {
    end_paragraph();
    // Only at the top of the next page, and with the same columns, does a table go on.
    const bool follows = open_ && last_page_ + 1 == page && !table_on_page_;
    if (follows && same_columns(open_->xs, table.xs)) {
      append(std::move(table), page);
    } else if (follows && is_top_of_header(*open_, table.xs)) {
      set_columns(*open_, table.xs);
      append(std::move(table), page);
      open_->grid.page_breaks.clear();  // within the header: no row was cut
    } else {
      end_table();
      add_breaks();
      begin(std::move(table), page);
    }
    table_on_page_ = true;
    last_page_ = page;
  }

  static bool is_same(double x, double y) {
    constexpr double kSame = 2.5;
    return std::abs(x - y) <= kSame;
  }
  static bool same_columns(const std::vector<double>& a, const std::vector<double>& b) {
    return std::ranges::equal(a, b, is_same);
  }
  /// The border in `xs` at `x`; their number when none is.
  static std::uint32_t border_at(const std::vector<double>& xs, double x) {
    return static_cast<std::uint32_t>(
        std::ranges::find_if(xs, [x](double other) { return is_same(x, other); }) - xs.begin());
  }

  /// Whether a page ends within a table's header: rows of words alone, as wide as the table on the next page
  /// and with fewer of its borders.
  static bool is_top_of_header(const OpenTable& open, const std::vector<double>& xs) {
    constexpr std::uint32_t kMostRows = 3;
    return open.grid.rows <= kMostRows && open.xs.size() < xs.size() &&
           is_same(open.xs.front(), xs.front()) && is_same(open.xs.back(), xs.back()) &&
           std::ranges::all_of(open.xs, [&](double x) { return border_at(xs, x) < xs.size(); }) &&
           std::ranges::all_of(open.grid.cells, [](const GridCell& cell) {
             return cell.text.find_first_of("0123456789") == std::string::npos ||
                    cell.text.find("年") != std::string::npos;
           });
  }
  static void set_columns(OpenTable& open, const std::vector<double>& xs) {
    for (GridCell& cell : open.grid.cells) {
      const std::uint32_t end = border_at(xs, open.xs[cell.column + cell.column_span]);
      cell.column = border_at(xs, open.xs[cell.column]);
      cell.column_span = end - cell.column;
      cell.place.column = cell.column + 1;
    }
    open.grid.columns = static_cast<std::uint32_t>(xs.size() - 1);
    open.xs = xs;
  }

  void begin(RuledTable table, std::uint32_t page) {
    OpenTable open;
    open.grid.columns = table.columns();
    open.grid.spans_known = true;
    open.grid.place = place(page);
    open.grid.place.row = 1;
    open.xs = table.xs;
    open_ = std::move(open);
    add_rows(table, page, 0);
  }
  void append(RuledTable table, std::uint32_t page) {
    std::uint32_t skipped = repeated_rows(table);
    if (skipped == 0 && is_blank_row(table, 0)) skipped = 1;  // the rest of a row cut by the page break
    add_rows(table, page, skipped);
  }

  /// Leading rows of a page that repeat those of the table's beginning.
  [[nodiscard]] std::uint32_t repeated_rows(const RuledTable& table) const {
    const auto text_at = [](const auto& cells, std::uint32_t row) {
      std::string text;
      for (const auto& cell : cells) {
        if (cell.row == row) text += cell.text + '\t';
      }
      return text;
    };
    std::uint32_t rows = 0;
    while (rows < table.rows() && rows < open_->grid.rows) {
      const std::string text = text_at(table.boxes, rows);
      if (text.find_first_not_of('\t') == std::string::npos || text != text_at(open_->grid.cells, rows))
        break;
      ++rows;
    }
    return rows;
  }
  static bool is_blank_row(const RuledTable& table, std::uint32_t row) {
    return std::ranges::all_of(table.boxes,
                               [&](const Box& box) { return box.row != row || box.text.empty(); });
  }

  void add_rows(RuledTable& table, std::uint32_t page, std::uint32_t skipped) {
    Grid& grid = open_->grid;
    grid.low_confidence = grid.low_confidence || table.irregular;
    const std::uint32_t before = grid.rows;
    for (Box& box : table.boxes) {
      if (box.row + box.row_span <= skipped) continue;
      GridCell cell;
      const std::uint32_t first = std::max(box.row, skipped);
      cell.row = first - skipped + before;
      cell.row_span = box.row + box.row_span - first;
      cell.column = box.column;
      cell.column_span = box.column_span;
      cell.text = std::move(box.text);
      cell.place = place(page);
      cell.place.row = cell.row + 1;
      cell.place.column = cell.column + 1;
      grid.cells.push_back(std::move(cell));
    }
    grid.rows = before + table.rows() - skipped;
    if (before != 0 && grid.rows > before) grid.page_breaks.push_back(before);
  }
  void end_table() {
    if (open_) builder_.add(std::move(open_->grid));
    open_.reset();
    table_on_page_ = false;
  }

  [[nodiscard]] Place place(std::uint32_t page) const {
    Place place;
    place.source = builder_.source();
    place.page = page;
    place.paragraph = paragraphs_;
    return place;
  }

  detail::Builder builder_;
  std::vector<std::uint32_t> aligned_pages_;  ///< with tables without rules
  std::vector<PageBreak> breaks_;             ///< not yet in the document
  Margins margins_;
  Paragraph paragraph_;
  std::uint32_t paragraphs_ = 0;
  Line last_;
  Margins last_margins_;
  std::uint32_t last_page_ = 0;
  std::optional<OpenTable> open_;
  bool table_on_page_ = false;  ///< the open table already has rows on this page
};

}  // namespace

void turn_upright(Page& page) {
  // Characters that run to the right, down, left, up.
  std::array<std::size_t, 4> weights{};
  const auto direction = [](const Run& run) -> std::size_t {
    if (std::abs(run.dx) >= std::abs(run.dy)) return run.dx >= 0 ? 0 : 2;
    return run.dy > 0 ? 1 : 3;
  };
  for (const Run& run : page.runs) weights[direction(run)] += run.text.size();
  const auto turned = static_cast<std::size_t>(std::ranges::max_element(weights) - weights.begin());
  if (turned == 0) return;
  const double width = page.width;
  const double height = page.height;
  const auto point = [&](double& x, double& y) {
    const double old_x = x;
    const double old_y = y;
    x = turned == 1 ? old_y : turned == 2 ? width - old_x : height - old_y;
    y = turned == 1 ? width - old_x : turned == 2 ? height - old_y : old_x;
  };
  for (Run& run : page.runs) {
    double end_x = run.x + run.dx;
    double end_y = run.y + run.dy;
    point(run.x, run.y);
    point(end_x, end_y);
    run.dx = end_x - run.x;
    run.dy = end_y - run.y;
  }
  const auto turn_rules = [&](std::vector<Rule>& rules, bool horizontal) {
    for (Rule& rule : rules) {
      double x0 = horizontal ? rule.from : rule.at;
      double y0 = horizontal ? rule.at : rule.from;
      double x1 = horizontal ? rule.to : rule.at;
      double y1 = horizontal ? rule.at : rule.to;
      point(x0, y0);
      point(x1, y1);
      const bool now_horizontal = horizontal == (turned == 2);
      rule.at = now_horizontal ? y0 : x0;
      rule.from = now_horizontal ? std::min(x0, x1) : std::min(y0, y1);
      rule.to = now_horizontal ? std::max(x0, x1) : std::max(y0, y1);
    }
  };
  turn_rules(page.horizontal, true);
  turn_rules(page.vertical, false);
  if (turned != 2) {
    std::swap(page.horizontal, page.vertical);
    std::swap(page.width, page.height);
  }
}

Document document_of(const std::string& name, std::vector<Page> pages, std::uint16_t source) {
  return Assembler(name, source).run(std::move(pages));
}

}  // namespace zzaudit::pdf
