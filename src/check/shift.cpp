// SPDX-License-Identifier: Apache-2.0
#include "check/detail/shift.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <tuple>

#include "check/detail/shift_frame.hpp"

namespace zzaudit::detail {
namespace {

constexpr int kMaxShift = 5;
/// Fewest rows with amounts that have to stand wrong.
constexpr std::size_t kFewestRows = 3;
/// A single failing identity is no evidence of a shift.
constexpr std::size_t kFewestFailures = 2;
/// In a longer table a shift ends where a 类 ends or with the table.
constexpr std::size_t kManyRows = 96;
/// Tests of one identity under one hypothesis, over a whole table; what is left after them stays untested.
constexpr std::size_t kMaxTests = 1'000'000;
/// Evidence in halves: an identity that becomes exact counts two, a bound that is merely kept one, and
/// one less where only nil moved in, which meets most bounds by chance.
constexpr int kExact = 2;
constexpr int kKept = 1;
/// One exact identity and something besides.
constexpr int kEnough = 3;

/// The best hypothesis and what all that are as good agree on.
struct Verdict {
  Hypothesis hypothesis;
  Repairs repairs;
  bool unsure = false;  ///< another shift explains as much

  void merge(const Hypothesis& other, const Repairs& others) {
    const auto differs = [&](const auto& entry) {
      const auto it = others.find(entry.first);
      return it == others.end() || it->second.repair != entry.second.repair;
    };
    const auto before = repairs.size();
    std::erase_if(repairs, differs);
    unsure = unsure || (other.shift != hypothesis.shift && repairs.size() < before);
  }
};

/// Tests the hypotheses on one order of rows and one set of columns of a table.
class ShiftTest : ShiftFrame {
 public:
  using ShiftFrame::ShiftFrame;

  /// The hypothesis that explains most; empty when none is believed.
  std::optional<Verdict> run(std::size_t& tests) {
    if (failing_.size() + notes_.size() < kFewestFailures) {
      return std::nullopt;
    }
    tests_ = &tests;
    const auto ends = possible_ends();
    for (int distance = 1; distance <= kMaxShift; ++distance) {
      for (const int shift : {distance, -distance}) {
        find_barriers(shift);
        for (const auto end : ends) {
          for (std::uint32_t begin = 0; begin + kFewestRows <= end; ++begin) {
            consider(shift, begin, end);
          }
        }
      }
    }
    return std::move(best_);
  }

 private:
  [[nodiscard]] bool holds(const Form& form, const Hypothesis& h) const {
    ++*tests_;
    return kept(form, h);
  }
  /// True when all of them hold. `last` is one that did not: it is tried first, as it mostly fails again.
  [[nodiscard]] bool all_kept(std::span<const Form> forms, const Hypothesis& h, std::size_t& last) const {
    const auto broken = [&](const Form& form) { return !within(form, h).empty() && !holds(form, h); };
    if (last < forms.size() && broken(forms[last])) {
      return false;
    }
    last = static_cast<std::size_t>(std::ranges::find_if(forms, broken) - forms.begin());
    return last == forms.size();
  }

