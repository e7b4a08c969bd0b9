// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace zzaudit {

/// "BC12", as spreadsheets call the cell in row 12 and column 55, both from 1.
[[nodiscard]] std::string cell_address(std::uint32_t row, std::uint32_t column);

}  // namespace zzaudit
