// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/read/read.hpp"

namespace zzaudit {

Document read_office(const RawInput& input, std::uint16_t /*source*/) {
  (void)decode(input);
  return {};
}

}  // namespace zzaudit
