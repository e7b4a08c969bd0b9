// SPDX-License-Identifier: Apache-2.0
#include "render/detail/style.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "zzaudit/base/text.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit::detail {

Look look_of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return Look::kError;
    case Severity::kWarning:
      return Look::kWarning;
    case Severity::kNote:
      break;
  }
  return Look::kNote;
}

std::string styled(std::string_view text, Look look, const RenderOptions& options) {
  if (!options.color || look == Look::kPlain || text.empty()) {
    return std::string(text);
  }
  std::string_view code = "2";
  switch (look) {
    case Look::kError:
      code = "1;31";
      break;
    case Look::kWarning:
      code = "1;33";
      break;
    case Look::kNote:
      code = "1;36";
      break;
    case Look::kStrong:
      code = "1";
      break;
    case Look::kPlain:
    case Look::kFaint:
      break;
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string one_line(std::string_view text) {
  std::string line = printable(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

void append_wrapped(std::string& out, std::string_view first, std::string_view text,
                    const RenderOptions& options, Look look) {
  constexpr std::size_t kNarrowest = 20;
  const std::size_t indent = display_width(first);
  const std::size_t width = std::max(options.width, indent + kNarrowest) - indent;
  bool begun = false;
  for (const std::string& line : wrap(one_line(text), width)) {
    out += begun ? std::string(indent, ' ') : std::string(first);
    out += styled(line, look, options);
    out += '\n';
    begun = true;
  }
}

std::string location_text(const Location& location, Language language) {
  const bool zh = language == Language::kChinese;
  std::string out;
  if (location.table) {
    out =
        location.title.empty() ? std::string(descriptor(*location.table).title.in(language)) : location.title;
    const std::string& row = location.row.in(language);
    const std::string& column = location.column.in(language);
    if (!row.empty()) {
      out += zh ? "“" + row + "”" : ", row “" + row + "”";
    }
    if (!column.empty()) {
      out += zh ? (row.empty() ? "“" + column + "”列" : "的" + column) : ", column “" + column + "”";
    }
  } else {
    out = location.section;
    if (!location.text.empty()) {
      out += (out.empty() ? "" : zh ? "：" : ": ") + ("“" + location.text + "”");
    }
  }
  return one_line(out);
}

}  // namespace zzaudit::detail
