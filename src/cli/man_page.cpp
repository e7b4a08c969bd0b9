// SPDX-License-Identifier: Apache-2.0
#include "cli/man_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.hpp"
#include "cli/help_text.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/version.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kExitCodes{"退出码：", "Exit codes: "};

/// Headings that man and apropos know in either language.
struct Headings {
  BilingualView name{"名称", "NAME"};
  BilingualView synopsis{"用法", "SYNOPSIS"};
  BilingualView description{"描述", "DESCRIPTION"};
  BilingualView commands{"命令", "COMMANDS"};
  BilingualView options{"选项", "OPTIONS"};
  BilingualView exit_status{"退出码", "EXIT STATUS"};
  BilingualView environment{"环境变量", "ENVIRONMENT"};
  BilingualView files{"文件", "FILES"};
  BilingualView examples{"示例", "EXAMPLES"};
};
constexpr Headings kHeadings;

/// "Usage: zzaudit check FILE..." without "Usage: ".
std::string usage_of(const std::vector<HelpBlock>& help) {
  const std::string& lead = help.front().lead;
  return lead.substr(std::min(lead.find("zzaudit"), lead.size()));
}

/// Where a line of Chinese can end: roff breaks lines at blanks only, unless it is told.
std::string with_breaks(std::string_view text) {
  constexpr char32_t kFirstWide = 0x2E80;
  constexpr std::u32string_view kNeverFirst = U"、，。；：）》”’！？…),.;:";
  constexpr std::u32string_view kNeverLast = U"（《“‘ (";
  std::string out;
  char32_t last = U' ';
  for (const char32_t c : to_code_points(text)) {
    if ((last >= kFirstWide || c >= kFirstWide) && c != U' ' &&
        kNeverFirst.find(c) == std::u32string_view::npos &&
        kNeverLast.find(last) == std::u32string_view::npos) {
      out += "\\:";
    }
    out += to_utf8({&c, 1});
    last = c;
  }
  return out;
}

/// Running text in lines of a moderate length, broken where there are blanks.
std::string filled(std::string_view text) {
  constexpr std::size_t kLongest = 78;
  std::string out;
  std::string line;
  const auto end_line = [&] { out += (out.empty() ? "" : "\n") + with_breaks(roff_text(line)); };
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (!line.empty() && roff_text(line).size() + 1 + roff_text(word).size() > kLongest) {
      end_line();
      line.clear();
    }
    line += (line.empty() ? "" : " ") + std::string(word);
  }
  end_line();
  return out;
}

/// Options in bold, what they take in italics.
std::string term_text(std::string_view term) {
  constexpr std::string_view kWideComma = "、";
  std::string out;
  while (!term.empty()) {
    const std::size_t end = std::min({term.find(' '), term.find(kWideComma), term.size()});
    const std::string_view word = term.substr(0, end);
    out += fmt::format("\\f{}{}\\fR", word.starts_with('-') ? 'B' : 'I', roff_text(word));
    term.remove_prefix(end);
    const std::string_view separator = term.substr(0, term.starts_with(kWideComma) ? kWideComma.size() : 1);
    out += separator;
    term.remove_prefix(separator.size());
  }
  return out;
}

class Page {
 public:
  Page(const std::string& date, Language language) : language_(language) {
    // The first line tells man how the page is encoded.
    out_ = fmt::format("'\\\" -*- coding: UTF-8 -*-\n.TH ZZAUDIT 1 \"{}\" \"zzaudit {}\" \"{}\"\n", date,
                       version(), language == Language::kChinese ? "用户命令" : "User Commands");
    // Chinese is broken at the end of a line without hyphens and is not stretched.
    out_ += ".nh\n.ad l\n";
  }

  void section(const BilingualView& heading) {
    line(".SH " + std::string(heading.in(language_)));
    begun_ = false;
  }
  void subsection(const std::string& title) {
    line(fmt::format(".SS \"{}\"", roff_text(title)));
    begun_ = false;
  }
  void paragraph(const std::string& text) {
    begin_paragraph();
    line(filled(text));
  }
  void items(const std::vector<HelpItem>& all) {
    for (const HelpItem& item : all) {
      line(".TP");
      line(term_text(item.term));
      line(filled(item.text));
      if (!item.entries.empty()) {
        line(".RS");
        items(item.entries);
        line(".RE");
      }
    }
    begun_ = true;
  }
  void literal(const std::vector<std::string>& lines) {
    begin_paragraph();
    line(".in +4n\n.EX");
    for (const std::string& text : lines) {
      line(roff_text(text));
    }
    line(".EE\n.in");
  }
  void line(const std::string& text) {
    if (!text.empty()) {
      out_ += text + '\n';
    }
  }
  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  /// A heading begins one by itself.
  void begin_paragraph() {
    if (begun_) {
      line(".PP");
    }
    begun_ = true;
  }

