// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "render/detail/excerpt.hpp"
#include "render/detail/finding_text.hpp"
#include "render/detail/html.hpp"
#include "render/detail/position.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/check/formula.hpp"

namespace zzaudit::detail::html {
namespace {

/// More figures than these are shown without those that are nil.
constexpr std::size_t kManyOperands = 8;
/// The figures of a note are folded away when there are more.
constexpr std::size_t kFewOperands = 4;
/// More places than these are folded away.
constexpr std::size_t kManyPlaces = 6;
/// Columns of a sentence that tell it from others.
constexpr std::size_t kQuoted = 56;

std::string place_name(const View& view, Location location, std::string_view message) {
  location.text = excerpt(one_line(location.text), message, kQuoted);
  std::string text = location_text(location, view.page.language);
  if (text.empty()) {
    text = view.in("报告整体", "the report as a whole");
  }
  return text;
}

std::string position(const View& view, const Location& location) {
  const std::string at = source_position(view.checked.report.sources, location.place, view.page.language);
  return at.empty() ? at : fmt::format(" <span class=\"at\">{}</span>", escaped(at));
}

/// The name of a figure, as short as the finding's own place allows.
std::string operand_name(const View& view, const Finding& finding, const Operand& operand) {
  const Location& where = finding.locations.front();
  const Location& at = operand.location;
  if (at.table && at.table == where.table && !at.column.empty()) {
    if (at.row == where.row) {
      return std::string(view.of(at.column));
    }
    if (at.column == where.column) {
      return std::string(view.of(at.row));
    }
  }
  return std::string(view.of(operand.name));
}

/// Whether `expected` is the sum of all figures but the first, so that they can be written as one.
bool is_sum(const Finding& finding) {
  const auto expected = Decimal::parse(finding.expected);
  if (!expected || finding.operands.size() < 3 || finding.operands.front().value != finding.actual) {
    return false;
  }
  Decimal sum;
  for (std::size_t i = 1; i < finding.operands.size(); ++i) {
    const auto value = Decimal::parse(finding.operands[i].value);
    if (!value && !finding.operands[i].value.empty()) {
      return false;
    }
    sum = sum + value.value_or(Decimal{});
  }
  return sum == *expected;
}

bool is_nil(const Operand& operand) {
  const auto value = Decimal::parse(operand.value);
  return operand.value.empty() || (value && value->is_zero());
}

/// The figures that were compared, one under the other, and what came of it.
void append_arithmetic(std::string& out, const View& view, const Finding& finding) {
  if (finding.operands.empty() && finding.expected.empty()) {
    return;
  }
  const bool sum = is_sum(finding);
  const bool short_of_nil = finding.operands.size() > kManyOperands;
  std::size_t left_out = 0;
  // Of a note, or when there are very many, the figures are there for who asks.
  const bool folded =
      finding.operands.size() > (finding.severity == Severity::kNote ? kFewOperands : kManyOperands * 2);
  out += folded ? fmt::format("<details><summary>{}</summary><table class=\"calc\"><tbody>\n",
                              fmt::format(fmt::runtime(view.in("算式（{} 个数）", "arithmetic ({} figures)")),
                                          finding.operands.size()))
                : fmt::format("<table class=\"calc\"><caption>{}</caption><tbody>\n",
                              view.in("算式", "arithmetic"));
  const auto row = [&](std::string_view kind, std::string_view sign, const std::string& name,
                       const std::string& value) {
    // What is compared may be words, too; only figures stay on one line.
    const std::string_view words = Decimal::parse(value) ? "" : " class=\"t\"";
    out += fmt::format("<tr{}><td>{}</td><th scope=\"row\">{}</th><td{}>{}</td></tr>\n", kind, sign, name,
                       words, value);
  };
  for (std::size_t i = sum ? 1 : 0; i < finding.operands.size(); ++i) {
    const Operand& operand = finding.operands[i];
    if (short_of_nil && i > 0 && is_nil(operand)) {
      ++left_out;
      continue;
    }
    row("", sum ? "+" : "", link_to(view, operand.location, operand_name(view, finding, operand)),
        operand.value.empty() ? fmt::format("<i>{}</i>", view.in("空白", "blank")) : escaped(operand.value));
  }
  if (left_out > 0) {
    row("", "",
        fmt::format(fmt::runtime(view.in("另有 {} 个数为 0 或空白", "{} more are zero or blank")), left_out),
        "");
  }
  const auto result = [&](std::string_view kind, std::string_view sign, std::string_view name,
                          const std::string& value) {
    if (!value.empty()) {
      row(kind, sign, std::string(name), escaped(value));
    }
  };
  const std::string_view expected = sum && finding.comparison == Comparison::kEqual
                                        ? view.in("按明细计算", "computed")
                                        : label_of_expected(finding.comparison, view.page.language);
  result(" class=\"sum\"", sum ? "=" : "", expected, finding.expected);
  if (sum) {
    row(" class=\"actual\"", "",
        link_to(view, finding.operands.front().location,
                fmt::format("{}{}", view.in("表中：", "printed: "),
                            operand_name(view, finding, finding.operands.front()))),
        escaped(finding.actual));
  } else {
    result(" class=\"actual\"", "", view.in("实为", "actual"), finding.actual);
  }
  result(" class=\"diff\"", "", view.in("相差", "difference"), finding.difference);
  result("", "±", view.in("允许", "allowed"), finding.tolerance);
  out += folded ? "</tbody></table></details>\n" : "</tbody></table>\n";
}

void append_places(std::string& out, const View& view, const Finding& finding) {
  std::string items;
  std::string more;
  std::set<std::string> known;
  std::size_t count = 0;
  for (const Location& location : finding.locations) {
    const std::string item =
        link_to(view, location, place_name(view, location, finding.message.zh)) + position(view, location);
    if (known.insert(item).second) {
      (++count <= kManyPlaces ? items : more) += "<li>" + item + "</li>\n";
    }
  }
  out += fmt::format("<ul class=\"places\" aria-label=\"{}\">\n{}</ul>\n", view.in("位置", "places"), items);
  if (!more.empty()) {
    out += fmt::format(
        "<details><summary>{}</summary><ul class=\"places\">\n{}</ul></details>\n",
        fmt::format(fmt::runtime(view.in("另有 {} 处", "{} more places")), count - kManyPlaces), more);
  }
}

void append_suspects(std::string& out, const View& view, const Finding& finding) {
  constexpr std::size_t kMost = 3;
  for (std::size_t i = 0; i < finding.suspects.size() && i < kMost; ++i) {
    const Suspect& suspect = finding.suspects[i];
    out +=
        fmt::format("<p class=\"suspect\"><b>{}</b> {}",
                    i == 0 ? view.in("最可疑", "suspected") : view.in("其次可疑", "or"),
                    link_to(view, suspect.location, place_name(view, suspect.location, finding.message.zh)));
    if (!suspect.repair.empty()) {
      out += fmt::format(" <span class=\"repair\">→ <b>{}</b></span>", escaped(suspect.repair));
    }
    if (!suspect.reason.empty()) {
      out += fmt::format(" <span class=\"why\">{}</span>", escaped(view.of(suspect.reason)));
    }
    out += "</p>\n";
  }
}

void append_consequences(std::string& out, const View& view, const Finding& finding) {
  if (finding.consequences.empty()) {
    return;
  }
  out += fmt::format(
      "<details class=\"also\"><summary>{}</summary><ul>\n",
      fmt::format(fmt::runtime(view.in("同一原因连带 {} 项不符", "also fails for the same cause: {}")),
                  finding.consequences.size()));
  for (const Consequence& consequence : finding.consequences) {
    out += fmt::format("<li><span class=\"id\">{}</span> {}", escaped(consequence.rule),
                       escaped(view.of(consequence.message)));
    for (const Location& location : consequence.locations) {
      if (!view.index.id_of(location).empty()) {
        out += " → " + link_to(view, location, place_name(view, location, consequence.message.zh));
      }
    }
    out += "</li>\n";
  }
  out += "</ul></details>\n";
}

std::string basis_of(const Page& page, const Rule& rule) {
  std::string line;
  for (const Basis& basis : rule.basis) {
    line += line.empty() ? "" : page.in("；", "; ");
    line += escaped(basis.document.in(page.language));
    if (const std::string& clause = basis.clause.in(page.language); !clause.empty()) {
      line += ' ' + escaped(clause);
    }
    if (basis.confidence == "unverified") {
      line += page.in("（待核）", " (to be verified)");
    }
  }
  return line;
}

void append_finding(std::string& out, const View& view, std::size_t index) {
  const Finding& finding = view.checked.outcome.findings[index];
  const Rule* rule = view.page.catalogue.find(finding.rule);
  std::set<std::string_view> areas;
  for (const Location& location : finding.locations) {
    areas.insert(view.index.area_of(location));
  }
  std::string area_list;
  for (const std::string_view area : areas) {
    area_list += (area_list.empty() ? "" : " ") + std::string(area);
  }
  const std::string_view kind = class_of(finding.severity);
  const std::string id = view.index.finding_id(index);
  out += fmt::format(
      "<article class=\"f {}\" id=\"{}\" data-sev=\"{}\" data-rule=\"{}\" data-area=\"{}\" "
      "aria-labelledby=\"{}h\">\n",
      kind, id, to_string(finding.severity), escaped(finding.rule), area_list, id);
  const std::string target = view.index.id_of(finding.locations.front());
  const std::string title =
      rule != nullptr && !rule->title.empty() ? escaped(view.of(rule->title)) : escaped(finding.name);
  const std::string label =
      fmt::format("<span class=\"sev {}\"><span class=\"k\" aria-hidden=\"true\">{}</span>{} {}</span>", kind,
                  shape_of(finding.severity), label_of(finding.severity).in(view.page.language), index + 1);
  out +=
      fmt::format("<h5 id=\"{}h\"><a class=\"go\" href=\"#{}\">{} <span class=\"title\">{}</span></a></h5>\n",
                  id, target.empty() ? id : target, label, title);
  if (const std::string rule_id = view.page.rule_id(finding.rule); !rule_id.empty()) {
    out += fmt::format("<p class=\"rule\"><a href=\"#{}\" class=\"id\">{}</a> <span>{}</span></p>\n", rule_id,
                       escaped(finding.rule), escaped(finding.name));
  }
  out += fmt::format("<p class=\"msg\">{}</p>\n", escaped(view.of(finding.message)));
  append_places(out, view, finding);
  append_arithmetic(out, view, finding);
  append_suspects(out, view, finding);
  append_consequences(out, view, finding);
  if (!finding.suggestion.empty()) {
    out += fmt::format("<p class=\"sug\"><b>{}</b> {}</p>\n", view.in("建议", "suggestion"),
                       escaped(view.of(finding.suggestion)));
  }
  if (rule != nullptr && finding.severity != Severity::kNote) {
    if (const std::string basis = basis_of(view.page, *rule); !basis.empty()) {
      out += fmt::format("<p class=\"basis\"><b>{}</b> {}</p>\n", view.in("依据", "basis"), basis);
    }
  }
  out += "</article>\n";
}

void append_rule(std::string& out, const Page& page, const Rule& rule) {
  out += fmt::format("<article class=\"ruledoc\" id=\"{}\">\n<h3><span class=\"id\">{}</span> {}</h3>\n",
                     page.rule_id(rule.id), escaped(rule.id),
                     escaped(rule.title.empty() ? rule.name : rule.title.in(page.language)));
  out += fmt::format("<p class=\"rule\">{} · {}</p>\n<dl>\n", label_of(rule.severity).in(page.language),
                     escaped(rule.name));
  const auto entry = [&](std::string_view zh, std::string_view en, std::string_view kind,
                         const std::string& text) {
    if (!text.empty()) {
      out += fmt::format("<dt>{}</dt><dd{}>{}</dd>\n", page.in(zh, en), kind, text);
    }
  };
  entry("为什么", "why", "", escaped(rule.rationale.in(page.language)));
  entry("依据", "basis", " class=\"basis\"", basis_of(page, rule));
  std::string formulas;
  for (const std::string& formula : rule.formulas) {
    formulas += (formulas.empty() ? "" : "<br>") + escaped(render_formula(formula, page.language));
  }
  entry("公式", "formula", " class=\"formula\"", formulas);
  entry("允许的误差", "tolerance", "", escaped(rule.tolerance.in(page.language)));
  entry("如何更正", "how to correct", " class=\"fix\"", escaped(rule.fix.in(page.language)));
  out += "</dl>\n</article>\n";
}

/// What waivers and baseline account for: out of the count, not out of sight.
void append_suppressed(std::string& out, const View& view) {
  const auto& suppressed = view.checked.outcome.suppressed;
  if (suppressed.empty()) {
    return;
  }
  out += fmt::format("<details class=\"suppressed\"><summary>{}</summary>\n<ul>\n",
                     fmt::format(fmt::runtime(view.in("不计入的问题：{} 个已豁免，{} 个已列入基线",
                                                      "not counted: {} waived, {} in the baseline")),
                                 waived_count(view.checked.outcome),
                                 suppressed.size() - waived_count(view.checked.outcome)));
  for (const Finding& finding : suppressed) {
    const std::string why =
        finding.suppression ? suppression_text(*finding.suppression, view.page.language) : std::string{};
    out += fmt::format("<li>{} <b>{}</b> {}{}</li>\n", label_of(finding.severity).in(view.page.language),
                       escaped(finding.rule), escaped(view.of(finding.message)),
                       why.empty() ? why : fmt::format("<br>{}", escaped(why)));
  }
  out += "</ul></details>\n";
}

}  // namespace

void append_findings(std::string& out, const View& view) {
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < view.checked.outcome.findings.size(); ++i) {
    groups[view.index.group_of(view.checked.outcome.findings[i])].push_back(i);
  }
  if (groups.empty()) {
    out += fmt::format("<p class=\"none\">{}</p>\n", view.in("没有发现问题。", "Nothing was found."));
  }
  for (const auto& [group, findings] : groups) {
    out += fmt::format("<section class=\"group\">\n<h4>{}</h4>\n", escaped(view.index.group_title(group)));
    for (const std::size_t finding : findings) {
      append_finding(out, view, finding);
    }
    out += "</section>\n";
  }
  append_suppressed(out, view);
}

void append_rules(std::string& out, const Page& page) {
  for (const std::string& id : page.rules) {
    append_rule(out, page, *page.catalogue.find(id));
  }
}

}  // namespace zzaudit::detail::html
