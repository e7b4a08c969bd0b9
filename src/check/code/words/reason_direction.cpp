// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "check/code/words/checks.hpp"
#include "check/code/words/disclosure.hpp"
#include "check/code/words/passages.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

/// DIS105: the reason given for a change fits its direction.
namespace zzaudit::detail {
namespace {

/// The direction that a passage states last.
struct Stated {
  Direction direction = Direction::kNone;
  std::string_view word;  ///< empty when none is stated
  bool mixed = false;     ///< another direction is stated before it
  bool nearly = false;    ///< "基本持平" leaves room for a small change
};

struct DirectionWord {
  std::string_view word;
  Direction direction;
};
constexpr std::array<DirectionWord, 15> kDirectionWords = {{{"增加", Direction::kUp},
                                                            {"增长", Direction::kUp},
                                                            {"上升", Direction::kUp},
                                                            {"提高", Direction::kUp},
                                                            {"大于", Direction::kUp},
                                                            {"高于", Direction::kUp},
                                                            {"超过", Direction::kUp},
                                                            {"减少", Direction::kDown},
                                                            {"下降", Direction::kDown},
                                                            {"降低", Direction::kDown},
                                                            {"小于", Direction::kDown},
                                                            {"低于", Direction::kDown},
                                                            {"持平", Direction::kNone},
                                                            {"等于", Direction::kNone},
                                                            {"一致", Direction::kNone}}};

/// Size of a negative number at the start of a text ("-2.88%"); 0 when there is none.
std::size_t negative_size(std::string_view text) {
  constexpr std::string_view kNumber = "0123456789.%";
  if (text.size() < 2 || text.front() != '-' || !is_digit(text[1])) {
    return 0;
  }
  return std::min(text.find_first_not_of(kNumber, 1), text.size());
}

/// A statement of a direction; "增长-2.88%" is a fall.
Stated statement_at(std::string_view text, std::size_t at, const DirectionWord& entry) {
  const std::size_t negative = negative_size(text.substr(at + entry.word.size()));
  const bool turned = negative > 0 && entry.direction == Direction::kUp;
  return {turned ? Direction::kDown : entry.direction, text.substr(at, entry.word.size() + negative)};
}

Stated stated_in(std::string_view text) {
  static constexpr std::array<std::string_view, 3> kNearly = {"基本", "大体", "总体"};
  Stated stated;
  std::size_t last = 0;
  for (const auto& entry : kDirectionWords) {
    const auto at = find_last_word(text, entry.word);
    if (at == std::string_view::npos) {
      continue;
    }
    const Stated own = statement_at(text, at, entry);
    stated.mixed = stated.mixed || (!stated.word.empty() && stated.direction != own.direction);
    if (stated.word.empty() || at >= last) {
      last = at;
      stated.direction = own.direction;
      stated.word = own.word;
      stated.nearly = std::ranges::any_of(
          kNearly, [&](std::string_view word) { return text.substr(0, at).ends_with(word); });
    }
  }
  return stated;
}

/// Where a reason is introduced: its mark, and what follows.
struct Mark {
  std::size_t begin = std::string_view::npos;
  std::size_t end = std::string_view::npos;
};

Mark find_mark(std::string_view text, std::size_t from) {
  static constexpr std::array<std::string_view, 9> kMarks = {
      "原因是", "原因为", "原因:", "主要是因为", "主要是由于", "是由于", "是因为", "主要系", ",主要是"};
  constexpr std::string_view kMainly = "主要是";
  Mark first;
  if (from == 0 && text.starts_with(kMainly)) {
    first = {0, kMainly.size()};
  }
  for (const auto word : kMarks) {
    if (const auto at = find_word(text, word, from); at < first.begin) {
      first = {at, at + word.size()};
    }
  }
  return first;
}

/// End of the reason that begins at `from`: of the clause group, or of everything when its points are
/// numbered ("一是…；二是…。三是…").
std::size_t end_of_reason(std::string_view text, std::size_t from) {
  static constexpr std::array<std::string_view, 8> kEnds = {"。",     ";",      "与上年", "比上年",
                                                            "较上年", "与预算", "比年初", "决算数"};
  static constexpr std::array<std::string_view, 6> kPoints = {"一是", "1.", "1、", "(1)", "(一)", "二是"};
  if (contains_any(text.substr(from), kPoints)) {
    return text.size();
  }
  std::size_t end = text.size();
  for (const auto word : kEnds) {
    end = std::min(end, find_word(text, word, from));
  }
  return end;
}

/// A reason of another time, or one that tells where money was moved to, says nothing of the direction.
bool is_of_other_time_or_place(std::string_view reason) {
  static constexpr std::array<std::string_view, 23> kOthers = {
      "上年", "上一年", "去年", "往年", "前年", "年初", "以前", "用于", "腾",   "恢复", "同时", "改由",
      "改为", "改在",   "列入", "列支", "列在", "统筹", "盘活", "未",   "承担", "负担", "用在"};
  return contains_any(reason, kOthers);
}

/// "2022年度厉行节约": a year named, other than the report's.
bool names_other_year(std::string_view reason, std::optional<int> year) {
  constexpr std::string_view kYear = "年";
  const std::string own = year ? std::to_string(*year) : std::string();
  for (auto at = reason.find(kYear); at != std::string_view::npos; at = reason.find(kYear, at + 1)) {
    if (at > 0 && is_digit(reason[at - 1]) && !own.empty() && !reason.substr(0, at).ends_with(own)) {
      return true;
    }
  }
  return false;
}

/// "收入" moves an amount only where that is income too.
enum class Of : std::uint8_t { kAny, kIncome };

/// True when the reason names the movement itself ("人员减少", "项目增加"), and nothing of the other kind,
/// no earlier year and no negation.
bool names_only(std::string_view reason, Direction direction, Of of) {
  static constexpr std::array<std::string_view, 14> kUps = {"增加", "增长", "上升", "提高", "新增",
                                                            "追加", "上调", "上涨", "扩大", "增多",
                                                            "加大", "调标", "增资", "增"};
  static constexpr std::array<std::string_view, 12> kDowns = {"减少", "下降", "降低", "压减", "压缩", "节约",
                                                              "调减", "核减", "下调", "缩减", "取消", "减"};
  static constexpr std::string_view kIncome = "收入";
  static constexpr std::array<std::string_view, 19> kElsewhere = {
      "疫情", "基数", "结转", "结余", "没有", "无",   "不",   "避免", "防止", "控制",
      "但",   "而",   "转为", "预算", "力度", "效率", "视频", "线上", "拼车"};
  static constexpr std::array<std::string_view, 17> kSubjects = {
      "人员", "经费", "项目", "支出", "拨款", "费用", "业务", "任务", "批次",
      "活动", "人数", "次数", "支付", "开支", "资金", "专项", "工资"};
  const bool up = direction == Direction::kUp;
  const std::span<const std::string_view> own = up ? std::span<const std::string_view>(kUps) : kDowns;
  const std::span<const std::string_view> other = up ? std::span<const std::string_view>(kDowns) : kUps;
  if (contains_any(reason, other) || contains_any(reason, kElsewhere) || is_of_other_time_or_place(reason)) {
    return false;
  }
  // The last entry is the single character that rules the other direction out; it proves nothing itself.
  return std::ranges::any_of(own.first(own.size() - 1), [&](std::string_view movement) {
    const auto moves = [&](std::string_view subject) {
      return contains(reason, std::string(subject) + std::string(movement)) ||
             contains(reason, std::string(movement) + std::string(subject)) ||
             contains(reason, std::string(movement) + "了" + std::string(subject));
    };
    return contains(reason, movement) &&
           (std::ranges::any_of(kSubjects, moves) || (of == Of::kIncome && moves(kIncome)));
  });
}

/// "厉行节约,压减一般性支出": restraint in every clause and point of a list, and nothing that it made room
/// for.
bool is_restraint(std::string_view reason) {
  static constexpr std::array<std::string_view, 4> kRestraint = {"厉行节约", "过紧日子", "压减", "压缩"};
  static constexpr std::array<std::string_view, 5> kElsewhere = {"年中", "增", "扩大", "保障", "不"};
  constexpr std::string_view kPause = "、";
  if (reason.empty() || contains_any(reason, kElsewhere) || is_of_other_time_or_place(reason)) {
    return false;
  }
  while (!reason.empty()) {
    const std::size_t pause = reason.find(kPause);
    const std::size_t comma = std::min({reason.find(','), pause, reason.size()});
    if (!contains_any(reason.substr(0, comma), kRestraint)) {
      return false;
    }
    const std::size_t mark = comma == pause ? kPause.size() : 1;
    reason.remove_prefix(std::min(comma + mark, reason.size()));
  }
  return true;
}

bool contradicts(const Stated& stated, std::string_view reason, Of of) {
  // Restraint keeps an amount where it is; it need not lower it.
  static constexpr std::array<std::string_view, 8> kRestraint = {"节约", "压缩",     "压减", "严格",
                                                                 "从严", "过紧日子", "严控", "八项规定"};
  // More of them cost less.
  static constexpr std::array<std::string_view, 5> kLeaving = {"退休", "调出", "调离", "离职", "辞职"};
  const bool up = names_only(reason, Direction::kUp, of);
  const bool down = names_only(reason, Direction::kDown, of);
  switch (stated.direction) {
    case Direction::kUp:
      return down && !contains_any(reason, kLeaving);
    case Direction::kDown:
      return up && !contains_any(reason, kLeaving);
    case Direction::kNone:
      break;
  }
  return !stated.nearly && (up || down) && !contains_any(reason, kRestraint);
}

/// Judges the reasons of one sentence, and one that the next sentence gives for it.
class Judge {
 public:
  Judge(const Facts& facts, CodeSink& sink) : facts_(facts), sink_(sink) {}

