// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "unit/recognise/words_support.hpp"

namespace zzaudit {
namespace {

using namespace words_test;

Report report_with(const std::vector<std::pair<int, std::string>>& headings,
                   const std::vector<std::vector<std::string>>& paragraphs) {
  Report report = testing_support::clean_report();
  report.sections.clear();
  for (std::size_t i = 0; i < headings.size(); ++i) {
    Section section;
    section.level = headings[i].first;
    section.title = headings[i].second;
    for (const auto& text : paragraphs[i]) {
      Paragraph paragraph;
      for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        Place place;
        place.line = static_cast<std::uint32_t>(paragraph.lines.size() + 1);
        paragraph.lines.push_back({text.substr(begin, end - begin), place});
        begin = end + 1;
      }
      section.paragraphs.push_back(std::move(paragraph));
    }
    report.sections.push_back(std::move(section));
  }
  return report;
}

std::vector<std::string> folded(const Report& report) {
  std::vector<std::string> texts;
  for (const auto& sentence : read_words(report).sentences) {
    texts.push_back(sentence.folded);
  }
  return texts;
}

TEST(Sentences, SoftWrapsAndPageBreaksAreJoined) {
  const Report report = report_with({{1, "第三部分 决算情况说明"}, {2, "一、收入支出决算总体情况"}},
                                    {{}, {"收入支出总\n计12.5", "- 7 -", "万元。与上年持平。"}});
  EXPECT_EQ(folded(report), (std::vector<std::string>{"收入支出总计12.5万元。", "与上年持平。"}));
}

TEST(Sentences, AReasonAnnouncedIsJoined) {
  const Report report =
      report_with({{1, "第三部分 决算情况说明"}, {2, "一、收入支出决算总体情况"}},
                  {{}, {"总计与上年持平。主要原因：", "人员有进有出。", "其中：", "收入1万元。"}});
  EXPECT_EQ(folded(report), (std::vector<std::string>{"总计与上年持平。", "主要原因:人员有进有出。",
                                                      "其中:", "收入1万元。"}));
}

TEST(Sentences, PlacesAreThoseOfTheirLines) {
  const Report report = report_with({{1, "第三部分 决算情况说明"}, {2, "一、收入支出决算总体情况"}},
                                    {{}, {"收入支出总\n计12.50万元。"}});
  const Words words = read_words(report);
  ASSERT_EQ(words.claims.size(), 1U);
  EXPECT_EQ(words.claims[0].figure.place.line, 2U);
}

TEST(Sentences, ContentsProfileAndGlossaryGiveNone) {
  const Report report =
      report_with({{0, "目录"}, {1, "第一部分 单位概况"}, {2, "一、职责"}, {1, "第四部分 名词解释"}},
                  {{"一、收入1万元。"}, {"编制12人。"}, {"负责2个县。"}, {"收入：指3万元。"}});
  EXPECT_TRUE(folded(report).empty());
}

TEST(Sentences, KindsFollowTitlesAtAnyLevel) {
  const Report report = report_with({{1, "第二部分 决算情况说明"},
                                     {2, "一、单位决算情况说明"},
                                     {3, "（一）收入支出决算总体情况说明"},
                                     {3, "（二）“三公”经费支出决算情况"},
                                     {2, "二、支出决算情况"},
                                     {3, "（一）基本支出情况"}},
                                    {{}, {}, {"甲。"}, {"乙。"}, {"丙。"}, {"丁。"}});
  std::vector<std::string> kinds;
  for (const auto& sentence : read_words(report).sentences) {
    kinds.push_back(sentence.kind);
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"overall", "three_public", "expenditure", "expenditure"}));
}

TEST(Sentences, SubheadingsAndLooseParagraphsHaveTheirOwnKind) {
  const Report report = report_with(
      {{1, "第二部分 决算情况说明"},
       {2, "五、一般公共预算财政拨款支出决算总体情况"},
       {2, "十、其他重要事项"}},
      {{},
       {"1.一般公共预算财政拨款支出决算总体情况", "甲。", "2.一般公共预算财政拨款支出决算结构情况", "乙。"},
       {"机关运行经费支出2万元，比上年减少1万元。", "其余事项无说明。"}});
  const Words words = read_words(report);
  const auto kind_of = [&](const std::string& text) {
    return std::ranges::find_if(words.sentences,
                                [&](const Sentence& s) { return s.folded.starts_with(text); })
        ->kind;
  };
  EXPECT_EQ(kind_of("甲"), "general.overall");
  EXPECT_EQ(kind_of("乙"), "general.structure");
  EXPECT_EQ(kind_of("机关运行"), "running");
  EXPECT_EQ(kind_of("其余"), "");
}

TEST(Sentences, NumberedHeadingsGiveTheirKindToWhatFollows) {
  const Report report = report_with({{1, "第二部分 决算情况说明"}, {2, "十、其他重要事项"}},
                                    {{},
                                     {"（一）机关运行经费支出情况说明。", "甲。", "（二）其他情况说明",
                                      "乙。", "（三）国有资产占用情况说明。丙。", "丁共有车辆2辆。"}});
  std::vector<std::string> kinds;
  for (const auto& sentence : read_words(report).sentences) {
    kinds.push_back(sentence.folded.substr(0, sentence.folded.front() == '(' ? 4 : 3) + sentence.kind);
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"(一running", "甲running", "(二", "乙", "(三assets", "丙assets",
                                             "丁assets"}));
}

TEST(Sentences, PartsMayBeNumberedAsSectionsAre) {
  const Report report =
      report_with({{0, "目录"},
                   {2, "一、单位概况"},
                   {3, "（一）职责"},
                   {2, "二、2023年度决算公开表"},
                   {2, "三、2023年度决算情况说明"},
                   {3, "（一）收入支出决算总体情况说明"},
                   {2, "四、名词解释"}},
                  {{"三、2023年度决算情况说明"}, {}, {"子。"}, {"丑。"}, {"甲。"}, {"乙。"}, {"寅。"}});
  std::vector<std::string> texts;
  for (const auto& sentence : read_words(report).sentences) {
    texts.push_back(sentence.folded + sentence.kind);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"子。", "丑。", "甲。", "乙。overall"}));
}

TEST(Sentences, WithoutPartsEverySectionIsRead) {
  const Report report = report_with({{2, "一、单位基本情况"},
                                     {2, "二、收入支出决算总体情况"},
                                     {2, "三、名词解释"},
                                     {2, "四、政府采购支出情况"}},
                                    {{"子。"}, {"甲。"}, {"丑。"}, {"乙。"}});
  std::vector<std::string> texts;
  for (const auto& sentence : read_words(report).sentences) {
    texts.push_back(sentence.folded + sentence.kind);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"子。", "甲。overall", "乙。procurement"}));
}

}  // namespace
}  // namespace zzaudit
