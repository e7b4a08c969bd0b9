// SPDX-License-Identifier: Apache-2.0
#include "recognise/detail/caption.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "recognise/detail/lexicon.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

/// Compact text with the way back to what is printed.
struct CompactText {
  std::string text;
  std::vector<std::uint32_t> origin;
  std::string_view printed;

  explicit CompactText(std::string_view source) : printed(source) {
    const FoldedText folded = fold_with_origin(source);
    for (std::size_t i = 0; i < folded.text.size(); ++i) {
      const char c = folded.text[i];
      if (c == ' ' || c == '\t' || c == '\n') continue;
      text.push_back(c);
      origin.push_back(folded.origin[i]);
    }
    origin.push_back(static_cast<std::uint32_t>(source.size()));
  }
  [[nodiscard]] std::string original(std::size_t begin, std::size_t end) const {
    return std::string(trim(printed.substr(origin[begin], origin[end] - origin[begin])));
  }
};

enum class PartKind { kNumber, kCurrency, kDepartment };
struct Part {
  PartKind kind;
  std::size_t begin;
  std::size_t end;    ///< of the label, for a department; of all, otherwise
  std::size_t value;  ///< where the value begins
};

bool at(std::string_view text, std::size_t position, std::string_view word) {
  return text.substr(position).starts_with(word);
}

std::size_t digits_at(std::string_view text, std::size_t position) {
  std::size_t end = position;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - position;
}

std::size_t numerals_at(std::string_view text, std::size_t position) {
  constexpr std::array<std::string_view, 10> kNumerals = {"一", "二", "三", "四", "五",
                                                          "六", "七", "八", "九", "十"};
  std::size_t end = position;
  while (std::ranges::any_of(kNumerals, [&](std::string_view n) { return at(text, end, n); })) {
    end += std::string_view("一").size();
  }
  return end - position;
}

/// "01", "9-1", "01表" after a table's 公开 or 表; the size of it, 0 when no number is there.
std::size_t number_tail(std::string_view text, std::size_t position) {
  constexpr std::string_view kTable = "表";
  std::size_t end = position;
  if (at(text, end, kTable)) end += kTable.size();
  const std::size_t digits = digits_at(text, end);
  if (digits == 0 || digits > 3) return 0;
  end += digits;
  if (end + 1 < text.size() && text[end] == '-' && is_digit(text[end + 1]))
    end += 1 + digits_at(text, end + 1);
  if (at(text, end, kTable)) end += kTable.size();
  return end - position;
}

std::optional<Part> find_number(std::string_view text) {
  for (const std::string_view word : {"财决公开", "公开", "财决"}) {
    for (std::size_t p = text.find(word); p != std::string_view::npos; p = text.find(word, p + word.size())) {
      const std::size_t tail = number_tail(text, p + word.size());
      if (tail == 0) continue;
      const bool labelled =
          p >= std::string_view("表号:").size() && at(text, p - std::string_view("表号:").size(), "表号:");
      return Part{PartKind::kNumber, labelled ? p - std::string_view("表号:").size() : p,
                  p + word.size() + tail, p};
    }
  }
  for (const std::string_view word : {"附表", "附件", "表"}) {
    const std::size_t p =
        word == "表" ? (text.starts_with(word) ? 0 : std::string_view::npos) : text.find(word);
    if (p == std::string_view::npos) continue;
    std::size_t end = p + word.size();
    std::size_t size = digits_at(text, end);
    if (size > 2) continue;
    if (size == 0) size = numerals_at(text, end);
    if (size == 0) continue;
    end += size;
    if (end + 1 < text.size() && text[end] == '-' && is_digit(text[end + 1]))
      end += 1 + digits_at(text, end + 1);
    return Part{PartKind::kNumber, p, end, p};
  }
  return std::nullopt;
}

/// "万元" and the like, with 人民币 on either side.
std::size_t unit_size(std::string_view text, std::size_t position) {
  constexpr std::string_view kCurrency = "人民币";
  std::size_t end = position;
  if (at(text, end, kCurrency)) end += kCurrency.size();
  for (const std::string_view unit : {"亿元", "万元", "千元", "元"}) {
    if (!at(text, end, unit)) continue;
    end += unit.size();
    if (at(text, end, kCurrency)) end += kCurrency.size();
    return end - position;
  }
  return 0;
}

bool ends_unit(std::string_view text, std::size_t position) {
  if (position == text.size() || text[position] == ')' || text[position] == '(') return true;
  return std::ranges::any_of(
      std::array<std::string_view, 8>{"公开", "财决", "部门", "编制", "填报", "单位", "附表", "表"},
      [&](std::string_view word) { return at(text, position, word); });
}

