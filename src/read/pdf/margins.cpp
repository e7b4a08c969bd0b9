// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/margins.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <tuple>

#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

/// The most frequent of `values` within a point or two.
double mode_of(std::vector<double> values) {
  constexpr double kBin = 3;
  std::ranges::sort(values);
  double best = 0;
  std::ptrdiff_t most = 0;
  auto end = values.begin();
  for (auto begin = values.begin(); begin != values.end(); ++begin) {
    while (end != values.end() && *end - *begin <= kBin) ++end;
    if (end - begin > most) {
      most = end - begin;
      best = *(begin + (most / 2));
    }
  }
  return best;
}

std::size_t skip_any(std::string_view text, std::size_t at, std::initializer_list<std::string_view> words) {
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view word : words) {
      if (!text.substr(at).starts_with(word)) continue;
      at += word.size();
      found = true;
    }
  }
  return at;
}

std::size_t skip_numerals(std::string_view text, std::size_t at) {
  return skip_any(text, at, {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百"});
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

enum class Numbering : std::uint8_t { kNone, kWeak, kStrong };

/// Numbering that a line begins with. "（一）", "一、" and "第一部分" begin a paragraph wherever they stand
/// at the start of a line; "1." and "（1）" may be within a sentence.
Numbering numbering_of(std::string_view text) {
  const std::string key = compact(text.substr(0, 60));
  constexpr std::string_view kOrdinal = "第";
  if (key.starts_with(kOrdinal)) {
    const std::size_t end = skip_numerals(key, kOrdinal.size());
    const std::string_view rest = std::string_view(key).substr(end);
    if (end > kOrdinal.size() &&
        (rest.starts_with("部分") || rest.starts_with("条") || rest.starts_with("章"))) {
      return Numbering::kStrong;
    }
    return Numbering::kNone;
  }
  if (const std::size_t end = skip_numerals(key, 0); end > 0) {
    return key.substr(end).starts_with("、") ? Numbering::kStrong : Numbering::kNone;
  }
  if (key.starts_with('(')) {
    const std::size_t numerals = skip_numerals(key, 1);
    if (numerals > 1 && key.substr(numerals).starts_with(')')) return Numbering::kStrong;
    const std::size_t digits = skip_digits(key, 1);
    return digits > 1 && digits <= 3 && key.substr(digits).starts_with(')') ? Numbering::kWeak
                                                                            : Numbering::kNone;
  }
  const std::size_t digits = skip_digits(key, 0);
  if (digits == 0 || digits > 2) return Numbering::kNone;
  const std::string_view rest = std::string_view(key).substr(digits);
  if (rest.starts_with("、")) return Numbering::kWeak;
  const bool decimal = rest.size() > 1 && rest[1] >= '0' && rest[1] <= '9';
  return rest.starts_with('.') && !decimal ? Numbering::kWeak : Numbering::kNone;
}

bool ends_sentence(std::string_view text) {
  return text.ends_with("。") || text.ends_with("；") || text.ends_with("：") || text.ends_with(";") ||
         text.ends_with(":") || text.ends_with("！");
}

/// "12", "- 12 -", "第 12 页", "第12页 共20页", "12 / 20".
bool is_page_number(std::string_view text) {
  const std::string key = compact(text);
  constexpr std::size_t kLongest = 40;
  if (key.size() > kLongest || key.find_first_of("0123456789") == std::string::npos) return false;
  std::size_t at = 0;
  while (at < key.size()) {
    std::size_t next = skip_any(key, skip_digits(key, at), {"第", "页", "共", "-", "/", "·", "~", ",", "，"});
    if (next == at) return false;
    at = next;
  }
  return true;
}

/// Words that stand above a table and belong to it, on however many pages.
bool is_caption(std::string_view key) {
  constexpr std::array<std::string_view, 6> kWords = {"单位:", "部门:", "金额", "公开", "万元", "(续)"};
  return key.ends_with("表") || std::ranges::any_of(kWords, [&](std::string_view word) {
           return key.find(word) != std::string_view::npos;
         });
}

/// Width of what begins a line and cannot be broken: a number or Latin word, or one character, with the
/// brackets and marks around it.
double unbreakable(const Line& line) {
  const Word& word = line.words.front();
  const std::string key = fold(word.text);
  std::size_t at = skip_any(key, 0, {"(", "\"", "《", "["});
  const std::size_t latin = std::min(
      key.find_first_not_of("0123456789.,%-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", at),
      key.size());
  std::size_t characters = at / 2;
  if (latin > at) {
    characters += (latin - at + 1) / 2;
    at = latin;
  } else {
    ++characters;
    at += std::min<std::size_t>(key.size() - at, std::string_view("一").size());
  }
  constexpr std::string_view kClosing = ",;:)!?";
  if (at < key.size() && (kClosing.find(key[at]) != std::string_view::npos ||
                          key.substr(at).starts_with("。") || key.substr(at).starts_with("、"))) {
    ++characters;
  }
  return static_cast<double>(characters) * word.size;
}

/// A title in two lines, both in the middle of the page.
bool is_centred_below(const Line& last, const Line& line, const Margins& margins) {
  constexpr double kOffCentre = 0.8;
  const double centre = (margins.left + margins.right) / 2;
  const auto centred = [&](const Line& l) {
    return std::abs(((l.x0 + l.x1) / 2) - centre) < kOffCentre * l.size && l.x0 > margins.left + l.size;
  };
  return std::abs(last.size - line.size) < 1 && centred(last) && centred(line);
}

constexpr double kEdgeZone = 0.12;

bool at_edge(const PageLine& line) {
  const double y = line.line->middle();
  return (line.first && y < kEdgeZone * line.page_height) ||
         (line.last && y > (1 - kEdgeZone) * line.page_height);
}

}  // namespace

std::map<long, Margins> margins_of(const std::vector<PageLine>& lines) {
  struct Ends {
    std::vector<double> left;
    std::vector<double> right;
  };
  std::map<long, Ends> by_width;
  constexpr double kLong = 0.55;
  for (const PageLine& line : lines) {
    if (line.line->x1 - line.line->x0 < kLong * line.page_width) continue;
    Ends& ends = by_width[std::lround(line.page_width)];
    ends.left.push_back(line.line->x0);
    ends.right.push_back(line.line->x1);
  }
  std::map<long, Margins> margins;
  for (auto& [width, ends] : by_width)
    margins[width] = {mode_of(std::move(ends.left)), mode_of(std::move(ends.right))};
  return margins;
}

std::vector<bool> furniture(const std::vector<PageLine>& lines, std::size_t pages) {
  constexpr std::size_t kFewestPages = 3;
  constexpr double kShare = 0.4;
  constexpr double kSameHeight = 4;
  using Key = std::tuple<std::string, long>;
  std::map<Key, std::set<std::uint32_t>> repeated;
  std::vector<Key> keys(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!at_edge(lines[i])) continue;
    std::string key;
    for (const Word& word : lines[i].line->words) key += compact(word.text);
    keys[i] = {std::move(key), std::lround(lines[i].line->y / kSameHeight)};
    repeated[keys[i]].insert(lines[i].page);
  }
  std::vector<bool> result(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& key = std::get<std::string>(keys[i]);
    if (key.empty()) continue;
    const std::size_t times = repeated[keys[i]].size();
    const bool running =
        times >= kFewestPages && static_cast<double>(times) >= kShare * static_cast<double>(pages);
    result[i] = is_page_number(key) || (running && !is_caption(key));
  }
  return result;
}

bool is_contents_entry(const Line& line, std::string_view text) {
  for (const std::string_view leader : {"......", "……", "······", "．．．．", "————"}) {
    const std::size_t at = text.find(leader);
    if (at == std::string_view::npos) continue;
    const std::string rest = compact(text.substr(at));
    const std::size_t word = rest.find_first_not_of(".0123456789-()");
    // Nothing but a page number stands behind the leaders.
    if (word == std::string::npos || rest.find_first_of("0123456789") != std::string::npos) return true;
  }
  if (line.words.size() < 2) return false;
  const Word& last = line.words.back();
  constexpr double kFar = 3;
  constexpr std::size_t kMostDigits = 3;
  return last.text.size() <= kMostDigits && skip_digits(last.text, 0) == last.text.size() &&
         last.x0 - line.words[line.words.size() - 2].x1 > kFar * last.size;
}

bool goes_on(const Line& last, const Line& line, std::string_view text, bool next_page,
             const Margins& last_margins, const Margins& margins) {
  constexpr double kSameSize = 0.35;  // some words in a paragraph are of another size, by mistake
  constexpr double kPitch = 2.6;
  constexpr double kSlack = 1.1;
  constexpr double kIndent = 1;
  if (last_margins.right <= 0 || margins.right <= 0) return false;
  if (std::abs(last.size - line.size) > kSameSize * line.size) return false;
  if (!next_page && line.y - last.y > kPitch * line.size) return false;
  // The line before is full when what follows had no room on it.
  const double needed = ends_sentence(last.words.back().text) ? line.size : unbreakable(line);
  if (last.x1 + needed < last_margins.right - (kSlack * last.size)) return false;
  if (!next_page && is_centred_below(last, line, last_margins)) return numbering_of(text) == Numbering::kNone;
  if (line.x0 > margins.left + (kIndent * line.size)) return false;
  switch (numbering_of(text)) {
    case Numbering::kStrong:
      return false;
    case Numbering::kWeak:
      return !ends_sentence(last.words.back().text);
    case Numbering::kNone:
      break;
  }
  return true;
}

}  // namespace zzaudit::pdf
