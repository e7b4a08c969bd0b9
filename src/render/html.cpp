// SPDX-License-Identifier: Apache-2.0
#include "render/detail/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "render/detail/summary.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

using detail::html::escaped;
using detail::html::Index;
using detail::html::Page;
using detail::html::View;

/// The rules that the page explains: those that found something.
std::vector<std::string> rules_named(const CheckRun& run, const Catalogue& catalogue) {
  std::set<std::string> ids;
  for (const CheckedReport& checked : run.reports) {
    for (const Finding& finding : checked.outcome.findings) {
      if (catalogue.find(finding.rule) != nullptr) ids.insert(finding.rule);
    }
  }
  return {ids.begin(), ids.end()};
}

/// Shown by the script only: without it nothing can be filtered.
void append_filter(std::string& out, const Page& page, const CheckRun& run) {
  std::array<std::size_t, 3> counts{};
  std::size_t all = 0;
  for (const CheckedReport& checked : run.reports) {
    for (const Finding& finding : checked.outcome.findings) {
      ++counts[static_cast<std::size_t>(finding.severity)];
      ++all;
    }
  }
  if (all == 0) {
    return;
  }
  out += fmt::format("<form id=\"filter\" hidden aria-label=\"{}\">\n<fieldset><legend>{}</legend>\n",
                     page.in("筛选问题", "filter the findings"), page.in("级别", "severity"));
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    out += fmt::format(
        "<label class=\"sev {}\"><input type=\"checkbox\" name=\"sev\" value=\"{}\" checked><span "
        "class=\"k\" aria-hidden=\"true\">{}</span>{} {}</label>\n",
        detail::html::class_of(severity), to_string(severity), detail::html::shape_of(severity),
        label_of(severity).in(page.language), counts[static_cast<std::size_t>(severity)]);
  }
  out += fmt::format("</fieldset>\n<label>{} <select name=\"rule\"><option value=\"\">{}</option>\n",
                     page.in("规则", "rule"), page.in("全部", "all"));
  for (const std::string& id : page.rules) {
    const Rule* rule = page.catalogue.find(id);
    const std::string title = rule == nullptr || rule->title.empty()
                                  ? std::string{}
                                  : " " + truncate(rule->title.in(page.language), 40);
    out += fmt::format("<option value=\"{}\">{}{}</option>\n", escaped(id), escaped(id), escaped(title));
  }
  out += fmt::format(
      "</select></label>\n<label>{} <select name=\"area\"><option value=\"\">{}</option>\n<option "
      "value=\"whole\">{}</option>\n",
      page.in("位置", "place"), page.in("全部", "all"), page.in("报告整体", "the report as a whole"));
  for (const TableKey table : kAllTables) {
    out += fmt::format("<option value=\"{}\">{}</option>\n", descriptor(table).key,
                       descriptor(table).title.in(page.language));
  }
  out += fmt::format(
      "<option value=\"words\">{}</option>\n</select></label>\n"
      "<span class=\"shown\" role=\"status\">{} <b id=\"shown\">{}</b> / {}</span>\n"
      "<button type=\"reset\">{}</button>\n</form>\n",
      page.in("情况说明", "the explanation in words"), page.in("显示", "shown"), all, all,
      page.in("重置", "reset"));
}

void append_list(std::string& out, const Page& page, const CheckRun& run) {
  out += fmt::format("<nav class=\"reports\" aria-label=\"{}\">\n<h2>{}</h2>\n<ol>\n",
                     page.in("报告列表", "list of reports"),
                     fmt::format(fmt::runtime(page.in("共 {} 份报告", "{} reports")), run.reports.size()));
  for (std::size_t i = 0; i < run.reports.size(); ++i) {
    const CheckedReport& checked = run.reports[i];
    out += fmt::format("<li><a href=\"#r{}\">{}</a> <span class=\"file\">{}</span>\n<p>{}</p>\n", i + 1,
                       detail::html::unit_and_year(checked.report, page), escaped(checked.file),
                       escaped(detail::verdict(detail::counts_of(checked.outcome), page.language)));
    detail::html::append_counts(out, checked, page);
    out += "</li>\n";
  }
  out += "</ol>\n</nav>\n";
}

/// Inputs about which nothing counts as checked, before anything else.
void append_unread(std::string& out, const Page& page, const CheckRun& run) {
  if (run.unread.empty()) {
    return;
  }
  out += fmt::format(
      "<section class=\"summary e unread\">\n<p class=\"verdict\"><span class=\"k\" "
      "aria-hidden=\"true\">✕</span>{}</p>\n<ul>\n",
      page.in("有输入无法读取，没有核对", "Inputs that could not be read were not checked"));
  for (const UnreadInput& unread : run.unread) {
    out += fmt::format("<li>{}</li>\n", escaped(unread.message.in(page.language)));
  }
  out += "</ul>\n</section>\n";
}

