// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/batch_inputs.hpp"
#include "cli/batch_result.hpp"
#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/check/catalogue.hpp"

/// The outputs of a batch: what each takes, and how each is opened.
namespace zzaudit::cli {

/// What the end of a shard says of the whole, so that a merge notices what is missing.
struct ShardEnd {
  Shard shard;
  std::size_t inputs = 0;   ///< of all shards
  std::size_t skipped = 0;  ///< as in BatchSummary
};
/// The last line of a shard's NDJSON, with its line feed; and back.
[[nodiscard]] std::string shard_line(const ShardEnd& end);
[[nodiscard]] std::optional<ShardEnd> parse_shard_line(std::string_view line);

/// What is known when all results have come.
struct BatchEnd {
  const BatchSummary& summary;           ///< its rules sorted
  Catalogue& catalogue;                  ///< knows the titles of the rules, once documented
  const std::optional<ShardEnd>& shard;  ///< set for a part of a batch
};

/// Where an output goes and how it speaks.
struct SinkSettings {
  std::string path;                  ///< "" or "-" is standard output
  Verdict show = Verdict::kWarning;  ///< least verdict that gets a line in the text
  Language language = Language::kChinese;
  std::string pages{};  ///< folder with the reports' own pages; "": there are none
};

/// One output of a batch. A file is there with `finish`, whole, and without it as it was before. Error when
/// anything cannot be written.
class BatchSink {
 public:
  BatchSink() = default;
  BatchSink(const BatchSink&) = delete;
  BatchSink& operator=(const BatchSink&) = delete;
  BatchSink(BatchSink&&) = delete;
  BatchSink& operator=(BatchSink&&) = delete;
  virtual ~BatchSink() = default;

  virtual void add(const BatchResult& result) = 0;
  virtual void finish(const BatchEnd& end) = 0;
};

/// A line for every report with problems, then the summary.
[[nodiscard]] std::unique_ptr<BatchSink> open_text(const SinkSettings& settings);
/// "zzaudit-batch/1".
[[nodiscard]] std::unique_ptr<BatchSink> open_json(const SinkSettings& settings);
/// The result lines.
[[nodiscard]] std::unique_ptr<BatchSink> open_ndjson(const SinkSettings& settings);
/// One page about all reports.
[[nodiscard]] std::unique_ptr<BatchSink> open_page(const SinkSettings& settings);
/// A workbook with the sheets summary, reports and rules.
[[nodiscard]] std::unique_ptr<BatchSink> open_workbook(const SinkSettings& settings);
/// A database with the tables of data/schema/results.sql; needs the result lines in full.
[[nodiscard]] std::unique_ptr<BatchSink> open_database(const SinkSettings& settings);

}  // namespace zzaudit::cli
