// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "zzaudit/base/bilingual.hpp"

/// The formula language of the catalogue: accounting identities over the nine tables.
///
///     rule      = [ scope ":" ] expr ( "=" | "<=" | ">=" ) expr [ "if" condition { "and" condition } ]
///     scope     = "in" TABLE                                  names of one table without its name
///               | "for" "row" "of" TABLE                      every printed row; a bare name is a column of
///               it | "for" "column" "of" TABLE [ "in" "(" COLUMN { "," COLUMN } ")" ] | "for" "parent" "of"
///               TABLE                   every row with printed parts × every column | "for" ( "code" |
///               "class" ) "of" TABLE [ "[" "leaf" "]" ] { "," TABLE [ "[" "leaf" "]" ] }
///     expr      = sums, differences, products and quotients with constants, brackets, unary minus, of
///                 NUMBER | cells | "sum" "(" cells ")"
///     cells     = [ TABLE ] "[" rows "]" [ "." COLUMN ] | COLUMN
///     rows      = LINE | CODE | "this" | "code" | "under" ( CODE | "code" ) | "top" | "children" | "leaf"
///     condition = [ "not" ] ( "present" "(" TABLE | cells ")" | "zero" "(" expr ")" )
///
/// TABLE, COLUMN and LINE are keys or Chinese labels of model/descriptor.hpp. "top" are the 科目 rows
/// without a printed ancestor, "children" those whose nearest printed ancestor is this row, "leaf"
/// those without printed descendants; "under X" is the printed row X or else the topmost printed rows
/// beneath it. "for class" goes over the 类 (first three digits) of all rows. The column may be left out
/// where the table has one, or the scope goes over the columns. Every formula is linear; work is
/// bounded by rows × columns.
namespace zzaudit {

/// The formula with keys replaced by the labels of that language, for people to read. Throws
/// ConfigError (formula, position, nearest name) when it is none.
[[nodiscard]] std::string render_formula(std::string_view text, Language language);

}  // namespace zzaudit
