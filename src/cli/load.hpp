// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "zzaudit/document/document.hpp"
#include "zzaudit/model/report.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::cli {

/// One input, read and recognised.
struct LoadedReport {
  std::string name;    ///< as the user named it; " + " between several files of one report
  std::string sha256;  ///< of the bytes; of several files, of their names and digests as sha256sum lists them
  Report report;
  std::vector<std::string> files;  ///< that it was read from, in order
};

/// One input, read but not yet understood.
struct ReadInput {
  std::string name;
  std::string sha256;           ///< as in LoadedReport
  std::vector<RawInput> parts;  ///< one file, or those of a directory in order
  bool directory = false;
};

/// The bytes of what the user named; InputError as in `load`.
[[nodiscard]] ReadInput read_input(const std::string& path);
/// The report in them; InputError as in `load`.
[[nodiscard]] Report report_in(const ReadInput& input);

/// Reads what the user named: a file in any supported format (by content), a directory with the parts of one
/// report, or "-" for standard input. Throws InputError, the message naming the file.
[[nodiscard]] LoadedReport load(const std::string& path);

/// One report out of several files and directories, in the order given. UsageError for a report.json among
/// them, InputError for one table in two files.
[[nodiscard]] LoadedReport load_as_one(const std::vector<std::string>& paths);

/// The name of one report out of several inputs.
[[nodiscard]] std::string joined_name(const std::vector<std::string>& paths);

/// What the readers saw in files and directories, joined in the order given; nothing is recognised.
/// UsageError for a report.json, which no reader sees.
[[nodiscard]] Document load_document(const std::vector<std::string>& paths);

}  // namespace zzaudit::cli
