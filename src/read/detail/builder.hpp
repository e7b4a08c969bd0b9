// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/document/document.hpp"

/// What the text formats share: cells and rows with their places become blocks of a Document, within
/// bounds that keep memory and time in proportion to any real report.
namespace zzaudit::detail {

inline constexpr std::size_t kMaxCells = 1'000'000;  ///< of a document, blank ones included
inline constexpr std::size_t kMaxColumns = 1'000;
inline constexpr std::size_t kMaxTextLines = 1'000'000;

/// A stretch of the decoded text.
struct Span {
  std::uint32_t line = 0;  ///< from 1
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct RawCell {
  std::string text;
  Span span;
};

struct RawRow {
  std::vector<RawCell> cells;
  Span span;
};

/// Collects the blocks of one source in reading order. Every function throws InputError, naming the
/// line, when a bound is exceeded.
class Builder {
 public:
  Builder(std::string name, std::uint16_t source);

  [[nodiscard]] std::uint16_t source() const { return source_; }
  [[nodiscard]] Place place(const Span& span) const;
  /// Ignored when it has no lines.
  void add(Paragraph paragraph);
  /// Counts a row's cells while it is read, so that a hostile table ends before it fills the memory.
  void count(const RawRow& row);
  /// A rectangle; short rows are padded with blank cells. Ignored when it has no rows.
  void add(std::vector<RawRow> rows);
  /// A grid whose cells carry their own row, column, spans and places; its table number is set here. Ignored
  /// when it has no rows.
  void add(Grid grid);
  void add(PageBreak page_break) { document_.blocks.emplace_back(page_break); }
  void add(ReaderNote note) { document_.notes.push_back(std::move(note)); }
  /// A further source (a sheet of a workbook); places given from now on are its.
  void begin_source(Source source);
  [[nodiscard]] Document take() { return std::move(document_); }

 private:
  [[noreturn]] void fail_too_many(const Span& span, std::size_t limit, std::string_view what_zh,
                                  std::string_view what_en) const;

  std::string name_;
  std::uint16_t source_;
  Document document_;
  std::uint32_t tables_ = 0;
  std::size_t cells_ = 0;    ///< of the grids that are complete
  std::size_t pending_ = 0;  ///< of the rows counted since
  std::size_t lines_ = 0;
};

}  // namespace zzaudit::detail
