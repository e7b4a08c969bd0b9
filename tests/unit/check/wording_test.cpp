// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/rule_run.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

constexpr auto kSection = "一般性支出情况说明";

std::size_t found(const std::string& rule, const std::string& text) {
  return count(with_words(kSection, {text}), rule);
}

TEST(Placeholder, BlanksOfTheForm) {
  for (const auto* text : {"会议费支出决算为XX万元。", "会议费支出决算为ＸＸＸ万元。", "本部门召开×××会议。",
                           "会议费X万元。", "共召开**个会议。", "202X年召开会议。", "某某单位召开会议。",
                           "会议费增加（减少）2万元。", "（如持平作持平表述）", "【请填写会议名称】",
                           "列明公务用车购置数量。", "培训费由各单位根据实际情况填写。"}) {
    EXPECT_EQ(found("TXT102", text), 1U) << text;
  }
}

TEST(Placeholder, WhatOnlyLooksLikeOne) {
  for (const auto* text :
       {"购置MAXX型设备2台。", "按3×5的规格购置。", "某些会议改为线上。", "列明购置数量3辆。",
        "依据〔2023〕5号文件召开。", "会议费增加（其中视频会议2万元）。", "采用XML格式。"}) {
    EXPECT_EQ(found("TXT102", text), 0U) << text;
  }
}

TEST(Placeholder, OneSectionIsOneFinding) {
  EXPECT_EQ(count(with_words(kSection, {"会议费XX万元。", "培训费XX万元。"}), "TXT102"), 1U);
}

TEST(Year, BrokenYears) {
  for (const auto* text :
       {"202年度会议费2万元。", "20233年会议费2万元。", "２０２年度会议费2万元。", "2203年度会议费2万元。"}) {
    EXPECT_EQ(found("TXT103", text), 1U) << text;
  }
  EXPECT_EQ(severities(with_words(kSection, {"20 23年会议费2万元。"}), "TXT103"),
            std::vector{Severity::kNote});
}

TEST(Year, AnotherYearWhereThisOneBelongs) {
  EXPECT_EQ(found("TXT103", "截止2022年12月31日，保有量为2辆。"), 1U);
  EXPECT_EQ(found("TXT103", "会议费与2021年度相比增加2万元。"), 1U);
  EXPECT_EQ(found("TXT103", "会议费比2023年增加2万元。"), 1U);
  EXPECT_EQ(count(with_words("收入决算情况说明", {"2022年度本年收入合计1535.4万元。"}), "TXT103"), 1U);
}

TEST(Year, RightYears) {
  for (const auto* text :
       {"2023 年度会议费2万元。", "会议费与2022年度相比增加2万元。", "会议费比2023年年初预算增加2万元。",
        "项目始于2019年，历时200年的建筑得到修缮。", "截至2023年12月31日，比截至2022年12月31日增加2辆。",
        "2022年度会议费2万元，2023年度3万元。", "规划到2035年建成。"}) {
    EXPECT_EQ(found("TXT103", text), 0U) << text;
  }
}

TEST(Year, AnotherYearBeforeThisYearsAmount) {
  const auto found = [](const std::string& text) {
    return count(with_words("财政拨款支出决算总体情况", {"总体情况如下。", text}), "TXT103");
  };
  EXPECT_EQ(found("2022年度一般公共预算财政拨款支出1453.85万元，占本年支出合计的93.98%。"), 1U);
  EXPECT_EQ(found("2022年度一般公共预算财政拨款支出1400.12万元，2023年度有所增加。"), 0U);
  EXPECT_EQ(found("2023年度一般公共预算财政拨款支出1453.85万元，占本年支出合计的93.98%。"), 0U);
}

TEST(Year, AnotherYearThatHadNothing) {
  const auto found = [](const std::vector<std::string>& paragraphs) {
    return count(with_words("国有资本经营预算财政拨款支出", paragraphs), "TXT103");
  };
  EXPECT_EQ(found({"本部门2022年度无国有资本经营预算收支。"}), 1U);
  EXPECT_EQ(found({"本部门2022年度无国有资本经营预算收支。", "2023年度国有资本经营预算支出15万元。"}), 0U);
}

TEST(Year, TheCoverAndTheWordsDisagree) {
  Report report = with_words(kSection, {"2022年度会议费2万元。"});
  for (auto& section : report.sections) {
    for (auto& paragraph : section.paragraphs) {
      for (auto& line : paragraph.lines) {
        if (section.level > 1 && line.text.starts_with("2023年度")) {
          line.text.replace(0, 4, "2022");
        }
      }
    }
  }
  EXPECT_EQ(count(report, "TXT103"), 1U) << "one finding, whichever of them is wrong";
}

