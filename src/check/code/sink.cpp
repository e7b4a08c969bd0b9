// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "zzaudit/check/code.hpp"

namespace zzaudit {
namespace {

std::string fill(std::string_view text, std::span<const MessageArgument> arguments, Language language) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      break;
    }
    out += text.substr(0, open);
    const auto name = text.substr(open + 1, close - open - 1);
    const auto it = std::ranges::find(arguments, name, &MessageArgument::name);
    if (it != arguments.end()) {
      out += it->value.in(language);
    }
    text.remove_prefix(close + 1);
  }
  out += text;
  return out;
}

}  // namespace

Bilingual fill_message(const Bilingual& text, std::span<const MessageArgument> arguments) {
  return {fill(text.zh, arguments, Language::kChinese), fill(text.en, arguments, Language::kEnglish)};
}

Bilingual table_name(const Report& report, TableKey table) {
  const auto& info = info_of(report, table);
  const auto& form = descriptor(table).title;
  return {info.title.empty() ? std::string(form.zh) : info.title,
          info.title.empty() ? std::string(form.en) : info.title};
}

Location table_location(const Report& report, TableKey table) {
  const auto& info = info_of(report, table);
  Location location;
  location.table = table;
  location.title = info.title;
  location.number = info.number;
  location.place = info.place;
  return location;
}

Location row_location(const Report& report, TableKey table, const RowView& row) {
  auto location = table_location(report, table);
  location.row = {row_label(row, Language::kChinese), row_label(row, Language::kEnglish)};
  location.place = *row.place;
  return location;
}

Location cell_location(const Report& report, TableKey table, const RowView& row, std::size_t column) {
  auto location = row_location(report, table, row);
  const auto& label = descriptor(table).columns[column].label;
  location.column = {std::string(label.zh), std::string(label.en)};
  const Cell* cell = row.cells[column];
  if (cell != nullptr && cell->place != Place{}) {
    location.place = cell->place;
  }
  return location;
}

Location section_location(const Section& section, std::string_view text, const Place& place) {
  Location location;
  location.section = section.title;
  location.text = std::string(text);
  location.place = place == Place{} ? section.place : place;
  if (location.section.empty() && location.text.empty() && location.place == Place{}) {
    location.section = "情况说明";  // a place has to be named, and the section has no title
  }
  return location;
}

void CodeSink::fail(Finding finding, std::optional<Severity> severity) {
  fail(std::move(finding), {}, severity);
}

void CodeSink::fail(Finding finding, std::vector<const Cell*> figures, std::optional<Severity> severity) {
  ++evaluated_;
  failures_.push_back({std::move(finding), severity, std::move(figures)});
}

void CodeSink::not_evaluated(Bilingual reason) {
  ++not_evaluated_;
  if (not_evaluated_reason_.empty()) {
    not_evaluated_reason_ = std::move(reason);
  }
}

}  // namespace zzaudit
