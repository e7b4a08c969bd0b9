// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "recognise/words/grammar.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

/// Figures of several things in one sentence, and of things that no table has.
namespace zzaudit::words {

std::size_t part_of_department(std::string_view text, std::size_t from) {
  static constexpr std::array<std::string_view, 7> kParts = {
      "本级", "下属单位", "下属事业单位", "所属单位", "所属事业单位", "二级单位", "二级预算单位"};
  static constexpr std::array<std::string_view, 8> kJoining = {"及", "和", "与", "、",
                                                               "含", "对", "等", "括"};
  static constexpr std::array<std::string_view, 5> kCounting = {"家", "个", "所属", "下属", "直属"};
  static constexpr std::array<std::string_view, 19> kBodies = {
      "局", "馆", "委", "厅", "办", "院", "部",   "会",   "中心", "校",
      "所", "站", "队", "处", "社", "司", "机关", "单位", "部门"};
  std::size_t first = text.size();
  for (const std::string_view part : kParts) {
    for (std::size_t at = find_word(text, part, from); at < first;
         at = find_word(text, part, at + part.size())) {
      std::string_view before = text.substr(from, at - from);
      // "馆本级及所属2家二级单位"
      for (bool cut = true; cut;) {
        cut = !before.empty() && is_digit(before.back());
        before.remove_suffix(cut ? 1 : 0);
        for (const std::string_view word : kCounting) {
          if (before.ends_with(word)) {
            before.remove_suffix(word.size());
            cut = true;
          }
        }
      }
      const std::string_view after = text.substr(at + part.size());
      // "局本级" is a unit, "市本级" a level of government; "局及所属单位" is the whole department.
      const bool is_unit = part != kParts.front() || ends_with_any(before, kBodies);
      const bool joined =
          ends_with_any(before, kJoining) ||
          std::ranges::any_of(kJoining, [&](std::string_view word) { return after.starts_with(word); });
      if (is_unit && !joined) {
        first = at;
      }
    }
  }
  return first;
}

/// "甲1万元、乙2万元、丙3万元,分别比上年增加0.1万元、减少0.2万元、增加0.3万元",
/// "…,分别占…的0%、75.16%、24.84%": whose change or share each is; "甲、乙分别为1万元、2万元": whose amount.
void Grammar::read_respective(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  constexpr std::string_view kRespectively = "分别";
  const std::string_view text = words_.sentences[index].folded;
  const Token& token = tokens[at];
  const bool joined = token.kind == TokenKind::kLink;
  const bool said = joined ? text.substr(token.begin).starts_with(kRespectively)
                           : text.substr(0, token.begin).ends_with(kRespectively) ||
                                 text.substr(token.end).starts_with(kRespectively);
  if (!said) {
    return;
  }
  if (joined) {
    respective_.assign(state_.joint.rbegin(), state_.joint.rend());
  }
  for (auto claim = words_.claims.rbegin();
       !joined && claim != words_.claims.rend() && claim->sentence == index; ++claim) {
    if (claim->measure == Measure::kFinal &&
        std::ranges::find(respective_, claim->concept_key) == respective_.end()) {
      respective_.push_back(claim->concept_key);
    }
  }
  const bool shares = token.kind == TokenKind::kShare;
  respective_measure_ = joined ? Measure::kFinal : shares ? Measure::kShare : Measure::kChange;
  const NumberKind wanted = shares ? NumberKind::kPercent : NumberKind::kMoney;
  const auto ends = [&](const Token& next) {
    return next.value == ";" || next.value == "。" || next.kind == TokenKind::kReason ||
           (joined && (next.kind == TokenKind::kAgainst || next.kind == TokenKind::kShare));
  };
  std::size_t figures = 0;
  for (std::size_t i = at + 1; i < tokens.size() && !ends(tokens[i]); ++i) {
    figures += tokens[i].kind == TokenKind::kNumber && tokens[i].number == wanted ? 1 : 0;
  }
  whose_unclear_ = !joined && figures != respective_.size();
  if (respective_.size() < 2) {
    respective_.clear();
  } else if (figures != respective_.size()) {
    respective_.assign(figures, std::string());
  }
}

/// "某某项目全年预算数为10万元,执行数为9万元,完成预算的90%": what is said agrees within the sentence. No
/// table has it.
void Grammar::begin_project(std::size_t index, const Token& token) {
  const bool goes_on =
      is_project(state_.subject) && std::ranges::none_of(words_.claims, [&](const Claim& claim) {
        return claim.measure == Measure::kFinal && claim.concept_key == state_.subject;
      });
  const bool free = state_.subject.empty() || is_project(state_.subject) || !named_;
  if (words_.sentences[index].kind != "performance" || !free || goes_on) {
    return;
  }
  constexpr std::size_t kLongestName = 120;  // bytes: some forty characters
  const std::string_view label = label_before(words_.sentences[index].folded, token.begin);
  state_.subject = std::string(kProject) + std::to_string(projects_++) + ":";
  bool opened = false;
  for (const char c : label.size() <= kLongestName ? label : std::string_view{}) {
    if (c == '"') {
      state_.subject += std::exchange(opened, !opened) ? "”" : "“";
    } else {
      state_.subject += c;
    }
  }
}

bool Grammar::read_list(std::size_t index, const Token& token) {
  if (state_.subject != "basic.personnel" && state_.subject != "basic.operating") {
    return false;
  }
  const std::string& text = words_.sentences[index].folded;
  std::size_t end = token.end;
  std::size_t comma = token.end;
  while (end < text.size() && text[end] != ';' && !is_digit(text[end]) &&
         !text.substr(end).starts_with("。")) {
    comma = text[end] == ',' ? end : comma;
    end += character_size(text[end]);
  }
  if (end < text.size() && is_digit(text[end])) {
    end = comma;  // "主要包括:甲、乙,公用经费5万元"
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
  if (list.names.empty()) {
    return false;
  }
  words_.lists.push_back(std::move(list));
  state_.reason = true;
  return true;
}

}  // namespace zzaudit::words
