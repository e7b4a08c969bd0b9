// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/descriptor.hpp"

#include <algorithm>
#include <utility>

#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

template <class Columns>
struct ColumnField {
  ColumnInfo info;
  Cell Columns::*member;
};

template <class Table>
struct LineField {
  LineInfo info;
  Row<typename Table::Columns> Table::*member;
};

template <class Columns>
struct ColumnsOf;
template <class Table>
struct LinesOf;

template <>
struct ColumnsOf<AmountColumns> {
  static constexpr std::array fields = {
      ColumnField<AmountColumns>{{"amount", {"决算数", "amount"}}, &AmountColumns::amount}};
};
template <>
struct ColumnsOf<IncomeColumns> {
  using C = IncomeColumns;
  static constexpr std::array fields = {
      ColumnField<C>{{"total", {"本年收入合计", "total income of the year"}}, &C::total},
      ColumnField<C>{{"fiscal", {"财政拨款收入", "fiscal appropriations"}}, &C::fiscal},
      ColumnField<C>{{"superior", {"上级补助收入", "subsidies from superior units"}}, &C::superior},
      ColumnField<C>{{"operating", {"事业收入", "public-service income"}}, &C::operating},
      ColumnField<C>{{"business", {"经营收入", "business income"}}, &C::business},
      ColumnField<C>{{"affiliated", {"附属单位上缴收入", "remittances from affiliated units"}},
                     &C::affiliated},
      ColumnField<C>{{"other", {"其他收入", "other income"}}, &C::other}};
};
template <>
struct ColumnsOf<ExpenditureColumns> {
  using C = ExpenditureColumns;
  static constexpr std::array fields = {
      ColumnField<C>{{"total", {"本年支出合计", "total expenditure of the year"}}, &C::total},
      ColumnField<C>{{"basic", {"基本支出", "basic expenditure"}}, &C::basic},
      ColumnField<C>{{"project", {"项目支出", "project expenditure"}}, &C::project},
      ColumnField<C>{{"remitted", {"上缴上级支出", "remitted to superior units"}}, &C::remitted},
      ColumnField<C>{{"business", {"经营支出", "business expenditure"}}, &C::business},
      ColumnField<C>{{"affiliated", {"对附属单位补助支出", "subsidies to affiliated units"}},
                     &C::affiliated}};
};
template <>
struct ColumnsOf<FiscalColumns> {
  using C = FiscalColumns;
  static constexpr std::array fields = {
      ColumnField<C>{{"total", {"合计", "total"}}, &C::total},
      ColumnField<C>{{"general", {"一般公共预算财政拨款", "general public budget"}}, &C::general},
      ColumnField<C>{{"fund", {"政府性基金预算财政拨款", "government funds"}}, &C::fund},
      ColumnField<C>{{"capital", {"国有资本经营预算财政拨款", "state capital operations"}}, &C::capital}};
};
template <>
struct ColumnsOf<BudgetColumns> {
  using C = BudgetColumns;
  static constexpr std::array fields = {
      ColumnField<C>{{"opening", {"年初结转和结余", "balance carried in"}}, &C::opening},
      ColumnField<C>{{"income", {"本年收入", "income of the year"}}, &C::income},
      ColumnField<C>{{"total", {"本年支出合计", "total expenditure of the year"}}, &C::total},
      ColumnField<C>{{"basic", {"基本支出", "basic expenditure"}}, &C::basic},
      ColumnField<C>{{"project", {"项目支出", "project expenditure"}}, &C::project},
      ColumnField<C>{{"closing", {"年末结转和结余", "balance carried out"}}, &C::closing}};
};
template <>
struct ColumnsOf<ThreePublicColumns> {
  using C = ThreePublicColumns;
  static constexpr std::array fields = {ColumnField<C>{{"budget", {"预算数", "budget"}}, &C::budget},
                                        ColumnField<C>{{"final", {"决算数", "final accounts"}}, &C::final}};
};

