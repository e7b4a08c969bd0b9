// SPDX-License-Identifier: Apache-2.0
#include "cli/formats.hpp"

#include <algorithm>
#include <array>

#include "cli/batch_result.hpp"

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

std::vector<Output> outputs_of(const OutputOptions& options) {
  std::vector<std::string_view> bytes;
  for (const OutputFormat& known : kFormats) {
    if (known.audience == Audience::kSpreadsheets) {
      bytes.push_back(known.name);
    }
  }
  std::vector<Output> outputs;
  for (Destination& destination : destinations_of(options, {output_format_names(), bytes})) {
    outputs.push_back({&*std::ranges::find(kFormats, destination.format, &OutputFormat::name),
                       std::move(destination.path)});
  }
  return outputs;
}

}  // namespace zzaudit::cli
