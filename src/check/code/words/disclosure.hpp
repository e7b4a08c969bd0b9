// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/code/words/facts.hpp"

/// The checks of required disclosures, one function a rule; see data/catalogue/disclosure.json.
namespace zzaudit::detail {

void check_section_missing(const CodeContext& context, CodeSink& sink);
void check_three_public_details(const CodeContext& context, CodeSink& sink);
void check_change_without_reason(const CodeContext& context, CodeSink& sink);
void check_glossary_missing(const CodeContext& context, CodeSink& sink);
void check_reason_direction(const CodeContext& context, CodeSink& sink);
void check_profile_missing(const CodeContext& context, CodeSink& sink);

}  // namespace zzaudit::detail
