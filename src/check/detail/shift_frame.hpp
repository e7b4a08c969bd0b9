// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "check/detail/shift.hpp"

/// What a hypothesis about shifted rows is tested on.
namespace zzaudit::detail {

/// What stands in the rows whose figures were pushed out.
enum class Fill : std::uint8_t { kNil, kWrapped, kSolved };

struct Entry {
  std::uint32_t at = 0;  ///< place in the order of rows
  std::uint32_t column = 0;
  std::int64_t coefficient = 0;  ///< right side negative
};
/// An identity as far as the figures under test go.
struct Form {
  std::uint32_t instance = 0;
  std::vector<Entry> entries;  ///< in order of row
};

/// A run of rows [begin, end) whose figures stand `shift` rows too high (too low when negative).
struct Hypothesis {
  int shift = 0;
  std::uint32_t begin = 0, end = 0;
  Fill fill = Fill::kNil;
  std::vector<Int128> solved;  ///< by column
  int score = 0;               ///< evidence beyond what the figures left open explain by themselves
  std::vector<std::uint32_t> mended;

  [[nodiscard]] auto rank() const { return std::tuple(mended.size(), score); }
};

using Repairs = std::map<std::uint32_t, MovedCell>;  ///< by cell

/// One order of rows and one set of columns of a table, and the identities that they take part in.
class ShiftFrame {
 public:
  ShiftFrame(const Snapshot& snapshot, const Evaluation& evaluation, std::span<const CompiledRule> rules,
             TableKey key, std::span<const std::uint32_t> rows, std::vector<std::uint32_t> columns);

  /// The cells that change when the shift is undone.
  [[nodiscard]] Repairs repairs(const Hypothesis& hypothesis) const;

 protected:
  // --- figures ---
  [[nodiscard]] std::uint32_t cell(std::size_t at, std::size_t column) const {
    return static_cast<std::uint32_t>(table_.cell(rows_[at], column));
  }
  [[nodiscard]] const Amount& amount(std::size_t at, std::size_t column) const {
    return snapshot_.amounts[cell(at, column)];
  }
  [[nodiscard]] Int128 value(std::size_t at, std::size_t column) const { return amount(at, column).value; }
  [[nodiscard]] bool has_amount(std::size_t at) const {
    return std::ranges::any_of(columns_, [&](auto column) { return value(at, column) != 0; });
  }
  /// The row whose printed figures belong into this one; none for those that are printed nowhere.
  [[nodiscard]] static std::optional<std::uint32_t> source_of(const Hypothesis& h, std::uint32_t at) {
    const auto length = static_cast<int>(h.end - h.begin);
    const auto from = static_cast<int>(at - h.begin) - h.shift;
    if (from >= 0 && from < length) {
      return h.begin + static_cast<std::uint32_t>(from);
    }
    if (h.fill == Fill::kWrapped) {
      return h.begin + static_cast<std::uint32_t>((from + length) % length);
    }
    return std::nullopt;
  }
  [[nodiscard]] static Int128 filled(const Hypothesis& h, std::size_t column_index) {
    return h.fill == Fill::kSolved ? h.solved[column_index] : 0;
  }

  /// What belongs into a place, with its half unit.
  [[nodiscard]] std::pair<Int128, Int128> meant(std::uint32_t at, std::uint32_t column,
                                                const Hypothesis& h) const {
    if (const auto source = source_of(h, at)) {
      return {value(*source, column), amount(*source, column).half};
    }
    const auto index = static_cast<std::size_t>(std::ranges::find(columns_, column) - columns_.begin());
    const auto figure = filled(h, index);
    return {figure, figure == 0 ? 0 : amount(at, column).ulp / 2};
  }

  // --- identities ---
  [[nodiscard]] const Instance& instance(const Form& form) const {
    return evaluation_.instances[form.instance];
  }
  /// The entries in the rows of the hypothesis.
  [[nodiscard]] static std::span<const Entry> within(const Form& form, const Hypothesis& h) {
    return within(form, h.begin, h.end);
  }
  [[nodiscard]] static std::span<const Entry> within(const Form& form, std::uint32_t begin,
                                                     std::uint32_t end);
  /// Residual and half units of an identity once the shift is undone.
  [[nodiscard]] std::pair<Int128, Int128> undone(const Form& form, const Hypothesis& h) const;
  /// True when the identity holds once the shift is undone.
  [[nodiscard]] bool kept(const Form& form, const Hypothesis& h) const;
  /// True when only nil moves into the identity.
  [[nodiscard]] bool only_nil(const Form& form, const Hypothesis& h) const;
  /// True when one figure, corrected, mends all that the hypothesis mends.
  [[nodiscard]] bool is_explained_by_one_figure(const Hypothesis& h) const;

  const Snapshot& snapshot_;
  const Evaluation& evaluation_;
  const TableSnapshot& table_;
  std::span<const std::uint32_t> rows_;
  std::vector<std::uint32_t> columns_;
  std::vector<int> place_;  ///< by row of the table: its place in the order, or -1
  std::vector<Form> failing_, passing_;
  std::vector<Form> notes_;  ///< failing, but they may differ for a good reason

 private:
  void collect_forms(std::span<const CompiledRule> rules);
};

}  // namespace zzaudit::detail
