// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "cli/command.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/policy.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/render/render.hpp"

namespace zzaudit::cli {
namespace {

constexpr BilingualView kHelp{
    R"(用法：zzaudit convert FILE… -o report.json

把任何可读的输入转换为原生 JSON（report.json），保留规则所需的一切和每个值的位置；
核对转换结果与核对原文件得到同样的问题。

FILE 与 zzaudit check 的相同：文件、目录，或 -（标准输入）。

选项：
  --as-one           多个 FILE 合为一份报告
  --document         不转换，显示读到了什么：段落、表格及其位置（某张表没有识别时可以看看）
  --config FILE      用这个配置文件中的 forms（各地表名），不查找 .zzaudit.json
  --no-config        不用配置文件
  -o, --output OUT   写入文件 OUT（要么完整，要么不写）；不给或 - 为标准输出
  --lang zh|en       提示的语言
  -h, --help         本帮助

示例：
  zzaudit convert 决算公开.pdf -o report.json
  zzaudit convert 各表/ | zzaudit check -
  zzaudit convert --document 决算公开.pdf
)",
    R"(Usage: zzaudit convert FILE... -o report.json

Converts any readable input to the native JSON form (report.json), with everything that rules need and
the place of every value: checking the result gives the same findings as checking the source.

FILE is as for zzaudit check: a file, a directory, or - for standard input.

Options:
  --as-one           several FILEs make up one report
  --document         instead, show what was read: paragraphs and tables with their places (for when a
                     table is not recognised)
  --config FILE      the configuration whose forms (a place's words) apply, instead of the nearest
                     .zzaudit.json
  --no-config        use no configuration
  -o, --output OUT   write to OUT, whole or not at all; standard output without it or with -
  --lang zh|en       language of messages
  -h, --help         this help

Examples:
  zzaudit convert disclosure.pdf -o report.json
  zzaudit convert tables/ | zzaudit check -
  zzaudit convert --document disclosure.pdf
)"};

struct Options {
  std::vector<std::string> files;
  std::string output;
  bool as_one = false;
  bool document = false;
  PolicyOptions policy;
};

int run(const Options& options, Language language) {
  if (options.files.empty() || (options.files.size() > 1 && !options.as_one)) {
    throw UsageError(
        {"convert 需要一个 FILE，多个文件合为一份报告时加 --as-one；用法见 zzaudit convert --help",
         "convert needs one FILE, or --as-one with several that make up one report; see zzaudit "
         "convert --help"});
  }
  if (options.document) {
    RenderOptions render;
    render.language = language;
    render.color = wants_color("auto", options.output);
    render.width = output_width(options.output);
    write_output(options.output, render_document(load_document(options.files), render));
    return kExitClean;
  }
  (void)configuration_for(options.policy, options.files);  // for the forms that it names
  write_output(options.output, report_to_json(load_as_one(options.files).report));
  return kExitClean;
}

}  // namespace

Command make_convert(CLI::App& program, Language language) {
  CLI::App* app = add_command(program, "convert");
  auto options = std::make_shared<Options>();
  add_operands(*app, "FILE", options->files);
  add_option(*app, "-o,--output", "FILE", options->output);
  add_flag(*app, "--as-one", options->as_one);
  add_flag(*app, "--document", options->document);
  add_configuration_file_options(*app, options->policy);
  return {app, kHelp.in(language), [options, language] { return run(*options, language); }};
}

}  // namespace zzaudit::cli
