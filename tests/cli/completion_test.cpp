// SPDX-License-Identifier: Apache-2.0
// Completion scripts against the help, and in the shells themselves as far as they are installed.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <regex>
#include <set>
#include <sstream>

#include "cli/run.hpp"

namespace zzaudit::test {
namespace {

const std::vector<std::string> kCommands = {"check", "batch",   "merge",     "convert",
                                            "rules", "explain", "completion"};

using Words = std::set<std::string>;

/// Standard output and error of a command line of sh, and how it ended.
Result shell(const std::string& command) {
  Result result;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> part{};
  for (std::size_t size = 0; (size = std::fread(part.data(), 1, part.size(), pipe)) > 0;) {
    result.out.append(part.data(), size);
  }
  const int status = ::pclose(pipe);
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

bool installed(const std::string& program) { return shell("command -v " + program).code == 0; }

Words lines_in(const std::string& text) {
  Words lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.insert(line);
  }
  return lines;
}

/// The lines of a help that an option or several begin.
std::vector<std::string> option_lines(const std::string& command) {
  std::vector<std::string> lines;
  std::istringstream stream(run({command, "--help"}).out);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("  -")) {
      lines.push_back(line);
    }
  }
  return lines;
}

Words options_in_help(const std::string& command) {
  const std::regex option(R"((?:^|[ 、])(--?[a-z][a-z-]*))");
  Words options;
  for (const std::string& line : option_lines(command)) {
    for (std::sregex_iterator it(line.begin(), line.end(), option), end; it != end; ++it) {
      options.insert((*it)[1].str());
    }
  }
  return options;
}

/// What the three scripts, as files, offer.
class Scripts {
 public:
  Scripts() {
    for (const auto& [name, file] :
         {std::pair{"bash", "zzaudit.bash"}, {"zsh", "_zzaudit"}, {"fish", "zzaudit.fish"}}) {
      const Result result = run({"completion", name});
      EXPECT_EQ(result.code, 0) << result.err;
      folder_.file(file, result.out);
    }
  }
  [[nodiscard]] std::string path(const std::string& file) const { return folder_.path(file); }
  [[nodiscard]] std::string text(const std::string& file) const { return read(path(file)); }

  /// The words are quoted for sh already.
  [[nodiscard]] Words bash(const std::string& words) const {
    return lines_in(shell("bash " + driver("bash") + path("zzaudit.bash") + " zzaudit " + words).out);
  }
  /// What is offered at the end of each line, one after the other: it takes long until a zsh is ready.
  [[nodiscard]] std::string zsh(const std::vector<std::string>& lines) const {
    std::string command = "timeout 60 zsh " + driver("zsh") + path("");
    for (const std::string& line : lines) {
      command += " '" + line + "'";
    }
    return shell(command).out;
  }
  [[nodiscard]] std::string fish(const std::string& line) const {
    return shell("fish --no-config " + driver("fish") + path("zzaudit.fish") + " '" + line + "'").out;
  }

 private:
  static std::string driver(const std::string& name) {
    return std::string(ZZAUDIT_SOURCE_DIR) + "/tests/completion/offered." + name + ' ';
  }
  Folder folder_;
};

TEST(CompletionScripts, HaveEveryOptionThatTheHelpNames) {
  const Scripts scripts;
  const std::string zsh = scripts.text("_zzaudit");
  const std::string fish = scripts.text("zzaudit.fish");
  for (const std::string& command : kCommands) {
    const Words in_bash = scripts.bash(command + " -");
    const auto begin = zsh.find("\n_zzaudit_" + command + "() {");
    ASSERT_NE(begin, std::string::npos) << command;
    const std::string in_zsh = zsh.substr(begin, zsh.find("\n}", begin) - begin);
    const Words options = options_in_help(command);
    EXPECT_GE(options.size(), 3U);
    for (const std::string& option : options) {
      EXPECT_TRUE(in_bash.contains(option)) << command << ' ' << option;
      EXPECT_TRUE(matches(in_zsh, option + R"([=+]?\[)")) << command;
      const std::string flag = option.starts_with("--") ? "-l " + option.substr(2) : "-s " + option.substr(1);
      EXPECT_TRUE(matches(fish, "command_is " + command + "'[^\n]* " + flag + " ")) << option;
    }
  }
}

TEST(CompletionScripts, OfferTheChoicesThatTheHelpNames) {
  const Scripts scripts;
  const std::regex choice(R"((--[a-z-]+) ([a-z]+(?:\|[a-z]+)+))");
  std::size_t found = 0;
  for (const std::string& command : kCommands) {
    for (const std::string& line : option_lines(command)) {
      std::smatch match;
      if (!std::regex_search(line, match, choice)) {
        continue;
      }
      ++found;
      const std::string words = std::regex_replace(match[2].str(), std::regex(R"(\|)"), "\n");
      EXPECT_EQ(scripts.bash(command + " " + match[1].str() + " ''"), lines_in(words)) << line;
      const std::string in_fish = std::regex_replace(match[2].str(), std::regex(R"(\|)"), " ");
      EXPECT_TRUE(contains(scripts.text("zzaudit.fish"),
                           "-l " + match[1].str().substr(2) + " -x -a '" + in_fish + "'"));
    }
  }
  EXPECT_GE(found, 10U);
}

TEST(CompletionScripts, ParseInBothLanguages) {
  for (const std::string name : {"bash", "zsh", "fish"}) {
    if (!installed(name)) {
      continue;
    }
    for (const char* language : {"zh", "en"}) {
      const Folder folder;
      const std::string file = folder.file("script", run({"completion", name, "--lang", language}).out);
      const Result result = shell(name + " -n " + file);
      EXPECT_EQ(result.code, 0) << result.out;
      EXPECT_EQ(result.out, "") << name;
    }
  }
}

