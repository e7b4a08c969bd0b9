// SPDX-License-Identifier: Apache-2.0
#include "check/detail/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace zzaudit::detail {
namespace {

/// In a longer sum only the figures that are not nil are listed. The longest sum of the forms, over the
/// 款 of one 类, is shorter: a nil may be the figure that is wrong.
constexpr std::size_t kMaxOperandsWithNil = 64;

struct SlipWords {
  Slip slip = Slip::kNone;
  BilingualView words;
};
constexpr std::array<SlipWords, 9> kSlips = {
    {{Slip::kDigit, {"有一位数字不同", "one digit differs"}},
     {Slip::kSwapped, {"相邻两位数字颠倒", "two neighbouring digits swapped"}},
     {Slip::kPoint, {"小数点错位", "decimal point shifted"}},
     {Slip::kDropped, {"漏一位数字", "a digit left out"}},
     {Slip::kSign, {"正负号相反", "the sign is reversed"}},
     {Slip::kAdded, {"多一位数字", "a digit too many"}},
     {Slip::kNeighbour, {"应与相邻的行或列相同", "should equal the neighbouring row or column"}},
     {Slip::kShouldBeNil, {"此处不应有数", "no amount belongs here"}},
     {Slip::kMissing, {"此处漏填", "an amount is missing here"}}}};

Bilingual words_of(Slip slip) {
  const auto* const it = std::ranges::find(kSlips, slip, &SlipWords::slip);
  return it == kSlips.end() ? Bilingual{} : Bilingual{std::string(it->words.zh), std::string(it->words.en)};
}

/// What a user's rule without a message of its own says, by what its formula demands: its title, and how the
/// left side of the formula stands to the right one. A left side of one figure is that figure.
Bilingual default_message(Relation relation, bool one_figure) {
  const BilingualView what =
      one_figure ? BilingualView{"{title}：{table}“{row}”的{column}为 {actual}",
                                 "{title}: {table}, row “{row}”, {column} is {actual}"}
                 : BilingualView{"{title}：公式左边（{table}“{row}”的{column}等）为 {actual}",
                                 "{title}: the left side of the formula ({table}, row “{row}”, "
                                 "{column} …) is {actual}"};
  const BilingualView demand =
      relation == Relation::kAtMost
          ? BilingualView{"，不得大于 {expected}，超出 {difference}（允许 {tolerance}）",
                          " and may not exceed {expected}; excess {difference} "
                          "(allowed {tolerance})"}
      : relation == Relation::kAtLeast
          ? BilingualView{"，不得小于 {expected}，相差 {difference}（允许 {tolerance}）",
                          " and may not be less than {expected}; difference "
                          "{difference} (allowed {tolerance})"}
          : BilingualView{
                "，按公式应等于 {expected}，相差 {difference}（允许 "
                "{tolerance}）",
                " and should equal {expected} by the formula; "
                "difference {difference} (allowed {tolerance})"};
  return {std::string(what.zh) + std::string(demand.zh), std::string(what.en) + std::string(demand.en)};
}

Comparison comparison_of(Relation relation) {
  switch (relation) {
    case Relation::kAtMost:
      return Comparison::kAtMost;
    case Relation::kAtLeast:
      return Comparison::kAtLeast;
    case Relation::kEqual:
      break;
  }
  return Comparison::kEqual;
}

class Writer {
 public:
  Writer(const Snapshot& snapshot, const Evaluation& evaluation)
      : snapshot_(snapshot), evaluation_(evaluation) {}

  // --- figures ---
  [[nodiscard]] int decimals_of(std::size_t cell) const {
    int decimals = snapshot_.scale;
    for (auto ulp = snapshot_.amounts[cell].ulp; ulp >= 10; ulp /= 10) {
      --decimals;
    }
    return decimals;
  }
  [[nodiscard]] std::string amount(Int128 value, std::size_t cell) const {
    return format_amount(value, snapshot_.scale, decimals_of(cell));
  }
  [[nodiscard]] std::string amount(Int128 value, const Instance& instance) const {
    int decimals = 0;
    for (const auto& term : evaluation_.terms_of(instance)) {
      decimals = std::max(decimals, decimals_of(term.cell));
    }
    return format_amount(value, snapshot_.scale + instance.coefficient_decimals, decimals);
  }

