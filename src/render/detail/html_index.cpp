// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "render/detail/html.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail::html {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool is_annex(const Sentence& sentence) { return sentence.kind.starts_with("annex"); }

bool stands_at(const Sentence& sentence, const Place& place) {
  return std::ranges::any_of(sentence.anchors, [&](const Anchor& anchor) { return anchor.place == place; });
}

bool same_place(const RowView& row, const Place& place) {
  return place == *row.place || std::ranges::any_of(row.cells, [&](const Cell* cell) {
           return cell != nullptr && cell->place == place;
         });
}

/// For each byte of the sentence's compact text the byte of its printed text; empty when they do not agree.
std::vector<std::size_t> origins_of(const Sentence& sentence) {
  const FoldedText folded = fold_with_origin(sentence.text);
  std::vector<std::size_t> origins;
  std::string compacted;
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    if (folded.text[i] != ' ' && folded.text[i] != '\t') {
      origins.push_back(folded.origin[i]);
      compacted.push_back(folded.text[i]);
    }
  }
  if (compacted != sentence.folded) {
    return {};
  }
  origins.push_back(sentence.text.size());
  return origins;
}

}  // namespace

Index::Index(const CheckedReport& checked, std::string prefix, Language language)
    : checked_(checked), prefix_(std::move(prefix)), language_(language), words_(read_words(checked.report)) {
  index_places();
  mark_findings();
  mark_unverified();
  read_numbers();
}

void Index::index_places() {
  const Report& report = checked_.report;
  for (const TableKey table : report.table_order) {
    if (std::ranges::find(tables_, table) == tables_.end()) {
      tables_.push_back(table);
    }
  }
  for (const TableKey table : kAllTables) {
    if (std::ranges::find(tables_, table) == tables_.end()) {
      tables_.push_back(table);
    }
    const auto t = static_cast<std::size_t>(table);
    rows_[t] = rows_of(report, table);
    for (std::size_t row = 0; row < rows_[t].size(); ++row) {
      if (*rows_[t][row].present) {
        rows_by_label_[t][row_label(rows_[t][row], Language::kChinese)].push_back(row);
      }
    }
  }
  for (std::size_t s = 0; s < report.sections.size(); ++s) {
    sections_by_title_[report.sections[s].title].push_back(s);
  }
  sentences_of_.assign(report.sections.size(), {0, 0});
  for (std::size_t i = 0; i < words_.sentences.size(); ++i) {
    auto& [first, last] = sentences_of_[words_.sentences[i].section];
    first = last == 0 ? i : first;
    last = i + 1;
  }
}

std::string Index::table_id(TableKey table) const {
  return fmt::format("{}-t{}", prefix_, static_cast<int>(table) + 1);
}
std::string Index::row_id(TableKey table, std::size_t row) const {
  return fmt::format("{}-{}", table_id(table), row + 1);
}
std::string Index::cell_id(TableKey table, std::size_t row, std::size_t column) const {
  return fmt::format("{}-{}", row_id(table, row), column + 1);
}
std::string Index::column_id(TableKey table, std::size_t column) const {
  return fmt::format("{}-c{}", table_id(table), column + 1);
}
std::string Index::section_id(std::size_t section) const {
  return fmt::format("{}-p{}", prefix_, section + 1);
}
std::string Index::sentence_id(std::size_t sentence) const {
  return fmt::format("{}-s{}", prefix_, sentence + 1);
}
std::string Index::finding_id(std::size_t finding) const {
  return fmt::format("{}-f{}", prefix_, finding + 1);
}

std::string Index::id_in_table(const Location& location) const {
  const TableKey table = *location.table;
  if (!info_of(checked_.report, table).present) {
    return table_id(table);
  }
  const std::size_t column = find_column(table, location.column.zh).value_or(kNone);
  if (location.row.zh.empty()) {
    return column == kNone ? table_id(table) : column_id(table, column);
  }
  const auto& labels = rows_by_label_[static_cast<std::size_t>(table)];
  const auto found = labels.find(location.row.zh);
  if (found == labels.end()) {
    return table_id(table);
  }
  // Two 科目 may have the same code by mistake; then the place decides.
  const auto here = std::ranges::find_if(
      found->second, [&](std::size_t row) { return same_place(rows(table)[row], location.place); });
  const std::size_t row = here == found->second.end() ? found->second.front() : *here;
  return column == kNone || rows(table)[row].cells[column]->is_absent() ? row_id(table, row)
                                                                        : cell_id(table, row, column);
}

