// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "cli/line_reader.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/base/system_reason.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::cli {
namespace {

constexpr std::string_view kFirstLine = "zzaudit-batch-state/1";
constexpr std::size_t kChecksumDigits = 16;
constexpr std::size_t kKeyDigits = 32;
constexpr std::size_t kBodyBegin = kChecksumDigits + 1 + kKeyDigits + 1;

std::optional<std::uint64_t> parse_hex(std::string_view digits) {
  constexpr int kBase = 16;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, kBase);
  return error == std::errc{} && end == digits.data() + digits.size() ? std::optional(value) : std::nullopt;
}

std::string checksum_of(std::string_view text) { return sha256_hex(text).substr(0, kChecksumDigits); }

/// The key of a whole record.
std::optional<BatchJournal::Key> key_of_record(std::string_view line) {
  if (line.size() <= kBodyBegin || line[kChecksumDigits] != ' ' || line[kBodyBegin - 1] != ' ' ||
      line.substr(0, kChecksumDigits) != checksum_of(line.substr(kChecksumDigits + 1))) {
    return std::nullopt;
  }
  const auto high = parse_hex(line.substr(kChecksumDigits + 1, kKeyDigits / 2));
  const auto low = parse_hex(line.substr(kChecksumDigits + 1 + kKeyDigits / 2, kKeyDigits / 2));
  return high && low ? std::optional(BatchJournal::Key{*high, *low}) : std::nullopt;
}

}  // namespace

BatchJournal::Key BatchJournal::key_of(std::string_view parts) {
  const std::string digits = sha256_hex(parts);
  return {*parse_hex(std::string_view(digits).substr(0, kKeyDigits / 2)),
          *parse_hex(std::string_view(digits).substr(kKeyDigits / 2, kKeyDigits / 2))};
}

void BatchJournal::fail(int error) const {
  const Bilingual reason = system_reason(error);
  throw ConfigError(
      {fmt::format("--resume 的状态文件 {} 无法使用：{}", printable(path_), reason.zh),
       fmt::format("the file of --resume, {}, cannot be used: {}", printable(path_), reason.en)});
}

BatchJournal::BatchJournal(std::string path) : path_(std::move(path)) {
  constexpr mode_t kMode = 0666;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of the system
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, kMode);
  if (descriptor_ < 0) {
    fail(errno);
  }
  try {
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      throw ConfigError(
          {fmt::format("--resume 的状态文件 {} 正被另一次运行使用。", printable(path_)),
           fmt::format("the file of --resume, {}, is being used by another run", printable(path_))});
    }
    scan();
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

BatchJournal::~BatchJournal() {
  // The system's cache survives the end of the program; this is for the end of the machine.
  ::fdatasync(descriptor_);
  ::close(descriptor_);
}

void BatchJournal::scan() {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) {
    fail(errno);
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  LineReader reader(path_);
  std::string line;
  std::uint64_t good = 0;  // bytes that are whole
  const auto next = [&] {
    return reader.next(line) == LineReader::State::kLine && good + line.size() < size;
  };
  if (size > 0) {
    const bool whole = next();
    if (line != kFirstLine && (whole || !kFirstLine.starts_with(line))) {
      throw ConfigError(
          {fmt::format("{} 不是 zzaudit batch --resume 的状态文件，请换一个文件名。", printable(path_)),
           fmt::format("{} is no file of zzaudit batch --resume; give another name", printable(path_))});
    }
    good = whole ? line.size() + 1 : 0;
  }
  while (good > 0 && next()) {
    const auto key = key_of_record(line);
    if (!key) {
      break;
    }
    records_.push_back({*key, good + kBodyBegin, line.size() - kBodyBegin});
    good += line.size() + 1;
  }
  if (good < size && ::ftruncate(descriptor_, static_cast<off_t>(good)) != 0) {
    fail(errno);
  }
  if (good == 0) {
    write(fmt::format("{}\n", kFirstLine));
  }
  std::ranges::sort(records_, {}, &Record::key);
}

std::optional<std::string> BatchJournal::find(const Key& key) const {
  const auto found = std::ranges::lower_bound(records_, key, {}, &Record::key);
  if (found == records_.end() || found->key != key) {
    return std::nullopt;
  }
  std::string body(found->size, '\0');
  std::size_t done = 0;
  while (done < body.size()) {
    const ssize_t count = ::pread(descriptor_, body.data() + done, body.size() - done,
                                  static_cast<off_t>(found->offset + done));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return std::nullopt;
    }
    done += static_cast<std::size_t>(count);
  }
  return body;
}

void BatchJournal::append(const Key& key, std::string_view body) {
  const std::string record = fmt::format("{:016x}{:016x} {}", key[0], key[1], body);
  write(fmt::format("{} {}\n", checksum_of(record), record));
}

void BatchJournal::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor_, text.data(), text.size());
    if (count < 0) {
      if (errno == EINTR) {
        continue;
      }
      fail(errno);
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace zzaudit::cli
