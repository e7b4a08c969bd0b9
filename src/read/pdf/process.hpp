// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace zzaudit::pdf {

/// Runs the program zzaudit-pdf on the bytes of a PDF and returns what it writes, complete or not. It gets
/// the bytes in memory and an empty environment, and is killed when it takes too long or writes too much.
/// `name` is the file's, for messages: InputError when the program is missing, cannot be started or was
/// killed.
[[nodiscard]] std::string run_helper(const std::string& name, std::string_view bytes);

}  // namespace zzaudit::pdf
