// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// 政府收支分类科目: what a 科目编码 means, from data/classification. Codes are digits only ("2010301");
/// names are compared compact, so the caller need not clean them.
namespace zzaudit {

enum class Classification : std::uint8_t {
  kFunctional,  ///< 支出功能分类: 类 3 digits, 款 5, 项 7
  kEconomic,    ///< 部门预算支出经济分类 (since 2018, 财预〔2017〕98号): 类 3 digits, 款 5
};

/// How far an entry may be trusted. Only `kHigh` and `kSeen` may accuse a report.
enum class Confidence : std::uint8_t { kMedium, kHigh, kSeen };

/// The budget whose expenditure a functional 科目 records.
enum class BudgetKind : std::uint8_t { kGeneral, kFund, kStateCapital };

/// Another name of a 科目.
struct SubjectAlias {
  std::string_view name;
  int from = 0;              ///< first year in use; 0 = unknown or always
  int to = 0;                ///< last year in use; 0 = still in use
  bool approximate = false;  ///< the years are not certain
};

struct Subject {
  std::string_view code;
  std::string_view name;  ///< in the catalogue of 2023, or of its first year when it is younger
  Confidence confidence = Confidence::kMedium;
  BudgetKind budget = BudgetKind::kGeneral;
  int since = 0;  ///< first year; 0 = before 2023
  int until = 0;  ///< last year; 0 = still there
  std::span<const SubjectAlias> aliases;
};

/// The entry of that code; null when the data have none. The list of 类 is complete for 2019 on, that
/// of 款 nearly so; a missing 项 says nothing about the code. Entries live as long as the program.
[[nodiscard]] const Subject* find_subject(Classification classification, std::string_view code);
/// All entries beneath `code` ("" = all), by code, that code itself not among them.
[[nodiscard]] std::span<const Subject> subjects_under(Classification classification, std::string_view code);

/// 1 for a 类, 2 for a 款, 3 for a 项; 0 when `code` is not of that form (digits, lengths, and a first
/// digit 2 for functional, 3 for economic codes). Says nothing about whether the code exists.
[[nodiscard]] int subject_level(Classification classification, std::string_view code);
/// Code of the 类 of a 款, of the 款 of a 项; empty for a 类.
[[nodiscard]] std::string_view parent_code(std::string_view code);
/// Code of the 类 that a code belongs to: its first three digits.
[[nodiscard]] std::string_view class_code(std::string_view code);

/// The 类 that a label names: enumerators ("八、"), "(类)", a missing 支出, earlier names and short
/// forms are understood ("一、一般公共服务", "医疗卫生与计划生育支出"). Null when it names none.
[[nodiscard]] const Subject* find_class_by_name(Classification classification, std::string_view label);

/// How a printed name relates to the 科目 whose code stands beside it.
enum class NameFit : std::uint8_t {
  kSame,       ///< its name, or a name of it in use that year
  kOutdated,   ///< a name that was no longer in use that year
  kDifferent,  ///< none of its names
};
/// Compares without brackets, punctuation, white space, enumerators, level marks "(款)" and trailing 支出
/// or 费用. A name may be cut by the width of its column ("机关事业单位基本养老…") or be the last part of
/// a chain 类-款-项. Any alias counts as in use when the year is unknown.
[[nodiscard]] NameFit fit_name(const Subject& subject, std::string_view printed, std::optional<int> year);
/// The other 科目 of the same parent and level that has the printed name; null when there is none.
[[nodiscard]] const Subject* find_sibling_by_name(Classification classification, std::string_view code,
                                                  std::string_view printed);

}  // namespace zzaudit
