// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_help.hpp"

#include "cli/command.hpp"
#include "zzaudit/check/catalogue.hpp"

namespace zzaudit::cli {

const BilingualView kBatchHelp{
    R"(用法：zzaudit batch PATH… [选项]

批量核对许多份决算公开。结果按输入的顺序输出，与 --jobs 无关；一份无法读取不影响其他。

PATH 可以是：
  文件        一份报告（格式同 check）；.ndjson 和 .jsonl 每行一份 report.json
  目录        连同子目录，按名称排序。直接含有 CSV/TSV 表的目录是一份报告，其中的 .csv .tsv .md .txt
              是它的各部分；其他目录里每个可读格式的文件各是一份报告，其余文件计入“未读取”
  '2023/*.json'  通配符 * ? […]，** 为任意层目录；加引号可避免命令行过长
  -           标准输入，NDJSON：每行一份 report.json

选项：
  --files-from FILE         从 FILE 读取 PATH，每行一个；- 为标准输入；可重复
  -j, --jobs N              并行线程数，默认为处理器核数
  --format FORMAT           输出格式，默认 text：
                              text      有问题的报告各一行，末尾为汇总
                              json      全部结果；ndjson 每份报告一行，随出随写
                              html      单个网页：汇总，可排序和筛选的报告列表，各规则，单位各年情况
                              xlsx      工作簿：汇总、报告、规则
                              sqlite    数据库：全部结果，表和视图见 data/schema/results.sql
  --report FORMAT=FILE      另以 FORMAT 写入 FILE（要么完整，要么不写）；可重复
  --pages DIR               为核对过的每份报告在目录 DIR 中写一个网页；html 汇总中的文件链接到它
  -o, --output OUT          写入文件 OUT（要么完整，要么不写）
  --show error|warning|note|all
                            文本输出中列出哪些报告，默认 warning
  --fail-on error|warning|note|never
                            达到此级别时退出码为 1，默认 error
  --resume STATE            把结果记入 STATE；再次运行时，内容和规则都未变的报告不再核对。
                            中途被终止也不会丢失或重复结果
  --prior PATH              上年报告（同 PATH，除 - 和 NDJSON 外），按部门名称和年度对应，跨年核对；
                            可重复。给出同一目录即在其中各年之间核对
  --renames FILE            部门更名：每行“旧名称,新名称”；与 --prior 一起使用
  --shard i/n               只做第 i 份（共 n 份）；各份的 ndjson 结果用 zzaudit merge 合并
  --progress auto|always|never
                            标准错误上的进度条，默认 auto（终端上显示）
  --select P[,P…]、--ignore P[,P…]、--rules FILE、--config FILE、--no-config
                            同 check；豁免和基线只用于 check
  --lang zh|en              语言，默认 zh（也可用环境变量 ZZAUDIT_LANG）
  -h, --help                本帮助

退出码：0 没有达到 --fail-on 的问题；1 有；2 选项或配置有误；3 有输入无法读取或不是决算报告。

示例：
  zzaudit batch 2023/ 2024/
  zzaudit batch 2024/ --prior 2023/ --renames 更名.csv
  zzaudit batch 2023/ --format ndjson --resume 2023.state -o 2023.ndjson
  zzaudit batch 2023/ --report html=2023.html --report sqlite=2023.db --pages 2023-pages
  find . -name '*.pdf' | zzaudit batch --files-from - --jobs 8
)",
    R"(Usage: zzaudit batch PATH... [options]

Checks many reports. Results come in the order of the inputs, whatever --jobs is; one that cannot be
read does not stop the others.

PATH is one of
  a file       one report, in any format that check takes; .ndjson and .jsonl: a report.json a line
  a directory  with all below it, sorted by name. A directory that itself holds CSV or TSV tables is one
               report, its .csv .tsv .md .txt files being the parts; in any other, each file of a
               readable format is one report, and other files are counted as passed over
  '2023/*.json'  patterns with * ? [...], ** for any depth; quoted, they may match any number of files
  -            NDJSON on standard input: a report.json a line

Options:
  --files-from FILE         read PATHs from FILE, one a line; - is standard input; repeatable
  -j, --jobs N              threads, as many as there are processors by default
  --format FORMAT           output format, text by default:
                              text      a line for every report with problems, then the summary
                              json      all results; ndjson: a line a report, as soon as it is ready
                              html      one page: totals, a list of reports to sort and filter, rules, departments
                              xlsx      a workbook: summary, reports, rules
                              sqlite    a database: all results, tables and views as in data/schema/results.sql
  --report FORMAT=FILE      write FORMAT to FILE as well, whole or not at all; repeatable
  --pages DIR               write a page of its own for every report checked into DIR; html links to them
  -o, --output OUT          write to OUT, whole or not at all
  --show error|warning|note|all
                            reports that get a line in the text output, warning by default
  --fail-on error|warning|note|never
                            exit code 1 from this severity on, error by default
  --resume STATE            keep results in STATE; the next run does not check again what has not
                            changed, nor have the rules. A kill neither loses nor doubles a result
  --prior PATH              last year's reports (like PATH, but no - and no NDJSON), found by department
                            and year, to check across years; repeatable. The folder of PATH itself
                            checks the years in it against each other
  --renames FILE            departments that were renamed: “old name,new name” a line; with --prior
  --shard i/n               only the i-th of n parts; zzaudit merge puts their ndjson results together
  --progress auto|always|never
                            bar on standard error, auto (on a terminal) by default
  --select P[,P...], --ignore P[,P...], --rules FILE, --config FILE, --no-config
                            as for check; waivers and baselines are for check only
  --lang zh|en              language, zh by default (also from ZZAUDIT_LANG)
  -h, --help                this help

Exit codes: 0 nothing at or above --fail-on; 1 something is; 2 wrong options or configuration;
3 an input could not be read or is no final-accounts report.

Examples:
  zzaudit batch 2023/ 2024/
  zzaudit batch 2024/ --prior 2023/ --renames renamed.csv
  zzaudit batch 2023/ --format ndjson --resume 2023.state -o 2023.ndjson
  zzaudit batch 2023/ --report html=2023.html --report sqlite=2023.db --pages 2023-pages
  find . -name '*.pdf' | zzaudit batch --files-from - --jobs 8
)"};

