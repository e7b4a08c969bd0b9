// SPDX-License-Identifier: Apache-2.0
// Amounts, changes and counts of the words: what each rule passes and what it finds.
#include <gtest/gtest.h>

#include "support/rule_run.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

/// One section with words that a rule passes and words that it must find.
struct Case {
  std::string rule, section;
  std::vector<std::string> good, bad;
};

class WordRule : public testing::TestWithParam<Case> {};

std::size_t loud(const Report& report, const std::string& rule) {
  const auto all = severities(report, rule);
  return static_cast<std::size_t>(
      std::ranges::count_if(all, [](Severity s) { return s != Severity::kNote; }));
}

TEST_P(WordRule, PassesTheGood) {
  const Case& c = GetParam();
  EXPECT_EQ(loud(with_words(c.section, c.good), c.rule), 0U);
}
TEST_P(WordRule, FindsTheBad) {
  const Case& c = GetParam();
  EXPECT_EQ(loud(with_words(c.section, c.bad), c.rule), 1U);
}

const std::string kThree = "“三公”经费财政拨款支出决算总体情况";
const std::string kDetails = "“三公”经费财政拨款支出决算具体情况";
const std::string kItemList = "财政拨款支出决算具体情况";

INSTANTIATE_TEST_SUITE_P(
    Amounts, WordRule,
    testing::Values(
        Case{"NAR101",
             "收入支出决算总体情况",
             {"收入总计15640500元，支出总计1564.05万元。"},
             {"收、支总计各是1564.05,1546.05万元。"}},
        Case{"NAR101",
             "财政拨款收入支出决算总体情况",
             {"财政拨款总收入1542.35万元。"},
             {"财政拨款总收入1542.53万元。"}},
        Case{"NAR101",
             "政府性基金预算财政拨款收入支出",
             {"收入55万元；支出60万元。"},
             {"收入55万元；支出66万元。"}},
        Case{"NAR102",
             "机关运行经费",
             {"机关运行经费支出239.1万元。", "机关运行经费支出239.1万元。"},
             {"机关运行经费支出239.1万元。", "机关运行经费支出231.9万元。"}},
        Case{"NAR102",
             "机关运行经费",
             {"机关运行经费年初预算数为245万元，支出决算为239.1万元。", "机关运行经费支出239.1万元。"},
             {"机关运行经费年初预算数为245万元，支出决算为239.1万元。", "机关运行经费支出231.9万元。"}},
        Case{"NAR210",
             kDetails,
             {"公务接待费2.36万元。其中：国内公务接待支出2万元，外宾接待支出0.36万元。"},
             {"公务接待费2.36万元。其中：国内公务接待支出2万元，外宾接待支出0.63万元。"}},
        Case{"NAR210",
             kDetails,
             {"公务接待费2.36万元。其中：国内公务接待支出2.36万元（含外宾接待0.36万元）。"},
             {"公务接待费2.36万元。其中：国内公务接待支出2.63万元，外宾接待支出0万元。"}},
        Case{"NAR210",
             kThree,
             {"公务接待费支出决算2.36万元（其中：一般公共预算支出2万元；政府性基金预算支出0.36万元）。"},
             {"公务接待费支出决算2.36万元（其中：一般公共预算支出2万元；政府性基金预算支出0.63万元）。"}},
        Case{"NAR212",
             "政府采购支出",
             {"面向中小企业预留政府采购项目预算金额150万元，由中小企业中标的金额142万元。"},
             {"面向中小企业预留政府采购项目预算金额150万元，由中小企业中标的金额152万元。"}},
        Case{"NAR212",
             "政府采购支出",
             {"政府采购支出总额10万元，授予中小企业合同金额9万元。"},
             {"政府采购支出总额10万元，授予中小企业合同金额19万元。"}},
        Case{"NAR210",
             "政府采购支出",
             {"政府采购支出总额76.54万元，其中：货物支出34.01万元，服务支出42.53万元。"},
             {"政府采购支出总额76.54万元，其中：货物支出34.01万元，服务支出45.50万元。"}},
        Case{"NAR214",
             "预算绩效情况",
             {"自评项目3个，绩效评级为“优”的项目2个；绩效评级为“良”的项目1个。"},
             {"自评项目3个，绩效评级为“优”的项目2个；绩效评级为“良”的项目2个。"}},
        Case{"NAR503", "一般性支出情况", {"会议费支出2.5万元。"}, {"会议费支出2.1万元。"}}));