  std::string out_;
  bool begun_ = false;
  Language language_;
};

/// A command and its help, taken apart.
struct Part {
  std::string usage;
  std::vector<HelpBlock> blocks;  ///< without the usage
};

Part part_of(std::string_view help) {
  std::vector<HelpBlock> blocks = parse_help(help);
  Part part{usage_of(blocks), {}};
  part.blocks.assign(std::next(blocks.begin()), blocks.end());
  return part;
}

bool tells_exit_codes(const HelpBlock& block) {
  return block.lead.starts_with(kExitCodes.zh) || block.lead.starts_with(kExitCodes.en);
}

/// "0 nothing; 1 something" as items; the codes are single digits.
std::vector<HelpItem> exit_codes(std::string_view text) {
  std::vector<HelpItem> items;
  for (std::size_t at = text.find_first_of("0123456789"); at < text.size();) {
    std::size_t end = text.size();
    for (const std::string_view mark : {"；", "; "}) {
      end = std::min(end, text.find(mark, at));
    }
    items.push_back({std::string(text.substr(at, 1)), std::string(text.substr(at + 2, end - at - 2))});
    at = text.find_first_of("0123456789", end);
  }
  return items;
}

/// "checks final-accounts disclosures": what the description of the program begins with.
std::string purpose_of(const Part& program) {
  const std::string& text = program.blocks.front().lead;
  std::string purpose = text.substr(0, std::min({text.find("："), text.find(':'), text.size()}));
  if (purpose.front() >= 'A' && purpose.front() <= 'Z') {
    purpose.front() = static_cast<char>(purpose.front() - 'A' + 'a');
  }
  return purpose;
}

/// What describes a command in its own part of the page.
void append_description(Page& page, const Part& part) {
  for (const HelpBlock& block : part.blocks) {
    if (tells_exit_codes(block) || is_about_examples(block)) {
      continue;
    }
    if (!is_about_options(block)) {
      page.paragraph(block.lead);
    }
    page.items(block.items);
  }
}

void append_exit_codes(Page& page, const std::vector<Part>& parts) {
  page.section(kHeadings.exit_status);
  for (const Part& part : parts) {
    const auto block = std::ranges::find_if(part.blocks, tells_exit_codes);
    if (block != part.blocks.end()) {
      page.items(exit_codes(block->lead));
      return;
    }
  }
}

/// Those of the commands; the program's own are among them.
void append_examples(Page& page, const std::vector<Part>& parts) {
  std::vector<std::string> lines;
  for (const Part& part : parts) {
    for (const HelpBlock& block : part.blocks) {
      if (is_about_examples(block)) {
        std::ranges::transform(block.items, std::back_inserter(lines), &HelpItem::term);
      }
    }
  }
  page.section(kHeadings.examples);
  page.literal(lines);
}

void append_blocks(Page& page, const Part& program, const BilingualView& heading,
                   bool (*wanted)(const HelpBlock&)) {
  page.section(heading);
  for (const HelpBlock& block : program.blocks) {
    if (wanted(block)) {
      page.items(block.items);
    }
  }
}

void append_synopsis(Page& page, const Part& program, const std::vector<Part>& parts) {
  page.section(kHeadings.synopsis);
  page.line(roff_text(program.usage));
  for (const Part& part : parts) {
    page.line(".br");
    page.line(roff_text(part.usage));
  }
}

}  // namespace

std::string roff_text(std::string_view text) {
  std::string out = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    switch (c) {
      case '\\':
        out += "\\e";
        break;
      case '-':
        out += "\\-";
        break;
      case '\'':
        out += "\\(aq";
        break;
      case '"':
        out += "\\(dq";
        break;
      case '`':
        out += "\\(ga";
        break;
      case '^':
        out += "\\(ha";
        break;
      case '~':
        out += "\\(ti";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string man_page(const std::vector<Command>& commands, const std::string& date, Language language) {
  const Part program = part_of(program_help(language));
  std::vector<Part> parts;
  std::ranges::transform(commands, std::back_inserter(parts),
                         [](const Command& command) { return part_of(command.help); });
  Page page(date, language);
  page.section(kHeadings.name);
  page.line("zzaudit \\- " + roff_text(purpose_of(program)));
  append_synopsis(page, program, parts);
  page.section(kHeadings.description);
  page.paragraph(program.blocks.front().lead);
  page.section(kHeadings.commands);
  for (const Part& part : parts) {
    page.subsection(part.usage);
    append_description(page, part);
  }
  append_blocks(page, program, kHeadings.options, is_about_options);
  append_exit_codes(page, parts);
  append_blocks(page, program, kHeadings.environment, is_about_environment);
  append_blocks(page, program, kHeadings.files, is_about_files);
  append_examples(page, parts);
  return std::move(page).text();
}

}  // namespace zzaudit::cli
