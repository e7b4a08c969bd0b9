// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "check/code/words/disclosure.hpp"
#include "check/code/words/passages.hpp"

/// DIS103 and DIS105: a stated change needs a reason, and the reason must fit its direction.
namespace zzaudit::detail {
namespace {

using Words8 = std::array<std::string_view, 8>;

/// Sentences where a change of the accounts is stated, with the offset of the first statement.
std::vector<std::pair<std::size_t, std::size_t>> changes(const Words& words) {
  static constexpr std::array<std::string_view, 4> kElsewhere = {"annex", "performance", "assets",
                                                                 "glossary"};
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (const auto& claim : words.claims) {
    const bool amount = claim.measure == Measure::kChange || claim.measure == Measure::kChangeRate;
    const bool word = claim.measure == Measure::kDirection && claim.against != Against::kNone;
    if ((!amount && !word) || claim.direction == Direction::kNone ||
        (amount && claim.figure.value.is_zero()) ||
        starts_with_any(words.sentences[claim.sentence].kind, kElsewhere)) {
      continue;
    }
    if (found.empty() || found.back().first != claim.sentence) {
      found.emplace_back(claim.sentence, claim.begin);
    }
  }
  return found;
}

bool gives_reason(std::string_view folded) {
  static constexpr std::array<std::string_view, 16> kMarks = {
      "原因",   "主要是", "由于",   "鉴于",   "得益于", "导致", "所致", "影响",
      "主要系", "系因",   "为落实", "为保障", "主要为", "缘于", "源于", "主要在于"};
  if (contains_any(folded, kMarks)) {
    return true;
  }
  constexpr std::string_view kBecause = "因";
  constexpr std::string_view kOfficial = "因公";
  for (auto at = folded.find(kBecause); at != std::string_view::npos; at = folded.find(kBecause, at + 1)) {
    if (!folded.substr(at).starts_with(kOfficial)) {
      return true;
    }
  }
  return false;
}

/// The sentence is nothing but a reason: "主要原因:…", "减少的主要原因是…".
bool begins_with_reason(std::string_view folded) {
  constexpr std::size_t kHead = 45;  // bytes: 15 characters
  return gives_reason(folded.substr(0, std::min(folded.size(), kHead)));
}

bool has_common_reason(const Words& words, std::size_t section) {
  static constexpr std::array<std::string_view, 6> kAll = {"以上", "上述", "综上",
                                                           "总体", "各项", "主要原因"};
  return std::ranges::any_of(words.sentences, [&](const Sentence& sentence) {
    return sentence.section == section && starts_with_any(sentence.folded, kAll) &&
           gives_reason(sentence.folded);
  });
}

bool is_explained(const Words& words, const std::set<std::size_t>& changing, std::size_t at) {
  const auto& sentences = words.sentences;
  const Sentence& sentence = sentences[at];
  const auto same_section = [&](std::size_t other) {
    return other < sentences.size() && sentences[other].section == sentence.section;
  };
  if (gives_reason(sentence.folded) || (same_section(at + 1) && gives_reason(sentences[at + 1].folded)) ||
      (same_section(at + 2) && begins_with_reason(sentences[at + 2].folded))) {
    return true;
  }
  if (at > 0 && sentences[at - 1].paragraph == sentence.paragraph && !changing.contains(at - 1) &&
      gives_reason(sentences[at - 1].folded)) {
    return true;
  }
  // A total whose parts follow carries its parts' reasons.
  if (contains(sentence.folded, "其中") || sentence.folded.ends_with(":")) {
    for (std::size_t other = at + 1; same_section(other); ++other) {
      if (gives_reason(sentences[other].folded)) {
        return true;
      }
    }
  }
  return has_common_reason(words, sentence.section);
}

}  // namespace

void check_change_without_reason(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const auto found = changes(facts.words());
  std::set<std::size_t> changing;
  for (const auto& [sentence, offset] : found) {
    changing.insert(sentence);
  }
  for (const auto& [sentence, offset] : found) {
    if (is_explained(facts.words(), changing, sentence)) {
      sink.pass();
      continue;
    }
    const std::string_view folded = facts.words().sentences[sentence].folded;
    const std::string quote = excerpt(folded, offset, offset);
    sink.fail(remark(sentence_location(facts, sentence, offset),
                     {"写了增减变化，但没有说明原因：“…" + quote + "…”",
                      "a change is stated without its reason: “…" + quote + "…”"}));
  }
}

namespace {

/// A direction, the reason given for it, and where.
struct GivenReason {
  Direction direction = Direction::kNone;
  std::string_view label;   ///< the word that stated the direction
  std::string_view reason;  ///< without the mark that introduces it
  std::size_t offset = 0;
};

struct DirectionWord {
  std::string_view word;
  Direction direction;
};
constexpr std::array<DirectionWord, 15> kDirectionWords = {{{"增加", Direction::kUp},
                                                            {"增长", Direction::kUp},
                                                            {"上升", Direction::kUp},
                                                            {"提高", Direction::kUp},
                                                            {"大于", Direction::kUp},
                                                            {"高于", Direction::kUp},
                                                            {"超过", Direction::kUp},
                                                            {"减少", Direction::kDown},
                                                            {"下降", Direction::kDown},
                                                            {"降低", Direction::kDown},
                                                            {"小于", Direction::kDown},
                                                            {"低于", Direction::kDown},
                                                            {"持平", Direction::kNone},
                                                            {"等于", Direction::kNone},
                                                            {"一致", Direction::kNone}}};

std::vector<GivenReason> given_reasons(std::string_view folded) {
  static constexpr Words8 kMarks = {"原因是",     "原因为", "原因:",  "主要是因为",
                                    "主要是由于", "是由于", "是因为", "主要系"};
  static constexpr Words8 kEnds = {"。", ";", "与上年", "比上年", "较上年", "与预算", "比年初", "决算数"};
  std::vector<GivenReason> found;
  std::size_t from = 0;
  while (from < folded.size()) {
    std::size_t mark = folded.size();
    std::size_t after = mark;
    for (const auto word : kMarks) {
      if (const auto at = folded.find(word, from); at < mark) {
        mark = at;
        after = at + word.size();
      }
    }
    if (mark == folded.size()) {
      break;
    }
    GivenReason given;
    const std::string_view before = folded.substr(from, mark - from);
    std::size_t last = 0;
    for (const auto& word : kDirectionWords) {
      const auto at = before.rfind(word.word);
      if (at != std::string_view::npos && at + 1 > last) {
        last = at + 1;
        given.direction = word.direction;
        given.label = before.substr(at, word.word.size());
      }
    }
    std::size_t end = folded.size();
    for (const auto word : kEnds) {
      end = std::min(end, folded.find(word, after));
    }
    given.reason = folded.substr(after, end - after);
    given.offset = mark;
    if (!given.label.empty()) {
      found.push_back(given);
    }
    from = std::max(end, after);
  }
  return found;
}

/// True when the reason names the movement itself ("人员减少", "项目增加"), and nothing of the other kind,
/// no earlier year and no negation.
bool names_only(std::string_view reason, Direction direction) {
  static constexpr std::array<std::string_view, 12> kUps = {"增加", "增长", "上升", "提高", "新增", "追加",
                                                            "上调", "上涨", "扩大", "增多", "加大", "增"};
  static constexpr std::array<std::string_view, 12> kDowns = {"减少", "下降", "降低", "压减", "压缩", "节约",
                                                              "调减", "核减", "下调", "缩减", "取消", "减"};
  static constexpr std::array<std::string_view, 20> kElsewhere = {
      "上年", "去年", "往年", "前年", "年初", "疫情", "基数", "以前", "结转", "未",
      "没有", "无",   "不",   "避免", "防止", "控制", "但",   "而",   "转为", "预算"};
  static constexpr std::array<std::string_view, 12> kSubjects = {
      "人员", "经费", "项目", "支出", "拨款", "费用", "业务", "任务", "批次", "活动", "人数", "次数"};
  const auto& own = direction == Direction::kUp ? kUps : kDowns;
  const auto& other = direction == Direction::kUp ? kDowns : kUps;
  if (contains_any(reason, other) || contains_any(reason, kElsewhere)) {
    return false;
  }
  // The last entry is the single character that rules the other direction out; it proves nothing itself.
  const std::span<const std::string_view> movements(own.data(), own.size() - 1);
  return std::ranges::any_of(kSubjects, [&](std::string_view subject) {
    return std::ranges::any_of(movements, [&](std::string_view movement) {
      return contains(reason, std::string(subject) + std::string(movement)) ||
             contains(reason, std::string(movement) + std::string(subject)) ||
             contains(reason, std::string(movement) + "了" + std::string(subject));
    });
  });
}

}  // namespace

void check_reason_direction(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (std::size_t i = 0; i < facts.words().sentences.size(); ++i) {
    const Sentence& sentence = facts.words().sentences[i];
    if (in_annex(sentence)) {
      continue;
    }
    for (const auto& given : given_reasons(sentence.folded)) {
      const bool up = names_only(given.reason, Direction::kUp);
      const bool down = names_only(given.reason, Direction::kDown);
      const bool contradicts = (given.direction == Direction::kUp && down) ||
                               (given.direction == Direction::kDown && up) ||
                               (given.direction == Direction::kNone && (up || down));
      if (!contradicts) {
        sink.pass();
        continue;
      }
      sink.fail(
          remark(sentence_location(facts, i, given.offset),
                 {fmt::format("写的是“{}”，原因却是“{}”，方向相反", given.label, displayed(given.reason)),
                  fmt::format("“{}” is stated, but the reason given is “{}”, which points the other way",
                              given.label, displayed(given.reason))}));
    }
  }
}

}  // namespace zzaudit::detail
