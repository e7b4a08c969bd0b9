// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#pragma once

#include <deque>
#include <string>

class XRef;

/// Whether a stream that tells text or where it stands contradicts its checksum. What was read of the
/// document for that need not be read again, and what draws pages is condensed; `kept` must outlive it.
[[nodiscard]] bool has_damaged_text(XRef& objects, std::deque<std::string>& kept);
