// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "check/code/words/passages.hpp"
#include "check/code/words/wording.hpp"
#include "zzaudit/base/text.hpp"

/// TXT104 and TXT105: doubled punctuation, brackets and quotes without a partner.
namespace zzaudit::detail {

void check_doubled_punctuation(const CodeContext& context, CodeSink& sink) {
  static constexpr std::array<std::string_view, 13> kPairs = {
      ",,", "。。", ";。", ",。", "、、", "。,", "、,", ",、", ";;", "::", ",;", ";,", "、。"};
  constexpr std::string_view kStop = "。";
  const Facts& facts = context.facts;
  for (const auto& passage : passages(facts)) {
    const std::string_view text = passage.folded;
    std::optional<std::size_t> found;
    std::size_t length = 0;
    for (const auto pair : kPairs) {
      auto at = text.find(pair);
      // Three stops and more stand for an ellipsis.
      while (pair == "。。" && at != std::string_view::npos &&
             text.substr(at + pair.size()).starts_with(kStop)) {
        while (text.substr(at).starts_with(kStop)) {
          at += kStop.size();
        }
        at = text.find(pair, at);
      }
      if (at != std::string_view::npos && (!found || at < *found)) {
        found = at;
        length = pair.size();
      }
    }
    if (!found) {
      sink.pass();
      continue;
    }
    const std::string quote = excerpt(text, *found, *found + length);
    sink.fail(remark(passage_location(facts, passage, *found),
                     {"标点重复或相连：“" + quote + "”", "punctuation is doubled: “" + quote + "”"}));
  }
}

namespace {

/// What one kind of bracket does in a paragraph.
struct Balance {
  std::size_t unclosed = 0, unopened = 0;
  std::size_t where = 0;  ///< code point of the first fault
};

/// "1）", "a)", "三）": the bracket of a numbering has no partner.
bool is_numbering(std::u32string_view text, std::size_t at) {
  constexpr std::u32string_view kNumerals = U"0123456789０１２３４５６７８９一二三四五六七八九十abcdefABCDEF";
  std::size_t begin = at;
  while (begin > 0 && kNumerals.find(text[begin - 1]) != std::u32string_view::npos) {
    --begin;
  }
  constexpr std::u32string_view kBreaks = U"。；;，,：:、 　\t";
  return begin < at && (begin == 0 || kBreaks.find(text[begin - 1]) != std::u32string_view::npos);
}

Balance balance(std::u32string_view text, std::u32string_view open, std::u32string_view close) {
  // A form prints "（含外宾" without its partner; that is no fault of the department.
  constexpr std::u32string_view kFormSlip = U"含外";
  Balance result;
  std::vector<std::size_t> stack;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (open.find(text[i]) != std::u32string_view::npos) {
      stack.push_back(i);
    } else if (close.find(text[i]) != std::u32string_view::npos) {
      if (!stack.empty()) {
        stack.pop_back();
      } else if (!is_numbering(text, i)) {
        result.where = result.unopened == 0 ? i : result.where;
        ++result.unopened;
      }
    }
  }
  std::erase_if(stack, [&](std::size_t i) { return text.substr(i + 1).starts_with(kFormSlip); });
  if (!stack.empty() && result.unopened == 0) {
    result.where = stack.front();
  }
  result.unclosed = stack.size();
  return result;
}

/// True for nearly all texts: every bracket has its partner, and no quotation mark stands alone.
bool is_surely_balanced(std::string_view text) {
  int brackets = 0;
  int titles = 0;
  std::size_t quotes = 0;
  constexpr std::size_t kWide = 3;
  for (std::size_t i = 0; i < text.size() && brackets >= 0 && titles >= 0; ++i) {
    // The first bytes of "（）", "《》" and "“”".
    if (text[i] == '\xEF' || text[i] == '\xE3' || text[i] == '\xE2') {
      const std::string_view mark = text.substr(i, kWide);
      brackets += (mark == "（" ? 1 : 0) - (mark == "）" ? 1 : 0);
      titles += (mark == "《" ? 1 : 0) - (mark == "》" ? 1 : 0);
      quotes += mark == "“" || mark == "”" ? 1 : 0;
    } else {
      brackets += (text[i] == '(' ? 1 : 0) - (text[i] == ')' ? 1 : 0);
    }
  }
  return brackets == 0 && titles == 0 && quotes % 2 == 0;
}

}  // namespace

void check_brackets_open(const CodeContext& context, CodeSink& sink) {
  struct Kind {
    std::u32string_view open, close;
    Bilingual name;
  };
  static const std::array<Kind, 2> kKinds = {
      {{U"(（", U")）", {"括号", "a bracket"}}, {U"《", U"》", {"书名号", "a title mark"}}}};
  const Facts& facts = context.facts;
  const auto& all = passages(facts);
  std::map<std::size_t, std::u32string> sections;
  for (const auto& passage : all) {
    if (is_surely_balanced(passage.text)) {
      sink.pass();
      continue;
    }
    if (sections.empty()) {
      for (const auto& part : all) {
        sections[facts.words().sentences[part.first].section] += to_code_points(part.text + "\n");
      }
    }
    const std::u32string text = to_code_points(passage.text);
    const std::u32string& section = sections[facts.words().sentences[passage.first].section];
    bool clean = true;
    const bool finished = passage.folded.ends_with("。") && !in_annex(facts.words().sentences[passage.first]);
    for (const auto& kind : kKinds) {
      const Balance found = balance(text, kind.open, kind.close);
      if (found.unclosed + found.unopened == 0) {
        continue;
      }
      // The remark goes on in the next paragraph.
      const Balance around = balance(section, kind.open, kind.close);
      if (around.unclosed + around.unopened == 0) {
        continue;
      }
      clean = false;
      const std::string quote = excerpt(passage.text, to_utf8(text.substr(0, found.where)).size(),
                                        to_utf8(text.substr(0, found.where + 1)).size());
      const std::size_t folded_at = compact(to_utf8(text.substr(0, found.where))).size();
      // A paragraph cut by the reader may hold one half only.
      sink.fail(
          remark(
              passage_location(facts, passage, folded_at),
              {kind.name.zh + "不成对：“" + quote + "”", kind.name.en + " has no partner: “" + quote + "”"}),
          finished && found.unclosed + found.unopened == 1 ? std::nullopt : std::optional(Severity::kNote));
    }
    const auto curly = std::ranges::count_if(text, [](char32_t c) { return c == U'“' || c == U'”'; });
    if (curly % 2 != 0 && text.find(U'"') == std::u32string::npos &&
        text.find(U'＂') == std::u32string::npos) {
      clean = false;
      const std::size_t at = text.find_first_of(U"“”");
      const std::size_t folded_at = compact(to_utf8(std::u32string_view(text).substr(0, at))).size();
      sink.fail(remark(passage_location(facts, passage, folded_at),
                       {"引号不成对（共 " + std::to_string(curly) + " 个）",
                        "a quotation mark has no partner (" + std::to_string(curly) + " in all)"}),
                Severity::kNote);
    }
    if (clean) {
      sink.pass();
    }
  }
}

}  // namespace zzaudit::detail