  // --- places ---
  [[nodiscard]] Location location(std::size_t cell) const {
    const auto at = snapshot_.position(cell);
    return cell_location(*snapshot_.report, at.table, snapshot_.table(at.table).rows[at.row], at.column);
  }
  /// The cell that an identity is about: the first of its left side.
  [[nodiscard]] std::optional<std::size_t> target(const Instance& instance) const {
    const auto terms = evaluation_.terms_of(instance);
    const auto it = std::ranges::find_if(terms, &TermRef::left);
    return it == terms.end() ? std::nullopt : std::optional<std::size_t>(it->cell);
  }
  /// Place of an identity; of its table and code when the left side's row is not printed.
  [[nodiscard]] Location place(const Instance& instance) const {
    if (const auto cell = target(instance)) {
      return location(*cell);
    }
    const auto other = location(evaluation_.terms_of(instance).front().cell);
    auto result = table_location(*snapshot_.report, instance.table);
    result.row =
        instance.code.empty() ? other.row : Bilingual{std::string(instance.code), std::string(instance.code)};
    return result;
  }
  [[nodiscard]] std::vector<Location> places(const Instance& instance) const {
    std::vector<Location> result = {place(instance)};
    if (!target(instance)) {
      result.push_back(location(evaluation_.terms_of(instance).front().cell));
    }
    return result;
  }

  // --- words ---
  [[nodiscard]] Bilingual message(const Rule& rule, const Instance& instance,
                                  std::span<const MessageArgument> more = {}) const {
    const auto where = place(instance);
    const auto same = [](const std::string& text) { return Bilingual{text, text}; };
    const auto difference = instance.residual();
    std::vector<MessageArgument> arguments = {{"title", rule.title},
                                              {"table", table_name(*snapshot_.report, *where.table)},
                                              {"row", where.row},
                                              {"column", where.column},
                                              {"expected", same(amount(instance.right, instance))},
                                              {"actual", same(amount(instance.left, instance))},
                                              {"difference", same(amount(difference, instance))},
                                              {"tolerance", same(amount(instance.half, instance))}};
    arguments.insert(arguments.end(), more.begin(), more.end());
    if (!rule.message.empty()) {
      return fill_message(rule.message, arguments);
    }
    const bool one = std::ranges::count_if(evaluation_.terms_of(instance), &TermRef::left) == 1;
    return fill_message(default_message(instance.relation, one), arguments);
  }
  [[nodiscard]] Operand operand(std::size_t cell) const {
    const auto& amount_at = snapshot_.amounts[cell];
    Operand result;
    result.location = location(cell);
    const auto name = table_name(*snapshot_.report, *result.location.table);
    result.name = {fmt::format("{}“{}”{}", name.zh, result.location.row.zh, result.location.column.zh),
                   fmt::format("{}, {}, {}", name.en, result.location.row.en, result.location.column.en)};
    if (amount_at.state == AmountState::kValue) {
      result.value = amount(amount_at.value, cell);
    }
    return result;
  }
  void add_operands(std::vector<std::size_t>& cells, const Instance& instance) const {
    const auto terms = evaluation_.terms_of(instance);
    for (const auto& term : terms) {
      const bool nil = snapshot_.amounts[term.cell].value == 0;
      if ((!nil || terms.size() <= kMaxOperandsWithNil) &&
          std::ranges::find(cells, term.cell) == cells.end()) {
        cells.push_back(term.cell);
      }
    }
  }

  void identify(Draft& draft, std::string_view rule, const Instance& instance) const {
    const auto cell = target(instance);
    const auto at = cell ? snapshot_.position(*cell) : CellPosition{instance.table, 0, 0};
    const auto& form = descriptor(at.table);
    draft.row = at.row;
    draft.column = at.column;
    const auto row = cell ? snapshot_.table(at.table).rows[at.row].key() : instance.code;
    draft.identity = fmt::format("{}|{}|{}|{}", rule, form.key, row,
                                 cell ? form.columns[at.column].key : std::string_view{});
  }

