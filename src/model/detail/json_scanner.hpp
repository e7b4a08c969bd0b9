// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "model/detail/json_tree.hpp"

namespace zzaudit::detail {

/// Builds the tree of `text` with simdjson, several times as fast as the parser that explains errors. False,
/// with the tree in any state, for whatever that parser should judge: what is no JSON or a single value, what
/// is beyond the limits of a tree, and numbers that are not kept as written. Never accepts what that parser
/// refuses, and gives the same tree.
[[nodiscard]] bool scan_json(std::string_view text, JsonTree& tree);

}  // namespace zzaudit::detail
