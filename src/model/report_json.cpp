// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/report_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "model/detail/json_members.hpp"
#include "model/detail/json_tables.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

using detail::for_each_element;
using detail::for_each_member;
using detail::JsonKind;
using detail::JsonValue;
using detail::read_bool;
using detail::read_number;
using detail::read_place;
using detail::read_string;

constexpr std::string_view kSchemaName = "zzaudit-report/1";
constexpr std::uint32_t kFirstYear = 1949;
constexpr std::uint32_t kLastYear = 9999;
/// Bounds of a grid that is kept beside the nine tables; the readers' are the same or lower.
constexpr std::uint32_t kMaxGridSide = 4'000'000;

TextLine read_line(const JsonValue& value) {
  if (value.is(JsonKind::kString)) {
    return {std::string(value.text()), {}};
  }
  static constexpr std::array<std::string_view, 2> kMembers = {"text", "at"};
  TextLine line;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    if (i == 0) {
      line.text = read_string(member);
    } else {
      line.place = read_place(member);
    }
  });
  return line;
}

Paragraph read_paragraph(const JsonValue& value) {
  Paragraph paragraph;
  if (value.is(JsonKind::kString)) {
    paragraph.lines.push_back({std::string(value.text()), {}});
    return paragraph;
  }
  constexpr std::uint32_t kMaxHeadingLevel = 6;
  static constexpr std::array<std::string_view, 4> kMembers = {"lines", "heading_level", "bold", "list_item"};
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    switch (i) {
      case 0:
        for_each_element(member, [&](const JsonValue& line) { paragraph.lines.push_back(read_line(line)); });
        break;
      case 1:
        paragraph.heading_level = static_cast<int>(read_number(member, 0, kMaxHeadingLevel));
        break;
      case 2:
        paragraph.bold = read_bool(member);
        break;
      default:
        paragraph.list_item = read_bool(member);
    }
  });
  return paragraph;
}

Section read_section(const JsonValue& value) {
  constexpr std::uint32_t kMaxLevel = 9;
  static constexpr std::array<std::string_view, 4> kMembers = {"title", "level", "at", "paragraphs"};
  Section section;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    switch (i) {
      case 0:
        section.title = read_string(member);
        break;
      case 1:
        section.level = static_cast<int>(read_number(member, 0, kMaxLevel));
        break;
      case 2:
        section.place = read_place(member);
        break;
      default:
        for_each_element(member, [&](const JsonValue& paragraph) {
          section.paragraphs.push_back(read_paragraph(paragraph));
        });
    }
  });
  return section;
}

GridCell read_grid_cell(const JsonValue& value, const Grid& grid) {
  static constexpr std::array<std::string_view, 6> kMembers = {"row",         "column", "row_span",
                                                               "column_span", "text",   "at"};
  GridCell cell;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    switch (i) {
      case 0:
        cell.row = read_number(member, 0, kMaxGridSide);
        break;
      case 1:
        cell.column = read_number(member, 0, kMaxGridSide);
        break;
      case 2:
        cell.row_span = read_number(member, 1, kMaxGridSide);
        break;
      case 3:
        cell.column_span = read_number(member, 1, kMaxGridSide);
        break;
      case 4:
        cell.text = read_string(member);
        break;
      default:
        cell.place = read_place(member, grid.place);
    }
  });
  if (cell.row + cell.row_span > grid.rows || cell.column + cell.column_span > grid.columns) {
    value.fail_with(
        {fmt::format("单元格超出表格（{} 行 {} 列）", grid.rows, grid.columns),
         fmt::format("the cell lies outside its grid of {} rows and {} columns", grid.rows, grid.columns)});
  }
  return cell;
}

Grid read_grid(const JsonValue& value) {
  static constexpr std::array<std::string_view, 6> kMembers = {"rows",           "columns", "spans_known",
                                                               "low_confidence", "at",      "cells"};
  Grid grid;
  const auto read_head = [&](std::size_t i, const JsonValue& member) {
    switch (i) {
      case 0:
        grid.rows = read_number(member, 0, kMaxGridSide);
        break;
      case 1:
        grid.columns = read_number(member, 0, kMaxGridSide);
        break;
      case 2:
        grid.spans_known = read_bool(member);
        break;
      case 3:
        grid.low_confidence = read_bool(member);
        break;
      case 4:
        grid.place = read_place(member);
        break;
      default:
        break;
    }
  };
  for_each_member(value, kMembers, read_head);
  if (std::uint64_t{grid.rows} * grid.columns > kMaxGridSide) {
    value.fail_with({fmt::format("表格超过 {} 个单元格", kMaxGridSide),
                     fmt::format("the grid has more than {} cells", kMaxGridSide)});
  }
  // Cells last: they are read against the size and the place of their grid, wherever those stand.
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    if (kMembers[i] == "cells") {
      for_each_element(member,
                       [&](const JsonValue& cell) { grid.cells.push_back(read_grid_cell(cell, grid)); });
    }
  });
  return grid;
}

