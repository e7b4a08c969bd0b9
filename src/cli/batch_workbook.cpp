// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/batch_overview.hpp"
#include "cli/batch_sink.hpp"
#include "cli/output.hpp"
#include "render/detail/xlsx.hpp"
#include "zzaudit/base/version.hpp"

/// The sheets of a batch: summary, reports, rules.
namespace zzaudit::cli {
namespace {

namespace xlsx = detail::xlsx;
namespace workbook = detail::workbook;
using workbook::Cell;
using workbook::Look;

/// What all sheets have in common.
struct Context {
  const BatchOverview& overview;
  const BatchSummary& summary;
  const Catalogue& catalogue;
  Language language = Language::kChinese;

  [[nodiscard]] std::string_view in(std::string_view zh, std::string_view en) const {
    return detail::in(language, zh, en);
  }
};

template <class Row>
using Column = xlsx::Column<Row, Context>;
using C = const Context&;

Look look_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kClean:
      return Look::kGood;
    case Verdict::kNote:
      return Look::kNote;
    case Verdict::kWarning:
      return Look::kWarning;
    case Verdict::kError:
      return Look::kError;
    case Verdict::kUnreadable:
    case Verdict::kFailed:
      break;
  }
  return Look::kFaint;
}

Look look_of(Severity severity) {
  return severity == Severity::kError     ? Look::kError
         : severity == Severity::kWarning ? Look::kWarning
                                          : Look::kNote;
}

Cell verdict_cell(C context, Verdict verdict) {
  return xlsx::text(label_of(verdict).in(context.language), look_of(verdict));
}

/// --- summary ---

struct VerdictRow {
  Verdict verdict;
  std::size_t reports = 0;
  std::size_t units = 0;
};

constexpr std::array kSummaryColumns = {
    Column<VerdictRow>{{"结论", "verdict"},
                       24,
                       [](C context, const VerdictRow& row) { return verdict_cell(context, row.verdict); }},
    Column<VerdictRow>{
        {"报告", "reports"}, 12, [](C, const VerdictRow& row) { return xlsx::count(row.reports); }},
    Column<VerdictRow>{
        {"单位", "departments"}, 14, [](C, const VerdictRow& row) { return xlsx::count(row.units); }},
};

std::vector<VerdictRow> verdict_rows(C context) {
  std::vector<VerdictRow> rows;
  for (std::size_t i = kVerdicts; i-- > 0;) {
    const auto verdict = static_cast<Verdict>(i);
    std::set<std::size_t> units;
    for (const OverviewReport& report : context.overview.reports()) {
      if (report.verdict == verdict && report.unit) {
        units.insert(*report.unit);
      }
    }
    rows.push_back({verdict, context.summary.verdicts[i], units.size()});
  }
  return rows;
}

std::vector<std::vector<Cell>> below_summary(C context) {
  std::vector<std::vector<Cell>> lines(1);
  lines.push_back({xlsx::text(context.in("合计", "in all"), Look::kTitle),
                   xlsx::count(context.summary.reports), xlsx::count(context.overview.units().size())});
  if (context.summary.skipped > 0) {
    lines.push_back(
        {xlsx::text(context.in("未读取的文件（不是可读的格式）", "files passed over: no readable format")),
         xlsx::count(context.summary.skipped)});
  }
  for (std::size_t i = 1; i < kPriorStates; ++i) {
    if (context.summary.priors[i] > 0) {
      lines.push_back({xlsx::text(label_of(static_cast<PriorState>(i)).in(context.language)),
                       xlsx::count(context.summary.priors[i])});
    }
  }
  lines.emplace_back();
  const auto add = [&](std::string_view name, std::string_view value) {
    lines.push_back({xlsx::text(name), xlsx::text(value, Look::kLine)});
  };
  add(context.in("程序", "program"), fmt::format("zzaudit {}", version()));
  for (const std::string& ruleset : context.overview.rulesets()) {
    add(context.in("规则集指纹", "fingerprint of the rule set"), ruleset);
  }
  return lines;
}

