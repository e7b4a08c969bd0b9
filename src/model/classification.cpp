// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/model/classification.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit {
namespace {

constexpr std::size_t kClassDigits = 3;

/// Takes the next word of a data line, which is separated by single spaces.
std::string_view take_word(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  const auto word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

[[noreturn]] void bad_line(std::string_view line) {
  throw std::logic_error("data/classification: bad line: " + std::string(line));
}

int year_of(std::string_view text, std::string_view line) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size()) {
    bad_line(line);
  }
  return year;
}

/// "code confidence name [since=] [until=] [budget=]"
Subject read_subject(std::string_view line) {
  std::string_view rest = line;
  Subject subject;
  subject.code = take_word(rest);
  const auto confidence = take_word(rest);
  subject.name = take_word(rest);
  if (confidence == "seen") {
    subject.confidence = Confidence::kSeen;
  } else if (confidence == "high") {
    subject.confidence = Confidence::kHigh;
  } else if (confidence != "medium") {
    bad_line(line);
  }
  while (!rest.empty()) {
    const auto word = take_word(rest);
    const auto equals = word.find('=');
    const auto key = word.substr(0, equals);
    const auto value = equals == std::string_view::npos ? std::string_view() : word.substr(equals + 1);
    if (key == "since") {
      subject.since = year_of(value, line);
    } else if (key == "until") {
      subject.until = year_of(value, line);
    } else if (word == "budget=fund") {
      subject.budget = BudgetKind::kFund;
    } else if (word == "budget=capital") {
      subject.budget = BudgetKind::kStateCapital;
    } else {
      bad_line(line);
    }
  }
  return subject;
}

struct AliasLine {
  std::string_view code;
  SubjectAlias alias;
};

/// "code name [from=] [to=] [approximate]"
AliasLine read_alias(std::string_view line) {
  std::string_view rest = line;
  AliasLine result;
  result.code = take_word(rest);
  result.alias.name = take_word(rest);
  while (!rest.empty()) {
    const auto word = take_word(rest);
    if (word.starts_with("from=")) {
      result.alias.from = year_of(word.substr(5), line);
    } else if (word.starts_with("to=")) {
      result.alias.to = year_of(word.substr(3), line);
    } else if (word == "approximate") {
      result.alias.approximate = true;
    } else {
      bad_line(line);
    }
  }
  return result;
}

bool drop_suffix(std::string& text, std::string_view suffix) {
  if (!text.ends_with(suffix) || text.size() == suffix.size()) {
    return false;
  }
  text.resize(text.size() - suffix.size());
  return true;
}

/// Takes out every occurrence of `part`.
void erase_all(std::string& text, std::string_view part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at)) {
    text.erase(at, part.size());
  }
}

/// The letters of a name, without what forms print differently: brackets, quotes and punctuation.
std::string bare(std::string_view compact_name) {
  std::string name(without_enumerator(compact_name));
  for (const std::string_view mark :
       {"(类)", "(款)", "(项)", "\"", "'", "、", ",", ";", ".", "·", "(", ")", "[", "]"}) {
    erase_all(name, mark);
  }
  return name;
}

/// A name without its ending, which some forms shorten: 支出, 费用, 费.
std::string without_ending(std::string name) {
  if (!drop_suffix(name, "等支出") && !drop_suffix(name, "支出") && !drop_suffix(name, "费用")) {
    drop_suffix(name, "费");
  }
  return name;
}

/// Without bracketed parts: "办公厅(室)" → "办公厅".
std::string without_brackets(std::string_view compact_name) {
  std::string out;
  int depth = 0;
  for (const char c : compact_name) {
    if (c == '(') {
      ++depth;
    } else if (c == ')' && depth > 0) {
      --depth;
    } else if (depth == 0) {
      out.push_back(c);
    }
  }
  return out;
}

