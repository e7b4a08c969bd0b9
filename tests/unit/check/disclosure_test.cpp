// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "support/rule_run.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

TEST(SectionMissing, EverySubjectLeftOutIsOneFinding) {
  Report report = clean_report();
  std::erase_if(report.sections, [](const Section& s) {
    return s.title.find("机关运行经费支出") != std::string::npos ||
           s.title.find("政府采购") != std::string::npos;
  });
  EXPECT_EQ(count(report, "DIS101"), 2U);
}

TEST(SectionMissing, AMentionInAnotherSectionIsEnough) {
  Report report = with_words("国有资产", {"本单位没有政府采购支出。", "截至2023年12月31日，共有车辆2辆。"});
  std::erase_if(report.sections,
                [](const Section& s) { return s.title.find("政府采购") != std::string::npos; });
  EXPECT_EQ(count(report, "DIS101"), 0U);
}

TEST(SectionMissing, NoSectionOnTheWholeIsANoteOnly) {
  Report report = clean_report();
  std::erase_if(report.sections,
                [](const Section& s) { return s.title.find("收入支出决算总体") != std::string::npos; });
  for (const auto severity : severities(report, "DIS101")) {
    EXPECT_EQ(severity, Severity::kNote);
  }
}

TEST(SectionMissing, AReportWithoutExplanationIsOneFinding) {
  Report report = clean_report();
  report.sections.clear();
  EXPECT_EQ(count(report, "DIS101"), 1U);
  EXPECT_EQ(count(report, "DIS104"), 0U);
  EXPECT_EQ(count(report, "DIS106"), 0U);
}

TEST(SectionMissing, TablesWithACoverAndAListOfContentsAreTablesAlone) {
  Report report = clean_report();
  report.sections.clear();
  for (const char* title : {"", "目录"}) {
    Section section;
    section.title = title;
    Paragraph paragraph;
    paragraph.lines.push_back({"收入支出决算总表", {}});
    section.paragraphs.push_back(std::move(paragraph));
    report.sections.push_back(std::move(section));
  }
  EXPECT_EQ(count(report, "DIS101"), 1U);
  EXPECT_EQ(count(report, "DIS104"), 0U);
  EXPECT_EQ(count(report, "DIS106"), 0U);
  report.sections.front().paragraphs.front().lines.front().text = "本部门没有下属单位。";
  EXPECT_EQ(count(report, "DIS104"), 1U) << "words, though few";
}

TEST(SectionMissing, APlaceIsNamedEvenWhereNothingHasAName) {
  Report report = clean_report();
  Section untitled = section_titled(report, "收入支出决算总体");
  untitled.title.clear();
  untitled.level = 1;
  report.sections = {untitled};
  for (const char* rule : {"DIS101", "DIS104", "DIS106"}) {
    for (const Finding& finding : run(report, rule).findings) {
      for (const Location& location : finding.locations) {
        EXPECT_FALSE(location.section.empty() && !location.table && location.text.empty()) << rule;
      }
    }
  }
  EXPECT_GT(count(report, "DIS101"), 0U);
}

TEST(SectionMissing, StateCapitalWasNotAskedForInEarlierYears) {
  Report report = clean_report();
  std::erase_if(report.sections,
                [](const Section& s) { return s.title.find("国有资本") != std::string::npos; });
  EXPECT_EQ(count(report, "DIS101"), 1U);
  report.year = 2018;
  EXPECT_EQ(count(report, "DIS101"), 0U);
}

constexpr auto kDetail = "“三公”经费财政拨款支出决算具体情况";

TEST(ThreePublicDetails, NothingIsAskedWhereNothingWasSpent) {
  // 出国 and 购置 are zero in the sample.
  EXPECT_EQ(count(with_words(kDetail, {"公务用车运行维护费7.14万元，公务用车保有量为2辆。",
                                       "国内公务接待共30批次（其中外事接待0批次），196人次。"}),
                  "DIS102"),
            0U);
}

TEST(ThreePublicDetails, FleetAndPersonsMissing) {
  EXPECT_EQ(count(with_words(kDetail, {"公务用车运行维护费7.14万元，主要用于燃油。",
                                       "公务接待费2.36万元，接待28批次。"}),
                  "DIS102"),
            2U);
}

