// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "check/detail/findings.hpp"
#include "zzaudit/base/text.hpp"

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

/// Independent of the ordinal, which another finding of the kind may take over, but not of the figures.
std::string fingerprint_of(const Draft& draft) {
  const auto& finding = draft.finding;
  const bool figures = !finding.expected.empty() || !finding.actual.empty();
  return hash_hex(fmt::format("{}|{}|{}|{}", draft.identity, finding.expected, finding.actual,
                              figures ? std::string() : compact(finding.locations.front().text)));
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

/// What a check says about one instance, seen from what the configuration says about the rule.
Severity severity_of(const Rule& rule, std::optional<Severity> said) {
  return !said || *said == rule.catalogue_severity ? rule.severity : std::min(*said, rule.severity);
}

/// What tells findings in one section of the words apart: their figures, else the text. Numbers of sections
/// do not count, as a section put in before changes them.
std::string place_in_words(const Finding& finding) {
  const auto& first = finding.locations.front();
  if (first.section.empty() && first.text.empty()) {
    return {};
  }
  const auto section = compact(first.section);
  return fmt::format("{}|{}", without_enumerator(section),
                     finding.actual.empty() ? compact(first.text) : finding.expected + "|" + finding.actual);
}

}  // namespace

Draft coded_draft(const Report& report, const Rule& rule, CodeSink::Failure failure) {
  Draft draft;
  draft.finding = std::move(failure.finding);
  draft.figures = std::move(failure.figures);
  draft.repairs = std::move(failure.repairs);
  auto& finding = draft.finding;
  finding.rule = rule.id;
  finding.name = rule.name;
  finding.severity = severity_of(rule, failure.severity);
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
                  first.row.zh, first.column.zh, place_in_words(finding));
  return draft;
}

std::vector<Finding> finish(std::vector<Draft> drafts) {
  std::ranges::stable_sort(drafts, [](const Draft& a, const Draft& b) { return order_of(a) < order_of(b); });
  std::map<std::string, int> seen;
  std::vector<Finding> findings;
  findings.reserve(drafts.size());
  for (auto& draft : drafts) {
    const int ordinal = seen[draft.identity]++;
    draft.finding.fingerprint = fingerprint_of(draft);
    draft.finding.id =
        hash_hex(ordinal == 0 ? draft.identity : fmt::format("{}|{}", draft.identity, ordinal));
    findings.push_back(std::move(draft.finding));
  }
  return findings;
}

}  // namespace zzaudit::detail
