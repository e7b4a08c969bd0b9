// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/check/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "check/code/words/facts.hpp"
#include "check/code/years/prior_year.hpp"
#include "check/detail/blank_form.hpp"
#include "check/detail/causes.hpp"
#include "check/detail/doubt.hpp"
#include "check/detail/evaluate.hpp"
#include "check/detail/findings.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

using detail::CompiledRule;
using detail::Evaluation;
using detail::Outcome;

CompiledRule compile(const Rule& rule) {
  CompiledRule compiled{rule, {}, nullptr};
  for (const auto& formula : rule.formulas) {
    compiled.formulas.push_back(detail::compile_formula(formula));
  }
  const bool by_engine = rule.code == detail::kRoundingCheck || rule.code == detail::kShiftCheck ||
                         rule.code == detail::kBlankFormCheck;
  if (!rule.code.empty() && !by_engine) {
    compiled.code = find_coded_check(rule.code);
    if (compiled.code == nullptr) {
      throw ConfigError({fmt::format("规则 {}：没有名为“{}”的检查", rule.id, rule.code),
                         fmt::format("rule {}: no check named “{}”", rule.id, rule.code)});
    }
  }
  return compiled;
}

const Bilingual& nothing_to_check() {
  static const Bilingual kText = {"报告中没有适用的内容", "nothing in the report that it applies to"};
  return kText;
}

CheckResult result_of(const Rule& rule, const detail::Tally& tally) {
  CheckResult result{rule.id,      CheckStatus::kNotApplicable, tally.evaluated,
                     tally.failed, tally.not_evaluated,         tally.reason};
  if (tally.failed > 0) {
    result.status = CheckStatus::kFail;
  } else if (tally.evaluated > 0) {
    result.status = CheckStatus::kPass;
  } else if (tally.not_evaluated > 0) {
    result.status = CheckStatus::kNotEvaluated;
  } else if (result.reason.empty()) {
    result.reason = nothing_to_check();
  }
  return result;
}

}  // namespace

struct Checker::Impl {
  std::vector<CompiledRule> rules;
};

Checker::Checker(const Catalogue& catalogue) : impl_(std::make_unique<Impl>()) {
  impl_->rules.reserve(catalogue.rules().size());
  for (const auto& rule : catalogue.rules()) {
    impl_->rules.push_back(compile(rule));
  }
}
Checker::~Checker() = default;
Checker::Checker(Checker&&) noexcept = default;
Checker& Checker::operator=(Checker&&) noexcept = default;

namespace {

/// One check of one report: gathers what formulas and coded checks find.
class Run {
 public:
  Run(const Report& report, const Prior* prior, std::span<const CompiledRule> rules)
      : report_(report),
        words_(read_words(report)),
        facts_(report, words_),
        rules_(rules),
        snapshot_(detail::take_snapshot(report)),
        evaluation_(detail::evaluate(snapshot_, rules)) {
    if (prior != nullptr && prior->report != nullptr) {
      prior_.emplace(facts_, *prior->report, prior->renamed);
    }
    if (prior_) {
      prior_state_ = prior_->incomparable() ? PriorState::kIncomparable : PriorState::kCompared;
    } else if (prior != nullptr) {
      prior_state_ = prior->several ? PriorState::kSeveral : PriorState::kMissing;
    }
  }

  CheckOutcome finish() {
    const auto blank_form = find_check(detail::kBlankFormCheck);
    if (blank_form != rules_.end() && detail::is_blank_form(snapshot_, words_)) {
      return finish_blank_form(blank_form->rule);
    }
    find_roots();
    CheckOutcome outcome;
    outcome.prior = prior_state_;
    outcome.checks.reserve(rules_.size());
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      outcome.checks.push_back(result(i));
    }
    outcome.coverage = detail::cover(snapshot_, evaluation_, facts_, verified_);
    detail::group_by_figure(drafts_);
    outcome.findings = detail::finish(std::move(drafts_));
    return outcome;
  }

