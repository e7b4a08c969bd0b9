// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/protocol.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

constexpr std::size_t kMaxPages = 2'000;
constexpr std::size_t kMaxItems = 2'000'000;  ///< runs and rules of a file

/// The fields of one line.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}

  std::string_view word() {
    const std::size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return word;
  }
  /// A finite coordinate; anything else makes the line invalid.
  double number() {
    constexpr double kLargest = 1e6;
    const std::string_view text = word();
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(value) <= kLargest)) {
      valid_ = false;
      return 0;
    }
    return value;
  }
  std::size_t count() {
    const double value = number();
    if (value < 0) valid_ = false;
    return value < 0 ? 0 : static_cast<std::size_t>(value);
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool valid() const { return valid_; }

 private:
  std::string_view rest_;
  bool valid_ = true;
};

class Parser {
 public:
  Answer parse(std::string_view text) {
    if (!text.starts_with("zzaudit-pdf 1\n")) return {};
    answer_.ending = Ending::kIncomplete;
    text.remove_prefix(text.find('\n') + 1);
    while (answer_.ending == Ending::kIncomplete) {
      const std::size_t end = text.find('\n');
      // A last line without its end was cut off.
      if (end == std::string_view::npos) break;
      if (!line(text.substr(0, end))) ++answer_.errors;
      text.remove_prefix(end + 1);
    }
    return std::move(answer_);
  }

 private:
  /// False for a line that is not in the protocol.
  bool line(std::string_view text) {
    Fields fields(text);
    const std::string_view kind = fields.word();
    if (kind == "run") return item() && run(fields);
    if (kind == "h") return item() && rule(fields, answer_.pages.back().horizontal);
    if (kind == "v") return item() && rule(fields, answer_.pages.back().vertical);
    if (kind == "page") return page(fields);
    if (kind == "pages" || kind == "warning") return true;
    if (kind == "error") return false;
    if (kind == "fail") return fail(fields.rest());
    if (kind == "end") {
      answer_.ending = Ending::kComplete;
      return true;
    }
    if (answer_.pages.empty()) return false;
    if (kind == "image") {
      ++answer_.pages.back().images;
      return true;
    }
    if (kind == "hidden") {
      answer_.pages.back().hidden = fields.count();
      return fields.valid();
    }
    return false;
  }

  /// Counts one run or rule; false when it stands outside of pages.
  bool item() {
    if (++items_ > kMaxItems) answer_.ending = Ending::kTooLarge;
    return !answer_.pages.empty();
  }
  bool run(Fields& fields) {
    Run run;
    run.x = fields.number();
    run.y = fields.number();
    run.dx = fields.number();
    run.dy = fields.number();
    run.size = fields.number();
    run.bold = fields.word() == "b";
    run.text = std::string(fields.rest());
    if (!fields.valid() || run.text.empty() || !(run.size > 0) || first_invalid_utf8(run.text)) return false;
    answer_.pages.back().runs.push_back(std::move(run));
    return true;
  }
  static bool rule(Fields& fields, std::vector<Rule>& rules) {
    Rule rule;
    rule.at = fields.number();
    rule.from = fields.number();
    rule.to = fields.number();
    if (!fields.valid() || rule.to < rule.from) return false;
    rules.push_back(rule);
    return true;
  }
  bool page(Fields& fields) {
    Page page;
    page.number = static_cast<std::uint32_t>(fields.count());
    page.width = fields.number();
    page.height = fields.number();
    if (!fields.valid() || page.number == 0) return false;
    if (answer_.pages.size() >= kMaxPages) {
      answer_.ending = Ending::kTooLarge;
      return true;
    }
    answer_.pages.push_back(std::move(page));
    return true;
  }
  bool fail(std::string_view why) {
    answer_.ending = why == "encrypted" ? Ending::kEncrypted : Ending::kDamaged;
    return true;
  }

  Answer answer_;
  std::size_t items_ = 0;
};

}  // namespace

Answer parse_answer(std::string_view text) { return Parser().parse(text); }

}  // namespace zzaudit::pdf
