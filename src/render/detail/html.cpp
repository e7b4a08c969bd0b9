// SPDX-License-Identifier: Apache-2.0
#include "render/detail/html.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/detail/summary.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail::html {

std::string escaped(std::string_view text) {
  std::string out;
  const std::string visible = printable(text);
  out.reserve(visible.size());
  for (const char c : visible) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string_view class_of(Severity severity) {
  return severity == Severity::kError ? "e" : severity == Severity::kWarning ? "w" : "n";
}

std::string_view shape_of(Severity severity) {
  return severity == Severity::kError ? "✕" : severity == Severity::kWarning ? "▲" : "●";
}

std::string Page::rule_id(std::string_view rule) const {
  const auto found = std::ranges::find(rules, rule);
  return found == rules.end() ? std::string{} : fmt::format("rule-{}", found - rules.begin() + 1);
}

std::string id_attribute(const View& view, const std::string& id) {
  return view.index.is_target(id) ? fmt::format(" id=\"{}\"", id) : std::string{};
}

std::string flag(const View& view, std::size_t finding, std::string_view text) {
  const Finding& found = view.checked.outcome.findings[finding];
  return fmt::format("<a class=\"m {}\" href=\"#{}\" title=\"{} {}\"><span class=\"k\">{}{}</span>{}</a>",
                     class_of(found.severity), view.index.finding_id(finding), escaped(found.rule),
                     escaped(view.of(found.message)), shape_of(found.severity), finding + 1, text);
}

std::string marked(const View& view, const std::string& id, const std::string& text) {
  const auto& findings = view.index.findings_at(id);
  if (findings.empty()) {
    return text;
  }
  std::string out;
  for (std::size_t i = findings.size() - 1; i > 0; --i) {
    out += flag(view, findings[i], "");
  }
  return out + flag(view, findings.front(), "<span class=\"t\">" + text + "</span>");
}

std::string_view mark_class(const View& view, const std::string& id) {
  const auto& findings = view.index.findings_at(id);
  return findings.empty() ? "" : class_of(view.checked.outcome.findings[findings.front()].severity);
}

std::string link_to(const View& view, const Location& location, std::string_view text) {
  const std::string id = view.index.id_of(location);
  return id.empty() ? escaped(text) : fmt::format("<a href=\"#{}\">{}</a>", id, escaped(text));
}

std::string unit_and_year(const Report& report, const Page& page) {
  return escaped(detail::unit_and_year(report, page.language));
}

}  // namespace zzaudit::detail::html
