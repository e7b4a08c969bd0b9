// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "recognise/words/grammar.hpp"
#include "zzaudit/base/text_search.hpp"

/// What a number with a unit of counting counts.
namespace zzaudit::words {
namespace {

const Bilingual kReasonCount{"数量没有可比对的数", "a count with nothing to compare with"};

/// "绩效评级为“优”的项目" → "优"; empty when the label ends in no grade.
std::string_view grade_of(std::string_view label) {
  static constexpr std::array<std::string_view, 5> kTails = {"项目", "的", "等次", "等级", "\""};
  static constexpr std::array<std::string_view, 11> kGrades = {
      "不合格", "合格", "优秀", "良好", "中等", "较差", "优", "良", "中", "差", "及格"};
  for (bool cut = true; cut;) {
    cut = false;
    for (const auto tail : kTails) {
      if (label.ends_with(tail)) {
        label.remove_suffix(tail.size());
        cut = true;
      }
    }
  }
  for (const auto grade : kGrades) {
    if (!label.ends_with(grade)) {
      continue;
    }
    // "其中3个" is no grade: a single character must stand by itself.
    const std::string_view before = label.substr(0, label.size() - grade.size());
    const bool apart =
        before.empty() || before.ends_with("\"") || before.ends_with("为") || before.ends_with("评");
    return apart || grade.size() > 3 ? grade : std::string_view{};
  }
  return {};
}

}  // namespace

bool Grammar::paragraph_says(std::size_t index, std::string_view text) const {
  const std::size_t paragraph = words_.sentences[index].paragraph;
  std::size_t first = index;
  while (first > 0 && words_.sentences[first - 1].paragraph == paragraph) {
    --first;
  }
  for (std::size_t i = first; i < words_.sentences.size() && words_.sentences[i].paragraph == paragraph;
       ++i) {
    if (words_.sentences[i].folded.find(text) != std::string::npos) {
      return true;
    }
  }
  return false;
}

/// "累计14人次,其中:教学人员11人次": a part of the count before it.
bool Grammar::is_part_of_count(std::size_t index, const Token& token, std::string_view key) const {
  const std::string_view text = words_.sentences[index].folded;
  return std::ranges::any_of(words_.claims, [&](const Claim& claim) {
    return claim.sentence == index && claim.concept_key == key &&
           text.substr(claim.end, token.begin - claim.end).find("其中") != std::string_view::npos;
  });
}

void Grammar::read_count(std::size_t index, const Token& token) {
  static constexpr std::array<std::string_view, 5> kForeign = {"外宾", "外事", "境外", "外国", "境)外"};
  static constexpr std::array<std::string_view, 7> kElse = {"增加",   "减少",   "增长", "下降",
                                                            "比上年", "较上年", "陪同"};
  static constexpr std::array<std::string_view, 5> kFillers = {"", "共", "计", "共计", "累计"};
  static constexpr std::array<std::string_view, 6> kMoved = {"处置", "报废", "出租", "出借", "新增", "调出"};
  static constexpr std::array<std::string_view, 2> kBought = {"购置", "更新"};
  static constexpr std::array<std::string_view, 4> kKept = {"保有", "共有公务用车", "现有公务用车",
                                                            "实有公务用车"};
  const Sentence& sentence = words_.sentences[index];
  const std::string_view own_label = label_before(sentence.folded, token.begin);
  const std::string_view before = std::string_view(sentence.folded).substr(0, token.begin);
  // "接待外宾0批次、0人次"
  const bool goes_on = before.ends_with("、") && std::ranges::find(kFillers, own_label) != kFillers.end();
  if (!goes_on) {
    count_label_ = own_label;
  }
  const std::string_view label = count_label_;
  const std::string_view unit = token.unit;
  if (contains_any(label, kElse)) {
    return add_other(index, token, kReasonCount);  // "比上年减少3批次、20人次"
  }
  const bool persons = unit == "人次" || unit == "人" || unit == "名";
  const std::string subject = state_.subject.empty() ? state_.whole : state_.subject;
  std::string key;
  if (sentence.kind.starts_with("three_public")) {
    const bool foreign =
        (subject == "reception.foreign" && label.find("国内") == std::string_view::npos) ||
        contains_any(label, kForeign) ||
        (before.rfind('(') != std::string_view::npos &&
         (before.rfind(')') == std::string_view::npos || before.rfind(')') < before.rfind('(')) &&
         contains_any(before.substr(before.rfind('(')), kForeign));
    if (unit == "辆") {
      key = contains_any(label, kKept)     ? "count.fleet"
            : contains_any(label, kBought) ? "count.purchased"
                                           : "";
    } else if (subject == "three_public.abroad") {
      key = persons ? "count.abroad_persons" : "count.abroad_groups";
      // "本单位组织的出国团组1个,参加其他单位组织的出国团组2个": parts of all.
      if (!persons && paragraph_says(index, "参加其他")) {
        key += label.find("参加") == std::string_view::npos ? ":own" : ":joined";
      }
    } else if ((subject == "three_public.reception" || subject.starts_with("reception.")) &&
               (foreign || !state_.subject.empty())) {
      key = std::string(foreign ? "count.foreign_" : "count.reception_") + (persons ? "persons" : "batches");
    }
  } else if (sentence.kind == "assets" && unit == "辆" && !contains_any(label, kMoved)) {
    key = label.find("共有") != std::string_view::npos || label.ends_with("车辆")
              ? "count.vehicles"
              : "count.vehicles:" + std::string(label);
  } else if (sentence.kind == "performance" && unit == "个") {
    const std::string_view after = std::string_view(sentence.folded).substr(token.end + unit.size());
    const std::string_view grade = grade_of(label);
    key = !grade.empty()                                         ? "count.grade:" + std::string(grade)
          : label.ends_with("项目") || after.starts_with("项目") ? "count.projects"
                                                                 : "";
  }
  if (key.empty() || is_part_of_count(index, token, key)) {
    return add_other(index, token, kReasonCount);
  }
  const std::string kept = std::exchange(state_.subject, key);
  add_number(index, token, Measure::kCount);
  words_.claims.back().count_unit = unit;
  words_.claims.back().name = label;
  state_.subject = kept;
}

}  // namespace zzaudit::words
