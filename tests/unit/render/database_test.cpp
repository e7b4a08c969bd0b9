// SPDX-License-Identifier: Apache-2.0
// The module that writes databases: what it does when it cannot. What it writes is looked at by tests/cli.
#include "render/detail/database.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "zzaudit/base/error.hpp"

namespace zzaudit::detail::database {
namespace {

class Database : public ::testing::Test {
 protected:
  Database() {
    ::setenv("ZZAUDIT_SQLITE", ZZAUDIT_SQLITE_MODULE, 1);
    ::close(::mkstemp(path_.data()));
  }
  ~Database() override { std::filesystem::remove(path_); }

  std::string path_ = ::testing::TempDir() + "zzaudit-database-XXXXXX";
};

/// The message of the Error that `use` throws.
template <class F>
std::string error_of(F&& use) {
  try {
    use();
  } catch (const Error& error) {
    return error.message().en;
  }
  return {};
}

TEST_F(Database, IsEmptyUntilItIsFinished) {
  const auto writer = open_writer(path_, "CREATE TABLE t (a, b);");
  const std::size_t table = writer->table("t", 2);
  writer->insert(table, std::array<Value, 2>{std::int64_t{1}, std::string_view("x")});
  EXPECT_EQ(std::filesystem::file_size(path_), 0U);
  writer->finish();
  EXPECT_GT(std::filesystem::file_size(path_), 0U);
}

TEST_F(Database, SaysWhatIsWrongWithASchema) {
  EXPECT_NE(error_of([&] { (void)open_writer(path_, "CREATE TABEL t (a);"); }).find("TABEL"),
            std::string::npos);
}

TEST_F(Database, SaysThatAFileCannotBeOpened) {
  EXPECT_NE(error_of([] { (void)open_writer("/no/such/folder/file", ""); }), "");
}

TEST_F(Database, NoticesThatAFileCannotGrow) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 20000;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string error = error_of([&] {
    guarded([&] {
      const auto writer = open_writer(path_, "CREATE TABLE t (a);");
      const std::size_t table = writer->table("t", 1);
      const std::string text(10000, 'x');
      for (int i = 0; i < 1000; ++i) {
        writer->insert(table, std::array<Value, 1>{std::string_view(text)});
      }
      writer->finish();
    });
  });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_NE(error, "");
}

TEST_F(Database, NeedsItsModule) {
  ::setenv("ZZAUDIT_SQLITE", "/nowhere/zzaudit-sqlite.so", 1);
  const std::string error = error_of([&] { (void)open_writer(path_, ""); });
  EXPECT_NE(error.find("/nowhere/zzaudit-sqlite.so"), std::string::npos);
}

}  // namespace
}  // namespace zzaudit::detail::database
