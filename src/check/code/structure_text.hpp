// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/model/report.hpp"

/// What the structure checks understand of titles, names and sentences.
namespace zzaudit::detail {

/// The fiscal years that a title names ("2023年度部门决算表", "二〇二三年部门决算"). Dates, ranges of
/// years, budgets, plans and comparisons with other years name none.
[[nodiscard]] std::vector<int> fiscal_years_of_title(std::string_view title);

/// True when two names mean the same department: equal without brackets and 本级, 机关, 汇总 and the
/// like; one part of the other ("市档案馆"); or one an abbreviation of the other by two or more
/// characters. One character less, more or different is not.
[[nodiscard]] bool same_department(std::string_view a, std::string_view b);

/// True when a text below an empty table explains why it is empty ("本表无数据").
[[nodiscard]] bool explains_empty_table(std::string_view note);
/// True when a sentence of these says that there is nothing of what the table shows ("没有政府性基金
/// 收入"). `title` is the title of the section, which may name the subject.
[[nodiscard]] bool states_none_of(TableKey table, std::string_view title, std::string_view text);

}  // namespace zzaudit::detail
