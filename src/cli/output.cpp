// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/system_reason.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::cli {
namespace {

bool is_standard_output(const std::string& path) { return path.empty() || path == "-"; }

[[noreturn]] void fail(const std::string& path, int error) {
  const Bilingual reason = system_reason(error);
  const bool standard = is_standard_output(path);
  throw Error({fmt::format("无法写入{}：{}", standard ? "标准输出" : " " + path, reason.zh),
               fmt::format("cannot write {}: {}", standard ? "standard output" : path, reason.en)});
}

/// Writes everything; the error number, or 0.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      return errno;
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// The permissions that a new file gets, or those of the file that is replaced.
mode_t mode_for(bool exists, const struct stat& status) {
  if (exists) {
    return status.st_mode & 07777U;
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666U & ~mask;
}

const char* environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): the environment is never changed
  return value != nullptr && *value != '\0' ? value : nullptr;
}

}  // namespace

StreamedOutput::StreamedOutput(std::string path) : path_(std::move(path)) {
  if (is_standard_output(path_)) {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  // A symbolic link stays one: what it points to is replaced.
  std::error_code unresolved;
  const std::filesystem::path resolved = std::filesystem::canonical(path_, unresolved);
  target_ = unresolved ? path_ : resolved.string();
  struct stat status {};
  const bool exists = ::stat(target_.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    fail(path_, EISDIR);
  }
  if (exists && !S_ISREG(status.st_mode)) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of the system
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    temporary_ = target_ + ".XXXXXX";
    mode_ = mode_for(exists, status);
    descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  }
  if (descriptor_ < 0) {
    const int error = errno;
    temporary_.clear();
    fail(path_, error);
  }
}

StreamedOutput::~StreamedOutput() {
  if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) {
    ::close(descriptor_);
  }
  if (!temporary_.empty()) {
    ::unlink(temporary_.c_str());
  }
}

void StreamedOutput::write(std::string_view text) {
  const int error = write_all(descriptor_, text);
  // Whoever closed the pipe ("| head") has seen enough.
  if (error != 0 && !(error == EPIPE && descriptor_ == STDOUT_FILENO)) {
    fail(path_, error);
  }
}

const std::string& StreamedOutput::file_for_others() const {
  if (temporary_.empty()) {
    throw Error({fmt::format("无法写入 {}：不是普通文件", path_),
                 fmt::format("cannot write {}: not a regular file", path_)});
  }
  return temporary_;
}

void StreamedOutput::finish() {
  if (descriptor_ == STDOUT_FILENO) {
    return;
  }
  int error = !temporary_.empty() && ::fchmod(descriptor_, mode_) != 0 ? errno : 0;
  if (::close(descriptor_) != 0 && error == 0) {
    error = errno;
  }
  descriptor_ = -1;
  if (!temporary_.empty() && error == 0 && ::rename(temporary_.c_str(), target_.c_str()) != 0) {
    error = errno;
  }
  if (error != 0) {
    fail(path_, error);
  }
  temporary_.clear();
}

void write_output(const std::string& path, std::string_view text) {
  StreamedOutput output(path);
  output.write(text);
  output.finish();
}

bool wants_color(std::string_view mode, const std::string& output_path) {
  if (mode != "auto") {
    return mode == "always";
  }
  const char* terminal = environment("TERM");
  return is_standard_output(output_path) && ::isatty(STDOUT_FILENO) == 1 &&
         environment("NO_COLOR") == nullptr && terminal != nullptr && std::string_view(terminal) != "dumb";
}

std::size_t output_width(const std::string& output_path) {
  constexpr std::size_t kDefault = 100;
  constexpr std::size_t kNarrowest = 40;
  constexpr std::size_t kWidest = 200;
  if (!is_standard_output(output_path) || ::isatty(STDOUT_FILENO) != 1) {
    return kDefault;
  }
  std::size_t width = 0;
  if (const char* columns = environment("COLUMNS")) {
    const std::string_view text(columns);
    std::from_chars(text.data(), text.data() + text.size(), width);
  }
  winsize size{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of the system
  if (width == 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    width = size.ws_col;
  }
  return width == 0 ? kDefault : std::clamp(width, kNarrowest, kWidest);
}

void write_error(std::string_view text) {
  // Nothing can be done about a standard error that cannot be written.
  (void)write_all(STDERR_FILENO, text);
}

void report_error(const Bilingual& message, Language language) {
  // One line, whatever a name or a cell holds: the next could begin with anything.
  std::string line = printable(message.in(language));
  std::ranges::replace(line, '\n', ' ');
  write_error(fmt::format("zzaudit: {}\n", line));
}

}  // namespace zzaudit::cli
