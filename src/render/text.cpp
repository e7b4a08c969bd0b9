// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "render/detail/excerpt.hpp"
#include "render/detail/finding_text.hpp"
#include "render/detail/position.hpp"
#include "render/detail/style.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit {
namespace {

using detail::append_wrapped;
using detail::in;
using detail::Look;
using detail::one_line;
using detail::styled;

bool zh(const RenderOptions& options) { return options.language == Language::kChinese; }

/// "某局 · 2023 年度 · 万元 · 识别决算表 9/9 张".
std::string head_line(const Report& report, Language language) {
  const std::string_view currency = report.currency_unit
                                        ? name_of(*report.currency_unit).in(language)
                                        : in(language, "金额单位不详", "unknown currency unit");
  return fmt::format("{} · {} · {}", detail::unit_and_year(report, language), currency,
                     detail::tables_recognised(report, language));
}

void append_report_head(std::string& out, const CheckedReport& checked, const RenderOptions& options) {
  const Report& report = checked.report;
  append_wrapped(out, "", head_line(report, options.language), options, Look::kStrong);
  append_wrapped(out, "", checked.file, options, Look::kFaint);
  for (const ReaderNote& note : report.notes) {
    append_wrapped(out, in(options.language, "读取：", "reading: "),
                   detail::note_text(report, note, options.language), options);
  }
}

/// The section of the words that a location names: of those with its title the last that begins before it.
std::size_t section_of(const Report& report, const Location& where) {
  std::size_t found = report.sections.size();
  for (std::size_t i = 0; i < report.sections.size(); ++i) {
    const Section& section = report.sections[i];
    const auto order = [](const Place& place) {
      return std::tuple(place.source, place.line, place.page, place.paragraph, place.row);
    };
    const bool before = order(section.place) <= order(where.place);
    if (section.title == where.section && (found == report.sections.size() || before)) {
      found = i;
    }
  }
  return found;
}

/// Where a finding is shown: whole report, then the tables in printed order, then the sections of the words.
std::size_t group_of(const Report& report, const Finding& finding) {
  const Location& where = finding.locations.front();
  if (!where.table) {
    return where.section.empty() && where.text.empty() ? 0 : 2 * kTableCount + 1 + section_of(report, where);
  }
  const auto printed = std::ranges::find(report.table_order, *where.table);
  return printed != report.table_order.end()
             ? 1 + static_cast<std::size_t>(printed - report.table_order.begin())
             : 1 + kTableCount + static_cast<std::size_t>(*where.table);
}

std::string group_title(const Report& report, const Finding& finding, std::size_t group, Language language) {
  if (group == 0) {
    return std::string(in(language, "报告整体", "the report as a whole"));
  }
  const Location& where = finding.locations.front();
  if (!where.table) {
    const std::string words(in(language, "情况说明", "explanation in words"));
    return one_line(where.section.empty() ? words
                                          : words + std::string(in(language, "：", ": ")) + where.section);
  }
  const TableInfo& info = info_of(report, *where.table);
  const std::string title = info.title.empty() ? std::string(descriptor(*where.table).title.zh) : info.title;
  std::string out = info.number.empty() ? title : info.number + " " + title;
  if (language == Language::kEnglish) {
    out += " (" + std::string(descriptor(*where.table).title.en) + ")";
  }
  return one_line(out);
}

/// Columns of the dashes around a group's title.
constexpr std::size_t kRule = 6;

void append_findings(std::string& out, const CheckedReport& checked, const Catalogue& catalogue,
                     const RenderOptions& options) {
  std::map<std::size_t, std::vector<const Finding*>> groups;
  for (const Finding& finding : checked.outcome.findings) {
    if (finding.severity >= options.show) {
      groups[group_of(checked.report, finding)].push_back(&finding);
    }
  }
  for (const auto& [group, findings] : groups) {
    const std::string title = group_title(checked.report, *findings.front(), group, options.language);
    out +=
        '\n' + styled("── " + truncate(title, options.width - kRule) + " ──", Look::kStrong, options) + '\n';
    for (const Finding* finding : findings) {
      out += '\n';
      if (finding->severity == Severity::kNote) {
        detail::append_note(out, checked.report, *finding, options);
      } else {
        detail::append_finding(out, checked.report, *finding, catalogue, options);
      }
    }
  }
}

/// Columns of a sentence that show where in it a figure stands.
constexpr std::size_t kQuotedOfUnverified = 48;

void append_coverage(std::string& out, const CheckedReport& checked, const RenderOptions& options) {
  const Coverage& coverage = checked.outcome.coverage;
  append_wrapped(out, "", detail::coverage_line(coverage, options.language), options);
  if (!options.show_unverified) {
    if (!coverage.unverified.empty()) {
      append_wrapped(out, "  ",
                     in(options.language, "未核对的数字用 --show-unverified 列出",
                        "--show-unverified lists what was not verified"),
                     options, Look::kFaint);
    }
    return;
  }
  for (const Unverified& entry : coverage.unverified) {
    Location location = entry.location;
    location.text = detail::excerpt(one_line(location.text), entry.value, kQuotedOfUnverified);
    const std::string where = detail::location_text(location, options.language);
    const std::string at =
        detail::source_position(checked.report.sources, entry.location.place, options.language);
    append_wrapped(out, in(options.language, "  未核对 ", "  unverified "),
                   fmt::format("{}  {}{}{}", entry.value, where, at.empty() ? "" : "  " + at,
                               "  " + entry.reason.in(options.language)),
                   options);
  }
}

void append_not_evaluated(std::string& out, const CheckOutcome& outcome, const RenderOptions& options) {
  for (const auto& [reason, rules] : detail::not_evaluated(outcome, options.language)) {
    append_wrapped(out, in(options.language, "未评估：", "not evaluated: "),
                   fmt::format("{}{}{}", reason, in(options.language, "：", ": "),
                               detail::list_of_rules(rules, options.language)),
                   options, Look::kFaint);
  }
}

/// What waivers and baseline account for, with who decided why.
void append_suppressed(std::string& out, const CheckedReport& checked, const RenderOptions& options) {
  for (const Finding& finding : checked.outcome.suppressed) {
    if (!finding.suppression) {
      continue;
    }
    const Suppression& why = *finding.suppression;
    const bool waiver = why.kind == Suppression::Kind::kWaiver;
    const std::string_view colon = in(options.language, "：", ": ");
    append_wrapped(out,
                   waiver ? in(options.language, "已豁免：", "waived: ")
                          : in(options.language, "基线中：", "in the baseline: "),
                   fmt::format("{} {}{}{}", label_of(finding.severity).in(options.language), finding.rule,
                               colon, finding.message.in(options.language)),
                   options);
    const std::string because = detail::suppression_text(why, options.language);
    if (!because.empty()) {
      append_wrapped(out, "  ", because, options, Look::kFaint);
    }
  }
}

/// Nothing was found, read with doubt or left unevaluated: then one line says all there is to say.
bool is_clean(const CheckedReport& checked, const RenderOptions& options) {
  const detail::Counts counts = detail::counts_of(checked.outcome);
  return counts.no_findings() && counts.not_evaluated == 0 && checked.report.notes.empty() &&
         !options.show_unverified && !(options.show_waived && !checked.outcome.suppressed.empty());
}

/// Not wrapped, however long: it is one line.
void append_clean_line(std::string& out, const CheckedReport& checked, const PolicyUse& policy,
                       const RenderOptions& options) {
  const detail::Counts counts = detail::counts_of(checked.outcome);
  const Coverage& coverage = checked.outcome.coverage;
  const Language language = options.language;
  out += one_line(checked.file) + std::string(in(language, "：", ": "));
  out += styled(detail::verdict(counts, language), Look::kStrong, options);
  out += fmt::format(fmt::runtime(in(language, "。{}；{} 项检查通过；已核对表内数字 {}，情况说明数字 {}",
                                     ". {}; {} checks passed; verified figures: tables {}, explanation {}")),
                     head_line(checked.report, language), counts.passed,
                     detail::share(coverage.tables, language), detail::share(coverage.narrative, language));
  out += detail::other_tables_part(coverage, language);
  if (!coverage.unverified.empty()) {
    out += in(language, "（其余用 --show-unverified 列出）", " (--show-unverified lists the others)");
  }
  out += detail::suppressed_part(counts, language);
  if (!policy.configuration.empty()) {
    out += fmt::format("{}{}", in(language, "；配置：", "; configuration: "),
                       one_line(policy.configuration.front()));
  }
  out += '\n';
}

/// A blank line after what is there.
void separate(std::string& out) { out += out.empty() ? "" : "\n"; }

void append_report(std::string& out, const CheckedReport& checked, const Catalogue& catalogue,
                   const RenderOptions& options) {
  append_report_head(out, checked, options);
  append_findings(out, checked, catalogue, options);
  out += '\n';
  append_coverage(out, checked, options);
  append_not_evaluated(out, checked.outcome, options);
  if (options.show_waived) {
    append_suppressed(out, checked, options);
  }
}

}  // namespace

