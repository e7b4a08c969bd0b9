// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/protocol.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include "zzaudit/base/text.hpp"

namespace zzaudit::pdf {
namespace {

constexpr std::string_view kGreeting = "zzaudit-pdf 1";
constexpr double kFarthest = 200'000;

/// The fields of a line, from left to right.
class Fields {
 public:
  explicit Fields(std::string_view line) : rest_(line) {}

  std::string_view word() {
    const std::size_t end = std::min(rest_.find(' '), rest_.size());
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return word;
  }
  double number() {
    const std::string_view digits = word();
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    good_ = good_ && error == std::errc() && end == digits.data() + digits.size() && std::isfinite(value) &&
            std::abs(value) <= kFarthest;
    return good_ ? value : 0;
  }
  std::size_t count() {
    const std::string_view digits = word();
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    good_ = good_ && error == std::errc() && end == digits.data() + digits.size();
    return good_ ? value : 0;
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

bool is_bold(std::string_view font) {
  return font.find("Bold") != std::string_view::npos || font.find("bold") != std::string_view::npos ||
         font.find("Black") != std::string_view::npos;
}

class Parser {
 public:
  Protocol run(std::string_view text) {
    if (next_line(text) != kGreeting) protocol_.malformed = true;
    while (!text.empty() && !protocol_.complete && !protocol_.malformed && !protocol_.too_much) {
      // What a process that was stopped had not finished is no line.
      if (text.find('\n') == std::string_view::npos) break;
      if (!read(next_line(text))) protocol_.malformed = true;
    }
    return std::move(protocol_);
  }

 private:
  static std::string_view next_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
  }

  bool read(std::string_view line) {
    Fields fields(line);
    const std::string_view kind = fields.word();
    if (kind == "end") {
      protocol_.complete = true;
    } else if (kind == "warning") {
      return true;
    } else if (kind == "error") {
      if (protocol_.errors++ == 0) protocol_.first_error = fields.rest();
    } else if (kind == "fail") {
      protocol_.failure = fields.word();
    } else if (kind == "pages") {
      protocol_.announced = fields.count();
    } else if (kind == "page") {
      return page(fields);
    } else {
      return !protocol_.pages.empty() && item(kind, fields, protocol_.pages.back());
    }
    return fields.good();
  }

  bool page(Fields& fields) {
    Page page;
    const std::size_t number = fields.count();
    page.width = fields.number();
    page.height = fields.number();
    if (number != protocol_.pages.size() + 1 || page.width < 0 || page.height < 0) return false;
    protocol_.too_much = number > kMaxPages;
    page.number = static_cast<std::uint32_t>(protocol_.pages.size() + 1);
    protocol_.pages.push_back(std::move(page));
    return fields.good();
  }

  bool item(std::string_view kind, Fields& fields, Page& page) {
    if (kind == "run") return run(fields, page);
    if (kind == "h" || kind == "v") {
      Rule rule;
      rule.at = fields.number();
      rule.from = fields.number();
      rule.to = fields.number();
      protocol_.too_much = ++rules_ > kMaxRules;
      (kind == "h" ? page.horizontal : page.vertical).push_back(rule);
      return fields.good() && rule.from <= rule.to;
    }
    if (kind == "image") {
      (void)fields.number();
      (void)fields.number();
      const double width = fields.number();
      page.image_area += width * fields.number();
      return fields.good();
    }
    if (kind == "hidden") {
      page.hidden_text = true;
      return true;
    }
    return false;
  }

  bool run(Fields& fields, Page& page) {
    Run run;
    run.x = fields.number();
    run.y = fields.number();
    run.advance_x = fields.number();
    run.advance_y = fields.number();
    run.size = fields.number();
    run.bold = is_bold(fields.word());
    run.text = fields.rest();
    if (!fields.good() || run.size < 0 || run.text.empty() || first_invalid_utf8(run.text)) return false;
    protocol_.too_much = ++runs_ > kMaxRuns;
    page.runs.push_back(run);
    return true;
  }

  Protocol protocol_;
  std::size_t runs_ = 0;
  std::size_t rules_ = 0;
};

}  // namespace

Protocol parse_protocol(std::string_view text) { return Parser().run(text); }

}  // namespace zzaudit::pdf
