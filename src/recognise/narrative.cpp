// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/narrative.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "recognise/detail/caption.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

/// Code points; for lengths that people judge by eye.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool ends_open(std::string_view text) {
  constexpr std::array<std::string_view, 9> kMarks = {"。", "；", ";", "，", ",", "：", ":", "、", "！"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return text.ends_with(mark); });
}

bool has_clauses(std::string_view text) {
  constexpr std::array<std::string_view, 5> kMarks = {"。", "；", ";", "，", ","};
  return std::ranges::any_of(
      kMarks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

constexpr std::size_t kLongestHeading = 50;
/// A second line this short can only be the end of a heading that did not fit its line.
constexpr std::size_t kHeadingTail = 10;

bool is_marked(const Paragraph& paragraph) {
  return paragraph.heading_level > 0 || (paragraph.bold && paragraph.lines.size() <= 3);
}

bool is_contents_title(std::string_view compact_text) {
  return compact_text == "目录" || compact_text == "目次";
}

/// Whether a line of a paragraph is a heading. `#` and bold type are hints only: real reports put
/// sentences into headings and leave headings plain.
bool is_heading(const Paragraph& paragraph, std::string_view text, int level) {
  const bool marked = is_marked(paragraph);
  if (ends_open(text)) return false;
  switch (level) {
    case 1:
      return length(text) <= kLongestHeading + 10;
    case 2:
    case 3:
      return length(text) <= kLongestHeading && (marked || !has_clauses(text));
    case 4:
      return marked && length(text) <= kLongestHeading;
    default:
      return is_contents_title(compact(text)) ||
             (paragraph.heading_level > 0 && length(text) <= kLongestHeading + 10 && !has_clauses(text)) ||
             (marked && length(text) <= kLongestHeading && !has_clauses(text));
  }
}

/// "第三部分" with nothing behind it: the title stands on the next line.
bool is_bare_part(std::string_view compact_text) {
  return numbering_level(compact_text) == 1 &&
         (compact_text.ends_with("部分") || compact_text.ends_with("部分:"));
}

/// Page furniture that would tear sentences apart.
bool is_furniture(std::string_view text) {
  if (trim(text).empty()) return true;
  if (!is_page_number(text)) return false;
  const std::string bare = compact(text);
  return bare.size() <= 3 || bare.find_first_not_of("0123456789") != std::string::npos;
}

class Narrator {
 public:
  Narrator(const Flow& flow, Report& report) : flow_(&flow), report_(&report) {}

  void run(std::vector<OtherGrid> others) {
    const auto& blocks = flow_->document->blocks;
    std::size_t next_other = 0;
    for (std::size_t block = 0; block < blocks.size(); ++block) {
      if (std::holds_alternative<Grid>(blocks[block])) {
        in_contents_ = false;
        open_ = false;
        while (next_other < others.size() && others[next_other].block == block) {
          OtherGrid& other = others[next_other++];
          current();
          report_->other_tables.push_back(
              {report_->sections.size() - 1, std::move(other.title), std::move(other.grid)});
        }
      } else if (const auto* paragraph = std::get_if<Paragraph>(&blocks[block])) {
        read_paragraph(*paragraph, block);
      }
    }
  }

 private:
  void read_paragraph(const Paragraph& paragraph, std::size_t block) {
    Paragraph rest;
    const auto flush = [&] {
      if (!rest.lines.empty()) current().paragraphs.push_back(std::exchange(rest, Paragraph{}));
    };
    for (std::size_t i = flow_->first_line[block]; i < flow_->first_line[block + 1]; ++i) {
      const FlowLine& line = flow_->lines[i];
      if (line.first) flush();
      if (line.taken || is_furniture(line.line->text) || is_file_name(*flow_->document, *line.line)) continue;
      const std::string_view text = trim(line.line->text);
      const std::string key = compact(text);
      const int level = numbering_level(key);
      if (in_contents_ && is_entry(text, key, level)) {
        keep(rest, paragraph, *line.line);
        continue;
      }
      in_contents_ = false;
      if (extends_heading(paragraph, line, text, level)) continue;
      if (is_heading(paragraph, text, level) && !is_cover(key, level)) {
        flush();
        start_section(text, key, level, line.line->place);
        continue;
      }
      open_ = false;
      keep(rest, paragraph, *line.line);
    }
    flush();
  }

  /// The report's own title heads no section.
  [[nodiscard]] bool is_cover(std::string_view key, int level) const {
    return level == 0 && !is_contents_title(key) && key.find("决算") != std::string_view::npos &&
           (report_->sections.empty() ||
            (report_->sections.size() == 1 && report_->sections.front().title.empty()));
  }

  static void keep(Paragraph& rest, const Paragraph& paragraph, const TextLine& line) {
    rest.heading_level = paragraph.heading_level;
    rest.bold = paragraph.bold;
    rest.list_item = paragraph.list_item;
    rest.lines.push_back(line);
  }

  Section& current() {
    if (report_->sections.empty()) report_->sections.emplace_back();
    return report_->sections.back();
  }

  void start_section(std::string_view text, std::string_view key, int level, const Place& place) {
    Section section;
    section.title = text;
    section.level = level;
    section.place = place;
    report_->sections.push_back(std::move(section));
    open_ = true;
    bare_ = is_bare_part(key);
    if (is_contents_title(key)) {
      in_contents_ = true;
      open_ = false;
      entries_.clear();
      last_part_ = 0;
    }
  }

  /// The second line of a heading: the title of a bare "第三部分", or the few characters that did not
  /// fit its line.
  bool extends_heading(const Paragraph& paragraph, const FlowLine& line, std::string_view text, int level) {
    if (!open_ || level != 0 || ends_open(text) || has_clauses(text) || is_contents_title(compact(text)))
      return false;
    Section& section = current();
    const bool tail =
        !bare_ && !line.first && length(text) <= kHeadingTail && length(section.title) >= kHeadingTail;
    if (!tail && !(bare_ && (is_marked(paragraph) || length(text) <= kLongestHeading))) return false;
    section.title += (bare_ ? " " : "") + std::string(text);
    bare_ = false;
    return true;
  }

  /// Whether a line still belongs to the contents list. It ends where the text begins: at prose, or
  /// where the numbering starts again or an entry comes back.
  bool is_entry(std::string_view text, std::string_view key, int level) {
    if (length(text) > 70 || text.find("。") != std::string_view::npos) return false;
    std::string_view bare = key;
    while (!bare.empty() && std::string_view("0123456789.-_").find(bare.back()) != std::string_view::npos) {
      bare.remove_suffix(1);
    }
    while (bare.ends_with("…") || bare.ends_with("·")) bare.remove_suffix(bare.ends_with("…") ? 3 : 2);
    if (level == 1) {
      const std::size_t part = part_number(bare);
      if (part <= last_part_) return false;
      last_part_ = part;
    }
    return level == 0 || entries_.insert(std::string(bare)).second;
  }

  static std::size_t part_number(std::string_view key) {
    constexpr std::string_view kNumerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    const std::string_view text = key.substr(std::string_view("第").size());
    for (std::size_t i = 0; i < std::size(kNumerals); ++i) {
      if (text.starts_with(kNumerals[i])) return i + 1;
    }
    return text.empty() || text.front() < '0' || text.front() > '9'
               ? 0
               : static_cast<std::size_t>(text.front() - '0');
  }

  const Flow* flow_;
  Report* report_;
  bool open_ = false;  ///< the last line was a heading
  bool bare_ = false;  ///< and it was a bare 第X部分
  bool in_contents_ = false;
  std::unordered_set<std::string> entries_;
  std::size_t last_part_ = 0;
};

}  // namespace

void read_narrative(const Flow& flow, std::vector<OtherGrid> others, Report& report) {
  Narrator(flow, report).run(std::move(others));
}

}  // namespace zzaudit::recognition
