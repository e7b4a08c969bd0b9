// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zzaudit::detail {

/// The part of `text` that a message is about, in at most `columns` columns: where most of the message's
/// words and figures stand, from the beginning when none do. "…" in place of what is left out.
[[nodiscard]] std::string excerpt(std::string_view text, std::string_view message, std::size_t columns);

}  // namespace zzaudit::detail
