// SPDX-License-Identifier: Apache-2.0
#include "check/detail/causes.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace zzaudit::detail {
namespace {

/// After so many causes the remaining failures are reported one by one: a page that is wrong
/// everywhere has no figure that explains it, and the search stays bounded.
constexpr std::size_t kMaxCauses = 200;
constexpr std::size_t kMaxSuspects = 5;
/// Units of the last decimal around the exact repair that are tried for a plausible slip.
constexpr int kMaxOffset = 12;
/// Most proposals for one cell.
constexpr std::size_t kMaxProposals = 8;

struct Use {
  std::uint32_t instance = 0;
  std::int64_t coefficient = 0;  ///< right side negative
};

struct Candidate {
  std::uint32_t cell = 0;
  Int128 shift = 0;  ///< repair minus printed
  int net = 0;       ///< weight of what it mends minus weight of what it breaks
  int exact = 0;     ///< identities that become equal to the last digit
  Plausibility plausibility;
};

Int128 absolute(Int128 value) { return value < 0 ? -value : value; }

/// Rounded to the nearest multiple of `unit`.
Int128 snap(Int128 value, Int128 unit) {
  if (unit <= 0) {
    return value;
  }
  const auto magnitude = (absolute(value) + unit / 2) / unit * unit;
  return value < 0 ? -magnitude : magnitude;
}

class Search {
 public:
  Search(const Snapshot& snapshot, const Evaluation& evaluation, std::span<const CompiledRule> rules)
      : snapshot_(snapshot), evaluation_(evaluation), rules_(rules) {
    const auto count = evaluation.instances.size();
    residuals_.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      residuals_.push_back(evaluation.instances[i].residual());
      if (evaluation.instances[i].outcome == Outcome::kFail) {
        open_.push_back(i);
      }
    }
    is_open_.assign(count, 0);
    for (const auto i : open_) {
      is_open_[i] = 1;
    }
  }

  std::vector<Cause> run(std::span<const RowShift> shifts) {
    std::vector<Cause> causes;
    if (open_.empty()) {
      return causes;
    }
    index_uses();
    for (const auto& shift : shifts) {
      undo(shift);
    }
    while (!open_.empty() && causes.size() < kMaxCauses) {
      causes.push_back(next());
      std::erase_if(open_, [&](auto i) { return is_open_[i] == 0; });
    }
    for (const auto i : open_) {
      causes.push_back({{i}, {}, false});
    }
    return causes;
  }

 private:
  void undo(const RowShift& shift) {
    for (const auto& moved : shift.cells) {
      for (const auto& use : uses_of(moved.cell)) {
        residuals_[use.instance] += (moved.repair - snapshot_.amounts[moved.cell].value) * use.coefficient;
      }
    }
    for (const auto i : shift.instances) {
      is_open_[i] = 0;
    }
    std::erase_if(open_, [&](auto i) { return is_open_[i] == 0; });
  }
  void index_uses() {
    first_use_.assign(snapshot_.amounts.size() + 1, 0);
    for (const auto& term : evaluation_.terms) {
      ++first_use_[term.cell + 1];
    }
    std::partial_sum(first_use_.begin(), first_use_.end(), first_use_.begin());
    uses_.resize(evaluation_.terms.size());
    auto next = first_use_;
    for (std::uint32_t i = 0; i < evaluation_.instances.size(); ++i) {
      for (const auto& term : evaluation_.terms_of(evaluation_.instances[i])) {
        uses_[next[term.cell]++] = {i, term.left ? term.coefficient : -term.coefficient};
      }
    }
  }
  [[nodiscard]] std::span<const Use> uses_of(std::uint32_t cell) const {
    return {uses_.data() + first_use_[cell], uses_.data() + first_use_[cell + 1]};
  }
  [[nodiscard]] const Instance& instance(std::uint32_t i) const { return evaluation_.instances[i]; }
  [[nodiscard]] int weight(std::uint32_t i) const {
    switch (rules_[instance(i).rule].rule.severity) {
      case Severity::kError:
        return 10;
      case Severity::kWarning:
        return 4;
      case Severity::kNote:
        break;
    }
    return 1;
  }
  [[nodiscard]] bool satisfied(std::uint32_t i, Int128 residual) const {
    const auto& at = instance(i);
    switch (at.relation) {
      case Relation::kAtMost:
        return residual <= at.half;
      case Relation::kAtLeast:
        return -residual <= at.half;
      case Relation::kEqual:
        break;
    }
    return absolute(residual) <= at.half;
  }
  /// The shift of a cell that makes an instance exactly equal, as near as the cell can be printed.
  [[nodiscard]] Int128 repairing_shift(std::uint32_t cell, const Use& use) const {
    return snap(-residuals_[use.instance] / use.coefficient, snapshot_.amounts[cell].ulp);
  }