void write_summary(workbook::Writer& writer, C context) {
  const std::span<const Column<VerdictRow>> columns(kSummaryColumns);
  const std::vector<VerdictRow> table = verdict_rows(context);
  const std::vector<std::vector<Cell>> after = below_summary(context);
  xlsx::Rows rows(writer, xlsx::sheet_of(context, context.in("汇总", "Summary"), columns),
                  {table.size(), after.size()}, context.language);
  for (const VerdictRow& row : table) {
    rows.add(xlsx::cells_of(context, columns, row));
  }
  for (const std::vector<Cell>& line : after) {
    rows.add(line);
  }
  rows.finish();
}

/// --- reports ---

template <Severity kSeverity>
Cell findings_cell(C context, const OverviewReport& report) {
  if (report.verdict >= Verdict::kUnreadable) {
    return {};
  }
  const std::size_t number = context.overview.count_of(report, kSeverity);
  return xlsx::count(number, number > 0 ? look_of(kSeverity) : Look::kText);
}

template <CoverageCount CoverageCounts::*Part, std::size_t CoverageCount::*Member>
Cell coverage_cell(C /*context*/, const OverviewReport& report) {
  return report.coverage ? xlsx::count((*report.coverage).*Part.*Member) : Cell{};
}

template <CoverageCount CoverageCounts::*Part>
Cell share_cell(C /*context*/, const OverviewReport& report) {
  return report.coverage ? xlsx::share((*report.coverage).*Part) : Cell{};
}

Cell unit_cell(C context, const OverviewReport& report) {
  return report.unit ? xlsx::text(context.overview.units()[*report.unit]) : Cell{};
}

/// "TAB301×2 NAR101".
Cell rules_cell(C context, const OverviewReport& report) {
  std::string out;
  for (const RuleHits& hits : report.rules) {
    out += out.empty() ? "" : " ";
    out += context.overview.rules()[hits.rule].rule;
    out += hits.count > 1 ? fmt::format("×{}", hits.count) : "";
  }
  return xlsx::text(out);
}

constexpr auto kTables = &CoverageCounts::tables;
constexpr auto kWords = &CoverageCounts::narrative;

constexpr std::array kReportColumns = {
    Column<OverviewReport>{
        {"文件", "file"}, 42, [](C, const OverviewReport& row) { return xlsx::text(row.file); }},
    Column<OverviewReport>{{"单位", "department"}, 30, unit_cell},
    Column<OverviewReport>{{"年度", "year"},
                           8,
                           [](C, const OverviewReport& row) {
                             return row.year ? xlsx::figure(std::to_string(*row.year)) : Cell{};
                           }},
    Column<OverviewReport>{
        {"结论", "verdict"},
        12,
        [](C context, const OverviewReport& row) { return verdict_cell(context, row.verdict); }},
    Column<OverviewReport>{{"错误", "errors"}, 9, findings_cell<Severity::kError>},
    Column<OverviewReport>{{"警告", "warnings"}, 10, findings_cell<Severity::kWarning>},
    Column<OverviewReport>{{"提示", "notes"}, 9, findings_cell<Severity::kNote>},
    Column<OverviewReport>{
        {"表内数字", "figures in tables"}, 10, coverage_cell<kTables, &CoverageCount::numbers>},
    Column<OverviewReport>{
        {"表内已核对", "verified in tables"}, 10, coverage_cell<kTables, &CoverageCount::verified>},
    Column<OverviewReport>{{"表内核对比例", "share in tables"}, 10, share_cell<kTables>},
    Column<OverviewReport>{
        {"说明数字", "figures in the explanation"}, 11, coverage_cell<kWords, &CoverageCount::numbers>},
    Column<OverviewReport>{
        {"说明已核对", "verified in the explanation"}, 11, coverage_cell<kWords, &CoverageCount::verified>},
    Column<OverviewReport>{{"说明核对比例", "share in the explanation"}, 11, share_cell<kWords>},
    Column<OverviewReport>{{"规则（次数）", "rules (times)"}, 52, rules_cell},
    Column<OverviewReport>{{"没有核对的原因", "why it was not checked"},
                           52,
                           [](C, const OverviewReport& row) { return xlsx::text(row.message); }},
};

