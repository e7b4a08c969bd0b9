// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
// Reads a PDF from standard input and writes glyphs and rules to standard output; see PROTOCOL.md.
#include <Annot.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "confine.hpp"
#include "device.hpp"

namespace {

using zzaudit_pdf::Device;
using zzaudit_pdf::Writer;

constexpr int kExitUsage = 2;
constexpr int kExitNotPdf = 3;
constexpr int kExitEncrypted = 4;
constexpr int kExitDamaged = 5;

/// Poppler's callbacks take no context.
Writer& writer() {
  static Writer instance;
  return instance;
}

/// Ends at once: what was allocated for one document is the system's to take back.
[[noreturn]] void leave(int code) {
  writer().flush();
  _exit(code);
}

/// The first 100 of a kind are written, so that a file full of faults stays readable.
void diagnose(bool error, const char* text) {
  constexpr int kMost = 100;
  static int errors = 0;
  static int warnings = 0;
  int& count = error ? errors : warnings;
  if (++count > kMost) return;
  writer().word(error ? "error" : "warning").text(text).end_line();
}

void on_error(ErrorCategory category, Goffset /*position*/, const char* text) {
  diagnose(category == errSyntaxError || category == errIO || category == errInternal, text);
}

/// Standard input as one stretch of memory: mapped when it is a file, else read.
std::optional<std::string_view> input() {
  struct stat status {};
  if (::fstat(STDIN_FILENO, &status) != 0) return std::nullopt;
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    if (data == MAP_FAILED) return std::nullopt;
    return std::string_view(static_cast<const char*>(data), size);
  }
  static std::string bytes;
  constexpr std::size_t kPiece = 256UL * 1024;
  for (std::size_t size = 0;;) {
    bytes.resize(size + kPiece);
    const ssize_t got = ::read(STDIN_FILENO, bytes.data() + size, kPiece);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    size += static_cast<std::size_t>(got);
    if (got == 0) {
      bytes.resize(size);
      return bytes;
    }
  }
}

/// Annotations that belong to the text of a page; links and marks draw frames that are no rules of a table.
bool shows_text(Annot* annotation, void* /*unused*/) {
  const Annot::AnnotSubtype type = annotation->getType();
  return type == Annot::typeWidget || type == Annot::typeFreeText || type == Annot::typeStamp;
}

[[noreturn]] void fail(const char* kind, int code) {
  writer().word("fail").word(kind).end_line();
  writer().word("end").end_line();
  leave(code);
}

[[noreturn]] void read(std::string_view bytes) {
  writer().word("zzaudit-pdf").count(1).end_line();
  if (bytes.find("%PDF-") == std::string_view::npos) fail("not-pdf", kExitNotPdf);
  setErrorCallback(on_error);
  globalParams = std::make_unique<GlobalParams>();
  // The document owns the stream. None of the two is ever deleted: the process ends first.
  auto* stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  auto* document = new PDFDoc(stream, {}, {}, nullptr,
                              [] { diagnose(true, "the table of objects is damaged and was rebuilt"); });
  if (!document->isOk()) {
    if (document->getErrorCode() == errEncrypted) fail("encrypted", kExitEncrypted);
    fail("damaged", kExitDamaged);
  }
  const int pages = document->getNumPages();
  if (pages <= 0) fail("damaged", kExitDamaged);
  writer().word("pages").count(pages).end_line();
  constexpr double kDotsPerInch = 72;
  Device device(writer());
  for (int page = 1; page <= pages; ++page) {
    document->displayPage(&device, page, kDotsPerInch, kDotsPerInch, 0, false, true, false, nullptr, nullptr,
                          shows_text, nullptr);
  }
  writer().word("end").end_line();
  leave(EXIT_SUCCESS);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "--version") == 0) {
    (void)std::puts("zzaudit-pdf " ZZAUDIT_VERSION);
    return EXIT_SUCCESS;
  }
  if (argc != 1) {
    (void)std::fputs("usage: zzaudit-pdf <FILE.pdf\n", stderr);
    return kExitUsage;
  }
  zzaudit_pdf::confine();
  const auto bytes = input();
  if (!bytes) {
    (void)std::fputs("zzaudit-pdf: cannot read standard input\n", stderr);
    return kExitUsage;
  }
  read(*bytes);
}
