// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <optional>
#include <string>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kHelp{
    R"(用法：zzaudit 命令 [选项]

核对部门决算公开：九张决算表的表内、表间勾稽关系，结构、单元格和科目；情况说明中的数字与表、
与其他数字是否相符，必须公开的内容是否齐全，文字有无差错。

命令：
  check FILE…      核对报告，列出问题
  batch PATH…      批量核对目录、文件列表或 NDJSON
  merge RESULT…    合并 batch 的分片结果
  convert FILE     把任何可读的输入转换为 report.json
  rules            列出全部规则
  explain RULE     说明一条规则，含实际运行的正反例
  completion SHELL  bash、zsh 或 fish 的补全脚本

选项：
  --lang zh|en     语言，默认 zh（也可用环境变量 ZZAUDIT_LANG）
  --version        版本
  -h, --help       本帮助；zzaudit 命令 --help 为该命令的帮助

环境变量：
  ZZAUDIT_LANG     没有 --lang 时的语言：zh、en 或 zh_CN.UTF-8 之类
  ZZAUDIT_PDF      读取 PDF 的程序 zzaudit-pdf，安装在别处时指明
  ZZAUDIT_XLSX     写 XLSX 的模块 zzaudit-xlsx.so，安装在别处时指明
  NO_COLOR         不为空时不用颜色
  COLUMNS          终端的列数
  SOURCE_DATE_EPOCH  豁免是否过期按这一时刻判断，也写入 JUnit（秒数，自 1970 年起）

文件：
  .zzaudit.json    配置；以离输入最近的为准

示例：
  zzaudit check 决算公开.pdf
  zzaudit explain TAB301
)",
    R"(Usage: zzaudit COMMAND [options]

Checks departmental final-accounts disclosures (部门决算公开): identities within and between the nine
tables, structure, cells and classification codes; whether the figures of the explanation agree with the
tables and with each other, whether everything required is there, and the wording.

Commands:
  check FILE...    check reports and list what is wrong
  batch PATH...    check many reports: directories, lists of files, NDJSON
  merge RESULT...  merge the results of the shards of a batch
  convert FILE     convert any readable input to report.json
  rules            list all rules
  explain RULE     explain one rule, with examples that are really run
  completion SHELL  completion script for bash, zsh or fish

Options:
  --lang zh|en     language, zh by default (also from ZZAUDIT_LANG)
  --version        version
  -h, --help       this help; zzaudit COMMAND --help for that of a command

Environment:
  ZZAUDIT_LANG     language without --lang: zh, en or the like of en_GB.UTF-8
  ZZAUDIT_PDF      the program zzaudit-pdf, which reads PDF, when it is installed elsewhere
  ZZAUDIT_XLSX     the module zzaudit-xlsx.so, which writes XLSX, when it is installed elsewhere
  NO_COLOR         when not empty: no colours
  COLUMNS          columns of the terminal
  SOURCE_DATE_EPOCH  the time by which waivers expire and that JUnit has, in seconds since 1970

Files:
  .zzaudit.json    configuration; the one nearest to the input counts

Examples:
  zzaudit check disclosure.pdf
  zzaudit explain TAB301
)"};

std::optional<Language> parse_language(std::string_view text) {
  if (text == "zh") {
    return Language::kChinese;
  }
  if (text == "en") {
    return Language::kEnglish;
  }
  return std::nullopt;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

}  // namespace

Language language_of(int argc, const char* const* argv) {
  Language language = Language::kChinese;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): the environment is never changed
  if (const char* value = std::getenv("ZZAUDIT_LANG"); value != nullptr && *value != '\0') {
    const std::string_view text(value);
    const auto parsed = parse_language(text.substr(0, text.find_first_of("_.@")));
    if (!parsed) {
      throw UsageError({fmt::format("环境变量 ZZAUDIT_LANG 的取值“{}”无效，可用：zh, en", text),
                        fmt::format("ZZAUDIT_LANG: “{}” is not one of zh, en", text)});
    }
    language = *parsed;
  }
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string_view argument(argv[i]);
    std::optional<std::string_view> value;
    if (argument == "--lang" && i + 1 < argc) {
      value = argv[++i];
    } else if (argument.starts_with("--lang=")) {
      value = argument.substr(argument.find('=') + 1);
    }
    if (value) {
      const auto parsed = parse_language(*value);
      if (!parsed) {
        require_choice("--lang", std::string(*value), kLanguages);
      }
      language = parsed.value_or(language);
    }
  }
  return language;
}

std::string_view program_help(Language language) { return kHelp.in(language); }

void rethrow_as_usage_error(const CLI::ParseError& error, const CLI::App& program,
                            const std::vector<Command>& commands) {
  const Command* chosen = nullptr;
  std::vector<std::string> command_names;
  for (const Command& command : commands) {
    command_names.push_back(command.app->get_name());
    if (command.app->parsed()) {
      chosen = &command;
    }
  }
  const std::string help =
      chosen == nullptr ? "zzaudit --help" : "zzaudit " + chosen->app->get_name() + " --help";
  const auto hint = [](const std::optional<std::string>& meant) {
    return meant ? Bilingual{fmt::format("（是否应为“{}”？）", *meant),
                             fmt::format(" (did you mean “{}”?)", *meant)}
                 : Bilingual{};
  };
  const auto throw_error = [&](const std::string& zh, const std::string& en) {
    throw UsageError({zh + "；用法见 " + help, en + "; see " + help});
  };
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> extras = program.remaining(true);
    const std::string extra = extras.empty() ? std::string{} : extras.front();
    if (extra.starts_with('-')) {
      std::vector<std::string> names = option_names(program);
      if (chosen != nullptr) {
        const auto own = option_names(*chosen->app);
        names.insert(names.end(), own.begin(), own.end());
      }
      const Bilingual meant = hint(nearest(extra.substr(0, extra.find('=')), names));
      throw_error(fmt::format("未知的选项“{}”{}", extra, meant.zh),
                  fmt::format("unknown option “{}”{}", extra, meant.en));
    }
    if (chosen == nullptr) {
      const Bilingual meant = hint(nearest(extra, command_names));
      const std::string all = fmt::format("{}", fmt::join(command_names, ", "));
      throw_error(fmt::format("未知的命令“{}”{}；可用的命令：{}", extra, meant.zh, all),
                  fmt::format("unknown command “{}”{}; commands are: {}", extra, meant.en, all));
    }
    throw_error(fmt::format("多余的参数“{}”", extra), fmt::format("unexpected argument “{}”", extra));
  }
  const std::string detail = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const std::string option = detail.substr(0, detail.find(':'));
    throw_error(fmt::format("选项 {} 的取值个数不对", option),
                fmt::format("wrong number of values for {}", option));
  }
  throw_error("命令行有误（" + detail + "）", "wrong command line (" + detail + ")");
  std::abort();
}

}  // namespace zzaudit::cli