  void sentence(std::size_t index) {
    const std::string& text = all()[index].folded;
    std::size_t from = 0;
    for (Mark mark = find_mark(text, from); mark.begin < text.size(); mark = find_mark(text, from)) {
      const Stated stated = stated_in(std::string_view(text).substr(from, mark.begin - from));
      const std::string reason = reason_at(index, mark.end);
      if (!stated.word.empty()) {
        judge(stated, reason, index, index, mark.begin);
      }
      from = std::max(end_of_reason(text, mark.end), mark.end);
    }
    next_sentence(index, stated_in(std::string_view(text).substr(from)));
  }

 private:
  [[nodiscard]] const std::vector<Sentence>& all() const { return facts_.words().sentences; }

  /// The direction itself is wrong by the figures; the reason may well fit them.
  [[nodiscard]] bool is_direction_wrong(std::size_t index, std::size_t end) const {
    const auto& claims = facts_.words().claims;
    const auto last = std::find_if(claims.rbegin(), claims.rend(), [&](const Claim& claim) {
      return claim.sentence == index && claim.begin < end;
    });
    return last != claims.rend() && last->measure == Measure::kDirection &&
           last->against == Against::kBudget && contradicts_budget(facts_, *last);
  }

  /// The amount is what is left at the end of the year: saving raises it, spending lowers it.
  [[nodiscard]] bool speaks_of_rest(std::size_t index, std::size_t end) const {
    static constexpr std::array<std::string_view, 3> kRests = {"结余", "结转", "盈余"};
    return contains_any(std::string_view(all()[index].folded).substr(0, end), kRests);
  }

