// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/detail/json_writer.hpp"
#include "cli/batch_overview.hpp"
#include "cli/batch_sink.hpp"
#include "cli/output.hpp"
#include "cli/report_pages.hpp"
#include "render/detail/html.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/version.hpp"

/// One page about all reports of a batch. The totals are markup; the list of the reports is data that the
/// page's script shows, because thousands of rows at once would be slow.
namespace zzaudit::cli {
namespace {

using detail::html::escaped;

/// What all parts of the page have in common.
struct Page {
  const BatchOverview& overview;
  const BatchSummary& summary;
  const Catalogue& catalogue;
  Language language = Language::kChinese;
  std::vector<std::size_t> rules;  ///< of the overview, in the order of the page
  const SinkSettings& settings;

  [[nodiscard]] std::string_view in(std::string_view zh, std::string_view en) const {
    return detail::in(language, zh, en);
  }
  [[nodiscard]] std::string title_of(const OverviewRule& rule) const {
    const Rule* known = catalogue.find(rule.rule);
    return known == nullptr || known->title.empty() ? rule.name : std::string(known->title.in(language));
  }
};

/// --- data ---

/// Text as a JSON string that can stand in a script element: no "<" in it, and none of the characters that
/// end a line of a script.
void append_text(std::string& out, std::string_view text) {
  std::string quoted;
  detail::append_quoted(quoted, printable(text));
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    const std::string_view rest = std::string_view(quoted).substr(i);
    if (rest.front() == '<') {
      out += "\\u003c";
    } else if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9")) {
      out += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += rest.front();
    }
  }
}

/// A JSON array with what `write` appends for each element.
template <class Range, class F>
void append_array(std::string& out, const Range& range, std::string_view separator, F&& write) {
  out += '[';
  bool first = true;
  for (const auto& element : range) {
    out += first ? "" : separator;
    first = false;
    write(element);
  }
  out += ']';
}

/// [tables, verified, narrative, verified], or 0 when it is not known.
void append_coverage(std::string& out, const std::optional<CoverageCounts>& coverage) {
  if (!coverage) {
    out += '0';
    return;
  }
  out += fmt::format("[{},{},{},{}]", coverage->tables.numbers, coverage->tables.verified,
                     coverage->narrative.numbers, coverage->narrative.verified);
}

/// [file, unit, year, verdict, coverage, [rule, count, …], message, page]; the last two where there are any.
void append_report(std::string& out, const OverviewReport& report, const std::vector<std::size_t>& places,
                   const Page& page) {
  out += '[';
  append_text(out, report.file);
  out += fmt::format(",{},{},{},", report.unit ? std::to_string(*report.unit) : "-1",
                     report.year ? std::to_string(*report.year) : "null", static_cast<int>(report.verdict));
  append_coverage(out, report.coverage);
  out += ',';
  append_array(out, report.rules, ",",
               [&](const RuleHits& hits) { out += fmt::format("{},{}", places[hits.rule], hits.count); });
  if (!report.message.empty() || !report.page_name.empty()) {
    out += ',';
    append_text(out, report.message);
  }
  if (!report.page_name.empty()) {
    out += ',';
    append_text(out, page_link(page.settings.path, page.settings.pages, report.page_name));
  }
  out += ']';
}

/// What the script says.
void append_words(std::string& out, const Page& page) {
  detail::JsonMembers words(out);
  words.string("locale", page.in("zh-Hans-CN", "en"));
  words.string("error", label_of(Severity::kError).in(page.language));
  words.string("warning", label_of(Severity::kWarning).in(page.language));
  words.string("note", label_of(Severity::kNote).in(page.language));
  words.string("tables", page.in("表内核对", "tables"));
  words.string("narrative", page.in("说明核对", "explanation"));
  words.string("unknown", page.in("（单位不详）", "(department unknown)"));
  words.string("comma", page.in("、", ", "));
  words.string("drawn", page.in("已列出 {} 份，共 {} 份", "{} of {} are listed"));
  words.string("chart", page.in("各年问题数", "findings by year"));
  std::vector<std::string_view> labels;
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    labels.push_back(label_of(static_cast<Verdict>(i)).in(page.language));
  }
  append_array(words.begin("verdicts"), labels, ", ",
               [&](std::string_view label) { append_text(out, label); });
  words.close();
}

