// SPDX-License-Identifier: Apache-2.0
#include "support/compare_reports.hpp"

#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::test {
namespace {

std::string show(const Place& p) {
  return "S" + std::to_string(p.source) + " P" + std::to_string(p.page) + " L" + std::to_string(p.line) +
         " T" + std::to_string(p.table) + " R" + std::to_string(p.row) + " C" + std::to_string(p.column) +
         " B" + std::to_string(p.begin) + "-" + std::to_string(p.end);
}
std::string show(const std::string& text) { return "“" + text + "”"; }
std::string show(bool value) { return value ? "true" : "false"; }
std::string show(std::size_t value) { return std::to_string(value); }
std::string show(std::uint32_t value) { return std::to_string(value); }
std::string show(int value) { return std::to_string(value); }
template <class T>
std::string show(const std::optional<T>& value) {
  if constexpr (std::is_enum_v<T>) {
    return value ? std::to_string(static_cast<int>(*value)) : "nothing";
  } else {
    return value ? show(*value) : "nothing";
  }
}

/// Collects the first difference only.
class Comparison {
 public:
  explicit Comparison(Places places) : places_(places) {}

  template <class T>
  void same(const std::string& what, const T& a, const T& b) {
    if (difference_.empty() && !(a == b)) {
      difference_ = what + ": " + show(a) + " / " + show(b);
    }
  }
  /// A text of the report.
  void same_text(const std::string& what, const std::string& a, const std::string& b) {
    places_ == Places::kLayoutIgnored ? same(what, compact(a), compact(b)) : same(what, a, b);
  }
  void same_lines(const std::string& what, const std::vector<TextLine>& a, const std::vector<TextLine>& b) {
    if (places_ == Places::kLayoutIgnored) return same(what, joined(a), joined(b));
    each(what + " lines", a, b, [&](const std::string& at, const TextLine& x, const TextLine& y) {
      same(at, x.text, y.text);
      same_place(at, x.place, y.place);
    });
  }
  void same_place(const std::string& what, const Place& a, const Place& b) {
    if (places_ == Places::kCompared) {
      same(what + " place", a, b);
    }
  }
  /// Compares sizes, then element by element.
  template <class T, class F>
  void each(const std::string& what, const std::vector<T>& a, const std::vector<T>& b, F&& compare) {
    same(what + " count", a.size(), b.size());
    for (std::size_t i = 0; difference_.empty() && i < a.size(); ++i) {
      compare(what + "[" + std::to_string(i) + "]", a[i], b[i]);
    }
  }
  [[nodiscard]] bool with_places() const { return places_ == Places::kCompared; }
  [[nodiscard]] const std::string& difference() const { return difference_; }

 private:
  static std::string joined(const std::vector<TextLine>& lines) {
    std::string text;
    for (const TextLine& line : lines) text += compact(line.text);
    return text;
  }

