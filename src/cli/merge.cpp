// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/batch_help.hpp"
#include "cli/batch_result.hpp"
#include "cli/batch_writer.hpp"
#include "cli/command.hpp"
#include "cli/line_reader.hpp"
#include "cli/options.hpp"
#include "cli/policy.hpp"
#include "zzaudit/base/error.hpp"

namespace zzaudit::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  OutputOptions output;
  std::string show = "warning";
  std::string fail_on = "error";
  std::vector<std::string> rules;
};

/// Reads one result file line by line.
class ResultFile {
 public:
  explicit ResultFile(const std::string& path) : path_(path), lines_(path) {}

  /// The next result; empty at the end, whose shard is then known. InputError for anything else.
  std::optional<BatchResult> next() {
    std::string line;
    for (;;) {
      const auto state = lines_.next(line);
      ++number_;
      if (state == LineReader::State::kEnd) {
        return std::nullopt;
      }
      if (line.empty()) {
        continue;
      }
      if (end_) {
        fail({"分片的结束行之后还有内容", "something stands after the last line of the shard"});
      }
      if (auto result = parse_result(line)) {
        return result;
      }
      end_ = parse_shard_line(line);
      if (!end_) {
        fail({"不是 zzaudit batch --format ndjson 的结果", "not a result of zzaudit batch --format ndjson"});
      }
    }
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  /// What the last line says; empty for a run without --shard and for a shard that is not whole.
  [[nodiscard]] const std::optional<ShardEnd>& end() const { return end_; }

  [[noreturn]] void fail(const Bilingual& what) const {
    throw InputError({fmt::format("{}：第 {} 行：{}", path_, number_, what.zh),
                      fmt::format("{}: line {}: {}", path_, number_, what.en)});
  }

 private:
  std::string path_;
  LineReader lines_;
  std::size_t number_ = 0;
  std::optional<ShardEnd> end_;
};

/// The end line of a shard, found by reading the file once; empty for a file without.
std::optional<ShardEnd> end_of(const std::string& path) {
  LineReader lines(path);
  std::string line;
  std::string last;
  while (lines.next(line) != LineReader::State::kEnd) {
    if (!line.empty()) {
      last.swap(line);
    }
  }
  return parse_shard_line(last);
}

/// The files in the order of their shards; InputError unless each of them is there exactly once.
std::vector<std::string> in_shard_order(const std::vector<std::string>& files,
                                        const std::vector<ShardEnd>& ends) {
  const std::size_t count = ends.front().shard.count;
  std::vector<std::string> ordered(count);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Shard& shard = ends[i].shard;
    if (shard.count != count || shard.number == 0 || shard.number > count ||
        ends[i].inputs != ends.front().inputs) {
      throw InputError({fmt::format("{} 和 {} 不是同一批的分片", files.front(), files[i]),
                        fmt::format("{} and {} are no shards of the same batch", files.front(), files[i])});
    }
    if (!ordered[shard.number - 1].empty()) {
      throw InputError({fmt::format("{} 和 {} 是同一个分片 {}/{}", ordered[shard.number - 1], files[i],
                                    shard.number, count),
                        fmt::format("{} and {} are the same shard {}/{}", ordered[shard.number - 1], files[i],
                                    shard.number, count)});
    }
    ordered[shard.number - 1] = files[i];
  }
  const auto missing = std::ranges::find(ordered, "");
  if (missing != ordered.end()) {
    const auto number = missing - ordered.begin() + 1;
    throw InputError({fmt::format("缺少分片 {}/{} 的结果", number, count),
                      fmt::format("the result of shard {}/{} is missing", number, count)});
  }
  return ordered;
}

/// Takes one result from each shard in turn.
template <class F>
void merge_shards(const std::vector<std::string>& ordered, const ShardEnd& whole, F&& add) {
  std::vector<std::unique_ptr<ResultFile>> shards;
  shards.reserve(ordered.size());
  for (const std::string& path : ordered) {
    shards.push_back(std::make_unique<ResultFile>(path));
  }
  for (std::size_t index = 0; index < whole.inputs; ++index) {
    ResultFile& shard = *shards[index % shards.size()];
    auto result = shard.next();
    if (!result || result->index != index) {
      shard.fail({fmt::format("此处应为序号 {} 的结果", index),
                  fmt::format("the result with the index {} should stand here", index)});
    }
    add(std::move(*result));
  }
  for (const auto& shard : shards) {
    if (shard->next()) {
      shard->fail({"结果多于这一批的输入", "there are more results than inputs"});
    }
  }
}

int run(const Options& options, Language language) {
  if (options.files.empty()) {
    throw UsageError({"merge 需要至少一个 RESULT；用法见 zzaudit merge --help",
                      "merge needs at least one RESULT; see zzaudit merge --help"});
  }
  if (std::ranges::find(options.files, "-") != options.files.end()) {
    throw UsageError({"merge 要读取结果两遍，不能用“-”（标准输入）",
                      "merge reads results twice, so “-” (standard input) cannot be one"});
  }
  const std::vector<Destination> destinations = batch_destinations(options.output);
  const Verdict show = parse_show(options.show);
  const auto fail_on = parse_fail_on(options.fail_on);
  PolicyOptions policy;
  policy.no_configuration = true;
  policy.rules = options.rules;
  Catalogue catalogue = all_rules(configuration_for(policy, {}), RuleTexts::kForChecking);
  std::vector<ShardEnd> ends;
  for (const std::string& file : options.files) {
    if (const auto end = end_of(file)) {
      ends.push_back(*end);
    }
  }
  if (!ends.empty() && ends.size() != options.files.size()) {
    throw InputError({"有的结果是分片，有的不是，或者有分片的结果不完整",
                      "some of the results are shards and some are not, or a shard is not complete"});
  }
  BatchWriter writer(destinations, {{}, show, language});
  BatchSummary summary;
  const auto add = [&](BatchResult&& result) {
    result.index = summary.reports;
    writer.add(result);
    summary.add(result);
  };
  if (ends.empty()) {
    for (const std::string& path : options.files) {
      ResultFile file(path);
      while (auto result = file.next()) {
        add(std::move(*result));
      }
    }
  } else {
    merge_shards(in_shard_order(options.files, ends), ends.front(), add);
    summary.skipped = ends.front().skipped;
  }
  const int code = exit_code_of(summary, fail_on);
  writer.finish(std::move(summary), catalogue, std::nullopt);
  return code;
}

}  // namespace

Command make_merge(CLI::App& program, Language language) {
  CLI::App* app = add_command(program, "merge");
  auto options = std::make_shared<Options>();
  add_operands(*app, "RESULT", options->files);
  add_output_options(*app, batch_format_names(), options->output);
  add_option(*app, "--show", kBatchShow, options->show);
  add_option(*app, "--fail-on", kFailOn, options->fail_on);
  add_list(*app, "--rules", "FILE", options->rules);
  return {app, kMergeHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
