// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

/// Several outputs of one run, each in a format of its own: --format with --output, and --report FORMAT=FILE.
namespace zzaudit::cli {

/// What the formats of a command are called, and which of them are not text.
struct FormatNames {
  Choices all;
  Choices for_no_terminal;  ///< bytes: never shown on a terminal
  Choices files_only{};     ///< cannot be streamed to standard output at all
};

/// One output of a run.
struct Destination {
  std::string_view format;  ///< one of the names
  std::string path;         ///< "" or "-": standard output
};

/// What --format and --output, and --report FORMAT=FILE say, in this order. UsageError for an unknown format
/// (with the formats and the nearest of them), for what is no FORMAT=FILE, when two would be written to one
/// place, and for bytes that would go to a terminal.
[[nodiscard]] std::vector<Destination> destinations_of(const std::string& format, const std::string& output,
                                                       const std::vector<std::string>& reports,
                                                       const FormatNames& names);

}  // namespace zzaudit::cli
