// SPDX-License-Identifier: Apache-2.0
#include "read/detail/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "read/detail/builder.hpp"
#include "read/detail/fail.hpp"
#include "read/detail/number_format.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

constexpr std::size_t kMostSheets = 1'000;
constexpr std::size_t kMostMerges = 200'000;

[[noreturn]] void fail_damaged(const std::string& file, std::string_view zh, std::string_view en) {
  fail(file, fmt::format("工作簿已损坏（{}），请用 Excel 或 WPS 打开后另存再试。", zh),
       fmt::format("the workbook is damaged ({}); open it in Excel or WPS and save it again.", en));
}

/// Drops the elements that begin with `open` and hold nothing: closed at once, or by `close` right behind.
/// Those without an address stay, as others are counted from them.
std::string without_empty(const std::string& xml, std::string_view open, std::string_view close) {
  std::string out;
  out.reserve(xml.size());
  std::size_t kept = 0;
  for (std::size_t at = xml.find(open); at != std::string::npos;) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) break;
    std::size_t next = end + 1;
    const bool closed = xml[end - 1] == '/';
    const bool empty = closed || std::string_view(xml).substr(next).starts_with(close);
    if (empty && std::string_view(xml).substr(at, end - at).find(" r=") != std::string_view::npos) {
      if (!closed) next += close.size();
      out.append(xml, kept, at - kept);
      kept = next;
    }
    at = xml.find(open, next);
  }
  return out.append(xml, kept);
}

/// Without cells that hold nothing but a style and rows of them: sheets often have a million such rows.
std::string without_empty_rows(const std::string& xml) {
  return without_empty(without_empty(xml, "<c ", "</c>"), "<row ", "</row>");
}

/// Text of a string item: its runs joined, phonetic guides left out; "_x000D_" and the like decoded.
std::string text_of_item(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node& child : item.children()) {
    if (local_name(child) == "t") text += child.text().get();
    if (local_name(child) == "r") text += child_of(child, "t").text().get();
  }
  constexpr std::size_t kEscape = 7;
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    unsigned code = 0;
    if (at + kEscape > text.size() || text[at + kEscape - 1] != '_') continue;
    const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
    if (error != std::errc{} || end != text.data() + at + 6) continue;
    const std::u32string character(1, static_cast<char32_t>(code));
    text.replace(at, kEscape, code == '\r' || code == 0 ? std::string() : to_utf8(character));
  }
  return clean_text(text);
}

/// Lines of a wrapped cell joined.
std::string joined(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    append_wrapped(out, trim(text.substr(0, end)));
    if (end == text.size()) return out;
    text.remove_prefix(end + 1);
  }
}

class WorkbookReader {
 public:
  explicit WorkbookReader(const RawInput& input) : file_(input.name), archive_(input) {}

  std::vector<Sheet> run() {
    std::string main = target_of(relations_of(archive_, ""), "officeDocument");
    if (main.empty()) main = "xl/workbook.xml";
    auto text = read_part(archive_, main);
    if (!text && !archive_.has_folder("xl/")) fail_packed(file_);
    if (!text) fail_damaged(file_, "缺少 workbook.xml", "workbook.xml is missing");
    const Xml workbook(file_, std::move(*text));
    const std::vector<Relation> relations = relations_of(archive_, main);
    since_1904_ = is_on(attribute_of(child_of(workbook.root(), "workbookPr"), "date1904"), false);
    read_styles(target_of(relations, "styles"));
    read_strings(target_of(relations, "sharedStrings"));
    std::vector<Sheet> sheets;
    for (const pugi::xml_node& node : child_of(workbook.root(), "sheets").children()) {
      if (local_name(node) != "sheet") continue;
      if (sheets.size() >= kMostSheets) {
        fail(file_, fmt::format("工作表超过 {} 个，不像是一份决算公开，请检查文件。", kMostSheets),
             fmt::format("it has more than {} sheets: hardly a final-accounts report; check the file.",
                         kMostSheets));
      }
      sheets.push_back(read_sheet(node, relations));
    }
    if (sheets.empty()) fail_damaged(file_, "没有工作表", "it has no sheets");
    mark_unknown_results(sheets, is_calculated(workbook.root(), relations));
    return sheets;
  }

