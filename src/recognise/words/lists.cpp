// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "recognise/words/grammar.hpp"

/// Figures of several things in one sentence, and of things that no table has.
namespace zzaudit::words {

/// "甲1万元、乙2万元、丙3万元,分别比上年增加0.1万元、减少0.2万元、增加0.3万元": whose change each is.
void Grammar::read_respective(std::size_t index, std::span<const Token> tokens, std::size_t at) {
  constexpr std::string_view kRespectively = "分别";
  const std::string_view text = words_.sentences[index].folded;
  const Token& token = tokens[at];
  if (!text.substr(0, token.begin).ends_with(kRespectively) &&
      !text.substr(token.end).starts_with(kRespectively)) {
    return;
  }
  for (auto claim = words_.claims.rbegin(); claim != words_.claims.rend() && claim->sentence == index;
       ++claim) {
    if (claim->measure == Measure::kFinal &&
        std::ranges::find(respective_, claim->concept_key) == respective_.end()) {
      respective_.push_back(claim->concept_key);
    }
  }
  std::size_t changes = 0;
  for (std::size_t i = at + 1; i < tokens.size() && tokens[i].value != ";" && tokens[i].value != "。" &&
                               tokens[i].kind != TokenKind::kReason;
       ++i) {
    changes += tokens[i].kind == TokenKind::kNumber && tokens[i].number == NumberKind::kMoney ? 1 : 0;
  }
  if (respective_.size() < 2) {
    respective_.clear();
  } else if (changes != respective_.size()) {
    respective_.assign(changes, std::string());
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

}  // namespace zzaudit::words
