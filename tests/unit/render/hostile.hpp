// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "unit/render/fixture.hpp"

namespace zzaudit::test {

/// small_run() with text that means something to whatever takes the output.
inline CheckRun hostile_run() {
  CheckRun run = small_run();
  CheckedReport& checked = run.reports.front();
  const std::string evil =
      "a\n::error::b\r\n<script>x</script> [c](javascript:1) @someone #12 `d` | e | https://x.example "
      "www.x.example "
      "\x1b[31mred ]]> &amp; \"q\" %0A 100%";
  checked.file = "坏 名|<b>:,%\n::set-env name=A::.md";
  checked.files = {checked.file};
  checked.report.sources.front().file = checked.file;
  checked.report.unit = "=1+1 " + evil;
  for (Finding& finding : checked.outcome.findings) {
    finding.message = {evil, evil};
    finding.suggestion = {evil, evil};
    finding.locations.front().section = evil;
    finding.locations.front().row = {evil, evil};
    finding.locations.front().title = evil;
  }
  for (CheckResult& check : checked.outcome.checks) {
    check.reason = {evil, evil};
  }
  checked.report.notes.push_back({{evil, evil}, {}});
  run.unread.push_back({evil, {evil, evil}});
  return run;
}

/// The findings of small_run(), the last of them waived and one in the baseline.
inline CheckRun run_with_suppressed() {
  CheckRun run = small_run();
  CheckOutcome& outcome = run.reports.front().outcome;
  outcome.suppressed.push_back(outcome.findings.back());
  outcome.suppressed.back().suppression =
      Suppression{Suppression::Kind::kWaiver, "已核实", "张三", "2026-12-31", "waivers.json"};
  outcome.findings.pop_back();
  outcome.suppressed.push_back(outcome.findings.back());
  outcome.suppressed.back().suppression = Suppression{Suppression::Kind::kBaseline, "", "", "", "base.json"};
  outcome.findings.pop_back();
  return run;
}

/// A run with a report in which nothing was found.
inline CheckRun clean_run() {
  CheckRun run = small_run();
  run.reports.front().outcome.findings.clear();
  return run;
}

}  // namespace zzaudit::test
