// SPDX-License-Identifier: Apache-2.0
#include "cli/priors.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <mutex>
#include <thread>

#include "cli/batch_inputs.hpp"
#include "cli/command.hpp"
#include "cli/line_reader.hpp"
#include "cli/load.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::cli {

void add_prior_options(CLI::App& app, PriorOptions& options) {
  add_list(app, "--prior", options.paths)->type_name("PATH");
  app.add_option("--renames", options.renames)->type_name("FILE");
}

namespace {

/// The two names of a line; empty unless there are two.
std::optional<std::pair<std::string, std::string>> parse_pair(std::string_view line) {
  for (const std::string_view divider : {",", "，", "\t"}) {
    const auto at = line.find(divider);
    if (at != std::string_view::npos) {
      std::string first = department_key(line.substr(0, at));
      std::string second = department_key(line.substr(at + divider.size()));
      if (!first.empty() && !second.empty()) {
        return std::pair{std::move(first), std::move(second)};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

Renames::Renames(const std::string& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::size_t number = 0;
  try {
    LineReader lines(file);
    std::string line;
    while (lines.next(line) != LineReader::State::kEnd) {
      ++number;
      std::string_view text = line;
      if (number == 1 && text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
      }
      text = trim(text);
      if (text.empty() || text.starts_with("#")) {
        continue;
      }
      auto pair = parse_pair(text);
      if (!pair) {
        throw ConfigError(
            {fmt::format("{}：第 {} 行：应为“旧名称,新名称”", printable(file), number),
             fmt::format("{}: line {}: “old name,new name” was expected", printable(file), number)});
      }
      pairs_.push_back(std::move(*pair));
    }
  } catch (const InputError& error) {
    throw ConfigError(error.message());
  }
}

bool Renames::links(std::string_view name, std::string_view other) const {
  const std::string a = department_key(name);
  const std::string b = department_key(other);
  return std::ranges::any_of(pairs_, [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

std::string Renames::digest() const {
  std::string text;
  for (const auto& [before, after] : pairs_) {
    text += before + "\n" + after + "\n";
  }
  return sha256_hex(text);
}

Priors::Priors(const PriorOptions& options, std::size_t jobs, Keep keep) {
  if (!options.renames.empty()) {
    renames_ = Renames(options.renames);
  }
  if (options.paths.empty()) {
    if (!options.renames.empty()) {
      throw UsageError({"--renames 要与 --prior 一起使用", "--renames goes with --prior"});
    }
    return;
  }
  if (std::ranges::find(options.paths, "-") != options.paths.end()) {
    throw UsageError({"--prior 不能是“-”（标准输入）", "--prior cannot be “-” (standard input)"});
  }
  BatchInputs inputs(options.paths, {}, {});
  std::mutex mutex;
  std::vector<std::pair<std::size_t, Entry>> read;
  std::vector<std::pair<std::size_t, Bilingual>> unread;
  const auto work = [&] {
    for (;;) {
      std::optional<BatchItem> item;
      {
        const std::scoped_lock lock(mutex);
        item = inputs.next();
      }
      if (!item) {
        return;
      }
      try {
        if (item->trouble) {
          throw InputError(*item->trouble);
        }
        if (item->line) {
          throw InputError({fmt::format("{}：--prior 的报告须各是一个文件，不能是 NDJSON 的一行", item->name),
                            fmt::format("{}: a report of --prior is a file of its own, not a line of NDJSON",
                                        item->name)});
        }
        const ReadInput input = read_input(item->name);
        auto report = std::make_shared<const Report>(report_in(input));
        Entry entry{item->name, input.sha256, department_key(report->unit), report->year, nullptr};
        entry.report = keep == Keep::kReports ? std::move(report) : nullptr;
        const std::scoped_lock lock(mutex);
        read.emplace_back(item->index, std::move(entry));
      } catch (const InputError& error) {
        const std::scoped_lock lock(mutex);
        unread.emplace_back(item->index, error.message());
      }
    }
  };
  {
    std::vector<std::jthread> threads(jobs);
    std::ranges::generate(threads, [&] { return std::jthread(work); });
  }
  const auto by_index = [](const auto& one) { return one.first; };
  std::ranges::sort(read, {}, by_index);
  std::ranges::sort(unread, {}, by_index);
  std::string all = renames_.digest();
  entries_.reserve(read.size());
  for (auto& [index, entry] : read) {
    all += entry.sha256;
    entries_.push_back(std::move(entry));
  }
  unread_.reserve(unread.size());
  std::ranges::transform(unread, std::back_inserter(unread_),
                         [](auto& one) { return std::move(one.second); });
  digest_ = sha256_hex(all);
  only_one_ = entries_.size() == 1 && unread_.empty();
  std::ranges::stable_sort(entries_, {}, &Entry::unit);
}

PriorReport Priors::load(const Entry& entry, const Report& report) const {
  PriorReport found{entry.report, renames_.links(entry.unit, report.unit)};
  if (found.report == nullptr) {
    found.report = std::make_shared<const Report>(report_in(read_input(entry.path)));
  }
  return found;
}

std::optional<PriorReport> Priors::find(const Report& report) const {
  if (only_one_) {
    return load(entries_.front(), report);
  }
  const std::string unit = department_key(report.unit);
  if (!report.year || unit.empty()) {
    return std::nullopt;
  }
  const auto fits = [&](const Entry& entry) { return entry.year == *report.year - 1; };
  const auto own = std::ranges::equal_range(entries_, unit, {}, &Entry::unit);
  if (const auto it = std::ranges::find_if(own, fits); it != own.end()) {
    return load(*it, report);
  }
  const auto renamed = std::ranges::find_if(
      entries_, [&](const Entry& entry) { return fits(entry) && renames_.links(entry.unit, unit); });
  return renamed == entries_.end() ? std::nullopt : std::optional(load(*renamed, report));
}

CheckOutcome check_across_years(const Checker& checker, const Priors& priors, const Report& report) {
  const auto last = priors.find(report);
  if (!last) {
    return checker.check(report);
  }
  const Prior prior{*last->report, last->renamed};
  return checker.check(report, &prior);
}

void report_unread(const Priors& priors, Language language) {
  for (const Bilingual& message : priors.unread()) {
    report_error(message, language);
  }
}

}  // namespace zzaudit::cli