TEST(ThreePublicDetails, OtherPhrasingsCount) {
  EXPECT_EQ(count(with_words(kDetail, {"公务用车运行维护费7.14万元，年末现有公务用车2辆。",
                                       "公务接待费2.36万元，74批（次）813人。"}),
                  "DIS102"),
            0U);
}

TEST(ThreePublicDetails, PurchaseAndOperationMustBeToldApart) {
  Report report = with_words(
      kDetail, {"公务用车购置及运行维护费7.14万元，公务用车保有量为2辆。", "公务接待28批次、196人次。"});
  auto& overall = section_titled(report, "“三公”经费财政拨款支出决算总体情况");
  overall.paragraphs.clear();
  EXPECT_EQ(count(report, "DIS102"), 1U);
}

constexpr auto kOverall = "收入支出决算总体情况";

TEST(ChangeWithoutReason, ReasonBesideTheChange) {
  const std::vector<std::vector<std::string>> fine = {
      {"2023年度收、支总计均为1564.05万元。与上年相比，增加43.75万元，增长2.88%。主要原因：一是人员增加。"},
      {"因机构改革，2023年度收、支总计比上年增加43.75万元，增长2.88%。"},
      {"2023年度收、支总计1564.05万元，与上年相比增加43.75万元，增长2.88%。", "增加的主要原因是任务增多。"},
      {"2023年度收、支总计1564.05万元，与上年持平。"},
      {"2023年度收、支总计1564.05万元，与上年相比增加0万元，增长0%。"},
      {"2023年度收、支总计1564.05万元，比上年增加43.75万元。其中：", "基本支出增加，由于人员增加。"}};
  for (const auto& paragraphs : fine) {
    EXPECT_EQ(count(with_words(kOverall, paragraphs), "DIS103"), 0U) << paragraphs.front();
  }
}

TEST(ChangeWithoutReason, TheNameOfAnItemIsNoReason) {
  EXPECT_EQ(count(with_words("“三公”经费财政拨款支出决算总体情况",
                             {"因公出国（境）费支出决算为0万元，与上年相比减少3万元，减少100%。"}),
                  "DIS103"),
            1U);
}

TEST(ChangeWithoutReason, EverySentenceWithoutReasonIsNamed) {
  EXPECT_EQ(count(with_words("机关运行经费支出说明",
                             {"机关运行经费支出239.1万元，比上年决算数增加2.7万元，增长1.14%。"}),
                  "DIS103"),
            1U);
}

TEST(ChangeWithoutReason, OneReasonMayCloseTheParts) {
  Report report = with_words(kOverall, {"收、支总计1564.05万元，比上年增加43.75万元，增长2.88%。"});
  const auto at = std::ranges::find_if(report.sections, [](const Section& s) {
    return s.title.find(kOverall) != std::string::npos && s.title.find("财政拨款") == std::string::npos;
  });
  Section part;
  part.level = at->level + 1;
  part.title = "（一）收入决算说明";
  part.paragraphs.push_back(
      {{{"本年收入1535.4万元，比上年增加1万元。增减变化的主要原因：业务量增加。", {}}}});
  report.sections.insert(at + 1, part);
  EXPECT_EQ(count(report, "DIS103"), 0U);
}

TEST(ChangeWithoutReason, ATotalIsExplainedByItsParts) {
  EXPECT_EQ(
      count(with_words(kOverall, {"与上年相比，收、支总计各增加43.75万元，增长2.88%。其中：",
                                  "（一）本年收入合计1535.4万元，与上年相比增加1万元，变动原因：项目增加。"}),
            "DIS103"),
      0U);
}

TEST(GlossaryAndProfile, OtherTitlesAreUnderstood) {
  Report report = clean_report();
  section_titled(report, "名词解释").title = "第四部分 专业名词说明";
  EXPECT_EQ(count(report, "DIS104"), 0U);
  section_titled(report, "主要职责").title = "一、部门职能简介";
  section_titled(report, "机构设置").title = "二、决算单位构成";
  EXPECT_EQ(count(report, "DIS106"), 0U);
}

