// SPDX-License-Identifier: Apache-2.0
// The workbook, read back with the project's own reader of XLSX.
#include "render/detail/xlsx.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "hostile.hpp"
#include "read/detail/archive.hpp"
#include "read/detail/workbook.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

using detail::Sheet;
using detail::SheetCell;
using detail::SheetRow;
using detail::xlsx::figure;
using detail::xlsx::text;
using test::small_run;

std::string bytes_of(const CheckRun& run, Language language = Language::kChinese) {
  static const Catalogue catalogue = Catalogue::builtin();
  RenderOptions options;
  options.language = language;
  options.show = Severity::kError;  // of no consequence
  return render_xlsx(run, catalogue, options);
}

std::vector<Sheet> sheets_of(const CheckRun& run, Language language = Language::kChinese) {
  return detail::read_workbook({"out.xlsx", bytes_of(run, language)});
}

/// The XML of one part of the workbook.
std::string part_of(const std::string& bytes, const std::string& name) {
  const RawInput input{"out.xlsx", bytes};
  return detail::Archive(input).read(name).value_or("");
}

/// The cells of a row by the titles of their columns; the first of two columns with one title.
std::map<std::string, SheetCell> by_title(const Sheet& sheet, std::size_t row) {
  std::map<std::string, SheetCell> cells;
  for (const SheetCell& cell : sheet.rows.at(row).cells) {
    for (const SheetCell& title : sheet.rows.front().cells) {
      if (title.column == cell.column) cells.emplace(title.text, cell);
    }
  }
  return cells;
}

std::string text_at(const Sheet& sheet, std::size_t row, const std::string& title) {
  const auto cells = by_title(sheet, row);
  return cells.contains(title) ? cells.at(title).text : "";
}

void expect_number(const Sheet& sheet, std::size_t row, const std::string& title, double value,
                   const std::string& shown) {
  const auto cells = by_title(sheet, row);
  ASSERT_TRUE(cells.contains(title)) << title;
  EXPECT_TRUE(cells.at(title).number) << title;
  EXPECT_DOUBLE_EQ(cells.at(title).value, value) << title;
  EXPECT_EQ(cells.at(title).text, shown) << title;
}

/// Everything that a sheet says, a row a line.
std::string all_of(const Sheet& sheet) {
  std::string out;
  for (const SheetRow& row : sheet.rows) {
    for (const SheetCell& cell : row.cells) out += cell.text + "|";
    out += "\n";
  }
  return out;
}

CheckRun run_with_message(const std::string& message) {
  CheckRun run = small_run();
  run.reports[0].outcome.findings[0].message = {message, message};
  return run;
}

TEST(Xlsx, HasFourSheetsInBothLanguages) {
  const auto names = [](Language language) {
    std::vector<std::string> out;
    for (const Sheet& sheet : sheets_of(small_run(), language)) out.push_back(sheet.name);
    return out;
  };
  EXPECT_EQ(names(Language::kChinese), (std::vector<std::string>{"汇总", "问题", "检查", "核对范围"}));
  EXPECT_EQ(names(Language::kEnglish),
            (std::vector<std::string>{"Summary", "Findings", "Checks", "Coverage"}));
}

TEST(Xlsx, SummaryHasARowForAReport) {
  CheckRun run = small_run();
  run.reports[0].report.form = "hunan-2023";
  const Sheet sheet = sheets_of(run)[0];
  EXPECT_EQ(text_at(sheet, 1, "文件"), "报告.md");
  EXPECT_EQ(text_at(sheet, 1, "单位"), "某局");
  expect_number(sheet, 1, "年度", 2024, "2024");
  EXPECT_EQ(text_at(sheet, 1, "金额单位"), "万元");
  EXPECT_EQ(text_at(sheet, 1, "报表样式"), "hunan-2023");
  expect_number(sheet, 1, "识别决算表（应有 9 张）", 2, "2");
  EXPECT_EQ(text_at(sheet, 1, "结论"), "发现 3 个错误，公布前须更正，另有 1 个警告需要判断");
  expect_number(sheet, 1, "错误", 3, "3");
  expect_number(sheet, 1, "警告", 1, "1");
  expect_number(sheet, 1, "提示", 1, "1");
  expect_number(sheet, 1, "检查通过", 1, "1");
  expect_number(sheet, 1, "检查发现问题", 1, "1");
  expect_number(sheet, 1, "检查未评估", 2, "2");
  expect_number(sheet, 1, "检查不适用", 1, "1");
  EXPECT_EQ(text_at(sheet, 1, "SHA-256"), std::string(64, 'b'));
}

