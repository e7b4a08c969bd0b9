// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>

#include "base/detail/json_writer.hpp"
#include "model/detail/place_text.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"

/// report.json with one table row, one section head and one line of text a line: differences between two
/// reports show as differing lines.
namespace zzaudit {
namespace {

using detail::place_to_text;

using detail::append_lines;
using detail::append_quoted;
using Members = detail::JsonMembers;

/// A member left out when it has nothing to say.
void place_member(Members& members, std::string_view name, const Place& place, const Place& base = {}) {
  members.optional_string(name, place_to_text(place, base));
}

void append_cell(std::string& out, const Cell& cell, const Place& row_place) {
  // Whether the place has to be written is decided as the reader would see it: inherited from the row.
  const std::string at = place_to_text(cell.place, row_place);
  const std::string value = cell.has_value() ? cell.value.to_string() : std::string{};
  const bool plain = cell.place == Place{} && cell.text.empty() && cell.state != CellState::kUnreadable;
  if (plain) {
    append_quoted(out, value);
    return;
  }
  Members members(out, " ");
  if (cell.state == CellState::kUnreadable) {
    members.string("unreadable", cell.text);
  } else {
    members.string("value", value);
    if (!cell.text.empty()) {
      members.string("text", cell.text);
    }
  }
  if (cell.place != Place{}) {
    members.string("at", at);
  }
  members.close();
}

void append_row_text(std::string& out, const RowView& row, const TableDescriptor& table) {
  Members members(out, " ");
  members.string(row.line != nullptr ? "key" : "code", row.key());
  members.string("name", *row.name);
  place_member(members, "at", *row.place);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!row.cells[i]->is_absent()) {
      append_cell(members.begin(table.columns[i].key), *row.cells[i], *row.place);
    }
  }
  members.close();
}

void append_remark(std::string& out, const TableRemark& remark) {
  if (remark.place == Place{} && !remark.has_amounts) {
    append_quoted(out, remark.text);
    return;
  }
  Members members(out, " ");
  members.string("text", remark.text);
  place_member(members, "at", remark.place);
  members.flag("has_amounts", remark.has_amounts);
  members.close();
}

void append_ignored(std::string& out, const IgnoredAmounts& ignored) {
  Members members(out, " ");
  members.string("text", ignored.text);
  place_member(members, "at", ignored.place);
  members.number("amounts", ignored.amounts);
  members.flag("is_row", ignored.is_row);
  members.close();
}

void append_table(std::string& out, const Report& report, TableKey key) {
  const TableDescriptor& table = descriptor(key);
  const TableInfo& info = info_of(report, key);
  constexpr std::string_view kIndent = "    ";
  Members members(out, "\n   ");
  members.string("title", info.title);
  if (!info.number.empty()) {
    members.string("number", info.number);
  }
  if (info.currency_unit) {
    members.string("currency_unit", name_of(*info.currency_unit).zh);
  }
  if (info.currency_text != (info.currency_unit ? name_of(*info.currency_unit).zh : std::string_view{})) {
    members.string("currency_text", info.currency_text);
  }
  if (info.department) {
    members.string("department", *info.department);
  }
  place_member(members, "at", info.place);
  members.flag("low_confidence", info.low_confidence);
  const auto remark = [&](const TableRemark& r) { append_remark(out, r); };
  if (!info.notes.empty()) {
    append_lines(members.begin("notes"), info.notes, kIndent, remark);
  }
  if (!info.unplaced.empty()) {
    append_lines(members.begin("unplaced"), info.unplaced, kIndent, remark);
  }
  if (!info.ignored.empty()) {
    append_lines(members.begin("ignored"), info.ignored, kIndent,
                 [&](const IgnoredAmounts& ignored) { append_ignored(out, ignored); });
  }
  if (!info.repeats.empty()) {
    append_lines(members.begin("repeats"), info.repeats, kIndent,
                 [&](const Place& place) { append_quoted(out, place_to_text(place)); });
  }
  auto rows = rows_of(report, key);
  std::erase_if(rows, [](const RowView& row) { return !*row.present; });
  append_lines(members.begin("rows"), rows, kIndent,
               [&](const RowView& row) { append_row_text(out, row, table); });
  members.close();
}

void append_tables(std::string& out, const Report& report) {
  Members members(out, "\n  ");
  std::array<bool, kTableCount> written{};
  const auto write = [&](TableKey key) {
    auto& done = written.at(static_cast<std::size_t>(key));
    if (!done && info_of(report, key).present) {
      done = true;
      append_table(members.begin(descriptor(key).key), report, key);
    }
  };
  std::ranges::for_each(report.table_order, write);
  std::ranges::for_each(kAllTables, write);
  members.close();
}

