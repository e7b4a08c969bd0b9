// SPDX-License-Identifier: Apache-2.0
#include "check/detail/formula_parts.hpp"

namespace zzaudit::detail {
namespace {

int decimals_of(const OpenForm& form) {
  int decimals = form.constant.decimals();
  for (const auto& term : form.terms) {
    decimals = std::max(decimals, term.coefficient.decimals());
  }
  return decimals;
}
std::int64_t scale(std::string_view text, const Decimal& value, int decimals) {
  Int128 mantissa = value.mantissa();
  for (int i = value.decimals(); i < decimals && mantissa <= kMaxCoefficient && mantissa >= -kMaxCoefficient;
       ++i) {
    mantissa *= 10;
  }
  if (mantissa > kMaxCoefficient || mantissa < -kMaxCoefficient) {
    fail_formula(text, 0, "常数太大或位数太多", "a constant is too large or has too many decimals");
  }
  return static_cast<std::int64_t>(mantissa);
}
LinearForm close(std::string_view text, const OpenForm& form, int decimals) {
  LinearForm result;
  result.constant = scale(text, form.constant, decimals);
  for (const auto& term : form.terms) {
    result.terms.push_back({scale(text, term.coefficient, decimals), term.rows, term.column});
  }
  return result;
}

}  // namespace

std::optional<Decimal> reciprocal(const Decimal& value) {
  for (int decimals = 0; decimals <= kMaxCoefficientDecimals; ++decimals) {
    const auto guess = divide(Decimal{1, 0}, value, decimals, Rounding::kFloor);
    if (guess * value == Decimal{1, 0}) {
      return guess;
    }
  }
  return std::nullopt;
}

void close_formula(std::string_view text, const OpenForm& left, const OpenForm& right,
                   const std::vector<OpenForm>& zeros, Formula& formula) {
  int decimals = std::max(decimals_of(left), decimals_of(right));
  for (const auto& zero : zeros) {
    decimals = std::max(decimals, decimals_of(zero));
  }
  if (decimals > kMaxCoefficientDecimals) {
    fail_formula(text, 0, "常数太大或位数太多", "a constant is too large or has too many decimals");
  }
  if (left.terms.empty() && right.terms.empty()) {
    fail_formula(text, 0, "公式中没有表中的数", "the formula names no figure of a table");
  }
  formula.coefficient_decimals = std::max(decimals, 0);
  formula.left = close(text, left, formula.coefficient_decimals);
  formula.right = close(text, right, formula.coefficient_decimals);
  for (std::size_t i = 0; i < zeros.size(); ++i) {
    formula.conditions[i].form = close(text, zeros[i], formula.coefficient_decimals);
  }
  for (const auto key : kAllTables) {
    const auto uses = [&](const LinearForm& form) {
      return std::ranges::any_of(form.terms, [&](const Term& term) { return term.rows.table == key; });
    };
    if (uses(formula.left) || uses(formula.right)) {
      formula.tables.push_back(key);
    }
  }
}

}  // namespace zzaudit::detail