TEST(CompletionScripts, NameAllRules) {
  const Scripts scripts;
  const std::string rules = run({"rules", "--format", "markdown", "--lang", "en"}).out;
  const std::regex row(R"(\n\| ([A-Z]{3}\d{3}) \| `([a-z-]+)`)");
  Words ids;
  Words names;
  for (std::sregex_iterator it(rules.begin(), rules.end(), row), end; it != end; ++it) {
    ids.insert((*it)[1].str());
    names.insert((*it)[2].str());
  }
  EXPECT_GT(ids.size(), 100U);
  EXPECT_EQ(scripts.bash("explain ''"), ids);
  for (const char* file : {"_zzaudit", "zzaudit.fish"}) {
    for (const Words& words : {ids, names}) {
      for (const std::string& word : words) {
        EXPECT_TRUE(contains(scripts.text(file), word)) << file;
      }
    }
  }
}

TEST(CompletionInBash, OffersWhatCanStandThere) {
  const Scripts scripts;
  EXPECT_EQ(scripts.bash("''"), Words(kCommands.begin(), kCommands.end()));
  EXPECT_EQ(scripts.bash("--lang ''"), (Words{"zh", "en"}));
  EXPECT_EQ(scripts.bash("--lang = en ex"), (Words{"explain"}));
  EXPECT_EQ(scripts.bash("check --sh"), (Words{"--show", "--show-waived", "--show-unverified"}));
  EXPECT_EQ(scripts.bash("check a.pdf --show = n"), (Words{"note"}));
  EXPECT_EQ(scripts.bash("check --as-one ''"), (Words{"(files)"}));
  EXPECT_EQ(scripts.bash("check -o ''"), (Words{"(files)"}));
  EXPECT_EQ(scripts.bash("check -- --sh"), (Words{"(files)"}));
  EXPECT_EQ(scripts.bash("check --select TAB3"), (Words{"TAB301", "TAB302"}));
  EXPECT_EQ(scripts.bash("check --ignore STR,TAB3"), (Words{"STR,TAB301", "STR,TAB302"}));
  EXPECT_TRUE(scripts.bash("check --ignore ''").contains("TAB"));
  EXPECT_EQ(scripts.bash("explain expenditure-row"), (Words{"expenditure-row-sum-mismatch"}));
  EXPECT_EQ(scripts.bash("completion z"), (Words{"zsh"}));
  EXPECT_EQ(scripts.bash("batch --jobs ''"), Words{});
  EXPECT_EQ(scripts.bash("nothing ''"), Words{});
}

TEST(CompletionInZsh, OffersWhatCanStandThere) {
  if (!installed("zsh")) {
    GTEST_SKIP() << "zsh is not installed";
  }
  const Scripts scripts;
  const std::string seen =
      scripts.zsh({"zzaudit --lang zh ch", "zzaudit check --fail-on=", "zzaudit check a.pdf --show-w",
                   "zzaudit check --select STR,TAB3", "zzaudit explain expenditure-row",
                   std::string("zzaudit check ") + ZZAUDIT_SOURCE_DIR + "/READ"});
  EXPECT_TRUE(contains(seen, "\ncheck  -- 核对报告"));
  EXPECT_TRUE(contains(seen, "\nerror    never    note     warning"));
  EXPECT_TRUE(contains(seen, "\n--show-waived  -- 列出已豁免"));
  EXPECT_TRUE(matches(seen, "\nTAB301  -- [^]*\nTAB302  -- "));
  EXPECT_TRUE(contains(seen, "\nexpenditure-row-sum-mismatch"));
  EXPECT_TRUE(contains(seen, "\nREADME.md"));
}

TEST(CompletionInFish, OffersWhatCanStandThere) {
  if (!installed("fish")) {
    GTEST_SKIP() << "fish is not installed";
  }
  const Scripts scripts;
  EXPECT_TRUE(starts_with(scripts.fish("zzaudit --lang zh ch"), "check\t核对报告"));
  EXPECT_TRUE(matches(scripts.fish("zzaudit check --fail-on "), "error\t[^]*never\t[^]*note\t[^]*warning\t"));
  EXPECT_TRUE(starts_with(scripts.fish("zzaudit check a.pdf --show-w"), "--show-waived\t列出已豁免"));
  EXPECT_TRUE(starts_with(scripts.fish("zzaudit check --select STR,TAB3"), "STR,TAB301\t"));
  EXPECT_TRUE(starts_with(scripts.fish("zzaudit explain expenditure-row"), "expenditure-row-sum-mismatch\t"));
  EXPECT_TRUE(
      contains(scripts.fish(std::string("zzaudit check ") + ZZAUDIT_SOURCE_DIR + "/READ"), "README.md"));
  EXPECT_EQ(scripts.fish("zzaudit rules "), "");
}

TEST(CompletionCommand, NamesTheShellsThatItKnows) {
  const Result unknown = run({"completion", "bsh", "--lang", "en"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_EQ(unknown.out, "");
  EXPECT_TRUE(contains(unknown.err, "“bsh” is not one of bash, zsh, fish; did you mean “bash”?"));
  const Result none = run({"completion"});
  EXPECT_EQ(none.code, 2);
  EXPECT_TRUE(contains(none.err, "bash、zsh 或 fish"));
}

}  // namespace
}  // namespace zzaudit::test