  [[nodiscard]] std::pair<int, int> value_of(std::uint32_t cell, Int128 shift) const {
    int net = 0;
    int exact = 0;
    for (const auto& use : uses_of(cell)) {
      const auto after = residuals_[use.instance] + shift * use.coefficient;
      const bool good = satisfied(use.instance, after);
      if (is_open_[use.instance] != 0) {
        net += good ? weight(use.instance) : 0;
      } else if (instance(use.instance).outcome != Outcome::kFail && !good &&
                 satisfied(use.instance, residuals_[use.instance])) {
        net -= weight(use.instance);
      }
      exact += after == 0 && instance(use.instance).relation == Relation::kEqual ? 1 : 0;
    }
    return {net, exact};
  }
  [[nodiscard]] Candidate best_repair(std::uint32_t cell) const {
    Candidate best{cell, 0, -1'000'000, 0, {}};
    std::array<Int128, kMaxProposals> proposals{};
    std::size_t count = 0;
    for (const auto& use : uses_of(cell)) {
      if (is_open_[use.instance] == 0 || use.coefficient == 0) {
        continue;
      }
      const auto shift = repairing_shift(cell, use);
      if (shift == 0 ||
          std::find(proposals.begin(), proposals.begin() + count, shift) != proposals.begin() + count) {
        continue;
      }
      const auto [net, exact] = value_of(cell, shift);
      if (std::tuple(net, exact) > std::tuple(best.net, best.exact)) {
        best = {cell, shift, net, exact, {}};
      }
      proposals[count++] = shift;
      if (count == kMaxProposals) {
        break;
      }
    }
    return best;
  }

  [[nodiscard]] std::vector<Candidate> candidates() const {
    std::vector<std::uint32_t> cells;
    for (const auto i : open_) {
      for (const auto& term : evaluation_.terms_of(instance(i))) {
        cells.push_back(term.cell);
      }
    }
    std::ranges::sort(cells);
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    std::vector<Candidate> found;
    for (const auto cell : cells) {
      auto candidate = best_repair(cell);
      if (candidate.shift != 0) {
        found.push_back(candidate);
      }
    }
    return found;
  }

  /// Looks for a slip of the pen that explains the figure, at the exact repair or a few last
  /// decimals beside it (the other figures are rounded), as long as the same identities are mended.
  void judge_slip(Candidate& candidate) const {
    const auto& amount = snapshot_.amounts[candidate.cell];
    if (amount.ulp <= 0) {
      return;
    }
    const auto printed = amount.value / amount.ulp;
    const auto exact = candidate.shift;
    for (int step = 0; step <= 2 * kMaxOffset; ++step) {
      const int offset = step % 2 == 1 ? (step + 1) / 2 : -step / 2;
      const auto shift = exact + offset * amount.ulp;
      if (step > 0 && value_of(candidate.cell, shift).first < candidate.net) {
        continue;
      }
      auto plausibility = shift == 0 ? Plausibility{} : slip_between(printed, printed + shift / amount.ulp);
      plausibility.score = std::max(0, plausibility.score - (offset == 0 ? 0 : 4 + std::abs(offset)));
      if (plausibility.score > candidate.plausibility.score) {
        candidate.plausibility = plausibility;
        candidate.shift = shift;
      }
    }
    consider_neighbours(candidate, exact);
    candidate.plausibility.score += (is_leaf(candidate.cell) ? 2 : 0) + (meets_a_bound(candidate) ? 6 : 0);
  }
  /// A figure that is bounded by another is often equal to it (“三公” and basic expenditure): a repair
  /// that makes it so is more than chance.
  [[nodiscard]] bool meets_a_bound(const Candidate& candidate) const {
    const auto repair = snapshot_.amounts[candidate.cell].value + candidate.shift;
    return repair != 0 && std::ranges::any_of(uses_of(candidate.cell), [&](const Use& use) {
             return instance(use.instance).relation != Relation::kEqual &&
                    residuals_[use.instance] + candidate.shift * use.coefficient == 0;
           });
  }
  void consider_neighbours(Candidate& candidate, Int128 exact) const {
    const auto repair = snapshot_.amounts[candidate.cell].value + exact;
    const auto at = snapshot_.position(candidate.cell);
    const auto& table = snapshot_.table(at.table);
    const auto same = [&](std::size_t row, std::size_t column) {
      const auto& amount = snapshot_.amounts[table.cell(row, column)];
      return amount.state == AmountState::kValue && amount.value == repair && repair != 0;
    };
    const bool found =
        (at.column > 0 && same(at.row, at.column - 1)) ||
        (at.column + 1 < table.columns && same(at.row, at.column + 1)) ||
        (at.row > table.lines && same(at.row - 1, at.column)) ||
        (at.row >= table.lines && at.row + 1 < table.rows.size() && same(at.row + 1, at.column));
    if (found && candidate.plausibility.score < 43) {
      const bool missing = snapshot_.amounts[candidate.cell].value == 0;
      candidate.plausibility = {missing ? Slip::kMissing : Slip::kNeighbour, 43};
      candidate.shift = exact;
    }
  }
  [[nodiscard]] bool is_leaf(std::uint32_t cell) const {
    const auto at = snapshot_.position(cell);
    const auto& table = snapshot_.table(at.table);
    return at.row >= table.lines && table.has_parts[at.row] == 0;
  }

