// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#include "confine.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace zzaudit_pdf {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;  // needs terabytes of address space
#else
constexpr bool kSanitized = false;
#endif

void limit(__rlimit_resource resource, rlim_t most) {
  rlimit now{};
  if (::getrlimit(resource, &now) == 0 && now.rlim_max < most) most = now.rlim_max;
  const rlimit limits{most, most};
  (void)::setrlimit(resource, &limits);
}

/// System calls that are refused: every way to another machine, program or process.
constexpr std::array<std::uint32_t, 9> kRefused = {
    __NR_socket,           __NR_socketpair,        __NR_execve, __NR_execveat,       __NR_ptrace,
    __NR_process_vm_readv, __NR_process_vm_writev, __NR_bpf,    __NR_io_uring_setup,
};

/// A filter in the kernel; without one (another architecture, an old kernel) the limits alone hold.
void refuse_system_calls() {
  if (kArchitecture == 0) return;
  const auto load = [](std::size_t offset) {
    return sock_filter{BPF_LD | BPF_W | BPF_ABS, 0, 0, static_cast<std::uint32_t>(offset)};
  };
  const auto unless_equal = [](std::uint32_t value, std::uint8_t skip) {
    return sock_filter{BPF_JMP | BPF_JEQ | BPF_K, 0, skip, value};
  };
  const auto answer = [](std::uint32_t action) { return sock_filter{BPF_RET | BPF_K, 0, 0, action}; };
  constexpr std::uint32_t kRefuse = SECCOMP_RET_ERRNO | EPERM;

  // Numbers of another architecture mean other calls.
  std::vector<sock_filter> program = {load(offsetof(seccomp_data, arch)),
                                      {BPF_JMP | BPF_JEQ | BPF_K, 1, 0, kArchitecture},
                                      answer(kRefuse),
                                      load(offsetof(seccomp_data, nr))};
#if defined(__x86_64__)
  // So do those of x32, which have a bit of their own.
  program.push_back({BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000});
  program.push_back(answer(kRefuse));
#endif
  for (const std::uint32_t call : kRefused) {
    program.push_back(unless_equal(call, 1));
    program.push_back(answer(kRefuse));
  }
  // Poppler's own data may be opened, for reading.
  constexpr std::size_t kOpenFlags = offsetof(seccomp_data, args) + (2 * sizeof(std::uint64_t));
  program.push_back(unless_equal(__NR_openat, 3));
  program.push_back(load(kOpenFlags));
  program.push_back({BPF_JMP | BPF_JSET | BPF_K, 0, 1, O_WRONLY | O_RDWR | O_CREAT});
  program.push_back(answer(kRefuse));
  program.push_back(answer(SECCOMP_RET_ALLOW));

  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  // NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): the signature of prctl()
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
    (void)::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
  }
  // NOLINTEND(cppcoreguidelines-pro-type-vararg)
}

}  // namespace

void confine() {
  constexpr rlim_t kMebibyte = 1024UL * 1024;
  constexpr rlim_t kMemory = 600 * kMebibyte;
  constexpr rlim_t kProcessorSeconds = 20;
  constexpr rlim_t kOpenFiles = 64;
  if (!kSanitized) limit(RLIMIT_AS, kMemory);
  limit(RLIMIT_CPU, kProcessorSeconds);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, kOpenFiles);
  // Output that was sent into a file must still get there.
  struct stat output {};
  if (::fstat(STDOUT_FILENO, &output) == 0 && !S_ISREG(output.st_mode)) limit(RLIMIT_FSIZE, 0);
  if (!kSanitized) refuse_system_calls();
}

}  // namespace zzaudit_pdf