std::string render_finding(const Report& report, const Finding& finding, const Catalogue& catalogue,
                           const RenderOptions& options) {
  std::string out;
  detail::append_finding(out, report, finding, catalogue, options);
  return out;
}

std::string render_text(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options) {
  std::string out;
  detail::Counts all;
  const bool several = run.reports.size() > 1;
  for (const CheckedReport& checked : run.reports) {
    all.add(checked.outcome);
    if (is_clean(checked, options)) {
      append_clean_line(out, checked, run.policy, options);
      continue;
    }
    separate(out);
    append_report(out, checked, catalogue, options);
    if (several) {
      out += detail::totals_line(detail::counts_of(checked.outcome), options.language) + "\n";
    }
  }
  if (!several && !run.reports.empty() && is_clean(run.reports.front(), options)) {
    return out;
  }
  if (several) {
    separate(out);
    out += zh(options) ? fmt::format("共 {} 份报告：\n", run.reports.size())
                       : fmt::format("{} reports in all:\n", run.reports.size());
  }
  if (!run.policy.configuration.empty()) {
    append_wrapped(out, in(options.language, "配置：", "configuration: "), run.policy.configuration.front(),
                   options, Look::kFaint);
  }
  return out + styled(detail::totals_line(all, options.language), Look::kStrong, options) + "\n";
}

}  // namespace zzaudit
