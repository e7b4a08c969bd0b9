// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "read/detail/fail.hpp"
#include "zzaudit/base/system_reason.hpp"

namespace zzaudit::pdf {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::chrono::seconds kLongest{30};
constexpr std::size_t kMostOutput = 128UL * 1024 * 1024;
constexpr std::string_view kProgram = "zzaudit-pdf";

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail_to_start(const std::string& name, int error) {
  const Bilingual reason = system_reason(error);
  detail::fail(name, fmt::format("无法启动读取 PDF 的程序 zzaudit-pdf（{}）。", reason.zh),
               fmt::format("the program zzaudit-pdf, which reads PDF, cannot be started ({}).", reason.en));
}

/// Where the helper is: named by ZZAUDIT_PDF, beside this program, or in ../lib/zzaudit seen from there.
std::optional<std::string> find_program() {
  if (const char* named = std::getenv("ZZAUDIT_PDF"); named != nullptr && *named != '\0') return named;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (error) return std::nullopt;
  const fs::path folder = self.parent_path();
  for (const fs::path& candidate : {folder / kProgram, folder.parent_path() / "lib" / "zzaudit" / kProgram}) {
    if (::access(candidate.c_str(), X_OK) == 0) return candidate.string();
  }
  return std::nullopt;
}

/// The bytes as a file in memory: no pipe that could block while the other one is being read.
Descriptor file_in_memory(const std::string& name, std::string_view bytes) {
  Descriptor file(::memfd_create("zzaudit-pdf", MFD_CLOEXEC));
  if (file.number() < 0) fail_to_start(name, errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail_to_start(name, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::lseek(file.number(), 0, SEEK_SET) != 0) fail_to_start(name, errno);
  return file;
}

/// A started process, killed and waited for in the end whatever happens.
class Process {
 public:
  Process(const std::string& name, const std::string& program, int input, int output) {
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    std::string argument(kProgram);
    std::array<char*, 2> arguments = {argument.data(), nullptr};
    std::array<char*, 1> environment = {nullptr};
    const int error =
        ::posix_spawn(&id_, program.c_str(), &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (error == 0) return;
    id_ = 0;
    fail_to_start(name, error);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  Process(Process&&) = delete;
  Process& operator=(Process&&) = delete;
  ~Process() {
    if (id_ == 0) return;
    ::kill(id_, SIGKILL);
    (void)wait();
  }

  /// Its status, as waitpid gives it.
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) continue;
    id_ = 0;
    return status;
  }

 private:
  pid_t id_ = 0;
};

enum class Ending : std::uint8_t { kEnd, kTooLong, kTooMuch };

Ending read_all(int descriptor, std::string& output) {
  constexpr std::size_t kPiece = 256UL * 1024;
  const auto deadline = steady_clock::now() + kLongest;
  std::size_t size = 0;
  while (true) {
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
    pollfd wanted{descriptor, POLLIN, 0};
    const int ready = left.count() > 0 ? ::poll(&wanted, 1, static_cast<int>(left.count())) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return Ending::kTooLong;
    if (output.size() - size < kPiece) output.resize(std::max(output.size() * 2, size + kPiece));
    const ssize_t got = ::read(descriptor, output.data() + size, output.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
    if (size > kMostOutput) return Ending::kTooMuch;
  }
  output.resize(size);
  return Ending::kEnd;
}

}  // namespace

std::string run_helper(const std::string& name, std::string_view bytes) {
  const auto program = find_program();
  if (!program) {
    detail::fail(
        name,
        "读取 PDF 需要程序 zzaudit-pdf，但在 zzaudit 旁边没有找到。请重新编译或安装（./quickstart "
        "会一并编译），或用环境变量 ZZAUDIT_PDF 指出它的位置。",
        "reading PDF needs the program zzaudit-pdf, which was not found beside zzaudit. Build or install it "
        "(./quickstart does), or say where it is with the environment variable ZZAUDIT_PDF.");
  }
  const Descriptor input = file_in_memory(name, bytes);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail_to_start(name, errno);
  const Descriptor from_helper(ends[0]);
  Descriptor to_us(ends[1]);
  Process process(name, *program, input.number(), to_us.number());
  to_us.close();

  std::string output;
  const Ending ending = read_all(from_helper.number(), output);
  if (ending == Ending::kTooMuch) {
    detail::fail(name, "PDF 的内容多得不像一份决算公开，请检查是否给错了文件。",
                 "the PDF holds more than any final-accounts report; check that it is the right file.");
  }
  const int status = ending == Ending::kEnd ? process.wait() : 0;
  if (ending == Ending::kTooLong || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
    detail::fail(name, "读取 PDF 超过了时间上限，文件可能已损坏。请重新导出后再试。",
                 "reading the PDF took longer than the limit; it may be damaged. Export it again.");
  }
  return output;
}

}  // namespace zzaudit::pdf