TEST(GlossaryAndProfile, TheProfileMayStandBeforeAllParts) {
  Report report = clean_report();
  std::erase_if(report.sections, [](const Section& s) {
    return s.title.find("概况") != std::string::npos || s.title.find("主要职责") != std::string::npos ||
           s.title.find("机构设置") != std::string::npos;
  });
  EXPECT_EQ(count(report, "DIS106"), 2U);
  Section profile;
  profile.title = "一、部门基本情况";
  profile.level = 2;
  profile.paragraphs = {{{{"（一）职能职责。负责全区档案工作。", {}}}},
                        {{{"（二）机构设置。内设办公室等4个科室。", {}}}}};
  report.sections.insert(report.sections.begin() + 1, profile);
  EXPECT_EQ(count(report, "DIS106"), 0U);
}

TEST(GlossaryAndProfile, TheUnitsOfTheAccountsAreTheOrganisation) {
  Report report = clean_report();
  Section& organisation = section_titled(report, "机构设置");
  organisation.title = "二、部门基本情况";
  organisation.paragraphs = {{{{"纳入本套部门决算汇编范围的单位共1个，即临江市档案馆本级。", {}}}}};
  EXPECT_EQ(count(report, "DIS106"), 0U);
}

TEST(GlossaryAndProfile, TheContentsListIsNoGlossary) {
  Report report = clean_report();
  section_titled(report, "名词解释").title = "第四部分 其他";
  Section contents;
  contents.title = "目 录";
  Paragraph line;
  line.lines.push_back({"第四部分 名词解释", {}});
  contents.paragraphs.push_back(line);
  report.sections.insert(report.sections.begin() + 1, contents);
  EXPECT_EQ(count(report, "DIS104"), 1U);
}

std::size_t contradictions(const std::string& reason) {
  return count(with_words(kOverall, {reason}), "DIS105");
}

TEST(ReasonDirection, ClearContradictions) {
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，增长2.88%，主要原因是人员减少。"), 1U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，下降2.88%，主要原因是项目支出增加。"), 1U);
  EXPECT_EQ(contradictions("与上年持平，主要原因是业务减少。"), 1U);
  EXPECT_EQ(contradictions("与上年持平，主要原因是人员进出及退休变化，项目支出减少支付。"), 1U);
}

TEST(ReasonDirection, MoreWordsForMoney) {
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，下降2.72%，主要原因是增加了专项资金。"), 1U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，下降2.72%，主要原因是：项目资金增加。"), 1U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，下降2.72%，主要原因是工资调标。"), 1U);
  EXPECT_EQ(contradictions("与2022年度相比，增加43.75万元，增长2.88%。主要是科研项目经费减少。"), 1U);
  EXPECT_EQ(contradictions("支出决算比2022年度减少0.46万元。主要原因是车辆出行次数增加。"), 1U);
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，增长2.72%，主要原因是工资调标。"), 0U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，主要是用于支付项目资金。"), 0U);
}

TEST(ReasonDirection, RestraintRaisesNothing) {
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，增长2.88%，主要原因是厉行节约，压减一般性支出。"), 1U);
  EXPECT_EQ(contradictions("年末结转和结余13.50万元，比上年增加3.75万元，主要原因是厉行节约。"), 0U);
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，主要原因是压减一般性支出，用于重点项目。"), 0U);
}

TEST(ReasonDirection, RestraintOfThePastOrBesideAnotherReasonIsLeftAlone) {
  for (const auto* reason :
       {"上一年度压减了会议支出", "2022年度厉行节约、压减支出幅度较大", "上一年压减力度较大",
        "年初压减的办公费于年中恢复", "在压减一般性支出的同时物业服务范围扩大", "厉行节约、物业服务范围扩大",
        "压减支出腾出资金用于档案数字化", "取消项目支出，相关费用改由公用经费列支",
        "项目经费压缩后，水电费由公用经费承担", "压减公用经费用在职人员工资调整"}) {
    EXPECT_EQ(contradictions("与上年相比增加43.75万元，主要原因是" + std::string(reason) + "。"), 0U)
        << reason;
  }
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，主要原因是厉行节约、压减一般性支出。"), 1U);
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，主要原因是2023年度压减一般性支出。"), 1U);
}