INSTANTIATE_TEST_SUITE_P(
    Changes, WordRule,
    testing::Values(
        Case{"NAR215",
             kThree,
             {"“三公”经费支出9.5万元，比上年减少0.7万元。", "因公出国（境）费0万元，与上年持平。",
              "公务用车购置及运行维护费7.14万元，比上年减少0.5万元。",
              "公务接待费2.36万元，比上年减少0.2万元。"},
             {"“三公”经费支出9.5万元，比上年减少0.7万元。", "因公出国（境）费0万元，与上年持平。",
              "公务用车购置及运行维护费7.14万元，比上年减少0.5万元。",
              "公务接待费2.36万元，比上年增加0.2万元。"}},
        Case{"NAR301",
             kThree,
             {"公务接待费支出预算为3.6万元，支出决算为2.36万元，决算数小于预算数的主要原因是节约。"},
             {"公务接待费支出预算为3.6万元，支出决算为2.36万元，决算数大于预算数的主要原因是节约。"}},
        Case{"NAR301",
             kThree,
             {"公务接待费支出预算为2.36万元，支出决算为2.36万元，决算数与预算数持平。"},
             {"公务接待费支出预算为3.6万元，支出决算为2.36万元，决算数与预算数持平。"}},
        Case{"NAR101", kThree, {"公务接待费0.00024亿元。"}, {"公务接待费0.00023亿元。"}},
        Case{"NAR303",
             kThree,
             {"公务接待费2.36万元，较上年2.6万元减少0.24万元。"},
             {"公务接待费2.36万元，较上年2.8万元减少0.24万元。"}},
        Case{"NAR303",
             kThree,
             {"公务接待费支出预算为3.6万元，支出决算为2.36万元，决算数小于预算数1.24万元。"},
             {"公务接待费支出预算为3.6万元，支出决算为2.36万元，决算数小于预算数1.42万元。"}},
        Case{"NAR303",
             kThree,
             {"公务接待费2.36万元，年初预算为3.6万元，差值为1.24万元。"},
             {"公务接待费2.36万元，年初预算为3.6万元，差值为1.42万元。"}},
        Case{"NAR303",
             kThree,
             {"公务接待费支出预算为3.6万元，支出决算为2.36万元，比预算减少1.24万元。"},
             {"公务接待费支出预算为3.6万元，支出决算为2.36万元，比预算增加1.24万元。"}},
        Case{"NAR304",
             kDetails,
             {"“三公”经费9.5万元，比上年减少0.7万元。"},
             {"“三公”经费9.5万元，比上年减少0.9万元。"}}));

