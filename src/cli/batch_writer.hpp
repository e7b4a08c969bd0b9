// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "cli/batch_inputs.hpp"
#include "cli/batch_result.hpp"
#include "cli/output.hpp"
#include "zzaudit/check/catalogue.hpp"

namespace zzaudit::cli {

enum class BatchFormat : std::uint8_t { kText, kJson, kNdjson };

/// What the end of a shard says of the whole, so that a merge notices what is missing.
struct ShardEnd {
  Shard shard;
  std::size_t inputs = 0;   ///< of all shards
  std::size_t skipped = 0;  ///< as in BatchSummary
};
/// The last line of a shard's NDJSON, with its line feed; and back.
[[nodiscard]] std::string shard_line(const ShardEnd& end);
[[nodiscard]] std::optional<ShardEnd> parse_shard_line(std::string_view line);

/// How results are written.
struct BatchStyle {
  BatchFormat format = BatchFormat::kText;
  std::string output;                ///< file; "" or "-" is standard output
  Verdict show = Verdict::kWarning;  ///< least verdict that gets a line in the text
  Language language = Language::kChinese;
};

/// Writes results as they come, and the summary.
class BatchWriter {
 public:
  explicit BatchWriter(const BatchStyle& style);

  void add(const BatchResult& result);
  /// The end of the output. `catalogue` knows the titles of the rules. `shard`: set for a part of a batch.
  void finish(BatchSummary summary, Catalogue& catalogue, const std::optional<ShardEnd>& shard);

 private:
  BatchStyle style_;
  StreamedOutput output_;
  bool first_ = true;
};

}  // namespace zzaudit::cli
