// SPDX-License-Identifier: Apache-2.0
#include "read/detail/word_styles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

/// Styles on styles; beyond this they go in circles.
constexpr int kMostStyles = 20;
constexpr int kDeepestHeading = 6;

/// "heading 2", "标题 2": the names that Word and WPS give to their own styles.
std::optional<int> level_by_name(std::string_view name) {
  for (const std::string_view stem : {"heading ", "Heading ", "标题 ", "标题"}) {
    if (!name.starts_with(stem)) continue;
    if (const auto level = number_in(name.substr(stem.size()))) {
      return *level >= 1 && *level <= 9 ? std::min(*level, kDeepestHeading) : 0;
    }
  }
  return std::nullopt;
}

bool is_contents_name(std::string_view name) {
  return name.starts_with("toc ") || name.starts_with("TOC ") || name.starts_with("目录");
}

constexpr std::array<std::string_view, 10> kDigits = {"〇", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 10> kLegalDigits = {"零", "壹", "贰", "叁", "肆",
                                                           "伍", "陆", "柒", "捌", "玖"};

/// Up to 9999: "十二", "二十", "一百零三".
std::string chinese(int number, const std::array<std::string_view, 10>& digits,
                    const std::array<std::string_view, 3>& units, std::string_view zero, bool bare_ten) {
  if (number <= 0 || number > 9999) return std::to_string(number);
  std::string out;
  bool gap = false;
  for (int power = 3, unit = 1000; power >= 0; --power, unit /= 10) {
    const int digit = number / unit % 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += zero;
    gap = false;
    const bool silent = bare_ten && power == 1 && digit == 1 && out.empty();
    if (!silent) out += digits[static_cast<std::size_t>(digit)];
    if (power > 0) out += units[static_cast<std::size_t>(power - 1)];
  }
  return out;
}

std::string roman(int number) {
  constexpr std::array<std::pair<int, std::string_view>, 13> kParts = {{{1000, "M"},
                                                                        {900, "CM"},
                                                                        {500, "D"},
                                                                        {400, "CD"},
                                                                        {100, "C"},
                                                                        {90, "XC"},
                                                                        {50, "L"},
                                                                        {40, "XL"},
                                                                        {10, "X"},
                                                                        {9, "IX"},
                                                                        {5, "V"},
                                                                        {4, "IV"},
                                                                        {1, "I"}}};
  if (number <= 0 || number > 3999) return std::to_string(number);
  std::string out;
  for (const auto& [value, letters] : kParts) {
    for (; number >= value; number -= value) out += letters;
  }
  return out;
}

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// A, B … Z, AA, BB.
std::string letters(int number) {
  constexpr int kAlphabet = 26;
  constexpr int kMost = 780;  // as far as Word itself goes
  if (number <= 0 || number > kMost) return std::to_string(number);
  const int times = (number - 1) / kAlphabet + 1;
  std::string out;
  out.append(static_cast<std::size_t>(times), static_cast<char>('A' + (number - 1) % kAlphabet));
  return out;
}

/// The character `first` and those behind it; "" beyond the last.
std::string enclosed(int number, char32_t first, int last) {
  if (number < 1 || number > last) return {};
  return to_utf8(std::u32string(1, first + static_cast<char32_t>(number - 1)));
}

template <std::size_t kSize>
std::string listed(int number, const std::array<std::string_view, kSize>& names) {
  if (number < 1 || static_cast<std::size_t>(number) > kSize) return std::to_string(number);
  return std::string(names[static_cast<std::size_t>(number - 1)]);
}

std::string full_width(int number) {
  std::string out;
  for (const char c : std::to_string(number))
    out += to_utf8(std::u32string(1, U'０' + static_cast<char32_t>(c - '0')));
  return out;
}

std::string digit_by_digit(int number) {
  if (number < 0) return std::to_string(number);
  std::string out;
  for (const char c : std::to_string(number)) out += kDigits[static_cast<std::size_t>(c - '0')];
  return out;
}

/// Whether a number and the text behind it are set apart by a space when written in one line.
bool needs_space(std::string_view label) {
  return !label.ends_with("、") && !label.ends_with("）") && !label.ends_with("．") && !label.ends_with("：");
}

}  // namespace

NumberReference number_reference(const pugi::xml_node& properties) {
  const pugi::xml_node node = child_of(properties, "numPr");
  return {number_in(value_of(node, "numId")), number_in(value_of(node, "ilvl"))};
}

