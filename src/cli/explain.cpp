// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <span>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/policy.hpp"
#include "zzaudit/base/clock.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/resource.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/check/code.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/check/formula.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kHelp{
    R"(用法：zzaudit explain RULE [选项]

说明一条规则：查什么、为什么、依据、公式、允许的误差、如何更正，并在样例报告上实际运行
正例和反例；最后是可以照抄的豁免条目。RULE 是编号（TAB301）或名称。

选项：
  --rules FILE               另加自定义公式规则文件，可重复
  --config FILE, --no-config 自定义规则取自这个配置，或不用配置（默认：当前目录适用的 .zzaudit.json）
  --color auto|always|never  颜色，默认 auto
  --lang zh|en               语言
  -h, --help                 本帮助

示例：
  zzaudit explain TAB301
)",
    R"(Usage: zzaudit explain RULE [options]

Explains one rule: what it finds, why, the basis, the formula, the tolerance, how to correct, with its
good and bad example run on a sample report, and a waiver entry to copy. RULE is an id (TAB301) or a name.

Options:
  --rules FILE               add a file of your own formula rules; repeatable
  --config FILE, --no-config take rules of your own from this configuration, or from none (default: the
                             .zzaudit.json for the working directory)
  --color auto|always|never  colours, auto by default
  --lang zh|en               language
  -h, --help                 this help

Example:
  zzaudit explain TAB301
)"};

struct Options {
  std::vector<std::string> rule;
  PolicyOptions policy;
  std::string color = "auto";
};

/// Those rules whose id or name is nearest to what was typed, and near enough to be meant.
std::string near_rules(const Catalogue& catalogue, const std::string& wanted) {
  constexpr std::size_t kShown = 3;
  constexpr std::size_t kShare = 4;  // of the characters, one in so many may differ
  std::string upper = wanted;
  for (char& c : upper) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  std::size_t least = std::max<std::size_t>(1, wanted.size() / kShare);
  std::vector<const Rule*> near;
  // A single character is near to nothing.
  for (const Rule& rule : wanted.size() > 1 ? std::span(catalogue.rules()) : std::span<const Rule>{}) {
    const std::size_t distance = std::min(edit_distance(upper, rule.id), edit_distance(wanted, rule.name));
    if (distance < least) {
      near.clear();
    }
    if (distance <= least) {
      least = distance;
      near.push_back(&rule);
    }
  }
  std::string out;
  for (std::size_t i = 0; i < near.size() && i < kShown; ++i) {
    out += (out.empty() ? "" : ", ") + near[i]->id + " " + near[i]->name;
  }
  return out;
}

const Rule& find_rule(const Catalogue& catalogue, const std::string& wanted) {
  if (const Rule* rule = catalogue.find(wanted)) {
    return *rule;
  }
  const std::string near = near_rules(catalogue, wanted);
  const Bilingual meant =
      near.empty() ? Bilingual{} : Bilingual{"。相近的有：" + near, ". The nearest are: " + near};
  throw UsageError(
      {fmt::format("没有规则“{}”{}。全部规则见 zzaudit rules；自己的规则用 --rules FILE 给出", wanted,
                   meant.zh),
       fmt::format("there is no rule “{}”{}. zzaudit rules lists all; rules of your own are given "
                   "with --rules FILE",
                   wanted, meant.en)});
}

constexpr const char* kPriorSample = "samples/years/2022/report.json";

/// The clean sample with the example's edits, as a report.
Report edited_sample(const Example& example) {
  auto sample = nlohmann::ordered_json::parse(resource("samples/clean/report.json"));
  for (const ExampleEdit& edit : example.edits) {
    const nlohmann::ordered_json::json_pointer pointer(edit.path);
    if (!edit.value.empty()) {
      sample[pointer] = nlohmann::ordered_json::parse(edit.value);
    } else if (auto& parent = sample.at(pointer.parent_pointer()); parent.is_array()) {
      parent.erase(std::stoul(pointer.back()));
    } else {
      parent.erase(pointer.back());
    }
  }
  return report_from_json("samples/clean/report.json", sample.dump());
}

/// An example's report and what the rule finds in it.
struct ExampleRun {
  Report report;
  std::vector<Finding> findings;
};

class Explanation {
 public:
  Explanation(const Rule& rule, const Catalogue& catalogue, const RenderOptions& options)
      : rule_(rule), catalogue_(catalogue), options_(options) {}

  std::string text() {
    out_ +=
        fmt::format("{} {}（{}）\n", rule_.id, rule_.name, label_of(rule_.severity).in(options_.language));
    if (options_.language == Language::kEnglish) {
      out_ = fmt::format("{} {} ({})\n", rule_.id, rule_.name, label_of(rule_.severity).en);
    }
    paragraph({"查什么", "What it finds"}, rule_.title);
    paragraph({"为什么", "Why"}, rule_.rationale);
    basis();
    formulas();
    paragraph({"如何判断", "How it is judged"}, rule_.method);
    paragraph({"允许的误差", "Tolerance"}, rule_.tolerance);
    paragraph({"如何更正", "How to correct"}, rule_.fix);
    example({"正例", "Good example"}, rule_.good, run_of(rule_.good));
    const ExampleRun bad = run_of(rule_.bad);
    example({"反例", "Bad example"}, rule_.bad, bad);
    waiver(bad);
    return out_;
  }