void append_data(std::string& out, const Page& page) {
  const std::vector<OverviewRule>& rules = page.overview.rules();
  std::vector<std::size_t> places(rules.size());
  for (std::size_t i = 0; i < page.rules.size(); ++i) {
    places[page.rules[i]] = i;
  }
  out += "<script type=\"application/json\" id=\"data\">";
  detail::JsonMembers data(out);
  append_words(data.begin("words"), page);
  append_array(data.begin("units"), page.overview.units(), ",\n",
               [&](const std::string& unit) { append_text(out, unit); });
  append_array(data.begin("rules"), page.rules, ",\n", [&](std::size_t number) {
    const OverviewRule& rule = rules[number];
    out += '[';
    for (const std::string& text : {rule.rule, rule.name, page.title_of(rule)}) {
      append_text(out, text);
      out += ',';
    }
    out += fmt::format("{}]", static_cast<int>(rule.severity));
  });
  append_array(data.begin("reports"), page.overview.reports(), ",\n",
               [&](const OverviewReport& report) { append_report(out, report, places, page); });
  data.close();
  out += "</script>\n";
}

/// --- markup ---

struct VerdictLook {
  std::string_view css;
  std::string_view shape;
};
/// As in the script.
constexpr std::array<VerdictLook, kVerdicts> kLooks = {
    {{"ok", "✓"}, {"n", "●"}, {"w", "▲"}, {"e", "✕"}, {"x", "○"}, {"x", "○"}}};

std::string years_of(const Page& page) {
  std::set<int> years;
  for (const OverviewReport& report : page.overview.reports()) {
    if (report.year) {
      years.insert(*report.year);
    }
  }
  if (years.empty()) {
    return {};
  }
  const std::string_view comma = page.in("，", ", ");
  return *years.begin() == *years.rbegin()
             ? fmt::format("{}{}{}", comma, *years.begin(), page.in(" 年度", ""))
             : fmt::format("{}{}–{}{}", comma, *years.begin(), *years.rbegin(), page.in(" 年度", ""));
}

void append_totals(std::string& out, const Page& page) {
  std::size_t worst = 0;
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    worst = page.summary.verdicts[i] > 0 ? i : worst;
  }
  out += fmt::format(
      "<section class=\"summary {}\" id=\"totals\">\n<p class=\"verdict\">{}{}</p>\n<ul class=\"counts\">\n",
      kLooks[worst].css,
      fmt::format(fmt::runtime(page.in("共 {} 份报告，{} 个单位", "{} reports of {} departments")),
                  page.summary.reports, page.overview.units().size()),
      years_of(page));
  for (std::size_t i = kVerdicts; i-- > 0;) {
    const std::size_t count = page.summary.verdicts[i];
    if (count == 0 && i >= static_cast<std::size_t>(Verdict::kUnreadable)) {
      continue;
    }
    out += fmt::format("<li class=\"sev {}{}\"><span class=\"k\" aria-hidden=\"true\">{}</span>{} {}</li>\n",
                       kLooks[i].css, count == 0 ? " zero" : "", kLooks[i].shape,
                       label_of(static_cast<Verdict>(i)).in(page.language), count);
  }
  out += "</ul>\n";
  if (const std::string priors = page.summary.priors_text(page.language); !priors.empty()) {
    out += fmt::format("<p class=\"file\">{}</p>\n", priors);
  }
  if (page.summary.skipped > 0) {
    out += fmt::format("<p class=\"file\">{}</p>\n",
                       fmt::format(fmt::runtime(page.in(
                                       "另有 {} 个文件不是可读的格式（按扩展名），未读取",
                                       "{} other files were passed over: no readable format by their names")),
                                   page.summary.skipped));
  }
  out += fmt::format(
      "<noscript><p>{}</p></noscript>\n</section>\n",
      page.in("报告列表、筛选和单位各年情况需要启用 JavaScript；以上和以下的汇总不需要。",
              "The list of reports, its filter and the departments need JavaScript; the totals do not."));
}

