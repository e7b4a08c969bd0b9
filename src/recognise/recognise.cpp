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
  Bilingual notes;
  for (const ReaderNote& note : document.notes) {
    notes.zh += note.text.zh;
    notes.en += " " + note.text.en;
  }
  // Without any grid the reader knows better why: an attachment, a page that scripts fill, a scan.
  if (grids == 0 && !notes.zh.empty()) throw InputError({files + "：" + notes.zh, files + ":" + notes.en});
  if (grids == 0) {
    notes = {"如果表在另外的文件里，请一起给出并加 --as-one。",
             " If the tables are in another file, name both and add --as-one."};
  }
  const std::string count = std::to_string(grids);
  throw InputError(
      {files +
           "：未找到部门决算的任何一张表，不能作为决算公开文件核对。已按表名和栏目查找收入支出决"
           "算总表、收入决算表、"
           "支出决算表等九张表；文件中的表格共 " +
           count + " 个。请确认文件完整，表格有表名和表头；文本中的表格以制表符、竖线或 CSV 分列。" +
           notes.zh,
       files +
           ": none of the tables of a final-accounts report was found, so it cannot be checked "
           "as one. Looked for "
           "the nine tables (收入支出决算总表, 收入决算表, 支出决算表 …) by title and headers; "
           "grids in the file: " +
           count +
           ". Make sure that the file is complete and that its tables have titles and headers; in "
           "text, columns are separated by TABs, pipes or as CSV." +
           notes.en});
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
