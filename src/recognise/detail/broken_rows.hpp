// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "zzaudit/document/document.hpp"

namespace zzaudit::recognition {

/// A row that a page break cut in two ("机关事业单位基本养老保险缴 | 费支出") is put together again, but only
/// where that is beyond doubt: the rest has neither code nor amount, and it completes the name of a row with
/// a code or the label of a line of the forms. Other rows of words alone after a page break are left and
/// noted.
[[nodiscard]] Grid with_whole_rows(const Grid& grid, std::vector<ReaderNote>& notes);

}  // namespace zzaudit::recognition
