// SPDX-License-Identifier: Apache-2.0
#include "check/detail/catalogue_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "check/detail/formula.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxFileBytes = 8U << 20U;
constexpr std::size_t kMaxRules = 5000;

constexpr std::string_view kDefaultMessageZh =
    "{table}“{row}”的{column}：应为 {expected}，实为 {actual}，相差 {difference}（允许 {tolerance}）";
constexpr std::string_view kDefaultMessageEn =
    "{table}, row \"{row}\", {column}: expected {expected}, found {actual}, difference {difference} (allowed "
    "{tolerance})";

class Reader {
 public:
  Reader(const std::string& name, bool builtin) : name_(name), builtin_(builtin) {}

  std::vector<Rule> read(std::string_view text) {
    if (text.size() > kMaxFileBytes) {
      fail("", "文件太大", "the file is too large");
    }
    const auto root = parse(text);
    members(root, "", {"rules"});
    const auto& list = need(root, "", "rules");
    if (!list.is_array() || list.size() > kMaxRules) {
      fail("/rules", "应为规则数组", "expected an array of rules");
    }
    std::vector<Rule> rules;
    for (std::size_t i = 0; i < list.size(); ++i) {
      rules.push_back(rule(list[i], fmt::format("/rules/{}", i)));
    }
    return rules;
  }

 private:
  [[noreturn]] void fail(const std::string& pointer, const std::string& zh, const std::string& en) const {
    throw ConfigError({fmt::format("{}{}{}：{}", name_, pointer.empty() ? "" : " ", pointer, zh),
                       fmt::format("{}{}{}: {}", name_, pointer.empty() ? "" : " ", pointer, en)});
  }
  /// Nesting is bounded before the library builds a tree of it.
  [[nodiscard]] Json parse(std::string_view text) const {
    const auto too_deep = [](int depth, Json::parse_event_t /*event*/, Json& /*value*/) {
      if (depth > 16) {
        throw std::length_error("depth");
      }
      return true;
    };
    try {
      return builtin_ ? Json::parse(text) : Json::parse(text, too_deep);
    } catch (const Json::parse_error& error) {
      const auto line =
          1 + std::ranges::count(text.substr(0, std::min<std::size_t>(error.byte, text.size())), '\n');
      fail("", fmt::format("第 {} 行不是有效的 JSON", line), fmt::format("line {} is not valid JSON", line));
    } catch (const std::length_error&) {
      fail("", "嵌套太深", "nested too deeply");
    }
  }
  void members(const Json& object, const std::string& pointer, const std::vector<std::string>& known) const {
    if (!object.is_object()) {
      fail(pointer, "应为对象", "expected an object");
    }
    for (const auto& [key, value] : object.items()) {
      if (std::ranges::find(known, key) == known.end()) {
        const auto near = nearest(key, known);
        fail(fmt::format("{}/{}", pointer, key),
             fmt::format("没有名为“{}”的成员{}", key, near ? fmt::format("，是否想写“{}”", *near) : ""),
             fmt::format("no member named \"{}\"{}", key,
                         near ? fmt::format("; did you mean \"{}\"?", *near) : ""));
      }
    }
  }
  const Json& need(const Json& object, const std::string& pointer, const char* key) const {
    const auto it = object.find(key);
    if (it == object.end()) {
      fail(pointer, fmt::format("缺少成员“{}”", key), fmt::format("the member \"{}\" is missing", key));
    }
    return *it;
  }
  [[nodiscard]] std::string string(const Json& value, const std::string& pointer) const {
    if (!value.is_string()) {
      fail(pointer, "应为字符串", "expected a string");
    }
    return value.get<std::string>();
  }
  [[nodiscard]] Bilingual text(const Json& value, const std::string& pointer) const {
    if (value.is_string() && !builtin_) {
      return {value.get<std::string>(), value.get<std::string>()};
    }
    members(value, pointer, {"zh", "en"});
    return {string(need(value, pointer, "zh"), pointer + "/zh"),
            string(need(value, pointer, "en"), pointer + "/en")};
  }
  [[nodiscard]] Bilingual text_or(const Json& object, const std::string& pointer, const char* key,
                                  Bilingual fallback) const {
    if (!object.contains(key)) {
      if (builtin_) {
        need(object, pointer, key);
      }
      return fallback;
    }
    return text(object.at(key), fmt::format("{}/{}", pointer, key));
  }

