// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/process.hpp"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstddef>
#include <cstdlib>

namespace zzaudit::process {
namespace {

using Clock = std::chrono::steady_clock;

/// A file descriptor that is closed in the end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

void limit(__rlimit_resource resource, rlim_t value) {
  const rlimit bound{value, value};
  ::setrlimit(resource, &bound);
}

/// Opening a socket fails from now on, in this process and what it becomes. Where the system refuses the
/// filter, the other limits remain.
void forbid_network() {
  std::array filter{
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 1),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  // NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): the signature of prctl()
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
  // NOLINTEND(cppcoreguidelines-pro-type-vararg)
}

/// In the child, between vfork and exec: only what is safe there, and nothing that the parent would find
/// changed.
[[noreturn]] void become(const char* program, int input, int output, const Limits& limits) {
  constexpr int kCannotRun = 127;
  constexpr rlim_t kFiles = 64;
  ::dup2(input, STDIN_FILENO);
  ::dup2(output, STDOUT_FILENO);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the signature of open()
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
  if (limits.memory != 0) limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_CPU, limits.cpu_seconds);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, kFiles);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // NOLINT(cppcoreguidelines-pro-type-vararg): the signature of prctl()
  forbid_network();
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): the signature of execve()
  std::array<char*, 2> arguments{const_cast<char*>(program), nullptr};
  std::array<char*, 1> environment{nullptr};
  ::execve(program, arguments.data(), environment.data());
  ::_exit(kCannotRun);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Takes what comes until the end, the deadline or the limit.
void collect(int descriptor, const Limits& limits, Result& result) {
  const auto deadline = Clock::now() + std::chrono::seconds(limits.wall_seconds);
  std::array<char, 1U << 16U> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd waiting{descriptor, POLLIN, 0};
    const int ready = left <= 0 ? 0 : ::poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) {
      result.timed_out = true;
      return;
    }
    const ssize_t size = ::read(descriptor, block.data(), block.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return;
    result.output.append(block.data(), static_cast<std::size_t>(size));
    if (result.output.size() > limits.output) {
      result.truncated = true;
      return;
    }
  }
}

}  // namespace

Result run_limited(const std::string& program, std::string_view input, const Limits& limits) {
  Result result;
  // A file in memory, not a pipe: nobody has to write while the other reads.
  const Descriptor content(::memfd_create("input", MFD_CLOEXEC));
  if (content.number() < 0 || !write_all(content.number(), input) ||
      ::lseek(content.number(), 0, SEEK_SET) != 0) {
    return result;
  }
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return result;
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  // Not fork: its copy of the tables of a large memory would be thrown away by execve at once.
  const pid_t child = ::vfork();
  if (child < 0) return result;
  if (child == 0) become(program.c_str(), content.number(), writing.number(), limits);
  writing.close();
  result.started = true;
  collect(reading.number(), limits, result);
  if (result.timed_out || result.truncated) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  return result;
}

namespace {

/// The folder of the running program; "" when the system does not tell.
std::string own_folder() {
  std::array<char, PATH_MAX> path{};
  const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
  if (size <= 0) return {};
  const std::string_view name(path.data(), static_cast<std::size_t>(size));
  return std::string(name.substr(0, name.rfind('/')));
}

}  // namespace

std::string companion(const char* variable, std::string_view name) {
  const char* const named = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  if (named != nullptr && *named != '\0') return named;
  const std::string folder = own_folder();
  for (const std::string_view place : {"/", "/" ZZAUDIT_INSTALLED_HELPERS "/"}) {
    std::string path = folder;
    path.append(place).append(name);
    if (::access(path.c_str(), F_OK) == 0) return path;
  }
  return {};
}

}  // namespace zzaudit::process