std::optional<Part> find_currency(std::string_view text) {
  constexpr std::string_view kUnit = "单位";
  for (std::size_t p = text.find(kUnit); p != std::string_view::npos;
       p = text.find(kUnit, p + kUnit.size())) {
    std::size_t value = p + kUnit.size();
    if (value < text.size() && (text[value] == ':' || text[value] == '(')) ++value;
    std::size_t begin = p;
    bool money = false;
    for (const std::string_view word : {"金额", "货币", "计量", "计价"}) {
      if (p >= word.size() && at(text, p - word.size(), word)) {
        begin = p - word.size();
        money = true;
      }
    }
    const std::size_t size = unit_size(text, value);
    if (size > 0 && ends_unit(text, value + size))
      return Part{PartKind::kCurrency, begin, value + size, value};
    const bool colon = value > p + kUnit.size();
    // "单位：万" is a damaged unit; "金额单位：" can mean nothing else.
    if (colon &&
        (money || (text.substr(value) == "万" || text.substr(value) == "千" || text.substr(value) == "亿"))) {
      std::size_t end = text.find_first_of("()", value);
      const std::size_t number = text.find("公开", value);
      end = std::min({end, number, text.size()});
      return Part{PartKind::kCurrency, begin, end, value};
    }
  }
  if (unit_size(text, 0) == text.size() && !text.empty()) return Part{PartKind::kCurrency, 0, text.size(), 0};
  if (text.size() > 2 && text.front() == '(' && text.back() == ')' && unit_size(text, 1) + 2 == text.size()) {
    return Part{PartKind::kCurrency, 0, text.size(), 1};
  }
  return std::nullopt;
}

std::optional<Part> find_department(std::string_view text, const std::optional<Part>& currency) {
  constexpr std::array<std::string_view, 16> kLabels = {
      "部门(单位)名称", "单位(部门)名称", "部门(单位)", "单位(部门)", "编制单位", "编制部门",
      "填报单位",       "填报部门",       "公开部门",   "公开单位",   "预算部门", "预算单位",
      "决算单位",       "单位名称",       "部门名称",   "部门"};
  const auto label_end = [&](std::size_t end) -> std::size_t {
    for (const std::string_view seal : {"(公章)", "(盖章)", "(签章)", "(章)"}) {
      if (at(text, end, seal)) end += seal.size();
    }
    return end < text.size() && text[end] == ':' ? end + 1 : 0;
  };
  for (const std::string_view label : kLabels) {
    const std::size_t p = text.find(label);
    if (p == std::string_view::npos) continue;
    if (const std::size_t end = label_end(p + label.size()); end != 0)
      return Part{PartKind::kDepartment, p, end, end};
  }
  constexpr std::string_view kUnit = "单位";
  for (std::size_t p = text.find(kUnit); p != std::string_view::npos;
       p = text.find(kUnit, p + kUnit.size())) {
    const std::size_t end = label_end(p + kUnit.size());
    if (end == 0 || (currency && p >= currency->begin && p < currency->end)) continue;
    return Part{PartKind::kDepartment, p, end, end};
  }
  return std::nullopt;
}

/// `text` without brackets, numbers and punctuation at its end that do not belong to a title.
std::string_view without_tail(std::string_view text) {
  while (!text.empty()) {
    if (text.back() == ')') {
      const std::size_t open = text.rfind('(');
      if (open == std::string_view::npos || open == 0) return text;
      text = text.substr(0, open);
    } else if (is_digit(text.back()) || text.back() == ':' || text.back() == '-' || text.back() == '.' ||
               text.back() == '*' || text.back() == '_' || text.back() == '(' || text.back() == ']') {
      text.remove_suffix(1);
    } else {
      return text;
    }
  }
  return text;
}

/// `text` without the mark of a continuation at its end: "支出决算表(续1)", "支出决算表续".
std::string_view without_continuation(std::string_view text) {
  constexpr std::string_view kMark = "续";
  std::string_view front = text;
  while (!front.empty() && (is_digit(front.back()) || front.back() == '(' || front.back() == ')')) {
    front.remove_suffix(1);
  }
  if (!front.ends_with(kMark)) return text;
  front.remove_suffix(kMark.size());
  while (front.ends_with('(') || front.ends_with('-')) front.remove_suffix(1);
  return front.empty() || front.ends_with("表") ? front : text;
}

/// Where the title that `pattern` describes begins in `text`; npos when it does not end with it.
std::size_t begin_of(const TitlePattern& pattern, std::string_view text) {
  if (!pattern.tail) {
    return text.ends_with(pattern.head) ? text.size() - pattern.head.size() : std::string_view::npos;
  }
  if (!text.ends_with(*pattern.tail)) return std::string_view::npos;
  const std::size_t begin = text.find(pattern.head);
  return begin != std::string_view::npos && begin + pattern.head.size() + pattern.tail->size() <= text.size()
             ? begin
             : std::string_view::npos;
}

