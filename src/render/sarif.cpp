// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "render/detail/artifact.hpp"
#include "render/detail/json_output.hpp"
#include "render/detail/position.hpp"
#include "render/detail/style.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/render/render.hpp"

/// SARIF 2.1.0 (OASIS), and within it what GitHub's code scanning asks for besides: help for every rule, a
/// region for every place, a primaryLocationLineHash for every result.
namespace zzaudit {
namespace {

using detail::in;
using nlohmann::ordered_json;

/// What the parts of one run have in common.
struct Context {
  const Catalogue& catalogue;
  Language language;
  std::map<std::string_view, std::size_t> rule_index;  ///< in tool.driver.rules
};

/// A message as SARIF reads it: "[text](target)" would be a link, so it must not look like one.
ordered_json message(std::string_view text) {
  std::string plain = detail::one_line(text);
  for (auto at = plain.find("]("); at != std::string::npos; at = plain.find("](", at + 3)) {
    plain.insert(at, "\\");
  }
  return {{"text", std::move(plain)}};
}

void add_if(ordered_json& object, const char* name, const std::string& value) {
  if (!value.empty()) {
    object[name] = value;
  }
}

void add_if(ordered_json& object, const char* name, std::uint32_t value) {
  if (value != 0) {
    object[name] = value;
  }
}

/// A paragraph under a heading, in plain text and in Markdown.
struct Help {
  std::string text;
  std::string markdown;

