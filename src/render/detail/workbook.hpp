// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// A workbook as values, and who writes it. The library that knows the file format takes longer to load than
/// a short report to check, so it is behind a module of its own (src/zzaudit-xlsx), loaded when a workbook is
/// asked for. This header is all that the two share.
namespace zzaudit::detail::workbook {

/// What a cell is, for its colours and its font.
enum class Look : std::uint8_t {
  kText,   ///< wrapped in its column
  kLine,   ///< on one line, over the empty cells beside it
  kHead,   ///< head of a column
  kTitle,  ///< of a part of a sheet
  kError,
  kWarning,
  kNote,
  kGood,
  kFaint,
};

struct Cell {
  std::string text;              ///< as Excel stores it; never a formula
  std::optional<double> number;  ///< in place of the text
  int decimals = 0;              ///< of the number, as many as are shown
  bool percent = false;
  Look look = Look::kText;

  [[nodiscard]] bool blank() const { return text.empty() && !number; }
};

struct Column {
  std::string title;
  double width = 0;  ///< in characters
};

struct Sheet {
  std::string name;
  std::vector<Column> columns;
  std::size_t filtered = 0;  ///< rows below the head that the filter is for
  std::size_t rows = 0;      ///< all, the head too
  std::size_t head_lines = 1;
  std::size_t printed = 0;  ///< columns of the print area; 0: all
  std::string footer;       ///< left of the page number; no "&" in it
};

/// Document properties. There is no date among them: the same input makes the same bytes.
struct Properties {
  std::string title;
  std::string comments;
};

/// Sheets are written one after the other and rows from the top, into temporary files without a name.
/// Everything here throws std::system_error, or std::runtime_error with words of the library.
class Writer {
 public:
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  Writer(Writer&&) = delete;
  Writer& operator=(Writer&&) = delete;
  virtual ~Writer() = default;

  /// Begins a sheet with its head.
  virtual void begin(const Sheet& sheet) = 0;
  /// The next row of that sheet, as high as so many lines of text: not every program finds the height itself.
  virtual void row(std::span<const Cell> cells, std::size_t lines) = 0;
  /// The bytes of the workbook; the last call.
  [[nodiscard]] virtual std::string finish() = 0;
};

/// What Excel takes at most.
inline constexpr std::size_t kMostRows = 1048576;
inline constexpr std::size_t kMostCharacters = 32767;  ///< UTF-16 units of one cell

/// The module's only symbol; null when it was built for another version of the program.
inline constexpr const char* kEntry = "zzaudit_xlsx_writer";
using Entry = Writer*(const char* version, const Properties& properties);

}  // namespace zzaudit::detail::workbook
