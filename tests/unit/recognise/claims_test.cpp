// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/recognise/words.hpp"

/// Sentences → claims, phrase by phrase.
namespace zzaudit {
namespace {

/// The clean sample's tables with one section of words: title, then paragraphs.
Report report_with(const std::string& title, const std::vector<std::string>& paragraphs, int level = 2) {
  Report report = report_from_json("sample", resource("samples/clean/report.json"));
  report.sections.clear();
  report.sections.push_back({"第三部分 部门决算情况说明", 1, {}, {}});
  Section section{title, level, {}, {}};
  for (const auto& text : paragraphs) {
    Paragraph paragraph;
    std::size_t begin = 0;
    while (begin <= text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      Place place;
      place.line = static_cast<std::uint32_t>(paragraph.lines.size() + 1);
      paragraph.lines.push_back({text.substr(begin, end - begin), place});
      begin = end + 1;
    }
    section.paragraphs.push_back(std::move(paragraph));
  }
  report.sections.push_back(std::move(section));
  return report;
}

/// "three_public.abroad budget 10.00"; changes carry their sign and "prior" or "budget", shares their base.
std::string line_of(const Claim& claim) {
  static constexpr const char* kMeasures[] = {"final",  "budget", "share",     "completion",
                                              "change", "rate",   "direction", "count"};
  std::string line = claim.concept_key + " " + kMeasures[static_cast<std::size_t>(claim.measure)];
  if (claim.measure == Measure::kChange || claim.measure == Measure::kChangeRate ||
      claim.measure == Measure::kDirection) {
    line += claim.against == Against::kPriorYear ? " prior" : " budget";
    line += claim.direction == Direction::kUp     ? " up"
            : claim.direction == Direction::kDown ? " down"
                                                  : " flat";
  }
  if (!claim.base.empty()) {
    line += " of " + claim.base;
  }
  return claim.figure.has_value() ? line + " " + claim.figure.value.to_string() : line;
}

std::vector<std::string> claims(const Report& report) {
  std::vector<std::string> lines;
  for (const auto& claim : read_words(report).claims) {
    lines.push_back(line_of(claim));
  }
  return lines;
}

using Lines = std::vector<std::string>;

struct Case {
  const char* name;
  const char* section;
  const char* text;
  Lines expected;
};

class Phrases : public ::testing::TestWithParam<Case> {};

TEST_P(Phrases, GiveTheseClaims) {
  const Case& at = GetParam();
  EXPECT_EQ(claims(report_with(at.section, {at.text})), at.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Words, Phrases,
    ::testing::Values(
        Case{"TotalAndChange",
             "一、收入支出决算总体情况说明",
             "2023年度收、支总计120.5万元。与上年相比，减少3万元，下降2.43%，主要是压减开支5万元。",
             {"overall.total final 120.50", "overall.total change prior down 3.00",
              "overall.total rate prior down 2.43"}},
        Case{"YearNamedAsComparison",
             "一、收入支出决算总体情况说明",
             "临江市档案馆2023年度收入支出总计88万元。与2022年度相比，收入支出总计增加8万元，增长10%。",
             {"overall.total final 88.00", "overall.total change prior up 8.00",
              "overall.total rate prior up 10"}},
        Case{"AnotherYearIsNoComparisonWithLastYear",
             "一、收入支出决算总体情况说明",
             "收入支出总计88万元。与2019年度相比，收入支出总计增加8万元。",
             {"overall.total final 88.00"}},
        Case{"SharesWithoutABase",
             "二、收入决算情况说明",
             "本年收入合计100万元，其中：财政拨款收入90万元，占90%；其他收入10万元，占10%。",
             {"income.total final 100.00", "income.fiscal final 90.00", "income.fiscal share 90",
              "income.other final 10.00", "income.other share 10"}},
        Case{"ShareOfANamedBase",
             "六、一般公共预算财政拨款基本支出决算情况说明",
             "基本支出50万元，其中：人员经费40万元，占基本支出的80%。",
             {"general.basic final 50.00", "basic.personnel final 40.00",
              "basic.personnel share of general.basic 80"}},
        Case{"BudgetCompletionAndDirection",
             "七、“三公”经费支出决算情况说明",
             "公务接待费支出年初预算为3万元，支出决算为2万元，完成年初预算的66.67%，决算数小于年初预算数的"
             "主要原因是来访减少。",
             {"three_public.reception budget 3.00", "three_public.reception final 2.00",
              "three_public.reception completion 66.67", "three_public.reception direction budget down"}},
        Case{"UnchangedAgainstLastYear",
             "七、“三公”经费支出决算情况说明",
             "因公出国（境）费支出决算为0万元，与上年持平。",
             {"three_public.abroad final 0.00", "three_public.abroad direction prior flat"}},
        Case{"CountsOfReceptions",
             "七、“三公”经费支出决算情况说明",
             "公务接待费支出决算为2万元，共接待国内来访5批次、40人次（其中外宾1批次、3人次）。",
             {"three_public.reception final 2.00", "count.reception_batches count 5",
              "count.reception_persons count 40", "count.foreign_batches count 1",
              "count.foreign_persons count 3"}},
        Case{"TwoComparisonsInOneSentence",
             "十、机关运行经费支出说明",
             "机关运行经费支出20万元，比年初预算数增加1万元，增长5.26%；比上年决算数减少2万元，降低9.09%。",
             {"running.total final 20.00", "running.total change budget up 1.00",
              "running.total rate budget up 5.26", "running.total change prior down 2.00",
              "running.total rate prior down 9.09"}},
        Case{"Procurement",
             "十二、政府采购支出说明",
             "政府采购支出总额9万元，其中：政府采购货物支出4万元、政府采购服务支出5万元。授予中小企业合同金额"
             "3万元，占政府采购支出总额的33.33%。",
             {"procurement.total final 9.00", "procurement.goods final 4.00",
              "procurement.services final 5.00", "procurement.medium final 3.00",
              "procurement.medium share of procurement.total 33.33"}},
        Case{"AnUnknownNameIsNotGuessed",
             "七、“三公”经费支出决算情况说明",
             "公务接待费支出决算为2万元，茶叶印刷合计7万元。",
             {"three_public.reception final 2.00"}},
        Case{"YuanInAReportInTenThousandYuan",
             "十、机关运行经费支出说明",
             "机关运行经费支出203450元。",
             {"running.total final 20.3450"}},
        Case{"ClassesOfTheStructure",
             "（二）一般公共预算财政拨款支出决算结构情况",
             "一般公共服务（类）支出8万元，占80%；“教育支出”（类）2万元，占20%。",
             {"general.class:201 final 8.00", "general.class:201 share 80", "general.class:205 final 2.00",
              "general.class:205 share 20"}}),
    [](const auto& parameter) { return std::string(parameter.param.name); });

TEST(Claims, ASentenceGoesOnOverSoftWrapsAndPages) {
  const auto report = report_with("三、支出决算情况说明", {"本年支出合计10万元，其中：基本支\n出6万元，占",
                                                           "60%；项目支出4万元，占40%。"});
  EXPECT_EQ(claims(report), (Lines{"expenditure.total final 10.00", "expenditure.basic final 6.00",
                                   "expenditure.basic share 60", "expenditure.project final 4.00",
                                   "expenditure.project share 40"}));
}

TEST(Claims, PageNumbersDoNotBreakASentence) {
  const auto report =
      report_with("三、支出决算情况说明", {"本年支出合计10万元，其中：基本支出", "- 12 -", "6万元，占60%。"});
  EXPECT_EQ(claims(report), (Lines{"expenditure.total final 10.00", "expenditure.basic final 6.00",
                                   "expenditure.basic share 60"}));
}

TEST(Claims, PlaceIsThatOfTheNumbersOwnLine) {
  const auto words =
      read_words(report_with("三、支出决算情况说明", {"本年支出合计10万元，其中：基本支\n出6万元，占60%。"}));
  ASSERT_EQ(words.claims.size(), 3U);
  EXPECT_EQ(words.claims[0].figure.place.line, 1U);
  EXPECT_EQ(words.claims[1].figure.place.line, 2U);
}

TEST(Claims, OtherNumbersSayWhyTheyAreNoClaims) {
  const auto words =
      read_words(report_with("十三、国有资产占用情况说明",
                             {"截至2023年12月31日，单价100万元（含）以上设备2台（套），拨打12345热线。"}));
  EXPECT_TRUE(words.claims.empty());
  std::vector<std::string> seen;
  for (const auto& other : words.others) {
    EXPECT_FALSE(other.reason.zh.empty() || other.reason.en.empty());
    seen.push_back(other.text + (other.figure ? " figure" : ""));
  }
  EXPECT_EQ(seen, (Lines{"2023", "12", "31", "100", "2 figure", "12345"}));
}

TEST(Claims, ContentsProfileTablesAndGlossaryAreNotRead) {
  Report report = report_with("三、支出决算情况说明", {"本年支出合计10万元。"});
  report.sections.insert(report.sections.begin(),
                         {{"目录", 0, {}, report.sections[1].paragraphs},
                          {"第一部分 概况", 1, {}, report.sections[1].paragraphs},
                          {"第二部分 部门决算表", 1, {}, report.sections[1].paragraphs}});
  report.sections.push_back({"第四部分 名词解释", 1, {}, report.sections.back().paragraphs});
  EXPECT_EQ(claims(report), (Lines{"expenditure.total final 10.00"}));
}

const char* const kItems = "（三）一般公共预算财政拨款支出决算具体情况";

NamedItem only_item(const std::string& text) {
  const auto words = read_words(report_with(kItems, {text}, 3));
  return words.items.size() == 1 ? words.items.front() : NamedItem{};
}

TEST(Items, ChainsAreReadInEveryForm) {
  for (const auto* text : {"1、一般公共服务支出（类）档案事务（款）行政运行（项）。年初预算为1万元。",
                           "1.一般公共服务-档案事务-行政运行。年初预算为1万元。",
                           "（201类）一般公共服务支出（26款）档案事务（01项）行政运行1万元。"}) {
    const auto item = only_item(text);
    EXPECT_EQ(item.code, "2012601") << text;
    EXPECT_EQ(item.match, ChainMatch::kExact) << text;
  }
}

TEST(Items, AWrongUpperNameIsStillTheItem) {
  const auto item = only_item("1、住房保障支出（类）城乡社区住宅（款）住房公积金（项）。年初预算为1万元。");
  EXPECT_EQ(item.code, "2210201");
  EXPECT_EQ(item.match, ChainMatch::kByName);
}

TEST(Items, AWrongOwnNameIsFoundByItsAmount) {
  const auto item =
      only_item("1、卫生健康支出（类）行政事业单位医疗（款）行政事业单位医疗（项）。支出决算为45.62万元。");
  EXPECT_EQ(item.code, "2101101");
  EXPECT_EQ(item.match, ChainMatch::kByAmount);
}

TEST(Items, AnItemTheTableLacksIsKnownByTheClassification) {
  const auto item =
      only_item("1、卫生健康支出（类）行政事业单位医疗（款）公务员医疗补助（项）。支出决算为0万元。");
  EXPECT_EQ(item.code, "2101103");
  EXPECT_FALSE(item.in_table);
}

TEST(Items, AnItemNobodyKnowsStaysOpen) {
  const auto item = only_item("1、文化支出（类）某某事务（款）某某运行（项）。支出决算为7.77万元。");
  EXPECT_EQ(item.code, "");
  EXPECT_EQ(item.match, ChainMatch::kNone);
}

TEST(Lists, NamesAreTakenAndAnOpenEndIsSeen) {
  const auto words = read_words(report_with("六、一般公共预算财政拨款基本支出决算情况说明",
                                            {"基本支出5万元，其中：人员经费3万元，主要包括：基本工资、奖金；"
                                             "公用经费2万元，主要包括办公费、维修（护）费等。"}));
  ASSERT_EQ(words.lists.size(), 2U);
  EXPECT_EQ(words.lists[0].names, (Lines{"基本工资", "奖金"}));
  EXPECT_FALSE(words.lists[0].open);
  EXPECT_EQ(words.lists[1].names, (Lines{"办公费", "维修(护)费"}));
  EXPECT_TRUE(words.lists[1].open);
}

}  // namespace
}  // namespace zzaudit
