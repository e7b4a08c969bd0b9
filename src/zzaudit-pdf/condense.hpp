// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The content of a page with fewer operators (ISO 32000-1, annex A) that draws the same text, strokes, fills
/// and images where nobody looks at clipping, at the ends and corners of lines, at dashes, nor at marks other
/// than those of optional content. Poppler needs most of its time to take operators apart, and programs that
/// make reports write each line of a table as a drawing of its own. Nothing where anything is unusual: an
/// unknown or misplaced operator, an image within the content, a pattern (which fills what is clipped).
[[nodiscard]] std::optional<std::string> condensed(std::string_view content);