void append_line(std::string& out, const TextLine& line) {
  if (line.place == Place{}) {
    append_quoted(out, line.text);
    return;
  }
  Members members(out, " ");
  members.string("text", line.text);
  place_member(members, "at", line.place);
  members.close();
}

void append_paragraph(std::string& out, const Paragraph& paragraph) {
  const bool hinted = paragraph.heading_level != 0 || paragraph.bold || paragraph.list_item;
  if (!hinted && paragraph.lines.size() == 1 && paragraph.lines.front().place == Place{}) {
    append_quoted(out, paragraph.lines.front().text);
    return;
  }
  Members members(out, " ");
  if (paragraph.heading_level != 0) {
    members.number("heading_level", static_cast<std::size_t>(paragraph.heading_level));
  }
  members.flag("bold", paragraph.bold);
  members.flag("list_item", paragraph.list_item);
  append_lines(members.begin("lines"), paragraph.lines, "    ",
               [&](const TextLine& line) { append_line(out, line); });
  members.close();
}

void append_section(std::string& out, const Section& section) {
  Members members(out, " ");
  members.string("title", section.title);
  members.number("level", static_cast<std::size_t>(std::max(section.level, 0)));
  place_member(members, "at", section.place);
  append_lines(members.begin("paragraphs"), section.paragraphs, "   ",
               [&](const Paragraph& paragraph) { append_paragraph(out, paragraph); });
  members.close();
}

void append_grid_cell(std::string& out, const GridCell& cell, const Grid& grid) {
  Members members(out, " ");
  members.number("row", cell.row);
  members.number("column", cell.column);
  if (cell.row_span != 1) {
    members.number("row_span", cell.row_span);
  }
  if (cell.column_span != 1) {
    members.number("column_span", cell.column_span);
  }
  members.string("text", cell.text);
  if (cell.place != Place{}) {
    members.string("at", place_to_text(cell.place, grid.place));
  }
  members.close();
}

void append_other_table(std::string& out, const OtherTable& table) {
  Members members(out, " ");
  members.number("section", table.section);
  members.string("title", table.title);
  Members grid(members.begin("grid"), " ");
  grid.number("rows", table.grid.rows);
  grid.number("columns", table.grid.columns);
  grid.flag("spans_known", table.grid.spans_known);
  grid.flag("low_confidence", table.grid.low_confidence);
  place_member(grid, "at", table.grid.place);
  append_lines(grid.begin("cells"), table.grid.cells, "   ",
               [&](const GridCell& cell) { append_grid_cell(out, cell, table.grid); });
  grid.close();
  members.close();
}

void append_note(std::string& out, const ReaderNote& note) {
  Members members(out, " ");
  members.string("zh", note.text.zh);
  members.string("en", note.text.en);
  place_member(members, "at", note.place);
  members.close();
}

void append_source(std::string& out, const Source& source) {
  Members members(out, " ");
  members.string("file", source.file);
  if (!source.sheet.empty()) {
    members.string("sheet", source.sheet);
  }
  members.close();
}

void append_head(Members& members, const Report& report) {
  members.string("schema", "zzaudit-report/1");
  if (!report.unit.empty()) {
    members.string("unit", report.unit);
  }
  place_member(members, "unit_at", report.unit_place);
  if (report.year) {
    members.number("year", static_cast<std::size_t>(*report.year));
  }
  place_member(members, "year_at", report.year_place);
  if (report.currency_unit) {
    members.string("currency_unit", name_of(*report.currency_unit).zh);
  }
  if (!report.rounding_remark.empty()) {
    members.string("rounding_remark", report.rounding_remark);
  }
  place_member(members, "rounding_at", report.rounding_place);
  if (!report.form.empty()) {
    members.string("form", report.form);
  }
}

}  // namespace

std::string report_to_json(const Report& report) {
  constexpr std::string_view kIndent = "  ";
  std::string out;
  Members members(out, "\n ");
  append_head(members, report);
  if (!report.sources.empty()) {
    append_lines(members.begin("sources"), report.sources, kIndent,
                 [&](const Source& s) { append_source(out, s); });
  }
  append_tables(members.begin("tables"), report);
  append_lines(members.begin("sections"), report.sections, kIndent,
               [&](const Section& s) { append_section(out, s); });
  if (!report.other_tables.empty()) {
    append_lines(members.begin("other_tables"), report.other_tables, kIndent,
                 [&](const OtherTable& table) { append_other_table(out, table); });
  }
  if (!report.notes.empty()) {
    append_lines(members.begin("notes"), report.notes, kIndent,
                 [&](const ReaderNote& note) { append_note(out, note); });
  }
  out += "\n}\n";
  return out;
}

}  // namespace zzaudit
