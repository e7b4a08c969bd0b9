// SPDX-License-Identifier: Apache-2.0
#include "recognise/words/sentences.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "recognise/words/lexicon.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/text_search.hpp"

namespace zzaudit::words {
namespace {

constexpr std::string_view kFullStop = "。";

/// The paragraph's text is finished: nothing of the next paragraph belongs to it.
bool is_finished(std::string_view folded) {
  static constexpr std::string_view kEndings[] = {"。", ";", ":", "!", "?", "\"", "”"};
  return folded.empty() || (ends_with_any(folded, kEndings) && !folded.ends_with("原因:"));
}

bool is_page_number(std::string_view folded) {
  while (folded.starts_with("-") || folded.starts_with("—")) {
    folded.remove_prefix(folded.front() == '-' ? 1 : 3);
  }
  while (folded.ends_with("-") || folded.ends_with("—")) {
    folded.remove_suffix(folded.back() == '-' ? 1 : 3);
  }
  return !folded.empty() && folded.size() <= 4 && std::ranges::all_of(folded, is_digit);
}

/// Running text being put together from the lines of one or more paragraphs.
struct Flow {
  std::string text;    // as printed
  std::string folded;  // compact
  std::vector<Anchor> anchors;
  std::vector<std::uint32_t> origins;  // of every byte of `folded`: where it stands in `text`

  void append(const TextLine& line) {
    const FoldedText f = fold_with_origin(line.text);
    const auto base = static_cast<std::uint32_t>(text.size());
    const std::string_view trimmed = trim(line.text);
    text += trimmed;
    const auto skipped = static_cast<std::uint32_t>(line.text.find(trimmed));
    constexpr std::string_view kSpace = " \t";
    std::size_t begin = std::min(f.text.find_first_not_of(kSpace), f.text.size());
    if (begin < f.text.size()) {
      anchors.push_back({static_cast<std::uint32_t>(folded.size()), line.place});
    }
    while (begin < f.text.size()) {
      std::size_t end = begin;
      while (end < f.text.size() && f.text[end] != ' ' && f.text[end] != '\t') {
        ++end;
      }
      folded.append(f.text, begin, end - begin);
      origins.resize(folded.size());
      std::transform(f.origin.begin() + static_cast<std::ptrdiff_t>(begin),
                     f.origin.begin() + static_cast<std::ptrdiff_t>(end),
                     origins.end() - static_cast<std::ptrdiff_t>(end - begin),
                     [&](std::uint32_t origin) { return base + origin - std::min(origin, skipped); });
      begin = std::min(f.text.find_first_not_of(kSpace, end), f.text.size());
    }
  }
};

/// Kind of every section: own title, else that of the section it stands in.
class KindStack {
 public:
  std::string_view enter(const Section& section) {
    const auto& lexicon = Lexicon::builtin();
    const std::string title = compact(section.title);
    if (section.level == 1 || title == "目录") {
      part_ = lexicon.part_kind(title);
      parent_ = child_ = {};
      return kind();
    }
    if (part_ == "contents") {
      part_ = {};  // its entries are paragraphs: "三、2023年度部门决算情况说明" is a part numbered as
                   // sections are
    }
    if (part_ == "annex") {
      parent_ = title.find("收支") == std::string::npos ? std::string_view("annex")
                                                        : std::string_view("annex.accounts");
      return kind();
    }
    if (section.level == 2) {
      parent_ = in_words() ? lexicon.section_kind(title) : std::string_view{};
      child_ = {};
    } else if (section.level == 3 && in_words()) {
      // Parts of 收入 and 支出 ("(一)基本支出情况") stay what their section is about.
      const bool subdivides = parent_ == "income" || parent_ == "expenditure";
      child_ = subdivides ? std::string_view{} : lexicon.section_kind(qualified(title));
    }
    return kind();
  }
  [[nodiscard]] std::string_view part() const { return part_; }
  [[nodiscard]] std::string_view kind() const {
    if (part_ == "glossary" || part_ == "contents" || (part_ == "annex" && parent_.empty())) {
      return part_;
    }
    return child_.empty() ? parent_ : child_;
  }

 private:
  [[nodiscard]] bool in_words() const {
    return part_ != "profile" && part_ != "contents" && part_ != "tables";
  }
  /// "(二)结构情况" under 五、一般公共预算… means the structure of that.
  [[nodiscard]] std::string qualified(const std::string& title) const {
    if (parent_.starts_with("general")) {
      return "一般公共预算" + title;
    }
    return parent_.starts_with("three_public") ? "三公" + title : title;
  }

