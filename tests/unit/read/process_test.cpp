// SPDX-License-Identifier: Apache-2.0
// A program that stays loaded and answers each piece of work in a process of its own.
#include "read/pdf/process.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>
#include <vector>

#include "read_support.hpp"

namespace zzaudit::test {
namespace {

constexpr process::Limits kLimits{600UL * 1024 * 1024, 20, 60, 64UL * 1024 * 1024};

std::string pdf() { return process::companion("ZZAUDIT_PDF", "zzaudit-pdf"); }

std::string file(const std::string& name) {
  return read_file(std::string(ZZAUDIT_SOURCE_DIR "/tests/formats/documents/") + name).bytes;
}

/// A shell script that can be run in the place of the program.
std::string script(const TemporaryDirectory& folder, const std::string& text) {
  const std::string path = folder.write("program", "#!/bin/sh\n" + text + "\n");
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

TEST(Process, AnswersOneFileAfterAnother) {
  const std::string content = file("clean-docx.pdf");
  const process::Result first = process::ask(pdf(), content, kLimits);
  EXPECT_TRUE(first.started);
  EXPECT_TRUE(first.output.starts_with("zzaudit-pdf 1\n"));
  EXPECT_TRUE(first.output.ends_with("\nend\n"));
  const process::Result damaged = process::ask(pdf(), "no PDF", kLimits);
  EXPECT_TRUE(damaged.started);
  EXPECT_NE(damaged.output.find("\nfail damaged\n"), std::string::npos);
  EXPECT_EQ(process::ask(pdf(), content, kLimits).output, first.output);
}

TEST(Process, AnswersManyAtOnce) {
  const std::string content = file("clean-xlsx.pdf");
  const std::string expected = process::ask(pdf(), content, kLimits).output;
  ASSERT_TRUE(expected.ends_with("\nend\n"));
  std::atomic<int> same{0};
  constexpr int kThreads = 4;
  constexpr int kEach = 5;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < kEach; ++j)
        same += process::ask(pdf(), content, kLimits).output == expected ? 1 : 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(same, kThreads * kEach);
}

TEST(Process, AProgramThatCannotBeRunIsNotStarted) {
  EXPECT_FALSE(process::ask("/nowhere/zzaudit-pdf", "", kLimits).started);
  const TemporaryDirectory folder;
  // What the dynamic linker says when a library is missing.
  EXPECT_FALSE(process::ask(script(folder, "exit 127"), "", kLimits).started);
}

TEST(Process, AProgramThatEndedIsStartedAgain) {
  const TemporaryDirectory folder;
  const std::string program =
      script(folder, "if [ -e \"$0.once\" ]; then exec '" + pdf() + "'; fi; : >\"$0.once\"; exit 3");
  const process::Result answered = process::ask(program, "no PDF", kLimits);
  EXPECT_TRUE(answered.started);
  EXPECT_TRUE(answered.output.ends_with("fail damaged\n")) << answered.output;
}

TEST(Process, AProgramThatAlwaysEndsIsNotStartedForever) {
  const TemporaryDirectory folder;
  const std::string program = script(
      folder, "for n in 1 2 3 4 5; do if [ ! -e \"$0.$n\" ]; then : >\"$0.$n\"; break; fi; done; exit 3");
  const process::Result unanswered = process::ask(program, "no PDF", kLimits);
  EXPECT_TRUE(unanswered.started);
  EXPECT_EQ(unanswered.output, "");
  EXPECT_TRUE(std::filesystem::exists(program + ".2"));
  // Either attempt may find it ended already, and start another.
  EXPECT_FALSE(std::filesystem::exists(program + ".5"));
}

TEST(Process, WaitsNoLongerAndTakesNoMoreThanTheLimits) {
  const TemporaryDirectory folder;
  EXPECT_TRUE(process::ask(script(folder, "exec sleep 5"), "", {0, 1, 1, 10}).timed_out);
  EXPECT_TRUE(process::ask(pdf(), file("clean-docx.pdf"), {0, 20, 60, 10}).truncated);
}

}  // namespace
}  // namespace zzaudit::test
