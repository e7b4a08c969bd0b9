// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "zzaudit/base/bilingual.hpp"

/// JSON text as a tree that keeps what exact amounts need: the digits of numbers as written.
namespace zzaudit::detail {

enum class JsonKind : std::uint8_t { kNull, kFalse, kTrue, kNumber, kString, kArray, kObject };

/// A node of the tree. Nodes stand in document order; the first child follows its parent, and `end` is the
/// index of what follows the last descendant.
struct JsonNode {
  JsonKind kind = JsonKind::kNull;
  std::uint32_t end = 0;
  std::uint32_t key_begin = 0;  ///< member name, for children of objects
  std::uint32_t key_size = 0;
  std::uint32_t text_begin = 0;  ///< contents of a string, digits of a number
  std::uint32_t text_size = 0;
};

/// All nodes and all their text, in two blocks of memory: a report has thousands of values.
struct JsonTree {
  std::vector<JsonNode> nodes;
  std::string text;
  std::string source;  ///< of files that people write, so that a message can name the line; else empty
};

/// Deepest nesting accepted; a report needs eight levels.
inline constexpr std::size_t kMaxJsonDepth = 64;
/// Most values accepted; the largest reports have some thousands.
inline constexpr std::size_t kMaxJsonValues = 4'000'000;

/// Parses `text`. Throws InputError, with `name`, line and column, for anything that is no JSON, for nesting
/// deeper than kMaxJsonDepth and for more than kMaxJsonValues values.
[[nodiscard]] JsonTree parse_json(const std::string& name, std::string_view text);
/// The same for files that people write: comments (// and /* */) are allowed, and messages name the line.
[[nodiscard]] JsonTree parse_commented_json(const std::string& name, std::string_view text);

/// A value together with the way to it, for messages. Cheap to copy; the way is spelled out on demand. A
/// child refers to its parent, which must outlive it.
class JsonValue {
 public:
  /// The root.
  JsonValue(const std::string& name, const JsonTree& tree) : name_(&name), tree_(&tree) {}

  [[nodiscard]] JsonKind kind() const { return node().kind; }
  [[nodiscard]] bool is(JsonKind wanted) const { return kind() == wanted; }
  /// Contents of a string, digits of a number as written.
  [[nodiscard]] std::string_view text() const { return slice(node().text_begin, node().text_size); }
  /// Name of this member of an object.
  [[nodiscard]] std::string_view key() const { return slice(node().key_begin, node().key_size); }
  [[nodiscard]] std::size_t index() const { return position_; }

  /// Calls `f` for every element or member, in order.
  template <class F>
  void for_each(F&& f) const {
    std::size_t position = 0;
    for (std::uint32_t i = index_ + 1; i < node().end; i = tree_->nodes[i].end) {
      f(JsonValue(*this, i, position++));
    }
  }
  [[nodiscard]] bool empty() const { return node().end == index_ + 1; }

  /// JSON pointer (RFC 6901); "" is the root.
  [[nodiscard]] std::string pointer() const;
  /// File, line where the tree knows its source, and pointer, as messages begin.
  [[nodiscard]] Bilingual where() const;
  /// Throws InputError: file, pointer, what stands there, what was expected.
  [[noreturn]] void fail(const Bilingual& expected) const;
  /// Throws InputError with file, pointer and a message of its own.
  [[noreturn]] void fail_with(const Bilingual& message) const;
  /// What stands here, in a few words.
  [[nodiscard]] Bilingual description() const;

 private:
  JsonValue(const JsonValue& parent, std::uint32_t index, std::size_t position)
      : name_(parent.name_), tree_(parent.tree_), parent_(&parent), index_(index), position_(position) {}
  [[nodiscard]] const JsonNode& node() const { return tree_->nodes[index_]; }
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t size) const {
    return std::string_view(tree_->text).substr(begin, size);
  }

  const std::string* name_;
  const JsonTree* tree_;
  const JsonValue* parent_ = nullptr;
  std::uint32_t index_ = 0;
  std::size_t position_ = 0;
};

}  // namespace zzaudit::detail