 private:
  [[nodiscard]] std::span<const CompiledRule>::iterator find_check(std::string_view code) const {
    return std::ranges::find(rules_, code,
                             [](const auto& compiled) { return std::string_view(compiled.rule.code); });
  }
  /// One finding; every other rule is not evaluated, and says why.
  CheckOutcome finish_blank_form(const Rule& blank_form) {
    CheckOutcome outcome;
    outcome.prior = prior_state_;
    for (const auto& compiled : rules_) {
      const bool own = compiled.rule.id == blank_form.id;
      outcome.checks.push_back({compiled.rule.id, own ? CheckStatus::kFail : CheckStatus::kNotEvaluated,
                                own ? 1U : 0U, own ? 1U : 0U, own ? 0U : 1U,
                                own ? Bilingual{} : Bilingual{"这是空白表样", "the report is a blank form"}});
    }
    CodeSink::Failure failure{detail::blank_form_finding(report_, blank_form), std::nullopt, {}};
    drafts_.push_back(detail::coded_draft(report_, blank_form, std::move(failure)));
    outcome.findings = detail::finish(std::move(drafts_));
    return outcome;
  }
  /// What the failing formulas come from: shifted rows first, as they explain many figures at once.
  void find_roots() {
    const auto it = find_check(detail::kShiftCheck);
    if (it != rules_.end()) {
      shifts_ = detail::find_shifts(snapshot_, evaluation_, rules_);
      drafts_ = detail::shift_drafts(snapshot_, evaluation_, rules_, it->rule, shifts_);
    }
    const auto causes = detail::find_causes(snapshot_, evaluation_, rules_, shifts_);
    std::ranges::move(detail::cause_drafts(snapshot_, evaluation_, rules_, causes),
                      std::back_inserter(drafts_));
  }
  CheckResult result(std::size_t i) {
    const auto& compiled = rules_[i];
    if (compiled.rule.code == detail::kRoundingCheck) {
      return rounding(compiled.rule);
    }
    if (compiled.rule.code == detail::kBlankFormCheck) {
      return result_of(compiled.rule, {1, 0, 0, {}});
    }
    if (compiled.rule.code == detail::kShiftCheck) {
      return shifted(compiled.rule);
    }
    if (compiled.code != nullptr) {
      return coded(compiled);
    }
    return result_of(compiled.rule, evaluation_.tallies[i]);
  }
  CheckResult rounding(const Rule& rule) {
    detail::Tally tally;
    for (const auto& instance : evaluation_.instances) {
      tally.evaluated += instance.relation == detail::Relation::kEqual ? 1 : 0;
    }
    auto drafts = detail::rounding_drafts(snapshot_, evaluation_, rule);
    tally.failed = drafts.size();
    std::ranges::move(drafts, std::back_inserter(drafts_));
    return result_of(rule, tally);
  }
  CheckResult shifted(const Rule& rule) {
    detail::Tally tally;
    tally.evaluated = static_cast<std::size_t>(std::ranges::count_if(
        snapshot_.tables, [](const auto& table) { return table.present() && !table.by_code.empty(); }));
    tally.failed = shifts_.size();
    return result_of(rule, tally);
  }
  CheckResult coded(const CompiledRule& compiled) {
    CodeSink sink;
    compiled.code({report_, compiled.rule, facts_, prior_ ? &*prior_ : nullptr, prior_state_}, sink);
    detail::Tally tally{sink.evaluated(), sink.failures().size(), sink.unevaluated(),
                        sink.not_evaluated_reason()};
    if (tally.evaluated == 0 && tally.not_evaluated == 0) {
      tally.reason = sink.not_applicable_reason();
    }
    for (auto& failure : sink.failures()) {
      if (const auto doubt = detail::doubt_about(report_, failure.finding)) {
        --tally.failed;
        ++tally.not_evaluated;
        tally.reason = *doubt;
        continue;
      }
      drafts_.push_back(detail::coded_draft(report_, compiled.rule, std::move(failure)));
    }
    const auto& cells = sink.verified_cells();
    verified_.insert(verified_.end(), cells.begin(), cells.end());
    return result_of(compiled.rule, tally);
  }

  const Report& report_;
  Words words_;
  detail::Facts facts_;
  std::optional<detail::PriorYear> prior_;
  PriorState prior_state_ = PriorState::kNotAsked;
  std::span<const CompiledRule> rules_;
  detail::Snapshot snapshot_;
  Evaluation evaluation_;
  std::vector<detail::RowShift> shifts_;
  std::vector<detail::Draft> drafts_;
  std::vector<const Cell*> verified_;
};

}  // namespace

CheckOutcome Checker::check(const Report& report, const Prior* prior) const {
  return Run(report, prior, impl_->rules).finish();
}

}  // namespace zzaudit
