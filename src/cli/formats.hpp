// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/destinations.hpp"
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

enum class Audience : std::uint8_t {
  kPeople,        ///< text with colours and the width of the terminal; nothing about inputs not read
  kPrograms,      ///< text
  kSpreadsheets,  ///< bytes that are not for a terminal
};

struct OutputFormat {
  std::string_view name;
  NeededTexts texts;
  Audience audience;
  std::string (*render)(const CheckRun& run, const Catalogue& catalogue, const RenderOptions& options);
};

/// The first is the default.
[[nodiscard]] std::span<const OutputFormat> output_formats();
/// Their names, in the same order.
[[nodiscard]] std::span<const std::string_view> output_format_names();

/// One output of a run.
struct Output {
  const OutputFormat* format;
  std::string path;  ///< "" or "-": standard output
};

/// See destinations_of.
[[nodiscard]] std::vector<Output> outputs_of(const OutputOptions& options);

}  // namespace zzaudit::cli
