// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

bool is_latin(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool ends_in_mark(std::string_view text) {
  return std::ranges::any_of(std::array<std::string_view, 8>{"。", "；", "：", "，", "、", "）", "”", "》"},
                             [&](std::string_view mark) { return text.ends_with(mark); });
}

enum class Direction : std::uint8_t { kRight, kUp, kLeft, kDown };

Direction direction_of(const Run& run) {
  if (std::abs(run.advance_x) >= std::abs(run.advance_y)) {
    return run.advance_x >= 0 ? Direction::kRight : Direction::kLeft;
  }
  return run.advance_y < 0 ? Direction::kUp : Direction::kDown;
}

/// A point of a page whose text runs in `direction`, once the page is turned.
std::pair<double, double> turned(const Page& page, Direction direction, double x, double y) {
  switch (direction) {
    case Direction::kUp:
      return {page.height - y, x};
    case Direction::kLeft:
      return {page.width - x, page.height - y};
    case Direction::kDown:
      return {y, page.width - x};
    case Direction::kRight:
      break;
  }
  return {x, y};
}

std::vector<Rule> turned(const Page& page, Direction direction, const std::vector<Rule>& rules,
                         bool vertical) {
  std::vector<Rule> result;
  result.reserve(rules.size());
  const bool swapped = direction == Direction::kUp || direction == Direction::kDown;
  for (const Rule& rule : rules) {
    const auto [x0, y0] =
        turned(page, direction, vertical ? rule.at : rule.from, vertical ? rule.from : rule.at);
    const auto [x1, y1] = turned(page, direction, vertical ? rule.at : rule.to, vertical ? rule.to : rule.at);
    const bool now_vertical = vertical != swapped;
    const double a = now_vertical ? y0 : x0;
    const double b = now_vertical ? y1 : x1;
    result.push_back({now_vertical ? x0 : y0, std::min(a, b), std::max(a, b)});
  }
  return result;
}

/// What was printed before in almost the same place.
class Doubles {
 public:
  bool seen(const Run& run) {
    constexpr double kNear = 0.25;
    constexpr std::size_t kMostRemembered = 16;
    std::vector<const Run*>& before = by_text_[run.text];
    const bool found = std::ranges::any_of(before, [&](const Run* other) {
      return std::abs(other->x - run.x) < kNear * run.size && std::abs(other->y - run.y) < kNear * run.size;
    });
    if (found) return true;
    if (before.size() >= kMostRemembered) before.erase(before.begin());
    before.push_back(&run);
    return false;
  }

 private:
  std::unordered_map<std::string_view, std::vector<const Run*>> by_text_;
};

/// Vertical rules by position.
class Fence {
 public:
  explicit Fence(std::vector<Rule> rules) : rules_(std::move(rules)) {
    std::ranges::sort(rules_, {}, &Rule::at);
  }

  [[nodiscard]] bool between(double left, double right, double y) const {
    constexpr double kSlack = 0.5;
    for (auto it = std::ranges::lower_bound(rules_, left - kSlack, {}, &Rule::at);
         it != rules_.end() && it->at <= right + kSlack; ++it) {
      if (it->from <= y && y <= it->to) return true;
    }
    return false;
  }

 private:
  std::vector<Rule> rules_;
};

Word word_of(const Run& run) {
  Word word{run.x, run.x + run.advance_x, run.y, run.size, run.bold, std::string(run.text)};
  if (direction_of(run) == Direction::kRight) return word;
  // Sideways text on an upright page (a label in a narrow cell) is placed by its middle.
  word.x0 = std::min(run.x, run.x + run.advance_x);
  word.x1 = std::max(run.x, run.x + run.advance_x) + (run.advance_x == 0 ? run.size : 0);
  word.y = run.y + (run.advance_y / 2) + (0.35 * run.size);
  return word;
}

void join(Line& line, const Word& word) {
  if (line.words.empty()) line = {word.x0, word.x1, word.y, word.size, {}};
  line.x0 = std::min(line.x0, word.x0);
  line.x1 = std::max(line.x1, word.x1);
  line.size = std::max(line.size, word.size);
}

}  // namespace