TEST(Xlsx, AShareIsRoundedDownSoThat100PercentMeansAll) {
  const Sheet sheet = sheets_of(small_run())[0];
  expect_number(sheet, 1, "表内数字", 3000, "3000");
  expect_number(sheet, 1, "表内已核对", 2999, "2999");
  expect_number(sheet, 1, "表内核对比例", 0.999, "99.9%");
}

TEST(Xlsx, SummaryHasTheSumOfSeveralReports) {
  CheckRun run = small_run();
  run.reports.push_back(run.reports[0]);
  const Sheet sheet = sheets_of(run)[0];
  const auto sum = std::ranges::find(sheet.rows, "共 2 份报告",
                                     [](const SheetRow& row) { return row.cells.front().text; });
  ASSERT_NE(sum, sheet.rows.end());
  expect_number(sheet, static_cast<std::size_t>(sum - sheet.rows.begin()), "错误", 6, "6");
}

TEST(Xlsx, SummaryTellsWhatWasApplied) {
  CheckRun run = small_run();
  run.policy.configuration = {"a/.zzaudit.json", ".zzaudit.json"};
  run.policy.waivers = {"waivers.json"};
  run.policy.baseline = "baseline.json";
  run.policy.remarks = {{"stale-waiver", {"waivers.json 第 3 行", "line 3"}, {"没有用到", "unused"}}};
  const std::string all = all_of(sheets_of(run)[0]);
  for (const std::string expected :
       {"程序|zzaudit 1.2.3|", "规则集指纹|aaaa", "配置文件|a/.zzaudit.json|", "配置文件|.zzaudit.json|",
        "豁免文件|waivers.json|", "基线文件|baseline.json|", "提醒|waivers.json 第 3 行：没有用到|"}) {
    EXPECT_NE(all.find(expected), std::string::npos) << expected;
  }
}

TEST(Xlsx, SummaryHasTheNotesOfTheReaders) {
  CheckRun run = small_run();
  Place place;
  place.line = 7;
  run.reports[0].report.notes = {{{"文本框没有读取", "a text box was not read"}, place}};
  const Sheet sheet = sheets_of(run)[0];
  EXPECT_NE(all_of(sheet).find("报告.md|文本框没有读取（第 7 行）|"), std::string::npos);
  expect_number(sheet, 1, "读取说明（条，见下）", 1, "1");
}

TEST(Xlsx, SummaryHasTheInputsThatWereNotRead) {
  CheckRun run = small_run();
  run.unread = {{"坏.pdf", {"坏.pdf：不是 PDF", "坏.pdf: no PDF"}}};
  const Sheet sheet = sheets_of(run)[0];
  EXPECT_EQ(text_at(sheet, 2, "文件"), "坏.pdf");
  EXPECT_EQ(text_at(sheet, 2, "结论"), "没有检查：坏.pdf：不是 PDF");
  EXPECT_EQ(text_at(sheet, 2, "错误"), "");
}

TEST(Xlsx, FindingsHaveTheirPlaceAndFigures) {
  const Sheet sheet = sheets_of(small_run())[1];
  ASSERT_EQ(sheet.rows.size(), 6U);
  EXPECT_EQ(text_at(sheet, 3, "状态"), "计入");
  EXPECT_EQ(text_at(sheet, 3, "级别"), "错误");
  EXPECT_EQ(text_at(sheet, 3, "规则"), "TAB301");
  EXPECT_EQ(text_at(sheet, 3, "规则名称"), "some-name");
  EXPECT_EQ(text_at(sheet, 3, "问题"), "不一致");
  EXPECT_EQ(text_at(sheet, 3, "决算表或章节"), "公开03表 支出决算表");
  EXPECT_EQ(text_at(sheet, 3, "行"), "合计");
  EXPECT_EQ(text_at(sheet, 3, "列"), "本年支出合计");
  EXPECT_EQ(text_at(sheet, 3, "原文位置"), "第 25 行");
  EXPECT_EQ(text_at(sheet, 3, "关系"), "应为");
  expect_number(sheet, 3, "应有数", 101, "101.00");
  expect_number(sheet, 3, "实有数", 100, "100.00");
  expect_number(sheet, 3, "相差", -1, "-1.00");
  expect_number(sheet, 3, "允许误差", 0.015, "0.015");
  EXPECT_EQ(text_at(sheet, 3, "金额单位"), "万元");
  EXPECT_EQ(text_at(sheet, 3, "建议"), "改为 40.00");
  EXPECT_EQ(text_at(sheet, 3, "编号"), "0123456789abcdef");
}

