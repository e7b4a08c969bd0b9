// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/check/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "check/detail/catalogue_json.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && same_name(text.substr(0, prefix.size()), prefix);
}

struct SeverityWords {
  Severity severity;
  std::string_view key;
  BilingualView label;
};
constexpr std::array<SeverityWords, 3> kSeverities = {{{Severity::kError, "error", {"错误", "error"}},
                                                       {Severity::kWarning, "warning", {"警告", "warning"}},
                                                       {Severity::kNote, "note", {"提示", "note"}}}};

const SeverityWords& words_of(Severity severity) {
  return *std::ranges::find(kSeverities, severity, &SeverityWords::severity);
}

}  // namespace

std::string_view family_of(std::string_view rule_id) {
  return rule_id.substr(0, rule_id.find_first_of("0123456789"));
}

bool rule_matches(const Rule& rule, std::string_view pattern) {
  return !pattern.empty() && (same_name(rule.name, pattern) || starts_with(rule.id, pattern));
}

Catalogue Catalogue::builtin(RuleTexts texts) {
  Catalogue catalogue;
  for (const auto path : resource_names("catalogue/")) {
    auto rules = detail::read_builtin(std::string(path), resource(path), texts);
    std::ranges::move(rules, std::back_inserter(catalogue.rules_));
  }
  std::ranges::sort(catalogue.rules_, {}, &Rule::id);
  return catalogue;
}

void Catalogue::document(const std::vector<std::string>& ids) {
  for (auto& rule : rules_) {
    if (!rule.source.empty() && rule.title.empty() && std::ranges::find(ids, rule.id) != ids.end()) {
      Rule complete = detail::read_builtin_rule(rule.source);
      complete.severity = rule.severity;
      complete.catalogue_severity = rule.catalogue_severity;
      complete.extra_tolerance = rule.extra_tolerance;
      rule = std::move(complete);
    }
  }
}

void Catalogue::add_file(const std::string& name, std::string_view text) {
  if (const auto bad = first_invalid_utf8(text)) {
    throw ConfigError({fmt::format("{}：第 {} 个字节不是 UTF-8", name, *bad),
                       fmt::format("{}: byte {} is not UTF-8", name, *bad)});
  }
  auto rules = detail::read_catalogue(name, text);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Rule* taken = find(rules[i].id);
    taken = taken == nullptr ? find(rules[i].name) : taken;
    if (taken != nullptr) {
      throw ConfigError(
          {fmt::format("{}：/rules/{}：编号或名称已被规则 {} {} 使用", name, i, taken->id, taken->name),
           fmt::format("{}: /rules/{}: id or name already taken by rule {} {}", name, i, taken->id,
                       taken->name)});
    }
    rules_.push_back(std::move(rules[i]));
  }
  std::ranges::sort(rules_, {}, &Rule::id);
}

void Catalogue::restrict(const std::vector<std::string>& select, const std::vector<std::string>& ignore) {
  for (const auto* patterns : {&select, &ignore}) {
    for (const auto& pattern : *patterns) {
      if (const auto unknown = unknown_pattern(pattern)) {
        throw UsageError(*unknown);
      }
    }
  }
  std::erase_if(rules_, [&](const Rule& rule) {
    const auto hit = [&](const std::string& pattern) { return rule_matches(rule, pattern); };
    return (!select.empty() && std::ranges::none_of(select, hit)) || std::ranges::any_of(ignore, hit);
  });
}

std::optional<Bilingual> Catalogue::unknown_pattern(std::string_view pattern) const {
  if (std::ranges::any_of(rules_, [&](const Rule& rule) { return rule_matches(rule, pattern); })) {
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const auto& rule : rules_) {
    names.push_back(rule.id);
    names.push_back(rule.name);
  }
  const auto near = nearest(pattern, names);
  return Bilingual{
      fmt::format("没有与“{}”相符的规则{}", pattern, near ? fmt::format("，是否想写“{}”", *near) : ""),
      fmt::format("no rule matches “{}”{}", pattern, near ? fmt::format("; did you mean “{}”?", *near) : "")};
}

void Catalogue::amend(const std::function<bool(Rule&)>& change) {
  std::vector<Rule> kept;
  kept.reserve(rules_.size());
  for (auto& rule : rules_) {
    if (change(rule)) {
      kept.push_back(std::move(rule));
    }
  }
  rules_ = std::move(kept);
}

const Rule* Catalogue::find(std::string_view id_or_name) const {
  const auto it = std::ranges::find_if(rules_, [&](const Rule& rule) {
    return same_name(rule.id, id_or_name) || same_name(rule.name, id_or_name);
  });
  return it == rules_.end() ? nullptr : &*it;
}

std::string Catalogue::fingerprint() const {
  // A unit separator cannot stand in any of these texts.
  std::string text;
  for (const auto& rule : rules_) {
    text += fmt::format("{}\x1f{}\x1f{}\x1f{}", rule.id, rule.name, to_string(rule.severity), rule.code);
    for (const auto& formula : rule.formulas) {
      text += '\x1f';
      text += formula;
    }
    if (!rule.extra_tolerance.is_zero()) {
      text += '\x1f' + rule.extra_tolerance.to_string();
    }
    text += '\x1e';
  }
  return sha256_hex(text);
}

std::string_view to_string(Severity severity) { return words_of(severity).key; }

BilingualView label_of(Severity severity) { return words_of(severity).label; }

std::optional<Severity> parse_severity(std::string_view text) {
  const auto* const it = std::ranges::find(kSeverities, text, &SeverityWords::key);
  return it == kSeverities.end() ? std::nullopt : std::optional(it->severity);
}

}  // namespace zzaudit
