// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "recognise/words/tokens.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::words {
namespace {

/// The numbers of a text as "value/kind/unit".
std::string numbers(const std::string& text, const std::string& section = "three_public") {
  static constexpr std::string_view kKinds[] = {"money",   "percent",   "count",     "date",
                                                "ordinal", "threshold", "numbering", "bare"};
  const std::string folded = compact(text);
  std::string out;
  for (const auto& token : tokenize(folded, section, "临江市档案馆", 2023)) {
    if (token.kind == TokenKind::kNumber) {
      out += (out.empty() ? "" : " ") + token.amount.to_string() + "/" +
             std::string(kKinds[static_cast<std::size_t>(token.number)]) + "/" + std::string(token.unit);
    }
  }
  return out;
}

TEST(Tokens, Amounts) {
  EXPECT_EQ(numbers("支出1,234.56万元"), "1234.56/money/万元");
  EXPECT_EQ(numbers("支出0元"), "0/money/元");
  EXPECT_EQ(numbers("支出３．２亿元"), "3.2/money/亿元");
  EXPECT_EQ(numbers("支出12.5"), "12.5/bare/");
}

TEST(Tokens, RatesAndCounts) {
  EXPECT_EQ(numbers("占12.5%"), "12.5/percent/%");
  EXPECT_EQ(numbers("提高2.1个百分点"), "2.1/bare/%");
  EXPECT_EQ(numbers("30批次、579人次、4辆、2台（套）、74批(次)813人"),
            "30/count/批次 579/count/人次 4/count/辆 2/count/台(套) 74/count/批(次) 813/count/人");
}

TEST(Tokens, WhatIsNoFigure) {
  EXPECT_EQ(numbers("截至2023年12月31日"), "2023/date/ 12/date/ 31/date/");
  EXPECT_EQ(numbers("第3次"), "3/ordinal/");
  EXPECT_EQ(numbers("1、公务接待费"), "1/numbering/");
  EXPECT_EQ(numbers("(2)公务接待费"), "2/numbering/");
  EXPECT_EQ(numbers("单价100万元（含）以上设备"), "100/threshold/万元");
  EXPECT_EQ(numbers("单位价值50万元以上"), "50/threshold/万元");
}

TEST(Tokens, AnInclusionIsNoThreshold) {
  EXPECT_EQ(numbers("公务接待费1.24万元（含外宾接待0.39万元）"), "1.24/money/万元 0.39/money/万元");
}

TEST(Tokens, ListedNumbersShareTheirUnit) {
  EXPECT_EQ(numbers("收、支总计各是12.50,13.20万元", "overall"), "12.50/money/万元 13.20/money/万元");
  EXPECT_EQ(numbers("较上年2.08减少0.03万元"), "2.08/money/万元 0.03/money/万元");
  EXPECT_EQ(numbers("编号3.1,共12万元").substr(0, 8), "3.1/bare");
}

TEST(Tokens, ThousandsSeparatorsAreNotLists) {
  EXPECT_EQ(numbers("支出1,200万元"), "1200/money/万元");
  EXPECT_EQ(numbers("支出12,3万元"), "12/bare/ 3/money/万元");
}

TEST(Tokens, TheYearBeforeIsAComparison) {
  const std::string text = compact("与2022年度相比");
  const auto tokens = tokenize(text, "overall", "", 2023);
  ASSERT_FALSE(tokens.empty());
  EXPECT_EQ(tokens.front().kind, TokenKind::kAgainst);
  const std::string other = compact("与2019年度相比");
  EXPECT_NE(tokenize(other, "overall", "", 2023).front().kind, TokenKind::kAgainst);
}

TEST(Tokens, ASignIsKeptAndADashIsNone) {
  EXPECT_EQ(numbers("预决算差异率-7.52%"), "-7.52/percent/%");
  EXPECT_EQ(numbers("支出-1.5万元,占-0.8%"), "-1.5/money/万元 -0.8/percent/%");
  EXPECT_EQ(numbers("支出2-3万元"), "2/bare/ 3/money/万元");
  EXPECT_EQ(numbers("甲-7.52%"), "7.52/percent/%");
}

}  // namespace
}  // namespace zzaudit::words
