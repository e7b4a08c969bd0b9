// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

#include "zzaudit/base/bilingual.hpp"

namespace zzaudit {

/// Base of the operational errors: trouble with what the program was given, not findings about a
/// report. Carries its message in both languages; `what()` is the Chinese one.
class Error : public std::runtime_error {
 public:
  explicit Error(Bilingual message) : std::runtime_error(message.zh), message_(std::move(message)) {}
  [[nodiscard]] const Bilingual& message() const { return message_; }

 private:
  Bilingual message_;
};

/// Wrong command line: exit code 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// Wrong configuration or rule file: exit code 2. The message names file and place.
class ConfigError : public Error {
 public:
  using Error::Error;
};

/// An input cannot be read or is not a final-accounts report: exit code 3. The message names the
/// file and, where there is one, the place.
class InputError : public Error {
 public:
  using Error::Error;
};

/// A number left the range of exact arithmetic (38 digits).
class Overflow : public std::overflow_error {
 public:
  Overflow() : std::overflow_error("decimal overflow") {}
};

}  // namespace zzaudit
