// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/classification.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "check/code/support.hpp"
#include "check/code/words/facts.hpp"
#include "zzaudit/base/text.hpp"

/// CLS: codes and names of 科目 against 政府收支分类科目, and the levels that have to be disclosed
/// (预算法实施条例 第六条: 功能分类 to 项, 基本支出 by 经济分类 to 款).
namespace zzaudit {
namespace {

using detail::full_table_name;
using detail::listed;
using detail::make_finding;
using detail::quoted;

/// The data list the 科目 of these years; earlier catalogues differ in ways they do not know.
constexpr int kFirstFunctionalYear = 2019;
constexpr int kFirstEconomicYear = 2018;
constexpr int kLastYear = 2025;
constexpr std::size_t kClassDigits = 3;
constexpr std::size_t kGroupDigits = 5;

/// A 科目 as one table prints it.
struct Printed {
  TableKey table = TableKey::kIncome;
  RowView row;
};

/// The same code with the same name in one or more tables: one cause, one finding.
struct Entry {
  Classification classification = Classification::kFunctional;
  std::string code;
  std::string name;  ///< compact
  std::vector<Printed> printed;
};

Classification classification_of(TableKey table) {
  return descriptor(table).economic ? Classification::kEconomic : Classification::kFunctional;
}

/// The 科目 rows of a table.
std::vector<RowView> subject_rows(const Report& report, TableKey table) {
  auto rows = detail::printed_rows(report, table);
  std::erase_if(rows, [](const RowView& row) { return row.line != nullptr || row.code->empty(); });
  return rows;
}

/// In order of first appearance.
std::vector<Entry> entries_of(const Report& report) {
  std::vector<Entry> entries;
  std::unordered_map<std::string, std::size_t> index;
  for (const TableKey table : kAllTables) {
    CodeSink ignored;
    if (!descriptor(table).has_rows || !detail::is_judgeable(report, table, ignored)) {
      continue;
    }
    for (const auto& row : subject_rows(report, table)) {
      Entry entry{classification_of(table), compact(*row.code), compact(*row.name), {}};
      std::string key = entry.classification == Classification::kEconomic ? "E" : "F";
      key.append(entry.code).append("\n").append(entry.name);
      const auto [at, is_new] = index.try_emplace(std::move(key), entries.size());
      if (is_new) {
        entries.push_back(std::move(entry));
      }
      entries[at->second].printed.push_back({table, row});
    }
  }
  return entries;
}

/// Those of the tables that can be judged; says to the sink which cannot.
const std::vector<Entry>& judged_entries(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kAllTables) {
    if (descriptor(table).has_rows) {
      (void)detail::is_judgeable(context.report, table, sink);
    }
  }
  return context.facts.derived<std::vector<Entry>>([&] { return entries_of(context.report); });
}

bool has_code_form(const Entry& entry) {
  const auto size = entry.code.size();
  const bool length = size == kClassDigits || size == kGroupDigits ||
                      (size == 7 && entry.classification == Classification::kFunctional);
  return length && entry.code.find_first_not_of("0123456789") == std::string::npos;
}

Bilingual tables_of(const Report& report, const Entry& entry) {
  std::vector<Bilingual> names;
  std::set<TableKey> seen;
  for (const auto& printed : entry.printed) {
    if (seen.insert(printed.table).second) {
      names.push_back(full_table_name(report, printed.table));
    }
  }
  return listed(names);
}

void report_entry(const CodeContext& context, CodeSink& sink, const Entry& entry,
                  std::vector<MessageArgument> more, std::optional<Severity> severity = std::nullopt,
                  Bilingual suggestion = {}) {
  std::vector<Location> locations;
  for (const auto& printed : entry.printed) {
    locations.push_back(row_location(context.report, printed.table, printed.row));
  }
  more.push_back({"code", quoted(entry.code)});
  more.push_back({"name", quoted(entry.name)});
  more.push_back({"tables", tables_of(context.report, entry)});
  auto finding = make_finding(context, std::move(locations), more);
  finding.suggestion = std::move(suggestion);
  sink.fail(std::move(finding), severity);
}

/// True when the data know the catalogue of the report's year; otherwise says so to the sink.
bool is_known_year(const Report& report, Classification classification, CodeSink& sink) {
  const int first = classification == Classification::kFunctional ? kFirstFunctionalYear : kFirstEconomicYear;
  if (!report.year || *report.year >= first) {
    return true;
  }
  const std::string year = std::to_string(first);
  sink.not_evaluated({"内置科目表自 " + year + " 年起，本报告为 " + std::to_string(*report.year) + " 年度",
                      "the built-in classification begins in " + year + ", the report is of " +
                          std::to_string(*report.year)});
  return false;
}

void malformed_code(const CodeContext& context, CodeSink& sink) {
  for (const auto& entry : judged_entries(context, sink)) {
    if (has_code_form(entry)) {
      sink.pass();
      continue;
    }
    std::string digits;
    std::ranges::copy_if(entry.code, std::back_inserter(digits), is_digit);
    Bilingual suggestion;
    if (digits != entry.code && find_subject(entry.classification, digits) != nullptr) {
      suggestion = {"应写作 " + digits + "。", "Write " + digits + "."};
    }
    const bool functional = entry.classification == Classification::kFunctional;
    const Bilingual form = functional ? Bilingual{"3、5 或 7 位数字", "3, 5 or 7 digits"}
                                      : Bilingual{"3 或 5 位数字", "3 or 5 digits"};
    report_entry(context, sink, entry, {{"form", form}}, std::nullopt, std::move(suggestion));
  }
}

void unknown_class(const CodeContext& context, CodeSink& sink) {
  for (const auto& entry : judged_entries(context, sink)) {
    if (!has_code_form(entry)) {
      continue;  // CLS101
    }
    const auto code = class_code(entry.code);
    if (find_subject(entry.classification, code) != nullptr) {
      sink.pass();
      continue;
    }
    if (!is_known_year(context.report, entry.classification, sink)) {
      continue;
    }
    const bool functional = entry.classification == Classification::kFunctional;
    const bool government = !functional && code.front() == '5';
    const Bilingual kind = functional
                               ? Bilingual{"支出功能分类", "functional classification"}
                               : Bilingual{"部门预算支出经济分类", "departments' economic classification"};
    // 501–599 are 政府预算经济分类: real codes, in the wrong table.
    report_entry(context, sink, entry, {{"class", quoted(code)}, {"kind", kind}},
                 government ? std::optional(Severity::kWarning) : std::nullopt);
  }
}

void unknown_group(const CodeContext& context, CodeSink& sink) {
  for (const auto& entry : judged_entries(context, sink)) {
    if (!has_code_form(entry) || entry.code.size() < kGroupDigits ||
        find_subject(entry.classification, class_code(entry.code)) == nullptr) {
      continue;
    }
    const auto group = entry.code.substr(0, kGroupDigits);
    if (find_subject(entry.classification, group) != nullptr) {
      sink.pass();
    } else if (is_known_year(context.report, entry.classification, sink)) {
      const bool later = context.report.year && *context.report.year > kLastYear;
      report_entry(context, sink, entry, {{"group", quoted(group)}},
                   later ? std::optional(Severity::kNote) : std::nullopt);
    }
  }
}

/// A 科目 whose printed name can be judged.
const Subject* judgeable_subject(const Entry& entry) {
  const Subject* subject = entry.name.empty() ? nullptr : find_subject(entry.classification, entry.code);
  return subject == nullptr || subject->confidence == Confidence::kMedium ? nullptr : subject;
}

/// What the printed name may have been meant to be.
Bilingual explain_name(const Entry& entry, const Subject& subject) {
  const Subject* sibling = find_sibling_by_name(entry.classification, entry.code, entry.name);
  if (sibling != nullptr) {
    const std::string code(sibling->code);
    return {"该名称属于 " + code, "that name belongs to " + code};
  }
  constexpr std::size_t kFewSlips = 2;
  if (edit_distance(compact(subject.name), std::string(without_enumerator(entry.name))) <= kFewSlips) {
    return {"疑有错字", "probably a slip in writing"};
  }
  return {"编码与名称至少有一个有误", "at least one of code and name is wrong"};
}

void code_and_name_disagree(const CodeContext& context, CodeSink& sink) {
  for (const auto& entry : judged_entries(context, sink)) {
    const Subject* subject = judgeable_subject(entry);
    if (subject == nullptr || !is_known_year(context.report, entry.classification, sink)) {
      continue;
    }
    if (fit_name(*subject, entry.name, context.report.year) != NameFit::kDifferent) {
      sink.pass();
      continue;
    }
    report_entry(context, sink, entry,
                 {{"own", quoted(subject->name)}, {"hint", explain_name(entry, *subject)}});
  }
}

void outdated_name(const CodeContext& context, CodeSink& sink) {
  for (const auto& entry : judged_entries(context, sink)) {
    const Subject* subject = entry.name.empty() ? nullptr : find_subject(entry.classification, entry.code);
    if (subject == nullptr) {
      continue;
    }
    const auto year = context.report.year;
    const Subject* group =
        find_subject(entry.classification, std::string_view(entry.code).substr(0, kGroupDigits));
    const Subject* retired = subject->until != 0 ? subject : group;
    if (year && retired != nullptr && retired->until != 0 && *year > retired->until) {
      const std::string last = std::to_string(retired->until);
      report_entry(context, sink, entry,
                   {{"what",
                     {"科目 " + std::string(retired->code) + " 用到 " + last + " 年为止",
                      std::string(retired->code) + " was in use until " + last}}});
    } else if (fit_name(*subject, entry.name, year) == NameFit::kOutdated) {
      const std::string now(subject->name);
      report_entry(context, sink, entry,
                   {{"what", {"该科目现称“" + now + "”", "it is now called “" + now + "”"}}});
    } else {
      sink.pass();
    }
  }
}

/// 收入, 支出, 一般公共预算, 政府性基金, 国有资本: the tables that list 科目 by 功能分类 at all levels.
constexpr std::array kLevelledTables = {TableKey::kIncome, TableKey::kExpenditure, TableKey::kGeneralBudget,
                                        TableKey::kBasic,  TableKey::kFund,        TableKey::kStateCapital};

/// The rows of a levelled table with a well-formed code.
std::vector<RowView> levelled_rows(const Report& report, TableKey table) {
  auto rows = subject_rows(report, table);
  std::erase_if(rows,
                [&](const RowView& row) { return subject_level(classification_of(table), *row.code) == 0; });
  return rows;
}

struct MissingParent {
  std::string code;
  RowView row;
};

/// Rows whose 类 or 款 is not printed although the table prints that level for most others.
std::vector<MissingParent> missing_parents(const std::vector<RowView>& rows) {
  std::set<std::string_view> codes;
  for (const auto& row : rows) {
    codes.insert(*row.code);
  }
  std::vector<MissingParent> missing;
  for (const std::size_t digits : {kClassDigits, kGroupDigits}) {
    std::set<std::string_view> needed;
    std::vector<MissingParent> here;
    std::size_t found = 0;
    for (const auto& row : rows) {
      if (row.code->size() <= digits ||
          !needed.insert(std::string_view(*row.code).substr(0, digits)).second) {
        continue;
      }
      const auto parent = row.code->substr(0, digits);
      if (codes.contains(parent)) {
        ++found;
      } else {
        here.push_back({parent, row});
      }
    }
    if (found > here.size()) {
      std::ranges::move(here, std::back_inserter(missing));
    }
  }
  return missing;
}

void parent_missing(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kLevelledTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    const auto missing = missing_parents(levelled_rows(context.report, table));
    if (missing.empty()) {
      sink.pass();
      continue;
    }
    std::vector<Location> locations;
    std::vector<Bilingual> codes;
    for (const auto& [code, row] : missing) {
      locations.push_back(row_location(context.report, table, row));
      const Subject* subject = find_subject(classification_of(table), code);
      codes.push_back(quoted(code + (subject == nullptr ? "" : " " + std::string(subject->name))));
    }
    sink.fail(make_finding(context, std::move(locations),
                           {{"table", full_table_name(context.report, table)}, {"codes", listed(codes)}}));
  }
}