template <>
struct LinesOf<OverviewTable> {
  using T = OverviewTable;
  using F = LineField<T>;
  static constexpr std::array fields = {
      F{{"income.general_budget",
         {"一般公共预算财政拨款收入", "general public budget appropriations"},
         Side::kIncome,
         "income.this_year"},
        &T::general_budget},
      F{{"income.fund",
         {"政府性基金预算财政拨款收入", "government fund appropriations"},
         Side::kIncome,
         "income.this_year"},
        &T::fund},
      F{{"income.state_capital",
         {"国有资本经营预算财政拨款收入", "state capital appropriations"},
         Side::kIncome,
         "income.this_year"},
        &T::state_capital},
      F{{"income.superior",
         {"上级补助收入", "subsidies from superior units"},
         Side::kIncome,
         "income.this_year"},
        &T::superior},
      F{{"income.operating", {"事业收入", "public-service income"}, Side::kIncome, "income.this_year"},
        &T::operating},
      F{{"income.business", {"经营收入", "business income"}, Side::kIncome, "income.this_year"},
        &T::business},
      F{{"income.affiliated",
         {"附属单位上缴收入", "remittances from affiliated units"},
         Side::kIncome,
         "income.this_year"},
        &T::affiliated},
      F{{"income.other", {"其他收入", "other income"}, Side::kIncome, "income.this_year"}, &T::other_income},
      F{{"income.this_year", {"本年收入合计", "total income of the year"}, Side::kIncome, "income.total"},
        &T::income},
      F{{"income.use_of_balance",
         {"使用非财政拨款结余和专用结余", "use of non-fiscal and earmarked balances"},
         Side::kIncome,
         "income.total"},
        &T::use_of_balance},
      F{{"income.opening", {"年初结转和结余", "balance carried in"}, Side::kIncome, "income.total"},
        &T::opening},
      F{{"income.total", {"收入总计", "grand total of income"}, Side::kIncome, ""}, &T::income_total},
      F{{"expenditure.this_year",
         {"本年支出合计", "total expenditure of the year"},
         Side::kExpenditure,
         "expenditure.total"},
        &T::expenditure},
      F{{"expenditure.distribution",
         {"结余分配", "distribution of balances"},
         Side::kExpenditure,
         "expenditure.total"},
        &T::distribution},
      F{{"expenditure.closing",
         {"年末结转和结余", "balance carried out"},
         Side::kExpenditure,
         "expenditure.total"},
        &T::closing},
      F{{"expenditure.total", {"支出总计", "grand total of expenditure"}, Side::kExpenditure, ""},
        &T::expenditure_total}};
};
template <class T>
inline constexpr std::array kTotalLine = {
    LineField<T>{{"total", {"合计", "total"}, Side::kNone, ""}, &T::total}};
template <>
struct LinesOf<IncomeTable> {
  static constexpr auto fields = kTotalLine<IncomeTable>;
};
template <>
struct LinesOf<ExpenditureTable> {
  static constexpr auto fields = kTotalLine<ExpenditureTable>;
};
template <>
struct LinesOf<GeneralBudgetTable> {
  static constexpr auto fields = kTotalLine<GeneralBudgetTable>;
};
template <>
struct LinesOf<FundTable> {
  static constexpr auto fields = kTotalLine<FundTable>;
};
template <>
struct LinesOf<StateCapitalTable> {
  static constexpr auto fields = kTotalLine<StateCapitalTable>;
};
template <>
struct LinesOf<FiscalOverviewTable> {
  using T = FiscalOverviewTable;
  using F = LineField<T>;
  static constexpr std::array fields = {
      F{{"income.general_budget",
         {"一般公共预算财政拨款", "general public budget appropriations"},
         Side::kIncome,
         "income.this_year"},
        &T::general_budget},
      F{{"income.fund",
         {"政府性基金预算财政拨款", "government fund appropriations"},
         Side::kIncome,
         "income.this_year"},
        &T::fund},
      F{{"income.state_capital",
         {"国有资本经营预算财政拨款", "state capital appropriations"},
         Side::kIncome,
         "income.this_year"},
        &T::state_capital},
      F{{"income.this_year", {"本年收入合计", "total income of the year"}, Side::kIncome, "income.total"},
        &T::income},
      F{{"income.opening",
         {"年初财政拨款结转和结余", "fiscal balance carried in"},
         Side::kIncome,
         "income.total"},
        &T::opening},
      F{{"income.opening_general",
         {"年初一般公共预算财政拨款结转和结余", "carried in: general public budget"},
         Side::kIncome,
         "income.opening"},
        &T::opening_general},
      F{{"income.opening_fund",
         {"年初政府性基金预算财政拨款结转和结余", "carried in: government funds"},
         Side::kIncome,
         "income.opening"},
        &T::opening_fund},
      F{{"income.opening_capital",
         {"年初国有资本经营预算财政拨款结转和结余", "carried in: state capital"},
         Side::kIncome,
         "income.opening"},
        &T::opening_capital},
      F{{"income.total", {"收入总计", "grand total of income"}, Side::kIncome, ""}, &T::income_total},
      F{{"expenditure.this_year",
         {"本年支出合计", "total expenditure of the year"},
         Side::kExpenditure,
         "expenditure.total"},
        &T::expenditure},
      F{{"expenditure.closing",
         {"年末财政拨款结转和结余", "fiscal balance carried out"},
         Side::kExpenditure,
         "expenditure.total"},
        &T::closing},
      F{{"expenditure.total", {"支出总计", "grand total of expenditure"}, Side::kExpenditure, ""},
        &T::expenditure_total}};
};
template <>
struct LinesOf<BasicTable> {
  using T = BasicTable;
  using F = LineField<T>;
  static constexpr std::array fields = {
      F{{"personnel", {"人员经费合计", "total staff costs"}, Side::kNone, "total"}, &T::personnel},
      F{{"operating", {"公用经费合计", "total operating costs"}, Side::kNone, "total"}, &T::operating},
      F{{"total", {"合计", "total"}, Side::kNone, ""}, &T::total}};
};
template <>
struct LinesOf<ThreePublicTable> {
  using T = ThreePublicTable;
  using F = LineField<T>;
  static constexpr std::array fields = {
      F{{"total", {"合计", "total"}, Side::kNone, ""}, &T::total},
      F{{"abroad", {"因公出国（境）费", "official travel abroad"}, Side::kNone, "total"}, &T::abroad},
      F{{"vehicles", {"公务用车购置及运行维护费", "official vehicles"}, Side::kNone, "total"}, &T::vehicles},
      F{{"vehicle_purchase", {"公务用车购置费", "vehicle purchase"}, Side::kNone, "vehicles"},
        &T::vehicle_purchase},
      F{{"vehicle_operation",
         {"公务用车运行维护费", "vehicle operation and maintenance"},
         Side::kNone,
         "vehicles"},
        &T::vehicle_operation},
      F{{"reception", {"公务接待费", "official reception"}, Side::kNone, "total"}, &T::reception}};
};

