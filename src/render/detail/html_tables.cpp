// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "render/detail/html.hpp"
#include "render/detail/position.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail::html {
namespace {

/// A table that is being drawn.
struct Drawing {
  const View& view;
  TableKey table;
  const TableDescriptor& form;
  const std::vector<RowView>& rows;
};

using Rows = std::vector<std::size_t>;

/// Columns that the form as printed has, in at least one of these rows.
Rows columns_of(const Drawing& drawing, const Rows& rows) {
  Rows columns;
  for (std::size_t column = 0; column < drawing.form.columns.size(); ++column) {
    if (std::ranges::any_of(rows,
                            [&](std::size_t row) { return !drawing.rows[row].cells[column]->is_absent(); })) {
      columns.push_back(column);
    }
  }
  return columns;
}

/// A label of the form; an English page says the printed words and what they mean.
std::string label(const Drawing& drawing, const BilingualView& text) {
  const std::string zh = escaped(text.zh);
  return drawing.view.page.language == Language::kChinese
             ? zh
             : fmt::format("<span lang=\"zh-CN\">{}</span><small>{}</small>", zh, escaped(text.en));
}

void append_head_cell(std::string& out, const Drawing& drawing, std::size_t column) {
  const std::string id = drawing.view.index.column_id(drawing.table, column);
  out += fmt::format("<th scope=\"col\" class=\"n {}\"{}>{}</th>", mark_class(drawing.view, id),
                     id_attribute(drawing.view, id),
                     marked(drawing.view, id, label(drawing, drawing.form.columns[column].label)));
}

/// How many lines a fixed line is a part of, one of the other.
std::size_t depth_of(const Drawing& drawing, const LineInfo& line) {
  const auto parent = find_line(drawing.table, line.parent);
  return parent ? 1 + depth_of(drawing, drawing.form.lines[*parent]) : 0;
}

void append_row_head(std::string& out, const Drawing& drawing, std::size_t row) {
  const RowView& view = drawing.rows[row];
  const std::string id = drawing.view.index.row_id(drawing.table, row);
  std::string text;
  std::string level;
  if (view.line == nullptr) {
    // 类, 款, 项 by the length of the code.
    const std::size_t size = view.code->size();
    level = size <= 3 ? "l1" : size <= 5 ? "l2" : "l3";
    text = fmt::format("<span class=\"code\">{}</span> <span>{}</span>", escaped(*view.code),
                       escaped(*view.name));
  } else {
    level = fmt::format("p{}", depth_of(drawing, *view.line));
    text = "<span>" + escaped(view.name->empty() ? view.line->label.zh : std::string_view(*view.name)) +
           "</span>";
    if (drawing.view.page.language == Language::kEnglish) {
      text += fmt::format("<small lang=\"en\">{}</small>", escaped(view.line->label.en));
    }
  }
  out += fmt::format("<th scope=\"row\" class=\"{} {}\"{}>{}</th>", level, mark_class(drawing.view, id),
                     id_attribute(drawing.view, id), marked(drawing.view, id, text));
}

std::string printed(const Cell& cell) {
  return escaped(!cell.text.empty() ? cell.text : cell.has_value() ? cell.value.to_string() : std::string{});
}

void append_cell(std::string& out, const Drawing& drawing, std::size_t row, std::size_t column) {
  const Cell& cell = *drawing.rows[row].cells[column];
  if (cell.is_absent()) {
    out += "<td class=\"x\"></td>";
    return;
  }
  const View& view = drawing.view;
  const std::string id = view.index.cell_id(drawing.table, row, column);
  const std::string_view mark = mark_class(view, id);
  const std::string* unverified = cell.has_value() ? view.index.unverified_at(id) : nullptr;
  std::string text = printed(cell);
  if (text.empty() && !mark.empty()) {
    text = fmt::format("<i class=\"blank\">{}</i>", view.in("空白", "blank"));
  }
  out += "<td";
  if (!mark.empty() || unverified != nullptr) {
    out += fmt::format(" class=\"{}{}\"", mark, unverified != nullptr ? " u" : "");
  }
  if (unverified != nullptr) {
    out += fmt::format(" title=\"{}{}\"", view.in("未核对：", "unverified: "), escaped(*unverified));
  }
  out += id_attribute(view, id) + ">" + marked(view, id, text) + "</td>";
}

void append_row(std::string& out, const Drawing& drawing, std::size_t row, const Rows& columns) {
  append_row_head(out, drawing, row);
  for (const std::size_t column : columns) {
    append_cell(out, drawing, row, column);
  }
}

/// One side: its rows by 科目 before or behind the fixed lines, as the forms print them.
Rows side_of(const Drawing& drawing, Side side) {
  Rows lines;
  Rows subjects;
  for (std::size_t row = 0; row < drawing.rows.size(); ++row) {
    const RowView& view = drawing.rows[row];
    if (!*view.present) {
      continue;
    }
    if (view.line == nullptr && drawing.form.rows_side == side) {
      subjects.push_back(row);
    } else if (view.line != nullptr && view.line->side == side) {
      lines.push_back(row);
    }
  }
  const bool lines_last = drawing.form.economic || side != Side::kNone;
  Rows& first = lines_last ? subjects : lines;
  const Rows& second = lines_last ? lines : subjects;
  first.insert(first.end(), second.begin(), second.end());
  return std::move(first);
}

void append_plain(std::string& out, const Drawing& drawing) {
  const Rows rows = side_of(drawing, Side::kNone);
  const Rows columns = columns_of(drawing, rows);
  out += fmt::format("<thead><tr><th scope=\"col\">{}</th>",
                     drawing.view.in("项目", "<span lang=\"zh-CN\">项目</span><small>item</small>"));
  for (const std::size_t column : columns) {
    append_head_cell(out, drawing, column);
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const std::size_t row : rows) {
    out += drawing.rows[row].line != nullptr && drawing.rows[row].line->parent.empty()
               ? "<tr class=\"total\">"
               : "<tr>";
    append_row(out, drawing, row, columns);
    out += "</tr>\n";
  }
  out += "</tbody>";
}

constexpr std::size_t kGap = static_cast<std::size_t>(-1);

/// What stands above the total of the year, from there on, and the grand total, each with the same number of
/// rows on both sides: so the totals of both sides stand on one line, as on the forms.
void align(const Drawing& drawing, Rows& left, Rows& right) {
  const auto stage_of = [&](std::size_t row, std::size_t before) -> std::size_t {
    const LineInfo* line = drawing.rows[row].line;
    return line == nullptr                     ? before
           : line->key.ends_with(".this_year") ? std::max<std::size_t>(before, 1)
           : line->key == "income.total"       ? 2
           : line->key == "expenditure.total"  ? 2
                                               : before;
  };
  using Stages = std::array<Rows, 3>;
  const auto staged = [&](const Rows& rows) {
    Stages stages;
    std::size_t stage = 0;
    for (const std::size_t row : rows) {
      stage = stage_of(row, stage);
      stages.at(stage).push_back(row);
    }
    return stages;
  };
  Stages lefts = staged(left);
  Stages rights = staged(right);
  left.clear();
  right.clear();
  for (std::size_t stage = 0; stage < lefts.size(); ++stage) {
    const std::size_t size = std::max(lefts.at(stage).size(), rights.at(stage).size());
    for (const auto& [all, part] :
         {std::pair<Rows&, Rows&>{left, lefts.at(stage)}, {right, rights.at(stage)}}) {
      part.resize(size, kGap);
      all.insert(all.end(), part.begin(), part.end());
    }
  }
}

/// Income and expenditure side by side.
void append_two_sided(std::string& out, const Drawing& drawing) {
  Rows left = side_of(drawing, Side::kIncome);
  Rows right = side_of(drawing, Side::kExpenditure);
  const Rows left_columns = columns_of(drawing, left);
  const Rows right_columns = columns_of(drawing, right);
  align(drawing, left, right);
  const View& view = drawing.view;
  const auto side = [&](std::string_view zh, std::string_view en, std::size_t columns) {
    out += fmt::format("<th scope=\"colgroup\" colspan=\"{}\">{}</th>", columns + 1,
                       view.page.language == Language::kChinese
                           ? std::string(zh)
                           : fmt::format("<span lang=\"zh-CN\">{}</span> {}", zh, en));
  };
  out += "<thead><tr>";
  side("收入", "income", left_columns.size());
  side("支出", "expenditure", right_columns.size());
  out += "</tr>\n<tr>";
  for (const Rows* columns : {&left_columns, &right_columns}) {
    out += fmt::format("<th scope=\"col\">{}</th>",
                       view.in("项目", "<span lang=\"zh-CN\">项目</span><small>item</small>"));
    for (const std::size_t column : *columns) {
      // Only one of the two heads can have the id of the column; the wider side has it.
      if (columns == &left_columns && std::ranges::find(right_columns, column) != right_columns.end()) {
        out += fmt::format("<th scope=\"col\" class=\"n\">{}</th>",
                           label(drawing, drawing.form.columns[column].label));
      } else {
        append_head_cell(out, drawing, column);
      }
    }
  }
  out += "</tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto is_total = [&](const Rows& rows) {
      return rows[i] != kGap && drawing.rows[rows[i]].line != nullptr &&
             drawing.rows[rows[i]].line->parent.empty();
    };
    out += is_total(left) || is_total(right) ? "<tr class=\"total\">" : "<tr>";
    const auto half = [&](const Rows& rows, const Rows& columns) {
      if (rows[i] != kGap) {
        append_row(out, drawing, rows[i], columns);
      } else {
        out += fmt::format("<td class=\"gap\" colspan=\"{}\"></td>", columns.size() + 1);
      }
    };
    half(left, left_columns);
    half(right, right_columns);
    out += "</tr>\n";
  }
  out += "</tbody>";
}

