// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace zzaudit::recognition {

struct FoundYear {
  int year = 0;
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind 年 or 年度
};

/// The first fiscal year in compact text: four digits (or four Chinese ones) before 年.
[[nodiscard]] std::optional<FoundYear> find_year(std::string_view text);

}  // namespace zzaudit::recognition