INSTANTIATE_TEST_SUITE_P(
    Rates, WordRule,
    testing::Values(Case{"PCT101",
                         "收入决算情况",
                         {"财政拨款收入1520万元，占总收入的99%；事业收入12万元，占总收入的0.77%。"},
                         {"财政拨款收入1520万元，占总收入的99%；事业收入12万元，占总收入的7.7%。"}},
                    Case{"PCT101",
                         "财政拨款支出决算总体情况",
                         {"一般公共预算财政拨款支出1453.85万元，占本年支出合计的93.98%。"},
                         {"一般公共预算财政拨款支出1453.85万元，占本年支出合计的93.89%。"}},
                    Case{"PCT101",
                         "政府采购支出",
                         {"货物支出10万元，货物采购授予中小企业合同金额占货物支出金额的71.5%。"},
                         {"货物支出10万元，货物采购授予中小企业合同金额占货物支出金额的715.0%。"}},
                    Case{"PCT105",
                         "政府采购支出",
                         {"工程支出0万元，工程采购授予中小企业合同金额占工程支出金额的0%。"},
                         {"工程支出0万元，工程采购授予中小企业合同金额占工程支出金额的68.13%。"}},
                    Case{"PCT103",
                         kThree,
                         {"公务接待费全年预算为3.6万元，支出决算为2.36万元，完成全年预算的65.56%。"},
                         {"公务接待费全年预算为3.6万元，支出决算为2.36万元，完成全年预算的56.56%。"}},
                    Case{"PCT103",
                         kThree,
                         {"“三公”经费支出9.5万元，完成年初预算的75.4%，比年初预算减少3.1万元。"},
                         {"“三公”经费支出9.5万元，完成年初预算的74.5%，比年初预算减少3.1万元。"}},
                    Case{"PCT104",
                         "收入支出决算总体情况",
                         {"收、支总计1564.05万元，与上年相比，各增加43.75、43.75万元，各增长2.88%、2.88%。"},
                         {"收、支总计1564.05万元，与上年相比，各增加43.75、43.75万元，各增长2.88%、2.98%。"}},
                    Case{"PCT104",
                         kThree,
                         {"公务接待费0万元，比上年减少2万元，下降100%。"},
                         {"公务接待费2.36万元，比上年减少2.36万元，下降100%。"}},
                    Case{"PCT105",
                         kThree,
                         {"公务接待费2.36万元，比上年增加2.36万元。"},
                         {"公务接待费2.36万元，比上年增加2.36万元，增长100%。"}},
                    Case{"PCT104",
                         kThree,
                         {"“三公”经费支出9.5万元，与2022年的10.2万元相比下降6.86%。"},
                         {"“三公”经费支出9.5万元，与2022年的10.2万元相比下降9.86%。"}},
                    Case{"NAR210",
                         kDetails,
                         {"公务用车运行维护费7.14万元，其中，公务用车加油3.12万元，公务用车维修2.86万元，"
                          "公务用车保险1.16万元，其他支出0万元。"},
                         {"公务用车运行维护费7.14万元，其中，公务用车加油3.12万元，公务用车维修2.68万元，"
                          "公务用车保险1.16万元，其他支出0万元。"}},
                    Case{"NAR303",
                         kThree,
                         {"“三公”经费支出9.5万元，比上年增加1.5万元（上年决算数为8万元）。"},
                         {"“三公”经费支出9.5万元，比上年增加2.5万元（上年决算数为8万元）。"}},
                    Case{"NAR212",
                         "政府采购支出说明",
                         {"政府采购支出金额512.66万元，中小企业中标金额为268."
                          "77万元（其中，小微企业中标金额为214.50万元）。"},
                         {"政府采购支出金额512.66万元，中小企业中标金额为268."
                          "77万元（其中，小微企业中标金额为314.50万元）。"}},
                    Case{"PCT101",
                         "政府采购支出说明",
                         {"政府采购支出总额100万元，其中：政府采购货物支出20万元、政府采购工程支出50万元、政"
                          "府采购服务支出30万元。授予中小企业合同金额85万元；货物采购授予中小企业合同金额占货"
                          "物支出金额的100%，工程采购授予中小企业合同金额占工程支出金额的100%"
                          "，服务采购授予中小企业合同金额占服务支出金额的50%。"},
                         {"政府采购支出总额100万元，其中：政府采购货物支出20万元、政府采购工程支出50万元、政"
                          "府采购服务支出30万元。授予中小企业合同金额85万元；货物采购授予中小企业合同金额占货"
                          "物支出金额的100%，工程采购授予中小企业合同金额占工程支出金额的80%"
                          "，服务采购授予中小企业合同金额占服务支出金额的50%。"}},
                    Case{"NAR210",
                         "政府采购支出说明",
                         {"政府采购支出总额50万元，其中：政府采购货物支出20万元、政府采购服务支出30万元。"},
                         {"政府采购支出总额50万元，其中：政府采购货物支出20万元、政府采购服务支出3万元。"}},
                    Case{"PCT107",
                         kDetails,
                         {"公务用车购置费0万元，更新公务用车0辆，车均购置费0万元。"},
                         {"公务用车购置费0万元，更新公务用车0辆，车均购置费3万元。"}},
                    Case{"PCT107",
                         kDetails,
                         {"公务用车运行维护费7.14万元，公务用车保有量为2辆，平均每辆3.57万元。"},
                         {"公务用车运行维护费7.14万元，公务用车保有量为2辆，平均每辆35.7万元。"}},
                    Case{"PCT106",
                         kThree,
                         {"公务接待费支出预算为3.6万元，支出决算为2.36万元，预决算差异率-34.44%。"},
                         {"公务接待费支出预算为3.6万元，支出决算为2.36万元，预决算差异率-43.44%。"}}));

