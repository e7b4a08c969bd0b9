// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <zip.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zzaudit::test {

using Entries = std::vector<std::pair<std::string, std::string>>;

/// A ZIP archive of these entries, in memory; with a password when one is given.
inline std::string zip_of(const Entries& entries, const char* password = nullptr) {
  zip_source_t* source = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  zip_source_keep(source);
  zip_t* archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  for (const auto& [name, bytes] : entries) {
    const zip_int64_t index =
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), 0);
    EXPECT_GE(index, 0);
    if (password != nullptr) {
      zip_file_set_encryption(archive, static_cast<zip_uint64_t>(index), ZIP_EM_AES_128, password);
    }
  }
  EXPECT_EQ(zip_close(archive), 0);
  zip_stat_t status;
  zip_source_stat(source, &status);
  std::string out(status.size, '\0');
  zip_source_open(source);
  EXPECT_EQ(zip_source_read(source, out.data(), out.size()), static_cast<zip_int64_t>(out.size()));
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

/// Every occurrence of `from` in `text` as `to`.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// Damages every part of `bytes` in turn, one byte at a time, and cuts it short; `read` may throw InputError
/// and nothing else.
template <typename Read>
void expect_survives_damage(const std::string& bytes, Read read) {
  constexpr std::size_t kVariants = 250;
  const std::size_t step = bytes.size() / kVariants + 1;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    std::string flipped = bytes;
    flipped[at] =
        static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (at % 2 == 0 ? 0xFFU : 1U << at % 8));
    EXPECT_NO_THROW(read(flipped)) << at;
    EXPECT_NO_THROW(read(bytes.substr(0, at))) << at;
  }
}

/// The same with damage inside the parts, which no checksum of the archive gives away: attributes and text
/// get other values, tags other names.
template <typename Read>
void expect_survives_damaged_parts(const Entries& entries, Read read) {
  constexpr std::size_t kStep = 7;
  constexpr std::string_view kOther = "0-9Zz<>'/&";
  for (std::size_t part = 0; part < entries.size(); ++part) {
    for (std::size_t at = 0; at < entries[part].second.size(); at += kStep) {
      Entries damaged = entries;
      damaged[part].second[at] = kOther[(at / kStep) % kOther.size()];
      EXPECT_NO_THROW(read(zip_of(damaged))) << entries[part].first << ' ' << at;
    }
  }
}

}  // namespace zzaudit::test
