// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/document/document.hpp"
#include "zzaudit/model/report.hpp"
#include "zzaudit/policy/acceptance.hpp"

/// Findings → what people look at and what other programs take. Renderers never compute: what they print was
/// decided before. Whatever came out of a report is text to them, never markup, formula or command.
namespace zzaudit {

/// One report with what was found in it.
struct CheckedReport {
  std::string file;    ///< as the user named it
  std::string sha256;  ///< of the input bytes
  Report report;
  CheckOutcome outcome;
  /// The files it was read from. Sources that are not among them are those of the report a report.json was
  /// converted from: their lines are no lines of `files`.
  std::vector<std::string> files{};
};

/// An input about which nothing counts as checked.
struct UnreadInput {
  std::string file;   ///< as in CheckedReport
  Bilingual message;  ///< why, naming the file
};

/// Everything one run renders.
struct CheckRun {
  std::string version;
  std::string ruleset;  ///< Catalogue::fingerprint()
  std::vector<CheckedReport> reports;
  PolicyUse policy{};  ///< configuration, waivers and baseline that the run was subject to
  std::vector<UnreadInput> unread{};
  std::string time{};  ///< when it was made, "2026-11-26T08:30:00" in UTC; for formats that have to say
};

struct RenderOptions {
  Language language = Language::kChinese;
  Severity show = Severity::kNote;  ///< least severity printed (text and concise only)
  /// Least severity that fails the run, none when nothing does: what JUnit calls a failure.
  std::optional<Severity> fail_on = Severity::kError;
  bool color = false;
  bool show_unverified = false;
  bool show_waived = false;  ///< list what waivers and baseline account for (text only)
  std::size_t width = 100;   ///< terminal columns (text only)
};

/// How many of `outcome.suppressed` are waived; the others are in the baseline.
[[nodiscard]] std::size_t waived_count(const CheckOutcome& outcome);

/// Findings grouped by table, for people.
[[nodiscard]] std::string render_text(const CheckRun& run, const Catalogue& catalogue,
                                      const RenderOptions& options);
/// One finding as it stands in the text output, with the row quoted.
[[nodiscard]] std::string render_finding(const Report& report, const Finding& finding,
                                         const Catalogue& catalogue, const RenderOptions& options);
/// What the readers saw, before anything is recognised: the notes, then every paragraph and table in order
/// with its place, the tables drawn. Nothing but cells wider than their column ("…") is left out.
[[nodiscard]] std::string render_document(const Document& document, const RenderOptions& options);
/// "zzaudit-findings/1"; all findings whatever `show` says.
[[nodiscard]] std::string render_json(const CheckRun& run, const RenderOptions& options);
/// One element of its "reports" on a single line, without a line feed.
[[nodiscard]] std::string render_json_line(const CheckedReport& report, const RenderOptions& options);
/// One finding a line for editors: "FILE:LINE: error: MESSAGE [RULE name]", the place in brackets before the
/// message where the source has no lines.
[[nodiscard]] std::string render_concise(const CheckRun& run, const Catalogue& catalogue,
                                         const RenderOptions& options);
/// Tables for a comment on a pull request: at most 60,000 characters, saying how many findings were left out.
/// All findings whatever `show` says.
[[nodiscard]] std::string render_markdown(const CheckRun& run, const Catalogue& catalogue,
                                          const RenderOptions& options);
/// SARIF 2.1.0, held to what GitHub demands: one run, rules with help, a physical location and a fingerprint
/// for every result. Suppressed findings are there with their suppressions; inputs that could not be read
/// and rules that could not be evaluated are notifications of the invocation.
[[nodiscard]] std::string render_sarif(const CheckRun& run, const Catalogue& catalogue,
                                       const RenderOptions& options);
/// JUnit XML: a suite a report, a case a rule. Failed: a finding at or above `fail_on`; skipped: not
/// evaluated; an input that could not be read is a suite with an error. All else is told in system-out.
[[nodiscard]] std::string render_junit(const CheckRun& run, const Catalogue& catalogue,
                                       const RenderOptions& options);
/// Workflow commands of GitHub Actions, a finding each ("::error file=…,line=…,title=…::…"), then the totals.
[[nodiscard]] std::string render_github(const CheckRun& run, const Catalogue& catalogue,
                                        const RenderOptions& options);
/// GitLab's code quality report: a JSON array with one object a finding that counts.
[[nodiscard]] std::string render_gitlab(const CheckRun& run, const Catalogue& catalogue,
                                        const RenderOptions& options);
/// One self-contained page for all reports: what was found, marked in the tables and the words themselves.
/// Complete without its script; all findings whatever `show` says. The catalogue must have all its texts.
[[nodiscard]] std::string render_html(const CheckRun& run, const Catalogue& catalogue,
                                      const RenderOptions& options);
/// A workbook (XLSX) with four sheets: summary, findings, checks, coverage; all findings whatever `show`
/// says, also those that are waived or in the baseline. The catalogue must have all its texts. The same input
/// makes the same bytes, whenever. Error when the module zzaudit-xlsx.so is missing or a temporary file
/// cannot be written.
[[nodiscard]] std::string render_xlsx(const CheckRun& run, const Catalogue& catalogue,
                                      const RenderOptions& options);

}  // namespace zzaudit
