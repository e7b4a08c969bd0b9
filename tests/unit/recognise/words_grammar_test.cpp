// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "unit/recognise/words_support.hpp"

namespace zzaudit {
namespace {

using namespace words_test;

struct Reading {
  std::string section, text;
  Measure measure;
  std::string claims;
};

class Grammar : public testing::TestWithParam<Reading> {};

INSTANTIATE_TEST_SUITE_P(
    Funds, Grammar,
    testing::Values(
        Reading{kFiscal, "1.一般公共预算财政拨款本年收入7万元，比上年增加1万元；本年支出8万元。",
                Measure::kFinal, "income.general_budget=7.00 general.total=8.00"},
        Reading{kFiscal, "2.政府性基金预算财政拨款本年收入5万元；本年支出6万元。", Measure::kFinal,
                "income.fund=5.00 fund.total=6.00"},
        Reading{kFiscal, "3.国有资本经营预算财政拨款本年收入0万元；本年支出0万元。", Measure::kFinal,
                "income.state_capital=0.00 capital.total=0.00"},
        Reading{kFiscal, "财政拨款收入、支出决算总计9万元。", Measure::kFinal, "fiscal.total=9.00"},
        Reading{"基本支出决算情况",
                "使用一般公共预算财政拨款安排基本支出4万元，使用政府性基金财政拨款安排基本支出1万元，"
                "使用国有资本经营预算财政拨款安排基本支出0万元。",
                Measure::kFinal, "general.basic=4.00 fund.basic=1.00 capital.basic=0.00"},
        Reading{kThreePublic, "“三公”经费支出3万元，政府性基金预算安排的公务接待费1万元。", Measure::kFinal,
                "three_public.total=3.00"},
        Reading{kPerformance, "组织对1个政府性基金预算项目开展绩效自评，共涉及资金22万元。", Measure::kFinal,
                ""},
        Reading{"一般性支出情况",
                "会议费支出预算3万元（其中：一般公共预算支出3万元；政府性基金预算支出0万元），"
                "支出决算2.1万元（其中：一般公共预算支出2.1万元）。",
                Measure::kFinal, "meeting.total=2.10 source:meeting.total=2.10"},
        Reading{kThreePublic,
                "公务接待费支出预算3万元（其中：一般公共预算支出2万元；政府性基金预算支出1万元）。",
                Measure::kBudget,
                "three_public.reception=3.00 source:three_public.reception=2.00 "
                "source:three_public.reception=1.00"}));

INSTANTIATE_TEST_SUITE_P(
    Brackets, Grammar,
    testing::Values(Reading{
        "机关运行经费",
        "机关运行经费支出239.1万元（其中：一般公共预算支出239.1万元）。与上年相比，增加2.7万元。",
        Measure::kChange, "running.total=2.70"}));

INSTANTIATE_TEST_SUITE_P(
    Budgets, Grammar,
    testing::Values(
        Reading{"一般性支出情况", "会议费支出预算3万元，支出决算2.1万元。", Measure::kBudget,
                "meeting.total=3.00"},
        Reading{kThreePublic, "“三公”经费预算28万元，预算绩效良好，支出决算24万元。", Measure::kBudget,
                "three_public.total=28.00"},
        Reading{kThreePublic, "“三公”经费决算7万元，比2023年“三公”经费年初预算10万元减少3万元。",
                Measure::kChange, "three_public.total=-3.00"},
        Reading{kThreePublic, "公务接待费2023年决算7万元，比2023年年初预算增加1万元，增长16.67%。",
                Measure::kChange, "three_public.reception=1.00"},
        Reading{kThreePublic, "公务接待费2023年决算7万元，比2023年年初预算增加1万元，增长16.67%。",
                Measure::kChangeRate, "three_public.reception=16.67"},
        Reading{kThreePublic, "“三公”经费决算比上年增加1万元。其中：公务接待费支出决算减少2万元。",
                Measure::kChange, "three_public.total=1.00 three_public.reception=-2.00"}));

INSTANTIATE_TEST_SUITE_P(
    Years, Grammar,
    testing::Values(
        Reading{kOverall, "2023年度收、支总计均为9万元。比上年（8万元）增加1万元。", Measure::kPrior,
                "overall.total=8.00"},
        Reading{kOverall, "2023年度收、支总计均为9万元，2022年度收、支总计均为8万元，增加1万元。",
                Measure::kPrior, "overall.total=8.00"},
        Reading{kOverall, "2023年度收、支总计均为9万元，2022年度收、支总计均为8万元，增加1万元。",
                Measure::kChange, "overall.total=1.00"},
        Reading{kOverall, "收、支总计由上年的8万元增加到9万元，增长12.5%。", Measure::kFinal,
                "overall.total=9.00"},
        Reading{kOverall, "收、支总计由上年的8万元增加到9万元，增长12.5%。", Measure::kChangeRate,
                "overall.total=12.5"},
        Reading{kThreePublic, "公务接待费2022年决算数为3万元，2023年预算数为5万元，2023年决算数为2万元。",
                Measure::kFinal, "three_public.reception=2.00"},
        Reading{kThreePublic, "公务接待费2022年决算数为3万元，2023年预算数为5万元，2023年决算数为2万元。",
                Measure::kPrior, "three_public.reception=3.00"},
        Reading{kThreePublic, "公务接待费2022年、2023年决算数分别为3万元、2万元。", Measure::kFinal, ""},
        Reading{kThreePublic, "“三公”经费支出9万元。上年决算数为10万元，减少1万元。", Measure::kChange,
                "three_public.total=-1.00"},
        Reading{kThreePublic, "公务接待费上年支出3万元，决算数2万元；公务用车运行维护费7万元。",
                Measure::kFinal, "three_public.vehicle_operation=7.00"},
        Reading{kThreePublic, "公务接待费预算3万元（2022年预算数为4万元），2024年预算5万元。",
                Measure::kBudget, "three_public.reception=3.00"},
        Reading{kThreePublic, "公务接待费2万元，比上年预算减少0.4万元，较2022年部门预算减少1万元。",
                Measure::kChange, ""},
        Reading{kThreePublic, "公务接待费2万元，比上年增加1万元，比2020年增加1.5万元，增长300%。",
                Measure::kChange, "three_public.reception=1.00"},
        Reading{kThreePublic, "公务接待费2万元，比上年增加1万元，比2020年增加1.5万元，增长300%。",
                Measure::kChangeRate, ""},
        Reading{kOverall, "年初结转和结余9万元，比上年年末结转和结余8万元多1万元。", Measure::kPrior,
                "overall.closing=8.00"},
        Reading{kThreePublic, "2022年度公务接待费3万元。", Measure::kFinal, "three_public.reception=3.00"},
        Reading{kThreePublic, "2022年度公务接待费3万元，2023年度2万元。", Measure::kPrior,
                "three_public.reception=3.00"},
        Reading{kThreePublic, "公务接待费2万元。2022年度公务接待费3万元。", Measure::kPrior,
                "three_public.reception=3.00"},
        Reading{kOverall, "使用上年结转5万元，上年末结余6万元。", Measure::kPrior, ""},
        Reading{kOverall, "调增年初结转和结余2万元，冲减上年结转3万元。", Measure::kFinal, ""},
        Reading{kThreePublic, "公务接待费2万元，主要原因是2021年和上年支出3万元，公务用车运行维护费7万元。",
                Measure::kPrior, ""}));

INSTANTIATE_TEST_SUITE_P(
    Respectively, Grammar,
    testing::Values(
        Reading{kThreePublic,
                "因公出国（境）费1万元、公务用车运行维护费7万元、公务接待费2万元，分别比上年增加1万元、减少"
                "0.46万元、减少0.24万元。",
                Measure::kChange,
                "three_public.abroad=1.00 three_public.vehicle_operation=-0.46 three_public.reception=-0.24"},
        Reading{kThreePublic, "因公出国（境）费1万元、公务接待费2万元，比上年分别增加1万元。",
                Measure::kChange, ""},
        Reading{kThreePublic, "公务接待费2万元，分别比上年增加1万元。", Measure::kChange,
                "three_public.reception=1.00"}));

INSTANTIATE_TEST_SUITE_P(Directions, Grammar,
                         testing::Values(Reading{kThreePublic,
                                                 "公务接待费2万元，比上年有所增加，主要原因是来访增加。",
                                                 Measure::kDirection, "three_public.reception>"},
                                         Reading{kThreePublic, "公务接待费2万元，比上年增加（减少）1万元。",
                                                 Measure::kDirection, ""},
                                         Reading{kThreePublic, "公务接待费2万元，比上年增加-0.5万元。",
                                                 Measure::kChange, "three_public.reception=-0.50"}));

INSTANTIATE_TEST_SUITE_P(Averages, Grammar,
                         testing::Values(Reading{
                             kThreePublic, "公务接待费2万元，接待196人次（人均102元），车均运行费3万元。",
                             Measure::kFinal,
                             "three_public.reception=2.00 average.reception_person=0.0102 "
                             "average.vehicle_operation=3.00"}));

INSTANTIATE_TEST_SUITE_P(
    PartsOfCounts, Grammar,
    testing::Values(Reading{kThreePublic, "公务接待费2万元，国内接待23批次、196人次，接待外宾0批次、0人次。",
                            Measure::kCount,
                            "count.reception_batches=23 count.reception_persons=196 count.foreign_batches=0 "
                            "count.foreign_persons=0"},
                    Reading{kThreePublic,
                            "因公出国（境）费6万元，本单位组织的出国团组0个，参加其他单位组织的出国团组1个。",
                            Measure::kCount, "count.abroad_groups:own=0 count.abroad_groups:joined=1"},
                    Reading{"国有资产占用情况", "处置车辆1辆，共有车辆4辆。", Measure::kCount,
                            "count.vehicles=4"}));

INSTANTIATE_TEST_SUITE_P(
    Projects, Grammar,
    testing::Values(
        Reading{kPerformance,
                "“甲”项目全年预算数为20万元，执行数为18万元，完成预算的90%。数量指标完成率为100%。",
                Measure::kCompletion, "project#0:“甲”项目=90"},
        Reading{kPerformance,
                "甲项目年初预算10万元，全年预算20万元，执行数18万元，执行率90%，产出完成率80%；乙"
                "项目预算数30万元，全年执行数15万元，执行率50%。",
                Measure::kCompletion, "project#0:甲项目=90 project#1:乙项目=50"},
        Reading{kPerformance, "甲项目全年预算数20万元，其中：财政拨款15万元，执行数18万元。", Measure::kFinal,
                "project#0:甲项目=18.00"},
        Reading{kThreePublic, "甲全年预算数20万元，执行数18万元。", Measure::kFinal, ""}));

INSTANTIATE_TEST_SUITE_P(Savings, Grammar,
                         testing::Values(Reading{kThreePublic, "公务接待费2.36万元，比上年节约1万元。",
                                                 Measure::kChange, "three_public.reception=-1.00"}));

INSTANTIATE_TEST_SUITE_P(Approximations, Grammar,
                         testing::Values(Reading{kThreePublic, "公务接待费约2万元，近3万元，约2.36万元。",
                                                 Measure::kFinal, "three_public.reception=2.36"},
                                         Reading{kThreePublic, "公务接待费约2.4万元。", Measure::kFinal,
                                                 "three_public.reception=2.4"}));

const std::string kFirstItem = "1、一般公共服务支出（类）档案事务（款）行政运行（项）。";

INSTANTIATE_TEST_SUITE_P(
    MoreOrLess, Grammar,
    testing::Values(Reading{kOverall, "收支总计9万元，与上年相比，少支出2万元，下降18.18%。",
                            Measure::kChange, "overall.total=-2.00"},
                    Reading{kOverall, "收支总计9万元，比上年多2万元，增长28.57%。", Measure::kChange,
                            "overall.total=2.00"},
                    Reading{kOverall, "收支总计9万元，相较于上一年度决算数增加2万元。", Measure::kChange,
                            "overall.total=2.00"},
                    Reading{kOverall, "收支总计9万元，比去年决算数7万元增加2万元。", Measure::kPrior,
                            "overall.total=7.00"},
                    Reading{kThreePublic, "“三公”经费支出9万元，与2022年的7万元相比增加2万元。",
                            Measure::kPrior, "three_public.total=7.00"},
                    Reading{kOverall, "收支总计9万元。与上年相比，今年支出增加2万元。", Measure::kChange,
                            "overall.expenditure_side=2.00"},
                    Reading{kItems,
                            kFirstItem +
                                "年初预算为310万元，比2022年年初预算300万元增加10万元；支出决算312万元。",
                            Measure::kFinal, "general.item:2012601=312.00"},
                    Reading{kOverall, "收支总计9万元，增长2.88%，比2022年度增幅（1.50%）提高1.38个百分点。",
                            Measure::kChangeRate, ""}));

INSTANTIATE_TEST_SUITE_P(
    Parts, Grammar,
    testing::Values(
        Reading{kOverall, "2023年度收、支总计9万元。其中：馆本级收、支总计5万元；市档案中心收、支总计4万元。",
                Measure::kFinal, "overall.total=9.00"},
        Reading{kOverall, "2023年度市本级财政拨款之外，馆本级及所属单位收、支总计9万元。", Measure::kFinal,
                "overall.total=9.00"},
        Reading{kThreePublic, "馆本级公务接待费1万元，接待20批次；下属单位公务接待费2万元。公务接待费3万元。",
                Measure::kFinal, "three_public.reception=3.00"},
        Reading{kIncome, "事业收入12万元，其他收入3.40万元，合计15.40万元。", Measure::kFinal,
                "income.operating=12.00 income.other=3.40"},
        Reading{kFund, "政府性基金收入总计65万元，本年收入55万元。", Measure::kFinal,
                "fund.resources=65.00 fund.income=55.00"},
        Reading{kDetail, "因公出国（境）费5万元，累计14人次，其中：教学人员11人次，行政人员3人次。",
                Measure::kCount, "count.abroad_persons=14"},
        Reading{kDetail, "因公出国（境）费5万元。本单位组织的出国团组0个。参加其他单位组织的出国团组1个。",
                Measure::kCount, "count.abroad_groups:own=0 count.abroad_groups:joined=1"},
        Reading{kPerformance, "共涉及项目12个，其中一般公共预算项目11个，政府性基金预算项目1个。",
                Measure::kCount, "count.projects=12"},
        Reading{kGeneral, "2023年度财政拨款支出1528.85万元，其中：基本支出1141.10万元，项目支出387.75万元。",
                Measure::kFinal, "fiscal.expenditure=1528.85 fiscal.basic=1141.10 fiscal.project=387.75"},
        Reading{kGeneral, "2023年度财政拨款支出1453.85万元，其中：基本支出1141.10万元，项目支出387.75万元。",
                Measure::kFinal, "general.total=1453.85 general.basic=1141.10 general.project=387.75"},
        Reading{kGeneral, "财政拨款本年支出1528.85万元，财政拨款项目支出387.75万元。", Measure::kFinal,
                "fiscal.expenditure=1528.85 fiscal.project=387.75"},
        Reading{kItems, kFirstItem + "支出决算为312.75万元（其中：基本支出12万元，项目支出300.75万元）。",
                Measure::kFinal,
                "general.item:2012601=312.75 basic of general.item:2012601=12.00 "
                "project of general.item:2012601=300.75"},
        Reading{"基本支出决算情况", "（一）工资福利支出9万元，较2022年增加2万元。", Measure::kFinal,
                "basic.wages=9.00"}));

INSTANTIATE_TEST_SUITE_P(
    Classes, Grammar,
    testing::Values(Reading{"三、支出决算情况说明",
                            "本年支出合计9万元。按支出功能分类：一般公共服务支出5万元，占55.56%。",
                            Measure::kFinal, "expenditure.total=9.00 expenditure.class:201=5.00"},
                    Reading{"三、支出决算情况说明",
                            "基本支出5万元，占55.56%；其他支出（对附属单位补助支出）0万元。", Measure::kFinal,
                            "expenditure.basic=5.00 expenditure.rest=0.00"},
                    Reading{kFiscal, "财政拨款本年支出9万元，按功能分类科目分：城乡社区支出6万元。",
                            Measure::kFinal, "fiscal.expenditure=9.00 fiscal.class:212=6.00"}));

INSTANTIATE_TEST_SUITE_P(
    Doubtful, Grammar,
    testing::Values(
        Reading{"三、支出决算情况说明", "基本支出5万元，其中：一般公共服务支出3万元；项目支出4万元。",
                Measure::kFinal, "expenditure.basic=5.00 expenditure.project=4.00"},
        Reading{kFiscal, "年末结转和结余9万元，按功能分类结转中，一般公共服务支出3万元。", Measure::kFinal,
                "fiscal.closing=9.00"},
        Reading{
            "国有资产占用",
            "资产总额9万元，其中：流动资产2万元，非流动资产7万元（固定资产5万元）。本年新增固定资产1万元。",
            Measure::kFinal, "assets.total=9.00 assets.current=2.00 assets.fixed=5.00"},
        Reading{kItems, kFirstItem + "支出决算为312.75万元，其中数字化项目支出200万元。", Measure::kFinal,
                "general.item:2012601=312.75"},
        Reading{kThreePublic, "公务接待费0万元，较上年未增加，也没有减少。", Measure::kDirection, ""},
        Reading{kThreePublic, "公务接待费9万元，与上年和年初预算相比，分别增加2万元和3万元，分别增长1%和2%。",
                Measure::kChange, ""},
        Reading{kThreePublic, "公务用车购置及运行维护费和公务接待费分别比预算减少1万元和2万元。",
                Measure::kChange, ""},
        Reading{
            kThreePublic,
            "公务用车购置及运行维护费7万元、公务接待费2万元，分别比上年减少1万元和2万元，分别下降6%和9%。",
            Measure::kChangeRate, ""},
        Reading{kIncome, "事业收入12万元、其他收入3.4万元，合计占1%。", Measure::kShare, ""},
        Reading{kIncome, "事业收入12万元、其他收入3.4万元，占本年收入的0.8%、0.2%。", Measure::kShare, ""},
        Reading{kDetail, "公务接待费2万元，接待28批次、196人次，比上年减少3批次、20人次，陪同人员40人次。",
                Measure::kCount, "count.reception_batches=28 count.reception_persons=196"},
        Reading{kDetail, "公务接待费2万元，上年接待31批次、216人次。", Measure::kCount, ""},
        Reading{kDetail, "公务接待费2万元，国内公务接待28批次，国（境）外公务接待0批次。", Measure::kCount,
                "count.reception_batches=28 count.foreign_batches=0"},
        Reading{kThreePublic, "公务接待费0万元，未比上年增加。", Measure::kDirection, ""},
        Reading{"一般性支出情况", "会议费2.35万元，培训费5.82万元，两项共8.17万元。", Measure::kFinal,
                "meeting.total=2.35 training.total=5.82"},
        Reading{kDetail, "外宾接待费0万元，外宾0批次；国内接待28批次。", Measure::kCount,
                "count.foreign_batches=0 count.reception_batches=28"},
        Reading{kDetail, "公务用车运行维护费9万元，车均运行维护费比上年减少0.23万元。", Measure::kFinal,
                "three_public.vehicle_operation=9.00"},
        Reading{kOverall, "收支总计9万元，主要是下属单位项目增加，其中：年初结转和结余5万元。",
                Measure::kFinal, "overall.total=9.00 overall.opening=5.00"},
        Reading{"三、支出决算情况说明",
                "本年支出合计9万元（局本级7万元、所属单位2万元），其中：基本支出5万元。", Measure::kFinal,
                "expenditure.total=9.00 expenditure.basic=5.00"},
        Reading{kThreePublic, "馆本级及所属2家二级单位公务接待费9万元。", Measure::kFinal,
                "three_public.reception=9.00"},
        Reading{"三、支出决算情况说明", "对下属单位补助支出0万元；基本支出5万元。", Measure::kFinal,
                "expenditure.basic=5.00"}));

INSTANTIATE_TEST_SUITE_P(
    AveragesAndAssets, Grammar,
    testing::Values(
        Reading{
            kDetail,
            "公务接待费2.36万元，接待196人次。人均接待费120.41元，车均购置费19.04万元，车均维护费3.86万元。",
            Measure::kFinal,
            "three_public.reception=2.36 average.reception_person=0.012041 average.vehicle_purchase=19.04 "
            "average.vehicle_operation=3.86"},
        Reading{"机关运行经费", "机关运行经费5万元，人均4.60万元，较上年4.73万元下降2.75%。", Measure::kFinal,
                "running.total=5.00"},
        Reading{"国有资产占用",
                "资产总额9万元，其中，流动资产2万元，固定资产5万元，对外投资及有价证券0万元，"
                "在建工程1万元，无形资产1万元，其他资产0万元。",
                Measure::kFinal,
                "assets.total=9.00 assets.current=2.00 assets.fixed=5.00 assets.investment=0.00 "
                "assets.construction=1.00 assets.intangible=1.00 assets.other=0.00"}));

INSTANTIATE_TEST_SUITE_P(
    SharesAndAmountsRespectively, Grammar,
    testing::Values(Reading{kThreePublic,
                            "因公出国（境）费1万元、公务用车购置及运行维护费2万元、公务接待费5万元，分别占“三"
                            "公”经费的12.5%、25%、"
                            "62.5%。",
                            Measure::kShare,
                            "three_public.abroad=12.5 three_public.vehicles=25 three_public.reception=62.5"},
                    Reading{kThreePublic,
                            "公务用车购置及运行维护费、公务接待费分别为2万元、5万元，比上年增加1万元。",
                            Measure::kFinal, "three_public.vehicles=2.00 three_public.reception=5.00"},
                    Reading{kThreePublic, "公务用车购置及运行维护费、公务接待费分别为2万元、5万元、6万元。",
                            Measure::kFinal, ""}));

INSTANTIATE_TEST_SUITE_P(
    Completions, Grammar,
    testing::Values(Reading{kItems, kFirstItem + "支出决算5万元，完成年初预算4万元的125%。", Measure::kBudget,
                            "general.item:2012601=4.00"},
                    Reading{kItems, kFirstItem + "支出决算5万元，完成年初预算4万元的125%。",
                            Measure::kCompletion, "general.item:2012601=125"},
                    Reading{kThreePublic, "公务接待费5万元，占基本支出的0.83%，比预算数减少3万元。",
                            Measure::kChange, "three_public.reception=-3.00"}));

TEST_P(Grammar, Reads) {
  const Reading& reading = GetParam();
  EXPECT_EQ(said(words_of(reading.section, {reading.text}), reading.section, reading.measure), reading.claims)
      << reading.text;
}

INSTANTIATE_TEST_SUITE_P(
    Measures, Grammar,
    testing::Values(Reading{kOverall, "收入总计10万元，支出总计10万元。", Measure::kFinal,
                            "overall.total=10.00 overall.total=10.00"},
                    Reading{kOverall, "收、支总计各是10.10,10.20万元。", Measure::kFinal,
                            "overall.total=10.10 overall.total=10.20"},
                    Reading{kFiscal, "财政拨款总收入10万元，总支出10万元。", Measure::kFinal,
                            "fiscal.total=10.00 fiscal.total=10.00"},
                    Reading{kIncome, "事业收入、经营收入、其他收入均为0万元。", Measure::kFinal,
                            "income.operating=0.00 income.business=0.00 income.other=0.00"},
                    Reading{kFund, "政府性基金财政拨款收入3万元；年初结转和结余0万元；支出2万元。",
                            Measure::kFinal, "fund.income=3.00 fund.opening=0.00 fund.total=2.00"},
                    Reading{kDetail, "国内公务接待支出1.24万元（含外宾接待0.39万元）。", Measure::kFinal,
                            "reception.domestic=1.24 reception.foreign=0.39"},
                    Reading{kProcurement, "在其他采购项目中，由中小企业中标的金额12万元。", Measure::kFinal,
                            "procurement.awarded_other=12.00"},
                    Reading{kThreePublic, "公务接待费年初预算为3万元，支出决算2万元。", Measure::kBudget,
                            "three_public.reception=3.00"},
                    Reading{kThreePublic, "公务接待费比年初预算3万元减少1万元。", Measure::kBudget,
                            "three_public.reception=3.00"},
                    Reading{kIncome, "财政拨款收入9万元（其中，一般公共预算9万元），占收入合计90%。",
                            Measure::kShare, "income.fiscal=90"},
                    Reading{kThreePublic, "公务接待费2万元，占“三公”经费总支出决算的16%。", Measure::kShare,
                            "three_public.reception=16"},
                    Reading{kThreePublic, "公务接待费2万元，完成预算66.67%。", Measure::kCompletion,
                            "three_public.reception=66.67"},
                    Reading{kThreePublic, "公务接待费2万元，较上年2.08减少0.08万元，减少了3.85%。",
                            Measure::kPrior, "three_public.reception=2.08"},
                    Reading{kThreePublic, "公务接待费2万元，较上年2.08减少0.08万元，减少了3.85%。",
                            Measure::kChange, "three_public.reception=-0.08"},
                    Reading{kThreePublic, "公务接待费2万元，较上年2.08减少0.08万元，减少了3.85%。",
                            Measure::kChangeRate, "three_public.reception=3.85"},
                    Reading{kThreePublic, "公务接待费年初预算为3万元，差值为1万元。", Measure::kChange,
                            "three_public.reception=1.00"},
                    Reading{kThreePublic, "公务接待费决算数小于预算数1万元。", Measure::kChange,
                            "three_public.reception=-1.00"},
                    Reading{kThreePublic, "公务接待费决算数小于预算数的主要原因是节约。", Measure::kDirection,
                            "three_public.reception<"},
                    Reading{kThreePublic, "公务接待费2万元，与上年一致。", Measure::kDirection,
                            "three_public.reception~"},
                    Reading{kThreePublic, "公务接待费预决算差异率-33.33%。", Measure::kDeviation,
                            "three_public.reception=-33.33"}));

INSTANTIATE_TEST_SUITE_P(
    Counts, Grammar,
    testing::Values(
        Reading{kDetail, "公务接待费2万元，国内公务接待共30批次(其中外事接待26批次),579人次。",
                Measure::kCount,
                "count.reception_batches=30 count.foreign_batches=26 count.reception_persons=579"},
        Reading{kDetail, "公务接待费2万元，接待批次为520个,接待人次为4200人。", Measure::kCount,
                "count.reception_batches=520 count.reception_persons=4200"},
        Reading{kDetail, "公务接待费2万元，接待74批(次)813人。", Measure::kCount,
                "count.reception_batches=74 count.reception_persons=813"},
        Reading{kDetail, "因公出国（境）费0万元，团组数0个，人数0人。", Measure::kCount,
                "count.abroad_groups=0 count.abroad_persons=0"},
        Reading{kDetail, "公务用车运行维护费2万元，更新公务用车3辆，公务用车保有量为9辆。", Measure::kCount,
                "count.purchased=3 count.fleet=9"},
        Reading{kPerformance, "对3个项目开展自评，其中“优”的项目2个、“良”的项目1个。", Measure::kCount,
                "count.projects=3 count.grade:优=2 count.grade:良=1"}));

TEST(GrammarAlternatives, TheAmountTellsWhichTotalIsMeant) {
  EXPECT_EQ(said(words_of(kOverall, {"2023年度收入为1564.05万元。"}), kOverall, Measure::kFinal),
            "overall.total=1564.05");
  EXPECT_EQ(said(words_of(kOverall, {"2023年度收入为1535.4万元。"}), kOverall, Measure::kFinal),
            "income.total=1535.40");
  EXPECT_EQ(said(words_of(kGeneral, {"财政拨款支出1528.85万元。"}), kGeneral, Measure::kFinal),
            "fiscal.expenditure=1528.85");
  // A wrong amount is next to the one that is meant.
  EXPECT_EQ(said(words_of(kGeneral, {"财政拨款支出1453.58万元。"}), kGeneral, Measure::kFinal),
            "general.total=1453.58");
  EXPECT_EQ(said(words_of(kGeneral, {"财政拨款支出1582.85万元。"}), kGeneral, Measure::kFinal),
            "fiscal.expenditure=1582.85");
}

TEST(GrammarInheritance, TheSubjectGoesOnToTheNextSentence) {
  EXPECT_EQ(said(words_of(kThreePublic, {"公务接待费2万元。与上年相比减少1万元。"}), kThreePublic,
                 Measure::kChange),
            "three_public.reception=-1.00");
}

TEST(GrammarInheritance, BehindAListTheSubjectIsUnclear) {
  const Words words =
      words_of(kThreePublic,
               {"“三公”经费3万元。其中：公务接待费2万元；因公出国（境）费1万元。与上年相比减少7.5万元。"});
  EXPECT_EQ(said(words, kThreePublic, Measure::kChange), "");
  EXPECT_EQ(left_out(words, "7.5"), "what it is about could not be determined");
}

TEST(GrammarInheritance, AParagraphOfTheItemListSpeaksOfItsOwnItem) {
  const Words words =
      words_of(kItems, {"1、一般公共服务支出（类）档案事务（款）行政运行（项）。支出决算为862.4万元。",
                        "支出决算为77.7万元。"});
  EXPECT_EQ(said(words, kItems, Measure::kFinal), "general.item:2012601=862.40");
  EXPECT_EQ(left_out(words, "77.7"), "what it is about could not be determined");
}

TEST(GrammarReasons, NumbersOfReasonsAreNoClaims) {
  const Words words =
      words_of(kThreePublic, {"公务接待费2万元，比上年减少1万元，主要原因是减少会议9.9万元。"});
  EXPECT_EQ(said(words, kThreePublic, Measure::kChange), "three_public.reception=-1.00");
  EXPECT_NE(left_out(words, "9.9"), "");
}

TEST(GrammarReasons, APurposeMayBelongToTheConcept) {
  EXPECT_EQ(said(words_of("支出决算情况说明", {"用于保障机构正常运转的基本支出12.5万元。"}),
                 "支出决算情况说明", Measure::kFinal)
                .substr(0, 23),
            "expenditure.basic=12.50");
}

TEST(GrammarReasons, TotalsMayBeNamedByTheirPurpose) {
  const Words words = words_of(
      "支出决算情况说明", {"用于保障临江市档案馆机关、下属事业单位等机构正常运转的日常支出991.8万元。",
                           "用于保障机构为完成特定的行政工作任务，用于专项业务工作的经费支出90.82万元。"});
  EXPECT_EQ(said(words, "支出决算情况说明", Measure::kFinal).substr(0, 50),
            "expenditure.basic=991.80 expenditure.project=90.82");
}

TEST(GrammarHonesty, UnknownNounsAndSharedFiguresMakeNoClaim) {
  for (const std::string text : {"专项奖补资金8.8万元。", "公务接待费、因公出国（境）费8.8万元。",
                                 "公务接待费和某某专项补助8.8万元。"}) {
    const Words words = words_of(kThreePublic, {text});
    EXPECT_EQ(said(words, kThreePublic, Measure::kFinal), "") << text;
    EXPECT_NE(left_out(words, "8.8"), "") << text;
  }
}

TEST(GrammarHonesty, AMissingNumberIsNotTakenFromTheNextClause) {
  const Words words = words_of(kThreePublic, {"公务接待费2万元，占%，因公出国（境）费1万元，占33%。"});
  EXPECT_EQ(said(words, kThreePublic, Measure::kShare), "three_public.abroad=33");
}

TEST(GrammarUnits, ALargerUnitThanTheTablesSaysHowCoarseItIs) {
  Report report =
      testing_support::with_words(kThreePublic, {"公务接待费2.3万元，公务用车运行维护费0.07亿元。"});
  report.currency_unit = CurrencyUnit::kYuan;
  std::vector<std::string> halves;
  for (const Claim& claim : read_words(report).claims) {
    if (claim.concept_key == "three_public.reception" ||
        claim.concept_key == "three_public.vehicle_operation") {
      halves.push_back(claim.half_unit.value_or(Decimal{}).to_string());
    }
  }
  EXPECT_EQ(halves.at(0).substr(0, 2), "50");
  EXPECT_EQ(halves.at(1).substr(0, 6), "500000");
}

TEST(GrammarUnits, YuanInAReportInTenThousands) {
  EXPECT_EQ(said(words_of(kThreePublic, {"公务接待费23600元。"}), kThreePublic, Measure::kFinal),
            "three_public.reception=2.3600");
}

TEST(GrammarLists, MayBeginWithTheBareWordAndAColon) {
  const Words words = words_of("基本支出决算情况", {"人员经费9万元，包括：基本工资、奖金。"});
  ASSERT_EQ(words.lists.size(), 1U);
  EXPECT_EQ(words.lists.front().names, (std::vector<std::string>{"基本工资", "奖金"}));
  EXPECT_TRUE(
      words_of("基本支出决算情况", {"人员经费9万元，包括：基本工资5万元、奖金4万元。"}).lists.empty());
}

TEST(GrammarLists, AFigureEndsTheList) {
  const Words words =
      words_of("基本支出决算情况", {"人员经费9万元，主要包括：基本工资、奖金，公用经费5万元。"});
  ASSERT_EQ(words.lists.size(), 1U);
  EXPECT_EQ(words.lists.front().names, (std::vector<std::string>{"基本工资", "奖金"}));
}

TEST(GrammarLists, NamesAndWhetherTheListIsOpen) {
  const Words words = words_of("基本支出决算情况", {"人员经费9万元，主要包括：基本工资、津贴补贴、奖金等支出"
                                                    "；公用经费2万元，主要包括办公费、维修（护）费。"});
  ASSERT_EQ(words.lists.size(), 2U);
  EXPECT_EQ(words.lists[0].names, (std::vector<std::string>{"基本工资", "津贴补贴", "奖金"}));
  EXPECT_TRUE(words.lists[0].open);
  EXPECT_EQ(words.lists[1].names, (std::vector<std::string>{"办公费", "维修(护)费"}));
  EXPECT_FALSE(words.lists[1].open);
}

}  // namespace
}  // namespace zzaudit
