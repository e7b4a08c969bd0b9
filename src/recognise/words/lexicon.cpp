// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/lexicon.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::words {
namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, TokenKind>, 16> kTokens = {
    {{"budget", TokenKind::kBudget},
     {"final", TokenKind::kFinal},
     {"completion", TokenKind::kCompletion},
     {"share", TokenKind::kShare},
     {"against", TokenKind::kAgainst},
     {"up", TokenKind::kUp},
     {"down", TokenKind::kDown},
     {"flat", TokenKind::kFlat},
     {"compare", TokenKind::kCompare},
     {"reason", TokenKind::kReason},
     {"none", TokenKind::kNone},
     {"link", TokenKind::kLink},
     {"list", TokenKind::kList},
     {"difference", TokenKind::kDifference},
     {"deviation", TokenKind::kDeviation},
     {"filler", TokenKind::kFiller}}};

TokenKind token_kind(std::string_view name) {
  for (const auto& [key, kind] : kTokens) {
    if (key == name) {
      return kind;
    }
  }
  return TokenKind::kEach;
}

std::vector<std::string> strings(const json& object, const char* key) {
  return object.contains(key) ? object.at(key).get<std::vector<std::string>>() : std::vector<std::string>{};
}

std::vector<SectionRule> section_rules(const json& list) {
  std::vector<SectionRule> rules;
  for (const auto& entry : list) {
    rules.push_back({entry.at("kind").get<std::string>(), strings(entry, "all"), strings(entry, "any"),
                     strings(entry, "none")});
  }
  return rules;
}

std::string_view kind_of(const std::vector<SectionRule>& rules, std::string_view title) {
  for (const auto& rule : rules) {
    if (rule.matches(title)) {
      return rule.kind;
    }
  }
  return {};
}

/// "three_public[abroad].final", "overview[income.total]".
ConceptCell concept_cell(std::string_view text) {
  const std::size_t open = text.find('[');
  const std::size_t close = text.find(']');
  const auto table = find_table(text.substr(0, open));
  if (!table || close == std::string_view::npos) {
    throw std::logic_error("lexicon/concepts.json: " + std::string(text));
  }
  ConceptCell cell{*table, std::string(text.substr(open + 1, close - open - 1)), 0};
  if (close + 1 < text.size()) {
    cell.column = find_column(*table, text.substr(close + 2)).value();
  }
  return cell;
}

/// "{比|较}上年{|度}": every text that the alternatives in braces make.
std::vector<std::string> spelled_out(const std::string& pattern) {
  const std::size_t open = pattern.find('{');
  const std::size_t close = pattern.find('}');
  if (open == std::string::npos || close == std::string::npos) {
    return {pattern};
  }
  std::vector<std::string> texts;
  const std::vector<std::string> rest = spelled_out(pattern.substr(close + 1));
  for (std::size_t begin = open + 1; begin <= close;) {
    const std::size_t end = std::min(pattern.find('|', begin), close);
    for (const auto& tail : rest) {
      texts.push_back(pattern.substr(0, open) + pattern.substr(begin, end - begin) + tail);
    }
    begin = end + 1;
  }
  return texts;
}

constexpr std::uint32_t kTwoBytes = 0xFFFF;

/// The bytes of the first character, as a number.
std::uint32_t first_character(std::string_view text) {
  constexpr unsigned kBitsOfByte = 8;
  std::uint32_t bytes = 0;
  for (const char c : text.substr(0, character_size(text.front()))) {
    bytes = (bytes << kBitsOfByte) | static_cast<unsigned char>(c);
  }
  return bytes;
}

}  // namespace

bool SectionRule::matches(std::string_view title) const {
  const auto has = [&](const std::string& word) { return title.find(word) != std::string_view::npos; };
  return std::ranges::all_of(all, has) && (any.empty() || std::ranges::any_of(any, has)) &&
         std::ranges::none_of(none, has);
}