  /// Whether a sentence tells of income alone before its reason. 财政拨款 may take the place of other income,
  /// and the reverse.
  [[nodiscard]] Of subject_of(std::size_t index, std::size_t end, std::string_view reason) const {
    static constexpr std::array<std::string_view, 3> kAllIncome = {"income.total", "income.all",
                                                                   "overall.income_side"};
    constexpr std::string_view kFiscal = "财政拨款";
    const std::string_view said = std::string_view(all()[index].folded).substr(0, end);
    bool income = false;
    for (const Claim& claim : facts_.words().claims) {
      if (claim.sentence != index || claim.begin >= end) {
        continue;
      }
      const bool all_of_it = std::ranges::find(kAllIncome, claim.concept_key) != kAllIncome.end() ||
                             (claim.concept_key == "overall.total" && !contains(said, "支"));
      const bool other = claim.concept_key == "income.other" && !contains(reason, kFiscal);
      if (!all_of_it && !other) {
        return Of::kAny;
      }
      income = true;
    }
    return income ? Of::kIncome : Of::kAny;
  }

  /// The reason from `from` on; numbered points go on in the sentences behind it.
  [[nodiscard]] std::string reason_at(std::size_t index, std::size_t from) const {
    const std::string_view text = all()[index].folded;
    const std::size_t end = end_of_reason(text, from);
    std::string reason(text.substr(from, end - from));
    reason.erase(0, reason.find_first_not_of(':'));
    if (end == text.size()) {
      for (std::size_t i = index + 1; i < all().size() && all()[i].paragraph == all()[index].paragraph; ++i) {
        reason += all()[i].folded;
      }
    }
    return reason;
  }

