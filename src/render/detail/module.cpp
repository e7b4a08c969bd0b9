// SPDX-License-Identifier: Apache-2.0
#include "render/detail/module.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <string>

#include "read/pdf/process.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit::detail {

void fail_to_make(std::string_view format, const Bilingual& reason) {
  throw Error({fmt::format("无法生成 {} 文件：{}", format, reason.zh),
               fmt::format("the {} file cannot be made: {}", format, reason.en)});
}

void fail_as_another_version(const Module& module) {
  throw Error(
      {fmt::format("{} 与 zzaudit 版本不同，请重新编译或安装。", module.file),
       fmt::format("{} is of another version than zzaudit; build or install it again.", module.file)});
}

void* entry_of(const Module& module) {
  const std::string path = process::companion(module.variable, module.file);
  if (path.empty()) {
    throw Error(
        {fmt::format("输出 {} 需要文件 {}，它应与 zzaudit 在同一目录；请重新编译或安装，或用环境变量 "
                     "{} 指明。",
                     module.format, module.file, module.variable),
         fmt::format("writing {} needs the file {} beside zzaudit; build or install it, or name it in "
                     "the environment variable {}.",
                     module.format, module.file, module.variable)});
  }
  void* const loaded = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const entry = loaded == nullptr ? nullptr : ::dlsym(loaded, module.entry);
  if (entry == nullptr) {
    const char* const error = ::dlerror();  // NOLINT(concurrency-mt-unsafe)
    const std::string reason = error == nullptr ? path : error;
    fail_to_make(module.format, {reason, reason});
  }
  return entry;
}

}  // namespace zzaudit::detail