void write_reports(workbook::Writer& writer, C context) {
  const std::span<const Column<OverviewReport>> columns(kReportColumns);
  xlsx::Rows rows(writer, xlsx::sheet_of(context, context.in("报告", "Reports"), columns),
                  {context.overview.reports().size(), 0}, context.language);
  for (const OverviewReport& report : context.overview.reports()) {
    rows.add(xlsx::cells_of(context, columns, report));
  }
  rows.finish();
}

/// --- rules ---

Cell title_cell(C context, const OverviewRule& row) {
  const Rule* rule = context.catalogue.find(row.rule);
  return xlsx::text(rule == nullptr || rule->title.empty() ? row.name : rule->title.in(context.language));
}

constexpr std::array kRuleColumns = {
    Column<OverviewRule>{{"级别", "severity"},
                         10,
                         [](C context, const OverviewRule& row) {
                           return xlsx::text(label_of(row.severity).in(context.language),
                                             look_of(row.severity));
                         }},
    Column<OverviewRule>{
        {"规则", "rule"}, 12, [](C, const OverviewRule& row) { return xlsx::text(row.rule); }},
    Column<OverviewRule>{{"规则内容", "what the rule finds"}, 60, title_cell},
    Column<OverviewRule>{
        {"规则名称", "rule name"}, 40, [](C, const OverviewRule& row) { return xlsx::text(row.name); }},
    Column<OverviewRule>{{"单位", "departments"},
                         12,
                         [](C, const OverviewRule& row) { return xlsx::count(row.units.size()); }},
    Column<OverviewRule>{
        {"报告", "reports"}, 10, [](C, const OverviewRule& row) { return xlsx::count(row.reports); }},
    Column<OverviewRule>{
        {"问题", "findings"}, 10, [](C, const OverviewRule& row) { return xlsx::count(row.findings); }},
};

void write_rules(workbook::Writer& writer, C context) {
  const std::span<const Column<OverviewRule>> columns(kRuleColumns);
  xlsx::Rows rows(writer, xlsx::sheet_of(context, context.in("规则", "Rules"), columns),
                  {context.overview.rules().size(), 0}, context.language);
  for (const std::size_t rule : context.overview.sorted_rules()) {
    rows.add(xlsx::cells_of(context, columns, context.overview.rules()[rule]));
  }
  rows.finish();
}

class WorkbookSink final : public BatchSink {
 public:
  explicit WorkbookSink(const SinkSettings& settings)
      : language_(settings.language), output_(settings.path) {}

  void add(const BatchResult& result) override { overview_.add(result); }

  void finish(const BatchEnd& end) override {
    end.catalogue.document(end.summary.rule_ids());
    const Context context{overview_, end.summary, end.catalogue, language_};
    const workbook::Properties properties{
        std::string(context.in("部门决算公开批量核对汇总", "summary of many final accounts")),
        fmt::format("zzaudit {}", version())};
    output_.write(xlsx::make_workbook(properties, [&](workbook::Writer& writer) {
      write_summary(writer, context);
      write_reports(writer, context);
      write_rules(writer, context);
    }));
    output_.finish();
  }

 private:
  Language language_;
  StreamedOutput output_;
  BatchOverview overview_;
};

}  // namespace

std::unique_ptr<BatchSink> open_workbook(const SinkSettings& settings) {
  return std::make_unique<WorkbookSink>(settings);
}

}  // namespace zzaudit::cli