/// The marks explained by themselves.
void append_legend(std::string& out, const Page& page) {
  out += fmt::format("<ul class=\"legend\" aria-label=\"{}\">\n", page.in("图例", "legend"));
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    out += fmt::format(
        "<li><span class=\"m {}\"><span class=\"k\">{}1</span><span class=\"t\">12.30</span></span> "
        "{}</li>\n",
        detail::html::class_of(severity), detail::html::shape_of(severity),
        fmt::format(fmt::runtime(page.in("{}，数字为问题序号", "{}, with the number of the finding")),
                    label_of(severity).in(page.language)));
  }
  out += fmt::format(
      "<li><span class=\"v\">12.30</span> {}</li>\n<li><span class=\"u\">12.30</span> {}</li>\n<li><b "
      "class=\"d\">12.30</b> {}</li>\n</ul>\n",
      page.in("已核对（表内已核对的数字不另加标记）", "verified (in tables without a mark)"),
      page.in("未核对：没有检查涉及", "unverified: no check contains it"),
      page.in("有疑问：错误或警告涉及", "disputed: an error or a warning is about it"));
}

void append_report(std::string& out, const View& view, std::size_t number, const std::string& filter) {
  const std::string id = fmt::format("r{}", number);
  out += fmt::format("<section class=\"report\" id=\"{}\" aria-labelledby=\"{}h\">\n<h2 id=\"{}h\">{}</h2>\n",
                     id, id, id, detail::html::unit_and_year(view.checked.report, view.page));
  detail::html::append_summary(out, view);
  struct Part {
    std::string_view key;
    BilingualView title;
    void (*append)(std::string& out, const View& view);
  };
  static constexpr std::array kParts = {
      Part{"findings", {"问题", "Findings"}, detail::html::append_findings},
      Part{"tables", {"决算表", "Tables"}, detail::html::append_tables},
      Part{"words", {"情况说明", "Explanation in words"}, detail::html::append_words},
      Part{"coverage", {"核对范围", "Coverage"}, detail::html::append_coverage},
      Part{"checks", {"规则执行情况", "Rules"}, detail::html::append_checks}};
  out +=
      fmt::format("<nav class=\"parts\" aria-label=\"{}\">", view.in("本报告各部分", "parts of this report"));
  for (const Part& part : kParts) {
    out += fmt::format("<a href=\"#{}-{}\">{}</a> ", id, part.key, part.title.in(view.page.language));
  }
  out += "</nav>\n" + filter + "<div class=\"panes\">\n";
  for (const Part& part : kParts) {
    const bool findings = part.key == "findings";
    out += part.key == "tables" ? "<div class=\"body\">\n" : "";
    out += fmt::format("<section class=\"part {}\" id=\"{}-{}\">\n<h3>{}</h3>\n", part.key, id, part.key,
                       part.title.in(view.page.language));
    if (findings && !view.checked.outcome.findings.empty()) {
      out += fmt::format("<p class=\"keys\" hidden>{}</p>\n",
                         view.in("键盘：<kbd>j</kbd> <kbd>k</kbd> 下一个、上一个问题，<kbd>Enter</kbd> "
                                 "到原处，<kbd>Esc</kbd> 返回",
                                 "Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous finding, "
                                 "<kbd>Enter</kbd> to its place, <kbd>Esc</kbd> back"));
    }
    if (part.key == "tables") {
      append_legend(out, view.page);
    }
    part.append(out, view);
    out += "</section>\n";
  }
  out += "</div>\n</div>\n</section>\n";
}

}  // namespace

std::string render_html(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options) {
  const Page page{catalogue, options.language, rules_named(run, catalogue)};
  std::string title(page.in("部门决算公开核对结果", "Check of departmental final accounts"));
  if (run.reports.size() == 1) {
    title = detail::html::unit_and_year(run.reports.front().report, page) + " · " + title;
  }
  std::string out;
  const std::string_view script = resource("page/report.js");
  detail::html::append_head(out, {page.language, title, resource("page/report.css"), script});
  out += fmt::format("<header class=\"page\"><h1>{}</h1></header>\n",
                     page.in("部门决算公开核对结果", "Check of departmental final accounts"));
  append_unread(out, page, run);
  if (run.reports.size() > 1) {
    append_list(out, page, run);
  }
  // Of a single report the verdict comes first.
  std::string filter;
  append_filter(filter, page, run);
  if (run.reports.size() > 1) {
    out += std::exchange(filter, {});
  }
  out += "<main>\n";
  for (std::size_t i = 0; i < run.reports.size(); ++i) {
    const Index index(run.reports[i], fmt::format("r{}", i + 1), options.language);
    append_report(out, {run.reports[i], page, index}, i + 1, filter);
  }
  if (!page.rules.empty()) {
    out += fmt::format("<section class=\"rules\" id=\"rules\">\n<h2>{}</h2>\n",
                       page.in("规则与依据", "Rules and their basis"));
    detail::html::append_rules(out, page);
    out += "</section>\n";
  }
  out += fmt::format("</main>\n<footer>zzaudit {} · {} <code>{}</code></footer>\n", escaped(run.version),
                     page.in("规则集", "rule set"), escaped(run.ruleset));
  out += fmt::format(
      "<a id=\"back\" href=\"#top\" hidden>↩ {} <b></b></a>\n<div id=\"pop\" role=\"tooltip\" hidden "
      "data-go=\"{}\" data-close=\"{}\"></div>\n",
      page.in("返回问题", "back to finding"), page.in("查看问题", "go to finding"), page.in("关闭", "close"));
  out += fmt::format("<script>{}</script>\n</body>\n</html>\n", script);
  return out;
}

}  // namespace zzaudit
