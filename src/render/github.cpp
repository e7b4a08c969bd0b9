// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "render/detail/artifact.hpp"
#include "render/detail/style.hpp"
#include "render/detail/summary.hpp"
#include "zzaudit/render/render.hpp"

/// Workflow commands of GitHub Actions. A runner takes every line that begins with "::" (or has "##[") for a
/// command, so text of a report stands within a command, escaped, or behind words of our own.
namespace zzaudit {
namespace {

/// The value of a command, or with `property` of one of its properties, where more has a meaning.
std::string command_text(std::string_view text, bool property) {
  std::string out;
  for (const char c : detail::one_line(text)) {
    if (c == '%' || (property && (c == ':' || c == ','))) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view command_of(Severity severity) {
  return severity == Severity::kNote ? "notice" : to_string(severity);
}

struct Annotation {
  std::string_view command;
  std::string file;  ///< empty: of no file
  std::uint32_t line = 0;
  std::string title;
  std::string message;
};

void append(std::string& out, const Annotation& annotation) {
  out += fmt::format("::{} ", annotation.command);
  if (!annotation.file.empty()) {
    out += fmt::format("file={},", command_text(detail::plain_path(annotation.file), true));
  }
  if (annotation.line != 0) {
    out += fmt::format("line={},", annotation.line);
  }
  out += fmt::format("title={}::{}\n", command_text(annotation.title, true),
                     command_text(annotation.message, false));
}

void append_findings(std::string& out, const CheckedReport& checked, Language language) {
  for (const Finding& finding : checked.outcome.findings) {
    const detail::Artifact artifact = detail::artifact_of(checked, finding.locations.front());
    append(out, {command_of(finding.severity), artifact.file, artifact.line,
                 fmt::format("{} {}", finding.rule, finding.name),
                 detail::advised_message(checked, finding, language)});
  }
}

void append_not_evaluated(std::string& out, const CheckedReport& checked, Language language) {
  for (const auto& [reason, rules] : detail::not_evaluated(checked.outcome, language)) {
    append(out, {"notice", detail::artifact_file(checked.file), 0,
                 std::string(detail::in(language, "未评估", "not evaluated")),
                 fmt::format("{}{}{}", reason, detail::in(language, "：", ": "),
                             detail::list_of_rules(rules, language))});
  }
}

}  // namespace

std::string render_github(const CheckRun& run, const Catalogue& /*catalogue*/, const RenderOptions& options) {
  const Language language = options.language;
  std::string out;
  for (const UnreadInput& unread : run.unread) {
    append(out,
           {"error", detail::artifact_file(unread.file), 0,
            std::string(detail::in(language, "无法读取，没有核对", "could not be read, nothing was checked")),
            unread.message.in(language)});
  }
  for (const CheckedReport& checked : run.reports) {
    append_findings(out, checked, language);
    append_not_evaluated(out, checked, language);
    for (const ReaderNote& note : checked.report.notes) {
      append(out, {"notice", detail::artifact_file(checked.file), 0,
                   std::string(detail::in(language, "读取", "reading")),
                   detail::note_text(checked.report, note, language)});
    }
  }
  for (const CheckedReport& checked : run.reports) {
    out +=
        fmt::format("zzaudit {} {}：{}；{}\n", run.version, detail::unit_and_year(checked.report, language),
                    detail::totals_line(detail::counts_of(checked.outcome), language),
                    detail::coverage_line(checked.outcome.coverage, language));
  }
  return out;
}

}  // namespace zzaudit
