// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "check/detail/formula_parts.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit::detail {
namespace {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxFormulaBytes = 4096;
class Parser : FormulaCursor {
 public:
  using FormulaCursor::FormulaCursor;

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
    close_formula(text_, left, right, zeros, formula_);
    return std::move(formula_);
  }

 private:
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
  [[nodiscard]] std::optional<Decimal> inverse(const Decimal& value, std::size_t offset) const {
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
           fmt::format("“{}” means nothing in this scope", peek().text));
    }
  }
  std::string parse_code(TableKey table) {
    std::string code(peek().text);
    const bool economic = descriptor(table).economic;
    const bool fits = descriptor(table).has_rows &&
                      (code.size() == 3 || code.size() == 5 || (code.size() == 7 && !economic)) &&
                      code.find('.') == std::string::npos;
    if (!fits) {
      fail(fmt::format("此表没有科目代码“{}”", code), fmt::format("“{}” is no code of this table", code));
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

  int depth_ = 0;
  bool column_optional_ = false;
  std::optional<TableKey> default_table_;
  Formula formula_;
};

}  // namespace

Formula compile_formula(std::string_view text) {
  if (text.size() > kMaxFormulaBytes) {
    fail_formula(text.substr(0, 60), 0, "公式太长", "the formula is too long");
  }
  try {
    return Parser(text).parse();
  } catch (const Overflow&) {
    fail_formula(text, 0, "常数太大或位数太多", "a constant is too large or has too many decimals");
  }
}

}  // namespace zzaudit::detail
