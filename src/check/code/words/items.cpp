// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "check/code/words/checks.hpp"
#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"

/// The 科目 explained one by one against the rows of the tables, and the lists of 经济分类 names.
namespace zzaudit::detail {
namespace {

constexpr std::string_view kItem = "general.item:";

bool has_amount(const Cell& cell) { return cell.has_value() && !cell.value.is_zero(); }

/// Rows that must be explained: the deepest ones of the 一般公共预算 table with an amount.
std::vector<RowView> rows_to_explain(const Report& report) {
  std::vector<RowView> rows;
  for (const RowView& row : rows_of(report, TableKey::kGeneralBudget)) {
    if (row.line == nullptr && subject_level(Classification::kFunctional, *row.code) == 3 &&
        has_amount(*row.cells[2])) {
      rows.push_back(row);
    }
  }
  return rows;
}

const NamedItem* item_of(const Words& words, std::string_view code) {
  const auto it = std::ranges::find(words.items, code, &NamedItem::code);
  return it == words.items.end() ? nullptr : &*it;
}

Location item_location(const Facts& facts, const NamedItem& item) {
  return facts.location(item.sentence, item.begin);
}

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
  std::string text;
  for (const auto& name : names) {
    text += (text.empty() ? "" : std::string(separator)) + name;
  }
  return text;
}

}  // namespace

bool explains_every_row(const Facts& facts, std::string_view prefix) {
  if (prefix.starts_with("fiscal.")) {
    const auto rows = rows_of(facts.report(), TableKey::kFiscalOverview);
    return std::ranges::all_of(rows, [&](const RowView& row) {
      constexpr std::size_t kClassCode = 3;
      const bool due = row.code->size() == kClassCode && has_amount(*row.cells[0]);
      return !due || facts.by_concept().contains(std::string(prefix) + *row.code);
    });
  }
  return std::ranges::all_of(rows_to_explain(facts.report()), [&](const RowView& row) {
    const std::string code = prefix == kItem ? *row.code : row.code->substr(0, 3);
    return facts.by_concept().contains(std::string(prefix) + code);
  });
}

void explain_merged_items(const Facts& facts, const Claim& claim, const Decimal& excess, Finding& finding) {
  if (!claim.concept_key.starts_with(kItem)) {
    return;
  }
  for (const RowView& row : rows_to_explain(facts.report())) {
    const Cell& total = *row.cells[2];
    if (item_of(facts.words(), *row.code) == nullptr && total.value == excess) {
      const std::string label = row_label(row, Language::kChinese);
      finding.suggestion = {"多出的 " + amount_text(excess) + " 恰为未单独说明的“" + label + "”，请分开说明",
                            "the excess of " + amount_text(excess) + " is the amount of " + label +
                                ", which is not explained on its own: explain the two separately"};
      finding.locations.push_back(cell_location(facts.report(), TableKey::kGeneralBudget, row, 2));
    }
  }
}

void check_item_explained(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const Words& words = facts.words();
  if (std::ranges::none_of(words.items, &NamedItem::heads)) {
    sink.not_applicable({"情况说明没有按科目逐项说明", "the explanation lists no 科目 one by one"});
    return;
  }
  const auto of_general = [](const NamedItem& item) { return item.table == TableKey::kGeneralBudget; };
  const auto first = std::ranges::find_if(
      words.items, [&](const NamedItem& item) { return item.heads && of_general(item); });
  const bool unclear = std::ranges::any_of(
      words.items, [&](const NamedItem& item) { return item.code.empty() && of_general(item); });
  for (const RowView& row :
       first != words.items.end() ? rows_to_explain(facts.report()) : std::vector<RowView>()) {
    if (item_of(words, *row.code) != nullptr) {
      sink.pass();
      continue;
    }
    if (unclear) {
      sink.not_evaluated(
          {"有所列科目未能与表对应", "some of the items listed could not be matched with the table"});
      continue;
    }
    Finding finding;
    const std::string amount = amount_text(row.cells[2]->value);
    const std::string label = row_label(row, Language::kChinese);
    finding.expected = amount;
    finding.locations = {cell_location(facts.report(), TableKey::kGeneralBudget, row, 2),
                         item_location(facts, *first)};
    finding.message = {
        fmt::format("表中“{}”决算 {}，情况说明没有说明这一科目", label, amount),
        fmt::format("{} has final accounts of {} but the explanation leaves it out", label, amount)};
    sink.fail(std::move(finding));
  }
  std::unordered_map<std::string_view, const NamedItem*> seen;
  for (const auto& item : words.items) {
    if (item.code.empty()) {
      continue;
    }
    const auto [it, fresh] = seen.emplace(item.concept_key, &item);
    if (!fresh) {
      Finding finding;
      const Bilingual name = facts.name(item.concept_key);
      finding.locations = {item_location(facts, item), item_location(facts, *it->second)};
      finding.message = {in_quotes(name.zh) + "说明了两次", name.en + " is explained twice"};
      sink.fail(std::move(finding));
    } else if (!item.in_table) {
      const auto finals = facts.claims(item.concept_key, Measure::kFinal);
      const auto spent =
          std::ranges::find_if(finals, [](const Claim* c) { return !c->figure.value.is_zero(); });
      for (const Claim* claim : finals) {
        sink.verified(claim->figure);
      }
      if (spent == finals.end() || !info_of(facts.report(), item.table).present) {
        sink.pass();
        continue;
      }
      Finding finding;
      const Bilingual name = facts.name(item.concept_key);
      finding.actual = amount_text((*spent)->figure.value);
      finding.expected = "0";
      finding.locations = {facts.location(**spent)};
      finding.operands = {facts.figure(**spent).operand()};
      const TableDescriptor& table = descriptor(item.table);
      finding.message = {"说明了" + in_quotes(name.zh) + "决算 " + finding.actual + "，但" +
                             std::string(table.title.zh) + "没有这个科目",
                         name.en + " is explained with " + finding.actual + ", but the table “" +
                             std::string(table.title.en) + "” has no such row"};
      sink.fail(std::move(finding));
    }
  }
}

