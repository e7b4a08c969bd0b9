// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/tables.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "recognise/detail/broken_rows.hpp"
#include "recognise/detail/fill.hpp"
#include "recognise/detail/surroundings.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

/// Rows of a grid as a grid of their own.
Grid part_of(const Grid& grid, RowRange rows) {
  if (rows.begin == 0 && rows.end == grid.rows) return grid;
  Grid part;
  part.rows = static_cast<std::uint32_t>(rows.end - rows.begin);
  part.columns = grid.columns;
  part.spans_known = grid.spans_known;
  part.low_confidence = grid.low_confidence;
  part.place = grid.place;
  for (const GridCell& cell : grid.cells) {
    if (cell.row < rows.begin || cell.row >= rows.end) continue;
    if (part.cells.empty()) part.place = cell.place;
    part.cells.push_back(cell);
    part.cells.back().row -= static_cast<std::uint32_t>(rows.begin);
  }
  return part;
}

class Finder {
 public:
  Finder(Flow& flow, Report& report) : flow_(&flow), report_(&report) {}

  std::vector<OtherGrid> run() {
    const auto& blocks = flow_->document->blocks;
    for (std::size_t block = 0; block < blocks.size(); ++block) {
      const auto* grid = std::get_if<Grid>(&blocks[block]);
      if (grid == nullptr) continue;
      if (grid->page_breaks.empty()) {
        read_grid(*grid, block);
      } else {
        read_grid(with_whole_rows(*grid, report_->notes), block);
      }
    }
    for (const auto& target : targets_) {
      if (target) target->finish();
    }
    return std::move(others_);
  }

 private:
  /// Rows of a grid with all that is needed to place them.
  struct Piece {
    const GridView* view;
    std::size_t block;
    RowRange all;
    RowRange rows;  ///< without captions and notes
    Surroundings around;
    std::vector<TableRemark> notes;
    Header header;

    [[nodiscard]] RowRange data() const { return {header.rows.end, rows.end}; }
  };

  void read_grid(const Grid& grid, std::size_t block) {
    const GridView view(grid);
    bool first = true;
    for (const RowRange range : split_by_titles(view)) {
      Piece piece{&view, block, range, range, first ? above(*flow_, block) : Surroundings{}, {}, {}};
      if (first && carried_) {
        carried_->add(piece.around);
        piece.around = std::move(*carried_);
      }
      carried_.reset();
      first = false;
      piece.around.add(leading_rows(view, piece.rows));
      piece.notes = note_rows(view, piece.rows);
      if (piece.rows.begin == piece.rows.end) {
        finish_without_rows(piece);
        continue;
      }
      piece.header = read_header(view, piece.rows);
      if (!place(piece)) keep_as_other(piece);
    }
    if (last_ && last_block_ == block && !note_rest(block).empty()) last_noted_ = true;
  }

  /// A grid of captions only belongs to the next one; one of notes only to the table before.
  void finish_without_rows(Piece& piece) {
    if (!piece.notes.empty() && last_) {
      add_notes(*last_, std::move(piece.notes));
      last_block_ = piece.block;
      last_noted_ = true;
    } else if (piece.around.title || piece.around.currency_text || piece.around.department) {
      carried_ = std::move(piece.around);
    }
  }

  std::vector<TableRemark> note_rest(std::size_t block) {
    std::vector<TableRemark> notes = note_lines(*flow_, block);
    add_notes(*last_, notes);
    return notes;
  }

  void add_notes(TableKey table, std::vector<TableRemark> notes) {
    auto& all = info_of(*report_, table).notes;
    std::ranges::move(notes, std::back_inserter(all));
  }

  Target& target(TableKey table) {
    auto& found = targets_.at(static_cast<std::size_t>(table));
    if (!found) found = std::make_unique<Target>(*report_, table);
    return *found;
  }

  bool place(Piece& piece) {
    const auto& title = piece.around.title;
    if (continues(piece)) return true;
    if (title) return title->table && place_titled(piece, *title->table);
    const auto table = table_by_header(piece);
    if (!table) return false;
    start(piece, *table, lay_out(*piece.view, piece.header, piece.data(), lexicon().of(*table)));
    return true;
  }

