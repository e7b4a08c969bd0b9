// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <stdexcept>

#include "check/detail/catalogue_json.hpp"

namespace zzaudit::detail {
namespace {

/// Steps over the JSON text of the program's own data: valid, so that only quotes and brackets matter.
class Stepper {
 public:
  explicit Stepper(std::string_view text) : text_(text) {}

  /// The next character that is no white space and no separator.
  char peek() {
    at_ = text_.find_first_not_of(" \n\r\t,:", at_);
    if (at_ == std::string_view::npos) {
      throw std::logic_error("data/catalogue: a file ends too early");
    }
    return text_[at_];
  }
  void expect(char c) {
    if (peek() != c) {
      throw std::logic_error("data/catalogue: a file is no list of rules");
    }
    ++at_;
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string_view since(std::size_t begin) const { return text_.substr(begin, at_ - begin); }

  /// The next value; a string with its quotes.
  std::string_view value() {
    const char first = peek();
    const auto begin = at_;
    if (first == '"') {
      skip_string();
    } else if (first == '{' || first == '[') {
      skip_brackets();
    } else {
      at_ = std::min(text_.find_first_of(",]} \n", at_), text_.size());
    }
    return since(begin);
  }

 private:
  /// From the opening quote to behind the closing one.
  void skip_string() {
    for (bool escaped = true; escaped;) {
      at_ = text_.find('"', at_ + 1);
      if (at_ == std::string_view::npos) {
        throw std::logic_error("data/catalogue: a text does not end");
      }
      const auto before = text_.find_last_not_of('\\', at_ - 1);
      escaped = (at_ - before) % 2 == 0;
    }
    ++at_;
  }
  void skip_brackets() {
    int depth = 0;
    do {
      const char c = peek();
      if (c == '"') {
        skip_string();
        continue;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      ++at_;
    } while (depth > 0);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<RuleSource> split_rules(std::string_view text) {
  Stepper stepper(text);
  stepper.expect('{');
  if (stepper.value() != "\"rules\"") {
    throw std::logic_error("data/catalogue: a file does not begin with its rules");
  }
  stepper.expect('[');
  std::vector<RuleSource> rules;
  while (stepper.peek() == '{') {
    RuleSource rule;
    const auto begin = stepper.at();
    stepper.expect('{');
    while (stepper.peek() == '"') {
      const auto key = stepper.value();
      rule.members.push_back({key.substr(1, key.size() - 2), stepper.value()});
    }
    stepper.expect('}');
    rule.text = stepper.since(begin);
    rules.push_back(std::move(rule));
  }
  stepper.expect(']');
  return rules;
}

}  // namespace zzaudit::detail