bool has_amount(const RowView& row) {
  return std::ranges::any_of(row.cells, [](const Cell* cell) {
    return cell != nullptr && cell->has_value() && !cell->value.is_zero();
  });
}

void not_to_item_level(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kLevelledTables) {
    if (!detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    const auto classification = classification_of(table);
    const int deepest = classification == Classification::kFunctional ? 3 : 2;
    const auto rows = levelled_rows(context.report, table);
    std::set<std::string_view> codes;
    for (const auto& row : rows) {
      codes.insert(*row.code);
    }
    std::vector<Location> locations;
    std::vector<Bilingual> labels;
    for (const auto& row : rows) {
      const auto next = codes.upper_bound(*row.code);
      const bool has_parts = next != codes.end() && next->starts_with(*row.code);
      if (subject_level(classification, *row.code) < deepest && !has_parts && has_amount(row)) {
        locations.push_back(row_location(context.report, table, row));
        labels.push_back({row_label(row, Language::kChinese), row_label(row, Language::kEnglish)});
      }
    }
    if (locations.empty()) {
      sink.pass();
      continue;
    }
    const Bilingual level = deepest == 3 ? Bilingual{"项级（7 位）", "the 项 level (7 digits)"}
                                         : Bilingual{"款级（5 位）", "the 款 level (5 digits)"};
    sink.fail(make_finding(
        context, std::move(locations),
        {{"table", full_table_name(context.report, table)}, {"rows", listed(labels)}, {"level", level}}));
  }
}

