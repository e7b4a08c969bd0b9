// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "check/code/words/passages.hpp"
#include "check/code/words/wording.hpp"
#include "zzaudit/base/text.hpp"

/// TXT103: years that lost or gained a digit, and another year's date where this year belongs.
namespace zzaudit::detail {
namespace {

constexpr std::string_view kYear = "年";
/// What stands before a year that is compared with.
constexpr std::array<std::string_view, 4> kWith = {"与", "比", "较", "同"};

struct WrongYear {
  std::size_t at = 0;
  Bilingual message;
  std::optional<Severity> severity;
};

/// A run of digits directly before 年: its text and what follows 年.
struct DatedYear {
  std::size_t at = 0;
  std::string_view digits, after;
  [[nodiscard]] std::optional<int> year() const {
    return digits.size() == 4 ? std::optional(std::stoi(std::string(digits))) : std::nullopt;
  }
};

std::vector<DatedYear> years_in(std::string_view folded) {
  std::vector<DatedYear> found;
  for (auto at = folded.find(kYear); at != std::string_view::npos;
       at = folded.find(kYear, at + kYear.size())) {
    std::size_t begin = at;
    while (begin > 0 && is_digit(folded[begin - 1])) {
      --begin;
    }
    if (begin < at && (begin == 0 || folded[begin - 1] != '.')) {
      found.push_back({begin, folded.substr(begin, at - begin), folded.substr(at + kYear.size())});
    }
  }
  return found;
}

/// "202年度", "20233年": no year at all.
std::optional<WrongYear> broken_year(std::string_view folded, int year) {
  static constexpr std::array<std::string_view, 8> kDates = {"度",   "末",   "初",   "底",
                                                             "预算", "决算", "部门", "12月"};
  for (const auto& found : years_in(folded)) {
    const bool dated = starts_with_any(found.after, kDates);
    const bool too_short = found.digits.size() == 3 && found.digits.starts_with("20") && dated;
    const bool too_long = found.digits.size() == 5 && found.digits.starts_with("20");
    const bool far = found.digits.size() == 4 && found.after.starts_with("度") &&
                     (*found.year() < 1949 || *found.year() > year + 10);
    if (too_short || too_long || far) {
      const std::string text = std::string(found.digits) + std::string(kYear);
      return WrongYear{
          found.at, {"年份不完整或有误：“" + text + "”", "the year is broken: “" + text + "”"}, {}};
    }
  }
  return std::nullopt;
}

/// "20 23年": the digits are torn apart, which may be the reader's doing as well.
bool is_torn(std::string_view text) {
  for (auto at = text.find(kYear); at != std::string_view::npos; at = text.find(kYear, at + kYear.size())) {
    std::string digits;
    bool gap = false;
    bool inner_gap = false;
    for (std::size_t i = at; i > 0 && digits.size() < 4; --i) {
      const char c = text[i - 1];
      if (c == ' ') {
        gap = !digits.empty();
      } else if (is_digit(c)) {
        inner_gap = inner_gap || gap;
        gap = false;
        digits.insert(digits.begin(), c);
      } else {
        break;
      }
    }
    if (inner_gap && digits.size() == 4 && digits.starts_with("20")) {
      return true;
    }
  }
  return false;
}

/// "截至2022年12月31日" in the report of 2023.
std::optional<WrongYear> wrong_closing_date(std::string_view folded, int year) {
  static constexpr std::array<std::string_view, 4> kUntil = {"截至", "截止", "截至到", "截止到"};
  static constexpr std::array<std::string_view, 5> kEnds = {"12月31日", "12月底", "末", "底", "12月末"};
  if (contains(folded, std::to_string(year) + std::string(kYear))) {
    return std::nullopt;
  }
  for (const auto& found : years_in(folded)) {
    const std::string_view before = folded.substr(0, found.at);
    const bool closing = std::ranges::any_of(kUntil, [&](auto word) { return before.ends_with(word); });
    if (closing && found.year() && *found.year() != year && starts_with_any(found.after, kEnds)) {
      const std::string text(found.digits);
      return WrongYear{found.at,
                       {"截止日期写的是 " + text + " 年，报告年度是 " + std::to_string(year) + " 年",
                        "the closing date is of " + text + ", the report of " + std::to_string(year)},
                       {}};
    }
  }
  return std::nullopt;
}

/// "比上年增加1万元,比2020年增加3万元": another comparison beside the one that belongs there.
bool compares_with_last_year(std::string_view folded, int year) {
  static constexpr std::array<std::string_view, 8> kLastYear = {"比上年",   "较上年",   "与上年", "和上年",
                                                                "比上一年", "较上一年", "同比",   "比去年"};
  const std::string last = std::to_string(year - 1) + std::string(kYear);
  return contains_any(folded, kLastYear) ||
         std::ranges::any_of(kWith, [&](auto word) { return contains(folded, std::string(word) + last); });
}

/// "2021年、2022年、2023年分别为…,2023年比2021年增长5.66%": a row of years that holds the one between them
/// too.
bool names_a_row_of_years(std::string_view folded, int year, int other) {
  const auto years = years_in(folded);
  const auto named = [&](int wanted) {
    return std::ranges::any_of(years, [&](const DatedYear& found) { return found.year() == wanted; });
  };
  return named(year) && named(year - 1) && std::ranges::count(years, other, &DatedYear::year) > 1;
}

/// "与2021年度相比" in the report of 2023.
std::optional<WrongYear> wrong_comparison(std::string_view folded, int year) {
  static constexpr std::array<std::string_view, 10> kMoves = {"相比", "增加", "增长", "减少", "下降",
                                                              "降低", "上升", "持平", "提高", "有所"};
  static constexpr std::array<std::string_view, 3> kBudget = {"预算", "年初", "调整"};
  if (compares_with_last_year(folded, year)) {
    return std::nullopt;
  }
  for (const auto& found : years_in(folded)) {
    const std::string_view before = folded.substr(0, found.at);
    const std::string_view after = found.after.substr(0, 45);
    const bool compares = std::ranges::any_of(kWith, [&](auto word) { return before.ends_with(word); }) &&
                          contains_any(after, kMoves);
    const bool own_budget = found.year() == year && contains_any(after, kBudget);
    if (compares && found.year() && *found.year() != year - 1 && !own_budget &&
        !names_a_row_of_years(folded, year, *found.year())) {
      const std::string text(found.digits);
      return WrongYear{found.at,
                       {"与 " + text + " 年比较，" + std::to_string(year) + " 年度的上年应是 " +
                            std::to_string(year - 1) + " 年",
                        "compared with " + text + "; the year before " + std::to_string(year) + " is " +
                            std::to_string(year - 1)},
                       {}};
    }
  }
  return std::nullopt;
}

/// "2022年度收、支总计…" as the first words of a section in the report of 2023.
std::optional<WrongYear> wrong_opening(const Words& words, std::size_t at, int year) {
  static constexpr std::array<std::string_view, 11> kKinds = {"overall", "income",  "expenditure",  "fiscal",
                                                              "general", "basic",   "three_public", "fund",
                                                              "capital", "running", "procurement"};
  const Sentence& sentence = words.sentences[at];
  const bool first = at == 0 || words.sentences[at - 1].section != sentence.section ||
                     words.sentences[at - 1].kind != sentence.kind ||
                     words.sentences[at - 1].folded.ends_with("情况说明。");
  const std::string_view body = without_enumerator(sentence.folded);
  const auto years = years_in(body);
  if (!first || !starts_with_any(sentence.kind, kKinds) || years.empty() || years.front().at != 0 ||
      !years.front().year() || *years.front().year() == year || contains(body, std::to_string(year))) {
    return std::nullopt;
  }
  const std::string text(years.front().digits);
  return WrongYear{sentence.folded.size() - body.size(),
                   {"这里说的是 " + text + " 年，报告年度是 " + std::to_string(year) + " 年",
                    "this speaks of " + text + ", the report is of " + std::to_string(year)},
                   {}};
}

/// The year that the first sentence of a paragraph begins with, another than the report's; the sentence names
/// no other year.
std::optional<DatedYear> other_year_of(const Words& words, std::size_t at, int year) {
  const Sentence& sentence = words.sentences[at];
  const bool first = at == 0 || words.sentences[at - 1].paragraph != sentence.paragraph;
  const auto years = years_in(sentence.folded);
  if (!first || years.empty() || !years.front().year() || *years.front().year() == year ||
      contains(sentence.folded, std::to_string(year) + std::string(kYear)) ||
      !years.front().after.starts_with("度")) {
    return std::nullopt;
  }
  return years.front();
}

WrongYear speaks_of_another(const DatedYear& found, int year, const Bilingual& why) {
  const std::string text(found.digits);
  return {found.at,
          {"这里写的是 " + text + " 年度，" + why.zh + "，报告年度是 " + std::to_string(year) + " 年",
           "this says " + text + ", " + why.en + "; the report is of " + std::to_string(year)},
          {}};
}

/// "2022年度一般公共预算财政拨款支出9,981.59万元" with the amount of 2023 in the table.
std::optional<WrongYear> wrong_year_of_amount(const Facts& facts, std::size_t at, int year) {
  const Words& words = facts.words();
  const auto found = other_year_of(words, at, year);
  if (!found || found->at + without_enumerator(words.sentences[at].folded).size() !=
                    words.sentences[at].folded.size()) {
    return std::nullopt;
  }
  const bool of_this_year = std::ranges::any_of(words.claims, [&](const Claim& claim) {
    if (claim.sentence != at || claim.measure != Measure::kFinal || claim.figure.value.is_zero()) {
      return false;
    }
    const auto table = facts.table_figure(claim.concept_key);
    return table && table->value == claim.figure.value;
  });
  return of_this_year ? std::optional(speaks_of_another(
                            *found, year, {"金额却是表中的决算数", "but the amount is that of the table"}))
                      : std::nullopt;
}

/// "本部门2020年度无政府性基金预算收支": the section is of this year, and says nothing else.
std::optional<WrongYear> wrong_year_of_nothing(const Facts& facts, std::size_t at, int year) {
  static constexpr std::array<std::string_view, 3> kNone = {"度无", "度没有", "度未"};
  static constexpr std::array<std::string_view, 2> kFunds = {"fund", "capital"};
  const Words& words = facts.words();
  const Sentence& sentence = words.sentences[at];
  const auto found = other_year_of(words, at, year);
  if (!found || !starts_with_any(found->after, kNone) || !starts_with_any(sentence.kind, kFunds)) {
    return std::nullopt;
  }
  const bool alone = std::ranges::none_of(words.sentences, [&](const Sentence& other) {
    return other.section == sentence.section && contains(other.folded, std::to_string(year));
  });
  return alone ? std::optional(speaks_of_another(*found, year,
                                                 {"全节没有写到本年", "and nothing here is of this year"}))
               : std::nullopt;
}

std::optional<WrongYear> wrong_year(const Facts& facts, std::size_t at, std::optional<int> year) {
  const Words& words = facts.words();
  const Sentence& sentence = words.sentences[at];
  constexpr int kAnyYear = 2030;
  if (auto found = broken_year(sentence.folded, year.value_or(kAnyYear))) {
    return found;
  }
  if (is_torn(fold(sentence.text))) {
    return WrongYear{0, {"年份数字之间有空格", "the digits of a year are torn apart"}, Severity::kNote};
  }
  if (!year || sentence.kind == "performance") {
    return std::nullopt;
  }
  if (auto found = wrong_closing_date(sentence.folded, *year)) {
    return found;
  }
  if (auto found = wrong_comparison(sentence.folded, *year)) {
    return found;
  }
  if (auto found = wrong_opening(words, at, *year)) {
    return found;
  }
  auto found = wrong_year_of_amount(facts, at, *year);
  return found ? found : wrong_year_of_nothing(facts, at, *year);
}

/// The year that most sentences begin with.
std::string usual_year(const Words& words) {
  std::map<std::string_view, std::size_t> counts;
  std::string_view usual;
  for (const Sentence& sentence : words.sentences) {
    const auto years = years_in(sentence.folded);
    if (!in_annex(sentence) && !years.empty() && years.front().at == 0 &&
        ++counts[years.front().digits] > counts[usual]) {
      usual = years.front().digits;
    }
  }
  return std::string(usual);
}

/// The cover or a title says one year, the sentences another: which of the two is wrong is not known.
void report_doubtful_year(const Facts& facts, int year, CodeSink& sink) {
  const std::string own = std::to_string(year) + std::string(kYear);
  const auto& sections = facts.report().sections;
  const auto is_front = [&](const Section& section) {
    return section.level <= 1 && !is_contents(section) &&
           (contains(compact(section.title), own) ||
            std::ranges::any_of(section.paragraphs, [&](const Paragraph& paragraph) {
              return section.level == 0 && !paragraph.lines.empty() &&
                     contains(compact(paragraph.lines.front().text), own);
            }));
  };
  const auto front = std::ranges::find_if(sections, is_front);
  if (front == sections.end()) {
    sink.not_evaluated({"说明里多数年份与封面不同", "most years in the explanation differ from the cover's"});
    return;
  }
  const std::string usual = usual_year(facts.words());
  const std::string text = std::to_string(year);
  const TextLine* line = front->title.empty() ? &front->paragraphs.front().lines.front() : nullptr;
  sink.fail(remark(line != nullptr ? section_location(*front, line->text, line->place)
                                   : section_location(*front, front->title, front->place),
                   {"封面或标题写 " + text + " 年，情况说明多数写 " + usual + " 年",
                    "the cover or title says " + text + ", most of the explanation " + usual}));
}

}  // namespace

void check_year_wrong(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const Words& words = facts.words();
  std::optional<int> year = facts.report().year;
  if (year && words.year_doubtful) {
    report_doubtful_year(facts, *year, sink);
    year.reset();
  }
  for (const auto& section : facts.report().sections) {
    constexpr int kAnyYear = 2030;
    const auto found = broken_year(compact(section.title), year.value_or(kAnyYear));
    if (found && !is_contents(section)) {
      sink.fail(remark(section_location(section, section.title, section.place), found->message));
    }
  }
  for (std::size_t i = 0; i < words.sentences.size(); ++i) {
    const Sentence& sentence = words.sentences[i];
    if (in_annex(sentence)) {
      continue;
    }
    // A heading of the fourth level is a sentence too; it was looked at with the titles.
    const auto found = sentence.folded == compact(facts.report().sections[sentence.section].title)
                           ? std::nullopt
                           : wrong_year(facts, i, year);
    if (!found) {
      sink.pass();
      continue;
    }
    sink.fail(remark(sentence_location(facts, i, found->at), found->message), found->severity);
  }
}

}  // namespace zzaudit::detail