  [[nodiscard]] std::vector<std::uint32_t> mended_by(const Candidate& candidate) const {
    std::vector<std::uint32_t> mended;
    for (const auto& use : uses_of(candidate.cell)) {
      if (is_open_[use.instance] != 0 &&
          satisfied(use.instance, residuals_[use.instance] + candidate.shift * use.coefficient)) {
        mended.push_back(use.instance);
      }
    }
    return mended;
  }

  Cause next() {
    auto all = candidates();
    if (all.empty()) {
      is_open_[open_.front()] = 0;
      return {{open_.front()}, {}, false};
    }
    const auto top = std::ranges::max_element(all, {}, &Candidate::net)->net;
    // Only those near the best can still be chosen or shown.
    std::erase_if(all, [&](const Candidate& c) { return 2 * c.net < top; });
    for (auto& candidate : all) {
      if (candidate.net == top || all.size() <= 64) {
        judge_slip(candidate);
      }
    }
    std::ranges::sort(all, [](const Candidate& a, const Candidate& b) {
      return std::tuple(-a.net, -a.plausibility.score, -a.exact, a.cell) <
             std::tuple(-b.net, -b.plausibility.score, -b.exact, b.cell);
    });
    return close(all);
  }

  /// Makes the best candidate's cause; rivals that would mend part of the same are its other suspects.
  Cause close(const std::vector<Candidate>& ranked) {
    const auto& best = ranked.front();
    Cause cause;
    cause.instances = mended_by(best);
    if (cause.instances.empty()) {
      // Nothing can be repaired here (a bound no shift of one cell satisfies).
      cause.instances.push_back(open_.front());
    }
    const Candidate* rival = nullptr;
    for (const auto& candidate : ranked) {
      const auto mended = mended_by(candidate);
      const bool related = &candidate == &best || std::ranges::any_of(mended, [&](auto i) {
        return std::ranges::find(cause.instances, i) != cause.instances.end();
      });
      if (!related || cause.suspects.size() == kMaxSuspects) {
        continue;
      }
      rival = rival == nullptr && &candidate != &best ? &candidate : rival;
      cause.suspects.push_back(suspect(candidate, best.net));
    }
    cause.determined = best.net > 0 && (rival == nullptr || rival->net < best.net ||
                                        rival->plausibility.score + 15 <= best.plausibility.score);
    for (const auto i : cause.instances) {
      is_open_[i] = 0;
    }
    if (cause.determined || cause.instances.size() > 1) {
      for (const auto& use : uses_of(best.cell)) {
        residuals_[use.instance] += best.shift * use.coefficient;
      }
    }
    put_most_specific_first(cause, best.cell);
    return cause;
  }
  [[nodiscard]] RankedSuspect suspect(const Candidate& candidate, int top) const {
    const int share = top > 0 ? 50 * std::max(candidate.net, 0) / top : 25;
    return {candidate.cell, snapshot_.amounts[candidate.cell].value + candidate.shift,
            candidate.plausibility.slip, std::clamp(share + candidate.plausibility.score, 1, 100)};
  }
  /// Within one table before between tables, short before long, in the suspect's own row before elsewhere.
  void put_most_specific_first(Cause& cause, std::uint32_t suspected) const {
    const auto row_of = [&](std::uint32_t cell) {
      const auto at = snapshot_.position(cell);
      return std::pair(at.table, at.row);
    };
    const auto row = row_of(suspected);
    const auto rank = [&](std::uint32_t i) {
      const auto& at = instance(i);
      const auto& formula = rules_[at.rule].formulas[at.formula];
      const auto figures = std::ranges::count_if(evaluation_.terms_of(at), [&](const TermRef& term) {
        return snapshot_.amounts[term.cell].value != 0;
      });
      return std::tuple(-static_cast<int>(rules_[at.rule].rule.severity), formula.tables.size(), figures,
                        row_of(evaluation_.terms[at.first_term].cell) != row, i);
    };
    std::ranges::sort(cause.instances, {}, rank);
  }

  const Snapshot& snapshot_;
  const Evaluation& evaluation_;
  std::span<const CompiledRule> rules_;
  std::vector<Int128> residuals_;      ///< as after the repairs assumed so far
  std::vector<std::uint32_t> open_;    ///< failing, not yet explained
  std::vector<std::uint8_t> is_open_;  ///< by instance
  std::vector<std::uint32_t> first_use_;
  std::vector<Use> uses_;
};

}  // namespace

std::vector<Cause> find_causes(const Snapshot& snapshot, const Evaluation& evaluation,
                               std::span<const CompiledRule> rules, std::span<const RowShift> shifts) {
  return Search(snapshot, evaluation, rules).run(shifts);
}

}  // namespace zzaudit::detail
