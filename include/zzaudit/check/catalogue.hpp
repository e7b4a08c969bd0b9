// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/decimal.hpp"
#include "zzaudit/check/finding.hpp"

namespace zzaudit {

/// One document that a rule rests on. `confidence`: "seen" or "established" may be cited, "unverified"
/// is shown as 待核.
struct Basis {
  Bilingual document;
  Bilingual clause;
  std::string confidence;
};

/// One edit of the clean sample that makes a rule's example: sets a cell, a member or a text.
struct ExampleEdit {
  std::string path;   ///< JSON pointer into the clean sample's report.json
  std::string value;  ///< JSON text of the new value; empty removes the member
};

/// An example: edits of the clean sample report; none = the sample as it is.
struct Example {
  Bilingual text;  ///< what was changed, in words
  std::vector<ExampleEdit> edits;
};

/// All there is to know about one rule; from data/catalogue/*.json or a user's rule file.
struct Rule {
  std::string id;    ///< "TAB301"
  std::string name;  ///< "row-sum-mismatch"
  Severity severity = Severity::kError;
  /// What the catalogue says, when the configuration says otherwise. A check that makes a finding milder than
  /// its rule keeps doing so.
  std::optional<Severity> catalogue_severity;
  Bilingual title;
  Bilingual rationale;  ///< why it matters
  Bilingual fix;        ///< how to correct
  Bilingual message;    ///< template with {table} {row} {column} {expected} {actual} {difference} …; empty:
                        ///< the title and what the formula's relation says
  Bilingual tolerance;  ///< what difference is allowed and why
  std::vector<Basis> basis;
  std::vector<std::string> formulas;  ///< formula rules
  std::string code;                   ///< name of the registered C++ check for the others
  Bilingual method;                   ///< of those: how it is judged, in place of a formula
  Decimal
      extra_tolerance;  ///< of formula rules: allowed beyond rounding, in the report's unit (configuration)
  Example good, bad;
  std::string origin;       ///< "builtin" or the file it came from
  std::string_view source;  ///< JSON text of a built-in rule, as long as the program
};

/// Whether a pattern means the rule: its id, its name or a prefix of its id ("TAB", "TAB3"), in any case.
[[nodiscard]] bool rule_matches(const Rule& rule, std::string_view pattern);

/// "TAB" of "TAB301".
[[nodiscard]] std::string_view family_of(std::string_view rule_id);

/// How much of the built-in rules is read.
enum class RuleTexts : std::uint8_t {
  kAll,
  kForChecking,  ///< without what only documents: title, rationale, fix, tolerance, basis and examples
};

/// Rules in force, sorted by id.
///
/// A catalogue file is {"rules": [ … ]}; each rule an object with the members of `Rule`, texts as
/// {"zh", "en"}: "id", "name", "severity" ("error" | "warning" | "note"), "title", "rationale", "fix",
/// "message", "tolerance", "basis": [{"document", "clause", "confidence"}], then either "formulas":
/// ["…"] or "code": "name" with a "method" in words, and "good" and "bad": {"text", "edits": [{"path",
/// "value"}]}. The value of an edit is any JSON value; an edit without one removes the member. Rules of a
/// user's file need only "id", "name", "title" and "formulas"; a text may be one string for both languages.
class Catalogue {
 public:
  /// The rules embedded in the program.
  [[nodiscard]] static Catalogue builtin(RuleTexts texts = RuleTexts::kAll);
  /// Reads what `kForChecking` left out, of the rules with these ids: a check cites the basis of the few
  /// rules that found something, and reading all of it takes longer than checking.
  void document(const std::vector<std::string>& ids);
  /// Adds the rules of a user's file (formula rules only). ConfigError with file, JSON pointer and
  /// nearest match for unknown members, names, types and for ids already taken.
  void add_file(const std::string& name, std::string_view text);
  /// Keeps rules matched by a pattern of `select` (all when empty) and by none of `ignore`.
  /// A pattern is an id, a name or an id prefix ("TAB", "TAB3"). UsageError for one that matches no rule.
  void restrict(const std::vector<std::string>& select, const std::vector<std::string>& ignore);
  /// Why a pattern is of no use: it matches no rule (with the nearest name). Nothing when it matches one.
  [[nodiscard]] std::optional<Bilingual> unknown_pattern(std::string_view pattern) const;
  /// Calls `change` for every rule; those that it returns false for go.
  void amend(const std::function<bool(Rule&)>& change);

  [[nodiscard]] const std::vector<Rule>& rules() const { return rules_; }
  /// By id or name, any case; null when unknown.
  [[nodiscard]] const Rule* find(std::string_view id_or_name) const;
  /// SHA-256 in hex over the rules in force: equal exactly when the same rules apply.
  [[nodiscard]] std::string fingerprint() const;

 private:
  std::vector<Rule> rules_;
};

[[nodiscard]] std::string_view to_string(Severity severity);  ///< "error" | "warning" | "note"
[[nodiscard]] BilingualView label_of(Severity severity);      ///< 错误 | 警告 | 提示
[[nodiscard]] std::optional<Severity> parse_severity(std::string_view text);

}  // namespace zzaudit
