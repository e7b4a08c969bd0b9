// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "check/detail/formula.hpp"
#include "check/detail/snapshot.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/code.hpp"

/// Evaluation of compiled formulas on a snapshot. Every instance that could be judged is kept with
/// its cells and coefficients, because the search for causes works on all of them.
namespace zzaudit::detail {

struct CompiledRule {
  Rule rule;
  std::vector<Formula> formulas;
  CodedCheck code = nullptr;
};

enum class Outcome : std::uint8_t {
  kPass,
  kTail,  ///< unequal, but the intervals of the printed figures meet
  kFail,
};

struct TermRef {
  std::uint32_t cell = 0;
  std::int64_t coefficient = 1;  ///< as on its own side
  bool left = true;
};

/// One formula at one row, column or code. left and right are in units of
/// 10^-(Snapshot::scale + coefficient_decimals).
struct Instance {
  std::uint32_t rule = 0;
  std::uint32_t formula = 0;
  std::uint32_t first_term = 0;
  std::uint32_t last_term = 0;  ///< one past
  Int128 left = 0;
  Int128 right = 0;
  Int128 half = 0;  ///< Σ of the half units of both sides: the difference allowed
  Relation relation = Relation::kEqual;
  Outcome outcome = Outcome::kPass;
  int coefficient_decimals = 0;
  TableKey table = TableKey::kOverview;  ///< where the left side stands
  std::string_view code;                 ///< code or class the scope is at; empty for others

  [[nodiscard]] Int128 residual() const { return left - right; }
};

/// How one rule went, over all its instances.
struct Tally {
  std::size_t evaluated = 0;
  std::size_t failed = 0;
  std::size_t not_evaluated = 0;
  Bilingual reason;  ///< first reason for not evaluated
};

struct Evaluation {
  std::vector<Instance> instances;
  std::vector<TermRef> terms;
  std::vector<Tally> tallies;  ///< by rule

  [[nodiscard]] std::span<const TermRef> terms_of(const Instance& instance) const {
    return {terms.data() + instance.first_term, terms.data() + instance.last_term};
  }
};

/// Evaluates all formulas of all rules.
[[nodiscard]] Evaluation evaluate(const Snapshot& snapshot, std::span<const CompiledRule> rules);

}  // namespace zzaudit::detail
