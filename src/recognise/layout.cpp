// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/layout.hpp"

#include <algorithm>
#include <map>

#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

/// How well a column fits a key: smaller is better.
struct Fit {
  Role role = Role::kUnknown;
  std::size_t key = 0;
  std::size_t rank = 0;
};

/// Looks for `text` among the columns of a table; `under` are the headers above that text.
std::optional<Fit> find_column_words(const TableWords& table, std::string_view text,
                                     const std::vector<std::string>& under) {
  for (const ColumnWords& words : table.columns) {
    const auto it = std::ranges::find(words.match, text);
    if (it == words.match.end()) continue;
    if (std::ranges::any_of(under, [&](const std::string& header) { return words.not_under.within(header); }))
      continue;
    const auto rank = static_cast<std::size_t>(it - words.match.begin());
    if (const auto column = find_column(table.table, words.key)) return Fit{Role::kAmount, *column, rank};
    return Fit{Role::kLineAmount, *find_line(table.table, words.key), rank};
  }
  return std::nullopt;
}

/// The leaf first, then the leaf with the headers above it run together (a header wrapped over rows).
std::optional<Fit> fit_path(const TableWords& table, const std::vector<std::string>& path) {
  std::string text;
  std::vector<std::string> under = path;
  while (!under.empty()) {
    text.insert(0, under.back());
    under.pop_back();
    if (auto fit = find_column_words(table, text, under)) return fit;
  }
  return std::nullopt;
}

/// Whether a column shows other than final figures: 年初预算数 beside 决算数.
bool is_other_measure(const TableWords& table, const std::vector<std::string>& path) {
  if (table.table == TableKey::kThreePublic) return false;
  return std::ranges::any_of(path,
                             [](const std::string& text) { return lexicon().other_measures.within(text); });
}

Fit fit_column(const TableWords& table, const std::vector<std::string>& path) {
  if (path.empty()) return {};
  const Lexicon& words = lexicon();
  const std::string& leaf = path.back();
  if (words.line_number.matches(leaf)) return {Role::kLineNumber, 0, 0};
  if (words.name.matches(leaf)) return {Role::kName, 0, 0};
  if (words.code.within(leaf) || words.code_level.matches(leaf)) return {Role::kCode, 0, 0};
  if (is_other_measure(table, path)) return {Role::kIgnored, 0, 0};
  if (auto fit = fit_path(table, path)) return *fit;
  if (path.size() > 1 && words.subtotal.matches(leaf)) {
    const std::vector<std::string> without_leaf(path.begin(), path.end() - 1);
    if (auto fit = fit_path(table, without_leaf)) return *fit;
  }
  const bool under_ignored = std::any_of(path.begin(), path.end() - 1, [&](const std::string& text) {
    return table.ignored_under.within(text);
  });
  if (under_ignored || table.ignored_columns.within(leaf) || words.ignored_columns.within(leaf)) {
    return {Role::kIgnored, 0, 0};
  }
  return {};
}

/// What stands in a column below the header.
struct Content {
  std::size_t codes = 0;
  std::size_t numbers = 0;
  std::size_t texts = 0;
};

