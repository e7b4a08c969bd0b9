// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <span>
#include <string>
#include <string_view>

#include "model/detail/json_tree.hpp"
#include "zzaudit/base/place.hpp"

/// Typed access to the members of one JSON object: everything unknown or doubled is an InputError.
namespace zzaudit::detail {

void require_kind(const JsonValue& value, JsonKind kind, const Bilingual& expected);
[[nodiscard]] std::string read_string(const JsonValue& value);
[[nodiscard]] bool read_bool(const JsonValue& value);
/// A whole number from `low` to `high`, both at most 2^32.
[[nodiscard]] std::uint32_t read_number(const JsonValue& value, std::uint32_t low, std::uint32_t high);
[[nodiscard]] Place read_place(const JsonValue& value, const Place& base = {});

[[noreturn]] void fail_unknown_member(const JsonValue& member, std::span<const std::string_view> known);
[[noreturn]] void fail_repeated_member(const JsonValue& member);
[[noreturn]] void fail_missing_member(const JsonValue& object, std::string_view name,
                                      const Bilingual& expected);

/// Calls `f(index in known, member)` for every member of an object, in order.
template <class F>
void for_each_member(const JsonValue& object, std::span<const std::string_view> known, F&& f) {
  require_kind(object, JsonKind::kObject, {"对象 {…}", "an object {…}"});
  std::bitset<64> seen;
  std::size_t next = 0;
  object.for_each([&](const JsonValue& member) {
    // Members mostly come in the order in which they are listed.
    std::size_t i = next < known.size() && known[next] == member.key() ? next : 0;
    while (i < known.size() && known[i] != member.key()) {
      ++i;
    }
    if (i == known.size()) {
      fail_unknown_member(member, known);
    }
    if (seen.test(i)) {
      fail_repeated_member(member);
    }
    seen.set(i);
    next = i + 1;
    f(i, member);
  });
}

/// Calls `f(element)` for every element of an array.
template <class F>
void for_each_element(const JsonValue& array, F&& f) {
  require_kind(array, JsonKind::kArray, {"数组 […]", "an array […]"});
  array.for_each(f);
}

}  // namespace zzaudit::detail
