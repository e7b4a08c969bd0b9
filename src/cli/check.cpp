// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <numeric>
#include <optional>

#include "cli/command.hpp"
#include "cli/formats.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/policy.hpp"
#include "cli/priors.hpp"
#include "zzaudit/base/clock.hpp"
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

FILE 可以是 PDF、DOCX、XLSX、HTML、CSV、Markdown 或纯文本、report.json（按内容识别），装有
LibreOffice 时还可以是 DOC、XLS、WPS、ET；一个目录（其中的文件合为一份报告，不查找子目录）；
或 -（标准输入）。

选项：
  --as-one                  全部 FILE 合为一份报告，如情况说明和决算表各一个文件
  --prior PATH              上年报告（文件、目录或通配符），与本年报告跨年核对；可重复。
                            多份时按部门名称和年度对应
  --renames FILE            部门更名：每行“旧名称,新名称”；与 --prior 一起使用
  --format FORMAT           输出格式，默认 text：
                              text      给人看的完整说明
                              concise   每个问题一行，供编辑器跳转
                              html      单个网页文件，可打印，也可在手机上看
                              markdown  合并请求的评论
                              xlsx      工作簿：汇总、问题、检查、核对范围
                              json      全部结果；ndjson 每份报告一行
                              sarif     SARIF 2.1.0，供代码扫描平台
                              junit     JUnit XML：报告为套件，规则为用例
                              github    GitHub Actions 注释
                              gitlab    GitLab 代码质量报告
  --report FORMAT=FILE      另以 FORMAT 写入 FILE（要么完整，要么不写）；可重复
  -o, --output OUT          写入文件 OUT（要么完整，要么不写）
  --show error|warning|note text 和 concise 输出中最低显示级别，默认 note
  --fail-on error|warning|note|never
                            达到此级别时退出码为 1，默认 error
  --select P[,P…]           只用这些规则：编号、名称或编号前缀（TAB、TAB3），可重复
  --ignore P[,P…]           不用这些规则，可重复
  --rules FILE              另加自定义公式规则文件，可重复
  --config FILE             用这个配置文件，不查找 .zzaudit.json
  --no-config               不用配置文件
  --waivers FILE            豁免清单：已决定接受的问题，附理由；可重复
  --show-waived             列出已豁免的和已列入基线的问题
  --baseline FILE           其中已有的问题不再计入；新的问题照常计入
  --write-baseline FILE     把本次未豁免的问题写成基线（整个文件重写，退出码不变）
  --show-unverified         列出没有任何检查核对过的数字（表内和情况说明）
  --color auto|always|never 颜色，默认 auto（遵守 NO_COLOR）
  --lang zh|en              语言，默认 zh（也可用环境变量 ZZAUDIT_LANG）
  -h, --help                本帮助

配置文件是离输入最近的 .zzaudit.json：从文件所在目录（或所给目录，“-”则为当前目录）逐级向上查找。
命令行选项优先于配置。

退出码：0 没有达到 --fail-on 的问题；1 有；2 选项或配置有误；3 有输入无法读取或不是决算报告。

示例：
  zzaudit check 决算公开.pdf
  zzaudit check 情况说明.docx 决算表.xlsx --as-one
  zzaudit check 2023/ 2024/ --fail-on warning
  zzaudit check 2023/ --prior 2022/
  zzaudit check report.json --format json -o findings.json
  zzaudit check report.json --report html=page.html --report sarif=findings.sarif
  zzaudit check report.json --select TAB,XTB --ignore TAB601
)",
    R"(Usage: zzaudit check FILE... [options]

Checks departmental final-accounts disclosures (部门决算公开): identities within and between the nine
tables, structure, cells and classification codes; the amounts, rates and counts of the explanation,
what has to be disclosed, and the wording.

FILE is PDF, DOCX, XLSX, HTML, CSV, Markdown or plain text, or a report.json (told by content), and with
LibreOffice installed DOC, XLS, WPS or ET; a directory, whose files make up one report (sub-directories
are not searched); or - for standard input.

