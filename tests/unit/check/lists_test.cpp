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
