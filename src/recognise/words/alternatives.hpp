// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "zzaudit/model/claim.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::words {

/// Decides what words meant that stand for one of several concepts ("收入为#万元": 总计 or 本年收入;
/// “一般公共预算…情况” under which "财政拨款支出" is spoken of). In each section the concept whose figure
/// in the tables is the one stated is meant; where none is, the first. A share's base that is stated
/// nowhere keeps its ambiguous key.
void resolve_alternatives(const Report& report, Words& words);

}  // namespace zzaudit::words
