// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/report_json.hpp"

/// One rule run over the clean sample with other words in it.
namespace zzaudit::testing_support {

inline Report clean_report() {
  static const Report kReport = report_from_json("sample", resource("samples/clean/report.json"));
  return kReport;
}

inline Section& section_titled(Report& report, const std::string& part) {
  return *std::ranges::find_if(report.sections,
                               [&](const Section& s) { return s.title.find(part) != std::string::npos; });
}

/// The clean report with the paragraphs of one section replaced.
inline Report with_words(const std::string& section, const std::vector<std::string>& paragraphs) {
  Report report = clean_report();
  Section& at = section_titled(report, section);
  at.paragraphs.clear();
  for (const auto& text : paragraphs) {
    Paragraph paragraph;
    paragraph.lines.push_back({text, {}});
    at.paragraphs.push_back(std::move(paragraph));
  }
  return report;
}

inline CheckOutcome run(const Report& report, const std::string& rule) {
  Catalogue catalogue = Catalogue::builtin();
  catalogue.restrict({rule}, {});
  return Checker(catalogue).check(report);
}

/// Severities of what one rule finds.
inline std::vector<Severity> severities(const Report& report, const std::string& rule) {
  std::vector<Severity> found;
  for (const auto& finding : run(report, rule).findings) {
    found.push_back(finding.severity);
  }
  return found;
}

inline std::size_t count(const Report& report, const std::string& rule) {
  return run(report, rule).findings.size();
}

}  // namespace zzaudit::testing_support
