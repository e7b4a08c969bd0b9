// SPDX-License-Identifier: Apache-2.0
// The module that writes databases: all that includes SQLite.
#include <sqlite3.h>

#include <cerrno>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "render/detail/database.hpp"

namespace {

using zzaudit::detail::database::Value;
using zzaudit::detail::database::Writer;

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

class LibraryWriter final : public Writer {
 public:
  LibraryWriter(const std::string& path, const std::string& schema) {
    sqlite3* opened = nullptr;
    const int error =
        sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);  // even what could not be opened has to be closed
    require(error);
    // The file has no name yet that anybody knows: when something goes wrong it is removed as a whole.
    execute(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
        "PRAGMA foreign_keys = OFF; BEGIN;");
    execute(schema);
  }

  std::size_t table(std::string_view name, std::size_t columns) override {
    std::string sql = "INSERT INTO ";
    sql.append(name).append(" VALUES (");
    for (std::size_t i = 0; i < columns; ++i) {
      sql += i == 0 ? "?" : ", ?";
    }
    sql += ")";
    sqlite3_stmt* prepared = nullptr;
    require(
        sqlite3_prepare_v3(database_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr));
    statements_.emplace_back(prepared);
    return statements_.size() - 1;
  }

  void insert(std::size_t table, std::span<const Value> values) override {
    sqlite3_stmt* const statement = statements_.at(table).get();
    int column = 0;
    for (const Value& value : values) {
      bind(statement, ++column, value);
    }
    if (sqlite3_step(statement) != SQLITE_DONE) {
      fail();
    }
    require(sqlite3_reset(statement));
  }

  void finish() override {
    execute("COMMIT");
    statements_.clear();
    require(sqlite3_close(database_.release()));
  }

 private:
  void bind(sqlite3_stmt* statement, int column, const Value& value) {
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
      require(sqlite3_bind_int64(statement, column, *number));
    } else if (const auto* const text = std::get_if<std::string_view>(&value)) {
      require(sqlite3_bind_text64(statement, column, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8));
    } else {
      require(sqlite3_bind_null(statement, column));
    }
  }

  void execute(const std::string& sql) {
    require(sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
  }

  void require(int error) const {
    if (error != SQLITE_OK) {
      fail();
    }
  }

  [[noreturn]] void fail() const {
    if (sqlite3_errcode(database_.get()) == SQLITE_FULL) {
      throw std::system_error(ENOSPC, std::generic_category());
    }
    // What the system said is more than "disk I/O error".
    if (const int error = sqlite3_system_errno(database_.get()); error != 0) {
      throw std::system_error(error, std::generic_category());
    }
    throw std::runtime_error(sqlite3_errmsg(database_.get()));
  }

  Database database_;
  std::vector<Statement> statements_;  ///< before the database they go
};

}  // namespace

extern "C" Writer* zzaudit_sqlite_writer(const char* version, const std::string& path,
                                         const std::string& schema) {
  return version == std::string_view(ZZAUDIT_VERSION) ? new LibraryWriter(path, schema) : nullptr;
}