std::optional<int> outline_of(const pugi::xml_node& properties) {
  const auto level = number_in(value_of(properties, "outlineLvl"));
  if (!level) return std::nullopt;
  constexpr int kBodyText = 9;
  return *level >= 0 && *level < kBodyText ? std::min(*level + 1, kDeepestHeading) : 0;
}

WordStyles::WordStyles(const pugi::xml_node& styles) {
  Nodes nodes;
  std::string standard;
  for (const pugi::xml_node& node : styles.children()) {
    if (local_name(node) != "style") continue;
    const std::string id(attribute_of(node, "styleId"));
    nodes.emplace(id, node);
    if (attribute_of(node, "type") == "paragraph" && is_on(attribute_of(node, "default"), false))
      standard = id;
  }
  for (const auto& [id, node] : nodes) styles_[id] = resolve(nodes, id, 0);
  if (!standard.empty()) styles_[""] = styles_[standard];
}

WordStyle WordStyles::resolve(const Nodes& nodes, std::string_view id, int depth) {
  const auto found = nodes.find(id);
  if (found == nodes.end() || depth > kMostStyles) return {};
  const pugi::xml_node& node = found->second;
  WordStyle style;
  if (const std::string_view base = value_of(node, "basedOn"); !base.empty())
    style = resolve(nodes, base, depth + 1);
  const std::string_view name = value_of(node, "name");
  const pugi::xml_node properties = child_of(node, "pPr");
  if (const auto level = level_by_name(name)) style.heading_level = *level;
  if (const auto level = outline_of(properties)) style.heading_level = *level;
  if (const auto bold = toggle_of(child_of(node, "rPr"), "b")) style.bold = *bold;
  style.contents = style.contents || is_contents_name(name);
  const NumberReference number = number_reference(properties);
  if (number.list) style.number.list = number.list;
  if (number.level) style.number.level = number.level;
  return style;
}

const WordStyle& WordStyles::of(std::string_view id) const {
  static const WordStyle kNone;
  const auto found = styles_.find(id);
  return found == styles_.end() ? kNone : found->second;
}

WordNumbering::WordNumbering(const pugi::xml_node& numbering, const WordStyles& styles) {
  std::map<int, Levels> abstract;
  std::map<int, std::string> linked;  // to a style that names the list to use
  for (const pugi::xml_node& node : numbering.children()) {
    if (local_name(node) != "abstractNum") continue;
    const int id = number_in(attribute_of(node, "abstractNumId")).value_or(-1);
    for (const pugi::xml_node& level : node.children()) {
      if (local_name(level) == "lvl") read_level(level, abstract[id]);
    }
    linked[id] = value_of(node, "numStyleLink");
  }
  std::map<int, int> abstract_of;
  for (const pugi::xml_node& node : numbering.children()) {
    if (local_name(node) != "num") continue;
    const int id = number_in(attribute_of(node, "numId")).value_or(0);
    List& list = lists_[id];
    list.counter = number_in(value_of(node, "abstractNumId")).value_or(-1);
    abstract_of[id] = list.counter;
  }
  for (const pugi::xml_node& node : numbering.children()) {
    if (local_name(node) != "num") continue;
    List& list = lists_[number_in(attribute_of(node, "numId")).value_or(0)];
    if (const std::string& style = linked[list.counter]; !style.empty()) {
      const auto target = abstract_of.find(styles.of(style).number.list.value_or(0));
      if (target != abstract_of.end()) list.counter = target->second;
    }
    list.levels = abstract[list.counter];
    for (const pugi::xml_node& change : node.children()) {
      if (local_name(change) != "lvlOverride") continue;
      if (const pugi::xml_node level = child_of(change, "lvl")) read_level(level, list.levels);
      const int level = number_in(attribute_of(change, "ilvl")).value_or(-1);
      if (level < 0 || static_cast<std::size_t>(level) >= kLevels) continue;
      list.start[static_cast<std::size_t>(level)] = number_in(value_of(change, "startOverride"));
    }
  }
}

void WordNumbering::read_level(const pugi::xml_node& node, Levels& levels) {
  const int index = number_in(attribute_of(node, "ilvl")).value_or(-1);
  if (index < 0 || static_cast<std::size_t>(index) >= kLevels) return;
  Level level;
  level.start = number_in(value_of(node, "start")).value_or(0);
  if (const std::string_view format = value_of(node, "numFmt"); !format.empty()) level.format = format;
  level.text = clean_text(value_of(node, "lvlText"));
  if (const std::string_view suffix = value_of(node, "suff"); !suffix.empty()) level.suffix = suffix;
  level.restart = number_in(value_of(node, "lvlRestart"));
  level.legal = toggle_of(node, "isLgl").value_or(false);
  level.style = value_of(node, "pStyle");
  levels[static_cast<std::size_t>(index)] = std::move(level);
}