void check_item_chain(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& item : facts.words().items) {
    if (item.match == ChainMatch::kNone) {
      const std::string chain = displayed(joined(item.chain, "-"));
      sink.not_evaluated(
          {in_quotes(chain) + "未能与表中科目对应", chain + " could not be matched with a row of the table"});
      continue;
    }
    if (item.match == ChainMatch::kExact) {
      sink.pass();
      continue;
    }
    const auto name_at = [&](std::size_t size) {
      const std::string code = item.code.substr(0, size);
      const auto rows = rows_of(facts.report(), item.table);
      const auto it = std::ranges::find_if(rows, [&](const RowView& row) { return *row.code == code; });
      const Subject* subject = find_subject(Classification::kFunctional, code);
      return it != rows.end() ? *it->name : subject != nullptr ? std::string(subject->name) : std::string();
    };
    Finding finding;
    finding.actual = displayed(joined(item.chain, "-"));
    std::vector<std::string> names = {name_at(3), name_at(5), name_at(7)};
    names.erase(names.begin(),
                names.end() - static_cast<std::ptrdiff_t>(std::min(item.chain.size(), names.size())));
    finding.expected = joined(names, "-");
    finding.locations = {item_location(facts, item)};
    finding.message = {
        "科目名称写作“" + finding.actual + "”，表中 " + item.code + " 为“" + finding.expected + "”",
        "the 科目 is called “" + finding.actual + "”; in the table " + item.code + " is “" +
            finding.expected + "”"};
    sink.fail(std::move(finding));
  }
}

namespace {

/// 款 rows of 基本支出决算表 that a list speaks of.
std::vector<RowView> listed_rows(const Report& report, const NameList& list) {
  std::vector<RowView> rows;
  for (const RowView& row : rows_of(report, TableKey::kBasic)) {
    if (row.line != nullptr || row.code->size() != 5) {
      continue;
    }
    const bool personnel = row.code->starts_with("301") || row.code->starts_with("303");
    if (personnel == (list.concept_key == "basic.personnel")) {
      rows.push_back(row);
    }
  }
  return rows;
}

/// A name that is usual for several 款 together, or for one in other words.
struct Umbrella {
  std::string_view name;
  std::vector<std::string_view> codes;
};

const std::vector<Umbrella>& umbrellas() {
  static const std::vector<std::string_view> kInsurance = {"30108", "30109", "30110", "30111", "30112"};
  static const std::vector<std::string_view> kEquipment = {"31002", "31003", "31007"};
  static const std::vector<Umbrella> kUmbrellas = {{"社会保障缴费", kInsurance},
                                                   {"社会保险缴费", kInsurance},
                                                   {"社会保险费", kInsurance},
                                                   {"社保缴费", kInsurance},
                                                   {"养老保险缴费", {"30108"}},
                                                   {"基本养老保险缴费", {"30108"}},
                                                   {"医疗保险缴费", {"30110", "30111"}},
                                                   {"离退休费", {"30301", "30302"}},
                                                   {"离退休费用", {"30301", "30302"}},
                                                   {"水电费", {"30205", "30206"}},
                                                   {"物业费", {"30209"}},
                                                   {"维修费", {"30213"}},
                                                   {"维修维护费", {"30213"}},
                                                   {"交通费", {"30231", "30239"}},
                                                   {"交通费用", {"30231", "30239"}},
                                                   {"设备购置", kEquipment},
                                                   {"设备购置费", kEquipment}};
  return kUmbrellas;
}

/// The rows that a name of a list stands for: one of that name, or the parts of an umbrella; a 类 stands for
/// all its 款.
std::vector<const RowView*> rows_named(const Report& report, const std::vector<RowView>& rows,
                                       std::string_view name) {
  std::vector<const RowView*> found;
  const auto take_if = [&](const auto& fits) {
    for (const RowView& row : rows) {
      if (fits(row)) {
        found.push_back(&row);
      }
    }
  };
  take_if([&](const RowView& row) { return compact(*row.name) == name; });
  if (!found.empty()) {
    return found;
  }
  const auto umbrella = std::ranges::find(umbrellas(), name, &Umbrella::name);
  if (umbrella != umbrellas().end()) {
    take_if([&](const RowView& row) {
      return std::ranges::find(umbrella->codes, *row.code) != umbrella->codes.end();
    });
    return found;
  }
  for (const RowView& parent : rows_of(report, TableKey::kBasic)) {
    if (parent.line == nullptr && parent.code->size() == 3 && compact(*parent.name) == name) {
      take_if([&](const RowView& row) { return row.code->starts_with(*parent.code); });
    }
  }
  return found;
}

/// Goes on with a list of names, as each language writes one.
void append(Bilingual& list, const std::string& name) {
  list.zh += (list.zh.empty() ? "" : "、") + name;
  list.en += (list.en.empty() ? "" : ", ") + name;
}

Location list_location(const Facts& facts, const NameList& list) {
  return facts.location(list.sentence, list.begin);
}

Bilingual list_name(const NameList& list) {
  return list.concept_key == "basic.personnel" ? Bilingual{"人员经费", "staff costs"}
                                               : Bilingual{"公用经费", "operating costs"};
}

}  // namespace