void turn_upright(Page& page) {
  std::array<double, 4> weights{};
  for (const Run& run : page.runs) {
    weights.at(static_cast<std::size_t>(direction_of(run))) +=
        std::max(std::abs(run.advance_x), std::abs(run.advance_y));
  }
  const auto direction = static_cast<Direction>(std::ranges::max_element(weights) - weights.begin());
  if (direction == Direction::kRight) return;
  for (Run& run : page.runs) {
    const auto [end_x, end_y] = turned(page, direction, run.x + run.advance_x, run.y + run.advance_y);
    std::tie(run.x, run.y) = turned(page, direction, run.x, run.y);
    run.advance_x = end_x - run.x;
    run.advance_y = end_y - run.y;
  }
  std::vector<Rule> horizontal = turned(page, direction, page.horizontal, false);
  std::vector<Rule> vertical = turned(page, direction, page.vertical, true);
  if (direction != Direction::kLeft) {
    std::swap(horizontal, vertical);
    std::swap(page.width, page.height);
  }
  page.horizontal = std::move(horizontal);
  page.vertical = std::move(vertical);
}

std::vector<Word> words_of(const Page& page) {
  const Fence fence(page.vertical);
  Doubles doubles;
  std::vector<Word> words;
  words.reserve(page.runs.size());
  for (const Run& run : page.runs) {
    if (doubles.seen(run)) continue;
    Word word = word_of(run);
    if (!words.empty()) {
      constexpr double kSameLine = 0.1;
      constexpr double kOverlap = 0.3;
      constexpr double kTouching = 0.15;
      Word& last = words.back();
      const double gap = word.x0 - last.x1;
      if (std::abs(word.y - last.y) <= kSameLine * word.size && gap >= -kOverlap * word.size &&
          gap <= kTouching * word.size && word.x0 > last.x0 &&
          !fence.between(last.x1, word.x0, word.middle())) {
        last.x1 = std::max(last.x1, word.x1);
        last.size = std::max(last.size, word.size);
        last.bold = last.bold && word.bold;
        last.text += word.text;
        continue;
      }
    }
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<Line> lines_of(std::vector<Word> words) {
  constexpr double kSameLine = 0.45;
  std::ranges::stable_sort(words, {}, &Word::y);
  std::vector<Line> lines;
  for (Word& word : words) {
    if (lines.empty() || word.y - lines.back().y > kSameLine * std::min(word.size, lines.back().size)) {
      lines.emplace_back();
    }
    join(lines.back(), word);
    lines.back().words.push_back(std::move(word));
  }
  for (Line& line : lines) std::ranges::stable_sort(line.words, {}, &Word::x0);
  return lines;
}

std::string text_of(const Line& line, double widest) {
  constexpr double kLatinSpace = 0.18;
  constexpr double kAfterMark = 0.8;    // and let a mark take more or less room
  constexpr double kMixedSpace = 0.45;  // typesetters set figures among ideographs off by a quarter
  std::string text;
  double end = 0;
  for (const Word& word : line.words) {
    const double gap = word.x0 - end;
    if (!text.empty() && !word.text.empty()) {
      const bool before = is_latin(text.back());
      const bool after = is_latin(word.text.front());
      const double least = before && after   ? kLatinSpace
                           : before != after ? std::max(widest, kMixedSpace)
                                             : widest;
      if (gap > least * word.size) text += ' ';
    }
    text += word.text;
    end = word.x1;
  }
  return text;
}

std::vector<Line> fields_of(const Line& line, double gap) {
  std::vector<Line> fields;
  for (const Word& word : line.words) {
    if (fields.empty() || word.x0 - fields.back().x1 > gap * word.size) fields.emplace_back();
    join(fields.back(), word);
    fields.back().words.push_back(word);
  }
  return fields;
}

bool is_figure(std::string_view text) {
  const std::string plain = compact(text);
  return plain.find_first_of("0123456789") != std::string::npos &&
         plain.find_first_not_of("0123456789.,-+%()") == std::string::npos;
}

}  // namespace zzaudit::pdf
