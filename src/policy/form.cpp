// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <vector>

#include "policy/detail/config_reader.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/policy/configuration.hpp"

namespace zzaudit {
namespace {

using detail::JsonKind;
using detail::JsonValue;

constexpr std::size_t kMostStars = 1;

/// Calls `f(table, value)` for every table that an object says something about.
template <class F>
void for_each_table(const JsonValue& object, F&& f) {
  detail::require_kind(object, JsonKind::kObject, {"对象 {\"表\": …}", "an object {\"table\": …}"});
  object.for_each([&](const JsonValue& member) {
    const auto table = find_table(member.key());
    if (!table) {
      std::vector<std::string_view> known;
      std::ranges::transform(kAllTables, std::back_inserter(known),
                             [](TableKey key) { return descriptor(key).key; });
      detail::fail_unknown_member(member, known);
    }
    f(*table, member);
  });
}

template <class F>
void for_each_word(const JsonValue& array, F&& f) {
  detail::for_each_element(array, [&](const JsonValue& element) { f(detail::read_text(element)); });
}

void read_titles(const JsonValue& object, std::vector<FormWord>& words) {
  for_each_table(object, [&](TableKey table, const JsonValue& titles) {
    detail::for_each_element(titles, [&](const JsonValue& element) {
      std::string title = detail::read_text(element);
      if (std::ranges::count(title, '*') > static_cast<std::ptrdiff_t>(kMostStars) ||
          !title.ends_with("表")) {
        element.fail(
            {"以“表”结尾、至多含一个 * 的表名", "a title that ends with “表” and has at most one *"});
      }
      words.push_back({FormWord::Kind::kTitle, table, 0, std::move(title)});
    });
  });
}

/// Columns or lines, by key or Chinese label.
template <class Parts, class Find>
void read_parts(const JsonValue& object, FormWord::Kind kind, Parts&& parts, Find&& find,
                std::vector<FormWord>& words) {
  for_each_table(object, [&](TableKey table, const JsonValue& members) {
    detail::require_kind(members, JsonKind::kObject, {"对象 {\"键\": […]}", "an object {\"key\": […]}"});
    members.for_each([&](const JsonValue& member) {
      const auto index = find(table, member.key());
      if (!index) {
        std::vector<std::string_view> known;
        std::ranges::transform(parts(descriptor(table)), std::back_inserter(known),
                               [](const auto& part) { return part.key; });
        detail::fail_unknown_member(member, known);
      }
      for_each_word(member, [&](std::string word) {
        words.push_back({kind, table, *index, std::move(word)});
      });
    });
  });
}

}  // namespace

std::vector<FormWord> read_form(const std::string& file) {
  enum Member : std::uint8_t { kName, kTitles, kColumns, kLines };
  static constexpr std::array<std::string_view, 4> kMembers = {"name", "titles", "columns", "lines"};
  std::vector<FormWord> words;
  detail::with_json_file(file, [&](const JsonValue& root) {
    detail::for_each_member(root, kMembers, [&](std::size_t member, const JsonValue& value) {
      switch (member) {
        case kName:
          (void)detail::read_text(value);
          break;
        case kTitles:
          read_titles(value, words);
          break;
        case kColumns:
          read_parts(
              value, FormWord::Kind::kColumn, [](const auto& table) { return table.columns; }, find_column,
              words);
          break;
        default:
          read_parts(
              value, FormWord::Kind::kLine, [](const auto& table) { return table.lines; }, find_line, words);
      }
    });
  });
  return words;
}

}  // namespace zzaudit
