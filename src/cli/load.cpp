// SPDX-License-Identifier: Apache-2.0
#include "cli/load.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/read/read.hpp"
#include "zzaudit/recognise/recognise.hpp"

namespace zzaudit::cli {
namespace {

LoadedReport load_file(const std::string& path) {
  const RawInput input = read_file(path);
  LoadedReport loaded{path, sha256_hex(input.bytes), {}};
  Contents contents = read_contents(input);
  loaded.report =
      contents.report_json ? report_from_json(path, *contents.report_json) : recognise(contents.document);
  return loaded;
}

/// In a directory every table has its own file; the same table in two of them leaves open which one counts.
void require_distinct_tables(const std::string& path, const Report& report) {
  for (const TableKey key : kAllTables) {
    const TableInfo& info = info_of(report, key);
    for (const Place& repeat : info.repeats) {
      if (repeat.source == info.place.source || repeat.source >= report.sources.size() ||
          info.place.source >= report.sources.size()) {
        continue;
      }
      const std::string& first = report.sources[info.place.source].file;
      const std::string& second = report.sources[repeat.source].file;
      const BilingualView title = descriptor(key).title;
      throw InputError({fmt::format("{}：“{}”和“{}”都是{}，请只保留一个。", path, first, second, title.zh),
                        fmt::format("{}: “{}” and “{}” are both the table “{}” ({}); keep only one of them.",
                                    path, first, second, title.zh, title.en)});
    }
  }
}

/// The first directory in a directory, hidden ones aside; "" when there is none.
std::string first_directory_in(const std::string& path) {
  std::string first;
  std::error_code unknown;
  for (std::filesystem::directory_iterator it(path, unknown), end; it != end; it.increment(unknown)) {
    const std::string name = it->path().string();
    if (it->is_directory(unknown) && !it->path().filename().string().starts_with('.') &&
        (first.empty() || name < first)) {
      first = name;
    }
  }
  return first;
}

LoadedReport load_directory(const std::string& path) {
  LoadedReport loaded{path, {}, {}};
  std::string digests;
  std::vector<Document> parts;
  std::uint16_t sources = 0;
  const std::vector<std::string> names = parts_of_directory(path);
  for (const std::string& name : names) {
    const RawInput input = read_file(name);
    digests += sha256_hex(input.bytes) + "  " + std::filesystem::path(name).filename().string() + "\n";
    Contents contents = read_contents(input, sources);
    if (contents.report_json && names.size() == 1) {
      loaded.report = report_from_json(name, *contents.report_json);
      loaded.sha256 = sha256_hex(digests);
      return loaded;
    }
    sources = static_cast<std::uint16_t>(sources + contents.document.sources.size());
    parts.push_back(std::move(contents.document));
  }
  loaded.sha256 = sha256_hex(digests);
  loaded.report = recognise(join(std::move(parts)));
  require_distinct_tables(path, loaded.report);
  return loaded;
}

}  // namespace

LoadedReport load(const std::string& path) {
  std::error_code unknown;
  if (path != "-" && std::filesystem::is_directory(path, unknown)) {
    try {
      return load_directory(path);
    } catch (const InputError& error) {
      const std::string inner = first_directory_in(path);
      if (inner.empty()) {
        throw;
      }
      throw InputError(
          {error.message().zh + fmt::format("子目录不会查找，请直接给出其中一份报告的目录，如 {}。", inner),
           error.message().en +
               fmt::format(" Sub-directories are not searched: name the directory of one report, such as {}.",
                           inner)});
    }
  }
  return load_file(path);
}

}  // namespace zzaudit::cli
