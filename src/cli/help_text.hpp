// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The help of a command taken apart, for what is made from it: completion and the manual page.
///
/// Blocks are parted by blank lines. A block begins with lines at the margin (a paragraph, or a heading that
/// ends in a colon); items follow, indented by two blanks: a term, two blanks and a text, which goes on in
/// lines that are indented further, or in entries of the same form, a line each. Where an option leaves no
/// room for two blanks, one is enough.
namespace zzaudit::cli {

struct HelpItem {
  std::string term;  ///< "-o, --output OUT"; of an example the whole line
  std::string text;  ///< its lines joined; may be empty
  std::vector<HelpItem> entries{};
};

struct HelpBlock {
  std::string lead;  ///< the lines at the margin, joined
  std::vector<HelpItem> items;
};

[[nodiscard]] std::vector<HelpBlock> parse_help(std::string_view help);

/// What a block is about, by its heading in either language.
[[nodiscard]] bool is_about_commands(const HelpBlock& block);
[[nodiscard]] bool is_about_options(const HelpBlock& block);
[[nodiscard]] bool is_about_environment(const HelpBlock& block);
[[nodiscard]] bool is_about_files(const HelpBlock& block);
[[nodiscard]] bool is_about_examples(const HelpBlock& block);

/// Options that a term names: "-o" and "--output".
[[nodiscard]] std::vector<std::string> options_of(std::string_view term);

}  // namespace zzaudit::cli
