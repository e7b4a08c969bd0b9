// SPDX-License-Identifier: Apache-2.0
#include "read/pdf/flow.hpp"
#include "read/pdf/process.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit {

Document read_pdf(const RawInput& input, std::uint16_t source) {
  return pdf::document_from_protocol(input.name, pdf::run_helper(input.name, input.bytes), source);
}

}  // namespace zzaudit
