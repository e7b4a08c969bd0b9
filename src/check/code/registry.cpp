// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "zzaudit/check/code.hpp"

namespace zzaudit {

CodedCheck find_coded_check(std::string_view name) {
  const std::array families = {structure_checks(), cell_checks(),       classification_checks(),
                               word_checks(),      disclosure_checks(), wording_checks(),
                               year_checks()};
  for (const auto& family : families) {
    for (const auto& entry : family) {
      if (entry.name == name) {
        return entry.check;
      }
    }
  }
  return nullptr;
}

bool compares_years(const Rule& rule) {
  return std::ranges::any_of(year_checks(), [&](const NamedCheck& check) { return check.name == rule.code; });
}

}  // namespace zzaudit