template <class Fields, std::size_t... I>
constexpr auto infos_of(const Fields& fields, std::index_sequence<I...> /*indices*/) {
  return std::array{fields[I].info...};
}
template <class Owner>
inline constexpr auto kInfos = infos_of(Owner::fields, std::make_index_sequence<Owner::fields.size()>());

template <class Table>
concept HasRows = requires(Table& table) {
  table.rows;
};

template <class Table>
constexpr TableDescriptor describe(TableKey table, std::string_view key, BilingualView title, bool economic,
                                   Side side) {
  return {table,          key,      title, kInfos<ColumnsOf<typename Table::Columns>>, kInfos<LinesOf<Table>>,
          HasRows<Table>, economic, side};
}

constexpr std::array<TableDescriptor, kTableCount> kDescriptors = {
    describe<OverviewTable>(TableKey::kOverview, "overview",
                            {"收入支出决算总表", "overview of income and expenditure"}, false,
                            Side::kExpenditure),
    describe<IncomeTable>(TableKey::kIncome, "income", {"收入决算表", "income"}, false, Side::kNone),
    describe<ExpenditureTable>(TableKey::kExpenditure, "expenditure", {"支出决算表", "expenditure"}, false,
                               Side::kNone),
    describe<FiscalOverviewTable>(TableKey::kFiscalOverview, "fiscal_overview",
                                  {"财政拨款收入支出决算总表", "overview of fiscal appropriations"}, false,
                                  Side::kExpenditure),
    describe<GeneralBudgetTable>(TableKey::kGeneralBudget, "general_budget",
                                 {"一般公共预算财政拨款支出决算表", "general public budget expenditure"},
                                 false, Side::kNone),
    describe<BasicTable>(
        TableKey::kBasic, "basic",
        {"一般公共预算财政拨款基本支出决算表", "basic expenditure by economic classification"}, true,
        Side::kNone),
    describe<ThreePublicTable>(TableKey::kThreePublic, "three_public",
                               {"“三公”经费支出决算表", "“three public” expenses"}, false, Side::kNone),
    describe<FundTable>(TableKey::kFund, "fund", {"政府性基金预算财政拨款收入支出决算表", "government funds"},
                        false, Side::kNone),
    describe<StateCapitalTable>(TableKey::kStateCapital, "state_capital",
                                {"国有资本经营预算财政拨款支出决算表", "state capital operations"}, false,
                                Side::kNone)};

/// Other titles under which reports print a table.
struct PrintedTitle {
  std::string_view title;
  TableKey table;
};
constexpr std::array kPrintedTitles = {
    PrintedTitle{"收入支出决算表", TableKey::kOverview},
    PrintedTitle{"财政拨款收入支出决算表", TableKey::kFiscalOverview},
    PrintedTitle{"一般公共预算财政拨款“三公”经费支出决算表", TableKey::kThreePublic},
    PrintedTitle{"财政拨款“三公”经费支出决算表", TableKey::kThreePublic},
    PrintedTitle{"政府性基金预算财政拨款支出决算表", TableKey::kFund},
    PrintedTitle{"国有资本经营预算财政拨款收入支出决算表", TableKey::kStateCapital}};

