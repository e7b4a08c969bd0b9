// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/grammar.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "recognise/words/items.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::words {
namespace {

/// Unknown characters before a number or a measure from which the subject is no longer certain.
constexpr std::size_t kUnknownSubject = 2;

const Bilingual kReasonDate{"日期", "a date"};
const Bilingual kReasonOrdinal{"序号或文号", "a numbering or document number"};
const Bilingual kReasonThreshold{"标准或限额，不是发生额", "a threshold, not an amount spent"};
const Bilingual kReasonBare{"没有单位，不是金额、比率或数量", "has no unit: neither amount, rate nor count"};
const Bilingual kReasonCause{"用途或原因说明中的数字，没有可比对的数",
                             "stands in a purpose or reason: nothing to compare with"};
const Bilingual kReasonSubject{"所述名目不能确定", "what it is about could not be determined"};
const Bilingual kReasonMeasure{"所述口径不能确定", "what it measures could not be determined"};
const Bilingual kReasonCount{"数量没有可比对的数", "a count with nothing to compare with"};

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

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

BudgetStage budget_kind(std::string_view value) {
  return value == "initial"    ? BudgetStage::kInitial
         : value == "adjusted" ? BudgetStage::kAdjusted
                               : BudgetStage::kPlain;
}

const Token* next_of(std::span<const Token> tokens, std::size_t at) {
  return at + 1 < tokens.size() ? &tokens[at + 1] : nullptr;
}

bool next_is(std::span<const Token> tokens, std::size_t at, TokenKind kind) {
  const Token* next = next_of(tokens, at);
  return next != nullptr && next->kind == kind && next->unknown_before == 0;
}

/// The text from the last punctuation mark before `position`.
std::string_view label_before(std::string_view text, std::size_t position) {
  static constexpr std::array<std::string_view, 6> kMarks = {"。", ",", ";", ":", "、", "("};
  std::size_t begin = 0;
  for (const auto mark : kMarks) {
    const std::size_t found = text.substr(0, position).rfind(mark);
    if (found != std::string_view::npos) {
      begin = std::max(begin, found + mark.size());
    }
  }
  return text.substr(begin, position - begin);
}

}  // namespace

Grammar::Grammar(const Report& report, Words& words)
    : report_(report),
      words_(words),
      unit_name_(compact(report.unit)),
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
  state_.against = Against::kNone;
  std::size_t start = 0;
  if (auto item = find_item(sentence)) {
    item->sentence = index;
    item->concept_key = "general.item#" + std::to_string(words_.items.size());
    state_.subject = item->concept_key;
    state_.subject_name = item->chain.back();
    start = item->end;
    words_.items.push_back(std::move(*item));
  }
  const auto tokens = tokenize(sentence.folded, sentence.kind, unit_name_, year_);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].begin >= start) {
      read_token(index, tokens, at);
    } else if (tokens[at].kind == TokenKind::kNumber) {
      add_other(index, tokens[at], kReasonOrdinal);
    }
  }
}

void Grammar::read_token(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  switch (token.kind) {
    case TokenKind::kConcept:
      return read_concept(token, tokens, at);
    case TokenKind::kBudget:
    case TokenKind::kFinal:
    case TokenKind::kCompletion:
    case TokenKind::kShare:
      return read_measure(index, tokens, at);
    case TokenKind::kAgainst:
      state_.against = token.value == "prior" ? Against::kPriorYear : Against::kBudget;
      if (state_.against == Against::kBudget) {
        state_.budget = budget_kind(token.value);
      }
      state_.direction = Direction::kNone;
      state_.reason = false;
      return;
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
      end_clause();
      state_.whole = std::exchange(state_.subject, std::string());
      return;
    case TokenKind::kList:
      return read_list(index, token);
    case TokenKind::kNumber:
      return read_number(index, token);
    case TokenKind::kPunctuation:
      if (token.value == ";") {
        end_clause();
        state_.against = Against::kNone;
      } else if (token.value == ",") {
        state_.compare = false;
      }
      return;
    default:
      return;
  }
}

void Grammar::end_clause() {
  state_.base.clear();
  state_.measure = Measure::kFinal;
  state_.budget = BudgetStage::kPlain;
  state_.direction = Direction::kNone;
  state_.share = state_.completion = state_.compare = state_.reason = false;
}

void Grammar::read_concept(const Token& token, std::span<const Token> tokens, std::size_t at) {
  if (state_.reason) {
    const bool states_figures =
        next_is(tokens, at, TokenKind::kBudget) || next_is(tokens, at, TokenKind::kFinal);
    const bool clause_begins =
        at > 0 && tokens[at - 1].kind == TokenKind::kPunctuation && token.unknown_before == 0;
    if (!states_figures || !clause_begins) {
      return;
    }
    end_clause();
  }
  if (state_.share) {
    state_.base = token.concept_key;
    return;
  }
  state_.subject = token.concept_key;
  state_.subject_name.clear();
  state_.measure = Measure::kFinal;
  state_.completion = state_.compare = false;
  state_.direction = Direction::kNone;
}