Options:
  --as-one                  all FILEs make up one report, such as the explanation and the tables
  --prior PATH              last year's reports (files, directories, patterns), to check across years;
                            repeatable. Of several the one of the department and year is taken
  --renames FILE            departments that were renamed: “old name,new name” a line; with --prior
  --format FORMAT           output format, text by default:
                              text      everything, for people
                              concise   a line a finding, for editors
                              html      one page to look at or to print, also on a phone
                              markdown  a comment on a merge request
                              xlsx      a workbook: summary, findings, checks, coverage
                              json      all results; ndjson: a line a report
                              sarif     SARIF 2.1.0 for code scanning
                              junit     JUnit XML: a suite a report, a case a rule
                              github    annotations of GitHub Actions
                              gitlab    code quality report of GitLab
  --report FORMAT=FILE      write FORMAT to FILE as well, whole or not at all; repeatable
  -o, --output OUT          write to OUT, whole or not at all
  --show error|warning|note least severity that text and concise show, note by default
  --fail-on error|warning|note|never
                            exit code 1 from this severity on, error by default
  --select P[,P...]         only these rules: id, name or id prefix (TAB, TAB3); repeatable
  --ignore P[,P...]         without these rules; repeatable
  --rules FILE              add a file of your own formula rules; repeatable
  --config FILE             use this configuration instead of looking for .zzaudit.json
  --no-config               use no configuration
  --waivers FILE            findings that somebody decided to accept, with the reason; repeatable
  --show-waived             list waived findings and those in the baseline
  --baseline FILE           findings recorded in it do not count; new ones do
  --write-baseline FILE     record the findings that are not waived (the whole file; the exit code stays)
  --show-unverified         list the figures, of tables and words, that no check constrains
  --color auto|always|never colours, auto by default (NO_COLOR is respected)
  --lang zh|en              language, zh by default (also from ZZAUDIT_LANG)
  -h, --help                this help

The configuration is the .zzaudit.json nearest to the input: in the folder of a file, in a directory given,
in the working directory for -, or in a folder above. Options override it.

Exit codes: 0 nothing at or above --fail-on; 1 something is; 2 wrong options or configuration;
3 an input could not be read or is no final-accounts report.

Examples:
  zzaudit check disclosure.pdf
  zzaudit check explanation.docx tables.xlsx --as-one
  zzaudit check 2023/ 2024/ --fail-on warning
  zzaudit check 2023/ --prior 2022/
  zzaudit check report.json --format json -o findings.json
  zzaudit check report.json --report html=page.html --report sarif=findings.sarif
  zzaudit check report.json --select TAB,XTB --ignore TAB601
)"};

struct Options {
  std::vector<std::string> files;
  OutputOptions output;
  std::string show;     ///< empty: as configured, else note
  std::string fail_on;  ///< empty: as configured, else error
  std::string color = "auto";
  bool as_one = false;
  bool show_unverified = false;
  bool show_waived = false;
  PolicyOptions policy;
  PriorOptions prior;
};

/// What an option says, else the configuration, else the default.
std::string option_or(const std::string& option, const std::optional<Setting<std::string>>& configured,
                      std::string_view otherwise) {
  return !option.empty() ? option : configured ? configured->value : std::string(otherwise);
}

/// Checks every report; a bad one is reported and does not stop the others.
void check_files(const Options& options, const Checker& checker, const Priors& priors, Acceptance& acceptance,
                 Language language, CheckRun& run) {
  for (std::size_t i = 0; i < (options.as_one ? 1 : options.files.size()); ++i) {
    try {
      LoadedReport loaded = options.as_one ? load_as_one(options.files) : load(options.files[i]);
      CheckOutcome outcome = check_across_years(checker, priors, loaded.report);
      acceptance.apply(loaded.name, loaded.report, outcome);
      run.reports.push_back({std::move(loaded.name), std::move(loaded.sha256), std::move(loaded.report),
                             std::move(outcome), std::move(loaded.files)});
    } catch (const InputError& error) {
      run.unread.push_back({options.as_one ? joined_name(options.files) : options.files[i], error.message()});
      report_error(error.message(), language);
    }
  }
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
    std::ranges::transform(report.outcome.findings, std::back_inserter(ids), &Finding::rule);
  }
  return ids;
}

NeededTexts texts_of(const std::vector<Output>& outputs) {
  return std::ranges::max(outputs, {}, [](const Output& output) { return output.format->texts; })
      .format->texts;
}

/// A format of one line a finding has no place for what was not evaluated.
void report_not_evaluated(const CheckRun& run, Language language) {
  const auto count =
      std::accumulate(run.reports.begin(), run.reports.end(), std::ptrdiff_t{0},
                      [](std::ptrdiff_t sum, const CheckedReport& report) {
                        return sum + std::ranges::count(report.outcome.checks, CheckStatus::kNotEvaluated,
                                                        &CheckResult::status);
                      });
  if (count != 0) {
    report_error({fmt::format("{} 项检查未能评估，原因见 --format text", count),
                  fmt::format("{} checks could not be evaluated; --format text says why", count)},
                 language);
  }
}

