// SPDX-License-Identifier: Apache-2.0
#include "render/detail/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "render/detail/position.hpp"
#include "render/detail/style.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail {

void Counts::add(const CheckOutcome& outcome) {
  const std::size_t of_waivers = waived_count(outcome);
  waived += of_waivers;
  baseline += outcome.suppressed.size() - of_waivers;
  for (const Finding& finding : outcome.findings) {
    ++(finding.severity == Severity::kError     ? errors
       : finding.severity == Severity::kWarning ? warnings
                                                : notes);
  }
  for (const CheckResult& check : outcome.checks) {
    passed += check.status == CheckStatus::kPass ? 1 : 0;
    not_evaluated += check.status == CheckStatus::kNotEvaluated ? 1 : 0;
  }
}

Counts counts_of(const CheckOutcome& outcome) {
  Counts counts;
  counts.add(outcome);
  return counts;
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string verdict(const Counts& counts, Language language) {
  const bool zh = language == Language::kChinese;
  if (counts.errors > 0) {
    const std::string also =
        counts.warnings == 0 ? ""
        : zh                 ? fmt::format("，另有 {} 个警告需要判断", counts.warnings)
                             : fmt::format("; {} to be judged as well", counted(counts.warnings, "warning"));
    return zh ? fmt::format("发现 {} 个错误，公布前须更正{}", counts.errors, also)
              : fmt::format("{} to be corrected before publication{}", counted(counts.errors, "error"), also);
  }
  if (counts.warnings > 0) {
    return zh ? fmt::format("没有发现错误；{} 个警告很可能有问题，需要判断", counts.warnings)
              : fmt::format("No errors; {} to be judged by a person", counted(counts.warnings, "warning"));
  }
  if (counts.notes > 0) {
    return zh ? fmt::format("没有发现错误和警告；{} 个提示供参考", counts.notes)
              : fmt::format("No errors and no warnings; {} for information", counted(counts.notes, "note"));
  }
  return std::string(in(language, "没有发现问题", "Nothing was found"));
}

// What does not count is never passed over in silence.
std::string suppressed_part(const Counts& counts, Language language) {
  std::string out;
  const auto add = [&](std::size_t count, std::string_view text) {
    if (count > 0) {
      out += out.empty() ? in(language, "；另有 ", "; besides: ") : in(language, "，", ", ");
      out += fmt::format(fmt::runtime(text), count);
    }
  };
  add(counts.waived, in(language, "{} 个已豁免", "{} waived"));
  add(counts.baseline, in(language, "{} 个已列入基线", "{} in the baseline"));
  return out;
}

std::string totals_line(const Counts& counts, Language language) {
  if (language == Language::kChinese) {
    return fmt::format("{} 个错误，{} 个警告，{} 个提示；{} 项检查通过，{} 项未评估{}", counts.errors,
                       counts.warnings, counts.notes, counts.passed, counts.not_evaluated,
                       suppressed_part(counts, language));
  }
  return fmt::format("{}, {}, {}; {} passed, {} not evaluated{}", counted(counts.errors, "error"),
                     counted(counts.warnings, "warning"), counted(counts.notes, "note"),
                     counted(counts.passed, "check"), counts.not_evaluated,
                     suppressed_part(counts, language));
}

std::string unit_and_year(const Report& report, Language language) {
  const std::string unit =
      report.unit.empty() ? std::string(in(language, "单位名称不详", "unknown unit")) : one_line(report.unit);
  if (!report.year) {
    return unit + std::string(in(language, " · 年度不详", " · unknown year"));
  }
  return fmt::format("{} · {}{}", unit, *report.year, in(language, " 年度", ""));
}

std::size_t tables_of(const Report& report) {
  return static_cast<std::size_t>(
      std::ranges::count_if(kAllTables, [&](TableKey key) { return info_of(report, key).present; }));
}

std::string tables_recognised(const Report& report, Language language) {
  return fmt::format(fmt::runtime(in(language, "识别决算表 {}/{} 张", "{} of {} tables recognised")),
                     tables_of(report), kTableCount);
}

std::string share(const CoverageCount& count, Language language) {
  constexpr std::size_t kPerMille = 1000;
  if (count.numbers == 0) {
    return std::string(in(language, "没有数字", "no figures"));
  }
  const std::size_t rate = count.verified * kPerMille / count.numbers;
  return fmt::format("{}/{}{}{}.{}%{}", count.verified, count.numbers, in(language, "（", " ("), rate / 10,
                     rate % 10, in(language, "）", ")"));
}

std::string coverage_line(const Coverage& coverage, Language language) {
  return fmt::format(fmt::runtime(in(language, "核对范围：表内数字 {}，情况说明数字 {}{}",
                                     "coverage: figures in tables {}, figures in the explanation {}{}")),
                     share(coverage.tables, language), share(coverage.narrative, language),
                     other_tables_part(coverage, language));
}

namespace {

/// A table without a title is named by the section that it stands in.
std::string name_of(const UncheckedTable& table, Language language) {
  constexpr std::size_t kWidth = 50;
  if (!table.title.empty()) {
    return truncate(one_line(table.title), kWidth);
  }
  return table.section.empty()
             ? std::string(in(language, "没有表名的表", "a table without a title"))
             : fmt::format(
                   fmt::runtime(in(language, "“{}”一节中没有表名的表", "a table without a title in “{}”")),
                   truncate(one_line(table.section), kWidth));
}

}  // namespace

std::string other_tables_line(const Coverage& coverage, Language language) {
  if (coverage.other_tables.empty()) {
    return "";
  }
  constexpr std::size_t kMostNamed = 3;
  std::size_t numbers = 0;
  std::string names;
  for (std::size_t i = 0; i < coverage.other_tables.size(); ++i) {
    numbers += coverage.other_tables[i].numbers;
    if (i < kMostNamed) {
      names += i == 0 ? "" : in(language, "、", ", ");
      names += name_of(coverage.other_tables[i], language);
    }
  }
  names += coverage.other_tables.size() > kMostNamed ? in(language, "等", " and more") : "";
  return fmt::format(fmt::runtime(in(language, "未核对的其他表格 {} 张，数字 {} 个：{}",
                                     "other tables, not checked: {} with {} figures: {}")),
                     coverage.other_tables.size(), numbers, names);
}

std::string other_tables_part(const Coverage& coverage, Language language) {
  const std::string line = other_tables_line(coverage, language);
  return line.empty() ? line : std::string(in(language, "；", "; ")) + line;
}

std::string note_text(const Report& report, const ReaderNote& note, Language language) {
  const std::string& text = note.text.in(language);
  const std::string at = source_position(report.sources, note.place, language);
  return at.empty() ? text : fmt::format(fmt::runtime(in(language, "{}（{}）", "{} ({})")), text, at);
}

std::vector<NotEvaluated> not_evaluated(const CheckOutcome& outcome, Language language) {
  std::vector<NotEvaluated> reasons;
  for (const CheckResult& check : outcome.checks) {
    if (check.status != CheckStatus::kNotEvaluated) {
      continue;
    }
    const std::string& reason = check.reason.in(language);
    auto known = std::ranges::find(reasons, std::string_view(reason), &NotEvaluated::reason);
    if (known == reasons.end()) {
      reasons.push_back({reason, {check.rule}});
    } else {
      known->rules.push_back(check.rule);
    }
  }
  return reasons;
}

std::string list_of_rules(const std::vector<std::string_view>& rules, Language language) {
  constexpr std::size_t kMostNamed = 12;
  std::string out;
  if (rules.size() <= kMostNamed) {
    for (const std::string_view rule : rules) {
      out += fmt::format("{}{}", out.empty() ? "" : " ", rule);
    }
    return out;
  }
  std::vector<std::pair<std::string_view, int>> families;
  for (const std::string_view rule : rules) {
    const std::string_view family = family_of(rule);
    auto known = std::ranges::find(families, family, &std::pair<std::string_view, int>::first);
    if (known == families.end()) {
      families.emplace_back(family, 1);
    } else {
      ++known->second;
    }
  }
  for (const auto& [family, count] : families) {
    out += fmt::format("{}{} {}{}", out.empty() ? "" : in(language, "，", ", "), family, count,
                       in(language, " 项", ""));
  }
  return out;
}

std::string basis_text(const Rule& rule, Language language) {
  std::string line;
  for (const Basis& basis : rule.basis) {
    line += line.empty() ? "" : in(language, "；", "; ");
    line += basis.document.in(language);
    if (const std::string& clause = basis.clause.in(language); !clause.empty()) {
      line += ' ' + clause;
    }
    if (basis.confidence == "unverified") {
      line += in(language, "（待核）", " (to be verified)");
    }
  }
  return line;
}

std::string suppression_text(const Suppression& suppression, Language language) {
  std::string out;
  const auto add = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) {
      out += fmt::format("{}{}{}{}", out.empty() ? "" : in(language, "；", "; "), label,
                         in(language, "：", ": "), one_line(value));
    }
  };
  add(in(language, "理由", "reason"), suppression.reason);
  add(in(language, "决定人", "decided by"), suppression.by);
  add(in(language, "有效期至", "until"), suppression.until);
  return out;
}

}  // namespace zzaudit::detail
