// SPDX-License-Identifier: Apache-2.0
#include "check/detail/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "check/detail/select.hpp"

namespace zzaudit::detail {
namespace {

/// Why an instance has no verdict; kReady when it has one.
enum class Gathered : std::uint8_t { kReady, kNotApplicable, kNotEvaluated };

class Evaluator {
 public:
  Evaluator(const Snapshot& snapshot, std::span<const CompiledRule> rules)
      : snapshot_(snapshot), rules_(rules) {}

  Evaluation run() {
    result_.tallies.resize(rules_.size());
    result_.instances.reserve(2048);
    result_.terms.reserve(8192);
    for (rule_ = 0; rule_ < rules_.size(); ++rule_) {
      for (formula_index_ = 0; formula_index_ < rules_[rule_].formulas.size(); ++formula_index_) {
        formula_ = &rules_[rule_].formulas[formula_index_];
        run_formula();
      }
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] Tally& tally() { return result_.tallies[rule_]; }
  [[nodiscard]] std::string_view title(TableKey key, Language language) const {
    const auto& info = *snapshot_.table(key).info;
    return info.title.empty() ? descriptor(key).title.in(language) : std::string_view(info.title);
  }
  void not_evaluated(TableKey key, std::string_view zh, std::string_view en) {
    ++tally().not_evaluated;
    if (tally().reason.empty()) {
      tally().reason = {fmt::format(fmt::runtime(zh), title(key, Language::kChinese)),
                        fmt::format(fmt::runtime(en), title(key, Language::kEnglish))};
    }
  }

  void run_formula() {
    for (const auto& condition : formula_->conditions) {
      if (condition.kind == Condition::Kind::kTablePresent &&
          snapshot_.table(condition.table).present() == condition.negated) {
        return;
      }
    }
    for (const auto key : formula_->tables) {
      if (!snapshot_.table(key).present()) {
        not_evaluated(key, "报告中没有“{}”", "the report has no {}");
        return;
      }
    }
    switch (formula_->scope) {
      case ScopeKind::kOnce:
        instance({});
        break;
      case ScopeKind::kRow:
        rows();
        break;
      case ScopeKind::kColumn:
        for (const auto column : formula_->columns) {
          instance({0, column, {}});
        }
        break;
      case ScopeKind::kParent:
        parents();
        break;
      case ScopeKind::kCode:
      case ScopeKind::kClass:
        codes();
        break;
    }
  }
  void rows() {
    const auto& table = snapshot_.table(formula_->scope_tables.front().table);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (*table.rows[row].present) {
        instance({row, 0, {}});
      }
    }
  }
  void parents() {
    const auto& table = snapshot_.table(formula_->scope_tables.front().table);
    for (auto row = table.lines; row < table.rows.size(); ++row) {
      if (table.has_parts[row] == 0) {
        continue;
      }
      for (const auto column : formula_->columns) {
        instance({row, column, {}});
      }
    }
  }
  void codes() {
    std::vector<std::string_view> codes;
    for (const auto& scope : formula_->scope_tables) {
      const auto& table = snapshot_.table(scope.table);
      for (const auto row : table.by_code) {
        if (scope.leaf_only && table.has_parts[row] != 0) {
          continue;
        }
        const auto code = table.code(row);
        codes.push_back(formula_->scope == ScopeKind::kClass ? code.substr(0, 3) : code);
      }
    }
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    for (const auto code : codes) {
      instance({0, 0, code});
    }
  }

  // --- one instance ---
  void instance(const Loop& loop) {
    if (!std::ranges::all_of(formula_->conditions,
                             [&](const Condition& condition) { return holds(condition, loop); })) {
      return;
    }
    Instance found;
    found.first_term = static_cast<std::uint32_t>(result_.terms.size());
    const auto gathered = gather(loop, found);
    if (gathered != Gathered::kReady) {
      result_.terms.resize(found.first_term);
      return;
    }
    found.last_term = static_cast<std::uint32_t>(result_.terms.size());
    found.rule = static_cast<std::uint32_t>(rule_);
    found.formula = static_cast<std::uint32_t>(formula_index_);
    found.relation = formula_->relation;
    found.coefficient_decimals = formula_->coefficient_decimals;
    found.code = loop.code;
    judge(found);
    if (found.outcome == Outcome::kFail && !reliable()) {
      result_.terms.resize(found.first_term);
      return;
    }
    ++tally().evaluated;
    tally().failed += found.outcome == Outcome::kFail ? 1 : 0;
    result_.instances.push_back(found);
  }

