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

void append_report_head(std::string& out, const CheckedReport& checked, const RenderOptions& options) {
  const Report& report = checked.report;
  const auto tables =
      std::ranges::count_if(kAllTables, [&](TableKey key) { return info_of(report, key).present; });
  const std::string unit =
      report.unit.empty() ? std::string(in(options.language, "单位名称不详", "unknown unit")) : report.unit;
  const std::string year = !report.year  ? std::string(in(options.language, "年度不详", "unknown year"))
                           : zh(options) ? fmt::format("{} 年度", *report.year)
                                         : std::to_string(*report.year);
  const std::string currency =
      report.currency_unit ? std::string(name_of(*report.currency_unit).in(options.language))
                           : std::string(in(options.language, "金额单位不详", "unknown currency unit"));
  append_wrapped(out, "",
                 zh(options) ? fmt::format("{} · {} · {} · 识别决算表 {}/{} 张", unit, year, currency, tables,
                                           kTableCount)
                             : fmt::format("{} · {} · {} · {} of {} tables recognised", unit, year, currency,
                                           tables, kTableCount),
                 options, Look::kStrong);
  append_wrapped(out, "", checked.file, options, Look::kFaint);
  for (const ReaderNote& note : report.notes) {
    const std::string at = detail::source_position(report.sources, note.place, options.language);
    append_wrapped(out, in(options.language, "读取：", "reading: "),
                   note.text.in(options.language) + (at.empty()    ? ""
                                                     : zh(options) ? "（" + at + "）"
                                                                   : " (" + at + ")"),
                   options);
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

/// "470/471"; the share is rounded down, so that 100 % means all.
std::string share(const CoverageCount& count, Language language) {
  constexpr std::size_t kPerMille = 1000;
  if (count.numbers == 0) {
    return std::string(in(language, "没有数字", "no figures"));
  }
  const std::size_t rate = count.verified * kPerMille / count.numbers;
  return fmt::format("{}/{}{}{}.{}%{}", count.verified, count.numbers, in(language, "（", " ("), rate / 10,
                     rate % 10, in(language, "）", ")"));
}

/// Columns of a sentence that show where in it a figure stands.
constexpr std::size_t kQuotedOfUnverified = 48;

void append_coverage(std::string& out, const CheckedReport& checked, const RenderOptions& options) {
  const Coverage& coverage = checked.outcome.coverage;
  append_wrapped(out, "",
                 zh(options) ? fmt::format("核对范围：表内数字 {}，情况说明数字 {}",
                                           share(coverage.tables, options.language),
                                           share(coverage.narrative, options.language))
                             : fmt::format("coverage: figures in tables {}, figures in the explanation {}",
                                           share(coverage.tables, options.language),
                                           share(coverage.narrative, options.language)),
                 options);
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

/// Rules by name, or where there are many by family: "CEL 6 项 CLS 9 项".
std::string list_of_rules(const std::vector<std::string_view>& rules, Language language) {
  constexpr std::size_t kMostNamed = 12;
  std::string out;
  if (rules.size() <= kMostNamed) {
    for (const std::string_view rule : rules) {
      out += fmt::format("{}{}", out.empty() ? "" : " ", rule);
    }
    return out;
  }
  std::vector<std::pair<std::string_view, int>> families;
  for (const std::string_view rule : rules) {
    const std::string_view family = rule.substr(0, rule.find_first_of("0123456789"));
    auto known = std::ranges::find(families, family, &std::pair<std::string_view, int>::first);
    if (known == families.end()) {
      families.emplace_back(family, 1);
    } else {
      ++known->second;
    }
  }
  for (const auto& [family, count] : families) {
    out += fmt::format("{}{} {}{}", out.empty() ? "" : in(language, "，", ", "), family, count,
                       in(language, " 项", ""));
  }
  return out;
}

/// Rules that could not be evaluated, gathered by reason in order of their first rule.
void append_not_evaluated(std::string& out, const CheckOutcome& outcome, const RenderOptions& options) {
  using Reason = std::pair<std::string_view, std::vector<std::string_view>>;
  std::vector<Reason> reasons;
  for (const CheckResult& check : outcome.checks) {
    if (check.status != CheckStatus::kNotEvaluated) {
      continue;
    }
    const std::string& reason = check.reason.in(options.language);
    auto known = std::ranges::find(reasons, std::string_view(reason), &Reason::first);
    if (known == reasons.end()) {
      reasons.push_back({reason, {check.rule}});
    } else {
      known->second.push_back(check.rule);
    }
  }
  for (const auto& [reason, rules] : reasons) {
    append_wrapped(out, in(options.language, "未评估：", "not evaluated: "),
                   fmt::format("{}{}{}", reason, in(options.language, "：", ": "),
                               list_of_rules(rules, options.language)),
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
    std::string because =
        waiver ? fmt::format("{}{}{}", in(options.language, "理由", "reason"), colon, one_line(why.reason))
               : std::string();
    if (!why.by.empty()) {
      because += fmt::format("{}{}{}{}", in(options.language, "；", "; "),
                             in(options.language, "决定人", "decided by"), colon, one_line(why.by));
    }
    if (!why.until.empty()) {
      because += fmt::format("{}{}{}{}", in(options.language, "；", "; "),
                             in(options.language, "有效期至", "until"), colon, why.until);
    }
    if (!because.empty()) {
      append_wrapped(out, "  ", because, options, Look::kFaint);
    }
  }
}

struct Totals {
  std::size_t errors = 0, warnings = 0, notes = 0, passed = 0, not_evaluated = 0, waived = 0, baseline = 0;

  void add(const CheckOutcome& outcome) {
    const std::size_t of_waivers = waived_count(outcome);
    waived += of_waivers;
    baseline += outcome.suppressed.size() - of_waivers;
    for (const Finding& finding : outcome.findings) {
      ++(finding.severity == Severity::kError     ? errors
         : finding.severity == Severity::kWarning ? warnings
                                                  : notes);
    }
    for (const CheckResult& check : outcome.checks) {
      passed += check.status == CheckStatus::kPass ? 1 : 0;
      not_evaluated += check.status == CheckStatus::kNotEvaluated ? 1 : 0;
    }
  }
};

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// "；另有 3 个已豁免": what does not count is never passed over in silence.
std::string suppressed_part(const Totals& totals, const RenderOptions& options) {
  std::string out;
  const auto add = [&](std::size_t count, std::string_view text) {
    if (count > 0) {
      out += out.empty() ? in(options.language, "；另有 ", "; besides: ") : in(options.language, "，", ", ");
      out += fmt::format(fmt::runtime(text), count);
    }
  };
  add(totals.waived, in(options.language, "{} 个已豁免", "{} waived"));
  add(totals.baseline, in(options.language, "{} 个已列入基线", "{} in the baseline"));
  return out;
}

std::string totals_line(const Totals& totals, const RenderOptions& options) {
  if (zh(options)) {
    return fmt::format("{} 个错误，{} 个警告，{} 个提示；{} 项检查通过，{} 项未评估{}", totals.errors,
                       totals.warnings, totals.notes, totals.passed, totals.not_evaluated,
                       suppressed_part(totals, options));
  }
  return fmt::format("{}, {}, {}; {} passed, {} not evaluated{}", counted(totals.errors, "error"),
                     counted(totals.warnings, "warning"), counted(totals.notes, "note"),
                     counted(totals.passed, "check"), totals.not_evaluated, suppressed_part(totals, options));
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
  Totals all;
  for (const CheckedReport& checked : run.reports) {
    append_report_head(out, checked, options);
    append_findings(out, checked, catalogue, options);
    out += '\n';
    append_coverage(out, checked, options);
    append_not_evaluated(out, checked.outcome, options);
    if (options.show_waived) {
      append_suppressed(out, checked, options);
    }
    all.add(checked.outcome);
    if (run.reports.size() > 1) {
      Totals own;
      own.add(checked.outcome);
      out += totals_line(own, options) + "\n\n";
    }
  }
  if (run.reports.size() > 1) {
    out += zh(options) ? fmt::format("共 {} 份报告：\n", run.reports.size())
                       : fmt::format("{} reports in all:\n", run.reports.size());
  }
  if (!run.policy.configuration.empty()) {
    append_wrapped(out, in(options.language, "配置：", "configuration: "), run.policy.configuration.front(),
                   options, Look::kFaint);
  }
  return out + styled(totals_line(all, options), Look::kStrong, options) + "\n";
}

}  // namespace zzaudit
