// SPDX-License-Identifier: Apache-2.0
// NAR501 and NAR101: what the words say of a table that is empty, or empty according to them.
#include <gtest/gtest.h>

#include "support/rule_run.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit {
namespace {

using namespace testing_support;

const std::string kFundSection = "政府性基金预算财政拨款收入支出";
const std::string kThree = "“三公”经费财政拨款支出决算总体情况";

std::size_t denied(const std::string& section, const std::string& text) {
  return count(with_words(section, {text}), "NAR501");
}

Report with_empty_table(TableKey table, const std::string& section, const std::string& text) {
  Report report = with_words(section, {text});
  for (auto& row : rows_of(report, table)) {
    for (Cell* cell : row.cells) {
      if (cell != nullptr && !cell->is_absent()) {
        *cell = Cell{CellState::kBlank, {}, {}, {}};
      }
    }
  }
  return report;
}

TEST(SaidUnused, OfAFund) {
  EXPECT_EQ(denied(kFundSection, "本单位不涉及政府性基金预算，已公开空表。"), 1U);
  EXPECT_EQ(denied(kFundSection, "本部门2023年度无政府性基金预算财政拨款收支。"), 1U);
  EXPECT_EQ(denied(kFundSection, "政府性基金预算财政拨款支出60万元，上年没有此项支出。"), 0U);
  EXPECT_EQ(denied(kFundSection, "与上年相比增加，上年没有此项支出。"), 0U);
}

TEST(SaidUnused, OfTheWholeFundThisYearOnly) {
  for (const auto* text :
       {"2023年度没有使用政府性基金预算财政拨款安排的支出。", "2023年度，我单位无此项收支，故本表为空表。",
        "没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出。",
        "与2023年度预算一致，本部门没有政府性基金预算收支（附表为空表）。"}) {
    EXPECT_EQ(denied(kFundSection, text), 1U) << text;
  }
  for (const auto* text :
       {"年初未安排预算，年中由省级专项转移支付下达。", "主要原因是部分项目没有完成，资金结转下年。",
        "没有基本支出，全部为项目支出。", "主要原因是2022年没有安排此项支出。",
        "2022年度没有政府性基金预算支出。", "2024年度未安排政府性基金预算。", "未安排政府性基金预算。",
        "没有政府性基金预算财政拨款年末结转和结余。", "下属单位没有政府性基金预算收支。",
        "档案学会没有政府性基金预算收支。", "以上政府性基金支出无政府性债务资金。", "没有超预算支出的情况。",
        "政府性基金预算财政拨款支出60万元。没有此项支出。"}) {
    EXPECT_EQ(denied(kFundSection, text), 0U) << text;
  }
}

TEST(SaidUnused, OfTheThreePublicExpenses) {
  EXPECT_EQ(denied(kThree, "本单位2023年度无财政拨款“三公”经费支出。"), 1U);
  EXPECT_EQ(denied(kThree, "本单位2023年度没有“三公”经费支出，已公开空表。"), 1U);
  EXPECT_EQ(denied(kThree, "2023年度未发生因公出国（境）费、公务用车购置及运行维护费和公务接待费。"), 1U);
  for (const auto* text : {"2023年度未发生因公出国（境）费。", "与上年相比，无“三公”经费支出。",
                           "2023年度没有“三公”经费支出超过预算的情况。",
                           "“三公”经费支出9.5万元。所属档案学会没有“三公”经费支出。"}) {
    EXPECT_EQ(denied(kThree, text), 0U) << text;
  }
  const auto empty =
      with_empty_table(TableKey::kThreePublic, kThree, "本单位2023年度无财政拨款“三公”经费支出。");
  EXPECT_EQ(count(empty, "NAR501"), 0U);
}

TEST(SaidUsed, OfAnEmptyTable) {
  const std::string said = "本单位2023年度有政府性基金预算财政拨款收入和支出。";
  EXPECT_EQ(severities(with_empty_table(TableKey::kFund, kFundSection, said), "NAR501"),
            std::vector{Severity::kWarning});
  EXPECT_EQ(denied(kFundSection, said), 0U);
  const std::string none = "本单位2023年度没有政府性基金预算财政拨款收入和支出。";
  EXPECT_EQ(count(with_empty_table(TableKey::kFund, kFundSection, none), "NAR501"), 0U);
}

TEST(AmountAgainstTable, AnEmptyTableStatesNothing) {
  const auto found = [](const std::string& text) {
    return count(with_empty_table(TableKey::kFund, kFundSection, text), "NAR101");
  };
  EXPECT_EQ(found("2023年度政府性基金预算财政拨款收入12万元，支出12万元。"), 2U);
  EXPECT_EQ(found("2023年度政府性基金预算财政拨款收入0万元，支出0万元。"), 0U);
}

}  // namespace
}  // namespace zzaudit
