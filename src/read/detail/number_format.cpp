// SPDX-License-Identifier: Apache-2.0
#include "read/detail/number_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <utility>

namespace zzaudit::detail {
namespace {

/// Spreadsheets show no more digits of a number than these.
constexpr int kSignificant = 15;

/// 0.DIGITS × 10^point; no digits for zero.
struct Digits {
  std::string digits;
  int point = 0;

  /// Rounds half away from zero to so many decimals; true when digits other than zero are lost.
  bool round(int decimals) {
    const int keep = point + decimals;
    if (keep >= static_cast<int>(digits.size())) return false;
    const bool up = keep >= 0 && digits[static_cast<std::size_t>(keep)] >= '5';
    digits.resize(static_cast<std::size_t>(std::max(keep, 0)));
    if (up) {
      std::size_t i = digits.size();
      while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
      if (i > 0) {
        ++digits[i - 1];
      } else {
        digits.insert(0, "1");
        ++point;
      }
    }
    strip();
    return true;
  }
  void strip() {
    digits.resize(digits.find_last_not_of('0') + 1);
    if (digits.empty()) point = 0;
  }
  [[nodiscard]] std::string whole() const {
    if (point <= 0) return {};
    std::string out = digits.substr(0, std::min(digits.size(), static_cast<std::size_t>(point)));
    out.resize(static_cast<std::size_t>(point), '0');
    return out;
  }
  [[nodiscard]] std::string fraction() const {
    if (point >= static_cast<int>(digits.size())) return {};
    return point >= 0 ? digits.substr(static_cast<std::size_t>(point))
                      : std::string(static_cast<std::size_t>(-point), '0') + digits;
  }
};

Digits digits_of(double value) {
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value),
                                          std::chars_format::scientific, kSignificant - 1);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  Digits digits;
  for (const char c : text.substr(0, e)) {
    if (c != '.') digits.digits += c;
  }
  std::string_view exponent = text.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), digits.point);
  ++digits.point;
  digits.strip();
  return digits;
}

/// Eleven characters at most, the point among them, as Excel has it in a wide column.
Displayed show_general(double value) {
  constexpr int kCharacters = 11;
  constexpr int kTiny = -20;
  Digits digits = digits_of(value);
  if (digits.point < kTiny) digits = {};
  Displayed shown;
  shown.rounded = digits.round(std::max(0, kCharacters - 1 - std::max(digits.point, 1)));
  const std::string fraction = digits.fraction();
  const std::string whole = digits.whole();
  shown.text = value < 0 && !digits.digits.empty() ? "-" : "";
  shown.text += whole.empty() ? "0" : whole;
  if (!fraction.empty()) shown.text += "." + fraction;
  return shown;
}