  /// "…持平。主要原因:…": the reason for what the sentence before it states without one.
  void next_sentence(std::size_t index, const Stated& stated) {
    constexpr std::size_t kHead = 24;  // bytes: "其主要原因是", "变动主要原因:"
    const std::size_t next = index + 1;
    if (stated.word.empty() || stated.mixed || next >= all().size() ||
        all()[next].section != all()[index].section) {
      return;
    }
    static constexpr std::array<std::string_view, 8> kComparisons = {"上年", "去年",     "相比", "同比",
                                                                     "预算", "年度决算", "比20", "较20"};
    const bool compares = contains_any(all()[index].folded, kComparisons);
    const std::string_view text = all()[next].folded;
    const Mark mark = find_mark(text, 0);
    if (!compares || mark.begin > kHead || !stated_in(text.substr(0, mark.begin)).word.empty()) {
      return;
    }
    judge(stated, reason_at(next, mark.end), index, next, mark.begin);
  }

  void judge(const Stated& stated, std::string_view reason, std::size_t index, std::size_t where,
             std::size_t at) {
    const std::size_t end = index == where ? at : all()[index].folded.size();
    const bool saved = stated.direction == Direction::kUp && is_restraint(reason);
    if ((!saved && !contradicts(stated, reason, subject_of(index, end, reason))) ||
        speaks_of_rest(index, end) || names_other_year(reason, facts_.report().year) ||
        is_direction_wrong(index, end)) {
      sink_.pass();
      return;
    }
    const std::string shown = displayed(reason);
    Finding finding = remark(
        sentence_location(facts_, index, index == where ? at : 0),
        stated.direction == Direction::kNone
            ? Bilingual{fmt::format("写的是“{}”，原因却说有增减：“{}”", stated.word, shown),
                        fmt::format(
                            "“{}” (unchanged) is stated, but the reason given tells of a change: “{}”",
                            stated.word, shown)}
            : Bilingual{
                  fmt::format("写的是“{}”，原因却是“{}”，方向相反", stated.word, shown),
                  fmt::format("“{}” is stated, but the reason given is “{}”, which points the other way",
                              stated.word, shown)});
    if (index != where) {
      finding.locations.push_back(sentence_location(facts_, where, at));
    }
    sink_.fail(std::move(finding));
  }

  const Facts& facts_;
  CodeSink& sink_;
};

}  // namespace

void check_reason_direction(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  Judge judge(facts, sink);
  for (std::size_t i = 0; i < facts.words().sentences.size(); ++i) {
    if (!in_annex(facts.words().sentences[i])) {
      judge.sentence(i);
    }
  }
}

}  // namespace zzaudit::detail
