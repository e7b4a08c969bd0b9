// SPDX-License-Identifier: Apache-2.0
// Pages become blocks: tables and paragraphs that go on over pages are put together.
#include "read/pdf/flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "read/detail/builder.hpp"
#include "read/detail/fail.hpp"
#include "read/pdf/grid.hpp"
#include "read/pdf/margins.hpp"
#include "read/pdf/protocol.hpp"
#include "read/pdf/stitch.hpp"
#include "read/pdf/words.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

[[noreturn]] void fail_no_text(const std::string& name, const Protocol& protocol) {
  const bool hidden = std::ranges::any_of(protocol.pages, &Page::hidden_text);
  if (hidden) {
    detail::fail(
        name,
        "这是扫描件，可见的只有图像，文字层是识别（OCR）出来的，数字不可靠，不能据此核对。请使用由 Word、WPS "
        "或 "
        "Excel 直接导出的 PDF，或原始文件。",
        "it is a scan: what is visible is pictures, and the text behind them was recognised by a program and "
        "cannot be relied on. Use a PDF exported from Word, WPS or Excel, or the original file.");
  }
  detail::fail(
      name,
      "没有文字层（扫描件或图片），无法读出文字和数字。请使用由 Word、WPS 或 Excel 直接导出的 "
      "PDF，或原始文件。",
      "it has no text layer (a scan or pictures), so words and figures cannot be read. Use a PDF exported "
      "from Word, WPS or Excel, or the original file.");
}

[[noreturn]] void fail_damaged(const std::string& name, std::string_view reason) {
  const std::string shown = reason.empty() ? std::string() : printable(reason);
  detail::fail(
      name,
      fmt::format("PDF 文件已损坏，只能读出一部分，未作核对{}。请重新导出或重新下载。",
                  shown.empty() ? "" : fmt::format("（{}）", shown)),
      fmt::format("the PDF is damaged and the result would be incomplete, so nothing was checked{}. Export "
                  "or download it again.",
                  shown.empty() ? "" : fmt::format(" ({})", shown)));
}

/// Refuses what was not read or not read in full.
void require_sound(const std::string& name, const Protocol& protocol) {
  if (protocol.failure == "encrypted") {
    detail::fail(
        name, "PDF 设有打开密码。请去掉密码后另存，再作核对。",
        "the PDF is encrypted and asks for a password. Save a copy without a password and check that.");
  }
  if (protocol.failure == "not-pdf") {
    detail::fail(name, "文件内容不是 PDF，请检查是否给错了文件。",
                 "its contents are no PDF; check that it is the right file.");
  }
  if (!protocol.failure.empty()) {
    detail::fail(name, "PDF 文件已损坏或不完整，无法打开。请重新导出或重新下载。",
                 "the PDF is damaged or cut off and cannot be opened. Export or download it again.");
  }
  if (protocol.too_much) {
    detail::fail(
        name, "页数、文字或线条多得不像一份决算公开，请检查是否给错了文件。",
        "it has more pages, words or lines than any final-accounts report; check that it is the right file.");
  }
  if (protocol.malformed) {
    detail::fail(
        name, "zzaudit-pdf 的输出无法理解，它与 zzaudit 不是同一版本。请重新安装。",
        "the output of zzaudit-pdf is not understood: it is not of the same version as zzaudit. Install "
        "both again.");
  }
  if (protocol.errors > 0) {
    if (protocol.first_error.find("language pack") != std::string_view::npos) {
      detail::fail(
          name, "PDF 使用未嵌入的中文字体，读取它需要软件包 poppler-data，请安装后重试。",
          "the PDF uses Chinese fonts that are not embedded; reading it needs the package poppler-data. "
          "Install it and try again.");
    }
    fail_damaged(name, protocol.first_error);
  }
  if (!protocol.complete || protocol.pages.size() != protocol.announced) fail_damaged(name, "");
}

