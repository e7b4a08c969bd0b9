// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "render/detail/xlsx.hpp"

namespace zzaudit::detail::xlsx {
namespace {

struct CheckRow {
  const CheckedReport& checked;
  const CheckResult& check;
};

struct UnverifiedRow {
  const CheckedReport& checked;
  const Unverified& entry;
};

using C = const Context&;

Cell status_cell(C context, const CheckRow& row) {
  switch (row.check.status) {
    case CheckStatus::kPass:
      return text(context.in("通过", "passed"), Look::kGood);
    case CheckStatus::kFail:
      return text(context.in("发现问题", "failed"), Look::kError);
    case CheckStatus::kNotEvaluated:
      return text(context.in("未评估", "not evaluated"), Look::kWarning);
    case CheckStatus::kNotApplicable:
      break;
  }
  return text(context.in("不适用", "not applicable"), Look::kFaint);
}

constexpr std::array kCheckColumns = {
    Column<CheckRow>{{"文件", "file"}, 42, [](C, const CheckRow& row) { return text(row.checked.file); }},
    Column<CheckRow>{{"规则", "rule"}, 10, [](C, const CheckRow& row) { return text(row.check.rule); }},
    Column<CheckRow>{{"规则内容", "what the rule finds"},
                     56,
                     [](C context, const CheckRow& row) { return text(title_of(context, row.check.rule)); }},
    Column<CheckRow>{{"结果", "status"}, 15, status_cell},
    Column<CheckRow>{
        {"评估次数", "evaluated"}, 11, [](C, const CheckRow& row) { return count(row.check.evaluated); }},
    Column<CheckRow>{
        {"不符次数", "failed"}, 11, [](C, const CheckRow& row) { return count(row.check.failed); }},
    Column<CheckRow>{{"未评估次数", "not evaluated"},
                     14,
                     [](C, const CheckRow& row) { return count(row.check.not_evaluated); }},
    Column<CheckRow>{
        {"原因", "reason"},
        60,
        [](C context, const CheckRow& row) { return text(row.check.reason.in(context.language)); }},
};

constexpr std::array kUnverifiedColumns = {
    Column<UnverifiedRow>{
        {"文件", "file"}, 30, [](C, const UnverifiedRow& row) { return text(row.checked.file); }},
    Column<UnverifiedRow>{{"未核对的数", "figure not verified"},
                          16,
                          [](C, const UnverifiedRow& row) { return figure(row.entry.value); }},
    Column<UnverifiedRow>{{"位置", "place"},
                          70,
                          [](C context, const UnverifiedRow& row) {
                            return text(
                                place_of(context, row.checked.report, row.entry.location, row.entry.value));
                          }},
    Column<UnverifiedRow>{
        {"原因", "reason"},
        60,
        [](C context, const UnverifiedRow& row) { return text(row.entry.reason.in(context.language)); }},
};

std::vector<Cell> total(std::string_view name, const CoverageCount& sum) {
  return {text(name), count(sum.numbers), count(sum.verified), share(sum)};
}

/// The counts over all reports.
std::vector<std::vector<Cell>> totals_of(C context) {
  CoverageCount tables;
  CoverageCount narrative;
  std::size_t unverified = 0;
  for (const CheckedReport& checked : context.run.reports) {
    const Coverage& coverage = checked.outcome.coverage;
    add(tables, coverage.tables);
    add(narrative, coverage.narrative);
    unverified += coverage.unverified.size();
  }
  std::vector<std::vector<Cell>> lines(1);
  lines.push_back({text(context.in("合计", "in all"), Look::kTitle),
                   text(context.in("数字", "figures"), Look::kTitle),
                   text(context.in("已核对", "verified"), Look::kTitle),
                   text(context.in("比例", "share"), Look::kTitle)});
  lines.push_back(total(context.in("表内数字", "figures in tables"), tables));
  lines.push_back(total(context.in("情况说明数字", "figures in the explanation"), narrative));
  lines.push_back({text(context.in("上表列出的数", "figures listed above")), count(unverified),
                   text(context.in("其中日期、序号等不计入以上合计。",
                                   "Dates and numberings among them are not counted in these sums."),
                        Look::kLine)});
  return lines;
}

}  // namespace

void write_checks(Writer& writer, const Context& context) {
  const std::span<const Column<CheckRow>> columns(kCheckColumns);
  RowCounts counts;
  for (const CheckedReport& checked : context.run.reports) {
    counts.table += checked.outcome.checks.size();
  }
  Rows rows(writer, sheet_of(context, context.in("检查", "Checks"), columns), counts, context.language);
  for (const CheckedReport& checked : context.run.reports) {
    for (const CheckResult& check : checked.outcome.checks) {
      rows.add(cells_of(context, columns, CheckRow{checked, check}));
    }
  }
  rows.finish();
}

void write_coverage(Writer& writer, const Context& context) {
  const std::span<const Column<UnverifiedRow>> columns(kUnverifiedColumns);
  const std::vector<std::vector<Cell>> totals = totals_of(context);
  RowCounts counts;
  counts.after = totals.size();
  for (const CheckedReport& checked : context.run.reports) {
    counts.table += checked.outcome.coverage.unverified.size();
  }
  Rows rows(writer, sheet_of(context, context.in("核对范围", "Coverage"), columns), counts, context.language);
  for (const CheckedReport& checked : context.run.reports) {
    for (const Unverified& entry : checked.outcome.coverage.unverified) {
      rows.add(cells_of(context, columns, UnverifiedRow{checked, entry}));
    }
  }
  for (const std::vector<Cell>& line : totals) {
    rows.add(line);
  }
  rows.finish();
}

}  // namespace zzaudit::detail::xlsx
