// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "recognise/words/grammar.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

/// What a number claims, by the words read before it.
namespace zzaudit::words {
namespace {

const Bilingual kReasonDate{"日期", "a date"};
const Bilingual kReasonThreshold{"标准或限额，不是发生额", "a threshold, not an amount spent"};
const Bilingual kReasonBare{"没有单位，不是金额、比率或数量", "has no unit: neither amount, rate nor count"};
const Bilingual kReasonCause{"用途或原因说明中的数字，没有可比对的数",
                             "stands in a purpose or reason: nothing to compare with"};
const Bilingual kReasonSubject{"所述名目不能确定", "what it is about could not be determined"};
const Bilingual kReasonMeasure{"所述口径不能确定", "what it measures could not be determined"};
const Bilingual kReasonYear{"是其他年度的数，本报告没有可比对的数",
                            "a figure of another year: this report has nothing to compare with"};
const Bilingual kReasonAbout{"约数，不能精确核对", "an approximate number, which cannot be checked exactly"};
const Bilingual kReasonPart{
    "只是本级或下属单位的数，本报告没有可比对的数",
    "a figure of one unit of the department: this report has nothing to compare with"};
const Bilingual kReasonAverage{"平均数，不是发生额", "an average, not an amount spent"};

/// "合计15.40万元", "两项共8.17万元"
bool is_sum(std::string_view label) {
  static constexpr std::array<std::string_view, 5> kSums = {"合计", "共", "总计", "两项", "三项"};
  return std::ranges::any_of(kSums, [&](std::string_view sum) { return label.starts_with(sum); });
}

}  // namespace

std::string_view label_before(std::string_view text, std::size_t position) {
  static constexpr std::array<std::string_view, 2> kWide = {"。", "、"};
  const auto ends_here = [&](std::size_t end) {
    const char last = text[end - 1];
    const bool may_be_wide = last == kWide[0].back() || last == kWide[1].back();
    return last == ',' || last == ';' || last == ':' || last == '(' ||
           (may_be_wide && ends_with_any(text.substr(0, end), kWide));
  };
  std::size_t begin = position;
  while (begin > 0 && !ends_here(begin)) {
    --begin;
  }
  return text.substr(begin, position - begin);
}

Claim& Grammar::add_claim(std::size_t index, const Token& token, Measure measure) {
  spoken_ = true;
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
  const bool moves = measure == Measure::kChange || measure == Measure::kChangeRate;
  if (moves && token.amount.is_negative() && claim.direction != Direction::kNone) {
    // "增加-0.38万元"
    claim.figure.value = -token.amount;
    claim.direction = claim.direction == Direction::kUp ? Direction::kDown : Direction::kUp;
  }
  claim.figure.place = words_.sentences[index].place_at(token.begin);
  if (token.number != NumberKind::kMoney) {
    return;
  }
  const CurrencyUnit own = parse_currency_unit(token.unit).value_or(CurrencyUnit::kTenThousandYuan);
  const CurrencyUnit unit = report_.currency_unit.value_or(CurrencyUnit::kTenThousandYuan);
  claim.figure.value = convert(claim.figure.value, own, unit);
  if (own > unit) {
    // Words drop trailing zeros of 万元; who writes 亿元 rounds.
    constexpr int kUsual = 2;
    const int decimals = token.amount.decimals();
    const int printed = own == CurrencyUnit::kTenThousandYuan ? std::max(kUsual, decimals) : decimals;
    claim.half_unit = convert(Decimal(5, printed + 1), own, unit);
  }
  if (own <= unit && !token.about) {
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
  other.count = token.number == NumberKind::kCount;
  other.figure = other.count || token.number == NumberKind::kMoney || token.number == NumberKind::kPercent;
  words_.others.push_back(std::move(other));
}

/// "较上年2.08万元减少0.03万元", "比年初预算10万元增加2万元": what it is compared with.
bool Grammar::read_earlier(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  // "比上年(2.08万元)减少0.03万元"
  const std::size_t back =
      at > 1 && tokens[at - 1].value == "(" && tokens[at - 1].unknown_before == 0 ? 2 : 1;
  if (at < back || tokens[at - back].kind != TokenKind::kAgainst || token.unknown_before > 0 ||
      state_.against == Against::kNone || token.number != NumberKind::kMoney || state_.subject.empty()) {
    return false;
  }
  add_number(index, token, state_.against == Against::kBudget ? Measure::kBudget : Measure::kPrior);
  return true;
}

void Grammar::add_part_of_department(std::size_t index, const Token& token) {
  add_other(index, token, token.number == NumberKind::kDate ? kReasonDate : kReasonPart);
}

/// "上年决算数为2.08万元": of another year only the final amount of the year before is compared with
/// anything.
bool Grammar::read_other_year(std::size_t index, const Token& token) {
  if (state_.year == NamedYear::kThis) {
    return false;
  }
  const bool is_final = token.number == NumberKind::kMoney && state_.measure == Measure::kFinal &&
                        state_.direction == Direction::kNone && !state_.share && !state_.completion &&
                        !state_.deviation && !state_.difference;
  if (state_.year == NamedYear::kPrior && state_.year_clear && is_final) {
    add_number(index, token, Measure::kPrior);
    words_.claims.back().against = Against::kPriorYear;
    state_.year_clear = false;
  } else {
    add_other(index, token, kReasonYear);
  }
  return true;
}

/// "人均接待费119.97元", "车均运行维护费3.86万元"; of other averages nothing tells what they are made of.
bool Grammar::read_average(std::size_t index, const Token& token) {
  static constexpr std::array<std::string_view, 6> kAverages = {"人均", "次均", "平均",
                                                                "车均", "批均", "每辆"};
  const Sentence& sentence = words_.sentences[index];
  const std::string_view label = label_before(sentence.folded, token.begin);
  if (!contains_any(label, kAverages)) {
    return false;
  }
  const auto says = [&](std::string_view word) { return label.find(word) != std::string_view::npos; };
  const bool vehicles = says("车均") || says("每辆");
  const bool reception = !vehicles && (says("接待") || state_.subject == "three_public.reception" ||
                                       state_.subject.starts_with("reception."));
  std::string key;
  if (reception) {
    key = says("人均") ? "average.reception_person" : "average.reception_batch";
  } else if (vehicles && says("购置")) {
    key = "average.vehicle_purchase";
  } else if (vehicles &&
             (says("运行") || says("维护") || state_.subject == "three_public.vehicle_operation")) {
    key = "average.vehicle_operation";
  }
  static constexpr std::array<std::string_view, 11> kElse = {
      "增加", "减少", "上升", "下降", "比上年", "较上年", "月均", "每月", "每餐", "不超过", "燃"};
  const bool stated = token.number == NumberKind::kMoney && !contains_any(label, kElse) &&
                      sentence.kind.starts_with("three_public") && state_.year == NamedYear::kThis &&
                      !state_.reason;
  state_.subject.clear();  // "人均4.60万元,较上年4.73万元下降2.75%"
  if (key.empty() || !stated) {
    add_other(index, token, kReasonAverage);
    return true;
  }
  State kept = std::exchange(state_, State{});
  state_.subject = key;
  add_number(index, token, Measure::kFinal);
  state_ = std::move(kept);
  return true;
}

void Grammar::read_number(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  switch (token.number) {
    case NumberKind::kDate:
      read_year(index, tokens, at);
      return add_other(index, token, kReasonDate);
    case NumberKind::kOrdinal:
    case NumberKind::kNumbering:
      return add_other(index, token, kReasonOrdinal);
    case NumberKind::kThreshold:
      return add_other(index, token, kReasonThreshold);
    case NumberKind::kBare:
      return add_other(index, token, kReasonBare);
    case NumberKind::kCount:
      return state_.year == NamedYear::kThis ? read_count(index, token)
                                             : add_other(index, token, kReasonYear);
    case NumberKind::kMoney:
    case NumberKind::kPercent:
      break;
  }
  if (read_average(index, token)) {
    return;
  }
  if (at > 0 && tokens[at - 1].value == "budget of last year" && token.unknown_before == 0) {
    return add_other(index, token, kReasonYear);
  }
  if (read_source(index, token) || read_detail(index, token)) {
    return;
  }
  if (state_.reason) {
    return add_other(index, token, kReasonCause);
  }
  if (token.about && token.amount.decimals() == 0) {
    return add_other(index, token, kReasonAbout);
  }
  if (token.unknown_before >= kUnknownSubject && state_.share && token.number == NumberKind::kPercent) {
    state_.share = false;
    return add_other(index, token, kReasonMeasure);  // "占基本支出的0.83%": of what is not understood
  }
  if (token.unknown_before >= kUnknownSubject) {
    state_.subject.clear();
    state_.share = state_.completion = state_.deviation = false;
  }
  if (state_.joint.size() > 1 && !state_.each) {
    state_.subject.clear();  // one figure for several things: whose is it?
  }
  if (read_earlier(index, tokens, at)) {
    return;
  }
  const bool listed_respectively = !respective_.empty() && respective_measure_ != Measure::kFinal;
  const Measure stated = token.number == NumberKind::kPercent   ? Measure::kShare
                         : state_.direction != Direction::kNone ? Measure::kChange
                                                                : Measure::kFinal;
  if (!respective_.empty() && respective_measure_ == stated) {
    state_.subject = std::move(respective_.back());
    respective_.pop_back();
    whose_unclear_ = false;
  } else if (whose_unclear_) {
    return add_other(index, token, kReasonSubject);
  }
  if (state_.subject.empty()) {
    return add_other(index, token, kReasonSubject);
  }
  if (read_other_year(index, token)) {
    return;
  }
  if (token.number == NumberKind::kMoney && sums_up(index, token)) {
    state_.subject.clear();
    return add_other(index, token, kReasonSubject);
  }
  if (token.number == NumberKind::kMoney) {
    read_money(index, token);
  } else {
    read_percent(index, token);
  }
  // "甲、乙分别增加1万元、2万元,增长3%、4%": the rates are not the last one's.
  whose_unclear_ = whose_unclear_ || (listed_respectively && respective_.empty());
}

/// "事业收入12万元,其他收入3.40万元,合计15.40万元": a sum of those before it, not another figure of the last.
bool Grammar::sums_up(std::size_t index, const Token& token) const {
  if (words_.claims.empty() || !is_sum(label_before(words_.sentences[index].folded, token.begin))) {
    return false;
  }
  const Claim& last = words_.claims.back();
  return last.sentence == index && last.concept_key == state_.subject && last.measure == state_.measure;
}

/// "支出决算2.1万元(其中:一般公共预算支出2万元;政府性基金预算支出0.1万元)": which fund paid how much of the
/// amount before the bracket.
bool Grammar::read_source(std::size_t index, const Token& token) {
  static constexpr std::array<std::string_view, 3> kFunds = {"一般公共预算", "政府性基金", "国有资本经营"};
  constexpr std::string_view kSource = "source:";
  const std::string_view text = words_.sentences[index].folded;
  if (token.number != NumberKind::kMoney || brackets_.empty() || words_.claims.empty()) {
    return false;
  }
  const std::string_view label = label_before(text, token.begin);
  const std::size_t open = text.substr(0, token.begin).rfind('(');
  if (open == std::string_view::npos ||
      std::ranges::none_of(kFunds, [&](std::string_view fund) { return label.starts_with(fund); })) {
    return false;
  }
  const Claim whole = words_.claims.back();
  const bool is_source = whole.concept_key.starts_with(kSource);
  const bool before = whole.end < open && open - whole.end <= std::string_view("万元").size();
  if (whole.sentence != index || (!before && !is_source) ||
      (whole.measure != Measure::kFinal && whole.measure != Measure::kBudget)) {
    return false;
  }
  const State kept = std::exchange(state_, State{});
  state_.subject = (is_source ? std::string() : std::string(kSource)) + whole.concept_key;
  state_.budget = whole.budget;
  add_number(index, token, whole.measure);
  state_ = kept;
  return true;
}

/// An amount spent on one meeting or training: a part of the total stated before it.
bool Grammar::read_detail(std::size_t index, const Token& token) {
  constexpr std::string_view kTotal = ".total";
  const std::string subject = state_.subject.empty() ? state_.whole : state_.subject;
  const bool named_otherwise =
      state_.reason || state_.subject.empty() || token.unknown_before >= kUnknownSubject;
  if (token.number != NumberKind::kMoney || !named_otherwise ||
      is_sum(label_before(words_.sentences[index].folded, token.begin)) ||
      (subject != "meeting.total" && subject != "training.total") ||
      label_before(words_.sentences[index].folded, token.begin).find("预算") != std::string_view::npos) {
    return false;
  }
  const State kept = std::exchange(state_, State{});
  state_.subject = subject.substr(0, subject.size() - kTotal.size()) + ".detail";
  add_number(index, token, Measure::kFinal);
  state_ = kept;
  return true;
}

/// "比上年多支出1万元", "比预算少2万元": a change, though the word is too short to be looked for.
Direction Grammar::more_or_less(std::size_t index, const Token& token) const {
  if (state_.against == Against::kNone || state_.measure != Measure::kFinal) {
    return Direction::kNone;
  }
  static constexpr std::array<std::string_view, 6> kVerbs = {"", "支出", "收入", "开支", "安排", "了"};
  const std::string_view label = label_before(words_.sentences[index].folded, token.begin);
  const auto ends_with = [&](std::string_view word) {
    return std::ranges::any_of(kVerbs, [&](std::string_view verb) {
      return label.ends_with(verb) && label.substr(0, label.size() - verb.size()).ends_with(word);
    });
  };
  return ends_with("多") ? Direction::kUp : ends_with("少") ? Direction::kDown : Direction::kNone;
}

void Grammar::read_money(std::size_t index, const Token& token) {
  if (state_.completion && std::string_view(words_.sentences[index].folded)
                               .substr(token.end + token.unit.size())
                               .starts_with("的")) {
    return add_number(index, token, Measure::kBudget);  // "完成年初预算1155.30万元的107.12%"
  }
  if (state_.share || state_.completion) {
    return add_other(index, token, kReasonMeasure);
  }
  if (state_.deviation) {
    return add_other(index, token, kReasonMeasure);
  }
  if (std::exchange(state_.difference, false)) {
    state_.direction = Direction::kNone;
    state_.against = state_.against == Against::kNone ? Against::kBudget : state_.against;
    return add_number(index, token, Measure::kChange);
  }
  if (state_.direction == Direction::kNone) {
    state_.direction = more_or_less(index, token);
  }
  if (state_.direction != Direction::kNone) {
    if (state_.against == Against::kNone) {
      return add_other(index, token, kReasonMeasure);
    }
    return add_number(index, token, Measure::kChange);
  }
  add_final(index, token);
  state_.measure = Measure::kFinal;
}

/// The amount of the subject; "甲、乙均为0万元" states it of each.
void Grammar::add_final(std::size_t index, const Token& token) {
  if (!state_.each || state_.joint.size() < 2) {
    return add_number(index, token, state_.measure);
  }
  const std::string subject = state_.subject;
  for (const auto& key : state_.joint) {
    state_.subject = key;
    add_number(index, token, state_.measure);
  }
  state_.subject = subject;
}

void Grammar::read_percent(std::size_t index, const Token& token) {
  if (std::exchange(state_.deviation, false)) {
    add_number(index, token, Measure::kDeviation);
  } else if (state_.completion) {
    add_number(index, token, Measure::kCompletion);
    if (is_project(state_.subject)) {
      state_.subject.clear();
    }
  } else if (state_.share) {
    add_number(index, token, Measure::kShare);
    words_.claims.back().base = state_.base.empty() && among_ != state_.subject ? among_ : state_.base;
  } else if (state_.direction != Direction::kNone && state_.against != Against::kNone) {
    add_number(index, token, Measure::kChangeRate);
  } else {
    add_other(index, token, kReasonMeasure);
  }
  state_.completion = false;
  state_.share = state_.share && respective_measure_ == Measure::kShare && !respective_.empty();
  if (!state_.share) {
    state_.base.clear();
  }
}

}  // namespace zzaudit::words