void Grammar::read_measure(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (state_.reason) {
    if (!next_is(tokens, at, TokenKind::kNumber) && !next_is(tokens, at, TokenKind::kCompare)) {
      return;
    }
    state_.reason = false;
  }
  if (state_.compare && token.kind == TokenKind::kBudget) {
    const Direction direction = state_.direction;
    state_.against = Against::kBudget;
    state_.budget = budget_kind(token.value);
    state_.compare = false;
    add_direction(index, token, direction);
    state_.direction = Direction::kNone;
    state_.against = Against::kNone;
    return;
  }
  const bool unclear =
      token.unknown_before >= kUnknownSubject && at > 0 && tokens[at - 1].kind != TokenKind::kConcept;
  if (unclear && token.kind != TokenKind::kShare && token.kind != TokenKind::kCompletion) {
    state_.subject.clear();
  }
  state_.direction = Direction::kNone;
  state_.share = token.kind == TokenKind::kShare;
  state_.completion = token.kind == TokenKind::kCompletion;
  state_.base.clear();
  if (token.kind == TokenKind::kBudget || token.kind == TokenKind::kCompletion) {
    state_.budget = budget_kind(token.value);
  }
  if (token.kind == TokenKind::kBudget || token.kind == TokenKind::kFinal) {
    if (state_.subject.empty() && !unclear) {
      state_.subject = state_.whole;
    }
    state_.measure = token.kind == TokenKind::kBudget ? Measure::kBudget : Measure::kFinal;
    state_.against = Against::kNone;
  }
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
  const Direction direction = token.kind == TokenKind::kUp ? Direction::kUp : Direction::kDown;
  if (gives_reason) {
    add_direction(index, token, direction);
    return;
  }
  state_.direction = direction;
}

void Grammar::add_direction(std::size_t index, const Token& token, Direction direction) {
  if (state_.subject.empty() || state_.against == Against::kNone) {
    return;
  }
  Claim& claim = add_claim(index, token, Measure::kDirection);
  claim.direction = direction;
  claim.figure.place = words_.sentences[index].place_at(token.begin);
}

Claim& Grammar::add_claim(std::size_t index, const Token& token, Measure measure) {
  Claim& claim = words_.claims.emplace_back();
  claim.concept_key = state_.subject;
  claim.name = state_.subject_name;
  claim.measure = measure;
  claim.budget = state_.budget;
  claim.against = state_.against;
  claim.direction = state_.direction;
  claim.sentence = index;
  claim.begin = static_cast<std::uint32_t>(token.begin);
  claim.end = static_cast<std::uint32_t>(token.end);
  return claim;
}

void Grammar::add_number(std::size_t index, const Token& token, Measure measure) {
  Claim& claim = add_claim(index, token, measure);
  claim.figure.state = CellState::kValue;
  claim.figure.value = token.amount;
  claim.figure.place = words_.sentences[index].place_at(token.begin);
  if (token.number != NumberKind::kMoney) {
    return;
  }
  const CurrencyUnit own = parse_currency_unit(token.unit).value_or(CurrencyUnit::kTenThousandYuan);
  const CurrencyUnit unit = report_.currency_unit.value_or(CurrencyUnit::kTenThousandYuan);
  claim.figure.value = convert(token.amount, own, unit);
  if (own <= unit) {
    claim.figure.value =
        claim.figure.value.with_decimals(std::max(claim.figure.value.decimals(), amount_decimals_));
  }
}

void Grammar::add_other(std::size_t index, const Token& token, Bilingual reason) {
  const Sentence& sentence = words_.sentences[index];
  OtherNumber other;
  other.text = sentence.folded.substr(token.begin, token.end - token.begin);
  other.cell = {CellState::kValue, token.amount, {}, sentence.place_at(token.begin)};
  other.reason = std::move(reason);
  other.sentence = index;
  other.begin = static_cast<std::uint32_t>(token.begin);
  other.figure = token.number == NumberKind::kMoney || token.number == NumberKind::kPercent ||
                 token.number == NumberKind::kCount;
  words_.others.push_back(std::move(other));
}

void Grammar::read_number(std::size_t index, const Token& token) {
  switch (token.number) {
    case NumberKind::kDate:
      return add_other(index, token, kReasonDate);
    case NumberKind::kOrdinal:
    case NumberKind::kNumbering:
      return add_other(index, token, kReasonOrdinal);
    case NumberKind::kThreshold:
      return add_other(index, token, kReasonThreshold);
    case NumberKind::kBare:
      return add_other(index, token, kReasonBare);
    case NumberKind::kCount:
      return read_count(index, token);
    case NumberKind::kMoney:
    case NumberKind::kPercent:
      break;
  }
  if (read_detail(index, token)) {
    return;
  }
  if (state_.reason) {
    return add_other(index, token, kReasonCause);
  }
  if (token.unknown_before >= kUnknownSubject) {
    state_.subject.clear();
    state_.share = state_.completion = false;
  }
  if (state_.subject.empty()) {
    return add_other(index, token, kReasonSubject);
  }
  if (token.number == NumberKind::kMoney) {
    read_money(index, token);
  } else {
    read_percent(index, token);
  }
}

