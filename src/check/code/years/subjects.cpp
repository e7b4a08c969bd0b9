// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <map>
#include <string>

#include "check/code/support.hpp"
#include "check/code/words/facts.hpp"
#include "check/code/years/prior_year.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"

/// YOY501: a 科目编码 keeps its name from one year to the next, unless the classification was changed.
namespace zzaudit::detail {
namespace {

std::map<std::string, std::string, std::less<>> names_of(const Report& report, TableKey table) {
  std::map<std::string, std::string, std::less<>> names;
  for (const RowView& row : printed_rows(report, table)) {
    if (row.line == nullptr && !row.code->empty()) {
      names.emplace(*row.code, std::string(without_enumerator(compact(*row.name))));
    }
  }
  return names;
}

/// A name may be cut by the width of its column.
bool same_name(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

/// Each name is one that the classification gives the code in its year.
bool is_explained(std::string_view code, std::string_view now, std::string_view then,
                  const std::optional<int>& year) {
  const Subject* subject = find_subject(Classification::kFunctional, code);
  if (subject == nullptr) {
    return false;
  }
  const std::optional<int> before = year ? std::optional(*year - 1) : std::nullopt;
  return fit_name(*subject, now, year) != NameFit::kDifferent &&
         fit_name(*subject, then, before) != NameFit::kDifferent;
}

}  // namespace

void check_renamed_subject(const CodeContext& context, CodeSink& sink) {
  const PriorYear* prior = comparable(context, sink);
  if (prior == nullptr) {
    return;
  }
  std::map<std::string, bool, std::less<>> told;  // a code stands in several tables
  for (const TableKey table :
       {TableKey::kIncome, TableKey::kExpenditure, TableKey::kGeneralBudget, TableKey::kFund}) {
    if (info_of(prior->facts().report(), table).low_confidence ||
        info_of(context.report, table).low_confidence) {
      continue;
    }
    const auto then = names_of(prior->facts().report(), table);
    for (const RowView& row : printed_rows(context.report, table)) {
      const auto known = row.line == nullptr ? then.find(*row.code) : then.end();
      if (known == then.end()) {
        continue;
      }
      const std::string name(without_enumerator(compact(*row.name)));
      if (same_name(name, known->second) ||
          is_explained(*row.code, name, known->second, context.report.year)) {
        sink.pass();
        continue;
      }
      if (!told.emplace(*row.code, true).second) {
        continue;
      }
      Finding finding = make_finding(context, {row_location(context.report, table, row)}, {});
      finding.message = {"科目 " + *row.code + " 本年名称为" + in_quotes(name) + "，上年报告为" +
                             in_quotes(known->second) + "；分类科目没有这样的更名",
                         "科目 " + *row.code + " is “" + name + "” this year and “" + known->second +
                             "” in last year's report; the classification knows of no such renaming"};
      sink.fail(std::move(finding));
    }
  }
}

}  // namespace zzaudit::detail
