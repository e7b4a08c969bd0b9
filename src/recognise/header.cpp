// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "recognise/detail/layout.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/cell.hpp"
#include "zzaudit/model/classification.hpp"

namespace zzaudit::recognition {
namespace {

/// Header rows beyond this are no header.
constexpr std::size_t kMaxHeaderRows = 16;

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A column's mark where columns are not numbered: "A", "b", "甲".
bool is_column_letter(std::string_view label) {
  constexpr std::array<std::string_view, 10> kStems = {"甲", "乙", "丙", "丁", "戊",
                                                       "己", "庚", "辛", "壬", "癸"};
  if (label.size() == 1) return (label[0] >= 'A' && label[0] <= 'Z') || (label[0] >= 'a' && label[0] <= 'z');
  return std::ranges::find(kStems, label) != kStems.end();
}

/// The row that numbers the columns: "栏次 1 2 3", "甲 乙 1 2", "A B C", or "1 2 3 … 12" alone.
bool is_column_numbers(const GridView& view, std::size_t row) {
  bool labelled = false;
  bool other_text = false;
  std::size_t letters = 0;
  std::vector<int> numbers;
  for (std::size_t column = 0; column < view.columns(); ++column) {
    const std::string& label = view.label(row, column);
    if (label.empty()) continue;
    if (lexicon().column_number.matches(label)) {
      labelled = true;
    } else if (all_digits(label) && label.size() <= 2) {
      numbers.push_back(std::stoi(label));
    } else if (is_column_letter(label)) {
      ++letters;
    } else if (is_number(view.text(row, column))) {
      return false;
    } else {
      other_text = true;
    }
  }
  if (labelled) return true;
  if (other_text || letters + numbers.size() < 2) return false;
  if (numbers.empty()) return true;
  if (numbers.front() > 2) return false;
  return std::ranges::adjacent_find(numbers, [](int a, int b) { return b != a + 1; }) == numbers.end();
}

bool has_number(const GridView& view, std::size_t row) {
  for (std::size_t column = 0; column < view.columns(); ++column) {
    if (!view.label(row, column).empty() && is_number(view.text(row, column))) return true;
  }
  return false;
}

bool is_header_word(std::string_view label) {
  const Lexicon& words = lexicon();
  return words.header.matches(label) || words.name.matches(label) || words.code.within(label) ||
         words.code_level.matches(label) || words.line_number.matches(label) ||
         words.column_number.matches(label);
}

bool has_header_word(const GridView& view, std::size_t row) {
  for (std::size_t column = 0; column < view.columns(); ++column) {
    const std::string& label = view.label(row, column);
    if (!label.empty() && is_header_word(header_key(label))) return true;
  }
  return false;
}

/// True when a header row above names the column as one of names or codes.
bool under_names(const GridView& view, std::size_t first, std::size_t row, std::size_t column) {
  for (std::size_t above = first; above < row; ++above) {
    std::size_t left = column;
    while (left > 0 && view.label(above, left).empty()) --left;
    const std::string key = header_key(view.label(above, left));
    if (lexicon().name.matches(key) || lexicon().code.within(key) || lexicon().code_level.matches(key))
      return true;
  }
  return false;
}

/// A row of labels without amounts, as blank forms have: "合计", "一、一般公共预算财政拨款收入 …".
bool is_labelled_row(const GridView& view, std::size_t first, std::size_t row) {
  bool found = false;
  bool leftmost = true;
  for (std::size_t column = 0; column < view.columns(); ++column) {
    const std::string& label = view.label(row, column);
    if (label.empty() || all_digits(label)) continue;
    const bool level = lexicon().code_level.matches(label);
    if (!level && !is_row_label(label)) return false;
    if (leftmost && !under_names(view, first, row, column)) return false;
    leftmost = false;
    found = found || !level;
  }
  return found;
}

bool header_follows(const GridView& view, std::size_t row, std::size_t end) {
  for (std::size_t next = row + 1; next < std::min(end, row + 4); ++next) {
    if (has_number(view, next) && !is_column_numbers(view, next)) return false;
    if (has_header_word(view, next)) return true;
  }
  return false;
}

std::size_t find_data(const GridView& view, RowRange rows) {
  std::size_t last_text = rows.begin;
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    if (view.blank_row(row)) continue;
    if (row - rows.begin >= kMaxHeaderRows) return last_text;
    if (!is_column_numbers(view, row)) {
      if (has_number(view, row)) return row;
      if (row > rows.begin && is_labelled_row(view, rows.begin, row) && !header_follows(view, row, rows.end))
        return row;
    }
    last_text = row + 1;
  }
  return last_text;
}

/// Anchor of the header text that a position belongs to.
struct Anchor {
  std::size_t row = 0;
  std::size_t column = 0;
  bool set = false;
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

/// True when a header says itself what its texts span: none of it is merged where it was typed in cell by
/// cell, with the cells that a text is meant to span left empty.
bool has_spans(const GridView& view, RowRange rows) {
  return view.grid().spans_known && std::ranges::any_of(view.grid().cells, [&](const GridCell& cell) {
           return cell.row >= rows.begin && cell.row < rows.end &&
                  (cell.row_span > 1 || cell.column_span > 1);
         });
}

/// One header row: texts, what they span to the right, and what reaches down from above. Where spans are
/// lost an empty cell right of a text belongs to it when both hang under the same header, else to the
/// header above.
std::vector<Anchor> anchors_of(const GridView& view, std::size_t row, const std::vector<Anchor>& above,
                               bool spans_known) {
  std::vector<Anchor> anchors(view.columns());
  for (std::size_t column = 0; column < view.columns(); ++column) {
    if (spans_known) {
      const GridCell* cell = view.covering(row, column);
      if (cell != nullptr && !cell->text.empty()) anchors[column] = {cell->row, cell->column, true};
      if (!anchors[column].set) anchors[column] = above[column];
      continue;
    }
    if (!view.label(row, column).empty()) {
      anchors[column] = {row, column, true};
      continue;
    }
    const bool spans = column > 0 && anchors[column - 1].set && anchors[column - 1].row == row &&
                       above[column] == above[column - 1];
    anchors[column] = spans ? anchors[column - 1] : above[column];
  }
  return anchors;
}

}  // namespace

bool is_number(const std::string& printed) {
  if (printed.find_first_of("0123456789") == std::string::npos &&
      printed.find("\xEF\xBC") == std::string::npos) {  // full-width digits begin so
    return false;
  }
  return parse_cell(printed, Place{}).has_value();
}

bool is_row_label(std::string_view label) {
  if (lexicon().total.matches(label)) return true;
  const std::string bare(without_enumerator(label));
  for (const TableWords& table : lexicon().tables) {
    if (table.lines.contains(bare)) return true;
  }
  return find_class_by_name(Classification::kFunctional, label) != nullptr;
}

std::string row_key(const GridView& view, std::size_t row) {
  std::string key;
  for (std::size_t column = 0; column < view.columns(); ++column) {
    const std::string& label = view.label(row, column);
    if (label.empty()) continue;
    key += label;
    key += '|';
  }
  return key;
}

Header read_header(const GridView& view, RowRange rows) {
  Header header;
  header.rows = {rows.begin, find_data(view, rows)};
  header.columns.resize(view.columns());
  const bool spans_known = has_spans(view, header.rows);
  std::vector<Anchor> anchors(view.columns());
  for (std::size_t row = header.rows.begin; row < header.rows.end; ++row) {
    if (view.blank_row(row)) continue;
    header.repeats.insert(row_key(view, row));
    if (is_column_numbers(view, row)) continue;
    std::vector<Anchor> next = anchors_of(view, row, anchors, spans_known);
    for (std::size_t column = 0; column < view.columns(); ++column) {
      if (!next[column].set || next[column] == anchors[column]) continue;
      const std::string& text = view.text(next[column].row, next[column].column);
      header.columns[column].path.push_back(header_key(text));
      std::string& printed = header.columns[column].printed;
      printed += (printed.empty() ? "" : "/") + std::string(trim(text));
    }
    anchors = std::move(next);
  }
  return header;
}

GridWords words_of(const GridView& view, RowRange rows) {
  GridWords words;
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    for (std::size_t column = 0; column < view.columns(); ++column) {
      const std::string& label = view.label(row, column);
      if (label.empty()) continue;
      if (all_digits(label)) {
        if (label.size() == 3 || label.size() == 5 || label.size() == 7)
          words.classes.insert(label.substr(0, 3));
        continue;
      }
      words.labels.insert(header_key(without_enumerator(label)));
    }
  }
  return words;
}

bool has_signature(const GridWords& words, const Signature& signature) {
  const auto stands = [&](const std::string& word) { return words.labels.contains(word); };
  if (std::ranges::any_of(signature.none, stands)) return false;
  for (const auto& group : signature.all) {
    if (std::ranges::none_of(group, stands)) return false;
  }
  const auto listed = [](const std::vector<std::string>& list, const std::string& code) {
    return std::ranges::find(list, code) != list.end();
  };
  if (words.classes.empty()) return true;
  if (!signature.only_classes.empty() && !std::ranges::all_of(words.classes, [&](const auto& code) {
        return listed(signature.only_classes, code);
      })) {
    return false;
  }
  return signature.not_only_classes.empty() || !std::ranges::all_of(words.classes, [&](const auto& code) {
           return listed(signature.not_only_classes, code);
         });
}

}  // namespace zzaudit::recognition
