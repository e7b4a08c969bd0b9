// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <string>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/version.hpp"

namespace {

using namespace zzaudit;

int run(int argc, char** argv, Language language) {
  CLI::App program;
  const std::vector<cli::Command> commands = cli::define_program(program, language);
  const auto chosen = [&]() -> const cli::Command* {
    for (const cli::Command& command : commands) {
      if (command.app->parsed()) {
        return &command;
      }
    }
    return nullptr;
  };
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    cli::write_output("", chosen() != nullptr ? chosen()->help : cli::program_help(language));
    return cli::kExitClean;
  } catch (const CLI::CallForVersion&) {
    cli::write_output("", "zzaudit " + std::string(version()) + "\n");
    return cli::kExitClean;
  } catch (const CLI::ParseError& error) {
    cli::rethrow_as_usage_error(error, program, commands);
  }
  if (chosen() == nullptr) {
    cli::write_error(cli::program_help(language));
    return cli::kExitUsage;
  }
  return chosen()->run();
}

}  // namespace

int main(int argc, char** argv) {
  // A closed pipe ends the output, not the program: the exit code is still that of the reports.
  std::signal(SIGPIPE, SIG_IGN);
  auto language = Language::kChinese;
  try {
    language = cli::language_of(argc, argv);
    return run(argc, argv, language);
  } catch (const InputError& error) {
    cli::report_error(error.message(), language);
    return cli::kExitUnreadable;
  } catch (const Error& error) {
    cli::report_error(error.message(), language);
    return cli::kExitUsage;
  } catch (const std::exception& error) {
    cli::report_error(
        {std::string("内部错误：") + error.what(), std::string("internal error: ") + error.what()}, language);
    return cli::kExitUsage;
  }
}
