// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "check/code/words/passages.hpp"
#include "check/code/words/wording.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/model/classification.hpp"

/// TXT108 and TXT110: names written with a wrong character, of the department and of 科目.
namespace zzaudit::detail {
namespace {

/// Characters that tell one body from another: rank, kind, place and number. A name that differs in one
/// of these is more likely another body than a slip.
bool tells_bodies_apart(char32_t c) {
  constexpr std::u32string_view kTelling =
      U"省市县区镇乡州盟旗村街国局馆厅室委院站所校处科队会办部署中心东西南北上下大小新老第一二三四五六七八九"
      U"十0123456789"
      U"分总队和与及";
  return kTelling.find(c) != std::u32string_view::npos;
}

bool is_name_character(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

/// Places where a name and a text differ: one wrong, missing or additional character.
bool is_one_slip(std::u32string_view name, std::u32string_view text) {
  const std::size_t common = std::min(name.size(), text.size());
  std::size_t head = 0;
  while (head < common && name[head] == text[head]) {
    ++head;
  }
  std::size_t tail = 0;
  while (tail < common - head && name[name.size() - 1 - tail] == text[text.size() - 1 - tail]) {
    ++tail;
  }
  // The ends must agree, or the text is a neighbour that begins or ends otherwise.
  if (head < 2 || tail < 2) {
    return false;
  }
  const auto left = name.substr(head, name.size() - head - tail);
  const auto right = text.substr(head, text.size() - head - tail);
  const bool telling =
      std::ranges::any_of(left, tells_bodies_apart) || std::ranges::any_of(right, tells_bodies_apart);
  const bool swapped = left.size() == 2 && right.size() == 2 && left[0] == right[1] && left[1] == right[0];
  const bool substituted = left.size() == 1 && right.size() == 1;
  const bool lost_or_added = left.size() + right.size() == 1;
  const bool two_wrong = left.size() == 2 && right.size() == 2 && name.size() >= 10;
  return !telling && (swapped || substituted || lost_or_added || two_wrong);
}

/// The first variant of `name` in `text`; code points [begin, end).
std::optional<std::pair<std::size_t, std::size_t>> variant_of(std::u32string_view name,
                                                              std::u32string_view text) {
  for (std::size_t begin = text.find(name.substr(0, 2)); begin != std::u32string_view::npos;
       begin = text.find(name.substr(0, 2), begin + 1)) {
    if (text.substr(begin).starts_with(name)) {
      continue;
    }
    for (const std::size_t size : {name.size(), name.size() - 1, name.size() + 1}) {
      const auto piece = text.substr(begin, size);
      if (piece.size() == size && std::ranges::all_of(piece, is_name_character) && is_one_slip(name, piece)) {
        return std::pair{begin, begin + size};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

void check_department_varies(const CodeContext& context, CodeSink& sink) {
  constexpr std::size_t kShortest = 6;
  const Facts& facts = context.facts;
  const std::u32string name = to_code_points(name_in_words(facts.report()));
  if (name.size() < kShortest || !std::ranges::all_of(name, is_name_character)) {
    sink.not_applicable({"部门名称不明或过短", "the department's name is unknown or too short"});
    return;
  }
  const std::string beginning = to_utf8(std::u32string_view(name).substr(0, 2));
  std::set<std::u32string> reported;
  const auto look = [&](std::string_view folded, auto&& location) {
    if (!contains(folded, beginning)) {
      sink.pass();
      return;
    }
    const std::u32string text = to_code_points(folded);
    const auto found = variant_of(name, text);
    if (!found) {
      sink.pass();
      return;
    }
    const std::u32string piece = text.substr(found->first, found->second - found->first);
    if (!reported.insert(piece).second) {
      return;
    }
    const std::string written = to_utf8(piece);
    Finding finding = remark(
        location(to_utf8(text.substr(0, found->first)).size()),
        {"部门名称写作“" + written + "”，封面为“" + facts.report().unit + "”",
         "the department is called “" + written + "”; on the cover it is “" + facts.report().unit + "”"});
    finding.expected = facts.report().unit;
    finding.actual = written;
    sink.fail(std::move(finding));
  };
  for (const auto& section : facts.report().sections) {
    if (!is_contents(section)) {
      look(compact(section.title),
           [&](std::size_t) { return section_location(section, section.title, section.place); });
    }
  }
  const auto& sentences = facts.words().sentences;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (!in_annex(sentences[i])) {
      look(sentences[i].folded, [&](std::size_t offset) { return sentence_location(facts, i, offset); });
    }
  }
}

namespace {

/// Without what forms add or leave out at the end.
std::u32string stem(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kTails = {"支出", "费用", "经费", "费", "事务", "等"};
  std::string text = compact(name);
  for (bool cut = true; cut;) {
    cut = false;
    for (const auto tail : kTails) {
      if (text.size() > tail.size() + 6 && text.ends_with(tail)) {
        text.resize(text.size() - tail.size());
        cut = true;
      }
    }
  }
  return to_code_points(text);
}

/// Names of 科目, by stem and length.
struct NameTable {
  std::unordered_set<std::u32string> full, stems;
  /// What may be written and the full name it stands for, by length in code points.
  std::unordered_map<std::size_t, std::map<std::u32string, std::u32string>> sure;

  void add(std::string_view name, bool is_sure) {
    const std::u32string code_points = to_code_points(compact(name));
    full.insert(code_points);
    std::u32string short_form = stem(name);
    stems.insert(short_form);
    if (is_sure) {
      sure[code_points.size()].emplace(code_points, code_points);
      // "社会保障和就业（类）支出": the name is often written without its tail.
      sure[short_form.size()].emplace(std::move(short_form), code_points);
    }
  }
};

/// Those of the classification: the same for every report, and thousands.
const NameTable& classified_names() {
  static const NameTable kTable = [] {
    NameTable table;
    for (const auto classification : {Classification::kFunctional, Classification::kEconomic}) {
      for (const auto& subject : subjects_under(classification, "")) {
        table.add(subject.name, subject.confidence != Confidence::kMedium);
        for (const auto& alias : subject.aliases) {
          table.add(alias.name, false);
        }
      }
    }
    return table;
  }();
  return kTable;
}

/// Names of 科目 that may stand in an explanation: of the classification, and of the report's own rows.
class KnownNames {
 public:
  explicit KnownNames(const Report& report) : report_(report) {}

  [[nodiscard]] bool knows(std::string_view name) {
    const std::u32string full = to_code_points(compact(name));
    if (classified_.full.contains(full)) {
      return true;
    }
    const std::u32string short_form = stem(name);
    return classified_.stems.contains(short_form) || own().full.contains(full) ||
           own().stems.contains(short_form);
  }

  /// The one name that differs from `name` in one character; empty when none or several do.
  [[nodiscard]] std::string meant_by(std::string_view name) {
    constexpr std::size_t kShortest = 5;
    const std::u32string wanted = to_code_points(compact(name));
    if (wanted.size() < kShortest) {
      return {};
    }
    std::set<std::u32string> meant;
    for (std::size_t size = wanted.size() - 1; size <= wanted.size() + 1; ++size) {
      const auto* const classified = of_size(classified_, size);
      const auto* const printed = of_size(own(), size);
      for (const auto* const names : {classified, printed}) {
        if (names == nullptr) {
          continue;
        }
        for (const auto& [known, full] : *names) {
          // What the classification knows stands for its name there, whatever the report calls so.
          const bool hidden = names == printed && classified != nullptr && classified->contains(known);
          if (!hidden && shares_an_end(known, wanted) &&
              edit_distance(to_utf8(known), to_utf8(wanted)) == 1) {
            meant.insert(full);
          }
        }
      }
    }
    return meant.size() == 1 ? to_utf8(*meant.begin()) : std::string();
  }

 private:
  /// Those of the report's rows: most explanations name nothing that the classification does not know.
  const NameTable& own() {
    if (!own_) {
      own_.emplace();
      for (const auto& row : report_.general_budget.rows) {
        own_->add(row.name, true);
      }
      for (const auto& row : report_.basic.rows) {
        own_->add(row.name, true);
      }
    }
    return *own_;
  }
  static const std::map<std::u32string, std::u32string>* of_size(const NameTable& table, std::size_t size) {
    const auto found = table.sure.find(size);
    return found == table.sure.end() ? nullptr : &found->second;
  }
  static bool shares_an_end(std::u32string_view a, std::u32string_view b) {
    return a.substr(0, 2) == b.substr(0, 2) || a.substr(a.size() - 2) == b.substr(b.size() - 2);
  }

  const Report& report_;
  const NameTable& classified_ = classified_names();
  std::optional<NameTable> own_;
};

struct WrittenName {
  std::string name;
  std::size_t sentence = 0, at = 0;
};

/// Names before "(类)", "(款)", "(项)" in the sections on the general public budget.
void marked_names(const Sentence& sentence, std::size_t index, std::vector<WrittenName>& out) {
  static constexpr std::array<std::string_view, 3> kMarks = {"(类)", "(款)", "(项)"};
  static constexpr std::array<std::string_view, 12> kBreaks = {",", ";",  ":",  "。", "\"", "-",
                                                               ".", "为", "中", ")",  "(",  "、"};
  const std::string_view text = sentence.folded;
  for (const auto mark : kMarks) {
    for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
      std::size_t begin = at;
      while (begin > 0 &&
             std::ranges::none_of(kBreaks, [&](auto b) { return text.substr(0, begin).ends_with(b); }) &&
             !is_digit(text[begin - 1])) {
        --begin;
      }
      const std::string_view name = without_enumerator(text.substr(begin, at - begin));
      if (!name.empty()) {
        out.push_back({std::string(name), index, at - name.size()});
      }
    }
  }
}

std::vector<WrittenName> written_names(const Words& words) {
  std::vector<WrittenName> names;
  std::set<std::size_t> resolved;
  for (const auto& item : words.items) {
    resolved.insert(item.sentence);
    // Another rule compares the chains of 科目 that were found in the table.
    if (item.match == ChainMatch::kNone) {
      for (const auto& name : item.chain) {
        names.push_back({name, item.sentence, item.begin});
      }
    }
  }
  for (const auto& list : words.lists) {
    for (const std::string_view name : names_of(list)) {
      const auto at = words.sentences[list.sentence].folded.find(name);
      names.push_back({std::string(name), list.sentence, at == std::string::npos ? 0 : at});
    }
  }
  for (std::size_t i = 0; i < words.sentences.size(); ++i) {
    if (words.sentences[i].kind.starts_with("general") && !resolved.contains(i)) {
      marked_names(words.sentences[i], i, names);
    }
  }
  return names;
}

}  // namespace

void check_subject_slip(const CodeContext& context, CodeSink& sink) {
  const Facts& facts = context.facts;
  const auto names = written_names(facts.words());
  if (names.empty()) {
    sink.not_applicable({"情况说明没有列举科目", "the explanation lists no 科目"});
    return;
  }
  KnownNames known(facts.report());
  std::set<std::string> reported;
  for (const auto& written : names) {
    const std::string meant = known.knows(written.name) ? std::string() : known.meant_by(written.name);
    if (meant.empty() || !reported.insert(written.name).second) {
      sink.pass();
      continue;
    }
    Finding finding = remark(sentence_location(facts, written.sentence, written.at),
                             {"科目名称“" + written.name + "”疑为“" + meant + "”之误",
                              "the 科目 “" + written.name + "” is probably “" + meant + "”"});
    finding.expected = meant;
    finding.actual = written.name;
    sink.fail(std::move(finding));
  }
}

}  // namespace zzaudit::detail
