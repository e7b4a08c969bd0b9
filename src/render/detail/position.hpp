// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/place.hpp"
#include "zzaudit/document/document.hpp"

namespace zzaudit::detail {

/// Where to look in the source, by what it has: "第 120 行", "第 3 页第 2 表第 5 行第 3 列", "支出决算表!C7",
/// "第 3 表第 5 行第 2 列", "第 12 段"; the file before it when `sources` are several. "" when unknown.
[[nodiscard]] std::string source_position(std::span<const Source> sources, const Place& place,
                                          Language language);

}  // namespace zzaudit::detail
