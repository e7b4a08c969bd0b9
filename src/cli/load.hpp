// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "zzaudit/model/report.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::cli {

/// One input, read and recognised.
struct LoadedReport {
  std::string name;  ///< as the user named it
  std::string
      sha256;  ///< of the bytes; of a directory, of its parts' names and digests as sha256sum lists them
  Report report;
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

}  // namespace zzaudit::cli
