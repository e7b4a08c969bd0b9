// SPDX-License-Identifier: Apache-2.0
// DOC, XLS, WPS and ET by way of LibreOffice, which runs as a process of its own with a profile of its own.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "read/detail/fail.hpp"
#include "zzaudit/base/system_reason.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kTimeout{60};

/// ASCII as the UTF-16LE that names in such a file are.
std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    out += c;
    out += '\0';
  }
  return out;
}

/// Where the entry of a stream of this name stands among the directory entries of an OLE2 file; npos when
/// there is none. An entry is 128 bytes: the name, its length at 64, the type at 66.
std::size_t find_stream(const std::string& bytes, std::string_view name) {
  constexpr std::size_t kEntry = 128;
  constexpr std::size_t kLengthAt = 64;
  constexpr std::size_t kTypeAt = 66;
  constexpr char kStream = 2;
  const std::string wanted = utf16(name);
  for (std::size_t at = bytes.find(wanted); at != std::string::npos; at = bytes.find(wanted, at + 1)) {
    if (at % kEntry == 0 && at + kEntry <= bytes.size() && bytes[at + kTypeAt] == kStream &&
        static_cast<unsigned char>(bytes[at + kLengthAt]) == wanted.size() + 2) {
      return at;
    }
  }
  return std::string::npos;
}

enum class Kind : std::uint8_t { kWords, kSheets };

/// What LibreOffice is to make of the input. An object inside a document has streams of its own, which come
/// later in the directory.
Kind kind_of(const RawInput& input) {
  if (find_stream(input.bytes, "EncryptedPackage") != std::string::npos) {
    detail::fail(
        input.name, "文件有打开密码，无法读取；请用 Office 或 WPS 打开，去掉密码后另存。",
        "it is encrypted with a password; open it in Office or WPS, remove the password and save it.");
  }
  const std::size_t words = find_stream(input.bytes, "WordDocument");
  const std::size_t sheets = std::min(find_stream(input.bytes, "Workbook"), find_stream(input.bytes, "Book"));
  if (words == std::string::npos && sheets == std::string::npos) {
    detail::fail(input.name, "这不是 Word、Excel 或 WPS 的文字、表格文件；请另存为 .docx 或 .xlsx 再试。",
                 "it is no text document or workbook of Word, Excel or WPS; save it as .docx or .xlsx.");
  }
  return words < sheets ? Kind::kWords : Kind::kSheets;
}

std::string find_office() {
  const char* const path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody changes it
  std::string_view folders = path == nullptr ? std::string_view() : std::string_view(path);
  while (!folders.empty()) {
    const std::size_t end = std::min(folders.find(':'), folders.size());
    const fs::path folder(folders.substr(0, end));
    folders.remove_prefix(std::min(end + 1, folders.size()));
    for (const char* program : {"soffice", "libreoffice"}) {
      const fs::path candidate = folder / program;
      if (folder.is_absolute() && ::access(candidate.c_str(), X_OK) == 0 && fs::is_regular_file(candidate)) {
        return candidate.string();
      }
    }
  }
  return {};
}

/// A directory that only this user may enter, gone with all that is in it in the end.
class PrivateDirectory {
 public:
  explicit PrivateDirectory(const std::string& input) {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "zzaudit-office-XXXXXX").string();
    if (error || ::mkdtemp(pattern.data()) == nullptr) {
      const Bilingual reason = system_reason(error ? error.value() : errno);
      detail::fail(
          input, fmt::format("无法建立临时目录（{}），请检查环境变量 TMPDIR。", reason.zh),
          fmt::format("no temporary directory can be made ({}); check the variable TMPDIR.", reason.en));
    }
    path_ = pattern;
  }
  PrivateDirectory(const PrivateDirectory&) = delete;
  PrivateDirectory(PrivateDirectory&&) = delete;
  PrivateDirectory& operator=(const PrivateDirectory&) = delete;
  PrivateDirectory& operator=(PrivateDirectory&&) = delete;
  ~PrivateDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(std::string_view name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

enum class Outcome : std::uint8_t { kDone, kFailed, kTooSlow };

/// Waits for the process; when it takes too long, ends it with all that it has started.
Outcome wait_for(pid_t process) {
  constexpr std::chrono::milliseconds kPause{20};
  const auto deadline = std::chrono::steady_clock::now() + kTimeout;
  int status = 0;
  while (true) {
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process) break;
    if (ended < 0 && errno != EINTR) return Outcome::kFailed;
    if (std::chrono::steady_clock::now() > deadline) {
      ::kill(-process, SIGKILL);
      ::waitpid(process, &status, 0);
      return Outcome::kTooSlow;
    }
    std::this_thread::sleep_for(kPause);
  }
  ::kill(-process, SIGKILL);  // what it may have left behind
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Outcome::kDone : Outcome::kFailed;
}

