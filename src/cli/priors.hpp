// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cli/batch_inputs.hpp"
#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/report.hpp"

namespace CLI {
class App;
}

namespace zzaudit::cli {

/// Options about the year before, as `check` and `batch` take them.
struct PriorOptions {
  std::vector<std::string> paths;  ///< --prior: reports, directories of reports, patterns
  std::string renames;             ///< --renames: a file
};
void add_prior_options(CLI::App& app, PriorOptions& options);

/// Departments that changed their names: one pair a line, "旧名称,新名称" (a tab or "，" divides as well);
/// empty lines and those that begin with # aside.
class Renames {
 public:
  Renames() = default;
  /// ConfigError, with the line, for anything else.
  explicit Renames(const std::string& file);
  /// The other names of a department; names as `department_key` gives them.
  [[nodiscard]] std::vector<std::string> others(const std::string& key) const;
  /// All of it, for telling whether results are still valid.
  [[nodiscard]] std::string digest() const;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// A report of an earlier year, read.
struct PriorReport {
  std::shared_ptr<const Report> report;
  bool renamed = false;  ///< found by the list of renames
};

/// What a search found: one report, or none, possibly because several fit.
struct PriorSearch {
  std::optional<PriorReport> report;
  bool several = false;
};

/// Reports of earlier years by department and year. Immutable after construction, so that threads may share
/// it.
class Priors {
 public:
  /// What is checked: one report, a few, or a batch.
  enum class Use : std::uint8_t { kOneReport, kSeveral, kBatch };

  Priors() = default;
  /// Reads every report that the paths stand for, on `jobs` threads. They are held in memory but for a batch,
  /// which keeps only where they are. What cannot be read is told in `unread`. UsageError for "-".
  Priors(const PriorOptions& options, std::size_t jobs, Use use);

  /// Whether reports of the year before were given at all.
  [[nodiscard]] bool asked() const { return asked_; }
  /// The report of the same department and the year before; where one report is checked and one was given,
  /// that one whatever it is, so that the rules say why it cannot be compared. Empty when there is none, and
  /// when there are several that differ: departments of two places may have the same name. InputError when
  /// it can no longer be read.
  [[nodiscard]] PriorSearch find(const Report& report) const;
  /// Changes with everything that `find` may give.
  [[nodiscard]] const std::string& digest() const { return digest_; }
  [[nodiscard]] const std::vector<Bilingual>& unread() const { return unread_; }

 private:
  struct Entry {
    std::string path, sha256, unit;
    std::optional<int> year;
    std::shared_ptr<const Report> report;  ///< null unless kept
  };
  [[nodiscard]] static Entry read_entry(const BatchItem& item, Use use);
  [[nodiscard]] PriorReport load(const Entry& entry, const std::string& unit) const;

  std::vector<Entry> entries_;  ///< in the order of the inputs
  std::unordered_map<std::string, std::vector<std::size_t>> by_unit_;
  Renames renames_;
  bool asked_ = false;
  bool only_one_ = false;  ///< and it is the one meant
  std::string digest_;
  std::vector<Bilingual> unread_;
};

/// Checks a report, across years where there is one of the year before.
[[nodiscard]] CheckOutcome check_across_years(const Checker& checker, const Priors& priors,
                                              const Report& report);
/// Tells on standard error which reports of earlier years could not be read.
void report_unread(const Priors& priors, Language language);

}  // namespace zzaudit::cli
