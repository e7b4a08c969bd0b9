// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "zzaudit/base/bilingual.hpp"

namespace zzaudit::cli {

/// Writes `text` to the file named, whole or not at all (a temporary file beside it is renamed), or to
/// standard output for "" and "-". What is no regular file (a device, a pipe) is written directly. Throws
/// Error when anything is not written, a full disk included; a reader of standard output who closes the pipe
/// early ("| head") is no error.
void write_output(const std::string& path, std::string_view text);

/// The same for output that comes piece by piece. A file appears under its name with `finish`; without that
/// it is as it was before.
class StreamedOutput {
 public:
  explicit StreamedOutput(std::string path);
  ~StreamedOutput();
  StreamedOutput(const StreamedOutput&) = delete;
  StreamedOutput& operator=(const StreamedOutput&) = delete;
  StreamedOutput(StreamedOutput&&) = delete;
  StreamedOutput& operator=(StreamedOutput&&) = delete;

  void write(std::string_view text);  ///< not buffered
  /// Name of the still empty file, for a library that writes files itself, in place of `write`. Error for
  /// what is written directly.
  [[nodiscard]] const std::string& file_for_others() const;
  void finish();

 private:
  std::string path_;
  std::string target_;     ///< file to be replaced
  std::string temporary_;  ///< beside it, until it is renamed; empty for what is written directly
  unsigned mode_ = 0;      ///< permissions of the new file
  int descriptor_ = -1;
};

/// Colours: "auto" means a terminal that is not "dumb", and no NO_COLOR in the environment.
[[nodiscard]] bool wants_color(std::string_view mode, const std::string& output_path);

/// Columns to fill: those of the terminal (COLUMNS before what it says itself), 100 elsewhere.
[[nodiscard]] std::size_t output_width(const std::string& output_path);

/// Text on standard error, as it is.
void write_error(std::string_view text);
/// A message on standard error, "zzaudit: …", safe for a terminal.
void report_error(const Bilingual& message, Language language);

}  // namespace zzaudit::cli
