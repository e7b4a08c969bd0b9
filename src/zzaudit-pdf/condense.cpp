// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#include "condense.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace {

enum class Kind : std::uint8_t {
  kNoTrace,    ///< sets what nobody looks at
  kClip,       ///< makes the path at hand the clipping path
  kBegin,      ///< begins a path
  kConstruct,  ///< goes on with it
  kPaint,      ///< paints and ends it
  kNoPaint,    ///< ends it
  kSave,
  kRestore,
  kState,  ///< sets what paths are painted with
  kMark,   ///< begins a mark
  kEndOfMark,
  kOther,
};

struct Operator {
  std::string_view name;
  Kind kind;
  int operands;  ///< of a path or of what leaves no trace; any number of others
};

constexpr int kAny = -1;
constexpr std::array kOperators = {
    Operator{"\"", Kind::kOther, kAny}, Operator{"'", Kind::kOther, kAny},
    Operator{"B", Kind::kPaint, 0},     Operator{"B*", Kind::kPaint, 0},
    Operator{"BDC", Kind::kMark, 2},    Operator{"BMC", Kind::kMark, 1},
    Operator{"BT", Kind::kOther, kAny}, Operator{"CS", Kind::kState, kAny},
    Operator{"DP", Kind::kOther, kAny}, Operator{"EMC", Kind::kEndOfMark, 0},
    Operator{"ET", Kind::kOther, kAny}, Operator{"F", Kind::kPaint, 0},
    Operator{"G", Kind::kState, kAny},  Operator{"J", Kind::kNoTrace, 1},
    Operator{"K", Kind::kState, kAny},  Operator{"M", Kind::kNoTrace, 1},
    Operator{"MP", Kind::kOther, kAny}, Operator{"Q", Kind::kRestore, 0},
    Operator{"RG", Kind::kState, kAny}, Operator{"S", Kind::kPaint, 0},
    Operator{"SC", Kind::kState, kAny}, Operator{"T*", Kind::kOther, kAny},
    Operator{"TD", Kind::kOther, kAny}, Operator{"TJ", Kind::kOther, kAny},
    Operator{"TL", Kind::kOther, kAny}, Operator{"Tc", Kind::kOther, kAny},
    Operator{"Td", Kind::kOther, kAny}, Operator{"Tf", Kind::kOther, kAny},
    Operator{"Tj", Kind::kOther, kAny}, Operator{"Tm", Kind::kOther, kAny},
    Operator{"Tr", Kind::kOther, kAny}, Operator{"Ts", Kind::kOther, kAny},
    Operator{"Tw", Kind::kOther, kAny}, Operator{"Tz", Kind::kOther, kAny},
    Operator{"W", Kind::kClip, 0},      Operator{"W*", Kind::kClip, 0},
    Operator{"b", Kind::kPaint, 0},     Operator{"b*", Kind::kPaint, 0},
    Operator{"c", Kind::kConstruct, 6}, Operator{"cm", Kind::kState, kAny},
    Operator{"cs", Kind::kState, kAny}, Operator{"d", Kind::kNoTrace, 2},
    Operator{"f", Kind::kPaint, 0},     Operator{"f*", Kind::kPaint, 0},
    Operator{"g", Kind::kState, kAny},  Operator{"gs", Kind::kState, kAny},
    Operator{"h", Kind::kConstruct, 0}, Operator{"i", Kind::kNoTrace, 1},
    Operator{"j", Kind::kNoTrace, 1},   Operator{"k", Kind::kState, kAny},
    Operator{"l", Kind::kConstruct, 2}, Operator{"m", Kind::kBegin, 2},
    Operator{"n", Kind::kNoPaint, 0},   Operator{"q", Kind::kSave, 0},
    Operator{"re", Kind::kBegin, 4},    Operator{"rg", Kind::kState, kAny},
    Operator{"ri", Kind::kNoTrace, 1},  Operator{"s", Kind::kPaint, 0},
    Operator{"sc", Kind::kState, kAny}, Operator{"v", Kind::kConstruct, 4},
    Operator{"w", Kind::kState, kAny},  Operator{"y", Kind::kConstruct, 4},
};

