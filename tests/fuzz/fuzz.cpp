// SPDX-License-Identifier: Apache-2.0
// One libFuzzer program for every reader; `--reader=NAME` chooses (tests/fuzz/run gives each its seeds and
// time). A reader may refuse an input with InputError; anything else that leaves it is a defect.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "read/detail/pdf.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/model/report_json.hpp"
#include "zzaudit/read/read.hpp"

namespace {

using zzaudit::RawInput;

struct Target {
  std::string_view name;
  void (*run)(const RawInput& input);
};

constexpr std::array kTargets{
    Target{"json", [](const RawInput& input) { (void)zzaudit::report_from_json(input.name, decode(input)); }},
    Target{"csv", [](const RawInput& input) { (void)zzaudit::read_csv(input.name, decode(input)); }},
    Target{"text", [](const RawInput& input) { (void)zzaudit::read_text(input.name, decode(input)); }},
    Target{"html", [](const RawInput& input) { (void)zzaudit::read_html(input.name, decode(input)); }},
    Target{"docx", [](const RawInput& input) { (void)zzaudit::read_docx(input); }},
    Target{"xlsx", [](const RawInput& input) { (void)zzaudit::read_xlsx(input); }},
    // What zzaudit-pdf says, not the PDF file: the library that reads that is not ours.
    Target{"pdf",
           [](const RawInput& input) {
             (void)zzaudit::detail::document_from_pdf_answer(input.name, input.bytes, 0);
           }},
};

const Target* chosen = nullptr;

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  constexpr std::string_view kOption = "--reader=";
  for (int i = 1; i < *argc; ++i) {
    const std::string_view argument = (*argv)[i];
    if (!argument.starts_with(kOption)) continue;
    for (const Target& target : kTargets) {
      if (target.name == argument.substr(kOption.size())) chosen = &target;
    }
  }
  if (chosen == nullptr) {
    std::cerr << "--reader= must be one of:";
    for (const Target& target : kTargets) std::cerr << ' ' << target.name;
    std::cerr << '\n';
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const RawInput input{"input", std::string(reinterpret_cast<const char*>(data), size)};
  try {
    chosen->run(input);
  } catch (const zzaudit::InputError&) {
    // Refused with a message: what a reader does with such an input.
  }
  return 0;
}
