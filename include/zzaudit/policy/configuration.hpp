// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/base/decimal.hpp"
#include "zzaudit/check/catalogue.hpp"
#include "zzaudit/recognise/recognise.hpp"

/// `.zzaudit.json`: which rules apply, how much they weigh, and where waivers, baseline and rules of one's
/// own are. Form: data/schema/config.schema.json; comments are allowed.
namespace zzaudit {

/// Something said in a configuration file or by an option. `where` names file, line and JSON pointer, or the
/// option; it begins every message about it.
template <class T>
struct Setting {
  T value;
  Bilingual where;
  bool option = false;  ///< said by an option: what is wrong with it is a UsageError
};

/// Said about the rules that a pattern matches. Of several the one of the nearest file counts (`layer` 0),
/// and within a file the longest pattern.
struct SeveritySetting {
  Setting<std::string> pattern;
  std::optional<Severity> severity;  ///< empty: "off"
  std::size_t layer = 0;
};
struct ToleranceSetting {
  Setting<std::string> pattern;
  Decimal amount;  ///< beyond rounding, in the report's currency unit
  std::size_t layer = 0;
};

using Patterns = std::vector<Setting<std::string>>;

struct Configuration {
  std::vector<std::string> files;  ///< in force: the one found or given, then what it extends; may be empty
  std::optional<Patterns> select;  ///< empty: all rules
  std::optional<Patterns> ignore;
  std::vector<SeveritySetting> severity;
  std::vector<ToleranceSetting> tolerance;
  std::optional<Setting<std::string>> fail_on;   ///< "error" | "warning" | "note" | "never"
  std::optional<Setting<std::string>> show;      ///< "error" | "warning" | "note"
  std::optional<Setting<std::string>> baseline;  ///< path
  std::vector<Setting<std::string>> rules;       ///< paths of rule files
  std::vector<Setting<std::string>> waivers;     ///< paths of waiver files
  std::vector<Setting<std::string>> forms;       ///< paths of files with the words of a place's tables
};

/// The name that is looked for.
inline constexpr const char* kConfigurationName = ".zzaudit.json";

/// The nearest `.zzaudit.json` for an input: in the folder of a file, in a directory itself, in the working
/// directory for "-", else in the folders above, up to the root. Relative where it is below the working
/// directory. Empty when there is none.
[[nodiscard]] std::optional<std::string> find_configuration(const std::string& input);

/// Reads a configuration with all that it extends. Of what several files say the extending one wins over the
/// extended, the later of a list over the earlier; lists of select and ignore are replaced, severities and
/// tolerances joined, files of rules and waivers added. Paths are relative to the file that names them.
/// ConfigError, with place and nearest match, for anything unknown or of the wrong type and for cycles.
[[nodiscard]] Configuration read_configuration(const std::string& file);

/// The words of a place: {"name", "titles": {TABLE: [TITLE…]}, "columns": {TABLE: {COLUMN: [WORD…]}},
/// "lines": {TABLE: {LINE: [WORD…]}}}, tables, columns and lines by key or Chinese name. ConfigError, with
/// place and nearest match, for whatever does not fit.
[[nodiscard]] std::vector<FormWord> read_form(const std::string& file);

/// What became of one rule and why.
struct RuleStatus {
  std::string id;
  bool active = true;
  Severity severity = Severity::kError;
  Decimal tolerance;
  Bilingual reason;  ///< "default" or where it was said
};

/// Applies select, ignore, severity and tolerance to `catalogue`, which has all rules, so that it holds the
/// rules in force. Returns one entry for every rule known, by id. ConfigError or UsageError for patterns
/// that match no rule.
std::vector<RuleStatus> apply_configuration(const Configuration& configuration, Catalogue& catalogue);

}  // namespace zzaudit
