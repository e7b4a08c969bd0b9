// SPDX-License-Identifier: Apache-2.0
#include "cli/destinations.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "zzaudit/base/error.hpp"

namespace zzaudit::cli {
namespace {

bool is_among(std::string_view format, Choices formats) {
  return std::ranges::find(formats, format) != formats.end();
}

Destination parse_report(const std::string& value, Choices formats) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos || equals + 1 == value.size()) {
    const std::string_view example = is_among("sarif", formats) ? "sarif" : "html";
    throw UsageError(
        {fmt::format("--report 的取值“{}”应为 格式=文件，如 {}=a.{}", value, example, example),
         fmt::format("--report: “{}” is not FORMAT=FILE, such as {}=a.{}", value, example, example)});
  }
  return {require_choice("--report", value.substr(0, equals), formats), value.substr(equals + 1)};
}

/// Equal for names of the same file; "" for standard output.
std::string place_of(const Destination& destination) {
  if (destination.path.empty() || destination.path == "-") {
    return {};
  }
  std::error_code unknown;
  const std::filesystem::path place =
      std::filesystem::weakly_canonical(std::filesystem::absolute(destination.path, unknown), unknown);
  return unknown ? destination.path : place.string();
}

void require_suitable(const Destination& destination, const FormatNames& names) {
  if (!place_of(destination).empty()) {
    return;
  }
  if (is_among(destination.format, names.files_only)) {
    throw UsageError(
        {fmt::format("{} 不能写到标准输出；请用 -o 写入文件", destination.format),
         fmt::format("{} cannot go to standard output; write it to a file with -o", destination.format)});
  }
  if (is_among(destination.format, names.for_no_terminal) && ::isatty(STDOUT_FILENO) == 1) {
    throw UsageError(
        {fmt::format("{} 不能显示在终端上；请用 -o 写入文件", destination.format),
         fmt::format("{} cannot be shown on a terminal; write it to a file with -o", destination.format)});
  }
}

}  // namespace

void add_output_options(CLI::App& command, Choices formats, OutputOptions& options) {
  add_option(command, "--format", formats, options.format);
  add_option(command, "-o,--output", "FILE", options.output);
  add_list(command, "--report", "FORMAT=FILE", options.reports);
}

std::vector<Destination> destinations_of(const OutputOptions& options, const FormatNames& names) {
  std::vector<Destination> destinations = {
      {require_choice("--format", options.format, names.all), options.output}};
  std::ranges::transform(options.reports, std::back_inserter(destinations),
                         [&](const std::string& report) { return parse_report(report, names.all); });
  std::vector<std::string> places;
  for (const Destination& destination : destinations) {
    require_suitable(destination, names);
    std::string place = place_of(destination);
    if (std::ranges::find(places, place) != places.end()) {
      throw UsageError(
          {place.empty() ? std::string("标准输出只能有一种格式；标准输出的格式用 --format 选择")
                         : fmt::format("两种格式都要写入 {}；请给每种格式一个文件", destination.path),
           place.empty() ? std::string("standard output takes one format only; --format chooses it")
                         : fmt::format("two formats would be written to {}; give each a file of its own",
                                       destination.path)});
    }
    places.push_back(std::move(place));
  }
  return destinations;
}

}  // namespace zzaudit::cli
