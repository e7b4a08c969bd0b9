// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zzaudit::cli {

/// Results on disk, so that a batch that was killed need not begin again: the file of `batch --resume`.
///
/// A text file that only grows: a first line that names the form, then one record a line,
///
///   <checksum, 16 hex digits> <key, 32 hex digits> <result line without its index>
///
/// the checksum being the beginning of the SHA-256 of all that follows it. Whatever a kill leaves unfinished
/// fails its checksum and is cut off when the file is opened again. In memory a record takes 32 bytes.
class BatchJournal {
 public:
  /// What identifies a result: a digest of everything that it depends on.
  using Key = std::array<std::uint64_t, 2>;
  [[nodiscard]] static Key key_of(std::string_view parts);

  /// Opens or creates. ConfigError when it cannot, when the file is something else (which is left as it is)
  /// or when another run is using it.
  explicit BatchJournal(std::string path);
  ~BatchJournal();
  BatchJournal(const BatchJournal&) = delete;
  BatchJournal& operator=(const BatchJournal&) = delete;
  BatchJournal(BatchJournal&&) = delete;
  BatchJournal& operator=(BatchJournal&&) = delete;

  /// A result of an earlier run, of any thread.
  [[nodiscard]] std::optional<std::string> find(const Key& key) const;
  /// Appends a result. Throws Error when the disk is full.
  void append(const Key& key, std::string_view body);

 private:
  struct Record {
    Key key{};
    std::uint64_t offset = 0;  ///< of the body
    std::uint64_t size = 0;
  };

  void scan();
  void write(std::string_view text);
  [[noreturn]] void fail(int error) const;

  std::string path_;
  int descriptor_ = -1;
  std::vector<Record> records_;  ///< sorted by key
};

}  // namespace zzaudit::cli