/// An amount spent on one meeting or training: a part of the total stated before it.
bool Grammar::read_detail(std::size_t index, const Token& token) {
  constexpr std::string_view kTotal = ".total";
  const std::string subject = state_.subject.empty() ? state_.whole : state_.subject;
  const bool named_otherwise =
      state_.reason || state_.subject.empty() || token.unknown_before >= kUnknownSubject;
  if (token.number != NumberKind::kMoney || !named_otherwise ||
      (subject != "meeting.total" && subject != "training.total")) {
    return false;
  }
  const State kept = std::exchange(state_, State{});
  state_.subject = subject.substr(0, subject.size() - kTotal.size()) + ".detail";
  add_number(index, token, Measure::kFinal);
  state_ = kept;
  return true;
}

void Grammar::read_money(std::size_t index, const Token& token) {
  if (state_.share || state_.completion) {
    return add_other(index, token, kReasonMeasure);
  }
  if (state_.direction != Direction::kNone) {
    if (state_.against == Against::kNone) {
      return add_other(index, token, kReasonMeasure);
    }
    return add_number(index, token, Measure::kChange);
  }
  add_number(index, token, state_.measure);
  state_.measure = Measure::kFinal;
}

void Grammar::read_percent(std::size_t index, const Token& token) {
  if (state_.completion) {
    add_number(index, token, Measure::kCompletion);
  } else if (state_.share) {
    add_number(index, token, Measure::kShare);
    words_.claims.back().base = state_.base;
  } else if (state_.direction != Direction::kNone && state_.against != Against::kNone) {
    add_number(index, token, Measure::kChangeRate);
  } else {
    add_other(index, token, kReasonMeasure);
  }
  state_.completion = state_.share = false;
  state_.base.clear();
}

void Grammar::read_count(std::size_t index, const Token& token) {
  static constexpr std::array<std::string_view, 4> kForeign = {"外宾", "外事", "境外", "外国"};
  static constexpr std::array<std::string_view, 2> kBought = {"购置", "更新"};
  const Sentence& sentence = words_.sentences[index];
  const std::string_view label = label_before(sentence.folded, token.begin);
  const std::string_view before = std::string_view(sentence.folded).substr(0, token.begin);
  const std::string_view unit = token.unit;
  const std::string& subject = state_.subject.empty() ? state_.whole : state_.subject;
  const bool persons = unit == "人次" || unit == "人" || unit == "名";
  std::string key;
  if (sentence.kind.starts_with("three_public")) {
    const bool foreign =
        contains_any(label, kForeign) ||
        (before.rfind('(') != std::string_view::npos && before.rfind(')') < before.rfind('(') &&
         contains_any(before.substr(before.rfind('(')), kForeign));
    if (unit == "辆") {
      key = label.find("保有") != std::string_view::npos ? "count.fleet"
            : contains_any(label, kBought)               ? "count.purchased"
                                                         : "";
    } else if (subject == "three_public.abroad") {
      key = persons ? "count.abroad_persons" : "count.abroad_groups";
    } else if (subject == "three_public.reception") {
      key = std::string(foreign ? "count.foreign_" : "count.reception_") + (persons ? "persons" : "batches");
    }
  } else if (sentence.kind == "assets" && unit == "辆") {
    key = label.find("共有") != std::string_view::npos || label.ends_with("车辆")
              ? "count.vehicles"
              : "count.vehicles:" + std::string(label);
  }
  if (key.empty()) {
    return add_other(index, token, kReasonCount);
  }
  const std::string kept = std::exchange(state_.subject, key);
  add_number(index, token, Measure::kCount);
  words_.claims.back().count_unit = unit;
  words_.claims.back().name = label;
  state_.subject = kept;
}

void Grammar::read_list(std::size_t index, const Token& token) {
  state_.reason = true;
  if (state_.subject != "basic.personnel" && state_.subject != "basic.operating") {
    end_clause();
    return;
  }
  const std::string& text = words_.sentences[index].folded;
  std::size_t end = token.end;
  while (end < text.size() && text[end] != ';' && !text.substr(end).starts_with("。")) {
    end += character_size(text[end]);
  }
  NameList list{state_.subject, {}, false, index, static_cast<std::uint32_t>(token.begin)};
  std::string_view rest = std::string_view(text).substr(token.end, end - token.end);
  while (!rest.empty()) {
    const std::size_t cut = std::min(rest.find("、"), rest.find(','));
    std::string_view name = rest.substr(0, cut);
    rest = cut == std::string_view::npos ? std::string_view{} : rest.substr(cut + (rest[cut] == ',' ? 1 : 3));
    while (name.starts_with(':')) {
      name.remove_prefix(1);
    }
    for (const std::string_view ending : {"等支出", "等"}) {
      if (rest.empty() && name.ends_with(ending)) {
        name.remove_suffix(ending.size());
        list.open = true;
      }
    }
    if (!name.empty()) {
      list.names.emplace_back(name);
    }
  }
  words_.lists.push_back(std::move(list));
}

}  // namespace zzaudit::words