TEST(Xlsx, FindingsHaveWhatElseIsKnown) {
  const Sheet sheet = sheets_of(small_run())[1];
  EXPECT_EQ(text_at(sheet, 3, "依据的数"), "收入合计 = 100.00");
  EXPECT_EQ(text_at(sheet, 3, "最可疑处"), "支出决算表“合计”的项目支出（第 25 行）：末位有误");
  expect_number(sheet, 3, "改为", 40, "40.00");
  EXPECT_EQ(text_at(sheet, 3, "连带不符"), "XTB101 总表不符");
  EXPECT_NE(text_at(sheet, 3, "依据").find("决算"), std::string::npos);
  EXPECT_FALSE(text_at(sheet, 3, "规则内容").empty());
  EXPECT_EQ(text_at(sheet, 2, "决算表或章节"), "二、收入");
  EXPECT_EQ(text_at(sheet, 2, "原文"), "收入 100 万元");
  EXPECT_EQ(text_at(sheet, 5, "决算表或章节"), "报告整体");
}

TEST(Xlsx, FindingsAreInEnglish) {
  const Sheet sheet = sheets_of(small_run(), Language::kEnglish)[1];
  EXPECT_EQ(text_at(sheet, 3, "status"), "counts");
  EXPECT_EQ(text_at(sheet, 3, "severity"), "error");
  EXPECT_EQ(text_at(sheet, 3, "finding"), "does not agree");
  EXPECT_EQ(text_at(sheet, 3, "position"), "line 25");
  EXPECT_EQ(text_at(sheet, 3, "figures"), "income = 100.00");
  EXPECT_EQ(text_at(sheet, 5, "table or section"), "the report as a whole");
}

TEST(Xlsx, SuppressedFindingsSayWhy) {
  const std::vector<Sheet> sheets = sheets_of(test::run_with_suppressed());
  EXPECT_EQ(text_at(sheets[1], 3, "状态"), "计入");
  EXPECT_EQ(text_at(sheets[1], 4, "状态"), "已豁免");
  EXPECT_EQ(text_at(sheets[1], 4, "豁免理由"), "已核实");
  EXPECT_EQ(text_at(sheets[1], 4, "决定人"), "张三");
  EXPECT_EQ(text_at(sheets[1], 4, "有效期至"), "2026-12-31");
  EXPECT_EQ(text_at(sheets[1], 4, "豁免或基线文件"), "waivers.json");
  EXPECT_EQ(text_at(sheets[1], 5, "状态"), "基线");
  EXPECT_EQ(text_at(sheets[1], 5, "豁免或基线文件"), "base.json");
  expect_number(sheets[0], 1, "已豁免", 1, "1");
  expect_number(sheets[0], 1, "列入基线", 1, "1");
}

TEST(Xlsx, ChecksAndCoverageAreListed) {
  const std::vector<Sheet> sheets = sheets_of(small_run());
  ASSERT_EQ(sheets[2].rows.size(), 6U);
  EXPECT_EQ(text_at(sheets[2], 1, "规则"), "NAR101");
  EXPECT_EQ(text_at(sheets[2], 1, "结果"), "发现问题");
  expect_number(sheets[2], 1, "评估次数", 3, "3");
  expect_number(sheets[2], 1, "不符次数", 1, "1");
  EXPECT_EQ(text_at(sheets[2], 3, "结果"), "未评估");
  EXPECT_EQ(text_at(sheets[2], 3, "原因"), "没有政府性基金表");
  EXPECT_EQ(text_at(sheets[2], 5, "结果"), "不适用");
  expect_number(sheets[3], 1, "未核对的数", 41, "41.00");
  EXPECT_EQ(text_at(sheets[3], 1, "位置"), "支出决算表“合计”的项目支出（第 25 行）");
  EXPECT_EQ(text_at(sheets[3], 1, "原因"), "没有检查");
  EXPECT_NE(all_of(sheets[3]).find("表内数字|3000|2999|99.9%|"), std::string::npos);
}

