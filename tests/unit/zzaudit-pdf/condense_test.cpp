// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
// What is left out of the content of a page, and that it draws the same without.
#include "zzaudit-pdf/condense.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/pdf/process.hpp"

namespace {

using zzaudit::process::ask;
using zzaudit::process::companion;

/// RFC 1950 with one stored block (RFC 1951, 3.2.4).
std::string deflated(std::string_view text) {
  constexpr unsigned kModulus = 65521;
  unsigned a = 1;
  unsigned b = 0;
  for (const char c : text) {
    a = (a + static_cast<unsigned char>(c)) % kModulus;
    b = (b + a) % kModulus;
  }
  const auto byte = [](std::size_t value) { return static_cast<char>(value & 0xFFU); };
  const std::size_t size = text.size();
  std::string result = {'\x78', '\x01', '\x01', byte(size), byte(size >> 8U), byte(~size), byte(~size >> 8U)};
  result += text;
  return result + byte(b >> 8U) + byte(b) + byte(a >> 8U) + byte(a);
}

/// A page with a content, as it is or compressed: what is not compressed is not condensed.
std::string answer(std::string_view content, bool compressed) {
  const std::string bytes = compressed ? deflated(content) : std::string(content);
  const std::string file = fmt::format(
      "%PDF-1.7\n"
      "1 0 obj <</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [6 0 R] /D <</OFF [6 0 R]>>>>>> endobj\n"
      "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
      "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
      "<</Font <</F1 5 0 R>> /ExtGState <</Seen <</CA 1 /ca 1>> /Unseen <</CA 0 /ca 0>>>> "
      "/Properties <</Off 6 0 R>>>>>> endobj\n"
      "4 0 obj <</Length {}{}>> stream\n{}\nendstream endobj\n"
      "5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n"
      "6 0 obj <</Type /OCG /Name (Off)>> endobj\n"
      "trailer <</Root 1 0 R>>\n%%EOF\n",
      bytes.size(), compressed ? " /Filter /FlateDecode" : "", bytes);
  constexpr zzaudit::process::Limits kLimits{600UL * 1024 * 1024, 20, 60, 64UL * 1024 * 1024};
  return ask(companion("ZZAUDIT_PDF", "zzaudit-pdf"), file, kLimits).output;
}

std::string condensed_or(std::string_view content) { return condensed(content).value_or("(as it is)"); }

constexpr std::string_view kLine = "q 1 w 0 0 0 RG 10 10 m 90 10 l S Q ";
constexpr std::string_view kAsItIs = "(as it is)";

TEST(Condense, SettingsThatLeaveNoTraceAreLeftOut) {
  EXPECT_EQ(condensed_or("1 w 0 J 2 j 10 M [3 1] 0 d 1 i /Perceptual ri 0 g"), "1 w\n0 g\n");
}

TEST(Condense, ClippingIsLeftOut) {
  EXPECT_EQ(condensed_or("q 0 0 600 800 re W* n 0 g Q"), "q\n0 g\nQ\n");
  EXPECT_EQ(condensed_or("0 0 m 9 0 l 9 9 l h W f"), "0 0 m\n9 0 l\n9 9 l\nh\nf\n");
}

TEST(Condense, MarksAreLeftOutButForOptionalContent) {
  EXPECT_EQ(condensed_or("/P <</MCID 0 /T (a\\)>>)>> BDC /Artifact BMC 0 g EMC EMC"), "0 g\n");
  EXPECT_EQ(condensed_or("/OC /Off BDC /P <</A [<3E> 1]>> BDC 0 g EMC EMC"), "/OC /Off BDC\n0 g\nEMC\n");
}

TEST(Condense, DrawingsWithTheSameSettingsAreOne) {
  const std::string once = "q\n1 w\n0 0 0 RG\n10 10 m\n90 10 l\nS\n";
  EXPECT_EQ(condensed_or(std::string(kLine) + "/P <</MCID 0>> BDC " + std::string(kLine) + "EMC"),
            once + "10 10 m\n90 10 l\nS\nQ\n");
  const std::string other = "q 1 w 1 0 0 RG 10 20 m 90 20 l S Q";
  EXPECT_EQ(condensed_or(std::string(kLine) + other), once + "Q\nq\n1 w\n1 0 0 RG\n10 20 m\n90 20 l\nS\nQ\n");
}

TEST(Condense, DrawingsStayApartWhereSomethingStandsBetweenOrWithin) {
  const std::string line(kLine);
  const std::string written = "q\n1 w\n0 0 0 RG\n10 10 m\n90 10 l\nS\nQ\n";
  EXPECT_EQ(condensed_or(line + "2 w " + line), written + "2 w\n" + written);
  EXPECT_EQ(condensed_or(line + "q " + line + "Q"), written + "q\n" + written + "Q\n");
  const std::string set_within = "q 1 w 10 10 m 90 10 l S 5 w Q ";
  EXPECT_EQ(condensed_or(set_within + set_within),
            "q\n1 w\n10 10 m\n90 10 l\nS\n5 w\nQ\nq\n1 w\n10 10 m\n90 10 l\nS\n5 w\nQ\n");
}

TEST(Condense, WhatIsUnusualStaysAsItIs) {
  for (const std::string_view content : {
           "0 g BI /W 1 /H 1 ID x EI",              // an image within
           "0 0 5 5 re W n /P scn",                 // a pattern fills what is clipped
           "/Image Do",                             // a form may have patterns
           "/Shading sh",                           //
           "0 J J",                                 // too few operands
           "0 0 J",                                 // too many
           "10 10 l S",                             // a line from nowhere
           "S",                                     // no path
           "W n",                                   //
           "10 10 m 0 g 90 10 l S",                 // a setting within a path
           "10 10 m",                               // without an end
           "0 g 1 1",                               //
           "/P <</MCID 0>> BDC 0 g",                //
           "0 g EMC",                               // without a beginning
           "(text",                                 //
           "[1 2 0 d",                              //
           "<</A 1> 0 g",                           //
           "] 0 g",                                 //
           "0 g % a comment",                       //
           "0 g unknown",                           //
           "/CIDInit /ProcSet findresource begin",  // no page
       }) {
    EXPECT_EQ(condensed_or(content), kAsItIs) << content;
  }
  EXPECT_EQ(condensed_or(""), "");
}

TEST(Condense, DrawsTheSame) {
  const std::string line(kLine);
  const std::string text = "BT /F1 12 Tf 1 0 0 1 100 700 Tm (Total) Tj ET ";
  const std::vector<std::string> contents = {
      line + line,
      line + "q 1 w 0 0 0 RG 10 20 m 90 20 l 90 80 l 10 80 l h S Q " + line,
      line + "q 1 w 1 1 1 RG 10 20 m 90 20 l S Q " + line,
      line +
          "q 1 w 1 1 1 RG Q q 1 w 0 0 0 RG 10 30 m 90 30 l S 1 1 1 RG 10 40 m 90 40 l S Q 10 50 m 90 "
          "50 l S",
      "q /Seen gs 10 10 m 90 10 l S Q q /Unseen gs 10 20 m 90 20 l S Q q /Unseen gs 10 30 m 90 30 l S Q",
      "q 1 0 0 1 50 50 cm 0 0 80 1 re f Q q 1 0 0 1 50 50 cm 0 20 80 1 re f* Q 0 40 80 1 re f",
      "q 0 0 20 20 re W n 10 300 200 1 re f Q 10 310 200 1 re W* f",
      "q 2 J 1 j 5 M [3] 0 d 0.5 w 10 10 m 20 20 30 30 90 10 c 95 10 l S Q " + text,
      "/P <</MCID 0>> BDC q 0 0 600 800 re W* n " + text + "Q EMC /P <</MCID 1>> BDC " + text + "EMC",
      "/OC /Off BDC " + text + line + line + "EMC " + line + text,
      "/Span <</ActualText (x)>> BDC " + text + "EMC q 3 Tr " + text + "Q " + text,
      line + text + line + "q " + text + "Q " + line + "0 g " + line,
      line + "Q Q " + line + line,
  };
  for (const std::string& content : contents) {
    const std::string plain = answer(content, false);
    EXPECT_TRUE(plain.ends_with("\nend\n")) << plain;
    EXPECT_TRUE(plain.find("\nh ") != std::string::npos || plain.find("\nrun ") != std::string::npos)
        << plain;
    EXPECT_NE(condensed_or(content), kAsItIs) << content;
    EXPECT_EQ(answer(content, true), plain) << content;
  }
}

}  // namespace
