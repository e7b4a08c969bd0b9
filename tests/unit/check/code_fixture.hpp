// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "check/code/words/facts.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/code.hpp"
#include "zzaudit/model/report_json.hpp"

namespace zzaudit::testing_support {

/// The clean sample, for a test to change.
inline Report clean_report() { return report_from_json("clean", resource("samples/clean/report.json")); }

/// What one coded check said about a report.
struct Said {
  CodeSink sink;

  [[nodiscard]] std::size_t failed() { return sink.failures().size(); }
  [[nodiscard]] const Finding& finding(std::size_t i = 0) { return sink.failures().at(i).finding; }
  [[nodiscard]] const std::string& message(std::size_t i = 0) { return finding(i).message.zh; }
  /// True when the message in Chinese has these words.
  [[nodiscard]] bool mentions(std::string_view words) {
    return failed() > 0 && message().find(words) != std::string::npos;
  }
  /// The severity in force: the check's or else the rule's.
  [[nodiscard]] Severity severity(const Rule& rule, std::size_t i = 0) {
    return sink.failures().at(i).severity.value_or(rule.severity);
  }
};

inline const Rule& rule_of(std::string_view id) {
  static const Catalogue catalogue = Catalogue::builtin();
  const Rule* rule = catalogue.find(id);
  EXPECT_NE(rule, nullptr) << id;
  return *rule;
}

/// Runs the check of a rule.
inline Said run(std::string_view id, const Report& report) {
  Said said;
  const auto& rule = rule_of(id);
  const CodedCheck check = find_coded_check(rule.code);
  if (check == nullptr) {
    ADD_FAILURE() << id << " has no check";
    return said;
  }
  const Words words = read_words(report);
  const detail::Facts facts(report, words);
  check({report, rule, facts}, said.sink);
  for (const auto& failure : said.sink.failures()) {
    EXPECT_FALSE(failure.finding.locations.empty()) << id;
    for (const std::string& text : {failure.finding.message.zh, failure.finding.message.en}) {
      EXPECT_FALSE(text.empty()) << id;
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
  }
  return said;
}

/// Appends a section with one paragraph to a report.
inline void add_section(Report& report, std::string title, int level, std::string text = {}) {
  Section section;
  section.title = std::move(title);
  section.level = level;
  if (!text.empty()) {
    Paragraph paragraph;
    paragraph.lines.push_back({std::move(text), {}});
    section.paragraphs.push_back(std::move(paragraph));
  }
  report.sections.push_back(std::move(section));
}

/// Leaves every amount of a table blank.
inline void empty_out(Report& report, TableKey table) {
  for (auto& row : rows_of(report, table)) {
    for (Cell* cell : row.cells) {
      if (cell != nullptr && !cell->is_absent()) {
        *cell = Cell{CellState::kBlank, {}, {}, {}};
      }
    }
  }
}

inline Cell amount(std::string_view text) { return parse_cell(text, {}); }
inline Cell blank() { return Cell{CellState::kBlank, {}, {}, {}}; }

}  // namespace zzaudit::testing_support
