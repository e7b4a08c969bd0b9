// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "check/code/support.hpp"
#include "check/code/words/checks.hpp"
#include "check/code/years/prior_year.hpp"

/// YOY201: what is carried in is what was carried out the year before.
namespace zzaudit::detail {
namespace {

/// A balance carried in, and where last year's report prints it as carried out.
struct Balance {
  ConceptCell opening, closing;
};

std::size_t column_of(TableKey table, std::string_view key) { return find_column(table, key).value_or(0); }

std::vector<Balance> balances(const Report& report) {
  constexpr TableKey kOverview = TableKey::kOverview;
  constexpr TableKey kFiscal = TableKey::kFiscalOverview;
  std::vector<Balance> found = {
      {{kOverview, "income.opening", 0}, {kOverview, "expenditure.closing", 0}},
      {{kFiscal, "income.opening", 0}, {kFiscal, "expenditure.closing", 0}},
      {{kFiscal, "income.opening_general", 0},
       {kFiscal, "expenditure.closing", column_of(kFiscal, "general")}},
      {{kFiscal, "income.opening_fund", 0}, {kFiscal, "expenditure.closing", column_of(kFiscal, "fund")}},
      {{kFiscal, "income.opening_capital", 0},
       {kFiscal, "expenditure.closing", column_of(kFiscal, "capital")}}};
  for (const TableKey table : {TableKey::kGeneralBudget, TableKey::kFund, TableKey::kStateCapital}) {
    for (const RowView& row : printed_rows(report, table)) {
      const std::size_t opening = column_of(table, "opening");
      if (row.cells[opening]->state != CellState::kAbsent) {  // most forms of two of these tables lack it
        const std::string key(row.key());
        found.push_back({{table, key, opening}, {table, key, column_of(table, "closing")}});
      }
    }
  }
  return found;
}

/// A table without a row of that key has nothing to say; one without the column neither.
bool prints(const Report& report, const ConceptCell& at) {
  for (const RowView& row : printed_rows(report, at.table)) {
    if (row.key() == at.row) {
      return row.cells[at.column]->state != CellState::kAbsent;
    }
  }
  return false;
}

class Balances {
 public:
  Balances(const CodeContext& context, const PriorYear& prior, CodeSink& sink)
      : facts_(context.facts), prior_(prior), sink_(sink) {}

  void judge(const Balance& balance) {
    if (!prints(facts_.report(), balance.opening) || !prints(prior_.facts().report(), balance.closing)) {
      return;
    }
    const auto opening = facts_.cell_figure(balance.opening);
    const auto closing = prior_.cell(balance.closing);
    if (!opening || !closing) {
      sink_.not_evaluated({"上年报告的表读得没有把握，或没有年末数",
                           "last year's table was read with doubt, or has no closing balance"});
      return;
    }
    for (const Cell* cell : cells_of({&*opening})) {
      sink_.verified(*cell);
    }
    const Copy copy = compare_copies(*opening, *closing);
    if (copy == Copy::kSame) {
      sink_.pass();
      return;
    }
    add(*opening, *closing, copy == Copy::kTail);
  }

  /// The rows of a table that differ by the same amount are one difference, seen in a 项 and in the totals
  /// above.
  void report() {
    for (Difference& one : found_) {
      const auto& reason = prior_.adjustment() ? prior_.adjustment() : prior_.scope_change();
      report_across_years(std::move(one.finding), std::move(one.cells), one.tail, reason, sink_);
    }
  }

 private:
  struct Difference {
    Finding finding;
    std::vector<const Cell*> cells;
    bool tail = false;
  };

  void add(const Figure& opening, const Figure& closing, bool tail) {
    Finding finding = difference_of(opening, closing);
    finding.locations = {opening.operand().location};
    const std::string now = shown(opening);
    finding.actual = now;
    finding.message = {opening.operand().name.zh + "为 " + now + "，" + closing.operand().name.zh + "为 " +
                           finding.expected + "，相差 " + finding.difference,
                       opening.operand().name.en + " is " + now + ", " + closing.operand().name.en + " is " +
                           finding.expected + ", difference " + finding.difference};
    const auto same = std::ranges::find_if(found_, [&](const Difference& other) {
      return other.finding.locations.front().table == finding.locations.front().table &&
             other.finding.difference == finding.difference && other.tail == tail;
    });
    if (same == found_.end()) {
      found_.push_back({std::move(finding), cells_of({&opening}), tail});
      return;
    }
    std::ranges::move(finding.locations, std::back_inserter(same->finding.locations));
    std::ranges::move(finding.operands, std::back_inserter(same->finding.operands));
    std::ranges::move(cells_of({&opening}), std::back_inserter(same->cells));
  }

  const Facts& facts_;
  const PriorYear& prior_;
  CodeSink& sink_;
  std::vector<Difference> found_;
};

}  // namespace

void check_opening_balances(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  Balances judged(context, *prior, sink);
  for (const Balance& balance : balances(context.report)) {
    judged.judge(balance);
  }
  judged.report();
}

}  // namespace zzaudit::detail
