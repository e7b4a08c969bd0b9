// SPDX-License-Identifier: Apache-2.0
// XLSX: every sheet is a source of its own; its runs of rows become tables, titles and notes as those of CSV.
#include <fmt/format.h>

#include <algorithm>

#include "read/detail/builder.hpp"
#include "read/detail/workbook.hpp"
#include "zzaudit/base/cell_address.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

using detail::Range;
using detail::Sheet;
using detail::SheetCell;
using detail::SheetRow;

bool is_filled(const SheetCell& cell) { return !cell.text.empty() || cell.unknown; }

std::size_t filled_cells(const SheetRow& row) {
  return static_cast<std::size_t>(std::ranges::count_if(row.cells, is_filled));
}

/// "C5、C6、D9 等 12 处": places of one kind on a sheet.
struct Places {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> first;
  std::size_t count = 0;

  void add(std::uint32_t row, std::uint32_t column) {
    constexpr std::size_t kNamed = 5;
    if (first.size() < kNamed) first.emplace_back(row, column);
    ++count;
  }
  [[nodiscard]] std::string list(std::string_view separator) const {
    std::string out;
    for (const auto& [row, column] : first) {
      if (!out.empty()) out += separator;
      out += cell_address(row, column);
    }
    return out;
  }
  [[nodiscard]] std::string zh() const { return list("、") + (count > first.size() ? " 等" : ""); }
  [[nodiscard]] std::string en() const { return list(", ") + (count > first.size() ? " and more" : ""); }
};

/// Blocks of one sheet.
class SheetReader {
 public:
  SheetReader(detail::Builder& builder, const Sheet& sheet) : builder_(&builder), sheet_(&sheet) {}

  void run() {
    if (std::ranges::any_of(sheet_->rows, [](const SheetRow& row) { return filled_cells(row) > 0; }))
      add_name();
    for (const SheetRow& row : sheet_->rows) {
      const std::size_t filled = filled_cells(row);
      if (filled == 0) continue;
      // Blank rows end a table when a title or a note follows, a single filled cell; forms have blank rows
      // inside too. A cell merged downwards holds its rows together.
      const std::uint32_t last = std::max(last_row(), reach_);
      if (!run_.empty() && row.row > last + 1 && (filled == 1 || row.row - last > kMostBlankRows)) flush();
      run_.push_back(&row);
      for (const Range& merge : sheet_->merges) {
        if (merge.first_row == row.row && merge.last_row - merge.first_row <= kMostBlankRows) {
          reach_ = std::max(reach_, merge.last_row);
        }
      }
    }
    flush();
    add_notes();
  }

 private:
  static constexpr std::uint32_t kMostBlankRows = 100;
  /// Columns that cells merged to the right may add beyond the last filled one.
  static constexpr std::uint32_t kMostMergedColumns = 100;

  [[nodiscard]] std::uint32_t last_row() const { return run_.empty() ? 0 : run_.back()->row; }

  [[nodiscard]] Place place(std::uint32_t row, std::uint32_t column) const {
    Place place;
    place.source = builder_->source();
    place.row = row;
    place.column = column;
    return place;
  }

  void add_line(const std::string& text, const Place& at) {
    Paragraph paragraph;
    paragraph.lines.push_back({text, at});
    builder_->add(std::move(paragraph));
  }

  /// The sheet's name is often the title of its table.
  void add_name() {
    if (!sheet_->name.empty()) add_line(sheet_->name, place(0, 0));
  }

  void flush() {
    if (run_.empty()) return;
    const bool is_words =
        std::ranges::all_of(run_, [](const SheetRow* row) { return filled_cells(*row) == 1; });
    is_words ? add_words() : add_grid();
    run_.clear();
    reach_ = 0;
  }

  /// Rows of one filled cell each are titles, notes or running text.
  void add_words() {
    for (const SheetRow* row : run_) {
      const SheetCell& cell = *std::ranges::find_if(row->cells, is_filled);
      if (!cell.text.empty()) add_line(cell.text, place(row->row, cell.column));
    }
  }

  /// The rectangle of the run: its filled cells and what they are merged with.
  [[nodiscard]] Range area() const {
    Range area{run_.front()->row, UINT32_MAX, last_row(), 0};
    for (const SheetRow* row : run_) {
      for (const SheetCell& cell : row->cells) {
        if (!is_filled(cell)) continue;
        area.first_column = std::min(area.first_column, cell.column);
        area.last_column = std::max(area.last_column, cell.column);
      }
    }
    const std::uint32_t most = area.last_column + kMostMergedColumns;
    for (const Range& merge : sheet_->merges) {
      if (merge.first_row >= area.first_row && merge.first_row <= area.last_row &&
          merge.last_column <= most && merge.first_column <= area.last_column &&
          merge.first_column >= area.first_column) {
        area.last_column = std::max(area.last_column, merge.last_column);
      }
    }
    area.last_row = std::max(area.last_row, reach_);
    return area;
  }

  void add_grid() {
    const Range area = this->area();
    Grid grid;
    grid.rows = area.last_row - area.first_row + 1;
    grid.columns = area.last_column - area.first_column + 1;
    grid.spans_known = true;
    grid.place = place(area.first_row, area.first_column);
    const std::size_t positions = std::size_t{grid.rows} * grid.columns;
    if (grid.columns <= detail::kMaxColumns && positions <= detail::kMaxCells) fill(grid, area);
    builder_->add(std::move(grid));  // refuses one that is too large
  }

