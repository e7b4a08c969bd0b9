// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gumbo.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "zzaudit/document/document.hpp"

/// The tree of a web page: walks that do not recurse, and what the reader asks of a node.
namespace zzaudit::detail {

struct GumboDeleter {
  void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
};
using GumboTree = std::unique_ptr<GumboOutput, GumboDeleter>;

[[nodiscard]] inline bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }
[[nodiscard]] inline bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE;
}
// NOLINTBEGIN(cppcoreguidelines-pro-type-union-access): how gumbo keeps the kinds of node
/// Of an element.
[[nodiscard]] inline const GumboElement& element_of(const GumboNode& node) { return node.v.element; }
/// Of a text.
[[nodiscard]] inline std::string_view text_of(const GumboNode& node) { return node.v.text.text; }
// NOLINTEND(cppcoreguidelines-pro-type-union-access)
[[nodiscard]] inline GumboTag tag_of(const GumboNode& node) {
  return is_element(node) ? element_of(node).tag : GUMBO_TAG_UNKNOWN;
}

/// Children of an element, in order.
[[nodiscard]] std::vector<const GumboNode*> children_of(const GumboNode& node);
/// The value of an attribute; "" when it has none.
[[nodiscard]] std::string_view attribute(const GumboNode& node, const char* name);
/// The same as a number, 0 to 100,000; `otherwise` when it is none.
[[nodiscard]] std::size_t number_attribute(const GumboNode& node, const char* name, std::size_t otherwise);
/// The value of a property in the style attribute, lower case without blanks ("none", "bold"); "" when
/// absent.
[[nodiscard]] std::string style_property(const GumboNode& node, std::string_view property);
/// Not shown: the attribute hidden, or display:none and the like in its style.
[[nodiscard]] bool is_hidden(const GumboNode& node);
[[nodiscard]] bool is_block(GumboTag tag);

/// Every node from `root` on in order. `enter` says whether to go into the node; `leave` is called after it.
template <class Enter, class Leave>
void walk(const GumboNode& root, Enter enter, Leave leave) {
  const GumboNode* node = &root;
  while (true) {
    const bool inside = enter(*node);
    if (inside && is_element(*node) && element_of(*node).children.length > 0) {
      node = static_cast<const GumboNode*>(element_of(*node).children.data[0]);
      continue;
    }
    while (true) {
      leave(*node);
      if (node == &root) return;
      const GumboVector& siblings = element_of(*node->parent).children;
      const std::size_t next = node->index_within_parent + 1;
      if (next < siblings.length) {
        node = static_cast<const GumboNode*>(siblings.data[next]);
        break;
      }
      node = node->parent;
    }
  }
}

/// A cell of a table, and where it stands.
struct PlacedCell {
  const GumboNode* node = nullptr;
  GridCell cell;  ///< without text and place
};

/// The cells of a table, placed row by row into the first free position as browsers do. Spans end where the
/// group of rows ends or another cell is in the way.
[[nodiscard]] std::vector<PlacedCell> placed_cells(const GumboNode& table);
/// Sets the size of a grid with these cells; drops columns that no cell begins in (a span wider than the
/// table) and adds blank cells where none is. More than a Builder takes is left for it to refuse.
void complete(Grid& grid);

/// The tables whose cells are data; the others only arrange the page.
[[nodiscard]] std::unordered_set<const GumboNode*> data_tables(const GumboNode& root);

}  // namespace zzaudit::detail
