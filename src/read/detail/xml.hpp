// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "read/detail/archive.hpp"

/// XML parts of Word and Excel files. Names are compared without their prefix: Strict and Transitional files
/// differ in their namespaces only.
namespace zzaudit::detail {

/// Elements inside elements; walkers recurse and must not run out of stack.
inline constexpr int kMaxXmlDepth = 200;
/// Bytes and tags of one part: a tree in memory takes many times its text.
inline constexpr std::size_t kMaxXmlBytes = 48UL * 1024 * 1024;
inline constexpr std::size_t kMaxXmlTags = 5'000'000;

/// One part of an archive as a tree. No entity is expanded but the five of XML and character references.
class Xml {
 public:
  /// Throws InputError for what is no XML and for what exceeds the limits.
  Xml(const std::string& file, std::string text);

  /// The outermost element.
  [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }

 private:
  std::string text_;  ///< the tree points into it
  pugi::xml_document document_;
};

/// A part of this name; nothing when there is none.
[[nodiscard]] std::optional<std::string> read_part(Archive& archive, std::string_view part);

[[nodiscard]] std::string_view local_name(const char* name);
[[nodiscard]] inline std::string_view local_name(const pugi::xml_node& node) {
  return local_name(node.name());
}
/// The first child element of this local name; an empty node when there is none.
[[nodiscard]] pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);
/// Value of the attribute of this local name; empty when there is none.
[[nodiscard]] std::string_view attribute_of(const pugi::xml_node& node, std::string_view name);
/// The `val` of a child element.
[[nodiscard]] std::string_view value_of(const pugi::xml_node& node, std::string_view child);
/// A whole number; nothing for anything else.
[[nodiscard]] std::optional<int> number_in(std::string_view text);
/// What an attribute of type Boolean says; `missing` when it is empty.
[[nodiscard]] bool is_on(std::string_view value, bool missing);
/// A child element that switches something on unless its `val` says no, as <b/> in Word.
[[nodiscard]] std::optional<bool> toggle_of(const pugi::xml_node& node, std::string_view child);
/// Text as it may go into a Document: valid UTF-8 without control characters but line feeds.
[[nodiscard]] std::string clean_text(std::string_view text);

/// A part that another part refers to.
struct Relation {
  std::string id;
  std::string type;    ///< last word of the type's address: "styles", "worksheet"
  std::string target;  ///< name of the part
  bool external = false;
};
/// The relations of a part; "" for those of the package. Empty when it has none.
[[nodiscard]] std::vector<Relation> relations_of(Archive& archive, std::string_view part);
/// Target of the first relation of that type; empty when there is none.
[[nodiscard]] std::string target_of(const std::vector<Relation>& relations, std::string_view type);

}  // namespace zzaudit::detail
