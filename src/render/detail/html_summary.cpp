// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "render/detail/excerpt.hpp"
#include "render/detail/html.hpp"
#include "render/detail/position.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail::html {
namespace {

void append_meter(std::string& out, const View& view, std::string_view name, const CoverageCount& count) {
  out +=
      fmt::format("<div class=\"meter\"><span>{}</span> <b>{}</b>", name, share(count, view.page.language));
  if (count.numbers != 0) {
    out += fmt::format("<progress value=\"{}\" max=\"{}\" aria-label=\"{}\"></progress>", count.verified,
                       count.numbers, name);
  }
  out += "</div>\n";
}

void append_facts(std::string& out, const View& view) {
  const Report& report = view.checked.report;
  const auto fact = [&](std::string_view name, const std::string& value) {
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, value);
  };
  out += "<dl class=\"about\">\n";
  fact(view.in("文件", "file"), escaped(view.checked.file));
  fact(view.in("金额单位", "currency unit"),
       escaped(report.currency_unit ? name_of(*report.currency_unit).in(view.page.language)
                                    : view.in("不详", "unknown")));
  fact(view.in("识别决算表", "tables recognised"), fmt::format("{} / {}", tables_of(report), kTableCount));
  fact("SHA-256", fmt::format("<code>{}</code>", escaped(view.checked.sha256)));
  out += "</dl>\n";
}

std::string with_position(const View& view, const Place& place) {
  const std::string at = source_position(view.checked.report.sources, place, view.page.language);
  return at.empty() ? at : fmt::format(" <span class=\"at\">{}</span>", escaped(at));
}

/// Tables that nothing checks are named beside what was verified.
void append_other_tables(std::string& out, const View& view) {
  const std::string line = other_tables_line(view.checked.outcome.coverage, view.page.language);
  if (!line.empty()) {
    out += fmt::format("<p>{}</p>\n", escaped(line));
  }
}

}  // namespace

void append_counts(std::string& out, const CheckedReport& checked, const Page& page) {
  const Counts counts = counts_of(checked.outcome);
  out += "<p class=\"counts\">";
  for (const auto& [severity, count] :
       {std::pair{Severity::kError, counts.errors}, std::pair{Severity::kWarning, counts.warnings},
        std::pair{Severity::kNote, counts.notes}}) {
    out += fmt::format("<span class=\"sev {}\"><span class=\"k\" aria-hidden=\"true\">{}</span>{} {}</span> ",
                       count == 0 ? "zero" : class_of(severity), shape_of(severity),
                       label_of(severity).in(page.language), count);
  }
  out += "</p>\n";
}

void append_summary(std::string& out, const View& view) {
  const Coverage& coverage = view.checked.outcome.coverage;
  const Counts counts = counts_of(view.checked.outcome);
  const std::string_view kind = counts.errors > 0 ? "e" : counts.warnings > 0 ? "w" : "ok";
  out += fmt::format(
      "<div class=\"summary {}\">\n<p class=\"verdict\"><span class=\"k\" "
      "aria-hidden=\"true\">{}</span>{}</p>\n",
      kind,
      counts.errors > 0     ? "✕"
      : counts.warnings > 0 ? "▲"
                            : "✓",
      escaped(verdict(counts, view.page.language)));
  append_counts(out, view.checked, view.page);
  out += "<div class=\"meters\">\n";
  append_meter(out, view, view.in("表内数字已核对", "figures in tables verified"), coverage.tables);
  append_meter(out, view, view.in("情况说明数字已核对", "figures in words verified"), coverage.narrative);
  out += "</div>\n";
  append_other_tables(out, view);
  append_facts(out, view);
  out += "</div>\n";
  if (!view.checked.report.notes.empty()) {
    out += fmt::format("<div class=\"reading\"><h3>{}</h3>\n<ul>\n",
                       view.in("读取时的说明", "notes on reading"));
    for (const ReaderNote& note : view.checked.report.notes) {
      out += fmt::format("<li>{}{}</li>\n", escaped(view.of(note.text)), with_position(view, note.place));
    }
    out += "</ul></div>\n";
  }
}

