// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/items.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"

namespace zzaudit::words {
namespace {

/// Longest chain of names that is looked for, in bytes.
constexpr std::size_t kMaxChain = 360;

/// Level marks in a chain: "(类)", "(款)", "(项)", also with digits: "(208类)".
struct Mark {
  std::size_t begin, end;
};
std::optional<Mark> find_mark(std::string_view text, std::size_t from, std::string_view level) {
  for (std::size_t at = text.find(level, from); at != std::string_view::npos;
       at = text.find(level, at + level.size())) {
    std::size_t open = at;
    while (open > from && is_digit(text[open - 1])) {
      --open;
    }
    const std::size_t close = at + level.size();
    if (open > from && text[open - 1] == '(' && close < text.size() && text[close] == ')') {
      return Mark{open - 1, close + 1};
    }
  }
  return std::nullopt;
}

/// "其中:26档案事务" → "档案事务": without what stands around the name.
std::string clean_name(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kLeads = {"-", ":", ".", ",", "、", "其中", "包括"};
  std::string text(name);
  std::erase(text, '"');
  for (bool cut = true; cut;) {
    cut = !text.empty() && is_digit(text.front());
    text.erase(0, cut ? 1 : 0);
    for (const std::string_view lead : kLeads) {
      if (text.starts_with(lead)) {
        text.erase(0, lead.size());
        cut = true;
      }
    }
  }
  while (text.ends_with(':')) {
    text.pop_back();
  }
  return text;
}

/// "(208类)X(05款)Y(01项)Z": the marks stand before the names.
bool marks_lead(std::string_view text, const Mark& first) {
  return first.begin == 0 && first.end < text.size() && is_digit(text[1]);
}

/// "档案事务(款)行政运行(项)": the 类 stands in the heading above.
std::optional<NamedItem> short_chain(std::string_view text, std::size_t offset) {
  const std::string_view scope = text.substr(offset, kMaxChain);
  const auto second = find_mark(scope, 0, "款");
  const auto third = second ? find_mark(scope, second->end, "项") : std::nullopt;
  if (!third) {
    return std::nullopt;
  }
  const std::string_view names = scope.substr(0, third->begin);
  if (names.find_first_of(",;:") != std::string_view::npos || names.find("。") != std::string_view::npos ||
      find_mark(names, 0, "类")) {
    return std::nullopt;
  }
  NamedItem item;
  item.chain = {clean_name(scope.substr(0, second->begin)),
                clean_name(scope.substr(second->end, third->begin - second->end))};
  item.begin = static_cast<std::uint32_t>(offset);
  item.end = static_cast<std::uint32_t>(offset + third->end);
  const bool names_only = std::ranges::none_of(item.chain, [](const std::string& name) {
    return name.empty() || name.find_first_of("0123456789") != std::string::npos;
  });
  return names_only ? std::optional(item) : std::nullopt;
}

/// "2012601-行政运行862.4万元": the code of a 项 and its name.
std::optional<NamedItem> coded_item(std::string_view text, std::size_t offset) {
  constexpr std::size_t kCode = 7;
  const std::string_view scope = text.substr(offset, kMaxChain);
  const std::string_view code = scope.substr(0, kCode);
  if (code.size() < kCode || !std::ranges::all_of(code, is_digit) || scope.size() == kCode ||
      is_digit(scope[kCode])) {
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 5> kStops = {"。", "年初预算", "支出决算", "主要用于",
                                                             "(项)"};
  std::size_t end = std::min(scope.size(), scope.find_first_of("0123456789,;", kCode));
  for (const auto stop : kStops) {
    end = std::min(end, scope.find(stop, kCode));
  }
  NamedItem item;
  item.code = code;
  item.chain = {clean_name(scope.substr(kCode, end - kCode))};
  item.begin = static_cast<std::uint32_t>(offset);
  item.end = static_cast<std::uint32_t>(offset + end);
  return item.chain.front().empty() ? std::nullopt : std::optional(item);
}

/// "一般公共服务支出(201)档案事务(20126)行政运行(2012601)": the code of each level behind its name.
std::optional<NamedItem> bracketed_codes(std::string_view text, std::size_t offset) {
  constexpr std::size_t kItemDigits = 7;
  const std::string_view scope = text.substr(offset, kMaxChain);
  NamedItem item;
  for (std::size_t begin = 0;;) {
    const std::size_t open = scope.find_first_of("(,;:0123456789", begin);
    if (open == std::string_view::npos || scope[open] != '(' ||
        scope.substr(begin, open - begin).find("。") != std::string_view::npos) {
      return std::nullopt;
    }
    const std::size_t close = std::min(scope.size(), scope.find_first_not_of("0123456789", open + 1));
    const std::string_view code = scope.substr(open + 1, close - open - 1);
    std::string name = clean_name(scope.substr(begin, open - begin));
    if (close == scope.size() || scope[close] != ')' || name.empty() ||
        subject_level(Classification::kFunctional, code) == 0) {
      return std::nullopt;
    }
    // "一般公共服务支出-档案事务-行政运行(2012601)"
    for (std::size_t at = 0; at <= name.size();) {
      const std::size_t end = std::min(name.find_first_of("-/", at), name.size());
      item.chain.push_back(name.substr(at, end - at));
      at = end + 1;
    }
    begin = close + 1;
    if (code.size() == kItemDigits) {
      item.code = code;
      item.begin = static_cast<std::uint32_t>(offset);
      item.end = static_cast<std::uint32_t>(offset + begin);
      return item;
    }
  }
}

/// "行政运行(项)", "档案事务(款)行政运行(项)" as the beginning of a clause.
std::optional<NamedItem> clause_item(std::string_view text, std::size_t offset) {
  const std::string_view scope = text.substr(offset, kMaxChain);
  const auto last = find_mark(scope, 0, "项");
  if (!last) {
    return std::nullopt;
  }
  const std::string_view names = scope.substr(0, last->begin);
  if (names.find_first_of(",;:0123456789") != std::string_view::npos ||
      names.find("。") != std::string_view::npos) {
    return std::nullopt;
  }
  NamedItem item;
  std::size_t from = 0;
  for (const std::string_view level : {"类", "款", "项"}) {
    if (const auto mark = find_mark(scope, from, level); mark && mark->end <= last->end) {
      item.chain.push_back(clean_name(scope.substr(from, mark->begin - from)));
      from = mark->end;
    }
  }
  if (scope.substr(from).starts_with("支出")) {
    from += std::string_view("支出").size();
  }
  item.begin = static_cast<std::uint32_t>(offset);
  item.end = static_cast<std::uint32_t>(offset + from);
  return std::ranges::any_of(item.chain, &std::string::empty) ? std::nullopt : std::optional(item);
}

std::optional<NamedItem> marked_chain(std::string_view text, std::size_t offset) {
  const std::string_view scope = text.substr(offset, kMaxChain);
  static constexpr std::array<std::string_view, 3> kLevels = {"类", "款", "项"};
  std::array<Mark, 3> marks{};
  std::size_t from = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto mark = find_mark(scope, from, kLevels[i]);
    if (!mark || scope.substr(from, mark->begin - from).find("。") != std::string_view::npos) {
      return std::nullopt;
    }
    marks[i] = *mark;
    from = mark->end;
  }
  const bool lead = marks_lead(scope, marks[0]);
  // "档案事务(款)5万元,主要用于:行政运行(项)": not one name
  if (!lead && scope.substr(0, marks[2].begin).find_first_of(",;:") != std::string_view::npos) {
    return std::nullopt;
  }
  NamedItem item;
  item.begin = static_cast<std::uint32_t>(offset);
  std::size_t end = marks[2].end;
  if (lead) {
    const std::size_t stop = std::min(scope.find_first_of("0123456789,;:", end), scope.find("。", end));
    item.chain = {clean_name(scope.substr(marks[0].end, marks[1].begin - marks[0].end)),
                  clean_name(scope.substr(marks[1].end, marks[2].begin - marks[1].end)),
                  clean_name(scope.substr(end, stop == std::string_view::npos ? stop : stop - end))};
    end = std::min(stop, scope.size());
  } else {
    item.chain = {clean_name(scope.substr(0, marks[0].begin)),
                  clean_name(scope.substr(marks[0].end, marks[1].begin - marks[0].end)),
                  clean_name(scope.substr(marks[1].end, marks[2].begin - marks[1].end))};
    if (scope.substr(end).starts_with("支出")) {
      end += std::string_view("支出").size();
    }
  }
  item.end = static_cast<std::uint32_t>(offset + end);
  return item;
}

/// Names joined by "-", up to the first mark that cannot be part of a name.
std::optional<NamedItem> joined_chain(std::string_view text, std::size_t offset) {
  const std::string_view scope = text.substr(offset, kMaxChain);
  static constexpr std::array<std::string_view, 6> kStops = {"。",       "年初预算", "支出决算",
                                                             "主要用于", "全年预算", "决算数"};
  std::size_t end = std::min(scope.size(), scope.find_first_of("0123456789,;:"));
  for (const auto stop : kStops) {
    end = std::min(end, scope.find(stop));
  }
  std::string_view rest = scope.substr(0, end);
  if (rest.find('-') == std::string_view::npos) {
    return std::nullopt;
  }
  NamedItem item;
  while (true) {
    const std::size_t cut = rest.find('-');
    item.chain.push_back(clean_name(rest.substr(0, cut)));
    if (cut == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(cut + 1);
  }
  std::erase(item.chain, std::string());
  if (item.chain.size() < 2) {
    return std::nullopt;
  }
  item.begin = static_cast<std::uint32_t>(offset);
  item.end = static_cast<std::uint32_t>(offset + std::min(end, scope.size()));
  return item;
}

/// The table whose rows the sentences of a section explain one by one.
std::optional<TableKey> explained_table(std::string_view kind) {
  return kind.starts_with("general") ? std::optional(TableKey::kGeneralBudget)
         : kind == "fund"            ? std::optional(TableKey::kFund)
         : kind == "capital"         ? std::optional(TableKey::kStateCapital)
                                     : std::nullopt;
}

}  // namespace

std::string core(std::string_view name) {
  std::string text = compact(name);
  for (const std::string_view suffix : {"支出", "费用"}) {
    if (text.ends_with(suffix) && text.size() > suffix.size()) {
      text.resize(text.size() - suffix.size());
      break;
    }
  }
  return text;
}

std::string_view item_prefix(TableKey table) {
  return table == TableKey::kFund           ? "fund.item"
         : table == TableKey::kStateCapital ? "capital.item"
                                            : "general.item";
}

std::optional<NamedItem> find_item(const Sentence& sentence) {
  const auto table = explained_table(sentence.kind);
  if (!table) {
    return std::nullopt;
  }
  const std::string_view text = sentence.folded;
  const std::string_view body = without_enumerator(text);
  const std::size_t offset = text.size() - body.size();
  auto item = coded_item(text, offset);
  if (!item) {
    item = bracketed_codes(text, offset);
  }
  if (!item) {
    item = marked_chain(text, offset);
  }
  if (!item) {
    item = short_chain(text, offset);
  }
  if (!item && offset > 0) {
    item = joined_chain(text, offset);
  }
  if (item) {
    item->table = *table;
  }
  return item;
}

std::optional<NamedItem> find_bare_item(const Report& report, const Sentence& sentence) {
  static constexpr std::array<std::string_view, 4> kBehind = {"(项)", "支出", "经费", "决算"};
  static constexpr std::array<std::string_view, 3> kFigures = {"年初预算", "决算数", "支出决算"};
  const std::string_view text = sentence.folded;
  const std::string_view body = without_enumerator(text);
  if (!sentence.kind.starts_with("general") || body.size() == text.size()) {
    return std::nullopt;
  }
  std::optional<NamedItem> found;
  for (const auto& row : report.general_budget.rows) {
    if (subject_level(Classification::kFunctional, row.code) != 3) {
      continue;
    }
    const std::string name = core(row.name);
    if (name.empty() || !body.starts_with(name)) {
      continue;
    }
    std::string_view rest = body.substr(name.size());
    for (const std::string_view word : kBehind) {
      if (rest.starts_with(word)) {
        rest.remove_prefix(word.size());
      }
    }
    const bool states =
        !rest.empty() && (is_digit(rest.front()) ||
                          std::ranges::any_of(kFigures, [&](auto word) { return rest.starts_with(word); }));
    if (!states) {
      continue;
    }
    if (found) {
      return std::nullopt;
    }
    found.emplace();
    found->chain = {name};
    found->code = row.code;
    found->heads = false;
    found->begin = static_cast<std::uint32_t>(text.size() - body.size());
    found->end = static_cast<std::uint32_t>(text.size() - rest.size());
  }
  return found;
}

std::optional<NamedGroup> find_group(const Report& report, const Sentence& sentence) {
  const std::string_view text = sentence.folded;
  const std::string_view body = without_enumerator(text);
  const std::string_view scope = body.substr(0, kMaxChain);
  const auto mark = sentence.kind.starts_with("general") ? find_mark(scope, 0, "款") : std::nullopt;
  if (!mark || find_mark(body, 0, "项")) {
    return std::nullopt;
  }
  const auto above = find_mark(scope.substr(0, mark->begin), 0, "类");
  const std::size_t begin = above ? above->end : 0;
  const std::string_view names = scope.substr(begin, mark->begin - begin);
  if (names.find_first_of(",;:0123456789") != std::string_view::npos ||
      names.find("。") != std::string_view::npos) {
    return std::nullopt;
  }
  NamedGroup group{clean_name(names), {}, text.size() - body.size() + mark->end};
  for (const auto& row : report.general_budget.rows) {
    if (subject_level(Classification::kFunctional, row.code) == 2 && core(row.name) == core(group.name)) {
      if (!group.code.empty()) {
        group.code.clear();  // two of that name
        break;
      }
      group.code = row.code;
    }
  }
  return group;
}

std::vector<NamedItem> find_later_items(const Sentence& sentence, std::size_t from,
                                        std::vector<std::string> above) {
  std::vector<NamedItem> items;
  const std::string_view text = sentence.folded;
  const auto table = explained_table(sentence.kind);
  if (!table || text.find("(项)", from) == std::string_view::npos) {
    return items;
  }
  for (std::size_t at = from; at < text.size(); ++at) {
    const std::string_view before = text.substr(0, at);
    const bool begins = (at == 0 && !above.empty()) || before.ends_with(",") || before.ends_with(";") ||
                        before.ends_with(":") || before.ends_with("元、");
    if (!begins) {
      continue;
    }
    if (auto item = clause_item(text, at)) {
      if (item->chain.size() < above.size()) {
        above.resize(above.size() - item->chain.size());
        item->chain.insert(item->chain.begin(), above.begin(), above.end());
      }
      above = item->chain;
      item->heads = false;
      item->table = *table;
      at = item->end;
      items.push_back(std::move(*item));
    }
  }
  return items;
}

std::string_view part_of_item(std::string_view key) {
  for (const std::string_view part : {kBasicOf, kProjectOf}) {
    if (key.starts_with(part)) {
      return part;
    }
  }
  return {};
}

}  // namespace zzaudit::words
