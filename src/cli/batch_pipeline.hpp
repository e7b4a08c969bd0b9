// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "cli/batch_inputs.hpp"
#include "cli/batch_result.hpp"

namespace zzaudit::cli {

/// What a run over many inputs consists of.
struct BatchStages {
  std::function<std::optional<BatchItem>()> next;  ///< one call at a time; may wait for more input
  std::function<BatchResult(BatchItem&&)> work;    ///< called by several threads at once
  std::function<void(BatchResult&&)> emit;         ///< by the calling thread, in the order of `next`
  std::function<void()> idle;                      ///< by the calling thread, several times a second at least
};

/// Runs `work` in `jobs` threads. Results wait for those before them, but never more of them than a small
/// multiple of `jobs`: that bounds the memory. Rethrows what any of the functions throws.
void run_in_order(std::size_t jobs, const BatchStages& stages);

}  // namespace zzaudit::cli
