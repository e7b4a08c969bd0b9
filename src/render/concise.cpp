// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "render/detail/artifact.hpp"
#include "render/detail/style.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit {

std::string render_concise(const CheckRun& run, const Catalogue& /*catalogue*/,
                           const RenderOptions& options) {
  std::string out;
  for (const CheckedReport& checked : run.reports) {
    for (const Finding& finding : checked.outcome.findings) {
      if (finding.severity < options.show) {
        continue;
      }
      const detail::Artifact artifact = detail::artifact_of(checked, finding.locations.front());
      out += detail::one_line(artifact.file);
      out += artifact.line == 0 ? std::string{} : fmt::format(":{}", artifact.line);
      out +=
          fmt::format(": {}: {} [{} {}]\n",
                      detail::styled(to_string(finding.severity), detail::look_of(finding.severity), options),
                      detail::placed_message(checked, finding, options.language), finding.rule, finding.name);
    }
  }
  return out;
}

}  // namespace zzaudit
