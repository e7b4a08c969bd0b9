// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "zzaudit/base/money.hpp"
#include "zzaudit/model/tables.hpp"

/// What stands around a table in loose lines: title, number, currency unit, department.
namespace zzaudit::recognition {

/// A title found in some text.
struct TitleMatch {
  std::optional<TableKey> table;  ///< empty: a known table that is none of the nine
  std::size_t size = 0;           ///< bytes of the label key that belong to the title proper
  std::size_t rank = 0;           ///< place in the list of titles: smaller is more usual
};

/// The title that a text ends with, whatever stands in front of it (unit, year, "附表1"), the longest
/// one winning. Empty when it ends with none, or when the words in front make it another title
/// ("项目" + "支出决算表").
[[nodiscard]] std::optional<TitleMatch> match_title(std::string_view printed);

/// One line (or cell) above a table, taken apart. Every part may be missing.
struct Caption {
  std::string number;  ///< "公开01表", "附表1"; spaces removed
  std::optional<CurrencyUnit> currency_unit;
  std::optional<std::string> currency_text;  ///< what stands after 单位：
  std::optional<std::string> department;     ///< what stands after 部门：, may be empty
  std::string rest;                          ///< what is left, as printed
  bool continued = false;                    ///< says 续表
  std::optional<TitleMatch> title;           ///< of `rest`

  [[nodiscard]] bool has_meta() const { return !number.empty() || currency_text || department || continued; }
};

[[nodiscard]] Caption parse_caption(std::string_view printed);

/// True for lines that carry nothing: page numbers such as "- 12 -" or "第3页".
[[nodiscard]] bool is_page_number(std::string_view printed);
/// True when a line begins a note below a table ("注：…", "说明：…").
[[nodiscard]] bool starts_note(std::string_view printed);
/// `text` with white space removed and nothing else changed.
[[nodiscard]] std::string without_spaces(std::string_view text);

}  // namespace zzaudit::recognition