void append_coverage(std::string& out, const View& view) {
  const Coverage& coverage = view.checked.outcome.coverage;
  out += "<div class=\"meters\">\n";
  append_meter(out, view, view.in("表内数字已核对", "figures in tables verified"), coverage.tables);
  append_meter(out, view, view.in("情况说明数字已核对", "figures in words verified"), coverage.narrative);
  out += "</div>\n";
  append_other_tables(out, view);
  if (coverage.unverified.empty()) {
    return;
  }
  constexpr std::size_t kQuoted = 48;
  constexpr std::size_t kShort = 12;
  out += fmt::format(
      "<details{}><summary>{}</summary>\n<div class=\"box\" tabindex=\"0\"><table "
      "class=\"list\"><thead><tr><th scope=\"col\" class=\"n\">{}</th><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th></tr></thead><tbody>\n",
      coverage.unverified.size() <= kShort ? " open" : "",
      fmt::format(
          fmt::runtime(view.in("没有核对的数字 {} 项（其中日期、序号等不计入上面的总数）",
                               "not verified: {} (dates and numberings among them are not counted above)")),
          coverage.unverified.size()),
      view.in("数", "figure"), view.in("位置", "place"), view.in("原因", "reason"));
  for (const Unverified& entry : coverage.unverified) {
    Location location = entry.location;
    location.text = excerpt(one_line(location.text), entry.value, kQuoted);
    out += fmt::format("<tr><td class=\"num\">{}</td><td>{}{}</td><td>{}</td></tr>\n", escaped(entry.value),
                       link_to(view, entry.location, location_text(location, view.page.language)),
                       with_position(view, entry.location.place), escaped(view.of(entry.reason)));
  }
  out += "</tbody></table></div></details>\n";
}

void append_checks(std::string& out, const View& view) {
  const auto& checks = view.checked.outcome.checks;
  const auto title_of = [&](const std::string& id) {
    const Rule* rule = view.page.catalogue.find(id);
    return rule == nullptr ? std::string{}
                           : escaped(rule->title.empty() ? rule->name : rule->title.in(view.page.language));
  };
  const auto count = [&](CheckStatus status) {
    return std::ranges::count(checks, status, &CheckResult::status);
  };
  out +=
      "<p>" +
      fmt::format(
          fmt::runtime(view.in("{} 项规则通过，{} 项发现问题，{} 项未评估，{} 项不适用。",
                               "{} rules passed, {} found something, {} not evaluated, {} not applicable.")),
          count(CheckStatus::kPass), count(CheckStatus::kFail), count(CheckStatus::kNotEvaluated),
          count(CheckStatus::kNotApplicable)) +
      "</p>\n";
  const auto table = [&](std::string_view summary, std::string_view open, bool with_counts, auto&& chosen) {
    std::string rows;
    for (const CheckResult& check : checks) {
      if (!chosen(check)) {
        continue;
      }
      rows +=
          fmt::format("<tr><td class=\"id\">{}</td><td>{}</td>", escaped(check.rule), title_of(check.rule));
      if (with_counts) {
        rows +=
            fmt::format("<td class=\"num\">{}</td><td class=\"num\">{}</td>", check.evaluated, check.failed);
      } else {
        rows += fmt::format("<td>{}</td>", escaped(view.of(check.reason)));
      }
      rows += "</tr>\n";
    }
    if (rows.empty()) {
      return;
    }
    out += fmt::format(
        "<details{}><summary>{}</summary>\n<div class=\"box\" tabindex=\"0\"><table "
        "class=\"list\"><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>",
        open, summary, view.in("规则", "rule"), view.in("内容", "what"));
    out += with_counts
               ? fmt::format("<th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th>",
                             view.in("评估", "evaluated"), view.in("不符", "failed"))
               : fmt::format("<th scope=\"col\">{}</th>", view.in("原因", "reason"));
    out += "</tr></thead><tbody>\n" + rows + "</tbody></table></div></details>\n";
  };
  table(view.in("未评估及原因", "not evaluated, and why"), " open", false, [](const CheckResult& check) {
    return check.not_evaluated > 0 || check.status == CheckStatus::kNotEvaluated;
  });
  table(view.in("发现问题的规则", "rules that found something"), "", true,
        [](const CheckResult& check) { return check.status == CheckStatus::kFail; });
  table(view.in("通过的规则", "rules that passed"), "", true,
        [](const CheckResult& check) { return check.status == CheckStatus::kPass; });
  table(view.in("不适用的规则", "rules that do not apply"), "", false,
        [](const CheckResult& check) { return check.status == CheckStatus::kNotApplicable; });
}

}  // namespace zzaudit::detail::html
