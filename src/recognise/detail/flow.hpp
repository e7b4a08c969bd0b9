// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "zzaudit/document/document.hpp"

namespace zzaudit::recognition {

/// A line of running text, and whether a table has taken it as its title, unit or note.
struct FlowLine {
  const TextLine* line = nullptr;
  const Paragraph* paragraph = nullptr;
  std::size_t block = 0;
  /// First line of its paragraph: of the reader's, or of one that begins inside it. Text saved without blank
  /// lines is one paragraph to a reader.
  bool first = false;
  bool taken = false;
};

/// A document's lines in order, beside its blocks.
struct Flow {
  const Document* document = nullptr;
  std::vector<FlowLine> lines;
  std::vector<std::size_t>
      first_line;  ///< by block: the first line at or after it; one entry more than blocks

  explicit Flow(const Document& source);
};

/// True for the paragraph that a reader makes from the name of a file or sheet.
[[nodiscard]] bool is_file_name(const Document& document, const TextLine& line);
/// 1 for 第X部分, 2 for 一、, 3 for （一）, 4 for 1. 1、 or (1); 0 for none. `compact_text` as `compact`
/// gives it.
[[nodiscard]] int numbering_level(std::string_view compact_text);

}  // namespace zzaudit::recognition