void append_rules(std::string& out, const Page& page) {
  if (page.rules.empty()) {
    return;
  }
  out += fmt::format(
      "<section class=\"part short\" id=\"rules\">\n<h2>{}</h2>\n<p class=\"file script\" hidden>{}</p>\n"
      "<div class=\"box\" tabindex=\"0\">\n<table class=\"list\"><thead><tr><th>{}</th><th>{}</th><th>{}</th>"
      "<th class=\"n\">{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th></tr></thead>\n<tbody>\n",
      page.in("各规则的问题", "Findings by rule"),
      page.in("点击规则，列出涉及的单位和报告。",
              "Choose a rule to see the departments and reports concerned."),
      page.in("级别", "severity"), page.in("规则", "rule"), page.in("规则内容", "what it finds"),
      page.in("单位", "departments"), page.in("报告", "reports"), page.in("问题", "findings"));
  for (std::size_t i = 0; i < page.rules.size(); ++i) {
    const OverviewRule& rule = page.overview.rules()[page.rules[i]];
    out += fmt::format(
        "<tr><td><span class=\"sev {}\"><span class=\"k\" aria-hidden=\"true\">{}</span>{}</span></td>"
        "<td class=\"id\"><button type=\"button\" class=\"go\" data-rule=\"{}\">{}</button></td>"
        "<td class=\"title\">{}</td><td class=\"num\">{}</td><td class=\"num\">{}</td><td "
        "class=\"num\">{}</td></tr>\n",
        detail::html::class_of(rule.severity), detail::html::shape_of(rule.severity),
        label_of(rule.severity).in(page.language), i, escaped(rule.rule), escaped(page.title_of(rule)),
        rule.units.size(), rule.reports, rule.findings);
  }
  out += "</tbody></table>\n</div>\n</section>\n";
}

/// Empty until a rule is chosen.
void append_rule_part(std::string& out, const Page& page) {
  out += fmt::format(
      "<section class=\"part short\" id=\"rule\" hidden>\n<button type=\"button\" "
      "class=\"close\">{}</button>\n"
      "<h2 tabindex=\"-1\" id=\"rule-title\"></h2>\n<p class=\"file\">{} <b id=\"rule-count\"></b></p>\n"
      "<div class=\"box\" tabindex=\"0\">\n<table class=\"list\"><thead><tr><th>{}</th><th>{}</th><th "
      "class=\"n\">{}</th><th class=\"n\">{}</th></tr></thead><tbody></tbody></table>\n</div>\n</section>\n",
      page.in("关闭", "close"), page.in("涉及的单位：", "departments concerned:"),
      page.in("单位", "department"), page.in("年度", "years"), page.in("报告", "reports"),
      page.in("问题", "findings"));
}

struct ListColumn {
  std::string_view key;
  BilingualView title;
  bool number;
};
constexpr std::array<ListColumn, 9> kListColumns = {
    {{"file", {"文件", "file"}, false},
     {"unit", {"单位", "department"}, false},
     {"year", {"年度", "year"}, true},
     {"verdict", {"结论", "verdict"}, false},
     {"error", {"错误", "errors"}, true},
     {"warning", {"警告", "warnings"}, true},
     {"note", {"提示", "notes"}, true},
     {"tables", {"表内核对", "tables verified"}, true},
     {"narrative", {"说明核对", "explanation verified"}, true}}};

/// The head of a table of reports; `sorts`: with a button in every column.
void append_list_head(std::string& out, const Page& page, bool sorts) {
  out += "<thead><tr>";
  for (const ListColumn& column : kListColumns) {
    const std::string_view title =
        !sorts && column.key == "unit" ? page.in("规则", "rules") : column.title.in(page.language);
    out += fmt::format("<th{}>", column.number ? " class=\"n\"" : "");
    out += sorts ? fmt::format("<button type=\"button\" data-column=\"{}\">{}</button>", column.key, title)
                 : std::string(title);
    out += "</th>";
  }
  out += "</tr></thead><tbody></tbody>";
}

/// Empty until a department is chosen.
void append_unit_part(std::string& out, const Page& page) {
  out += fmt::format(
      "<section class=\"part\" id=\"unit\" hidden>\n<button type=\"button\" class=\"close\">{}</button>\n"
      "<h2 tabindex=\"-1\" id=\"unit-title\"></h2>\n<div id=\"chart\"></div>\n<p class=\"counts\" "
      "id=\"chart-legend\" hidden>",
      page.in("关闭", "close"));
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    out += fmt::format("<span class=\"sev {}\">{}</span>", detail::html::class_of(severity),
                       label_of(severity).in(page.language));
  }
  out += "</p>\n<div class=\"box cards\" tabindex=\"0\">\n<table class=\"list many\">";
  append_list_head(out, page, false);
  out += "</table>\n</div>\n</section>\n";
}

