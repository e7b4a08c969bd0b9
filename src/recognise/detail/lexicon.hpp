// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "zzaudit/model/descriptor.hpp"

/// The words of data/forms in the shape that the recogniser asks for them. All of them are stored, and
/// must be asked for, as `label_key` gives them.
namespace zzaudit::recognition {

/// Text as labels are compared: compact, quotes dropped, no colon at the end.
[[nodiscard]] std::string label_key(std::string_view printed);
/// `label_key` of a header cell: year in front, "栏次", column number and unit at the end dropped.
[[nodiscard]] std::string header_key(std::string_view printed);

/// A list of words, each a whole label or ("*…") a part of one.
class WordList {
 public:
  WordList() = default;
  explicit WordList(const std::vector<std::string>& words);
  [[nodiscard]] bool matches(std::string_view key) const;
  /// True when any of the words, whole or part, is contained in `key`.
  [[nodiscard]] bool within(std::string_view key) const;

 private:
  std::unordered_set<std::string> whole_;
  std::vector<std::string> all_;
  std::vector<std::string> parts_;
};

/// A title as printed in some place; `tail` is set for "head*tail" patterns.
struct TitlePattern {
  std::string head;
  std::optional<std::string> tail;
  std::optional<TableKey> table;  ///< empty: a table that is none of the nine
};

struct ColumnWords {
  std::string key;
  std::vector<std::string> match;  ///< best first
  WordList not_under;              ///< parts of headers above it that rule it out
};

/// What a fixed line is called: index into the descriptor's lines.
struct LineWords {
  std::size_t line = 0;
  Side side = Side::kNone;
  std::optional<std::size_t> after;  ///< only once this line has been met
};

/// Words that show a table whose title is missing.
struct Signature {
  std::vector<std::vector<std::string>> all;  ///< of each group one label stands in the grid
  std::vector<std::string> none;              ///< none of these does
  std::vector<std::string> only_classes;      ///< 类 that its codes may begin with; empty: any
  std::vector<std::string> not_only_classes;  ///< not when all its codes begin with these
};

struct TableWords {
  TableKey table = TableKey::kOverview;
  std::vector<ColumnWords> columns;
  WordList ignored_columns;
  WordList ignored_under;
  std::unordered_multimap<std::string, LineWords> lines;
  WordList ignored_lines;
  /// Lines that older forms print as one ("财政拨款收入"), by the line of the model they contain.
  std::vector<std::pair<std::size_t, WordList>> merged_lines;
  Signature signature;
};

/// A place's set of tables: its order and titles.
struct Form {
  std::string name;
  std::vector<TableKey> order;
  std::array<std::string, kTableCount> titles;
};

struct Lexicon {
  WordList total, subtotal, line_number, column_number, code, code_level, name, header;
  WordList income_side, expenditure_side, other_measures, ignored_columns, note_phrases, rounding, continued;
  WordList own_name;
  std::vector<std::string> notes;
  std::vector<std::string> title_stops;
  std::vector<TitlePattern> titles;
  std::array<TableWords, kTableCount> tables;
  std::vector<Form> forms;

  [[nodiscard]] const TableWords& of(TableKey table) const {
    return tables.at(static_cast<std::size_t>(table));
  }
};

/// The embedded data, read once.
[[nodiscard]] const Lexicon& lexicon();

}  // namespace zzaudit::recognition
