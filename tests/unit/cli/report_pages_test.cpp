// SPDX-License-Identifier: Apache-2.0
#include "cli/report_pages.hpp"

#include <gtest/gtest.h>

#include "zzaudit/base/text.hpp"

namespace zzaudit::cli {
namespace {

TEST(ReportPages, NamesAreHarmless) {
  EXPECT_EQ(page_name(0, "2023/临江市 档案馆.json"), "000001-临江市_档案馆.html");
  EXPECT_EQ(page_name(999999, "a"), "1000000-a.html");
  EXPECT_EQ(page_name(1, "reports.ndjson:12"), "000002-reports.html");
  const std::string evil = page_name(2, "x/<b>\"'&;%00\n\x1b\xFF.json");
  EXPECT_EQ(evil.find_first_of("<>\"'&;%\n\x1b"), std::string::npos) << evil;
  EXPECT_FALSE(first_invalid_utf8(evil)) << evil;
  EXPECT_LT(page_name(3, std::string(5000, 'a')).size(), 100U);
}

TEST(ReportPages, LinksAreRelativeToThePageThatHasThem) {
  EXPECT_EQ(page_link("/a/b/all.html", "/a/b/pages", "1.html"), "pages/1.html");
  EXPECT_EQ(page_link("/a/b/all.html", "/a/c", "1.html"), "../c/1.html");
  EXPECT_EQ(page_link("/a/all.html", "/a", "1.html"), "1.html");
  EXPECT_EQ(page_link("all.html", "pages", "1.html"), "pages/1.html");
  EXPECT_EQ(page_link("", "pages", "1.html"), "pages/1.html");
  EXPECT_EQ(page_link("-", "pages", "1.html"), "pages/1.html");
}

TEST(ReportPages, LinksCannotMeanAnythingElse) {
  EXPECT_EQ(page_link("/a/all.html", "/a/javascript:x", "局.html"), "javascript%3Ax/%E5%B1%80.html");
  EXPECT_EQ(page_link("/a/all.html", "/a/x?y#z", "1 2.html"), "x%3Fy%23z/1%202.html");
}

}  // namespace
}  // namespace zzaudit::cli
