// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/cell.hpp"

#include <gtest/gtest.h>

#include <string>

namespace zzaudit {
namespace {

struct Reading {
  std::string printed;
  CellState state;
  std::string value;
  std::string text;
};

class ParseCell : public testing::TestWithParam<Reading> {};

TEST_P(ParseCell, ReadsWhatIsPrinted) {
  const Reading& reading = GetParam();
  const Cell cell = parse_cell(reading.printed, Place{.line = 7});
  EXPECT_EQ(cell.state, reading.state) << reading.printed;
  EXPECT_EQ(cell.text, reading.text) << reading.printed;
  EXPECT_EQ(cell.place.line, 7U);
  if (cell.has_value()) {
    EXPECT_EQ(cell.value.to_string(), reading.value) << reading.printed;
  }
}

INSTANTIATE_TEST_SUITE_P(Amounts, ParseCell,
                         testing::Values(Reading{"0.00", CellState::kValue, "0.00", ""},
                                         Reading{"12", CellState::kValue, "12", ""},
                                         Reading{" 1,234.50 ", CellState::kValue, "1234.50", ""},
                                         Reading{"1,234,567", CellState::kValue, "1234567", ""},
                                         Reading{"-5.10", CellState::kValue, "-5.10", ""},
                                         Reading{"6, 094. 55", CellState::kValue, "6094.55", "6, 094. 55"},
                                         Reading{"6 094.55", CellState::kValue, "6094.55", "6 094.55"},
                                         Reading{"１，２３４．５０", CellState::kValue, "1234.50",
                                                 "１，２３４．５０"},
                                         Reading{"(12.50)", CellState::kValue, "-12.50", "(12.50)"},
                                         Reading{"（3）", CellState::kValue, "-3", "（3）"},
                                         Reading{"－7.00", CellState::kValue, "-7.00", "－7.00"},
                                         Reading{"5125.3 万元", CellState::kValue, "5125.3", "5125.3 万元"},
                                         Reading{"-0.00", CellState::kValue, "0.00", "-0.00"},
                                         Reading{".5", CellState::kValue, "0.5", ".5"},
                                         Reading{"6,09,4.55", CellState::kValue, "6094.55", "6,09,4.55"}));

INSTANTIATE_TEST_SUITE_P(
    Blanks, ParseCell,
    testing::Values(Reading{"", CellState::kBlank, "", ""}, Reading{" 　", CellState::kBlank, "", ""},
                    Reading{"-", CellState::kBlank, "", "-"}, Reading{"——", CellState::kBlank, "", "——"},
                    Reading{"/", CellState::kBlank, "", "/"}, Reading{"无", CellState::kBlank, "", "无"}));

INSTANTIATE_TEST_SUITE_P(Unreadable, ParseCell,
                         testing::Values(Reading{"NaN", CellState::kUnreadable, "", "NaN"},
                                         Reading{"12.3.4", CellState::kUnreadable, "", "12.3.4"},
                                         Reading{"1O5.00", CellState::kUnreadable, "", "1O5.00"},
                                         Reading{"12 34", CellState::kUnreadable, "", "12 34"},
                                         Reading{"1e5", CellState::kUnreadable, "", "1e5"},
                                         Reading{"12.", CellState::kUnreadable, "", "12."},
                                         Reading{"100%", CellState::kUnreadable, "", "100%"},
                                         Reading{".", CellState::kUnreadable, "", "."},
                                         Reading{",5", CellState::kUnreadable, "", ",5"},
                                         Reading{"--5", CellState::kUnreadable, "", "--5"},
                                         Reading{"1234567890123456789012345678901234567890",
                                                 CellState::kUnreadable, "",
                                                 "1234567890123456789012345678901234567890"}));

TEST(IrregularSeparators, AreThoseOutOfPlace) {
  EXPECT_TRUE(has_irregular_separators("6,09,4.55"));
  EXPECT_TRUE(has_irregular_separators("1,2345"));
  EXPECT_TRUE(has_irregular_separators("1234,567"));
  EXPECT_FALSE(has_irregular_separators("6,094.55"));
  EXPECT_FALSE(has_irregular_separators("6, 094. 55"));
  EXPECT_FALSE(has_irregular_separators("6094.55"));
  EXPECT_FALSE(has_irregular_separators("NaN"));
  EXPECT_FALSE(has_irregular_separators(""));
}

}  // namespace
}  // namespace zzaudit