TEST(ReasonDirection, ARiseThatLowersSpending) {
  for (const auto* reason : {"退休人员增加", "调出人员增加", "将部分新增业务经费列入项目支出",
                             "部门加大资金统筹力度", "国库集中支付结余资金增加", "专项经费提高使用效率",
                             "线上活动增加", "公务用车拼车次数增加", "外聘业务增加由委托单位承担经费"}) {
    EXPECT_EQ(contradictions("与上年相比减少43.75万元，主要原因是" + std::string(reason) + "。"), 0U)
        << reason;
  }
  for (const auto* reason : {"本年支出增加", "项目支出进度提高，资金支付增加"}) {
    EXPECT_EQ(contradictions("年末结转和结余16.50万元，比上年减少10.15万元，主要原因是" +
                             std::string(reason) + "。"),
              0U)
        << reason;
  }
}

TEST(ReasonDirection, AWordThatTheFiguresRefuteIsFoundOnce) {
  const std::string budget = "公务接待费支出预算为3.6万元，支出决算为2.36万元，";
  const auto found = [&](const std::string& text) {
    return count(with_words(kDetail, {budget + text}), "DIS105");
  };
  EXPECT_EQ(found("决算数大于预算数的主要原因是压减接待。"), 0U);
  EXPECT_EQ(found("决算数小于预算数的主要原因是接待批次增加。"), 1U);
}

TEST(ReasonDirection, IncomeMovesIncome) {
  const auto found = [](const std::string& text) {
    return count(with_words("收入决算情况", {text}), "DIS105");
  };
  EXPECT_EQ(contradictions("收入总计1564.05万元，较上年增加43.75万元，主要原因是财政拨款收入减少。"), 1U);
  EXPECT_EQ(found("其他收入3.40万元，与上年相比减少4.18万元，主要是利息收入增加。"), 1U);
  EXPECT_EQ(found("财政拨款收入1520万元，比上年减少4.18万元，主要原因是其他收入增加。"), 0U);
}

TEST(ReasonDirection, ANegativeRiseIsAFall) {
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，增长-2.88%，主要原因是项目支出减少。"), 0U);
  EXPECT_EQ(contradictions("与上年相比增长-43.75万元，增长-2.88%，主要原因是项目支出增加。"), 1U);
}

TEST(ReasonDirection, TheReasonMayStandInTheNextSentence) {
  const std::string reasons = "主要原因：在职人员有进有出，以及合同按进度结算等原因减少支付。";
  EXPECT_EQ(contradictions("与上年相比，财政拨款收入支出总计持平。" + reasons), 1U);
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，增长2.88%。" + reasons), 1U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，下降2.88%。" + reasons), 0U);
  EXPECT_EQ(count(with_words(kOverall, {"与上年相比，收、支总计持平。", reasons}), "DIS105"), 1U);
  EXPECT_EQ(contradictions("收入比上年增加43.75万元，支出比上年减少1.2万元。" + reasons), 0U);
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，主要原因是补缴养老保险。主要用于减少支付风险。"), 0U);
}

TEST(ReasonDirection, AReasonInSeveralPointsIsReadToItsEnd) {
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，主要原因是：一是人员增加；二是项目支出减少。"), 0U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，主要原因：1.人员增加。2.项目支出减少。"), 0U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元。主要原因：一是人员增加。二是项目支出减少。"), 0U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元。主要原因：一是人员增加。二是项目支出增加。"), 1U);
}

TEST(ReasonDirection, RestraintIsNoContradictionOfUnchanged) {
  EXPECT_EQ(contradictions("与上年持平，主要原因是厉行节约，减少接待支出。"), 0U);
  EXPECT_EQ(contradictions("与上年基本持平，主要原因是人员略有减少，经费减少。"), 0U);
}

TEST(ReasonDirection, DoubtfulOnesAreLeftAlone) {
  EXPECT_EQ(contradictions("与上年相比增加43.75万元，主要原因是上年受疫情影响活动减少。"), 0U);
  EXPECT_EQ(contradictions("与上年持平，主要原因是人员没有增加。"), 0U);
  EXPECT_EQ(contradictions("与上年持平，主要原因是厉行节约，人员无增减变化。"), 0U);
  EXPECT_EQ(contradictions("与上年相比减少43.75万元，主要原因是人员增加但项目支出减少。"), 0U);
  EXPECT_EQ(contradictions("决算数小于预算数的主要原因是减少长途用车，与上年相比增加0.46万元，增长6%"
                           "，增加的主要原因是任务增加。"),
            0U);
}

}  // namespace
}  // namespace zzaudit
