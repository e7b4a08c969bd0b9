// SPDX-License-Identifier: Apache-2.0
// DOCX: paragraphs and tables of the body in order, as they are shown when all tracked changes are accepted.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "read/detail/builder.hpp"
#include "read/detail/fail.hpp"
#include "read/detail/word_omissions.hpp"
#include "read/detail/word_styles.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

using detail::attribute_of;
using detail::child_of;
using detail::local_name;
using detail::Unread;
using detail::value_of;
using pugi::xml_node;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// Elements around paragraphs, rows, cells or runs that say nothing themselves.
bool is_wrapper(std::string_view name) {
  return is_one_of(
      name, {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice",
             "hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase", "oMath", "oMathPara"});
}

/// The elements of a kind right below `node`, those in wrappers included.
void gather(const xml_node& node, std::string_view name, std::vector<xml_node>& found) {
  for (const xml_node& child : node.children()) {
    if (local_name(child) == name) {
      found.push_back(child);
    } else if (is_wrapper(local_name(child))) {
      gather(child, name, found);
    }
  }
}

/// Whether an element of one of these names stands anywhere in `node`.
bool holds(const xml_node& node, std::initializer_list<std::string_view> names) {
  return !node.find_node([&](const xml_node& inner) { return is_one_of(local_name(inner), names); }).empty();
}

/// The words below `node`, for an excerpt.
void append_words(const xml_node& node, std::string& text) {
  for (const xml_node& child : node.children()) {
    const std::string_view name = local_name(child);
    if (name == "t") text += child.text().get();
    if (name != "Fallback") append_words(child, text);
  }
}

/// The text of one paragraph while it is read.
struct Words {
  std::string text;  ///< line breaks as "\n"
  bool plain = false;
  bool bold = false;
};

class DocxReader {
 public:
  DocxReader(const RawInput& input, std::uint16_t source)
      : name_(input.name), archive_(input), builder_(input.name, source) {
    at_.source = source;
  }

  Document run() {
    std::string main = detail::target_of(detail::relations_of(archive_, ""), "officeDocument");
    if (main.empty()) main = "word/document.xml";
    auto text = detail::read_part(archive_, main);
    if (!text) {
      if (!archive_.has_folder("word/")) detail::fail_packed(name_);
      detail::fail(
          name_, "文档已损坏（缺少正文），请用 Word 或 WPS 打开后另存再试。",
          "the document is damaged (its text is missing); open it in Word or WPS and save it again.");
    }
    const std::vector<detail::Relation> relations = detail::relations_of(archive_, main);
    if (auto styles = detail::read_part(archive_, detail::target_of(relations, "styles"))) {
      styles_ = detail::WordStyles(detail::Xml(name_, std::move(*styles)).root());
    }
    if (auto numbering = detail::read_part(archive_, detail::target_of(relations, "numbering"))) {
      numbering_ = detail::WordNumbering(detail::Xml(name_, std::move(*numbering)).root(), styles_);
    }
    const detail::Xml document(name_, std::move(*text));
    read_body(child_of(document.root(), "body"));
    for (ReaderNote& note : omissions_.notes()) builder_.add(std::move(note));
    return builder_.take();
  }

 private:
  void read_body(const xml_node& body) {
    for (const xml_node& node : body.children()) {
      const std::string_view name = local_name(node);
      if (name == "p") {
        at_.paragraph = paragraphs_ + 1;
        add_paragraph(node);
      } else if (name == "tbl") {
        read_table(node);
      } else if (name == "altChunk") {
        omit(Unread::kImported);
      } else if (is_wrapper(name)) {
        if (name == "ins" || name == "moveTo") omit(Unread::kRevision);
        read_body(node);
      }
    }
  }

  // --- paragraphs

