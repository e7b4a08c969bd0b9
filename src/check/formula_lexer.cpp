// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "check/detail/formula.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

struct Symbol {
  std::string_view typed;
  std::string_view meant;
};
/// Longest first; the signs that people type for the ASCII ones are accepted.
constexpr std::array<Symbol, 23> kSymbols = {
    {{"<=", "<="}, {">=", ">="}, {"≤", "<="}, {"≥", ">="}, {"＝", "="}, {"＋", "+"}, {"－", "-"}, {"−", "-"},
     {"×", "*"},   {"÷", "/"},   {"：", ":"}, {"，", ","}, {"[", "["},  {"]", "]"},  {"(", "("},  {")", ")"},
     {"+", "+"},   {"-", "-"},   {"*", "*"},  {"/", "/"},  {"=", "="},  {",", ","},  {":", ":"}}};

bool is_ascii_name_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_name_byte(char c) { return is_ascii_name_byte(c) || static_cast<unsigned char>(c) >= 0x80; }

const Symbol* symbol_at(std::string_view rest) {
  const auto* const it =
      std::ranges::find_if(kSymbols, [&](const Symbol& symbol) { return rest.starts_with(symbol.typed); });
  return it == kSymbols.end() ? nullptr : &*it;
}

std::size_t name_length(std::string_view rest) {
  std::size_t end = 0;
  const auto continues = [&] {
    const bool ascii = static_cast<unsigned char>(rest[end]) < 0x80;
    return is_name_byte(rest[end]) && (ascii || symbol_at(rest.substr(end)) == nullptr);
  };
  while (end < rest.size() && continues()) {
    ++end;
    while (end < rest.size() && (static_cast<unsigned char>(rest[end]) & 0xC0U) == 0x80U) {
      ++end;
    }
  }
  return end;
}

std::size_t number_length(std::string_view rest) {
  std::size_t end = 0;
  while (end < rest.size() && is_digit(rest[end])) {
    ++end;
  }
  if (end + 1 < rest.size() && rest[end] == '.' && is_digit(rest[end + 1])) {
    ++end;
    while (end < rest.size() && is_digit(rest[end])) {
      ++end;
    }
  }
  return end;
}

}  // namespace

void fail_formula(std::string_view text, std::size_t offset, std::string zh, std::string en) {
  const auto head = text.substr(0, offset);
  const auto position = 1 + std::ranges::count_if(head, [](char c) {
                          return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                        });
  throw ConfigError({fmt::format("公式“{}”第 {} 个字符处：{}", text, position, zh),
                     fmt::format("formula “{}”, character {}: {}", text, position, en)});
}

std::vector<Token> tokenize_formula(std::string_view text) {
  std::vector<Token> tokens;
  tokens.reserve(text.size() / 3);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto rest = text.substr(at);
    std::size_t length = 1;
    if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n') {
      at += 1;
      continue;
    }
    if (is_digit(rest[0])) {
      length = number_length(rest);
      tokens.push_back({TokenKind::kNumber, rest.substr(0, length), at});
    } else if (const auto* symbol = is_ascii_name_byte(rest[0]) ? nullptr : symbol_at(rest);
               symbol != nullptr) {
      length = symbol->typed.size();
      tokens.push_back({TokenKind::kSymbol, symbol->meant, at});
    } else if (is_name_byte(rest[0])) {
      length = name_length(rest);
      tokens.push_back({TokenKind::kName, rest.substr(0, length), at});
    } else if (rest[0] == '.') {
      tokens.push_back({TokenKind::kSymbol, rest.substr(0, 1), at});
    } else {
      fail_formula(text, at, fmt::format("不认识的符号“{}”", rest[0]),
                   fmt::format("unexpected character '{}'", rest[0]));
    }
    at += length;
  }
  tokens.push_back({TokenKind::kEnd, {}, text.size()});
  return tokens;
}

}  // namespace zzaudit::detail
