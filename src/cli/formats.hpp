// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/render/render.hpp"

/// The formats of check: one list, which options, help, completion and tests share.
namespace zzaudit::cli {

/// How much of the rules' texts a format needs.
enum class NeededTexts : std::uint8_t {
  kNone,
  kOfFindings,  ///< of the rules that found something
  kAll,
};

struct OutputFormat {
  std::string_view name;
  NeededTexts texts;
  bool for_people;  ///< has colours and the width of the terminal; says nothing about inputs not read
  std::string (*render)(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options);
};

/// The first is the default.
[[nodiscard]] std::span<const OutputFormat> output_formats();
/// UsageError with the formats and the nearest of them for an unknown one; `option` is what named it.
[[nodiscard]] const OutputFormat& output_format(std::string_view option, const std::string& name);

/// One output of a run.
struct Output {
  const OutputFormat* format;
  std::string path;  ///< "" or "-": standard output
};

/// What --format and --output, and --report FORMAT=FILE say, in this order. UsageError for what is no
/// FORMAT=FILE, and when two would be written to one place.
[[nodiscard]] std::vector<Output> outputs_of(const std::string& format, const std::string& path,
                                             const std::vector<std::string>& reports);

}  // namespace zzaudit::cli