const BilingualView kMergeHelp{
    R"(用法：zzaudit merge RESULT… [选项]

合并 zzaudit batch --format ndjson 的结果，得到与一次运行相同的输出。

RESULT 是各份 --shard i/n 的结果（顺序不限，必须齐全），或若干次独立运行的结果（按给出的顺序连接）。

选项：
  --format FORMAT、--report FORMAT=FILE、-o OUT、--show、--fail-on、--rules FILE、--lang
                            同 batch
  -h, --help                本帮助

示例：
  zzaudit merge shard-*.ndjson -o all.ndjson --format ndjson
)",
    R"(Usage: zzaudit merge RESULT... [options]

Merges results of zzaudit batch --format ndjson into what one run gives.

RESULT is the result of a --shard i/n (all n of them, in any order), or results of separate runs, which
are put one after the other as given.

Options:
  --format FORMAT, --report FORMAT=FILE, -o OUT, --show, --fail-on, --rules FILE, --lang
                            as for batch
  -h, --help                this help

Example:
  zzaudit merge shard-*.ndjson -o all.ndjson --format ndjson
)"};

Verdict parse_show(const std::string& text) {
  const auto show = require_choice("--show", text, kBatchShow);
  return show == "error"     ? Verdict::kError
         : show == "warning" ? Verdict::kWarning
         : show == "note"    ? Verdict::kNote
                             : Verdict::kClean;
}

std::optional<Severity> parse_fail_on(const std::string& text) {
  return parse_severity(require_choice("--fail-on", text, kFailOn));
}

int exit_code_of(const BatchSummary& summary, std::optional<Severity> fail_on) {
  const auto any = [&](Verdict verdict) { return summary.verdicts[static_cast<std::size_t>(verdict)] > 0; };
  if (any(Verdict::kFailed)) {
    return kExitUsage;
  }
  if (any(Verdict::kUnreadable)) {
    return kExitUnreadable;
  }
  const bool failing =
      fail_on && (any(Verdict::kError) || (*fail_on <= Severity::kWarning && any(Verdict::kWarning)) ||
                  (*fail_on <= Severity::kNote && any(Verdict::kNote)));
  return failing ? kExitFindings : kExitClean;
}

}  // namespace zzaudit::cli
