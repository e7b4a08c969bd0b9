// SPDX-License-Identifier: Apache-2.0
#include "render/detail/xlsx.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <system_error>

#include "read/pdf/process.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/system_reason.hpp"

namespace zzaudit {
namespace {

namespace workbook = detail::workbook;

[[noreturn]] void fail(const Bilingual& reason) {
  throw Error({fmt::format("无法生成 XLSX 文件：{}", reason.zh),
               fmt::format("the XLSX file cannot be made: {}", reason.en)});
}

/// The entry of the module, which stays loaded.
workbook::Entry* load() {
  const std::string path = process::companion("ZZAUDIT_XLSX", "zzaudit-xlsx.so");
  if (path.empty()) {
    throw Error(
        {"输出 XLSX 需要文件 zzaudit-xlsx.so，它应与 zzaudit 在同一目录；请重新编译或安装，或用环境变量 "
         "ZZAUDIT_XLSX 指明。",
         "writing XLSX needs the file zzaudit-xlsx.so beside zzaudit; build or install it, or name it in "
         "the environment variable ZZAUDIT_XLSX."});
  }
  void* const module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* const entry = module == nullptr ? nullptr : ::dlsym(module, workbook::kEntry);
  if (entry == nullptr) {
    const char* const error = ::dlerror();  // NOLINT(concurrency-mt-unsafe)
    const std::string reason = error == nullptr ? path : error;
    fail({reason, reason});
  }
  return reinterpret_cast<workbook::Entry*>(entry);
}

std::unique_ptr<workbook::Writer> open_writer(const workbook::Properties& properties) {
  std::unique_ptr<workbook::Writer> writer(load()(ZZAUDIT_VERSION, properties));
  if (!writer) {
    throw Error({"zzaudit-xlsx.so 与 zzaudit 版本不同，请重新编译或安装。",
                 "zzaudit-xlsx.so is of another version than zzaudit; build or install it again."});
  }
  return writer;
}

}  // namespace

std::string render_xlsx(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options) {
  const detail::xlsx::Context context{run, catalogue, options.language};
  const workbook::Properties properties{
      std::string(context.in("部门决算公开检查结果", "findings about final accounts")),
      detail::one_line(fmt::format("zzaudit {} · {}", run.version, run.ruleset))};
  try {
    const std::unique_ptr<workbook::Writer> writer = open_writer(properties);
    detail::xlsx::write_summary(*writer, context);
    detail::xlsx::write_findings(*writer, context);
    detail::xlsx::write_checks(*writer, context);
    detail::xlsx::write_coverage(*writer, context);
    return writer->finish();
  } catch (const Error&) {
    throw;
  } catch (const std::system_error& error) {
    fail(system_reason(error.code().value()));
  } catch (const std::runtime_error& error) {
    fail({error.what(), error.what()});
  }
}

}  // namespace zzaudit
