// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/check/catalogue.hpp"

namespace zzaudit::detail {

/// Reads a catalogue file (form: see Catalogue). `builtin` files may name coded checks; a user's may
/// not, and may leave out what only documents. ConfigError with `name`, JSON pointer and nearest
/// member for whatever does not fit, formulas that do not compile included.
[[nodiscard]] std::vector<Rule> read_catalogue(const std::string& name, std::string_view text, bool builtin);

}  // namespace zzaudit::detail
