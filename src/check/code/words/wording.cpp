// SPDX-License-Identifier: Apache-2.0
#include "check/code/words/wording.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/word_set.hpp"

/// TXT102, TXT109: leftovers of the form, doubled words.
namespace zzaudit::detail {
namespace {

/// Bytes of a text.
struct Span {
  std::size_t begin = 0, end = 0;
};

bool is_latin(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_wide(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0x80U) != 0;
}

/// "XX", "×××", "**万元", "__年": blanks of a form. `at` is the first mark.
std::optional<Span> blank_at(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 10> kUnits = {"万元", "元", "%",  "年",   "个",
                                                              "辆",   "批", "人", "单位", "部门"};
  static constexpr std::array<std::string_view, 5> kMarks = {"X", "x", "×", "*", "_"};
  const auto* const mark =
      std::ranges::find_if(kMarks, [&](std::string_view m) { return text.substr(at).starts_with(m); });
  if (mark == kMarks.end()) {
    return std::nullopt;
  }
  std::size_t end = at;
  std::size_t marks = 0;
  for (; text.substr(end).starts_with(*mark); end += mark->size()) {
    ++marks;
  }
  const bool unit_follows = starts_with_any(text.substr(end), kUnits);
  const bool digit_before = at > 0 && is_digit(text[at - 1]);
  const bool latin_around = (at > 0 && is_latin(text[at - 1])) || (end < text.size() && is_latin(text[end]));
  if (latin_around) {
    return std::nullopt;
  }
  if (*mark == "*" || *mark == "_") {
    return marks >= 2 && unit_follows ? std::optional(Span{at, end}) : std::nullopt;
  }
  if (digit_before) {  // "202X年"
    return text.substr(end).starts_with("年") && *mark != "x" ? std::optional(Span{at, end}) : std::nullopt;
  }
  if (marks >= 2) {
    const bool among_words = at == 0 || is_wide(text, at - 1) || is_wide(text, end) || end == text.size();
    return among_words ? std::optional(Span{at, end}) : std::nullopt;
  }
  return *mark == "X" && unit_follows ? std::optional(Span{at, end}) : std::nullopt;
}

/// Words that the forms address to those who fill them in.
std::optional<Span> instruction(std::string_view text) {
  static constexpr std::array<std::string_view, 33> kPhrases = {
      "某某",       "(请填",        "请填写",       "此处填",       "(此处",      "请在此",
      "作持平表述", "不涉及的不列", "不涉及的请删", "如无此项请删", "增加(减少)", "减少(增加)",
      "增长(下降)", "下降(增长)",   "大于(小于)",   "小于(大于)",   "增加/减少",  "减少/增加",
      "增长/下降",  "下降/增长",    "大于/小于",    "小于/大于",    "(部门名称)", "(单位名称)",
      "[部门名称]", "[单位名称]",   "实际情况填写", "据实填写",     "请列明",     "请补充",
      "(如有请",    "规定填写",     "(选填"};
  static const WordSet kAll(kPhrases);
  for (const auto phrase : kAll.any_in(text) ? std::span(kPhrases) : std::span<const std::string_view>()) {
    if (const auto at = find_word(text, phrase); at != std::string_view::npos) {
      return Span{at, at + phrase.size()};
    }
  }
  // "列明公务用车购置数量", with nothing listed after it
  constexpr std::string_view kList = "列明";
  constexpr std::string_view kNumber = "数量";
  if (const auto at = find_word(text, kList); at != std::string_view::npos) {
    const auto number = text.find(kNumber, at);
    const auto end = number + kNumber.size();
    if (number != std::string_view::npos && number - at < 60 && !(end < text.size() && is_digit(text[end])) &&
        std::ranges::none_of(text.substr(at, number - at), is_digit)) {
      return Span{at, end};
    }
  }
  // "【填写…】": the fold makes square brackets of these
  static constexpr std::array<std::string_view, 6> kPrompts = {"填", "请", "选择", "备注", "名称", "示例"};
  for (auto open = text.find('['); open != std::string_view::npos; open = text.find('[', open + 1)) {
    const auto close = text.find(']', open);
    if (close != std::string_view::npos && close - open < 120 &&
        contains_any(text.substr(open, close - open), kPrompts)) {
      return Span{open, close + 1};
    }
  }
  return std::nullopt;
}

/// Where, from `at` on, one of the marks that blanks are made of may begin.
std::size_t next_blank(std::string_view text, std::size_t at) {
  static constexpr auto kBegins = [] {
    std::array<bool, 256> begins{};
    for (const char c : {'X', 'x', '*', '_', '\xC3'}) begins[static_cast<unsigned char>(c)] = true;
    return begins;
  }();
  while (at < text.size() && !kBegins[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

std::optional<Span> placeholder(std::string_view text) {
  for (std::size_t at = next_blank(text, 0); at < text.size(); at = next_blank(text, at + 1)) {
    if (const auto blank = blank_at(text, at)) {
      return blank;
    }
    // A mark that begins no blank must not be read again from its middle.
    while (at + 1 < text.size() && (text[at] == 'X' || text[at] == 'x') && text[at + 1] == text[at]) {
      ++at;
    }
  }
  return instruction(text);
}

}  // namespace

void check_placeholder_left(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  // All of a section is one cause: the section was not filled in.
  std::map<std::size_t, Finding> found;
  const auto note = [&](std::size_t section, std::string_view folded, Span at, Location location) {
    Finding& finding = found[section];
    if (finding.locations.empty()) {
      const std::string quote = excerpt(folded, at.begin, at.end);
      finding.message = {"留有模板的占位符或填写提示：“" + quote + "”",
                         "a placeholder or instruction of the form is left: “" + quote + "”"};
    }
    finding.locations.push_back(std::move(location));
  };
  const auto& sections = facts.report().sections;
  for (std::size_t s = 0; s < sections.size(); ++s) {
    const std::string title = compact(sections[s].title);
    if (const auto at = placeholder(title)) {
      note(s, title, *at, section_location(sections[s], sections[s].title, sections[s].place));
    }
  }
  const auto& sentences = facts.words().sentences;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (const auto at = placeholder(sentences[i].folded)) {
      note(sentences[i].section, sentences[i].folded, *at, sentence_location(facts, i, at->begin));
    } else {
      sink.pass();
    }
  }
  for (auto& [section, finding] : found) {
    sink.fail(std::move(finding));
  }
}

void check_doubled_word(const CodeContext& context, CodeSink& sink) {
  struct Slip {
    std::string_view word;
    std::string_view before, after;  ///< characters beside it that make it right
  };
  // Only what is no Chinese: 支出支出 and 决算决算 come about rightly (“基本支出支出决算”).
  static constexpr std::array<Slip, 18> kSlips = {{{"的的", "目标", "确士"},
                                                   {"了了", "为末", "解结然"},
                                                   {"减增加", "增", ""},
                                                   {"增减少", "", ""},
                                                   {"大小于", "", ""},
                                                   {"小大于", "", ""},
                                                   {"万元万元", "", ""},
                                                   {"万元元", "", ""},
                                                   {"万万元", "", ""},
                                                   {"%%", "", ""},
                                                   {"年度年度", "", ""},
                                                   {"主要主要", "", ""},
                                                   {"原因原因", "", ""},
                                                   {"原因是原因", "", ""},
                                                   {"增加增加", "", "了人经项支"},
                                                   {"减少减少", "", "了人经项支"},
                                                   {"年初年初", "", ""},
                                                   {"与与", "参", ""}}};
  const auto beside = [](std::string_view characters, std::string_view text, bool at_end) {
    for (std::size_t i = 0; i + 3 <= characters.size(); i += 3) {
      const auto character = characters.substr(i, 3);
      if (at_end ? text.ends_with(character) : text.starts_with(character)) {
        return true;
      }
    }
    return false;
  };
  static const WordSet kAll = [] {
    std::vector<std::string_view> words(kSlips.size());
    std::ranges::transform(kSlips, words.begin(), &Slip::word);
    return WordSet(words);
  }();
  const Facts& facts = context.facts;
  const auto& sentences = facts.words().sentences;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::string_view text = sentences[i].folded;
    std::optional<Span> found;
    for (const auto& slip : kAll.any_in(text) ? std::span(kSlips) : std::span<const Slip>()) {
      for (auto at = find_word(text, slip.word); at != std::string_view::npos && !found;
           at = find_word(text, slip.word, at + 1)) {
        const std::size_t end = at + slip.word.size();
        if (!beside(slip.before, text.substr(0, at), true) && !beside(slip.after, text.substr(end), false)) {
          found = Span{at, end};
        }
      }
    }
    if (!found) {
      sink.pass();
      continue;
    }
    const std::string quote = excerpt(text, found->begin, found->end);
    sink.fail(
        remark(sentence_location(facts, i, found->begin),
               {"词语重复或多字：“" + quote + "”", "a word is doubled or one too many: “" + quote + "”"}),
        in_annex(sentences[i]) ? std::optional(Severity::kNote) : std::nullopt);
  }
}

}  // namespace zzaudit::detail

namespace zzaudit {

std::span<const NamedCheck> wording_checks() {
  static constexpr std::array kChecks = {NamedCheck{"placeholder-left", detail::check_placeholder_left},
                                         NamedCheck{"year-wrong", detail::check_year_wrong},
                                         NamedCheck{"doubled-punctuation", detail::check_doubled_punctuation},
                                         NamedCheck{"brackets-open", detail::check_brackets_open},
                                         NamedCheck{"percent-missing", detail::check_percent_missing},
                                         NamedCheck{"unit-missing", detail::check_unit_missing},
                                         NamedCheck{"department-varies", detail::check_department_varies},
                                         NamedCheck{"doubled-word", detail::check_doubled_word},
                                         NamedCheck{"subject-slip", detail::check_subject_slip}};
  return kChecks;
}

}  // namespace zzaudit
