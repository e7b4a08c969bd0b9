// SPDX-License-Identifier: Apache-2.0
#include "read/detail/builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "read/detail/fail.hpp"

namespace zzaudit::detail {

Builder::Builder(std::string name, std::uint16_t source) : name_(std::move(name)), source_(source) {
  document_.sources.push_back({name_, ""});
}

Place Builder::place(const Span& span) const {
  Place place;
  place.source = source_;
  place.line = span.line;
  place.begin = span.begin;
  place.end = span.end;
  return place;
}

void Builder::add(Paragraph paragraph) {
  if (paragraph.lines.empty()) return;
  lines_ += paragraph.lines.size();
  if (lines_ > kMaxTextLines) {
    const Place& last = paragraph.lines.back().place;
    fail_too_many({last.line, last.begin, last.end}, kMaxTextLines, "行文字", "lines of text");
  }
  document_.blocks.emplace_back(std::move(paragraph));
}

void Builder::count(const RawRow& row) {
  if (row.cells.size() > kMaxColumns) fail_too_many(row.span, kMaxColumns, "列", "columns");
  pending_ += std::max<std::size_t>(row.cells.size(), 1);
  if (cells_ + pending_ > kMaxCells) fail_too_many(row.span, kMaxCells, "个单元格", "cells");
}

void Builder::add(std::vector<RawRow> rows) {
  if (rows.empty()) return;
  std::size_t columns = 0;
  for (const RawRow& row : rows) columns = std::max(columns, row.cells.size());
  cells_ += rows.size() * columns;
  pending_ = 0;
  if (cells_ > kMaxCells) fail_too_many(rows.front().span, kMaxCells, "个单元格", "cells");

  Grid grid;
  grid.rows = static_cast<std::uint32_t>(rows.size());
  grid.columns = static_cast<std::uint32_t>(columns);
  grid.cells.reserve(rows.size() * columns);
  ++tables_;
  for (std::uint32_t r = 0; r < grid.rows; ++r) {
    RawRow& row = rows[r];
    for (std::uint32_t c = 0; c < grid.columns; ++c) {
      GridCell cell;
      const bool padding = c >= row.cells.size();
      cell.place = place(padding ? Span{row.span.line, row.span.end, row.span.end} : row.cells[c].span);
      if (!padding) cell.text = std::move(row.cells[c].text);
      cell.place.table = tables_;
      cell.place.row = r + 1;
      cell.place.column = c + 1;
      cell.row = r;
      cell.column = c;
      grid.cells.push_back(std::move(cell));
    }
  }
  grid.place = place(rows.front().span);
  grid.place.table = tables_;
  grid.place.row = 1;
  document_.blocks.emplace_back(std::move(grid));
}

void Builder::add(Grid grid) {
  if (grid.rows == 0 || grid.columns == 0) return;
  const Span first{grid.place.line, grid.place.begin, grid.place.end};
  if (grid.columns > kMaxColumns) fail_too_many(first, kMaxColumns, "列", "columns");
  cells_ += std::size_t{grid.rows} * grid.columns;
  if (cells_ > kMaxCells) fail_too_many(first, kMaxCells, "个单元格", "cells");
  ++tables_;
  grid.place.table = tables_;
  for (GridCell& cell : grid.cells) cell.place.table = tables_;
  document_.blocks.emplace_back(std::move(grid));
}

void Builder::begin_source(Source source) {
  document_.sources.push_back(std::move(source));
  ++source_;
}

void Builder::fail_too_many(const Span& span, std::size_t limit, std::string_view what_zh,
                            std::string_view what_en) const {
  if (span.line == 0) {
    fail(name_, fmt::format("超过 {} {}的上限，不像是一份决算公开，请检查文件。", limit, what_zh),
         fmt::format("it exceeds the limit of {} {}: hardly a final-accounts report; check the file.", limit,
                     what_en));
  }
  fail(name_,
       fmt::format("到第 {} 行已超过 {} {}的上限，不像是一份决算公开，请检查文件。", span.line, limit,
                   what_zh),
       fmt::format("line {} exceeds the limit of {} {}: hardly a final-accounts report; check the file.",
                   span.line, limit, what_en));
}

}  // namespace zzaudit::detail
