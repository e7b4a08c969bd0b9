// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "support/rule_run.hpp"
#include "zzaudit/recognise/words.hpp"

/// The words of the clean sample with the paragraphs of one section replaced.
namespace zzaudit::words_test {

inline Words words_of(const std::string& section, const std::vector<std::string>& paragraphs) {
  return read_words(testing_support::with_words(section, paragraphs));
}

/// Sections of the clean sample by a part of their title.
constexpr auto kOverall = "收入支出决算总体情况";
constexpr auto kIncome = "收入决算情况";
constexpr auto kFiscal = "财政拨款收入支出决算总体情况";
constexpr auto kGeneral = "财政拨款支出决算总体情况";
constexpr auto kItems = "财政拨款支出决算具体情况";
constexpr auto kThreePublic = "“三公”经费财政拨款支出决算总体情况";
constexpr auto kDetail = "“三公”经费财政拨款支出决算具体情况";
constexpr auto kFund = "政府性基金预算财政拨款收入支出";
constexpr auto kProcurement = "政府采购支出";
constexpr auto kPerformance = "预算绩效情况";

/// "key=12.50" for every claim of a measure in the section that was replaced, in order.
inline std::string said(const Words& words, const std::string& section, Measure measure) {
  const Report report = testing_support::clean_report();
  const auto at = std::ranges::find_if(
      report.sections, [&](const Section& s) { return s.title.find(section) != std::string::npos; });
  const auto index = static_cast<std::size_t>(at - report.sections.begin());
  std::string text;
  for (const auto& claim : words.claims) {
    if (claim.measure == measure && words.sentences[claim.sentence].section == index) {
      const std::string sign = measure == Measure::kChange && claim.direction == Direction::kDown ? "-" : "";
      text += (text.empty() ? "" : " ") + claim.concept_key +
              (claim.figure.has_value()              ? "=" + sign + claim.figure.value.to_string()
               : claim.direction == Direction::kUp   ? ">"
               : claim.direction == Direction::kDown ? "<"
                                                     : "~");
    }
  }
  return text;
}

/// "12.50:reason" of numbers without a claim that might be figures.
inline std::string left_out(const Words& words, const std::string& text) {
  for (const auto& other : words.others) {
    if (other.text.starts_with(text)) {
      return other.reason.en;
    }
  }
  return {};
}

}  // namespace zzaudit::words_test
