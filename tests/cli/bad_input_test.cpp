// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

/// Every bad input is a message that names the file, in both languages, and exit code 3.
void expect_rejected(const std::string& path, std::string_view zh, std::string_view en,
                     const Setting& setting = {}) {
  for (const std::string& command : {std::string("check"), std::string("convert")}) {
    const Result chinese = run({command, path}, setting);
    EXPECT_EQ(chinese.code, 3) << path;
    EXPECT_EQ(chinese.out, "") << path;
    EXPECT_TRUE(contains(chinese.err, path == "-" ? "" : path));
    EXPECT_TRUE(contains(chinese.err, std::string(zh)));
    const Result english = run({command, "--lang", "en", path}, setting);
    EXPECT_EQ(english.code, 3) << path;
    EXPECT_TRUE(contains(english.err, path == "-" ? "" : path));
    EXPECT_TRUE(contains(english.err, std::string(en)));
  }
}

std::string report_with_cell(std::string_view cell) {
  return R"({"schema": "zzaudit-report/1", "tables": {"income": {"rows": [{"key": "total", "fiscal": )" +
         std::string(cell) + "}]}}}";
}

TEST(BadInput, EmptyFiles) {
  const Folder folder;
  expect_rejected(folder.file("empty.md", ""), "空", "empty");
  expect_rejected(folder.file("blank.json", " \n\t\n"), "空白", "blanks");
  expect_rejected("-", "", "", {});
}

TEST(BadInput, TruncatedJson) {
  const Folder folder;
  const std::string whole = read(sample("clean/report.json"));
  expect_rejected(folder.file("cut.json", std::string_view(whole).substr(0, whole.size() / 2)), "行第",
                  "line ");
}

TEST(BadInput, WrongTypes) {
  const Folder folder;
  expect_rejected(folder.file("type.json", report_with_cell("[1]")), "/tables/income/rows/0/fiscal",
                  "found an array");
  expect_rejected(folder.file("year.json", R"({"schema": "zzaudit-report/1", "year": "二〇二三"})"), "/year",
                  "/year");
}

TEST(BadInput, TenThousandLevels) {
  const Folder folder;
  const std::string deep = R"({"schema": "zzaudit-report/1", "sections": )" + std::string(10000, '[');
  expect_rejected(folder.file("deep.json", deep), "64 层", "64 levels");
}

TEST(BadInput, AGibibyteOfBlanks) {
  Setting setting;
  setting.blanks = 1UL << 30U;
  expect_rejected("-", "64 MiB", "64 MiB", setting);
}

TEST(BadInput, NotAReport) {
  const Folder folder;
  expect_rejected(folder.file("story.md", "今天天气很好。\n\n明天也是。\n"), "", "none of the tables");
  expect_rejected(folder.file("other.json", R"({"name": "package", "version": 1})"), "schema", "schema");
}

TEST(BadInput, Binary) {
  const Folder folder;
  std::string bytes;
  for (int i = 0; i < 4096; ++i) {
    bytes += static_cast<char>((i * 7919) % 251);
  }
  expect_rejected(folder.file("program.bin", bytes), "", "");
}

TEST(BadInput, KindsNotReadAreNamedWithThoseThatAre) {
  const Folder folder;
  struct Kind {
    std::string name, bytes, zh, en;
  };
  const std::vector<Kind> kinds = {{"a.zip", "PK\003\004....x", "ZIP", "ZIP"},
                                   {"a.rtf", "{\\rtf1 x}", "RTF", "RTF"},
                                   {"a.png", "\x89PNG....", "PNG 图片", "PNG image"},
                                   {"a.xml", "<?xml version=\"1.0\"?><Workbook/>", "XML", "XML"}};
  for (const Kind& kind : kinds) {
    const std::string path = folder.file(kind.name, kind.bytes);
    expect_rejected(path, kind.zh, kind.en);
    expect_rejected(path, "不能读取；能读取的有 PDF、DOCX、XLSX、HTML、CSV、Markdown、纯文本",
                    "which is not read; PDF, DOCX, XLSX, HTML, CSV, Markdown, plain text");
  }
}

TEST(BadInput, PagesWithoutTheReportSayWhereItIs) {
  const Folder folder;
  expect_rejected(
      folder.file("a.html",
                  "<!DOCTYPE html><p>某局2023年度部门决算</p><a href=\"P1.pdf\">附件：决算公开</a>"),
      "报告在附件中：请下载“附件：决算公开”，核对下载的文件",
      "the report is an attachment: download “附件：决算公开” and check that");
  expect_rejected(folder.file("b.html", "<html><div id=app></div><script src=app.js></script></html>"),
                  "可能要由脚本加载", "scripts may load it");
  expect_rejected(folder.file("c.xls", "<html xmlns:x=\"urn:x\"><body>某局</body></html>"), "",
                  "none of the tables");
}