  Rule rule(const Json& value, const std::string& pointer) const {
    members(value, pointer,
            {"id", "name", "severity", "title", "rationale", "fix", "message", "tolerance", "basis",
             "formulas", "code", "good", "bad"});
    Rule rule;
    rule.origin = builtin_ ? "builtin" : name_;
    rule.id = identifier(value, pointer, "id");
    rule.name = identifier(value, pointer, "name");
    rule.severity = severity(value, pointer);
    rule.title = text(need(value, pointer, "title"), pointer + "/title");
    rule.rationale = text_or(value, pointer, "rationale", {});
    rule.fix = text_or(value, pointer, "fix", {});
    rule.message =
        text_or(value, pointer, "message", {std::string(kDefaultMessageZh), std::string(kDefaultMessageEn)});
    rule.tolerance = text_or(value, pointer, "tolerance",
                             {"各数末位四舍五入之和", "the rounding of the figures' last digits"});
    read_basis(rule, value, pointer);
    read_check(rule, value, pointer);
    rule.good = example(value, pointer, "good");
    rule.bad = example(value, pointer, "bad");
    return rule;
  }
  [[nodiscard]] std::string identifier(const Json& value, const std::string& pointer, const char* key) const {
    const auto at = fmt::format("{}/{}", pointer, key);
    auto id = string(need(value, pointer, key), at);
    const auto fits = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
             c == '_';
    };
    if (id.empty() || id.size() > 64 || !std::ranges::all_of(id, fits)) {
      fail(at, "只能由字母、数字和连字符组成", "may only hold letters, digits and hyphens");
    }
    return id;
  }
  [[nodiscard]] Severity severity(const Json& value, const std::string& pointer) const {
    if (!value.contains("severity") && !builtin_) {
      return Severity::kError;
    }
    const auto at = pointer + "/severity";
    const auto severity = parse_severity(string(need(value, pointer, "severity"), at));
    if (!severity) {
      fail(at, "应为 error、warning 或 note", "expected error, warning or note");
    }
    return *severity;
  }
  void read_basis(Rule& rule, const Json& value, const std::string& pointer) const {
    if (!value.contains("basis")) {
      if (builtin_) {
        need(value, pointer, "basis");
      }
      return;
    }
    const auto at = pointer + "/basis";
    const auto& list = value.at("basis");
    if (!list.is_array()) {
      fail(at, "应为数组", "expected an array");
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto where = fmt::format("{}/{}", at, i);
      members(list[i], where, {"document", "clause", "confidence"});
      Basis basis;
      basis.document = text(need(list[i], where, "document"), where + "/document");
      basis.clause = text_or(list[i], where, "clause", {});
      basis.confidence = list[i].contains("confidence")
                             ? string(list[i].at("confidence"), where + "/confidence")
                             : "unverified";
      if (basis.confidence != "seen" && basis.confidence != "established" &&
          basis.confidence != "unverified") {
        fail(where + "/confidence", "应为 seen、established 或 unverified",
             "expected seen, established or unverified");
      }
      rule.basis.push_back(std::move(basis));
    }
  }
  void read_check(Rule& rule, const Json& value, const std::string& pointer) const {
    if (value.contains("code")) {
      if (!builtin_) {
        fail(pointer + "/code", "自定义规则只能用公式", "a user's rule needs formulas");
      }
      rule.code = string(value.at("code"), pointer + "/code");
      return;
    }
    const auto at = pointer + "/formulas";
    const auto& list = need(value, pointer, "formulas");
    if (!list.is_array() || list.empty()) {
      fail(at, "应为公式数组", "expected an array of formulas");
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      const auto where = fmt::format("{}/{}", at, i);
      rule.formulas.push_back(string(list[i], where));
      if (!builtin_) {
        compiles(rule.formulas.back(), where);
      }
    }
  }
  void compiles(const std::string& formula, const std::string& pointer) const {
    try {
      (void)compile_formula(formula);
    } catch (const ConfigError& error) {
      fail(pointer, error.message().zh, error.message().en);
    }
  }
  [[nodiscard]] Example example(const Json& value, const std::string& pointer, const char* key) const {
    const auto it = value.find(key);
    const auto at = fmt::format("{}/{}", pointer, key);
    if (it == value.end()) {
      if (builtin_) {
        need(value, pointer, key);
      }
      return {};
    }
    members(*it, at, {"text", "edits"});
    Example result;
    result.text = text(need(*it, at, "text"), at + "/text");
    if (!it->contains("edits")) {
      return result;
    }
    const auto& edits = it->at("edits");
    if (!edits.is_array()) {
      fail(at + "/edits", "应为数组", "expected an array");
    }
    for (std::size_t i = 0; i < edits.size(); ++i) {
      const auto where = fmt::format("{}/edits/{}", at, i);
      members(edits[i], where, {"path", "value"});
      const auto edit = edits[i].find("value");
      result.edits.push_back({string(need(edits[i], where, "path"), where + "/path"),
                              edit == edits[i].end() ? "" : edit->dump()});
    }
    return result;
  }

  std::string name_;
  bool builtin_;
};

}  // namespace

std::vector<Rule> read_catalogue(const std::string& name, std::string_view text, bool builtin) {
  return Reader(name, builtin).read(text);
}

}  // namespace zzaudit::detail
