// SPDX-License-Identifier: Apache-2.0
#include "cli/load.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <limits>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/read/read.hpp"
#include "zzaudit/recognise/recognise.hpp"

namespace zzaudit::cli {
namespace {

/// As sha256sum lists a file.
std::string digest_line(const RawInput& input) {
  return sha256_hex(input.bytes) + "  " + std::filesystem::path(input.name).filename().string() + "\n";
}

/// Files that make up one report, read one after the other.
struct Parts {
  std::string digests;  ///< as sha256sum lists them
  std::vector<std::string> files;
  std::vector<Document> documents;
  std::size_t sources = 0;
};

void add_part(Parts& parts, const RawInput& input) {
  const std::string& file = input.name;
  parts.digests += digest_line(input);
  parts.files.push_back(file);
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
      add_part(parts, read_file(file));
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
  LoadedReport loaded{std::move(name), sha256_hex(parts.digests), recognise(join(std::move(parts.documents))),
                      std::move(parts.files)};
  require_distinct_tables(loaded.name, loaded.report);
  return loaded;
}

Report report_in_file(const RawInput& input) {
  Contents contents = read_contents(input);
  return contents.report_json ? report_from_json(input.name, *contents.report_json)
                              : recognise(contents.document);
}

Report report_in_directory(const ReadInput& input) {
  if (input.parts.size() == 1) return report_in_file(input.parts.front());
  Parts parts;
  try {
    for (const RawInput& part : input.parts) add_part(parts, part);
  } catch (const UsageError& error) {  // nobody asked for the files one by one
    throw InputError(error.message());
  }
  return recognised(input.name, std::move(parts)).report;
}

ReadInput read_directory(const std::string& path) {
  ReadInput input{path, {}, {}, true};
  std::string digests;
  for (const std::string& name : parts_of_directory(path)) {
    input.parts.push_back(read_file(name));
    digests += digest_line(input.parts.back());
  }
  input.sha256 = sha256_hex(digests);
  return input;
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
  if (is_directory(path)) {
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
  std::vector<std::string> files;
  std::ranges::transform(input.parts, std::back_inserter(files), &RawInput::name);
  return {std::move(input.name), std::move(input.sha256), std::move(report), std::move(files)};
}

std::string joined_name(const std::vector<std::string>& paths) {
  return fmt::format("{}", fmt::join(paths, " + "));
}

LoadedReport load_as_one(const std::vector<std::string>& paths) {
  if (paths.size() == 1) {
    return load(paths.front());
  }
  return recognised(joined_name(paths), read_parts(paths));
}

Document load_document(const std::vector<std::string>& paths) { return join(read_parts(paths).documents); }

}  // namespace zzaudit::cli
