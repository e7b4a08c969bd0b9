// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/batch_sink.hpp"
#include "cli/command.hpp"
#include "cli/destinations.hpp"

/// The formats of batch and merge: one list, which options, help, completion and tests share.
namespace zzaudit::cli {

struct BatchFormat {
  std::string_view name;
  bool needs_lines;      ///< the results have to come with Detail::kFull
  bool is_text;          ///< not for a terminal otherwise
  bool can_be_streamed;  ///< to standard output
  std::unique_ptr<BatchSink> (*open)(const SinkSettings& settings);
};

/// The first is the default.
[[nodiscard]] std::span<const BatchFormat> batch_formats();
/// Their names, in the same order.
[[nodiscard]] Choices batch_format_names();
/// See destinations_of.
[[nodiscard]] std::vector<Destination> batch_destinations(const OutputOptions& options);
/// Whether any of them needs the result lines.
[[nodiscard]] bool need_lines(const std::vector<Destination>& destinations);

/// Writes results as they come, and the summary, to every destination.
class BatchWriter {
 public:
  /// `common` is what all outputs share; its path is of no consequence.
  BatchWriter(const std::vector<Destination>& destinations, const SinkSettings& common);

  void add(const BatchResult& result);
  /// The end of the outputs. `catalogue` knows the titles of the rules. `shard`: set for a part of a batch.
  void finish(BatchSummary summary, Catalogue& catalogue, const std::optional<ShardEnd>& shard);

 private:
  std::vector<std::unique_ptr<BatchSink>> sinks_;
};

}  // namespace zzaudit::cli
