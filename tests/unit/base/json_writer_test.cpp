// SPDX-License-Identifier: Apache-2.0
#include "base/detail/json_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace zzaudit::test {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  detail::append_quoted(out, text);
  return out;
}

TEST(JsonWriter, TextComesBackAsItWas) {
  for (const std::string_view text : {"", "a\"b\\c/d", "决算 é 𠀀", "\t\n\r\x1f\x7f", "\xEF\xBF\xBD"}) {
    EXPECT_EQ(nlohmann::json::parse(quoted(text)), text);
  }
  EXPECT_EQ(quoted("决算"), "\"决算\"");
}

TEST(JsonWriter, WhatIsNoUtf8IsReplaced) {
  EXPECT_EQ(quoted("a\xFF.json"), "\"a\xEF\xBF\xBD.json\"");
  for (const std::string_view broken : {"\xE5\x86", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80"}) {
    EXPECT_TRUE(nlohmann::json::accept(quoted(broken)));
  }
}

}  // namespace
}  // namespace zzaudit::test
