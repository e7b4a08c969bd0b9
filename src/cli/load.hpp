// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "zzaudit/model/report.hpp"

namespace zzaudit::cli {

/// One input, read and recognised.
struct LoadedReport {
  std::string name;  ///< as the user named it
  std::string
      sha256;  ///< of the bytes; of a directory, of its parts' names and digests as sha256sum lists them
  Report report;
};

/// Reads what the user named: a file in any supported format (by content), a directory with the parts of one
/// report, or "-" for standard input. Throws InputError, the message naming the file.
[[nodiscard]] LoadedReport load(const std::string& path);

}  // namespace zzaudit::cli
