// SPDX-License-Identifier: Apache-2.0
#include "read/detail/fail.hpp"

#include <fmt/format.h>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {

void fail(std::string_view name, std::string_view zh, std::string_view en) {
  const std::string shown = name == "-" ? std::string() : printable(name);
  throw InputError({fmt::format("无法读取 {}：{}", shown.empty() ? "标准输入" : shown, zh),
                    fmt::format("cannot read {}: {}", shown.empty() ? "standard input" : shown, en)});
}

}  // namespace zzaudit::detail