WordNumbering::Label WordNumbering::next(const NumberReference& reference, std::string_view style) {
  const int id = reference.list.value_or(0);
  const auto found = lists_.find(id);
  if (id == 0 || found == lists_.end()) return {};
  const List& list = found->second;
  std::size_t level = 0;
  if (reference.level) {
    level = static_cast<std::size_t>(std::clamp(*reference.level, 0, static_cast<int>(kLevels) - 1));
  } else if (!style.empty()) {
    const auto* const own = std::ranges::find(list.levels, style, &Level::style);
    if (own != list.levels.end()) level = static_cast<std::size_t>(own - list.levels.begin());
  }
  auto& counts = counts_[list.counter];
  constexpr int kMost = 1'000'000;
  if (list.start[level] && started_.emplace(id, level).second) {
    counts[level] = list.start[level];
  } else {
    counts[level] = counts[level] ? std::min(*counts[level], kMost) + 1 : list.levels[level].start;
  }
  for (std::size_t below = level + 1; below < kLevels; ++below) {
    const auto& restart = list.levels[below].restart;
    if (!restart || static_cast<int>(level) < *restart) counts[below].reset();
  }
  const Level& own = list.levels[level];
  if (own.format == "bullet") return {"", true};
  if (own.format == "none" && own.text.empty()) return {};
  return {label_text(list.levels, level, counts), false};
}

std::string WordNumbering::label_text(const Levels& levels, std::size_t level,
                                      const std::array<std::optional<int>, kLevels>& counts) {
  const std::string& pattern = levels[level].text;
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char digit = i + 1 < pattern.size() ? pattern[i + 1] : ' ';
    if (pattern[i] != '%' || digit < '1' || digit > '9') {
      text += pattern[i];
      continue;
    }
    const auto part = static_cast<std::size_t>(digit - '1');
    text += number_text(counts[part].value_or(levels[part].start),
                        levels[level].legal ? std::string_view("decimal") : levels[part].format);
    ++i;
  }
  if (!text.empty() && levels[level].suffix != "nothing" && needs_space(text)) text += ' ';
  return text;
}

std::string number_text(int number, std::string_view format) {
  constexpr std::array<std::string_view, 10> kStems = {"甲", "乙", "丙", "丁", "戊",
                                                       "己", "庚", "辛", "壬", "癸"};
  constexpr std::array<std::string_view, 12> kBranches = {"子", "丑", "寅", "卯", "辰", "巳",
                                                          "午", "未", "申", "酉", "戌", "亥"};
  constexpr std::array<std::string_view, 3> kUnits = {"十", "百", "千"};
  constexpr std::array<std::string_view, 3> kLegalUnits = {"拾", "佰", "仟"};
  constexpr int kCircled = 20;
  constexpr int kCircledIdeographs = 10;
  if (format == "chineseCounting" || format == "chineseCountingThousand" || format == "japaneseCounting" ||
      format == "taiwaneseCounting" || format == "taiwaneseCountingThousand") {
    return chinese(number, kDigits, kUnits, format.starts_with("chinese") ? "零" : "〇", true);
  }
  if (format == "chineseLegalSimplified" || format == "ideographLegalTraditional") {
    return chinese(number, kLegalDigits, kLegalUnits, "零", false);
  }
  if (format == "ideographDigital" || format == "japaneseDigitalTenThousand" ||
      format == "taiwaneseDigital") {
    return digit_by_digit(number);
  }
  if (format == "ideographTraditional") return listed(number, kStems);
  if (format == "ideographZodiac") return listed(number, kBranches);
  if (format == "decimalFullWidth" || format == "decimalFullWidth2") return full_width(number);
  if (format == "decimalZero") return fmt::format("{:02}", number);
  if (format == "upperRoman") return roman(number);
  if (format == "lowerRoman") return lower_case(roman(number));
  if (format == "upperLetter") return letters(number);
  if (format == "lowerLetter") return lower_case(letters(number));
  if (format == "none") return {};
  std::string out;
  if (format == "decimalEnclosedCircle" || format == "decimalEnclosedCircleChinese") {
    out = enclosed(number, U'①', kCircled);
  }
  if (format == "decimalEnclosedParen") out = fmt::format("({})", number);
  if (format == "decimalEnclosedFullstop") out = fmt::format("{}.", number);
  if (format == "ideographEnclosedCircle") out = enclosed(number, U'㊀', kCircledIdeographs);
  return out.empty() ? std::to_string(number) : out;
}

}  // namespace zzaudit::detail
