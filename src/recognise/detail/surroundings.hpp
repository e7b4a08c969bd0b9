// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recognise/detail/caption.hpp"
#include "recognise/detail/flow.hpp"
#include "recognise/detail/grid_view.hpp"
#include "recognise/detail/layout.hpp"

/// What is printed around a grid, gathered from loose lines above it and from its own first rows.
namespace zzaudit::recognition {

struct Surroundings {
  std::optional<TitleMatch> title;
  std::string title_text;  ///< as printed
  Place title_place;
  std::string number;
  std::optional<CurrencyUnit> currency_unit;
  std::optional<std::string> currency_text;
  std::optional<std::string> department;
  bool continued = false;
  bool interrupted = false;        ///< running text stands between the grid before and this one
  std::string nearest;             ///< nearest line above that is no unit or number
  std::vector<std::size_t> lines;  ///< flow lines that belong to the grid once it is a table

  void take(const Caption& caption);
  void take_title(const TitleMatch& match, std::string_view text, const Place& place);
  /// What this has and `inner` lacks comes in addition; where both speak, `inner` wins.
  void add(const Surroundings& inner);
};

/// Lines above the grid at `block`, back to the grid before it.
[[nodiscard]] Surroundings above(const Flow& flow, std::size_t block);
/// First rows of a grid (exports put title, number and unit into cells). Moves `rows.begin` behind them.
[[nodiscard]] Surroundings leading_rows(const GridView& view, RowRange& rows);
/// Notes in the last rows of a grid; moves `rows.end` before them.
[[nodiscard]] std::vector<TableRemark> note_rows(const GridView& view, RowRange& rows);
/// Notes in the lines below the grid at `block`, which are marked as taken.
[[nodiscard]] std::vector<TableRemark> note_lines(Flow& flow, std::size_t block);
/// Row ranges of the tables that stand in one grid, one below the other, each with its title.
[[nodiscard]] std::vector<RowRange> split_by_titles(const GridView& view);

}  // namespace zzaudit::recognition
