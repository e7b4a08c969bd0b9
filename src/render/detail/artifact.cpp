// SPDX-License-Identifier: Apache-2.0
#include "render/detail/artifact.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/detail/position.hpp"
#include "render/detail/style.hpp"

namespace zzaudit::detail {
namespace {

constexpr std::string_view kUnreserved =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

}  // namespace

std::string artifact_file(const std::string& input) { return input == "-" ? "stdin" : input; }

Artifact artifact_of(const CheckedReport& checked, const Location& location) {
  const auto& sources = checked.report.sources;
  if (location.place.source < sources.size()) {
    const std::string& file = sources[location.place.source].file;
    if (std::ranges::find(checked.files, file) != checked.files.end()) {
      return {artifact_file(file), location.place.line};
    }
  }
  return {artifact_file(checked.files.empty() ? checked.file : checked.files.front()), 0};
}

std::string plain_path(std::string_view file) {
  while (file.starts_with("./")) {
    file.remove_prefix(2);
    file.remove_prefix(std::min(file.find_first_not_of('/'), file.size()));
  }
  return std::string(file);
}

std::string uri_of(std::string_view file) {
  std::string out = file.starts_with('/') ? "file://" : "";
  for (const char c : plain_path(file)) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

std::string placed_message(const CheckedReport& checked, const Finding& finding, Language language) {
  const Location& where = finding.locations.front();
  const std::string message = one_line(finding.message.in(language));
  const bool line_says_it = artifact_of(checked, where).line != 0;
  const std::string at =
      line_says_it ? std::string{} : source_position(checked.report.sources, where.place, language);
  return at.empty() ? message : fmt::format(fmt::runtime(in(language, "{}（{}）", "{} ({})")), message, at);
}

std::string advised_message(const CheckedReport& checked, const Finding& finding, Language language) {
  std::string text = placed_message(checked, finding, language);
  if (!finding.suggestion.empty()) {
    text += fmt::format("{}{}", in(language, " 建议：", " Suggestion: "), finding.suggestion.in(language));
  }
  return text;
}

}  // namespace zzaudit::detail