INSTANTIATE_TEST_SUITE_P(
    CountsAndItems, WordRule,
    testing::Values(
        Case{"SGJ101",
             kDetails,
             {"公务接待费2.36万元，国内公务接待28批次（其中外事接待0批次），196人次。"},
             {"公务接待费2.36万元，国内公务接待28批次（其中外事接待0批次），19人次。"}},
        Case{"SGJ101",
             kDetails,
             {"公务接待费2.36万元，其中：外事接待支出0.39万元，外事接待1批次，7人次。"},
             {"公务接待费2.36万元，其中：外事接待支出0.39万元，外事接待0批次，7人次。"}},
        Case{"SGJ101",
             kDetails,
             {"公务接待费2.36万元，其中：外宾接待0万元；国内接待2."
              "36万元，接待28批次（其中：外事接待2批次）。"},
             {"公务接待费2.36万元，其中：外宾接待0万元，接待外宾2批次；国内接待2.36万元，接待28批次。"}},
        Case{"SGJ101",
             kDetails,
             {"因公出国（境）费0万元，团组数0个，人数0人。"},
             {"因公出国（境）费0万元，团组数1个。"}},
        Case{"SGJ102",
             "国有资产占用情况",
             {"共有车辆2辆，其中：机要通信用车1辆，其余为应急保障用车。"},
             {"共有车辆2辆，其中：机要通信用车1辆，应急保障用车2辆。"}},
        Case{"NAR501",
             "国有资本经营预算财政拨款支出",
             {"国有资本经营预算财政拨款支出15万元。"},
             {"本部门没有使用国有资本经营预算安排的支出。"}},
        Case{"NAR502", "机关运行经费", {"机关运行经费支出239.1万元。"}, {"机关运行经费支出240.1万元。"}},
        Case{"NAR404",
             "基本支出决算情况",
             {"人员经费902万元，主要包括基本工资等；公用经费239.1万元，主要包括办公费等。"},
             {"人员经费902万元，主要包括基本工资、津贴补贴、奖金、机关事业单位基本养老保险缴费、职业年金缴费"
              "、职工基本医疗保险缴费、其他社会保障缴费、住房公积金、退休费、奖励金。"}},
        Case{"NAR403",
             "基本支出决算情况",
             {"公用经费239.1万元，主要包括办公费等。"},
             {"公用经费239.1万元，主要包括咨询费、办公费等。"}}));

TEST(WordRules, AListThatLacksAnAmountIsNotSummed) {
  const Report report =
      with_words("财政拨款支出决算结构情况",
                 {"一般公共预算财政拨款支出1453.85万元，一般公共服务（类）支出1175.15万元，占80.83%"
                  "；社会保障和就业（类）支出；"
                  "卫生健康（类）支出45.62万元，占3.14%；住房保障（类）支出88.51万元，占6.09%。"});
  EXPECT_EQ(count(report, "NAR211"), 0U);
  EXPECT_EQ(count(report, "PCT102"), 0U);
}

std::vector<Severity> directions(const std::string& word) {
  return severities(with_words("“三公”经费财政拨款支出决算总体情况",
                               {"公务接待费支出预算为2.38万元，支出决算为2.36万元，" + word + "。"}),
                    "NAR301");
}

TEST(WordRules, EqualMeansEqual) {
  EXPECT_EQ(directions("决算数等于预算数"), std::vector{Severity::kError});
  EXPECT_EQ(directions("决算数与预算数持平"), std::vector{Severity::kWarning});
  EXPECT_EQ(directions("决算数与预算数基本持平"), std::vector<Severity>{});
}

