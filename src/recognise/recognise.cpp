// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/recognise/recognise.hpp"

#include <string>
#include <utility>

#include "recognise/detail/flow.hpp"
#include "recognise/detail/narrative.hpp"
#include "recognise/detail/tables.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

[[noreturn]] void no_tables(const Document& document, std::size_t grids) {
  std::string files;
  for (const Source& source : document.sources) {
    if (!files.empty()) files += ", ";
    files += source.file;
  }
  const std::string count = std::to_string(grids);
  throw InputError({files +
                        "：未找到部门决算的任何一张表，不能作为决算公开文件核对。已按表名和栏目查找收入支出决"
                        "算总表、收入决算表、"
                        "支出决算表等九张表；文件中的表格共 " +
                        count + " 个。请确认文件完整，且表格以制表符、竖线或 CSV 分列。",
                    files +
                        ": none of the tables of a final-accounts report was found, so it cannot be checked "
                        "as one. Looked for "
                        "the nine tables (收入支出决算总表, 收入决算表, 支出决算表 …) by title and headers; "
                        "grids in the file: " +
                        count +
                        ". Make sure that the file is complete and that its tables are separated by TABs, "
                        "pipes or as CSV."});
}

}  // namespace

Report recognise(const Document& document) {
  Report report;
  report.sources = document.sources;
  report.notes = document.notes;
  recognition::Flow flow(document);
  auto others = recognition::find_tables(flow, report);
  if (report.table_order.empty()) no_tables(document, others.size());
  recognition::read_narrative(flow, std::move(others), report);
  recognition::read_identity(flow, report);
  return report;
}

}  // namespace zzaudit
