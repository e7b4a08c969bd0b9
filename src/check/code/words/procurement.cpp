// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <string_view>

#include "check/code/words/checks.hpp"

/// What goods, works and services contribute to the contracts of small and medium enterprises.
namespace zzaudit::detail {
namespace {

struct Kind {
  std::string_view amount, to_medium;
};

constexpr std::array<Kind, 3> kKinds = {{{"procurement.goods", "procurement.goods_medium"},
                                         {"procurement.works", "procurement.works_medium"},
                                         {"procurement.services", "procurement.services_medium"}}};

const Claim* first_of(const Facts& facts, std::string_view key, Measure measure) {
  const auto claims = facts.claims(key, measure);
  return claims.empty() ? nullptr : claims.front();
}

}  // namespace

/// "授予中小企业合同金额9万元,…;货物采购授予中小企业合同金额占货物支出金额的80%,工程…,服务…": the shares of
/// the kinds make up the amount. Which of the figures is wrong they do not tell.
void check_shares_of_kinds(const Facts& facts, CodeSink& sink) {
  const Claim* medium = first_of(facts, "procurement.medium", Measure::kFinal);
  if (medium == nullptr) {
    return;
  }
  Interval range;
  Decimal sum;
  Finding finding;
  std::vector<const Cell*> figures = {&medium->figure};
  bool any = false;
  for (const Kind& kind : kKinds) {
    const Claim* amount = first_of(facts, kind.amount, Measure::kFinal);
    const Claim* share = first_of(facts, kind.to_medium, Measure::kShare);
    const bool nothing = amount != nullptr && amount->figure.value.is_zero();
    if (amount == nullptr || (share == nullptr && !nothing)) {
      return;
    }
    if (share == nullptr) {
      continue;
    }
    any = true;
    const Interval hundred = Interval::exact(Decimal(100, 0));
    range = range + facts.figure(*amount).range * Interval::printed(share->figure.value) / hundred;
    sum = sum + divide(amount->figure.value * share->figure.value, Decimal(100, 0), 4, Rounding::kFloor);
    figures.push_back(&amount->figure);
    figures.push_back(&share->figure);
    finding.operands.push_back(facts.figure(*share).operand());
    finding.operands.back().value += "%";
  }
  if (!any) {
    return;
  }
  for (const Cell* cell : figures) {
    sink.verified(*cell);
  }
  const Figure stated = facts.figure(*medium);
  if (range.meets(stated.range)) {
    sink.pass();
    return;
  }
  finding.expected = amount_text(sum.rounded(2));
  finding.actual = stated.operand().value;
  finding.difference = amount_text(stated.value - sum.rounded(2));
  finding.locations = {stated.operand().location};
  finding.operands.insert(finding.operands.begin(), stated.operand());
  finding.message = {
      fmt::format("授予中小企业合同金额写 {}，按货物、工程、服务采购授予中小企业的占比推算为 {}，相差 {}",
                  finding.actual, finding.expected, finding.difference),
      fmt::format(
          "contracts awarded to small and medium enterprises are stated as {}; their shares of goods, works "
          "and services make {}, difference {}",
          finding.actual, finding.expected, finding.difference)};
  sink.fail(std::move(finding), std::move(figures), Severity::kWarning);
}

}  // namespace zzaudit::detail
