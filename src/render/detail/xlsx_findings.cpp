// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>

#include "render/detail/excerpt.hpp"
#include "render/detail/finding_text.hpp"
#include "render/detail/position.hpp"
#include "render/detail/summary.hpp"
#include "render/detail/xlsx.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail::xlsx {
namespace {

struct FindingRow {
  const CheckedReport& checked;
  const Finding& finding;
  const Rule* rule = nullptr;

  [[nodiscard]] const Location& where() const { return finding.locations.front(); }
};

using C = const Context&;
using R = const FindingRow&;

Look look_of_cell(Severity severity) {
  return severity == Severity::kError     ? Look::kError
         : severity == Severity::kWarning ? Look::kWarning
                                          : Look::kNote;
}

/// Adds a line to the text of a cell.
void add_line(std::string& lines, std::string_view line) {
  lines += lines.empty() ? "" : "\n";
  lines += one_line(line);
}

Cell status_cell(C context, R row) {
  if (!row.finding.suppression) {
    return text(context.in("计入", "counts"));
  }
  return row.finding.suppression->kind == Suppression::Kind::kWaiver
             ? text(context.in("已豁免", "waived"), Look::kFaint)
             : text(context.in("基线", "baseline"), Look::kFaint);
}

Cell severity_cell(C context, R row) {
  return text(label_of(row.finding.severity).in(context.language), look_of_cell(row.finding.severity));
}

Cell part_cell(C context, R row) {
  const Location& where = row.where();
  if (!where.table) {
    return text(!where.section.empty() ? one_line(where.section)
                : !where.text.empty()  ? std::string(context.in("情况说明", "explanation in words"))
                                       : std::string(context.in("报告整体", "the report as a whole")));
  }
  const std::string title =
      where.title.empty() ? std::string(descriptor(*where.table).title.in(context.language)) : where.title;
  return text(one_line(where.number.empty() ? title : where.number + " " + title));
}

Cell position_cell(C context, R row) {
  return text(source_position(row.checked.report.sources, row.where().place, context.language));
}

Cell quoted_cell(C /*context*/, R row) {
  constexpr std::size_t kColumns = 600;
  return text(excerpt(one_line(row.where().text), row.finding.message.zh, kColumns));
}

Cell relation_cell(C context, R row) {
  return row.finding.expected.empty() ? Cell{}
                                      : text(label_of_expected(row.finding.comparison, context.language));
}

Cell currency_cell(C context, R row) {
  const auto& unit = row.checked.report.currency_unit;
  const bool amounts = !row.finding.expected.empty() || !row.finding.actual.empty();
  return unit && amounts ? text(name_of(*unit).in(context.language)) : Cell{};
}

Cell operands_cell(C context, R row) {
  std::string lines;
  for (const Operand& operand : row.finding.operands) {
    add_line(lines, fmt::format("{} = {}", operand.name.in(context.language),
                                operand.value.empty() ? context.in("空白", "blank") : operand.value));
  }
  return text(lines);
}

/// Where the suspected figure stands, and why it is suspected.
std::string suspect_text(C context, R row, const Suspect& suspect) {
  std::string out = place_of(context, row.checked.report, suspect.location, row.finding.message.zh);
  if (!suspect.reason.empty()) {
    out += fmt::format("{}{}", context.in("：", ": "), suspect.reason.in(context.language));
  }
  return out;
}

Cell suspect_cell(C context, R row) {
  return row.finding.suspects.empty()
             ? Cell{}
             : text(one_line(suspect_text(context, row, row.finding.suspects.front())));
}

Cell repair_cell(C /*context*/, R row) {
  return row.finding.suspects.empty() ? Cell{} : figure(row.finding.suspects.front().repair);
}

Cell other_suspects_cell(C context, R row) {
  std::string lines;
  for (std::size_t i = 1; i < row.finding.suspects.size(); ++i) {
    const Suspect& suspect = row.finding.suspects[i];
    add_line(lines,
             suspect_text(context, row, suspect) + (suspect.repair.empty() ? "" : " → " + suspect.repair));
  }
  return text(lines);
}

Cell consequences_cell(C context, R row) {
  std::string lines;
  for (const Consequence& consequence : row.finding.consequences) {
    add_line(lines, consequence.rule + " " + consequence.message.in(context.language));
  }
  return text(lines);
}

Cell other_places_cell(C context, R row) {
  std::string lines;
  for (std::size_t i = 1; i < row.finding.locations.size(); ++i) {
    add_line(lines, place_of(context, row.checked.report, row.finding.locations[i], row.finding.message.zh));
  }
  return text(lines);
}

/// A member of the suppression; blank for a finding that counts.
template <std::string Suppression::*Member>
Cell suppression_cell(C /*context*/, R row) {
  return row.finding.suppression ? text(one_line((*row.finding.suppression).*Member)) : Cell{};
}

template <std::string Finding::*Member>
Cell figure_cell(C /*context*/, R row) {
  return figure(row.finding.*Member);
}

/// Those up to the suggestion are what is printed on paper.
constexpr std::array kColumns = {
    Column<FindingRow>{{"文件", "file"}, 24, [](C, R row) { return text(row.checked.file); }},
    Column<FindingRow>{{"状态", "status"}, 9, status_cell},
    Column<FindingRow>{{"级别", "severity"}, 9, severity_cell},
    Column<FindingRow>{{"规则", "rule"}, 10, [](C, R row) { return text(row.finding.rule); }},
    Column<FindingRow>{{"问题", "finding"},
                       52,
                       [](C context, R row) { return text(row.finding.message.in(context.language)); }},
    Column<FindingRow>{{"决算表或章节", "table or section"}, 24, part_cell},
    Column<FindingRow>{{"行", "row"},
                       18,
                       [](C context, R row) { return text(one_line(row.where().row.in(context.language))); }},
    Column<FindingRow>{
        {"列", "column"},
        16,
        [](C context, R row) { return text(one_line(row.where().column.in(context.language))); }},
    Column<FindingRow>{{"原文位置", "position"}, 15, position_cell},
    Column<FindingRow>{{"关系", "relation"}, 10, relation_cell},
    Column<FindingRow>{{"应有数", "expected"}, 13, figure_cell<&Finding::expected>},
    Column<FindingRow>{{"实有数", "actual"}, 13, figure_cell<&Finding::actual>},
    Column<FindingRow>{{"相差", "difference"}, 12, figure_cell<&Finding::difference>},
    Column<FindingRow>{{"建议", "suggestion"},
                       36,
                       [](C context, R row) { return text(row.finding.suggestion.in(context.language)); }},
    Column<FindingRow>{{"允许误差", "allowed"}, 10, figure_cell<&Finding::tolerance>},
    Column<FindingRow>{{"金额单位", "currency unit"}, 10, currency_cell},
    Column<FindingRow>{{"原文", "quoted text"}, 52, quoted_cell},
    Column<FindingRow>{{"依据的数", "figures"}, 52, operands_cell},
    Column<FindingRow>{{"最可疑处", "suspected"}, 40, suspect_cell},
    Column<FindingRow>{{"改为", "repair"}, 13, repair_cell},
    Column<FindingRow>{{"其次可疑处", "or else"}, 40, other_suspects_cell},
    Column<FindingRow>{{"其他位置", "other places"}, 44, other_places_cell},
    Column<FindingRow>{{"连带不符", "also fails"}, 44, consequences_cell},
    Column<FindingRow>{{"规则内容", "what the rule finds"},
                       36,
                       [](C context, R row) { return text(title_of(context, row.finding.rule)); }},
    Column<FindingRow>{{"规则名称", "rule name"}, 26, [](C, R row) { return text(row.finding.name); }},
    Column<FindingRow>{{"依据", "basis"},
                       52,
                       [](C context, R row) {
                         return row.rule == nullptr ? Cell{} : text(basis_text(*row.rule, context.language));
                       }},
    Column<FindingRow>{{"豁免理由", "reason of the waiver"}, 36, suppression_cell<&Suppression::reason>},
    Column<FindingRow>{{"决定人", "decided by"}, 12, suppression_cell<&Suppression::by>},
    Column<FindingRow>{{"有效期至", "until"}, 12, suppression_cell<&Suppression::until>},
    Column<FindingRow>{
        {"豁免或基线文件", "waiver or baseline file"}, 24, suppression_cell<&Suppression::source>},
    Column<FindingRow>{{"编号", "id"}, 19, [](C, R row) { return text(row.finding.id); }},
    Column<FindingRow>{{"指纹", "fingerprint"}, 19, [](C, R row) { return text(row.finding.fingerprint); }},
};
constexpr std::size_t kPrinted = 14;

}  // namespace

void write_findings(Writer& writer, const Context& context) {
  const std::span<const Column<FindingRow>> columns(kColumns);
  RowCounts counts;
  for (const CheckedReport& checked : context.run.reports) {
    counts.table += checked.outcome.findings.size() + checked.outcome.suppressed.size();
  }
  workbook::Sheet sheet = sheet_of(context, context.in("问题", "Findings"), columns);
  sheet.printed = kPrinted;
  sheet.footer = context.in("其余各列见电子表格", "the spreadsheet has more columns");
  Rows rows(writer, std::move(sheet), counts, context.language);
  for (const CheckedReport& checked : context.run.reports) {
    for (const auto* findings : {&checked.outcome.findings, &checked.outcome.suppressed}) {
      for (const Finding& finding : *findings) {
        rows.add(
            cells_of(context, columns, FindingRow{checked, finding, context.catalogue.find(finding.rule)}));
      }
    }
  }
  rows.finish();
}

}  // namespace zzaudit::detail::xlsx
