// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "recognise/detail/grid_view.hpp"
#include "recognise/detail/lexicon.hpp"

/// The header of a grid: which columns it has and what they mean.
namespace zzaudit::recognition {

enum class Role : std::uint8_t {
  kUnknown,
  kCode,        ///< 科目编码, whole or a part of it
  kName,        ///< 项目, 科目名称
  kLineNumber,  ///< 行次
  kAmount,      ///< a column of the table
  kLineAmount,  ///< carries the amount of a fixed line (人员经费 beside 合计)
  kIgnored,     ///< known, and no column of the table (年初预算数 beside 决算数)
};

struct Column {
  Role role = Role::kUnknown;
  std::size_t key = 0;            ///< kAmount: index of the column; kLineAmount: index of the line
  std::vector<std::string> path;  ///< header texts from top to bottom, as `header_key`
  std::string printed;            ///< the same for people
};

/// Columns that belong together: codes and names, then the amounts to their right.
struct ColumnBlock {
  std::vector<std::size_t> codes;
  std::vector<std::size_t> names;
  std::vector<std::size_t> amounts;
  Side side = Side::kNone;
};

/// Rows of a grid that belong to one table.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A header by rows, before anybody asked which table it is.
struct Header {
  RowRange rows;                            ///< header rows, 栏次 among them
  std::vector<Column> columns;              ///< roles not yet known
  std::unordered_set<std::string> repeats;  ///< texts of its rows, to know them again further down
};

struct Layout {
  Header header;
  std::vector<Column> columns;
  std::vector<ColumnBlock> blocks;
  std::size_t amount_columns = 0;  ///< columns of the table that were found
};

/// One row of labels as one text.
[[nodiscard]] std::string row_key(const GridView& view, std::size_t row);
/// True when a printed text is a number with or without decimals.
[[nodiscard]] bool is_number(const std::string& printed);
/// True when `label` is the name of a row: a fixed line of any table, a 科目, a total.
[[nodiscard]] bool is_row_label(std::string_view label);

/// Finds the header in a range of rows: it ends before the first row with amounts or row labels.
[[nodiscard]] Header read_header(const GridView& view, RowRange rows);
/// Says what the columns of `header` are in `table`. `data` are the rows below it.
[[nodiscard]] Layout lay_out(const GridView& view, const Header& header, RowRange data,
                             const TableWords& table);

/// What stands in a grid, for telling tables without a title apart.
struct GridWords {
  std::unordered_set<std::string> labels;   ///< all cells, as `header_key` without enumerators
  std::unordered_set<std::string> classes;  ///< 类 that the codes begin with
};
[[nodiscard]] GridWords words_of(const GridView& view, RowRange rows);
[[nodiscard]] bool has_signature(const GridWords& words, const Signature& signature);

}  // namespace zzaudit::recognition