TEST(WordRules, NothingHasNotRisen) {
  const auto found = [](const std::string& text) {
    return loud(with_words("“三公”经费财政拨款支出决算总体情况", {text}), "NAR301");
  };
  EXPECT_EQ(found("因公出国（境）费支出预算为0万元，支出决算为0万元，比上年增加。"), 1U);
  EXPECT_EQ(found("因公出国（境）费支出预算为0万元，支出决算为0万元，比上年减少。"), 0U);
}

TEST(WordRules, ARiseIsNotMoreThanWhatThereIs) {
  const auto found = [](const std::string& text) {
    return loud(with_words("“三公”经费财政拨款支出决算总体情况", {text}), "NAR303");
  };
  EXPECT_EQ(found("公务接待费2.36万元，比上年增加2.36万元。"), 0U);
  EXPECT_EQ(found("公务接待费2.36万元，比上年增加23.60万元。"), 1U);
  EXPECT_EQ(found("公务接待费2.36万元，比上年减少23.60万元。"), 0U);
  EXPECT_EQ(
      loud(with_words("财政拨款收入支出决算总体情况", {"年末财政拨款结转和结余13.5万元，比上年增加20万元。"}),
           "NAR303"),
      0U);
}

TEST(WordRules, ARestOfRoundedSharesMayStay) {
  const Report report =
      with_words("“三公”经费财政拨款支出决算总体情况",
                 {"因公出国（境）费支出0万元，占0%；公务用车购置及运行维护费支出7.14万元，占75.15%"
                  "；公务接待费支出2.36万元，占24.84%。"});
  const auto findings = run(report, "PCT102").findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().severity, Severity::kNote);
  EXPECT_NE(findings.front().message.zh.find("四舍五入"), std::string::npos) << findings.front().message.zh;
}

TEST(WordRules, ItemsAreSummedWhereAllAreStated) {
  Report report = clean_report();
  Section& items = section_titled(report, kItemList);
  auto& line = items.paragraphs.at(5).lines.front().text;
  const std::string was = "年初预算为44.9万元", now = "年初预算为49.4万元";
  line.replace(line.find(was), was.size(), now);
  EXPECT_EQ(loud(report, "NAR211"), 1U);
}

TEST(WordRules, AFormRepeatsItsWordsACopyItsFigures) {
  const std::string section = "国有资产占用情况";
  const std::string form =
      "万元，完成年初预算的100%，支出决算数等于年初预算数，本年度没有追加也没有调减任何经费安排。";
  EXPECT_EQ(count(with_words(section, {"甲项支出11.1万元，年初预算22.2" + form,
                                       "乙项支出33.3万元，年初预算44.4" + form}),
                  "TXT101"),
            0U);
  EXPECT_EQ(count(with_words(section, {"甲项支出11.1万元，年初预算22.2" + form,
                                       "乙项支出11.1万元，年初预算22.2" + form}),
                  "TXT101"),
            1U);
}

TEST(WordRules, AnItemMentionedInPassingMakesNoList) {
  const Report report = with_words(
      kItemList, {"社会保障和就业支出144.57万元，其中：机关事业单位基本养老保险缴费支出（项）96.38万元。"});
  EXPECT_EQ(count(report, "NAR401"), 0U);
  EXPECT_EQ(
      count(with_words(kItemList, {"社会保障和就业支出144.57万元，其中：机关事业单位基本养老保险缴费支出（项"
                                   "）93.68万元。"}),
            "NAR101"),
      1U);
}

TEST(WordRules, ItemsOfAFundAreComparedWithItsTable) {
  const std::string title = "城乡社区支出（类）国有土地使用权出让收入安排的支出（款）城市建设支出（项）";
  Report report = clean_report();
  Section& items = section_titled(report, kItemList);
  items.paragraphs.push_back({{{"7、" + title + "。年初预算为55万元，支出决算为60万元。", {}}}});
  EXPECT_EQ(loud(report, "NAR101"), 0U);
  EXPECT_EQ(loud(report, "NAR401"), 0U);
  EXPECT_EQ(loud(report, "NAR211"), 0U);
  items.paragraphs.back().lines.front().text = "7、" + title + "。年初预算为55万元，支出决算为66万元。";
  EXPECT_EQ(loud(report, "NAR101"), 1U);
}