  void add(std::string_view heading, const std::string& body) {
    if (body.empty()) {
      return;
    }
    text += fmt::format("{}{}: {}", text.empty() ? "" : "\n", heading, body);
    markdown += fmt::format("{}**{}**  \n{}", markdown.empty() ? "" : "\n\n", heading, body);
  }
};

Help help_of(const Rule& rule, Language language) {
  Help help;
  help.add(in(language, "为什么重要", "Why it matters"), rule.rationale.in(language));
  std::string how = rule.method.in(language);
  for (const std::string& formula : rule.formulas) {
    how += (how.empty() ? "" : "；") + formula;
  }
  help.add(in(language, "如何判断", "How it is judged"), how);
  help.add(in(language, "允许差额", "Tolerance"), rule.tolerance.in(language));
  help.add(in(language, "依据", "Basis"), detail::basis_text(rule, language));
  help.add(in(language, "如何更正", "How to correct"), rule.fix.in(language));
  help.add(in(language, "详见", "More"), "zzaudit explain " + rule.id);
  return help;
}

ordered_json rule_json(const Rule& rule, Language language) {
  // A user's rule may have nothing but a title.
  const std::string& title = rule.title.in(language).empty() ? rule.name : rule.title.in(language);
  const std::string& full = rule.rationale.in(language).empty() ? title : rule.rationale.in(language);
  Help help = help_of(rule, language);
  return {
      {"id", rule.id},
      {"name", rule.name},
      {"shortDescription", {{"text", title}}},
      {"fullDescription", {{"text", full}}},
      {"help", {{"text", std::move(help.text)}, {"markdown", std::move(help.markdown)}}},
      {"defaultConfiguration", {{"level", to_string(rule.severity)}}},
      {"properties",
       {{"tags", {family_of(rule.id)}},
        {"problem.severity", rule.severity == Severity::kNote ? "recommendation" : to_string(rule.severity)},
        {"precision", rule.severity == Severity::kError ? "very-high" : "high"}}}};
}

/// Of a file without lines its beginning stands for all of it; the real place is told beside.
ordered_json physical_location(const detail::Artifact& artifact) {
  const std::uint32_t line = std::max<std::uint32_t>(artifact.line, 1);
  return {{"artifactLocation", {{"uri", detail::uri_of(artifact.file)}}},
          {"region", {{"startLine", line}, {"startColumn", 1}, {"endLine", line}, {"endColumn", 2}}}};
}

ordered_json logical_location(const CheckedReport& checked, const Location& location, Language language) {
  if (location.table) {
    const std::string title =
        location.title.empty() ? std::string(descriptor(*location.table).title.in(language)) : location.title;
    const std::string& row = location.row.in(language);
    const std::string& column = location.column.in(language);
    std::string full = title;
    full += row.empty() ? "" : "/" + row;
    full += column.empty() ? "" : "/" + column;
    return {{"name", detail::location_text(location, language)},
            {"fullyQualifiedName", std::move(full)},
            {"kind", row.empty() && column.empty() ? "table" : "cell"}};
  }
  if (!location.section.empty()) {
    return {{"name", location.section}, {"fullyQualifiedName", location.section}, {"kind", "section"}};
  }
  const std::string name = detail::unit_and_year(checked.report, language);
  return {{"name", name}, {"fullyQualifiedName", name}, {"kind", "report"}};
}

/// The place as the findings in JSON have it.
ordered_json place_properties(const CheckedReport& checked, const Location& location, Language language) {
  ordered_json out = ordered_json::object();
  if (location.table) {
    out["table"] = descriptor(*location.table).key;
  }
  add_if(out, "title", location.title);
  add_if(out, "number", location.number);
  add_if(out, "row", location.row.in(language));
  add_if(out, "column", location.column.in(language));
  add_if(out, "section", location.section);
  add_if(out, "text", location.text);
  if (location.place.source < checked.report.sources.size()) {
    add_if(out, "source", checked.report.sources[location.place.source].file);
  }
  add_if(out, "line", location.place.line);
  add_if(out, "page", location.place.page);
  add_if(out, "position", detail::source_position(checked.report.sources, location.place, language));
  return out;
}

ordered_json location_json(const CheckedReport& checked, const Location& location, Language language) {
  return {{"physicalLocation", physical_location(detail::artifact_of(checked, location))},
          {"logicalLocations", ordered_json::array({logical_location(checked, location, language)})},
          {"properties", place_properties(checked, location, language)}};
}

/// The other places of a finding and the figures that took part in it.
ordered_json related_locations(const CheckedReport& checked, const Finding& finding, Language language) {
  ordered_json related = ordered_json::array();
  const auto add = [&](const Location& location, const std::string& text) {
    ordered_json entry = location_json(checked, location, language);
    entry["id"] = related.size() + 1;
    entry["message"] = message(text);
    related.push_back(std::move(entry));
  };
  for (std::size_t i = 1; i < finding.locations.size(); ++i) {
    add(finding.locations[i], detail::location_text(finding.locations[i], language));
  }
  for (const Operand& operand : finding.operands) {
    if (operand.location.elsewhere()) {
      continue;  // the message gives the figure; there is no place for it in this file
    }
    add(operand.location,
        operand.name.in(language) + ' ' +
            (operand.value.empty() ? std::string(in(language, "空白", "blank")) : operand.value));
  }
  return related;
}

ordered_json suppressions(const Finding& finding, Language language) {
  const Suppression& why = *finding.suppression;
  const bool waiver = why.kind == Suppression::Kind::kWaiver;
  std::string reason = detail::suppression_text(why, language);
  if (reason.empty()) {
    reason = in(language, "已列入基线", "in the baseline");
  }
  return ordered_json::array(
      {{{"kind", "external"},
        {"status", "accepted"},
        {"justification", std::move(reason)},
        {"properties", {{"kind", waiver ? "waiver" : "baseline"}, {"source", why.source}}}}});
}

ordered_json result_json(const CheckedReport& checked, const Finding& finding, std::size_t times,
                         const Context& context) {
  const Language language = context.language;
  ordered_json result = {{"ruleId", finding.rule}};
  if (const auto index = context.rule_index.find(finding.rule); index != context.rule_index.end()) {
    result["ruleIndex"] = index->second;
  }
  result["level"] = to_string(finding.severity);
  result["message"] = message(detail::advised_message(checked, finding, language));
  result["locations"] = ordered_json::array({location_json(checked, finding.locations.front(), language)});
  if (ordered_json related = related_locations(checked, finding, language); !related.empty()) {
    result["relatedLocations"] = std::move(related);
  }
  result["partialFingerprints"] = {
      {"zzauditFinding/v1", finding.fingerprint},
      {"primaryLocationLineHash", fmt::format("{}:{}", finding.fingerprint, times)}};
  if (finding.suppression) {
    result["suppressions"] = suppressions(finding, language);
  }
  ordered_json properties = {{"id", finding.id}, {"report", checked.file}};
  add_if(properties, "expected", finding.expected);
  add_if(properties, "actual", finding.actual);
  add_if(properties, "difference", finding.difference);
  add_if(properties, "tolerance", finding.tolerance);
  result["properties"] = std::move(properties);
  return result;
}

ordered_json results(const CheckRun& run, const Context& context) {
  ordered_json out = ordered_json::array();
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  for (const CheckedReport& checked : run.reports) {
    for (const auto* findings : {&checked.outcome.findings, &checked.outcome.suppressed}) {
      for (const Finding& finding : *findings) {
        const std::size_t times = ++seen[{finding.rule, finding.fingerprint}];
        out.push_back(result_json(checked, finding, times, context));
      }
    }
  }
  return out;
}

ordered_json notification(std::string_view level, std::string_view text, const std::string& file) {
  return {{"level", level},
          {"message", message(text)},
          {"locations", ordered_json::array(
                            {{{"physicalLocation", physical_location({detail::artifact_file(file), 0})}}})}};
}

ordered_json execution_notifications(const CheckRun& run, const Context& context) {
  const Language language = context.language;
  ordered_json out = ordered_json::array();
  for (const UnreadInput& unread : run.unread) {
    out.push_back(notification("error", unread.message.in(language), unread.file));
  }
  for (const CheckedReport& checked : run.reports) {
    for (const ReaderNote& note : checked.report.notes) {
      out.push_back(notification("note", detail::note_text(checked.report, note, language), checked.file));
    }
    for (const CheckResult& check : checked.outcome.checks) {
      if (check.status != CheckStatus::kNotEvaluated) {
        continue;
      }
      out.push_back(
          notification("note",
                       fmt::format(fmt::runtime(in(language, "{} 未评估：{}", "{} not evaluated: {}")),
                                   check.rule, check.reason.in(language)),
                       checked.file));
      out.back()["associatedRule"] = {{"id", check.rule}};
    }
  }
  return out;
}

ordered_json invocation(const CheckRun& run, const Context& context) {
  ordered_json remarks = ordered_json::array();
  for (const AcceptanceRemark& remark : run.policy.remarks) {
    remarks.push_back({{"level", "warning"},
                       {"message", message(remark.where.in(context.language) + ": " +
                                           remark.message.in(context.language))}});
  }
  return {{"executionSuccessful", run.unread.empty()},
          {"toolExecutionNotifications", execution_notifications(run, context)},
          {"toolConfigurationNotifications", std::move(remarks)}};
}

ordered_json count_json(const CoverageCount& count) {
  return {{"numbers", count.numbers}, {"verified", count.verified}};
}

ordered_json report_properties(const CheckedReport& checked) {
  const detail::Counts counts = detail::counts_of(checked.outcome);
  return {{"file", checked.file},
          {"sha256", checked.sha256},
          {"unit", checked.report.unit},
          {"year", checked.report.year ? ordered_json(*checked.report.year) : ordered_json()},
          {"passed", counts.passed},
          {"not_evaluated", counts.not_evaluated},
          {"coverage",
           {{"tables", count_json(checked.outcome.coverage.tables)},
            {"narrative", count_json(checked.outcome.coverage.narrative)}}}};
}

}  // namespace

std::string render_sarif(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options) {
  Context context{catalogue, options.language, {}};
  ordered_json rules = ordered_json::array();
  for (const Rule& rule : catalogue.rules()) {
    context.rule_index.emplace(rule.id, rules.size());
    rules.push_back(rule_json(rule, options.language));
  }
  ordered_json reports = ordered_json::array();
  std::ranges::transform(run.reports, std::back_inserter(reports), report_properties);
  ordered_json all = {
      {"$schema",
       "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"},
      {"version", "2.1.0"}};
  all["runs"] =
      ordered_json::array({{{"tool",
                             {{"driver",
                               {{"name", "zzaudit"},
                                {"version", run.version},
                                {"semanticVersion", run.version},
                                {"rules", std::move(rules)}}}}},
                            {"language", in(options.language, "zh-CN", "en")},
                            {"columnKind", "unicodeCodePoints"},
                            {"invocations", ordered_json::array({invocation(run, context)})},
                            {"results", results(run, context)},
                            {"properties", {{"ruleset", run.ruleset}, {"reports", std::move(reports)}}}}});
  return detail::json_text(all);
}

}  // namespace zzaudit
