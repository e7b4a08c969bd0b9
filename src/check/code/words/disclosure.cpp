// SPDX-License-Identifier: Apache-2.0
#include "check/code/words/disclosure.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"

/// DIS101, DIS102, DIS104, DIS106: what the explanation must speak of (预算法第十四条; 财预〔2016〕143号).
namespace zzaudit::detail {
namespace {

using List = std::span<const std::string_view>;

/// Titles and paragraphs of the explanation proper; empty when there is none.
std::string explanation_text(const Facts& facts) {
  const auto& sentences = facts.words().sentences;
  std::size_t first = facts.report().sections.size();
  std::size_t last = 0;
  std::string text;
  for (const auto& sentence : sentences) {
    if (!in_annex(sentence)) {
      first = std::min(first, sentence.section);
      last = std::max(last, sentence.section);
      text += sentence.folded;
    }
  }
  for (std::size_t s = first; s <= last && s < facts.report().sections.size(); ++s) {
    text += "\n" + compact(facts.report().sections[s].title);
  }
  return text;
}

/// Everything that is printed outside tables and the contents list.
std::string whole_text(const Report& report) {
  std::string text;
  for (const auto& section : report.sections) {
    if (is_contents(section)) {
      continue;
    }
    text += "\n" + compact(section.title);
    for (const auto& paragraph : section.paragraphs) {
      for (const auto& line : paragraph.lines) {
        text += compact(line.text);
      }
    }
  }
  return text;
}

/// Where a reader would look for what is missing: the first section of the explanation, else the last
/// section of the report.
Location place_of_explanation(const Facts& facts) {
  const auto& report = facts.report();
  for (const auto& sentence : facts.words().sentences) {
    if (!in_annex(sentence)) {
      std::size_t s = sentence.section;
      while (s > 0 && report.sections[s].level > 1) {
        --s;
      }
      const Section& section = report.sections[report.sections[s].level == 1 ? s : sentence.section];
      return section_location(section, "", section.place);
    }
  }
  return report.sections.empty() ? Location{}
                                 : section_location(report.sections.back(), "", report.sections.back().place);
}

/// Tables alone may come with a cover and a list of contents, but in no sentences.
bool has_sentences(const Report& report) {
  return std::ranges::any_of(report.sections, [](const Section& section) {
    return !is_contents(section) && std::ranges::any_of(section.paragraphs, [](const Paragraph& paragraph) {
      return std::ranges::any_of(
          paragraph.lines, [](const TextLine& line) { return line.text.find("。") != std::string::npos; });
    });
  });
}

/// A report with parts of its own, not the explanation or the tables alone.
bool is_whole_report(const Report& report) {
  if (!has_sentences(report)) {
    return false;
  }
  static constexpr std::array<std::string_view, 4> kParts = {"概况", "基本情况", "名词解释", "决算表"};
  return std::ranges::any_of(report.sections, [](const Section& section) {
    return section.level == 1 || is_contents(section) || contains_any(compact(section.title), kParts);
  });
}

struct Topic {
  Bilingual name;
  std::vector<std::string_view> words;  ///< any of them speaks of it
  int since = 0;                        ///< first year in which it had to be disclosed
  Severity severity = Severity::kWarning;
};

const std::vector<Topic>& required_subjects() {
  // Several provinces have no section on 总体; where 收入 and 支出 are explained, nothing is hidden.
  static const std::vector<Topic> kSubjects = {
      {{"收入支出总体情况", "income and expenditure as a whole"},
       {"收入支出总", "收支总", "收、支总", "收入支出决算总", "收、支决算总", "收入总计", "支出总计",
        "总收入", "收入支出总体", "收支决算总", "收入、支出总", "收支总体"},
       0,
       Severity::kNote},
      {{"收入决算情况", "income"}, {"收入决算", "本年收入", "收入合计", "收入总计", "总收入", "本年度收入"}},
      {{"支出决算情况", "expenditure"},
       {"支出决算情况", "支出决算表", "本年支出", "支出合计", "支出总计", "总支出", "本年度支出"}},
      {{"财政拨款收入支出情况", "fiscal appropriations"}, {"财政拨款收", "财政拨款支出"}},
      {{"一般公共预算财政拨款支出", "general public budget expenditure"}, {"一般公共预算", "公共财政预算"}},
      {{"基本支出", "basic expenditure"}, {"基本支出"}},
      {{"“三公”经费", "“three public” expenses"}, {"三公", "因公出国"}},
      {{"政府性基金", "government funds"}, {"政府性基金", "政府基金"}},
      {{"国有资本经营预算", "state capital operations"}, {"国有资本"}, 2020},
      {{"机关运行经费", "running costs of government bodies"}, {"机关运行", "机构运行", "运行经费"}, 2015},
      {{"政府采购", "government procurement"}, {"政府采购", "政采"}, 2015},
      {{"国有资产占用", "state-owned assets"}, {"国有资产", "资产占", "共有车辆", "车辆"}, 2015},
      {{"预算绩效", "performance"}, {"绩效"}, 2017}};
  return kSubjects;
}

}  // namespace

void check_section_missing(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const std::string text = explanation_text(facts);
  if (text.empty()) {
    const std::string all = whole_text(facts.report());
    if (contains(all, "万元") && contains(all, "决算") && contains(all, "。")) {
      sink.fail(
          remark(place_of_explanation(facts),
                 {"有说明文字，但没有认出情况说明的标题，其中的数字没有核对",
                  "there is text, but no heading of the explanation was recognised: its figures were not "
                  "checked"}),
          Severity::kWarning);
      return;
    }
    sink.fail(remark(place_of_explanation(facts), {"报告没有情况说明", "the report has no explanation"}));
    return;
  }
  const bool annex_speaks = std::ranges::any_of(facts.words().sentences, [](const Sentence& sentence) {
    return in_annex(sentence) && contains(sentence.folded, "绩效");
  });
  for (const auto& subject : required_subjects()) {
    const bool due = subject.since == 0 || (facts.report().year && *facts.report().year >= subject.since);
    if (!due || contains_any(text, subject.words) || (annex_speaks && subject.name.zh == "预算绩效")) {
      sink.pass();
      continue;
    }
    sink.fail(remark(place_of_explanation(facts), {"情况说明没有说明" + in_quotes(subject.name.zh),
                                                   "the explanation does not speak of " + subject.name.en}),
              subject.severity == Severity::kNote ? std::optional(Severity::kNote) : std::nullopt);
  }
}

void check_glossary_missing(const CodeContext& context, CodeSink& sink) {
  static constexpr std::array<std::string_view, 5> kNames = {"名词解释", "名词释义", "名词说明", "术语解释",
                                                             "专业名词"};
  const Facts& facts = context.facts;
  if (!is_whole_report(facts.report())) {
    sink.not_applicable({"报告没有分部分，可能不是全文", "the report has no parts; it may not be the whole"});
    return;
  }
  // Nearly always a heading says so, and the text need not be put together.
  const bool has_heading = std::ranges::any_of(facts.report().sections, [](const Section& section) {
    return !is_contents(section) && contains_any(compact(section.title), kNames);
  });
  if (has_heading || contains_any(whole_text(facts.report()), kNames)) {
    sink.pass();
    return;
  }
  sink.fail(remark(place_of_explanation(facts), {"报告没有名词解释", "the report has no glossary"}));
}

void check_profile_missing(const CodeContext& context, CodeSink& sink) {
  struct Part {
    Bilingual name;
    std::vector<std::string_view> words;
  };
  static const std::array<Part, 2> kParts = {
      {{{"主要职能", "duties"}, {"职能", "职责", "主要任务", "宗旨和业务范围", "业务范围"}},
       {{"机构设置", "organisation"},
        {"机构设置", "机构情况",   "内设",       "单位构成", "部门构成", "机构构成",     "组织机构",
         "机构编制", "人员编制",   "下设",       "下属",     "所属单位", "二级预算单位", "直属",
         "机构人员", "机构和人员", "机构、人员", "预算单位", "汇编范围", "编报范围",     "编制范围"}}}};
  const Facts& facts = context.facts;
  const Report& report = facts.report();
  if (!is_whole_report(report)) {
    sink.not_applicable({"报告没有分部分，可能不是全文", "the report has no parts; it may not be the whole"});
    return;
  }
  std::vector<bool> explains(report.sections.size(), false);
  bool begun = false;
  for (const auto& sentence : facts.words().sentences) {
    // What stands before the first topic of the explanation is the profile, under a heading of a part or not.
    begun = begun || !sentence.kind.empty();
    explains[sentence.section] = explains[sentence.section] || begun;
  }
  std::string text;
  for (std::size_t s = 0; s < report.sections.size(); ++s) {
    if (!explains[s] && !is_contents(report.sections[s])) {
      text += "\n" + compact(report.sections[s].title);
      for (const auto& paragraph : report.sections[s].paragraphs) {
        for (const auto& line : paragraph.lines) {
          text += compact(line.text);
        }
      }
    } else if (explains[s] && report.sections[s].level <= 3) {
      text += "\n" + compact(report.sections[s].title);
    }
  }
  for (const auto& part : kParts) {
    if (contains_any(text, part.words)) {
      sink.pass();
      continue;
    }
    const Section& front = report.sections.front();
    sink.fail(remark(section_location(front, "", front.place),
                     {"报告没有说明部门的" + part.name.zh,
                      "the report does not describe the department's " + part.name.en}));
  }
}

namespace {

/// Text of the passages that mention one of `words`: those of the sections on “三公” where there are
/// any, else all but the ones that name the same things in another sense.
std::string speaking_of(const std::vector<Passage>& all, const Facts& facts, List words) {
  static constexpr std::array<std::string_view, 5> kElsewhere = {"annex", "assets", "basic", "running",
                                                                 "performance"};
  std::string inside;
  std::string outside;
  for (const auto& passage : all) {
    const std::string_view kind = facts.words().sentences[passage.first].kind;
    if (!contains_any(passage.folded, words) || starts_with_any(kind, kElsewhere)) {
      continue;
    }
    (kind.starts_with("three_public") ? inside : outside) += passage.folded + "\n";
  }
  return inside.empty() ? outside : inside;
}

/// A number directly before one of the units: "3辆", "12 人次".
bool counts(std::string_view text, List units) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (is_digit(text[i - 1]) && starts_with_any(text.substr(i), units)) {
      return true;
    }
  }
  return false;
}

