// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "cli/output.hpp"

namespace zzaudit::cli {
namespace {

constexpr std::chrono::milliseconds kInterval(200);
constexpr std::size_t kBarWidth = 24;

std::string bar(std::size_t done, std::size_t total) {
  const std::size_t filled = total == 0 ? kBarWidth : std::min(kBarWidth, done * kBarWidth / total);
  return "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "]";
}

std::string clock_text(double seconds) {
  constexpr long kMinute = 60;
  const long whole = static_cast<long>(seconds + 1);
  const long hours = whole / (kMinute * kMinute);
  const long minutes = whole / kMinute % kMinute;
  return hours > 0 ? fmt::format("{}:{:02}:{:02}", hours, minutes, whole % kMinute)
                   : fmt::format("{}:{:02}", minutes, whole % kMinute);
}

}  // namespace

BatchProgress::BatchProgress(bool shown, std::optional<std::size_t> total, Language language)
    : shown_(shown), total_(total), language_(language), last_(start_) {}

void BatchProgress::update(std::size_t done, std::size_t bad) {
  const Clock::time_point now = Clock::now();
  if (!shown_ || now - last_ < kInterval) {
    return;
  }
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  const bool zh = language_ == Language::kChinese;
  std::string line = "\r\033[K";
  line += total_ ? fmt::format("{} {}/{}", bar(done, *total_), done, *total_) : fmt::format("{}", done);
  line += fmt::format(fmt::runtime(zh ? " 份  {:.0f} 份/秒" : " reports  {:.0f}/s"), rate);
  if (total_ && done > 0 && done <= *total_) {
    line += (zh ? "  剩余 " : "  left ") + clock_text(static_cast<double>(*total_ - done) / rate);
  }
  if (bad > 0) {
    line += fmt::format(fmt::runtime(zh ? "  无法读取 {}" : "  unreadable {}"), bad);
  }
  write_error(line);
  visible_ = true;
}

void BatchProgress::clear() {
  if (visible_) {
    write_error("\r\033[K");
    visible_ = false;
  }
}

}  // namespace zzaudit::cli
