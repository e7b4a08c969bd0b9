// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "unit/read/read_support.hpp"

namespace zzaudit {
namespace {

using test::input_error;
using test::TemporaryDirectory;

std::string error_of(const std::string& path) {
  return input_error([&] { (void)read_file(path); });
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(ReadFile, GivesAllBytesAndTheName) {
  const TemporaryDirectory directory;
  const std::string bytes("a\r\n\0b\xFF", 6);
  const std::string path = directory.write("x.txt", bytes);
  const RawInput input = read_file(path);
  EXPECT_EQ(input.bytes, bytes);
  EXPECT_EQ(input.name, path);
}

TEST(ReadFile, SaysWhatIsWrong) {
  const TemporaryDirectory directory;
  EXPECT_TRUE(contains(error_of(directory.path("missing.md")), "no such file"));
  EXPECT_TRUE(contains(error_of(directory.path("missing.md")), "missing.md"));
  EXPECT_TRUE(contains(error_of(directory.path()), "directory"));
  EXPECT_TRUE(contains(error_of(directory.write("empty.md", "")), "empty"));
  EXPECT_TRUE(contains(error_of(directory.write("blank.md", " \n\t\r\n ")), "nothing but blanks"));
}

TEST(ReadFile, RefusesWhatItMayNotRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
  const TemporaryDirectory directory;
  const std::string path = directory.write("secret.md", "x");
  std::filesystem::permissions(path, std::filesystem::perms::none);
  EXPECT_TRUE(contains(error_of(path), "permission"));
}

TEST(ReadFile, HasALimit) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("large.md", " ");
  std::filesystem::resize_file(path, kMaxInputBytes + 1);
  EXPECT_TRUE(contains(error_of(path), "64 MiB"));
  EXPECT_TRUE(contains(error_of("/dev/zero"), "64 MiB")) << "endless input ends";
}

TEST(ReadFile, ReadsStandardInput) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const int saved = ::dup(STDIN_FILENO);
  ASSERT_EQ(::write(ends[1], "{}", 2), 2);
  ::close(ends[1]);
  ::dup2(ends[0], STDIN_FILENO);
  const RawInput input = read_file("-");
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ::close(ends[0]);
  EXPECT_EQ(input.name, "-");
  EXPECT_EQ(input.bytes, "{}");
}

TEST(ReadFile, ErrorsShowNoControlCharacters) { EXPECT_FALSE(contains(error_of("no\x1B[31m"), "\x1B")); }

TEST(PartsOfDirectory, AreSortedAndFiltered) {
  const TemporaryDirectory directory;
  for (const char* name :
       {"b.csv", "A.CSV", "c.md", "说明.txt", "d.tsv", ".hidden.csv", "~$b.csv", "x.json", "report.json",
        "y.png", "e.XLSX", "f.docx", "g.pdf", "h.htm", "i.et", "~$f.docx"}) {
    directory.write(name, "x");
  }
  std::filesystem::create_directory(directory.path("folder.csv"));
  EXPECT_EQ(
      parts_of_directory(directory.path()),
      (std::vector<std::string>{directory.path("A.CSV"), directory.path("b.csv"), directory.path("c.md"),
                                directory.path("d.tsv"), directory.path("e.XLSX"), directory.path("f.docx"),
                                directory.path("g.pdf"), directory.path("h.htm"), directory.path("i.et"),
                                directory.path("说明.txt")}));
}

TEST(PartsOfDirectory, MayBeOneNativeReport) {
  const TemporaryDirectory directory;
  directory.write("report.json", "{}");
  directory.write("notes.png", "x");
  EXPECT_EQ(parts_of_directory(directory.path()), std::vector<std::string>{directory.path("report.json")});
}

TEST(PartsOfDirectory, SaysWhenThereIsNothing) {
  const TemporaryDirectory directory;
  const auto error = [](const std::string& path) {
    return input_error([&] { (void)parts_of_directory(path); });
  };
  EXPECT_TRUE(contains(error(directory.path()), "no file that can be read"));
  EXPECT_TRUE(contains(error(directory.path("missing")), "no such"));
}

}  // namespace
}  // namespace zzaudit
