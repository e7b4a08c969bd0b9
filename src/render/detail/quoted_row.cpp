// SPDX-License-Identifier: Apache-2.0
#include "render/detail/quoted_row.hpp"

#include <algorithm>
#include <numeric>

#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail {
namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kGap = 2;
constexpr std::size_t kWidestLabel = 36;
constexpr std::size_t kWidestHead = 16;
constexpr std::size_t kWidestFigure = 24;

/// A row to be shown, and which of its columns to underline.
struct Quote {
  RowView row;
  std::vector<std::size_t> marked;
};

bool belongs_to(const Place& place, const RowView& row) {
  return place == *row.place || std::ranges::any_of(row.cells, [&](const Cell* cell) {
           return cell != nullptr && cell->place == place;
         });
}

/// The row that a location names. Two 科目 may have the same code by mistake; then the place decides.
std::optional<RowView> find_row(const Report& report, const Location& location) {
  if (!location.table || location.row.zh.empty()) {
    return std::nullopt;
  }
  std::optional<RowView> found;
  for (const RowView& row : rows_of(report, *location.table)) {
    if (*row.present && row_label(row, Language::kChinese) == location.row.zh) {
      if (belongs_to(location.place, row)) {
        return row;
      }
      if (!found) {
        found = row;
      }
    }
  }
  return found;
}

std::optional<std::size_t> column_of(const Location& location) {
  if (!location.table || location.column.zh.empty()) {
    return std::nullopt;
  }
  return find_column(*location.table, location.column.zh);
}

void mark(Quote& quote, const Location& location) {
  if (const auto column = column_of(location);
      column && std::ranges::find(quote.marked, *column) == quote.marked.end()) {
    quote.marked.push_back(*column);
  }
}

std::vector<Quote> quotes_of(const Report& report, const Finding& finding) {
  std::vector<Quote> quotes;
  const Location& where = finding.locations.front();
  const auto row = find_row(report, where);
  if (!row) {
    return quotes;
  }
  quotes.push_back({*row, {}});
  if (!finding.suspects.empty()) {
    const Location& suspect = finding.suspects.front().location;
    if (const auto suspected = suspect.table == where.table ? find_row(report, suspect) : std::nullopt) {
      if (suspected->place != row->place) {
        quotes.push_back({*suspected, {}});
      }
      mark(quotes.back(), suspect);
      return quotes;
    }
  }
  for (const Location& location : finding.locations) {
    if (location.table == where.table && location.row.zh == where.row.zh) {
      mark(quotes.front(), location);
    }
  }
  return quotes;
}

std::string figure(const Cell& cell) {
  return truncate(one_line(cell.has_value() ? cell.value.to_string() : cell.text), kWidestFigure);
}

/// Heads and widths of the columns of a table; heads are cut to `widest_head`.
struct Columns {
  std::vector<std::string> heads;
  std::vector<std::size_t> widths;
};

Columns columns_of(const TableDescriptor& table, const std::vector<Quote>& quotes, std::size_t widest_head,
                   Language language) {
  Columns columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    columns.heads.push_back(truncate(table.columns[i].label.in(language), widest_head));
    columns.widths.push_back(display_width(columns.heads.back()));
    for (const Quote& quote : quotes) {
      columns.widths.back() = std::max(columns.widths.back(), display_width(figure(*quote.row.cells[i])));
    }
  }
  return columns;
}

/// Columns to show: those that the form has, and as many as the width takes, the marked ones first.
std::vector<std::size_t> columns_to_show(const std::vector<Quote>& quotes,
                                         const std::vector<std::size_t>& widths, std::size_t room) {
  std::vector<std::size_t> order;
  const auto add = [&](std::size_t column) {
    if (std::ranges::find(order, column) == order.end()) {
      order.push_back(column);
    }
  };
  for (const Quote& quote : quotes) {
    std::ranges::for_each(quote.marked, add);
  }
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (std::ranges::any_of(quotes, [&](const Quote& quote) { return !quote.row.cells[i]->is_absent(); })) {
      add(i);
    }
  }
  std::size_t used = 0;
  std::vector<std::size_t> shown;
  for (const std::size_t column : order) {
    used += widths[column] + kGap;
    if (used <= room || shown.empty()) {
      shown.push_back(column);
    }
  }
  std::ranges::sort(shown);
  return shown;
}

}  // namespace

std::string quoted_rows(const Report& report, const Finding& finding, const RenderOptions& options) {
  const std::vector<Quote> quotes = quotes_of(report, finding);
  if (quotes.empty()) {
    return {};
  }
  const TableDescriptor& table = descriptor(*finding.locations.front().table);
  std::vector<std::string> labels;
  std::size_t label_width = 0;
  for (const Quote& quote : quotes) {
    labels.push_back(truncate(one_line(row_label(quote.row, options.language)), kWidestLabel));
    label_width = std::max(label_width, display_width(labels.back()));
  }
  const std::size_t taken = kIndent + label_width;
  const std::size_t room = options.width > taken ? options.width - taken : 0;
  Columns columns = columns_of(table, quotes, std::string_view::npos, options.language);
  std::vector<std::size_t> shown = columns_to_show(quotes, columns.widths, room);
  if (columns_to_show(quotes, columns.widths, std::string_view::npos).size() > shown.size()) {
    // Long heads are cut only when that makes room.
    columns = columns_of(table, quotes, kWidestHead, options.language);
    shown = columns_to_show(quotes, columns.widths, room);
  }
  const auto& [heads, widths] = columns;

  const std::string margin(kIndent, ' ');
  const std::string gap(kGap, ' ');
  std::string head = margin + std::string(label_width, ' ');
  for (const std::size_t column : shown) {
    head += gap + pad_left(heads[column], widths[column]);
  }
  std::string out = styled(head, Look::kFaint, options) + "\n";
  for (std::size_t q = 0; q < quotes.size(); ++q) {
    const Quote& quote = quotes[q];
    out += margin + pad_right(labels[q], label_width);
    std::string carets = margin + std::string(label_width, ' ');
    for (const std::size_t column : shown) {
      const std::string text = figure(*quote.row.cells[column]);
      const bool marked = std::ranges::find(quote.marked, column) != quote.marked.end();
      out += gap + std::string(widths[column] - display_width(text), ' ') +
             styled(text, marked ? look_of(finding.severity) : Look::kPlain, options);
      // A blank cell is marked over the width of its column, or nothing would be seen.
      const std::size_t length = text.empty() ? widths[column] : display_width(text);
      carets += gap + std::string(widths[column] - length, ' ') + std::string(length, marked ? '^' : ' ');
    }
    out += '\n';
    if (!quote.marked.empty()) {
      carets.erase(carets.find_last_of('^') + 1);
      out += styled(carets, look_of(finding.severity), options) + "\n";
    }
  }
  return out;
}

}  // namespace zzaudit::detail
