// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_writer.hpp"

#include <algorithm>
#include <array>

namespace zzaudit::cli {
namespace {

constexpr std::array kFormats = {BatchFormat{"text", false, true, true, open_text},
                                 BatchFormat{"json", true, true, true, open_json},
                                 BatchFormat{"ndjson", true, true, true, open_ndjson},
                                 BatchFormat{"html", false, true, true, open_page},
                                 BatchFormat{"xlsx", false, false, true, open_workbook},
                                 BatchFormat{"sqlite", true, false, false, open_database}};

const BatchFormat& format_named(std::string_view name) {
  return *std::ranges::find(kFormats, name, &BatchFormat::name);
}

/// The names of the formats that `wanted` is false for.
std::vector<std::string_view> names_without(bool BatchFormat::*wanted) {
  std::vector<std::string_view> names;
  for (const BatchFormat& format : kFormats) {
    if (!(format.*wanted)) {
      names.push_back(format.name);
    }
  }
  return names;
}

}  // namespace

std::span<const BatchFormat> batch_formats() { return kFormats; }

Choices batch_format_names() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, kFormats.size()> names{};
    std::ranges::transform(kFormats, names.begin(), &BatchFormat::name);
    return names;
  }();
  return kNames;
}

std::vector<Destination> batch_destinations(const OutputOptions& options) {
  const std::vector<std::string_view> bytes = names_without(&BatchFormat::is_text);
  const std::vector<std::string_view> whole = names_without(&BatchFormat::can_be_streamed);
  return destinations_of(options, {batch_format_names(), bytes, whole});
}

bool need_lines(const std::vector<Destination>& destinations) {
  return std::ranges::any_of(destinations, [](const Destination& destination) {
    return format_named(destination.format).needs_lines;
  });
}

BatchWriter::BatchWriter(const std::vector<Destination>& destinations, const SinkSettings& common) {
  sinks_.reserve(destinations.size());
  for (const Destination& destination : destinations) {
    SinkSettings settings = common;
    settings.path = destination.path;
    sinks_.push_back(format_named(destination.format).open(settings));
  }
}

void BatchWriter::add(const BatchResult& result) {
  for (const auto& sink : sinks_) {
    sink->add(result);
  }
}

void BatchWriter::finish(BatchSummary summary, Catalogue& catalogue, const std::optional<ShardEnd>& shard) {
  summary.sort_rules();
  for (const auto& sink : sinks_) {
    sink->finish({summary, catalogue, shard});
  }
}

}  // namespace zzaudit::cli
