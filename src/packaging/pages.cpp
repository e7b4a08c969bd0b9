// SPDX-License-Identifier: Apache-2.0
// Writes what a package holds besides the program and is made from it: manual pages and completion scripts.
#include <CLI/CLI.hpp>
#include <exception>
#include <filesystem>
#include <string>

#include "cli/completion.hpp"
#include "cli/man_page.hpp"
#include "cli/output.hpp"
#include "zzaudit/base/clock.hpp"

namespace {

using namespace zzaudit;
namespace fs = std::filesystem;

void write_pages(const fs::path& folder, Language language) {
  CLI::App program;
  const std::vector<cli::Command> commands = cli::define_program(program, language);
  const fs::path man = folder / (language == Language::kChinese ? "man/zh_CN/man1" : "man/man1");
  fs::create_directories(man);
  cli::write_output(man / "zzaudit.1", cli::man_page(commands, today(), language));
  // The language of completion is the default of the program.
  if (language == Language::kChinese) {
    const cli::Completion completion = cli::completion_of(program, commands, language);
    cli::write_output(folder / "zzaudit.bash", cli::bash_script(completion));
    cli::write_output(folder / "_zzaudit", cli::zsh_script(completion));
    cli::write_output(folder / "zzaudit.fish", cli::fish_script(completion));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    cli::write_error("usage: zzaudit-pages FOLDER\n");
    return 2;
  }
  try {
    write_pages(argv[1], Language::kChinese);
    write_pages(argv[1], Language::kEnglish);
    return 0;
  } catch (const std::exception& error) {
    cli::write_error(std::string("zzaudit-pages: ") + error.what() + '\n');
    return 2;
  }
}
