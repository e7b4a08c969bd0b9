// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#pragma once

namespace zzaudit_pdf {

/// Takes from this process what reading a PDF does not need, so that a hostile one gains nothing: memory and
/// processor time beyond bounds, writing files, the network, other programs. What the system does not offer
/// is left out; the limits on memory and time always hold.
void confine();

}  // namespace zzaudit_pdf
