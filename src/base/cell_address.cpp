// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/cell_address.hpp"

namespace zzaudit {

std::string cell_address(std::uint32_t row, std::uint32_t column) {
  constexpr std::uint32_t kLetters = 26;
  std::string letters;
  for (; column > 0; column = (column - 1) / kLetters) {
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % kLetters));
  }
  return letters + std::to_string(row);
}

}  // namespace zzaudit
