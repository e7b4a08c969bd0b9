// SPDX-License-Identifier: Apache-2.0
#include "check/code/words/facts.hpp"

#include <algorithm>
#include <array>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

const RowView* find_row(const std::vector<RowView>& rows, std::string_view key) {
  const auto it =
      std::ranges::find_if(rows, [&](const RowView& row) { return *row.present && row.key() == key; });
  return it == rows.end() ? nullptr : &*it;
}

/// The rows of all tables, and whether there is any amount in them.
struct TableRows {
  std::array<std::vector<RowView>, kTableCount> rows;
  std::array<bool, kTableCount> has_amounts{};
};

TableRows table_rows(const Report& report) {
  TableRows tables;
  for (const TableKey table : kAllTables) {
    const auto index = static_cast<std::size_t>(table);
    tables.rows[index] = rows_of(report, table);
    tables.has_amounts[index] = std::ranges::any_of(tables.rows[index], [](const RowView& row) {
      return std::ranges::any_of(row.cells,
                                 [](const Cell* cell) { return cell != nullptr && cell->has_value(); });
    });
  }
  return tables;
}

Bilingual measure_label(const Claim& claim) {
  switch (claim.measure) {
    case Measure::kBudget:
      return claim.budget == BudgetStage::kInitial    ? Bilingual{"年初预算", "initial budget of "}
             : claim.budget == BudgetStage::kAdjusted ? Bilingual{"全年预算", "full-year budget of "}
                                                      : Bilingual{"预算", "budget of "};
    case Measure::kShare:
      return {"占比", "share of "};
    case Measure::kCompletion:
      return {"完成预算比例", "budget completion of "};
    case Measure::kChange:
      return {"增减额", "change of "};
    case Measure::kChangeRate:
      return {"增减幅度", "rate of change of "};
    case Measure::kDirection:
      return {"增减方向", "direction of "};
    case Measure::kPrior:
      return {"上年数", "last year's "};
    case Measure::kDeviation:
      return {"预决算差异率", "deviation from the budget of "};
    default:
      return {"", ""};
  }
}

}  // namespace

std::string in_quotes(std::string_view text) {
  std::string quoted = "“";
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    constexpr std::size_t kMark = 3;
    const bool opens = rest.starts_with("“");
    if (opens || rest.starts_with("”")) {
      quoted += opens ? "‘" : "’";
      i += kMark;
    } else {
      quoted += text[i++];
    }
  }
  return quoted + "”";
}

std::string amount_text(const Decimal& value) { return value.to_string(); }

std::vector<const Cell*> cells_of(std::initializer_list<const Figure*> figures) {
  std::vector<const Cell*> cells;
  for (const Figure* figure : figures) {
    if (figure->claim != nullptr) {
      cells.push_back(&figure->claim->figure);
    }
    cells.insert(cells.end(), figure->cells.begin(), figure->cells.end());
  }
  return cells;
}

Facts::Facts(const Report& report, const Words& words) : report_(report), words_(words) {
  for (const auto& claim : words.claims) {
    by_concept_[claim.concept_key].push_back(&claim);
  }
}

std::vector<const Claim*> Facts::claims(std::string_view key, Measure measure) const {
  std::vector<const Claim*> found;
  if (const auto it = by_concept_.find(key); it != by_concept_.end()) {
    std::ranges::copy_if(it->second, std::back_inserter(found),
                         [&](const Claim* c) { return c->measure == measure; });
  }
  return found;
}

namespace {

/// Sentences longer than this are quoted by the part between semicolons that is meant.
constexpr std::size_t kLongSentence = 240;

/// The part of a sentence, between semicolons, that a byte of its folded text stands in.
std::string_view clause_at(const Sentence& sentence, std::size_t offset) {
  static constexpr std::string_view kWide = "；";
  std::string_view text = sentence.text;
  if (text.size() <= kLongSentence) {
    return text;
  }
  auto before =
      std::count(sentence.folded.begin(), sentence.folded.begin() + static_cast<std::ptrdiff_t>(offset), ';');
  while (true) {
    const std::size_t wide = text.find(kWide);
    const std::size_t narrow = text.find(';');
    const std::size_t cut = std::min(wide, narrow);
    if (before == 0 || cut == std::string_view::npos) {
      return trim(text.substr(0, cut));
    }
    text.remove_prefix(cut + (cut == wide ? kWide.size() : 1));
    --before;
  }
}

}  // namespace

