// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check/detail/formula.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

/// What the parser of formulas is built of.
namespace zzaudit::detail {

/// Keeps every intermediate result of the evaluation within 128 bits.
inline constexpr int kMaxCoefficientDecimals = 6;
inline constexpr std::int64_t kMaxCoefficient = 100'000'000;

/// A side while it is being read: coefficients still exact decimals.
struct OpenTerm {
  Decimal coefficient{1, 0};
  RowSelector rows;
  std::size_t column = kLoopColumn;
};
struct OpenForm {
  std::vector<OpenTerm> terms;
  Decimal constant;
};

/// to += factor · what
inline void add(OpenForm& to, const OpenForm& what, const Decimal& factor) {
  for (const auto& term : what.terms) {
    to.terms.push_back(term);
    to.terms.back().coefficient = term.coefficient * factor;
  }
  to.constant = to.constant + what.constant * factor;
}

/// 1 ÷ value when that is a finite decimal.
[[nodiscard]] std::optional<Decimal> reciprocal(const Decimal& value);

/// Fills both sides, the zero conditions' forms and the list of tables of a formula that was read;
/// `zeros` holds one form for each condition. ConfigError for constants out of range.
void close_formula(std::string_view text, const OpenForm& left, const OpenForm& right,
                   const std::vector<OpenForm>& zeros, Formula& formula);

/// The tokens of a formula with a position, and the names they may be.
class FormulaCursor {
 public:
  explicit FormulaCursor(std::string_view text) : text_(text), tokens_(tokenize_formula(text)) {}

 protected:
  // --- tokens ---
  [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  [[nodiscard]] bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    return peek(ahead).kind == TokenKind::kSymbol && peek(ahead).text == symbol;
  }
  [[nodiscard]] bool is_word(std::string_view word) const {
    return peek().kind == TokenKind::kName && peek().text == word;
  }
  bool take_symbol(std::string_view symbol) {
    const bool found = is_symbol(symbol);
    at_ += found ? 1 : 0;
    return found;
  }
  bool take_word(std::string_view word) {
    const bool found = is_word(word);
    at_ += found ? 1 : 0;
    return found;
  }
  void expect_symbol(std::string_view symbol) {
    if (!take_symbol(symbol)) {
      fail(fmt::format("此处应为“{}”", symbol), fmt::format("expected '{}'", symbol));
    }
  }
  void expect_word(std::string_view word) {
    if (!take_word(word)) {
      fail(fmt::format("此处应为“{}”", word), fmt::format("expected '{}'", word));
    }
  }
  [[noreturn]] void fail(std::string zh, std::string en) const {
    fail_formula(text_, peek().offset, std::move(zh), std::move(en));
  }
  /// "no column named x; did you mean y?"
  template <class Infos>
  [[noreturn]] void fail_name(std::string_view zh, std::string_view en, std::string_view name,
                              std::size_t offset, const Infos& infos) const {
    std::vector<std::string> names;
    names.reserve(2 * infos.size());
    for (const auto& info : infos) {
      names.emplace_back(info.key);
      names.emplace_back(info.label.zh);
    }
    const auto near = nearest(name, names);
    fail_formula(
        text_, offset,
        fmt::format("没有名为“{}”的{}{}", name, zh, near ? fmt::format("，是否想写“{}”", *near) : ""),
        fmt::format("no {} named “{}”{}", en, name, near ? fmt::format("; did you mean “{}”?", *near) : ""));
  }

  // --- names ---
  TableKey parse_table() {
    const auto token = peek();
    const auto table = token.kind == TokenKind::kName ? find_table(token.text) : std::nullopt;
    if (!table) {
      struct Named {
        std::string_view key;
        BilingualView label;
      };
      std::vector<Named> tables;
      tables.reserve(kTableCount);
      for (const auto key : kAllTables) {
        tables.push_back({descriptor(key).key, descriptor(key).title});
      }
      fail_name("表", "table", token.text, token.offset, tables);
    }
    ++at_;
    return *table;
  }
  std::size_t parse_column(TableKey table) {
    const auto token = peek();
    const auto column = token.kind == TokenKind::kName ? find_column(table, token.text) : std::nullopt;
    if (!column) {
      fail_name("列", "column", token.text, token.offset, descriptor(table).columns);
    }
    ++at_;
    return *column;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace zzaudit::detail
