// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "recognise/detail/layout.hpp"
#include "zzaudit/recognise/recognise.hpp"

namespace zzaudit {
namespace {

/// Whether a header names a column of codes or line numbers.
bool counts_rows(const recognition::Column& column) {
  const recognition::Lexicon& words = recognition::lexicon();
  return std::ranges::any_of(column.path, [&](const std::string& text) {
    return words.line_number.matches(text) || words.code.within(text) || words.code_level.matches(text);
  });
}

}  // namespace

std::size_t figures_in(const Grid& grid) {
  const recognition::GridView view(grid);
  const recognition::Header header = recognition::read_header(view, {0, view.rows()});
  std::size_t figures = 0;
  for (std::size_t column = 0; column < view.columns(); ++column) {
    if (counts_rows(header.columns[column])) continue;
    for (std::size_t row = header.rows.end; row < view.rows(); ++row) {
      figures += recognition::is_number(view.text(row, column)) ? 1 : 0;
    }
  }
  return figures;
}

}  // namespace zzaudit
