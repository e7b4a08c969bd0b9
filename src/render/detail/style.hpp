// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "zzaudit/base/bilingual.hpp"
#include "zzaudit/check/finding.hpp"
#include "zzaudit/render/render.hpp"

/// Words, colours and lines of the text output.
namespace zzaudit::detail {

enum class Look : std::uint8_t { kPlain, kError, kWarning, kNote, kStrong, kFaint };

[[nodiscard]] Look look_of(Severity severity);
/// `text` in that look; as it is when colours are off.
[[nodiscard]] std::string styled(std::string_view text, Look look, const RenderOptions& options);

/// Text of a report on one line, safe for a terminal.
[[nodiscard]] std::string one_line(std::string_view text);

/// Appends `text` wrapped to the width, the first line after `first` and the others after as many blanks.
/// Wrapping works on plain text; `look` is applied to each line.
void append_wrapped(std::string& out, std::string_view first, std::string_view text,
                    const RenderOptions& options, Look look = Look::kPlain);

/// A location in words: "收入决算表“合计”的财政拨款收入", "十二、政府采购支出说明：“…”".
[[nodiscard]] std::string location_text(const Location& location, Language language);

/// "A" in Chinese, "B" in English.
[[nodiscard]] inline std::string_view in(Language language, std::string_view zh, std::string_view en) {
  return language == Language::kChinese ? zh : en;
}

}  // namespace zzaudit::detail