/// Calls `f(table struct)` for the table named; `ReportT` may be const.
template <class ReportT, class F>
decltype(auto) with_table(ReportT& report, TableKey table, F&& f) {
  switch (table) {
    case TableKey::kOverview:
      return f(report.overview);
    case TableKey::kIncome:
      return f(report.income);
    case TableKey::kExpenditure:
      return f(report.expenditure);
    case TableKey::kFiscalOverview:
      return f(report.fiscal_overview);
    case TableKey::kGeneralBudget:
      return f(report.general_budget);
    case TableKey::kBasic:
      return f(report.basic);
    case TableKey::kThreePublic:
      return f(report.three_public);
    case TableKey::kFund:
      return f(report.fund);
    case TableKey::kStateCapital:
      break;
  }
  return f(report.state_capital);
}

template <bool kConst, class RowT>
BasicRowView<kConst> view_of(RowT& row, const LineInfo* line) {
  using Columns = std::remove_const_t<decltype(row.cells)>;
  BasicRowView<kConst> view;
  view.line = line;
  view.present = &row.present;
  view.code = &row.code;
  view.name = &row.name;
  view.place = &row.place;
  for (std::size_t i = 0; i < ColumnsOf<Columns>::fields.size(); ++i) {
    view.cells[i] = &(row.cells.*(ColumnsOf<Columns>::fields[i].member));
  }
  return view;
}

template <bool kConst, class ReportT>
std::vector<BasicRowView<kConst>> views_of(ReportT& report, TableKey key) {
  return with_table(report, key, [](auto& table) {
    using Table = std::remove_const_t<std::remove_reference_t<decltype(table)>>;
    std::vector<BasicRowView<kConst>> views;
    if constexpr (HasRows<Table>) {
      views.reserve(LinesOf<Table>::fields.size() + table.rows.size());
    } else {
      views.reserve(LinesOf<Table>::fields.size());
    }
    for (std::size_t i = 0; i < LinesOf<Table>::fields.size(); ++i) {
      views.push_back(view_of<kConst>(table.*(LinesOf<Table>::fields[i].member), &kInfos<LinesOf<Table>>[i]));
    }
    if constexpr (HasRows<Table>) {
      for (auto& row : table.rows) {
        views.push_back(view_of<kConst>(row, nullptr));
      }
    }
    return views;
  });
}

template <class Infos>
std::optional<std::size_t> find_in(const Infos& infos, std::string_view name) {
  const auto it = std::ranges::find_if(
      infos, [&](const auto& info) { return info.key == name || info.label.zh == name; });
  if (it == infos.end()) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(it - infos.begin());
}

}  // namespace

const TableDescriptor& descriptor(TableKey table) { return kDescriptors.at(static_cast<std::size_t>(table)); }

std::optional<TableKey> find_table(std::string_view key_or_title) {
  for (const auto& table : kDescriptors) {
    if (table.key == key_or_title || table.title.zh == key_or_title) {
      return table.table;
    }
  }
  const auto* const printed = std::ranges::find(kPrintedTitles, key_or_title, &PrintedTitle::title);
  return printed == kPrintedTitles.end() ? std::nullopt : std::optional(printed->table);
}

std::optional<std::size_t> find_column(TableKey table, std::string_view key_or_label) {
  return find_in(descriptor(table).columns, key_or_label);
}

std::optional<std::size_t> find_line(TableKey table, std::string_view key_or_label) {
  return find_in(descriptor(table).lines, key_or_label);
}

std::vector<RowView> rows_of(const Report& report, TableKey table) { return views_of<true>(report, table); }

std::vector<MutableRowView> rows_of(Report& report, TableKey table) { return views_of<false>(report, table); }

const TableInfo& info_of(const Report& report, TableKey table) {
  return with_table(report, table, [](const auto& t) -> const TableInfo& { return t.info; });
}

TableInfo& info_of(Report& report, TableKey table) {
  return with_table(report, table, [](auto& t) -> TableInfo& { return t.info; });
}

MutableRowView append_row(Report& report, TableKey table, std::string code, std::string name,
                          const Place& place) {
  return with_table(report, table, [&](auto& t) -> MutableRowView {
    using Table = std::remove_reference_t<decltype(t)>;
    if constexpr (HasRows<Table>) {
      auto& row = t.rows.emplace_back();
      row.present = true;
      row.code = std::move(code);
      row.name = std::move(name);
      row.place = place;
      return view_of<false>(row, nullptr);
    } else {
      return {};
    }
  });
}

std::string row_label(const RowView& row, Language language) {
  if (row.line != nullptr) {
    return std::string(row.line->label.in(language));
  }
  // Names stand after an enumerator in the overviews ("八、社会保障和就业支出"); the code says it better.
  return *row.code + " " + std::string(without_enumerator(*row.name));
}

}  // namespace zzaudit
