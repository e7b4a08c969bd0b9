// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "recognise/detail/caption.hpp"
#include "recognise/detail/fiscal_year.hpp"
#include "recognise/detail/lexicon.hpp"
#include "recognise/detail/narrative.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::recognition {
namespace {

void drop_all(std::string& text, std::string_view word) {
  for (std::size_t p = text.find(word); p != std::string::npos; p = text.find(word, p))
    text.erase(p, word.size());
}

/// "(本级)" behind a department's name: the accounts of its head office alone.
bool is_own_level(std::string_view brackets) {
  static constexpr std::array<std::string_view, 4> kLevels = {"(本级)", "(机关)", "(本部)", "(机关本级)"};
  return std::ranges::find(kLevels, brackets) != kLevels.end();
}

/// A unit's name without the words 部门, 单位 around it and without remarks in brackets, but for one that
/// tells its head office from the department; empty when none is left.
std::string clean_name(std::string_view text) {
  std::string name(text);
  std::string level;
  for (const std::string_view mark : {"\"", "'", ":", "《", "》"}) drop_all(name, mark);
  if (const std::size_t bracket = name.find('('); bracket != std::string::npos) {
    const std::string brackets = name.substr(bracket, name.find(')', bracket) + 1 - bracket);
    if (is_own_level(brackets)) level = "（" + brackets.substr(1, brackets.size() - 2) + "）";
    name.resize(bracket);
  }
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view word : {"部门", "单位", "汇总", "-", "."}) {
      if (name.ends_with(word)) {
        name.resize(name.size() - word.size());
        again = true;
      }
    }
  }
  const bool some = name.size() >= 6 && name.find_first_of("0123456789") == std::string::npos;
  return some && !lexicon().own_name.matches(name) ? name + level : std::string();
}

/// What a title such as "2023年度某某局部门决算" or "某某局2023年度部门决算表" says.
struct Subject {
  std::string unit;
  std::optional<int> year;
};

Subject read_subject(std::string_view compact_text) {
  Subject subject;
  std::string_view text = compact_text;
  const auto year = find_year(text);
  if (year) subject.year = year->year;
  std::size_t end = text.size();
  for (const std::string_view word : {"部门(单位)决算", "部门决算", "单位决算", "决算", "概况", "基本情况"}) {
    end = std::min(end, text.find(word));
  }
  if (end == text.size()) return subject;
  const std::string_view head = text.substr(0, end);
  if (!year || year->begin >= end) {
    subject.unit = clean_name(head);
    return subject;
  }
  subject.unit = clean_name(head.substr(0, year->begin));
  if (subject.unit.empty()) subject.unit = clean_name(head.substr(std::min(year->end, head.size())));
  return subject;
}

/// Statements of one thing, counted. The heaviest wins, among equals the first.
template <class T>
class Votes {
 public:
  void add(const T& value, int weight, const Place& place) {
    for (Vote& vote : votes_) {
      if (vote.value == value) {
        vote.weight += weight;
        return;
      }
    }
    votes_.push_back({value, weight, place});
  }
  struct Vote {
    T value;
    int weight = 0;
    Place place;
  };
  [[nodiscard]] const Vote* winner() const {
    const auto it = std::ranges::max_element(votes_, {}, &Vote::weight);
    return it == votes_.end() ? nullptr : &*it;
  }

 private:
  std::vector<Vote> votes_;
};

struct Ballot {
  Votes<std::string> units;
  Votes<int> years;

  void add(const Subject& subject, int weight, const Place& place) {
    if (!subject.unit.empty()) units.add(subject.unit, weight, place);
    if (subject.year) years.add(*subject.year, weight, place);
  }
};

/// The cover speaks for the report; the tables together can still overrule a slip on it.
constexpr int kCoverWeight = 3;
constexpr std::size_t kMostCoverLines = 30;

void read_cover(const Flow& flow, Ballot& ballot) {
  std::string text;
  Place place;
  std::size_t lines = 0;
  for (const FlowLine& line : flow.lines) {
    const std::string key = compact(line.line->text);
    if (line.taken || is_file_name(*flow.document, *line.line) || key.find("索引号") != std::string::npos)
      continue;
    const int level = numbering_level(key);
    if (key == "目录" || (level == 1 || level == 2) || ++lines > kMostCoverLines || key.size() > 200) break;
    if (text.empty()) place = line.line->place;
    text += key;
    if (text.find("决算") != std::string::npos && find_year(text)) break;
  }
  if (text.starts_with("附件"))
    text.erase(0, std::min(text.find_first_not_of("0123456789:", 6), text.size()));
  if (text.find("决算") != std::string::npos) ballot.add(read_subject(text), kCoverWeight, place);
}

