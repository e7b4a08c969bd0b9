// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/detail/json_writer.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/policy.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/check/formula.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kHelp{
    R"(用法：zzaudit rules [选项]

按类别列出全部规则；markdown 和 json 含理由、公式、误差、更正方法和依据。
一条规则的详情和正反例见 zzaudit explain。

选项：
  --format text|json|markdown  输出格式，默认 text
  -o, --output OUT             写入文件 OUT（要么完整，要么不写）
  --effective                  每条规则是否适用、级别和原因（默认、配置的哪一处、哪个选项）
  --config FILE                用这个配置文件，不查找当前目录适用的 .zzaudit.json
  --no-config                  不用配置文件
  --select P, --ignore P       同 check，只用于 --effective
  --rules FILE                 另加自定义公式规则文件，可重复
  --lang zh|en                 语言
  -h, --help                   本帮助

示例：
  zzaudit rules
  zzaudit rules --format markdown -o rules.md
  zzaudit rules --effective
)",
    R"(Usage: zzaudit rules [options]

Lists all rules by family; markdown and json have the reasons, formulas, tolerances, corrections and basis.
zzaudit explain tells everything about one of them, with examples.

Options:
  --format text|json|markdown  output format, text by default
  -o, --output OUT             write to OUT, whole or not at all
  --effective                  of every rule: is it in force, how severe, and why (default, configuration, option)
  --config FILE                use this configuration instead of the .zzaudit.json for the working directory
  --no-config                  use no configuration
  --select P, --ignore P       as for check; with --effective only
  --rules FILE                 add a file of your own formula rules; repeatable
  --lang zh|en                 language
  -h, --help                   this help

Examples:
  zzaudit rules
  zzaudit rules --format markdown -o rules.md
  zzaudit rules --effective
)"};

constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};

struct Options {
  std::string format = "text";
  std::string output;
  bool effective = false;
  PolicyOptions policy;
};

struct Family {
  std::string_view prefix;
  BilingualView title;
};
/// In the order in which a report is read; rules of the user come last.
constexpr std::array kFamilies = {
    Family{"STR", {"结构", "structure"}},
    Family{"CEL", {"单元格", "cells"}},
    Family{"CLS", {"科目", "classification codes"}},
    Family{"TAB", {"表内勾稽", "identities within a table"}},
    Family{"XTB", {"表间勾稽", "identities between tables"}},
    Family{"NAR", {"情况说明的金额和科目", "amounts and items of the explanation"}},
    Family{"PCT",
           {"情况说明的占比、完成率和增减率", "shares, completion and change rates of the explanation"}},
    Family{"SGJ", {"“三公”经费的数量", "counts of the “three public” expenses"}},
    Family{"DIS", {"必须公开的内容", "what has to be disclosed"}},
    Family{"TXT", {"文字", "wording"}},
    Family{"YOY", {"跨年", "across years"}},
};

/// Rules with one heading; never empty.
struct Group {
  std::string title;
  std::vector<const Rule*> rules;
};

std::vector<Group> groups_of(const Catalogue& catalogue, Language language) {
  std::vector<Group> groups(kFamilies.size() + 1);
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    groups[i].title = fmt::format("{} {}", kFamilies[i].prefix, kFamilies[i].title.in(language));
  }
  groups.back().title = language == Language::kChinese ? "自己的规则" : "your own rules";
  for (const Rule& rule : catalogue.rules()) {
    const auto* const family = std::ranges::find_if(kFamilies, [&](const Family& f) {
      return rule.origin == "builtin" && rule.id.starts_with(f.prefix);
    });
    groups[static_cast<std::size_t>(family - kFamilies.begin())].rules.push_back(&rule);
  }
  std::erase_if(groups, [](const Group& group) { return group.rules.empty(); });
  return groups;
}

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
  for (const Group& group : groups_of(catalogue, language)) {
    out += (out.empty() ? "" : "\n") + group.title + "\n";
    for (const Rule* rule : group.rules) {
      out += fmt::format("  {}  {}  {}  {}\n", pad_right(rule->id, id_width),
                         pad_right(label_of(rule->severity).in(language), severity_width),
                         pad_right(rule->name, name_width), printable(rule->title.in(language)));
    }
  }
  return out;
}

