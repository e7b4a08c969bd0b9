// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "render/detail/style.hpp"

namespace zzaudit::detail {

/// The table rows that a finding is about, with their column heads, and the suspected cells underlined with
/// carets: the row of the first location, and that of the first suspect when it is another one. "" when the
/// finding is not about a row of a table.
[[nodiscard]] std::string quoted_rows(const Report& report, const Finding& finding,
                                      const RenderOptions& options);

}  // namespace zzaudit::detail
