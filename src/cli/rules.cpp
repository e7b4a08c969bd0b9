// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/detail/json_writer.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kHelp{
    R"(用法：zzaudit rules [选项]

列出全部规则。一条规则的详情见 zzaudit explain。

选项：
  --format text|json|markdown  输出格式，默认 text
  -o, --output OUT             写入文件 OUT（要么完整，要么不写）
  --rules FILE                 另加自定义公式规则文件，可重复
  --lang zh|en                 语言
  -h, --help                   本帮助

示例：
  zzaudit rules
  zzaudit rules --format markdown -o rules.md
)",
    R"(Usage: zzaudit rules [options]

Lists all rules. zzaudit explain tells everything about one of them.

Options:
  --format text|json|markdown  output format, text by default
  -o, --output OUT             write to OUT, whole or not at all
  --rules FILE                 add a file of your own formula rules; repeatable
  --lang zh|en                 language
  -h, --help                   this help

Examples:
  zzaudit rules
  zzaudit rules --format markdown -o rules.md
)"};

struct Options {
  std::string format = "text";
  std::string output;
  std::vector<std::string> rules;
};

std::string as_text(const Catalogue& catalogue, Language language) {
  std::size_t id_width = 0;
  std::size_t name_width = 0;
  std::size_t severity_width = 0;
  for (const Rule& rule : catalogue.rules()) {
    id_width = std::max(id_width, display_width(rule.id));
    name_width = std::max(name_width, display_width(rule.name));
    severity_width = std::max(severity_width, display_width(label_of(rule.severity).in(language)));
  }
  std::string out;
  for (const Rule& rule : catalogue.rules()) {
    out += fmt::format("{}  {}  {}  {}\n", pad_right(rule.id, id_width),
                       pad_right(label_of(rule.severity).in(language), severity_width),
                       pad_right(rule.name, name_width), printable(rule.title.in(language)));
  }
  return out;
}

/// A table cell: no line feed, no bar that would end it.
std::string markdown_cell(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '|') {
      out += "\\|";
    } else {
      out += c == '\n' ? ' ' : c;
    }
  }
  return out;
}

std::string basis_text(const Rule& rule, Language language) {
  std::string out;
  for (const Basis& basis : rule.basis) {
    out += (out.empty() ? "" : language == Language::kChinese ? "；" : "; ") + basis.document.in(language);
    if (!basis.clause.in(language).empty()) {
      out += " " + basis.clause.in(language);
    }
    if (basis.confidence == "unverified") {
      out += language == Language::kChinese ? "（待核）" : " (to be verified)";
    }
  }
  return out;
}

std::string as_markdown(const Catalogue& catalogue, Language language) {
  std::string out = language == Language::kChinese ? "| 编号 | 级别 | 名称 | 查什么 | 依据 |\n"
                                                   : "| id | severity | name | what it finds | basis |\n";
  out += "| --- | --- | --- | --- | --- |\n";
  for (const Rule& rule : catalogue.rules()) {
    out += fmt::format("| {} | {} | `{}` | {} | {} |\n", rule.id, label_of(rule.severity).in(language),
                       rule.name, markdown_cell(rule.title.in(language)),
                       markdown_cell(basis_text(rule, language)));
  }
  return out;
}

void append_rule(std::string& out, const Rule& rule, Language language) {
  detail::JsonMembers members(out);
  members.string("id", rule.id);
  members.string("name", rule.name);
  members.string("severity", to_string(rule.severity));
  members.string("title", rule.title.in(language));
  members.optional_string("rationale", rule.rationale.in(language));
  members.optional_string("fix", rule.fix.in(language));
  members.optional_string("tolerance", rule.tolerance.in(language));
  std::string& basis_out = members.begin("basis");
  basis_out += '[';
  for (const Basis& basis : rule.basis) {
    basis_out += &basis == rule.basis.data() ? "" : ", ";
    detail::JsonMembers entry(basis_out);
    entry.string("document", basis.document.in(language));
    entry.optional_string("clause", basis.clause.in(language));
    entry.string("confidence", basis.confidence);
    entry.close();
  }
  basis_out += ']';
  if (!rule.formulas.empty()) {
    std::string& formulas_out = members.begin("formulas");
    formulas_out += '[';
    for (const std::string& formula : rule.formulas) {
      formulas_out += &formula == rule.formulas.data() ? "" : ", ";
      detail::append_quoted(formulas_out, formula);
    }
    formulas_out += ']';
  }
  members.optional_string("code", rule.code);
  members.string("origin", rule.origin);
  members.close();
}

std::string as_json(const Catalogue& catalogue, Language language) {
  std::string out;
  detail::JsonMembers members(out, "\n ");
  members.string("schema", "zzaudit-rules/1");
  members.string("ruleset", catalogue.fingerprint());
  detail::append_lines(members.begin("rules"), catalogue.rules(), "  ",
                       [&](const Rule& rule) { append_rule(out, rule, language); });
  out += "\n}\n";
  return out;
}

int run(const Options& options, Language language) {
  const auto format = require_choice("--format", options.format, {"text", "json", "markdown"});
  const Catalogue catalogue = load_catalogue(options.rules);
  write_output(options.output, format == "json"       ? as_json(catalogue, language)
                               : format == "markdown" ? as_markdown(catalogue, language)
                                                      : as_text(catalogue, language));
  return kExitClean;
}

}  // namespace

Command make_rules(CLI::App& program, Language language) {
  CLI::App* app = program.add_subcommand("rules");
  auto options = std::make_shared<Options>();
  app->add_option("--format", options->format);
  app->add_option("-o,--output", options->output);
  add_list(*app, "--rules", options->rules);
  return {app, kHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
