// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

/// Parts of a line that stand further apart than this many character sizes are read on their own.
constexpr double kWideGap = 2.5;

Line line_of(std::vector<Run> runs, bool broken) {
  Line line;
  line.left = runs.front().x;
  line.right = runs.back().x + runs.back().dx;
  line.y = runs.front().y;
  line.broken = broken;
  line.bold = std::ranges::all_of(runs, &Run::bold);
  for (const Run& run : runs) line.size = std::max(line.size, run.size);
  line.text = text_of_line(runs);
  line.runs = std::move(runs);
  return line;
}

std::string without_digits(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!is_digit(c)) result += c;
  }
  return result;
}

/// "12", "- 12 -", "第12页", "12/25": nothing but a number and its decoration.
bool is_page_number(std::string_view text) {
  const std::string key = fold(text);
  if (std::ranges::none_of(key, is_digit)) return false;
  std::string rest = without_digits(key);
  for (const std::string_view word : {"第", "页", "共", "page", "Page", "of", "-", "—", "–", "―", "_", "/",
                                      "·", "•", " ", "~", "|", ",", "，"}) {
    for (std::size_t at = rest.find(word); at != std::string::npos; at = rest.find(word))
      rest.erase(at, word.size());
  }
  return rest.empty();
}

/// "公开02表", "部门：某局", "单位：万元": what stands above a table, on every page when each holds one.
bool is_head_of_table(std::string_view text) {
  const std::string key = compact(text);
  return key.ends_with("表") || key.find("单位") != std::string::npos ||
         key.find("部门:") != std::string::npos || key.find("部门：") != std::string::npos;
}

/// "第一部分", "一、", "（一）", "1.", "(1)": begins a paragraph of its own. "1.20万元" and "其中：" do not.
bool starts_with_numbering(std::string_view text) {
  const std::string key = compact(text);
  if (key.starts_with("其中")) return false;
  if (key.starts_with("第") && key.find("部分") < key.find("。")) return true;
  const std::string_view rest = without_enumerator(key);
  return rest.size() < key.size() && !(is_digit(key.front()) && !rest.empty() && is_digit(rest.front()));
}

}  // namespace

std::vector<Line> fields_of(const std::vector<Run>& runs, double gap) {
  std::vector<std::vector<Run>> parts;
  for (const Run& run : runs) {
    const Run* before = parts.empty() ? nullptr : &parts.back().back();
    if (before == nullptr || run.x - (before->x + before->dx) > gap * run.size) parts.emplace_back();
    parts.back().push_back(run);
  }
  std::vector<Line> fields;
  fields.reserve(parts.size());
  for (auto& part : parts) {
    fields.push_back(line_of(std::move(part), parts.size() > 1));
    fields.back().y = runs.front().y;
  }
  return fields;
}

std::vector<Line> lines_outside_tables(Page& page) {
  std::vector<Line> lines;
  for (const auto& runs : lines_of(std::move(page.runs))) {
    std::ranges::move(fields_of(runs, kWideGap), std::back_inserter(lines));
  }
  return lines;
}

void drop_running_lines(const std::vector<Page>& pages, std::vector<std::vector<Line>>& lines) {
  constexpr double kZone = 0.09;  // of the height, at top and bottom
  const auto in_zone = [&](std::size_t page, const Line& line) {
    const double height = pages[page].height;
    return line.y < kZone * height || line.y > (1 - kZone) * height;
  };
  std::map<std::string, std::set<std::size_t>> seen;
  for (std::size_t page = 0; page < lines.size(); ++page) {
    for (const Line& line : lines[page]) {
      if (in_zone(page, line)) seen[without_digits(line.text)].insert(page);
    }
  }
  constexpr std::size_t kFewest = 3;
  const auto recurs = [&](const Line& line) {
    const std::size_t times = seen[without_digits(line.text)].size();
    return times >= kFewest && times * 2 >= pages.size();
  };
  for (std::size_t page = 0; page < lines.size(); ++page) {
    std::erase_if(lines[page], [&](const Line& line) {
      return in_zone(page, line) && !is_head_of_table(line.text) &&
             (is_page_number(line.text) || recurs(line));
    });
  }
}

namespace {

/// How often positions occur, to some points.
class Positions {
 public:
  void add(double x) { ++counts_[std::lround(x / kStep)]; }
  [[nodiscard]] double most() const {
    const auto it = std::ranges::max_element(counts_, {}, [](const auto& entry) { return entry.second; });
    return it == counts_.end() ? 0.0 : static_cast<double>(it->first) * kStep;
  }

 private:
  static constexpr double kStep = 6;
  std::map<long, std::size_t> counts_;
};

/// Shorter lines, in characters, tell nothing of where text ends.
bool is_long(const Line& line) {
  constexpr double kFewest = 20;
  return !line.broken && line.right - line.left >= kFewest * line.size;
}

/// Room that a full line may leave, in character sizes: punctuation may not begin the next.
constexpr double kFullLineRoom = 2.2;

}  // namespace

std::vector<Margins> margins_of(const std::vector<Page>& pages, const std::vector<std::vector<Line>>& lines) {
  using Size = std::pair<long, long>;
  const auto size_of = [&](std::size_t page) {
    return Size(std::lround(pages[page].width), std::lround(pages[page].height));
  };
  std::map<Size, Positions> rights;
  std::map<Size, Margins> margins;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    for (const Line& line : lines[i]) {
      if (is_long(line)) rights[size_of(i)].add(line.right);
      double& bottom = margins[size_of(i)].bottom;
      bottom = std::max(bottom, line.y);
    }
  }
  // First lines are indented: the margin is where the lines after full ones begin.
  std::map<Size, Positions> lefts;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const double right = margins[size_of(i)].right = rights[size_of(i)].most();
    for (std::size_t l = 1; l < lines[i].size(); ++l) {
      const Line& before = lines[i][l - 1];
      if (is_long(before) && before.right >= right - kFullLineRoom * before.size)
        lefts[size_of(i)].add(lines[i][l].left);
    }
  }
  std::vector<Margins> result;
  result.reserve(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    result.push_back(margins[size_of(i)]);
    result.back().left = lefts[size_of(i)].most();
  }
  return result;
}

namespace {

/// Width of what a line begins with and no layout breaks, in points: a figure with its sign, a Latin word.
double unbreakable_start(const Line& line) {
  constexpr std::string_view kJoined = ".,%-+/()";
  double width = 0;
  for (const char c : line.text) {
    if (!is_digit(c) && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
        kJoined.find(c) == std::string_view::npos)
      break;
    width += line.size / 2;
  }
  return width;
}

}  // namespace

bool goes_on(const Line& before, const Margins& before_margins, const Line& line, const Margins& margins,
             bool same_page) {
  if (before_margins.right == 0 || margins.right == 0 || before.broken || line.broken) return false;
  if (std::abs(before.size - line.size) > 0.15 * line.size) return false;
  constexpr double kLineSpacing = 3.2;
  if (same_page && line.y - before.y > kLineSpacing * line.size) return false;
  // A page is filled before a paragraph goes on over it, but for a line or two that may not stand alone.
  if (!same_page && before.y < before_margins.bottom - 2 * kLineSpacing * line.size) return false;
  // The line before was full, and this one begins at the margin.
  const double room = kFullLineRoom * line.size + unbreakable_start(line);
  if (before.right < before_margins.right - room) return false;
  if (std::abs(line.left - margins.left) > 1.2 * line.size) return false;
  return !starts_with_numbering(line.text);
}

}  // namespace zzaudit::pdf