OtherTable read_other_table(const JsonValue& value) {
  static constexpr std::array<std::string_view, 3> kMembers = {"section", "title", "grid"};
  OtherTable table;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    if (i == 0) {
      table.section = read_number(member, 0, detail::kMaxJsonValues);
    } else if (i == 1) {
      table.title = read_string(member);
    } else {
      table.grid = read_grid(member);
    }
  });
  return table;
}

ReaderNote read_note(const JsonValue& value) {
  if (value.is(JsonKind::kString)) {
    const std::string text(value.text());
    return {{text, text}, {}};
  }
  static constexpr std::array<std::string_view, 3> kMembers = {"zh", "en", "at"};
  ReaderNote note;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    if (i == 2) {
      note.place = read_place(member);
    } else {
      (i == 0 ? note.text.zh : note.text.en) = read_string(member);
    }
  });
  return note;
}

Source read_source(const JsonValue& value) {
  static constexpr std::array<std::string_view, 2> kMembers = {"file", "sheet"};
  Source source;
  for_each_member(value, kMembers, [&](std::size_t i, const JsonValue& member) {
    (i == 0 ? source.file : source.sheet) = read_string(member);
  });
  return source;
}

enum class Member : std::uint8_t {
  kSchema,
  kUnit,
  kUnitAt,
  kYear,
  kYearAt,
  kCurrencyUnit,
  kRoundingRemark,
  kRoundingAt,
  kForm,
  kSources,
  kTables,
  kSections,
  kOtherTables,
  kNotes
};
constexpr std::array<std::string_view, 14> kReportMembers = {
    "schema",      "unit", "unit_at", "year",   "year_at",  "currency_unit", "rounding_remark",
    "rounding_at", "form", "sources", "tables", "sections", "other_tables",  "notes"};

/// Says what a file is that has no right to be read as a report, before anything in it is judged.
void require_schema(const JsonValue& root) {
  const Bilingual expected{fmt::format("\"{}\"", kSchemaName), fmt::format("\"{}\"", kSchemaName)};
  if (!root.is(JsonKind::kObject)) {
    root.fail(
        {"决算报告对象，含 \"schema\": " + expected.zh, "a report object with \"schema\": " + expected.en});
  }
  bool found = false;
  root.for_each([&](const JsonValue& member) {
    if (member.key() == "schema" && !found) {
      found = true;
      if (!member.is(JsonKind::kString) || member.text() != kSchemaName) {
        member.fail(expected);
      }
    }
  });
  if (!found) {
    detail::fail_missing_member(root, "schema", expected);
  }
}

void read_member(Report& report, Member which, const JsonValue& member) {
  switch (which) {
    case Member::kSchema:
      break;
    case Member::kUnit:
      report.unit = read_string(member);
      break;
    case Member::kUnitAt:
      report.unit_place = read_place(member);
      break;
    case Member::kYear:
      report.year = static_cast<int>(read_number(member, kFirstYear, kLastYear));
      break;
    case Member::kYearAt:
      report.year_place = read_place(member);
      break;
    case Member::kCurrencyUnit:
      report.currency_unit = detail::read_currency_unit(member);
      break;
    case Member::kRoundingRemark:
      report.rounding_remark = read_string(member);
      break;
    case Member::kRoundingAt:
      report.rounding_place = read_place(member);
      break;
    case Member::kForm:
      report.form = read_string(member);
      break;
    case Member::kSources:
      for_each_element(member,
                       [&](const JsonValue& source) { report.sources.push_back(read_source(source)); });
      break;
    case Member::kTables:
      detail::read_tables(member, report);
      break;
    case Member::kSections:
      for_each_element(member,
                       [&](const JsonValue& section) { report.sections.push_back(read_section(section)); });
      break;
    case Member::kOtherTables:
      for_each_element(
          member, [&](const JsonValue& table) { report.other_tables.push_back(read_other_table(table)); });
      break;
    case Member::kNotes:
      for_each_element(member, [&](const JsonValue& note) { report.notes.push_back(read_note(note)); });
      break;
  }
}

}  // namespace

Report report_from_json(const std::string& name, std::string_view text) {
  const detail::JsonTree tree = detail::parse_json(name, text);
  const JsonValue root(name, tree);
  require_schema(root);
  Report report;
  for_each_member(root, kReportMembers, [&](std::size_t i, const JsonValue& member) {
    read_member(report, static_cast<Member>(i), member);
  });
  if (report.table_order.empty()) {
    detail::fail_missing_member(root, "tables",
                                {"至少含一张决算表的对象", "an object with at least one of the nine tables"});
  }
  if (report.sources.empty()) {
    report.sources.push_back({name, {}});
  }
  return report;
}

}  // namespace zzaudit