  void fill(Grid& grid, const Range& area) {
    const auto index = [&](std::uint32_t row, std::uint32_t column) {
      return std::size_t{row - area.first_row} * grid.columns + (column - area.first_column);
    };
    // By position: 0 free, 1 covered, else the merge that begins there.
    std::vector<std::uint32_t> cover(std::size_t{grid.rows} * grid.columns, 0);
    std::vector<Range> merges = {{}, {}};
    for (const Range& merge : sheet_->merges) {
      const Range part{
          std::max(merge.first_row, area.first_row), std::max(merge.first_column, area.first_column),
          std::min(merge.last_row, area.last_row), std::min(merge.last_column, area.last_column)};
      if (part.first_row > part.last_row || part.first_column > part.last_column) continue;
      if (cover[index(part.first_row, part.first_column)] != 0) continue;  // merges may not overlap
      for (std::uint32_t row = part.first_row; row <= part.last_row; ++row) {
        const auto from = cover.begin() + static_cast<std::ptrdiff_t>(index(row, part.first_column));
        std::fill(from, from + (part.last_column - part.first_column + 1), 1U);
      }
      cover[index(part.first_row, part.first_column)] = static_cast<std::uint32_t>(merges.size());
      merges.push_back(part);
    }
    auto next = run_.begin();
    for (std::uint32_t row = area.first_row; row <= area.last_row; ++row) {
      const SheetRow* stored = next != run_.end() && (*next)->row == row ? *next++ : nullptr;
      auto cell = stored == nullptr ? std::vector<SheetCell>::const_iterator() : stored->cells.begin();
      for (std::uint32_t column = area.first_column; column <= area.last_column; ++column) {
        GridCell made;
        made.place = place(row, column);
        made.row = row - area.first_row;
        made.column = column - area.first_column;
        if (stored != nullptr) {
          while (cell != stored->cells.end() && cell->column < column) ++cell;
          if (cell != stored->cells.end() && cell->column == column) {
            made.text = cell->text;
            made.unknown = cell->unknown;
          }
        }
        const std::uint32_t covered = cover[index(row, column)];
        if (covered == 1) continue;
        if (covered > 1) {
          made.row_span = merges[covered].last_row - row + 1;
          made.column_span = merges[covered].last_column - column + 1;
        }
        grid.cells.push_back(std::move(made));
      }
    }
  }

  void note(std::string zh, std::string en, const Place& at) {
    builder_->add(ReaderNote{
        {fmt::format("工作表“{}”{}", sheet_->name, zh), fmt::format("sheet “{}”: {}", sheet_->name, en)},
        at});
  }

  void add_notes() {
    if (sheet_->is_chart) {
      return note("是图表或宏表，没有单元格，未读取",
                  "it is a chart or macro sheet without cells and was not read", place(0, 0));
    }
    if (sheet_->hidden && !sheet_->rows.empty()) {
      note("是隐藏的，也已读取；如不属于决算公开，请删除后再核对",
           "it is hidden and was read as well; delete it if it is no part of the report", place(0, 0));
    }
    note_cells();
    if (sheet_->has_drawing) {
      note("里的图片、图表、文本框或嵌入对象未读取；其中如有表格或文字，请放到单元格里",
           "pictures, charts, text boxes and embedded objects on it were not read; put tables and text into "
           "cells",
           place(0, 0));
    }
  }

  [[nodiscard]] bool in_hidden_column(std::uint32_t column) const {
    return std::ranges::any_of(sheet_->hidden_columns, [&](const Range& range) {
      return range.first_column <= column && column <= range.last_column;
    });
  }

  void note_cells() {
    Places unknown;
    Places rounded;
    Places hidden;
    for (const SheetRow& row : sheet_->rows) {
      for (const SheetCell& cell : row.cells) {
        if (cell.unknown) unknown.add(row.row, cell.column);
        if (cell.rounded) rounded.add(row.row, cell.column);
        if (is_filled(cell) && (row.hidden || in_hidden_column(cell.column)))
          hidden.add(row.row, cell.column);
      }
    }
    const auto at = [&](const Places& places) {
      return place(places.first.front().first, places.first.front().second);
    };
    if (unknown.count > 0) {
      note(fmt::format("有 {} 个公式没有可信的计算结果（{}），按未知处理，不参加核对；请用 Excel 或 WPS "
                       "打开、重新计算并保存",
                       unknown.count, unknown.zh()),
           fmt::format(
               "{} formulas have no result that can be trusted ({}); their amounts are unknown and not "
               "checked; open it in Excel or WPS, calculate it and save it",
               unknown.count, unknown.en()),
           at(unknown));
    }
    if (rounded.count > 0) {
      note(fmt::format("有 {} 个数的存储值比显示的位数多（{}），按显示的数核对", rounded.count, rounded.zh()),
           fmt::format("{} numbers are stored with more digits than are shown ({}); what is shown is checked",
                       rounded.count, rounded.en()),
           at(rounded));
    }
    if (hidden.count > 0) {
      note(fmt::format("有 {} 个单元格在隐藏的行或列里（{}），也已读取", hidden.count, hidden.zh()),
           fmt::format("{} cells stand in hidden rows or columns ({}) and were read as well", hidden.count,
                       hidden.en()),
           at(hidden));
    }
  }

  detail::Builder* builder_;
  const Sheet* sheet_;
  std::vector<const SheetRow*> run_;
  std::uint32_t reach_ = 0;  ///< last row that a merged cell of the run reaches
};

}  // namespace

Document read_xlsx(const RawInput& input, std::uint16_t source) {
  const std::vector<Sheet> sheets = detail::read_workbook(input);
  detail::Builder builder(input.name, source);
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (i > 0) builder.begin_source({input.name, sheets[i].name});
    SheetReader(builder, sheets[i]).run();
  }
  Document document = builder.take();
  document.sources.front().sheet = sheets.front().name;
  return document;
}

}  // namespace zzaudit
