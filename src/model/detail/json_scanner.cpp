// SPDX-License-Identifier: Apache-2.0
#include "model/detail/json_scanner.hpp"

#include <simdjson.h>

#include <cstddef>
#include <string>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

namespace ondemand = simdjson::ondemand;

/// Text as far as it is digits.
std::size_t digits_of(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) {
    ++count;
  }
  return count;
}

/// A number that is kept as written: no exponent, no "-0", not too many digits to be a number of the machine.
bool is_kept_as_written(std::string_view text) {
  constexpr std::size_t kMostDigits = 18;
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  const std::size_t digits = digits_of(text);
  const bool zero = text.starts_with('0');
  if (digits == 0 || digits > kMostDigits || (zero && digits > 1)) {
    return false;
  }
  text.remove_prefix(digits);
  if (text.empty()) {
    return !(zero && negative);
  }
  if (!text.starts_with('.')) {
    return false;
  }
  text.remove_prefix(1);
  const std::size_t decimals = digits_of(text);
  return decimals > 0 && decimals <= kMostDigits && decimals == text.size();
}

struct Slice {
  std::uint32_t begin = 0, size = 0;
};

/// Adds one value after the other to the tree. Errors of the library are exceptions here, as most of its
/// calls may have one.
class Builder {
 public:
  Builder(std::size_t bytes, JsonTree& tree) : tree_(tree) {
    constexpr std::size_t kBytesPerValue = 24;  // in reports
    tree_.nodes.reserve(bytes / kBytesPerValue + 8);
    tree_.text.reserve(bytes);
  }

  bool build(ondemand::document& document) {
    // A scalar that is the whole text cannot be a value of the library's; nobody needs it to be fast.
    const auto type = document.type().value();
    if (type != ondemand::json_type::object && type != ondemand::json_type::array) {
      return false;
    }
    return add(document.get_value().value(), {}) &&
           document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

 private:
  [[nodiscard]] std::uint32_t size_of_nodes() const { return static_cast<std::uint32_t>(tree_.nodes.size()); }

  Slice keep(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(tree_.text.size());
    tree_.text += text;
    return {begin, static_cast<std::uint32_t>(text.size())};
  }

  bool add_leaf(JsonKind kind, Slice key, std::string_view text) {
    const Slice kept = keep(text);
    tree_.nodes.push_back({kind, size_of_nodes() + 1, key.begin, key.size, kept.begin, kept.size});
    return true;
  }

  /// A number, true, false or null.
  bool add_token(ondemand::value value, Slice key) {
    std::string_view token = value.raw_json_token();
    while (!token.empty() &&
           (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t')) {
      token.remove_suffix(1);
    }
    if (token == "true") {
      return value.get_bool().value() && add_leaf(JsonKind::kTrue, key, {});
    }
    if (token == "false") {
      return !value.get_bool().value() && add_leaf(JsonKind::kFalse, key, {});
    }
    if (token == "null") {
      return value.is_null() && add_leaf(JsonKind::kNull, key, {});
    }
    if (!is_kept_as_written(token)) {
      return false;
    }
    (void)value.get_double().value();  // the library goes on behind what was taken
    return add_leaf(JsonKind::kNumber, key, token);
  }

  // NOLINTNEXTLINE(misc-no-recursion): not deeper than kMaxJsonDepth
  bool add(ondemand::value value, Slice key) {
    if (tree_.nodes.size() >= kMaxJsonValues) {
      return false;
    }
    switch (value.type().value()) {
      case ondemand::json_type::object:
      case ondemand::json_type::array:
        return add_level(value, key);
      case ondemand::json_type::string:
        return add_leaf(JsonKind::kString, key, value.get_string().value());
      default:
        return add_token(value, key);
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion): not deeper than kMaxJsonDepth
  bool add_level(ondemand::value value, Slice key) {
    if (depth_ == kMaxJsonDepth) {
      return false;
    }
    ++depth_;
    const std::size_t index = tree_.nodes.size();
    const bool object = value.type().value() == ondemand::json_type::object;
    tree_.nodes.push_back({object ? JsonKind::kObject : JsonKind::kArray, 0, key.begin, key.size, 0, 0});
    if (object) {
      for (auto field : value.get_object()) {
        const Slice name = keep(field.unescaped_key().value());
        if (!add(field.value(), name)) {
          return false;
        }
      }
    } else {
      for (auto element : value.get_array()) {
        if (!add(element.value(), {})) {
          return false;
        }
      }
    }
    tree_.nodes[index].end = size_of_nodes();
    --depth_;
    return true;
  }

  JsonTree& tree_;
  std::size_t depth_ = 0;
};

}  // namespace

bool scan_json(std::string_view text, JsonTree& tree) {
  // Both are used again: a batch reads one report after the other.
  static thread_local ondemand::parser parser;
  static thread_local std::string padded;
  try {
    padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
    padded.assign(text);
    auto document = parser.iterate(padded.data(), text.size(), padded.capacity());
    return document.error() == simdjson::SUCCESS && Builder(text.size(), tree).build(document.value_unsafe());
  } catch (const simdjson::simdjson_error&) {
    return false;
  }
}

}  // namespace zzaudit::detail
