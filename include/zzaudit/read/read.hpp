// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/document/document.hpp"

/// bytes → Document. One format a file under src/read/; `detect` chooses by content, not by name.
namespace zzaudit {

/// Bytes of one input as the user named it ("-" for standard input).
struct RawInput {
  std::string name;
  std::string bytes;
};

enum class Format : std::uint8_t {
  kReportJson,  ///< native report.json: not read into a Document, see model/report_json.hpp
  kCsv,
  kText,  ///< Markdown or plain text with TAB or pipe tables
  kHtml,  ///< decoded text
  kDocx,  ///< bytes, as all that follow
  kXlsx,
  kPdf,
  kOffice,  ///< DOC, XLS, WPS or ET: converted by LibreOffice, when it is installed
};

/// Largest input accepted, in bytes.
inline constexpr std::size_t kMaxInputBytes = 64UL * 1024 * 1024;

/// Whole contents of a file, or of standard input for "-". Throws InputError with the system's
/// reason (missing, unreadable, a directory, empty, larger than kMaxInputBytes).
[[nodiscard]] RawInput read_file(const std::string& path);
/// Files of a directory that may be parts of one report, sorted by name; InputError when none.
[[nodiscard]] std::vector<std::string> parts_of_directory(const std::string& path);

/// UTF-8 text of the input without BOM, line ends as "\n". BOM (UTF-8, UTF-16LE/BE) > NUL bytes →
/// UTF-16 > valid UTF-8 > valid GB18030; else InputError naming the byte offset. Binary content
/// (control characters) is an InputError too.
[[nodiscard]] std::string decode(const RawInput& input);

/// Format of undecoded bytes that are no text, by their first bytes and, for a ZIP archive, by what is in
/// it; nothing for text and for what no reader knows (`decode` refuses that).
[[nodiscard]] std::optional<Format> detect_bytes(const RawInput& input);

/// Format of decoded text. A JSON object → kReportJson; text that begins as a web page does, or has end tags
/// and such a name → kHtml; a ".csv" name or consistently comma-separated lines → kCsv; else kText.
[[nodiscard]] Format detect(const std::string& name, std::string_view text);

/// `source` is the index of this file in the document's sources; places carry it.
[[nodiscard]] Document read_csv(const std::string& name, std::string_view text, std::uint16_t source = 0);
[[nodiscard]] Document read_text(const std::string& name, std::string_view text, std::uint16_t source = 0);
/// What the page has beside words and tables (attachments, pictures, frames, hidden parts) becomes notes.
[[nodiscard]] Document read_html(const std::string& name, std::string_view text, std::uint16_t source = 0);
[[nodiscard]] Document read_docx(const RawInput& input, std::uint16_t source = 0);
/// One source a sheet, the first with index `source`.
[[nodiscard]] Document read_xlsx(const RawInput& input, std::uint16_t source = 0);
/// By way of the program zzaudit-pdf, which runs as a process of its own under resource limits.
[[nodiscard]] Document read_pdf(const RawInput& input, std::uint16_t source = 0);
/// By way of LibreOffice into DOCX or XLSX.
[[nodiscard]] Document read_office(const RawInput& input, std::uint16_t source = 0);

/// An input of whatever format.
struct Contents {
  /// Set when the input is native report.json, which is read into a Report and not into a Document
  /// (model/report_json.hpp): its decoded text.
  std::optional<std::string> report_json;
  Document document;
};
/// Detects the format and reads. InputError for what no reader knows.
[[nodiscard]] Contents read_contents(const RawInput& input, std::uint16_t source = 0);

/// The documents of one report put together in order; `source` indices are those already given.
[[nodiscard]] Document join(std::vector<Document> parts);

}  // namespace zzaudit