std::optional<Figure> amount_of(const Facts& facts, std::string_view key) {
  if (auto figure = facts.table_figure(key)) {
    return figure;
  }
  const auto claims = facts.claims(key, Measure::kFinal);
  return claims.empty() ? std::nullopt : std::optional(facts.figure(*claims.front()));
}

struct Particular {
  std::string_view money, count;
  Bilingual what;
  std::vector<std::string_view> about;  ///< passages on the item
  std::vector<std::string_view> units;  ///< a number before one of these gives the particular
  std::vector<std::string_view> words;  ///< or one of these words
};

const std::array<Particular, 6>& particulars() {
  static const std::array<Particular, 6> kParticulars = {
      {{"three_public.abroad",
        "count.abroad_groups",
        {"因公出国（境）团组数", "the number of delegations abroad"},
        {"出国", "出境"},
        {"个团", "团", "个组", "批"},
        {"团组"}},
       {"three_public.abroad",
        "count.abroad_persons",
        {"因公出国（境）人次", "the number of persons sent abroad"},
        {"出国", "出境"},
        {"人", "名"},
        {"人次", "人数"}},
       {"three_public.vehicle_purchase",
        "count.purchased",
        {"公务用车购置数", "the number of vehicles bought"},
        {"公务用车", "公车", "车辆购置"},
        {},
        {"购置数", "购置数量", "购置公务用车", "更新公务用车", "购置更新", "购买公务用车", "购入公务用车",
         "购车"}},
       {"three_public.vehicle_operation",
        "count.fleet",
        {"公务用车保有量", "the number of vehicles kept"},
        {"公务用车", "公车", "车辆"},
        {},
        {"保有", "现有公务用车", "实有公务用车", "共有公务用车", "共有车辆", "实有车辆"}},
       {"three_public.reception",
        "count.reception_batches",
        {"公务接待批次", "the number of receptions"},
        {"接待"},
        {"批", "个团", "次", "团"},
        {"批次", "批数", "团组"}},
       {"three_public.reception",
        "count.reception_persons",
        {"公务接待人次", "the number of persons received"},
        {"接待"},
        {"人", "名"},
        {"人次", "人数"}}}};
  return kParticulars;
}

