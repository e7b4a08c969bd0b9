// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/money.hpp"
#include "zzaudit/base/place.hpp"
#include "zzaudit/model/cell.hpp"

/// The nine tables of a department's final accounts (部门决算公开, 财库〔2021〕36号 forms), as typed
/// structs keyed by meaning. Members are amounts in the table's own currency unit.
namespace zzaudit {

/// Internal order of the nine tables; reports number and order them differently.
enum class TableKey : std::uint8_t {
  kOverview,        ///< 收入支出决算总表
  kIncome,          ///< 收入决算表
  kExpenditure,     ///< 支出决算表
  kFiscalOverview,  ///< 财政拨款收入支出决算总表
  kGeneralBudget,   ///< 一般公共预算财政拨款支出决算表
  kBasic,           ///< 一般公共预算财政拨款基本支出决算表
  kThreePublic,     ///< “三公”经费支出决算表
  kFund,            ///< 政府性基金预算财政拨款收入支出决算表
  kStateCapital,    ///< 国有资本经营预算财政拨款(收入)支出决算表
};
inline constexpr std::size_t kTableCount = 9;
inline constexpr std::array<TableKey, kTableCount> kAllTables = {
    TableKey::kOverview,       TableKey::kIncome,        TableKey::kExpenditure,
    TableKey::kFiscalOverview, TableKey::kGeneralBudget, TableKey::kBasic,
    TableKey::kThreePublic,    TableKey::kFund,          TableKey::kStateCapital};

/// A printed line that belongs to a table: a note below it ("注：…"), or a row or column that the
/// recogniser could not place.
struct TableRemark {
  std::string text;
  Place place;
  bool has_amounts = false;  ///< numbers stand in it, so sums over the table may lack them
};

/// A column or row that the recogniser knows and the model has no place for (基本支出结转 beside
/// 年初结转和结余, 公务用车保有量 …): nothing checks its figures.
struct IgnoredAmounts {
  std::string text;         ///< header or label as printed
  Place place;              ///< of the first amount of a column, of the label of a row
  std::size_t amounts = 0;  ///< amounts printed in it
  bool is_row = false;
};

/// What is printed around a table's figures.
struct TableInfo {
  bool present = false;
  std::string title;                          ///< as printed
  std::string number;                         ///< "公开01表" and the like, spaces removed; empty when none
  std::optional<CurrencyUnit> currency_unit;  ///< as printed; empty when none is
  std::string currency_text;                  ///< what stands after "单位：" (for messages)
  std::optional<std::string>
      department;  ///< after "部门："/"编制单位："; "" = label without a name; empty = no label
  std::vector<TableRemark> notes;       ///< notes below the table
  std::vector<TableRemark> unplaced;    ///< rows and columns nobody could place
  std::vector<IgnoredAmounts> ignored;  ///< known columns and rows whose figures are not checked
  std::vector<Place> repeats;           ///< where the same table stands once more (not a continuation)
  bool low_confidence = false;          ///< the grid itself was uncertain
  Place place;                          ///< title, or first row
};

/// One row of a table: a printed line with a fixed meaning (合计, 本年收入合计, …) or a 科目.
template <class ColumnsT>
struct Row {
  bool present = false;
  std::string code;  ///< digits of the 科目编码 (类 3, 款 5, 项 7; economic 类 3, 款 5); as printed when
                     ///< malformed; empty for fixed lines
  std::string name;  ///< label as printed, white space removed
  Place place;
  ColumnsT cells;
};

struct AmountColumns {
  Cell amount;
};
/// 收入决算表
struct IncomeColumns {
  Cell total, fiscal, superior, operating, business, affiliated, other;
};
/// 支出决算表
struct ExpenditureColumns {
  Cell total, basic, project, remitted, business, affiliated;
};
/// 财政拨款收入支出决算总表; the income side has `total` only.
struct FiscalColumns {
  Cell total, general, fund, capital;
};
/// 一般公共预算 (3 columns; 6 in the 收入支出 form of Yunnan), 政府性基金 (6) and 国有资本 (3 or 6).
struct BudgetColumns {
  Cell opening, income, total, basic, project, closing;
};
struct ThreePublicColumns {
  Cell budget, final;
};

struct OverviewTable {
  using Columns = AmountColumns;
  TableInfo info;
  Row<Columns> general_budget, fund, state_capital, superior, operating, business, affiliated, other_income;
  Row<Columns> income, use_of_balance, opening, income_total;
  std::vector<Row<Columns>> rows;  ///< the 功能类 of the expenditure side; code = 类
  Row<Columns> expenditure, distribution, closing, expenditure_total;
};
struct IncomeTable {
  using Columns = IncomeColumns;
  TableInfo info;
  Row<Columns> total;
  std::vector<Row<Columns>> rows;
};
struct ExpenditureTable {
  using Columns = ExpenditureColumns;
  TableInfo info;
  Row<Columns> total;
  std::vector<Row<Columns>> rows;
};
struct FiscalOverviewTable {
  using Columns = FiscalColumns;
  TableInfo info;
  Row<Columns> general_budget, fund, state_capital;
  Row<Columns> income, opening, opening_general, opening_fund, opening_capital, income_total;
  std::vector<Row<Columns>> rows;  ///< 功能类 of the expenditure side
  Row<Columns> expenditure, closing, expenditure_total;
};
struct GeneralBudgetTable {
  using Columns = BudgetColumns;
  TableInfo info;
  Row<Columns> total;
  std::vector<Row<Columns>> rows;
};
struct BasicTable {
  using Columns = AmountColumns;
  TableInfo info;
  std::vector<Row<Columns>> rows;            ///< 支出经济分类, 类 and 款
  Row<Columns> personnel, operating, total;  ///< 人员经费合计, 公用经费合计, 合计 where printed
};
struct ThreePublicTable {
  using Columns = ThreePublicColumns;
  TableInfo info;
  Row<Columns> total, abroad, vehicles, vehicle_purchase, vehicle_operation, reception;
};
struct FundTable {
  using Columns = BudgetColumns;
  TableInfo info;
  Row<Columns> total;
  std::vector<Row<Columns>> rows;
};
struct StateCapitalTable {
  using Columns = BudgetColumns;
  TableInfo info;
  Row<Columns> total;
  std::vector<Row<Columns>> rows;
};

}  // namespace zzaudit
