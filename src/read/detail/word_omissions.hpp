// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/document/document.hpp"

/// What stands in a Word file and is not read.
namespace zzaudit::detail {

enum class Unread : std::uint8_t {
  kTextBox,
  kObject,
  kPicture,
  kChart,
  kFootnote,
  kImported,
  kHidden,
  kSymbol,
  kRevision,  ///< read as if it were accepted
  kCount
};

/// Counts by kind, for one note a kind at the first place.
class Omissions {
 public:
  void add(Unread kind, const Place& place, std::string_view excerpt);
  [[nodiscard]] std::vector<ReaderNote> notes() const;

 private:
  struct Omission {
    std::size_t count = 0;
    Place first;
    std::string excerpt;
  };

  std::array<Omission, static_cast<std::size_t>(Unread::kCount)> omissions_;
};

}  // namespace zzaudit::detail
