// SPDX-License-Identifier: Apache-2.0
#include "cli/report_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/system_reason.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::cli {
namespace {

namespace fs = std::filesystem;

bool is_plain(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_';
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

/// Absolute, without links where it exists.
fs::path whole_path(const fs::path& path) {
  std::error_code unknown;
  const fs::path absolute = fs::absolute(path, unknown);
  fs::path whole = fs::weakly_canonical(absolute, unknown);
  return unknown ? absolute : whole;
}

}  // namespace

void make_folder(const std::string& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    const Bilingual reason = system_reason(error.value());
    throw Error({fmt::format("无法建立目录 {}：{}", folder, reason.zh),
                 fmt::format("cannot make the folder {}: {}", folder, reason.en)});
  }
}

std::string page_name(std::size_t index, std::string_view report) {
  constexpr std::size_t kMostColumns = 60;
  std::string name = truncate(printable(fs::path(report).stem().string()), kMostColumns);
  std::ranges::replace_if(
      name, [](char c) { return is_ascii(c) && !is_plain(c); }, '_');
  return fmt::format("{:06}-{}.html", index + 1, name);
}

std::string page_link(const std::string& from, const std::string& folder, const std::string& name) {
  const fs::path start = from.empty() || from == "-" ? fs::path(".") : whole_path(from).parent_path();
  const fs::path link = whole_path(fs::path(folder) / name).lexically_relative(whole_path(start));
  std::string out;
  for (const char c : link.generic_string()) {
    out +=
        is_plain(c) || c == '/' ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace zzaudit::cli