 private:
  void read_styles(const std::string& part) {
    formats_.emplace_back();
    auto text = read_part(archive_, part);
    if (!text) return;
    const Xml styles(file_, std::move(*text));
    std::map<int, std::string, std::less<>> codes;
    for (const pugi::xml_node& node : child_of(styles.root(), "numFmts").children()) {
      if (const auto id = number_in(attribute_of(node, "numFmtId")))
        codes[*id] = attribute_of(node, "formatCode");
    }
    formats_.clear();
    for (const pugi::xml_node& node : child_of(styles.root(), "cellXfs").children()) {
      const int id = number_in(attribute_of(node, "numFmtId")).value_or(0);
      const auto own = codes.find(id);
      formats_.emplace_back(own != codes.end() ? std::string_view(own->second)
                                               : builtin_format(id).value_or("General"));
    }
    if (formats_.empty()) formats_.emplace_back();
  }

  void read_strings(const std::string& part) {
    auto text = read_part(archive_, part);
    if (!text) return;
    const Xml strings(file_, std::move(*text));
    for (const pugi::xml_node& item : strings.root().children()) {
      if (local_name(item) == "si") strings_.push_back(text_of_item(item));
    }
  }

  /// Whether the results of formulas were calculated by the program that wrote them. Libraries that write
  /// workbooks leave them at 0, and ask the spreadsheet to calculate on opening.
  bool is_calculated(const pugi::xml_node& workbook, const std::vector<Relation>& relations) {
    if (is_on(attribute_of(child_of(workbook, "calcPr"), "fullCalcOnLoad"), false)) return false;
    auto text = read_part(archive_, target_of(relations_of(archive_, ""), "extended-properties"));
    if (!text) return false;
    const Xml properties(file_, std::move(*text));
    const std::string_view application = child_of(properties.root(), "Application").text().get();
    const auto says = [&](std::string_view name) { return application.find(name) != std::string_view::npos; };
    if (says("LibreOffice") || says("WPS") || says("Kingsoft")) return true;
    return says("Excel") && !target_of(relations, "calcChain").empty();
  }

  Sheet read_sheet(const pugi::xml_node& node, const std::vector<Relation>& relations) {
    Sheet sheet;
    sheet.name = clean_text(attribute_of(node, "name"));
    const std::string_view state = attribute_of(node, "state");
    sheet.hidden = state == "hidden" || state == "veryHidden";
    const auto relation = std::ranges::find(relations, std::string(attribute_of(node, "id")), &Relation::id);
    if (relation == relations.end() || !archive_.has(relation->target)) {
      fail_damaged(file_, fmt::format("缺少工作表“{}”", sheet.name),
                   fmt::format("sheet “{}” is missing", sheet.name));
    }
    if (relation->type != "worksheet") {
      sheet.is_chart = true;
      return sheet;
    }
    const Xml xml(file_, without_empty_rows(*archive_.read(relation->target)));
    sheet_ = &sheet;
    for (const pugi::xml_node& part : xml.root().children()) {
      const std::string_view name = local_name(part);
      if (name == "sheetData") read_rows(part);
      if (name == "mergeCells") read_merges(part);
      if (name == "cols") read_columns(part);
      sheet.has_drawing = sheet.has_drawing || name == "drawing" || name == "picture" || name == "oleObjects";
    }
    return sheet;
  }