TEST(WordRules, ClassesOfAllFundsAreComparedWithAllFunds) {
  const std::string section = "财政拨款支出决算结构情况";
  const auto words = [](const std::string& share) {
    return "2023年度财政拨款支出1528.85万元，主要用于以下方面：一般公共服务（类）支出1175.15万元，占" +
           share +
           "%；社会保障和就业（类）支出144.57万元，占9.46%；卫生健康（类）支出45.62万元，占2.98%"
           "；城乡社区（类）支出60万元，"
           "占3.92%；住房保障（类）支出88.51万元，占5.79%；国有资本经营预算（类）支出15万元，占0.98%。";
  };
  const Report good = with_words(section, {words("76.86")});
  for (const std::string rule : {"NAR101", "NAR211", "PCT101", "PCT102"}) {
    EXPECT_EQ(loud(good, rule), 0U) << rule;
  }
  EXPECT_EQ(loud(with_words(section, {words("78.66")}), "PCT101"), 1U);
}

TEST(WordRules, AChangeOfTheWholeIsSaidOfItsParts) {
  EXPECT_EQ(
      loud(with_words(
               kThree,
               {"“三公”经费支出9.5万元，比上年减少0.7万元，其中：因公出国（境）费0万元，与上年持平；"
                "公务接待费支出决算2.36万元，减少0.2万元，下降7.81%；公务用车购置及运行维护费支出7.14万元，"
                "减少0.5万元，下降6.54%。"}),
           "PCT104"),
      0U);
  EXPECT_EQ(
      loud(with_words(
               kThree,
               {"“三公”经费支出9.5万元，比上年减少0.7万元，其中：因公出国（境）费0万元，与上年持平；"
                "公务接待费支出决算2.36万元，减少0.2万元，下降8.71%；公务用车购置及运行维护费支出7.14万元，"
                "减少0.5万元，下降6.54%。"}),
           "PCT104"),
      1U);
}

TEST(WordRules, ATemplateWithTheNameOfAnotherThingIsNoCopy) {
  const std::string form =
      "支出预算0万元（其中：一般公共预算支出0万元；政府性基金预算支出0万元；国有资本经营预算支出0万元），"
      "支出决算0万元，完成调整后预算的100%，决算数与预算数相同，本年度没有安排此项支出，也没有调整。";
  EXPECT_EQ(count(with_words(kThree, {"因公出国（境）费" + form, "公务用车购置费" + form}), "TXT101"), 0U);
}

TEST(WordRules, AnAmountInAnotherUnitIsQuotedAsWritten) {
  Report report = with_words("收入决算情况", {"其他收入15.00万元。"});
  report.currency_unit = CurrencyUnit::kYuan;
  const auto found = run(report, "NAR101").findings;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found.front().message.zh.find("15.00万元（150000"), std::string::npos)
      << found.front().message.zh;
}

TEST(WordRules, AnAverageMayCountGuestsFromAbroadOrNot) {
  const auto found = [](const std::string& average) {
    return severities(with_words(kDetails,
                                 {"公务接待费支出2.36万元，其中：国内公务接待支出2万元，接待28批次、100人次；"
                                  "外事接待支出0.36万元，接待1批次、20人次。人均接待费" +
                                  average + "。"}),
                      "PCT107")
        .size();
  };
  EXPECT_EQ(found("200元"), 0U) << "the domestic guests";
  EXPECT_EQ(found("196.67元"), 0U) << "all guests";
  EXPECT_EQ(found("0.02万元"), 0U) << "another unit";
  EXPECT_EQ(found("206.67元"), 1U);
}

TEST(WordRules, ForeignGuestsGoWithTheirOwnAmount) {
  for (const auto* text :
       {"其中：外事接待支出0万元，其他接待支出2.36万元，外事接待2批次、10人次。",
        "其中：外事接待支出0万元，国内公务接待支出2.36万元，共接待28批次、196人次，其中外事接待2批次、10人次"
        "（由外办列支）。",
        "国（境）外接待费0万元，与境外档案机构线上交流2批次。"}) {
    EXPECT_EQ(loud(with_words(kDetails, {"公务接待费支出决算为2.36万元。", text}), "SGJ101"), 0U) << text;
  }
}

