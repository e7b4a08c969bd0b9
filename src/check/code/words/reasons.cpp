// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>

#include "check/code/words/disclosure.hpp"
#include "check/code/words/passages.hpp"

/// DIS103: a stated change needs a reason.
namespace zzaudit::detail {
namespace {

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

/// A section and the ones below it, where parts of what it states are explained.
bool is_within(const Report& report, std::size_t section, std::size_t inner) {
  for (std::size_t at = inner; at > section; --at) {
    if (report.sections[at].level <= report.sections[section].level) {
      return false;
    }
  }
  return inner >= section;
}

/// One reason for all that a section states, its own or at the end of its parts.
bool has_common_reason(const Facts& facts, std::size_t section) {
  static constexpr std::array<std::string_view, 6> kAll = {"以上", "上述", "综上",
                                                           "总体", "各项", "增减变化"};
  constexpr std::string_view kMain = "主要原因";
  const auto& sections = facts.report().sections;
  std::size_t outer = section;  // the section whose part this one is
  while (outer > 0 && sections[outer].level >= sections[section].level && sections[section].level > 2) {
    --outer;
  }
  return std::ranges::any_of(facts.words().sentences, [&](const Sentence& sentence) {
    const bool own = sentence.section == section && sentence.folded.starts_with(kMain);
    const bool common =
        is_within(facts.report(), outer, sentence.section) && starts_with_any(sentence.folded, kAll);
    return (own || common) && gives_reason(sentence.folded);
  });
}

bool is_explained(const Facts& facts, const std::set<std::size_t>& changing, std::size_t at) {
  const Words& words = facts.words();
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
  const bool parts_follow = contains(sentence.folded, "其中") || sentence.folded.ends_with(":") ||
                            (same_section(at + 1) && sentences[at + 1].folded.starts_with("其中"));
  if (parts_follow) {
    for (std::size_t other = at + 1; same_section(other); ++other) {
      if (gives_reason(sentences[other].folded)) {
        return true;
      }
    }
  }
  return has_common_reason(facts, sentence.section);
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
    if (is_explained(facts, changing, sentence)) {
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

}  // namespace zzaudit::detail
