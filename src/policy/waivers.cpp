// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <optional>

#include "base/detail/json_writer.hpp"
#include "policy/detail/config_reader.hpp"
#include "policy/detail/fits.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/policy/acceptance.hpp"

namespace zzaudit {
namespace {

using detail::JsonKind;
using detail::JsonValue;

constexpr std::uint32_t kFirstYear = 1949;
constexpr std::uint32_t kLastYear = 2200;
constexpr std::size_t kFingerprintDigits = 16;

enum Member : std::uint8_t { kRule, kFingerprint, kReport, kPlace, kReason, kBy, kUntil };
constexpr std::array<std::string_view, 7> kMembers = {"rule",   "fingerprint", "report", "place",
                                                      "reason", "by",          "until"};

/// "2026-12-31", a day that there is.
std::string read_date(const JsonValue& value) {
  std::string text = detail::read_string(value);
  const auto number = [&](std::size_t at, std::size_t count) {
    int result = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      result = is_digit(text[i]) && result >= 0 ? result * 10 + (text[i] - '0') : -1;
    }
    return result;
  };
  constexpr std::size_t kSize = 10;
  bool valid = text.size() == kSize && text[4] == '-' && text[7] == '-';
  if (valid) {
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    valid =
        year >= 0 && month >= 0 && day >= 0 &&
        std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                    std::chrono::day(static_cast<unsigned>(day)))
            .ok();
  }
  if (!valid) {
    value.fail({"日期，如 \"2026-12-31\"", "a date such as \"2026-12-31\""});
  }
  return text;
}

std::string read_fingerprint(const JsonValue& value) {
  std::string text = detail::read_string(value);
  if (text.size() != kFingerprintDigits || text.find_first_not_of("0123456789abcdef") != std::string::npos) {
    value.fail({"问题的 id（16 位十六进制数字，见 --format json）",
                "the id of a finding (16 hexadecimal digits, see --format json)"});
  }
  return text;
}

void read_report(Waiver& waiver, const JsonValue& value) {
  if (value.is(JsonKind::kString)) {
    waiver.report_file = detail::read_text(value);
    return;
  }
  static constexpr std::array<std::string_view, 2> kKnown = {"unit", "year"};
  if (!value.is(JsonKind::kObject) || value.empty()) {
    value.fail({"文件名（可用 * 和 ?）或 {\"unit\", \"year\"}",
                R"(a file name (with * and ?) or {"unit", "year"})"});
  }
  detail::for_each_member(value, kKnown, [&](std::size_t member, const JsonValue& at) {
    if (member == 0) {
      waiver.report_unit = detail::read_text(at);
    } else {
      waiver.report_year = static_cast<int>(detail::read_number(at, kFirstYear, kLastYear));
    }
  });
}

void read_place(Waiver& waiver, const JsonValue& value) {
  static constexpr std::array<std::string_view, 5> kKnown = {"table", "row", "column", "section", "text"};
  const std::array<std::string*, 5> members = {&waiver.table, &waiver.row, &waiver.column, &waiver.section,
                                               &waiver.text};
  detail::for_each_member(value, kKnown, [&](std::size_t member, const JsonValue& at) {
    *members[member] = detail::read_text(at);
  });
  if (value.empty()) {
    value.fail({"至少一个成员：table, row, column, section, text",
                "at least one member of table, row, column, section, text"});
  }
}

Waiver read_waiver(const std::string& file, const JsonValue& value, const Catalogue& known) {
  Waiver waiver;
  waiver.file = file;
  waiver.where = value.where();
  detail::for_each_member(value, kMembers, [&](std::size_t member, const JsonValue& at) {
    switch (static_cast<Member>(member)) {
      case kRule:
        waiver.rule = detail::read_text(at);
        if (const auto unknown = known.unknown_pattern(waiver.rule)) {
          at.fail_with(*unknown);
        }
        return;
      case kFingerprint:
        waiver.fingerprint = read_fingerprint(at);
        return;
      case kReport:
        read_report(waiver, at);
        return;
      case kPlace:
        read_place(waiver, at);
        return;
      case kReason:
        waiver.reason = detail::read_text(at);
        return;
      case kBy:
        waiver.by = detail::read_text(at);
        return;
      case kUntil:
        waiver.until = read_date(at);
        return;
    }
  });
  waiver.rules = static_cast<std::size_t>(std::ranges::count_if(known.rules(), [&](const Rule& rule) {
    return waiver.rule.empty() || rule_matches(rule, waiver.rule);
  }));
  if (waiver.rule.empty() && waiver.fingerprint.empty()) {
    value.fail_with({"缺少成员“rule”或“fingerprint”：要写明豁免哪条规则或哪个问题",
                     "a member “rule” or “fingerprint” is missing: say which rule or which finding"});
  }
  if (waiver.reason.empty()) {
    detail::fail_missing_member(value, "reason", {"豁免的理由", "the reason"});
  }
  return waiver;
}

/// Labels as people write them: white space, width and quotes do not matter.
std::string key_of(std::string_view text) { return compact(text); }

bool same(std::string_view wanted, std::string_view printed) { return key_of(wanted) == key_of(printed); }

