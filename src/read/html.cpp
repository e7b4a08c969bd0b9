// SPDX-License-Identifier: Apache-2.0
// Web pages: of departments' sites, and as Word and Excel write them. Words come in paragraphs, tables of
// data become grids, tables that only arrange the page are taken apart.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "read/detail/builder.hpp"
#include "read/detail/fail.hpp"
#include "read/detail/html_tags.hpp"
#include "read/detail/html_tree.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

using detail::attribute;
using detail::is_element;
using detail::is_text;
using detail::tag_of;

/// Text as a browser shows it: runs of white space are one blank, and a line break in the source between two
/// ideographs is nothing.
class ShownLines {
 public:
  void add(std::string_view text, bool preformatted) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
      const char c = text[i];
      const bool fixed = text.substr(i).starts_with(kNoBreakSpace);
      if (c == '\n' && preformatted) {
        end_line();
      } else if (fixed || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        blank_ = blank_ || c != '\n';
        break_ = break_ || c == '\n';
        i += fixed ? 1 : 0;
      } else {
        add_shown(c);
      }
    }
  }
  void end_line() {
    blank_ = break_ = false;
    if (const std::string_view shown = trim(line_); !shown.empty()) lines_.emplace_back(shown);
    line_.clear();
  }
  [[nodiscard]] std::vector<std::string> take() {
    end_line();
    return std::exchange(lines_, {});
  }

 private:
  void add_shown(char c) {
    const auto is_ascii = [](char x) { return static_cast<unsigned char>(x) < 0x80; };
    // A break with the next line's indentation is still only a break.
    const bool between_words = break_ ? !line_.empty() && is_ascii(line_.back()) && is_ascii(c) : blank_;
    if (between_words && !line_.empty()) line_ += ' ';
    blank_ = break_ = false;
    line_ += c;
  }

  std::vector<std::string> lines_;
  std::string line_;
  bool blank_ = false;
  bool break_ = false;
};

std::string_view without_query(std::string_view address) {
  return address.substr(0, address.find_first_of("?#"));
}

/// True for the name of a file that a report may be in.
bool names_attachment(std::string_view name) {
  constexpr std::array<std::string_view, 12> kExtensions = {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps",
                                                            ".et",  ".zip", ".rar",  ".7z",  ".ofd",  ".csv"};
  std::string lower(trim(name));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::any_of(kExtensions, [&](std::string_view extension) {
    return lower.size() > extension.size() && lower.ends_with(extension);
  });
}

/// Names for a message, at most a few of them.
Bilingual listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 5;
  Bilingual list;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
    list.zh += (i == 0 ? "“" : "、“") + names[i] + "”";
    list.en += (i == 0 ? "“" : ", “") + names[i] + "”";
  }
  if (names.size() > kMost) {
    list.zh += fmt::format("等 {} 个", names.size());
    list.en += fmt::format(" ({} in all)", names.size());
  }
  return list;
}

void add_once(std::vector<std::string>& names, std::string_view name) {
  constexpr std::size_t kColumns = 80;
  std::string shown = truncate(printable(trim(name)), kColumns);
  std::ranges::replace(shown, '\n', ' ');
  if (std::ranges::find(names, shown) == names.end()) names.push_back(std::move(shown));
}

/// Whether `text` holds the tag, in upper or lower case.
bool holds_tag(std::string_view text, std::string_view tag) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto* const found = std::search(text.begin(), text.end(), tag.begin(), tag.end(),
                                        [&](char a, char b) { return lower(a) == b; });
  return found != text.end();
}

/// What a page holds beside words and tables.
struct LeftOut {
  std::vector<std::string> attachments, pictures, frames;
  std::size_t hidden = 0;
  bool hidden_table = false;
};

class HtmlReader {
 public:
  HtmlReader(const std::string& name, std::string_view text, std::uint16_t source)
      : name_(name), builder_(name, source) {
    const detail::ReducedHtml reduced = detail::reduce_html(text);
    if (reduced.excessive) {
      detail::fail(name, "网页的元素过多或嵌套过深，不像是一份决算公开，请检查文件，或复制到 Word 后核对。",
                   "the page has too many elements or nests them too deeply: hardly a final-accounts report; "
                   "check the file, or copy it into Word and check that.");
    }
    require_end(text);
    scripts_ = reduced.scripts;
    html_ = reduced.text;
    tree_.reset(gumbo_parse_with_options(&kGumboDefaultOptions, html_.data(), html_.size()));
  }

