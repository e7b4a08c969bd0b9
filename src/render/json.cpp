// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "base/detail/json_writer.hpp"
#include "render/detail/position.hpp"
#include "zzaudit/base/cell_address.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/render/render.hpp"

/// "zzaudit-findings/1" (data/schema/findings.schema.json), one finding, check or unverified figure a line.
namespace zzaudit {
namespace {

using detail::append_lines;
using detail::append_quoted;
using Members = detail::JsonMembers;

/// What the parts of one report have in common.
struct Context {
  const Report& report;
  Language language;
};

/// What the source has: lines, pages, cells of sheets, tables and paragraphs.
void place_members(Members& members, const Place& place, const std::vector<Source>& sources) {
  const auto number = [&](std::string_view name, std::uint32_t value) {
    if (value != 0) {
      members.number(name, value);
    }
  };
  const bool known = place.source < sources.size();
  const bool in_sheet = known && !sources[place.source].sheet.empty();
  // One file needs no name again; of several, a line alone would say nothing.
  if (known && (sources.size() > 1 || in_sheet)) {
    members.string("file", sources[place.source].file);
  }
  number("line", place.line);
  number("page", place.page);
  if (place.line != 0) {
    return;
  }
  if (in_sheet) {
    if (place.row != 0) {
      members.string("sheet", sources[place.source].sheet);
    }
    if (place.row != 0 && place.column != 0) {
      members.string("cell", cell_address(place.row, place.column));
    }
  } else {
    number("source_table", place.table);
  }
  number("source_row", place.row);
  number("source_column", place.column);
  if (place.table == 0) {
    number("paragraph", place.paragraph);
  }
}

void location_members(Members& members, const Location& location, const Context& context) {
  if (location.table) {
    members.string("table", descriptor(*location.table).key);
  }
  members.optional_string("title", location.title);
  members.optional_string("number", location.number);
  members.optional_string("row", location.row.in(context.language));
  members.optional_string("column", location.column.in(context.language));
  members.optional_string("section", location.section);
  members.optional_string("text", location.text);
  place_members(members, location.place, context.report.sources);
}

void append_location(std::string& out, const Location& location, const Context& context) {
  Members members(out);
  location_members(members, location, context);
  members.close();
}

template <class Range, class F>
void append_inline(std::string& out, const Range& range, F&& write) {
  out += '[';
  bool first = true;
  for (const auto& element : range) {
    out += first ? "" : ", ";
    first = false;
    write(element);
  }
  out += ']';
}

void append_operand(std::string& out, const Operand& operand, const Context& context) {
  Members members(out);
  members.string("name", operand.name.in(context.language));
  members.string("value", operand.value);
  append_location(members.begin("location"), operand.location, context);
  members.close();
}

void append_suspect(std::string& out, const Suspect& suspect, const Context& context) {
  Members members(out);
  members.begin("score") += std::to_string(suspect.score);
  members.optional_string("repair", suspect.repair);
  members.optional_string("reason", suspect.reason.in(context.language));
  location_members(members, suspect.location, context);
  members.close();
}

void append_consequence(std::string& out, const Consequence& consequence, const Context& context) {
  Members members(out);
  members.string("rule", consequence.rule);
  members.string("message", consequence.message.in(context.language));
  append_inline(members.begin("locations"), consequence.locations,
                [&](const Location& location) { append_location(out, location, context); });
  members.close();
}

void append_finding(std::string& out, const Finding& finding, const Context& context) {
  Members members(out);
  members.string("id", finding.id);
  members.string("rule", finding.rule);
  members.string("name", finding.name);
  members.string("severity", to_string(finding.severity));
  members.string("message", finding.message.in(context.language));
  members.optional_string("expected", finding.expected);
  members.optional_string("actual", finding.actual);
  members.optional_string("difference", finding.difference);
  members.optional_string("tolerance", finding.tolerance);
  append_inline(members.begin("locations"), finding.locations,
                [&](const Location& location) { append_location(out, location, context); });
  append_inline(members.begin("operands"), finding.operands,
                [&](const Operand& operand) { append_operand(out, operand, context); });
  append_inline(members.begin("suspects"), finding.suspects,
                [&](const Suspect& suspect) { append_suspect(out, suspect, context); });
  if (finding.suppression) {
    const Suppression& suppression = *finding.suppression;
    Members why(members.begin("suppression"));
    why.string("kind", suppression.kind == Suppression::Kind::kWaiver ? "waiver" : "baseline");
    why.optional_string("reason", suppression.reason);
    why.optional_string("by", suppression.by);
    why.optional_string("until", suppression.until);
    why.string("source", suppression.source);
    why.close();
  }
  members.optional_string("suggestion", finding.suggestion.in(context.language));
  if (!finding.consequences.empty()) {
    append_inline(members.begin("consequences"), finding.consequences,
                  [&](const Consequence& consequence) { append_consequence(out, consequence, context); });
  }
  members.close();
}

std::string_view status_name(CheckStatus status) {
  switch (status) {
    case CheckStatus::kPass:
      return "pass";
    case CheckStatus::kFail:
      return "fail";
    case CheckStatus::kNotApplicable:
      return "not-applicable";
    case CheckStatus::kNotEvaluated:
      break;
  }
  return "not-evaluated";
}

void append_check(std::string& out, const CheckResult& check, const Context& context) {
  Members members(out);
  members.string("rule", check.rule);
  members.string("status", status_name(check.status));
  members.number("evaluated", check.evaluated);
  members.number("failed", check.failed);
  if (check.not_evaluated != 0) {
    members.number("not_evaluated", check.not_evaluated);
  }
  members.optional_string("reason", check.reason.in(context.language));
  members.close();
}

void append_count(std::string& out, const CoverageCount& count) {
  Members members(out);
  members.number("numbers", count.numbers);
  members.number("verified", count.verified);
  members.close();
}

void append_coverage(std::string& out, const Coverage& coverage, const Context& context) {
  Members members(out, "\n    ");
  append_count(members.begin("tables"), coverage.tables);
  append_count(members.begin("narrative"), coverage.narrative);
  if (!coverage.other_tables.empty()) {
    append_lines(members.begin("other_tables"), coverage.other_tables, "     ",
                 [&](const UncheckedTable& table) {
                   Members entry(out);
                   entry.string("title", table.title);
                   entry.optional_string("section", table.section);
                   entry.number("numbers", table.numbers);
                   entry.close();
                 });
  }
  append_lines(members.begin("unverified"), coverage.unverified, "     ", [&](const Unverified& unverified) {
    Members entry(out);
    entry.string("value", unverified.value);
    entry.string("reason", unverified.reason.in(context.language));
    location_members(entry, unverified.location, context);
    entry.close();
  });
  members.close();
}

void append_summary(std::string& out, const CheckOutcome& outcome) {
  const auto& findings = outcome.findings;
  Members members(out);
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    const auto count = std::ranges::count(findings, severity, &Finding::severity);
    members.number(to_string(severity), static_cast<std::size_t>(count));
  }
  const auto waived = waived_count(outcome);
  members.number("waived", waived);
  members.number("baseline", outcome.suppressed.size() - waived);
  members.close();
}

void append_report(std::string& out, const CheckedReport& checked, Language language) {
  const Context context{checked.report, language};
  Members members(out, "\n   ");
  members.string("file", checked.file);
  members.string("sha256", checked.sha256);
  members.string("unit", checked.report.unit);
  members.begin("year") += checked.report.year ? std::to_string(*checked.report.year) : "null";
  if (checked.report.currency_unit) {
    members.string("currency_unit", name_of(*checked.report.currency_unit).zh);
  } else {
    members.begin("currency_unit") += "null";
  }
  members.string("template", checked.report.form);
  append_summary(members.begin("summary"), checked.outcome);
  append_lines(members.begin("findings"), checked.outcome.findings, "    ",
               [&](const Finding& finding) { append_finding(out, finding, context); });
  if (!checked.outcome.suppressed.empty()) {
    append_lines(members.begin("waived"), checked.outcome.suppressed, "    ",
                 [&](const Finding& finding) { append_finding(out, finding, context); });
  }
  append_lines(members.begin("checks"), checked.outcome.checks, "    ",
               [&](const CheckResult& check) { append_check(out, check, context); });
  append_coverage(members.begin("coverage"), checked.outcome.coverage, context);
  members.close();
}

void append_names(std::string& out, const std::vector<std::string>& names) {
  append_inline(out, names, [&](const std::string& name) { append_quoted(out, name); });
}

void append_policy(std::string& out, const PolicyUse& policy, Language language) {
  Members members(out, "\n   ");
  append_names(members.begin("configuration"), policy.configuration);
  append_names(members.begin("waivers"), policy.waivers);
  members.optional_string("baseline", policy.baseline);
  append_lines(members.begin("remarks"), policy.remarks, "    ", [&](const AcceptanceRemark& remark) {
    Members entry(out);
    entry.string("kind", remark.kind);
    entry.string("where", remark.where.in(language));
    entry.string("message", remark.message.in(language));
    entry.close();
  });
  members.close();
}

}  // namespace

