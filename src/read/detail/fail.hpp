// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// One way to refuse an input, so that every message names the file and says what to do.
namespace zzaudit::detail {

/// Throws InputError "cannot read NAME: <reason>". The reasons say what is wrong and what to do.
[[noreturn]] void fail(std::string_view name, std::string_view zh, std::string_view en);

}  // namespace zzaudit::detail