/// Refuses a report that is pictures or undecipherable, as a whole; returns the pages that are pictures.
std::vector<std::uint32_t> require_text(const std::string& name, const Protocol& protocol) {
  std::size_t glyphs = 0;
  std::size_t unknown = 0;
  std::vector<std::uint32_t> pictures;
  for (const Page& page : protocol.pages) {
    constexpr double kMostOfPage = 0.5;
    if (page.runs.empty() && page.image_area > kMostOfPage * page.width * page.height)
      pictures.push_back(page.number);
    for (const Run& run : page.runs) {
      constexpr std::string_view kUnknown = "\xEF\xBF\xBD";
      glyphs += std::max<std::size_t>(run.text.size() / kUnknown.size(), 1);
      for (std::size_t at = run.text.find(kUnknown); at != std::string_view::npos;
           at = run.text.find(kUnknown, at + kUnknown.size())) {
        ++unknown;
      }
    }
  }
  constexpr std::size_t kFewGlyphsAPage = 10;
  if (glyphs == 0 ||
      (pictures.size() * 2 > protocol.pages.size() && glyphs < kFewGlyphsAPage * protocol.pages.size())) {
    fail_no_text(name, protocol);
  }
  constexpr std::size_t kTolerated = 10;  // one in ten
  if (unknown * kTolerated > glyphs) {
    detail::fail(
        name,
        "PDF 中的字体没有文字对照表，显示正常但读不出文字。请换一种方式导出（如用 WPS 或 Word “另存为 "
        "PDF”）。",
        "the fonts of the PDF do not say which characters they show, so its text cannot be read. Export it "
        "in another way (such as “Save as PDF” in Word or WPS).");
  }
  return pictures;
}

/// What stands on a page, from top to bottom.
using Item = std::variant<Line, Table>;

double top_of(const Item& item) {
  if (const auto* table = std::get_if<Table>(&item)) return table->ys.front();
  return std::get<Line>(item).middle();
}

struct PageItems {
  std::uint32_t number = 0;
  double width = 0;
  double height = 0;
  std::vector<Item> items;
  bool too_complex = false;
};

PageItems items_of(Page& page) {
  turn_upright(page);
  PageTables tables = ruled_tables(page, words_of(page));
  PageItems result{page.number, page.width, page.height, {}, tables.too_complex};
  std::vector<Line> lines = lines_of(std::move(tables.rest));
  std::size_t next = 0;
  for (AlignedTable& aligned : aligned_tables(lines, page.number)) {
    for (; next < aligned.first; ++next) result.items.emplace_back(std::move(lines[next]));
    next = aligned.last + 1;
    result.items.emplace_back(std::move(aligned.table));
  }
  for (; next < lines.size(); ++next) result.items.emplace_back(std::move(lines[next]));
  for (Table& table : tables.tables) result.items.emplace_back(std::move(table));
  std::ranges::stable_sort(result.items, {}, top_of);
  // The runs point into the protocol and are no longer needed.
  page.runs = {};
  page.horizontal = page.vertical = {};
  return result;
}

/// Puts the items of all pages into blocks.
class Assembler {
 public:
  Assembler(std::string name, std::uint16_t source) : builder_(std::move(name), source), source_(source) {}

  void note(std::uint32_t page, std::string zh, std::string en) {
    ReaderNote note{{std::move(zh), std::move(en)}, {}};
    note.place.source = source_;
    note.place.page = page;
    builder_.add(std::move(note));
  }

  void add(PageItems page, const Margins& margins) {
    first_on_page_ = true;
    for (Item& item : page.items) {
      if (auto* table = std::get_if<Table>(&item)) {
        add(std::move(*table), page.number);
      } else {
        add(std::get<Line>(item), page.number, margins);
      }
      first_on_page_ = false;
    }
  }

  Document take() {
    end_table();
    end_paragraph();
    return builder_.take();
  }

 private:
  void add(Table table, std::uint32_t page) {
    const bool blank =
        std::ranges::all_of(table.cells, [](const TableCell& cell) { return cell.text.empty(); });
    if (table_ && first_on_page_ && table_page_ + 1 == page && append(*table_, table)) {
      table_page_ = page;
      return;
    }
    if (blank) return;
    end_table();
    end_paragraph();
    begin_block(page);
    table_ = std::move(table);
    table_page_ = page;
  }

  void add(const Line& line, std::uint32_t page, const Margins& margins) {
    constexpr double kWord = 0.22;
    const std::string text = text_of(line, kWord);
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return;
    const bool entry = is_contents_entry(line, trimmed);
    const bool after_table = table_.has_value();
    end_table();
    if (after_table || entry || !last_ ||
        !goes_on(*last_, line, trimmed, last_page_ != page, last_margins_, margins)) {
      end_paragraph();
      begin_block(page);
    }
    append_line(trimmed, page);
    paragraph_.list_item = paragraph_.list_item || entry;
    const bool bold = std::ranges::all_of(line.words, &Word::bold);
    paragraph_.bold = bold && (paragraph_.bold || !last_);
    last_ = entry ? std::nullopt : std::optional(line);
    last_page_ = page;
    last_margins_ = margins;
  }

