// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstring>
#include <pugixml.hpp>

#include "unit/render/hostile.hpp"

namespace zzaudit::test {
namespace {

pugi::xml_document junit(const CheckRun& run, const RenderOptions& options = {}) {
  static const Catalogue catalogue = Catalogue::builtin();
  pugi::xml_document document;
  const std::string text = render_junit(run, catalogue, options);
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_full);
  EXPECT_TRUE(parsed) << parsed.description();
  return document;
}

pugi::xml_node case_of(const pugi::xml_document& document, const char* rule) {
  for (const pugi::xml_node& node : document.child("testsuites").child("testsuite").children("testcase")) {
    if (std::strncmp(node.attribute("name").value(), rule, std::strlen(rule)) == 0) {
      return node;
    }
  }
  return {};
}

TEST(RenderJunit, ASuiteIsAReportAndACaseARule) {
  CheckRun run = small_run();
  run.time = "2026-11-26T08:30:00";
  const auto document = junit(run);
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("name").value(), "报告.md");
  EXPECT_EQ(suite.attribute("tests").as_int(), 5);
  EXPECT_EQ(suite.attribute("skipped").as_int(), 2);
  EXPECT_STREQ(suite.attribute("timestamp").value(), "2026-11-26T08:30:00");
  EXPECT_STREQ(case_of(document, "TAB901").attribute("classname").value(), "某局 · 2024 年度");
  EXPECT_FALSE(case_of(document, "TAB901").first_child());
  EXPECT_STREQ(case_of(document, "TAB801").child("skipped").attribute("message").value(), "没有政府性基金表");
}

TEST(RenderJunit, FailsWhatFailsTheRunAndNothingElse) {
  RenderOptions options;
  const auto failures = [&] {
    return junit(small_run(), options).child("testsuites").child("testsuite").attribute("failures").as_int();
  };
  EXPECT_EQ(failures(), 2);  // NAR101 and STR109; the other findings are of rules that have no case here
  options.fail_on = std::nullopt;
  EXPECT_EQ(failures(), 0);
  const auto document = junit(small_run(), options);
  const std::string out = document.child("testsuites").child("testsuite").child("system-out").text().get();
  EXPECT_NE(out.find("NAR101"), std::string::npos);
  EXPECT_NE(out.find("TAB901 不适用：不适用"), std::string::npos);
}

TEST(RenderJunit, AFailureSaysAllThatTheTextSays) {
  const auto document = junit(small_run());
  const pugi::xml_node failure = case_of(document, "NAR101").child("failure");
  EXPECT_STREQ(failure.attribute("type").value(), "error");
  EXPECT_NE(std::string(failure.attribute("message").value()).find("不一致"), std::string::npos);
  EXPECT_NE(std::string(failure.text().get()).find("zzaudit explain NAR101"), std::string::npos);
}

TEST(RenderJunit, WhatDoesNotCountFailsNothingAndIsTold) {
  const auto document = junit(run_with_suppressed());
  EXPECT_FALSE(case_of(document, "STR109").child("failure"));
  const std::string out = document.child("testsuites").child("testsuite").child("system-out").text().get();
  EXPECT_NE(out.find("STR109"), std::string::npos);
  EXPECT_NE(out.find("决定人：张三"), std::string::npos);
}

TEST(RenderJunit, AnInputThatCouldNotBeReadIsAnError) {
  CheckRun run = clean_run();
  run.unread.push_back({"x.pdf", {"x.pdf：无法读取", "x.pdf: cannot be read"}});
  const auto document = junit(run);
  const pugi::xml_node suite = document.child("testsuites").child("testsuite");
  EXPECT_STREQ(suite.attribute("name").value(), "x.pdf");
  EXPECT_EQ(suite.attribute("errors").as_int(), 1);
  EXPECT_STREQ(suite.child("testcase").child("error").attribute("message").value(), "x.pdf：无法读取");
}

TEST(RenderJunit, HostileTextStaysText) {
  const auto document = junit(hostile_run());
  const pugi::xml_node suite = document.child("testsuites").last_child();
  EXPECT_EQ(std::string(suite.attribute("name").value()).find('\n'), std::string::npos);
  EXPECT_FALSE(document.select_node("//script"));
  EXPECT_EQ(render_junit(hostile_run(), Catalogue::builtin(), {}).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace zzaudit::test