void code_repeated(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kAllTables) {
    if (!descriptor(table).has_rows || !detail::is_judgeable(context.report, table, sink)) {
      continue;
    }
    std::map<std::string, std::vector<RowView>> rows_by_code;
    for (const auto& row : subject_rows(context.report, table)) {
      rows_by_code[compact(*row.code)].push_back(row);
    }
    for (const auto& [code, rows] : rows_by_code) {
      if (rows.size() == 1) {
        sink.pass();
        continue;
      }
      std::vector<Location> locations;
      std::vector<Bilingual> names;
      for (const auto& row : rows) {
        locations.push_back(row_location(context.report, table, row));
        names.push_back({"“" + *row.name + "”", "“" + *row.name + "”"});
      }
      std::ranges::reverse(locations);  // where to look is the last one
      sink.fail(make_finding(context, std::move(locations),
                             {{"table", full_table_name(context.report, table)},
                              {"code", quoted(code)},
                              {"count", quoted(std::to_string(rows.size()))},
                              {"names", listed(names)}}));
    }
  }
}

constexpr std::array kChecks = {NamedCheck{"malformed-code", malformed_code},
                                NamedCheck{"unknown-class", unknown_class},
                                NamedCheck{"unknown-group", unknown_group},
                                NamedCheck{"code-and-name-disagree", code_and_name_disagree},
                                NamedCheck{"parent-missing", parent_missing},
                                NamedCheck{"not-to-item-level", not_to_item_level},
                                NamedCheck{"code-repeated", code_repeated},
                                NamedCheck{"outdated-name", outdated_name}};

}  // namespace

std::span<const NamedCheck> classification_checks() { return kChecks; }

}  // namespace zzaudit
