// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace zzaudit::detail {

/// One embedded file; the bytes are [begin, end).
struct ResourceEntry {
  const char* path;
  const char* begin;
  const char* end;
};

/// All embedded files in bytewise order of their paths. The build generates the definition.
[[nodiscard]] std::span<const ResourceEntry> resource_table() noexcept;

}  // namespace zzaudit::detail
