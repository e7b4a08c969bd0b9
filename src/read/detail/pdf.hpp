// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "zzaudit/document/document.hpp"

namespace zzaudit::detail {

/// What `read_pdf` does with the answer of zzaudit-pdf, without a process. InputError for a file that is
/// encrypted, damaged, a scan, or too large.
[[nodiscard]] Document document_from_pdf_answer(const std::string& name, std::string_view text,
                                                std::uint16_t source);

}  // namespace zzaudit::detail
