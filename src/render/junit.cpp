// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "render/detail/artifact.hpp"
#include "render/detail/finding_text.hpp"
#include "render/detail/style.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/render/render.hpp"

/// JUnit XML in what its dialects have in common: the suites of Ant's form, which has every attribute, with
/// nothing in a case but what became of it.
namespace zzaudit {
namespace {

using detail::in;

struct Context {
  const CheckRun& run;
  const Catalogue& catalogue;
  const RenderOptions& options;

  [[nodiscard]] bool fails(const Finding& finding) const {
    return options.fail_on && finding.severity >= *options.fail_on;
  }
};

void attribute(pugi::xml_node& node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(detail::one_line(value).c_str());
}

void attribute(pugi::xml_node& node, const char* name, std::size_t value) {
  node.append_attribute(name).set_value(value);
}

void text(pugi::xml_node& node, const std::string& value) {
  node.append_child(pugi::node_pcdata).set_value(printable(value).c_str());
}

struct Tally {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

pugi::xml_node add_suite(pugi::xml_node& suites, const std::string& file, const Tally& tally,
                         const Context& context) {
  const auto id = static_cast<std::size_t>(std::distance(suites.begin(), suites.end()));
  pugi::xml_node suite = suites.append_child("testsuite");
  attribute(suite, "name", file);
  attribute(suite, "tests", tally.tests);
  attribute(suite, "failures", tally.failures);
  attribute(suite, "errors", tally.errors);
  attribute(suite, "skipped", tally.skipped);
  attribute(suite, "time", std::string_view("0"));
  attribute(suite, "timestamp", context.run.time);
  attribute(suite, "hostname", std::string_view("localhost"));
  attribute(suite, "id", id);
  attribute(suite, "package", std::string_view("zzaudit"));
  return suite;
}

pugi::xml_node add_case(pugi::xml_node& suite, std::string_view name, std::string_view group) {
  pugi::xml_node node = suite.append_child("testcase");
  attribute(node, "name", name);
  attribute(node, "classname", group);
  attribute(node, "time", std::string_view("0"));
  return node;
}

void add_properties(pugi::xml_node& suite, const std::vector<std::pair<const char*, std::string>>& values) {
  pugi::xml_node properties = suite.append_child("properties");
  for (const auto& [name, value] : values) {
    pugi::xml_node property = properties.append_child("property");
    attribute(property, "name", std::string_view(name));
    attribute(property, "value", value);
  }
}

std::vector<const Finding*> failures_of(const CheckedReport& checked, const std::string& rule,
                                        const Context& context) {
  std::vector<const Finding*> found;
  for (const Finding& finding : checked.outcome.findings) {
    if (finding.rule == rule && context.fails(finding)) {
      found.push_back(&finding);
    }
  }
  return found;
}

void append_in_full(std::string& out, const CheckedReport& checked, const Finding& finding,
                    const Context& context) {
  out += '\n';
  if (finding.severity == Severity::kNote) {
    detail::append_note(out, checked.report, finding, context.options);
  } else {
    detail::append_finding(out, checked.report, finding, context.catalogue, context.options);
  }
}

/// "TAB301 分项之和不等于合计".
std::string case_name(const std::string& rule, const Context& context) {
  const Rule* known = context.catalogue.find(rule);
  return known == nullptr ? rule : rule + " " + known->title.in(context.options.language);
}

void add_failure(pugi::xml_node& node, const CheckedReport& checked,
                 const std::vector<const Finding*>& findings, const Context& context) {
  pugi::xml_node failure = node.append_child("failure");
  const std::string first = detail::placed_message(checked, *findings.front(), context.options.language);
  const std::string more =
      findings.size() == 1
          ? std::string{}
          : fmt::format(fmt::runtime(in(context.options.language, "（共 {} 处）", " ({} in all)")),
                        findings.size());
  attribute(failure, "message", first + more);
  attribute(failure, "type", to_string(findings.front()->severity));
  std::string body;
  for (const Finding* finding : findings) {
    append_in_full(body, checked, *finding, context);
  }
  text(failure, body);
}

/// Everything about the report that is no failed or skipped case.
std::string system_out(const CheckedReport& checked, const Context& context) {
  const Language language = context.options.language;
  const detail::Counts counts = detail::counts_of(checked.outcome);
  std::string out = detail::verdict(counts, language) + '\n' + detail::totals_line(counts, language) + '\n' +
                    detail::coverage_line(checked.outcome.coverage, language) + '\n';
  for (const ReaderNote& note : checked.report.notes) {
    out += fmt::format("{}{}\n", in(language, "读取：", "reading: "),
                       detail::note_text(checked.report, note, language));
  }
  for (const CheckResult& check : checked.outcome.checks) {
    const bool in_part = check.not_evaluated != 0 && check.status != CheckStatus::kNotEvaluated;
    if (in_part || check.status == CheckStatus::kNotApplicable) {
      out += fmt::format("{} {}{}{}\n", check.rule,
                         in_part ? in(language, "部分未评估", "in part not evaluated")
                                 : in(language, "不适用", "not applicable"),
                         in(language, "：", ": "), check.reason.in(language));
    }
  }
  for (const Finding& finding : checked.outcome.findings) {
    if (!context.fails(finding)) {
      append_in_full(out, checked, finding, context);
    }
  }
  for (const Finding& finding : checked.outcome.suppressed) {
    out += fmt::format("{} {} {} {}\n", in(language, "不计入：", "does not count:"), finding.rule,
                       detail::placed_message(checked, finding, language),
                       finding.suppression ? detail::suppression_text(*finding.suppression, language) : "");
  }
  return out;
}

void add_report(pugi::xml_node& suites, const CheckedReport& checked, const Context& context) {
  const Language language = context.options.language;
  Tally tally{checked.outcome.checks.size(), 0, 0, 0};
  for (const CheckResult& check : checked.outcome.checks) {
    tally.skipped += check.status == CheckStatus::kNotEvaluated ? 1 : 0;
    tally.failures += failures_of(checked, check.rule, context).empty() ? 0 : 1;
  }
  pugi::xml_node suite = add_suite(suites, checked.file, tally, context);
  add_properties(suite, {{"unit", checked.report.unit},
                         {"year", checked.report.year ? std::to_string(*checked.report.year) : ""},
                         {"sha256", checked.sha256},
                         {"zzaudit", context.run.version},
                         {"ruleset", context.run.ruleset}});
  const std::string group = detail::unit_and_year(checked.report, language);
  for (const CheckResult& check : checked.outcome.checks) {
    pugi::xml_node node = add_case(suite, case_name(check.rule, context), group);
    const auto failures = failures_of(checked, check.rule, context);
    if (!failures.empty()) {
      add_failure(node, checked, failures, context);
    } else if (check.status == CheckStatus::kNotEvaluated) {
      pugi::xml_node skipped = node.append_child("skipped");
      attribute(skipped, "message", check.reason.in(language));
    }
  }
  pugi::xml_node out = suite.append_child("system-out");
  text(out, system_out(checked, context));
  suite.append_child("system-err");
}

void add_unread(pugi::xml_node& suites, const UnreadInput& unread, const Context& context) {
  pugi::xml_node suite = add_suite(suites, unread.file, {1, 0, 1, 0}, context);
  add_properties(suite, {{"zzaudit", context.run.version}});
  pugi::xml_node node = add_case(suite, in(context.options.language, "读取", "reading"), unread.file);
  pugi::xml_node error = node.append_child("error");
  attribute(error, "message", unread.message.in(context.options.language));
  attribute(error, "type", std::string_view("unreadable"));
  suite.append_child("system-out");
  suite.append_child("system-err");
}

}  // namespace

std::string render_junit(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options) {
  const Context context{run, catalogue, options};
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  attribute(declaration, "version", std::string_view("1.0"));
  attribute(declaration, "encoding", std::string_view("UTF-8"));
  pugi::xml_node suites = document.append_child("testsuites");
  for (const UnreadInput& unread : run.unread) {
    add_unread(suites, unread, context);
  }
  for (const CheckedReport& checked : run.reports) {
    add_report(suites, checked, context);
  }
  std::ostringstream out;
  document.save(out, " ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace zzaudit
