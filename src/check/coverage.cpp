// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "check/detail/findings.hpp"

namespace zzaudit::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Bytes of the number that starts here: digits with separators between them and a decimal part.
std::size_t number_length(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_digit(text[end]) || ((text[end] == ',' || text[end] == '.') &&
                                                       end + 1 < text.size() && is_digit(text[end + 1])))) {
    ++end;
  }
  return end;
}

/// Dates, and the numbers that count the entries of a list, are no figures.
bool is_figure(std::string_view before, std::string_view after) {
  static constexpr std::array<std::string_view, 3> kDates = {"年", "月", "日"};
  static constexpr std::array<std::string_view, 5> kEnumerators = {"、", ".", "．", ")", "）"};
  const auto starts = [&](std::string_view word) { return after.starts_with(word); };
  return std::ranges::none_of(kDates, starts) &&
         !(before.empty() && std::ranges::any_of(kEnumerators, starts));
}

std::size_t count_figures(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const auto length = number_length(text.substr(at));
    count += is_figure(text.substr(0, at), text.substr(at + length)) ? 1 : 0;
    at += length;
  }
  return count;
}

void cover_words(const Report& report, Coverage& coverage) {
  for (const auto& section : report.sections) {
    std::size_t count = 0;
    for (const auto& paragraph : section.paragraphs) {
      std::string text;
      for (const auto& line : paragraph.lines) {
        text += line.text;
      }
      count += count_figures(text);
    }
    if (count == 0) {
      continue;
    }
    coverage.narrative.numbers += count;
    coverage.unverified.push_back(
        {"",
         {fmt::format("情况说明中的数字尚未核对（本节 {} 个）", count),
          fmt::format("figures in the words are not checked yet ({} in this section)", count)},
         section_location(section, "", section.place)});
  }
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

Coverage cover(const Snapshot& snapshot, const Evaluation& evaluation,
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
  cover_words(*snapshot.report, coverage);
  return coverage;
}

}  // namespace zzaudit::detail
