// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/document/document.hpp"
#include "zzaudit/model/report.hpp"
#include "zzaudit/policy/acceptance.hpp"

/// Findings → text, JSON or an HTML page. Renderers never compute: what they print was decided before.
namespace zzaudit {

/// One report with what was found in it.
struct CheckedReport {
  std::string file;    ///< as the user named it
  std::string sha256;  ///< of the input bytes
  Report report;
  CheckOutcome outcome;
};

/// Everything one run renders.
struct CheckRun {
  std::string version;
  std::string ruleset;  ///< Catalogue::fingerprint()
  std::vector<CheckedReport> reports;
  PolicyUse policy{};  ///< configuration, waivers and baseline that the run was subject to
};

struct RenderOptions {
  Language language = Language::kChinese;
  Severity show = Severity::kNote;  ///< least severity printed (text only)
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
/// One self-contained page for all reports: what was found, marked in the tables and the words themselves.
/// Complete without its script; all findings whatever `show` says. The catalogue must have all its texts.
[[nodiscard]] std::string render_html(const CheckRun& run, const Catalogue& catalogue,
                                      const RenderOptions& options);

}  // namespace zzaudit
