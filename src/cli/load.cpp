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

Report report_in_file(const RawInput& input) {
  Contents contents = read_contents(input);
  return contents.report_json ? report_from_json(input.name, *contents.report_json)
                              : recognise(contents.document);
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

Report report_in_directory(const ReadInput& input) {
  std::vector<Document> documents;
  std::uint16_t sources = 0;
  for (const RawInput& part : input.parts) {
    Contents contents = read_contents(part, sources);
    if (contents.report_json && input.parts.size() == 1) {
      return report_from_json(part.name, *contents.report_json);
    }
    sources = static_cast<std::uint16_t>(sources + contents.document.sources.size());
    documents.push_back(std::move(contents.document));
  }
  Report report = recognise(join(std::move(documents)));
  require_distinct_tables(input.name, report);
  return report;
}

ReadInput read_directory(const std::string& path) {
  ReadInput input{path, {}, {}, true};
  std::string digests;
  for (const std::string& name : parts_of_directory(path)) {
    input.parts.push_back(read_file(name));
    digests +=
        sha256_hex(input.parts.back().bytes) + "  " + std::filesystem::path(name).filename().string() + "\n";
  }
  input.sha256 = sha256_hex(digests);
  return input;
}

/// Calls `f`; when a directory is no report, says so of the directories in it.
template <class F>
auto naming_inner_directories(const std::string& path, F&& f) {
  try {
    return f();
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

}  // namespace

ReadInput read_input(const std::string& path) {
  std::error_code unknown;
  if (path != "-" && std::filesystem::is_directory(path, unknown)) {
    return naming_inner_directories(path, [&] { return read_directory(path); });
  }
  ReadInput input{path, {}, {}, false};
  input.parts.push_back(read_file(path));
  input.sha256 = sha256_hex(input.parts.front().bytes);
  return input;
}

Report report_in(const ReadInput& input) {
  return input.directory ? naming_inner_directories(input.name, [&] { return report_in_directory(input); })
                         : report_in_file(input.parts.front());
}

LoadedReport load(const std::string& path) {
  ReadInput input = read_input(path);
  Report report = report_in(input);
  return {std::move(input.name), std::move(input.sha256), std::move(report)};
}

}  // namespace zzaudit::cli
