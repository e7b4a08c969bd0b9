// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/process.hpp"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
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
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>

namespace zzaudit::process {
namespace {

using Clock = std::chrono::steady_clock;

/// What a shell and the dynamic linker say, too.
constexpr int kCannotRun = 127;

/// A file descriptor that is closed in the end.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() { close(); }
  void open(int number) {
    close();
    number_ = number;
  }
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
[[noreturn]] void become(const char* program, int requests, const Limits& limits) {
  constexpr rlim_t kFiles = 64;
  ::dup2(requests, STDIN_FILENO);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the signature of open()
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) {
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
  }
  if (limits.memory != 0) limit(RLIMIT_AS, limits.memory);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, kFiles);
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

/// A running program that waits on a socket for pieces of work (src/zzaudit-pdf/PROTOCOL.md, "Serving"). It
/// ends by itself when nobody is left at the other end of the socket; nobody waits for that.
class Server {
 public:
  Server(std::string program, const Limits& limits) : program_(std::move(program)) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
    requests_.open(ends[0]);
    const Descriptor theirs(ends[1]);
    // Not fork: its copy of the tables of a large memory would be thrown away by execve at once.
    child_ = ::vfork();
    if (child_ == 0) become(program_.c_str(), theirs.number(), limits);
  }

  [[nodiscard]] const std::string& program() const { return program_; }

  /// Whether the piece of work could be handed over: false when the program does not listen any more.
  [[nodiscard]] bool hand_over(int input, int output, const Limits& limits) const {
    std::string text = std::to_string(limits.cpu_seconds) + ' ' + std::to_string(limits.wall_seconds);
    const std::array<int, 2> numbers{input, output};
    iovec place{text.data(), text.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof numbers)> control{};
    msghdr message{};
    message.msg_iov = &place;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* const descriptors = CMSG_FIRSTHDR(&message);
    descriptors->cmsg_level = SOL_SOCKET;
    descriptors->cmsg_type = SCM_RIGHTS;
    descriptors->cmsg_len = CMSG_LEN(sizeof numbers);
    std::memcpy(CMSG_DATA(descriptors), numbers.data(), sizeof numbers);
    ssize_t sent = -1;
    do {
      sent = ::sendmsg(requests_.number(), &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent >= 0;
  }

  /// Whether it has ended, or closed its end of the socket, which is the same.
  [[nodiscard]] bool has_ended() const {
    pollfd socket{requests_.number(), POLLIN, 0};
    return child_ < 0 || ::poll(&socket, 1, 0) > 0;
  }

  /// Waits for its end; its exit code, -1 when a signal ended it.
  int exit_code() {
    int status = 0;
    pid_t ended = -1;
    while (child_ > 0 && (ended = ::waitpid(child_, &status, 0)) < 0 && errno == EINTR) {
    }
    child_ = -1;
    if (ended > 0 && WIFEXITED(status)) exit_code_ = WEXITSTATUS(status);
    return exit_code_;
  }

 private:
  std::string program_;
  Descriptor requests_;
  pid_t child_ = -1;
  int exit_code_ = -1;
};

/// The one server of this process, for all its threads.
class Servers {
 public:
  /// A server that took the piece of work; null when the program cannot be run.
  std::shared_ptr<Server> hand_over(const std::string& program, int input, int output, const Limits& limits) {
    const std::scoped_lock lock(mutex_);
    // A second one where the first has ended in the meantime.
    constexpr int kAttempts = 2;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
      if (!current_ || current_->program() != program) current_ = std::make_shared<Server>(program, limits);
      if (current_->hand_over(input, output, limits)) return current_;
      current_ = nullptr;
    }
    return nullptr;
  }

  /// Whether a server has ended, and work that it had may have ended with it.
  bool has_ended(const std::shared_ptr<Server>& server) {
    const std::scoped_lock lock(mutex_);
    if (!server->has_ended()) return false;
    if (current_ == server) current_ = nullptr;
    return true;
  }

  /// Whether a server that has ended could not even be run: something that it needs is missing.
  bool could_not_run(const std::shared_ptr<Server>& server) {
    const std::scoped_lock lock(mutex_);
    return server->exit_code() == kCannotRun;
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<Server> current_;
};

Servers& servers() {
  static Servers all;
  return all;
}

/// One attempt at an answer; nothing when the server ended in the midst of it, for reasons of its own: what a
/// piece of work does ends but its own process.
std::optional<Result> attempt(const std::string& program, const Descriptor& content, const Limits& limits) {
  Result result;
  std::array<int, 2> ends{};
  if (::lseek(content.number(), 0, SEEK_SET) != 0 || ::pipe2(ends.data(), O_CLOEXEC) != 0) return result;
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const std::shared_ptr<Server> server =
      servers().hand_over(program, content.number(), writing.number(), limits);
  writing.close();
  if (!server) return result;
  collect(reading.number(), limits, result);
  result.started = true;
  if (result.timed_out || result.truncated || !servers().has_ended(server)) return result;
  if (servers().could_not_run(server)) return Result{};
  return std::nullopt;
}

}  // namespace

Result ask(const std::string& program, std::string_view input, const Limits& limits) {
  // A file in memory, not a pipe: nobody has to write while the other reads.
  const Descriptor content(::memfd_create("input", MFD_CLOEXEC));
  if (content.number() < 0 || !write_all(content.number(), input)) return {};
  constexpr int kAttempts = 2;
  for (int i = 0; i < kAttempts; ++i) {
    if (auto result = attempt(program, content, limits)) return *std::move(result);
  }
  Result unanswered;
  unanswered.started = true;
  return unanswered;
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