void read_tables(const Report& report, Ballot& ballot) {
  for (const TableKey table : report.table_order) {
    const TableInfo& info = info_of(report, table);
    if (info.department) {
      const std::string name = clean_name(compact(*info.department));
      if (!name.empty()) ballot.units.add(name, 1, info.place);
    }
    const std::string title = compact(info.title);
    const auto match = match_title(info.title);
    const auto year = find_year(title);
    if (year) ballot.years.add(year->year, 1, info.place);
    const std::string key = label_key(info.title);
    if (match && year && key.size() > match->size) {
      const std::string name = clean_name(std::string_view(title).substr(0, year->begin));
      if (!name.empty()) ballot.units.add(name, 1, info.place);
    }
  }
}

void read_titles(const Report& report, Ballot& ballot) {
  for (const Section& section : report.sections) {
    std::string title = compact(section.title);
    if (section.level == 1) {
      title.erase(0, title.find("部分") + std::string_view("部分").size());
      ballot.add(read_subject(title), 1, section.place);
    } else if (const auto year = find_year(title)) {
      ballot.years.add(year->year, 1, section.place);
    }
  }
}

/// Years of sentences, when nothing else names one: "2023年度" is said most often of the year itself.
void read_sentences(const Report& report, Ballot& ballot) {
  for (const Section& section : report.sections) {
    for (const Paragraph& paragraph : section.paragraphs) {
      for (const TextLine& line : paragraph.lines) {
        const auto year = find_year(compact(line.text));
        if (year) ballot.years.add(year->year, 1, line.place);
      }
    }
  }
}

/// The sentence of `text` that holds a word about rounding.
std::optional<std::string> rounding_sentence(std::string_view text) {
  constexpr std::string_view kStop = "。";
  if (!lexicon().rounding.within(text)) return std::nullopt;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t stop = text.find(kStop, begin);
    const std::size_t end = stop == std::string_view::npos ? text.size() : stop + kStop.size();
    const std::string_view sentence = text.substr(begin, end - begin);
    if (lexicon().rounding.within(sentence)) return std::string(trim(sentence));
    begin = end;
  }
  return std::string(trim(text));
}

void read_rounding(Report& report) {
  for (const TableKey table : report.table_order) {
    for (const TableRemark& note : info_of(report, table).notes) {
      if (!lexicon().rounding.within(note.text)) continue;
      report.rounding_remark = note.text;
      report.rounding_place = note.place;
      return;
    }
  }
  for (const Section& section : report.sections) {
    for (const Paragraph& paragraph : section.paragraphs) {
      for (const TextLine& line : paragraph.lines) {
        const auto sentence = rounding_sentence(line.text);
        if (!sentence) continue;
        report.rounding_remark = *sentence;
        report.rounding_place = line.place;
        return;
      }
    }
  }
}

void read_currency(Report& report) {
  std::map<CurrencyUnit, int> counts;
  for (const TableKey table : report.table_order) {
    const auto unit = info_of(report, table).currency_unit;
    if (unit && ++counts[*unit] > (report.currency_unit ? counts[*report.currency_unit] : 0))
      report.currency_unit = unit;
  }
}

/// The form all of whose titles and whose order the report follows.
void read_form(Report& report) {
  report.form = "generic";
  for (const Form& form : lexicon().forms) {
    if (form.order != report.table_order) continue;
    const bool titles = std::ranges::all_of(report.table_order, [&](TableKey table) {
      const std::string& title = form.titles.at(static_cast<std::size_t>(table));
      return title.empty() || label_key(info_of(report, table).title).ends_with(title);
    });
    if (titles) {
      report.form = form.name;
      return;
    }
  }
}

}  // namespace

void read_identity(const Flow& flow, Report& report) {
  Ballot ballot;
  read_cover(flow, ballot);
  read_tables(report, ballot);
  read_titles(report, ballot);
  if (ballot.years.winner() == nullptr) read_sentences(report, ballot);
  if (const auto* unit = ballot.units.winner()) {
    report.unit = unit->value;
    report.unit_place = unit->place;
  }
  if (const auto* year = ballot.years.winner()) {
    report.year = year->value;
    report.year_place = year->place;
  }
  read_rounding(report);
  read_currency(report);
  read_form(report);
}

}  // namespace zzaudit::recognition
