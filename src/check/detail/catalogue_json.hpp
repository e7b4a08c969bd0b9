// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/check/catalogue.hpp"

namespace zzaudit::detail {

/// Reads a user's rule file (form: see Catalogue), which may not name coded checks and may leave out what
/// only documents. ConfigError with `name`, JSON pointer and nearest member for whatever does not fit,
/// formulas that do not compile included.
[[nodiscard]] std::vector<Rule> read_catalogue(const std::string& name, std::string_view text);

/// Reads an embedded catalogue file, which must be complete. `text` must live as long as the program.
[[nodiscard]] std::vector<Rule> read_builtin(const std::string& name, std::string_view text, RuleTexts texts);
/// Reads all of one rule from its JSON text.
[[nodiscard]] Rule read_builtin_rule(std::string_view source);

/// One rule of an embedded file as JSON text: the whole object and its members.
struct RuleSource {
  struct Member {
    std::string_view key, value;
  };
  std::string_view text;
  std::vector<Member> members;
};
/// Cuts an embedded catalogue file, which is known to be {"rules": [{ … }, … ]}, into its rules without
/// reading their texts. std::logic_error where it is not of that form.
[[nodiscard]] std::vector<RuleSource> split_rules(std::string_view text);

}  // namespace zzaudit::detail
