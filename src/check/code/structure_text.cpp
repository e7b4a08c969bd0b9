// SPDX-License-Identifier: Apache-2.0
#include "check/code/structure_text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

namespace zzaudit::detail {
namespace {

/// Longer than any title: such a "title" is a sentence.
constexpr std::size_t kLongestTitle = 60;

std::optional<int> digit_of(char32_t c) {
  constexpr std::u32string_view kChinese = U"〇一二三四五六七八九";
  if (c >= U'0' && c <= U'9') {
    return static_cast<int>(c - U'0');
  }
  if (c == U'○' || c == U'零' || c == U'Ｏ' || c == U'O') {
    return 0;
  }
  const auto at = kChinese.find(c);
  return at == std::u32string_view::npos ? std::nullopt : std::optional(static_cast<int>(at));
}

bool is_range_mark(char32_t c) {
  return std::u32string_view(U"-~—至和与及/").find(c) != std::u32string_view::npos;
}

/// What may follow "2023年" when a title names the fiscal year by it.
bool follows_fiscal_year(std::u32string_view rest) {
  constexpr std::array<std::u32string_view, 14> kWords = {U"度",   U"部门",   U"单位",     U"决算", U"财政",
                                                          U"收入", U"支出",   U"一般公共", U"政府", U"国有",
                                                          U"本级", U"\"三公", U"三公",     U"机关"};
  return std::ranges::any_of(kWords, [&](std::u32string_view word) { return rest.starts_with(word); });
}

/// Names that add nothing to who the department is.
std::string core_of_department(std::string_view name) {
  std::string core;
  int depth = 0;
  for (const char c : compact(name)) {
    if (c == '(' || c == '[') {
      ++depth;
    } else if ((c == ')' || c == ']') && depth > 0) {
      --depth;
    } else if (depth == 0) {
      core.push_back(c);
    }
  }
  constexpr std::array<std::string_view, 7> kSuffixes = {"本级", "本部", "机关", "汇总",
                                                         "部门", "单位", "合并"};
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto suffix : kSuffixes) {
      if (core.size() > suffix.size() && core.ends_with(suffix)) {
        core.resize(core.size() - suffix.size());
        changed = true;
      }
    }
  }
  return core;
}

bool is_subsequence(std::u32string_view part, std::u32string_view whole) {
  std::size_t i = 0;
  for (const char32_t c : whole) {
    if (i < part.size() && part[i] == c) {
      ++i;
    }
  }
  return i == part.size();
}

/// Says that there is none, within one sentence.
bool denies(std::string_view sentence) {
  constexpr std::array<std::string_view, 14> kNone = {"没有",   "未使用", "未安排", "未发生", "未涉及",
                                                      "未取得", "不涉及", "不存在", "空表",   "为空",
                                                      "为零",   "为0",    "均为0",  "无数据"};
  if (contains_any(sentence, kNone)) {
    return true;
  }
  // 无 by itself, but not as part of another word.
  constexpr std::array<std::string_view, 6> kOtherWords = {"无形", "无偿", "无法", "无论", "无关", "无误"};
  for (auto at = sentence.find("无"); at != std::string_view::npos; at = sentence.find("无", at + 1)) {
    const auto rest = sentence.substr(at);
    if (std::ranges::none_of(kOtherWords, [&](std::string_view word) { return rest.starts_with(word); })) {
      return true;
    }
  }
  return false;
}

/// Amounts are named, and all of them are nothing: "0万元", "收入 0.00 元，支出 0 元".
bool amounts_to_nothing(std::string_view sentence) {
  constexpr std::string_view kNumber = "0123456789.,";
  constexpr std::array<std::string_view, 4> kUnits = {"元", "千元", "万元", "亿元"};
  bool found = false;
  for (auto at = sentence.find_first_of(kNumber); at != std::string_view::npos;
       at = sentence.find_first_of(kNumber, at)) {
    const auto end = std::min(sentence.find_first_not_of(kNumber, at), sentence.size());
    const auto number = sentence.substr(at, end - at);
    const auto rest = sentence.substr(end);
    if (std::ranges::any_of(kUnits, [&](std::string_view unit) { return rest.starts_with(unit); })) {
      if (number.find_first_of("123456789") != std::string_view::npos) {
        return false;
      }
      found = true;
    }
    at = end;
  }
  return found;
}

