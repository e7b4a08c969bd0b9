// SPDX-License-Identifier: Apache-2.0
#include "cli/formats.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/batch_result.hpp"
#include "cli/command.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit::cli {
namespace {

std::string json(const CheckRun& run, const Catalogue& /*catalogue*/, const RenderOptions& options) {
  return render_json(run, options);
}

/// The lines that batch writes, which merge takes.
std::string ndjson(const CheckRun& run, const Catalogue& /*catalogue*/, const RenderOptions& options) {
  std::string out;
  std::size_t index = 0;
  const auto add = [&](BatchResult result) {
    result.index = index++;
    out += result_line(result);
  };
  for (const UnreadInput& unread : run.unread) {
    add(failed_result(unread.file, Verdict::kUnreadable, unread.message, Detail::kFull, options.language));
  }
  for (const CheckedReport& report : run.reports) {
    add(checked_result(report, run.ruleset, Detail::kFull, options.language));
  }
  return out;
}

constexpr std::array kFormats = {
    OutputFormat{"text", NeededTexts::kOfFindings, Audience::kPeople, render_text},
    OutputFormat{"concise", NeededTexts::kNone, Audience::kPeople, render_concise},
    OutputFormat{"html", NeededTexts::kAll, Audience::kPrograms, render_html},
    OutputFormat{"markdown", NeededTexts::kNone, Audience::kPrograms, render_markdown},
    OutputFormat{"xlsx", NeededTexts::kAll, Audience::kSpreadsheets, render_xlsx},
    OutputFormat{"json", NeededTexts::kNone, Audience::kPrograms, json},
    OutputFormat{"ndjson", NeededTexts::kNone, Audience::kPrograms, ndjson},
    OutputFormat{"sarif", NeededTexts::kAll, Audience::kPrograms, render_sarif},
    OutputFormat{"junit", NeededTexts::kAll, Audience::kPrograms, render_junit},
    OutputFormat{"github", NeededTexts::kNone, Audience::kPrograms, render_github},
    OutputFormat{"gitlab", NeededTexts::kNone, Audience::kPrograms, render_gitlab}};

Output parse_report(const std::string& value) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos || equals + 1 == value.size()) {
    throw UsageError({fmt::format("--report 的取值“{}”应为 格式=文件，如 sarif=a.sarif", value),
                      fmt::format("--report: “{}” is not FORMAT=FILE, such as sarif=a.sarif", value)});
  }
  return {&output_format("--report", value.substr(0, equals)), value.substr(equals + 1)};
}

/// Equal for names of the same file; "" for standard output.
std::string place_of(const Output& output) {
  if (output.path.empty() || output.path == "-") {
    return {};
  }
  std::error_code unknown;
  const std::filesystem::path place = std::filesystem::weakly_canonical(output.path, unknown);
  return unknown ? output.path : place.string();
}

void require_no_terminal(const Output& output) {
  if (output.format->audience == Audience::kSpreadsheets && place_of(output).empty() &&
      ::isatty(STDOUT_FILENO) == 1) {
    throw UsageError(
        {fmt::format("{} 不能显示在终端上；请用 -o 写入文件", output.format->name),
         fmt::format("{} cannot be shown on a terminal; write it to a file with -o", output.format->name)});
  }
}

}  // namespace

std::span<const OutputFormat> output_formats() { return kFormats; }

std::span<const std::string_view> output_format_names() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, kFormats.size()> names{};
    std::ranges::transform(kFormats, names.begin(), &OutputFormat::name);
    return names;
  }();
  return kNames;
}

const OutputFormat& output_format(std::string_view option, const std::string& name) {
  const std::string_view chosen = require_choice(option, name, output_format_names());
  return *std::ranges::find(kFormats, chosen, &OutputFormat::name);
}

std::vector<Output> outputs_of(const std::string& format, const std::string& path,
                               const std::vector<std::string>& reports) {
  std::vector<Output> outputs = {{&output_format("--format", format), path}};
  std::ranges::transform(reports, std::back_inserter(outputs), parse_report);
  std::vector<std::string> places;
  for (const Output& output : outputs) {
    require_no_terminal(output);
    std::string place = place_of(output);
    if (std::ranges::find(places, place) != places.end()) {
      throw UsageError({place.empty() ? std::string("标准输出只能有一种格式；标准输出的格式用 --format 选择")
                                      : fmt::format("两种格式都要写入 {}；请给每种格式一个文件", output.path),
                        place.empty()
                            ? std::string("standard output takes one format only; --format chooses it")
                            : fmt::format("two formats would be written to {}; give each a file of its own",
                                          output.path)});
    }
    places.push_back(std::move(place));
  }
  return outputs;
}

}  // namespace zzaudit::cli
