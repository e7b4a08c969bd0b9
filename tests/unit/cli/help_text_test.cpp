// SPDX-License-Identifier: Apache-2.0
#include "cli/help_text.hpp"

#include <gtest/gtest.h>

namespace zzaudit::cli {
namespace {

TEST(HelpText, BlocksHaveALeadAndItems) {
  const auto blocks = parse_help(
      "Usage: zzaudit x\n\nWhat it does,\nin two lines.\n\nOptions:\n"
      "  -o, --output OUT   write to OUT,\n                     whole or not at all\n"
      "  --show a|b\n                     least severity\n");
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[1].lead, "What it does, in two lines.");
  EXPECT_TRUE(blocks[1].items.empty());
  EXPECT_TRUE(is_about_options(blocks[2]));
  ASSERT_EQ(blocks[2].items.size(), 2U);
  EXPECT_EQ(blocks[2].items[0].term, "-o, --output OUT");
  EXPECT_EQ(blocks[2].items[0].text, "write to OUT, whole or not at all");
  EXPECT_EQ(blocks[2].items[1].term, "--show a|b");
  EXPECT_EQ(blocks[2].items[1].text, "least severity");
}

TEST(HelpText, EntriesOfAnOptionStayApart) {
  const HelpItem item = parse_help(
                            "Options:\n  --format F         one of\n                     the following:\n"
                            "                       text    for people\n"
                            "                       json    all results; more\n")
                            .at(0)
                            .items.at(0);
  EXPECT_EQ(item.text, "one of the following:");
  ASSERT_EQ(item.entries.size(), 2U);
  EXPECT_EQ(item.entries[0].term, "text");
  EXPECT_EQ(item.entries[1].text, "all results; more");
}

TEST(HelpText, OneBlankIsEnoughBehindAnOption) {
  const auto term_of = [](const std::string& line) {
    return parse_help("Options:\n  " + line + "\n").at(0).items.at(0);
  };
  EXPECT_EQ(term_of("--color auto|always|never colours, auto by default").text, "colours, auto by default");
  EXPECT_EQ(term_of("--config FILE, --no-config take rules").term, "--config FILE, --no-config");
  EXPECT_EQ(term_of("--select P[,P…]、--ignore P[,P…]、--no-config 同 check").term,
            "--select P[,P…]、--ignore P[,P…]、--no-config");
  EXPECT_EQ(term_of("--shard i/n only a part").term, "--shard i/n");
}

TEST(HelpText, IdeographsAreJoinedWithoutABlank) {
  const auto lead = [](const std::string& text) { return parse_help(text).at(0).lead; };
  EXPECT_EQ(lead("文字\n差错"), "文字差错");
  EXPECT_EQ(lead("装有\nLibreOffice"), "装有 LibreOffice");
  EXPECT_EQ(lead("表、\nLibreOffice"), "表、LibreOffice");
}

TEST(HelpText, OptionsOfATerm) {
  EXPECT_EQ(options_of("-o, --output OUT"), (std::vector<std::string>{"-o", "--output"}));
  EXPECT_EQ(options_of("--format text|json、-o OUT、--fail-on"),
            (std::vector<std::string>{"--format", "-o", "--fail-on"}));
  EXPECT_TRUE(options_of("FILE").empty());
}

}  // namespace
}  // namespace zzaudit::cli
