// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "render/detail/html.hpp"

namespace zzaudit::detail::html {
namespace {

/// The sentence with its numbers told apart. What is marked as a whole keeps them inside of the mark.
std::string numbered(const View& view, const Sentence& sentence, std::size_t index) {
  std::string out;
  std::size_t done = 0;
  for (const MarkedNumber& number : view.index.numbers_of(index)) {
    if (number.begin < done) {
      continue;  // a number that two claims share
    }
    out += escaped(std::string_view(sentence.text).substr(done, number.begin - done));
    const std::string digits =
        escaped(std::string_view(sentence.text).substr(number.begin, number.end - number.begin));
    switch (number.state) {
      case NumberState::kVerified:
        out += "<span class=\"v\">" + digits + "</span>";
        break;
      case NumberState::kUnverified:
        out += fmt::format("<span class=\"u\" title=\"{}{}\">{}</span>", view.in("未核对：", "unverified: "),
                           escaped(number.reason), digits);
        break;
      case NumberState::kDisputed:
        out += "<b class=\"d\">" + digits + "</b>";
        break;
    }
    done = number.end;
  }
  return out + escaped(std::string_view(sentence.text).substr(done));
}

void append_sentence(std::string& out, const View& view, std::size_t index) {
  const std::string id = view.index.sentence_id(index);
  const std::string text = numbered(view, view.index.words().sentences[index], index);
  if (!view.index.is_target(id)) {
    out += text;
    return;
  }
  std::string flags;
  for (const std::size_t finding : view.index.findings_at(id)) {
    flags += flag(view, finding, "");
  }
  out += fmt::format("<span class=\"s {}\" id=\"{}\">{}{}</span>", mark_class(view, id), id, text, flags);
}

void append_heading(std::string& out, const View& view, const Section& section, std::size_t index) {
  const std::string id = view.index.section_id(index);
  if (section.title.empty() && !view.index.is_target(id)) {
    return;
  }
  constexpr int kTop = 4;
  constexpr int kDeepest = 6;
  const int level = std::clamp(section.level + kTop - 1, kTop, kDeepest);
  const std::string title = section.title.empty()
                                ? std::string(view.in("（第一个标题之前）", "(before the first heading)"))
                                : escaped(section.title);
  out += fmt::format("<h{} class=\"h{} {}\"{}>{}</h{}>\n", level, section.level, mark_class(view, id),
                     id_attribute(view, id), marked(view, id, title), level);
}

/// Sentences where the words were read, the lines as printed elsewhere (profile, contents, glossary).
void append_section(std::string& out, const View& view, std::size_t index,
                    std::span<const std::size_t> sentences) {
  const Section& section = view.checked.report.sections[index];
  append_heading(out, view, section, index);
  if (sentences.empty()) {
    for (const Paragraph& paragraph : section.paragraphs) {
      std::string text;
      for (const TextLine& line : paragraph.lines) {
        text += escaped(line.text);
      }
      out += text.empty() ? "" : (paragraph.list_item ? "<p class=\"item\">" : "<p>") + text + "</p>\n";
    }
    return;
  }
  const auto& all = view.index.words().sentences;
  // A heading below the third level is a sentence, too; shown once, unless a finding is about it.
  constexpr int kDeep = 4;
  if (section.level >= kDeep && all[sentences.front()].text == section.title &&
      !view.index.is_target(view.index.sentence_id(sentences.front()))) {
    sentences = sentences.subspan(1);
  }
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (i == 0 || all[sentences[i]].paragraph != all[sentences[i - 1]].paragraph) {
      out += i == 0 ? "<p>" : "</p>\n<p>";
    }
    append_sentence(out, view, sentences[i]);
  }
  out += sentences.empty() ? "" : "</p>\n";
}

}  // namespace

void append_words(std::string& out, const View& view) {
  const Report& report = view.checked.report;
  std::vector<std::vector<std::size_t>> sentences(report.sections.size());
  for (std::size_t i = 0; i < view.index.words().sentences.size(); ++i) {
    sentences[view.index.words().sentences[i].section].push_back(i);
  }
  out += "<div class=\"prose\" lang=\"zh-CN\">\n";
  for (std::size_t s = 0; s < report.sections.size(); ++s) {
    append_section(out, view, s, sentences[s]);
    for (const OtherTable& table : report.other_tables) {
      if (table.section == s) {
        out += table.title.empty() ? "" : "<p class=\"caption\">" + escaped(table.title) + "</p>\n";
        append_grid(out, table.grid);
      }
    }
  }
  if (report.sections.empty()) {
    out += fmt::format("<p class=\"none\">{}</p>\n",
                       view.in("报告中没有情况说明。", "The report has no explanation in words."));
  }
  out += "</div>\n";
}

}  // namespace zzaudit::detail::html
