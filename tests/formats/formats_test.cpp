// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <iconv.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "cli/load.hpp"
#include "support/compare_reports.hpp"
#include "zzaudit/model/report_json.hpp"

/// One report in every format that is read gives one Report, places aside.
namespace zzaudit {
namespace {

namespace fs = std::filesystem;

const fs::path kSamples = fs::path(ZZAUDIT_SOURCE_DIR) / "data" / "samples";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// A folder that is gone at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "zzaudit-formats-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string encoded(std::string text, const char* encoding) {
  iconv_t converter = iconv_open(encoding, "UTF-8");
  std::string out(text.size() * 2 + 16, '\0');
  char* from = text.data();
  std::size_t left = text.size();
  char* to = out.data();
  std::size_t room = out.size();
  const std::size_t result = iconv(converter, &from, &left, &to, &room);
  iconv_close(converter);
  EXPECT_NE(result, static_cast<std::size_t>(-1)) << encoding;
  out.resize(out.size() - room);
  return out;
}

Report json_sample() { return cli::load((kSamples / "clean" / "report.json").string()).report; }

TEST(Formats, MarkdownGivesTheReportOfJson) {
  const Report markdown = cli::load((kSamples / "clean-markdown" / "report.md").string()).report;
  EXPECT_EQ(test::first_difference(json_sample(), markdown, test::Places::kIgnored), "");
}

TEST(Formats, CsvGivesTheReportOfJson) {
  const Report csv = cli::load((kSamples / "clean-csv").string()).report;
  EXPECT_EQ(test::first_difference(json_sample(), csv, test::Places::kIgnored), "");
}

/// Made by make_documents.py.
class Documents : public ::testing::TestWithParam<const char*> {};

TEST_P(Documents, GiveTheReportOfJson) {
  const fs::path documents = fs::path(ZZAUDIT_SOURCE_DIR) / "tests" / "formats" / "documents";
  const Report report = cli::load((documents / GetParam()).string()).report;
  const bool pages = std::string_view(GetParam()).ends_with(".pdf");
  EXPECT_EQ(test::first_difference(json_sample(), report,
                                   pages ? test::Places::kLayoutIgnored : test::Places::kIgnored),
            "");
}

std::string name_of(const ::testing::TestParamInfo<const char*>& parameter) {
  std::string name = parameter.param;
  std::ranges::replace_if(
      name, [](char c) { return c == '.' || c == '-'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Office, Documents,
                         ::testing::Values("clean.docx", "clean.xlsx", "clean-one-sheet.xlsx", "clean.html",
                                           "clean-docx.pdf", "clean-xlsx.pdf", "clean-locked.pdf"),
                         name_of);

class Encodings : public ::testing::TestWithParam<const char*> {};

TEST_P(Encodings, CsvAndExplanationInAnyEncodingGiveTheReportOfJson) {
  const TemporaryFolder folder;
  for (const auto& entry : fs::directory_iterator(kSamples / "clean-csv")) {
    std::ofstream(folder.path() / entry.path().filename(), std::ios::binary)
        << encoded(bytes_of(entry.path()), GetParam());
  }
  const Report report = cli::load(folder.path().string()).report;
  EXPECT_EQ(test::first_difference(json_sample(), report, test::Places::kIgnored), "");
}

INSTANTIATE_TEST_SUITE_P(All, Encodings, ::testing::Values("GBK", "GB18030", "UTF-8", "UTF-16LE", "UTF-16"),
                         [](const auto& parameter) {
                           std::string name = parameter.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(Formats, EveryFormatSurvivesConversion) {
  for (const auto* name : {"clean/report.json", "clean-csv", "clean-markdown/report.md", "faulty/report.json",
                           "rounding/report.json"}) {
    const Report report = cli::load((kSamples / name).string()).report;
    const Report again = report_from_json(name, report_to_json(report));
    EXPECT_EQ(test::first_difference(report, again), "") << name;
  }
}

}  // namespace
}  // namespace zzaudit
