// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "zzaudit/model/claim.hpp"
#include "zzaudit/model/report.hpp"

namespace zzaudit::words {

/// Sentences of the explanation and of the annexes, in order: soft wraps and page breaks joined,
/// page numbers dropped, headings of the fourth level and below read as text, each with the kind of
/// its section. The contents list, the department's profile, the tables' part and the glossary give
/// none.
[[nodiscard]] std::vector<Sentence> split_sentences(const Report& report);

}  // namespace zzaudit::words
