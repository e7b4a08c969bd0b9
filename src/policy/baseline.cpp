// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>

#include "base/detail/json_writer.hpp"
#include "policy/detail/config_reader.hpp"
#include "zzaudit/policy/acceptance.hpp"

namespace zzaudit {
namespace {

using detail::JsonKind;
using detail::JsonValue;

constexpr std::string_view kSchema = "zzaudit-baseline/1";
constexpr std::uint32_t kMostOfAKind = 1'000'000;

void read_entry(std::map<std::string, BaselineEntry>& entries, const JsonValue& value) {
  static constexpr std::array<std::string_view, 4> kKnown = {"fingerprint", "count", "rule", "message"};
  std::string fingerprint;
  BaselineEntry entry;
  detail::for_each_member(value, kKnown, [&](std::size_t member, const JsonValue& at) {
    switch (member) {
      case 0:
        fingerprint = detail::read_text(at);
        return;
      case 1:
        entry.count = detail::read_number(at, 1, kMostOfAKind);
        return;
      case 2:
        entry.rule = detail::read_text(at);
        return;
      default:
        entry.message = detail::read_string(at);
        return;
    }
  });
  if (fingerprint.empty()) {
    detail::fail_missing_member(value, "fingerprint", {"字符串", "a string"});
  }
  if (entry.count == 0) {
    detail::fail_missing_member(value, "count", {"正整数", "a positive number"});
  }
  if (entry.rule.empty()) {
    detail::fail_missing_member(value, "rule", {"规则编号", "the id of a rule"});
  }
  if (!entries.emplace(fingerprint, std::move(entry)).second) {
    value.fail_with({"同一 fingerprint 出现两次", "the same fingerprint stands here twice"});
  }
}

void read_report(Baseline& baseline, const JsonValue& value) {
  constexpr std::uint32_t kLastYear = 9999;
  static constexpr std::array<std::string_view, 3> kKnown = {"unit", "year", "findings"};
  ReportIdentity identity;
  std::map<std::string, BaselineEntry> entries;
  detail::for_each_member(value, kKnown, [&](std::size_t member, const JsonValue& at) {
    if (member == 0) {
      identity.unit = detail::read_string(at);
    } else if (member == 1) {
      if (!at.is(JsonKind::kNull)) {
        identity.year = static_cast<int>(detail::read_number(at, 0, kLastYear));
      }
    } else {
      detail::for_each_element(at, [&](const JsonValue& entry) { read_entry(entries, entry); });
    }
  });
  if (!baseline.reports.emplace(identity, std::move(entries)).second) {
    value.fail_with({"同一单位、同一年度出现两次", "the same unit and year stand here twice"});
  }
}

}  // namespace

void Baseline::add(const Report& report, const CheckOutcome& outcome, Language language) {
  auto& entries = reports[{report.unit, report.year}];
  for (const Finding& finding : outcome.findings) {
    BaselineEntry& entry = entries[finding.fingerprint];
    ++entry.count;
    entry.rule = finding.rule;
    entry.message = finding.message.in(language);
  }
}

Baseline read_baseline(const std::string& file) {
  Baseline baseline;
  baseline.file = file;
  detail::with_json_file(file, [&](const JsonValue& root) {
    static constexpr std::array<std::string_view, 2> kKnown = {"schema", "reports"};
    bool known = false;
    detail::for_each_member(root, kKnown, [&](std::size_t member, const JsonValue& at) {
      if (member == 0) {
        known = at.is(JsonKind::kString) && at.text() == kSchema;
        if (!known) {
          at.fail({"\"zzaudit-baseline/1\"", "\"zzaudit-baseline/1\""});
        }
      } else {
        detail::for_each_element(at, [&](const JsonValue& report) { read_report(baseline, report); });
      }
    });
    if (!known) {
      detail::fail_missing_member(root, "schema", {"\"zzaudit-baseline/1\"", "\"zzaudit-baseline/1\""});
    }
  });
  return baseline;
}

std::string to_json(const Baseline& baseline) {
  std::string out;
  detail::JsonMembers members(out, "\n ");
  members.string("schema", kSchema);
  detail::append_lines(members.begin("reports"), baseline.reports, "  ", [&](const auto& report) {
    detail::JsonMembers of(out, "\n   ");
    of.string("unit", report.first.unit);
    of.begin("year") += report.first.year ? std::to_string(*report.first.year) : "null";
    detail::append_lines(of.begin("findings"), report.second, "    ", [&](const auto& entry) {
      detail::JsonMembers finding(out);
      finding.string("fingerprint", entry.first);
      finding.number("count", entry.second.count);
      finding.string("rule", entry.second.rule);
      finding.string("message", entry.second.message);
      finding.close();
    });
    of.close();
  });
  out += "\n}\n";
  return out;
}

}  // namespace zzaudit
