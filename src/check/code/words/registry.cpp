// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "check/code/words/checks.hpp"

namespace zzaudit {

std::span<const NamedCheck> word_checks() {
  static constexpr std::array kChecks = {
      NamedCheck{"amount-against-table", detail::check_amount_against_table},
      NamedCheck{"amounts-agree", detail::check_amounts_agree},
      NamedCheck{"parts-add-up", detail::check_parts_add_up},
      NamedCheck{"items-add-up", detail::check_items_add_up},
      NamedCheck{"part-within-whole", detail::check_part_within_whole},
      NamedCheck{"details-within", detail::check_details_within},
      NamedCheck{"direction", detail::check_direction},
      NamedCheck{"item-explained", detail::check_item_explained},
      NamedCheck{"item-chain", detail::check_item_chain},
      NamedCheck{"list-has-zero", detail::check_list_has_zero},
      NamedCheck{"list-lacks", detail::check_list_lacks},
      NamedCheck{"unused-fund", detail::check_unused_fund},
      NamedCheck{"running-costs", detail::check_running_costs},
      NamedCheck{"annex", detail::check_annex},
      NamedCheck{"share", detail::check_share},
      NamedCheck{"shares-add-up", detail::check_shares_add_up},
      NamedCheck{"completion", detail::check_completion},
      NamedCheck{"change", detail::check_change},
      NamedCheck{"average", detail::check_average},
      NamedCheck{"deviation", detail::check_deviation},
      NamedCheck{"change-amount", detail::check_change_amount},
      NamedCheck{"earlier-figures", detail::check_earlier_figures},
      NamedCheck{"part-changes", detail::check_part_changes},
      NamedCheck{"grades", detail::check_grades},
      NamedCheck{"below-table", detail::check_below_table},
      NamedCheck{"zero-base", detail::check_zero_base},
      NamedCheck{"counts-against-money", detail::check_counts_against_money},
      NamedCheck{"vehicle-kinds", detail::check_vehicle_kinds},
      NamedCheck{"repeated-text", detail::check_repeated_text}};
  return kChecks;
}

}  // namespace zzaudit
