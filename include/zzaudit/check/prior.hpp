// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "zzaudit/model/report.hpp"

namespace zzaudit {

/// The report of the year before, for the rules across years (YOY). The report must outlive the check.
struct Prior {
  const Report* report = nullptr;  ///< null: one was looked for and there is none, so that the rules say so
  bool renamed = false;  ///< its department's other name is known to be an earlier one of the same department
  bool several = false;  ///< null because more than one was found
};

/// The name of a department as reports of several years are linked by: compact, without brackets and
/// quotation marks, and without "（汇总）", "（部门）" or "部门决算" at its end. "本级" stays: the accounts
/// of a department and of its head office alone are different reports. Empty when `name` is.
[[nodiscard]] std::string department_key(std::string_view name);

}  // namespace zzaudit
