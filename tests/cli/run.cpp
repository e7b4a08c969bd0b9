// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace zzaudit::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> environment_of(const Setting& setting) {
  std::vector<std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    if (!variable.starts_with("ZZAUDIT_LANG=") && !variable.starts_with("NO_COLOR=")) {
      variables.emplace_back(variable);
    }
  }
  for (const auto& [name, value] : setting.variables) {
    variables.push_back(name + "=" + value);
  }
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  std::ranges::transform(strings, std::back_inserter(pointers), [](std::string& s) { return s.data(); });
  pointers.push_back(nullptr);
  return pointers;
}

int open_or_throw(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    throw std::runtime_error("cannot open " + path);
  }
  return descriptor;
}

std::array<int, 2> pipe_or_throw() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("pipe");
  }
  return ends;
}

void write_blanks(int descriptor, std::size_t count) {
  const std::string chunk(1U << 16U, ' ');
  while (count > 0) {
    const ssize_t written = ::write(descriptor, chunk.data(), std::min(chunk.size(), count));
    if (written <= 0) {
      break;  // the reader has seen enough
    }
    count -= static_cast<std::size_t>(written);
  }
  ::close(descriptor);
}

}  // namespace

Result run(const std::vector<std::string>& arguments, const Setting& setting) {
  std::signal(SIGPIPE, SIG_IGN);
  const Folder folder;
  const std::string out_path = setting.output_path.empty() ? folder.path("out") : setting.output_path;
  std::array<int, 2> blanks{-1, -1};
  int in = -1;
  if (setting.blanks > 0) {
    blanks = pipe_or_throw();
    in = blanks[0];
  } else {
    in = open_or_throw(folder.file("in", setting.input), O_RDONLY);
  }
  int out = -1;
  if (setting.closed_output) {
    const auto ends = pipe_or_throw();
    ::close(ends[0]);
    out = ends[1];
  } else {
    out = open_or_throw(out_path, O_WRONLY | O_CREAT);
  }
  const int err = open_or_throw(folder.path("err"), O_WRONLY | O_CREAT);

  std::vector<std::string> words = {ZZAUDIT_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = environment_of(setting);
  const auto argv = pointers_to(words);
  const auto envp = pointers_to(variables);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(in, STDIN_FILENO);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::close(in);
  ::close(out);
  ::close(err);
  std::thread writer;
  if (setting.blanks > 0) {
    writer = std::thread(write_blanks, blanks[1], setting.blanks);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  if (writer.joinable()) {
    writer.join();
  }
  Result result;
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.out = setting.output_path.empty() && !setting.closed_output ? read(out_path) : std::string{};
  result.err = read(folder.path("err"));
  return result;
}

namespace {

::testing::AssertionResult judge(bool holds, std::string_view relation, std::string_view text,
                                 std::string_view part) {
  return holds ? ::testing::AssertionSuccess()
               : ::testing::AssertionFailure() << "“" << text << "” " << relation << " “" << part << "”";
}

}  // namespace

::testing::AssertionResult contains(std::string_view text, std::string_view part) {
  return judge(text.find(part) != std::string_view::npos, "lacks", text, part);
}
::testing::AssertionResult lacks(std::string_view text, std::string_view part) {
  return judge(text.find(part) == std::string_view::npos, "contains", text, part);
}
::testing::AssertionResult starts_with(std::string_view text, std::string_view part) {
  return judge(text.starts_with(part), "does not start with", text, part);
}
::testing::AssertionResult matches(const std::string& text, const std::string& regex) {
  return judge(std::regex_search(text, std::regex(regex)), "does not match", text, regex);
}

std::string sample(std::string_view path) {
  return std::string(ZZAUDIT_SOURCE_DIR) + "/data/samples/" + std::string(path);
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "zzaudit-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("mkdtemp");
  }
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Folder::file(std::string_view name, std::string_view contents) const {
  const fs::path path = path_ / name;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << contents;
  return path.string();
}

std::vector<std::string> Folder::names() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path_)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace zzaudit::test
