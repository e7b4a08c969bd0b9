// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/interval.hpp"
#include "zzaudit/check/code.hpp"
#include "zzaudit/recognise/words.hpp"

/// What the words and the tables say about the same things, side by side.
namespace zzaudit::detail {

/// One figure of a check: a claim of the words, a cell of a table, or a sum of cells.
/// What the number of a claim stands for: see Interval; a count is exact.
[[nodiscard]] Interval range_of(const Claim& claim);

struct Figure {
  Decimal value;
  Interval range;  ///< what the printed figure stands for
  const Claim* claim = nullptr;
  std::vector<const Cell*> cells;  ///< for figures of tables
  Decimal offset;                  ///< of a figure worked out from a printed one: the printed one less this

  /// Whether the words use a larger unit than the tables.
  [[nodiscard]] bool is_coarse() const { return claim != nullptr && claim->half_unit; }

  /// The figure as a finding shows it. It is made when first asked for: most figures agree and are never
  /// shown.
  [[nodiscard]] const Operand& operand() const {
    if (!operand_) {
      operand_ = std::make_shared<const Operand>(describe_ ? describe_() : Operand{});
    }
    return *operand_;
  }
  /// Says how to make it. What `make` refers to must outlive the figure.
  void describe(std::function<Operand()> make) {
    describe_ = std::move(make);
    operand_.reset();
  }

 private:
  std::function<Operand()> describe_;
  mutable std::shared_ptr<const Operand> operand_;
};

/// A figure as messages show it; a blank cell of a table that has amounts is nil.
[[nodiscard]] inline std::string shown(const Figure& figure) {
  return figure.operand().value.empty() ? "0" : figure.operand().value;
}

/// Claims by concept, and the tables' figures for the same concepts.
class Facts {
 public:
  Facts(const Report& report, const Words& words);

  [[nodiscard]] const Report& report() const { return report_; }
  [[nodiscard]] const Words& words() const { return words_; }
  /// All claims about a concept, in order; `measure` narrows.
  [[nodiscard]] std::vector<const Claim*> claims(std::string_view key, Measure measure) const;
  /// Keys that any claim is about, sorted.
  [[nodiscard]] const std::map<std::string, std::vector<const Claim*>, std::less<>>& by_concept() const {
    return by_concept_;
  }

  [[nodiscard]] Figure figure(const Claim& claim) const;
  /// An amount as the words write it, with its unit: "16.20万元".
  [[nodiscard]] Bilingual as_written(const Claim& claim) const;
  /// Another amount in the unit that a claim is written in, to two decimals.
  [[nodiscard]] Bilingual in_unit_of(const Claim& claim, const Decimal& value) const;
  /// The figure that the tables print for a concept; empty when none does. A blank cell counts as an
  /// exact zero only where the table has amounts.
  [[nodiscard]] std::optional<Figure> table_figure(std::string_view key) const;
  /// Nil, where a concept's cell is blank in a table that has no amounts at all; empty elsewhere. For tables
  /// that are printed although there is nothing to state in them.
  [[nodiscard]] std::optional<Figure> empty_table_figure(std::string_view key) const;
  /// Whether a table is printed, was read without doubt, and has no amounts.
  [[nodiscard]] bool is_empty_table(TableKey table) const;
  /// The figure of one cell, as `table_figure` gives it.
  [[nodiscard]] std::optional<Figure> cell_figure(const ConceptCell& at) const;
  /// What the concept's final amount may be taken to be: the claims of the same section nearest before
  /// `claim` first, then the table's. Never empty figures; may be an empty list.
  [[nodiscard]] std::vector<Figure> finals(std::string_view key, const Claim& near) const;
  /// The budget that a completion rate or comparison at `near` is made against: of the same sentence
  /// or item, of the same stage when stages are named.
  [[nodiscard]] std::vector<Figure> budgets(std::string_view key, const Claim& near) const;

  /// Where a byte of a sentence's folded text stands; a long sentence is quoted by the clause meant.
  [[nodiscard]] Location location(std::size_t sentence, std::size_t offset) const;
  /// The same as the words of the section state them, the table left out.
  [[nodiscard]] std::vector<Figure> stated_budgets(std::string_view key, const Claim& near) const;

  [[nodiscard]] Location location(const Claim& claim) const;
  [[nodiscard]] Bilingual name(std::string_view key) const { return concept_name(report_, key); }
  /// "年初预算" and the like, with the concept's name.
  [[nodiscard]] Bilingual label(const Claim& claim) const;

  /// What several checks derive from the same report, derived by the first that asks: the result of `make()`,
  /// one for each type. Of one thread, as all that is done with one report.
  template <class T, class F>
  [[nodiscard]] const T& derived(F&& make) const {
    static constexpr char kTypeTag = 0;
    auto& kept = derived_[&kTypeTag];
    if (!kept) {
      kept = std::make_shared<const T>(make());
    }
    return *static_cast<const T*>(kept.get());
  }

 private:
  [[nodiscard]] std::optional<Figure> cell_figure(const ConceptCell& at, bool blank_is_nil) const;

  const Report& report_;
  const Words& words_;
  std::map<std::string, std::vector<const Claim*>, std::less<>> by_concept_;
  mutable std::map<const char*, std::shared_ptr<const void>> derived_;
};

/// The cells and claims that figures stand for, for findings that name them.
[[nodiscard]] std::vector<const Cell*> cells_of(std::initializer_list<const Figure*> figures);

/// `text` in Chinese quotation marks; the marks inside it become single ones.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Text of an amount in the report's unit.
[[nodiscard]] std::string amount_text(const Decimal& value);

}  // namespace zzaudit::detail
