// SPDX-License-Identifier: Apache-2.0
// SGJ102: which numbers of vehicles are the parts of their total.
#include <gtest/gtest.h>

#include "support/rule_run.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

std::size_t found(const std::string& text) { return count(with_words("国有资产占用情况", {text}), "SGJ102"); }

const std::string kTwo = "共有车辆2辆，其中：机要通信用车1辆、应急保障用车1辆";
const std::string kThree = "共有车辆2辆，其中：机要通信用车1辆、应急保障用车2辆";

TEST(Vehicles, KindsAddUp) {
  EXPECT_EQ(found(kTwo + "。"), 0U);
  EXPECT_EQ(found(kThree + "。"), 1U);
  EXPECT_EQ(found("共有车辆2辆。其中：机要通信用车1辆、应急保障用车2辆。"), 1U);
  EXPECT_EQ(found("共有车辆2辆，其中：副部（省）级及以上领导用车0辆、主要领导干部用车1辆、其他用车0辆。"),
            1U);
}

TEST(Vehicles, OneKindMayBePickedOut) {
  EXPECT_EQ(found("共有车辆3辆，其中特种专业技术用车1辆。"), 0U);
  EXPECT_EQ(found("共有车辆3辆，其中：特种专业技术用车1辆。"), 1U);
}

TEST(Vehicles, WhatExplainsAKindIsNoOtherKind) {
  const std::string list = "共有车辆2辆，其中：主要领导干部用车0辆、机要通信用车1辆、其他用车1辆";
  EXPECT_EQ(found(list + "，其他用车主要是接送离退休干部用车1辆。"), 0U);
  EXPECT_EQ(found("共有车辆2辆，其中：执法执勤用车2辆（含特种专业技术用车1辆）。"), 0U);
  EXPECT_EQ(found("共有车辆2辆，其中：执法执勤用车2辆（含特种专业技术用车1辆）、其他用车1辆。"), 1U);
}

TEST(Vehicles, MovementsAndQuotasAreNoKinds) {
  EXPECT_EQ(found("共有车辆2辆，比上年减少1辆，其中：机要通信用车1辆、应急保障用车1辆。"), 0U);
  EXPECT_EQ(found("共有车辆2辆，比上年减少1辆，其中：机要通信用车1辆、应急保障用车2辆。"), 1U);
  EXPECT_EQ(found(kTwo + "。车辆较上年减少1辆，主要原因是报废1辆。"), 0U);
  EXPECT_EQ(found("车辆编制3辆，实有车辆2辆，其中：轿车1辆，越野车1辆。"), 0U);
}

TEST(Vehicles, AnotherListOfTheSameVehicles) {
  for (const auto* more : {"，另有租用新能源汽车1辆。", "，其中新能源汽车1辆。", "；轿车1辆，商务车1辆。"}) {
    EXPECT_EQ(found(kTwo + more), 0U) << more;
    EXPECT_EQ(found(kThree + more), 1U) << more;
  }
  const std::string by_unit = "共有车辆5辆，其中：局机关2辆、所属单位3辆；按用途分，";
  EXPECT_EQ(found(by_unit + "机要通信用车1辆、应急保障用车4辆。"), 0U);
}

TEST(Vehicles, TheRestMayBeNoneOfTheKinds) {
  const std::string list = "，其中：机要通信用车1辆、应急保障用车1辆";
  for (const auto* rest :
       {"，另有1辆已封存待处置", "、待报废车辆1辆", "、已报废未下账车辆1辆", "、移交车改办车辆1辆"}) {
    EXPECT_EQ(found("共有车辆3辆" + list + rest + "。"), 0U) << rest;
    EXPECT_EQ(found("共有车辆4辆" + list + rest + "。"), 1U) << rest;
  }
  EXPECT_EQ(found("共有车辆5辆" + list + "、待报废车辆1辆、移交车改办车辆2辆。"), 0U);
  EXPECT_EQ(found("共有车辆3辆，比上年减少1辆" + list + "，另有租用车辆1辆。"), 1U);
}

TEST(Vehicles, AListOfOtherKindsIsNotJudged) {
  EXPECT_EQ(found("共有车辆2辆，其中：机要通信用车1辆、皮卡2辆。"), 0U);
  EXPECT_EQ(found("共有车辆3辆，其中：机要通信用车1辆、机要通信用车1辆。"), 0U);
}

}  // namespace
}  // namespace zzaudit