  std::string_view part_, parent_, child_;
};

void cut(const Flow& flow, std::size_t section, std::string_view kind, std::size_t paragraph,
         std::vector<Sentence>& out) {
  std::size_t begin = 0;
  while (begin < flow.folded.size()) {
    std::size_t end = flow.folded.find(kFullStop, begin);
    end = end == std::string::npos ? flow.folded.size() : end + kFullStop.size();
    Sentence sentence;
    sentence.section = section;
    sentence.kind = kind;
    sentence.paragraph = paragraph;
    sentence.folded = flow.folded.substr(begin, end - begin);
    const std::size_t text_begin = flow.origins[begin];
    const std::size_t text_end = end < flow.origins.size() ? flow.origins[end] : flow.text.size();
    sentence.text = std::string(trim(std::string_view(flow.text).substr(text_begin, text_end - text_begin)));
    for (const auto& anchor : flow.anchors) {
      if (anchor.offset <= begin) {
        sentence.anchors = {Anchor{0, anchor.place}};
      } else if (anchor.offset < end) {
        sentence.anchors.push_back({anchor.offset - static_cast<std::uint32_t>(begin), anchor.place});
      }
    }
    out.push_back(std::move(sentence));
    begin = end;
  }
}

std::string joined(const Paragraph& paragraph) {
  std::string text;
  for (const auto& line : paragraph.lines) {
    text += compact(line.text);
  }
  return text;
}

/// Kind that a heading below the third level gives to what follows in its section
/// ("2.一般公共预算财政拨款支出 决算结构情况"); "" for a paragraph that is none.
std::string_view kind_of_subheading(std::string_view folded, std::string_view family) {
  if (family.empty()) {
    return {};
  }
  const std::string_view title = without_enumerator(folded);
  constexpr std::size_t kLongest = 120;  // bytes: some forty characters
  if (title.size() == folded.size() || title.size() > kLongest ||
      (!title.ends_with("情况") && !title.ends_with("说明")) ||
      title.find_first_of(",;:") != std::string_view::npos ||
      title.find(kFullStop) != std::string_view::npos) {
    return {};
  }
  const std::string_view kind = Lexicon::builtin().section_kind(title);
  return kind.starts_with(family) ? kind : std::string_view{};
}

/// "(三)国有资产占用情况说明。": a paragraph that is but the heading of those below it.
bool is_numbered_heading(std::string_view folded) {
  std::string_view title = without_enumerator(folded);
  if (title.ends_with(kFullStop)) {
    title.remove_suffix(kFullStop.size());
  }
  constexpr std::size_t kLongest = 90;  // bytes: some thirty characters
  return without_enumerator(folded).size() < folded.size() && title.size() <= kLongest &&
         (title.ends_with("情况") || title.ends_with("说明")) &&
         title.find_first_of(",;:0123456789") == std::string_view::npos &&
         title.find(kFullStop) == std::string_view::npos;
}

/// Kind of a paragraph in a section whose title names none ("十、其他重要事项"): from its beginning.
std::string_view kind_of_paragraph(std::string_view folded) {
  static constexpr std::array<std::string_view, 7> kOwnTopics = {
      "running", "procurement", "service_purchase", "performance", "fund", "capital", "assets"};
  const std::string_view beginning = folded.substr(0, folded.find_first_of(",;:"));
  const std::string_view kind =
      Lexicon::builtin().section_kind(beginning.substr(0, beginning.find(kFullStop)));
  if (std::ranges::find(kOwnTopics, kind) != kOwnTopics.end()) {
    return kind;
  }
  return folded.find("共有车辆") != std::string_view::npos ? "assets" : std::string_view{};
}

bool starts_anew(const std::string& folded) { return without_enumerator(folded).size() != folded.size(); }

}  // namespace

std::vector<Sentence> split_sentences(const Report& report) {
  std::vector<Sentence> sentences;
  KindStack kinds;
  std::size_t paragraph_number = 0;
  for (std::size_t s = 0; s < report.sections.size(); ++s) {
    const Section& section = report.sections[s];
    const std::string kind(kinds.enter(section));
    const std::string_view part = kinds.part();
    if (section.title.empty() || part == "profile" || part == "contents" || part == "tables" ||
        part == "glossary" || kind == "glossary") {
      continue;
    }
    Flow flow;
    const std::string_view family = kind.starts_with("general")        ? "general"
                                    : kind.starts_with("three_public") ? "three_public"
                                                                       : "";
    std::string below;
    const bool without_topic = kind.empty() && part != "annex";
    const auto flush = [&] {
      std::string_view own = without_topic ? kind_of_paragraph(flow.folded) : kind;
      if (without_topic && is_numbered_heading(flow.folded)) {
        below = own;
      } else if (without_topic && (!own.empty() || starts_anew(flow.folded))) {
        below.clear();
      }
      const std::string_view next = kind_of_subheading(flow.folded, family);
      below = next.empty() ? below : std::string(next);
      own = below.empty() ? own : std::string_view(below);
      cut(flow, s, own, paragraph_number++, sentences);
      flow = Flow{};
    };
    if (section.level >= 4) {
      flow.append({section.title, section.place});
      flush();
    }
    for (const auto& paragraph : section.paragraphs) {
      const std::string folded = joined(paragraph);
      if (folded.empty() || is_page_number(folded)) {
        continue;
      }
      if (!flow.folded.empty() && (is_finished(flow.folded) || starts_anew(folded) ||
                                   !kind_of_subheading(flow.folded, family).empty() ||
                                   (without_topic && is_numbered_heading(flow.folded)))) {
        flush();
      }
      for (const auto& line : paragraph.lines) {
        flow.append(line);
      }
    }
    if (!flow.folded.empty()) {
      flush();
    }
  }
  return sentences;
}

}  // namespace zzaudit::words
