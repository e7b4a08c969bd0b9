// SPDX-License-Identifier: Apache-2.0
#include "read/detail/html_tree.hpp"

#include <algorithm>
#include <charconv>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

/// What is counted of a table while the page is walked.
struct TableShape {
  const GumboNode* table = nullptr;
  std::size_t rows = 0;  ///< with two cells or more, those that reach down from above included
  std::size_t row = 0;
  std::size_t spanned_to = 0;  ///< the first row that no cell from above reaches
  std::size_t cells_of_row = 0;
  std::size_t bytes_of_cell = 0;
  std::size_t longest_cell = 0;
  std::size_t digits_of_cell = 0;  ///< characters of numbers in a cell that has nothing else
  bool words_in_cell = false;
  bool has_number = false;
  bool arranges = false;  ///< holds headings or another table of data

  static constexpr std::size_t kMostRows = 1'000'000;

  void begin_cell(const GumboNode& cell) {
    ++cells_of_row;
    const std::size_t reach = number_attribute(cell, "rowspan", 1);
    if (reach != 1) spanned_to = std::max(spanned_to, row + (reach == 0 ? kMostRows : reach));
  }
  void end_cell() {
    longest_cell = std::max(longest_cell, bytes_of_cell);
    has_number = has_number || (digits_of_cell > 0 && !words_in_cell);
    bytes_of_cell = digits_of_cell = 0;
    words_in_cell = false;
  }
  void end_row() {
    rows += cells_of_row > 1 || (cells_of_row == 1 && spanned_to > row) ? 1 : 0;
    cells_of_row = 0;
    ++row;
  }
  void add_text(std::string_view text) {
    for (const char c : text) {
      const bool blank = c == ' ' || c == '\n' || c == '\t';
      const bool digit = is_digit(c);
      bytes_of_cell += blank ? 0 : 1;
      digits_of_cell += digit ? 1 : 0;
      words_in_cell = words_in_cell || !(blank || digit || c == '.' || c == ',' || c == '-' || c == '%');
    }
  }
  [[nodiscard]] bool is_data() const {
    // A cell that holds an article; a caption line set as a table of its own.
    constexpr std::size_t kLongestCell = 4500;
    constexpr std::size_t kFewestRows = 3;
    return !arranges && longest_cell <= kLongestCell && rows >= (has_number ? 2 : kFewestRows);
  }
};

}  // namespace

std::vector<const GumboNode*> children_of(const GumboNode& node) {
  std::vector<const GumboNode*> children;
  if (!is_element(node)) return children;
  const GumboVector& all = element_of(node).children;
  children.reserve(all.length);
  for (unsigned i = 0; i < all.length; ++i) children.push_back(static_cast<const GumboNode*>(all.data[i]));
  return children;
}

std::string_view attribute(const GumboNode& node, const char* name) {
  if (!is_element(node)) return {};
  const GumboAttribute* found = gumbo_get_attribute(&element_of(node).attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

std::size_t number_attribute(const GumboNode& node, const char* name, std::size_t otherwise) {
  constexpr std::size_t kMost = 100'000;
  const std::string_view text = trim(attribute(node, name));
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return kMost;
  return error == std::errc{} ? std::min(value, kMost) : otherwise;
}

std::string style_property(const GumboNode& node, std::string_view property) {
  std::string style;
  for (const char c : attribute(node, "style")) {
    if (c != ' ' && c != '\n' && c != '\t')
      style += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  std::string value;
  for (std::string_view rest = style; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view declaration = rest.substr(0, end);
    if (declaration.starts_with(property) && declaration.substr(property.size()).starts_with(':')) {
      value = declaration.substr(property.size() + 1);
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return value;
}

bool is_hidden(const GumboNode& node) {
  if (!is_element(node)) return false;
  if (gumbo_get_attribute(&element_of(node).attributes, "hidden") != nullptr) return true;
  return style_property(node, "display").starts_with("none") ||
         style_property(node, "visibility").starts_with("hidden") ||
         style_property(node, "mso-hide").starts_with("all");
}

bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_BR:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_EMBED:
      return false;
    default:
      return true;
  }
}

std::unordered_set<const GumboNode*> data_tables(const GumboNode& root) {
  std::unordered_set<const GumboNode*> found;
  std::vector<TableShape> open;
  const auto enter = [&](const GumboNode& node) {
    if (is_hidden(node)) return false;
    const GumboTag tag = tag_of(node);
    if (tag == GUMBO_TAG_TABLE) {
      open.push_back({&node});
      open.back().arranges = attribute(node, "role") == "presentation";
    }
    if (open.empty()) return true;
    if (is_text(node)) open.back().add_text(text_of(node));
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) open.back().begin_cell(node);
    if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) open.back().arranges = true;
    return true;
  };
  const auto leave = [&](const GumboNode& node) {
    const GumboTag tag = tag_of(node);
    if (open.empty()) return;
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) open.back().end_cell();
    if (tag == GUMBO_TAG_TR) open.back().end_row();
    if (tag != GUMBO_TAG_TABLE || open.back().table != &node) return;
    const TableShape inner = open.back();
    open.pop_back();
    const bool data = inner.is_data();
    if (data) found.insert(&node);
    if (open.empty()) return;
    TableShape& outer = open.back();
    outer.arranges = outer.arranges || data || inner.arranges;
    outer.bytes_of_cell += inner.longest_cell;
    outer.words_in_cell = true;
  };
  walk(root, enter, leave);
  return found;
}

}  // namespace zzaudit::detail
