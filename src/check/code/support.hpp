// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/check/code.hpp"

/// What the coded checks share.
namespace zzaudit::detail {

/// The rows of a table that are printed.
[[nodiscard]] std::vector<RowView> printed_rows(const Report& report, TableKey table);

/// True when the figures of a table can be judged. A table whose grid was uncertain is reported to the
/// sink as not evaluated; one that is missing is passed over, as it has its own finding.
[[nodiscard]] bool is_judgeable(const Report& report, TableKey table, CodeSink& sink);

/// The same words in both languages: text quoted from the report, a number, a code.
[[nodiscard]] Bilingual quoted(std::string_view text);
/// "公开09表 国有资本经营预算财政拨款支出决算表", for messages.
[[nodiscard]] Bilingual full_table_name(const Report& report, TableKey table);
/// "甲、乙、丙" / "a, b, c"; beyond `most` items the rest is counted ("等 12 项" / "and 9 more").
[[nodiscard]] Bilingual listed(const std::vector<Bilingual>& items, std::size_t most = 10);

/// A finding at these places with the rule's message filled in.
[[nodiscard]] Finding make_finding(const CodeContext& context, std::vector<Location> locations,
                                   const std::vector<MessageArgument>& arguments);

}  // namespace zzaudit::detail
