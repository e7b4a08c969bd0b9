// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "zzaudit/document/document.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::cli {

/// One input, read and recognised.
struct LoadedReport {
  std::string name;  ///< as the user named it; " + " between several files of one report
  std::string
      sha256;  ///< of the bytes; of several files, of their names and digests as sha256sum lists them
  Report report;
};

/// Reads what the user named: a file in any supported format (by content), a directory with the parts of one
/// report, or "-" for standard input. Throws InputError, the message naming the file.
[[nodiscard]] LoadedReport load(const std::string& path);

/// One report out of several files and directories, in the order given. UsageError for a report.json among
/// them, InputError for one table in two files.
[[nodiscard]] LoadedReport load_as_one(const std::vector<std::string>& paths);

/// What the readers saw in files and directories, joined in the order given; nothing is recognised. UsageError
/// for a report.json, which no reader sees.
[[nodiscard]] Document load_document(const std::vector<std::string>& paths);

}  // namespace zzaudit::cli