/// Money for vehicles must be told apart into purchase and operation.
void check_vehicles_apart(const Facts& facts, const std::string& text, CodeSink& sink) {
  static constexpr std::array<std::string_view, 6> kPurchase = {
      "公务用车购置费", "公务用车购置支出", "车辆购置费", "车购置费", "车辆购置支出", "用车购置经费"};
  static constexpr std::array<std::string_view, 8> kOperation = {"公务用车运行", "车辆运行",     "公车运行",
                                                                 "用车运行",     "公务用车维护", "用车维护",
                                                                 "公务车运行",   "公务车辆运行"};
  const auto vehicles = amount_of(facts, "three_public.vehicles");
  if (!vehicles || vehicles->value.is_zero() || text.empty()) {
    return;
  }
  const auto purchase = amount_of(facts, "three_public.vehicle_purchase");
  const bool bought = !purchase || !purchase->value.is_zero();
  const bool apart = contains_any(text, kOperation) && (!bought || contains_any(text, kPurchase));
  if (apart) {
    sink.pass();
    return;
  }
  Finding finding =
      remark(vehicles->claim != nullptr ? vehicles->operand().location : place_of_explanation(facts),
             {"“三公”经费说明没有分列公务用车购置费和运行维护费（合计 " + amount_text(vehicles->value) + "）",
              "the explanation does not tell the purchase of vehicles from their operation (together " +
                  amount_text(vehicles->value) + ")"});
  finding.operands = {vehicles->operand()};
  sink.fail(std::move(finding));
}