  Gathered gather(const Loop& loop, Instance& found) {
    values_ = 0;
    for (const bool left : {true, false}) {
      const auto& form = left ? formula_->left : formula_->right;
      absent_ = 0;
      others_ = form.constant != 0 ? 1 : 0;
      for (const auto& term : form.terms) {
        const auto gathered = gather_term(term, loop, left);
        if (gathered != Gathered::kReady) {
          return gathered;
        }
      }
      if (absent_ > 0 && others_ == 0) {
        return Gathered::kNotApplicable;
      }
    }
    found.table = formula_->left.terms.empty() ? formula_->right.terms.front().rows.table
                                               : formula_->left.terms.front().rows.table;
    return values_ > 0 ? Gathered::kReady : Gathered::kNotApplicable;
  }

  Gathered gather_term(const Term& term, const Loop& loop, bool left) {
    const auto& table = snapshot_.table(term.rows.table);
    const auto column = term.column == kLoopColumn ? loop.column : term.column;
    const auto selected = select(table, term.rows, column, loop);
    if (selected != Gathered::kReady) {
      return selected;
    }
    others_ += selection_.empty() ? 1 : 0;
    for (const auto row : selection_) {
      const auto cell = table.cell(row, column);
      const auto state = snapshot_.amounts[cell].state;
      if (state == AmountState::kAbsentColumn) {
        return Gathered::kNotApplicable;
      }
      if (state == AmountState::kUnreadable) {
        not_evaluated(term.rows.table, "“{}”中有无法读取的数", "{}: an amount could not be read");
        return Gathered::kNotEvaluated;
      }
      if (state == AmountState::kAbsentLine) {
        // Nothing at all in a table is as good as nothing in its lines.
        absent_ += table.any_amount ? 1 : 0;
        others_ += table.any_amount ? 0 : 1;
        continue;
      }
      ++others_;
      values_ += state == AmountState::kValue ? 1 : 0;
      result_.terms.push_back({static_cast<std::uint32_t>(cell), term.coefficient, left});
    }
    return Gathered::kReady;
  }

  /// Puts the rows of a selector into `selection_`.
  Gathered select(const TableSnapshot& table, const RowSelector& rows, std::size_t column, const Loop& loop) {
    switch (select_rows(snapshot_, rows, column, loop, selection_)) {
      case Selected::kRows:
        return Gathered::kReady;
      case Selected::kNoRowsByCode:
        if (formula_->tables.size() == 1) {
          return Gathered::kNotApplicable;
        }
        not_evaluated(table.key, "“{}”没有按科目列示", "{}: no rows by code");
        break;
      case Selected::kHigherLevelOnly:
        not_evaluated(table.key, "“{}”只列到上级科目", "{}: printed only to a higher level");
        break;
    }
    return Gathered::kNotEvaluated;
  }

  void judge(Instance& found) const {
    Int128 coarsest = 0;
    found.left = constant(formula_->left);
    found.right = constant(formula_->right);
    for (auto i = found.first_term; i < found.last_term; ++i) {
      const auto& term = result_.terms[i];
      const auto& amount = snapshot_.amounts[term.cell];
      const auto half = amount.half * (term.coefficient < 0 ? -term.coefficient : term.coefficient);
      (term.left ? found.left : found.right) += amount.value * term.coefficient;
      found.half += half;
      coarsest = std::max(coarsest, half);
    }
    found.half += extra_tolerance();
    const auto difference = found.residual();
    if (found.relation != Relation::kEqual) {
      const auto excess = found.relation == Relation::kAtMost ? difference : -difference;
      found.outcome = excess > found.half ? Outcome::kFail : Outcome::kPass;
      return;
    }
    const auto distance = difference < 0 ? -difference : difference;
    // A figure that is the other one rounded to fewer decimals is that figure.
    found.outcome = distance <= coarsest     ? Outcome::kPass
                    : distance <= found.half ? Outcome::kTail
                                             : Outcome::kFail;
  }
  /// What the configuration allows beyond rounding, in the instance's units; rounded down.
  [[nodiscard]] Int128 extra_tolerance() const {
    const Decimal& extra = rules_[rule_].rule.extra_tolerance;
    if (extra.is_zero()) {
      return 0;
    }
    Int128 value = extra.mantissa();
    int power = snapshot_.scale + formula_->coefficient_decimals - extra.decimals();
    for (; power > 0; --power) {
      value *= 10;
    }
    for (; power < 0; ++power) {
      value /= 10;
    }
    return value;
  }
  [[nodiscard]] Int128 constant(const LinearForm& form) const {
    Int128 value = form.constant;
    for (int i = 0; i < snapshot_.scale; ++i) {
      value *= 10;
    }
    return value;
  }

