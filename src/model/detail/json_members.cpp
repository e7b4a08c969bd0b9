// SPDX-License-Identifier: Apache-2.0
#include "model/detail/json_members.hpp"

#include <fmt/format.h>

#include <charconv>

#include "model/detail/place_text.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {

void require_kind(const JsonValue& value, JsonKind kind, const Bilingual& expected) {
  if (!value.is(kind)) {
    value.fail(expected);
  }
}

std::string read_string(const JsonValue& value) {
  require_kind(value, JsonKind::kString, {"字符串", "a string"});
  return std::string(value.text());
}

bool read_bool(const JsonValue& value) {
  if (!value.is(JsonKind::kTrue) && !value.is(JsonKind::kFalse)) {
    value.fail({"true 或 false", "true or false"});
  }
  return value.is(JsonKind::kTrue);
}

std::uint32_t read_number(const JsonValue& value, std::uint32_t low, std::uint32_t high) {
  const std::string_view digits = value.text();
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (!value.is(JsonKind::kNumber) || error != std::errc{} || end != digits.data() + digits.size() ||
      number < low || number > high) {
    value.fail(
        {fmt::format("{} 至 {} 的整数", low, high), fmt::format("a whole number from {} to {}", low, high)});
  }
  return number;
}

Place read_place(const JsonValue& value, const Place& base) {
  if (value.is(JsonKind::kString)) {
    if (const auto place = place_from_text(value.text(), base)) {
      return *place;
    }
  }
  value.fail({"位置，如 \"L120 T3 R5 C2 B3010-3018\"", "a place such as \"L120 T3 R5 C2 B3010-3018\""});
}

void fail_unknown_member(const JsonValue& member, std::span<const std::string_view> known) {
  const std::vector<std::string> candidates(known.begin(), known.end());
  const auto meant = nearest(member.key(), candidates);
  std::string all;
  for (const auto& candidate : candidates) {
    all += all.empty() ? candidate : ", " + candidate;
  }
  member.fail_with(
      {"未知的成员" + (meant ? fmt::format("，是否应为“{}”？", *meant) : "，可用的有：" + all),
       "unknown member" + (meant ? fmt::format("; did you mean “{}”?", *meant) : "; known are: " + all)});
}

void fail_repeated_member(const JsonValue& member) {
  member.fail_with({"同一成员出现两次", "the same member stands here twice"});
}

void fail_missing_member(const JsonValue& object, std::string_view name, const Bilingual& expected) {
  object.fail_with({fmt::format("缺少成员“{}”，应为{}", name, expected.zh),
                    fmt::format("the member “{}” is missing, expected {}", name, expected.en)});
}

}  // namespace zzaudit::detail
