// SPDX-License-Identifier: Apache-2.0
#include "read/detail/archive.hpp"

#include <gtest/gtest.h>

#include "read/detail/xml.hpp"
#include "unit/read/read_support.hpp"
#include "unit/read/zip_support.hpp"

namespace zzaudit {
namespace {

using detail::Archive;
using detail::Xml;
using test::input_error;
using test::zip_of;
using ::testing::AssertionResult;

std::string open_error(const std::string& bytes) {
  const RawInput input{"a.xlsx", bytes};
  return input_error([&] { const Archive archive(input); });
}

std::string read_error(const std::string& bytes, const std::string& entry) {
  const RawInput input{"a.xlsx", bytes};
  return input_error([&] { (void)Archive(input).read(entry); });
}

AssertionResult says(const std::string& message, const std::string& part) {
  if (message.find(part) != std::string::npos) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "“" << message << "” does not say “" << part << "”";
}

TEST(Archive, ReadsEntriesWhateverTheCaseOfTheirNames) {
  const RawInput input{"a.xlsx", zip_of({{"xl/Workbook.xml", "<a/>"}, {"empty", ""}})};
  Archive archive(input);
  EXPECT_EQ(archive.read("xl/workbook.xml"), "<a/>");
  EXPECT_EQ(archive.read("empty"), "");
  EXPECT_EQ(archive.read("other"), std::nullopt);
  EXPECT_TRUE(archive.has("XL/WORKBOOK.XML"));
}

TEST(Archive, WhatCannotBeUnpackedIsDamaged) {
  const std::string good = zip_of({{"a", std::string(1000, 'x')}});
  EXPECT_TRUE(says(open_error("PK\x03\x04"), "damaged"));
  EXPECT_TRUE(says(open_error(good.substr(0, good.size() / 2)), "damaged"));
  EXPECT_EQ(open_error(good), "");
  std::string flipped = zip_of({{"a", "words that are not compressed"}});
  flipped[flipped.find("compressed")] ^= 1;
  EXPECT_TRUE(says(read_error(flipped, "a"), "damaged"));
}

TEST(Archive, APasswordIsNamed) {
  EXPECT_TRUE(says(open_error(zip_of({{"a", "text"}}, "secret")), "remove the password"));
}

TEST(Archive, TwoEntriesOfOneNameAreRefused) {
  const std::string bytes = test::replaced(zip_of({{"a.xml", "1"}, {"b.xml", "2"}}), "b.xml", "A.xml");
  EXPECT_TRUE(says(open_error(bytes), "two files of one name"));
}

TEST(Archive, BombsAreRefused) {
  EXPECT_TRUE(
      says(read_error(zip_of({{"a", std::string(8UL * 1024 * 1024, ' ')}}), "a"), "compressed by more than"));
  test::Entries many;
  for (int i = 0; i < 10'001; ++i) many.emplace_back(std::to_string(i), "");
  EXPECT_TRUE(says(open_error(zip_of(many)), "more than 10000 files"));
}

TEST(Archive, OneWithDocumentsInItMustBeUnpacked) {
  const RawInput packed{"公开.zip", zip_of({{"说明.docx", zip_of({{"word/document.xml", "<a/>"}})},
                                            {"决算表.xlsx", zip_of({{"xl/workbook.xml", "<a/>"}})}})};
  EXPECT_TRUE(says(input_error([&] { (void)read_docx(packed, 0); }), "unpack it first"));
  EXPECT_TRUE(says(input_error([&] { (void)read_xlsx(packed, 0); }), "unpack it first"));
}

TEST(Xml, NamesAreReadWithoutTheirPrefix) {
  const Xml xml("a", "<w:p xmlns:w='x'><w:t w:val='1'> </w:t></w:p>");
  EXPECT_EQ(detail::local_name(xml.root()), "p");
  EXPECT_EQ(detail::value_of(xml.root(), "t"), "1");
  EXPECT_STREQ(detail::child_of(xml.root(), "t").child_value(), " ");
}

TEST(Xml, DepthIsLimitedWithoutRecursion) {
  const auto nested = [](std::size_t levels) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += "<a>";
    for (std::size_t i = 0; i < levels; ++i) text += "</a>";
    return text;
  };
  EXPECT_EQ(input_error([&] { const Xml xml("a", nested(detail::kMaxXmlDepth)); }), "");
  EXPECT_TRUE(says(input_error([&] { const Xml xml("a", nested(1'000'000)); }), "nested more than"));
}

TEST(Xml, EntitiesAreNotExpanded) {
  const Xml xml("a", "<!DOCTYPE a [<!ENTITY b 'bomb'>]><a>&b;&amp;&#x4E00;</a>");
  EXPECT_STREQ(xml.root().child_value(), "&b;&一");
}

TEST(Xml, WhatIsNoXmlIsDamaged) {
  EXPECT_TRUE(says(input_error([] { const Xml xml("a", "<a><b></a>"); }), "damaged"));
  EXPECT_TRUE(says(input_error([] { const Xml xml("a", ""); }), "damaged"));
}

TEST(Xml, TextIsMadeFitForADocument) {
  EXPECT_EQ(detail::clean_text("合\xFF计\x01\r\nx"), "合\uFFFD计 \nx");
  EXPECT_EQ(detail::clean_text("\xED\xA0\x80x"), "\uFFFDx");
}

TEST(Xml, RelationsNameTheirPartsFromTheRoot) {
  const RawInput input{"a.docx", zip_of({{"word/_rels/document.xml.rels",
                                          "<R><r Id='1' Type='http://x/styles' Target='../a/styles.xml'/>"
                                          "<r Id='2' Type='http://x/numbering' Target='/word/n.xml'/>"
                                          "<r Id='3' Type='http://x/image' Target='http://x' "
                                          "TargetMode='External'/></R>"}})};
  Archive archive(input);
  const auto relations = detail::relations_of(archive, "word/document.xml");
  EXPECT_EQ(detail::target_of(relations, "styles"), "a/styles.xml");
  EXPECT_EQ(detail::target_of(relations, "numbering"), "word/n.xml");
  EXPECT_EQ(detail::target_of(relations, "image"), "");
  EXPECT_TRUE(detail::relations_of(archive, "other.xml").empty());
}

}  // namespace
}  // namespace zzaudit
