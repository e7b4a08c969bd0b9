// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/read/read.hpp"

namespace zzaudit {

Contents read_contents(const RawInput& input, std::uint16_t source) {
  Contents contents;
  std::string text;
  std::optional<Format> format = detect_bytes(input);
  if (!format) {
    text = decode(input);
    format = detect(input.name, text);
  }
  switch (*format) {
    case Format::kReportJson:
      contents.report_json = std::move(text);
      break;
    case Format::kCsv:
      contents.document = read_csv(input.name, text, source);
      break;
    case Format::kText:
      contents.document = read_text(input.name, text, source);
      break;
    case Format::kHtml:
      contents.document = read_html(input.name, text, source);
      break;
    case Format::kDocx:
      contents.document = read_docx(input, source);
      break;
    case Format::kXlsx:
      contents.document = read_xlsx(input, source);
      break;
    case Format::kPdf:
      contents.document = read_pdf(input, source);
      break;
    case Format::kOffice:
      contents.document = read_office(input, source);
      break;
  }
  return contents;
}

}  // namespace zzaudit
