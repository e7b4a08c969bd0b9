// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <thread>

#include "cli/batch_help.hpp"
#include "cli/batch_inputs.hpp"
#include "cli/batch_journal.hpp"
#include "cli/batch_pipeline.hpp"
#include "cli/batch_progress.hpp"
#include "cli/batch_result.hpp"
#include "cli/batch_writer.hpp"
#include "cli/command.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/policy.hpp"
#include "cli/priors.hpp"
#include "cli/report_pages.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/base/version.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/report_json.hpp"

namespace zzaudit::cli {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::vector<std::string> lists;
  std::size_t jobs = 0;
  OutputOptions output;
  std::string show = "warning";
  std::string fail_on = "error";
  std::string progress = "auto";
  std::string resume;
  std::string shard;
  std::string pages;
  PolicyOptions policy;
  PriorOptions prior;
};

Shard parse_shard(const std::string& text) {
  const auto number = [](std::string_view digits) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() ? value : 0;
  };
  constexpr std::size_t kMostShards = 1'000'000;
  const std::size_t slash = std::min(text.find('/'), text.size());
  const Shard shard{number(std::string_view(text).substr(0, slash)),
                    slash == text.size() ? 0 : number(std::string_view(text).substr(slash + 1))};
  if (shard.number == 0 || shard.number > shard.count || shard.count > kMostShards) {
    throw UsageError({fmt::format("--shard 的取值“{}”无效，应为 i/n（1 ≤ i ≤ n），如 2/4", text),
                      fmt::format("--shard: “{}” is not i/n with 1 ≤ i ≤ n, such as 2/4", text)});
  }
  return shard;
}

/// What every thread uses and none changes.
struct Tools {
  Checker checker;
  Priors priors;
  std::string ruleset;
  Detail detail = Detail::kNone;
  Language language = Language::kChinese;
  const BatchJournal* journal = nullptr;
  std::string identity;              ///< of everything but the input that a result depends on
  const Catalogue* pages = nullptr;  ///< with all its texts, when every report gets a page of its own
};

std::string identity_of(const Tools& tools) {
  return fmt::format("{} {} {} {} {}", version(), tools.ruleset, static_cast<int>(tools.detail),
                     static_cast<int>(tools.language), tools.priors.digest());
}

/// A result and, when it is new and worth keeping, its place in the journal.
BatchResult checked(const Tools& tools, const std::string& name, std::string sha256,
                    const std::function<Report()>& read) {
  if (tools.journal != nullptr) {
    const auto body = tools.journal->find(BatchJournal::key_of(name + '\n' + sha256 + '\n' + tools.identity));
    if (body) {
      if (auto known = parse_result(*body)) {
        known->known = true;
        return std::move(*known);
      }
    }
  }
  CheckRun run{std::string(version()), tools.ruleset, {}};
  CheckedReport& report = run.reports.emplace_back(CheckedReport{name, std::move(sha256), read(), {}});
  report.outcome = check_across_years(tools.checker, tools.priors, report.report);
  BatchResult result = checked_result(report, tools.ruleset, tools.detail, tools.language);
  result.sha256 = report.sha256;
  if (tools.pages != nullptr) {
    RenderOptions options;
    options.language = tools.language;
    result.page = render_html(run, *tools.pages, options);
  }
  return result;
}

BatchResult result_of(const Tools& tools, const BatchItem& item) {
  if (item.trouble) {
    throw InputError(*item.trouble);
  }
  if (item.line) {
    return checked(tools, item.name, sha256_hex(*item.line), [&] {
      return report_from_json(item.name, decode({item.name, *item.line}));
    });
  }
  const ReadInput input = read_input(item.name);
  return checked(tools, item.name, input.sha256, [&] { return report_in(input); });
}

/// One bad input is one result; the others go on.
BatchResult work(const Tools& tools, const BatchItem& item) {
  BatchResult result;
  try {
    result = result_of(tools, item);
  } catch (const InputError& error) {
    result = failed_result(item.name, Verdict::kUnreadable, error.message(), tools.detail, tools.language);
  } catch (const std::exception& error) {
    result = failed_result(item.name, Verdict::kFailed,
                           {fmt::format("{}：内部错误：{}", item.name, error.what()),
                            fmt::format("{}: internal error: {}", item.name, error.what())},
                           tools.detail, tools.language);
  }
  result.index = item.index;
  return result;
}

std::size_t default_jobs() { return std::max(1U, std::thread::hardware_concurrency()); }

void require_valid(const Options& options) {
  constexpr std::size_t kMostJobs = 1024;
  if (options.paths.empty() && options.lists.empty()) {
    throw UsageError({"batch 需要至少一个 PATH 或 --files-from；用法见 zzaudit batch --help",
                      "batch needs at least one PATH or --files-from; see zzaudit batch --help"});
  }
  if (std::ranges::count(options.paths, "-") + std::ranges::count(options.lists, "-") > 1) {
    throw UsageError({"“-”（标准输入）只能出现一次", "“-” (standard input) can be given only once"});
  }
  if (!options.pages.empty() && !options.resume.empty()) {
    throw UsageError(
        {"--pages 不能与 --resume 同用：已有结果的报告不再读取，也就没有网页",
         "--pages cannot be used with --resume: of reports that are not read again there are no pages"});
  }
  if (options.jobs > kMostJobs) {
    throw UsageError({fmt::format("--jobs 应为 1 至 {}", kMostJobs),
                      fmt::format("--jobs is a number from 1 to {}", kMostJobs)});
  }
}

