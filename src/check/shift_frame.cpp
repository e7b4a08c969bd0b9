// SPDX-License-Identifier: Apache-2.0
#include "check/detail/shift_frame.hpp"

#include <algorithm>

namespace zzaudit::detail {
namespace {

bool holds(const Instance& instance, Int128 residual, Int128 half) {
  return (instance.relation == Relation::kAtLeast || residual <= half) &&
         (instance.relation == Relation::kAtMost || -residual <= half);
}

}  // namespace

ShiftFrame::ShiftFrame(const Snapshot& snapshot, const Evaluation& evaluation,
                       std::span<const CompiledRule> rules, TableKey key, std::span<const std::uint32_t> rows,
                       std::vector<std::uint32_t> columns)
    : snapshot_(snapshot),
      evaluation_(evaluation),
      table_(snapshot.table(key)),
      rows_(rows),
      columns_(std::move(columns)),
      place_(table_.rows.size(), -1) {
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    place_[rows_[at]] = static_cast<int>(at);
  }
  collect_forms(rules);
}

void ShiftFrame::collect_forms(std::span<const CompiledRule> rules) {
  const auto cells = table_.rows.size() * table_.columns;
  for (std::uint32_t i = 0; i < evaluation_.instances.size(); ++i) {
    const auto& instance = evaluation_.instances[i];
    Form form{i, {}};
    for (const auto& term : evaluation_.terms_of(instance)) {
      if (term.cell < table_.first_cell || term.cell - table_.first_cell >= cells) {
        continue;
      }
      const auto index = term.cell - table_.first_cell;
      const auto column = static_cast<std::uint32_t>(index % table_.columns);
      const int at = place_[index / table_.columns];
      if (at >= 0 && std::ranges::find(columns_, column) != columns_.end()) {
        form.entries.push_back(
            {static_cast<std::uint32_t>(at), column, term.left ? term.coefficient : -term.coefficient});
      }
    }
    if (form.entries.empty()) {
      continue;
    }
    std::ranges::sort(form.entries, {}, [](const Entry& e) { return std::tuple(e.at, e.column); });
    const bool is_note = rules[instance.rule].rule.severity == Severity::kNote;
    auto& forms = instance.outcome != Outcome::kFail ? passing_ : is_note ? notes_ : failing_;
    forms.push_back(std::move(form));
  }
}

Repairs ShiftFrame::repairs(const Hypothesis& hypothesis) const {
  Repairs found;
  for (auto at = hypothesis.begin; at < hypothesis.end; ++at) {
    const auto source = source_of(hypothesis, at);
    for (const auto column : columns_) {
      const auto repair = meant(at, column, hypothesis).first;
      if (repair != value(at, column)) {
        const auto here = cell(at, column);
        found[here] = {here, repair, source ? std::optional(cell(*source, column)) : std::nullopt};
      }
    }
  }
  return found;
}

std::span<const Entry> ShiftFrame::within(const Form& form, std::uint32_t begin, std::uint32_t end) {
  const auto first = std::ranges::lower_bound(form.entries, begin, {}, &Entry::at);
  const auto last = std::ranges::lower_bound(first, form.entries.end(), end, {}, &Entry::at);
  return {first, last};
}

std::pair<Int128, Int128> ShiftFrame::undone(const Form& form, const Hypothesis& h) const {
  auto residual = instance(form).residual();
  auto half = instance(form).half;
  for (const auto& entry : within(form, h)) {
    const auto& printed = amount(entry.at, entry.column);
    const auto [figure, half_unit] = meant(entry.at, entry.column, h);
    residual += (figure - printed.value) * entry.coefficient;
    half += (half_unit - printed.half) * (entry.coefficient < 0 ? -entry.coefficient : entry.coefficient);
  }
  return {residual, half};
}

bool ShiftFrame::kept(const Form& form, const Hypothesis& h) const {
  const auto [residual, half] = undone(form, h);
  return holds(instance(form), residual, half);
}

bool ShiftFrame::only_nil(const Form& form, const Hypothesis& h) const {
  return std::ranges::all_of(within(form, h),
                             [&](const Entry& entry) { return meant(entry.at, entry.column, h).first == 0; });
}

bool ShiftFrame::is_explained_by_one_figure(const Hypothesis& h) const {
  const auto coefficient_of = [&](const Instance& at, std::uint32_t cell) {
    std::int64_t sum = 0;
    for (const auto& term : evaluation_.terms_of(at)) {
      sum += term.cell != cell ? 0 : term.left ? term.coefficient : -term.coefficient;
    }
    return sum;
  };
  const auto equality = std::ranges::find_if(
      h.mended, [&](auto i) { return evaluation_.instances[i].relation == Relation::kEqual; });
  const auto& first = evaluation_.instances[equality == h.mended.end() ? h.mended.front() : *equality];
  return std::ranges::any_of(evaluation_.terms_of(first), [&](const TermRef& term) {
    const auto coefficient = coefficient_of(first, term.cell);
    if (coefficient == 0) {
      return false;
    }
    const auto change = -first.residual() / coefficient;
    return std::ranges::all_of(h.mended, [&](auto i) {
      const auto& other = evaluation_.instances[i];
      return holds(other, other.residual() + change * coefficient_of(other, term.cell), other.half);
    });
  });
}

}  // namespace zzaudit::detail
