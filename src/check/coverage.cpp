// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "check/detail/findings.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/recognise/recognise.hpp"

namespace zzaudit::detail {
namespace {

bool is_annex(const Sentence& sentence) { return sentence.kind.starts_with("annex"); }

const Bilingual kNoCounterpart = {"没有可以比对的数", "nothing to compare it with"};

/// Figures of the annexes are counted by section, not one by one: they are compared only where they
/// repeat the accounts.
void cover_annexes(const Facts& facts, Coverage& coverage) {
  std::map<std::size_t, std::size_t> counts;
  for (const auto& other : facts.words().others) {
    const Sentence& sentence = facts.words().sentences[other.sentence];
    if (is_annex(sentence)) {
      ++counts[sentence.section];
    }
  }
  for (const auto& [index, count] : counts) {
    const Section& section = facts.report().sections[index];
    coverage.unverified.push_back({"",
                                   {fmt::format("附件中的 {} 个数不在核对范围", count),
                                    fmt::format("{} figures of an annex, which are not checked", count)},
                                   section_location(section, "", section.place)});
  }
}

/// Columns and rows that the form has beyond the model: their figures are there and nobody checks them.
void cover_ignored(const Report& report, TableKey table, Coverage& coverage) {
  for (const IgnoredAmounts& ignored : info_of(report, table).ignored) {
    coverage.tables.numbers += ignored.amounts;
    Location location = table_location(report, table);
    (ignored.is_row ? location.row : location.column) = {ignored.text, ignored.text};
    location.place = ignored.place;
    const Bilingual reason =
        ignored.is_row
            ? Bilingual{fmt::format("表样中的“{}”行不参与核对，共 {} 个数", ignored.text, ignored.amounts),
                        fmt::format("the row “{}” of the form takes part in no check; figures in it: {}",
                                    ignored.text, ignored.amounts)}
            : Bilingual{fmt::format("表样中的“{}”列不参与核对，共 {} 个数", ignored.text, ignored.amounts),
                        fmt::format("the column “{}” of the form takes part in no check; figures in it: {}",
                                    ignored.text, ignored.amounts)};
    coverage.unverified.push_back({"", reason, std::move(location)});
  }
}

/// Page numbers in a list of contents are no figures of the report.
bool is_contents(const Section& section) {
  const std::string title = compact(section.title);
  return title == "目录" || title == "目次";
}

/// Tables of none of the nine forms are named with the number of their figures.
void cover_other_tables(const Report& report, Coverage& coverage) {
  for (const OtherTable& other : report.other_tables) {
    const Section& section = report.sections[other.section];
    const std::size_t figures = is_contents(section) ? 0 : figures_in(other.grid);
    if (figures == 0) {
      continue;
    }
    coverage.other_tables.push_back({other.title, section.title, figures});
    const std::string name_zh = other.title.empty() ? "没有表名的表" : "“" + other.title + "”";
    const std::string name_en = other.title.empty() ? "a table without a title" : "“" + other.title + "”";
    coverage.unverified.push_back(
        {"",
         {fmt::format("{}未读作九张决算表之一，其中 {} 个数未核对", name_zh, figures),
          fmt::format("{} was not read as one of the nine tables; figures in it, not checked: {}", name_en,
                      figures)},
         section_location(section, "", other.grid.place)});
  }
}

void cover_words(const Facts& facts, std::span<const Cell* const> verified, Coverage& coverage) {
  const auto& words = facts.words();
  for (const auto& claim : words.claims) {
    const Sentence& sentence = words.sentences[claim.sentence];
    if (!claim.figure.has_value() || is_annex(sentence)) {
      continue;
    }
    ++coverage.narrative.numbers;
    if (std::ranges::binary_search(verified, &claim.figure)) {
      ++coverage.narrative.verified;
    } else {
      // As it is printed: the claim's own value may be in another unit.
      coverage.unverified.push_back({sentence.folded.substr(claim.begin, claim.end - claim.begin),
                                     kNoCounterpart, facts.location(claim)});
    }
  }
  for (const auto& other : words.others) {
    const Sentence& sentence = words.sentences[other.sentence];
    if (is_annex(sentence)) {
      continue;
    }
    coverage.narrative.numbers += other.figure ? 1 : 0;
    if (other.figure && std::ranges::binary_search(verified, &other.cell)) {
      ++coverage.narrative.verified;
      continue;
    }
    coverage.unverified.push_back({other.text, other.reason,
                                   section_location(facts.report().sections[sentence.section], sentence.text,
                                                    sentence.place_at(other.begin))});
  }
  cover_annexes(facts, coverage);
}

std::vector<std::uint8_t> verified_cells(const Snapshot& snapshot, const Evaluation& evaluation) {
  std::vector<std::uint8_t> verified(snapshot.amounts.size(), 0);
  for (const auto& instance : evaluation.instances) {
    if (instance.relation != Relation::kEqual) {
      continue;
    }
    for (const auto& term : evaluation.terms_of(instance)) {
      verified[term.cell] = 1;
    }
  }
  return verified;
}

}  // namespace

Coverage cover(const Snapshot& snapshot, const Evaluation& evaluation, const Facts& facts,
               std::span<const Cell* const> verified_by_code) {
  Coverage coverage;
  const auto verified = verified_cells(snapshot, evaluation);
  std::vector<const Cell*> by_code(verified_by_code.begin(), verified_by_code.end());
  std::ranges::sort(by_code);
  for (const auto& table : snapshot.tables) {
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      for (std::size_t column = 0; column < table.columns; ++column) {
        const auto& printed = *table.rows[row].cells[column];
        if (!printed.has_value() || !table.present()) {
          continue;
        }
        ++coverage.tables.numbers;
        if (verified[table.cell(row, column)] != 0 || std::ranges::binary_search(by_code, &printed)) {
          ++coverage.tables.verified;
          continue;
        }
        coverage.unverified.push_back(
            {printed.value.to_string(),
             {"没有能够评估的等式涉及这个数", "no equation that could be evaluated contains this figure"},
             cell_location(*snapshot.report, table.key, table.rows[row], column)});
      }
    }
  }
  for (const TableKey table : kAllTables) {
    cover_ignored(*snapshot.report, table, coverage);
  }
  cover_other_tables(*snapshot.report, coverage);
  cover_words(facts, by_code, coverage);
  return coverage;
}

}  // namespace zzaudit::detail
