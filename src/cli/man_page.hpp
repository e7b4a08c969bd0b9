// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace zzaudit::cli {

/// The manual page zzaudit(1) in roff, made from the help of the program and of its commands, in their
/// language.
[[nodiscard]] std::string man_page(const std::vector<Command>& commands, const std::string& date,
                                   Language language);

/// Text as roff prints it literally; the start of a line needs nothing more.
[[nodiscard]] std::string roff_text(std::string_view text);

}  // namespace zzaudit::cli
