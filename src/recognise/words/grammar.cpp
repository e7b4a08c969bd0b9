// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/grammar.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/recognise/words.hpp"

namespace zzaudit::words {
namespace {

/// Most decimals of the amounts in the nine tables: what an amount in the words is precise to.
int decimals_of_tables(const Report& report) {
  int decimals = 0;
  for (const TableKey table : kAllTables) {
    for (const RowView& row : rows_of(report, table)) {
      for (const Cell* cell : row.cells) {
        if (cell != nullptr && cell->has_value()) {
          decimals = std::max(decimals, cell->value.decimals());
        }
      }
    }
  }
  return decimals;
}

constexpr std::size_t kChineseCharacter = 3;

}  // namespace

Grammar::Grammar(const Report& report, Words& words)
    : report_(report),
      words_(words),
      unit_name_(name_in_words(report)),
      year_(report.year.value_or(0)),
      amount_decimals_(decimals_of_tables(report)) {}

void Grammar::read() {
  for (std::size_t i = 0; i < words_.sentences.size(); ++i) {
    if (i == 0 || words_.sentences[i].section != words_.sentences[i - 1].section) {
      state_ = State{};
    }
    read_sentence(i);
  }
}

void Grammar::read_sentence(std::size_t index) {
  const Sentence& sentence = words_.sentences[index];
  end_clause();
  const bool goes_on = index > 0 && words_.sentences[index - 1].paragraph == sentence.paragraph &&
                       sentence.folded.starts_with("其中");
  if (!goes_on) {
    state_.against = Against::kNone;  // "比上年增加1万元。其中:甲减少2万元": the parts of the same change
  }
  if (is_project(state_.subject)) {
    state_.subject.clear();  // "数量指标完成率100%" is another completion
  }
  whole_against_ = state_.against;
  state_.year = NamedYear::kThis;
  fund_.clear();
  among_.clear();
  whose_unclear_ = false;
  brackets_.clear();
  named_ = false;
  if (index == 0 || words_.sentences[index - 1].paragraph != sentence.paragraph) {
    listed_ = false;
    // A paragraph of the item list speaks of its own item; only a name alone goes on in the next.
    const bool lists_items = sentence.kind.starts_with("general") || is_item(state_.subject);
    if (lists_items && spoken_) {
      state_ = State{};
    }
  }
  count_label_.clear();
  respective_.clear();
  std::size_t start = 0;
  if (auto item = find_item(sentence)) {
    start = item->end;
    begin_item(std::move(*item), index);
  } else if (auto bare = find_bare_item(report_, sentence)) {
    start = bare->end;
    begin_item(std::move(*bare), index);
  } else if (auto group = find_group(report_, sentence)) {
    start = group->end;
    begin_group(std::move(*group));
  }
  auto tokens = tokenize(sentence.folded, sentence.kind, unit_name_, year_);
  if (start > 0) {
    // The names of the item itself are no unknown text before what follows them.
    const auto first = std::ranges::find_if(tokens, [&](const Token& token) { return token.begin >= start; });
    first->unknown_before = std::min(first->unknown_before, (first->begin - start) / kChineseCharacter);
  }
  part_from_ = part_of_department(sentence.folded, 0);
  const bool explains =
      !words_.items.empty() && words_.sentences[words_.items.back().sentence].paragraph == sentence.paragraph;
  auto later =
      find_later_items(sentence, start, explains ? words_.items.back().chain : std::vector<std::string>());
  auto next_item = later.begin();
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    while (next_item != later.end() && tokens[at].begin >= next_item->begin) {
      const std::size_t end = next_item->end;
      const auto first = std::ranges::find_if(tokens, [&](const Token& token) { return token.begin >= end; });
      const std::size_t between = (first->begin - end) / kChineseCharacter;
      if ((!state_.reason || states_anew(tokens, static_cast<std::size_t>(first - tokens.begin()))) &&
          between < kUnknownSubject && states_figure(*first)) {
        first->unknown_before = std::min(first->unknown_before, between);
        start = end;
        begin_item(std::move(*next_item), index);
      }
      ++next_item;
    }
    if (tokens[at].begin >= start) {
      read_token(index, tokens, at);
    } else if (tokens[at].kind == TokenKind::kNumber) {
      add_other(index, tokens[at], kReasonOrdinal);
    }
  }
}

