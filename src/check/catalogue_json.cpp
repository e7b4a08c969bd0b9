// SPDX-License-Identifier: Apache-2.0
#include "check/detail/catalogue_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <utility>

#include "check/detail/formula.hpp"
#include "model/detail/json_members.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

constexpr std::size_t kMaxFileBytes = 8U << 20U;
constexpr std::size_t kMaxIdBytes = 64;

enum Member : std::uint8_t {
  kId,
  kName,
  kSeverity,
  kTitle,
  kRationale,
  kFix,
  kMessage,
  kTolerance,
  kBasis,
  kFormulas,
  kCode,
  kMethod,
  kGood,
  kBad,
  kMemberCount
};
constexpr std::array<std::string_view, kMemberCount> kMembers = {
    "id",        "name",  "severity", "title", "rationale", "fix",  "message",
    "tolerance", "basis", "formulas", "code",  "method",    "good", "bad"};

/// JSON text of a value, for the edits of examples.
void write_json(const JsonValue& value, std::string& out);

void write_string(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_children(const JsonValue& value, bool keys, std::string& out) {
  out += keys ? '{' : '[';
  value.for_each([&](const JsonValue& child) {
    out += child.index() == 0 ? "" : ",";
    if (keys) {
      write_string(child.key(), out);
      out += ':';
    }
    write_json(child, out);
  });
  out += keys ? '}' : ']';
}

void write_json(const JsonValue& value, std::string& out) {
  switch (value.kind()) {
    case JsonKind::kNull:
      out += "null";
      return;
    case JsonKind::kFalse:
      out += "false";
      return;
    case JsonKind::kTrue:
      out += "true";
      return;
    case JsonKind::kNumber:
      out += value.text();
      return;
    case JsonKind::kString:
      write_string(value.text(), out);
      return;
    case JsonKind::kArray:
    case JsonKind::kObject:
      write_children(value, value.is(JsonKind::kObject), out);
      return;
  }
}

/// Where rules come from, and how much of them is there.
enum class Origin : std::uint8_t { kUser, kBuiltin, kBuiltinForChecking };

constexpr std::array<std::string_view, 6> kMembersForChecking = {"id",      "name",     "severity",
                                                                 "message", "formulas", "code"};

class Reader {
 public:
  Reader(const std::string& name, Origin origin)
      : origin_(origin == Origin::kUser ? name : "builtin"),
        builtin_(origin != Origin::kUser),
        complete_(origin == Origin::kBuiltin) {}

  [[nodiscard]] std::vector<Rule> read(const JsonValue& root) const {
    static constexpr std::array<std::string_view, 1> kKnown = {"rules"};
    std::vector<Rule> rules;
    bool found = false;
    for_each_member(root, kKnown, [&](std::size_t /*member*/, const JsonValue& list) {
      found = true;
      for_each_element(list, [&](const JsonValue& value) { rules.push_back(rule(value)); });
    });
    if (!found) {
      missing(root, "rules");
    }
    return rules;
  }

  [[nodiscard]] Rule rule(const JsonValue& value) const {
    Rule rule;
    rule.origin = origin_;
    rule.tolerance = {"各数末位四舍五入误差之和", "the rounding of the figures' last digits"};
    std::bitset<kMemberCount> seen;
    for_each_member(value, kMembers, [&](std::size_t member, const JsonValue& at) {
      seen.set(member);
      read_member(rule, static_cast<Member>(member), at);
    });
    require(value, seen);
    return rule;
  }

 private:
  [[noreturn]] static void missing(const JsonValue& object, std::string_view key) {
    object.fail_with({fmt::format("缺少成员“{}”", key), fmt::format("the member “{}” is missing", key)});
  }

  /// A user's rule may leave out what only documents it; a rule of the program may not.
  void require(const JsonValue& value, const std::bitset<kMemberCount>& seen) const {
    for (std::size_t member = 0; member < kMemberCount; ++member) {
      const bool check = member == kFormulas || member == kCode;
      const bool needed = check               ? !seen.test(kFormulas) && !seen.test(kCode)
                          : member == kMethod ? complete_ && seen.test(kCode)
                                              : complete_ || member == kId || member == kName ||
                                                    (member == kTitle && !builtin_);
      if (needed && !seen.test(member)) {
        missing(value, kMembers[member]);
      }
    }
  }
  void read_member(Rule& rule, Member member, const JsonValue& at) const {
    switch (member) {
      case kId:
        rule.id = identifier(at);
        return;
      case kName:
        rule.name = identifier(at);
        return;
      case kSeverity:
        rule.severity = severity(at);
        return;
      case kTitle:
        rule.title = text(at);
        return;
      case kRationale:
        rule.rationale = text(at);
        return;
      case kFix:
        rule.fix = text(at);
        return;
      case kMessage:
        rule.message = text(at);
        return;
      case kTolerance:
        rule.tolerance = text(at);
        return;
      case kBasis:
        for_each_element(at, [&](const JsonValue& entry) { rule.basis.push_back(basis(entry)); });
        return;
      case kFormulas:
        for_each_element(at, [&](const JsonValue& entry) { rule.formulas.push_back(formula(entry)); });
        if (rule.formulas.empty()) {
          at.fail_with({"至少要有一个公式", "at least one formula is needed"});
        }
        return;
      case kCode:
        rule.code = code(at);
        return;
      case kMethod:
        rule.method = text(at);
        return;
      case kGood:
        rule.good = example(at);
        return;
      case kBad:
        rule.bad = example(at);
        return;
      case kMemberCount:
        return;
    }
  }
  static std::string identifier(const JsonValue& at) {
    auto id = read_string(at);
    const auto fits = [](char c) {
      return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    };
    if (id.empty() || id.size() > kMaxIdBytes || !std::ranges::all_of(id, fits)) {
      at.fail_with({"只能由字母、数字和连字符组成", "may only hold letters, digits and hyphens"});
    }
    return id;
  }
  static Severity severity(const JsonValue& at) {
    const auto severity = parse_severity(read_string(at));
    if (!severity) {
      at.fail_with({"应为 error、warning 或 note", "expected error, warning or note"});
    }
    return *severity;
  }
  [[nodiscard]] Bilingual text(const JsonValue& at) const {
    if (!builtin_ && at.is(JsonKind::kString)) {
      return {std::string(at.text()), std::string(at.text())};
    }
    static constexpr std::array<std::string_view, 2> kLanguages = {"zh", "en"};
    Bilingual result;
    std::bitset<2> seen;
    for_each_member(at, kLanguages, [&](std::size_t member, const JsonValue& value) {
      seen.set(member);
      (member == 0 ? result.zh : result.en) = read_string(value);
    });
    if (!seen.all()) {
      missing(at, kLanguages[seen.test(0) ? 1 : 0]);
    }
    return result;
  }
  [[nodiscard]] Basis basis(const JsonValue& at) const {
    static constexpr std::array<std::string_view, 3> kKnown = {"document", "clause", "confidence"};
    Basis result;
    result.confidence = "unverified";
    for_each_member(at, kKnown, [&](std::size_t member, const JsonValue& value) {
      if (member == 0) {
        result.document = text(value);
      } else if (member == 1) {
        result.clause = text(value);
      } else {
        result.confidence = confidence(value);
      }
    });
    if (result.document.empty()) {
      missing(at, "document");
    }
    return result;
  }
  static std::string confidence(const JsonValue& at) {
    auto word = read_string(at);
    if (word != "seen" && word != "established" && word != "unverified") {
      at.fail_with({"应为 seen、established 或 unverified", "expected seen, established or unverified"});
    }
    return word;
  }
  /// The formulas of the program compile: the tests see to it, and the engine compiles them anyway.
  [[nodiscard]] std::string formula(const JsonValue& at) const {
    auto text = read_string(at);
    if (!builtin_) {
      try {
        (void)compile_formula(text);
      } catch (const ConfigError& error) {
        at.fail_with(error.message());
      }
    }
    return text;
  }
  [[nodiscard]] std::string code(const JsonValue& at) const {
    if (!builtin_) {
      at.fail_with({"自定义规则只能用公式", "a user's rule needs formulas"});
    }
    return read_string(at);
  }
  [[nodiscard]] Example example(const JsonValue& at) const {
    static constexpr std::array<std::string_view, 2> kKnown = {"text", "edits"};
    Example result;
    for_each_member(at, kKnown, [&](std::size_t member, const JsonValue& value) {
      if (member == 0) {
        result.text = text(value);
      } else {
        for_each_element(value, [&](const JsonValue& entry) { result.edits.push_back(edit(entry)); });
      }
    });
    return result;
  }
  static ExampleEdit edit(const JsonValue& at) {
    static constexpr std::array<std::string_view, 2> kKnown = {"path", "value"};
    ExampleEdit result;
    for_each_member(at, kKnown, [&](std::size_t member, const JsonValue& value) {
      if (member == 0) {
        result.path = read_string(value);
      } else {
        write_json(value, result.value);
      }
    });
    return result;
  }

  std::string origin_;
  bool builtin_;
  bool complete_;  ///< every member has to be there
};

/// A catalogue file with the members that checking needs.
std::string text_for_checking(const std::vector<RuleSource>& rules) {
  std::string text = "{\"rules\":[";
  for (const auto& rule : rules) {
    text += &rule == rules.data() ? "{" : ",{";
    bool first = true;
    for (const auto& [key, value] : rule.members) {
      if (std::ranges::find(kMembersForChecking, key) != kMembersForChecking.end()) {
        text += first ? "\"" : ",\"";
        text += key;
        text += "\":";
        text += value;
        first = false;
      }
    }
    text += '}';
  }
  return text + "]}";
}

}  // namespace

