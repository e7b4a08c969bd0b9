// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "render/detail/summary.hpp"
#include "render/detail/xlsx.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail::xlsx {
namespace {

/// A report, or all of them together.
struct SummaryRow {
  const CheckedReport* checked = nullptr;  ///< null for the sum
  std::size_t tables = 0;
  Counts counts;
  std::size_t failed = 0, not_applicable = 0;  ///< rules
  Coverage coverage;                           ///< the counts
  std::size_t notes = 0;
};

SummaryRow summary_of(const CheckedReport& checked) {
  const CheckOutcome& outcome = checked.outcome;
  const auto status = [&](CheckStatus wanted) {
    return static_cast<std::size_t>(std::ranges::count(outcome.checks, wanted, &CheckResult::status));
  };
  SummaryRow row;
  row.checked = &checked;
  row.tables = tables_of(checked.report);
  row.counts = counts_of(outcome);
  row.failed = status(CheckStatus::kFail);
  row.not_applicable = status(CheckStatus::kNotApplicable);
  row.coverage.tables = outcome.coverage.tables;
  row.coverage.narrative = outcome.coverage.narrative;
  row.notes = checked.report.notes.size();
  return row;
}

SummaryRow sum_of(const std::vector<CheckedReport>& reports) {
  SummaryRow sum;
  for (const CheckedReport& checked : reports) {
    const SummaryRow row = summary_of(checked);
    sum.tables += row.tables;
    sum.counts.add(checked.outcome);
    sum.failed += row.failed;
    sum.not_applicable += row.not_applicable;
    add(sum.coverage.tables, row.coverage.tables);
    add(sum.coverage.narrative, row.coverage.narrative);
    sum.notes += row.notes;
  }
  return sum;
}

/// A number of findings, coloured when there are any.
Cell findings_cell(std::size_t number, Look look) { return count(number, number > 0 ? look : Look::kText); }

Cell file_cell(const Context& context, const SummaryRow& row) {
  return row.checked != nullptr
             ? text(row.checked->file)
             : text(fmt::format(fmt::runtime(context.in("共 {} 份报告", "{} reports in all")),
                                context.run.reports.size()),
                    Look::kTitle);
}

Cell year_cell(const Context& /*context*/, const SummaryRow& row) {
  return row.checked != nullptr && row.checked->report.year
             ? figure(std::to_string(*row.checked->report.year))
             : Cell{};
}

Cell currency_cell(const Context& context, const SummaryRow& row) {
  return row.checked != nullptr && row.checked->report.currency_unit
             ? text(name_of(*row.checked->report.currency_unit).in(context.language))
             : Cell{};
}

Cell verdict_cell(const Context& context, const SummaryRow& row) {
  if (row.checked == nullptr) {
    return {};
  }
  const Look look = row.counts.errors > 0     ? Look::kError
                    : row.counts.warnings > 0 ? Look::kWarning
                    : row.counts.notes > 0    ? Look::kNote
                                              : Look::kGood;
  return text(verdict(row.counts, context.language), look);
}

using C = const Context&;
using R = const SummaryRow&;

constexpr std::array kColumns = {
    Column<SummaryRow>{{"文件", "file"}, 30, file_cell},
    Column<SummaryRow>{
        {"单位", "department"},
        20,
        [](C, R row) { return row.checked != nullptr ? text(row.checked->report.unit) : Cell{}; }},
    Column<SummaryRow>{{"年度", "year"}, 7, year_cell},
    Column<SummaryRow>{{"金额单位", "currency unit"}, 9, currency_cell},
    Column<SummaryRow>{
        {"报表样式", "template"},
        12,
        [](C, R row) { return row.checked != nullptr ? text(row.checked->report.form) : Cell{}; }},
    Column<SummaryRow>{{"识别决算表（应有 9 张）", "tables recognised (of 9)"},
                       11,
                       [](C, R row) { return count(row.tables); }},
    Column<SummaryRow>{{"结论", "verdict"}, 34, verdict_cell},
    Column<SummaryRow>{
        {"错误", "errors"}, 8, [](C, R row) { return findings_cell(row.counts.errors, Look::kError); }},
    Column<SummaryRow>{
        {"警告", "warnings"}, 9, [](C, R row) { return findings_cell(row.counts.warnings, Look::kWarning); }},
    Column<SummaryRow>{
        {"提示", "notes"}, 8, [](C, R row) { return findings_cell(row.counts.notes, Look::kNote); }},
    Column<SummaryRow>{
        {"已豁免", "waived"}, 8, [](C, R row) { return findings_cell(row.counts.waived, Look::kFaint); }},
    Column<SummaryRow>{{"列入基线", "in the baseline"},
                       9,
                       [](C, R row) { return findings_cell(row.counts.baseline, Look::kFaint); }},
    Column<SummaryRow>{{"检查通过", "checks passed"}, 9, [](C, R row) { return count(row.counts.passed); }},
    Column<SummaryRow>{{"检查发现问题", "checks failed"}, 9, [](C, R row) { return count(row.failed); }},
    Column<SummaryRow>{
        {"检查未评估", "checks not evaluated"}, 10, [](C, R row) { return count(row.counts.not_evaluated); }},
    Column<SummaryRow>{
        {"检查不适用", "checks not applicable"}, 10, [](C, R row) { return count(row.not_applicable); }},
    Column<SummaryRow>{
        {"表内数字", "figures in tables"}, 10, [](C, R row) { return count(row.coverage.tables.numbers); }},
    Column<SummaryRow>{{"表内已核对", "verified in tables"},
                       10,
                       [](C, R row) { return count(row.coverage.tables.verified); }},
    Column<SummaryRow>{
        {"表内核对比例", "share in tables"}, 9, [](C, R row) { return share(row.coverage.tables); }},
    Column<SummaryRow>{{"说明数字", "figures in the explanation"},
                       11,
                       [](C, R row) { return count(row.coverage.narrative.numbers); }},
    Column<SummaryRow>{{"说明已核对", "verified in the explanation"},
                       10,
                       [](C, R row) { return count(row.coverage.narrative.verified); }},
    Column<SummaryRow>{{"说明核对比例", "share in the explanation"},
                       11,
                       [](C, R row) { return share(row.coverage.narrative); }},
    Column<SummaryRow>{{"读取说明（条，见下）", "notes on reading (see below)"},
                       12,
                       [](C, R row) { return findings_cell(row.notes, Look::kWarning); }},
    Column<SummaryRow>{{"SHA-256", "SHA-256"},
                       68,
                       [](C, R row) { return row.checked != nullptr ? text(row.checked->sha256) : Cell{}; }},
};
constexpr std::size_t kPrinted = kColumns.size() - 1;  ///< without the SHA-256

/// An input about which nothing is known but why.
std::vector<Cell> unread_row(const Context& context, const UnreadInput& unread) {
  std::vector<Cell> cells;
  cells.reserve(kColumns.size());
  for (const Column<SummaryRow>& column : kColumns) {
    cells.push_back(column.cell == file_cell ? text(unread.file)
                    : column.cell == verdict_cell
                        ? text(fmt::format("{}{}", context.in("没有检查：", "not checked: "),
                                           one_line(unread.message.in(context.language))),
                               Look::kError)
                        : Cell{});
  }
  return cells;
}

using Lines = std::vector<std::vector<Cell>>;

/// What the run was subject to.
void add_run(Lines& lines, const Context& context) {
  const auto add = [&](std::string_view name, std::string_view value) {
    lines.push_back({text(name), text(value, Look::kLine)});
  };
  const PolicyUse& policy = context.run.policy;
  lines.push_back({text(context.in("检查依据", "what was applied"), Look::kTitle)});
  add(context.in("程序", "program"), "zzaudit " + context.run.version);
  add(context.in("规则集指纹", "fingerprint of the rule set"), context.run.ruleset);
  for (const std::string& file : policy.configuration) {
    add(context.in("配置文件", "configuration file"), file);
  }
  for (const std::string& file : policy.waivers) {
    add(context.in("豁免文件", "waiver file"), file);
  }
  if (!policy.baseline.empty()) {
    add(context.in("基线文件", "baseline file"), policy.baseline);
  }
  for (const AcceptanceRemark& remark : policy.remarks) {
    add(context.in("提醒", "remark"),
        one_line(fmt::format("{}{}{}", remark.where.in(context.language), context.in("：", ": "),
                             remark.message.in(context.language))));
  }
}

/// What the readers were unsure of or left out.
void add_notes(Lines& lines, const Context& context) {
  const bool any = std::ranges::any_of(
      context.run.reports, [](const CheckedReport& checked) { return !checked.report.notes.empty(); });
  if (!any) {
    return;
  }
  lines.emplace_back();
  lines.push_back({text(context.in("读取说明", "notes on reading"), Look::kTitle)});
  for (const CheckedReport& checked : context.run.reports) {
    for (const ReaderNote& note : checked.report.notes) {
      lines.push_back({text(checked.file),
                       text(one_line(note_text(checked.report, note, context.language)), Look::kLine)});
    }
  }
}

}  // namespace

void write_summary(Writer& writer, const Context& context) {
  const std::span<const Column<SummaryRow>> columns(kColumns);
  Lines after(1);
  if (context.run.reports.size() > 1) {
    after.push_back(cells_of(context, columns, sum_of(context.run.reports)));
    after.emplace_back();
  }
  add_run(after, context);
  add_notes(after, context);
  workbook::Sheet sheet = sheet_of(context, context.in("汇总", "Summary"), columns);
  sheet.printed = kPrinted;
  Rows rows(writer, std::move(sheet), {context.run.reports.size() + context.run.unread.size(), after.size()},
            context.language);
  for (const CheckedReport& checked : context.run.reports) {
    rows.add(cells_of(context, columns, summary_of(checked)));
  }
  for (const UnreadInput& unread : context.run.unread) {
    rows.add(unread_row(context, unread));
  }
  for (const std::vector<Cell>& line : after) {
    rows.add(line);
  }
  rows.finish();
}

}  // namespace zzaudit::detail::xlsx