TEST(BadInput, DamagedOfficeFiles) {
  const Folder folder;
  for (const auto& [name, part] :
       {std::pair{"a.xlsx", "xl/workbook.xml"}, std::pair{"a.docx", "word/document.xml"}}) {
    expect_rejected(folder.file(name, std::string("PK\003\004....") + part), "文件已损坏或不完整",
                    "damaged or incomplete");
  }
  expect_rejected(folder.file("a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), "不是 Word、Excel 或 WPS",
                  "no text document or workbook of Word, Excel or WPS");
  expect_rejected(folder.file("a.pdf", "%PDF-1.7\n"), "不是完好的 PDF 文件", "no sound PDF file");
}

// The page could still be drawn, with a character or figure that the report does not have.
TEST(BadInput, PdfStreamThatContradictsItsChecksum) {
  const Folder folder;
  const auto path = std::filesystem::path(ZZAUDIT_SOURCE_DIR) / "tests/formats/documents/clean-docx.pdf";
  EXPECT_EQ(run({"check", path.string()}).code, 0);
  const std::string sound = read(path);
  const std::size_t filter = sound.find("/FlateDecode");
  ASSERT_NE(filter, std::string::npos);
  const std::size_t end = sound.find("\nendstream", filter);
  ASSERT_NE(end, std::string::npos);
  std::string damaged = sound;
  damaged[end - 1] = static_cast<char>(static_cast<unsigned char>(damaged[end - 1]) ^ 1U);
  expect_rejected(folder.file("a.pdf", damaged), "不是完好的 PDF 文件", "no sound PDF file");
}

TEST(BadInput, DirectoriesInADirectoryAreNotSearched) {
  const Folder folder;
  std::filesystem::create_directories(folder.path("reports/某局"));
  expect_rejected(folder.path("reports"), "子目录不会查找", "Sub-directories are not searched");
  folder.file("reports/说明.md", "# 目录\n\n各部门一个子目录。\n");
  expect_rejected(folder.path("reports"), "请直接给出其中一份报告的目录，如 " + folder.path("reports/某局"),
                  "name the directory of one report, such as " + folder.path("reports/某局"));
  folder.file("flat/说明.md", "# 目录\n\n没有表。\n");
  EXPECT_TRUE(lacks(run({"check", folder.path("flat")}).err, "子目录"));
}

TEST(BadInput, UnknownEncoding) {
  const Folder folder;
  expect_rejected(folder.file("latin.md", std::string("# caf\xe9\x20\xff\xff 5\n")), "字节", "byte");
}

TEST(BadInput, Unreadable) {
  if (::geteuid() == 0) {
    GTEST_SKIP() << "root reads every file";
  }
  const Folder folder;
  const std::string path = folder.file("secret.md", "x");
  ::chmod(path.c_str(), 0);
  expect_rejected(path, "权限", "permission");
}

TEST(BadInput, MissingFile) {
  const Folder folder;
  expect_rejected(folder.path("missing.md"), "不存在", "no such file");
}

TEST(BadInput, DirectoryWithoutTables) {
  const Folder folder;
  folder.file("none/picture.png", "x");
  expect_rejected(folder.path("none"), "没有", "no file");
  folder.file("words/说明.md", "# 情况说明\n\n没有表。\n");
  expect_rejected(folder.path("words"), "", "none of the tables");
}

TEST(BadInput, TwoFilesOfOneTable) {
  const Folder folder;
  for (const auto& entry : std::filesystem::directory_iterator(sample("clean-csv"))) {
    std::filesystem::create_directories(folder.path("report"));
    std::filesystem::copy(entry.path(), folder.path("report/" + entry.path().filename().string()));
  }
  EXPECT_EQ(run({"check", folder.path("report")}).code, 0);
  std::filesystem::copy(folder.path("report/02收入决算表.csv"), folder.path("report/10另一份.csv"));
  expect_rejected(folder.path("report"), "02收入决算表.csv", "10另一份.csv");
}

TEST(BadInput, AmountsThatAreNone) {
  const Folder folder;
  const std::string forty(40, '7');
  int number = 0;
  for (const std::string& cell :
       std::vector<std::string>{"\"NaN\"", "\"-inf\"", "\"" + forty + "\"", forty, "1e99"}) {
    expect_rejected(folder.file(std::to_string(number++) + ".json", report_with_cell(cell)),
                    "/tables/income/rows/0/fiscal", "/tables/income/rows/0/fiscal");
  }
  expect_rejected(folder.file("nan.json", report_with_cell("NaN")), "不是合法的 JSON", "not valid JSON");
  expect_rejected(folder.file("huge.json", report_with_cell("1e999")), "数字过大", "too large");
}

TEST(BadInput, AnUnreadableAmountInAPrintedTableIsAFindingNotARefusal) {
  const Folder folder;
  std::string text = read(sample("clean-markdown/report.md"));
  const auto at = text.find("268.40");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, 6, "NaN");
  const Result result = run({"check", folder.file("report.md", text)});
  EXPECT_EQ(result.code, 1);
  EXPECT_TRUE(contains(result.out, "NaN"));
}

}  // namespace
}  // namespace zzaudit::test