  Document run() {
    if (tree_ == nullptr || tree_->root == nullptr) return builder_.take();
    data_ = detail::data_tables(*tree_->root);
    detail::walk(
        *tree_->root, [&](const GumboNode& node) { return enter(node); },
        [&](const GumboNode& node) { leave(node); });
    flush();
    add_notes();
    return builder_.take();
  }

 private:
  /// A page that opens with <html> and ends within its content was cut off: what is missing is not the
  /// report's fault.
  void require_end(std::string_view text) const {
    if (holds_tag(text, "<html") && !holds_tag(text, "</html") && !holds_tag(text, "</body")) {
      detail::fail(
          name_, "网页不完整，没有结尾的 </html>，可能没有下载完；请重新下载或另存，再核对。",
          "the page is incomplete: it has no closing </html>; it was perhaps cut off while being downloaded. "
          "Download or save it again.");
    }
  }

  bool enter(const GumboNode& node) {
    if (is_text(node)) {
      add_text(detail::text_of(node));
      return false;
    }
    if (!is_element(node)) return node.type == GUMBO_NODE_DOCUMENT;
    const GumboTag tag = tag_of(node);
    if (is_left_out(node)) {
      entered_.push_back(false);
      return false;
    }
    entered_.push_back(true);
    if (tag == GUMBO_TAG_BR) shown_.end_line();
    if (detail::is_block(tag)) flush();
    if (tag == GUMBO_TAG_TABLE && data_.contains(&node)) {
      read_table(node);
      entered_.back() = false;
      return false;
    }
    begin_element(node, tag);
    return true;
  }

