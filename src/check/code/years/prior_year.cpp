// SPDX-License-Identifier: Apache-2.0
#include "check/code/years/prior_year.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "check/code/support.hpp"
#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {

std::string department_key(std::string_view name) {
  // "(本级)" stays: the accounts of a department and of its head office alone are two reports.
  static constexpr std::array<std::string_view, 4> kTails = {"(汇总)", "(部门)", "部门决算", "汇总"};
  std::string key = compact(name);
  for (bool cut = true; cut;) {
    cut = false;
    for (const auto tail : kTails) {
      if (key.size() > tail.size() && key.ends_with(tail)) {
        key.resize(key.size() - tail.size());
        cut = true;
      }
    }
  }
  for (const std::string_view mark : {"(", ")", "“", "”", "\""}) {
    for (auto at = key.find(mark); at != std::string::npos; at = key.find(mark)) {
      key.erase(at, mark.size());
    }
  }
  return key;
}

}  // namespace zzaudit

namespace zzaudit::detail {
namespace {

constexpr std::array<std::string_view, 27> kScopeWords = {
    "机构改革",     "机构合并", "单位合并",   "机构撤并",     "单位撤并",     "机构撤销", "单位撤销",
    "整体划转",     "职能划转", "人员划转",   "单位划转",     "划转单位",     "单位划出", "职能划出",
    "转隶",         "并入",     "划入",       "合并编报决算", "决算编报范围", "不再包含", "不再纳入",
    "口径发生变化", "口径变化", "调整后口径", "口径重新",     "可比数",       "整建制"};
constexpr std::array<std::string_view, 5> kOpeningWords = {"年初结转", "上年结转", "年初余额", "年初数",
                                                           "期初"};
constexpr std::array<std::string_view, 9> kAdjusted = {"调整", "调增", "调减", "更正",        "追溯",
                                                       "冲减", "冲销", "差错", "收回以前年度"};

/// Sections that say nothing about the year: what things mean, what the department is for.
bool is_general(const Section& section) {
  static constexpr std::array<std::string_view, 4> kTitles = {"职责", "职能", "名词解释", "目录"};
  return contains_any(section.title, kTitles);
}

/// The clause around text[at] and what follows of its sentence, as far as a message has room for it.
std::string statement_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kColumns = 80;
  std::size_t begin = 0;
  for (const std::string_view mark : {"。", ",", ";", ":"}) {
    const std::size_t found = text.substr(0, at).rfind(mark);
    begin = found == std::string_view::npos ? begin : std::max(begin, found + mark.size());
  }
  return truncate(displayed(text.substr(begin, text.find("。", at) - begin)), kColumns);
}

/// The first paragraph that `says` accepts, which returns the byte of its compact text that is meant.
template <class F>
std::optional<Explanation> find_paragraph(const Report& report, F says) {
  for (const Section& section : report.sections) {
    if (section.title.find("名词解释") != std::string::npos) {
      break;
    }
    if (is_general(section)) {
      continue;
    }
    for (const Paragraph& paragraph : section.paragraphs) {
      std::string text;
      for (const auto& line : paragraph.lines) {
        text += compact(line.text);
      }
      if (const std::size_t at = says(text); at != std::string::npos) {
        const std::string words = statement_at(text, at);
        return Explanation{section_location(section, words, paragraph.lines.front().place), words};
      }
    }
  }
  return std::nullopt;
}

std::size_t first_of(std::string_view text, std::span<const std::string_view> words) {
  std::size_t first = std::string::npos;
  for (const auto word : words) {
    first = std::min(first, text.find(word));
  }
  return first;
}

std::optional<Explanation> find_scope_change(const Report& report) {
  return find_paragraph(report, [](std::string_view text) { return first_of(text, kScopeWords); });
}

/// Whether the sentence around text[at] says that what stands there was adjusted; budgets always are.
bool says_adjusted(std::string_view text, std::size_t at) {
  constexpr std::string_view kFullStop = "。";
  const std::size_t stop = text.substr(0, at).rfind(kFullStop);
  const std::size_t begin = stop == std::string_view::npos ? 0 : stop + kFullStop.size();
  const std::size_t end = std::min(text.find(kFullStop, at), text.size());
  // Said of the same balance, not of something further on in a long sentence.
  constexpr std::size_t kNear = 180;
  const std::size_t from = at > begin + kNear ? at - kNear : begin;
  std::string around(text.substr(from, std::min(end - at, kNear) + at - from));
  for (const std::string_view budget : {"调整预算", "预算调整", "调整后预算"}) {
    for (auto found = around.find(budget); found != std::string::npos; found = around.find(budget)) {
      around.erase(found, budget.size());
    }
  }
  return contains_any(around, kAdjusted);
}

std::optional<Explanation> find_adjustment(const Report& report) {
  return find_paragraph(report, [](std::string_view text) {
    for (const std::string_view word : kOpeningWords) {
      for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) {
        if (says_adjusted(text, at)) {
          return at;
        }
      }
    }
    return std::string::npos;
  });
}

