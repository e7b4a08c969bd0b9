// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "unit/read/read_support.hpp"
#include "unit/read/zip_support.hpp"

namespace zzaudit {
namespace {

using test::input_error;
namespace fs = std::filesystem;

/// As much of an OLE2 file as is looked at: its first bytes and the directory entry of one stream.
std::string compound_file(std::string_view stream) {
  std::string bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  bytes.resize(512, '\0');
  for (const char c : stream) {
    bytes += c;
    bytes += '\0';
  }
  bytes.resize(1024, '\0');
  bytes[512 + 64] = static_cast<char>(stream.size() * 2 + 2);
  bytes[512 + 66] = 2;
  return bytes;
}

/// PATH and TMPDIR as a test wants them.
class OfficeTest : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(directory_.path("tmp"));
    fs::create_directory(directory_.path("bin"));
    set("TMPDIR", directory_.path("tmp"));
    set("PATH", directory_.path("bin"));
  }
  void TearDown() override {
    set("PATH", path_);
    ::unsetenv("TMPDIR");
    EXPECT_TRUE(fs::is_empty(directory_.path("tmp"))) << "something was left behind";
  }
  static void set(const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); }

  /// A program that is found as soffice and hands out `document`, having noted its arguments.
  void install(const std::string& document, const std::string& last_lines = "") const {
    const std::string result = directory_.write("result", document);
    const std::string program = directory_.write(
        "bin/soffice", "#!/bin/sh\nPATH=" + path_ + "\nprintf '%s\\n' \"$@\" >" +
                           directory_.path("arguments") +
                           "\nwhile [ \"$1\" != --convert-to ]; do shift; done\nmkdir \"$4\"\ncp " + result +
                           " \"$4/input.$2\"\n" + last_lines);
    fs::permissions(program, fs::perms::owner_all);
  }
  [[nodiscard]] std::string arguments() const { return read_file(directory_.path("arguments")).bytes; }

  test::TemporaryDirectory directory_;
  std::string path_ = std::getenv("PATH");
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kDocx =
    test::zip_of({{"word/document.xml", "<document><body><p><r><t>转换</t></r></p></body></document>"}});

std::string error_of(const std::string& bytes) {
  return input_error([&] { (void)read_office({"a.wps", bytes}); });
}

TEST_F(OfficeTest, WithoutLibreOfficeTheMessageSaysWhatToDo) {
  const std::string words = error_of(compound_file("WordDocument"));
  EXPECT_TRUE(contains(words, "save it as .docx")) << words;
  EXPECT_TRUE(contains(words, "apt install libreoffice-writer-nogui")) << words;
  const std::string sheets = error_of(compound_file("Workbook"));
  EXPECT_TRUE(contains(sheets, "save it as .xlsx")) << sheets;
  EXPECT_TRUE(contains(error_of(compound_file("Book")), "libreoffice-calc-nogui"));
}

TEST_F(OfficeTest, EncryptedAndForeignFilesAreNamed) {
  EXPECT_TRUE(contains(error_of(compound_file("EncryptedPackage")), "remove the password"));
  EXPECT_TRUE(contains(error_of(compound_file("PowerPoint Document")), "no text document or workbook"));
  EXPECT_TRUE(
      contains(error_of(compound_file("x") + "W\0o\0r\0k\0b\0o\0o\0k\0"), "no text document or workbook"));
}

TEST_F(OfficeTest, ReadsWhatLibreOfficeMakesOfIt) {
  install(kDocx);
  const Document document = read_office({"old/a.wps", compound_file("WordDocument")}, 4);
  EXPECT_EQ(test::lines_of(test::paragraphs_of(document).at(0)), std::vector<std::string>{"转换"});
  EXPECT_EQ(document.sources.at(0).file, "old/a.wps");
  ASSERT_EQ(document.notes.size(), 1U);
  EXPECT_TRUE(contains(document.notes[0].text.en, "LibreOffice converted it"));
  EXPECT_EQ(document.notes[0].place.source, 4U);
  EXPECT_TRUE(
      contains(arguments(), "-env:UserInstallation=file://" + directory_.path("tmp") + "/zzaudit-office-"));
  EXPECT_TRUE(contains(arguments(), "--convert-to\ndocx\n"));
  EXPECT_TRUE(contains(arguments(), "--headless"));
}

TEST_F(OfficeTest, AFailedConversionIsNoCrash) {
  install(kDocx, "exit 1\n");
  EXPECT_TRUE(contains(error_of(compound_file("WordDocument")), "LibreOffice cannot convert it"));
  install(kDocx, "rm \"$4/input.$2\"\n");
  EXPECT_TRUE(contains(error_of(compound_file("WordDocument")), "LibreOffice cannot convert it"));
  install("PK\x03\x04 garbage");
  EXPECT_TRUE(contains(error_of(compound_file("WordDocument")), "damaged"));
}

/// The real LibreOffice, when it is installed, there and back again.
TEST_F(OfficeTest, RealLibreOffice) {
  set("PATH", path_);
  if (std::system("command -v soffice >/dev/null 2>&1") != 0) GTEST_SKIP() << "LibreOffice is not installed";
  const std::string page = directory_.write(
      "a.html", "<html><body><p>first</p><table><tr><td>a</td><td>b</td></tr></table></body></html>");
  const std::string command = "soffice --headless -env:UserInstallation=file://" +
                              directory_.path("profile") + " --convert-to doc:'MS Word 97' --outdir " +
                              directory_.path() + " --writer " + page + " >/dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);
  // Without the program for texts soffice does nothing and calls it a success.
  if (!std::filesystem::exists(directory_.path("a.doc")))
    GTEST_SKIP() << "LibreOffice Writer is not installed";
  const RawInput input = read_file(directory_.path("a.doc"));
  ASSERT_EQ(detect_bytes(input), Format::kOffice);
  const Document document = read_contents(input).document;
  const auto grids = test::grids_of(document);
  ASSERT_EQ(grids.size(), 1U);
  EXPECT_EQ(test::texts_of(grids[0]), (std::vector<std::vector<std::string>>{{"a", "b"}}));
}

}  // namespace
}  // namespace zzaudit
