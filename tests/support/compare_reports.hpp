// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "zzaudit/model/report.hpp"

namespace zzaudit::test {

enum class Places { kCompared, kIgnored, kLayoutIgnored };

/// The first difference between two reports in words, "" when they are equal. Amounts are compared with their
/// printed precision. `kIgnored` leaves out places, sources and form: two formats of one report.
/// `kLayoutIgnored` also leaves out where lines wrap and the spaces in texts, which a page does not tell.
[[nodiscard]] std::string first_difference(const Report& a, const Report& b,
                                           Places places = Places::kCompared);

}  // namespace zzaudit::test
