// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "check/code/years/prior_year.hpp"

namespace zzaudit {

std::span<const NamedCheck> year_checks() {
  static constexpr std::array kChecks = {NamedCheck{"prior-report", detail::check_prior_report},
                                         NamedCheck{"opening-balances", detail::check_opening_balances},
                                         NamedCheck{"stated-prior", detail::check_stated_prior},
                                         NamedCheck{"prior-change", detail::check_prior_change},
                                         NamedCheck{"prior-rate", detail::check_prior_rate},
                                         NamedCheck{"prior-direction", detail::check_prior_direction},
                                         NamedCheck{"unchanged-table", detail::check_unchanged_table},
                                         NamedCheck{"unchanged-text", detail::check_unchanged_text},
                                         NamedCheck{"unchanged-budget", detail::check_unchanged_budget},
                                         NamedCheck{"renamed-subject", detail::check_renamed_subject}};
  return kChecks;
}

}  // namespace zzaudit
