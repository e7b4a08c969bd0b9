// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "zzaudit/model/report.hpp"

/// The native form: report.json is the Report itself (data/schema/report.schema.json).
namespace zzaudit {

/// Reads report.json. Violations of the schema (wrong type, unknown member, unreadable amount,
/// missing "schema", the same member twice, nesting deeper than 64) throw InputError with the JSON
/// pointer, what stands there and what was expected. `name` is for messages.
[[nodiscard]] Report report_from_json(const std::string& name, std::string_view text);

/// Writes a Report with all its places, so that checking the result gives the same findings as
/// checking the source. Ends with a line feed. Same report, same bytes.
[[nodiscard]] std::string report_to_json(const Report& report);

}  // namespace zzaudit
