// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "render/detail/artifact.hpp"
#include "render/detail/style.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/render/render.hpp"

/// GitHub-flavoured Markdown for a comment. Text of a report keeps its looks and loses every meaning: markup,
/// HTML, links, mentions of people and references to issues.
namespace zzaudit {
namespace {

using detail::in;

/// A comment on GitHub has at most 65,536 characters; what follows the findings must fit as well.
constexpr std::size_t kMostCharacters = 50'000;
constexpr std::size_t kLongestText = 600;

std::string escaped(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_{}[]()<>#+!|~&:@$\"^=";
  constexpr std::string_view kReferences = "@#!";
  constexpr std::string_view kZeroWidthSpace = "\xE2\x80\x8B";
  std::string out;
  char before = '\0';
  for (const char c : detail::one_line(text)) {
    // "www.…" is a link without any other sign of one.
    if (kMarkup.find(c) != std::string_view::npos || (c == '.' && (before == 'w' || before == 'W'))) {
      out += '\\';
    }
    out += c;
    if (kReferences.find(c) != std::string_view::npos) {
      out += kZeroWidthSpace;
    }
    before = c;
  }
  return out;
}

std::string cell(std::string_view text) { return escaped(truncate(detail::one_line(text), kLongestText)); }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view shape_of(Severity severity) {
  return severity == Severity::kError ? "❌" : severity == Severity::kWarning ? "⚠️" : "ℹ️";
}

std::string finding_row(const CheckedReport& checked, const Finding& finding, Language language) {
  const detail::Artifact artifact = detail::artifact_of(checked, finding.locations.front());
  std::string where = detail::location_text(finding.locations.front(), language);
  if (artifact.line != 0) {
    where += fmt::format("{}{}:{}", where.empty() ? "" : " · ", artifact.file, artifact.line);
  }
  if (where.empty()) {
    where = in(language, "报告整体", "the report as a whole");
  }
  return fmt::format("| {} {} | {} | {} | {} | {} |\n", shape_of(finding.severity),
                     label_of(finding.severity).in(language), escaped(finding.rule), cell(where),
                     cell(detail::placed_message(checked, finding, language)),
                     cell(finding.suggestion.in(language)));
}

/// The worst first, so that what does not fit is what matters least.
std::vector<const Finding*> by_severity(const CheckOutcome& outcome) {
  std::vector<const Finding*> findings;
  findings.reserve(outcome.findings.size());
  for (const Finding& finding : outcome.findings) {
    findings.push_back(&finding);
  }
  std::ranges::stable_sort(findings,
                           [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
  return findings;
}

void append_findings(std::string& out, const CheckedReport& checked, std::size_t& room, Language language) {
  if (checked.outcome.findings.empty()) {
    return;
  }
  out += in(language, "| 级别 | 规则 | 位置 | 问题 | 建议 |\n",
            "| severity | rule | place | finding | suggestion |\n");
  out += "| --- | --- | --- | --- | --- |\n";
  std::size_t left = checked.outcome.findings.size();
  for (const Finding* finding : by_severity(checked.outcome)) {
    const std::string row = finding_row(checked, *finding, language);
    const std::size_t size = characters(row);
    if (size > room) {
      room = 0;
      break;
    }
    room -= size;
    --left;
    out += row;
  }
  out += '\n';
  if (left != 0) {
    out += fmt::format(
        fmt::runtime(in(language,
                        "**另有 {} 个问题没有列出**：评论的长度有限，全部见 html、json 等格式。\n\n",
                        "**{} more not listed**: a comment has a limit; the html and json formats "
                        "have all.\n\n")),
        left);
  }
}

void append_details(std::string& out, std::string_view title, const std::vector<std::string>& lines) {
  if (lines.empty()) {
    return;
  }
  out += fmt::format("<details><summary>{}</summary>\n\n", title);
  for (const std::string& line : lines) {
    out += "- " + cell(line) + '\n';
  }
  out += "\n</details>\n\n";
}

/// Notes and what was not evaluated are never left out; they take room from what follows.
void append_rest(std::string& out, const CheckedReport& checked, std::size_t& room, Language language) {
  const std::size_t before = out.size();
  std::vector<std::string> lines;
  for (const ReaderNote& note : checked.report.notes) {
    lines.push_back(detail::note_text(checked.report, note, language));
  }
  append_details(out, in(language, "读取时的说明", "notes on reading"), lines);
  lines.clear();
  for (const auto& [reason, rules] : detail::not_evaluated(checked.outcome, language)) {
    lines.push_back(
        fmt::format("{}{}{}", reason, in(language, "：", ": "), detail::list_of_rules(rules, language)));
  }
  append_details(out, in(language, "未评估的检查", "checks not evaluated"), lines);
  room -= std::min(room, characters(std::string_view(out).substr(before)));
}

/// Waived findings are listed as long as there is room; the totals have counted them.
void append_suppressed(std::string& out, const CheckedReport& checked, std::size_t& room, Language language) {
  std::vector<std::string> lines;
  for (const Finding& finding : checked.outcome.suppressed) {
    std::string line = fmt::format("{} {}", finding.rule, detail::placed_message(checked, finding, language));
    if (finding.suppression) {
      const std::string why = detail::suppression_text(*finding.suppression, language);
      line += why.empty() ? std::string(in(language, "（基线）", " (baseline)")) : " — " + why;
    }
    const std::size_t size = characters(line);
    if (size > room) {
      break;
    }
    room -= size;
    lines.push_back(std::move(line));
  }
  append_details(out, in(language, "已豁免和已列入基线的问题", "findings waived or in the baseline"), lines);
}

std::string report_head(const CheckedReport& checked, Language language) {
  const detail::Counts counts = detail::counts_of(checked.outcome);
  return fmt::format(
      "### {}\n\n{} **{}**\n\n{}  \n{}  \n{}\n\n", escaped(detail::unit_and_year(checked.report, language)),
      counts.errors > 0     ? shape_of(Severity::kError)
      : counts.warnings > 0 ? shape_of(Severity::kWarning)
                            : "✅",
      detail::verdict(counts, language), cell(checked.file), escaped(detail::totals_line(counts, language)),
      escaped(detail::coverage_line(checked.outcome.coverage, language)));
}

}  // namespace

std::string render_markdown(const CheckRun& run, const Catalogue& /*catalogue*/,
                            const RenderOptions& options) {
  const Language language = options.language;
  std::size_t room = kMostCharacters;
  std::string out =
      fmt::format("## {}\n\n", in(language, "部门决算公开核对结果", "Check of departmental final accounts"));
  for (const UnreadInput& unread : run.unread) {
    out += fmt::format("❌ **{}** {}\n\n",
                       in(language, "无法读取，没有核对：", "Could not be read, nothing was checked:"),
                       cell(unread.message.in(language)));
  }
  std::size_t listed = 0;
  for (const CheckedReport& checked : run.reports) {
    const std::string head = report_head(checked, language);
    if (characters(head) > room) {
      break;
    }
    room -= characters(head);
    out += head;
    append_findings(out, checked, room, language);
    append_rest(out, checked, room, language);
    append_suppressed(out, checked, room, language);
    ++listed;
  }
  if (listed != run.reports.size()) {
    out += fmt::format(
        fmt::runtime(in(language, "**另有 {} 份报告没有列出。**\n\n", "**{} more reports not listed.**\n\n")),
        run.reports.size() - listed);
  }
  return out + fmt::format("<sub>zzaudit {}</sub>\n", run.version);
}

}  // namespace zzaudit
