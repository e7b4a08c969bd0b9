// SPDX-License-Identifier: Apache-2.0
#include "model/detail/place_text.hpp"

#include <charconv>
#include <limits>

namespace zzaudit::detail {
namespace {

Place inherited(const Place& base) {
  Place place = base;
  place.column = 0;
  place.begin = 0;
  place.end = 0;
  return place;
}

void append(std::string& out, char letter, std::uint32_t value) {
  if (!out.empty()) {
    out += ' ';
  }
  out += letter;
  out += std::to_string(value);
}

/// Reads a number from the front of `text`.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

/// Reads one part such as "L120" or "B3010-3018" from the front of `text`.
bool take_part(std::string_view& text, Place& place) {
  const char letter = text.front();
  text.remove_prefix(1);
  const auto value = take_number(text);
  if (!value) {
    return false;
  }
  switch (letter) {
    case 'S':
      place.source = static_cast<std::uint16_t>(*value);
      return *value <= std::numeric_limits<std::uint16_t>::max();
    case 'P':
      place.page = *value;
      return true;
    case 'L':
      place.line = *value;
      return true;
    case 'G':
      place.paragraph = *value;
      return true;
    case 'T':
      place.table = *value;
      return true;
    case 'R':
      place.row = *value;
      return true;
    case 'C':
      place.column = *value;
      return true;
    case 'B': {
      if (text.empty() || text.front() != '-') {
        return false;
      }
      text.remove_prefix(1);
      const auto end = take_number(text);
      place.begin = *value;
      place.end = end.value_or(0);
      return end.has_value();
    }
    default:
      return false;
  }
}

}  // namespace

std::string place_to_text(const Place& place, const Place& base) {
  std::string out;
  const Place from = inherited(base);
  if (place.source != from.source) {
    append(out, 'S', place.source);
  }
  if (place.page != from.page) {
    append(out, 'P', place.page);
  }
  if (place.line != from.line) {
    append(out, 'L', place.line);
  }
  if (place.paragraph != from.paragraph) {
    append(out, 'G', place.paragraph);
  }
  if (place.table != from.table) {
    append(out, 'T', place.table);
  }
  if (place.row != from.row) {
    append(out, 'R', place.row);
  }
  if (place.column != from.column) {
    append(out, 'C', place.column);
  }
  if (place.begin != 0 || place.end != 0) {
    append(out, 'B', place.begin);
    out += '-';
    out += std::to_string(place.end);
  }
  return out;
}

std::optional<Place> place_from_text(std::string_view text, const Place& base) {
  Place place = inherited(base);
  while (!text.empty()) {
    if (!take_part(text, place)) {
      return std::nullopt;
    }
    if (!text.empty()) {
      if (text.front() != ' ' || text.size() == 1) {
        return std::nullopt;
      }
      text.remove_prefix(1);
    }
  }
  return place;
}

}  // namespace zzaudit::detail
