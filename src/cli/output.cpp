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

void write_directly(const std::string& path, std::string_view text) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the interface of the system
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) {
    fail(path, errno);
  }
  int error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  if (error != 0) {
    fail(path, error);
  }
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

void replace_file(const std::string& path, const std::string& target, mode_t mode, std::string_view text) {
  std::string temporary = target + ".XXXXXX";
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) {
    fail(path, errno);
  }
  int error = write_all(descriptor, text);
  if (error == 0 && ::fchmod(descriptor, mode) != 0) {
    error = errno;
  }
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) {
    error = errno;
  }
  if (error != 0) {
    ::unlink(temporary.c_str());
    fail(path, error);
  }
}

const char* environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): the environment is never changed
  return value != nullptr && *value != '\0' ? value : nullptr;
}

}  // namespace

void write_output(const std::string& path, std::string_view text) {
  if (is_standard_output(path)) {
    const int error = write_all(STDOUT_FILENO, text);
    // Whoever closed the pipe ("| head") has seen enough.
    if (error != 0 && error != EPIPE) {
      fail(path, error);
    }
    return;
  }
  // A symbolic link stays one: what it points to is replaced.
  std::error_code unresolved;
  const std::filesystem::path resolved = std::filesystem::canonical(path, unresolved);
  const std::string target = unresolved ? path : resolved.string();
  struct stat status {};
  const bool exists = ::stat(target.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    fail(path, EISDIR);
  }
  if (exists && !S_ISREG(status.st_mode)) {
    write_directly(path, text);
  } else {
    replace_file(path, target, mode_for(exists, status), text);
  }
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
  write_error(fmt::format("zzaudit: {}\n", printable(message.in(language))));
}

}  // namespace zzaudit::cli