std::span<const std::string_view> subject_words(TableKey table) {
  static constexpr std::array<std::string_view, 1> kFund = {"基金"};
  static constexpr std::array<std::string_view, 2> kCapital = {"国有资本", "国资"};
  static constexpr std::array<std::string_view, 1> kThree = {"三公"};
  static constexpr std::array<std::string_view, 1> kBasic = {"基本支出"};
  static constexpr std::array<std::string_view, 1> kGeneral = {"一般公共预算"};
  static constexpr std::array<std::string_view, 1> kFiscal = {"财政拨款"};
  static constexpr std::array<std::string_view, 2> kIncome = {"收入决算", "本年收入"};
  static constexpr std::array<std::string_view, 2> kExpenditure = {"支出决算", "本年支出"};
  static constexpr std::array<std::string_view, 1> kAll = {"收入支出"};
  switch (table) {
    case TableKey::kFund:
      return kFund;
    case TableKey::kStateCapital:
      return kCapital;
    case TableKey::kThreePublic:
      return kThree;
    case TableKey::kBasic:
      return kBasic;
    case TableKey::kGeneralBudget:
      return kGeneral;
    case TableKey::kFiscalOverview:
      return kFiscal;
    case TableKey::kIncome:
      return kIncome;
    case TableKey::kExpenditure:
      return kExpenditure;
    case TableKey::kOverview:
      break;
  }
  return kAll;
}

}  // namespace

std::vector<int> fiscal_years_of_title(std::string_view title) {
  const std::string text = compact(title);
  // Other titles name the years of projects, plans and earlier balances.
  constexpr std::array<std::string_view, 4> kOwnSubject = {"决算", "概况", "绩效情况", "绩效管理"};
  constexpr std::array<std::string_view, 13> kOtherSubject = {
      "相比", "比较", "对比", "上年", "增减", "变动", "变化", "目标", "计划", "规划", "自评", "。", ","};
  const auto points = to_code_points(text);
  const bool is_own = contains_any(text, kOwnSubject) || text.ends_with("年度");
  if (points.size() > kLongestTitle || !is_own || contains_any(text, kOtherSubject)) {
    return {};
  }
  std::vector<int> years;
  constexpr std::size_t kDigits = 4;
  const std::u32string_view all = points;
  for (std::size_t i = 0; i + kDigits < all.size(); ++i) {
    int year = 0;
    std::size_t n = 0;
    for (; n < kDigits; ++n) {
      const auto digit = digit_of(all[i + n]);
      if (!digit) {
        break;
      }
      year = year * 10 + *digit;
    }
    const bool joined = i > 0 && (digit_of(all[i - 1]).has_value() || is_range_mark(all[i - 1]));
    if (n == kDigits && !joined && year >= 1990 && year < 2100 && all[i + kDigits] == U'年' &&
        follows_fiscal_year(all.substr(i + kDigits + 1))) {
      years.push_back(year);
    }
  }
  return years;
}

bool same_department(std::string_view a, std::string_view b) {
  const std::string core_a = core_of_department(a);
  const std::string core_b = core_of_department(b);
  if (core_a.find(core_b) != std::string::npos || core_b.find(core_a) != std::string::npos) {
    return true;
  }
  const auto points_a = to_code_points(core_a);
  const auto points_b = to_code_points(core_b);
  const bool a_longer = points_a.size() > points_b.size();
  const auto& longer = a_longer ? points_a : points_b;
  const auto& shorter = a_longer ? points_b : points_a;
  return longer.size() >= shorter.size() + 2 && is_subsequence(shorter, longer);
}

bool explains_empty_table(std::string_view note) {
  const std::string text = compact(note);
  return denies(text) || amounts_to_nothing(text);
}

bool states_none_of(TableKey table, std::string_view title, std::string_view text) {
  const auto words = subject_words(table);
  const bool titled = contains_any(compact(title), words);
  const std::string all = compact(text);
  std::string_view rest = all;
  while (!rest.empty()) {
    const auto end = rest.find("。");
    const auto sentence = rest.substr(0, end);
    if ((titled || contains_any(sentence, words)) && (denies(sentence) || amounts_to_nothing(sentence))) {
      return true;
    }
    rest =
        end == std::string_view::npos ? std::string_view() : rest.substr(end + std::string_view("。").size());
  }
  return false;
}

}  // namespace zzaudit::detail
