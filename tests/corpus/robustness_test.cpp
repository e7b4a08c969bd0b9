// SPDX-License-Identifier: Apache-2.0
// The explanation of the clean sample, cut, robbed of its numbers and put out of order: nothing crashes, and
// no error is claimed that does not show two figures, a zero, or what is missing.
#include <gtest/gtest.h>

#include <cctype>
#include <iostream>
#include <utility>

#include "corpus/corpus_support.hpp"
#include "support/rule_run.hpp"
#include "zzaudit/recognise/words.hpp"

namespace zzaudit {
namespace {

// Sanitizers make each run some ten times slower: fewer positions are cut there.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kStep = 23;
#else
constexpr std::size_t kStep = 1;
#endif

const Checker& word_checker() {
  static const Checker kChecker = [] {
    Catalogue catalogue = Catalogue::builtin();
    catalogue.restrict({"NAR", "PCT", "SGJ", "TXT", "DIS"}, {});
    return Checker(catalogue);
  }();
  return kChecker;
}

/// Every error shows at least two figures, or speaks of a 科目 that the explanation lacks or names wrongly.
bool is_founded(const Finding& finding) {
  static const std::set<std::string> kOnNames = {"NAR401", "NAR402", "NAR403", "NAR501"};
  return finding.severity != Severity::kError || finding.operands.size() >= 2 ||
         kOnNames.contains(finding.rule);
}

void expect_founded(const Report& report, const std::string& what) {
  for (const auto& finding : word_checker().check(report).findings) {
    EXPECT_TRUE(is_founded(finding)) << what << ": " << finding.rule << " " << finding.message.zh;
  }
}

/// A sentence that lacks something states no wrong figure: only what is missing may be an error.
void expect_only_missing(const Report& report, const std::string& what) {
  for (const auto& finding : word_checker().check(report).findings) {
    EXPECT_TRUE(finding.severity != Severity::kError || finding.rule == "NAR401")
        << what << ": " << finding.rule << " " << finding.message.zh;
  }
}

/// Calls `change` with every line of the explanation, as a reference into the report to check.
template <class ChangeT>
void for_every_line(const ChangeT& change) {
  Report report = testing_support::clean_report();
  bool explanation = false;
  for (auto& section : report.sections) {
    if (section.level == 1) {
      explanation = section.title.find("情况说明") != std::string::npos;
    }
    for (auto& paragraph : section.paragraphs) {
      for (auto& line : paragraph.lines) {
        if (explanation) {
          change(report, line.text);
        }
      }
    }
  }
}

std::size_t next_character(const std::string& text, std::size_t at) {
  do {
    ++at;
  } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

TEST(Robustness, SentencesCutAtEveryCharacter) {
  std::size_t position = 0, cuts = 0;
  for_every_line([&](const Report& report, std::string& line) {
    const std::string whole = line;
    for (std::size_t at = 0; at < whole.size(); at = next_character(whole, at)) {
      if (position++ % kStep != 0) continue;
      line = whole.substr(0, at);
      ++cuts;
      // Numbers and units end where claims begin or end; elsewhere reading alone must not fail.
      const bool telling = at > 0 && (std::isalnum(static_cast<unsigned char>(whole[at - 1])) != 0 ||
                                      std::isalnum(static_cast<unsigned char>(whole[at])) != 0 ||
                                      line.ends_with("元") || line.ends_with("%"));
      if (telling) {
        expect_only_missing(report, line);
      } else {
        (void)read_words(report);
      }
    }
    line = whole;
  });
  EXPECT_GT(cuts * kStep, 2000U);
}

TEST(Robustness, NumbersRemoved) {
  std::size_t removed = 0;
  for_every_line([&](const Report& report, std::string& line) {
    const std::string whole = line;
    const auto is_part = [&](std::size_t i) {
      return std::isdigit(static_cast<unsigned char>(whole[i])) != 0 || (whole[i] == '.' && i > 0);
    };
    for (std::size_t begin = 0; begin < whole.size(); ++begin) {
      if (!is_part(begin)) continue;
      std::size_t end = begin;
      while (end < whole.size() && is_part(end)) ++end;
      line = whole.substr(0, begin) + whole.substr(end);
      expect_only_missing(report, line);
      ++removed;
      begin = end;
    }
    line = whole;
  });
  EXPECT_GT(removed, 150U);
}

TEST(Robustness, NeighbouringSentencesSwapped) {
  Report report = testing_support::clean_report();
  std::size_t swapped = 0;
  for (auto& section : report.sections) {
    for (auto& paragraph : section.paragraphs) {
      for (auto& line : paragraph.lines) {
        const std::size_t cut = line.text.find("。");
        const std::size_t behind = cut == std::string::npos ? cut : cut + std::string("。").size();
        if (behind == std::string::npos || behind >= line.text.size()) continue;
        const std::string whole = line.text;
        line.text = whole.substr(behind) + whole.substr(0, behind);
        expect_founded(report, line.text);
        line.text = whole;
        ++swapped;
      }
    }
    for (std::size_t i = 1; i < section.paragraphs.size(); ++i) {
      std::swap(section.paragraphs[i - 1], section.paragraphs[i]);
      expect_founded(report, section.title + " " + std::to_string(i));
      std::swap(section.paragraphs[i - 1], section.paragraphs[i]);
      ++swapped;
    }
  }
  for (std::size_t i = 1; i < report.sections.size(); ++i) {
    std::swap(report.sections[i - 1].paragraphs, report.sections[i].paragraphs);
    expect_founded(report, report.sections[i].title);
    std::swap(report.sections[i - 1].paragraphs, report.sections[i].paragraphs);
    ++swapped;
  }
  EXPECT_GT(swapped, 30U);
}

TEST(Robustness, OddTextIsRead) {
  for (const std::string text : {"",
                                 "。",
                                 "((((((",
                                 "))))))",
                                 "占%",
                                 "占占占99%",
                                 "。。。。",
                                 "其中：其中：其中：12万元",
                                 "-",
                                 "-5%",
                                 "年初预算为",
                                 "99999999999999999999999999.99万元",
                                 "0.0000000000000000000000001万元",
                                 "，，，，12,,,3万元",
                                 "各各各是1.1,2.2,3.3万元",
                                 "较上年较上年2.2减少",
                                 "预决算差异率--3%",
                                 "1、（类）（款）（项）",
                                 "（类）（款）（项）12万元",
                                 "\xE4\xB8\x87",
                                 "万元万元%%"}) {
    EXPECT_NO_THROW(expect_founded(
        testing_support::with_words("“三公”经费财政拨款支出决算总体情况", {text, text}), text));
    EXPECT_NO_THROW(
        expect_founded(testing_support::with_words("财政拨款支出决算具体情况", {text, text}), text));
  }
}

}  // namespace
}  // namespace zzaudit
