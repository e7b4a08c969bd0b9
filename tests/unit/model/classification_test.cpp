// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/classification.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace zzaudit {
namespace {

constexpr auto kFunctional = Classification::kFunctional;
constexpr auto kEconomic = Classification::kEconomic;

TEST(Classification, FindsEntriesOfEveryLevel) {
  const auto* subject = find_subject(kFunctional, "2010302");
  ASSERT_NE(subject, nullptr);
  EXPECT_EQ(subject->name, "一般行政管理事务");
  EXPECT_EQ(subject->confidence, Confidence::kSeen);
  EXPECT_EQ(find_subject(kFunctional, "208")->name, "社会保障和就业支出");
  EXPECT_EQ(find_subject(kFunctional, "20805")->name, "行政事业单位养老支出");
  EXPECT_EQ(find_subject(kEconomic, "30231")->name, "公务用车运行维护费");
  EXPECT_EQ(find_subject(kFunctional, "30231"), nullptr);
  EXPECT_EQ(find_subject(kFunctional, ""), nullptr);
  EXPECT_EQ(find_subject(kFunctional, "2010"), nullptr);
}

TEST(Classification, KeepsConfidenceYearsAndBudget) {
  EXPECT_EQ(find_subject(kFunctional, "21112")->confidence, Confidence::kMedium);
  EXPECT_EQ(find_subject(kFunctional, "224")->since, 2019);
  EXPECT_EQ(find_subject(kFunctional, "20115")->until, 2018);
  EXPECT_EQ(find_subject(kFunctional, "2120803")->budget, BudgetKind::kFund);
  EXPECT_EQ(find_subject(kFunctional, "2230105")->budget, BudgetKind::kStateCapital);
  EXPECT_EQ(find_subject(kFunctional, "2010301")->budget, BudgetKind::kGeneral);
}

TEST(Classification, EveryEntryIsWellFormedAndHasItsParent) {
  for (const auto classification : {kFunctional, kEconomic}) {
    const auto all = subjects_under(classification, "");
    ASSERT_GT(all.size(), 100U);
    for (const auto& subject : all) {
      EXPECT_GT(subject_level(classification, subject.code), 0) << subject.code;
      EXPECT_FALSE(subject.name.empty()) << subject.code;
      EXPECT_EQ(fit_name(subject, subject.name, 2023), NameFit::kSame) << subject.code;
      if (subject.code.size() > 3) {
        EXPECT_NE(find_subject(classification, class_code(subject.code)), nullptr) << subject.code;
      }
    }
  }
}

TEST(Classification, ListsWhatIsBeneathACode) {
  const auto beneath = subjects_under(kFunctional, "20126");
  ASSERT_FALSE(beneath.empty());
  for (const auto& subject : beneath) {
    EXPECT_TRUE(subject.code.starts_with("20126") && subject.code.size() == 7) << subject.code;
  }
  EXPECT_TRUE(subjects_under(kFunctional, "2012604").empty());
}

TEST(Classification, LevelsComeFromTheFormOfACode) {
  EXPECT_EQ(subject_level(kFunctional, "201"), 1);
  EXPECT_EQ(subject_level(kFunctional, "20103"), 2);
  EXPECT_EQ(subject_level(kFunctional, "2010302"), 3);
  EXPECT_EQ(subject_level(kEconomic, "30201"), 2);
  for (const std::string_view code :
       {"", "2", "20", "2010", "201030", "20103021", "201030211", "2O103", "301", "1010101"}) {
    EXPECT_EQ(subject_level(kFunctional, code), 0) << code;
  }
  EXPECT_EQ(subject_level(kEconomic, "3020101"), 0);
  EXPECT_EQ(subject_level(kEconomic, "50101"), 0);
  EXPECT_EQ(parent_code("2010302"), "20103");
  EXPECT_EQ(parent_code("20103"), "201");
  EXPECT_EQ(parent_code("201"), "");
  EXPECT_EQ(class_code("2010302"), "201");
}

TEST(Classification, FindsAClassByTheLabelsOfForms) {
  struct Case {
    std::string_view label, code;
  };
  constexpr std::array cases = {Case{"一、一般公共服务支出", "201"},
                                Case{"一般公共服务", "201"},
                                Case{"（一）一般公共服务（类）", "201"},
                                Case{"八、社会保障和就业支出", "208"},
                                Case{"六、 科学技术", "206"},
                                Case{"七、文化体育与传媒支出", "207"},
                                Case{"九、医疗卫生与计划生育支出", "210"},
                                Case{"十四、资源勘探信息等支出", "215"},
                                Case{"十五、商业服务业等支出", "216"},
                                Case{"十八、国土海洋气象等支出", "220"},
                                Case{"二十二、灾害防治及应急管理支出", "224"},
                                Case{"二十三、其他支出", "229"},
                                Case{"二十六、抗疫特别国债安排的支出", "234"}};
  for (const auto& [label, code] : cases) {
    const auto* subject = find_class_by_name(kFunctional, label);
    ASSERT_NE(subject, nullptr) << label;
    EXPECT_EQ(subject->code, code) << label;
  }
  EXPECT_EQ(find_class_by_name(kEconomic, "工资福利支出")->code, "301");
  for (const std::string_view label : {"", "本年支出合计", "行政运行", "合计", "支出"}) {
    EXPECT_EQ(find_class_by_name(kFunctional, label), nullptr) << label;
  }
}

TEST(Classification, NamesMayBePrintedDifferently) {
  const auto* offices = find_subject(kFunctional, "2010399");
  EXPECT_EQ(fit_name(*offices, "其他政府办公厅(室)及相关机构事务支出", 2023), NameFit::kSame);
  EXPECT_EQ(fit_name(*offices, "其他政府办公厅（室）及相关机构事务", 2023), NameFit::kSame);
  EXPECT_EQ(fit_name(*offices, "其他政府办公厅及相关机构事务支出", 2023), NameFit::kSame);
  EXPECT_EQ(fit_name(*offices, "其 他 政 府 办 公 厅（室）\n及相关机构事务支出", 2023), NameFit::kSame);
  EXPECT_EQ(fit_name(*offices, "其他政府办公厅…", 2023), NameFit::kSame);
  EXPECT_EQ(fit_name(*offices, "其他政府办公厅（室）及相关", 2023), NameFit::kSame)
      << "cut by the width of its column";
  EXPECT_EQ(fit_name(*offices, "其他政府", 2023), NameFit::kDifferent) << "too little to tell";
  EXPECT_EQ(fit_name(*offices,
                     "一般公共服务支出-政府办公厅（室）及相关机构事务-其他政府办公厅（室）及相关机构事务支出",
                     2023),
            NameFit::kSame);
  EXPECT_EQ(fit_name(*offices, "其他政协事务支出", 2023), NameFit::kDifferent);
  EXPECT_EQ(fit_name(*find_subject(kEconomic, "30212"), "因公出国（境）费", 2023), NameFit::kSame);
  EXPECT_EQ(fit_name(*find_subject(kEconomic, "309"), "资本性支出(基本建设)", 2023), NameFit::kSame);
  EXPECT_EQ(fit_name(*find_subject(kFunctional, "229"), "二十三、其他支出", 2023), NameFit::kSame);
}

TEST(Classification, EarlierNamesHoldUntilTheyWereReplaced) {
  const auto* pensions = find_subject(kFunctional, "20805");
  EXPECT_EQ(fit_name(*pensions, "行政事业单位离退休", 2019), NameFit::kSame);
  EXPECT_EQ(fit_name(*pensions, "行政事业单位离退休", 2023), NameFit::kOutdated);
  EXPECT_EQ(fit_name(*pensions, "行政事业单位离退休", std::nullopt), NameFit::kSame);
  EXPECT_EQ(fit_name(*find_subject(kFunctional, "20301"), "现役部队", 2023), NameFit::kSame)
      << "years not certain";
  EXPECT_EQ(fit_name(*find_subject(kFunctional, "206"), "科学技术", 2023), NameFit::kSame) << "short form";
}

TEST(Classification, FindsTheSiblingThatANameBelongsTo) {
  const auto* sibling = find_sibling_by_name(kFunctional, "2111101", "减排专项支出");
  ASSERT_NE(sibling, nullptr);
  EXPECT_EQ(sibling->code, "2111103");
  EXPECT_EQ(find_sibling_by_name(kFunctional, "2010302", "一般行政管理事务"), nullptr) << "its own name";
  EXPECT_EQ(find_sibling_by_name(kFunctional, "2010302", "办公费"), nullptr);
  EXPECT_EQ(find_sibling_by_name(kFunctional, "201", "外交支出")->code, "202");
}

}  // namespace
}  // namespace zzaudit