  void read_rows(const pugi::xml_node& data) {
    std::uint32_t last = 0;
    for (const pugi::xml_node& node : data.children()) {
      if (local_name(node) != "row") continue;
      SheetRow row;
      row.row =
          static_cast<std::uint32_t>(number_in(attribute_of(node, "r")).value_or(static_cast<int>(last) + 1));
      if (row.row == 0 || row.row > kLastRow) fail_damaged(file_, "行号有误", "a row has a wrong number");
      last = row.row;
      row.hidden = is_on(attribute_of(node, "hidden"), false);
      read_cells(node, row);
      if (!row.cells.empty()) sheet_->rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(sheet_->rows, {}, &SheetRow::row);
    const auto same = std::ranges::adjacent_find(sheet_->rows, {}, &SheetRow::row);
    if (same != sheet_->rows.end()) fail_damaged(file_, "有重复的行", "a row stands in it twice");
  }

  void read_cells(const pugi::xml_node& row_node, SheetRow& row) {
    std::uint32_t last = 0;
    for (const pugi::xml_node& node : row_node.children()) {
      if (local_name(node) != "c") continue;
      Address address{row.row, last + 1};
      if (const std::string_view reference = attribute_of(node, "r"); !reference.empty()) {
        const auto own = parse_address(reference);
        if (!own || own->row != row.row) {
          fail_damaged(file_, fmt::format("单元格地址“{}”有误", clean_text(reference)),
                       fmt::format("wrong cell address “{}”", clean_text(reference)));
        }
        address = *own;
      }
      if (address.column <= last) fail_damaged(file_, "单元格次序有误", "cells are out of order");
      if (address.column > kLastColumn) fail_damaged(file_, "列号有误", "a column has a wrong number");
      last = address.column;
      SheetCell cell = read_cell(node);
      cell.column = address.column;
      if (cell.text.empty() && !cell.unknown && !cell.number) continue;
      if (++cells_ > kMaxCells) {
        fail(file_, fmt::format("有内容的单元格超过 {} 个，不像是一份决算公开，请检查文件。", kMaxCells),
             fmt::format("it has more than {} filled cells: hardly a final-accounts report; check the file.",
                         kMaxCells));
      }
      row.cells.push_back(std::move(cell));
    }
  }

  SheetCell read_cell(const pugi::xml_node& node) {
    SheetCell cell;
    const std::string_view type = attribute_of(node, "t");
    const pugi::xml_node value = child_of(node, "v");
    const std::string_view stored = value.text().get();
    if (const pugi::xml_node formula = child_of(node, "f")) {
      cell.formula = true;
      cell.expression = formula.text().get();
      cell.unknown = !value;
      if (cell.unknown) return cell;
    }
    if (type == "s") {
      cell.text = joined(shared_string(stored));
    } else if (type == "inlineStr") {
      cell.text = joined(text_of_item(child_of(node, "is")));
    } else if (type == "b") {
      cell.text = is_on(stored, false) ? "TRUE" : "FALSE";
    } else if (type == "str" || type == "e" || type == "d") {
      cell.text = joined(clean_text(stored));
    } else if (!trim(stored).empty()) {
      read_number(node, trim(stored), cell);
    }
    return cell;
  }

  const std::string& shared_string(std::string_view index) {
    const auto number = number_in(trim(index));
    if (!number || *number < 0 || static_cast<std::size_t>(*number) >= strings_.size()) {
      fail_damaged(file_, "单元格所指的共享字符串不存在",
                   "a cell points at a shared string that is not there");
    }
    return strings_[static_cast<std::size_t>(*number)];
  }

  void read_number(const pugi::xml_node& node, std::string_view stored, SheetCell& cell) {
    const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), cell.value);
    if (error != std::errc{} || end != stored.data() + stored.size()) {
      cell.text = joined(clean_text(stored));
      return;
    }
    cell.number = true;
    const auto style = static_cast<std::size_t>(std::max(number_in(attribute_of(node, "s")).value_or(0), 0));
    const NumberFormat& format = formats_[style < formats_.size() ? style : 0];
    Displayed shown = format.display(cell.value, since_1904_);
    cell.rounded = shown.rounded;
    cell.text = trim(clean_text(shown.text));
  }

  void read_merges(const pugi::xml_node& node) {
    for (const pugi::xml_node& merge : node.children()) {
      const auto range = parse_range(attribute_of(merge, "ref"));
      if (!range) fail_damaged(file_, "合并单元格的范围有误", "a range of merged cells is wrong");
      if (range->first_row == range->last_row && range->first_column == range->last_column) continue;
      if (sheet_->merges.size() >= kMostMerges)
        fail_damaged(file_, "合并单元格过多", "too many merged cells");
      sheet_->merges.push_back(*range);
    }
  }

  void read_columns(const pugi::xml_node& node) {
    for (const pugi::xml_node& column : node.children()) {
      if (!is_on(attribute_of(column, "hidden"), false)) continue;
      const int first = number_in(attribute_of(column, "min")).value_or(0);
      const int last = number_in(attribute_of(column, "max")).value_or(0);
      if (first < 1 || last < first) continue;
      sheet_->hidden_columns.push_back(
          {1, static_cast<std::uint32_t>(first), kLastRow, static_cast<std::uint32_t>(last)});
    }
  }

  const std::string& file_;
  Archive archive_;
  bool since_1904_ = false;
  std::vector<NumberFormat> formats_;
  std::vector<std::string> strings_;
  Sheet* sheet_ = nullptr;  ///< the one that is being read
  std::size_t cells_ = 0;
};

}  // namespace

std::vector<Sheet> read_workbook(const RawInput& input) { return WorkbookReader(input).run(); }

}  // namespace zzaudit::detail
