// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "check/code/structure_text.hpp"
#include "check/code/support.hpp"
#include "zzaudit/base/text.hpp"

/// STR: are the nine tables there, once each, with what has to be printed around them, and do titles,
/// years and department names agree (财预〔2016〕143号; the forms of 财库〔2021〕36号).
namespace zzaudit {
namespace {

using detail::full_table_name;
using detail::listed;
using detail::make_finding;
using detail::quoted;

/// The present tables in internal order.
std::vector<TableKey> present_tables(const Report& report) {
  std::vector<TableKey> tables;
  std::ranges::copy_if(kAllTables, std::back_inserter(tables),
                       [&](TableKey table) { return info_of(report, table).present; });
  return tables;
}

/// One finding that lists tables, or a pass; `tables` are those at fault.
void report_tables(const CodeContext& context, CodeSink& sink, const std::vector<TableKey>& tables,
                   std::optional<Severity> severity = std::nullopt) {
  if (tables.empty()) {
    sink.pass();
    return;
  }
  std::vector<Location> locations;
  std::vector<Bilingual> names;
  for (const TableKey table : tables) {
    locations.push_back(table_location(context.report, table));
    names.push_back(full_table_name(context.report, table));
  }
  sink.fail(make_finding(context, std::move(locations),
                         {{"tables", listed(names)}, {"count", quoted(std::to_string(tables.size()))}}),
            severity);
}

/// The last year whose forms had no table for 国有资本经营预算.
constexpr int kLastYearOfEightTables = 2018;

void table_missing(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : kAllTables) {
    if (info_of(context.report, table).present) {
      sink.pass();
      continue;
    }
    if (table == TableKey::kStateCapital && context.report.year &&
        *context.report.year <= kLastYearOfEightTables) {
      continue;
    }
    // Units without such money often leave these two out.
    const bool optional = table == TableKey::kFund || table == TableKey::kStateCapital;
    sink.fail(make_finding(context, {table_location(context.report, table)},
                           {{"table", table_name(context.report, table)}}),
              optional ? Severity::kWarning : Severity::kError);
  }
}

void table_repeated(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : present_tables(context.report)) {
    const auto& repeats = info_of(context.report, table).repeats;
    if (repeats.empty()) {
      sink.pass();
      continue;
    }
    std::vector<Location> locations;
    for (const Place& place : repeats) {
      locations.push_back(table_location(context.report, table));
      locations.back().place = place;
    }
    locations.push_back(table_location(context.report, table));
    sink.fail(make_finding(context, std::move(locations),
                           {{"table", full_table_name(context.report, table)},
                            {"count", quoted(std::to_string(repeats.size() + 1))}}));
  }
}

bool has_content(const Report& report, TableKey table) {
  for (const auto& row : detail::printed_rows(report, table)) {
    for (const Cell* cell : row.cells) {
      if (cell != nullptr && (cell->has_value() || cell->state == CellState::kUnreadable)) {
        return true;
      }
    }
  }
  return false;
}

/// The sections without those whose title has this word and what stands beneath them.
std::vector<const Section*> sections_outside(const Report& report, std::string_view word) {
  std::vector<const Section*> sections;
  std::optional<int> inside;
  for (const auto& section : report.sections) {
    if (inside && section.level > 0 && section.level <= *inside) {
      inside.reset();
    }
    if (!inside && compact(section.title).find(word) != std::string::npos) {
      inside = std::max(section.level, 1);
    }
    if (!inside) {
      sections.push_back(&section);
    }
  }
  return sections;
}

/// The section that says there is nothing to show in the table; null when none does. Definitions of terms do
/// not.
const Section* section_without(const Report& report, TableKey table) {
  for (const Section* at : sections_outside(report, "名词解释")) {
    const Section& section = *at;
    for (const auto& paragraph : section.paragraphs) {
      std::string text;
      for (const auto& line : paragraph.lines) {
        text += line.text;
      }
      if (detail::states_none_of(table, section.title, text)) {
        return &section;
      }
    }
  }
  return nullptr;
}

void empty_table_without_note(const CodeContext& context, CodeSink& sink) {
  const Report& report = context.report;
  for (const TableKey table : present_tables(report)) {
    if (!detail::is_judgeable(report, table, sink)) {
      continue;
    }
    const auto& notes = info_of(report, table).notes;
    if (has_content(report, table) || std::ranges::any_of(notes, [](const TableRemark& note) {
          return detail::explains_empty_table(note.text);
        })) {
      sink.pass();
      continue;
    }
    const Section* section = section_without(report, table);
    const Bilingual where =
        section == nullptr
            ? Bilingual{"情况说明中也没有“无此项收支”的说明",
                        "nor do the explanations say that there is none"}
            : Bilingual{"情况说明“" + section->title + "”中已说明没有，宜在表下也注明",
                        "the section “" + section->title +
                            "” says that there is none; a note below the table is advisable too"};
    sink.fail(make_finding(context, {table_location(report, table)},
                           {{"table", full_table_name(report, table)}, {"where", where}}),
              section == nullptr ? Severity::kWarning : Severity::kNote);
  }
}

