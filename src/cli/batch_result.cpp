// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/detail/json_writer.hpp"
#include "zzaudit/base/version.hpp"
#include "zzaudit/check/catalogue.hpp"

namespace zzaudit::cli {
namespace {

using Members = detail::JsonMembers;

constexpr std::string_view kSchema = "zzaudit-batch-result/1";
constexpr std::string_view kIndexBegin = "{\"index\": ";

std::string_view name_of(Verdict verdict) { return kVerdictNames[static_cast<std::size_t>(verdict)]; }

Verdict verdict_of(const std::vector<Finding>& findings) {
  Verdict worst = Verdict::kClean;
  for (const Finding& finding : findings) {
    switch (finding.severity) {
      case Severity::kError:
        return Verdict::kError;
      case Severity::kWarning:
        worst = Verdict::kWarning;
        break;
      case Severity::kNote:
        worst = std::max(worst, Verdict::kNote);
        break;
    }
  }
  return worst;
}

std::vector<RuleCount> count_rules(const std::vector<Finding>& findings) {
  std::vector<RuleCount> rules;
  for (const Finding& finding : findings) {
    const auto same = std::ranges::find_if(rules, [&](const RuleCount& count) {
      return count.rule == finding.rule && count.severity == finding.severity;
    });
    if (same != rules.end()) {
      ++same->count;
    } else {
      rules.push_back({finding.rule, finding.name, finding.severity, 1});
    }
  }
  std::ranges::sort(rules, [](const RuleCount& a, const RuleCount& b) {
    return std::tie(a.rule, b.severity) < std::tie(b.rule, a.severity);
  });
  return rules;
}

void append_counts(std::string& out, const std::vector<RuleCount>& rules) {
  out += '[';
  for (const RuleCount& count : rules) {
    out += out.back() == '[' ? "" : ", ";
    Members members(out);
    members.string("rule", count.rule);
    members.string("name", count.name);
    members.string("severity", to_string(count.severity));
    members.number("count", count.count);
    members.close();
  }
  out += ']';
}

/// The members that begin every line; the caller goes on.
void begin_body(Members& members, const BatchResult& result) {
  members.string("schema", kSchema);
  Members tool(members.begin("tool"));
  tool.string("name", "zzaudit");
  tool.string("version", version());
  tool.close();
  members.string("verdict", name_of(result.verdict));
}

std::string body_of(const CheckedReport& report, const BatchResult& result, const std::string& ruleset,
                    Detail detail, Language language) {
  std::string body;
  Members members(body);
  begin_body(members, result);
  members.string("ruleset", ruleset);
  append_counts(members.begin("rules"), result.rules);
  if (result.prior != PriorState::kNotAsked) {
    members.string("prior", kPriorStateNames[static_cast<std::size_t>(result.prior)]);
  }
  if (detail == Detail::kFull) {
    RenderOptions options;
    options.language = language;
    const std::string rest = render_json_line(report, options);
    body += ", ";
    body += std::string_view(rest).substr(1);
    return body;
  }
  members.string("file", report.file);
  members.string("sha256", report.sha256);
  members.string("unit", result.unit);
  members.begin("year") += result.year ? std::to_string(*result.year) : "null";
  Members summary(members.begin("summary"));
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kNote}) {
    summary.number(to_string(severity), count_of(result, severity));
  }
  summary.close();
  Members coverage(members.begin("coverage"));
  for (const auto& [name, count] : {std::pair{"tables", report.outcome.coverage.tables},
                                    std::pair{"narrative", report.outcome.coverage.narrative}}) {
    Members counts(coverage.begin(name));
    counts.number("numbers", count.numbers);
    counts.number("verified", count.verified);
    counts.close();
  }
  coverage.close();
  members.close();
  return body;
}

CoverageCount coverage_in(const nlohmann::json& json) {
  return {json.at("numbers").get<std::size_t>(), json.at("verified").get<std::size_t>()};
}

/// What the summary needs, out of a parsed line. Throws what the JSON library throws when something is amiss.
BatchResult result_of(const nlohmann::json& json) {
  BatchResult result;
  result.index = json.value("index", std::size_t{0});
  result.file = json.at("file").get<std::string>();
  const auto* const verdict =
      std::ranges::find(kVerdictNames, json.at("verdict").get_ref<const std::string&>());
  if (verdict == kVerdictNames.end()) {
    throw std::invalid_argument("verdict");
  }
  result.verdict = static_cast<Verdict>(verdict - kVerdictNames.begin());
  if (result.verdict >= Verdict::kUnreadable) {
    result.message = json.at("message").get<std::string>();
    return result;
  }
  result.unit = json.at("unit").get<std::string>();
  result.ruleset = json.value("ruleset", std::string());
  if (json.contains("coverage")) {
    result.coverage = {coverage_in(json["coverage"].at("tables")),
                       coverage_in(json["coverage"].at("narrative"))};
  }
  if (json.contains("prior")) {
    const auto* const state =
        std::ranges::find(kPriorStateNames, json["prior"].get_ref<const std::string&>());
    if (state == kPriorStateNames.end()) {
      throw std::invalid_argument("prior");
    }
    result.prior = static_cast<PriorState>(state - kPriorStateNames.begin());
  }
  if (json.at("year").is_number_integer()) {
    result.year = json.at("year").get<int>();
  }
  for (const auto& count : json.at("rules")) {
    const auto severity = parse_severity(count.at("severity").get_ref<const std::string&>());
    if (!severity) {
      throw std::invalid_argument("severity");
    }
    result.rules.push_back({count.at("rule").get<std::string>(), count.at("name").get<std::string>(),
                            *severity, count.at("count").get<std::size_t>()});
  }
  return result;
}

}  // namespace

