// SPDX-License-Identifier: Apache-2.0
#include "check/code/support.hpp"

#include <algorithm>
#include <utility>

namespace zzaudit::detail {

std::vector<RowView> printed_rows(const Report& report, TableKey table) {
  auto rows = rows_of(report, table);
  std::erase_if(rows, [](const RowView& row) { return !*row.present; });
  return rows;
}

bool is_judgeable(const Report& report, TableKey table, CodeSink& sink) {
  const auto& info = info_of(report, table);
  if (!info.present) {
    return false;
  }
  if (info.low_confidence) {
    const auto name = table_name(report, table);
    sink.not_evaluated({"《" + name.zh + "》的单元格边界识别没有把握",
                        "the cell borders of “" + name.en + "” were read with doubt"});
    return false;
  }
  return true;
}

Bilingual quoted(std::string_view text) { return {std::string(text), std::string(text)}; }

Bilingual full_table_name(const Report& report, TableKey table) {
  const auto name = table_name(report, table);
  const auto& number = info_of(report, table).number;
  return number.empty() ? name : Bilingual{number + " " + name.zh, number + " " + name.en};
}

Bilingual listed(const std::vector<Bilingual>& items, std::size_t most) {
  Bilingual out;
  for (std::size_t i = 0; i < std::min(items.size(), most); ++i) {
    out.zh += (i == 0 ? "" : "、") + items[i].zh;
    out.en += (i == 0 ? "" : ", ") + items[i].en;
  }
  if (items.size() > most) {
    out.zh += "等 " + std::to_string(items.size()) + " 项";
    out.en += " and " + std::to_string(items.size() - most) + " more";
  }
  return out;
}

Finding make_finding(const CodeContext& context, std::vector<Location> locations,
                     const std::vector<MessageArgument>& arguments) {
  Finding finding;
  finding.message = fill_message(context.rule.message, arguments);
  finding.locations = std::move(locations);
  return finding;
}

}  // namespace zzaudit::detail