Location Facts::location(std::size_t sentence, std::size_t offset) const {
  const Sentence& at = words_.sentences[sentence];
  return section_location(report_.sections[at.section], clause_at(at, offset), at.place_at(offset));
}

Location Facts::location(const Claim& claim) const { return location(claim.sentence, claim.begin); }

Bilingual Facts::label(const Claim& claim) const {
  const Bilingual measure = measure_label(claim);
  const Bilingual concept_label = name(claim.concept_key);
  return {concept_label.zh + measure.zh, measure.en + concept_label.en};
}

Interval range_of(const Claim& claim) {
  const Decimal& value = claim.figure.value;
  if (claim.measure == Measure::kCount) {
    return Interval::exact(value);
  }
  return claim.half_unit && !value.is_zero() ? Interval(value - *claim.half_unit, value + *claim.half_unit)
                                             : Interval::printed(value);
}

Figure Facts::figure(const Claim& claim) const {
  Figure figure;
  figure.value = claim.figure.value;
  figure.range = range_of(claim);
  figure.claim = &claim;
  figure.describe([this, &claim] {
    return Operand{label(claim), amount_text(claim.figure.value), location(claim)};
  });
  return figure;
}

namespace {

/// The unit of a claim's amount in the words.
CurrencyUnit written_unit(const Words& words, const Claim& claim) {
  const std::string_view after = std::string_view(words.sentences[claim.sentence].folded).substr(claim.end);
  for (const CurrencyUnit unit :
       {CurrencyUnit::kYuan, CurrencyUnit::kThousandYuan, CurrencyUnit::kHundredMillionYuan}) {
    if (after.starts_with(name_of(unit).zh)) {
      return unit;
    }
  }
  return CurrencyUnit::kTenThousandYuan;
}

Bilingual with_unit(std::string_view amount, CurrencyUnit unit) {
  const BilingualView name = name_of(unit);
  return {std::string(amount) + std::string(name.zh),
          std::string(amount) + " (" + std::string(name.en) + ")"};
}

}  // namespace

Bilingual Facts::as_written(const Claim& claim) const {
  const std::string_view text = words_.sentences[claim.sentence].folded;
  return with_unit(text.substr(claim.begin, claim.end - claim.begin), written_unit(words_, claim));
}

Bilingual Facts::in_unit_of(const Claim& claim, const Decimal& value) const {
  constexpr int kDecimals = 2;
  const CurrencyUnit own = report_.currency_unit.value_or(CurrencyUnit::kTenThousandYuan);
  const CurrencyUnit unit = written_unit(words_, claim);
  return with_unit(amount_text(convert(value, own, unit).rounded(kDecimals)), unit);
}

std::optional<Figure> Facts::cell_figure(const ConceptCell& at) const {
  const auto& tables = derived<TableRows>([&] { return table_rows(report_); });
  return cell_figure(at, tables.has_amounts[static_cast<std::size_t>(at.table)]);
}