void write_outputs(const std::vector<Output>& outputs, const CheckRun& run, const Catalogue& catalogue,
                   const RenderOptions& common, std::string_view color) {
  for (const Output& output : outputs) {
    // Of inputs that could not be read standard error has told already.
    if (output.format->audience == Audience::kPeople && run.reports.empty()) {
      continue;
    }
    RenderOptions options = common;
    options.color = output.format->audience == Audience::kPeople && wants_color(color, output.path);
    options.width = output_width(output.path);
    write_output(output.path, output.format->render(run, catalogue, options));
  }
}

int run(const Options& options, Language language) {
  if (options.files.empty()) {
    throw UsageError({"check 需要至少一个 FILE；用法见 zzaudit check --help",
                      "check needs at least one FILE; see zzaudit check --help"});
  }
  if (std::ranges::count(options.files, "-") > 1) {
    throw UsageError({"“-”（标准输入）只能出现一次", "“-” (standard input) can be given only once"});
  }
  const std::vector<Output> outputs = outputs_of(options.output);
  const Configuration configuration = configuration_for(options.policy, options.files);
  const auto show = parse_severity(
      require_choice("--show", option_or(options.show, configuration.show, "note"), kSeverities));
  const auto fail_on = parse_severity(
      require_choice("--fail-on", option_or(options.fail_on, configuration.fail_on, "error"), kFailOn));
  const auto color = require_choice("--color", options.color, kOccasions);
  const NeededTexts texts = texts_of(outputs);
  Catalogue catalogue =
      all_rules(configuration, texts == NeededTexts::kAll ? RuleTexts::kAll : RuleTexts::kForChecking);
  PolicyUse policy;
  Acceptance acceptance = acceptance_for(configuration, options.policy, catalogue, policy);
  apply_configuration(configuration, catalogue);

  const bool only_people =
      std::ranges::all_of(outputs, [](const Output& o) { return o.format->audience == Audience::kPeople; });
  CheckRun run{std::string(version()), {}, {}, std::move(policy), {}, {}};
  if (!only_people) {
    run.ruleset = catalogue.fingerprint();
    run.time = utc_time();
  }
  const bool one = options.as_one || options.files.size() == 1;
  const Priors priors(options.prior, 1, one ? Priors::Use::kOneReport : Priors::Use::kSeveral);
  report_unread(priors, language);
  check_files(options, Checker(catalogue), priors, acceptance, language, run);
  run.policy.remarks = acceptance.remarks(catalogue);
  if (texts == NeededTexts::kOfFindings) {
    catalogue.document(rules_with_findings(run.reports));
  }
  RenderOptions render;
  render.language = language;
  render.show = show.value_or(Severity::kNote);
  render.fail_on = fail_on;
  render.show_unverified = options.show_unverified;
  render.show_waived = options.show_waived;
  write_outputs(outputs, run, catalogue, render, color);
  if (outputs.front().format->texts == NeededTexts::kNone &&
      outputs.front().format->audience == Audience::kPeople) {
    report_not_evaluated(run, language);
  }
  report_remarks(run.policy, language);
  if (!run.unread.empty() || !priors.unread().empty()) {
    if (!options.policy.write_baseline.empty()) {
      report_error({"有输入无法读取，没有写基线", "an input could not be read, so no baseline was written"},
                   language);
    }
    return kExitUnreadable;
  }
  Baseline baseline;
  for (const CheckedReport& report : run.reports) {
    baseline.add(report.report, report.outcome, language);
  }
  write_baseline(options.policy, baseline, language);
  // "never" is no severity: nothing fails then.
  return fail_on && has_finding_from(run.reports, *fail_on) ? kExitFindings : kExitClean;
}

}  // namespace

Command make_check(CLI::App& program, Language language) {
  CLI::App* app = add_command(program, "check");
  auto options = std::make_shared<Options>();
  add_operands(*app, "FILE", options->files);
  add_output_options(*app, output_format_names(), options->output);
  add_option(*app, "--show", kSeverities, options->show);
  add_option(*app, "--fail-on", kFailOn, options->fail_on);
  add_option(*app, "--color", kOccasions, options->color);
  add_flag(*app, "--as-one", options->as_one);
  add_flag(*app, "--show-unverified", options->show_unverified);
  add_flag(*app, "--show-waived", options->show_waived);
  add_configuration_options(*app, options->policy);
  add_selection_options(*app, options->policy);
  add_acceptance_options(*app, options->policy);
  add_prior_options(*app, options->prior);
  return {app, kHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
