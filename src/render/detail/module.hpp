// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "zzaudit/base/bilingual.hpp"

namespace zzaudit::detail {

/// A part of the program that is a file of its own because the library behind it takes long to load: loaded
/// when its format is asked for, and it stays loaded.
struct Module {
  std::string_view format;  ///< in words: "XLSX"
  std::string_view file;    ///< beside the program: "zzaudit-xlsx.so"
  const char* variable;     ///< of the environment, which says where else it is
  const char* entry;        ///< its only symbol
};

/// Error when it is missing or cannot be loaded.
[[nodiscard]] void* entry_of(const Module& module);
/// Error: the file that an entry was found in belongs to another version of the program.
[[noreturn]] void fail_as_another_version(const Module& module);
/// Error: a file of this format cannot be made, with the reason.
[[noreturn]] void fail_to_make(std::string_view format, const Bilingual& reason);

}  // namespace zzaudit::detail
