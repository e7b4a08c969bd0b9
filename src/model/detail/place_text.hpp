// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "zzaudit/base/place.hpp"

/// Places in report.json: one short string, "L120 T3 R5 C2 B3010-3018", holding only what is known.
///
///   S source (index from 0 into "sources")   P page   L line   G paragraph   T table   R row   C column   B
///   begin-end (bytes)
///
/// The cells of a row leave out what they share with their row: source, page, line, paragraph, table and row
/// are inherited from `base`, column and bytes never are.
namespace zzaudit::detail {

/// `place` written relative to `base`; "" when nothing is left to say.
[[nodiscard]] std::string place_to_text(const Place& place, const Place& base = {});
/// The reverse; empty for anything that is not in this form.
[[nodiscard]] std::optional<Place> place_from_text(std::string_view text, const Place& base = {});

}  // namespace zzaudit::detail