  // --- hypotheses ---
  [[nodiscard]] std::vector<std::uint32_t> possible_ends() const {
    std::vector<std::uint32_t> ends;
    const auto class_of = [&](std::size_t at) { return table_.code(rows_[at]).substr(0, 3); };
    for (std::uint32_t end = kFewestRows; end <= rows_.size(); ++end) {
      if (rows_.size() <= kManyRows || end == rows_.size() || class_of(end) != class_of(end - 1)) {
        ends.push_back(end);
      }
    }
    return ends;
  }
  /// An identity within one row comes out the same in every run that moves figures into the row. Where it
  /// does not hold, no run may reach.
  void find_barriers(int shift) {
    const auto count = static_cast<std::uint32_t>(rows_.size());
    const Hypothesis all{shift, 0, count, Fill::kNil, {}, 0, {}};
    std::vector<std::uint8_t> broken(count, 0);
    for (const auto* forms : {&failing_, &passing_}) {
      for (const auto& form : *forms) {
        const auto at = form.entries.front().at;
        if (form.entries.back().at == at && source_of(all, at) && broken[at] == 0 && !holds(form, all)) {
          broken[at] = 1;
        }
      }
    }
    next_barrier_.assign(count + 1, count);
    for (auto at = count; at-- > 0;) {
      next_barrier_[at] = broken[at] != 0 ? at : next_barrier_[at + 1];
    }
  }
  void consider(int shift, std::uint32_t begin, std::uint32_t end) {
    const auto distance = static_cast<std::uint32_t>(shift < 0 ? -shift : shift);
    const auto first = shift > 0 ? begin + distance : begin;
    if (next_barrier_[std::min(first, end)] < (shift > 0 ? end : end - std::min(distance, end))) {
      return;
    }
    Hypothesis h{shift, begin, end, Fill::kNil, {}, 0, {}};
    if (end - begin <= distance || moved_rows(h) < kFewestRows) {
      return;
    }
    for (const auto fill : {Fill::kNil, Fill::kWrapped, Fill::kSolved}) {
      h.fill = fill;
      if (fill == Fill::kSolved && !solve(h)) {
        continue;
      }
      if (*tests_ > kMaxTests) {
        return;
      }
      if (mends_several(h) && all_kept(failing_, h, last_failing_) && all_kept(passing_, h, last_passing_)) {
        accept(h);
      }
    }
  }
  /// Rows with amounts that stand wrong.
  [[nodiscard]] std::size_t moved_rows(const Hypothesis& h) const {
    std::size_t count = 0;
    for (auto at = h.begin; at < h.end && count < kFewestRows; ++at) {
      const auto source = source_of(h, at);
      count += source && has_amount(*source) ? 1 : 0;
    }
    return count;
  }
  [[nodiscard]] bool mends_several(const Hypothesis& h) const {
    std::size_t count = 0;
    for (const auto* forms : {&failing_, &notes_}) {
      for (const auto& form : *forms) {
        if (!within(form, h).empty() && holds(form, h) && ++count == kFewestFailures) {
          return true;
        }
      }
    }
    return false;
  }
  /// The amounts of the one row that is printed nowhere, each from an equality of its column.
  [[nodiscard]] bool solve(Hypothesis& h) {
    if (h.shift != 1 && h.shift != -1) {
      return false;
    }
    h.solved.assign(columns_.size(), 0);
    const auto row = h.shift > 0 ? h.begin : h.end - 1;
    bool any = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      h.solved[i] = solution(h, row, columns_[i]);
      if (h.solved[i] < 0) {
        return false;
      }
      any = any || h.solved[i] > 0;
    }
    return any;
  }
  [[nodiscard]] Int128 solution(const Hypothesis& h, std::uint32_t row, std::uint32_t column) const {
    for (const auto* forms : {&failing_, &passing_}) {
      for (const auto& form : *forms) {
        if (instance(form).relation != Relation::kEqual) {
          continue;
        }
        const auto here = within(form, row, row + 1);
        if (here.size() != 1 || here.front().column != column || here.front().coefficient == 0) {
          continue;
        }
        ++*tests_;
        return -undone(form, h).first / here.front().coefficient;
      }
    }
    return 0;
  }

  // --- evidence ---
  void accept(Hypothesis h) {
    weigh(h);
    if (h.score < kEnough || is_explained_by_one_figure(h)) {
      return;
    }
    auto repaired = repairs(h);
    if (!best_ || h.rank() > best_->hypothesis.rank()) {
      best_ = Verdict{std::move(h), std::move(repaired), false};
    } else if (h.rank() == best_->hypothesis.rank()) {
      best_->merge(h, repaired);
    }
  }
  void weigh(Hypothesis& h) const {
    using Signature = std::vector<std::tuple<std::uint32_t, std::uint32_t, std::int64_t>>;
    std::map<Signature, int> evidence;  // identities with the same figures of the table are one
    for (const auto* forms : {&failing_, &notes_}) {
      for (const auto& form : *forms) {
        const auto entries = within(form, h);
        if (entries.empty() || !kept(form, h)) {
          continue;
        }
        h.mended.push_back(form.instance);
        Signature signature;
        for (const auto& entry : entries) {
          signature.emplace_back(entry.at, entry.column,
                                 entry.coefficient < 0 ? -entry.coefficient : entry.coefficient);
        }
        const bool exact = instance(form).relation == Relation::kEqual || undone(form, h).first == 0;
        auto& weight = evidence[signature];
        weight = std::max(weight, (exact ? kExact : kKept) - (only_nil(form, h) ? 1 : 0));
      }
    }
    std::ranges::sort(h.mended);
    h.score = std::accumulate(evidence.begin(), evidence.end(), 0,
                              [](int sum, const auto& entry) { return sum + entry.second; });
    h.score -= kExact * open_figures(h);
  }
  /// Figures that the hypothesis chooses freely, each of which mends one identity by itself.
  [[nodiscard]] int open_figures(const Hypothesis& h) const {
    int count = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      count += filled(h, i) != 0 ? 1 : 0;
    }
    if (h.fill == Fill::kWrapped) {
      return count;
    }
    const auto distance = static_cast<std::uint32_t>(h.shift < 0 ? -h.shift : h.shift);
    const auto first = h.shift > 0 ? h.end - distance : h.begin;
    for (auto at = first; at < first + distance; ++at) {
      for (const auto column : columns_) {
        count += value(at, column) != 0 && !stands_elsewhere(h, at, column) ? 1 : 0;
      }
    }
    return count;
  }
  /// An amount that is dropped is nothing lost when it is printed once more in its column.
  [[nodiscard]] bool stands_elsewhere(const Hypothesis& h, std::uint32_t dropped,
                                      std::uint32_t column) const {
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      const bool inside = place_[row] >= static_cast<int>(h.begin) && place_[row] < static_cast<int>(h.end);
      if (!inside && snapshot_.amounts[table_.cell(row, column)].value == value(dropped, column)) {
        return true;
      }
    }
    return false;
  }

  std::vector<std::uint32_t> next_barrier_;  ///< by row: the first at or after it that no run may reach
  std::size_t last_failing_ = 0;
  std::size_t last_passing_ = 0;
  std::optional<Verdict> best_;
  std::size_t* tests_ = nullptr;
};

