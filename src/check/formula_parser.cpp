// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "check/detail/formula.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail {
namespace {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxFormulaBytes = 4096;
/// Keeps every intermediate result of the evaluation within 128 bits.
constexpr int kMaxCoefficientDecimals = 6;
constexpr std::int64_t kMaxCoefficient = 100'000'000;

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

void add(OpenForm& to, const OpenForm& what, const Decimal& factor) {
  for (const auto& term : what.terms) {
    to.terms.push_back(term);
    to.terms.back().coefficient = term.coefficient * factor;
  }
  to.constant = to.constant + what.constant * factor;
}

/// 1 ÷ value when that is a finite decimal.
std::optional<Decimal> reciprocal(const Decimal& value) {
  for (int decimals = 0; decimals <= kMaxCoefficientDecimals; ++decimals) {
    const auto guess = divide(Decimal{1, 0}, value, decimals, Rounding::kFloor);
    if (guess * value == Decimal{1, 0}) {
      return guess;
    }
  }
  return std::nullopt;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {
    if (text.size() > kMaxFormulaBytes) {
      fail_formula(text.substr(0, 60), 0, "公式太长", "the formula is too long");
    }
    tokens_ = tokenize_formula(text);
  }

  Formula parse() {
    parse_scope();
    const auto left = parse_expression();
    formula_.relation = parse_relation();
    const auto right = parse_expression();
    std::vector<OpenForm> zeros;
    if (take_word("if")) {
      do {
        parse_condition(zeros);
      } while (take_word("and"));
    }
    if (peek().kind != TokenKind::kEnd) {
      fail("此处应结束", "expected the end of the formula");
    }
    close(left, right, zeros);
    return std::move(formula_);
  }

 private:
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
    for (const auto& info : infos) {
      names.emplace_back(info.key);
      names.emplace_back(info.label.zh);
    }
    const auto near = nearest(name, names);
    fail_formula(
        text_, offset,
        fmt::format("没有名为“{}”的{}{}", name, zh, near ? fmt::format("，是否想写“{}”", *near) : ""),
        fmt::format("no {} named \"{}\"{}", en, name,
                    near ? fmt::format("; did you mean \"{}\"?", *near) : ""));
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

  // --- scope ---
  void parse_scope() {
    if (take_word("in")) {
      default_table_ = parse_table();
    } else if (take_word("for")) {
      parse_loop();
    } else {
      return;
    }
    expect_symbol(":");
  }
  void parse_loop() {
    if (take_word("row")) {
      formula_.scope = ScopeKind::kRow;
    } else if (take_word("column")) {
      formula_.scope = ScopeKind::kColumn;
    } else if (take_word("parent")) {
      formula_.scope = ScopeKind::kParent;
    } else if (take_word("code")) {
      formula_.scope = ScopeKind::kCode;
    } else if (take_word("class")) {
      formula_.scope = ScopeKind::kClass;
    } else {
      fail("此处应为 row、column、parent、code 或 class", "expected row, column, parent, code or class");
    }
    expect_word("of");
    const bool by_code = formula_.scope == ScopeKind::kCode || formula_.scope == ScopeKind::kClass;
    do {
      parse_scope_table(by_code);
    } while (by_code && take_symbol(","));
    if (!by_code) {
      default_table_ = formula_.scope_tables.front().table;
      parse_loop_columns();
    }
  }
  void parse_scope_table(bool by_code) {
    ScopeTable scope;
    const auto offset = peek().offset;
    scope.table = parse_table();
    if ((by_code || formula_.scope == ScopeKind::kParent) && !descriptor(scope.table).has_rows) {
      fail_formula(text_, offset, "此表没有按科目列示的行", "this table has no rows by code");
    }
    if (by_code && take_symbol("[")) {
      expect_word("leaf");
      expect_symbol("]");
      scope.leaf_only = true;
    }
    formula_.scope_tables.push_back(scope);
  }
  void parse_loop_columns() {
    const auto table = *default_table_;
    if (formula_.scope == ScopeKind::kColumn && take_word("in")) {
      expect_symbol("(");
      do {
        formula_.columns.push_back(parse_column(table));
      } while (take_symbol(","));
      expect_symbol(")");
      return;
    }
    for (std::size_t column = 0; column < descriptor(table).columns.size(); ++column) {
      formula_.columns.push_back(column);
    }
  }

  // --- expressions ---
  Relation parse_relation() {
    if (take_symbol("=")) {
      return Relation::kEqual;
    }
    if (take_symbol("<=")) {
      return Relation::kAtMost;
    }
    if (take_symbol(">=")) {
      return Relation::kAtLeast;
    }
    fail("此处应为 =、<= 或 >=", "expected =, <= or >=");
  }
  OpenForm parse_expression() {
    auto form = parse_product();
    while (is_symbol("+") || is_symbol("-")) {
      const Decimal sign{is_symbol("+") ? 1 : -1, 0};
      ++at_;
      add(form, parse_product(), sign);
    }
    return form;
  }
  OpenForm parse_product() {
    auto form = parse_factor();
    while (is_symbol("*") || is_symbol("/")) {
      const bool times = is_symbol("*");
      ++at_;
      const auto offset = peek().offset;
      auto other = parse_factor();
      if (times && form.terms.empty()) {
        std::swap(form, other);
      }
      if (!other.terms.empty()) {
        fail_formula(text_, offset, "只能乘以或除以常数", "only a constant may multiply or divide");
      }
      form = scaled(form, times ? std::optional(other.constant) : inverse(other.constant, offset));
    }
    return form;
  }
  std::optional<Decimal> inverse(const Decimal& value, std::size_t offset) const {
    const auto result = value.is_zero() ? std::nullopt : reciprocal(value);
    if (!result) {
      fail_formula(text_, offset, "不能除以此数，请改为在另一边乘以它",
                   "cannot divide by this number; multiply the other side instead");
    }
    return result;
  }
  static OpenForm scaled(const OpenForm& form, const std::optional<Decimal>& factor) {
    OpenForm result;
    add(result, form, *factor);
    return result;
  }
  OpenForm parse_factor() {
    if (++depth_ > kMaxDepth) {
      fail("嵌套太深", "nested too deeply");
    }
    auto form = parse_primary();
    --depth_;
    return form;
  }
  OpenForm parse_primary() {
    if (peek().kind == TokenKind::kNumber) {
      const auto number = Decimal::parse(peek().text);
      if (!number) {
        fail("此数无法使用", "this number cannot be used");
      }
      ++at_;
      return {{}, *number};
    }
    if (take_symbol("-")) {
      return scaled(parse_factor(), Decimal{-1, 0});
    }
    if (take_symbol("(")) {
      auto form = parse_expression();
      expect_symbol(")");
      return form;
    }
    const bool sum = is_word("sum") && is_symbol("(", 1);
    at_ += sum ? 2 : 0;
    OpenForm form;
    form.terms.push_back(parse_cells(sum));
    if (sum) {
      expect_symbol(")");
    }
    return form;
  }

  // --- cells ---
  OpenTerm parse_cells(bool sum) {
    OpenTerm term;
    const auto offset = peek().offset;
    if (peek().kind == TokenKind::kName && !is_symbol("[", 1)) {
      if (formula_.scope != ScopeKind::kRow) {
        fail("此处应为 表[行].列", "expected TABLE[row].column");
      }
      term.rows.table = *default_table_;
      term.column = parse_column(term.rows.table);
      return term;
    }
    if (peek().kind == TokenKind::kName) {
      term.rows.table = parse_table();
    } else if (default_table_) {
      term.rows.table = *default_table_;
    } else {
      fail("此处应为表名", "expected the name of a table");
    }
    expect_symbol("[");
    parse_rows(term.rows);
    expect_symbol("]");
    const auto pick = term.rows.pick;
    if (!sum && (pick == Pick::kUnder || pick == Pick::kUnderLoop || pick == Pick::kTop ||
                 pick == Pick::kChildren || pick == Pick::kLeaf)) {
      fail_formula(text_, offset, "多行须写成 sum(…)", "several rows need sum(...)");
    }
    term.column = parse_column_of(term.rows.table);
    return term;
  }
  std::size_t parse_column_of(TableKey table) {
    if (take_symbol(".")) {
      return parse_column(table);
    }
    const bool loops = formula_.scope == ScopeKind::kColumn || formula_.scope == ScopeKind::kParent;
    if (loops && table == *default_table_) {
      return kLoopColumn;
    }
    if (descriptor(table).columns.size() == 1) {
      return 0;
    }
    if (column_optional_) {
      return kNoColumn;
    }
    fail("缺少列名（.列）", "the column is missing (.column)");
  }
  void parse_rows(RowSelector& rows) {
    const auto token = peek();
    if (token.kind == TokenKind::kNumber) {
      rows.pick = Pick::kCode;
      rows.code = parse_code(rows.table);
      return;
    }
    if (take_word("under")) {
      if (peek().kind == TokenKind::kNumber) {
        rows.pick = Pick::kUnder;
        rows.code = parse_code(rows.table);
        return;
      }
      if (!is_word("code") && !is_word("class")) {
        fail("under 之后应为科目代码或 code", "expected a code after under");
      }
      rows.pick = Pick::kUnderLoop;
      need_scope(ScopeKind::kCode, ScopeKind::kClass);
      ++at_;
      return;
    }
    parse_row_word(rows);
  }
  void parse_row_word(RowSelector& rows) {
    struct Word {
      std::string_view word;
      Pick pick;
    };
    static constexpr std::array<Word, 6> kWords = {{{"this", Pick::kThis},
                                                    {"code", Pick::kLoopCode},
                                                    {"class", Pick::kLoopCode},
                                                    {"top", Pick::kTop},
                                                    {"children", Pick::kChildren},
                                                    {"leaf", Pick::kLeaf}}};
    const auto* const it = std::ranges::find_if(kWords, [&](const Word& word) { return is_word(word.word); });
    if (it == kWords.end()) {
      rows.pick = Pick::kLine;
      rows.line = parse_line(rows.table);
      return;
    }
    rows.pick = it->pick;
    if (rows.pick == Pick::kLoopCode) {
      need_scope(ScopeKind::kCode, ScopeKind::kClass);
    } else if (rows.pick == Pick::kThis) {
      need_scope(ScopeKind::kRow, ScopeKind::kParent);
    } else if (rows.pick == Pick::kChildren) {
      need_scope(ScopeKind::kParent, ScopeKind::kParent);
    }
    if (rows.pick != Pick::kThis && !descriptor(rows.table).has_rows) {
      fail("此表没有按科目列示的行", "this table has no rows by code");
    }
    ++at_;
  }
  void need_scope(ScopeKind one, ScopeKind other) const {
    if (formula_.scope != one && formula_.scope != other) {
      fail(fmt::format("“{}”不能用在这种范围内", peek().text),
           fmt::format("\"{}\" means nothing in this scope", peek().text));
    }
  }
  std::string parse_code(TableKey table) {
    const std::string code(peek().text);
    const bool economic = descriptor(table).economic;
    const bool fits = descriptor(table).has_rows &&
                      (code.size() == 3 || code.size() == 5 || (code.size() == 7 && !economic)) &&
                      code.find('.') == std::string::npos;
    if (!fits) {
      fail(fmt::format("此表没有科目代码“{}”", code), fmt::format("\"{}\" is no code of this table", code));
    }
    ++at_;
    return code;
  }
  std::size_t parse_line(TableKey table) {
    const auto offset = peek().offset;
    std::string name;
    while (peek().kind == TokenKind::kName || is_symbol(".")) {
      name += peek().text;
      ++at_;
    }
    const auto line = find_line(table, name);
    if (!line) {
      fail_name("行", "row", name, offset, descriptor(table).lines);
    }
    return *line;
  }

  // --- conditions ---
  void parse_condition(std::vector<OpenForm>& zeros) {
    Condition condition;
    condition.negated = take_word("not");
    OpenForm zero;
    if (take_word("zero")) {
      expect_symbol("(");
      zero = parse_expression();
    } else if (take_word("present")) {
      expect_symbol("(");
      parse_present(condition);
    } else {
      fail("此处应为 present(…) 或 zero(…)", "expected present(...) or zero(...)");
    }
    expect_symbol(")");
    formula_.conditions.push_back(std::move(condition));
    zeros.push_back(std::move(zero));
  }
  void parse_present(Condition& condition) {
    if (peek().kind == TokenKind::kName && is_symbol(")", 1) && formula_.scope != ScopeKind::kRow) {
      condition.kind = Condition::Kind::kTablePresent;
      condition.table = parse_table();
      return;
    }
    condition.kind = Condition::Kind::kRowPresent;
    column_optional_ = true;
    const auto term = parse_cells(true);
    column_optional_ = false;
    condition.term = {1, term.rows, term.column};
  }

  // --- closing ---
  static int decimals_of(const OpenForm& form) {
    int decimals = form.constant.decimals();
    for (const auto& term : form.terms) {
      decimals = std::max(decimals, term.coefficient.decimals());
    }
    return decimals;
  }
  [[nodiscard]] std::int64_t scale(const Decimal& value, int decimals) const {
    Int128 mantissa = value.mantissa();
    for (int i = value.decimals();
         i < decimals && mantissa <= kMaxCoefficient && mantissa >= -kMaxCoefficient; ++i) {
      mantissa *= 10;
    }
    if (mantissa > kMaxCoefficient || mantissa < -kMaxCoefficient) {
      fail_formula(text_, 0, "常数太大或位数太多", "a constant is too large or has too many decimals");
    }
    return static_cast<std::int64_t>(mantissa);
  }
  [[nodiscard]] LinearForm close(const OpenForm& form, int decimals) const {
    LinearForm result;
    result.constant = scale(form.constant, decimals);
    for (const auto& term : form.terms) {
      result.terms.push_back({scale(term.coefficient, decimals), term.rows, term.column});
    }
    return result;
  }
  void close(const OpenForm& left, const OpenForm& right, const std::vector<OpenForm>& zeros) {
    int decimals = std::max(decimals_of(left), decimals_of(right));
    for (const auto& zero : zeros) {
      decimals = std::max(decimals, decimals_of(zero));
    }
    if (decimals > kMaxCoefficientDecimals) {
      fail_formula(text_, 0, "常数太大或位数太多", "a constant is too large or has too many decimals");
    }
    if (left.terms.empty() && right.terms.empty()) {
      fail_formula(text_, 0, "公式中没有表中的数", "the formula names no figure of a table");
    }
    formula_.coefficient_decimals = std::max(decimals, 0);
    formula_.left = close(left, formula_.coefficient_decimals);
    formula_.right = close(right, formula_.coefficient_decimals);
    for (std::size_t i = 0; i < zeros.size(); ++i) {
      formula_.conditions[i].form = close(zeros[i], formula_.coefficient_decimals);
    }
    for (const auto key : kAllTables) {
      const auto uses = [&](const LinearForm& form) {
        return std::ranges::any_of(form.terms, [&](const Term& term) { return term.rows.table == key; });
      };
      if (uses(formula_.left) || uses(formula_.right)) {
        formula_.tables.push_back(key);
      }
    }
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool column_optional_ = false;
  std::optional<TableKey> default_table_;
  Formula formula_;
};

}  // namespace

Formula compile_formula(std::string_view text) { return Parser(text).parse(); }

}  // namespace zzaudit::detail
