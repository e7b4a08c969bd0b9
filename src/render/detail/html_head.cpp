// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "render/detail/html.hpp"
#include "zzaudit/base/sha256.hpp"

namespace zzaudit::detail::html {
namespace {

/// "sha256-…" as a content security policy names a script or a style sheet.
std::string policy_hash(std::string_view text) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string hex = sha256_hex(text);
  std::string bits;
  for (const char c : hex) {
    const int digit = c <= '9' ? c - '0' : c - 'a' + 10;
    for (int bit = 3; bit >= 0; --bit) {
      bits.push_back((digit >> bit & 1) != 0 ? '1' : '0');
    }
  }
  std::string out = "sha256-";
  constexpr std::size_t kBits = 6;
  for (std::size_t i = 0; i < bits.size(); i += kBits) {
    std::string six = bits.substr(i, kBits);
    six.resize(kBits, '0');
    out.push_back(kDigits[std::stoul(six, nullptr, 2)]);
  }
  return out + "=";  // 256 bits leave one place of the last four empty
}

}  // namespace

void append_head(std::string& out, const Head& head) {
  out += fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src "
      "'{}'; "
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body id=\"top\">\n",
      detail::in(head.language, "zh-CN", "en"), policy_hash(head.style), policy_hash(head.script), head.title,
      head.style);
}

}  // namespace zzaudit::detail::html
