// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

/// Several outputs of one run, each in a format of its own: --format with --output, and --report FORMAT=FILE.
namespace zzaudit::cli {

/// Options of a command that writes results.
struct OutputOptions {
  std::string format = "text";
  std::string output;  ///< "" or "-": standard output
  std::vector<std::string> reports;
};

/// --format, --output and --report.
void add_output_options(CLI::App& command, Choices formats, OutputOptions& options);

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

/// The places that the options name, that of --output first. UsageError for an unknown format
/// (with the formats and the nearest of them), for what is no FORMAT=FILE, when two would be written to one
/// place, and for bytes that would go to a terminal.
[[nodiscard]] std::vector<Destination> destinations_of(const OutputOptions& options,
                                                       const FormatNames& names);

}  // namespace zzaudit::cli