  /// A failure does not count where figures may be missing from the tables as recognised.
  bool reliable() {
    for (const auto key : formula_->tables) {
      const auto& table = snapshot_.table(key);
      if (std::ranges::any_of(table.info->unplaced, &TableRemark::has_amounts)) {
        not_evaluated(key, "“{}”中有未能识别的行或列，核对结果不可靠",
                      "{}: rows or columns could not be placed, so the result is not reliable");
        return false;
      }
      if (table.info->low_confidence) {
        not_evaluated(key, "“{}”的行列未能可靠识别", "{}: its rows and columns could not be read reliably");
        return false;
      }
      if (!table.regular_codes && by_code(key)) {
        not_evaluated(key, "“{}”中有无法识别的科目代码", "{}: a code could not be read");
        return false;
      }
    }
    return true;
  }
  [[nodiscard]] bool by_code(TableKey key) const {
    const auto uses = [&](const Term& term) {
      return term.rows.table == key && term.rows.pick != Pick::kLine && term.rows.pick != Pick::kThis;
    };
    return std::ranges::any_of(formula_->left.terms, uses) ||
           std::ranges::any_of(formula_->right.terms, uses);
  }

  // --- conditions ---
  bool holds(const Condition& condition, const Loop& loop) {
    bool result = true;
    if (condition.kind == Condition::Kind::kRowPresent) {
      result = printed(condition.term, loop);
    } else if (condition.kind == Condition::Kind::kZero) {
      const auto zero = is_zero(condition.form, loop);
      if (!zero) {
        return false;
      }
      result = *zero;
    } else {
      return true;
    }
    return result != condition.negated;
  }
  bool printed(const Term& term, const Loop& loop) {
    const auto& table = snapshot_.table(term.rows.table);
    if (!table.present() || !quietly_select(term, loop, 0)) {
      return false;
    }
    return std::ranges::any_of(selection_, [&](auto row) {
      if (term.column == kNoColumn) {
        return *table.rows[row].present;
      }
      const auto column = term.column == kLoopColumn ? loop.column : term.column;
      const auto state = snapshot_.amounts[table.cell(row, column)].state;
      return state != AmountState::kAbsentColumn && state != AmountState::kAbsentLine;
    });
  }
  /// Empty when the figures needed are not there to tell.
  std::optional<bool> is_zero(const LinearForm& form, const Loop& loop) {
    Int128 sum = constant(form);
    Int128 half = 0;
    for (const auto& term : form.terms) {
      const auto& table = snapshot_.table(term.rows.table);
      const auto column = term.column == kLoopColumn ? loop.column : term.column;
      if (!table.present() || !quietly_select(term, loop, column)) {
        return std::nullopt;
      }
      for (const auto row : selection_) {
        const auto& amount = snapshot_.amounts[table.cell(row, column)];
        if (amount.state == AmountState::kUnreadable) {
          return std::nullopt;
        }
        sum += amount.value * term.coefficient;
        half += amount.half * (term.coefficient < 0 ? -term.coefficient : term.coefficient);
      }
    }
    return (sum < 0 ? -sum : sum) <= half;
  }
  /// Selection for a condition: what it cannot tell is no check that was not evaluated.
  bool quietly_select(const Term& term, const Loop& loop, std::size_t column) {
    return select_rows(snapshot_, term.rows, column, loop, selection_) == Selected::kRows;
  }

  const Snapshot& snapshot_;
  std::span<const CompiledRule> rules_;
  Evaluation result_;
  std::size_t rule_ = 0;
  std::size_t formula_index_ = 0;
  const Formula* formula_ = nullptr;
  std::vector<std::uint32_t> selection_;
  std::size_t values_ = 0;  ///< printed amounts of the instance
  std::size_t absent_ = 0;  ///< of the side: lines that are not printed
  std::size_t others_ = 0;  ///< of the side: everything else
};

}  // namespace

Evaluation evaluate(const Snapshot& snapshot, std::span<const CompiledRule> rules) {
  return Evaluator(snapshot, rules).run();
}

}  // namespace zzaudit::detail