  void leave(const GumboNode& node) {
    if (!is_element(node)) return;
    const bool entered = entered_.back();
    entered_.pop_back();
    if (!entered) return;
    const GumboTag tag = tag_of(node);
    if (detail::is_block(tag)) flush();
    bold_ -= is_bold(node) ? 1 : 0;
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) heading_ = 0;
    if (tag == GUMBO_TAG_PRE) --preformatted_;
    if (tag == GUMBO_TAG_LI) --items_;
    if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL) lists_.pop_back();
    if (tag == GUMBO_TAG_SPAN) end_link(node);
  }

  void begin_element(const GumboNode& node, GumboTag tag) {
    bold_ += is_bold(node) ? 1 : 0;
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) heading_ = static_cast<int>(tag - GUMBO_TAG_H1) + 1;
    if (tag == GUMBO_TAG_PRE) ++preformatted_;
    if (tag == GUMBO_TAG_UL) lists_.emplace_back();
    if (tag == GUMBO_TAG_OL) lists_.emplace_back(detail::number_attribute(node, "start", 1));
    if (tag == GUMBO_TAG_LI) {
      ++items_;
      // A browser prints the number, so it belongs to the words.
      if (!lists_.empty() && lists_.back()) add_text(fmt::format("{}. ", (*lists_.back())++));
    }
    if (tag == GUMBO_TAG_SPAN && !attribute(node, "href").empty()) link_.clear();
  }

  [[nodiscard]] static bool is_bold(const GumboNode& node) {
    const std::string weight = detail::style_property(node, "font-weight");
    return weight.starts_with("bold") || (weight.size() == 3 && weight >= "600");
  }

  /// Elements that are not shown or not read; what matters of them is kept for the notes.
  bool is_left_out(const GumboNode& node) {
    const GumboTag tag = tag_of(node);
    if (tag == GUMBO_TAG_NAV) return true;
    if (detail::is_hidden(node)) {
      note_hidden(node);
      return true;
    }
    if (tag == GUMBO_TAG_IMG) note_picture(node);
    if (tag == GUMBO_TAG_EMBED && size_of(node, "width", 2) > 1 && size_of(node, "height", 2) > 1) {
      const std::string_view address =
          attribute(node, "src").empty() ? attribute(node, "data") : attribute(node, "src");
      const bool file = names_attachment(without_query(address));
      if (!address.empty()) add_once(file ? left_out_.attachments : left_out_.frames, address);
    }
    return tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_EMBED;
  }

  /// In pixels, from the attribute or the style; `otherwise` where neither says.
  [[nodiscard]] static std::size_t size_of(const GumboNode& node, const char* name, std::size_t otherwise) {
    constexpr std::size_t kDigits = 5;
    const std::string style = detail::style_property(node, name);
    if (style.ends_with("px")) {
      std::size_t size = 0;
      for (const char c : style.substr(0, kDigits)) {
        if (c < '0' || c > '9') break;
        size = size * 10 + static_cast<std::size_t>(c - '0');
      }
      return size;
    }
    const bool share = trim(attribute(node, name)).ends_with('%');
    return share ? otherwise : detail::number_attribute(node, name, otherwise);
  }

  /// Icons, logos and lines of the page's design are no news to anybody.
  void note_picture(const GumboNode& node) {
    constexpr std::size_t kWide = 300;
    constexpr std::size_t kHigh = 150;
    if (size_of(node, "width", kWide) < kWide || size_of(node, "height", kHigh) < kHigh) return;
    const std::string_view address = without_query(attribute(node, "src"));
    const bool unsized = size_of(node, "width", 0) == 0;
    if (unsized && (address.ends_with(".gif") || address.ends_with(".svg") || address.ends_with(".ico")))
      return;
    const std::string_view alt = trim(attribute(node, "alt"));
    const std::string_view name = alt.empty() ? address.substr(0, kLongestLink) : alt;
    if (!name.empty()) add_once(left_out_.pictures, name);
  }

  void note_hidden(const GumboNode& node) {
    bool words = false;
    detail::walk(
        node,
        [&](const GumboNode& inner) {
          words = words || (is_text(inner) && !trim(detail::text_of(inner)).empty());
          left_out_.hidden_table = left_out_.hidden_table || tag_of(inner) == GUMBO_TAG_TABLE;
          return true;
        },
        [](const GumboNode&) {});
    left_out_.hidden += words ? 1 : 0;
  }

  void add_text(std::string_view text) {
    shown_.add(text, preformatted_ > 0);
    link_ += link_.size() < kLongestLink ? text : std::string_view();
    if (trim(text).empty()) return;
    all_bold_ = all_bold_ && bold_ > 0;
  }

  void end_link(const GumboNode& node) {
    const std::string_view address = without_query(attribute(node, "href"));
    if (attribute(node, "href").empty()) return;
    const std::string_view words = trim(link_);
    if (names_attachment(address) || names_attachment(words)) {
      const std::size_t slash = address.rfind('/');
      add_once(left_out_.attachments,
               !words.empty() ? words : address.substr(slash == std::string_view::npos ? 0 : slash + 1));
    }
  }

  void flush() {
    Paragraph paragraph;
    for (std::string& line : shown_.take()) paragraph.lines.push_back({std::move(line), place_here()});
    if (!paragraph.lines.empty()) {
      ++paragraphs_;
      for (TextLine& line : paragraph.lines) line.place = place_here();
      paragraph.heading_level = heading_;
      paragraph.bold = all_bold_;
      paragraph.list_item = items_ > 0 && !lists_.empty() && !lists_.back();
      builder_.add(std::move(paragraph));
    }
    all_bold_ = true;
  }

  [[nodiscard]] Place place_here() const {
    Place place = builder_.place({});
    place.paragraph = paragraphs_;
    return place;
  }

  void read_table(const GumboNode& table);
  [[nodiscard]] std::string text_of_cell(const GumboNode& cell);
  void add_notes();
  void note(std::string zh, std::string en) {
    builder_.add(ReaderNote{{std::move(zh), std::move(en)}, builder_.place({})});
  }

  static constexpr std::size_t kLongestLink = 300;

  const std::string& name_;
  detail::Builder builder_;
  std::string html_;
  detail::GumboTree tree_;
  std::unordered_set<const GumboNode*> data_;
  std::size_t scripts_ = 0;
  LeftOut left_out_;
  ShownLines shown_;
  std::string link_;
  std::vector<bool> entered_;                      ///< by open element
  std::vector<std::optional<std::size_t>> lists_;  ///< open lists: the next number of numbered ones
  std::uint32_t paragraphs_ = 0;
  std::size_t tables_ = 0;
  int heading_ = 0;
  std::size_t bold_ = 0;
  std::size_t preformatted_ = 0;
  std::size_t items_ = 0;
  bool all_bold_ = true;
};

