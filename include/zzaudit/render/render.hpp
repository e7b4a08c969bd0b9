// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/model/report.hpp"

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
};

struct RenderOptions {
  Language language = Language::kChinese;
  Severity show = Severity::kNote;  ///< least severity printed (text only)
  bool color = false;
  bool show_unverified = false;
  std::size_t width = 100;  ///< terminal columns (text only)
};

/// Findings grouped by table, for people.
[[nodiscard]] std::string render_text(const CheckRun& run, const Catalogue& catalogue,
                                      const RenderOptions& options);
/// One finding as it stands in the text output, with the row quoted.
[[nodiscard]] std::string render_finding(const Report& report, const Finding& finding,
                                         const Catalogue& catalogue, const RenderOptions& options);
/// "zzaudit-findings/1"; all findings whatever `show` says.
[[nodiscard]] std::string render_json(const CheckRun& run, const RenderOptions& options);
/// One self-contained page for all reports: what was found, marked in the tables and the words themselves.
/// Complete without its script; all findings whatever `show` says. The catalogue must have all its texts.
[[nodiscard]] std::string render_html(const CheckRun& run, const Catalogue& catalogue,
                                      const RenderOptions& options);

}  // namespace zzaudit