bool table_fits(std::string_view wanted, const Location& where) {
  if (!where.table) {
    return false;
  }
  const auto& form = descriptor(*where.table);
  return wanted == form.key || same(wanted, form.title.zh) || same(wanted, where.title) ||
         (!where.number.empty() && same(wanted, where.number));
}

/// "2010302 一般行政管理事务" is meant by all of it, by its code and by its name.
bool row_fits(std::string_view wanted, const Bilingual& row) {
  const auto space = row.zh.find(' ');
  const bool coded = space != std::string::npos && row.zh.find_first_not_of("0123456789") == space;
  return same(wanted, row.zh) || same(wanted, row.en) ||
         (coded && (same(wanted, row.zh.substr(0, space)) || same(wanted, row.zh.substr(space + 1))));
}

bool column_fits(std::string_view wanted, const Location& where) {
  if (same(wanted, where.column.zh) || same(wanted, where.column.en)) {
    return !where.column.empty();
  }
  const auto column = where.table ? find_column(*where.table, wanted) : std::nullopt;
  return column && where.column.zh == descriptor(*where.table).columns[*column].label.zh;
}

bool section_fits(std::string_view wanted, std::string_view printed) {
  const std::string a = key_of(wanted);
  const std::string b = key_of(printed);
  return !b.empty() && (a == b || without_enumerator(a) == without_enumerator(b));
}

bool place_fits(const Waiver& waiver, const Location& where) {
  return (waiver.table.empty() || table_fits(waiver.table, where)) &&
         (waiver.row.empty() || row_fits(waiver.row, where.row)) &&
         (waiver.column.empty() || column_fits(waiver.column, where)) &&
         (waiver.section.empty() || section_fits(waiver.section, where.section)) &&
         (waiver.text.empty() || key_of(where.text).find(key_of(waiver.text)) != std::string::npos);
}

bool glob_fits(const std::string& glob, const std::string& text) {
  return ::fnmatch(glob.c_str(), text.c_str(), 0) == 0;
}

}  // namespace

namespace detail {

bool concerns(const Waiver& waiver, const std::string& file, const Report& report) {
  const std::string last = std::filesystem::path(file).filename().string();
  return (waiver.report_file.empty() || glob_fits(waiver.report_file, file) ||
          glob_fits(waiver.report_file, last)) &&
         (waiver.report_unit.empty() || glob_fits(waiver.report_unit, report.unit)) &&
         (!waiver.report_year || report.year == waiver.report_year);
}

bool fits(const Waiver& waiver, const Finding& finding) {
  Rule rule;
  rule.id = finding.rule;
  rule.name = finding.name;
  return (waiver.rule.empty() || rule_matches(rule, waiver.rule)) &&
         (waiver.fingerprint.empty() || waiver.fingerprint == finding.id) &&
         std::ranges::any_of(finding.locations,
                             [&](const Location& where) { return place_fits(waiver, where); });
}

}  // namespace detail

std::vector<Waiver> read_waivers(const std::string& file, const Catalogue& known) {
  std::vector<Waiver> waivers;
  detail::with_json_file(file, [&](const JsonValue& root) {
    static constexpr std::array<std::string_view, 2> kKnown = {"$schema", "waivers"};
    bool found = false;
    detail::for_each_member(root, kKnown, [&](std::size_t member, const JsonValue& list) {
      if (member == 0) {
        (void)detail::read_string(list);
        return;
      }
      found = true;
      detail::for_each_element(
          list, [&](const JsonValue& entry) { waivers.push_back(read_waiver(file, entry, known)); });
    });
    if (!found) {
      detail::fail_missing_member(root, "waivers", {"数组", "an array"});
    }
  });
  return waivers;
}

std::string waiver_entry(const Report& report, const Finding& finding, std::string_view until,
                         Language language) {
  const Location& where = finding.locations.front();
  std::string out;
  detail::JsonMembers entry(out);
  entry.string("rule", finding.rule);
  if (!report.unit.empty() || report.year) {
    detail::JsonMembers of(entry.begin("report"));
    of.optional_string("unit", report.unit);
    if (report.year) {
      of.number("year", static_cast<std::size_t>(*report.year));
    }
    of.close();
  }
  if (where.table || !where.section.empty() || !where.text.empty()) {
    detail::JsonMembers place(entry.begin("place"));
    if (where.table) {
      place.string("table", descriptor(*where.table).key);
    }
    place.optional_string("row", where.row.in(language));
    place.optional_string("column", where.column.in(language));
    place.optional_string("section", where.section);
    constexpr std::size_t kQuotedColumns = 60;
    std::string text = key_of(where.text);
    if (display_width(text) > kQuotedColumns) {
      text = truncate(text, kQuotedColumns);
      text.resize(text.size() - std::string_view("…").size());
    }
    place.optional_string("text", text);
    place.close();
  }
  const bool zh = language == Language::kChinese;
  entry.string("reason", zh ? "写明理由" : "say why");
  entry.string("by", zh ? "谁决定的" : "who decided");
  entry.string("until", until);
  entry.close();
  return out;
}

}  // namespace zzaudit