static_assert(std::is_sorted(kOperators.begin(), kOperators.end(),
                             [](const Operator& a, const Operator& b) { return a.name < b.name; }));

const Operator* find_operator(std::string_view name) {
  constexpr auto kBefore = [](const Operator& known, std::string_view sought) { return known.name < sought; };
  const auto* const it = std::lower_bound(kOperators.begin(), kOperators.end(), name, kBefore);
  return it != kOperators.end() && it->name == name ? it : nullptr;
}

enum class Class : std::uint8_t { kRegular, kSpace, kDelimiter };

/// What a character is in a content (ISO 32000-1, 7.2.2).
constexpr auto kClasses = [] {
  std::array<Class, 256> classes{};
  for (const char c : std::string_view("\0\t\n\f\r ", 6))
    classes[static_cast<unsigned char>(c)] = Class::kSpace;
  for (const char c : std::string_view("()<>[]{}/%"))
    classes[static_cast<unsigned char>(c)] = Class::kDelimiter;
  return classes;
}();

Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }
bool begins_number(char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+'; }

/// An operator with the operands before it.
struct Step {
  const Operator* op = nullptr;
  std::string_view text;           ///< operands and operator
  std::string_view first_operand;  ///< empty without operands
  int operands = 0;
  bool plain = true;  ///< all operands are numbers
};

/// Takes a content apart; fails at what is unknown.
class Steps {
 public:
  explicit Steps(std::string_view content) : content_(content) {}

  /// False at the end and at what cannot be taken apart.
  bool next(Step& step) {
    step = {};
    std::size_t begin = std::string_view::npos;
    for (;;) {
      skip_space();
      if (at_ == content_.size()) {
        complete_ = begin == std::string_view::npos;
        return false;
      }
      const std::size_t from = at_;
      begin = std::min(begin, from);
      const char first = content_[from];
      const bool is_word = class_of(first) == Class::kRegular;
      if (is_word) {
        skip_word();
      } else if (!skip_object()) {
        return false;
      }
      if (is_word && !begins_number(first)) {
        step.op = find_operator(content_.substr(from, at_ - from));
        step.text = content_.substr(begin, at_ - begin);
        return step.op != nullptr;
      }
      if (step.operands++ == 0) step.first_operand = content_.substr(from, at_ - from);
      step.plain = step.plain && is_word;
    }
  }
  /// Whether all was taken apart.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  void skip_space() {
    while (at_ < content_.size() && class_of(content_[at_]) == Class::kSpace) ++at_;
  }
  void skip_word() {
    while (at_ < content_.size() && class_of(content_[at_]) == Class::kRegular) ++at_;
  }
  /// A name, a string, an array or a dictionary. A comment is unusual.
  bool skip_object() {
    int depth = 0;
    do {
      skip_space();
      if (at_ == content_.size()) return false;
      switch (content_[at_]) {
        case '[':
          ++depth;
          ++at_;
          break;
        case ']':
          --depth;
          ++at_;
          break;
        case '<':
          if (content_.substr(at_, 2) == "<<") {
            ++depth;
            at_ += 2;
          } else if (!skip_past('>')) {
            return false;
          }
          break;
        case '>':
          if (content_.substr(at_, 2) != ">>") return false;
          --depth;
          at_ += 2;
          break;
        case '(':
          if (!skip_string()) return false;
          break;
        case '/':
          ++at_;
          skip_word();
          break;
        default:
          if (depth == 0 || class_of(content_[at_]) != Class::kRegular) return false;
          skip_word();
      }
    } while (depth > 0);
    return depth == 0;
  }
  bool skip_past(char end) {
    const std::size_t place = content_.find(end, at_);
    if (place == std::string_view::npos) return false;
    at_ = place + 1;
    return true;
  }
  bool skip_string() {
    int depth = 0;
    for (; at_ < content_.size(); ++at_) {
      const char c = content_[at_];
      if (c == '\\') {
        ++at_;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  std::string_view content_;
  std::size_t at_ = 0;
  bool complete_ = false;
};

/// Writes the operators that leave a trace. A drawing between q and Q of nothing but settings and then paths
/// goes on where the one before it ends when both have the same settings.
class Condenser {
 public:
  explicit Condenser(std::size_t size) { text_.reserve(size); }

  /// False when the content is to be left as it is.
  bool add(const Step& step) {
    const Operator& op = *step.op;
    if (op.operands != kAny && step.operands != op.operands) return false;
    switch (op.kind) {
      case Kind::kNoTrace:
        return !in_path_;
      case Kind::kClip:
        return in_path_;
      case Kind::kBegin:
      case Kind::kConstruct:
        return construct(step);
      case Kind::kPaint:
      case Kind::kNoPaint:
        return end_path(step);
      case Kind::kSave:
        settings_ = text_.size();
        stage_ = Stage::kSettings;
        break;
      case Kind::kRestore:
        if (stage_ == Stage::kPaths) {
          drawing_ = {settings_, size_of_settings_, text_.size(), text_.size() + step.text.size() + 1};
        }
        stage_ = Stage::kOther;
        break;
      case Kind::kState:
        if (stage_ == Stage::kPaths) stage_ = Stage::kOther;
        break;
      case Kind::kMark:
        marks_.push_back(step.first_operand == "/OC");
        if (!marks_.back()) return !in_path_;
        stage_ = Stage::kOther;
        break;
      case Kind::kEndOfMark: {
        if (marks_.empty()) return false;
        const bool optional = marks_.back();
        marks_.pop_back();
        if (!optional) return !in_path_;
        stage_ = Stage::kOther;
        break;
      }
      case Kind::kOther:
        stage_ = Stage::kOther;
    }
    write(step.text);
    return !in_path_;
  }
  /// Nothing when something was not brought to its end.
  std::optional<std::string> finish() {
    if (in_path_ || !marks_.empty()) return std::nullopt;
    return std::move(text_);
  }

 private:
  enum class Stage : std::uint8_t { kSettings, kPaths, kOther };
  /// What was last written between q and Q.
  struct Drawing {
    std::size_t settings = 0;
    std::size_t size_of_settings = 0;
    std::size_t end = 0;                    ///< before Q
    std::size_t after = std::string::npos;  ///< behind it
  };

  void write(std::string_view text) {
    text_ += text;
    text_ += '\n';
  }
  bool construct(const Step& step) {
    if (!step.plain) return false;
    if (!in_path_) {
      if (step.op->kind != Kind::kBegin) return false;
      if (stage_ == Stage::kSettings) begin_paths();
      path_ = text_.size();
      in_path_ = true;
    }
    write(step.text);
    return true;
  }
  bool end_path(const Step& step) {
    if (!in_path_) return false;
    in_path_ = false;
    if (step.op->kind == Kind::kNoPaint) {
      text_.resize(path_);
    } else {
      write(step.text);
    }
    return true;
  }
  /// All settings of a drawing are known.
  void begin_paths() {
    stage_ = Stage::kPaths;
    size_of_settings_ = text_.size() - settings_;
    const std::string_view text = text_;
    if (settings_ == drawing_.after &&
        text.substr(settings_) == text.substr(drawing_.settings, drawing_.size_of_settings)) {
      settings_ = drawing_.settings;
      text_.resize(drawing_.end);
    }
  }

  std::string text_;
  std::size_t path_ = 0;  ///< where the path at hand begins
  bool in_path_ = false;
  Stage stage_ = Stage::kOther;
  std::size_t settings_ = 0;  ///< where q of the drawing at hand stands
  std::size_t size_of_settings_ = 0;
  Drawing drawing_;
  std::vector<bool> marks_;  ///< those that are open: whether of optional content
};

}  // namespace

std::optional<std::string> condensed(std::string_view content) {
  Steps steps(content);
  Condenser condenser(content.size());
  Step step;
  while (steps.next(step)) {
    if (!condenser.add(step)) return std::nullopt;
  }
  return steps.complete() ? condenser.finish() : std::nullopt;
}