TEST(Year, ARowOfYearsIsNamedOnPurpose) {
  const std::string row = "2021年、2022年、2023年会议费分别为2.5万元、2.6万元、2.7万元，";
  EXPECT_EQ(found("TXT103", row + "2023年比2021年增长8%。"), 0U);
  EXPECT_EQ(found("TXT103", "2023年会议费2.7万元，比2021年增长8%。"), 1U);
}

TEST(Punctuation, DoubledMarks) {
  for (const auto* text : {"会议费2万元，，培训费3万元。", "会议费2万元。。", "会议费2万元；。",
                           "水费、、电费。", "会议费2万元，。"}) {
    EXPECT_EQ(found("TXT104", text), 1U) << text;
  }
  EXPECT_EQ(found("TXT104", "会议费、培训费……等。"), 0U);
  EXPECT_EQ(found("TXT104", "会议费、培训费。。。等。"), 0U);
}

TEST(Brackets, HalfABracket) {
  EXPECT_EQ(severities(with_words(kSection, {"会议费（含视频会议2万元。"}), "TXT105"),
            std::vector{Severity::kWarning});
  EXPECT_EQ(severities(with_words(kSection, {"会议费含视频会议）2万元。"}), "TXT105"),
            std::vector{Severity::kWarning});
  EXPECT_EQ(severities(with_words(kSection, {"依据《会议费管理办法执行。"}), "TXT105"),
            std::vector{Severity::kWarning});
  EXPECT_EQ(severities(with_words(kSection, {"召开“档案会议。"}), "TXT105"), std::vector{Severity::kNote});
}

TEST(Brackets, WholeOnes) {
  for (const auto* text :
       {"会议费（含视频会议)2万元。", "包括：1）会议费；2）培训费。", "召开（一次。两天）会议。",
        "公务接待0.39万（含外宾。", "召开“档案”会议，依据《办法》（试行）。", "召开\"档案会议。"}) {
    EXPECT_EQ(found("TXT105", text), 0U) << text;
  }
  EXPECT_EQ(count(with_words(kSection, {"会议费（含视频会议。", "另含培训）2万元。"}), "TXT105"), 0U);
}

TEST(Percent, MissingSign) {
  EXPECT_EQ(found("TXT106", "会议费占76.23；培训费占23.77%。"), 1U);
  EXPECT_EQ(found("TXT106", "会议费完成年初预算的80.5，培训费完成年初预算的90%。"), 1U);
  EXPECT_EQ(found("TXT106", "会议费、培训费分别占30、70%。"), 0U);
  EXPECT_EQ(found("TXT106", "会议占用时间3天。"), 0U);
}

TEST(Percent, MissingSignOfARateOfChange) {
  EXPECT_EQ(found("TXT106", "会议费比2022年度增加3.27万元，增长3.90。培训费占23.77%，差旅费占30%。"), 1U);
  EXPECT_EQ(found("TXT106", "会议费比上年减少1,633.50万元，同比下降16.5，培训费占23.77%，差旅费占30%。"), 1U);
  EXPECT_EQ(found("TXT106", "会议费比上年增加3.27万元，增长3.90%。"), 0U);
  EXPECT_EQ(found("TXT106", "会议费2.10万元，人均增加3.90，培训费占23.77%。"), 0U);
  EXPECT_EQ(found("TXT107", "会议费比上年增加3.27万元，增长3.90。培训费占23.77%。"), 0U);
}

TEST(Unit, MissingUnitBesideARateOrBehindAName) {
  EXPECT_EQ(found("TXT107", "会议费比上年增加3.27，增长3.90%。"), 1U);
  EXPECT_EQ(found("TXT107", "本年会议费1535.40，其中：视频会议费22.10万元。"), 1U);
  EXPECT_EQ(found("TXT107", "社会保障和就业支出（类）148.58，占14.56%。"), 1U);
  for (const auto* text : {"会议费占支出30.5，其他略。", "会议费、培训费分别为1.50、2.10万元。",
                           "会议费3，培训费5。", "会议费2.10万元，增长3.90%。"}) {
    EXPECT_EQ(found("TXT107", text), 0U) << text;
  }
}

