// SPDX-License-Identifier: Apache-2.0
#include "render/detail/database.hpp"

#include <stdexcept>
#include <system_error>

#include "render/detail/module.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/system_reason.hpp"

namespace zzaudit::detail::database {
namespace {

constexpr Module kModule{"SQLite", "zzaudit-sqlite.so", "ZZAUDIT_SQLITE", kEntry};

}  // namespace

void guarded(const std::function<void()>& use) {
  try {
    use();
  } catch (const Error&) {
    throw;
  } catch (const std::system_error& error) {
    fail_to_make(kModule.format, system_reason(error.code().value()));
  } catch (const std::runtime_error& error) {
    fail_to_make(kModule.format, {error.what(), error.what()});
  }
}

std::unique_ptr<Writer> open_writer(const std::string& path, const std::string& schema) {
  auto* const entry = reinterpret_cast<Entry*>(entry_of(kModule));
  std::unique_ptr<Writer> writer;
  guarded([&] { writer.reset(entry(ZZAUDIT_VERSION, path, schema)); });
  if (!writer) {
    fail_as_another_version(kModule);
  }
  return writer;
}

}  // namespace zzaudit::detail::database
