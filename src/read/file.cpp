// SPDX-License-Identifier: Apache-2.0
// Files and directories: the only part of the readers that touches the system.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "read/detail/fail.hpp"
#include "zzaudit/base/system_reason.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

namespace fs = std::filesystem;

/// A file descriptor that is closed in the end; standard input stays open.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ != STDIN_FILENO) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail_with_errno(const std::string& name, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      detail::fail(name, "文件不存在，请检查路径和文件名。", "no such file; check the path and the name.");
    case EACCES:
    case EPERM:
      detail::fail(name, "没有读取权限，请检查文件权限。",
                   "permission denied; check the permissions of the file.");
    case EISDIR:
      detail::fail(name, "这是一个目录，请给出其中的文件。", "it is a directory; name a file in it.");
    default: {
      const Bilingual reason = system_reason(error);
      detail::fail(name, fmt::format("{}，请检查文件后重试。", reason.zh),
                   fmt::format("the system says “{}”; check the file and try again.", reason.en));
    }
  }
}

[[noreturn]] void fail_too_large(const std::string& name) {
  constexpr std::size_t kMebibyte = 1024UL * 1024;
  const std::size_t limit = kMaxInputBytes / kMebibyte;
  detail::fail(name, fmt::format("超过 {} MiB 的上限，不像是一份决算公开，请检查是否给错了文件。", limit),
               fmt::format("it is larger than the limit of {} MiB and hardly a final-accounts report; check "
                           "that it is the right file.",
                           limit));
}

/// Everything up to one byte more than the limit, so that endless input ends too.
std::string read_all(const std::string& name, int descriptor, std::size_t expected) {
  constexpr std::size_t kChunk = 256UL * 1024;
  std::string bytes;
  bytes.resize(expected + 1);
  std::size_t size = 0;
  while (size <= kMaxInputBytes) {
    if (size == bytes.size()) bytes.resize(std::min(size + kChunk, kMaxInputBytes + 1));
    const ssize_t got = ::read(descriptor, bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail_with_errno(name, errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > kMaxInputBytes) fail_too_large(name);
  bytes.resize(size);
  return bytes;
}

bool has_extension(const fs::path& path, std::initializer_list<std::string_view> extensions) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::find(extensions, extension) != extensions.end();
}

}  // namespace

RawInput read_file(const std::string& path) {
  const bool standard_input = path == "-";
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the signature of open()
  const int number = standard_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (number < 0) fail_with_errno(path, errno);
  const Descriptor descriptor(number);
  struct stat status {};
  if (::fstat(number, &status) != 0) fail_with_errno(path, errno);
  if (S_ISDIR(status.st_mode)) fail_with_errno(path, EISDIR);
  const std::size_t expected = S_ISREG(status.st_mode) ? static_cast<std::size_t>(status.st_size) : 0;
  if (expected > kMaxInputBytes) fail_too_large(path);
  RawInput input{path, read_all(path, number, expected)};
  if (input.bytes.find_first_not_of(" \t\r\n\f\v") == std::string::npos) {
    const bool empty = input.bytes.empty();
    detail::fail(path, empty ? "文件是空的，请重新导出。" : "文件里只有空白，请重新导出。",
                 empty ? "it is empty; export it again." : "it holds nothing but blanks; export it again.");
  }
  return input;
}

std::vector<std::string> parts_of_directory(const std::string& path) {
  constexpr std::size_t kMostParts = 1000;
  std::error_code error;
  fs::directory_iterator entries(path, error);
  if (error) fail_with_errno(path, error.value());
  std::vector<std::string> parts;
  std::vector<std::string> reports;
  for (; entries != fs::directory_iterator(); entries.increment(error)) {
    if (error) fail_with_errno(path, error.value());
    const fs::path& file = entries->path();
    const std::string name = file.filename().string();
    std::error_code unknown;
    if (name.starts_with('.') || name.starts_with("~$") || !entries->is_regular_file(unknown)) continue;
    if (name == "report.json") reports.push_back(file.string());
    if (has_extension(file, {".csv", ".tsv", ".md", ".txt", ".docx", ".xlsx", ".pdf", ".html", ".htm", ".doc",
                             ".xls", ".wps", ".et"})) {
      parts.push_back(file.string());
    }
    if (parts.size() > kMostParts) {
      detail::fail(path, fmt::format("目录里的文件超过 {} 个，请给出只含一份决算公开的目录。", kMostParts),
                   fmt::format("it holds more than {} files; name a directory with the parts of one report.",
                               kMostParts));
    }
  }
  if (error) fail_with_errno(path, error.value());
  if (parts.empty()) parts = std::move(reports);
  if (parts.empty()) {
    detail::fail(path,
                 "目录里没有可读的文件（.xlsx、.docx、.pdf、.html、.csv、.tsv、.md、.txt、.xls、.doc、.et、."
                 "wps 或 report.json），"
                 "请放入决算公开各表。",
                 "the directory holds no file that can be read (.xlsx, .docx, .pdf, .html, .csv, .tsv, .md, "
                 ".txt, .xls, .doc, "
                 ".et, .wps or report.json); put the tables of the report there.");
  }
  std::ranges::sort(parts);
  return parts;
}

}  // namespace zzaudit