void append_remarks(std::string& out, const View& view, const TableInfo& info) {
  std::string items;
  for (const TableRemark& note : info.notes) {
    items += fmt::format("<li lang=\"zh-CN\">{}</li>\n", escaped(note.text));
  }
  for (const TableRemark& line : info.unplaced) {
    items += fmt::format("<li><b>{}</b> <span lang=\"zh-CN\">{}</span></li>\n",
                         view.in("未能归入表中：", "could not be placed:"), escaped(line.text));
  }
  for (const IgnoredAmounts& ignored : info.ignored) {
    items += fmt::format("<li><b>{}</b> <span lang=\"zh-CN\">{}</span></li>\n",
                         ignored.is_row ? view.in("不参与核对的行：", "row that is not checked:")
                                        : view.in("不参与核对的列：", "column that is not checked:"),
                         escaped(ignored.text));
  }
  if (info.low_confidence) {
    items += fmt::format("<li><b>{}</b></li>\n",
                         view.in("表格边界识别没有把握，请对照原文",
                                 "the borders of this table are uncertain; compare with the original"));
  }
  if (!items.empty()) {
    out += "<ul class=\"remarks\">\n" + items + "</ul>\n";
  }
}

void append_table(std::string& out, const View& view, TableKey key) {
  const TableInfo& info = info_of(view.checked.report, key);
  const TableDescriptor& form = descriptor(key);
  const std::string id = view.index.table_id(key);
  const std::string title = info.title.empty() ? std::string(form.title.zh) : info.title;
  std::string heading =
      info.number.empty() ? "" : fmt::format("<span class=\"no\">{}</span> ", escaped(info.number));
  heading += escaped(title);
  out += fmt::format("<section class=\"table\" id=\"{}\">\n<h4 lang=\"zh-CN\" class=\"{}\">{}</h4>\n", id,
                     mark_class(view, id), marked(view, id, heading));
  if (!info.present) {
    out += fmt::format("<p class=\"none\">{}</p>\n</section>\n",
                       view.in("报告中没有找到这张表。", "This table was not found in the report."));
    return;
  }
  std::string facts;
  const auto fact = [&](const std::string& text) { facts += (facts.empty() ? "" : " · ") + text; };
  if (view.page.language == Language::kEnglish) {
    fact(escaped(form.title.en));
  }
  if (info.department && !info.department->empty()) {
    fact(escaped(*info.department));
  }
  if (!info.currency_text.empty() || info.currency_unit) {
    fact(fmt::format("{}{}", view.in("单位：", "unit: "),
                     escaped(info.currency_text.empty() ? std::string(name_of(*info.currency_unit).zh)
                                                        : info.currency_text)));
  }
  if (const std::string at = source_position(view.checked.report.sources, info.place, view.page.language);
      !at.empty()) {
    fact(escaped(at));
  }
  if (!facts.empty()) {
    out += fmt::format("<p class=\"facts\">{}</p>\n", facts);
  }
  const Drawing drawing{view, key, form, view.index.rows(key)};
  const bool two_sided = form.rows_side != Side::kNone;
  const bool has_rows = std::ranges::any_of(drawing.rows, [](const RowView& row) { return *row.present; });
  if (has_rows) {
    out += fmt::format(
        "<div class=\"box\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"{}\" "
        "lang=\"zh-CN\">\n",
        escaped(title), two_sided ? "data two" : "data");
    two_sided ? append_two_sided(out, drawing) : append_plain(out, drawing);
    out += "</table></div>\n";
  } else {
    out +=
        fmt::format("<p class=\"none\">{}</p>\n", view.in("这张表没有数据行。", "This table has no rows."));
  }
  append_remarks(out, view, info);
  out += "</section>\n";
}

}  // namespace

void append_tables(std::string& out, const View& view) {
  for (const TableKey table : view.index.tables()) {
    append_table(out, view, table);
  }
}

void append_grid(std::string& out, const Grid& grid) {
  out += "<div class=\"box\" tabindex=\"0\"><table class=\"data other\">\n<tbody>\n";
  std::uint32_t row = 0;
  bool open = false;
  for (const GridCell& cell : grid.cells) {
    if (!open || cell.row != row) {
      out += open ? "</tr>\n<tr>" : "<tr>";
      open = true;
      row = cell.row;
    }
    out += "<td";
    if (cell.row_span > 1) {
      out += fmt::format(" rowspan=\"{}\"", cell.row_span);
    }
    if (cell.column_span > 1) {
      out += fmt::format(" colspan=\"{}\"", cell.column_span);
    }
    out += (parse_cell(cell.text, {}).has_value() ? " class=\"num\">" : ">") + escaped(cell.text) + "</td>";
  }
  out += open ? "</tr>\n</tbody></table></div>\n" : "</tbody></table></div>\n";
}

}  // namespace zzaudit::detail::html