void append_filter(std::string& out, const Page& page) {
  out += fmt::format(
      "<form id=\"filter\" aria-label=\"{}\">\n<label>{} <input type=\"search\" name=\"text\" "
      "autocomplete=\"off\"></label>\n<label>{} <select name=\"verdict\"><option value=\"\">{}</option>",
      page.in("筛选报告", "filter the reports"), page.in("文件或单位", "file or department"),
      page.in("结论", "verdict"), page.in("全部", "all"));
  for (std::size_t i = kVerdicts; i-- > 0;) {
    if (page.summary.verdicts[i] > 0) {
      out += fmt::format("<option value=\"{}\">{} {}</option>", i,
                         label_of(static_cast<Verdict>(i)).in(page.language), page.summary.verdicts[i]);
    }
  }
  out += fmt::format("</select></label>\n<label>{} <select name=\"rule\"><option value=\"\">{}</option>",
                     page.in("规则", "rule"), page.in("全部", "all"));
  constexpr std::size_t kMostTitle = 40;
  for (std::size_t i = 0; i < page.rules.size(); ++i) {
    const OverviewRule& rule = page.overview.rules()[page.rules[i]];
    out += fmt::format("<option value=\"{}\">{} {}</option>", i, escaped(rule.rule),
                       escaped(truncate(page.title_of(rule), kMostTitle)));
  }
  out += fmt::format(
      "</select></label>\n<button type=\"reset\">{}</button>\n<span class=\"shown\" aria-live=\"polite\">{} "
      "<b "
      "id=\"shown\">{}</b> / {}</span>\n</form>\n",
      page.in("重置", "reset"), page.in("显示", "shown"), page.summary.reports, page.summary.reports);
}

void append_reports(std::string& out, const Page& page) {
  out += fmt::format("<section class=\"part script\" id=\"list\" hidden>\n<h2>{}</h2>\n",
                     page.in("报告", "Reports"));
  append_filter(out, page);
  out += "<div class=\"box cards\" tabindex=\"0\">\n<table class=\"list many\" id=\"reports\">";
  append_list_head(out, page, true);
  out += fmt::format(
      "</table>\n</div>\n<p class=\"none\" id=\"none\" hidden>{}</p>\n<div class=\"more\" id=\"more\" "
      "hidden><button "
      "type=\"button\">{}</button><span id=\"drawn\"></span></div>\n</section>\n",
      page.in("没有符合条件的报告。", "No report meets these conditions."), page.in("显示更多", "show more"));
}

std::string render_page(const Page& page) {
  const std::string style =
      std::string(resource("page/report.css")) + std::string(resource("page/batch.css"));
  const std::string_view script = resource("page/batch.js");
  const std::string_view title =
      page.in("部门决算公开批量核对汇总", "Check of many departmental final accounts");
  std::string out;
  detail::html::append_head(out, {page.language, title, style, script});
  out += fmt::format("<header class=\"page\"><h1>{}</h1></header>\n", title);
  append_totals(out, page);
  out += "<main>\n";
  append_rules(out, page);
  append_rule_part(out, page);
  append_unit_part(out, page);
  append_reports(out, page);
  out += fmt::format("</main>\n<footer>zzaudit {}", version());
  for (const std::string& ruleset : page.overview.rulesets()) {
    out += fmt::format(" · {} <code>{}</code>", page.in("规则集", "rule set"), escaped(ruleset));
  }
  out += "</footer>\n";
  append_data(out, page);
  out += fmt::format("<script>{}</script>\n</body>\n</html>\n", script);
  return out;
}

class PageSink final : public BatchSink {
 public:
  explicit PageSink(SinkSettings settings) : settings_(std::move(settings)), output_(settings_.path) {}

  void add(const BatchResult& result) override { overview_.add(result); }

  void finish(const BatchEnd& end) override {
    end.catalogue.document(end.summary.rule_ids());
    output_.write(render_page(
        {overview_, end.summary, end.catalogue, settings_.language, overview_.sorted_rules(), settings_}));
    output_.finish();
  }

 private:
  SinkSettings settings_;
  StreamedOutput output_;
  BatchOverview overview_;
};

}  // namespace

std::unique_ptr<BatchSink> open_page(const SinkSettings& settings) {
  return std::make_unique<PageSink>(settings);
}

}  // namespace zzaudit::cli