std::optional<Bilingual> why_incomparable(const Report& now, const Report& then, bool renamed) {
  if (now.year && then.year && *then.year != *now.year - 1) {
    return Bilingual{"所给的上年报告是 " + std::to_string(*then.year) + " 年度的，本报告是 " +
                         std::to_string(*now.year) + " 年度的",
                     "the report given as last year's is of " + std::to_string(*then.year) +
                         ", this one of " + std::to_string(*now.year)};
  }
  const bool other = !now.unit.empty() && !then.unit.empty() && !renamed &&
                     department_key(now.unit) != department_key(then.unit);
  if (other) {
    return Bilingual{"所给的上年报告是" + in_quotes(then.unit) + "的，本报告是" + in_quotes(now.unit) +
                         "的；如是更名，请用 --renames 写明",
                     "the report given as last year's is of “" + then.unit + "”, this one of “" + now.unit +
                         "”; if the department was renamed, say so with --renames"};
  }
  return std::nullopt;
}

}  // namespace

PriorYear::PriorYear(const Facts& now, const Report& last, bool renamed)
    : now_(now),
      words_(read_words(last)),
      facts_(last, words_),
      incomparable_(why_incomparable(now.report(), last, renamed)) {}

// Looked for when there is something to explain: most pairs of reports agree.
const std::optional<Explanation>& PriorYear::scope_change() const {
  struct Found {
    std::optional<Explanation> what;
  };
  return now_.derived<Found>([&] { return Found{find_scope_change(now_.report())}; }).what;
}

const std::optional<Explanation>& PriorYear::adjustment() const {
  struct Found {
    std::optional<Explanation> what;
  };
  return now_.derived<Found>([&] { return Found{find_adjustment(now_.report())}; }).what;
}

Decimal PriorYear::converted(const Decimal& amount) const {
  constexpr CurrencyUnit kUsual = CurrencyUnit::kTenThousandYuan;
  return convert(amount, facts_.report().currency_unit.value_or(kUsual),
                 now_.report().currency_unit.value_or(kUsual));
}

/// A figure of last year as findings about this year show it: by name, as its place is in another file.
Figure PriorYear::adopted(Figure figure) const {
  const Decimal value = converted(figure.value);
  figure.describe([value, own = figure] {
    const Operand& operand = own.operand();
    return Operand{{"上年报告：" + operand.name.zh, "last year's report: " + operand.name.en},
                   operand.value.empty() ? "" : amount_text(value),
                   {}};
  });
  figure.value = value;
  figure.range = Interval::printed(value);
  figure.claim = nullptr;
  figure.cells.clear();
  return figure;
}

std::optional<Figure> PriorYear::cell(const ConceptCell& at) const {
  if (info_of(facts_.report(), at.table).low_confidence) {
    return std::nullopt;
  }
  auto figure = facts_.cell_figure(at);
  return figure ? std::optional(adopted(std::move(*figure))) : std::nullopt;
}

std::vector<Figure> PriorYear::finals(std::string_view key) const {
  std::vector<Figure> found;
  for (const auto& alternative : concept_alternatives(key)) {
    for (const auto& at : concept_cells(alternative)) {
      if (auto figure = cell(at)) {
        found.push_back(std::move(*figure));
        break;
      }
    }
    for (const Claim* claim : facts_.claims(alternative, Measure::kFinal)) {
      Figure figure = adopted(facts_.figure(*claim));
      const bool known =
          std::ranges::any_of(found, [&](const Figure& other) { return other.value == figure.value; });
      if (!known) {
        found.push_back(std::move(figure));
      }
    }
  }
  return found;
}

namespace {

/// Tells the sink that there is no report of the year before: nobody asked, or none was found.
void say_none(const CodeContext& context, CodeSink& sink) {
  if (context.prior_state == PriorState::kMissing) {
    sink.not_evaluated({"所给的上年报告中没有这个部门上一年度的",
                        "none of the reports given is the department's of the year before"});
  } else if (context.prior_state == PriorState::kSeveral) {
    sink.not_evaluated({"所给的上年报告中这个部门上一年度的不止一份，不能确定与哪一份核对",
                        "more than one of the reports given is the department's of the year before"});
  } else {
    sink.not_applicable({"没有给出上年报告（--prior）", "no report of the year before was given (--prior)"});
  }
}

}  // namespace

const PriorYear* comparable(const CodeContext& context, CodeSink& sink) {
  if (context.prior == nullptr) {
    say_none(context, sink);
    return nullptr;
  }
  if (context.prior->incomparable()) {
    sink.not_evaluated(*context.prior->incomparable());
    return nullptr;
  }
  return context.prior;
}

void report_across_years(Finding finding, std::vector<const Cell*> figures, bool tail,
                         const std::optional<Explanation>& reason, CodeSink& sink) {
  std::optional<Severity> severity;
  if (tail) {
    severity = Severity::kNote;
  } else if (reason) {
    severity = Severity::kWarning;
    finding.message.zh += "；报告中有“" + reason->words + "”的说明，请核对是否由此引起";
    finding.message.en += "; the report speaks of “" + reason->words + "”, which may be why";
    finding.locations.push_back(reason->location);
  }
  sink.fail(std::move(finding), std::move(figures), severity);
}

void check_prior_report(const CodeContext& context, CodeSink& sink) {
  if (context.prior == nullptr) {
    say_none(context, sink);
    return;
  }
  const auto& trouble = context.prior->incomparable();
  if (!trouble) {
    sink.pass();
    return;
  }
  Location location;
  location.text = context.report.unit;
  location.place = context.report.unit_place;
  Finding finding = make_finding(context, {std::move(location)}, {});
  finding.message = {trouble->zh + "。跨年核对没有进行", trouble->en + "; nothing was compared across years"};
  sink.fail(std::move(finding));
}

}  // namespace zzaudit::detail
