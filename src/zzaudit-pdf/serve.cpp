// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#include "serve.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace {

struct Request {
  int input = -1;
  int output = -1;
  unsigned cpu_seconds = 0;
  unsigned wall_seconds = 0;
};

/// The two file descriptors that came with a message; false when they did not. There is room for no more, and
/// what finds no room is closed by the system.
bool take_descriptors(msghdr& message, Request& request) {
  const cmsghdr* const part = CMSG_FIRSTHDR(&message);
  if (part == nullptr || part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) return false;
  std::array<int, 2> numbers{-1, -1};
  const std::size_t size = std::min<std::size_t>(part->cmsg_len - CMSG_LEN(0), sizeof numbers);
  std::memcpy(numbers.data(), CMSG_DATA(part), size);
  request.input = numbers[0];
  request.output = numbers[1];
  return size == sizeof numbers;
}

/// "CPU WALL", both in seconds.
bool read_limits(const char* text, std::size_t size, Request& request) {
  const char* const end = text + size;
  const auto cpu = std::from_chars(text, end, request.cpu_seconds);
  if (cpu.ec != std::errc() || cpu.ptr == end || *cpu.ptr != ' ') return false;
  const auto wall = std::from_chars(cpu.ptr + 1, end, request.wall_seconds);
  return wall.ec == std::errc() && wall.ptr == end && request.cpu_seconds > 0 && request.wall_seconds > 0;
}

void close_both(const Request& request) {
  if (request.input >= 0) ::close(request.input);
  if (request.output >= 0) ::close(request.output);
}

/// The next request that can be understood; false when nobody is left to ask.
bool next(Request& request) {
  for (;;) {
    std::array<char, 64> text{};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(2 * sizeof(int))> descriptors{};
    iovec place{text.data(), text.size()};
    msghdr message{};
    message.msg_iov = &place;
    message.msg_iovlen = 1;
    message.msg_control = descriptors.data();
    message.msg_controllen = descriptors.size();
    const ssize_t size = ::recvmsg(STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return false;
    request = {};
    const bool complete = take_descriptors(message, request);
    if (complete && read_limits(text.data(), static_cast<std::size_t>(size), request)) return true;
    close_both(request);
  }
}

void work_on(const Request& request, pid_t server) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // NOLINT(cppcoreguidelines-pro-type-vararg): the signature of prctl()
  if (::getppid() != server) std::_Exit(EXIT_FAILURE);
  const rlimit bound{request.cpu_seconds, request.cpu_seconds};
  ::setrlimit(RLIMIT_CPU, &bound);
  ::alarm(request.wall_seconds);
  ::dup2(request.input, STDIN_FILENO);
  ::dup2(request.output, STDOUT_FILENO);
  close_both(request);
}

}  // namespace

bool is_asked_to_serve() {
  struct stat status {};
  return ::fstat(STDIN_FILENO, &status) == 0 && S_ISSOCK(status.st_mode);
}

void serve() {
  // Nobody waits for the processes; what they have to say is their answer.
  std::signal(SIGCHLD, SIG_IGN);
  // Who asked may have enough before the end of an answer.
  std::signal(SIGPIPE, SIG_DFL);
  const pid_t server = ::getpid();
  Request request;
  while (next(request)) {
    if (::fork() == 0) {
      work_on(request, server);
      return;
    }
    close_both(request);
  }
  std::_Exit(EXIT_SUCCESS);
}
