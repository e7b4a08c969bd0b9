// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "unit/recognise/words_support.hpp"

namespace zzaudit {
namespace {

using namespace words_test;

NamedItem item_of(const std::string& text) {
  const Words words = words_of(kItems, {text});
  return words.items.empty() ? NamedItem{} : words.items.front();
}

TEST(Items, ChainsInEveryForm) {
  const std::vector<std::string> chain = {"一般公共服务支出", "档案事务", "行政运行"};
  for (const std::string text :
       {"1、一般公共服务支出（类）档案事务（款）行政运行（项）。支出决算为862.4万元。",
        "1.一般公共服务支出（类）档案事务（款）行政运行（项）：支出决算为862.4万元",
        "（1）一般公共服务支出（类）档案事务（款）行政运行（项）支出862.4万元。",
        "一般公共服务支出（类）档案事务（款）行政运行（项）862.4万元，主要用于人员。",
        "1、“一般公共服务支出（类）档案事务（款）行政运行（项）”862.4万元。",
        "1、一般公共服务支出-档案事务-行政运行。年初预算为1万元，支出决算为862.4万元。",
        "（201类）一般公共服务支出（26款）档案事务（01项）行政运行862.4万元。"}) {
    const NamedItem item = item_of(text);
    EXPECT_EQ(item.chain, chain) << text;
    EXPECT_EQ(item.code, "2012601") << text;
    EXPECT_EQ(item.match, ChainMatch::kExact) << text;
    EXPECT_EQ(said(words_of(kItems, {text}), kItems, Measure::kFinal), "general.item:2012601=862.40") << text;
  }
}

TEST(Items, TheClassMayStandInTheHeading) {
  for (const std::string text :
       {"1．档案事务（款）行政运行（项）。支出决算为862.4万元。",
        "“档案事务”（款）“行政运行”（项）2023年度决算862.4万元，比上年增加1万元。"}) {
    const NamedItem item = item_of(text);
    EXPECT_EQ(item.code, "2012601") << text;
    EXPECT_EQ(item.match, ChainMatch::kExact) << text;
    EXPECT_EQ(said(words_of(kItems, {text}), kItems, Measure::kFinal), "general.item:2012601=862.40") << text;
  }
  EXPECT_EQ(item_of("1.本年支出，用于档案（款）整理（项）。").code, "");
}

TEST(Items, SeveralInOneSentence) {
  const Words words = words_of(
      kItems,
      {"（一）一般公共服务支出862.4万元。其中：档案事务（款）行政运行（项）862.4万元，档案馆（项）支出"
       "5万元、档案事务（款）某某（项）6万元，主要原因是节约，行政运行（项）7万元。"});
  ASSERT_EQ(words.items.size(), 3U);
  EXPECT_EQ(words.items[0].code, "2012601");
  EXPECT_EQ(words.items[1].chain, (std::vector<std::string>{"档案事务", "档案馆"}));
  EXPECT_EQ(words.items[2].chain, (std::vector<std::string>{"档案事务", "某某"}));
  EXPECT_NE(said(words, kItems, Measure::kFinal).find("general.item:2012601=862.40"), std::string::npos);
  EXPECT_EQ(left_out(words, "7"), "stands in a purpose or reason: nothing to compare with");
}

TEST(Items, ByTheirCode) {
  for (const std::string text :
       {"（一）2012601-行政运行862.4万元，较上年决算数增加1万元。", "（一）2012601行政运行（项）862.4万元。",
        "1、2012601 行政运行支出862.4万元。"}) {
    const NamedItem item = item_of(text);
    EXPECT_EQ(item.code, "2012601") << text;
    EXPECT_EQ(item.match, ChainMatch::kExact) << text;
    EXPECT_EQ(said(words_of(kItems, {text}), kItems, Measure::kFinal), "general.item:2012601=862.40") << text;
  }
  EXPECT_EQ(item_of("（一）2012601-档案馆862.4万元。").match, ChainMatch::kByName);
  EXPECT_EQ(item_of("（一）2999999-其他支出862.4万元。").code, "");
}

TEST(Items, OfAFundAmongTheOthers) {
  const std::string text =
      "1、城乡社区支出（类）国有土地使用权出让收入安排的支出（款）城市建设支出（项）。支出决算为60万元。";
  EXPECT_EQ(item_of(text).code, "2120803");
  EXPECT_TRUE(item_of(text).in_table);
}

TEST(Items, NamesMayLackTheirTail) {
  EXPECT_EQ(
      item_of("1、社会保障和就业（类）行政事业单位养老（款）机关事业单位职业年金缴费（项）48.19万元。").code,
      "2080506");
}

TEST(Items, ByItsLastNameWhereANameAboveDiffers) {
  const NamedItem item =
      item_of("1、一般公共服务支出（类）档案工作（款）档案馆（项）。支出决算为312.75万元。");
  EXPECT_EQ(item.code, "2012604");
  EXPECT_EQ(item.match, ChainMatch::kByName);
}

TEST(Items, ByItsAmountWhereItsNameDiffers) {
  const NamedItem item =
      item_of("1、一般公共服务支出（类）档案事务（款）馆藏档案（项）。支出决算为312.75万元。");
  EXPECT_EQ(item.code, "2012604");
  EXPECT_EQ(item.match, ChainMatch::kByAmount);
}

TEST(Items, ByItsAmountBeforeAnother科目OfTheClassification) {
  const NamedItem item =
      item_of("1、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。支出决算为45.62万元。");
  EXPECT_EQ(item.code, "2101101");
  EXPECT_EQ(item.match, ChainMatch::kByAmount);
}

TEST(Items, A科目ThatTheTableLacks) {
  const NamedItem item = item_of(
      "1、卫生健康支出（类）行政事业单位医疗（款）公务员医疗补助（项）。年初预算为9万元，支出决算为0万元。");
  EXPECT_EQ(item.code, "2101103");
  EXPECT_FALSE(item.in_table);
}

TEST(Items, ByTheLastNameAloneBehindANumber) {
  for (const std::string text : {"（1）行政运行（项）支出862.40万元。", "1.行政运行862.40万元。",
                                 "（1）行政运行支出决算862.40万元。"}) {
    const Words words = words_of(kItems, {text});
    EXPECT_EQ(said(words, kItems, Measure::kFinal), "general.item:2012601=862.40") << text;
    EXPECT_FALSE(words.items.front().heads) << text;
  }
  EXPECT_TRUE(words_of(kItems, {"1.行政运行经费保障情况良好。"}).items.empty());
}

TEST(Items, AGroupExplainedAsAWhole) {
  const Words words = words_of(
      kItems, {"2、“档案事务”（款）2023年度决算1175.15万元，比2023年年初预算增加19.85万元，增长1.72%。",
               "“某某事务”（款）2023年度决算5万元。"});
  EXPECT_EQ(said(words, kItems, Measure::kFinal), "general.group:20126=1175.15");
  EXPECT_EQ(said(words, kItems, Measure::kChange), "general.group:20126=19.85");
  EXPECT_TRUE(words.items.empty());
}

TEST(Items, CodesInBracketsBehindTheNames) {
  for (const std::string text :
       {"一般公共服务支出（201）档案事务（20126）行政运行（2012601）：支出决算为862.40万元。",
        "1.行政运行（2012601）862.40万元。", "功能分类科目行政运行（2012601）支出862.40万元。",
        "1.一般公共服务支出-档案事务-行政运行（2012601）支出862.40万元。",
        "2012601行政运行：支出决算为862.40万元。"}) {
    const NamedItem item = item_of(text);
    EXPECT_EQ(item.code, "2012601") << text;
    EXPECT_EQ(item.match, ChainMatch::kExact) << text;
    EXPECT_EQ(said(words_of(kItems, {text}), kItems, Measure::kFinal), "general.item:2012601=862.40") << text;
  }
}

TEST(Items, WhatStandsAroundTheNamesIsNoPartOfThem) {
  const std::vector<std::string> chain = {"档案事务", "行政运行"};
  EXPECT_EQ(item_of("其中档案事务（款）行政运行（项）支出862.40万元。").chain, chain);
  EXPECT_EQ(item_of("26档案事务（款）01行政运行（项）支出862.40万元。").chain, chain);
}

TEST(Items, ThatGoOnBehindAPurposeOrAStop) {
  const std::string first =
      "1．一般公共服务支出（类）档案事务（款）行政运行（项）支出862.40万元，占59.32%，主要用于日常办公";
  const std::string second = "档案馆（项）支出312.75万元，占21.51%，主要用于保护档案。";
  for (const std::string mark : {"，", "。", "；"}) {
    EXPECT_EQ(said(words_of(kItems, {first + mark + second}), kItems, Measure::kFinal),
              "general.item:2012601=862.40 general.item:2012604=312.75")
        << mark;
  }
}

TEST(Items, OfTheFundSection) {
  const std::string text =
      "1.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）城市建设支出（项）。"
      "年初预算为50万元，支出决算为60万元，完成年初预算的120%，比上年增加10万元。";
  const Words words = words_of(kFund, {"本年支出60万元，具体情况如下：", text, "年末结转和结余5万元。"});
  ASSERT_EQ(words.items.back().code, "2120803");
  EXPECT_EQ(words.items.back().match, ChainMatch::kExact);
  EXPECT_EQ(words.items.back().table, TableKey::kFund);
  EXPECT_EQ(said(words, kFund, Measure::kFinal),
            "fund.total=60.00 fund.item:2120803=60.00 fund.closing=5.00");
  EXPECT_EQ(said(words, kFund, Measure::kBudget), "fund.item:2120803=50.00");
  EXPECT_EQ(said(words, kFund, Measure::kCompletion), "fund.item:2120803=120");
  EXPECT_EQ(said(words, kFund, Measure::kChange), "fund.item:2120803=10.00");
}

TEST(Items, NothingIsGuessed) {
  const NamedItem item =
      item_of("1、一般公共服务支出（类）某某事务（款）某某业务（项）。支出决算为3.21万元。");
  EXPECT_EQ(item.code, "");
  EXPECT_EQ(item.match, ChainMatch::kNone);
}

}  // namespace
}  // namespace zzaudit
