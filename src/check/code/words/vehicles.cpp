// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "check/code/words/checks.hpp"
#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"

/// The vehicles of the section on state assets: their total, the kinds of it, those of the “三公” part.
namespace zzaudit::detail {
namespace {

constexpr std::string_view kKind = "count.vehicles:";

/// The label of a count names a category of the form (机构运行信息表, 三、国有资产占用情况).
bool is_category(std::string_view label) {
  static constexpr std::array<std::string_view, 14> kCategories = {
      "领导用车",       "领导干部用车",       "主要负责人用车", "机要通信用车",     "机要通信应急用车",
      "应急保障用车",   "一般公务用车",       "执法执勤用车",   "特种专业技术用车", "特种专业用车",
      "离退休干部用车", "离退休干部服务用车", "其他用车",       "其他车辆"};
  return std::ranges::any_of(kCategories, [&](std::string_view name) { return label.ends_with(name); });
}

/// A movement, a quota or something rented: no part of the vehicles kept.
bool is_beside_the_total(std::string_view label) {
  static constexpr std::array<std::string_view, 14> kBeside = {"上年", "去年", "增加", "减少", "新增",
                                                               "报废", "处置", "购置", "更新", "调",
                                                               "编制", "租",   "另有", "借"};
  return contains_any(label, kBeside);
}

/// What a report lists under its total.
struct KindList {
  std::vector<const Claim*> kinds;  ///< categories of the form, in order
  bool doubtful = false;            ///< a kind the form does not have, or one named twice
};

class KindReader {
 public:
  KindReader(const Facts& facts, const Claim& total) : facts_(facts), total_(total) {}

  KindList read() {
    for (const Claim& claim : facts_.words().claims) {
      if (&claim > &total_ && claim.concept_key.starts_with(kKind) && is_beside(claim)) {
        add(claim);
      }
    }
    return std::move(list_);
  }

 private:
  /// In the sentence of the total, or in the one behind it that tells the kinds.
  [[nodiscard]] bool is_beside(const Claim& claim) const {
    return claim.sentence == total_.sentence ||
           (claim.sentence == total_.sentence + 1 && text_of(claim).starts_with("其中"));
  }

  [[nodiscard]] std::string_view text_of(const Claim& claim) const {
    return facts_.words().sentences[claim.sentence].folded;
  }

  /// What stands between the kind before and this one; all before it when there is none.
  [[nodiscard]] std::string_view between(const Claim& claim) const {
    const std::size_t from =
        !list_.kinds.empty() && list_.kinds.back()->sentence == claim.sentence ? list_.kinds.back()->end : 0;
    return text_of(claim).substr(from, claim.begin - from);
  }

  void add(const Claim& claim) {
    static constexpr std::array<std::string_view, 3> kAnotherList = {";", "其中", "另"};
    const std::string_view label = claim.name;
    if (is_beside_the_total(label)) {
      return;
    }
    if (!is_category(label)) {
      list_.doubtful = list_.doubtful || list_.kinds.empty() || !contains_any(between(claim), kAnotherList);
      return;
    }
    if (!list_.kinds.empty() && explains_kind(between(claim))) {
      return;
    }
    list_.doubtful =
        list_.doubtful || std::ranges::find(list_.kinds, label, &Claim::name) != list_.kinds.end();
    list_.kinds.push_back(&claim);
  }

  /// "其他用车1辆,其他用车主要是离退休干部用车", "执法执勤用车2辆(含特种专业技术用车": parts of a kind.
  static bool explains_kind(std::string_view text) {
    return contains(text, "用车主要") || std::ranges::count(text, '(') > std::ranges::count(text, ')');
  }

