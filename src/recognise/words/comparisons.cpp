// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include "recognise/words/grammar.hpp"
#include "zzaudit/base/text_search.hpp"

/// What a figure is compared with, and which way it went.
namespace zzaudit::words {
namespace {

bool ends_clause(const Token& token) {
  return token.unknown_before == 0 &&
         (token.kind == TokenKind::kEnd || token.value == "," || token.value == ";" || token.value == "。");
}

}  // namespace

void Grammar::read_against(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (listed_ && !named_) {
    // "…其中:甲1万元;乙2万元。与上年相比,…": the whole or the last part?
    state_.subject.clear();
    state_.whole.clear();
  }
  state_.against = token.value == "prior"                 ? Against::kPriorYear
                   : token.value == "budget of last year" ? Against::kNone
                                                          : Against::kBudget;
  if (state_.against == Against::kBudget) {
    state_.budget = budget_kind(token.value);
  }
  if (state_.year == NamedYear::kPrior) {
    state_.year = NamedYear::kThis;  // "上年支出2万元,同比增加1万元"
  }
  state_.direction = Direction::kNone;
  state_.reason = state_.difference = state_.deviation = false;
  read_respective(index, tokens, at);
}

/// "较上年未增加", "不会比上年增加": no rise.
bool Grammar::is_denied(std::string_view before) {
  static constexpr std::array<std::string_view, 5> kNot = {"未", "无", "没有", "不", "未有"};
  static constexpr std::array<std::string_view, 6> kWillNot = {"不会", "不得", "不应",
                                                               "未比", "未较", "没有比"};
  const std::string_view clause = before.substr(std::min(before.size(), before.find_last_of(",;") + 1));
  return ends_with_any(clause, kNot) || contains_any(clause, kWillNot);
}

/// "比上年增幅(1.50%)提高1.38个百分点": rates of two years, no change of an amount.
bool Grammar::compares_rates(std::size_t index, std::span<const Token> tokens, std::size_t at) const {
  const Token& token = tokens[at];
  const std::string_view rest = std::string_view(words_.sentences[index].folded).substr(token.begin);
  const std::string_view clause = rest.substr(0, std::min(rest.find(','), rest.find("。")));
  return at > 0 && tokens[at - 1].kind == TokenKind::kAgainst && token.unknown_before == 0 &&
         (rest.starts_with("增幅") || rest.starts_with("降幅")) &&
         clause.find("百分点") != std::string_view::npos;
}

void Grammar::read_direction(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  const Token* next = next_of(tokens, at);
  const bool gives_reason = next != nullptr && next->kind == TokenKind::kReason && next->unknown_before == 0;
  if (state_.reason && !gives_reason) {
    return;
  }
  if (token.kind == TokenKind::kFlat) {
    add_direction(index, token, Direction::kNone);
    return;
  }
  const std::string_view before = std::string_view(words_.sentences[index].folded).substr(0, token.begin);
  whose_unclear_ = whose_unclear_ || (before.ends_with("分别") && respective_.empty());
  if (is_denied(before)) {
    return;
  }
  const Direction direction = token.kind == TokenKind::kUp ? Direction::kUp : Direction::kDown;
  if (compares_rates(index, tokens, at)) {
    state_.against = Against::kNone;
    return;
  }
  if (state_.against == Against::kPriorYear && ends_clause(*next)) {
    return add_direction(index, token, direction);  // "比上年有所增加,…"
  }
  if (state_.year == NamedYear::kPrior && state_.against == Against::kNone) {
    state_.against = Against::kPriorYear;  // "上年支出2万元,增加1万元"
    state_.year = NamedYear::kThis;
  }
  if (gives_reason) {
    add_direction(index, token, direction);
    return;
  }
  if (state_.against == Against::kNone && at > 0 && tokens[at - 1].kind == TokenKind::kNumber &&
      token.unknown_before == 0 && !words_.claims.empty()) {
    // "比…年初预算10.50万元减少2.88万元": against the budget just stated.
    const Claim& last = words_.claims.back();
    if (last.sentence == index && last.end == tokens[at - 1].end && last.measure == Measure::kBudget &&
        last.concept_key == state_.subject) {
      state_.against = Against::kBudget;
    }
  }
  state_.direction = direction;
}

void Grammar::add_direction(std::size_t index, const Token& token, Direction direction) {
  if (state_.subject.empty() || state_.against == Against::kNone || state_.year != NamedYear::kThis) {
    return;
  }
  Claim& claim = add_claim(index, token, Measure::kDirection);
  claim.direction = direction;
  claim.figure.place = words_.sentences[index].place_at(token.begin);
}

}  // namespace zzaudit::words
