// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "cli/command.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/version.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kHelp{
    R"(用法：zzaudit check FILE… [选项]

核对一份或多份部门决算公开：表内、表间的勾稽关系，结构、单元格和科目；情况说明中的金额、比例和
数量，必须公开的内容，文字。

FILE 可以是 report.json、Markdown 或纯文本、CSV（按内容识别）；一个目录（一份报告的各表 CSV
和情况说明 .md/.txt，不查找子目录）；或 -（标准输入）。还不能读取 PDF、Word、Excel 和 HTML。

选项：
  --format text|json|html   输出格式，默认 text；html 为单个网页文件，可打印，也可在手机上看
  -o, --output OUT          写入文件 OUT（要么完整，要么不写）
  --show error|warning|note 文本输出中最低显示级别，默认 note
  --fail-on error|warning|note|never
                            达到此级别时退出码为 1，默认 error
  --select P[,P…]           只用这些规则：编号、名称或编号前缀（TAB、TAB3），可重复
  --ignore P[,P…]           不用这些规则，可重复
  --rules FILE              另加自定义公式规则文件，可重复
  --show-unverified         列出没有任何检查核对过的数字（表内和情况说明）
  --color auto|always|never 颜色，默认 auto（遵守 NO_COLOR）
  --lang zh|en              语言，默认 zh（也可用环境变量 ZZAUDIT_LANG）
  -h, --help                本帮助

退出码：0 没有达到 --fail-on 的问题；1 有；2 选项或配置有误；3 有输入无法读取或不是决算报告。

示例：
  zzaudit check 决算公开.md
  zzaudit check 2023/ 2024/ --fail-on warning
  zzaudit check report.json --format json -o findings.json
  zzaudit check report.json --format html -o page.html
  zzaudit check report.json --select TAB,XTB --ignore TAB601
)",
    R"(Usage: zzaudit check FILE... [options]

Checks departmental final-accounts disclosures (部门决算公开): identities within and between the nine
tables, structure, cells and classification codes; the amounts, rates and counts of the explanation,
what has to be disclosed, and the wording.

FILE is a report.json, Markdown or plain text, or CSV (told by content); a directory with one report's
CSV tables and its explanation as .md/.txt (sub-directories are not searched); or - for standard input.
PDF, Word, Excel and HTML are not read yet.

Options:
  --format text|json|html   output format, text by default; html is one page to look at or to print
  -o, --output OUT          write to OUT, whole or not at all
  --show error|warning|note least severity that the text output shows, note by default
  --fail-on error|warning|note|never
                            exit code 1 from this severity on, error by default
  --select P[,P...]         only these rules: id, name or id prefix (TAB, TAB3); repeatable
  --ignore P[,P...]         without these rules; repeatable
  --rules FILE              add a file of your own formula rules; repeatable
  --show-unverified         list the figures, of tables and words, that no check constrains
  --color auto|always|never colours, auto by default (NO_COLOR is respected)
  --lang zh|en              language, zh by default (also from ZZAUDIT_LANG)
  -h, --help                this help

Exit codes: 0 nothing at or above --fail-on; 1 something is; 2 wrong options or configuration;
3 an input could not be read or is no final-accounts report.

Examples:
  zzaudit check disclosure.md
  zzaudit check 2023/ 2024/ --fail-on warning
  zzaudit check report.json --format json -o findings.json
  zzaudit check report.json --format html -o page.html
  zzaudit check report.json --select TAB,XTB --ignore TAB601
)"};

struct Options {
  std::vector<std::string> files;
  std::string format = "text";
  std::string output;
  std::string show = "note";
  std::string fail_on = "error";
  std::string color = "auto";
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> rules;
  bool show_unverified = false;
};

/// Checks every file; a bad one is reported and does not stop the others. False when there was a bad one.
bool check_files(const Options& options, const Checker& checker, Language language,
                 std::vector<CheckedReport>& reports) {
  bool all_read = true;
  for (const std::string& file : options.files) {
    try {
      LoadedReport loaded = load(file);
      CheckOutcome outcome = checker.check(loaded.report);
      reports.push_back(
          {loaded.name, std::move(loaded.sha256), std::move(loaded.report), std::move(outcome)});
    } catch (const InputError& error) {
      all_read = false;
      report_error(error.message(), language);
    }
  }
  return all_read;
}

bool has_finding_from(const std::vector<CheckedReport>& reports, Severity least) {
  return std::ranges::any_of(reports, [&](const CheckedReport& report) {
    return std::ranges::any_of(report.outcome.findings,
                               [&](const Finding& finding) { return finding.severity >= least; });
  });
}

std::vector<std::string> rules_with_findings(const std::vector<CheckedReport>& reports) {
  std::vector<std::string> ids;
  for (const CheckedReport& report : reports) {
    for (const Finding& finding : report.outcome.findings) {
      ids.push_back(finding.rule);
    }
  }
  return ids;
}

int run(const Options& options, Language language) {
  if (options.files.empty()) {
    throw UsageError({"check 需要至少一个 FILE；用法见 zzaudit check --help",
                      "check needs at least one FILE; see zzaudit check --help"});
  }
  if (std::ranges::count(options.files, "-") > 1) {
    throw UsageError({"“-”（标准输入）只能出现一次", "“-” (standard input) can be given only once"});
  }
  const std::string_view format = require_choice("--format", options.format, {"text", "json", "html"});
  const auto show = parse_severity(require_choice("--show", options.show, {"error", "warning", "note"}));
  const auto fail_on =
      parse_severity(require_choice("--fail-on", options.fail_on, {"error", "warning", "note", "never"}));
  const auto color = require_choice("--color", options.color, {"auto", "always", "never"});
  Catalogue catalogue =
      load_catalogue(options.rules, format == "html" ? RuleTexts::kAll : RuleTexts::kForChecking);
  catalogue.restrict(options.select, options.ignore);

  CheckRun run{std::string(version()), format == "text" ? std::string{} : catalogue.fingerprint(), {}};
  const bool all_read = check_files(options, Checker(catalogue), language, run.reports);
  RenderOptions render;
  render.language = language;
  render.show = show.value_or(Severity::kNote);
  render.show_unverified = options.show_unverified;
  render.color = format == "text" && wants_color(color, options.output);
  render.width = output_width(options.output);
  if (format == "json") {
    write_output(options.output, render_json(run, render));
  } else if (format == "html") {
    write_output(options.output, render_html(run, catalogue, render));
  } else if (!run.reports.empty()) {
    catalogue.document(rules_with_findings(run.reports));
    write_output(options.output, render_text(run, catalogue, render));
  }
  if (!all_read) {
    return kExitUnreadable;
  }
  // "never" is no severity: nothing fails then.
  return fail_on && has_finding_from(run.reports, *fail_on) ? kExitFindings : kExitClean;
}

}  // namespace

Command make_check(CLI::App& program, Language language) {
  CLI::App* app = program.add_subcommand("check");
  auto options = std::make_shared<Options>();
  app->add_option("FILE", options->files);
  app->add_option("--format", options->format);
  app->add_option("-o,--output", options->output);
  app->add_option("--show", options->show);
  app->add_option("--fail-on", options->fail_on);
  app->add_option("--color", options->color);
  add_list(*app, "--select", options->select)->delimiter(',');
  add_list(*app, "--ignore", options->ignore)->delimiter(',');
  add_list(*app, "--rules", options->rules);
  app->add_flag("--show-unverified", options->show_unverified);
  return {app, kHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