std::optional<Figure> Facts::cell_figure(const ConceptCell& at, bool blank_is_nil) const {
  if (!info_of(report_, at.table).present) {
    return std::nullopt;
  }
  const auto& tables = derived<TableRows>([&] { return table_rows(report_); });
  const RowView* row = find_row(tables.rows[static_cast<std::size_t>(at.table)], at.row);
  if (row == nullptr) {
    return std::nullopt;
  }
  const Cell* cell = row->cells[at.column];
  const bool nil = cell->state == CellState::kBlank && blank_is_nil;
  if (!cell->has_value() && !nil) {
    return std::nullopt;
  }
  Figure figure;
  const CurrencyUnit unit = report_.currency_unit.value_or(CurrencyUnit::kTenThousandYuan);
  figure.value =
      nil ? Decimal{} : convert(cell->value, info_of(report_, at.table).currency_unit.value_or(unit), unit);
  figure.range = Interval::printed(figure.value);
  figure.cells = {cell};
  figure.describe([this, table = at.table, column = at.column, row, nil, value = figure.value] {
    Operand operand;
    operand.location = cell_location(report_, table, *row, column);
    const Bilingual name = table_name(report_, table);
    operand.name = {name.zh + "“" + operand.location.row.zh + "”" + operand.location.column.zh,
                    name.en + ", " + operand.location.row.en + ", " + operand.location.column.en};
    operand.value = nil ? "" : amount_text(value);
    return operand;
  });
  return figure;
}

std::optional<Figure> Facts::table_figure(std::string_view key) const {
  for (const auto& at : concept_cells(key)) {
    if (auto figure = cell_figure(at)) {
      return figure;
    }
  }
  return std::nullopt;
}

bool Facts::is_empty_table(TableKey table) const {
  const auto& tables = derived<TableRows>([&] { return table_rows(report_); });
  const auto index = static_cast<std::size_t>(table);
  const auto& info = info_of(report_, table);
  const bool unreadable = std::ranges::any_of(tables.rows[index], [](const RowView& row) {
    return std::ranges::any_of(
        row.cells, [](const Cell* cell) { return cell != nullptr && cell->state == CellState::kUnreadable; });
  });
  return info.present && !info.low_confidence && !tables.has_amounts[index] && !unreadable;
}

std::optional<Figure> Facts::empty_table_figure(std::string_view key) const {
  for (const auto& at : concept_cells(key)) {
    if (auto figure = is_empty_table(at.table) ? cell_figure(at, true) : std::nullopt) {
      return figure;
    }
  }
  return std::nullopt;
}

std::vector<Figure> Facts::finals(std::string_view key, const Claim& near) const {
  std::vector<Figure> found;
  const std::size_t section = words_.sentences[near.sentence].section;
  for (const Claim* claim : claims(key, Measure::kFinal)) {
    if (words_.sentences[claim->sentence].section == section) {
      found.push_back(figure(*claim));
    }
  }
  std::ranges::stable_sort(found, [&](const Figure& a, const Figure& b) {
    const auto distance = [&](const Figure& f) {
      return f.claim->sentence > near.sentence ? words_.sentences.size() + f.claim->sentence
                                               : near.sentence - f.claim->sentence;
    };
    return distance(a) < distance(b);
  });
  if (auto table = table_figure(key)) {
    found.push_back(std::move(*table));
  }
  if (found.empty()) {
    for (const Claim* claim : claims(key, Measure::kFinal)) {
      found.push_back(figure(*claim));
    }
  }
  return found;
}

std::vector<Figure> Facts::budgets(std::string_view key, const Claim& near) const {
  std::vector<Figure> found = stated_budgets(key, near);
  if (found.empty() && key.starts_with("three_public.")) {
    if (auto table = cell_figure({TableKey::kThreePublic, std::string(key.substr(key.find('.') + 1)), 0})) {
      found.push_back(std::move(*table));
    }
  }
  return found;
}

std::vector<Figure> Facts::stated_budgets(std::string_view key, const Claim& near) const {
  std::vector<Figure> found;
  const std::size_t section = words_.sentences[near.sentence].section;
  for (const Claim* claim : claims(key, Measure::kBudget)) {
    const bool stage_fits = near.budget == BudgetStage::kPlain || claim->budget == BudgetStage::kPlain ||
                            claim->budget == near.budget;
    if (words_.sentences[claim->sentence].section == section && stage_fits) {
      found.push_back(figure(*claim));
    }
  }
  return found;
}

}  // namespace zzaudit::detail
