// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/render/hostile.hpp"

namespace zzaudit::test {
namespace {

std::string markdown(const CheckRun& run, Language language = Language::kChinese) {
  static const Catalogue catalogue = Catalogue::builtin();
  RenderOptions options;
  options.language = language;
  return render_markdown(run, catalogue, options);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

TEST(RenderMarkdown, HasVerdictFindingsAndWhatWasNotEvaluated) {
  const std::string text = markdown(small_run());
  EXPECT_TRUE(has(text, "### 某局 · 2024 年度\n\n❌ **发现 3 个错误，公布前须更正，另有 1 个警告需要判断**"))
      << text;
  EXPECT_TRUE(has(text, "| ❌ 错误 | TAB301 | 支出决算表“合计”的")) << text;
  EXPECT_TRUE(has(text, "| 不一致（第 25 行第 2 列） | 改为 40.00 |") || has(text, "改为 40.00 |")) << text;
  EXPECT_TRUE(has(text, "<details><summary>未评估的检查</summary>\n\n- 没有政府性基金表：TAB801 TAB802\n"));
  EXPECT_LT(text.find("| ❌ 错误 | STR109"), text.find("| ⚠️ 警告 | TAB201"));
  EXPECT_TRUE(
      has(markdown(small_run(), Language::kEnglish), "| severity | rule | place | finding | suggestion |"));
}

TEST(RenderMarkdown, NothingFoundIsSaid) {
  const std::string text = markdown(clean_run());
  EXPECT_TRUE(has(text, "✅ **没有发现问题**"));
  EXPECT_FALSE(has(text, "| 级别 |"));
}

TEST(RenderMarkdown, WhatDoesNotCountIsListedApart) {
  const std::string text = markdown(run_with_suppressed());
  EXPECT_TRUE(has(text, "已豁免和已列入基线的问题"));
  EXPECT_TRUE(has(text, "理由：已核实；决定人：张三"));
}

TEST(RenderMarkdown, AnInputThatCouldNotBeReadComesFirst) {
  CheckRun run = clean_run();
  run.unread.push_back({"x.pdf", {"x.pdf：无法读取", "x.pdf: cannot be read"}});
  const std::string text = markdown(run);
  EXPECT_LT(text.find("❌ **无法读取，没有核对：** x.pdf：无法读取"), text.find("✅"));
}

TEST(RenderMarkdown, StaysWithinACommentAndSaysWhatItLeftOut) {
  CheckRun run = small_run();
  Finding note = run.reports.front().outcome.findings[3];
  note.message.zh = std::string(900, 'x');
  run.reports.front().outcome.findings.insert(run.reports.front().outcome.findings.begin(), 400, note);
  const std::string text = markdown(run);
  EXPECT_LT(characters(text), 60'000U);
  EXPECT_TRUE(has(text, "| ❌ 错误 | STR109"));
  EXPECT_TRUE(has(text, " 个问题没有列出**"));

  CheckRun many = clean_run();
  many.reports.resize(2000, many.reports.front());
  const std::string reports = markdown(many);
  EXPECT_LT(characters(reports), 60'000U);
  EXPECT_TRUE(has(reports, " 份报告没有列出。**"));
}

TEST(RenderMarkdown, HostileTextHasNoMeaning) {
  const std::string text = markdown(hostile_run());
  EXPECT_FALSE(has(text, "<script>"));
  EXPECT_FALSE(has(text, "[c]("));
  EXPECT_FALSE(has(text, "@someone"));
  EXPECT_FALSE(has(text, "#12"));
  EXPECT_FALSE(has(text, "https:"));
  EXPECT_FALSE(has(text, "www.x"));
  EXPECT_FALSE(has(text, "\n::error"));
  EXPECT_FALSE(has(text, "\x1b"));
  // Every row of the table still has its five cells.
  std::size_t begin = text.find("| --- |");
  for (begin = text.find('\n', begin) + 1; text[begin] == '|'; begin = text.find('\n', begin) + 1) {
    const std::string row = text.substr(begin, text.find('\n', begin) - begin);
    std::size_t bars = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      bars += row[i] == '|' && (i == 0 || row[i - 1] != '\\') ? 1 : 0;
    }
    EXPECT_EQ(bars, 6U) << row;
  }
}

}  // namespace
}  // namespace zzaudit::test
