// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/version.hpp"

namespace zzaudit {

std::string_view version() noexcept { return ZZAUDIT_VERSION; }

}  // namespace zzaudit