/// "…用于日常办公,甲费支出96.44万元,占9.45%": figures of its own, not part of the purpose before it.
bool Grammar::states_anew(std::span<const Token> tokens, std::size_t number) {
  return number + 2 < tokens.size() && tokens[number].kind == TokenKind::kNumber &&
         tokens[number].number == NumberKind::kMoney && tokens[number + 1].value == "," &&
         tokens[number + 2].unknown_before == 0 &&
         (tokens[number + 2].kind == TokenKind::kShare || tokens[number + 2].kind == TokenKind::kAgainst ||
          tokens[number + 2].kind == TokenKind::kCompletion);
}

void Grammar::begin_item(NamedItem item, std::size_t index) {
  end_clause();
  item.sentence = index;
  item.concept_key = std::string(item_prefix(item.table)) + "#" + std::to_string(words_.items.size());
  state_.subject = item.concept_key;
  state_.subject_name = item.chain.back();
  state_.joint.clear();
  named_ = true;
  spoken_ = false;
  words_.items.push_back(std::move(item));
}

void Grammar::begin_group(NamedGroup group) {
  end_clause();
  state_.subject = group.code.empty() ? std::string() : "general.group:" + group.code;
  state_.subject_name = std::move(group.name);
  state_.whole.clear();
  state_.joint.clear();
  named_ = true;
  spoken_ = false;
}

void Grammar::read_token(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (token.begin >= part_from_ && state_.reason) {
    part_from_ = words_.sentences[index].folded.size();  // "主要原因是下属单位项目增加"
  }
  if (token.begin >= part_from_ && token.kind != TokenKind::kPunctuation) {
    if (token.kind == TokenKind::kNumber) {
      add_part_of_department(index, token);
    }
    return;
  }
  take_year(token);
  switch (token.kind) {
    case TokenKind::kConcept:
      return read_concept(index, tokens, at);
    case TokenKind::kBudget:
    case TokenKind::kFinal:
    case TokenKind::kCompletion:
    case TokenKind::kShare:
      return read_measure(index, tokens, at);
    case TokenKind::kAgainst:
      return read_against(index, tokens, at);
    case TokenKind::kUp:
    case TokenKind::kDown:
    case TokenKind::kFlat:
      return read_direction(index, tokens, at);
    case TokenKind::kCompare:
      state_.compare = !state_.reason;
      state_.direction = token.value == "greater" ? Direction::kUp
                         : token.value == "less"  ? Direction::kDown
                                                  : Direction::kNone;
      return;
    case TokenKind::kReason:
      state_.reason = true;
      return;
    case TokenKind::kLink:
      if (token.value == "list" && read_list(index, token)) {
        return;  // "人员经费5万元,包括:基本工资、津贴补贴"
      }
      read_respective(index, tokens, at);
      end_clause();
      whole_against_ = state_.against;
      state_.whole = std::exchange(state_.subject, std::string());
      state_.joint.clear();
      listed_ = true;
      return;
    case TokenKind::kEach:
      state_.each = true;
      return;
    case TokenKind::kDifference:
      state_.difference = !state_.reason;
      return;
    case TokenKind::kDeviation:
      state_.deviation = !state_.reason;
      return;
    case TokenKind::kList:
      if (!read_list(index, token)) {
        end_clause();
      }
      return;
    case TokenKind::kNumber:
      return read_number(index, tokens, at);
    case TokenKind::kPunctuation:
      return read_punctuation(index, tokens, at);
    default:
      return;
  }
}

/// Brackets say something aside: what was spoken of before them goes on behind them.
void Grammar::read_punctuation(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (token.value == "。" && at > 0 && tokens[at - 1].kind == TokenKind::kConcept &&
      token.unknown_before >= kUnknownSubject) {
    state_.subject.clear();  // "住房保障支出(类)某某(款)某某(项)。": the sentence ends with another name
  }
  if (token.value == ";") {
    const std::string_view text = words_.sentences[index].folded;
    const std::string_view before = text.substr(0, std::min(part_from_, token.begin));
    constexpr std::size_t kNameOfUnit = 30;  // bytes
    const std::size_t among = before.rfind("其中");
    // "其中:局本级1万元;档案中心2万元": a list of units
    if (part_from_ > token.begin || among == std::string_view::npos || before.size() - among > kNameOfUnit) {
      part_from_ = part_of_department(text, token.end);
    }
    end_clause();
    state_.against = whole_against_;
    state_.year = NamedYear::kThis;
    named_ = false;
    whose_unclear_ = false;
  } else if (token.value == ",") {
    if (std::string_view(words_.sentences[index].folded).substr(0, token.begin).ends_with("中")) {
      among_ = state_.subject;  // "财政拨款收入中,甲1万元,占50%"
    }
    state_.year_clear = false;
    state_.compare = state_.completion = false;
    // "占%,…": its number is missing
    state_.share = state_.share && respective_measure_ == Measure::kShare && !respective_.empty();
  } else if (token.value == "(") {
    brackets_.emplace_back(state_, listed_);
  } else if (token.value == ")" && !brackets_.empty()) {
    const std::string_view text = words_.sentences[index].folded;
    if (part_from_ < token.begin &&
        text.substr(part_from_, token.begin - part_from_).find('(') == std::string_view::npos) {
      part_from_ = part_of_department(text, token.end);  // "(局本级5万元)"
    }
    std::tie(state_, listed_) = std::move(brackets_.back());
    brackets_.pop_back();
  }
}