std::size_t waived_count(const CheckOutcome& outcome) {
  return static_cast<std::size_t>(std::ranges::count_if(outcome.suppressed, [](const Finding& finding) {
    return finding.suppression && finding.suppression->kind == Suppression::Kind::kWaiver;
  }));
}

std::string render_json_line(const CheckedReport& report, const RenderOptions& options) {
  std::string lines;
  append_report(lines, report, options.language);
  // Line feeds stand between values only: in strings they are escaped.
  std::string out;
  out.reserve(lines.size());
  std::size_t begin = 0;
  while (begin < lines.size()) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    out.append(lines, begin, end - begin);
    begin = std::min(lines.find_first_not_of("\n ", end), lines.size());
    out += end != lines.size() && out.back() == ',' ? " " : "";
  }
  return out;
}

std::string render_json(const CheckRun& run, const RenderOptions& options) {
  std::string out;
  Members members(out, "\n ");
  members.string("schema", "zzaudit-findings/1");
  Members tool(members.begin("tool"));
  tool.string("name", "zzaudit");
  tool.string("version", run.version);
  tool.string("ruleset", run.ruleset);
  tool.close();
  if (!run.policy.empty()) {
    append_policy(members.begin("policy"), run.policy, options.language);
  }
  append_lines(members.begin("reports"), run.reports, "  ",
               [&](const CheckedReport& report) { append_report(out, report, options.language); });
  out += "\n}\n";
  return out;
}

}  // namespace zzaudit
