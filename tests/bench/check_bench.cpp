// SPDX-License-Identifier: Apache-2.0
// What each step costs for one report, beside nlohmann::json::parse of the same bytes. The corpus report is
// used where it is present (ZZAUDIT_CORPUS, or ../shared/corpus beside the source folder), the Markdown
// sample elsewhere.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "zzaudit/base/resource.hpp"
#include "zzaudit/check/engine.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/read/read.hpp"
#include "zzaudit/recognise/recognise.hpp"
#include "zzaudit/render/render.hpp"

namespace {

using namespace zzaudit;

std::string load_text() {
  namespace fs = std::filesystem;
  const char* variable = std::getenv("ZZAUDIT_CORPUS");
  const fs::path corpus =
      variable != nullptr ? fs::path(variable) : fs::path(ZZAUDIT_SOURCE_DIR) / "../shared/corpus";
  const fs::path file = corpus / "zhuzhou-2023.md";
  if (fs::exists(file)) {
    return decode(read_file(file.string()));
  }
  return std::string(resource("samples/clean-markdown/report.md"));
}

const std::string& text() {
  static const std::string kText = load_text();
  return kText;
}

const Report& report() {
  static const Report kReport = recognise(read_text("report.md", text()));
  return kReport;
}

const std::string& json() {
  static const std::string kJson = report_to_json(report());
  return kJson;
}

const Checker& checker() {
  static const Checker kChecker{Catalogue::builtin()};
  return kChecker;
}

CheckRun checked_run() {
  CheckRun run{"", "", {}};
  run.reports.push_back({"report.md", "", report(), checker().check(report())});
  return run;
}

void count_bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * static_cast<std::int64_t>(state.iterations()));
}

void nlohmann_parse_report_json(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(nlohmann::json::parse(json()));
  }
  count_bytes(state, json().size());
}
BENCHMARK(nlohmann_parse_report_json);

void read_report_json(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(report_from_json("report.json", json()));
  }
  count_bytes(state, json().size());
}
BENCHMARK(read_report_json);

void write_report_json(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(report_to_json(report()));
  }
  count_bytes(state, json().size());
}
BENCHMARK(write_report_json);

void read_markdown(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(read_text("report.md", text()));
  }
  count_bytes(state, text().size());
}
BENCHMARK(read_markdown);

void recognise_document(benchmark::State& state) {
  const Document document = read_text("report.md", text());
  for (auto _ : state) {
    benchmark::DoNotOptimize(recognise(document));
  }
}
BENCHMARK(recognise_document);

void load_rules(benchmark::State& state) {
  for (auto _ : state) {
    const Catalogue catalogue = Catalogue::builtin();
    benchmark::DoNotOptimize(Checker(catalogue));
  }
}
BENCHMARK(load_rules);

void check_report(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(checker().check(report()));
  }
}
BENCHMARK(check_report);

void render_as_text(benchmark::State& state) {
  const CheckRun run = checked_run();
  const Catalogue catalogue = Catalogue::builtin();
  for (auto _ : state) {
    benchmark::DoNotOptimize(render_text(run, catalogue, {}));
  }
}
BENCHMARK(render_as_text);

void render_as_json(benchmark::State& state) {
  const CheckRun run = checked_run();
  for (auto _ : state) {
    benchmark::DoNotOptimize(render_json(run, {}));
  }
}
BENCHMARK(render_as_json);

}  // namespace