bool equal_names(std::string_view own_name, std::string_view printed_compact) {
  const std::string own = compact(own_name);
  if (without_ending(bare(own)) == without_ending(bare(printed_compact))) {
    return true;
  }
  return own.find('(') != std::string::npos && without_ending(bare(without_brackets(own))) ==
                                                   without_ending(bare(without_brackets(printed_compact)));
}

/// A name cut by the width of its column: the beginning of the full name, marked ("机关事业单位基本养老…") or
/// not.
bool is_cut_from(std::string_view own_name, std::string_view printed_compact) {
  constexpr std::size_t kIdeograph = 3;  // bytes
  constexpr std::size_t kShortestMarked = 4 * kIdeograph;
  constexpr std::size_t kShortest = 6 * kIdeograph;
  const auto mark = std::min(printed_compact.find("…"), printed_compact.find("..."));
  const std::string own = bare(compact(own_name));
  const std::string printed = bare(printed_compact.substr(0, mark));
  const bool is_long_enough = mark == std::string_view::npos
                                  ? printed.size() >= kShortest && printed.size() * 2 >= own.size()
                                  : printed.size() >= kShortestMarked;
  return is_long_enough && own.starts_with(printed);
}

/// The lines of a list in a data file. The files are the program's own: strings without escapes, a list of
/// them at the top level. A whole JSON parser would take most of a check's time on them.
std::vector<std::string_view> lines_of(std::string_view data, std::string_view list) {
  const auto key = "\"" + std::string(list) + "\": [";
  auto rest = data.substr(std::min(data.find(key), data.size()));
  if (rest.empty()) {
    bad_line(list);
  }
  rest.remove_prefix(key.size());
  std::vector<std::string_view> lines;
  for (auto next = rest.find_first_of("\"]"); next != std::string_view::npos && rest[next] == '"';
       next = rest.find_first_of("\"]")) {
    rest.remove_prefix(next + 1);
    const auto line = rest.substr(0, rest.find('"'));
    if (line.size() == rest.size() || line.find('\\') != std::string_view::npos) {
      bad_line(line);
    }
    lines.push_back(line);
    rest.remove_prefix(line.size() + 1);
  }
  return lines;
}

/// The entries of one classification; their texts are views into the embedded data.
class Table {
 public:
  explicit Table(std::string_view path) {
    const auto data = resource(path);
    std::vector<AliasLine> aliases;
    for (const auto line : lines_of(data, "aliases")) {
      aliases.push_back(read_alias(line));
    }
    std::ranges::stable_sort(aliases, {}, &AliasLine::code);
    aliases_.reserve(aliases.size());
    for (const auto& line : aliases) {
      aliases_.push_back(line.alias);
    }
    const auto lines = lines_of(data, "subjects");
    subjects_.reserve(lines.size());
    for (const auto line : lines) {
      auto subject = read_subject(line);
      const auto first = std::ranges::lower_bound(aliases, subject.code, {}, &AliasLine::code);
      const auto last = std::ranges::upper_bound(first, aliases.end(), subject.code, {}, &AliasLine::code);
      subject.aliases = std::span(aliases_).subspan(static_cast<std::size_t>(first - aliases.begin()),
                                                    static_cast<std::size_t>(last - first));
      subjects_.push_back(subject);
    }
    if (!std::ranges::is_sorted(subjects_, {}, &Subject::code)) {
      std::ranges::sort(subjects_, {}, &Subject::code);
    }
  }

  [[nodiscard]] const Subject* find(std::string_view code) const {
    const auto it = std::ranges::lower_bound(subjects_, code, {}, &Subject::code);
    return it != subjects_.end() && it->code == code ? &*it : nullptr;
  }

  [[nodiscard]] std::span<const Subject> under(std::string_view code) const {
    const auto begin = std::ranges::upper_bound(subjects_, code, {}, &Subject::code);
    const auto end =
        std::find_if_not(begin, subjects_.end(), [&](const Subject& s) { return s.code.starts_with(code); });
    return {begin, end};
  }

