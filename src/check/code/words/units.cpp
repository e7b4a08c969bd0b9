// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "check/code/words/passages.hpp"
#include "check/code/words/wording.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

/// TXT106, TXT107: numbers that lost their per cent sign or unit.
namespace zzaudit::detail {
namespace {

constexpr std::array<std::string_view, 10> kMoves = {"增加", "增长", "上升", "提高", "增幅",
                                                     "减少", "下降", "降低", "降幅", "增长率"};

/// A number in the folded text of a sentence.
struct Number {
  std::string_view text;
  std::size_t begin = 0, end = 0;

  [[nodiscard]] std::string_view before() const { return text.substr(0, begin); }
  [[nodiscard]] std::string_view after() const { return text.substr(end); }
  [[nodiscard]] std::string_view digits() const { return text.substr(begin, end - begin); }
  [[nodiscard]] bool has_decimals() const { return contains(digits(), "."); }
  /// The clause up to the number: "本年收入合计" of "…,本年收入合计1535.4".
  [[nodiscard]] std::string_view clause() const {
    return before().substr(std::min(begin, before().find_last_of(",;:") + 1));
  }
  /// Nothing stands between it and the next punctuation; "30、20和50%" and "100,200万元" go on to a shared
  /// unit, and zero needs none.
  [[nodiscard]] bool is_bare() const {
    static constexpr std::array<std::string_view, 3> kEnds = {",", ";", "。"};
    const bool goes_on = after().size() > 1 && is_digit(after()[1]);
    const bool ends = after().empty() || (starts_with_any(after(), kEnds) && !goes_on);
    return ends && digits().find_first_of("123456789") != std::string_view::npos;
  }
};

/// A number where a unit or sign belongs.
struct Led {
  std::size_t sentence = 0;
  Number number;
};

/// The numbers of the explanation that `is_led` says need a unit or sign.
template <class Predicate>
std::vector<Led> led_numbers(const Words& words, const Predicate& is_led) {
  std::vector<Led> found;
  for (std::size_t i = 0; i < words.sentences.size(); ++i) {
    const std::string_view text = words.sentences[i].folded;
    if (in_annex(words.sentences[i])) {
      continue;
    }
    for (std::size_t at = 1; at < text.size(); ++at) {
      if (!is_digit(text[at]) || is_digit(text[at - 1]) || text[at - 1] == '.') {
        continue;
      }
      const Number number{text, at, at + number_length(text.substr(at))};
      if (is_led(number)) {
        found.push_back({i, number});
      }
    }
  }
  return found;
}

/// "增长3.90" behind "增加3.27万元,": the rate of a change whose amount stands before it.
bool is_rate_of_change(const Number& number) {
  if (!number.has_decimals() || !ends_with_any(number.before(), kMoves)) {
    return false;
  }
  std::string_view before = number.before();
  before.remove_suffix(number.clause().size());
  static constexpr std::array<std::string_view, 3> kUnits = {"亿元,", "万元,", "元,"};
  const auto* const unit =
      std::ranges::find_if(kUnits, [&](std::string_view ending) { return before.ends_with(ending); });
  if (unit == kUnits.end()) {
    return false;
  }
  before.remove_suffix(unit->size());
  return ends_with_any(before.substr(0, before.find_last_not_of("0123456789.,") + 1), kMoves);
}

/// "增加3.27" before ",增长3.90%": the amount of a change whose rate stands behind it; "增长2.5" is a rate.
bool is_change_with_rate(const Number& number) {
  static constexpr std::array<std::string_view, 2> kMovesOfAmounts = {"增加", "减少"};
  if (!number.has_decimals() || !ends_with_any(number.before(), kMovesOfAmounts)) {
    return false;
  }
  const std::size_t comma = number.after().find(',');
  if (comma == std::string_view::npos) {
    return false;
  }
  const std::string_view next = number.after().substr(comma + 1);
  const std::size_t digits = next.find_first_of("0123456789,;");
  if (digits == std::string_view::npos || !ends_with_any(next.substr(0, digits), kMoves)) {
    return false;
  }
  return next.substr(digits + number_length(next.substr(digits))).starts_with('%');
}

/// "本年收入合计1535.4": a number directly behind what takes an amount, no share of it and no score.
bool is_amount_of(const Number& number) {
  static constexpr std::array<std::string_view, 17> kNouns = {
      "收入", "支出",   "合计",   "总计",   "总额",   "经费", "费",   "拨款", "结余",
      "结转", "收入为", "支出为", "费用为", "经费为", "(类)", "(款)", "(项)"};
  static constexpr std::array<std::string_view, 6> kShares = {"占", "完成", "比例", "比重", "率", "%"};
  static constexpr std::array<std::string_view, 3> kScores = {"得分", "评分", "自评"};
  return number.has_decimals() && ends_with_any(number.before(), kNouns) &&
         !contains_any(number.clause(), kShares) && !contains_any(number.text, kScores);
}

/// What numbers may lack, and how a section states it once for all of its numbers.
struct Lacking {
  Bilingual name;
  std::vector<std::string_view> stated_once;
};

/// "(单位:万元)" in the heading or the words of the section that a sentence stands in.
bool states_once(const Facts& facts, std::size_t sentence, const Lacking& what) {
  const auto& sentences = facts.words().sentences;
  const std::size_t section = sentences[sentence].section;
  return contains_any(compact(facts.report().sections[section].title), what.stated_once) ||
         std::ranges::any_of(sentences, [&](const Sentence& other) {
           return other.section == section && contains_any(other.folded, what.stated_once);
         });
}

void report_bare(const Facts& facts, const std::vector<Led>& numbers, const Lacking& what, CodeSink& sink) {
  const auto& [zh, en] = what.name;
  const auto bare = std::ranges::count_if(numbers, &Number::is_bare, &Led::number);
  // Where most numbers stand without it, the department has stated the unit once for all.
  const bool habit = bare * 2 > static_cast<std::ptrdiff_t>(numbers.size());
  for (const auto& [sentence, number] : numbers) {
    if (!number.is_bare()) {
      sink.pass();
      continue;
    }
    if (habit) {
      sink.not_evaluated({"多数数字都不带" + zh + "，可能另有统一说明",
                          "most numbers lack " + en + "; it may be stated once for all"});
      continue;
    }
    if (states_once(facts, sentence, what)) {
      sink.not_evaluated({"本节统一写明了" + zh, en + " is stated once for the whole section"});
      continue;
    }
    const std::string quote = excerpt(number.text, number.begin, number.end);
    Finding finding = remark(sentence_location(facts, sentence, number.begin),
                             {fmt::format("数字后缺{}：“{}”", zh, quote),
                              fmt::format("{} is missing after a number: “{}”", en, quote)});
    finding.actual = std::string(number.digits());
    sink.fail(std::move(finding));
  }
}

}  // namespace

void check_percent_missing(const CodeContext& context, CodeSink& sink) {
  static constexpr std::array<std::string_view, 17> kLeads = {
      "占",         "占比",       "占比为",     "预算的",         "预算数的",  "支出的",
      "支出总额的", "支出合计的", "收入合计的", "本年支出合计的", "执行率为",  "执行率",
      "完成率为",   "完成率",     "总额的",     "增长率为",       "收入总额的"};
  const auto is_rate = [](const Number& number) {
    return ends_with_any(number.before(), kLeads) || is_rate_of_change(number);
  };
  report_bare(context.facts, led_numbers(context.facts.words(), is_rate),
              {{"百分号", "a per cent sign"}, {"单位:%"}}, sink);
}

void check_unit_missing(const CodeContext& context, CodeSink& sink) {
  static constexpr std::array<std::string_view, 12> kLeads = {
      "决算为", "决算数为", "预算为",   "预算数为", "决算数",   "总计为",
      "合计为", "决算",     "总计均为", "预算数",   "年初预算", "支出总额为"};
  const auto is_amount = [](const Number& number) {
    return ends_with_any(number.before(), kLeads) || is_amount_of(number) || is_change_with_rate(number);
  };
  report_bare(context.facts, led_numbers(context.facts.words(), is_amount),
              {{"金额单位", "the currency unit"}, {"单位:元", "单位:万元", "单位:亿元", "单位为万元"}}, sink);
}

}  // namespace zzaudit::detail