TEST(Xlsx, IsTheSameForTheSameRun) {
  const std::string first = bytes_of(small_run());
  EXPECT_EQ(first, bytes_of(small_run()));
  const std::string core = part_of(first, "docProps/core.xml");
  EXPECT_NE(core.find(">1980-01-01T00:00:00Z</dcterms:created>"), std::string::npos) << core;
  EXPECT_NE(core.find(">1980-01-01T00:00:00Z</dcterms:modified>"), std::string::npos) << core;
  EXPECT_NE(core.find("<dc:title>部门决算公开检查结果</dc:title>"), std::string::npos) << core;
}

TEST(Xlsx, IsSetUpForTheScreenAndForPaper) {
  const std::string bytes = bytes_of(small_run());
  for (int i = 1; i <= 4; ++i) {
    const std::string sheet = part_of(bytes, "xl/worksheets/sheet" + std::to_string(i) + ".xml");
    EXPECT_NE(sheet.find("<pane ySplit=\"1\""), std::string::npos) << i;
    EXPECT_NE(sheet.find("<autoFilter ref=\"A1:"), std::string::npos) << i;
    EXPECT_NE(sheet.find("orientation=\"landscape\""), std::string::npos) << i;
    EXPECT_NE(sheet.find("fitToHeight=\"0\""), std::string::npos) << i;
    EXPECT_EQ(sheet.find("<f>"), std::string::npos) << i;
  }
  const std::string book = part_of(bytes, "xl/workbook.xml");
  EXPECT_NE(book.find("_xlnm.Print_Titles"), std::string::npos);
  EXPECT_NE(book.find("_xlnm.Print_Area"), std::string::npos);
}

TEST(Xlsx, HoldsARunWithoutReportsOrFindings) {
  const std::vector<Sheet> none = sheets_of(CheckRun{"1.2.3", std::string(64, 'a'), {}});
  ASSERT_EQ(none.size(), 4U);
  EXPECT_EQ(none[1].rows.size(), 1U);
  CheckRun clean = small_run();
  clean.reports[0].outcome.findings.clear();
  const std::vector<Sheet> sheets = sheets_of(clean);
  EXPECT_EQ(sheets[1].rows.size(), 1U);
  EXPECT_EQ(text_at(sheets[0], 1, "结论"), "没有发现问题");
}

TEST(Xlsx, HostileTextsStayTexts) {
  const std::map<std::string, std::string> expected = {
      {"=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"},
      {"＝1+1", "'＝1+1"},
      {"+1", "+1"},
      {"-1", "-1"},
      {"\t=1+1", "^I=1+1"},
      {"\r=1+1", "^M=1+1"},
      {"a\x01\x1B[31mb", "a^A^[[31mb"},
      {"<b>&amp;\"'", "<b>&amp;\"'"},
      {"_x0041_ 𠮷😀", "_x0041_ 𠮷😀"},
      {"a\xEF\xBF\xBF", "a\xEF\xBF\xBD"},
      {"a\xFF\xE5", "a\xEF\xBF\xBD\xEF\xBF\xBD"}};
  for (const auto& [message, shown] : expected) {
    const std::string bytes = bytes_of(run_with_message(message));
    const Sheet sheet = detail::read_workbook({"out.xlsx", bytes})[1];
    EXPECT_EQ(text_at(sheet, 1, "问题"), shown);
    EXPECT_FALSE(by_title(sheet, 1).at("问题").number);
    EXPECT_FALSE(by_title(sheet, 1).at("问题").formula);
  }
}

TEST(Xlsx, AHostileReportMakesNoFormula) {
  for (const Language language : {Language::kChinese, Language::kEnglish}) {
    for (const Sheet& sheet : sheets_of(test::hostile_run(), language)) {
      for (const SheetRow& row : sheet.rows) {
        for (const SheetCell& cell : row.cells) {
          EXPECT_FALSE(cell.formula) << cell.text;
          EXPECT_TRUE(cell.number || std::string("=+-@").find(cell.text.front()) == std::string::npos)
              << cell.text;
          EXPECT_EQ(cell.text.find('\x1b'), std::string::npos) << cell.text;
        }
      }
    }
  }
}