void currency_unit_missing(const CodeContext& context, CodeSink& sink) {
  std::vector<TableKey> missing;
  for (const TableKey table : present_tables(context.report)) {
    if (!info_of(context.report, table).currency_unit) {
      missing.push_back(table);
    }
  }
  report_tables(context, sink, missing);
}

void department_missing(const CodeContext& context, CodeSink& sink) {
  std::vector<TableKey> missing;
  bool labelled = false;
  for (const TableKey table : present_tables(context.report)) {
    const auto& department = info_of(context.report, table).department;
    labelled = labelled || department.has_value();
    if (department && trim(*department).empty()) {
      missing.push_back(table);
    }
  }
  if (!labelled) {
    sink.not_applicable({"各表没有“部门”或“编制单位”栏", "no table has a label for the department"});
    return;
  }
  report_tables(context, sink, missing);
}

std::string on_one_line(std::string_view text) {
  std::string line(trim(text));
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

/// A title that names a fiscal year.
struct YearMention {
  int year = 0;
  std::string text;
  Location location;
};

void add_mentions(std::vector<YearMention>& mentions, std::string_view text, const Location& location) {
  for (const int year : detail::fiscal_years_of_title(text)) {
    mentions.push_back({year, on_one_line(text), location});
  }
}

/// Cover, contents, part, section and table titles; the annexes are documents of their own.
std::vector<YearMention> year_mentions(const Report& report) {
  std::vector<YearMention> mentions;
  for (const Section* at : sections_outside(report, "附件")) {
    const Section& section = *at;
    const std::string title = compact(section.title);
    add_mentions(mentions, section.title, section_location(section, {}, {}));
    if (title.empty() || title == "目录") {
      for (const auto& paragraph : section.paragraphs) {
        for (const auto& line : paragraph.lines) {
          add_mentions(mentions, line.text, section_location(section, line.text, line.place));
        }
      }
    }
  }
  for (const TableKey table : present_tables(report)) {
    add_mentions(mentions, info_of(report, table).title, table_location(report, table));
  }
  if (report.year &&
      std::ranges::none_of(mentions, [&](const YearMention& m) { return m.year == *report.year; })) {
    Location cover;
    cover.text = std::to_string(*report.year);
    cover.place = report.year_place;
    mentions.insert(mentions.begin(), {*report.year, std::to_string(*report.year) + "年度", cover});
  }
  return mentions;
}

void year_disagrees(const CodeContext& context, CodeSink& sink) {
  const auto mentions = year_mentions(context.report);
  if (mentions.empty()) {
    sink.not_applicable({"封面和标题都没有写年度", "neither cover nor titles name a year"});
    return;
  }
  std::map<int, std::size_t> counts;
  for (const auto& mention : mentions) {
    ++counts[mention.year];
  }
  const auto weight = [&](const auto& entry) {
    return entry.second * 2 + (context.report.year == entry.first ? 1 : 0);
  };
  const int usual = std::ranges::max_element(counts, {}, weight)->first;
  std::vector<Location> locations;
  std::vector<Bilingual> titles;
  for (const auto& mention : mentions) {
    if (mention.year != usual) {
      locations.push_back(mention.location);
      titles.push_back({"“" + mention.text + "”", "“" + mention.text + "”"});
    }
  }
  if (locations.empty()) {
    sink.pass();
    return;
  }
  sink.fail(make_finding(context, std::move(locations),
                         {{"year", quoted(std::to_string(usual))}, {"titles", listed(titles)}}));
}

void department_disagrees(const CodeContext& context, CodeSink& sink) {
  const Report& report = context.report;
  std::vector<TableKey> named;
  std::map<std::string, std::size_t> counts;
  for (const TableKey table : present_tables(report)) {
    const auto& department = info_of(report, table).department;
    if (department && !trim(*department).empty()) {
      named.push_back(table);
      ++counts[compact(*department)];
    }
  }
  if (named.empty()) {
    sink.not_applicable({"各表没有填写部门名称", "no table names the department"});
    return;
  }
  const std::string reference =
      report.unit.empty()
          ? std::ranges::max_element(counts, {}, [](const auto& e) { return e.second; })->first
          : report.unit;
  std::vector<Location> locations;
  std::vector<Bilingual> others;
  for (const TableKey table : named) {
    const auto& department = *info_of(report, table).department;
    if (!detail::same_department(department, reference)) {
      locations.push_back(table_location(report, table));
      const auto name = full_table_name(report, table);
      others.push_back({name.zh + "“" + department + "”", name.en + " “" + department + "”"});
    }
  }
  if (locations.empty()) {
    sink.pass();
    return;
  }
  // When every table differs from the cover alike, the cover may have been read wrongly: a person decides.
  const bool contradicts_itself = locations.size() < named.size() || counts.size() > 1;
  sink.fail(make_finding(context, std::move(locations),
                         {{"department", quoted(reference)}, {"others", listed(others)}}),
            contradicts_itself ? Severity::kError : Severity::kWarning);
}

void content_not_placed(const CodeContext& context, CodeSink& sink) {
  for (const TableKey table : present_tables(context.report)) {
    std::vector<Location> locations;
    std::vector<Bilingual> texts;
    for (const auto& remark : info_of(context.report, table).unplaced) {
      if (remark.has_amounts) {
        locations.push_back(table_location(context.report, table));
        locations.back().text = remark.text;
        locations.back().place = remark.place;
        constexpr std::size_t kShownWidth = 60;
        const auto shown = truncate(on_one_line(remark.text), kShownWidth);
        texts.push_back({"“" + shown + "”", "“" + shown + "”"});
      }
    }
    if (locations.empty()) {
      sink.pass();
      continue;
    }
    constexpr std::size_t kMostShown = 3;
    sink.fail(make_finding(
        context, std::move(locations),
        {{"table", full_table_name(context.report, table)}, {"texts", listed(texts, kMostShown)}}));
  }
}

void unit_or_year_unknown(const CodeContext& context, CodeSink& sink) {
  const Report& report = context.report;
  std::vector<Bilingual> missing;
  if (trim(report.unit).empty()) {
    missing.push_back({"部门（单位）名称", "the department's name"});
  }
  if (!report.year) {
    missing.push_back({"决算年度", "the fiscal year"});
  }
  if (missing.empty()) {
    sink.pass();
    return;
  }
  Location cover;
  if (!report.sections.empty()) {
    cover = section_location(report.sections.front(), {}, {});
  }
  sink.fail(make_finding(context, {cover}, {{"missing", listed(missing)}}));
}

void currency_unit_differs(const CodeContext& context, CodeSink& sink) {
  std::map<CurrencyUnit, std::vector<TableKey>> tables;
  for (const TableKey table : present_tables(context.report)) {
    if (const auto unit = info_of(context.report, table).currency_unit) {
      tables[*unit].push_back(table);
    }
  }
  if (tables.size() < 2) {
    sink.pass();
    return;
  }
  const auto usual =
      std::ranges::max_element(tables, {}, [](const auto& entry) { return entry.second.size(); })->first;
  std::vector<Location> locations;
  std::vector<Bilingual> others;
  for (const auto& [unit, keys] : tables) {
    for (const TableKey table : keys) {
      if (unit != usual) {
        locations.push_back(table_location(context.report, table));
        const auto name = full_table_name(context.report, table);
        const auto unit_name = name_of(unit);
        others.push_back({name.zh + "（" + std::string(unit_name.zh) + "）",
                          name.en + " (" + std::string(unit_name.en) + ")"});
      }
    }
  }
  const auto usual_name = name_of(usual);
  sink.fail(make_finding(
      context, std::move(locations),
      {{"unit", {std::string(usual_name.zh), std::string(usual_name.en)}}, {"others", listed(others)}}));
}

constexpr std::array kChecks = {NamedCheck{"table-missing", table_missing},
                                NamedCheck{"table-repeated", table_repeated},
                                NamedCheck{"empty-table-without-note", empty_table_without_note},
                                NamedCheck{"currency-unit-missing", currency_unit_missing},
                                NamedCheck{"department-missing", department_missing},
                                NamedCheck{"year-disagrees", year_disagrees},
                                NamedCheck{"department-disagrees", department_disagrees},
                                NamedCheck{"content-not-placed", content_not_placed},
                                NamedCheck{"unit-or-year-unknown", unit_or_year_unknown},
                                NamedCheck{"currency-unit-differs", currency_unit_differs}};

}  // namespace

std::span<const NamedCheck> structure_checks() { return kChecks; }

}  // namespace zzaudit