/// The number of inputs, where it can be known beforehand: for the bar.
std::optional<std::size_t> count_inputs(const Options& options, Shard shard) {
  const auto streams = [](const std::string& path) { return path == "-"; };
  if (std::ranges::any_of(options.paths, streams) || std::ranges::any_of(options.lists, streams)) {
    return std::nullopt;
  }
  BatchInputs inputs(options.paths, options.lists, shard);
  std::size_t count = 0;
  while (inputs.next()) {
    ++count;
  }
  return count;
}

int run(const Options& options, Language language) {
  require_valid(options);
  const std::vector<Destination> destinations = batch_destinations(options.output);
  const Verdict show = parse_show(options.show);
  const auto fail_on = parse_fail_on(options.fail_on);
  const auto progress = require_choice("--progress", options.progress, kOccasions);
  const Shard shard = options.shard.empty() ? Shard{} : parse_shard(options.shard);
  const Configuration configuration = configuration_for(options.policy, options.paths);
  Catalogue catalogue =
      all_rules(configuration, options.pages.empty() ? RuleTexts::kForChecking : RuleTexts::kAll);
  apply_configuration(configuration, catalogue);

  const std::unique_ptr<BatchJournal> journal =
      options.resume.empty() ? nullptr : std::make_unique<BatchJournal>(options.resume);
  const std::size_t jobs = options.jobs == 0 ? default_jobs() : options.jobs;
  Tools tools{Checker(catalogue),
              Priors(options.prior, jobs, Priors::Use::kBatch),
              catalogue.fingerprint(),
              Detail::kNone,
              language,
              journal.get(),
              {},
              {}};
  report_unread(tools.priors, language);
  if (need_lines(destinations)) {
    tools.detail = Detail::kFull;
  } else if (journal) {
    tools.detail = Detail::kCounts;
  }
  tools.identity = identity_of(tools);
  if (!options.pages.empty()) {
    make_folder(options.pages);
    tools.pages = &catalogue;
  }

  const bool shown = progress == "always" || (progress == "auto" && ::isatty(STDERR_FILENO) == 1);
  BatchProgress bar(shown, shown ? count_inputs(options, shard) : std::nullopt, language);
  const bool same_terminal = ::isatty(STDOUT_FILENO) == 1;
  BatchInputs inputs(options.paths, options.lists, shard);
  BatchWriter writer(destinations, {{}, show, language, options.pages});
  BatchSummary summary;
  const auto bad = [&] {
    return summary.verdicts[static_cast<std::size_t>(Verdict::kUnreadable)] +
           summary.verdicts[static_cast<std::size_t>(Verdict::kFailed)];
  };
  const auto emit = [&](BatchResult&& result) {
    if (journal && !result.known && result.verdict < Verdict::kUnreadable) {
      journal->append(BatchJournal::key_of(result.file + '\n' + result.sha256 + '\n' + tools.identity),
                      result.body);
    }
    if (!result.page.empty()) {
      result.page_name = page_name(result.index, result.file);
      write_output((std::filesystem::path(options.pages) / result.page_name).string(), result.page);
      result.page.clear();
    }
    if (same_terminal) {
      bar.clear();
    }
    writer.add(result);
    summary.add(result);
  };
  run_in_order(jobs, {[&] { return inputs.next(); }, [&](BatchItem&& item) { return work(tools, item); },
                      emit, [&] { bar.update(summary.reports, bad()); }});
  bar.clear();
  if (inputs.seen() == 0 &&
      std::ranges::any_of(options.paths, [](const auto& path) { return path != "-"; })) {
    throw InputError({"没有找到任何报告。", "no report was found."});
  }
  summary.skipped = inputs.skipped();
  const auto end =
      options.shard.empty() ? std::nullopt : std::optional(ShardEnd{shard, inputs.seen(), inputs.skipped()});
  const int code = tools.priors.unread().empty() ? exit_code_of(summary, fail_on) : kExitUnreadable;
  writer.finish(std::move(summary), catalogue, end);
  return code;
}

}  // namespace

Command make_batch(CLI::App& program, Language language) {
  CLI::App* app = add_command(program, "batch");
  auto options = std::make_shared<Options>();
  add_operands(*app, "PATH", options->paths);
  add_list(*app, "--files-from", "FILE", options->lists);
  add_option(*app, "-j,--jobs", "N", options->jobs);
  add_output_options(*app, batch_format_names(), options->output);
  add_option(*app, "--show", kBatchShow, options->show);
  add_option(*app, "--fail-on", kFailOn, options->fail_on);
  add_option(*app, "--progress", kOccasions, options->progress);
  add_option(*app, "--resume", "FILE", options->resume);
  add_option(*app, "--shard", "i/n", options->shard);
  add_option(*app, "--pages", "FILE", options->pages);
  add_configuration_options(*app, options->policy);
  add_selection_options(*app, options->policy);
  add_prior_options(*app, options->prior);
  return {app, kBatchHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