 protected:
  const Snapshot& snapshot_;
  const Evaluation& evaluation_;
};

class CauseWriter : Writer {
 public:
  CauseWriter(const Snapshot& snapshot, const Evaluation& evaluation, std::span<const CompiledRule> rules)
      : Writer(snapshot, evaluation), rules_(rules) {}

  [[nodiscard]] Draft write(const Cause& cause) const {
    const auto& instance = evaluation_.instances[cause.instances.front()];
    const auto& rule = rules_[instance.rule].rule;
    Draft draft;
    identify(draft, rule.id, instance);
    auto& finding = draft.finding;
    finding.rule = rule.id;
    finding.name = rule.name;
    finding.severity = rule.severity;
    finding.message = message(rule, instance);
    finding.expected = amount(instance.right, instance);
    finding.actual = amount(instance.left, instance);
    finding.difference = amount(instance.residual(), instance);
    finding.tolerance = amount(instance.half, instance);
    finding.comparison = comparison_of(instance.relation);
    finding.locations = places(instance);
    const bool limit = is_limit(cause);
    if (cause.determined && !limit) {
      add_suspected_place(finding, location(cause.suspects.front().cell));
    }
    std::vector<std::size_t> cells;
    add_operands(cells, instance);
    for (const auto cell : cells) {
      finding.operands.push_back(operand(cell));
    }
    for (const auto& suspect : limit ? std::span<const RankedSuspect>{} : std::span(cause.suspects)) {
      finding.suspects.push_back({suspect.score, amount(suspect.repair, suspect.cell), words_of(suspect.slip),
                                  location(suspect.cell)});
    }
    if (!limit) {
      finding.suggestion = suggestion(cause, finding);
    }
    for (auto it = cause.instances.begin() + 1; it != cause.instances.end(); ++it) {
      const auto& other = evaluation_.instances[*it];
      finding.consequences.push_back(
          {rules_[other.rule].rule.id, message(rules_[other.rule].rule, other), places(other)});
    }
    return draft;
  }

  /// Whether nothing but limits of the user's own rules is broken: what exceeds them was spent, not mistyped.
  [[nodiscard]] bool is_limit(const Cause& cause) const {
    return std::ranges::all_of(cause.instances, [&](auto i) {
      const auto& instance = evaluation_.instances[i];
      return instance.relation != Relation::kEqual && rules_[instance.rule].rule.origin != "builtin";
    });
  }

 private:
  /// Where to look comes first when one figure stands out.
  static void add_suspected_place(Finding& finding, Location suspected) {
    const auto same = [&](const Location& location) {
      return location.table == suspected.table && location.row == suspected.row &&
             location.column == suspected.column && location.place == suspected.place;
    };
    std::erase_if(finding.locations, same);
    finding.locations.insert(finding.locations.begin(), std::move(suspected));
  }
  [[nodiscard]] Bilingual suggestion(const Cause& cause, const Finding& finding) const {
    if (cause.suspects.empty()) {
      return {};
    }
    const auto& first = finding.suspects.front();
    const auto table = table_name(*snapshot_.report, *first.location.table);
    const auto& printed = snapshot_.amounts[cause.suspects.front().cell];
    const auto figure = printed.state == AmountState::kValue
                            ? amount(printed.value, cause.suspects.front().cell)
                            : std::string();
    const auto shown_zh = figure.empty() ? std::string("空白") : figure;
    const auto shown_en = figure.empty() ? std::string("blank") : figure;
    const auto reason_zh = first.reason.zh.empty() ? std::string() : fmt::format("（{}）", first.reason.zh);
    const auto reason_en = first.reason.en.empty() ? std::string() : fmt::format(" ({})", first.reason.en);
    const auto count = cause.instances.size();
    const auto place_zh =
        fmt::format("{}“{}”的{}", table.zh, first.location.row.zh, first.location.column.zh);
    const auto place_en =
        fmt::format("{}, row “{}”, {}", table.en, first.location.row.en, first.location.column.en);
    if (cause.determined) {
      return {fmt::format("最可能是{}有误：{} 改为 {} 后，不符的 {} 项勾稽全部相符{}。", place_zh, shown_zh,
                          first.repair, count, reason_zh),
              fmt::format("Most likely {} is wrong: with {} instead of {}, all {} failing checks agree{}.",
                          place_en, first.repair, shown_en, count, reason_en)};
    }
    return {fmt::format("不能确定哪个数有误，请先核对{}：{} 若应为 {}，则相符{}。", place_zh, shown_zh,
                        first.repair, reason_zh),
            fmt::format(
                "Which figure is wrong cannot be told; look first at {}: with {} instead of {} it agrees{}.",
                place_en, first.repair, shown_en, reason_en)};
  }

