// SPDX-License-Identifier: Apache-2.0
#include "read/detail/pdf.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "read/detail/fail.hpp"
#include "read/pdf/layout.hpp"
#include "read/pdf/process.hpp"
#include "read/pdf/protocol.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {
namespace {

using detail::fail;

std::string helper(const std::string& name) {
  if (std::string path = process::companion("ZZAUDIT_PDF", "zzaudit-pdf"); !path.empty()) return path;
  fail(name,
       "读取 PDF 需要程序 zzaudit-pdf，它没有与 zzaudit 装在一起；请重新编译或安装，或用环境变量 ZZAUDIT_PDF "
       "指明。",
       "reading PDF needs the program zzaudit-pdf, which is not installed with zzaudit; build or install it, "
       "or name it in the environment variable ZZAUDIT_PDF.");
}

std::string answer_of(const RawInput& input) {
  constexpr std::size_t kMebibyte = 1024UL * 1024;
  constexpr process::Limits kLimits{600 * kMebibyte, 20, 60, 64 * kMebibyte};
  process::Result result = process::ask(helper(input.name), input.bytes, kLimits);
  if (!result.started) {
    fail(input.name, "无法运行 zzaudit-pdf，请检查安装。",
         "zzaudit-pdf cannot be run; check the installation.");
  }
  if (result.timed_out || result.truncated) {
    fail(input.name, "读取 PDF 超过了时间或大小的上限，文件可能已损坏；请重新导出。",
         "reading the PDF exceeded the limits of time or size; the file may be damaged: export it again.");
  }
  return std::move(result.output);
}

void require_complete(const std::string& name, const pdf::Answer& answer) {
  switch (answer.ending) {
    case pdf::Ending::kComplete:
      break;
    case pdf::Ending::kEncrypted:
      fail(name, "PDF 设有打开密码，请先解除密码。", "the PDF needs a password to open; remove it first.");
    case pdf::Ending::kDamaged:
      fail(name, "不是完好的 PDF 文件，可能没有下载完整；请重新取得。",
           "it is no sound PDF file, perhaps an incomplete download; get it again.");
    case pdf::Ending::kTooLarge:
      fail(name, "PDF 的页数或内容超过上限，不像是一份决算公开，请检查文件。",
           "the PDF has more pages or content than any final-accounts report; check the file.");
    case pdf::Ending::kIncomplete:
    case pdf::Ending::kNoAnswer:
      fail(name, "zzaudit-pdf 中途停止，PDF 可能已损坏；请重新导出。",
           "zzaudit-pdf stopped before its end; the PDF may be damaged: export it again.");
  }
  if (answer.errors > 0) {
    fail(name,
         fmt::format("PDF 已损坏（{} 处错误），读到的内容不完整，不能据以核对；请重新导出或下载。",
                     answer.errors),
         fmt::format("the PDF is damaged ({} errors) and what could be read is incomplete, so it is not "
                     "checked; export or "
                     "download it again.",
                     answer.errors));
  }
}

/// Text far outside of its page: the coordinates are wrong, and so is what stands on the page in their place.
void require_text_on_pages(const std::string& name, const pdf::Answer& answer) {
  constexpr std::size_t kMost = 4;
  std::size_t outside = 0;
  for (const pdf::Page& page : answer.pages) {
    outside += static_cast<std::size_t>(std::ranges::count_if(page.runs, [&](const pdf::Run& run) {
      return run.x < -page.width || run.x > 2 * page.width || run.y < -page.height || run.y > 2 * page.height;
    }));
  }
  if (outside <= kMost) return;
  fail(name, fmt::format("PDF 已损坏（{} 处文字落在页面之外），不能据以核对；请重新导出或下载。", outside),
       fmt::format("the PDF is damaged ({} pieces of text lie outside of their pages), so it is not checked; "
                   "export or "
                   "download it again.",
                   outside));
}

/// A scan has images where text should be.
void require_text(const std::string& name, const pdf::Answer& answer) {
  std::size_t characters = 0;
  std::size_t images = 0;
  std::size_t hidden = 0;
  for (const pdf::Page& page : answer.pages) {
    for (const pdf::Run& run : page.runs) characters += run.text.size();
    images += page.images;
    hidden += page.hidden;
  }
  constexpr std::size_t kFewest = 20;  // bytes a page: page numbers and stamps
  if (characters > kFewest * answer.pages.size()) return;
  if (characters > 0 && hidden == 0 && images == 0) return;
  if (hidden > 0) {
    fail(name,
         "这是扫描件，其文字是识别（OCR）得来的，可能有错，不能据以核对；请取得由文档导出的 PDF 或原文档。",
         "it is a scan whose text was recognised (OCR) and may be wrong, so it is not checked; get the PDF "
         "as exported or "
         "the original document.");
  }
  if (images > 0) {
    fail(
        name, "这是扫描件，没有文字，无法核对；请取得由文档导出的 PDF 或原文档。",
        "it is a scan without text and cannot be checked; get the PDF as exported or the original document.");
  }
  fail(name, "PDF 里没有文字，请检查文件。", "the PDF holds no text; check the file.");
}

}  // namespace

namespace detail {

Document document_from_pdf_answer(const std::string& name, std::string_view text, std::uint16_t source) {
  pdf::Answer answer = pdf::parse_answer(text);
  require_complete(name, answer);
  require_text(name, answer);
  require_text_on_pages(name, answer);
  return pdf::document_of(name, std::move(answer.pages), source);
}

}  // namespace detail

Document read_pdf(const RawInput& input, std::uint16_t source) {
  return detail::document_from_pdf_answer(input.name, answer_of(input), source);
}

}  // namespace zzaudit
