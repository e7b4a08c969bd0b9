// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/surroundings.hpp"

#include <algorithm>

#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

/// Lines that are longer are text, not captions (in bytes; a character takes three).
constexpr std::size_t kLongestCaption = 200;
/// Lines above a grid that are neither title nor unit before the search ends.
constexpr int kMostUnknownLines = 3;
/// First rows of a grid in which a title is looked for.
constexpr std::size_t kMostLeadingRows = 12;

bool is_sentence(std::string_view text) {
  return text.size() > kLongestCaption || text.find("。") != std::string_view::npos || text.ends_with("；") ||
         text.ends_with("，") || text.ends_with(";");
}

/// A title that is wrapped: the line at `i` with the one above it.
std::optional<TitleMatch> wrapped_title(const Flow& flow, std::size_t i, const Caption& caption) {
  if (i == 0 || caption.has_meta()) return std::nullopt;
  const std::string& text = flow.lines[i].line->text;
  const std::string& upper = flow.lines[i - 1].line->text;
  if (flow.lines[i - 1].taken || upper.size() > kLongestCaption || !label_key(text).ends_with("表"))
    return std::nullopt;
  if (numbering_level(compact(text)) != 0 || label_key(upper).ends_with("表")) return std::nullopt;
  // The note below the table before is no beginning of a title.
  if (is_sentence(trim(upper)) || starts_note(upper)) return std::nullopt;
  const auto match = match_title(upper + text);
  if (!match || match->size <= label_key(text).size()) return std::nullopt;
  if (caption.title && match->size <= caption.title->size) return std::nullopt;
  return match;
}

enum class LineKind { kEnd, kTitle, kMeta, kNothing, kUnknown };

LineKind kind_of(std::string_view text, const Caption& caption) {
  if (trim(text).empty() || is_page_number(text)) return LineKind::kNothing;
  if (starts_note(text)) return LineKind::kEnd;
  if (caption.title) return LineKind::kTitle;
  if (caption.has_meta() && !is_sentence(caption.rest)) return LineKind::kMeta;
  return is_sentence(trim(text)) || numbering_level(compact(text)) == 1 ? LineKind::kEnd : LineKind::kUnknown;
}

}  // namespace

void Surroundings::take(const Caption& caption) {
  if (number.empty()) number = caption.number;
  if (!currency_text) {
    currency_text = caption.currency_text;
    currency_unit = caption.currency_unit;
  }
  if (!department || (department->empty() && caption.department)) department = caption.department;
  continued = continued || caption.continued;
}

void Surroundings::take_title(const TitleMatch& match, std::string_view text, const Place& place) {
  title = match;
  title_text = trim(text);
  title_place = place;
}

void Surroundings::add(const Surroundings& inner) {
  if (inner.title) {
    title = inner.title;
    title_text = inner.title_text;
    title_place = inner.title_place;
  }
  if (!inner.number.empty()) number = inner.number;
  if (inner.currency_text) {
    currency_text = inner.currency_text;
    currency_unit = inner.currency_unit;
  }
  if (inner.department) department = inner.department;
  continued = continued || inner.continued;
  interrupted = interrupted || inner.interrupted;
  if (nearest.empty()) nearest = inner.nearest;
  lines.insert(lines.end(), inner.lines.begin(), inner.lines.end());
}

Surroundings above(const Flow& flow, std::size_t block) {
  Surroundings found;
  const auto& blocks = flow.document->blocks;
  std::size_t first = block;
  while (first > 0 && !std::holds_alternative<Grid>(blocks[first - 1])) --first;
  const std::size_t begin = flow.first_line[first];
  const std::uint16_t source = std::get<Grid>(blocks[block]).place.source;
  std::vector<std::size_t> doubtful;
  int unknown = 0;
  for (std::size_t i = flow.first_line[block]; i-- > begin;) {
    const FlowLine& line = flow.lines[i];
    const std::string& text = line.line->text;
    const Caption caption = parse_caption(text);
    LineKind kind = line.taken || line.line->place.source != source ? LineKind::kEnd : kind_of(text, caption);
    const bool file_name = kind != LineKind::kEnd && is_file_name(*flow.document, *line.line);
    const auto wrapped = kind == LineKind::kEnd || i == begin || found.title || file_name
                             ? std::nullopt
                             : wrapped_title(flow, i, caption);
    if (wrapped) {
      found.take_title(*wrapped, flow.lines[i - 1].line->text + text, flow.lines[i - 1].line->place);
      found.lines.insert(found.lines.end(), doubtful.begin(), doubtful.end());
      found.lines.insert(found.lines.end(), {i, i - 1});
      --i;
      continue;
    }
    if (kind == LineKind::kTitle && found.title && found.title->table != caption.title->table)
      kind = LineKind::kEnd;
    if (kind == LineKind::kUnknown && (found.title || ++unknown > kMostUnknownLines) && !file_name)
      kind = LineKind::kEnd;
    if (kind == LineKind::kEnd) {
      // Notes of the table before are no text between two pages of it.
      found.interrupted = found.interrupted || !found.title;
      break;
    }
    if (kind == LineKind::kUnknown) {
      found.interrupted = found.interrupted || !file_name;
      if (found.nearest.empty()) found.nearest = trim(text);
      (file_name ? found.lines : doubtful).push_back(i);
      continue;
    }
    if (kind == LineKind::kTitle && !found.title) {
      found.take_title(*caption.title, caption.rest, line.line->place);
      // What stands between a title and its grid (a year, a unit's name) belongs to both.
      found.lines.insert(found.lines.end(), doubtful.begin(), doubtful.end());
    }
    found.take(caption);
    if (kind != LineKind::kNothing) found.lines.push_back(i);
  }
  return found;
}

