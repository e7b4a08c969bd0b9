// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Programs that do the dangerous part of reading a file, as processes of their own under limits.
namespace zzaudit::process {

struct Limits {
  std::size_t memory = 0;  ///< address space in bytes; 0: no limit
  unsigned cpu_seconds = 0;
  unsigned wall_seconds = 0;
  std::size_t output = 0;  ///< most bytes taken from an answer
};

struct Result {
  bool started = false;
  bool timed_out = false;
  bool truncated = false;  ///< answered more than the limit
  std::string output;
};

/// Has `program` answer `input` in a process of its own, without environment, network or files to write. The
/// program is started once and stays loaded for what comes later (src/zzaudit-pdf/PROTOCOL.md, "Serving"); it
/// ends with this process. Any thread may ask. Never throws for what the program does.
[[nodiscard]] Result ask(const std::string& program, std::string_view input, const Limits& limits);

/// A part of the program that is a file of its own, `name`: where the environment variable `variable` says,
/// else beside the running program, else where an installation puts it. "" when it is at neither place.
[[nodiscard]] std::string companion(const char* variable, std::string_view name);

}  // namespace zzaudit::process
