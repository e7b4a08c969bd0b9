// SPDX-License-Identifier: Apache-2.0
// NAR403, NAR404: the lists of 经济分类 names after 主要包括.
#include <gtest/gtest.h>

#include "support/rule_run.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

std::size_t found(const std::string& rule, const std::string& staff, const std::string& operating) {
  return count(with_words("基本支出决算情况", {"人员经费902万元，主要包括" + staff +
                                               "；公用经费239.1万元，主要包括" + operating + "。"}),
               rule);
}

const std::string kStaff =
    "基本工资、津贴补贴、奖金、社会保障缴费、住房公积金、离退休费、奖励金、其他对个人和家庭的补助";
const std::string kOperating =
    "办公费、印刷费、水电费、邮电费、物业管理费、差旅费、维修费、会议费、培训费、公务接待费、劳务费、工会经费"
    "、"
    "福利费、公务用车运行维护费、交通费、其他商品和服务支出、设备购置费";

TEST(Lists, AnUmbrellaNameCoversItsParts) {
  EXPECT_EQ(found("NAR404", kStaff, kOperating), 0U);
  EXPECT_EQ(found("NAR403", kStaff, kOperating), 0U);
  EXPECT_EQ(found("NAR404", "工资福利支出、对个人和家庭的补助", "商品和服务支出、资本性支出"), 0U);
  EXPECT_EQ(found("NAR404", "基本工资、社会保障缴费", kOperating), 1U);
}

TEST(Lists, OtherWordsForOneItem) {
  std::string operating = kOperating;
  operating.replace(operating.find("物业管理费"), std::string("物业管理费").size(), "物业费");
  EXPECT_EQ(found("NAR404", kStaff, operating), 0U);
  EXPECT_EQ(found("NAR403", kStaff, operating), 0U);
  operating = kOperating;
  operating.replace(operating.find("设备购置费"), std::string("设备购置费").size(),
                    "办公设备购置和专用设备购置");
  EXPECT_EQ(found("NAR404", kStaff, operating), 0U);
  operating.erase(operating.find("和专用设备购置"));
  EXPECT_EQ(found("NAR404", kStaff, operating), 1U);
}

TEST(Lists, TransportIsOfOfficialVehiclesToo) {
  Report report = with_words("基本支出决算情况", {"公用经费239.1万元，主要包括交通费等。"});
  for (auto& row : rows_of(report, TableKey::kBasic)) {
    if (*row.code == "30239") {
      *row.cells[0] = parse_cell("0.00", {});
    }
  }
  EXPECT_EQ(count(report, "NAR403"), 0U);
}

TEST(Lists, BracketsHoldNamesToo) {
  const std::string staff =
      "：工资福利支出（含基本工资、津贴补贴、住房公积金）、对个人和家庭的补助（含退休费、奖励金等）";
  const std::string operating =
      "：商品和服务支出（含办公费、维修（护）费、其他商品和服务支出）、资本性支出（办公设备购置、专用设备购置"
      "）";
  for (const auto* rule : {"NAR403", "NAR404", "TXT110"}) {
    EXPECT_EQ(found(rule, staff, operating), 0U) << rule;
  }
  EXPECT_EQ(found("NAR403", "：工资福利支出（含基本工资、绩效工资）", operating), 1U);
  EXPECT_EQ(found("TXT110", "：工资福利支出（含基本工资、住房公基金）", operating), 1U);
}

TEST(Lists, AnUmbrellaNameIsEmptyWhereAllItsPartsAre) {
  Report report =
      with_words("基本支出决算情况", {"人员经费902万元，主要包括离退休费等；公用经费239.1万元。"});
  EXPECT_EQ(count(report, "NAR403"), 0U);
  for (auto& row : rows_of(report, TableKey::kBasic)) {
    if (*row.code == "30301" || *row.code == "30302") {
      *row.cells[0] = parse_cell("0.00", {});
    }
  }
  EXPECT_EQ(count(report, "NAR403"), 1U);
}

}  // namespace
}  // namespace zzaudit
