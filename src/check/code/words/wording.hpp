// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/code/words/facts.hpp"

/// The checks of wording, one function a rule; see data/catalogue/wording.json.
namespace zzaudit::detail {

void check_placeholder_left(const CodeContext& context, CodeSink& sink);
void check_year_wrong(const CodeContext& context, CodeSink& sink);
void check_doubled_punctuation(const CodeContext& context, CodeSink& sink);
void check_brackets_open(const CodeContext& context, CodeSink& sink);
void check_percent_missing(const CodeContext& context, CodeSink& sink);
void check_unit_missing(const CodeContext& context, CodeSink& sink);
void check_department_varies(const CodeContext& context, CodeSink& sink);
void check_doubled_word(const CodeContext& context, CodeSink& sink);
void check_subject_slip(const CodeContext& context, CodeSink& sink);

}  // namespace zzaudit::detail