/// Of the sections with that title the last that begins before the location.
std::size_t Index::section_of(const Location& location) const {
  const auto found = sections_by_title_.find(location.section);
  if (found == sections_by_title_.end()) {
    return kNone;
  }
  std::size_t section = found->second.front();
  for (const std::size_t candidate : found->second) {
    const Place& place = checked_.report.sections[candidate].place;
    const auto key = [](const Place& p) { return std::tuple(p.source, p.page, p.line, p.paragraph); };
    section = key(place) <= key(location.place) ? candidate : section;
  }
  return section;
}

std::size_t Index::sentence_of(const Location& location) const {
  const std::size_t section = location.table || location.text.empty() ? kNone : section_of(location);
  if (section == kNone) {
    return kNone;
  }
  // Places are unknown in some inputs, and a passage may be a part of a sentence or several of them.
  constexpr int kSurest = 4;
  const auto [first, last] = sentences_of_[section];
  std::size_t best = kNone;
  int best_score = -1;
  for (std::size_t i = first; i < last && best_score < kSurest; ++i) {
    const Sentence& sentence = words_.sentences[i];
    const bool inside = sentence.text.find(location.text) != std::string::npos;
    if (!inside && location.text.find(sentence.text) == std::string::npos) {
      continue;
    }
    const int score = (inside ? 2 : 0) + (stands_at(sentence, location.place) ? 1 : 0) +
                      (sentence.text == location.text ? 1 : 0);
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

std::string Index::id_of(const Location& location) const {
  if (location.elsewhere()) {
    return {};
  }
  if (location.table) {
    return id_in_table(location);
  }
  if (const std::size_t sentence = sentence_of(location); sentence != kNone) {
    return sentence_id(sentence);
  }
  const std::size_t section = section_of(location);
  return section == kNone ? std::string{} : section_id(section);
}

void Index::mark_findings() {
  const auto& findings = checked_.outcome.findings;
  for (std::size_t f = 0; f < findings.size(); ++f) {
    const auto mark = [&](const Location& location, bool own) {
      const std::string id = id_of(location);
      if (id.empty()) {
        return;
      }
      auto& marks = marks_[id];
      if (own && std::ranges::find(marks, f) == marks.end()) {
        marks.push_back(f);
      }
    };
    const Finding& finding = findings[f];
    for (const Location& location : finding.locations) {
      mark(location, true);
    }
    for (const Suspect& suspect : finding.suspects) {
      mark(suspect.location, &suspect == finding.suspects.data());
    }
    for (const Operand& operand : finding.operands) {
      mark(operand.location, false);
    }
    for (const Consequence& consequence : finding.consequences) {
      for (const Location& location : consequence.locations) {
        mark(location, false);
      }
    }
  }
  // The worst finding comes first where several meet.
  for (auto& [id, marks] : marks_) {
    std::ranges::stable_sort(marks, std::ranges::greater{},
                             [&](std::size_t f) { return findings[f].severity; });
  }
}

void Index::mark_unverified() {
  for (const Unverified& entry : checked_.outcome.coverage.unverified) {
    const std::string id = id_of(entry.location);
    if (id.empty()) {
      continue;
    }
    marks_.try_emplace(id);
    if (entry.location.table && !entry.value.empty()) {
      unverified_.emplace(id, entry.reason.in(language_));
    }
    if (const std::size_t sentence = sentence_of(entry.location); sentence != kNone && !entry.value.empty()) {
      unverified_words_[sentence].push_back(&entry);
    }
  }
}

/// What coverage and findings say about each number of the words. Dates and numberings are left alone.
void Index::read_numbers() {
  for (const Finding& finding : checked_.outcome.findings) {
    if (finding.severity == Severity::kNote) {
      continue;
    }
    for (const Operand& operand : finding.operands) {
      const auto value = Decimal::parse(operand.value);
      const std::size_t sentence = sentence_of(operand.location);
      if (value && sentence != kNone) {
        disputed_[sentence].push_back(*value);
      }
    }
  }
  const auto add = [&](std::size_t s, std::size_t begin, std::size_t end, const Decimal& value,
                       const std::string& listed_as) {
    const Sentence& sentence = words_.sentences[s];
    if (is_annex(sentence)) {
      return;
    }
    MarkedNumber number{begin, end, NumberState::kVerified, {}};
    auto& listed = unverified_words_[s];
    const auto entry = std::ranges::find(listed, listed_as, &Unverified::value);
    if (entry != listed.end()) {
      number.state = NumberState::kUnverified;
      number.reason = (*entry)->reason.in(language_);
      listed.erase(entry);
    }
    if (const auto known = disputed_.find(s);
        known != disputed_.end() && std::ranges::find(known->second, value) != known->second.end()) {
      number.state = NumberState::kDisputed;
    }
    numbers_[s].push_back(std::move(number));
  };
  for (const Claim& claim : words_.claims) {
    if (claim.figure.has_value()) {
      add(claim.sentence, claim.begin, claim.end, claim.figure.value, claim.figure.value.to_string());
    }
  }
  for (const OtherNumber& other : words_.others) {
    if (other.figure) {
      add(other.sentence, other.begin, other.begin + other.text.size(), other.cell.value, other.text);
    }
  }
  for (auto& [s, numbers] : numbers_) {
    std::ranges::stable_sort(numbers, {}, &MarkedNumber::begin);
    const std::string& text = words_.sentences[s].text;
    const std::vector<std::size_t> origins = origins_of(words_.sentences[s]);
    std::erase_if(numbers, [&](MarkedNumber& number) {
      if (number.end >= origins.size() || number.begin >= number.end) {
        return true;
      }
      number.begin = origins[number.begin];
      // Up to the end of the last character, not to the beginning of what follows behind a blank.
      number.end = origins[number.end - 1] + 1;
      while (number.end < text.size() && (static_cast<unsigned char>(text[number.end]) & 0xC0U) == 0x80U) {
        ++number.end;
      }
      return false;
    });
  }
}

const std::vector<std::size_t>& Index::findings_at(const std::string& id) const {
  static const std::vector<std::size_t> kNothing;
  const auto found = marks_.find(id);
  return found == marks_.end() ? kNothing : found->second;
}

const std::string* Index::unverified_at(const std::string& cell_id) const {
  const auto found = unverified_.find(cell_id);
  return found == unverified_.end() ? nullptr : &found->second;
}

std::vector<MarkedNumber> Index::numbers_of(std::size_t sentence) const {
  const auto found = numbers_.find(sentence);
  return found == numbers_.end() ? std::vector<MarkedNumber>{} : found->second;
}

std::size_t Index::group_of(const Finding& finding) const {
  const Location& where = finding.locations.front();
  if (where.table) {
    return 1 + static_cast<std::size_t>(std::ranges::find(tables_, *where.table) - tables_.begin());
  }
  const std::size_t section = section_of(where);
  return section == kNone ? 0 : 1 + kTableCount + section;
}

std::string Index::group_title(std::size_t group) const {
  if (group == 0) {
    return std::string(detail::in(language_, "报告整体", "the report as a whole"));
  }
  if (group > kTableCount) {
    const std::string& title = checked_.report.sections[group - 1 - kTableCount].title;
    return title.empty() ? std::string(detail::in(language_, "封面等", "before the first heading")) : title;
  }
  const TableKey table = tables_[group - 1];
  const TableInfo& info = info_of(checked_.report, table);
  const std::string title = info.title.empty() ? std::string(descriptor(table).title.zh) : info.title;
  return info.number.empty() ? title : info.number + " " + title;
}

std::string_view Index::area_of(const Location& location) const {
  if (location.table) {
    return descriptor(*location.table).key;
  }
  return section_of(location) == kNone ? "whole" : "words";
}

}  // namespace zzaudit::detail::html