/// Bytes of the character that stands at `at`.
std::size_t character_size(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return std::min(end, text.size()) - at;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_placeholder(char c) { return c == '0' || c == '#' || c == '?'; }
bool is_date_letter(char c) {
  const char l = lower(c);
  return l == 'y' || l == 'm' || l == 'd' || l == 'h' || l == 's';
}

std::vector<std::string_view> split_sections(std::string_view code) {
  std::vector<std::string_view> sections;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (code[i] == '\\') ++i;
    if (i < code.size() && code[i] == ';') {
      sections.push_back(code.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  sections.push_back(code.substr(std::min(begin, code.size())));
  return sections;
}

}  // namespace

NumberFormat::NumberFormat(std::string_view code) {
  constexpr std::size_t kMostSections = 3;  // the fourth is for text
  for (const std::string_view section : split_sections(code)) {
    if (sections_.size() < kMostSections) sections_.push_back(parse_section(section));
  }
}

NumberFormat::Section NumberFormat::parse_section(std::string_view code) {
  Section section;
  bool other = false;  // fractions, powers of ten, text: shown as General has it
  const auto literal = [&](std::string_view text) {
    section.tokens.push_back({Part::kLiteral, std::string(text)});
  };
  for (std::size_t i = 0; i < code.size();) {
    const char c = code[i];
    if (c == '"') {
      const std::size_t end = std::min(code.find('"', i + 1), code.size());
      literal(code.substr(i + 1, end - i - 1));
      i = end + 1;
    } else if (c == '\\' || c == '!') {
      const std::size_t size = i + 1 < code.size() ? character_size(code, i + 1) : 0;
      literal(code.substr(i + 1, size));
      i += 1 + size;
    } else if (c == '_' || c == '*') {  // a space as wide as the next character; the next one as filling
      i += 1 + (i + 1 < code.size() ? character_size(code, i + 1) : 0);
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      std::string_view inner = code.substr(i + 1, end - i - 1);
      if (inner.starts_with('$')) {
        literal(inner.substr(1, std::min(inner.find('-'), inner.size()) - 1));
      } else if (!inner.empty() && (inner[0] == '<' || inner[0] == '>' || inner[0] == '=')) {
        const std::size_t op = inner.size() > 1 && (inner[1] == '=' || inner[1] == '>') ? 2 : 1;
        Condition condition;
        for (const std::string_view known : {"<", "<=", "<>", ">", ">=", "="}) {
          if (inner.substr(0, op) == known) condition.op = known;
        }
        std::from_chars(inner.data() + op, inner.data() + inner.size(), condition.limit);
        section.condition = condition;
      } else if (!inner.empty() && is_date_letter(inner[0]) && lower(inner[0]) == lower(inner.back())) {
        section.tokens.push_back({Part::kDate, std::string(1, lower(inner[0]))});  // hours beyond a day
      }
      i = end + 1;
    } else if (is_placeholder(c)) {
      section.tokens.push_back({Part::kDigit, std::string(1, c)});
      ++i;
    } else if (c == '.') {
      section.tokens.push_back({Part::kPoint, "."});
      ++i;
    } else if (c == ',') {
      section.tokens.push_back({Part::kDigit, ","});
      ++i;
    } else if (is_date_letter(c)) {
      std::size_t end = i;
      while (end < code.size() && lower(code[end]) == lower(c)) ++end;
      section.tokens.push_back({Part::kDate, std::string(end - i, lower(c))});
      i = end;
    } else {
      const std::size_t size = character_size(code, i);
      if (c == '%') section.scale += 2;
      const char next = i + 1 < code.size() ? code[i + 1] : ' ';
      other = other || c == '@' || c == 'G' || ((c == 'E' || c == 'e') && (next == '+' || next == '-')) ||
              (c == '/' && !section.tokens.empty() && section.tokens.back().part != Part::kDate);
      literal(code.substr(i, size));
      i += size;
    }
  }
  finish(section, other);
  return section;
}

/// Decides what the section shows and what its commas mean.
void NumberFormat::finish(Section& section, bool other) {
  const auto has = [&](auto&& wanted) { return std::ranges::any_of(section.tokens, wanted); };
  const auto is_digit = [](const Token& token) { return token.part == Part::kDigit && token.text != ","; };
  if (other) {
    section.kind = Kind::kGeneral;
    return;
  }
  if (has([](const Token& token) { return token.part == Part::kDate; })) {
    section.kind = Kind::kDate;
    return;
  }
  // Commas behind the last digit, before or behind the point, divide by a thousand; others group.
  const auto last = std::ranges::find_if(section.tokens.rbegin(), section.tokens.rend(), is_digit);
  const auto last_digit = static_cast<std::size_t>(section.tokens.rend() - last);
  const auto point = static_cast<std::size_t>(std::ranges::find(section.tokens, Part::kPoint, &Token::part) -
                                              section.tokens.begin());
  std::size_t last_whole = 0;
  for (std::size_t i = 0; i < std::min(point, section.tokens.size()); ++i) {
    if (is_digit(section.tokens[i])) last_whole = i + 1;
  }
  std::vector<Token> kept;
  for (std::size_t i = 0; i < section.tokens.size(); ++i) {
    Token& token = section.tokens[i];
    if (token.part != Part::kDigit || token.text != ",") {
      kept.push_back(std::move(token));
    } else if ((i < point && i >= last_whole && last_whole > 0) || (i > point && i >= last_digit)) {
      section.scale -= 3;
    } else {
      section.grouped = true;
    }
  }
  section.tokens = std::move(kept);
}

const NumberFormat::Section& NumberFormat::section_for(double value) const {
  const auto meets = [&](const Condition& condition) {
    if (condition.op == "<") return value < condition.limit;
    if (condition.op == "<=") return value <= condition.limit;
    if (condition.op == "<>") return value != condition.limit;
    if (condition.op == ">") return value > condition.limit;
    if (condition.op == ">=") return value >= condition.limit;
    return value == condition.limit;
  };
  if (std::ranges::any_of(sections_, [](const Section& section) { return section.condition.has_value(); })) {
    for (const Section& section : sections_) {
      if (!section.condition || meets(*section.condition)) return section;
    }
    return sections_.back();
  }
  if (value < 0 && sections_.size() > 1) return sections_[1];
  if (value == 0 && sections_.size() > 2) return sections_[2];
  return sections_.front();
}

Displayed NumberFormat::show_number(const Section& section, double value, bool minus) {
  const auto point = std::ranges::find(section.tokens, Part::kPoint, &Token::part);
  int decimals = 0;
  for (auto it = point; it != section.tokens.end(); ++it) decimals += it->part == Part::kDigit ? 1 : 0;
  Digits digits = digits_of(value);
  digits.point += section.scale;
  Displayed shown;
  shown.rounded = digits.round(decimals);
  const bool has_digits =
      std::ranges::any_of(section.tokens, [](const Token& t) { return t.part == Part::kDigit; });
  if (!has_digits) shown.rounded = value != 0;

  // Whole digits from right to left: each takes a place, the leftmost place all that are left.
  std::string whole = digits.whole();
  std::string reversed;
  int emitted = 0;
  const auto emit = [&](char c) {
    if (section.grouped && emitted > 0 && emitted % 3 == 0) reversed += ',';
    reversed += c;
    ++emitted;
  };
  auto left =
      static_cast<std::size_t>(std::ranges::count(section.tokens.begin(), point, Part::kDigit, &Token::part));
  while (left == 0 && has_digits && !whole.empty()) {  // ".00"
    emit(whole.back());
    whole.pop_back();
  }
  for (auto it = point; it != section.tokens.begin();) {
    --it;
    if (it->part != Part::kDigit) {
      reversed.append(it->text.rbegin(), it->text.rend());
      continue;
    }
    --left;
    if (!whole.empty()) {
      do {
        emit(whole.back());
        whole.pop_back();
      } while (left == 0 && !whole.empty());
    } else if (it->text == "0") {
      emit('0');
    }
  }
  shown.text.assign(reversed.rbegin(), reversed.rend());
  if (emitted == 0 && decimals > 0) shown.text += '0';

  const std::string fraction = digits.fraction();
  std::size_t at = 0;
  std::string tail;
  bool pointed = false;
  for (auto it = point; it != section.tokens.end(); ++it) {
    if (it->part == Part::kLiteral) {
      tail += it->text;
    } else if (it->part == Part::kDigit) {
      const bool digit = at < fraction.size();
      if (digit || it->text == "0") {
        if (!pointed) tail += '.';
        pointed = true;
        tail += digit ? fraction[at] : '0';
      }
      ++at;
    }
  }
  shown.text += tail;
  if (minus && !digits.digits.empty()) shown.text.insert(0, "-");
  return shown;
}

std::optional<std::string> NumberFormat::show_date(const Section& section, double value, bool since_1904) {
  constexpr double kLast = 2'958'465;  // the end of the year 9999
  if (value < 0 || value > kLast) return std::nullopt;
  using std::chrono::days;
  constexpr int kSecondsADay = 24 * 60 * 60;
  auto serial = static_cast<int>(std::floor(value));
  auto seconds = static_cast<int>(std::lround((value - serial) * kSecondsADay));
  if (seconds == kSecondsADay) {
    ++serial;
    seconds = 0;
  }
  const std::chrono::sys_days epoch = since_1904    ? std::chrono::year(1904) / 1 / 1
                                      : serial < 60 ? std::chrono::year(1899) / 12 / 31
                                                    : std::chrono::year(1899) / 12 / 30;
  const std::chrono::year_month_day date(epoch + days(serial));
  const auto padded = [](unsigned number, std::size_t size) {
    return size > 1 ? fmt::format("{:02}", number) : fmt::format("{}", number);
  };
  std::string text;
  char before = ' ';
  for (std::size_t i = 0; i < section.tokens.size(); ++i) {
    const Token& token = section.tokens[i];
    if (token.part != Part::kDate) {
      text += token.text;
      continue;
    }
    char after = ' ';
    for (std::size_t j = i + 1; j < section.tokens.size() && after == ' '; ++j) {
      if (section.tokens[j].part == Part::kDate) after = section.tokens[j].text[0];
    }
    const std::size_t size = token.text.size();
    switch (token.text[0]) {
      case 'y':
        text += size > 2 ? fmt::format("{}", static_cast<int>(date.year()))
                         : fmt::format("{:02}", static_cast<int>(date.year()) % 100);
        break;
      case 'm':
        text += before == 'h' || after == 's' ? padded(static_cast<unsigned>(seconds) / 60 % 60, size)
                                              : padded(static_cast<unsigned>(date.month()), size % 3);
        break;
      case 'd':
        if (size <= 2) text += padded(static_cast<unsigned>(date.day()), size);
        break;
      case 'h':
        text += padded(static_cast<unsigned>(seconds) / 3600, size);
        break;
      default:
        text += padded(static_cast<unsigned>(seconds) % 60, size);
    }
    before = token.text[0];
  }
  return text;
}

Displayed NumberFormat::display(double value, bool since_1904) const {
  if (!std::isfinite(value)) return {fmt::format("{}", value), false};
  const Section& section = section_for(value);
  if (section.kind == Kind::kGeneral) return show_general(value);
  if (section.kind == Kind::kDate) {
    if (auto date = show_date(section, value, since_1904)) return {std::move(*date), false};
    return show_general(value);
  }
  // A section of its own for negative numbers shows its own sign.
  const bool own_sign = sections_.size() > 1 && &section == &sections_[1] && !section.condition;
  return show_number(section, value, value < 0 && !own_sign);
}

}  // namespace zzaudit::detail
