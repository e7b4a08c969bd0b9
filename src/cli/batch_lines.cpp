// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/detail/json_writer.hpp"
#include "cli/batch_sink.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/base/version.hpp"

namespace zzaudit::cli {
namespace {

using Members = detail::JsonMembers;

constexpr std::string_view kShardSchema = "zzaudit-batch-shard/1";
std::string text_line(const BatchResult& result, Language language) {
  constexpr std::size_t kLabelWidth = 10;
  const bool zh = language == Language::kChinese;
  std::string line = pad_right(label_of(result.verdict).in(language), kLabelWidth);
  if (result.verdict >= Verdict::kUnreadable) {
    return line + " " + printable(result.message) + "\n";
  }
  line += fmt::format(" {}  ", printable(result.file));
  line += fmt::format(fmt::runtime(zh ? "错误 {}，警告 {}，提示 {}" : "{} errors, {} warnings, {} notes"),
                      count_of(result, Severity::kError), count_of(result, Severity::kWarning),
                      count_of(result, Severity::kNote));
  if (!result.unit.empty()) {
    line += "  " + printable(result.unit);
  }
  if (result.year) {
    line += fmt::format(" {}", *result.year);
  }
  return line + "\n";
}

std::string text_summary(const BatchSummary& summary, Catalogue& catalogue, Language language) {
  const bool zh = language == Language::kChinese;
  std::string out = fmt::format(fmt::runtime(zh ? "共 {} 份：" : "{} reports: "), summary.reports);
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    if (i == static_cast<std::size_t>(Verdict::kFailed) && summary.verdicts[i] == 0) {
      continue;
    }
    out += i == 0 ? "" : (zh ? "，" : ", ");
    out += fmt::format("{} {}", label_of(static_cast<Verdict>(i)).in(language), summary.verdicts[i]);
  }
  out += '\n';
  if (summary.skipped > 0) {
    out +=
        fmt::format(fmt::runtime(zh ? "另有 {} 个文件不是可读的格式（按扩展名），未读取\n"
                                    : "{} other files were passed over: no readable format by their names\n"),
                    summary.skipped);
  }
  if (const std::string priors = summary.priors_text(language); !priors.empty()) {
    out += priors + '\n';
  }
  if (summary.rules.empty()) {
    return out;
  }
  catalogue.document(summary.rule_ids());
  constexpr std::size_t kLabelWidth = 8;
  constexpr std::size_t kRuleWidth = 10;
  const auto row = [&](std::string_view level, std::string_view rule, std::string_view reports,
                       std::string_view findings, std::string_view title) {
    out += fmt::format("{}{}{} {}{}{}\n", pad_right(level, kLabelWidth), pad_right(rule, kRuleWidth),
                       pad_left(reports, kLabelWidth), pad_left(findings, kLabelWidth),
                       title.empty() ? "" : "  ", title);
  };
  out += '\n';
  if (zh) {
    row("级别", "规则", "报告", "问题", "");
  } else {
    row("level", "rule", "reports", "findings", "");
  }
  for (const BatchSummary::PerRule& entry : summary.rules) {
    const Rule* rule = catalogue.find(entry.rule);
    row(label_of(entry.severity).in(language), entry.rule, std::to_string(entry.reports),
        std::to_string(entry.findings),
        printable(rule != nullptr && !rule->title.empty() ? rule->title.in(language) : entry.name));
  }
  return out;
}

std::string json_summary(const BatchSummary& summary) {
  std::string out;
  Members members(out);
  members.number("reports", summary.reports);
  Members verdicts(members.begin("verdicts"));
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    verdicts.number(kVerdictNames[i], summary.verdicts[i]);
  }
  verdicts.close();
  members.number("skipped_files", summary.skipped);
  if (summary.looked_for_priors()) {
    Members priors(members.begin("prior"));
    for (std::size_t i = 1; i < kPriorStates; ++i) {
      priors.number(kPriorStateNames[i], summary.priors[i]);
    }
    priors.close();
  }
  detail::append_lines(members.begin("rules"), summary.rules, "  ", [&](const BatchSummary::PerRule& entry) {
    Members rule(out);
    rule.string("rule", entry.rule);
    rule.string("name", entry.name);
    rule.string("severity", to_string(entry.severity));
    rule.number("reports", entry.reports);
    rule.number("findings", entry.findings);
    rule.close();
  });
  members.close();
  return out;
}

class TextSink final : public BatchSink {
 public:
  explicit TextSink(SinkSettings settings) : settings_(std::move(settings)), output_(settings_.path) {}

  void add(const BatchResult& result) override {
    if (result.verdict >= settings_.show) {
      output_.write(text_line(result, settings_.language));
    }
  }
  void finish(const BatchEnd& end) override {
    output_.write(text_summary(end.summary, end.catalogue, settings_.language));
    output_.finish();
  }

 private:
  SinkSettings settings_;
  StreamedOutput output_;
};

class JsonSink final : public BatchSink {
 public:
  explicit JsonSink(const SinkSettings& settings) : output_(settings.path) {
    output_.write(
        fmt::format("{{\n \"schema\": \"zzaudit-batch/1\",\n \"tool\": {{\"name\": \"zzaudit\", "
                    "\"version\": \"{}\"}},\n \"reports\": [",
                    version()));
  }

  void add(const BatchResult& result) override {
    std::string line = result_line(result);
    line.pop_back();
    output_.write((first_ ? "\n  " : ",\n  ") + line);
    first_ = false;
  }
  void finish(const BatchEnd& end) override {
    output_.write("],\n \"summary\": " + json_summary(end.summary) + "\n}\n");
    output_.finish();
  }

 private:
  StreamedOutput output_;
  bool first_ = true;
};

class NdjsonSink final : public BatchSink {
 public:
  explicit NdjsonSink(const SinkSettings& settings) : output_(settings.path) {}

  void add(const BatchResult& result) override { output_.write(result_line(result)); }
  void finish(const BatchEnd& end) override {
    if (end.shard) {
      output_.write(shard_line(*end.shard));
    }
    output_.finish();
  }

 private:
  StreamedOutput output_;
};

}  // namespace

std::string shard_line(const ShardEnd& end) {
  std::string line;
  Members members(line);
  members.string("schema", kShardSchema);
  members.number("shard", end.shard.number);
  members.number("of", end.shard.count);
  members.number("inputs", end.inputs);
  members.number("skipped_files", end.skipped);
  members.close();
  return line + "\n";
}

std::optional<ShardEnd> parse_shard_line(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("schema") || json["schema"] != kShardSchema) {
    return std::nullopt;
  }
  try {
    return ShardEnd{{json.at("shard").get<std::size_t>(), json.at("of").get<std::size_t>()},
                    json.at("inputs").get<std::size_t>(),
                    json.at("skipped_files").get<std::size_t>()};
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

std::unique_ptr<BatchSink> open_text(const SinkSettings& settings) {
  return std::make_unique<TextSink>(settings);
}
std::unique_ptr<BatchSink> open_json(const SinkSettings& settings) {
  return std::make_unique<JsonSink>(settings);
}
std::unique_ptr<BatchSink> open_ndjson(const SinkSettings& settings) {
  return std::make_unique<NdjsonSink>(settings);
}

}  // namespace zzaudit::cli
