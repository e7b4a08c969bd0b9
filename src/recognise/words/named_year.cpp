// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "recognise/words/grammar.hpp"
#include "zzaudit/base/text.hpp"

/// Of which year a figure of the words is.
namespace zzaudit::words {
namespace {

/// Whether what a year was named for states a figure.
bool states_of_year(const Token& next) {
  constexpr std::size_t kWordsOfCount = 6;  // "上年共接待31批次"
  if (next.kind == TokenKind::kNumber && next.number == NumberKind::kCount) {
    return next.unknown_before < kWordsOfCount;
  }
  return (next.kind == TokenKind::kConcept || next.value == "(" || next.value == ":" ||
          states_figure(next)) &&
         next.unknown_before < kUnknownSubject;
}

bool is_year(std::string_view text, const Token& token) {
  constexpr std::size_t kDigits = 4;
  return token.kind == TokenKind::kNumber && token.number == NumberKind::kDate &&
         token.end - token.begin == kDigits &&
         std::ranges::all_of(text.substr(token.begin, kDigits), is_digit) &&
         text.substr(token.end).starts_with("年");
}

}  // namespace

/// Of the year before only where a figure is stated: "上年" is said in passing, too.
void Grammar::take_year(const Token& token) {
  if (token.year == NamedYear::kThis || (token.year == NamedYear::kPrior && states_of_year(token))) {
    name_year(token.year);
  }
}

/// What the numbers to come are figures of. A purpose or reason names years of its own.
void Grammar::name_year(NamedYear year) {
  if (!state_.reason) {
    state_.year = year;
    state_.year_clear = true;
  }
}

bool Grammar::begins_paragraph(std::size_t index, const Token& token) const {
  const Sentence& sentence = words_.sentences[index];
  const bool first = index == 0 || words_.sentences[index - 1].paragraph != sentence.paragraph;
  return first && sentence.folded.size() - without_enumerator(sentence.folded).size() == token.begin;
}

/// "2022年度支出…" in the report of 2023; "比2020年增加…", which nothing here can be compared with.
void Grammar::read_year(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  static constexpr std::array<std::string_view, 3> kWith = {"比", "较", "与"};
  const std::string_view text = words_.sentences[index].folded;
  const Token& token = tokens[at];
  if (!is_year(text, token) || year_ == 0 || words_.year_doubtful) {
    return;
  }
  const int named = std::stoi(std::string(text.substr(token.begin, token.end - token.begin)));
  const std::string_view before = text.substr(0, token.begin);
  if (std::ranges::any_of(kWith, [&](std::string_view word) { return before.ends_with(word); })) {
    const Token& next = tokens[at + 1];
    const bool of_its_budget = next.kind == TokenKind::kBudget && next.unknown_before == 0;
    state_.against = Against::kNone;
    state_.year = state_.year == NamedYear::kPrior || of_its_budget ? NamedYear::kOther : state_.year;
    return;
  }
  if (begins_paragraph(index, token) && text.find(std::to_string(year_)) == std::string_view::npos) {
    return;  // last year's text left standing: its figures are meant as this year's
  }
  // "2022年、2023年决算数分别为…"
  const bool listed = at > 1 && tokens[at - 1].value == "、" && is_year(text, tokens[at - 2]);
  const bool joined = at > 0 && token.unknown_before == 0 && is_year(text, tokens[at - 1]);
  if (named == year_ && !listed && !joined) {
    name_year(NamedYear::kThis);
  } else if (states_of_year(tokens[at + 1])) {
    name_year(named == year_ - 1 && !listed && !joined ? NamedYear::kPrior : NamedYear::kOther);
  }
}

}  // namespace zzaudit::words