  std::span<const CompiledRule> rules_;
};

class ShiftWriter : Writer {
 public:
  ShiftWriter(const Snapshot& snapshot, const Evaluation& evaluation, std::span<const CompiledRule> rules)
      : Writer(snapshot, evaluation), rules_(rules) {}

  [[nodiscard]] Draft write(const Rule& rule, const RowShift& shift) const {
    Draft draft;
    const auto first = snapshot_.position(shift.cells.front().cell);
    draft.row = first.row;
    draft.column = first.column;
    draft.identity = fmt::format("{}|{}", rule.id, descriptor(shift.table).key);
    auto& finding = draft.finding;
    finding.rule = rule.id;
    finding.name = rule.name;
    finding.severity = rule.severity;
    finding.message = message(rule, shift);
    for (const auto& moved : shift.cells) {
      finding.locations.push_back(location(moved.cell));
      finding.operands.push_back(operand(moved.cell));
      finding.suspects.push_back({kShiftScore, amount(moved.repair, moved.from.value_or(moved.cell)),
                                  reason(moved), finding.locations.back()});
      draft.figures.push_back(&snapshot_.printed(moved.cell));
    }
    finding.suggestion = suggestion(shift);
    for (const auto i : shift.instances) {
      const auto& instance = evaluation_.instances[i];
      const auto& broken = rules_[instance.rule].rule;
      finding.consequences.push_back({broken.id, Writer::message(broken, instance), places(instance)});
    }
    return draft;
  }

 private:
  /// Several identities have to agree before a shift is reported at all.
  static constexpr int kShiftScore = 95;

  [[nodiscard]] Bilingual message(const Rule& rule, const RowShift& shift) const {
    const auto same = [](std::size_t number) {
      return Bilingual{std::to_string(number), std::to_string(number)};
    };
    const auto first = location(shift.cells.front().cell);
    const auto last = location(shift.cells.back().cell);
    std::size_t rows = 0;
    std::size_t previous = snapshot_.amounts.size();
    for (const auto& moved : shift.cells) {
      const auto row = snapshot_.position(moved.cell).row;
      rows += row != previous ? 1 : 0;
      previous = row;
    }
    const std::array<MessageArgument, 8> arguments = {
        {{"table", table_name(*snapshot_.report, shift.table)},
         {"row", first.row},
         {"last", last.row},
         {"column", shift.all_columns ? Bilingual{"各栏", "all columns"} : first.column},
         {"count", same(rows)},
         {"distance", same(static_cast<std::size_t>(shift.rows))},
         {"direction", shift.up ? Bilingual{"上", "up"} : Bilingual{"下", "down"}},
         {"wrapped", shift.wrapped ? Bilingual{"，移出一端的数排到了另一端",
                                               ", and the figures pushed out at one end stand at the other"}
                                   : Bilingual{}}}};
    return fill_message(rule.message, arguments);
  }
  [[nodiscard]] Bilingual reason(const MovedCell& moved) const {
    if (moved.from) {
      const auto row = location(*moved.from).row;
      return {fmt::format("本行的数印在“{}”行", row.zh),
              fmt::format("its figure stands in row \"{}\"", row.en)};
    }
    return moved.repair == 0 ? Bilingual{"此处不应有数", "no amount belongs here"}
                             : Bilingual{"本行的数被漏掉，由勾稽关系推算",
                                         "its figure was left out; computed from the identities"};
  }
  [[nodiscard]] static Bilingual suggestion(const RowShift& shift) {
    return {fmt::format("把这些数{}移 {} 行，不符的 {} "
                        "项勾稽全部相符。请对照决算报表逐行核对，起止行前后的数也可能错位。",
                        shift.up ? "下" : "上", shift.rows, shift.instances.size()),
            fmt::format("Moved {} by {}, all {} failing checks agree. Compare row by row with the accounts; "
                        "figures just before and after may be shifted as well.",
                        shift.up ? "down" : "up", shift.rows, shift.instances.size())};
  }