Location place_of(const Facts& facts, std::string_view key) {
  const auto claims = facts.claims(key, Measure::kFinal);
  return claims.empty() ? place_of_explanation(facts) : facts.location(*claims.back());
}

}  // namespace

void check_three_public_details(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const auto& all = passages(facts);
  for (const auto& particular : particulars()) {
    const auto money = amount_of(facts, particular.money);
    const std::string text = speaking_of(all, facts, particular.about);
    if (!money || text.empty()) {
      sink.not_evaluated({"没有" + in_quotes(facts.name(particular.money).zh) + "的金额或说明",
                          "there is no amount or no explanation of " + facts.name(particular.money).en});
      continue;
    }
    const bool given = !facts.claims(particular.count, Measure::kCount).empty() ||
                       contains_any(text, particular.words) || counts(text, particular.units);
    if (money->value.is_zero() || given) {
      sink.pass();
      continue;
    }
    Finding finding = remark(place_of(facts, particular.money),
                             {in_quotes(facts.name(particular.money).zh) + "为 " + amount_text(money->value) +
                                  "，但没有写明" + particular.what.zh,
                              facts.name(particular.money).en + " is " + amount_text(money->value) +
                                  ", but " + particular.what.en + " is not given"});
    finding.operands = {money->operand()};
    sink.fail(std::move(finding));
  }
  static constexpr std::array<std::string_view, 3> kVehicles = {"公务用车", "公车", "公务车"};
  check_vehicles_apart(facts, speaking_of(all, facts, kVehicles), sink);
}

}  // namespace zzaudit::detail

namespace zzaudit {

std::span<const NamedCheck> disclosure_checks() {
  static constexpr std::array kChecks = {
      NamedCheck{"section-missing", detail::check_section_missing},
      NamedCheck{"three-public-not-detailed", detail::check_three_public_details},
      NamedCheck{"change-without-reason", detail::check_change_without_reason},
      NamedCheck{"glossary-missing", detail::check_glossary_missing},
      NamedCheck{"reason-contradicts-direction", detail::check_reason_direction},
      NamedCheck{"profile-missing", detail::check_profile_missing}};
  return kChecks;
}

}  // namespace zzaudit
