// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

#include "zzaudit/base/bilingual.hpp"

namespace zzaudit::cli {

/// A line on standard error that says how far a batch is: bar, reports, rate, time remaining.
class BatchProgress {
 public:
  /// `total`: empty when it is not known. Nothing is ever written unless `shown`.
  BatchProgress(bool shown, std::optional<std::size_t> total, Language language);
  ~BatchProgress() { clear(); }
  BatchProgress(const BatchProgress&) = delete;
  BatchProgress& operator=(const BatchProgress&) = delete;
  BatchProgress(BatchProgress&&) = delete;
  BatchProgress& operator=(BatchProgress&&) = delete;

  /// Writes the line when it is time to.
  void update(std::size_t done, std::size_t bad);
  /// Takes the line away, before something else is written to the same terminal.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shown_;
  bool visible_ = false;
  std::optional<std::size_t> total_;
  Language language_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_;
};

}  // namespace zzaudit::cli
