// SPDX-License-Identifier: Apache-2.0
// What a reader saw, for people who wonder why a table was not recognised.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "render/detail/position.hpp"
#include "render/detail/style.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit {
namespace {

using detail::in;
using detail::Look;
using detail::one_line;
using detail::styled;

constexpr std::size_t kNarrowestColumn = 2;
constexpr std::size_t kWidestColumn = 24;

/// "[第 12 段] " and the like, on one line.
std::string mark(const std::string& place, const std::vector<std::string>& remarks) {
  std::string inner = place;
  for (const std::string& remark : remarks) {
    inner += inner.empty() ? "" : " · ";
    inner += remark;
  }
  return inner.empty() ? std::string() : "[" + inner + "] ";
}

/// A table as a rectangle of positions, each with the cell that covers it.
class DrawnGrid {
 public:
  explicit DrawnGrid(const Grid& grid) : grid_(grid), cover_(std::size_t{grid.rows} * grid.columns, nullptr) {
    for (const GridCell& cell : grid.cells) {
      const std::uint32_t last_row = std::min(grid.rows, cell.row + std::max(cell.row_span, 1U));
      const std::uint32_t last_column = std::min(grid.columns, cell.column + std::max(cell.column_span, 1U));
      for (std::uint32_t row = cell.row; row < last_row; ++row) {
        for (std::uint32_t column = cell.column; column < last_column; ++column) {
          const GridCell*& cover = cover_[std::size_t{row} * grid.columns + column];
          cover = cover == nullptr ? &cell : cover;
        }
      }
    }
  }

  void append(std::string& out, const RenderOptions& options) const {
    const std::vector<std::size_t> widths = column_widths(options.width);
    const std::size_t number_width = std::to_string(grid_.rows).size();
    for (std::uint32_t row = 0; row < grid_.rows; ++row) {
      out += styled(pad_left(std::to_string(row + 1), number_width), Look::kFaint, options) + " |";
      for (std::uint32_t column = 0; column < grid_.columns;) {
        column += append_cell(out, row, column, widths);
      }
      out += '\n';
    }
  }

 private:
  [[nodiscard]] const GridCell* at(std::uint32_t row, std::uint32_t column) const {
    return cover_[std::size_t{row} * grid_.columns + column];
  }

  /// Returns the columns taken. What a cell from above or from the left covers shows as an arrow or as space.
  std::uint32_t append_cell(std::string& out, std::uint32_t row, std::uint32_t column,
                            const std::vector<std::size_t>& widths) const {
    const GridCell* cell = at(row, column);
    std::uint32_t end = column + 1;
    std::size_t width = widths[column];
    while (cell != nullptr && end < grid_.columns && at(row, end) == cell) {
      width += widths[end++] + 1;
    }
    const bool from_above = cell != nullptr && cell->row < row;
    const std::string text = from_above ? "↑" : cell == nullptr ? std::string() : one_line(cell->text);
    out += pad_right(truncate(text, width), width) + '|';
    return end - column;
  }

  /// As wide as the cells that stand in one column alone, narrowed until the row fits.
  [[nodiscard]] std::vector<std::size_t> column_widths(std::size_t room) const {
    std::vector<std::size_t> widths(grid_.columns, kNarrowestColumn);
    for (const GridCell& cell : grid_.cells) {
      if (cell.column_span <= 1 && cell.column < grid_.columns) {
        widths[cell.column] =
            std::clamp(display_width(one_line(cell.text)), widths[cell.column], kWidestColumn);
      }
    }
    const std::size_t margin = std::to_string(grid_.rows).size() + 2;
    const auto total = [&] {
      std::size_t sum = margin + widths.size();
      for (const std::size_t width : widths) {
        sum += width;
      }
      return sum;
    };
    constexpr std::size_t kReadable = 8;
    while (total() > room) {
      const auto widest = std::ranges::max_element(widths);
      if (*widest <= kReadable) {
        break;  // a line that is too long says more than columns that show nothing
      }
      --*widest;
    }
    return widths;
  }

  const Grid& grid_;
  std::vector<const GridCell*> cover_;
};

class DocumentText {
 public:
  DocumentText(const Document& document, const RenderOptions& options)
      : document_(document), options_(options) {}

