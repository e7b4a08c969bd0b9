// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "cli/command.hpp"

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace zzaudit::cli {

/// Language of messages, needed before anything else is parsed: --lang, else ZZAUDIT_LANG (zh, en or a locale
/// such as zh_CN.UTF-8), else Chinese. UsageError for anything else.
[[nodiscard]] Language language_of(int argc, const char* const* argv);

/// Help of the whole program.
[[nodiscard]] std::string_view program_help(Language language);

/// What CLI11 has to say, in both languages and with the nearest option or command.
[[noreturn]] void rethrow_as_usage_error(const CLI::ParseError& error, const CLI::App& program,
                                         const std::vector<Command>& commands);

}  // namespace zzaudit::cli