std::string HtmlReader::text_of_cell(const GumboNode& cell) {
  ShownLines shown;
  std::vector<bool> entered;
  detail::walk(
      cell,
      [&](const GumboNode& node) {
        if (is_text(node)) {
          shown.add(detail::text_of(node), false);
          if (link_.size() < kLongestLink) link_ += detail::text_of(node);
          return false;
        }
        const bool inside = is_element(node) && (&node == &cell || !is_left_out(node));
        entered.push_back(inside);
        if (inside && (detail::is_block(tag_of(node)) || tag_of(node) == GUMBO_TAG_BR)) shown.end_line();
        if (inside && tag_of(node) == GUMBO_TAG_SPAN && !attribute(node, "href").empty()) link_.clear();
        return inside;
      },
      [&](const GumboNode& node) {
        if (is_text(node)) return;
        const bool inside = entered.back();
        entered.pop_back();
        if (inside && detail::is_block(tag_of(node))) shown.end_line();
        if (inside && tag_of(node) == GUMBO_TAG_SPAN) end_link(node);
      });
  std::string text;
  for (const std::string& line : shown.take()) append_wrapped(text, line);
  return text;
}

void HtmlReader::read_table(const GumboNode& table) {
  for (const GumboNode* child : detail::children_of(table)) {
    if (tag_of(*child) != GUMBO_TAG_CAPTION || detail::is_hidden(*child)) continue;
    shown_.add(text_of_cell(*child), false);
    flush();
  }
  Grid grid;
  std::vector<detail::PlacedCell> cells = detail::placed_cells(table);
  for (detail::PlacedCell& placed : cells) {
    GridCell& cell = placed.cell;
    cell.text = text_of_cell(*placed.node);
    // Without a single span merged cells are more likely lost than absent: pages made from plain text.
    grid.spans_known = grid.spans_known || cell.row_span > 1 || cell.column_span > 1;
    grid.cells.push_back(std::move(cell));
  }
  detail::complete(grid);
  for (GridCell& cell : grid.cells) {
    cell.place = place_here();
    cell.place.row = cell.row + 1;
    cell.place.column = cell.column + 1;
  }
  grid.place = place_here();
  grid.place.row = 1;
  ++tables_;
  builder_.add(std::move(grid));
}

void HtmlReader::add_notes() {
  const bool words_only = tables_ == 0;
  if (const auto& files = left_out_.attachments; !files.empty()) {
    const Bilingual names = listed(files);
    if (words_only) {
      note("网页上没有表格，报告在附件中：请下载" + names.zh + "，核对下载的文件。",
           "the page holds no table, the report is an attachment: download " + names.en + " and check that.");
    } else {
      note("网页的附件没有读取：" + names.zh + "。",
           "attachments of the page were not read: " + names.en + ".");
    }
  }
  if (const auto& pictures = left_out_.pictures; !pictures.empty()) {
    const Bilingual names = listed(pictures);
    note(fmt::format("网页中的图片没有读取，图片里的表格和文字不在核对之列：{}。", names.zh),
         fmt::format("pictures of the page were not read; tables and words in them are not checked: {}.",
                     names.en));
  }
  if (const auto& frames = left_out_.frames; !frames.empty()) {
    const Bilingual names = listed(frames);
    note(fmt::format("网页中嵌入的页面没有读取：{}；如报告在其中，请打开后另存，核对保存的文件。", names.zh),
         fmt::format("pages embedded in the page were not read: {}; if the report is there, open it, save it "
                     "and check that.",
                     names.en));
  }
  if (left_out_.hidden > 0) {
    note(fmt::format("网页中有 {} 处隐藏的内容没有读取{}。", left_out_.hidden,
                     left_out_.hidden_table ? "，其中有表格" : ""),
         fmt::format("hidden parts of the page were not read: {}{}.", left_out_.hidden,
                     left_out_.hidden_table ? ", tables among them" : ""));
  }
  if (words_only && scripts_ > 0 && left_out_.attachments.empty()) {
    note("网页上没有表格，可能要由脚本加载：请在浏览器中打开，复制到 Word 或 Excel 后保存，核对保存的文件。",
         "the page holds no table, scripts may load it: open it in a browser, copy it into Word or Excel, "
         "save "
         "that and check it.");
  }
}

}  // namespace

Document read_html(const std::string& name, std::string_view text, std::uint16_t source) {
  return HtmlReader(name, text, source).run();
}

}  // namespace zzaudit
