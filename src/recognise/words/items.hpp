// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/model/claim.hpp"
#include "zzaudit/model/report.hpp"
#include "zzaudit/model/tables.hpp"

namespace zzaudit::words {

/// What the concept keys of the 项 begin with that the sections on a table explain: "general.item".
[[nodiscard]] std::string_view item_prefix(TableKey table);

/// A name of a 科目, compact and without the 支出 or 费用 at its end.
[[nodiscard]] std::string core(std::string_view name);

/// What stands before the key of a 项 for its 基本支出 and 项目支出: "basic of general.item:2012601".
inline constexpr std::string_view kBasicOf = "basic of ";
inline constexpr std::string_view kProjectOf = "project of ";
/// The one of them that a key begins with; empty when it begins with none.
[[nodiscard]] std::string_view part_of_item(std::string_view key);

/// The 科目 that a sentence of the item list begins with: "1、X（类）Y（款）Z（项）", "1、X-Y-Z",
/// "（208类）X（05款）Y（01项）Z". Empty when it begins with none.
[[nodiscard]] std::optional<NamedItem> find_item(const Sentence& sentence);

/// The 科目 that a numbered sentence of the item list begins with by its last name alone, where one row of
/// the 一般公共预算 table has that name: "（1）行政运行（项）5万元", "1.高等教育支出5万元".
[[nodiscard]] std::optional<NamedItem> find_bare_item(const Report& report, const Sentence& sentence);

/// A 款 explained as a whole.
struct NamedGroup {
  std::string name;
  std::string code;  ///< of the one row of the 一般公共预算 table with that name; empty when none has it
  std::size_t end = 0;
};
/// The 款 that a sentence of the item list begins with, no 项 of which it names:
/// "“普通教育”（款）2023年度决算5万元".
[[nodiscard]] std::optional<NamedGroup> find_group(const Report& report, const Sentence& sentence);

/// The 科目 named further on in a sentence, behind `from`: "…X（款）Y（项）5万元，Z（项）6万元". Names of
/// higher levels that one leaves out are those of the one before it, at first `above`; with such names, one
/// may begin the sentence. In order.
[[nodiscard]] std::vector<NamedItem> find_later_items(const Sentence& sentence, std::size_t from,
                                                      std::vector<std::string> above);

/// Binds every item to a row of the table that its section explains (or to the classification for a 科目
/// it lacks), and renames the items' claims to "general.item:CODE", "fund.item:CODE" or
/// "capital.item:CODE". First by the whole chain, then by
/// the last name where only one row has it, then by the amount stated among the rows of the same
/// parent. An item that fits no row beyond doubt keeps an empty code.
void resolve_items(const Report& report, Words& words);

}  // namespace zzaudit::words