/// Text of a rule on one line.
std::string markdown_line(std::string_view text) {
  std::string out = printable(text);
  std::ranges::replace(out, '\n', ' ');
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

/// One row a rule; the READMEs have this table, too.
std::string markdown_table(const Catalogue& catalogue, Language language) {
  std::string out = language == Language::kChinese ? "\n| 编号 | 名称 | 查什么 | 级别 |\n"
                                                   : "\n| id | name | what it finds | severity |\n";
  out += "| --- | --- | --- | --- |\n";
  for (const Group& group : groups_of(catalogue, language)) {
    for (const Rule* rule : group.rules) {
      std::string title = markdown_line(rule->title.in(language));
      for (auto at = title.find('|'); at != std::string::npos; at = title.find('|', at + 2)) {
        title.insert(at, "\\");
      }
      out += fmt::format("| {} | `{}` | {} | {} |\n", rule->id, rule->name, title,
                         label_of(rule->severity).in(language));
    }
  }
  return out;
}

std::string as_markdown(const Catalogue& catalogue, Language language) {
  const bool zh = language == Language::kChinese;
  std::string out = zh ? "# 核对规则\n" : "# Rules\n";
  out += markdown_table(catalogue, language);
  const auto item = [&](const BilingualView& label, const std::string& text) {
    if (!text.empty()) {
      out += fmt::format("- {}{}{}\n", label.in(language), zh ? "：" : ": ", markdown_line(text));
    }
  };
  for (const Group& group : groups_of(catalogue, language)) {
    out += "\n## " + group.title + "\n";
    for (const Rule* rule : group.rules) {
      out += fmt::format(
          "\n### {} `{}`{}\n\n{}\n\n", rule->id, rule->name,
          fmt::format(fmt::runtime(zh ? "（{}）" : " ({})"), label_of(rule->severity).in(language)),
          markdown_line(rule->title.in(language)));
      item({"为什么", "why"}, rule->rationale.in(language));
      for (const std::string& formula : rule->formulas) {
        item({"公式", "formula"}, render_formula(formula, language));
      }
      item({"如何判断", "how it is judged"}, rule->method.in(language));
      item({"允许的误差", "tolerance"}, rule->tolerance.in(language));
      item({"如何更正", "how to correct"}, rule->fix.in(language));
      item({"依据", "basis"}, basis_text(*rule, language));
    }
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
  members.optional_string("method", rule.method.in(language));
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

std::string effective_text(const std::vector<RuleStatus>& statuses, Language language) {
  const BilingualView off{"停用", "off"};
  std::size_t id_width = 0;
  std::size_t severity_width = display_width(off.in(language));
  for (const RuleStatus& status : statuses) {
    id_width = std::max(id_width, display_width(status.id));
    severity_width = std::max(severity_width, display_width(label_of(status.severity).in(language)));
  }
  std::string out;
  for (const RuleStatus& status : statuses) {
    const BilingualView state = status.active ? label_of(status.severity) : off;
    out += fmt::format("{}  {}  {}", pad_right(status.id, id_width),
                       pad_right(state.in(language), severity_width), printable(status.reason.in(language)));
    if (!status.tolerance.is_zero()) {
      out += fmt::format(
          fmt::runtime(language == Language::kChinese ? "（另允许 {}）" : " (another {} allowed)"),
          status.tolerance.to_string());
    }
    out += '\n';
  }
  return out;
}

std::string effective_json(const Configuration& configuration, const Catalogue& in_force,
                           const std::vector<RuleStatus>& statuses, Language language) {
  std::string out;
  detail::JsonMembers members(out, "\n ");
  members.string("schema", "zzaudit-effective-rules/1");
  members.string("ruleset", in_force.fingerprint());
  detail::append_lines(members.begin("configuration"), configuration.files, "  ",
                       [&](const std::string& file) { detail::append_quoted(out, file); });
  detail::append_lines(members.begin("rules"), statuses, "  ", [&](const RuleStatus& status) {
    detail::JsonMembers rule(out);
    rule.string("id", status.id);
    rule.begin("active") += status.active ? "true" : "false";
    rule.string("severity", to_string(status.severity));
    if (!status.tolerance.is_zero()) {
      rule.string("tolerance", status.tolerance.to_string());
    }
    rule.string("reason", status.reason.in(language));
    rule.close();
  });
  out += "\n}\n";
  return out;
}

int run_effective(const Options& options, std::string_view format, Language language) {
  if (format == "markdown") {
    throw UsageError({"--effective 只有 text 和 json 格式", "--effective comes as text or json only"});
  }
  const Configuration configuration = configuration_for(options.policy, {});
  Catalogue catalogue = all_rules(configuration, RuleTexts::kForChecking);
  const auto statuses = apply_configuration(configuration, catalogue);
  write_output(options.output, format == "json" ? effective_json(configuration, catalogue, statuses, language)
                                                : effective_text(statuses, language));
  return kExitClean;
}

int run(const Options& options, Language language) {
  const auto format = require_choice("--format", options.format, kFormats);
  if (options.effective) {
    return run_effective(options, format, language);
  }
  if (!options.policy.select.empty() || !options.policy.ignore.empty()) {
    throw UsageError(
        {"--select 和 --ignore 要与 --effective 一起使用", "--select and --ignore go with --effective"});
  }
  const Catalogue catalogue = all_rules(configuration_for(options.policy, {}), RuleTexts::kAll);
  write_output(options.output, format == "json"       ? as_json(catalogue, language)
                               : format == "markdown" ? as_markdown(catalogue, language)
                                                      : as_text(catalogue, language));
  return kExitClean;
}

}  // namespace

Command make_rules(CLI::App& program, Language language) {
  CLI::App* app = add_command(program, "rules");
  auto options = std::make_shared<Options>();
  add_option(*app, "--format", kFormats, options->format);
  add_option(*app, "-o,--output", "FILE", options->output);
  add_flag(*app, "--effective", options->effective);
  add_configuration_options(*app, options->policy);
  add_selection_options(*app, options->policy);
  return {app, kHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
