// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

namespace zzaudit {

/// The bytes of an embedded data file. `path` is relative to the project's data folder, with forward slashes
/// ("catalogue/table.json"). The view lives as long as the program; the byte after its end is a NUL.
/// Throws std::out_of_range when there is no such file: the program names its data itself, so a user cannot
/// cause it.
[[nodiscard]] std::string_view resource(std::string_view path);

/// The paths of all embedded data files that start with `prefix`, in bytewise order. Give the prefix its
/// slash
/// ("forms/") to mean a folder; the empty prefix means all files.
[[nodiscard]] std::vector<std::string_view> resource_names(std::string_view prefix);

}  // namespace zzaudit
