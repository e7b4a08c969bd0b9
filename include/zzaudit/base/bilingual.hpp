// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zzaudit {

/// Language of what users read; Chinese is the default everywhere.
enum class Language : std::uint8_t { kChinese, kEnglish };

/// One text in both languages. Text quoted from a report is the same in both.
struct Bilingual {
  std::string zh;
  std::string en;

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::kChinese ? zh : en;
  }
  [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

/// The same with static storage, for labels in descriptors.
struct BilingualView {
  std::string_view zh;
  std::string_view en;

  [[nodiscard]] constexpr std::string_view in(Language language) const {
    return language == Language::kChinese ? zh : en;
  }
};

}  // namespace zzaudit