  bool place_titled(Piece& piece, TableKey table) {
    Layout layout = lay_out(*piece.view, piece.header, piece.data(), lexicon().of(table));
    if (!is_usable(target(table), layout)) {
      report_->notes.push_back({{"“" + piece.around.title_text + "”下的表格没有该表应有的栏目，未读作该表",
                                 "the grid below \"" + piece.around.title_text +
                                     "\" lacks the columns of that table and was not read as such"},
                                piece.view->place(piece.all.begin, 0)});
      return false;
    }
    TableInfo& info = info_of(*report_, table);
    if (!info.present) {
      start(piece, table, std::move(layout));
      return true;
    }
    if (match_title(info.title) && !is_title_of(info, *piece.around.title)) {
      // Some places publish one table in two delimitations under two titles: the first is checked.
      report_->notes.push_back(
          {{"“" + piece.around.title_text + "”与“" + info.title + "”是同类表，只核对后者",
            "\"" + piece.around.title_text + "\" is of the same kind as \"" + info.title +
                "\"; only the latter is checked"},
           piece.around.title_place});
      return false;
    }
    info.repeats.push_back(piece.around.title_place);
    take_lines(piece);
    keep_as_other(piece);
    return true;
  }

  /// True when the piece goes on with the table before it, and was filled into it.
  bool continues(Piece& piece) {
    if (!last_ || !last_layout_) return false;
    const TableInfo& info = info_of(*report_, *last_);
    const Surroundings& around = piece.around;
    const bool titled = around.title && around.title->table == *last_;
    const bool marked = around.continued && (!around.title || titled);
    const bool repeated = titled && is_title_of(info, *around.title);
    if (!marked && !repeated && (around.title || around.interrupted || last_noted_)) return false;
    if (!around.number.empty() && !info.number.empty() && around.number != info.number) return false;
    if (around.currency_unit && info.currency_unit && around.currency_unit != info.currency_unit)
      return false;
    RowRange data = piece.rows;
    auto layout = layout_of_rest(piece, data);
    if (!layout || (titled && !goes_on(piece, *layout, data))) return false;
    fill(target(*last_), *piece.view, *layout, data);
    add_notes(*last_, std::move(piece.notes));
    info_of(*report_, *last_).low_confidence |= piece.view->grid().low_confidence;
    take_lines(piece);
    last_layout_ = std::move(layout);
    last_block_ = piece.block;
    return true;
  }

  static bool is_title_of(const TableInfo& info, const TitleMatch& title) {
    const auto earlier = match_title(info.title);
    return earlier && earlier->rank == title.rank;
  }

  /// The columns of the rest of the table before, whose rows `data` then are; empty when it has others.
  std::optional<Layout> layout_of_rest(const Piece& piece, RowRange& data) {
    const bool headed = piece.header.rows.begin != piece.header.rows.end && has_text_header(piece);
    if (piece.view->columns() == last_layout_->columns.size()) {
      if (last_layout_->header.repeats.contains(row_key(*piece.view, first_row(piece)))) {
        data.begin = piece.header.rows.end;
        return last_layout_;
      }
      if (!headed) return last_layout_;
    }
    if (!headed || !piece.around.title) return std::nullopt;
    data = piece.data();
    Layout own = lay_out(*piece.view, piece.header, data, lexicon().of(*last_));
    return amounts_of(own) == amounts_of(*last_layout_) ? std::optional(std::move(own)) : std::nullopt;
  }

  /// What the columns of amounts show, from left to right.
  static std::vector<std::pair<Role, std::size_t>> amounts_of(const Layout& layout) {
    std::vector<std::pair<Role, std::size_t>> amounts;
    for (const ColumnBlock& block : layout.blocks) {
      for (const std::size_t c : block.amounts) {
        amounts.emplace_back(layout.columns[c].role, layout.columns[c].key);
      }
    }
    return amounts;
  }