TEST(Xlsx, ALongTextIsCutBetweenCharacters) {
  std::string ideographs;
  std::string emoji;
  for (int i = 0; i < 40000; ++i) {
    ideographs += "预";
    emoji += "😀";  // two UTF-16 units
  }
  const auto shown = [](const std::string& message) {
    return text_at(sheets_of(run_with_message(message))[1], 1, "问题");
  };
  EXPECT_EQ(shown(ideographs), ideographs.substr(0, 32766 * 3) + "…");
  EXPECT_EQ(shown(emoji), emoji.substr(0, 16383 * 4) + "…");
  EXPECT_EQ(shown(std::string(32767, 'x')), std::string(32767, 'x'));
  EXPECT_EQ(shown(std::string(32768, 'x')), std::string(32766, 'x') + "…");
  std::string escapes;
  for (int i = 0; i < 5000; ++i) escapes += "_x0041_";
  EXPECT_TRUE(shown(escapes).starts_with("_x0041__x0041_"));
}

TEST(Xlsx, OnlyPlainDecimalsAreNumbers) {
  const auto number = [](const std::string& value) { return figure(value).number; };
  EXPECT_EQ(number("955.10"), 955.1);
  EXPECT_EQ(figure("955.10").decimals, 2);
  EXPECT_EQ(number("-0.5"), -0.5);
  EXPECT_EQ(number("0"), 0.0);
  EXPECT_EQ(number("123456789012.345"), 123456789012.345);
  for (const std::string value : {"1234567890123.456", "1,234.50", "增长", "", "-", ".5", "5.", "007", "1e5",
                                  "+5", "12%", "inf", "nan", "0x10", "0.0000000000000001"}) {
    EXPECT_FALSE(number(value)) << value;
    EXPECT_EQ(figure(value).text, value);
  }
}

TEST(Xlsx, SaysWhenTheModuleIsNotThere) {
  const char* const before = std::getenv("ZZAUDIT_XLSX");
  const std::string module = before == nullptr ? "" : before;
  ::setenv("ZZAUDIT_XLSX", "/nowhere/zzaudit-xlsx.so", 1);
  try {
    (void)bytes_of(small_run());
    ADD_FAILURE() << "no error";
  } catch (const Error& error) {
    EXPECT_NE(error.message().zh.find("无法生成 XLSX 文件"), std::string::npos);
    EXPECT_NE(error.message().en.find("/nowhere/zzaudit-xlsx.so"), std::string::npos);
  }
  before == nullptr ? ::unsetenv("ZZAUDIT_XLSX") : ::setenv("ZZAUDIT_XLSX", module.c_str(), 1);
}

/// Counts what is written.
class CountingWriter : public detail::workbook::Writer {
 public:
  void begin(const detail::workbook::Sheet& sheet) override { sheet_ = sheet; }
  void row(std::span<const detail::workbook::Cell> cells, std::size_t /*lines*/) override {
    rows_.push_back(cells.front().text);
  }
  std::string finish() override { return {}; }

  detail::workbook::Sheet sheet_;
  std::vector<std::string> rows_;
};

TEST(Xlsx, ASheetThatIsFullSaysSo) {
  const auto written = [](std::size_t table) {
    CountingWriter writer;
    detail::workbook::Sheet sheet;
    sheet.columns = {{"a", 10}};
    detail::xlsx::Rows rows(writer, sheet, {table, 1}, Language::kEnglish, 5);
    for (std::size_t i = 0; i <= table; ++i) rows.add(std::vector{text("row " + std::to_string(i))});
    rows.finish();
    EXPECT_EQ(writer.rows_.size() + 1, writer.sheet_.rows);
    EXPECT_LE(writer.sheet_.filtered, writer.rows_.size());
    return writer.rows_;
  };
  EXPECT_EQ(written(3), (std::vector<std::string>{"row 0", "row 1", "row 2", "row 3"}));
  const std::vector<std::string> rows = written(10);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[2], "row 2");
  EXPECT_TRUE(rows[3].starts_with("8 more rows are not here")) << rows[3];
}

}  // namespace
}  // namespace zzaudit
