// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace zzaudit::cli {

/// Lines of a file or a pipe as they arrive; never waits for more than the line that is asked for.
class LineReader {
 public:
  /// "-" is standard input. Throws InputError, naming the file, when it cannot be opened.
  explicit LineReader(const std::string& path);
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  LineReader(LineReader&&) = delete;
  LineReader& operator=(LineReader&&) = delete;

  enum class State : unsigned char { kLine, kTooLong, kEnd };
  /// The next line without its end ("\n" or "\r\n"). A line of more than kMaxInputBytes is passed over and
  /// said to be too long. Throws InputError when reading fails.
  [[nodiscard]] State next(std::string& line);

 private:
  [[nodiscard]] bool fill();

  std::string path_;
  std::string buffer_;
  std::size_t begin_ = 0;
  int descriptor_ = -1;
  bool ended_ = false;
};

}  // namespace zzaudit::cli
