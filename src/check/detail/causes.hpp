// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "check/detail/evaluate.hpp"
#include "check/detail/shift.hpp"

/// Which wrong figures explain the failing identities.
namespace zzaudit::detail {

/// How a printed figure may have come from the one that would repair it.
enum class Slip : std::uint8_t {
  kNone,
  kDigit,        ///< one digit differs
  kSwapped,      ///< two neighbouring digits swapped
  kPoint,        ///< decimal point shifted
  kDropped,      ///< a digit left out
  kAdded,        ///< a digit too many
  kSign,         ///< the sign is reversed
  kNeighbour,    ///< the value of a neighbouring row or column is the right one
  kShouldBeNil,  ///< an amount where none belongs
  kMissing,      ///< nil or blank where an amount belongs
};

struct Plausibility {
  Slip slip = Slip::kNone;
  int score = 0;  ///< 0–49
};
/// How likely somebody who meant `meant` printed `printed`; both in units of the last printed decimal.
[[nodiscard]] Plausibility slip_between(Int128 printed, Int128 meant);

struct RankedSuspect {
  std::uint32_t cell = 0;
  Int128 repair = 0;  ///< in units of 10^-Snapshot::scale
  Slip slip = Slip::kNone;
  int score = 0;  ///< 1–100
};

/// Failing instances with one likely cause.
struct Cause {
  std::vector<std::uint32_t> instances;  ///< the most specific first
  std::vector<RankedSuspect> suspects;   ///< most likely first
  bool determined = false;               ///< the first suspect stands out
};

/// Every failing instance is in exactly one cause. Works on the failing instances as linear
/// constraints: a cell explains those whose repair intervals meet, at the price of the passing ones
/// the repair would break; the best cell is taken, its repair applied, and so on. What `shifts`
/// explain is taken as repaired beforehand and is in no cause.
[[nodiscard]] std::vector<Cause> find_causes(const Snapshot& snapshot, const Evaluation& evaluation,
                                             std::span<const CompiledRule> rules,
                                             std::span<const RowShift> shifts);

}  // namespace zzaudit::detail
