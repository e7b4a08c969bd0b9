// SPDX-License-Identifier: Apache-2.0
#include "read/detail/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>

#include "read/detail/fail.hpp"

namespace zzaudit::detail {
namespace {

std::string folded(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

[[noreturn]] void fail_damaged(const std::string& name) {
  fail(name, "文件已损坏或不完整（压缩包无法解开），请重新下载，或用 Office、WPS 打开后另存。",
       "it is damaged or incomplete (its archive cannot be unpacked); download it again, or open it in "
       "Office or "
       "WPS and save it again.");
}

[[noreturn]] void fail_hostile(const std::string& name, std::string_view zh, std::string_view en) {
  fail(name, fmt::format("{}，不像是一份决算公开，请检查文件来源，或用 Office、WPS 打开后另存。", zh),
       fmt::format(
           "{}: hardly a final-accounts report; check where it comes from, or open it in Office or WPS and "
           "save it again.",
           en));
}

}  // namespace

void Archive::Discard::operator()(zip* archive) const { zip_discard(archive); }

Archive::Archive(const RawInput& input) : input_(&input) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(input.bytes.data(), input.bytes.size(), 0, &error);
  if (source != nullptr) {
    archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive_) zip_source_free(source);
  }
  zip_error_fini(&error);
  if (!archive_) fail_damaged(name());
  list_entries();
}

void Archive::list_entries() {
  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  if (count < 0) fail_damaged(name());
  if (static_cast<std::uint64_t>(count) > kMaxEntries) {
    fail_hostile(name(), fmt::format("压缩包里的文件超过 {} 个", kMaxEntries),
                 fmt::format("its archive holds more than {} files", kMaxEntries));
  }
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) {
    zip_stat_t status;
    if (zip_stat_index(archive_.get(), i, 0, &status) != 0 || (status.valid & ZIP_STAT_NAME) == 0) {
      fail_damaged(name());
    }
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
      fail(name(), "压缩包有密码，无法读取，请去掉密码后重试。",
           "its archive is protected by a password; remove the password and try again.");
    }
    if (!entries_.emplace(folded(status.name), i).second) {
      fail_hostile(name(), "压缩包里有重名的文件", "its archive holds two files of one name");
    }
  }
}

bool Archive::has(std::string_view entry) const { return entries_.contains(folded(entry)); }

void Archive::check_size(std::uint64_t size, std::uint64_t packed) const {
  constexpr std::size_t kMebibyte = 1024UL * 1024;
  if (size > kMaxEntryBytes || size > kMaxArchiveBytes - total_) {
    fail_hostile(name(), fmt::format("内容解压后超过 {} MiB 的上限", kMaxEntryBytes / kMebibyte),
                 fmt::format("unpacked it exceeds the limit of {} MiB", kMaxEntryBytes / kMebibyte));
  }
  if (size > kFreeBytes && size / std::max<std::uint64_t>(packed, 1) > kMaxRatio) {
    fail_hostile(name(), fmt::format("内容的压缩比超过 {} 倍", kMaxRatio),
                 fmt::format("it is compressed by more than {} times", kMaxRatio));
  }
}

bool Archive::has_folder(std::string_view folder) const {
  const auto it = entries_.lower_bound(folder);
  return it != entries_.end() && it->first.starts_with(folder);
}

std::optional<std::string> Archive::read(std::string_view entry) {
  const auto found = entries_.find(folded(entry));
  if (found == entries_.end()) return std::nullopt;
  zip_stat_t status;
  if (zip_stat_index(archive_.get(), found->second, 0, &status) != 0) fail_damaged(name());
  // What the archive says of itself is checked first, what comes out of it is checked again below.
  check_size(status.size, status.comp_size);
  zip_file_t* opened = zip_fopen_index(archive_.get(), found->second, 0);
  if (opened == nullptr) fail_damaged(name());
  const std::unique_ptr<zip_file_t, decltype([](zip_file_t* file) { zip_fclose(file); })> file(opened);
  std::string bytes;
  bytes.reserve(status.size);
  std::array<char, 64UL * 1024> chunk{};
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), chunk.data(), chunk.size());
    if (got < 0) fail_damaged(name());
    if (got == 0) break;
    bytes.append(chunk.data(), static_cast<std::size_t>(got));
    check_size(bytes.size(), status.comp_size);
  }
  if (bytes.size() != status.size) fail_damaged(name());
  total_ += bytes.size();
  return bytes;
}

void fail_packed(const std::string& name) {
  fail(name, "这是压缩包（ZIP），请先解压，再检查解压后的文件或目录。",
       "it is a ZIP archive with files in it: unpack it first and check the files or their directory.");
}

}  // namespace zzaudit::detail