  void add_paragraph(const xml_node& node) {
    const xml_node properties = child_of(node, "pPr");
    const detail::WordStyle& style = styles_.of(value_of(properties, "pStyle"));
    detail::WordNumbering::Label label;
    const Words words = read_words(node, label);
    Paragraph paragraph;
    for (std::string_view rest = words.text;;) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = trim(rest.substr(0, end));
      if (!line.empty()) paragraph.lines.push_back({std::string(line), at_});
      if (end == rest.size()) break;
      rest.remove_prefix(end + 1);
    }
    if (paragraph.lines.empty()) return;
    ++paragraphs_;
    paragraph.heading_level = detail::outline_of(properties).value_or(style.heading_level);
    paragraph.bold = words.bold && !words.plain;
    paragraph.list_item = label.bullet || style.contents;
    if (style.contents) paragraph.heading_level = 0;
    builder_.add(std::move(paragraph));
  }

  /// A paragraph's text with its automatic number in front.
  Words read_words(const xml_node& node, detail::WordNumbering::Label& label) {
    const xml_node properties = child_of(node, "pPr");
    const std::string_view style_id = value_of(properties, "pStyle");
    const detail::WordStyle& style = styles_.of(style_id);
    const detail::NumberReference own = detail::number_reference(properties);
    const detail::NumberReference number{own.list ? own.list : style.number.list,
                                         own.level ? own.level : style.number.level};
    label = numbering_.next(number, own.list ? std::string_view() : style_id);
    Words words;
    style_bold_ = style.bold;
    read_inline(node, words);
    words.text = detail::clean_text(words.text);
    words.text.insert(0, label.text);
    return words;
  }

  void read_inline(const xml_node& parent, Words& words) {
    for (const xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (name == "r") {
        read_run(node, words);
      } else if (is_wrapper(name)) {
        if (name == "ins" || name == "moveTo") omit(Unread::kRevision);
        read_inline(node, words);
      } else if (name == "del" || name == "moveFrom") {
        omit(Unread::kRevision);
      }
    }
  }

  void read_run(const xml_node& run, Words& words) {
    const xml_node properties = child_of(run, "rPr");
    if (detail::toggle_of(properties, "vanish").value_or(false)) {
      if (holds(run, {"t"})) omit(Unread::kHidden);
      return;
    }
    const std::string_view style = value_of(properties, "rStyle");
    const bool by_style = style_bold_ || (!style.empty() && styles_.of(style).bold);
    const std::size_t before = words.text.size();
    read_pieces(run, words.text);
    if (trim(std::string_view(words.text).substr(before)).empty()) return;
    (detail::toggle_of(properties, "b").value_or(by_style) ? words.bold : words.plain) = true;
  }

  void read_pieces(const xml_node& run, std::string& text) {
    for (const xml_node& node : run.children()) {
      const std::string_view name = local_name(node);
      if (name == "t") {
        // Line ends in the file are no line breaks of the text.
        std::string words = node.text().get();
        std::ranges::replace(words, '\n', ' ');
        text += words;
      } else if (is_one_of(name, {"br", "cr"})) {
        text += '\n';
      } else if (is_one_of(name, {"tab", "ptab"})) {
        text += ' ';
      } else if (name == "noBreakHyphen") {
        text += '-';
      } else if (name == "sym") {
        read_symbol(node, text);
      } else if (is_one_of(name, {"footnoteReference", "endnoteReference"})) {
        omit(Unread::kFootnote);
      } else if (is_one_of(name, {"drawing", "pict", "object"})) {
        note_graphic(node, name);
      } else if (name == "r" || is_wrapper(name)) {  // runs in runs: <w:ruby>
        read_pieces(node, text);
      }
    }
  }

  void read_symbol(const xml_node& node, std::string& text) {
    const std::string_view code = attribute_of(node, "char");
    unsigned value = 0;
    std::from_chars(code.data(), code.data() + code.size(), value, 16);
    // The private area holds what only the symbol's own font knows.
    if (value < ' ' || value >= 0xD800) return omit(Unread::kSymbol);
    text += to_utf8(std::u32string(1, static_cast<char32_t>(value)));
  }

  void note_graphic(const xml_node& node, std::string_view name) {
    if (name == "object") return omit(Unread::kObject);
    if (holds(node, {"txbxContent"})) {
      std::string words;
      append_words(node, words);
      words = detail::clean_text(words);
      if (!trim(words).empty()) omit(Unread::kTextBox, words);
    }
    if (holds(node, {"blip", "imagedata"})) omit(Unread::kPicture);
    if (holds(node, {"chart", "relIds"})) omit(Unread::kChart);
  }

  // --- tables

  /// A table that is there to arrange others holds more cells in them than of its own.
  static bool is_arrangement(const std::vector<xml_node>& rows) {
    std::size_t own = 0;
    std::size_t inner = 0;
    for (const xml_node& row : rows) {
      std::vector<xml_node> cells;
      gather(row, "tc", cells);
      own += cells.size();
      for (const xml_node& cell : cells) {
        std::vector<xml_node> tables;
        gather(cell, "tbl", tables);
        for (const xml_node& table : tables) {
          std::vector<xml_node> inner_rows;
          gather(table, "tr", inner_rows);
          for (const xml_node& inner_row : inner_rows) {
            std::vector<xml_node> inner_cells;
            gather(inner_row, "tc", inner_cells);
            inner += inner_cells.size();
          }
        }
      }
    }
    return inner > own;
  }

  void read_table(const xml_node& table) {
    std::vector<xml_node> rows;
    gather(table, "tr", rows);
    const auto is_deleted = [](const xml_node& row) {
      return !child_of(child_of(row, "trPr"), "del").empty();
    };
    if (std::erase_if(rows, is_deleted) > 0) omit(Unread::kRevision);
    if (is_arrangement(rows)) {
      for (const xml_node& row : rows) {
        std::vector<xml_node> cells;
        gather(row, "tc", cells);
        for (const xml_node& cell : cells) read_body(cell);
      }
      return;
    }
    Grid grid;
    grid.spans_known = true;
    grid.place.source = at_.source;
    grid.place.paragraph = paragraphs_;
    grid.place.row = 1;
    std::map<std::uint32_t, std::size_t> open;  // by column: the cell that goes on downwards
    for (const xml_node& row : rows) {
      read_row(row, grid, open);
      ++grid.rows;
    }
    if (grid.rows > 0 && grid.columns > 0) ++tables_;
    builder_.add(std::move(grid));
    at_ = Place{};
    at_.source = builder_.source();
  }

  /// How many columns an element's number stands for, within what a table may have.
  static std::uint32_t columns_in(std::string_view number, int least) {
    constexpr int kMost = static_cast<int>(detail::kMaxColumns) + 1;
    return static_cast<std::uint32_t>(std::clamp(detail::number_in(number).value_or(least), least, kMost));
  }

  void read_row(const xml_node& row, Grid& grid, std::map<std::uint32_t, std::size_t>& open) {
    std::vector<xml_node> cells;
    gather(row, "tc", cells);
    const xml_node row_properties = child_of(row, "trPr");
    std::uint32_t column = columns_in(value_of(row_properties, "gridBefore"), 0);
    std::map<std::uint32_t, std::size_t> still_open;
    std::size_t last = grid.cells.size();
    for (const xml_node& node : cells) {
      const xml_node properties = child_of(node, "tcPr");
      const std::uint32_t span = columns_in(value_of(properties, "gridSpan"), 1);
      const xml_node merge = child_of(properties, "vMerge");
      const bool begins = attribute_of(merge, "val") == "restart";
      const auto above = open.find(column);
      if (value_of(properties, "hMerge") == "continue" && last < grid.cells.size()) {
        grid.cells[last].column_span += span;
      } else if (merge && !begins && above != open.end()) {
        grid.cells[above->second].row_span = grid.rows - grid.cells[above->second].row + 1;
        still_open[column] = above->second;
      } else {
        last = grid.cells.size();
        if (merge) still_open[column] = last;
        add_cell(node, grid, column, span);
      }
      column += span;
      if (column > detail::kMaxColumns) break;  // refused with the whole table
    }
    column += columns_in(value_of(row_properties, "gridAfter"), 0);
    grid.columns = std::max(grid.columns, column);
    open = std::move(still_open);
  }

  void add_cell(const xml_node& node, Grid& grid, std::uint32_t column, std::uint32_t span) {
    GridCell cell;
    cell.row = grid.rows;
    cell.column = column;
    cell.column_span = span;
    cell.place = grid.place;
    cell.place.row = grid.rows + 1;
    cell.place.column = column + 1;
    at_ = cell.place;
    at_.table = tables_ + 1;
    append_cell_text(node, cell.text);
    grid.cells.push_back(std::move(cell));
  }

  /// Paragraphs of a cell joined; a small table in it as words.
  void append_cell_text(const xml_node& node, std::string& text) {
    for (const xml_node& child : node.children()) {
      const std::string_view name = local_name(child);
      if (name == "p") {
        detail::WordNumbering::Label label;
        const Words words = read_words(child, label);
        for (std::string_view rest = words.text;;) {
          const std::size_t end = std::min(rest.find('\n'), rest.size());
          append_wrapped(text, trim(rest.substr(0, end)));
          if (end == rest.size()) break;
          rest.remove_prefix(end + 1);
        }
      } else if (is_wrapper(name) || is_one_of(name, {"tbl", "tr", "tc"})) {
        append_cell_text(child, text);
      }
    }
  }

  void omit(Unread kind, std::string_view excerpt = {}) { omissions_.add(kind, at_, excerpt); }

  const std::string& name_;
  detail::Archive archive_;
  detail::Builder builder_;
  detail::WordStyles styles_;
  detail::WordNumbering numbering_;
  Place at_;                      ///< what is being read
  std::uint32_t paragraphs_ = 0;  ///< with text, outside tables
  std::uint32_t tables_ = 0;
  bool style_bold_ = false;  ///< of the paragraph that is being read
  detail::Omissions omissions_;
};

}  // namespace

Document read_docx(const RawInput& input, std::uint16_t source) { return DocxReader(input, source).run(); }

}  // namespace zzaudit
