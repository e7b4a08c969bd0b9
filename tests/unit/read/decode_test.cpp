// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "unit/read/read_support.hpp"

namespace zzaudit {
namespace {

using namespace std::string_literals;
using test::input_error;

std::string decoded(const std::string& bytes) { return decode({"t.txt", bytes}); }

std::string error_of(const std::string& bytes) {
  return input_error([&] { (void)decoded(bytes); });
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// 合计,一 in several encodings.
const std::string kText = "合计,一\n";
const std::string kGbk = "\xBA\xCF\xBC\xC6,\xD2\xBB\n";
const std::string kUtf16Le = "\x08\x54\xA1\x8B,\0\x00\x4E\n\0"s;
const std::string kUtf16Be = "\x54\x08\x8B\xA1\0,\x4E\x00\0\n"s;

TEST(Decode, Utf8WithAndWithoutMark) {
  EXPECT_EQ(decoded(kText), kText);
  EXPECT_EQ(decoded("\xEF\xBB\xBF" + kText), kText);
}

TEST(Decode, Gbk) { EXPECT_EQ(decoded(kGbk), kText); }

TEST(Decode, Gb18030WithFourBytes) {
  // U+20000 is 95 32 82 36; the euro sign is A2 E3.
  EXPECT_EQ(decoded("\xBA\xCF\x95\x32\x82\x36\xA2\xE3"), "合𠀀€");
}

TEST(Decode, Utf16WithMark) {
  EXPECT_EQ(decoded("\xFF\xFE" + kUtf16Le), kText);
  EXPECT_EQ(decoded("\xFE\xFF" + kUtf16Be), kText);
}

TEST(Decode, Utf16WithoutMark) {
  EXPECT_EQ(decoded(kUtf16Le), kText);
  EXPECT_EQ(decoded(kUtf16Be), kText);
}

TEST(Decode, ShortGbkThatIsValidUtf8ByChance) {
  // C4 A3 is valid UTF-8 (ģ) and 模 in GBK.
  EXPECT_EQ(decoded("\xC4\xA3"), "模");
  EXPECT_EQ(decoded("{\"a\":\"\xC4\xA3\"}"), "{\"a\":\"\xC4\xA3\"}") << "JSON is always UTF-8";
}

TEST(Decode, LineEndsBecomeLineFeeds) {
  EXPECT_EQ(decoded("a\r\nb\rc\nd"), "a\nb\nc\nd");
  EXPECT_EQ(decoded("a\r\r\nb\r\rc"), "a\nb\n\nc");
  EXPECT_EQ(decoded("a\fb\x1A"), "a b") << "page feed, end-of-file mark of DOS";
}

TEST(Decode, BrokenUtf8IsNamedWithItsOffset) {
  const std::string message = error_of("收入决算表\n合\xFF计");
  EXPECT_TRUE(contains(message, "byte offset 19 ")) << message;
  EXPECT_TRUE(contains(message, "line 2")) << message;
  EXPECT_TRUE(contains(message, "UTF-8")) << message;
  EXPECT_TRUE(contains(message, "t.txt")) << message;
  EXPECT_TRUE(contains(error_of("\xEF\xBB\xBF\xE5\x90"), "byte offset 3 "));
}

TEST(Decode, BrokenUtf8IsNotTakenForGb18030) {
  // The bytes after the lost one pair up as GB18030; that would read as wrong characters.
  const std::string message = error_of("收入决算总\xE8\xA1");
  EXPECT_TRUE(contains(message, "byte offset 15 ")) << message;
}

TEST(Decode, BrokenGbkIsNamedWithItsOffset) {
  const std::string message = error_of(kGbk + "\xBA\xCF\xFF\n");
  EXPECT_TRUE(contains(message, "byte offset 10 ")) << message;
  EXPECT_TRUE(contains(message, "GB18030")) << message;
}

TEST(Decode, BrokenUtf16IsNamedWithItsOffset) {
  EXPECT_TRUE(contains(error_of("\xFF\xFE" + kUtf16Le + "\x00\xD8\x41\x00"s), "byte offset 12 "));
}

TEST(Decode, OtherFormatsAreNamed) {
  EXPECT_TRUE(contains(error_of("%PDF-1.7\n..."), "PDF"));
  EXPECT_TRUE(contains(error_of("PK\x03\x04rest"), "ZIP"));
  EXPECT_TRUE(contains(error_of("PK\x03\x04rest"), "unpacked first"));
}

TEST(Decode, BinaryContentIsNotText) {
  EXPECT_TRUE(contains(error_of(std::string(100, '\0')), "not text"));
  std::string noise;
  for (unsigned i = 0; i < 4096; ++i) noise.push_back(static_cast<char>((i * 2654435761U) >> 13U));
  EXPECT_NE(error_of(noise), "");
  const std::string message = error_of("a\nb\x01");
  EXPECT_TRUE(contains(message, "line 2 holds the control character U+0001")) << message;
}

}  // namespace
}  // namespace zzaudit