auto order_of(const Place& place) {
  return std::tuple(place.source, place.page, place.line, place.paragraph, place.row);
}

/// The 科目 rows, with the total where the column of figures runs through it.
std::vector<std::uint32_t> rows_as_printed(const TableSnapshot& table) {
  std::vector<std::uint32_t> rows(table.rows.size() - table.lines);
  std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(table.lines));
  const bool one_total = table.lines == 1 && *table.rows.front().present;
  if (one_total && !rows.empty()) {
    const bool below = order_of(*table.rows.front().place) > order_of(*table.rows[rows.back()].place);
    rows.insert(below ? rows.end() : rows.begin(), 0);
  }
  return rows;
}

/// Columns of the form that can be read throughout.
std::vector<std::uint32_t> readable_columns(const Snapshot& snapshot, const TableSnapshot& table,
                                            std::span<const std::uint32_t> rows) {
  std::vector<std::uint32_t> columns;
  for (std::uint32_t column = 0; column < table.columns; ++column) {
    const bool readable = std::ranges::all_of(rows, [&](auto row) {
      const auto state = snapshot.amounts[table.cell(row, column)].state;
      return state == AmountState::kValue || state == AmountState::kBlank;
    });
    if (readable) {
      columns.push_back(column);
    }
  }
  return columns;
}

/// By table: the failing identities that its figures take part in.
std::vector<std::size_t> failures_by_table(const Snapshot& snapshot, const Evaluation& evaluation) {
  std::vector<std::size_t> failures(kTableCount, 0);
  for (const auto& instance : evaluation.instances) {
    if (instance.outcome != Outcome::kFail) {
      continue;
    }
    std::array<bool, kTableCount> seen{};
    for (const auto& term : evaluation.terms_of(instance)) {
      seen.at(static_cast<std::size_t>(snapshot.position(term.cell).table)) = true;
    }
    for (std::size_t i = 0; i < kTableCount; ++i) {
      failures[i] += seen.at(i) ? 1 : 0;
    }
  }
  return failures;
}

RowShift described(TableKey table, const Verdict& verdict, bool all_columns) {
  const auto& h = verdict.hypothesis;
  RowShift shift{
      table,   h.shift < 0 ? -h.shift : h.shift, h.shift > 0, h.fill == Fill::kWrapped, all_columns, {},
      h.mended};
  for (const auto& [cell, moved] : verdict.repairs) {
    shift.cells.push_back(moved);
  }
  return shift;
}

std::optional<RowShift> shift_of(const Snapshot& snapshot, const Evaluation& evaluation,
                                 std::span<const CompiledRule> rules, const TableSnapshot& table) {
  const auto printed = rows_as_printed(table);
  const auto columns = readable_columns(snapshot, table, printed);
  std::vector<std::vector<std::uint32_t>> choices;
  if (columns.size() > 1) {
    choices.push_back(columns);
  }
  for (const auto column : columns) {
    choices.push_back({column});
  }
  std::vector<std::vector<std::uint32_t>> orders = {printed};
  if (!std::ranges::is_sorted(table.by_code)) {
    orders.push_back(table.by_code);  // a form in several columns is read row by row
  }
  std::optional<Verdict> best;
  bool all_columns = false;
  std::size_t tests = 0;
  for (const auto& order : orders) {
    for (const auto& choice : choices) {
      auto found = ShiftTest(snapshot, evaluation, rules, table.key, order, choice).run(tests);
      if (!found || (best && found->hypothesis.rank() < best->hypothesis.rank())) {
        continue;
      }
      if (best && best->hypothesis.rank() == found->hypothesis.rank()) {
        best->unsure = best->unsure || found->unsure || best->repairs != found->repairs;
      } else {
        best = std::move(found);
        all_columns = choice.size() > 1;
      }
    }
  }
  if (!best || best->unsure || best->repairs.size() < kFewestRows) {
    return std::nullopt;
  }
  return described(table.key, *best, all_columns);
}

}  // namespace

std::vector<RowShift> find_shifts(const Snapshot& snapshot, const Evaluation& evaluation,
                                  std::span<const CompiledRule> rules) {
  std::vector<RowShift> shifts;
  const auto failures = failures_by_table(snapshot, evaluation);
  for (const auto& table : snapshot.tables) {
    if (failures[static_cast<std::size_t>(table.key)] < kFewestFailures ||
        table.rows.size() < table.lines + kFewestRows) {
      continue;
    }
    if (auto shift = shift_of(snapshot, evaluation, rules, table)) {
      const auto taken = [&](std::uint32_t i) {
        return std::ranges::any_of(
            shifts, [&](const RowShift& other) { return std::ranges::binary_search(other.instances, i); });
      };
      // Two tables may explain the same failures: then the first one does.
      if (std::ranges::none_of(shift->instances, taken)) {
        shifts.push_back(std::move(*shift));
      }
    }
  }
  return shifts;
}

}  // namespace zzaudit::detail