  Places places_;
  std::string difference_;
};

void compare_remarks(Comparison& c, const std::string& what, const std::vector<TableRemark>& a,
                     const std::vector<TableRemark>& b) {
  c.each(what, a, b, [&](const std::string& at, const TableRemark& x, const TableRemark& y) {
    c.same_text(at, x.text, y.text);
    c.same(at + " has_amounts", x.has_amounts, y.has_amounts);
    c.same_place(at, x.place, y.place);
  });
}

void compare_cells(Comparison& c, const std::string& what, const Cell& a, const Cell& b) {
  c.same(what + " state", static_cast<int>(a.state), static_cast<int>(b.state));
  c.same(what, a.has_value() ? a.value.to_string() : "", b.has_value() ? b.value.to_string() : std::string{});
  c.same_text(what + " text", a.text, b.text);
  c.same_place(what, a.place, b.place);
}

void compare_tables(Comparison& c, const Report& a, const Report& b, TableKey key) {
  const TableInfo& x = info_of(a, key);
  const TableInfo& y = info_of(b, key);
  const std::string what(descriptor(key).key);
  c.same(what + " present", x.present, y.present);
  c.same_text(what + " title", x.title, y.title);
  c.same(what + " number", x.number, y.number);
  c.same(what + " currency unit", x.currency_unit, y.currency_unit);
  c.same(what + " currency text", x.currency_text, y.currency_text);
  c.same(what + " department", x.department, y.department);
  c.same(what + " low confidence", x.low_confidence, y.low_confidence);
  c.same_place(what, x.place, y.place);
  compare_remarks(c, what + " notes", x.notes, y.notes);
  compare_remarks(c, what + " unplaced", x.unplaced, y.unplaced);
  c.each(what + " ignored", x.ignored, y.ignored,
         [&](const std::string& at, const IgnoredAmounts& i, const IgnoredAmounts& j) {
           c.same_text(at, i.text, j.text);
           c.same(at + " amounts", i.amounts, j.amounts);
           c.same(at + " is_row", i.is_row, j.is_row);
           c.same_place(at, i.place, j.place);
         });
  c.each(what + " repeats", x.repeats, y.repeats,
         [&](const std::string& at, const Place& p, const Place& q) { c.same_place(at, p, q); });
  c.each(what + " rows", rows_of(a, key), rows_of(b, key),
         [&](const std::string& at, const RowView& r, const RowView& s) {
           const std::string row = at + " " + std::string(r.key());
           c.same(row + " present", *r.present, *s.present);
           c.same(row + " code", *r.code, *s.code);
           c.same_text(row + " name", *r.name, *s.name);
           c.same_place(row, *r.place, *s.place);
           for (std::size_t i = 0; i < descriptor(key).columns.size(); ++i) {
             compare_cells(c, row + " " + std::string(descriptor(key).columns[i].key), *r.cells[i],
                           *s.cells[i]);
           }
         });
}

void compare_sections(Comparison& c, const Report& a, const Report& b) {
  c.each("sections", a.sections, b.sections, [&](const std::string& at, const Section& x, const Section& y) {
    c.same_text(at + " title", x.title, y.title);
    c.same(at + " level", x.level, y.level);
    c.same_place(at, x.place, y.place);
    c.each(at + " paragraphs", x.paragraphs, y.paragraphs,
           [&](const std::string& p, const Paragraph& q, const Paragraph& r) {
             if (c.with_places()) {
               c.same(p + " heading level", q.heading_level, r.heading_level);
               c.same(p + " bold", q.bold, r.bold);
               c.same(p + " list item", q.list_item, r.list_item);
             }
             c.same_lines(p, q.lines, r.lines);
           });
  });
}

void compare_grids(Comparison& c, const std::string& what, const Grid& a, const Grid& b) {
  c.same(what + " rows", a.rows, b.rows);
  c.same(what + " columns", a.columns, b.columns);
  c.same(what + " spans known", a.spans_known, b.spans_known);
  c.same(what + " low confidence", a.low_confidence, b.low_confidence);
  c.same_place(what, a.place, b.place);
  c.each(what + " cells", a.cells, b.cells, [&](const std::string& at, const GridCell& x, const GridCell& y) {
    c.same(at, x.text, y.text);
    c.same(at + " row", x.row, y.row);
    c.same(at + " column", x.column, y.column);
    c.same(at + " row span", x.row_span, y.row_span);
    c.same(at + " column span", x.column_span, y.column_span);
    c.same_place(at, x.place, y.place);
  });
}

}  // namespace

std::string first_difference(const Report& a, const Report& b, Places places) {
  Comparison c(places);
  c.same("unit", a.unit, b.unit);
  c.same_place("unit", a.unit_place, b.unit_place);
  c.same("year", a.year, b.year);
  c.same_place("year", a.year_place, b.year_place);
  c.same("currency unit", a.currency_unit, b.currency_unit);
  c.same_text("rounding remark", a.rounding_remark, b.rounding_remark);
  c.same_place("rounding remark", a.rounding_place, b.rounding_place);
  if (c.with_places()) {
    c.same("form", a.form, b.form);
    c.each("sources", a.sources, b.sources, [&](const std::string& at, const Source& x, const Source& y) {
      c.same(at + " file", x.file, y.file);
      c.same(at + " sheet", x.sheet, y.sheet);
    });
  }
  c.each("table order", a.table_order, b.table_order, [&](const std::string& at, TableKey x, TableKey y) {
    c.same(at, std::string(descriptor(x).key), std::string(descriptor(y).key));
  });
  for (const TableKey key : kAllTables) {
    compare_tables(c, a, b, key);
  }
  compare_sections(c, a, b);
  c.each("other tables", a.other_tables, b.other_tables,
         [&](const std::string& at, const OtherTable& x, const OtherTable& y) {
           c.same(at + " section", x.section, y.section);
           c.same(at + " title", x.title, y.title);
           compare_grids(c, at, x.grid, y.grid);
         });
  c.each("notes", a.notes, b.notes, [&](const std::string& at, const ReaderNote& x, const ReaderNote& y) {
    c.same(at, x.text.zh, y.text.zh);
    c.same(at + " (en)", x.text.en, y.text.en);
    c.same_place(at, x.place, y.place);
  });
  return c.difference();
}

}  // namespace zzaudit::test
