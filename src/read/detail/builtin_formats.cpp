// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "read/detail/number_format.hpp"

namespace zzaudit::detail {

std::optional<std::string_view> builtin_format(int id) {
  struct Known {
    int id;
    std::string_view code;
  };
  // ECMA-376 part 1, 18.8.30, and what Excel of zh-CN adds from 27 on.
  static constexpr std::array kKnown = {Known{0, "General"},
                                        Known{1, "0"},
                                        Known{2, "0.00"},
                                        Known{3, "#,##0"},
                                        Known{4, "#,##0.00"},
                                        Known{5, "¥#,##0;-¥#,##0"},
                                        Known{6, "¥#,##0;-¥#,##0"},
                                        Known{7, "¥#,##0.00;-¥#,##0.00"},
                                        Known{8, "¥#,##0.00;-¥#,##0.00"},
                                        Known{9, "0%"},
                                        Known{10, "0.00%"},
                                        Known{14, "yyyy/m/d"},
                                        Known{15, "yyyy/m/d"},
                                        Known{16, "m/d"},
                                        Known{17, "yyyy/m"},
                                        Known{18, "h:mm"},
                                        Known{19, "h:mm:ss"},
                                        Known{20, "h:mm"},
                                        Known{21, "h:mm:ss"},
                                        Known{22, "yyyy/m/d h:mm"},
                                        Known{27, "yyyy\"年\"m\"月\""},
                                        Known{28, "m\"月\"d\"日\""},
                                        Known{29, "m\"月\"d\"日\""},
                                        Known{30, "yyyy/m/d"},
                                        Known{31, "yyyy\"年\"m\"月\"d\"日\""},
                                        Known{36, "yyyy\"年\"m\"月\""},
                                        Known{37, "#,##0;-#,##0"},
                                        Known{38, "#,##0;-#,##0"},
                                        Known{39, "#,##0.00;-#,##0.00"},
                                        Known{40, "#,##0.00;-#,##0.00"},
                                        Known{41, "#,##0;-#,##0;\"-\""},
                                        Known{42, "¥#,##0;-¥#,##0;\"-\""},
                                        Known{43, "#,##0.00;-#,##0.00;\"-\""},
                                        Known{44, "¥#,##0.00;-¥#,##0.00;\"-\""},
                                        Known{45, "mm:ss"},
                                        Known{46, "h:mm:ss"},
                                        Known{47, "mm:ss"},
                                        Known{49, "@"},
                                        Known{50, "yyyy\"年\"m\"月\""},
                                        Known{51, "m\"月\"d\"日\""},
                                        Known{57, "yyyy\"年\"m\"月\""},
                                        Known{58, "m\"月\"d\"日\""}};
  const auto* const found = std::ranges::find(kKnown, id, &Known::id);
  if (found == kKnown.end()) return std::nullopt;
  return found->code;
}

}  // namespace zzaudit::detail