void take(Caption& caption, const Part& part, const CompactText& line, std::size_t value_end) {
  const std::string_view text = line.text;
  switch (part.kind) {
    case PartKind::kNumber:
      caption.number = text.substr(part.value, part.end - part.value);
      break;
    case PartKind::kCurrency:
      caption.currency_text = text.substr(part.value, value_end - part.value);
      while (caption.currency_text->ends_with(')')) caption.currency_text->pop_back();
      caption.currency_unit = parse_currency_unit(*caption.currency_text);
      break;
    case PartKind::kDepartment:
      caption.department = without_spaces(line.original(part.value, value_end));
      break;
  }
}

}  // namespace

std::optional<TitleMatch> match_title(std::string_view printed) {
  const std::string key = label_key(printed);
  std::string_view text = without_tail(without_continuation(key));
  if (!text.ends_with("表") || text.size() > 300) return std::nullopt;
  const std::string_view bare = without_enumerator(text);
  const Lexicon& words = lexicon();
  std::optional<TitleMatch> best;
  std::size_t best_begin = bare.size();
  bool anywhere = false;  // a title with such a head is the same table whatever stands in front
  for (std::size_t i = 0; i < words.titles.size(); ++i) {
    const TitlePattern& pattern = words.titles[i];
    const std::size_t begin = begin_of(pattern, bare);
    if (begin == best_begin && best && pattern.tail && pattern.table == best->table) anywhere = true;
    if (begin >= best_begin) continue;
    best_begin = begin;
    best = TitleMatch{pattern.table, bare.size() - begin, i};
    anywhere = pattern.tail.has_value();
  }
  if (!best || anywhere) return best;
  const std::string_view front = bare.substr(0, best_begin);
  for (const std::string& stop : words.title_stops) {
    if (!front.ends_with(stop)) continue;
    // "…财政拨款" in front of a title of the nine makes it another table.
    best->table = std::nullopt;
    break;
  }
  return best;
}

Caption parse_caption(std::string_view printed) {
  Caption caption;
  if (printed.size() > 600) return caption;
  const CompactText line(printed);
  std::vector<Part> parts;
  const auto currency = find_currency(line.text);
  if (currency) parts.push_back(*currency);
  if (const auto number = find_number(line.text)) parts.push_back(*number);
  if (const auto department = find_department(line.text, currency)) parts.push_back(*department);
  std::ranges::sort(parts, {}, &Part::begin);
  std::size_t position = 0;
  std::size_t rest_begin = 0;
  std::size_t rest_end = 0;
  const auto keep = [&](std::size_t begin, std::size_t end) {
    while (begin < end && (line.text[begin] == ')' || line.text[begin] == ':' || line.text[begin] == '|'))
      ++begin;
    while (begin < end && (line.text[end - 1] == '(' || line.text[end - 1] == '|')) --end;
    if (end - begin > rest_end - rest_begin) {
      rest_begin = begin;
      rest_end = end;
    }
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (part.begin < position) continue;
    keep(position, part.begin);
    const std::size_t next = i + 1 < parts.size() ? std::max(parts[i + 1].begin, part.end) : line.text.size();
    const std::size_t end = part.kind == PartKind::kDepartment ? next : part.end;
    take(caption, part, line, end);
    position = end;
  }
  keep(position, line.text.size());
  if (rest_end > rest_begin) caption.rest = line.original(rest_begin, rest_end);
  const std::string key = label_key(caption.rest);
  caption.continued = lexicon().continued.within(key) || without_continuation(key).size() < key.size();
  caption.title = match_title(caption.rest);
  return caption;
}

bool is_page_number(std::string_view printed) {
  std::string text = compact(printed);
  if (text.size() > 24) return false;
  for (const std::string_view word : {"第", "页", "共", "Page", "page"}) {
    for (std::size_t p = text.find(word); p != std::string::npos; p = text.find(word))
      text.erase(p, word.size());
  }
  return text.find_first_not_of("0123456789-/—.,·~") == std::string::npos && text.size() < 12;
}

bool starts_note(std::string_view printed) {
  std::size_t end = std::min<std::size_t>(printed.size(), 120);
  while (end < printed.size() && (static_cast<unsigned char>(printed[end]) & 0xC0U) == 0x80U) ++end;
  const std::string text = compact(printed.substr(0, end));
  return std::ranges::any_of(lexicon().notes,
                             [&](const std::string& word) { return text.starts_with(word); });
}

std::string without_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\u3000") || rest.starts_with("\u200b") || rest.starts_with("\ufeff")) {
      i += 2;
    } else if (rest.starts_with("\u00a0")) {
      i += 1;
    } else if (rest.front() != ' ' && rest.front() != '\t' && rest.front() != '\n' && rest.front() != '\r') {
      out.push_back(rest.front());
    }
  }
  return out;
}

}  // namespace zzaudit::recognition
