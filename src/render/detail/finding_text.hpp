// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "render/detail/style.hpp"

namespace zzaudit::detail {

/// An error or a warning in full: heading, message, rows, figures, suspects, consequences, suggestion, basis.
void append_finding(std::string& out, const Report& report, const Finding& finding,
                    const Catalogue& catalogue, const RenderOptions& options);
/// How an expected amount is introduced: 应为, 不得大于, 不得小于.
[[nodiscard]] std::string_view label_of_expected(Comparison comparison, Language language);
/// A note in as few lines as it needs.
void append_note(std::string& out, const Report& report, const Finding& finding,
                 const RenderOptions& options);

}  // namespace zzaudit::detail
