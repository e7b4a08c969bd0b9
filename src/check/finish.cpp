// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "check/detail/findings.hpp"

namespace zzaudit::detail {
namespace {

/// FNV-1a, 64 bits: short, stable over runs, machines and versions.
std::string hash_hex(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return fmt::format("{:016x}", hash);
}

/// Findings without a place in the source (native JSON without places) go by table, row and column.
auto order_of(const Draft& draft) {
  const auto& finding = draft.finding;
  const auto& first = finding.locations.front();
  const auto& place = first.place;
  const auto table = first.table ? static_cast<std::size_t>(*first.table) : kTableCount;
  return std::tuple(place.source, place.page, place.line, place.paragraph, table, place.table, place.row,
                    place.column, place.begin, draft.row, draft.column, std::string_view(finding.rule),
                    std::string_view(finding.message.zh));
}

}  // namespace

Draft coded_draft(const Report& report, const Rule& rule, CodeSink::Failure failure) {
  Draft draft;
  draft.finding = std::move(failure.finding);
  draft.figures = std::move(failure.figures);
  auto& finding = draft.finding;
  finding.rule = rule.id;
  finding.name = rule.name;
  finding.severity = failure.severity.value_or(rule.severity);
  if (finding.locations.empty()) {
    finding.locations.emplace_back();
  }
  const auto& first = finding.locations.front();
  if (finding.message.empty()) {
    const auto same = [](const std::string& text) { return Bilingual{text, text}; };
    const std::array<MessageArgument, 8> arguments = {
        {{"table", first.table ? table_name(report, *first.table) : Bilingual{}},
         {"row", first.row},
         {"column", first.column},
         {"text", same(first.text)},
         {"expected", same(finding.expected)},
         {"actual", same(finding.actual)},
         {"difference", same(finding.difference)},
         {"tolerance", same(finding.tolerance)}}};
    finding.message = fill_message(rule.message, arguments);
  }
  draft.identity =
      fmt::format("{}|{}|{}|{}|{}", rule.id, first.table ? descriptor(*first.table).key : std::string_view{},
                  first.row.zh, first.column.zh, first.section);
  return draft;
}

std::vector<Finding> finish(std::vector<Draft> drafts) {
  std::ranges::stable_sort(drafts, [](const Draft& a, const Draft& b) { return order_of(a) < order_of(b); });
  std::map<std::string, int> seen;
  std::vector<Finding> findings;
  findings.reserve(drafts.size());
  for (auto& draft : drafts) {
    const int ordinal = seen[draft.identity]++;
    draft.finding.id =
        hash_hex(ordinal == 0 ? draft.identity : fmt::format("{}|{}", draft.identity, ordinal));
    findings.push_back(std::move(draft.finding));
  }
  return findings;
}

}  // namespace zzaudit::detail
