// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// A database as rows, and who writes it. The library that knows the file format is behind a module of its
/// own (src/zzaudit-sqlite), loaded when a database is asked for. This header is all that the two share.
namespace zzaudit::detail::database {

/// NULL, a whole number or a text, which is looked at until the call ends. There is no floating point.
using Value = std::variant<std::monostate, std::int64_t, std::string_view>;

/// One transaction over one file. Everything here throws std::system_error, or std::runtime_error with words
/// of the library.
class Writer {
 public:
  Writer() = default;
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  Writer(Writer&&) = delete;
  Writer& operator=(Writer&&) = delete;
  virtual ~Writer() = default;

  /// A table that rows are inserted into, with the number of its columns; the handle of `insert`.
  [[nodiscard]] virtual std::size_t table(std::string_view name, std::size_t columns) = 0;
  /// A row with a value for each column.
  virtual void insert(std::size_t table, std::span<const Value> values) = 0;
  /// Ends the transaction and closes the file; the last call.
  virtual void finish() = 0;
};

/// The module's only symbol: executes `schema` in the empty file `path`; null when the module was built for
/// another version of the program.
inline constexpr const char* kEntry = "zzaudit_sqlite_writer";
using Entry = Writer*(const char* version, const std::string& path, const std::string& schema);

/// Loads the module and opens a file. Error when that cannot be done.
[[nodiscard]] std::unique_ptr<Writer> open_writer(const std::string& path, const std::string& schema);
/// Calls what uses a writer; what it throws becomes an Error.
void guarded(const std::function<void()>& use);

}  // namespace zzaudit::detail::database
