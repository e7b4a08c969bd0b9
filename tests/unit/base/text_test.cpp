// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace zzaudit {
namespace {

TEST(Utf8, FindsTheFirstInvalidByte) {
  EXPECT_EQ(first_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("plain ascii longer than eight"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("决算公开 €𠘨"), std::nullopt);
  EXPECT_EQ(first_invalid_utf8("abcdefgh\xFF"), 8U);
  EXPECT_EQ(first_invalid_utf8("决\x80"), 3U);
  EXPECT_EQ(first_invalid_utf8("a\xC0\xAF"), 1U) << "overlong, two bytes";
  EXPECT_EQ(first_invalid_utf8("\xE0\x80\x80"), 0U) << "overlong, three bytes";
  EXPECT_EQ(first_invalid_utf8("\xF0\x80\x80\x80"), 0U) << "overlong, four bytes";
  EXPECT_EQ(first_invalid_utf8("ab\xED\xA0\x80"), 2U) << "surrogate";
  EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U) << "beyond U+10FFFF";
  EXPECT_EQ(first_invalid_utf8("\xE5\x86"), 0U) << "cut off";
}

TEST(Utf8, GoesToCodePointsAndBack) {
  const std::string text = "a¥决𠘨";
  EXPECT_EQ(to_code_points(text), U"a¥决𠘨");
  EXPECT_EQ(to_utf8(to_code_points(text)), text);
  EXPECT_EQ(to_code_points("\xE5\x86"), U"\uFFFD\uFFFD") << "never reads past the end";
}

TEST(Fold, FullWidthFormsBecomeAscii) {
  EXPECT_EQ(fold("（２０２３）：１，２３４．５６％／－＋＝ＡＢｃ"), "(2023):1,234.56%/-+=ABc");
  EXPECT_EQ(fold("a　b\u00A0c\u2003d"), "a b c d");
  EXPECT_EQ(fold("6\u200B0\uFEFF9\u00AD4"), "6094");
}

TEST(Fold, QuotesDashesAndBracketsHaveOneForm) {
  EXPECT_EQ(fold("“三公”「三公」『三公』＂三公＂"), "\"三公\"\"三公\"\"三公\"\"三公\"");
  EXPECT_EQ(fold("‘a’"), "'a'");
  EXPECT_EQ(fold("–—−－‐"), "-----");
  EXPECT_EQ(fold("〔1〕【2】［3］"), "[1][2][3]");
  EXPECT_EQ(fold("。、《》"), "。、《》");
}

TEST(Fold, RadicalsBecomeIdeographs) {
  EXPECT_EQ(fold("⼯会经费"), "工会经费");
  EXPECT_EQ(fold("⻋⻓⾦⽀⼊⽤⼈"), "车长金支入用人");
  EXPECT_EQ(fold("⼀⿕"), "一龠") << "both ends of the Kangxi radicals";
  EXPECT_EQ(fold("\u2E9A"), "\u2E9A") << "an unassigned character stays";
}

TEST(Fold, LeavesOrdinaryTextAlone) {
  for (const char* text : {"", "plain, 1,234.56 (x)", "一般公共服务支出", "𠘨a", "①", "表\t格\n"}) {
    EXPECT_EQ(fold(text), text);
  }
}

TEST(Fold, KnowsWhereEachByteCameFrom) {
  const std::string text = "Ａ 决\u200B⼯";  // 3 + 1 + 3 + 3 + 3 bytes
  const FoldedText folded = fold_with_origin(text);
  EXPECT_EQ(folded.text, "A 决工");
  EXPECT_EQ(folded.origin, (std::vector<std::uint32_t>{0, 3, 4, 4, 4, 10, 10, 10, 13}));
  EXPECT_EQ(fold_with_origin("").origin, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(folded.text, fold(text));
}

TEST(Compact, DropsAllWhiteSpace) {
  EXPECT_EQ(compact(" 因 公　出\u00A0国\n（境）\t费 "), "因公出国(境)费");
  EXPECT_EQ(compact("6, 094. 55"), "6,094.55");
  EXPECT_EQ(compact(" \t　"), "");
}

TEST(Trim, KnowsTheIdeographicSpace) {
  EXPECT_EQ(trim("　 合 计\t　\n"), "合 计");
  EXPECT_EQ(trim("　　"), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("x"), "x");
}

TEST(Enumerator, IsRemovedInItsUsualForms) {
  for (const char* text : {"一、支出", "十二、支出", "二十三、支出", "(一)支出", "(十二)支出", "1.支出",
                           "1、支出", "12、支出", "(1)支出", "1)支出", "其中:支出", "减:支出", "加:支出",
                           "其中:1.支出", "1.其中:支出", "①支出", "一.支出"}) {
    EXPECT_EQ(without_enumerator(text), "支出") << text;
  }
  EXPECT_EQ(without_enumerator("1.2023年度支出"), "2023年度支出");
}

TEST(Enumerator, IsNotSeenInOtherText) {
  for (const char* text : {"2010301", "支出", "一般公共服务支出", "1.5倍", "2023年", "(类)", "其中支出", "",
                           "1", "一", "30101基本工资", "(2010301)", "2023.支出"}) {
    EXPECT_EQ(without_enumerator(text), text);
  }
  EXPECT_EQ(without_enumerator("一、二、三类"), "二、三类") << "one number only";
}

TEST(Width, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("决算"), 4U);
  EXPECT_EQ(display_width("（１）、"), 8U);
  EXPECT_EQ(display_width("e\u0301"), 1U) << "a combining mark takes no column";
  EXPECT_EQ(display_width("“”…—"), 4U) << "ambiguous characters are narrow";
  EXPECT_EQ(display_width("𠀀"), 2U);
  EXPECT_EQ(display_width("가"), 2U);
  EXPECT_EQ(display_width("\x1B"), 0U);
}

TEST(Pad, FillsToColumns) {
  EXPECT_EQ(pad_right("合计", 6), "合计  ");
  EXPECT_EQ(pad_left("合计", 6), "  合计");
  EXPECT_EQ(pad_left("12.50", 4), "12.50");
  EXPECT_EQ(pad_right("", 2), "  ");
}

TEST(Truncate, NeverExceedsTheWidth) {
  EXPECT_EQ(truncate("一般公共服务", 12), "一般公共服务");
  EXPECT_EQ(truncate("一般公共服务", 11), "一般公共服…");
  EXPECT_EQ(truncate("一般公共服务", 6), "一般…");
  EXPECT_EQ(truncate("ab", 1), "…");
  EXPECT_EQ(truncate("ab", 0), "");
}

TEST(Wrap, BreaksBetweenIdeographsButNotInNumbers) {
  EXPECT_EQ(wrap("支出6,094.55万元", 8), (std::vector<std::string>{"支出", "6,094.55", "万元"}));
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("a\n\nb", 10), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(wrap("", 10), (std::vector<std::string>{""}));
}

TEST(Wrap, KeepsPunctuationWithItsWord) {
  EXPECT_EQ(wrap("收支平衡。", 8), (std::vector<std::string>{"收支平", "衡。"}));
  EXPECT_EQ(wrap("支出（类）", 6), (std::vector<std::string>{"支出", "（类）"}));
  EXPECT_EQ(wrap("支出合计(类)", 9), (std::vector<std::string>{"支出合计", "(类)"}));
}

TEST(Wrap, CutsAWordThatFitsNoLine) {
  EXPECT_EQ(wrap("abcdefghij", 4), (std::vector<std::string>{"abcd", "efgh", "ij"}));
  EXPECT_EQ(wrap("决算", 0), (std::vector<std::string>{"决", "算"})) << "a width of nothing still ends";
}

TEST(Printable, ShowsWhatATerminalWouldObey) {
  EXPECT_EQ(printable("\x1B[31m红\n"), "^[[31m红\n");
  EXPECT_EQ(printable("a\tb\r\x7F"), "a^Ib^M^?");
  EXPECT_EQ(printable("\u009B1m\u202Ex"), "\uFFFD1m\uFFFDx");
  EXPECT_EQ(printable("\xFFz"), "\uFFFDz");
  EXPECT_EQ(printable("::error::x ##[group]"), ":\u200B:error:\u200B:x ##\u200B[group]");
  EXPECT_EQ(printable("a:: ：: [b] ::"), "a:: ：: [b] ::");
}

TEST(EditDistance, CountsCodePointsAndTranspositions) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("决算", "决算表"), 1U);
  EXPECT_EQ(edit_distance("收入支出", "支出收入"), 4U);
  EXPECT_EQ(edit_distance("income", "incmoe"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(Nearest, OffersOnlyWhatMayBeMeant) {
  const std::vector<std::string> names = {"overview", "income", "expenditure"};
  EXPECT_EQ(nearest("expendture", names), "expenditure");
  EXPECT_EQ(nearest("incoem", names), "income");
  EXPECT_EQ(nearest("xyz", names), std::nullopt);
  EXPECT_EQ(nearest("a", std::vector<std::string>{}), std::nullopt);
  EXPECT_EQ(nearest("ab", std::vector<std::string>{"xy", "ax", "ay"}), "ax")
      << "the first of equally near ones";
}

TEST(NumberLength, TakesSeparatorsAndDecimalsOnly) {
  EXPECT_EQ(number_length("1,234.50万元"), 8U);
  EXPECT_EQ(number_length("12,34"), 2U);
  EXPECT_EQ(number_length("1,2345"), 1U);
  EXPECT_EQ(number_length("7."), 1U);
  EXPECT_EQ(number_length("1.2.3"), 3U);
  EXPECT_EQ(number_length(",123"), 0U);
  EXPECT_EQ(number_length(""), 0U);
}

}  // namespace
}  // namespace zzaudit
