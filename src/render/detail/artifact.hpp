// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "zzaudit/render/render.hpp"

/// Where other programs are sent: a file, and a line where the file has lines.
namespace zzaudit::detail {

struct Artifact {
  std::string file;        ///< as the user named it; "stdin" for standard input
  std::uint32_t line = 0;  ///< from 1; 0 when the file has no lines, or they are those of another file
};

/// The file of the run that a location is in: the source itself when it was read, else the input.
[[nodiscard]] Artifact artifact_of(const CheckedReport& checked, const Location& location);
/// The file that stands for an input.
[[nodiscard]] std::string artifact_file(const std::string& input);

/// A file name as a relative or absolute URI reference (RFC 3986), bytes that may not stand in one as %XX.
[[nodiscard]] std::string uri_of(std::string_view file);
/// A file name as code hosts know it: without "./", with "/" between folders.
[[nodiscard]] std::string plain_path(std::string_view file);

/// The message and, where the line does not say it, the place in the source: "…（第 3 页第 2 表第 5 行）".
[[nodiscard]] std::string placed_message(const CheckedReport& checked, const Finding& finding,
                                         Language language);
/// That and the suggestion, where there is one.
[[nodiscard]] std::string advised_message(const CheckedReport& checked, const Finding& finding,
                                          Language language);

}  // namespace zzaudit::detail
