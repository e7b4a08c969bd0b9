// SPDX-License-Identifier: Apache-2.0
#include "cli/help_text.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace zzaudit::cli {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool ends_in_wide_punctuation(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kMarks{"，", "。", "、", "；", "：", "（"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return text.ends_with(mark); });
}

/// Adds a line. Between ideographs, and after their punctuation, stands no blank.
void append_line(std::string& text, std::string_view line) {
  if (!text.empty() && !line.empty() && !ends_in_wide_punctuation(text) &&
      (is_ascii(text.back()) || is_ascii(line.front()))) {
    text += ' ';
  }
  text += line;
}

constexpr std::string_view kWideComma = "、";

/// "text|json", "FILE", "P[,P…]": no word that a sentence goes on with.
bool is_value(std::string_view word) {
  return word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ|/") != std::string_view::npos;
}

/// The length of the options, with their values, that a line begins with.
std::size_t term_length(std::string_view line) {
  std::size_t end = 0;
  bool value_may_follow = false;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t stop = std::min({line.find(' ', at), line.find(kWideComma, at), line.size()});
    const std::string_view word = line.substr(at, stop - at);
    const bool option = word.starts_with('-');
    if (!option && !(value_may_follow && is_value(word))) {
      break;
    }
    end = stop;
    const bool comma = line.substr(stop).starts_with(kWideComma);
    value_may_follow = option && !comma && !word.ends_with(',');
    at = stop + (comma ? kWideComma.size() : 1);
  }
  return end;
}

HelpItem parse_item(std::string_view line) {
  std::size_t end = line.find("  ");
  if (end == std::string_view::npos) {
    end = line.starts_with('-') ? term_length(line) : line.size();
  }
  const std::size_t text = std::min(line.find_first_not_of(' ', end), line.size());
  return {std::string(line.substr(0, end)), std::string(line.substr(text)), {}};
}

void add_line(HelpBlock& block, std::string_view line) {
  constexpr std::size_t kIndent = 2;
  const std::size_t indent = line.find_first_not_of(' ');
  if (indent == 0) {
    append_line(block.lead, line);
  } else if (indent == kIndent || block.items.empty()) {
    block.items.push_back(parse_item(line.substr(indent)));
  } else if (const std::string_view rest = line.substr(indent); rest.find("  ") != std::string_view::npos) {
    block.items.back().entries.push_back(parse_item(rest));
  } else {
    append_line(block.items.back().text, rest);
  }
}

bool has_lead(const HelpBlock& block, std::initializer_list<std::string_view> leads) {
  return std::ranges::find(leads, block.lead) != leads.end();
}

}  // namespace

std::vector<HelpBlock> parse_help(std::string_view help) {
  std::vector<HelpBlock> blocks;
  bool inside = false;
  while (!help.empty()) {
    const std::size_t end = std::min(help.find('\n'), help.size());
    const std::string_view line = help.substr(0, end);
    help.remove_prefix(std::min(end + 1, help.size()));
    if (line.empty()) {
      inside = false;
      continue;
    }
    if (!inside) {
      blocks.emplace_back();
      inside = true;
    }
    add_line(blocks.back(), line);
  }
  return blocks;
}

bool is_about_commands(const HelpBlock& block) { return has_lead(block, {"命令：", "Commands:"}); }
bool is_about_options(const HelpBlock& block) { return has_lead(block, {"选项：", "Options:"}); }
bool is_about_environment(const HelpBlock& block) { return has_lead(block, {"环境变量：", "Environment:"}); }
bool is_about_files(const HelpBlock& block) { return has_lead(block, {"文件：", "Files:"}); }
bool is_about_examples(const HelpBlock& block) {
  return has_lead(block, {"示例：", "Examples:", "Example:"});
}

std::vector<std::string> options_of(std::string_view term) {
  std::vector<std::string> options;
  for (std::size_t at = term.find('-'); at < term.size(); at = term.find('-', at)) {
    std::size_t end = at;
    while (end < term.size() && (term[end] == '-' || is_letter(term[end]))) {
      ++end;
    }
    options.emplace_back(term.substr(at, end - at));
    at = end;
  }
  return options;
}

}  // namespace zzaudit::cli
