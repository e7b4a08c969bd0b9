// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/clock.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string_view>

#include "zzaudit/base/error.hpp"

namespace zzaudit {
namespace {

constexpr int kFirstYear = 1900;

std::optional<std::time_t> stated_time() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the environment is never changed
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr || *epoch == '\0') {
    return std::nullopt;
  }
  const std::string_view text(epoch);
  constexpr std::time_t kLatest = 253402300799;  // the end of 9999
  std::time_t time = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), time);
  if (error != std::errc{} || end != text.data() + text.size() || time < 0 || time > kLatest) {
    throw UsageError({fmt::format("环境变量 SOURCE_DATE_EPOCH 的取值“{}”不是秒数", text),
                      fmt::format("SOURCE_DATE_EPOCH: “{}” is no number of seconds", text)});
  }
  return time;
}

std::string date_text(const std::tm& day) {
  return fmt::format("{:04}-{:02}-{:02}", day.tm_year + kFirstYear, day.tm_mon + 1, day.tm_mday);
}

}  // namespace

std::string today() {
  const std::optional<std::time_t> stated = stated_time();
  const std::time_t time = stated.value_or(std::time(nullptr));
  std::tm day{};
  if (stated) {
    ::gmtime_r(&time, &day);
  } else {
    ::localtime_r(&time, &day);
  }
  return date_text(day);
}

std::string utc_time() {
  const std::time_t time = stated_time().value_or(std::time(nullptr));
  std::tm day{};
  ::gmtime_r(&time, &day);
  return fmt::format("{}T{:02}:{:02}:{:02}", date_text(day), day.tm_hour, day.tm_min, day.tm_sec);
}

}  // namespace zzaudit