Surroundings leading_rows(const GridView& view, RowRange& rows) {
  Surroundings found;
  std::size_t end = rows.begin;
  const std::size_t last = std::min(rows.end, rows.begin + kMostLeadingRows);
  for (std::size_t row = rows.begin; row < last; ++row) {
    Surroundings in_row;
    bool captions = false;
    bool header = false;
    std::size_t cells = 0;
    for (std::size_t column = 0; column < view.columns() && !header; ++column) {
      const std::string& label = view.label(row, column);
      if (label.empty()) continue;
      ++cells;
      if (starts_note(view.text(row, column))) {
        header = true;
        break;
      }
      const Caption caption = parse_caption(view.text(row, column));
      const std::string rest = header_key(caption.rest);
      header = (!rest.empty() && !caption.title &&
                (lexicon().header.matches(rest) || lexicon().name.matches(rest) ||
                 lexicon().code.within(rest) || is_row_label(rest))) ||
               is_number(view.text(row, column));
      if (header && !caption.currency_text) break;
      captions = captions || caption.title || caption.has_meta();
      in_row.take(caption);
      if (caption.title && !in_row.title)
        in_row.take_title(*caption.title, caption.rest, view.place(row, column));
    }
    if (header) {
      if (in_row.currency_text && !found.currency_text) found.add(in_row);
      break;
    }
    // A row with one text that says nothing (the unit's name) is passed over while a title may follow.
    if (cells > 0 && !captions && cells > 1) break;
    if (in_row.title && found.title && in_row.title->table != found.title->table) break;
    if (captions) {
      found.add(in_row);
      end = row + 1;
    }
  }
  rows.begin = end;
  return found;
}

std::vector<TableRemark> note_rows(const GridView& view, RowRange& rows) {
  std::vector<TableRemark> notes;
  std::size_t first = rows.end;
  for (std::size_t row = rows.end; row-- > rows.begin;) {
    std::size_t cells = 0;
    std::size_t column = 0;
    bool numbers = false;
    for (std::size_t c = 0; c < view.columns(); ++c) {
      if (view.label(row, c).empty()) continue;
      if (cells++ == 0) column = c;
      numbers = numbers || is_number(view.text(row, c));
    }
    if (cells == 0) continue;
    if (numbers || cells > 3) break;
    if (starts_note(view.text(row, column)) || lexicon().note_phrases.within(view.label(row, column)))
      first = row;
  }
  for (std::size_t row = first; row < rows.end; ++row) {
    if (view.blank_row(row)) continue;
    notes.push_back({view.row_text(row), view.place(row, 0), false});
  }
  rows.end = first;
  return notes;
}

std::vector<TableRemark> note_lines(Flow& flow, std::size_t block) {
  std::vector<TableRemark> notes;
  const std::uint16_t source = std::get<Grid>(flow.document->blocks[block]).place.source;
  std::size_t i = flow.first_line[block];
  std::size_t end = block + 1;
  while (end < flow.document->blocks.size() && !std::holds_alternative<Grid>(flow.document->blocks[end]))
    ++end;
  bool inside = false;
  for (; i < flow.first_line[end]; ++i) {
    FlowLine& line = flow.lines[i];
    const std::string& text = line.line->text;
    if (line.taken || line.line->place.source != source) break;
    if (trim(text).empty() || is_page_number(text)) continue;
    const std::string key = compact(text);
    const bool starts =
        starts_note(text) || (text.size() < kLongestCaption && lexicon().note_phrases.within(key));
    const int level = numbering_level(key);
    const bool item = inside && level == 4;
    // A heading ends the note even where no blank line stands before it.
    if (!starts && !item && (!inside || line.first || level != 0)) break;
    if (!starts) {
      const Caption caption = parse_caption(text);
      if (caption.title || (caption.has_meta() && caption.rest.empty())) break;
    }
    line.taken = true;
    if (inside && !starts && !item) {
      append_wrapped(notes.back().text, trim(text));
      continue;
    }
    inside = true;
    notes.push_back({std::string(trim(text)), line.line->place, false});
  }
  return notes;
}

std::vector<RowRange> split_by_titles(const GridView& view) {
  constexpr std::size_t kMostCaptionCells = 4;
  std::vector<RowRange> ranges = {{0, view.rows()}};
  bool content = false;
  for (std::size_t row = 0; row < view.rows(); ++row) {
    std::size_t cells = 0;
    bool title = false;
    bool number = false;
    for (std::size_t column = 0; column < view.columns() && cells <= kMostCaptionCells; ++column) {
      const std::string& label = view.label(row, column);
      if (label.empty()) continue;
      ++cells;
      number = number || is_number(view.text(row, column));
      title = title || (label.find("表") != std::string::npos && !starts_note(view.text(row, column)) &&
                        parse_caption(view.text(row, column)).title);
    }
    if (title && !number && cells <= kMostCaptionCells && content) {
      // Unit and number may stand above the title: blank rows and captions before it go with it.
      std::size_t begin = row;
      while (begin > ranges.back().begin + 1) {
        const std::string text = view.row_text(begin - 1);
        if (!text.empty() && (starts_note(text) || !parse_caption(text).has_meta())) break;
        --begin;
      }
      ranges.back().end = begin;
      ranges.push_back({begin, view.rows()});
      content = false;
    }
    content = content || number || cells > kMostCaptionCells;
  }
  return ranges;
}

}  // namespace zzaudit::recognition
