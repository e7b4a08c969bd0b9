// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "zzaudit/document/document.hpp"

namespace zzaudit::pdf {

/// The Document in what zzaudit-pdf wrote, without starting a process. `name` is the file's for messages,
/// `source` its index. InputError when the program says that the file cannot be read or is damaged, when it
/// holds no text, or when the output is incomplete or exceeds bounds.
[[nodiscard]] Document document_from_protocol(const std::string& name, std::string_view text,
                                              std::uint16_t source = 0);

}  // namespace zzaudit::pdf