std::vector<Rule> read_catalogue(const std::string& name, std::string_view text) {
  if (text.size() > kMaxFileBytes) {
    throw ConfigError({fmt::format("{}：文件太大", name), fmt::format("{}: the file is too large", name)});
  }
  try {
    const auto tree = parse_json(name, text);
    return Reader(name, Origin::kUser).read(JsonValue(name, tree));
  } catch (const InputError& error) {
    // The same trouble in a rule file is one of configuration.
    throw ConfigError(error.message());
  }
}

std::vector<Rule> read_builtin(const std::string& name, std::string_view text, RuleTexts texts) {
  if (texts == RuleTexts::kAll) {
    const auto tree = parse_json(name, text);
    return Reader(name, Origin::kBuiltin).read(JsonValue(name, tree));
  }
  const auto sources = split_rules(text);
  const auto tree = parse_json(name, text_for_checking(sources));
  auto rules = Reader(name, Origin::kBuiltinForChecking).read(JsonValue(name, tree));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].source = sources[i].text;
  }
  return rules;
}

Rule read_builtin_rule(std::string_view source) {
  static const std::string kName = "catalogue";
  const auto tree = parse_json(kName, source);
  return Reader(kName, Origin::kBuiltin).rule(JsonValue(kName, tree));
}

}  // namespace zzaudit::detail
