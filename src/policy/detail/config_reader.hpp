// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "model/detail/json_members.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/policy/configuration.hpp"

/// What reading of configuration, waivers and baseline has in common.
namespace zzaudit::detail {

/// Parses a file that people write and hands its root to `read`; whatever is wrong with it is a ConfigError.
void with_json_file(const std::string& file, const std::function<void(const JsonValue& root)>& read);

/// A string that is not empty.
[[nodiscard]] std::string read_text(const JsonValue& value);
/// `value` when it is one of `choices`, else a failure with the nearest of them.
[[nodiscard]] std::string read_choice(const JsonValue& value, std::span<const std::string_view> choices);
/// One file's own settings; what it extends is added to `extends`, in order.
[[nodiscard]] Configuration read_own_settings(const std::string& file,
                                              std::vector<Setting<std::string>>& extends);

}  // namespace zzaudit::detail
