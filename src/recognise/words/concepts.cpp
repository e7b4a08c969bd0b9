// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "recognise/words/grammar.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

/// Which concept a name of the words means where it stands.
namespace zzaudit::words {

bool Grammar::qualifies(std::size_t index, std::span<const Token> tokens, std::size_t at) const {
  const std::string_view text = words_.sentences[index].folded;
  if (text.substr(tokens[at].begin).starts_with("用于")) {
    return true;
  }
  std::size_t first = at;
  while (first > 0 && tokens[first - 1].value == "、") {
    --first;  // "用于保障某某局机关、下属单位等机构正常运转的…"
  }
  const bool after_purpose = first > 0 && tokens[first - 1].kind == TokenKind::kReason;
  const std::string_view name = text.substr(tokens[at].begin, tokens[at].end - tokens[at].begin);
  return after_purpose &&
         (text.substr(0, tokens[at].begin).ends_with("的") || name.starts_with("正常运转的"));
}

std::string Grammar::of_fund(std::size_t index, const Token& token) {
  struct Fund {
    std::string_view name, word;
  };
  static constexpr std::array<Fund, 3> kFunds = {
      {{"general", "一般公共预算"}, {"fund", "政府性基金"}, {"capital", "国有资本"}}};
  const std::string_view text = words_.sentences[index].folded;
  const std::string_view before = label_before(text, token.begin);
  for (const Fund& fund : kFunds) {
    if (before.find(fund.word) != std::string_view::npos) {
      fund_ = fund.name;
    }
  }
  std::string key(token.concept_key);
  if (key == "performance.funds") {
    // "组织对1个政府性基金预算项目开展绩效自评,共涉及资金…": another set of projects.
    const std::string_view said = text.substr(0, token.begin);
    return said.find("政府性基金") == std::string_view::npos &&
                   said.find("国有资本") == std::string_view::npos
               ? key
               : std::string();
  }
  if (fund_.empty()) {
    return key;
  }
  struct Entry {
    std::string_view key, general, fund, capital;
  };
  static constexpr std::array<Entry, 8> kEntries = {
      {{"fiscal.income", "income.general_budget", "income.fund", "income.state_capital"},
       {"income.total", "income.general_budget", "income.fund", "income.state_capital"},
       {"fiscal.expenditure", "general.total", "fund.total", "capital.total"},
       {"expenditure.total", "general.total", "fund.total", "capital.total"},
       {"expenditure.basic", "general.basic", "fund.basic", "capital.basic"},
       {"expenditure.project", "general.project", "fund.project", "capital.project"},
       {"general.basic", "general.basic", "fund.basic", "capital.basic"},
       {"general.project", "general.project", "fund.project", "capital.project"}}};
  const auto* const entry = std::ranges::find(kEntries, token.concept_key, &Entry::key);
  if (entry != kEntries.end()) {
    return std::string(fund_ == "general" ? entry->general : fund_ == "fund" ? entry->fund : entry->capital);
  }
  // What else the tables print stands there for the general budget or for all funds together.
  static constexpr std::array<std::string_view, 4> kOther = {"three_public.", "basic.", "fiscal.",
                                                             "general."};
  const bool printed =
      std::ranges::any_of(kOther, [&](std::string_view prefix) { return key.starts_with(prefix); });
  return printed && fund_ != "general" ? std::string() : key;
}

/// "行政运行(项)支出决算5万元(其中:基本支出3万元,项目支出2万元)": of the item that is explained.
std::string Grammar::of_item(std::string key) const {
  const std::string subject = state_.subject.substr(part_of_item(state_.subject).size());
  const std::string& item = is_item(subject) ? subject : state_.whole;
  if (!is_item(item)) {
    return key;
  }
  return key.ends_with(".basic")     ? std::string(kBasicOf) + item
         : key.ends_with(".project") ? std::string(kProjectOf) + item
                                     : key;
}

/// A key where the words around it leave no doubt; some names are part of others ("数字化项目支出",
/// "新增固定资产", "基本支出中,教育支出…").
std::string Grammar::in_its_place(std::size_t index, const Token& token, std::string key) const {
  const std::string_view text = words_.sentences[index].folded;
  const std::string_view before = text.substr(0, token.begin);
  const std::string_view after = text.substr(token.end);
  static constexpr std::array<std::string_view, 9> kMarks = {",",  ";",    ":",  "(", "。",
                                                             "、", "其中", "中", "和"};
  const bool begins = before.empty() || ends_with_any(before, kMarks);
  if (!part_of_item(key).empty() && !begins) {
    return {};
  }
  if (key.starts_with("assets.")) {
    const bool stated =
        after.starts_with("为") || after.starts_with("合计") || (!after.empty() && is_digit(after.front()));
    return stated && (begins || key == "assets.total") ? key : std::string();
  }
  if (key.starts_with("expenditure.class:") || key.starts_with("fiscal.class:")) {
    // "按支出功能分类:教育支出5万元": elsewhere it may be a part of the 类.
    const std::size_t function = before.rfind("功能");
    static constexpr std::array<std::string_view, 4> kParts = {"基本支出", "项目支出", "财政拨款安排",
                                                               "结转"};
    const std::string_view between = function == std::string_view::npos ? before : before.substr(function);
    const bool of_part = contains_any(between, kParts);
    return function != std::string_view::npos && !of_part ? key : std::string();
  }
  return key;
}

void Grammar::read_concept(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  const Token& token = tokens[at];
  if (state_.reason) {
    const bool states_figures =
        next_is(tokens, at, TokenKind::kBudget) || next_is(tokens, at, TokenKind::kFinal);
    const bool clause_begins =
        at > 0 && tokens[at - 1].kind == TokenKind::kPunctuation && token.unknown_before == 0;
    // "用于保障机构正常运转的基本支出12.50万元": the purpose belongs to the concept.
    const bool is_qualified = next_is(tokens, at, TokenKind::kNumber) && qualifies(index, tokens, at);
    if (!is_qualified && !(clause_begins && (states_figures || states_anew(tokens, at + 1)))) {
      return;
    }
    end_clause();
  }
  const std::string key = in_its_place(index, token, of_item(of_fund(index, token)));
  if (at > 0 && tokens[at - 1].kind == TokenKind::kAgainst && tokens[at - 1].value == "prior" &&
      token.unknown_before == 0 && key != state_.subject && next_is(tokens, at, TokenKind::kNumber)) {
    name_year(NamedYear::kPrior);  // "比上年年末结转和结余10万元多2万元"
    state_.against = Against::kNone;
  }
  static constexpr std::array<std::string_view, 4> kAdjusting = {"调增", "调减", "冲减", "冲销"};
  const std::string_view before = std::string_view(words_.sentences[index].folded).substr(0, token.begin);
  if (std::ranges::any_of(kAdjusting, [&](std::string_view word) { return before.ends_with(word); })) {
    state_.subject.clear();  // "调增年初结转和结余2万元"
    state_.joint.clear();
    return;
  }
  if (state_.share) {
    state_.base = key;
    state_.share = !key.empty();
    return;
  }
  const bool joined = at > 1 && token.unknown_before == 0 && tokens[at - 1].kind == TokenKind::kPunctuation &&
                      tokens[at - 1].value == "、" && tokens[at - 1].unknown_before == 0 &&
                      tokens[at - 2].kind == TokenKind::kConcept;
  if (!joined) {
    state_.joint.clear();
  }
  state_.joint.emplace_back(key);
  whose_unclear_ = false;
  state_.subject = key;
  state_.subject_name.clear();
  state_.measure = Measure::kFinal;
  state_.completion = state_.compare = state_.deviation = state_.difference = state_.each = false;
  state_.direction = Direction::kNone;
  named_ = true;
  spoken_ = false;
}

}  // namespace zzaudit::words
