// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "read/pdf/protocol.hpp"
#include "zzaudit/document/document.hpp"

/// Pages become a document: tables that go on over pages joined, lines put together to paragraphs, page
/// numbers and repeated headers and footers dropped.
namespace zzaudit::pdf {

/// `name` and `source` as for every reader. InputError when a bound is exceeded.
[[nodiscard]] Document document_of(const std::string& name, std::vector<Page> pages, std::uint16_t source);

/// Pages whose text runs sideways or upside down are turned, by the direction of most of their characters.
void turn_upright(Page& page);

}  // namespace zzaudit::pdf
