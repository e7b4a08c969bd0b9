// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "recognise/words/items.hpp"
#include "zzaudit/model/classification.hpp"

/// The rows of the tables that the 科目 named in the words mean.
namespace zzaudit::words {
namespace {

/// A row of the table that may be explained, with the names of its chain.
struct Candidate {
  std::string code;
  std::array<std::string, 3> names;  // 类, 款, 项
  const Cell* total = nullptr;
  bool taken = false;
};

std::string name_of_code(const std::unordered_map<std::string, std::string>& printed, std::string_view code) {
  const auto it = printed.find(std::string(code));
  if (it != printed.end()) {
    return it->second;
  }
  const Subject* subject = find_subject(Classification::kFunctional, code);
  return subject != nullptr ? std::string(subject->name) : std::string();
}

std::vector<Candidate> candidates_of(const Report& report, TableKey table) {
  std::unordered_map<std::string, std::string> printed;
  const auto add_names = [&](const auto& rows) {
    for (const auto& row : rows) {
      printed.emplace(row.code, row.name);
    }
  };
  add_names(report.general_budget.rows);
  add_names(report.fund.rows);
  add_names(report.state_capital.rows);
  std::vector<Candidate> candidates;
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows) {
      if (subject_level(Classification::kFunctional, row.code) == 3 &&
          std::ranges::find(candidates, row.code, &Candidate::code) == candidates.end()) {
        candidates.push_back({row.code,
                              {name_of_code(printed, row.code.substr(0, 3)),
                               name_of_code(printed, row.code.substr(0, 5)), row.name},
                              &row.cells.total,
                              false});
      }
    }
  };
  // Some explain all 财政拨款支出 in the list of the 一般公共预算.
  const bool all = table == TableKey::kGeneralBudget;
  if (all) {
    add(report.general_budget.rows);
  }
  if (all || table == TableKey::kFund) {
    add(report.fund.rows);
  }
  if (all || table == TableKey::kStateCapital) {
    add(report.state_capital.rows);
  }
  return candidates;
}

/// How many of the chain's names, from the last upwards, are the candidate's.
std::size_t agreement(const NamedItem& item, const Candidate& candidate) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < item.chain.size() && i < 3; ++i) {
    if (core(item.chain[item.chain.size() - 1 - i]) != core(candidate.names[2 - i])) {
      break;
    }
    ++same;
  }
  return same;
}

const Claim* final_of(const Words& words, const std::string& key) {
  const auto it = std::ranges::find_if(
      words.claims, [&](const Claim& c) { return c.concept_key == key && c.measure == Measure::kFinal; });
  return it == words.claims.end() ? nullptr : &*it;
}

/// Binds the items of the sections that explain one table.
class Resolver {
 public:
  Resolver(const Report& report, Words& words, TableKey table)
      : words_(words), candidates_(candidates_of(report, table)) {
    for (auto& item : words_.items) {
      if (item.table == table) {
        items_.push_back(&item);
      }
    }
  }

  void run() {
    for (NamedItem* item : items_) {
      if (!item->code.empty()) {
        by_code(*item);
      }
    }
    each_open([&](NamedItem& item) {
      by_names(item, item.chain.size() >= 3 ? 3 : item.chain.size(), ChainMatch::kExact);
    });
    each_open([&](NamedItem& item) { by_classification(item); });
    each_open([&](NamedItem& item) { by_names(item, 1, ChainMatch::kByName); });
    each_open([&](NamedItem& item) { by_amount(item); });
  }

 private:
  void each_open(const auto& resolve) {
    for (NamedItem* item : items_) {
      if (item->code.empty()) {
        resolve(*item);
      }
    }
  }

  void bind(NamedItem& item, Candidate& candidate, ChainMatch match) {
    candidate.taken = true;
    item.code = candidate.code;
    item.match = match;
    item.in_table = true;
  }

  /// The row of the code written; a code that the table lacks says nothing.
  void by_code(NamedItem& item) {
    const auto row =
        std::ranges::find(candidates_, std::exchange(item.code, std::string()), &Candidate::code);
    if (row != candidates_.end() && !row->taken) {
      // "功能分类科目行政运行(2012601)"
      const bool named = item.chain.back().find(core(row->names.back())) != std::string::npos;
      bind(item, *row, named ? ChainMatch::kExact : ChainMatch::kByName);
    }
  }

  void by_names(NamedItem& item, std::size_t needed, ChainMatch match) {
    std::vector<Candidate*> fits;
    for (auto& candidate : candidates_) {
      if (!candidate.taken && agreement(item, candidate) >= needed) {
        fits.push_back(&candidate);
      }
    }
    if (fits.size() == 1) {
      bind(item, *fits.front(), match);
    }
  }

  /// A 科目 that the table lacks but the classification knows by its whole chain.
  void by_classification(NamedItem& item) {
    if (item.chain.size() < 3) {
      return;
    }
    const Subject* found = nullptr;
    for (const Subject& subject : subjects_under(Classification::kFunctional, "")) {
      if (subject_level(Classification::kFunctional, subject.code) != 3) {
        continue;
      }
      const Candidate candidate{std::string(subject.code),
                                {name_of_code({}, subject.code.substr(0, 3)),
                                 name_of_code({}, subject.code.substr(0, 5)), std::string(subject.name)},
                                nullptr,
                                false};
      if (agreement(item, candidate) >= 3) {
        found = &subject;
        break;
      }
    }
    const bool taken = found != nullptr && std::ranges::any_of(candidates_, [&](const Candidate& c) {
                         return c.code == found->code;
                       });
    // The amount of a row that nobody explains: that row under another name.
    if (found != nullptr && !taken && fits_by_amount(item).empty()) {
      item.code = found->code;
      item.match = ChainMatch::kExact;
    }
  }

  /// The one row left of the same 类 whose amount is the one stated.
  void by_amount(NamedItem& item) {
    if (const auto fits = fits_by_amount(item); fits.size() == 1) {
      bind(item, *fits.front(), ChainMatch::kByAmount);
    }
  }

  std::vector<Candidate*> fits_by_amount(const NamedItem& item) {
    std::vector<Candidate*> fits;
    const Claim* final = final_of(words_, item.concept_key);
    if (final == nullptr || final->figure.value.is_zero()) {
      return fits;
    }
    for (auto& candidate : candidates_) {
      const std::size_t first = item.chain.size() == 2 ? 1 : 0;  // a chain without its 类
      if (!candidate.taken && core(item.chain.front()) == core(candidate.names[first]) &&
          candidate.total->has_value() && candidate.total->value == final->figure.value) {
        fits.push_back(&candidate);
      }
    }
    return fits;
  }

  Words& words_;
  std::vector<Candidate> candidates_;
  std::vector<NamedItem*> items_;
};

}  // namespace

void resolve_items(const Report& report, Words& words) {
  for (const TableKey table : {TableKey::kGeneralBudget, TableKey::kFund, TableKey::kStateCapital}) {
    Resolver(report, words, table).run();
  }
  std::unordered_map<std::string, std::string> keys;
  for (auto& item : words.items) {
    if (!item.code.empty()) {
      const std::string key = std::string(item_prefix(item.table)) + ":" + item.code;
      keys[item.concept_key] = key;
      item.concept_key = key;
    }
  }
  for (auto& claim : words.claims) {
    const std::string_view prefix = part_of_item(claim.concept_key);
    if (const auto it = keys.find(claim.concept_key.substr(prefix.size())); it != keys.end()) {
      claim.concept_key = std::string(prefix) + it->second;
    }
  }
}

}  // namespace zzaudit::words