  /// A paragraph is one stretch of text a page, as soft wraps mean nothing.
  void append_line(std::string_view text, std::uint32_t page) {
    if (paragraph_.lines.empty() || paragraph_.lines.back().place.page != page) {
      TextLine line;
      line.place.source = source_;
      line.place.page = page;
      paragraph_.lines.push_back(std::move(line));
    }
    detail::append_wrapped(paragraph_.lines.back().text, text);
  }

  /// Says which pages began before the block that follows.
  void begin_block(std::uint32_t page) {
    for (; page_ < page; ++page_) {
      if (page_ > 0) builder_.add(PageBreak{page_ + 1});
    }
  }

  void end_paragraph() {
    builder_.add(std::exchange(paragraph_, {}));
    last_.reset();
  }

  void end_table() {
    if (!table_) return;
    Grid grid;
    grid.rows = table_->rows();
    grid.columns = table_->columns();
    grid.spans_known = true;
    grid.low_confidence = table_->low_confidence;
    grid.cells.reserve(table_->cells.size());
    for (TableCell& cell : table_->cells) {
      GridCell out;
      out.text = std::move(cell.text);
      out.row = cell.row;
      out.column = cell.column;
      out.row_span = cell.row_span;
      out.column_span = cell.column_span;
      out.place.source = source_;
      out.place.page = cell.page;
      out.place.row = cell.row + 1;
      out.place.column = cell.column + 1;
      grid.cells.push_back(std::move(out));
    }
    grid.place = grid.cells.front().place;
    builder_.add(std::move(grid));
    table_.reset();
  }

  detail::Builder builder_;
  std::uint16_t source_;
  std::uint32_t page_ = 0;  ///< of the last block
  bool first_on_page_ = true;
  std::optional<Table> table_;
  std::uint32_t table_page_ = 0;
  Paragraph paragraph_;
  std::optional<Line> last_;  ///< last line of the paragraph
  std::uint32_t last_page_ = 0;
  Margins last_margins_;
};

/// Lines of all pages with the same width, for what repeats and for the margins.
std::vector<PageLine> lines_on(const std::vector<PageItems>& pages) {
  std::vector<PageLine> lines;
  for (const PageItems& page : pages) {
    for (std::size_t i = 0; i < page.items.size(); ++i) {
      const auto* line = std::get_if<Line>(&page.items[i]);
      if (line == nullptr) continue;
      lines.push_back({line, page.number, page.width, page.height, i == 0, i + 1 == page.items.size()});
    }
  }
  return lines;
}

void drop_furniture(std::vector<PageItems>& pages) {
  // Twice: a page number may stand below a running foot.
  for (int round = 0; round < 2; ++round) {
    const std::vector<PageLine> lines = lines_on(pages);
    const std::vector<bool> dropped = furniture(lines, pages.size());
    std::size_t next = 0;
    for (PageItems& page : pages) {
      std::erase_if(page.items,
                    [&](const Item& item) { return std::holds_alternative<Line>(item) && dropped[next++]; });
    }
  }
}

}  // namespace

Document document_from_protocol(const std::string& name, std::string_view text, std::uint16_t source) {
  Protocol protocol = parse_protocol(text);
  require_sound(name, protocol);
  const std::vector<std::uint32_t> pictures = require_text(name, protocol);

  Assembler assembler(name, source);
  for (const std::uint32_t page : pictures) {
    assembler.note(page, fmt::format("第 {} 页是图片，没有文字层，未读取", page),
                   fmt::format("page {} is a picture without text and was not read", page));
  }
  std::vector<PageItems> pages;
  for (Page& page : protocol.pages) {
    pages.push_back(items_of(page));
    if (!pages.back().too_complex) continue;
    assembler.note(page.number, fmt::format("第 {} 页线条过多，未按表格读取", page.number),
                   fmt::format("page {} has too many lines to look for tables in it", page.number));
  }
  drop_furniture(pages);
  const auto margins = margins_of(lines_on(pages));
  for (PageItems& page : pages) {
    const auto found = margins.find(std::lround(page.width));
    assembler.add(std::move(page), found == margins.end() ? Margins{} : found->second);
  }
  return assembler.take();
}

}  // namespace zzaudit::pdf
