// SPDX-License-Identifier: Apache-2.0
#include "cli/priors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include "cli/command.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/sha256.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::cli {

void add_prior_options(CLI::App& app, PriorOptions& options) {
  add_list(app, "--prior", "PATH", options.paths);
  add_option(app, "--renames", "FILE", options.renames);
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
  std::size_t number = 0;
  try {
    // As spreadsheets save it, in UTF-8 or GBK.
    const std::string content = decode(read_file(file));
    std::string_view rest = content;
    while (!rest.empty()) {
      ++number;
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view text = trim(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
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

std::vector<std::string> Renames::others(const std::string& key) const {
  std::vector<std::string> names;
  for (const auto& [before, after] : pairs_) {
    if (before == key || after == key) {
      names.push_back(before == key ? after : before);
    }
  }
  return names;
}

std::string Renames::digest() const {
  std::string text;
  for (const auto& [before, after] : pairs_) {
    text.append(before).append("\n").append(after).append("\n");
  }
  return sha256_hex(text);
}

Priors::Entry Priors::read_entry(const BatchItem& item, Use use) {
  if (item.trouble) {
    throw InputError(*item.trouble);
  }
  if (item.line) {
    throw InputError(
        {fmt::format("{}：--prior 的报告须各是一个文件，不能是 NDJSON 的一行", item.name),
         fmt::format("{}: a report of --prior is a file of its own, not a line of NDJSON", item.name)});
  }
  const ReadInput input = read_input(item.name);
  auto report = std::make_shared<const Report>(report_in(input));
  Entry entry{item.name, input.sha256, department_key(report->unit), report->year, nullptr};
  if (use != Use::kBatch) {
    entry.report = std::move(report);
  }
  return entry;
}

Priors::Priors(const PriorOptions& options, std::size_t jobs, Use use) {
  if (!options.renames.empty()) {
    renames_ = Renames(options.renames);
  }
  if (options.paths.empty()) {
    if (!options.renames.empty()) {
      throw UsageError({"--renames 要与 --prior 一起使用", "--renames goes with --prior"});
    }
    return;
  }
  asked_ = true;
  if (std::ranges::find(options.paths, "-") != options.paths.end()) {
    throw UsageError({"--prior 不能是“-”（标准输入）", "--prior cannot be “-” (standard input)"});
  }
  BatchInputs inputs(options.paths, {}, {});
  std::mutex mutex;
  std::vector<std::pair<std::size_t, Entry>> read;
  std::vector<std::pair<std::size_t, Bilingual>> unread;
  std::exception_ptr failure;
  const auto next = [&]() -> std::optional<BatchItem> {
    const std::scoped_lock lock(mutex);
    return failure ? std::nullopt : inputs.next();
  };
  const auto read_all = [&] {
    while (const auto item = next()) {
      try {
        Entry entry = read_entry(*item, use);
        const std::scoped_lock lock(mutex);
        read.emplace_back(item->index, std::move(entry));
      } catch (const InputError& error) {
        const std::scoped_lock lock(mutex);
        unread.emplace_back(item->index, error.message());
      }
    }
  };
  const auto work = [&] {
    try {
      read_all();
    } catch (...) {
      const std::scoped_lock lock(mutex);
      failure = failure ? failure : std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads(jobs);
    std::ranges::generate(threads, [&] { return std::jthread(work); });
  }
  if (failure) {
    std::rethrow_exception(failure);
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
  only_one_ = use == Use::kOneReport && entries_.size() == 1 && unread_.empty();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    by_unit_[entries_[i].unit].push_back(i);
  }
}

PriorReport Priors::load(const Entry& entry, const std::string& unit) const {
  const std::vector<std::string> names = renames_.others(unit);
  PriorReport found{entry.report, std::ranges::find(names, entry.unit) != names.end()};
  if (found.report == nullptr) {
    found.report = std::make_shared<const Report>(report_in(read_input(entry.path)));
  }
  return found;
}

PriorSearch Priors::find(const Report& report) const {
  const std::string unit = department_key(report.unit);
  if (only_one_) {
    return {load(entries_.front(), unit), false};
  }
  if (!report.year || unit.empty()) {
    return {};
  }
  std::vector<std::string> names = renames_.others(unit);
  names.insert(names.begin(), unit);
  for (const std::string& name : names) {
    const Entry* found = nullptr;
    const auto known = by_unit_.find(name);
    for (const std::size_t index : known == by_unit_.end() ? std::vector<std::size_t>{} : known->second) {
      const Entry& entry = entries_[index];
      if (entry.year != *report.year - 1 || (found != nullptr && found->sha256 == entry.sha256)) {
        continue;
      }
      if (found != nullptr) {
        return {std::nullopt, true};  // departments of two places may have the same short name
      }
      found = &entry;
    }
    if (found != nullptr) {
      return {load(*found, unit), false};
    }
  }
  return {};
}

CheckOutcome check_across_years(const Checker& checker, const Priors& priors, const Report& report) {
  if (!priors.asked()) {
    return checker.check(report);
  }
  const PriorSearch last = priors.find(report);
  const Prior prior = last.report ? Prior{last.report->report.get(), last.report->renamed}
                                  : Prior{nullptr, false, last.several};
  return checker.check(report, &prior);
}

void report_unread(const Priors& priors, Language language) {
  for (const Bilingual& message : priors.unread()) {
    report_error(message, language);
  }
}

}  // namespace zzaudit::cli