BilingualView label_of(Verdict verdict) {
  static constexpr std::array<BilingualView, kVerdicts> kLabels = {{{"无问题", "clean"},
                                                                    {"提示", "note"},
                                                                    {"警告", "warning"},
                                                                    {"错误", "error"},
                                                                    {"无法读取", "unreadable"},
                                                                    {"内部错误", "failed"}}};
  return kLabels[static_cast<std::size_t>(verdict)];
}

BilingualView label_of(PriorState state) {
  static constexpr std::array<BilingualView, kPriorStates> kLabels = {
      {{"没有要求", "not asked for"},
       {"已与上年报告核对", "compared with the year before"},
       {"没有找到上年报告", "no report of the year before found"},
       {"上年报告不止一份，未核对", "several reports of the year before, not compared"},
       {"所给报告不是该部门上年的，未核对", "the report given is not of the year before, not compared"}}};
  return kLabels[static_cast<std::size_t>(state)];
}

std::size_t count_of(const BatchResult& result, Severity severity) {
  std::size_t sum = 0;
  for (const RuleCount& count : result.rules) {
    sum += count.severity == severity ? count.count : 0;
  }
  return sum;
}

BatchResult checked_result(const CheckedReport& report, const std::string& ruleset, Detail detail,
                           Language language) {
  BatchResult result;
  result.file = report.file;
  result.verdict = verdict_of(report.outcome.findings);
  result.unit = report.report.unit;
  result.year = report.report.year;
  result.prior = report.outcome.prior;
  result.rules = count_rules(report.outcome.findings);
  result.coverage = {report.outcome.coverage.tables, report.outcome.coverage.narrative};
  result.ruleset = ruleset;
  if (detail != Detail::kNone) {
    result.body = body_of(report, result, ruleset, detail, language);
  }
  return result;
}

BatchResult failed_result(const std::string& file, Verdict verdict, const Bilingual& message, Detail detail,
                          Language language) {
  BatchResult result;
  result.file = file;
  result.verdict = verdict;
  result.message = message.in(language);
  if (detail != Detail::kNone) {
    Members members(result.body);
    begin_body(members, result);
    members.string("file", file);
    members.string("message", result.message);
    members.close();
  }
  return result;
}

std::string result_line(const BatchResult& result) {
  std::string line(kIndexBegin);
  line += std::to_string(result.index);
  line += ", ";
  line += std::string_view(result.body).substr(1);
  line += '\n';
  return line;
}

std::optional<BatchResult> parse_result(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("schema") || json["schema"] != kSchema) {
    return std::nullopt;
  }
  try {
    BatchResult result = result_of(json);
    // The text is kept as it came: what is merged or taken from a journal has the very bytes of the first
    // run.
    std::size_t begin = 1;
    if (line.starts_with(kIndexBegin)) {
      begin = line.find(", ") + 2;
    }
    result.body = "{";
    result.body += line.substr(begin);
    return result;
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

void BatchSummary::add(const BatchResult& result) {
  ++reports;
  ++verdicts[static_cast<std::size_t>(result.verdict)];
  priors[static_cast<std::size_t>(result.prior)] += result.verdict < Verdict::kUnreadable ? 1 : 0;
  for (const RuleCount& count : result.rules) {
    auto entry = std::ranges::find_if(rules, [&](const PerRule& rule) {
      return rule.rule == count.rule && rule.severity == count.severity;
    });
    if (entry == rules.end()) {
      entry = rules.insert(rules.end(), {count.rule, count.name, count.severity, 0, 0});
    }
    ++entry->reports;
    entry->findings += count.count;
  }
}

void BatchSummary::sort_rules() {
  std::ranges::sort(rules, [](const PerRule& a, const PerRule& b) {
    return std::tie(b.severity, b.reports, b.findings, a.rule) <
           std::tie(a.severity, a.reports, a.findings, b.rule);
  });
}

bool BatchSummary::looked_for_priors() const {
  return std::any_of(priors.begin() + 1, priors.end(), [](std::size_t count) { return count > 0; });
}

std::string BatchSummary::priors_text(Language language) const {
  const bool zh = language == Language::kChinese;
  std::string text;
  for (std::size_t i = 1; i < kPriorStates; ++i) {
    if (priors[i] > 0) {
      text += text.empty() ? (zh ? "跨年核对：" : "across years: ") : (zh ? "；" : "; ");
      text += fmt::format(fmt::runtime(zh ? "{} {} 份" : "{} {}"),
                          label_of(static_cast<PriorState>(i)).in(language), priors[i]);
    }
  }
  return text;
}

std::vector<std::string> BatchSummary::rule_ids() const {
  std::vector<std::string> ids(rules.size());
  std::ranges::transform(rules, ids.begin(), &PerRule::rule);
  return ids;
}

}  // namespace zzaudit::cli