void Grammar::end_clause() {
  state_.base.clear();
  state_.measure = Measure::kFinal;
  state_.budget = BudgetStage::kPlain;
  state_.direction = Direction::kNone;
  state_.share = state_.completion = state_.compare = state_.reason = false;
  state_.deviation = state_.difference = state_.each = false;
}

/// "甲5万元、乙1万元,占丙的95%、5%", "甲5万元、乙1万元,合计占1%": not the share of the last alone.
bool Grammar::shares_of_several(std::size_t index, std::span<const Token> tokens, std::size_t at) const {
  static constexpr std::array<std::string_view, 4> kTogether = {"合计", "共", "共计", "总计"};
  const std::string_view before =
      std::string_view(words_.sentences[index].folded).substr(0, tokens[at].begin);
  const auto is_share = [&](std::size_t i) {
    return i < tokens.size() && tokens[i].kind == TokenKind::kNumber &&
           tokens[i].number == NumberKind::kPercent;
  };
  std::size_t first = at + 1;
  while (first < tokens.size() && tokens[first].kind == TokenKind::kConcept) {
    ++first;
  }
  const bool in_a_row = is_share(first) && first + 2 < tokens.size() && tokens[first + 1].value == "、" &&
                        is_share(first + 2) && tokens[first + 2].unknown_before == 0;
  return in_a_row || ends_with_any(before, kTogether);
}

void Grammar::read_measure(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (state_.reason) {
    if (!next_is(tokens, at, TokenKind::kNumber) && !next_is(tokens, at, TokenKind::kCompare)) {
      return;
    }
    state_.reason = false;
  }
  if (state_.share && !state_.base.empty() && token.kind == TokenKind::kFinal) {
    return;  // "占“三公”经费支出决算的12.50%": part of the base's name
  }
  if (state_.compare && token.kind == TokenKind::kBudget) {
    const Direction direction = state_.direction;
    state_.against = Against::kBudget;
    state_.budget = budget_kind(token.value);
    state_.compare = false;
    add_direction(index, token, direction);
    // "决算数大于预算数12.50万元" states the difference too.
    const bool states_change = next_is(tokens, at, TokenKind::kNumber);
    state_.direction = states_change ? direction : Direction::kNone;
    state_.against = states_change ? Against::kBudget : Against::kNone;
    return;
  }
  const bool unclear = token.unknown_before >= kUnknownSubject;
  if (unclear && token.kind != TokenKind::kShare &&
      (token.kind != TokenKind::kCompletion || is_project(state_.subject))) {
    state_.subject.clear();
  }
  state_.direction = Direction::kNone;
  state_.deviation = state_.difference = false;
  state_.share = token.kind == TokenKind::kShare;
  state_.completion = token.kind == TokenKind::kCompletion;
  state_.base.clear();
  if (state_.share) {
    read_respective(index, tokens, at);
    whose_unclear_ = whose_unclear_ || (respective_.empty() && shares_of_several(index, tokens, at));
  }
  if (token.kind == TokenKind::kBudget || token.kind == TokenKind::kCompletion) {
    state_.budget = budget_kind(token.value);
  }
  if (token.kind == TokenKind::kBudget || token.kind == TokenKind::kFinal) {
    if (state_.subject.empty() && !unclear) {
      state_.subject = state_.whole;
    }
    if (token.kind == TokenKind::kBudget && next_is(tokens, at, TokenKind::kNumber)) {
      begin_project(index, token);
    }
    state_.measure = token.kind == TokenKind::kBudget ? Measure::kBudget : Measure::kFinal;
    state_.against = Against::kNone;
    if (token.value == "reached" && state_.year == NamedYear::kPrior) {
      state_.year = NamedYear::kThis;  // "由上年的2万元增加到3万元,增长50%"
      state_.against = Against::kPriorYear;
    }
  }
}

}  // namespace zzaudit::words