TEST(Unit, MissingUnit) {
  EXPECT_EQ(found("TXT107", "会议费支出决算为4.19。培训费支出决算为5.82万元。"), 1U);
  EXPECT_EQ(found("TXT107", "会议费支出决算为1,234.50，培训费略。"), 1U);
  EXPECT_EQ(found("TXT107", "会议费支出决算为0，培训费略。"), 0U);
  EXPECT_EQ(found("TXT107", "会议费支出决算为1,234.50元。"), 0U);
}

TEST(Unit, AUnitStatedOnceServesItsParagraph) {
  for (const auto* text : {"（单位：万元）本年会议费1535.40，培训费22.10万元。",
                           "本年会议费1535.40，培训费22.10（金额单位：万元）。"}) {
    EXPECT_EQ(found("TXT107", text), 0U) << text;
  }
}

TEST(Unit, NeitherScoresNorRatesAreAmounts) {
  for (const auto* text : {"平均得分95.5，其中：项目支出得分96.25，部门整体支出94.75，评价等次均为优。",
                           "近三年平均增长2.5，本年增长2.88%。"}) {
    EXPECT_EQ(found("TXT107", text), 0U) << text;
  }
}

TEST(Unit, AHabitIsNotJudged) {
  Report report = clean_report();
  for (auto& section : report.sections) {
    for (auto& paragraph : section.paragraphs) {
      for (auto& line : paragraph.lines) {
        for (auto at = line.text.find("万元"); at != std::string::npos; at = line.text.find("万元", at)) {
          line.text.erase(at, std::string("万元").size());
        }
      }
    }
  }
  EXPECT_EQ(count(report, "TXT107"), 0U);
}

std::size_t names_found(const std::string& text) {
  Report report = with_words(kSection, {text});
  report.unit = "临江市城乡规划管理服务中心";
  return count(report, "TXT108");
}

TEST(Department, NameWithAWrongCharacter) {
  EXPECT_EQ(names_found("临江市城乡归划管理服务中心召开会议。"), 1U);
  EXPECT_EQ(names_found("临江市城乡规划管服务中心召开会议。"), 1U);
  EXPECT_EQ(names_found("临江市城乡划规管理服务中心召开会议。"), 1U);
}

TEST(Department, OtherBodiesAreLeftAlone) {
  for (const auto* text :
       {"临江市城乡规划管理服务中心机关工会召开会议。", "临江县城乡规划管理服务中心来访。",
        "临江市城乡规划管理服务中队来访。", "临江市城乡规划局来访。", "本中心召开会议。"}) {
    EXPECT_EQ(names_found(text), 0U) << text;
  }
}

TEST(DoubledWord, LeftoversOfEditing) {
  for (const auto* text : {"会议费的的支出。", "完成了了会议。", "会议费减增加2万元。",
                           "决算数大小于预算数。", "会议费2万元万元。"}) {
    EXPECT_EQ(found("TXT109", text), 1U) << text;
  }
}

TEST(DoubledWord, RightChinese) {
  for (const auto* text : {"以交流为目的的会议。", "为了了解情况召开会议。", "基本支出支出决算为2万元。",
                           "参与与会议有关的工作。", "人员增加增加了支出。", "会议增减增加的原因。"}) {
    EXPECT_EQ(found("TXT109", text), 0U) << text;
  }
}

std::size_t slips(const std::string& text) {
  return count(with_words("一般公共预算财政拨款支出决算结构情况", {text}), "TXT110");
}

TEST(SubjectSlip, OneCharacterOff) {
  EXPECT_EQ(slips("主要用于以下方面：社会保障和就亚（类）支出144.57万元，占9.94%。"), 1U);
  EXPECT_EQ(slips("主要用于以下方面：灾害防冶及应急管理支出（类）1万元，占1%。"), 1U);
}

TEST(SubjectSlip, KnownNamesAndVariants) {
  EXPECT_EQ(slips("主要用于以下方面：②社会保障和就业支出（类）144.57万元，占9.94%。"), 0U);
  EXPECT_EQ(slips("主要用于以下方面：社会保障和就业（类）支出144.57万元，占9.94%。"), 0U);
  EXPECT_EQ(slips("主要用于以下方面：社会保障和就业支出（类）144.57万元，占9.94%。"), 0U);
  EXPECT_EQ(slips("主要用于以下方面：文化体育与传媒（类）支出1万元，占1%。"), 0U);
  EXPECT_EQ(slips("主要用于以下方面：本部门自定的专门用途（类）支出1万元，占1%。"), 0U);
}

}  // namespace
}  // namespace zzaudit
