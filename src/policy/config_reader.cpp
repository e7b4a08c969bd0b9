// SPDX-License-Identifier: Apache-2.0
#include "policy/detail/config_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::detail {
namespace {

constexpr std::size_t kMostDecimals = 6;
constexpr std::size_t kMostToleranceBytes = 12;

constexpr std::array<std::string_view, 4> kSeverities = {"error", "warning", "note", "off"};
constexpr std::array<std::string_view, 4> kFailOn = {"error", "warning", "note", "never"};
constexpr std::array<std::string_view, 3> kShow = {"error", "warning", "note"};

enum Member : std::uint8_t {
  kSchema,
  kExtends,
  kSelect,
  kIgnore,
  kSeverity,
  kTolerance,
  kFailOnMember,
  kShowMember,
  kRules,
  kWaivers,
  kBaseline,
  kForms
};
constexpr std::array<std::string_view, 12> kMembers = {"$schema",  "extends",   "select",   "ignore",
                                                       "severity", "tolerance", "fail-on",  "show",
                                                       "rules",    "waivers",   "baseline", "forms"};

/// A path as the file means it: relative to its own folder.
std::string resolved(const std::string& file, const std::string& path) {
  const std::filesystem::path own = std::filesystem::path(file).parent_path();
  return (own / path).lexically_normal().string();
}

Setting<std::string> setting(const JsonValue& value) { return {read_text(value), value.where(), false}; }

/// One string, or a list of them.
std::vector<Setting<std::string>> one_or_more(const JsonValue& value) {
  std::vector<Setting<std::string>> result;
  if (value.is(JsonKind::kString)) {
    result.push_back(setting(value));
    return result;
  }
  if (!value.is(JsonKind::kArray)) {
    value.fail({"字符串或字符串数组", "a string or an array of strings"});
  }
  value.for_each([&](const JsonValue& entry) { result.push_back(setting(entry)); });
  return result;
}

std::vector<Setting<std::string>> paths(const std::string& file, const JsonValue& value) {
  auto result = one_or_more(value);
  for (auto& path : result) {
    path.value = resolved(file, path.value);
  }
  return result;
}

/// The members of an object whose names are patterns of rules.
template <class F>
void for_each_pattern(const JsonValue& object, F&& f) {
  require_kind(object, JsonKind::kObject, {"对象 {\"规则\": …}", "an object {\"rule\": …}"});
  std::vector<std::string> seen;
  object.for_each([&](const JsonValue& member) {
    std::string name(member.key());
    if (std::ranges::find(seen, name) != seen.end()) {
      fail_repeated_member(member);
    }
    seen.push_back(name);
    f(Setting<std::string>{name, member.where(), false}, member);
  });
}

std::optional<Severity> severity_or_off(const JsonValue& value) {
  return parse_severity(read_choice(value, kSeverities));
}

/// A decimal that is not negative, as a number or as a string; rules compare exactly, so no exponents.
Decimal tolerance(const JsonValue& value) {
  const bool text = value.is(JsonKind::kNumber) || value.is(JsonKind::kString);
  const auto amount =
      text && value.text().size() <= kMostToleranceBytes ? Decimal::parse(value.text()) : std::nullopt;
  if (!amount || amount->is_negative() || amount->decimals() > static_cast<int>(kMostDecimals)) {
    value.fail({"不小于 0、至多 6 位小数的金额，如 \"0.01\"",
                "an amount of at least 0 with at most 6 decimals, such as \"0.01\""});
  }
  return *amount;
}

}  // namespace

void with_json_file(const std::string& file, const std::function<void(const JsonValue& root)>& read) {
  try {
    const JsonTree tree = parse_commented_json(file, decode(read_file(file)));
    read(JsonValue(file, tree));
  } catch (const InputError& error) {
    throw ConfigError(error.message());
  }
}

std::string read_text(const JsonValue& value) {
  std::string text = read_string(value);
  if (trim(text).empty()) {
    value.fail({"不为空的字符串", "a string that is not empty"});
  }
  return text;
}

std::string read_choice(const JsonValue& value, std::span<const std::string_view> choices) {
  std::string all;
  for (const auto choice : choices) {
    all += all.empty() ? "" : ", ";
    all += choice;
  }
  const Bilingual expected{"以下之一：" + all, "one of " + all};
  if (!value.is(JsonKind::kString)) {
    value.fail(expected);
  }
  if (std::ranges::find(choices, value.text()) == choices.end()) {
    const auto meant = nearest(value.text(), std::vector<std::string>(choices.begin(), choices.end()));
    value.fail(meant ? Bilingual{fmt::format("{}；是否应为“{}”？", expected.zh, *meant),
                                 fmt::format("{}; did you mean “{}”?", expected.en, *meant)}
                     : expected);
  }
  return std::string(value.text());
}

Configuration read_own_settings(const std::string& file, std::vector<Setting<std::string>>& extends) {
  Configuration own;
  own.files.push_back(file);
  const auto read_member = [&](Member member, const JsonValue& value) {
    switch (member) {
      case kSchema:
        (void)read_string(value);
        return;
      case kExtends:
        extends = paths(file, value);
        return;
      case kSelect:
        own.select = one_or_more(value);
        return;
      case kIgnore:
        own.ignore = one_or_more(value);
        return;
      case kSeverity:
        for_each_pattern(value, [&](Setting<std::string> pattern, const JsonValue& at) {
          own.severity.push_back({std::move(pattern), severity_or_off(at), 0});
        });
        return;
      case kTolerance:
        for_each_pattern(value, [&](Setting<std::string> pattern, const JsonValue& at) {
          own.tolerance.push_back({std::move(pattern), tolerance(at), 0});
        });
        return;
      case kFailOnMember:
        own.fail_on = {read_choice(value, kFailOn), value.where(), false};
        return;
      case kShowMember:
        own.show = {read_choice(value, kShow), value.where(), false};
        return;
      case kRules:
        own.rules = paths(file, value);
        return;
      case kWaivers:
        own.waivers = paths(file, value);
        return;
      case kForms:
        own.forms = paths(file, value);
        return;
      case kBaseline:
        own.baseline = setting(value);
        own.baseline->value = resolved(file, own.baseline->value);
        return;
    }
  };
  with_json_file(file, [&](const JsonValue& root) {
    for_each_member(root, kMembers, [&](std::size_t member, const JsonValue& value) {
      read_member(static_cast<Member>(member), value);
    });
  });
  return own;
}

}  // namespace zzaudit::detail
