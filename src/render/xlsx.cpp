// SPDX-License-Identifier: Apache-2.0
#include "render/detail/xlsx.hpp"

#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <system_error>

#include "render/detail/module.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/system_reason.hpp"

namespace zzaudit {
namespace {

namespace workbook = detail::workbook;

constexpr detail::Module kModule{"XLSX", "zzaudit-xlsx.so", "ZZAUDIT_XLSX", workbook::kEntry};

std::unique_ptr<workbook::Writer> open_writer(const workbook::Properties& properties) {
  auto* const entry = reinterpret_cast<workbook::Entry*>(detail::entry_of(kModule));
  std::unique_ptr<workbook::Writer> writer(entry(ZZAUDIT_VERSION, properties));
  if (!writer) {
    detail::fail_as_another_version(kModule);
  }
  return writer;
}

}  // namespace

std::string detail::xlsx::make_workbook(const workbook::Properties& properties,
                                        const std::function<void(Writer& writer)>& write_sheets) {
  try {
    const std::unique_ptr<Writer> writer = open_writer(properties);
    write_sheets(*writer);
    return writer->finish();
  } catch (const Error&) {
    throw;
  } catch (const std::system_error& error) {
    fail_to_make(kModule.format, system_reason(error.code().value()));
  } catch (const std::runtime_error& error) {
    fail_to_make(kModule.format, {error.what(), error.what()});
  }
}

std::string render_xlsx(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options) {
  const detail::xlsx::Context context{run, catalogue, options.language};
  const workbook::Properties properties{
      std::string(context.in("部门决算公开检查结果", "findings about final accounts")),
      detail::one_line(fmt::format("zzaudit {} · {}", run.version, run.ruleset))};
  return detail::xlsx::make_workbook(properties, [&](workbook::Writer& writer) {
    detail::xlsx::write_summary(writer, context);
    detail::xlsx::write_findings(writer, context);
    detail::xlsx::write_checks(writer, context);
    detail::xlsx::write_coverage(writer, context);
  });
}

}  // namespace zzaudit
