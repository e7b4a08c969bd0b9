// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/read/read.hpp"

namespace zzaudit {

Document read_html(const std::string& name, std::string_view text, std::uint16_t source) {
  return read_text(name, text, source);
}

}  // namespace zzaudit
