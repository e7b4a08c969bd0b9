// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_pipeline.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace zzaudit::cli {
namespace {

/// Results that may wait, for each thread: enough that a slow report does not stop the others at once.
constexpr std::size_t kWaitingPerJob = 8;
constexpr std::chrono::milliseconds kIdle(200);

class Pipeline {
 public:
  Pipeline(std::size_t jobs, const BatchStages& stages) : stages_(stages), slots_(jobs * kWaitingPerJob) {}

  /// What a working thread does until there is no more input.
  void work() {
    try {
      while (auto taken = take()) {
        BatchResult result = stages_.work(std::move(taken->second));
        const std::scoped_lock lock(mutex_);
        slots_[taken->first % slots_.size()] = std::move(result);
        if (taken->first == emitted_) {
          ready_.notify_one();
        }
      }
    } catch (...) {
      const std::scoped_lock lock(mutex_);
      failure_ = failure_ ? failure_ : std::current_exception();
      stop();
    }
  }

  void emit_all() {
    std::vector<BatchResult> batch;
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        ready_.wait_for(lock, kIdle, [&] { return failure_ || done() || next_slot().has_value(); });
        if (failure_) {
          std::rethrow_exception(failure_);
        }
        if (done()) {
          return;
        }
        while (emitted_ < taken_ && next_slot()) {
          batch.push_back(std::move(*next_slot()));
          next_slot().reset();
          ++emitted_;
        }
      }
      room_.notify_all();
      for (BatchResult& result : batch) {
        stages_.emit(std::move(result));
      }
      batch.clear();
      stages_.idle();
    }
  }

  /// Lets the threads end; they finish what they have begun.
  void stop_soon() {
    const std::scoped_lock lock(mutex_);
    stop();
  }

 private:
  std::optional<std::pair<std::size_t, BatchItem>> take() {
    const std::scoped_lock source(source_mutex_);
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return ended_ || taken_ - emitted_ < slots_.size(); });
      if (ended_) {
        return std::nullopt;
      }
    }
    auto item = stages_.next();
    const std::scoped_lock lock(mutex_);
    if (!item) {
      stop();
      return std::nullopt;
    }
    return std::pair{taken_++, std::move(*item)};
  }

  void stop() {
    ended_ = true;
    ready_.notify_all();
    room_.notify_all();
  }
  [[nodiscard]] bool done() const { return ended_ && emitted_ == taken_; }
  [[nodiscard]] std::optional<BatchResult>& next_slot() { return slots_[emitted_ % slots_.size()]; }

  const BatchStages& stages_;
  std::mutex source_mutex_;  ///< held while the next input is found; taken before the other one
  std::mutex mutex_;         ///< of everything below
  std::condition_variable ready_;
  std::condition_variable room_;
  std::vector<std::optional<BatchResult>> slots_;
  std::size_t taken_ = 0;
  std::size_t emitted_ = 0;
  bool ended_ = false;
  std::exception_ptr failure_;
};

}  // namespace

void run_in_order(std::size_t jobs, const BatchStages& stages) {
  Pipeline pipeline(jobs, stages);
  std::vector<std::jthread> threads;
  threads.reserve(jobs);
  for (std::size_t i = 0; i < jobs; ++i) {
    threads.emplace_back([&pipeline] { pipeline.work(); });
  }
  try {
    pipeline.emit_all();
  } catch (...) {
    pipeline.stop_soon();
    throw;
  }
}

}  // namespace zzaudit::cli
