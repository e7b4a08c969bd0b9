// SPDX-License-Identifier: Apache-2.0
#include "cli/line_reader.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/system_reason.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::cli {
namespace {

[[noreturn]] void fail(const std::string& path, int error) {
  const Bilingual reason = system_reason(error);
  throw InputError({fmt::format("{}：无法读取：{}", path, reason.zh),
                    fmt::format("{}: cannot be read: {}", path, reason.en)});
}

}  // namespace

LineReader::LineReader(const std::string& path)
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of the system
    : path_(path), descriptor_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (descriptor_ < 0) {
    fail(path, errno);
  }
}

LineReader::~LineReader() {
  if (descriptor_ > STDIN_FILENO) {
    ::close(descriptor_);
  }
}

bool LineReader::fill() {
  constexpr std::size_t kChunk = 256UL * 1024;
  if (ended_) {
    return false;
  }
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kChunk);
  ssize_t count = -1;
  do {
    count = ::read(descriptor_, buffer_.data() + size, kChunk);
  } while (count < 0 && errno == EINTR);
  const int error = errno;
  buffer_.resize(size + static_cast<std::size_t>(count < 0 ? 0 : count));
  if (count < 0) {
    ended_ = true;
    fail(path_, error);
  }
  ended_ = count == 0;
  return !ended_;
}

LineReader::State LineReader::next(std::string& line) {
  bool too_long = false;
  std::size_t searched = begin_;
  std::size_t end = buffer_.find('\n', searched);
  while (end == std::string::npos) {
    searched = buffer_.size() - begin_;
    if (searched > kMaxInputBytes) {
      too_long = true;
      begin_ = buffer_.size();
      searched = 0;
    }
    if (!fill()) {
      break;
    }
    end = buffer_.find('\n', searched);
  }
  if (end == std::string::npos && begin_ == buffer_.size() && !too_long) {
    return State::kEnd;
  }
  std::size_t size = (end == std::string::npos ? buffer_.size() : end) - begin_;
  const std::size_t next_begin = end == std::string::npos ? buffer_.size() : end + 1;
  size -= size > 0 && buffer_[begin_ + size - 1] == '\r' ? 1 : 0;
  line.assign(buffer_, begin_, size);
  begin_ = next_begin;
  return too_long ? State::kTooLong : State::kLine;
}

}  // namespace zzaudit::cli
