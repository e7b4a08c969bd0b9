// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/decimal.hpp"
#include "zzaudit/model/tables.hpp"

/// Compiled formulas: both sides as linear forms over sets of printed cells.
namespace zzaudit::detail {

/// Which rows of a table a term adds up.
enum class Pick : std::uint8_t { kLine, kCode, kUnder, kThis, kLoopCode, kUnderLoop, kTop, kChildren, kLeaf };

struct RowSelector {
  TableKey table = TableKey::kOverview;
  Pick pick = Pick::kThis;
  std::size_t line = 0;  ///< kLine: index in the descriptor
  std::string code;      ///< kCode, kUnder
};

/// The column the scope is at.
inline constexpr std::size_t kLoopColumn = static_cast<std::size_t>(-1);
/// No column given (only in `present`).
inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-2);

struct Term {
  std::int64_t coefficient = 1;  ///< in units of 10^-Formula::coefficient_decimals
  RowSelector rows;
  std::size_t column = kLoopColumn;
};

/// constant + Σ coefficient · cell; the constant is money in the report's unit.
struct LinearForm {
  std::vector<Term> terms;
  Int128 constant = 0;  ///< in units of 10^-Formula::coefficient_decimals
};

enum class Relation : std::uint8_t { kEqual, kAtMost, kAtLeast };
enum class ScopeKind : std::uint8_t { kOnce, kRow, kColumn, kParent, kCode, kClass };

struct ScopeTable {
  TableKey table = TableKey::kOverview;
  bool leaf_only = false;
};

struct Condition {
  enum class Kind : std::uint8_t { kTablePresent, kRowPresent, kZero };
  Kind kind = Kind::kZero;
  bool negated = false;
  TableKey table = TableKey::kOverview;  ///< kTablePresent
  Term term;                             ///< kRowPresent
  LinearForm form;                       ///< kZero
};

struct Formula {
  ScopeKind scope = ScopeKind::kOnce;
  std::vector<ScopeTable> scope_tables;
  std::vector<std::size_t> columns;  ///< kColumn, kParent
  Relation relation = Relation::kEqual;
  LinearForm left, right;
  std::vector<Condition> conditions;
  int coefficient_decimals = 0;
  std::vector<TableKey> tables;  ///< all tables of both sides, each once, in internal order
};

/// ConfigError with the formula, the position in characters and the nearest name.
[[nodiscard]] Formula compile_formula(std::string_view text);

enum class TokenKind : std::uint8_t { kName, kNumber, kSymbol, kEnd };
struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;
  std::size_t offset = 0;  ///< bytes
};
/// Cuts a formula into tokens, the last being kEnd. ConfigError for a character that starts none.
[[nodiscard]] std::vector<Token> tokenize_formula(std::string_view text);
/// Throws the ConfigError for something wrong at a byte offset of the formula.
[[noreturn]] void fail_formula(std::string_view text, std::size_t offset, std::string zh, std::string en);

}  // namespace zzaudit::detail