  std::span<const CompiledRule> rules_;
};

class RoundingWriter : Writer {
 public:
  using Writer::Writer;

  [[nodiscard]] Draft write(const Rule& rule, std::span<const std::uint32_t> cluster) const {
    const auto& instance = evaluation_.instances[cluster.front()];
    Draft draft;
    identify(draft, rule.id, instance);
    auto& finding = draft.finding;
    finding.rule = rule.id;
    finding.name = rule.name;
    finding.severity = rule.severity;
    const bool declared = !snapshot_.report->rounding_remark.empty();
    const std::array<MessageArgument, 2> more = {
        {{"count", {std::to_string(cluster.size()), std::to_string(cluster.size())}},
         {"remark",
          declared ? Bilingual{"；报告已说明存在尾数误差", "; the report declares rounding"} : Bilingual{}}}};
    finding.message = message(rule, instance, more);
    finding.expected = amount(instance.right, instance);
    finding.actual = amount(instance.left, instance);
    finding.difference = amount(instance.residual(), instance);
    finding.tolerance = amount(instance.half, instance);
    std::vector<std::size_t> cells;
    for (const auto i : cluster) {
      for (auto& where : places(evaluation_.instances[i])) {
        add_place(finding.locations, std::move(where));
      }
      add_operands(cells, evaluation_.instances[i]);
    }
    for (const auto cell : cells) {
      finding.operands.push_back(operand(cell));
    }
    return draft;
  }

 private:
  static void add_place(std::vector<Location>& places, Location place) {
    const bool known = std::ranges::any_of(places, [&](const Location& other) {
      return other.table == place.table && other.row == place.row && other.column == place.column &&
             other.place == place.place;
    });
    if (!known) {
      places.push_back(std::move(place));
    }
  }
};

}  // namespace

std::vector<Draft> cause_drafts(const Snapshot& snapshot, const Evaluation& evaluation,
                                std::span<const CompiledRule> rules, std::span<const Cause> causes) {
  const CauseWriter writer(snapshot, evaluation, rules);
  std::vector<Draft> drafts;
  drafts.reserve(causes.size());
  for (const auto& cause : causes) {
    drafts.push_back(writer.write(cause));
    if (!cause.suspects.empty() && !writer.is_limit(cause)) {
      drafts.back().suspect = &snapshot.printed(cause.suspects.front().cell);
    }
  }
  return drafts;
}

std::vector<Draft> shift_drafts(const Snapshot& snapshot, const Evaluation& evaluation,
                                std::span<const CompiledRule> rules, const Rule& rule,
                                std::span<const RowShift> shifts) {
  const ShiftWriter writer(snapshot, evaluation, rules);
  std::vector<Draft> drafts;
  drafts.reserve(shifts.size());
  for (const auto& shift : shifts) {
    drafts.push_back(writer.write(rule, shift));
  }
  return drafts;
}

std::vector<Draft> rounding_drafts(const Snapshot& snapshot, const Evaluation& evaluation, const Rule& rule) {
  std::map<std::pair<Int128, Int128>, std::vector<std::uint32_t>> clusters;
  for (std::uint32_t i = 0; i < evaluation.instances.size(); ++i) {
    const auto& instance = evaluation.instances[i];
    if (instance.outcome == Outcome::kTail) {
      clusters[std::minmax(instance.left, instance.right)].push_back(i);
    }
  }
  const RoundingWriter writer(snapshot, evaluation);
  std::vector<Draft> drafts;
  drafts.reserve(clusters.size());
  for (const auto& [pair, cluster] : clusters) {
    drafts.push_back(writer.write(rule, cluster));
  }
  return drafts;
}

}  // namespace zzaudit::detail
