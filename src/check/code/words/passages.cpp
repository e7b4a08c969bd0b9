// SPDX-License-Identifier: Apache-2.0
#include "check/code/words/passages.hpp"

#include <algorithm>
#include <array>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

namespace {

std::vector<Passage> passages_of(const Words& words) {
  std::vector<Passage> found;
  for (std::size_t i = 0; i < words.sentences.size(); ++i) {
    const Sentence& sentence = words.sentences[i];
    if (found.empty() || words.sentences[found.back().first].paragraph != sentence.paragraph) {
      found.push_back({i, i, {}, {}});
    }
    Passage& passage = found.back();
    passage.last = i + 1;
    passage.folded += sentence.folded;
    passage.text += sentence.text;
  }
  return found;
}

}  // namespace

const std::vector<Passage>& passages(const Facts& facts) {
  return facts.derived<std::vector<Passage>>([&] { return passages_of(facts.words()); });
}

bool is_contents(const Section& section) {
  const std::string title = compact(section.title);
  return title == "目录" || title == "目次";
}

bool starts_with_any(std::string_view text, std::span<const std::string_view> parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return text.starts_with(part); });
}

Location sentence_location(const Facts& facts, std::size_t sentence, std::size_t offset) {
  const Sentence& at = facts.words().sentences[sentence];
  return section_location(facts.report().sections[at.section], at.text, at.place_at(offset));
}

Location passage_location(const Facts& facts, const Passage& passage, std::size_t offset) {
  std::size_t at = passage.first;
  while (at + 1 < passage.last && offset >= facts.words().sentences[at].folded.size()) {
    offset -= facts.words().sentences[at].folded.size();
    ++at;
  }
  return sentence_location(facts, at, offset);
}

std::string displayed(std::string_view folded, bool quoted) {
  struct Mark {
    char folded;
    std::string_view shown;
  };
  static constexpr std::array<Mark, 7> kMarks = {
      {{',', "，"}, {';', "；"}, {':', "："}, {'(', "（"}, {')', "）"}, {'!', "！"}, {'?', "？"}}};
  const auto is_chinese = [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; };
  std::string shown;
  bool opened = quoted;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const auto* const mark = std::ranges::find(kMarks, folded[i], &Mark::folded);
    const bool beside =
        (i > 0 && is_chinese(folded[i - 1])) || (i + 1 < folded.size() && is_chinese(folded[i + 1]));
    if (folded[i] == '"') {
      shown += opened ? "’" : "‘";
      opened = !opened;
    } else if (folded.substr(i).starts_with("“") || folded.substr(i).starts_with("”")) {
      shown += folded.substr(i).starts_with("“") ? "‘" : "’";
      i += 2;
    } else if (mark != kMarks.end() && beside) {
      shown += mark->shown;
    } else {
      shown += folded[i];
    }
  }
  return shown;
}

std::string excerpt(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr int kContext = 8;
  for (int i = 0; i < kContext && begin > 0; ++i) {
    do {
      --begin;
    } while (begin > 0 && is_continuation(text[begin]));
  }
  for (int i = 0; i < kContext && end < text.size(); ++i) {
    do {
      ++end;
    } while (end < text.size() && is_continuation(text[end]));
  }
  const bool quoted = std::ranges::count(text.substr(0, begin), '"') % 2 == 1;
  return displayed(text.substr(begin, end - begin), quoted);
}

std::vector<std::string_view> names_of(const NameList& list) {
  static constexpr std::array<std::string_view, 4> kLeads = {"主要包括", "包括", "含", "其中:"};
  static constexpr std::array<std::string_view, 2> kEnds = {"等支出", "等"};
  std::vector<std::string_view> names;
  for (std::string_view name : list.names) {
    const auto closing = std::ranges::count(name, ')') - std::ranges::count(name, '(');
    if (closing < 0) {
      const std::size_t bracket = name.find('(');
      names.push_back(name.substr(0, bracket));
      name.remove_prefix(bracket + 1);
      const auto* const lead =
          std::ranges::find_if(kLeads, [&](std::string_view word) { return name.starts_with(word); });
      name.remove_prefix(lead == kLeads.end() ? 0 : lead->size());
    } else if (closing > 0 && name.ends_with(')')) {
      name.remove_suffix(1);
      const auto* const end =
          std::ranges::find_if(kEnds, [&](std::string_view word) { return name.ends_with(word); });
      name.remove_suffix(end == kEnds.end() ? 0 : end->size());
    }
    names.push_back(name);
  }
  std::erase(names, std::string_view{});
  return names;
}

Finding remark(Location location, Bilingual message) {
  Finding finding;
  finding.locations = {std::move(location)};
  finding.message = std::move(message);
  return finding;
}

}  // namespace zzaudit::detail