  std::string run() {
    append_head();
    for (const Block& block : document_.blocks) {
      std::visit([this](const auto& content) { append(content); }, block);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool zh() const { return options_.language == Language::kChinese; }
  /// Within its source, which a heading names.
  [[nodiscard]] std::string position(Place place) const {
    if (place.source >= document_.sources.size()) {
      return {};
    }
    const std::span<const Source> source(&document_.sources[place.source], 1);
    place.source = 0;
    return detail::source_position(source, place, options_.language);
  }

  void begin_source(const Place& place) {
    if (place.source == source_ || place.source >= document_.sources.size()) {
      return;
    }
    const Source& source = document_.sources[place.source];
    out_ += source_ ? "\n" : "";
    source_ = place.source;
    const std::string name = source.sheet.empty() ? source.file : source.file + " · " + source.sheet;
    detail::append_wrapped(out_, "", "── " + name + " ──", options_, Look::kStrong);
    out_ += '\n';
  }

  void append_head() {
    std::size_t paragraphs = 0;
    std::size_t grids = 0;
    for (const Block& block : document_.blocks) {
      paragraphs += std::holds_alternative<Paragraph>(block) ? 1 : 0;
      grids += std::holds_alternative<Grid>(block) ? 1 : 0;
    }
    out_ += zh() ? fmt::format("段落 {} 个，表格 {} 个\n", paragraphs, grids)
                 : fmt::format("paragraphs: {}, tables: {}\n", paragraphs, grids);
    for (const ReaderNote& note : document_.notes) {
      const std::string at = detail::source_position(document_.sources, note.place, options_.language);
      detail::append_wrapped(out_, in(options_.language, "读取：", "reading: "),
                             (at.empty() ? "" : "[" + at + "] ") + note.text.in(options_.language), options_);
    }
    out_ += '\n';
  }

  void append(const Paragraph& paragraph) {
    if (paragraph.lines.empty()) {
      return;
    }
    begin_source(paragraph.lines.front().place);
    std::vector<std::string> remarks;
    if (paragraph.heading_level > 0) {
      remarks.push_back(zh() ? fmt::format("标题 {}", paragraph.heading_level)
                             : fmt::format("heading {}", paragraph.heading_level));
    }
    if (paragraph.bold) {
      remarks.emplace_back(in(options_.language, "加粗", "bold"));
    }
    if (paragraph.list_item) {
      remarks.emplace_back(in(options_.language, "列表项", "list item"));
    }
    std::string head = mark(position(paragraph.lines.front().place), remarks);
    for (const TextLine& line : paragraph.lines) {
      detail::append_wrapped(out_, head, line.text, options_);
      head.assign(display_width(head), ' ');
    }
  }

  void append(const Grid& grid) {
    begin_source(grid.place);
    Place place = grid.place;
    const bool in_sheet =
        place.source < document_.sources.size() && !document_.sources[place.source].sheet.empty();
    place.row = in_sheet ? place.row : 0;
    std::vector<std::string> remarks = {
        zh() ? fmt::format("表格 {} 行 {} 列", grid.rows, grid.columns)
             : fmt::format("table of {} rows and {} columns", grid.rows, grid.columns)};
    if (!grid.spans_known) {
      remarks.emplace_back(in(options_.language, "合并单元格不详", "merged cells unknown"));
    }
    if (grid.low_confidence) {
      remarks.emplace_back(in(options_.language, "单元格边界不可靠", "the borders of its cells are a guess"));
    }
    const std::string head = mark(position(place), remarks);
    out_ += '\n' + styled(trim(head), Look::kStrong, options_) + '\n';
    DrawnGrid(grid).append(out_, options_);
    out_ += '\n';
  }

  void append(const PageBreak& page) {
    out_ += styled(zh() ? fmt::format("── 第 {} 页 ──", page.page) : fmt::format("── page {} ──", page.page),
                   Look::kFaint, options_) +
            '\n';
  }

  const Document& document_;
  const RenderOptions& options_;
  std::string out_;
  std::optional<std::uint16_t> source_;  ///< whose heading was printed last
};

}  // namespace

std::string render_document(const Document& document, const RenderOptions& options) {
  return DocumentText(document, options).run();
}

}  // namespace zzaudit
