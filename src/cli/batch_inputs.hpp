// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/line_reader.hpp"
#include "zzaudit/base/bilingual.hpp"

namespace zzaudit::cli {

/// One input of a batch.
struct BatchItem {
  std::size_t index = 0;            ///< its number from 0 in the order of all inputs, whatever the shard
  std::string name;                 ///< path; for a line of NDJSON, "FILE:LINE"
  std::optional<std::string> line;  ///< report.json on one line, when it does not come from a file of its own
  std::optional<Bilingual> trouble;  ///< why there is nothing to read
};

/// i of n, both from 1: every n-th input, beginning with the i-th.
struct Shard {
  std::size_t number = 1;
  std::size_t count = 1;
};

/// The inputs that paths stand for, one after the other, always in the same order, without ever holding the
/// list of all files:
///
/// - a directory that holds CSV or TSV tables is one report (its .csv .tsv .md .txt files are the parts);
/// every
///   other directory is searched, sub-directories too, names in bytewise order, hidden ones and those of
///   temporary files ("~$…") aside. Files of formats that hold whole reports are one report each, .ndjson and
///   .jsonl one a line; other files are counted as skipped. Links to directories are not followed.
/// - a pattern with *, ? or [ that is no file itself stands for what it matches, sorted; ** for any depth;
/// - "-" is NDJSON on standard input.
///
/// What is not there becomes an item with `trouble`, so that it is seen in the result.
class BatchInputs {
 public:
  /// `lists` are files with one path a line ("-": standard input), taken after `paths`.
  BatchInputs(std::vector<std::string> paths, std::vector<std::string> lists, Shard shard);
  ~BatchInputs();
  BatchInputs(const BatchInputs&) = delete;
  BatchInputs& operator=(const BatchInputs&) = delete;
  BatchInputs(BatchInputs&&) = delete;
  BatchInputs& operator=(BatchInputs&&) = delete;

  [[nodiscard]] std::optional<BatchItem> next();
  /// Files seen up to now that have no readable format by their names.
  [[nodiscard]] std::size_t skipped() const { return skipped_; }
  /// All inputs seen up to now, those of other shards included.
  [[nodiscard]] std::size_t seen() const { return index_; }

 private:
  struct Directory;
  /// A file of reports, one a line.
  struct Stream {
    explicit Stream(const std::string& path) : name(path), lines(path) {}
    std::string name;
    LineReader lines;
    std::size_t line = 0;
  };

  [[nodiscard]] std::optional<BatchItem> next_of_any_shard();
  [[nodiscard]] std::optional<BatchItem> next_line();
  [[nodiscard]] std::optional<BatchItem> next_in_directories();
  [[nodiscard]] std::optional<std::string> next_path();
  [[nodiscard]] std::optional<BatchItem> start(const std::string& path);
  [[nodiscard]] std::optional<BatchItem> enter(const std::string& path, bool named);
  [[nodiscard]] std::optional<BatchItem> open_stream(const std::string& path);
  [[nodiscard]] BatchItem trouble(const std::string& path, const std::string& zh,
                                  const std::string& en) const;

  std::vector<std::string> paths_;
  std::vector<std::string> lists_;
  std::size_t next_path_ = 0;
  std::size_t next_list_ = 0;
  std::unique_ptr<LineReader> list_;
  std::vector<std::string> matches_;  ///< of a pattern, in reverse
  std::vector<Directory> directories_;
  std::unique_ptr<Stream> stream_;
  Shard shard_;
  std::size_t index_ = 0;
  std::size_t skipped_ = 0;
};

}  // namespace zzaudit::cli
