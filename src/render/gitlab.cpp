// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "render/detail/artifact.hpp"
#include "render/detail/json_output.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit {
namespace {

using nlohmann::ordered_json;

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "critical";
    case Severity::kWarning:
      return "minor";
    case Severity::kNote:
      break;
  }
  return "info";
}

ordered_json issue(const std::string& description, const std::string& check, const std::string& identity,
                   std::string_view severity, const detail::Artifact& artifact) {
  return {{"description", description},
          {"check_name", check},
          {"fingerprint", sha256_hex(identity)},
          {"severity", severity},
          {"location",
           {{"path", detail::plain_path(artifact.file)},
            {"lines", {{"begin", std::max<std::uint32_t>(artifact.line, 1)}}}}}};
}

}  // namespace

std::string render_gitlab(const CheckRun& run, const Catalogue& /*catalogue*/, const RenderOptions& options) {
  ordered_json issues = ordered_json::array();
  for (const UnreadInput& unread : run.unread) {
    issues.push_back(issue(unread.message.in(options.language), "unreadable", "unreadable " + unread.file,
                           "blocker", {detail::artifact_file(unread.file), 0}));
  }
  for (const CheckedReport& checked : run.reports) {
    // Of two issues with one fingerprint only one would be shown.
    std::map<std::string, std::size_t> seen;
    for (const Finding& finding : checked.outcome.findings) {
      const std::size_t times = ++seen[finding.fingerprint];
      const detail::Artifact artifact = detail::artifact_of(checked, finding.locations.front());
      issues.push_back(issue(detail::placed_message(checked, finding, options.language), finding.rule,
                             checked.file + '\n' + finding.fingerprint + '\n' + std::to_string(times),
                             severity_of(finding.severity), artifact));
    }
  }
  return detail::json_text(issues);
}

}  // namespace zzaudit