  /// True when none of the rows stands in the table before: it was not printed once more.
  bool goes_on(const Piece& piece, const Layout& layout, RowRange data) const {
    Report scratch;
    Target rest(scratch, *last_);
    fill(rest, *piece.view, layout, data);
    std::unordered_set<std::string_view> known;
    const auto before = rows_of(std::as_const(*report_), *last_);
    for (const RowView& row : before) {
      if (*row.present) known.insert(row.key());
    }
    bool any = false;
    for (const RowView& row : rows_of(std::as_const(scratch), *last_)) {
      if (!*row.present) continue;
      if (known.contains(row.key())) return false;
      any = true;
    }
    return any;
  }

  static std::size_t first_row(const Piece& piece) {
    std::size_t row = piece.rows.begin;
    while (row + 1 < piece.rows.end && piece.view->blank_row(row)) ++row;
    return row;
  }

  /// Rows without figures at the top that name columns; 科目 whose figures are blank are no header.
  static bool has_text_header(const Piece& piece) {
    const Lexicon& words = lexicon();
    return std::ranges::any_of(piece.header.columns, [&](const Column& column) {
      if (column.path.empty()) return false;
      const std::string& leaf = column.path.back();
      return words.header.matches(leaf) || words.name.matches(leaf) || words.code.within(leaf);
    });
  }

  std::optional<TableKey> table_by_header(const Piece& piece) {
    const GridWords words = words_of(*piece.view, piece.rows);
    std::optional<TableKey> best;
    std::pair<bool, std::size_t> best_strength;
    for (const TableKey table : kAllTables) {
      const Signature& signature = lexicon().of(table).signature;
      if (info_of(*report_, table).present || !has_signature(words, signature)) continue;
      const Layout layout = lay_out(*piece.view, piece.header, piece.data(), lexicon().of(table));
      if (!is_usable(target(table), layout)) continue;
      // Codes that only this table may have weigh most, then the number of labels that were asked for.
      const std::pair strength(!signature.only_classes.empty() && !words.classes.empty(),
                               signature.all.size());
      if (best && strength <= best_strength) continue;
      best = table;
      best_strength = strength;
    }
    return best;
  }

  void start(Piece& piece, TableKey table, Layout layout) {
    TableInfo& info = info_of(*report_, table);
    const Surroundings& around = piece.around;
    info.present = true;
    info.title = around.title_text;
    info.number = around.number;
    info.currency_unit = around.currency_unit;
    info.currency_text = around.currency_text.value_or("");
    info.department = around.department;
    info.low_confidence = piece.view->grid().low_confidence;
    info.place = around.title ? around.title_place : piece.view->place(piece.all.begin, 0);
    report_->table_order.push_back(table);
    fill(target(table), *piece.view, layout, piece.data());
    add_notes(table, std::move(piece.notes));
    take_lines(piece);
    last_ = table;
    last_layout_ = std::move(layout);
    last_block_ = piece.block;
    last_noted_ = false;
  }

  void take_lines(const Piece& piece) {
    for (const std::size_t line : piece.around.lines) flow_->lines[line].taken = true;
  }

  void keep_as_other(const Piece& piece) {
    std::string title = piece.around.title ? piece.around.title_text : piece.around.nearest;
    others_.push_back({piece.block, std::move(title), part_of(piece.view->grid(), piece.all)});
    last_.reset();
  }

  Flow* flow_;
  Report* report_;
  std::vector<OtherGrid> others_;
  std::array<std::unique_ptr<Target>, kTableCount> targets_;
  std::optional<Surroundings> carried_;
  std::optional<TableKey> last_;  ///< the table that the next grid may go on with
  std::optional<Layout> last_layout_;
  std::size_t last_block_ = 0;
  bool last_noted_ = false;  ///< notes below it were read: it is over
};

}  // namespace

std::vector<OtherGrid> find_tables(Flow& flow, Report& report) { return Finder(flow, report).run(); }

}  // namespace zzaudit::recognition
