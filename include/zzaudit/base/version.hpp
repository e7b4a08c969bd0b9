// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace zzaudit {

/// The version of this program, "major.minor.patch". CMakeLists.txt is the only place that states it.
[[nodiscard]] std::string_view version() noexcept;

}  // namespace zzaudit