  const Facts& facts_;
  const Claim& total_;
  KindList list_;
};

/// The list of kinds goes on without numbers ("…机要通信用车1辆,其余为执法用车", "…1辆等").
bool lists_kinds_without_number(const Facts& facts, const Claim& total,
                                const std::vector<const Claim*>& kinds) {
  const std::string_view text = facts.words().sentences[kinds.front()->sentence].folded;
  std::string_view list = text.substr(total.sentence == kinds.front()->sentence ? total.end : 0);
  while (!list.empty()) {
    const std::size_t end = std::min({list.find(','), list.find(';'), list.find("、"), list.size()});
    const std::string_view item = list.substr(0, end);
    // "其他用车主要是离退休干部用车辆" explains a kind already counted.
    const std::size_t unit = item.rfind("辆");
    const bool numbered = unit != std::string_view::npos && unit > 0 && is_digit(item[unit - 1]);
    if (item.find("用车") != std::string_view::npos && item.find("主要") == std::string_view::npos &&
        !numbered) {
      return true;
    }
    list.remove_prefix(std::min(list.size(), end + 1));
  }
  return text.substr(kinds.back()->end).starts_with("等");
}

/// Numbers of vehicles behind the total that are none of its kinds: "另有1辆已封存待处置", "待报废车辆1辆".
std::vector<Decimal> numbers_left_out(const Facts& facts, const Claim& total,
                                      const std::vector<const Claim*>& kinds) {
  static constexpr std::array<std::string_view, 9> kBeside = {"上年", "去年", "增加", "减少", "新增",
                                                              "编制", "租",   "借",   "含"};
  constexpr std::string_view kUnit = "辆";
  constexpr std::string_view kPause = "、";
  const std::size_t sentence = kinds.front()->sentence;
  const std::string_view text = facts.words().sentences[sentence].folded;
  std::vector<Decimal> numbers;
  const std::size_t first = total.sentence == sentence ? total.end : 0;
  for (auto at = text.find(kUnit, first); at != std::string_view::npos; at = text.find(kUnit, at + 1)) {
    const std::string_view before = text.substr(first, at - first);
    const std::string_view digits = before.substr(before.find_last_not_of("0123456789") + 1);
    const std::size_t pause = before.rfind(kPause);
    const std::size_t clause =
        std::max(before.find_last_of(",;:") + 1, pause == std::string_view::npos ? 0 : pause + kPause.size());
    const bool is_kind =
        std::ranges::any_of(kinds, [&](const Claim* kind) { return kind->begin <= at && at <= kind->end; });
    const auto number = Decimal::parse(digits);
    if (number && !is_kind && !contains_any(before.substr(clause), kBeside)) {
      numbers.push_back(*number);
    }
  }
  return numbers;
}

/// What the kinds lack of the total is a number left out, or all of them together.
bool is_left_out(const Decimal& rest, const std::vector<Decimal>& numbers) {
  Decimal sum;
  for (const Decimal& number : numbers) {
    sum = sum + number;
  }
  return !rest.is_zero() && (rest == sum || std::ranges::find(numbers, rest) != numbers.end());
}

/// "其中特种专业技术用车1辆" picks one out; with a colon behind 其中 it is the list.
bool may_be_one_of_several(const Facts& facts, const std::vector<const Claim*>& kinds) {
  const std::string_view text = facts.words().sentences[kinds.front()->sentence].folded;
  return kinds.size() == 1 && !contains(text.substr(0, kinds.front()->begin), "其中:");
}

void check_kinds(const Facts& facts, const Figure& total, CodeSink& sink) {
  const auto [kinds, doubtful] = KindReader(facts, *total.claim).read();
  if (kinds.empty()) {
    return;
  }
  Decimal sum;
  Finding finding;
  finding.locations = {total.operand().location};
  finding.operands = {total.operand()};
  for (const Claim* kind : kinds) {
    sum = sum + kind->figure.value;
    finding.operands.push_back(
        {{kind->name, kind->name}, kind->figure.value.to_string(), facts.location(*kind)});
  }
  const bool agrees = sum == total.value;
  const bool some_only =
      sum < total.value &&
      (may_be_one_of_several(facts, kinds) || lists_kinds_without_number(facts, *total.claim, kinds) ||
       is_left_out(total.value - sum, numbers_left_out(facts, *total.claim, kinds)));
  if (!agrees && (doubtful || some_only)) {
    sink.not_evaluated(
        {"所列车辆种类没有都写明辆数，或者不是按用途分类",
         "not every kind of vehicle listed has a number, or the kinds are not those of the form"});
    return;
  }
  for (const Claim* kind : kinds) {
    sink.verified(kind->figure);
  }
  sink.verified(total.claim->figure);
  if (agrees) {
    sink.pass();
    return;
  }
  finding.expected = sum.to_string();
  finding.actual = total.operand().value;
  finding.difference = amount_text(total.value - sum);
  finding.message = {
      "车辆总数写 " + finding.actual + " 辆，所列各类车合计 " + finding.expected + " 辆",
      "the number of vehicles is stated as " + finding.actual + ", its kinds add up to " + finding.expected};
  sink.fail(std::move(finding));
}

void check_fleet(const Facts& facts, const Figure& total, CodeSink& sink) {
  const auto fleet = first_figure(facts, "count.fleet", Measure::kCount);
  if (!fleet) {
    return;
  }
  sink.verified(fleet->claim->figure);
  if (fleet->value <= total.value) {
    sink.pass();
    return;
  }
  Finding finding = two_figures(*fleet, total);
  finding.message = {"“三公”部分公务用车保有量 " + fleet->operand().value + " 辆，多于国有资产部分车辆总数 " +
                         total.operand().value + " 辆",
                     "official vehicles kept (" + fleet->operand().value + ") are more than all vehicles (" +
                         total.operand().value + ")"};
  sink.fail(std::move(finding));
}

}  // namespace

void check_vehicle_kinds(const CodeContext& context, CodeSink& sink) {
  if (const auto total = first_figure(context.facts, "count.vehicles", Measure::kCount)) {
    check_kinds(context.facts, *total, sink);
    check_fleet(context.facts, *total, sink);
  }
}

}  // namespace zzaudit::detail
