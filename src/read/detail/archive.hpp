// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "zzaudit/read/read.hpp"

struct zip;

/// ZIP archives in memory, which Word and Excel files are. Everything about them is taken for hostile.
namespace zzaudit::detail {

inline constexpr std::uint64_t kMaxEntries = 10'000;
inline constexpr std::size_t kMaxEntryBytes = 128UL * 1024 * 1024;    ///< of one entry, unpacked
inline constexpr std::size_t kMaxArchiveBytes = 256UL * 1024 * 1024;  ///< of all entries that are read
/// Unpacked by packed size of an entry; smaller ones than kFreeBytes may be packed as tightly as they like.
inline constexpr std::size_t kMaxRatio = 300;
inline constexpr std::size_t kFreeBytes = 1024UL * 1024;

/// Every function throws InputError, saying what to do, for an archive that is damaged, encrypted, has two
/// entries of one name or exceeds the limits above.
class Archive {
 public:
  /// `input` must outlive the archive.
  explicit Archive(const RawInput& input);

  [[nodiscard]] const std::string& name() const { return input_->name; }
  /// Names are compared as OPC has it: letters of either case are the same.
  [[nodiscard]] bool has(std::string_view entry) const;
  /// True when any entry stands in this folder ("word/").
  [[nodiscard]] bool has_folder(std::string_view folder) const;
  /// An entry unpacked; nothing when there is none of this name.
  [[nodiscard]] std::optional<std::string> read(std::string_view entry);

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };

  void list_entries();
  void check_size(std::uint64_t size, std::uint64_t packed) const;

  const RawInput* input_;
  std::unique_ptr<zip, Discard> archive_;
  std::map<std::string, std::uint64_t, std::less<>> entries_;
  std::size_t total_ = 0;
};

/// Throws InputError for an archive that is no document itself but holds some.
[[noreturn]] void fail_packed(const std::string& name);

}  // namespace zzaudit::detail