const Lexicon& Lexicon::builtin() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() {
  const json sections = json::parse(resource("lexicon/sections.json"));
  parts_ = section_rules(sections.at("parts"));
  sections_ = section_rules(sections.at("sections"));
  const json word_file = json::parse(resource("lexicon/words.json"));
  for (const auto& entry : word_file.at("words")) {
    for (const auto& pattern : strings(entry, "phrases")) {
      for (const auto& text : spelled_out(pattern)) {
        add({compact(text),
             token_kind(entry.at("token").get<std::string>()),
             entry.value("value", std::string()),
             {}});
      }
    }
  }
  const json concept_file = json::parse(resource("lexicon/concepts.json"));
  for (const auto& entry : concept_file.at("concepts")) {
    const Sense sense{entry.at("key").get<std::string>(), strings(entry, "in"), entry.value("alone", false)};
    if (entry.contains("name")) {
      ConceptInfo info{
          {entry.at("name").at("zh").get<std::string>(), entry.at("name").at("en").get<std::string>()},
          {},
          strings(entry, "any_of")};
      for (const auto& text : strings(entry, "cells")) {
        info.cells.push_back(concept_cell(text));
      }
      concepts_.emplace(sense.concept_key, std::move(info));
    }
    for (const auto& text : strings(entry, "phrases")) {
      add({compact(text), TokenKind::kConcept, {}, {sense}});
    }
  }
  add_classes();
  for (auto& [lead, list] : phrases_) {
    std::ranges::stable_sort(list, [](const Phrase& a, const Phrase& b) {
      return a.text.size() != b.text.size()
                 ? a.text.size() > b.text.size()
                 : (a.kind == TokenKind::kConcept) > (b.kind == TokenKind::kConcept);
    });
  }
}

void Lexicon::add(Phrase phrase) {
  const std::uint32_t character = first_character(phrase.text);
  beginnings_.set(character & kTwoBytes);
  auto& list = phrases_[character];
  if (phrase.kind == TokenKind::kConcept) {
    const auto same = std::ranges::find_if(
        list, [&](const Phrase& p) { return p.kind == TokenKind::kConcept && p.text == phrase.text; });
    if (same != list.end()) {
      same->senses.insert(same->senses.end(), phrase.senses.begin(), phrase.senses.end());
      return;
    }
  }
  list.push_back(std::move(phrase));
}

void Lexicon::add_classes() {
  constexpr std::string_view kSuffix = "支出";
  constexpr std::string_view kOther = "229";  // 其他支出
  for (const Subject& subject : subjects_under(Classification::kFunctional, "")) {
    if (subject_level(Classification::kFunctional, subject.code) != 1) {
      continue;
    }
    std::string base = compact(subject.name);
    if (base.ends_with(kSuffix) && base != kSuffix) {
      base.resize(base.size() - kSuffix.size());
    }
    const std::string code(subject.code);
    std::vector<Sense> senses = {
        {"general.class:" + code, {"general.structure", "general.overall", "general.items", "general"}},
        {"fiscal.class:" + code, {"fiscal"}}};
    if (code != kOther) {  // there "其他支出" is what is neither basic nor project expenditure
      senses.push_back({"expenditure.class:" + code, {"expenditure"}});
    }
    for (const auto& text : {base + "(类)支出", base + "支出(类)支出", base + "支出(类)", base + "(类)",
                             base + "支出", base + "类支出", "\"" + base + "\"(类)支出", "\"" + base + "\"",
                             "\"" + base + "支出\"", "\"" + base + "支出\"(类)"}) {
      add({text, TokenKind::kConcept, {}, senses});
    }
  }
}

namespace {

/// "收入5万元", "收入合计为5万元", "支出增加5万元".
bool is_number_next(std::string_view rest) {
  for (const std::string_view word : {"合计", "为", "是", "增加", "增长", "减少", "下降", "了"}) {
    if (rest.starts_with(word)) {
      rest.remove_prefix(word.size());
    }
  }
  return !rest.empty() && is_digit(rest.front());
}

}  // namespace

Match Lexicon::longest(std::string_view text, std::size_t position, std::string_view section,
                       bool begins_clause) const {
  const std::string_view rest = text.substr(position);
  const std::uint32_t character = first_character(rest);
  const auto it = beginnings_.test(character & kTwoBytes) ? phrases_.find(character) : phrases_.end();
  if (it == phrases_.end()) {
    return {};
  }
  for (const auto& phrase : it->second) {
    // The last byte first: the phrases have the first character in common.
    const std::size_t size = phrase.text.size();
    if (rest.size() < size || rest[size - 1] != phrase.text.back() || !rest.starts_with(phrase.text)) {
      continue;
    }
    if (phrase.kind != TokenKind::kConcept) {
      return {&phrase, {}};
    }
    const bool stands_alone = begins_clause && is_number_next(rest.substr(phrase.text.size()));
    for (const auto& sense : phrase.senses) {
      if ((!sense.alone || stands_alone) &&
          std::ranges::find(sense.sections, section) != sense.sections.end()) {
        return {&phrase, sense.concept_key};
      }
    }
  }
  return {};
}

const ConceptInfo* Lexicon::concept_info(std::string_view key) const {
  const auto it = concepts_.find(key);
  return it == concepts_.end() ? nullptr : &it->second;
}

std::string_view Lexicon::part_kind(std::string_view title) const { return kind_of(parts_, title); }

std::string_view Lexicon::section_kind(std::string_view title) const { return kind_of(sections_, title); }

}  // namespace zzaudit::words