 private:
  std::vector<SubjectAlias> aliases_;
  std::vector<Subject> subjects_;
};

const Table& table_of(Classification classification) {
  if (classification == Classification::kEconomic) {
    static const Table economic("classification/economic.json");
    return economic;
  }
  static const Table functional("classification/functional.json");
  return functional;
}

/// The 类 of a classification by their names without ending; only the recogniser asks for them.
using ClassNames = std::map<std::string, const Subject*, std::less<>>;

ClassNames class_names(const Table& table) {
  ClassNames names;
  for (const auto& subject : table.under("")) {
    if (subject.code.size() != kClassDigits) {
      continue;
    }
    // A name of today goes before an earlier name of another 类.
    names.insert_or_assign(without_ending(bare(compact(subject.name))), &subject);
    for (const auto& alias : subject.aliases) {
      names.try_emplace(without_ending(bare(compact(alias.name))), &subject);
    }
  }
  return names;
}

const ClassNames& class_names_of(Classification classification) {
  if (classification == Classification::kEconomic) {
    static const ClassNames economic = class_names(table_of(Classification::kEconomic));
    return economic;
  }
  static const ClassNames functional = class_names(table_of(Classification::kFunctional));
  return functional;
}

}  // namespace

const Subject* find_subject(Classification classification, std::string_view code) {
  return table_of(classification).find(code);
}

std::span<const Subject> subjects_under(Classification classification, std::string_view code) {
  return table_of(classification).under(code);
}

int subject_level(Classification classification, std::string_view code) {
  const bool functional = classification == Classification::kFunctional;
  if (code.size() < kClassDigits || code.size() % 2 == 0 || code.size() > (functional ? 7U : 5U) ||
      code.find_first_not_of("0123456789") != std::string_view::npos ||
      code.front() != (functional ? '2' : '3')) {
    return 0;
  }
  return static_cast<int>(code.size() - 1) / 2;
}

std::string_view parent_code(std::string_view code) {
  return code.size() <= kClassDigits ? std::string_view() : code.substr(0, code.size() - 2);
}

std::string_view class_code(std::string_view code) { return code.substr(0, kClassDigits); }

const Subject* find_class_by_name(Classification classification, std::string_view label) {
  const auto& names = class_names_of(classification);
  const auto it = names.find(without_ending(bare(compact(label))));
  return it == names.end() ? nullptr : it->second;
}

NameFit fit_name(const Subject& subject, std::string_view printed, std::optional<int> year) {
  if (printed == subject.name) {
    return NameFit::kSame;
  }
  const std::string name = compact(printed);
  // Some forms print the whole chain: "一般公共服务支出-档案事务-行政运行".
  const auto dash = name.rfind('-');
  const std::string_view last =
      dash == std::string::npos ? std::string_view(name) : std::string_view(name).substr(dash + 1);
  const auto same = [&](std::string_view own) {
    return equal_names(own, name) || (dash != std::string::npos && equal_names(own, last)) ||
           is_cut_from(own, name);
  };
  if (same(subject.name)) {
    return NameFit::kSame;
  }
  auto fit = NameFit::kDifferent;
  for (const auto& alias : subject.aliases) {
    if (same(alias.name)) {
      if (alias.to == 0 || alias.approximate || !year || *year <= alias.to) {
        return NameFit::kSame;
      }
      fit = NameFit::kOutdated;
    }
  }
  return fit;
}

const Subject* find_sibling_by_name(Classification classification, std::string_view code,
                                    std::string_view printed) {
  const std::string name = compact(printed);
  for (const auto& subject : subjects_under(classification, parent_code(code))) {
    if (subject.code.size() == code.size() && subject.code != code && equal_names(subject.name, name)) {
      return &subject;
    }
  }
  return nullptr;
}

}  // namespace zzaudit