TEST(WordRules, ErrorsThatNoOneFigureExplainsAreFindingsOfTheirOwn) {
  const auto found = [](const std::string& text, const std::string& rule) {
    return severities(with_words("财政拨款支出决算结构情况", {text}), rule).size();
  };
  // Each share is wrong by itself: the whole both are taken of cannot be.
  EXPECT_EQ(found("一般公共预算财政拨款支出1453.85万元：一般公共服务（类）支出1175.15万元，占80.91%；"
                  "社会保障和就业（类）支出144.57万元，占19.94%。",
                  "PCT101"),
            2U);
  // Both shares are of 1500: one whole that is wrong.
  EXPECT_EQ(found("一般公共预算财政拨款支出1453.85万元：一般公共服务（类）支出1175.15万元，"
                  "占78.34%；社会保障和就业（类）支出144.57万元，占9.64%。",
                  "PCT101"),
            1U);
}

TEST(WordRules, ACompletionTellsWhichIsHigherWhereNoBudgetIsStated) {
  const auto found = [](const std::string& text) {
    return severities(with_words(kItemList, {"1、一般公共服务支出（类）档案事务（款）行政运行（项）。"
                                             "支出决算为862.4万元，" +
                                             text}),
                      "NAR301")
        .size();
  };
  EXPECT_EQ(found("完成预算93.14%，决算数小于预算数的主要原因是压减开支。"), 0U);
  EXPECT_EQ(found("完成预算93.14%，决算数大于预算数的主要原因是增人增资。"), 1U);
  EXPECT_EQ(found("完成预算103.14%，决算数大于预算数的主要原因是增人增资。"), 0U);
  EXPECT_EQ(found("完成预算103.14%，决算数小于预算数的主要原因是压减开支。"), 1U);
  EXPECT_EQ(found("完成预算100%，决算数等于预算数。"), 0U);
  EXPECT_EQ(found("完成预算103.14%，决算数与预算数持平。"), 1U);
  EXPECT_EQ(found("完成预算100%，决算数小于预算数的主要原因是压减开支。"), 0U) << "99.6% is printed so";
  EXPECT_EQ(found("完成年初预算93.14%，决算数大于全年预算数的主要原因是增人增资。"), 0U) << "another budget";
}

TEST(WordRules, AllOrNothingOfNoBudgetIsANote) {
  const std::string words = "因公出国（境）费支出预算0万元，支出决算0万元，完成预算的100%。";
  EXPECT_EQ(loud(with_words(kThree, {words}), "PCT105"), 0U);
  EXPECT_EQ(count(with_words(kThree, {words}), "PCT105"), 1U);
}

TEST(WordRules, FundsOfOtherProjectsNeedNotAgree) {
  const std::string section = "预算绩效情况";
  EXPECT_EQ(loud(with_words(section, {"编报绩效目标的项目5个，涉及预算金额50万元；绩效自评的项目3个，"
                                      "涉及预算金额30万元。"}),
                 "NAR102"),
            0U);
  EXPECT_EQ(loud(with_words(section, {"编报绩效目标的项目5个，涉及预算金额50万元；绩效自评的项目5个，"
                                      "涉及预算金额30万元。"}),
                 "NAR102"),
            1U);
}

TEST(WordRules, ANameWithTheAmountOfAnotherRowIsOneFinding) {
  Report report = clean_report();
  Section& items = section_titled(report, kItemList);
  auto& line = items.paragraphs.at(5).lines.front().text;
  const std::string was = "行政单位医疗（项）", now = "事业单位医疗（项）";
  line.replace(line.find(was), was.size(), now);
  EXPECT_EQ(loud(report, "NAR402"), 1U);
  EXPECT_EQ(loud(report, "NAR401"), 0U);
}

}  // namespace
}  // namespace zzaudit