void check_list_has_zero(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const auto is_empty = [](const RowView* row) {
    return !has_amount(*row->cells[0]) && row->cells[0]->state != CellState::kUnreadable;
  };
  for (const auto& list : facts.words().lists) {
    const auto rows = listed_rows(facts.report(), list);
    Bilingual zero;
    std::string absent;
    Finding finding;
    finding.locations = {list_location(facts, list)};
    for (const std::string_view name : names_of(list)) {
      const auto named = rows_named(facts.report(), rows, name);
      if (named.empty()) {
        absent += (absent.empty() ? "" : "、") + std::string(name);
      } else if (std::ranges::all_of(named, is_empty)) {
        append(zero, displayed(name));
        for (const RowView* row : named) {
          finding.locations.push_back(cell_location(facts.report(), TableKey::kBasic, *row, 0));
        }
      }
    }
    if (!absent.empty()) {
      sink.not_evaluated({"表中没有名为“" + absent + "”的科目", "the table has no 科目 called " + absent});
    }
    if (rows.empty() || zero.zh.empty()) {
      sink.pass();
      continue;
    }
    const Bilingual name = list_name(list);
    finding.expected = "0";
    finding.message = {
        name.zh + "“主要包括”列举了" + zero.zh + "，但基本支出决算表中没有这一科目的决算数（0 或空）",
        "the list under " + name.en + " names " + zero.en +
            ", whose final amount in the table is 0 or blank"};
    sink.fail(std::move(finding));
  }
}

void check_list_lacks(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  for (const auto& list : facts.words().lists) {
    if (list.open) {
      sink.not_evaluated({"列举以“等”结尾，不要求列全", "the list ends in 等 and need not be complete"});
      continue;
    }
    Bilingual missing;
    Finding finding;
    finding.locations = {list_location(facts, list)};
    const auto rows = listed_rows(facts.report(), list);
    std::set<std::string_view> named;
    for (const std::string_view name : names_of(list)) {
      const auto own = rows_named(facts.report(), rows, name);
      for (const RowView* row : own) {
        named.insert(*row->code);
      }
      // "办公设备购置和专用设备购置"
      for (const RowView& row : own.empty() ? rows : std::vector<RowView>()) {
        if (contains(name, compact(*row.name))) {
          named.insert(*row.code);
        }
      }
    }
    for (const RowView& row : rows) {
      if (has_amount(*row.cells[0]) && !named.contains(*row.code)) {
        append(missing, *row.name + " " + amount_text(row.cells[0]->value));
        finding.locations.push_back(cell_location(facts.report(), TableKey::kBasic, row, 0));
      }
    }
    if (missing.zh.empty()) {
      sink.pass();
      continue;
    }
    const Bilingual name = list_name(list);
    finding.message = {name.zh + "“主要包括”没有列出有决算数的科目：" + missing.zh,
                       "the list under " + name.en + " leaves out items with an amount: " + missing.en};
    sink.fail(std::move(finding));
  }
}

}  // namespace zzaudit::detail
