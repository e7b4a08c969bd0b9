// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "render/detail/style.hpp"
#include "zzaudit/model/descriptor.hpp"
#include "zzaudit/recognise/words.hpp"
#include "zzaudit/render/render.hpp"

/// The parts of the HTML page. Everything that came from a report or a rule file goes through `escaped`.
namespace zzaudit::detail::html {

/// Text for element content and quoted attributes: the five special characters as entities, control and
/// direction characters made visible.
[[nodiscard]] std::string escaped(std::string_view text);
/// "e", "w" or "n": the class that colour and underline follow.
[[nodiscard]] std::string_view class_of(Severity severity);
/// ✕ ▲ ●: the shape that goes with the colour.
[[nodiscard]] std::string_view shape_of(Severity severity);

/// What a page begins with.
struct Head {
  Language language = Language::kChinese;
  std::string_view title;  ///< already escaped
  std::string_view style;
  std::string_view script;  ///< the caller appends it at the end, these very bytes
};
/// Up to the beginning of the body, "#top". No script but the page's own can run, and nothing is fetched,
/// whatever a report says.
void append_head(std::string& out, const Head& head);

/// What the whole page has in common. Rules are described once, under `rule_id`.
struct Page {
  const Catalogue& catalogue;
  Language language = Language::kChinese;
  std::vector<std::string> rules;  ///< ids of the rules that the page describes

  [[nodiscard]] std::string_view in(std::string_view zh, std::string_view en) const {
    return detail::in(language, zh, en);
  }
  /// Element id of a rule's description; "" when the page has none.
  [[nodiscard]] std::string rule_id(std::string_view rule) const;
};

/// What is known of a number of the words beside its digits.
enum class NumberState : std::uint8_t { kVerified, kUnverified, kDisputed };
struct MarkedNumber {
  std::size_t begin = 0, end = 0;  ///< bytes of the sentence's text
  NumberState state = NumberState::kVerified;
  std::string reason;  ///< why it is unverified
};

/// Places of one report as element ids, what points at them, and the findings that stand there. A place
/// that the page does not show becomes the nearest one that it does: the row, the table, the section.
class Index {
 public:
  Index(const CheckedReport& checked, std::string prefix, Language language);

  /// Element id of a location; "" for the report as a whole.
  [[nodiscard]] std::string id_of(const Location& location) const;
  [[nodiscard]] std::string table_id(TableKey table) const;
  [[nodiscard]] std::string row_id(TableKey table, std::size_t row) const;
  [[nodiscard]] std::string cell_id(TableKey table, std::size_t row, std::size_t column) const;
  [[nodiscard]] std::string column_id(TableKey table, std::size_t column) const;
  [[nodiscard]] std::string section_id(std::size_t section) const;
  [[nodiscard]] std::string sentence_id(std::size_t sentence) const;
  [[nodiscard]] std::string finding_id(std::size_t finding) const;

  /// Findings (by index) that mark this element.
  [[nodiscard]] const std::vector<std::size_t>& findings_at(const std::string& id) const;
  /// Whether anything on the page points at this element.
  [[nodiscard]] bool is_target(const std::string& id) const { return marks_.contains(id); }
  /// Why the number of this cell is unverified; null when it is verified.
  [[nodiscard]] const std::string* unverified_at(const std::string& cell_id) const;
  /// Numbers of a sentence, ascending.
  [[nodiscard]] std::vector<MarkedNumber> numbers_of(std::size_t sentence) const;

  [[nodiscard]] const Words& words() const { return words_; }
  [[nodiscard]] const std::vector<RowView>& rows(TableKey table) const {
    return rows_[static_cast<std::size_t>(table)];
  }
  /// Where a finding is listed: 0 the whole report, then the tables as printed, then the sections.
  [[nodiscard]] std::size_t group_of(const Finding& finding) const;
  [[nodiscard]] std::string group_title(std::size_t group) const;
  /// "whole", "words" or the key of a table: what the filter chooses by.
  [[nodiscard]] std::string_view area_of(const Location& location) const;
  /// All nine tables, printed ones in their order first.
  [[nodiscard]] const std::vector<TableKey>& tables() const { return tables_; }

 private:
  [[nodiscard]] std::string id_in_table(const Location& location) const;
  [[nodiscard]] std::size_t sentence_of(const Location& location) const;
  [[nodiscard]] std::size_t section_of(const Location& location) const;
  void index_places();
  void mark_findings();
  void mark_unverified();
  void read_numbers();

  const CheckedReport& checked_;
  std::string prefix_;
  Language language_;
  Words words_;
  std::vector<TableKey> tables_;
  std::array<std::vector<RowView>, kTableCount> rows_;
  std::array<std::unordered_map<std::string, std::vector<std::size_t>>, kTableCount> rows_by_label_;
  std::unordered_map<std::string, std::vector<std::size_t>> sections_by_title_;
  std::vector<std::pair<std::size_t, std::size_t>> sentences_of_;  ///< by section: first, one past the last
  std::unordered_map<std::string, std::vector<std::size_t>> marks_;
  std::unordered_map<std::string, std::string> unverified_;
  std::unordered_map<std::size_t, std::vector<const Unverified*>> unverified_words_;
  std::unordered_map<std::size_t, std::vector<Decimal>> disputed_;
  std::unordered_map<std::size_t, std::vector<MarkedNumber>> numbers_;
};

/// One report on the page.
struct View {
  const CheckedReport& checked;
  const Page& page;
  const Index& index;

  [[nodiscard]] std::string_view in(std::string_view zh, std::string_view en) const {
    return page.in(zh, en);
  }
  [[nodiscard]] std::string_view of(const Bilingual& text) const { return text.in(page.language); }
};

/// ` id="…"` when something points at the element.
[[nodiscard]] std::string id_attribute(const View& view, const std::string& id);
/// A link to a finding: its shape and number, then `text` (already escaped).
[[nodiscard]] std::string flag(const View& view, std::size_t finding, std::string_view text);
/// `text` (already escaped) as a link to the first finding that marks the element, and a flag for each
/// further one; `text` itself when none does.
[[nodiscard]] std::string marked(const View& view, const std::string& id, const std::string& text);
/// The class of the worst finding that marks the element; "" when none does.
[[nodiscard]] std::string_view mark_class(const View& view, const std::string& id);
/// A link to a location with the words `text` (not yet escaped).
[[nodiscard]] std::string link_to(const View& view, const Location& location, std::string_view text);

[[nodiscard]] std::string unit_and_year(const Report& report, const Page& page);
void append_counts(std::string& out, const CheckedReport& checked, const Page& page);
void append_summary(std::string& out, const View& view);
void append_findings(std::string& out, const View& view);
void append_tables(std::string& out, const View& view);
void append_grid(std::string& out, const Grid& grid);
void append_words(std::string& out, const View& view);
void append_coverage(std::string& out, const View& view);
void append_checks(std::string& out, const View& view);
/// What the page says about the rules it names.
void append_rules(std::string& out, const Page& page);

}  // namespace zzaudit::detail::html