bool is_code_like(std::string_view label) {
  return label.size() <= 7 && !label.empty() &&
         label.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Enough rows to tell codes from amounts.
constexpr std::size_t kContentRows = 200;

Content content_of(const GridView& view, RowRange data, std::size_t column) {
  Content content;
  for (std::size_t row = data.begin; row < std::min(data.end, data.begin + kContentRows); ++row) {
    const std::string& label = view.label(row, column);
    if (label.empty() || lexicon().code_level.matches(label)) continue;
    if (is_code_like(label)) {
      ++content.codes;
    } else if (is_number(view.text(row, column))) {
      ++content.numbers;
    } else {
      ++content.texts;
    }
  }
  return content;
}

bool names_side(const Column& column) {
  return !column.path.empty() && (lexicon().income_side.matches(column.path.back()) ||
                                  lexicon().expenditure_side.matches(column.path.back()));
}

/// Codes and names whose header does not say which is which ("项目" over both), or says nothing.
void settle_by_content(const GridView& view, RowRange data, std::vector<Column>& columns) {
  bool amounts = false;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    Column& column = columns[c];
    amounts = amounts || column.role == Role::kAmount;
    if (column.role == Role::kName) {
      const Content content = content_of(view, data, c);
      const bool beside = (c > 0 && columns[c - 1].role == Role::kName) ||
                          (c > 0 && columns[c - 1].role == Role::kCode) ||
                          (c + 1 < columns.size() && columns[c + 1].role == Role::kName);
      if (beside && content.codes > content.texts) column.role = Role::kCode;
    } else if (column.role == Role::kUnknown && names_side(column)) {
      // "收入 | 决算数 | 支出 | 决算数" in one row: the sides' own names head the labels.
      const Content content = content_of(view, data, c);
      if (content.texts > content.codes + content.numbers) column.role = Role::kName;
    } else if (column.role == Role::kUnknown && !amounts) {
      const Content content = content_of(view, data, c);
      if (column.path.empty() && content.codes > content.texts && content.numbers == 0)
        column.role = Role::kCode;
      if (content.texts > content.codes + content.numbers) column.role = Role::kName;
    }
  }
}

/// Two columns of a block that claim the same key: the better header wins, the other is nobody's.
void settle_doubles(std::vector<Column>& columns, const std::vector<Fit>& fits, const ColumnBlock& block) {
  std::map<std::size_t, std::size_t> best;
  for (const std::size_t c : block.amounts) {
    if (columns[c].role != Role::kAmount) continue;
    const auto [it, first] = best.emplace(columns[c].key, c);
    if (first) continue;
    const bool better = fits[c].rank < fits[it->second].rank;
    columns[better ? it->second : c].role = Role::kUnknown;
    if (better) it->second = c;
  }
}

Side side_of(const std::vector<Column>& columns, const std::vector<std::size_t>& members) {
  for (const std::size_t c : members) {
    for (const std::string& text : columns[c].path) {
      if (lexicon().income_side.matches(text)) return Side::kIncome;
      if (lexicon().expenditure_side.matches(text)) return Side::kExpenditure;
    }
  }
  return Side::kNone;
}

std::vector<ColumnBlock> blocks_of(const std::vector<Column>& columns) {
  std::vector<ColumnBlock> blocks;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Role role = columns[c].role;
    if (role == Role::kCode || role == Role::kName) {
      if (blocks.empty() || !blocks.back().amounts.empty()) blocks.emplace_back();
      (role == Role::kCode ? blocks.back().codes : blocks.back().names).push_back(c);
    } else if (role == Role::kAmount || role == Role::kLineAmount) {
      if (blocks.empty()) blocks.emplace_back();
      blocks.back().amounts.push_back(c);
    }
  }
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    blocks[i].side = side_of(columns, blocks[i].names);
    if (blocks[i].side == Side::kNone) blocks[i].side = side_of(columns, blocks[i].amounts);
    if (blocks[i].side == Side::kNone && blocks.size() > 1)
      blocks[i].side = i == 0 ? Side::kIncome : Side::kExpenditure;
  }
  return blocks;
}

}  // namespace

Layout lay_out(const GridView& view, const Header& header, RowRange data, const TableWords& table) {
  Layout layout;
  layout.header = header;
  layout.columns = header.columns;
  std::vector<Fit> fits(layout.columns.size());
  for (std::size_t c = 0; c < layout.columns.size(); ++c) {
    fits[c] = fit_column(table, layout.columns[c].path);
    layout.columns[c].role = fits[c].role;
    layout.columns[c].key = fits[c].key;
  }
  if (table.table != TableKey::kThreePublic) settle_by_content(view, data, layout.columns);
  for (const ColumnBlock& block : blocks_of(layout.columns)) settle_doubles(layout.columns, fits, block);
  layout.blocks = blocks_of(layout.columns);
  for (const Column& column : layout.columns) layout.amount_columns += column.role == Role::kAmount ? 1 : 0;
  return layout;
}

}  // namespace zzaudit::recognition