 private:
  [[nodiscard]] std::string_view in(const BilingualView& text) const { return text.in(options_.language); }

  void heading(const BilingualView& title) { out_ += fmt::format("\n{}\n", in(title)); }

  void line(std::string_view text) {
    constexpr std::size_t kIndent = 2;
    for (const std::string& part : wrap(printable(text), options_.width - kIndent)) {
      out_ += std::string(kIndent, ' ') + part + "\n";
    }
  }

  void paragraph(const BilingualView& title, const Bilingual& text) {
    if (!text.empty()) {
      heading(title);
      line(text.in(options_.language));
    }
  }

  void basis() {
    if (rule_.basis.empty()) {
      return;
    }
    heading({"依据", "Basis"});
    for (const Basis& basis : rule_.basis) {
      const BilingualView sure =
          basis.confidence == "seen"          ? BilingualView{"已核对原文", "seen in the original"}
          : basis.confidence == "established" ? BilingualView{"公认", "well established"}
                                              : BilingualView{"待核", "to be verified"};
      const std::string clause = basis.clause.in(options_.language);
      line(fmt::format("{}{}{} [{}]", basis.document.in(options_.language), clause.empty() ? "" : " ", clause,
                       in(sure)));
    }
  }

  void formulas() {
    if (rule_.formulas.empty()) {
      return;
    }
    heading({"公式", "Formula"});
    for (const std::string& formula : rule_.formulas) {
      line(render_formula(formula, options_.language));
    }
  }

  /// What this rule finds when it is alone; or, when it speaks about what others compute, among all rules.
  [[nodiscard]] std::vector<Finding> findings_of_rule(const Report& report) const {
    Catalogue only = catalogue_;
    only.restrict({rule_.id}, {});
    std::optional<Report> last;
    std::optional<Prior> prior;
    if (compares_years(rule_)) {
      last = report_from_json(kPriorSample, resource(kPriorSample));
      prior.emplace(Prior{&*last});
    }
    for (const Catalogue* rules : {static_cast<const Catalogue*>(&only), &catalogue_}) {
      std::vector<Finding> findings = Checker(*rules).check(report, prior ? &*prior : nullptr).findings;
      std::erase_if(findings, [&](const Finding& finding) { return finding.rule != rule_.id; });
      if (!findings.empty()) {
        return findings;
      }
    }
    return {};
  }

  [[nodiscard]] ExampleRun run_of(const Example& example) const {
    if (example.text.empty() && example.edits.empty()) {
      return {};
    }
    ExampleRun run{edited_sample(example), {}};
    run.findings = findings_of_rule(run.report);
    return run;
  }

  /// Shows the example and what the rule really says of it.
  void example(const BilingualView& title, const Example& example, const ExampleRun& run) {
    if (example.text.empty() && example.edits.empty()) {
      return;
    }
    heading(title);
    line(example.text.in(options_.language));
    for (const ExampleEdit& edit : example.edits) {
      line(edit.value.empty() ? edit.path + (options_.language == Language::kChinese ? "：删去" : ": removed")
                              : edit.path + " = " + edit.value);
    }
    if (run.findings.empty()) {
      line(in({"结果：没有发现问题", "result: nothing found"}));
      return;
    }
    out_ += '\n';
    for (const Finding& finding : run.findings) {
      out_ += render_finding(run.report, finding, catalogue_, options_);
    }
  }

  /// An entry for what the bad example finds; of a rule without one, an entry for the rule.
  void waiver(const ExampleRun& bad) {
    heading({"如何豁免", "How to waive"});
    line(in({"确有理由接受时，写入豁免清单（check --waivers FILE，或配置中的 waivers），如：",
             "Where there is a reason to accept it, put it into a waiver file (check --waivers FILE, or "
             "waivers in "
             "the configuration), such as:"}));
    Finding any;
    any.rule = rule_.id;
    any.locations.emplace_back();
    const Finding& finding = bad.findings.empty() ? any : bad.findings.front();
    // Not wrapped: it is there to be copied. It ends with the year, so that somebody decides again.
    const std::string until = today().substr(0, 4) + "-12-31";
    out_ += "\n{\"waivers\": [\n " + printable(waiver_entry(bad.report, finding, until, options_.language)) +
            "\n]}\n";
  }

  const Rule& rule_;
  const Catalogue& catalogue_;
  const RenderOptions& options_;
  std::string out_;
};

int run(const Options& options, Language language) {
  if (options.rule.size() != 1) {
    throw UsageError({"explain 需要一条规则的编号或名称；全部规则见 zzaudit rules",
                      "explain needs the id or the name of one rule; zzaudit rules lists all"});
  }
  RenderOptions render;
  render.language = language;
  render.color = wants_color(require_choice("--color", options.color, kOccasions), "");
  render.width = output_width("");
  const Catalogue catalogue = all_rules(configuration_for(options.policy, {}), RuleTexts::kAll);
  write_output("", Explanation(find_rule(catalogue, options.rule.front()), catalogue, render).text());
  return kExitClean;
}

}  // namespace

Command make_explain(CLI::App& program, Language language) {
  CLI::App* app = add_command(program, "explain");
  auto options = std::make_shared<Options>();
  add_operands(*app, "RULE", options->rule);
  add_option(*app, "--color", kOccasions, options->color);
  add_configuration_options(*app, options->policy);
  return {app, kHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
