// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/render/render.hpp"

/// What every format says of a whole report, in the same words.
namespace zzaudit::detail {

/// Findings that count by severity, those that do not count by cause, and rules by what became of them.
struct Counts {
  std::size_t errors = 0, warnings = 0, notes = 0;
  std::size_t waived = 0, baseline = 0;
  std::size_t passed = 0, not_evaluated = 0;

  void add(const CheckOutcome& outcome);
  [[nodiscard]] bool no_findings() const { return errors == 0 && warnings == 0 && notes == 0; }
};

[[nodiscard]] Counts counts_of(const CheckOutcome& outcome);
/// "1 error", "2 errors".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);
/// What the findings mean for whoever publishes: "发现 2 个错误，公布前须更正，另有 1 个警告需要判断".
[[nodiscard]] std::string verdict(const Counts& counts, Language language);
/// "2 个错误，0 个警告，1 个提示；120 项检查通过，3 项未评估；另有 1 个已豁免".
[[nodiscard]] std::string totals_line(const Counts& counts, Language language);
/// "；另有 1 个已豁免，2 个已列入基线"; "" when there are none.
[[nodiscard]] std::string suppressed_part(const Counts& counts, Language language);

/// "某局 · 2023 年度", on one line.
[[nodiscard]] std::string unit_and_year(const Report& report, Language language);
/// How many of the nine tables it has.
[[nodiscard]] std::size_t tables_of(const Report& report);
/// "识别决算表 9/9 张".
[[nodiscard]] std::string tables_recognised(const Report& report, Language language);
/// "470/471（99.7%）"; the share is rounded down, so that 100 % means all.
[[nodiscard]] std::string share(const CoverageCount& count, Language language);
/// "核对范围：表内数字 …，情况说明数字 …".
[[nodiscard]] std::string coverage_line(const Coverage& coverage, Language language);
/// "未核对的其他表格 1 张，数字 24 个：…": tables that are none of the nine; "" when none holds figures.
[[nodiscard]] std::string other_tables_line(const Coverage& coverage, Language language);
/// The same behind other words: "；未核对的其他表格 …".
[[nodiscard]] std::string other_tables_part(const Coverage& coverage, Language language);
/// A note of the readers with its place.
[[nodiscard]] std::string note_text(const Report& report, const ReaderNote& note, Language language);

/// Rules that could not be evaluated for one and the same reason.
struct NotEvaluated {
  std::string_view reason;
  std::vector<std::string_view> rules;
};

/// In order of their first rule. Refers to `outcome`.
[[nodiscard]] std::vector<NotEvaluated> not_evaluated(const CheckOutcome& outcome, Language language);
/// Rules by name, or where there are many by family: "CEL 6 项，CLS 9 项".
[[nodiscard]] std::string list_of_rules(const std::vector<std::string_view>& rules, Language language);
/// The documents that a rule rests on with their clauses; "" when there are none.
[[nodiscard]] std::string basis_text(const Rule& rule, Language language);
/// "理由：…；决定人：…；有效期至：…"; "" for the baseline, which gives no reason.
[[nodiscard]] std::string suppression_text(const Suppression& suppression, Language language);

}  // namespace zzaudit::detail