/// Runs a program in a process group of its own, deaf and mute.
Outcome run(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): the signature of posix_spawn
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  ::posix_spawnattr_setpgroup(&attributes, 0);
  pid_t process = 0;
  const int error =
      ::posix_spawn(&process, arguments.front(), &files, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&files);
  return error == 0 ? wait_for(process) : Outcome::kFailed;
}

/// The input as DOCX or XLSX, under its own name.
RawInput converted(const RawInput& input, Kind kind) {
  const bool words = kind == Kind::kWords;
  const std::string_view target = words ? "docx" : "xlsx";
  const std::string office = find_office();
  if (office.empty()) {
    detail::fail(
        input.name,
        fmt::format("这是旧版 Office 或 WPS 文件，要借助 LibreOffice 读取，但没有找到它；请用 Office 或 WPS "
                    "另存为 .{}，"
                    "或安装 LibreOffice（Debian、Ubuntu：apt install libreoffice-{}-nogui）。",
                    target, words ? "writer" : "calc"),
        fmt::format("it is an old Office or WPS file, which is read by way of LibreOffice, and that was not "
                    "found; save "
                    "it as .{} in Office or WPS, or install LibreOffice (Debian, Ubuntu: apt install "
                    "libreoffice-{}-nogui).",
                    target, words ? "writer" : "calc"));
  }
  const PrivateDirectory directory(input.name);
  const std::string original = directory / (words ? "input.doc" : "input.xls");
  std::ofstream(original, std::ios::binary) << input.bytes;
  const Outcome outcome = run({office, "--headless", "--norestore", "--nologo", "--nolockcheck",
                               "-env:UserInstallation=file://" + directory / "profile", "--convert-to",
                               std::string(target), "--outdir", directory / "out", original});
  const std::string result = directory / fmt::format("out/input.{}", target);
  if (outcome == Outcome::kTooSlow) {
    detail::fail(
        input.name,
        fmt::format("LibreOffice 在 {} 秒内没有完成转换；请用 Office 或 WPS 另存为 .{} 再试。",
                    kTimeout.count(), target),
        fmt::format("LibreOffice did not convert it within {} seconds; save it as .{} in Office or WPS.",
                    kTimeout.count(), target));
  }
  std::error_code error;
  if (outcome == Outcome::kFailed || !fs::is_regular_file(result, error)) {
    detail::fail(
        input.name,
        fmt::format(
            "LibreOffice 无法转换这个文件，可能已损坏或有密码；请用 Office 或 WPS 打开并另存为 .{} 再试。",
            target),
        fmt::format("LibreOffice cannot convert it: it may be damaged or protected by a password; open it in "
                    "Office or WPS and save it as .{}.",
                    target));
  }
  return {input.name, read_file(result).bytes};
}

}  // namespace

Document read_office(const RawInput& input, std::uint16_t source) {
  const Kind kind = kind_of(input);
  const RawInput modern = converted(input, kind);
  Document document = kind == Kind::kWords ? read_docx(modern, source) : read_xlsx(modern, source);
  Place place;
  place.source = source;
  document.notes.insert(
      document.notes.begin(),
      ReaderNote{{"旧版格式，经 LibreOffice 转换后读取，个别表格的格式可能与原文件不同",
                  "an old format, read after LibreOffice converted it; tables may differ in form "
                  "from the file"},
                 place});
  return document;
}

}  // namespace zzaudit
