// SPDX-License-Identifier: Apache-2.0
#include "cli/load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <filesystem>
#include <limits>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/read/read.hpp"
#include "zzaudit/recognise/recognise.hpp"

namespace zzaudit::cli {
namespace {

/// Files that make up one report, read one after the other.
struct Parts {
  std::string digests;  ///< as sha256sum lists them
  std::vector<Document> documents;
  std::size_t sources = 0;
};

void add_part(Parts& parts, const std::string& file) {
  const RawInput input = read_file(file);
  parts.digests += sha256_hex(input.bytes) + "  " + std::filesystem::path(file).filename().string() + "\n";
  Contents contents = read_contents(input, static_cast<std::uint16_t>(parts.sources));
  if (contents.report_json) {
    throw UsageError(
        {fmt::format(
             "{} 是 "
             "report.json，本身就是完整的一份报告，不能与其他文件合为一份，也没有原文可显示；请单独核对。",
             file),
         fmt::format(
             "{} is a report.json, a whole report by itself, which cannot be joined with other files; "
             "check it alone.",
             file)});
  }
  parts.sources += contents.document.sources.size();
  if (parts.sources > std::numeric_limits<std::uint16_t>::max()) {
    throw InputError({fmt::format("{}：文件和工作表过多，请只给出一份决算公开。", file),
                      fmt::format("{}: too many files and sheets; name only those of one report.", file)});
  }
  parts.documents.push_back(std::move(contents.document));
}

bool is_directory(const std::string& path) {
  std::error_code unknown;
  return path != "-" && std::filesystem::is_directory(path, unknown);
}

/// Directories stand for the files in them.
Parts read_parts(const std::vector<std::string>& paths) {
  Parts parts;
  for (const std::string& path : paths) {
    const std::vector<std::string> files =
        is_directory(path) ? parts_of_directory(path) : std::vector<std::string>{path};
    for (const std::string& file : files) {
      add_part(parts, file);
    }
  }
  return parts;
}

/// The same table in two files leaves open which one counts.
void require_distinct_tables(const std::string& name, const Report& report) {
  for (const TableKey key : kAllTables) {
    const TableInfo& info = info_of(report, key);
    for (const Place& repeat : info.repeats) {
      if (repeat.source >= report.sources.size() || info.place.source >= report.sources.size()) {
        continue;
      }
      const std::string& first = report.sources[info.place.source].file;
      const std::string& second = report.sources[repeat.source].file;
      if (first == second) {
        continue;
      }
      const BilingualView title = descriptor(key).title;
      throw InputError(
          {fmt::format("{0}：“{1}”和“{2}”都是{3}，请只保留一个；如果它们是各自完整的报告，请逐份核对："
                       "zzaudit check {1} {2}",
                       name, first, second, title.zh),
           fmt::format(
               "{0}: “{1}” and “{2}” are both the table “{3}” ({4}); keep only one of them, or, if each "
               "is a whole report, check them one by one: zzaudit check {1} {2}",
               name, first, second, title.zh, title.en)});
    }
  }
}

LoadedReport recognised(std::string name, Parts parts) {
  LoadedReport loaded{std::move(name), sha256_hex(parts.digests),
                      recognise(join(std::move(parts.documents)))};
  require_distinct_tables(loaded.name, loaded.report);
  return loaded;
}

LoadedReport load_file(const std::string& path) {
  const RawInput input = read_file(path);
  LoadedReport loaded{path, sha256_hex(input.bytes), {}};
  Contents contents = read_contents(input);
  loaded.report =
      contents.report_json ? report_from_json(path, *contents.report_json) : recognise(contents.document);
  return loaded;
}

LoadedReport load_directory(const std::string& path) {
  const std::vector<std::string> files = parts_of_directory(path);
  if (files.size() == 1) {
    LoadedReport loaded = load_file(files.front());
    loaded.sha256 =
        sha256_hex(loaded.sha256 + "  " + std::filesystem::path(files.front()).filename().string() + "\n");
    loaded.name = path;
    return loaded;
  }
  return recognised(path, read_parts({path}));
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

}  // namespace

LoadedReport load(const std::string& path) {
  if (!is_directory(path)) {
    return load_file(path);
  }
  try {
    return load_directory(path);
  } catch (const UsageError& error) {  // nobody asked for the files one by one
    throw InputError(error.message());
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

LoadedReport load_as_one(const std::vector<std::string>& paths) {
  if (paths.size() == 1) {
    return load(paths.front());
  }
  return recognised(fmt::format("{}", fmt::join(paths, " + ")), read_parts(paths));
}

Document load_document(const std::vector<std::string>& paths) { return join(read_parts(paths).documents); }

}  // namespace zzaudit::cli
