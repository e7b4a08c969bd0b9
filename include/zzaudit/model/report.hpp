// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "zzaudit/document/document.hpp"
#include "zzaudit/model/tables.hpp"

namespace zzaudit {

/// One heading of the report and the paragraphs up to the next heading.
struct Section {
  std::string title;  ///< as printed; empty for what stands before the first heading
  int level = 0;      ///< from the numbering pattern: 1 第X部分, 2 一、, 3 （一）, 4 1. ; 0 none
  Place place;
  std::vector<Paragraph> paragraphs;
};

/// A table that is none of the nine (unit lists, self-evaluation annex …), kept for the checks of the words.
struct OtherTable {
  std::size_t section = 0;  ///< index of the section it stands in
  std::string title;        ///< nearest line above it; may be empty
  Grid grid;
};

/// A department's published final accounts: what every rule sees, whatever the file format was.
struct Report {
  std::vector<Source> sources;
  std::string unit;  ///< department or unit name as on the cover; empty when unknown
  Place unit_place;
  std::optional<int> year;  ///< fiscal year
  Place year_place;
  std::optional<CurrencyUnit> currency_unit;  ///< of the report: that of most tables
  std::string rounding_remark;  ///< declared rounding ("可能存在尾数误差"); empty when none
  Place rounding_place;
  std::string form;  ///< region form that fitted best ("generic" when none)

  OverviewTable overview;
  IncomeTable income;
  ExpenditureTable expenditure;
  FiscalOverviewTable fiscal_overview;
  GeneralBudgetTable general_budget;
  BasicTable basic;
  ThreePublicTable three_public;
  FundTable fund;
  StateCapitalTable state_capital;

  std::vector<TableKey> table_order;  ///< the tables in the order printed
  std::vector<Section> sections;
  std::vector<OtherTable> other_tables;
  std::vector<ReaderNote> notes;  ///< from reader and recogniser: what was not read or not placed
};

}  // namespace zzaudit
