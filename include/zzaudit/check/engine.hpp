// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/check/prior.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit {

/// A catalogue with its formulas compiled, ready to check any number of reports. Immutable after
/// construction, so that several threads may share one.
class Checker {
 public:
  /// ConfigError for a formula that does not compile (place and nearest name in the message).
  explicit Checker(const Catalogue& catalogue);
  ~Checker();
  Checker(Checker&& other) noexcept;
  Checker& operator=(Checker&& other) noexcept;
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;

  /// Evaluates every rule on the report; never stops at the first problem. Same report, same result.
  /// Without `prior` the rules across years have nothing to compare and are not applicable.
  [[nodiscard]] CheckOutcome check(const Report& report, const Prior* prior = nullptr) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace zzaudit
