// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "read/detail/xml.hpp"

/// What the parts beside the text of a Word file say about its paragraphs: styles and automatic numbers.
namespace zzaudit::detail {

/// A list of numbering.xml and a level of it.
struct NumberReference {
  std::optional<int> list;   ///< 0: explicitly none
  std::optional<int> level;  ///< from 0
};

/// A style with what it inherits.
struct WordStyle {
  int heading_level = 0;  ///< 1–6
  bool bold = false;
  bool contents = false;  ///< an entry of a contents list
  NumberReference number;
};

[[nodiscard]] NumberReference number_reference(const pugi::xml_node& properties);
/// 1–6 for the outline levels that headings have, 0 for the others; nothing when none is given.
[[nodiscard]] std::optional<int> outline_of(const pugi::xml_node& properties);

class WordStyles {
 public:
  WordStyles() = default;
  explicit WordStyles(const pugi::xml_node& styles);

  /// The style of that id; the default paragraph style for "". A style that is not there says nothing.
  [[nodiscard]] const WordStyle& of(std::string_view id) const;

 private:
  using Nodes = std::map<std::string, pugi::xml_node, std::less<>>;
  static WordStyle resolve(const Nodes& nodes, std::string_view id, int depth);

  std::map<std::string, WordStyle, std::less<>> styles_;
};

/// Counts the automatically numbered paragraphs of a document.
class WordNumbering {
 public:
  WordNumbering() = default;
  WordNumbering(const pugi::xml_node& numbering, const WordStyles& styles);

  struct Label {
    std::string text;  ///< "一、", "（二）", "3. " with the space that stands behind it; empty for a bullet
    bool bullet = false;
  };
  /// The next number of that list; `style` is the paragraph's, for levels that belong to styles.
  [[nodiscard]] Label next(const NumberReference& reference, std::string_view style);

 private:
  static constexpr std::size_t kLevels = 9;
  struct Level {
    int start = 1;
    std::string format = "decimal";
    std::string text;
    std::string suffix = "tab";
    std::optional<int> restart;  ///< 0 never; else after that level, from 1
    bool legal = false;          ///< all numbers of it in Arabic digits
    std::string style;
  };
  using Levels = std::array<Level, kLevels>;
  struct List {
    int counter = 0;  ///< lists of one abstract list count together
    Levels levels;
    std::array<std::optional<int>, kLevels> start;  ///< of its own
  };

  static void read_level(const pugi::xml_node& node, Levels& levels);
  [[nodiscard]] static std::string label_text(const Levels& levels, std::size_t level,
                                              const std::array<std::optional<int>, kLevels>& counts);

  std::map<int, List> lists_;
  std::map<int, std::array<std::optional<int>, kLevels>> counts_;
  std::set<std::pair<int, std::size_t>> started_;
};

/// A number in one of Word's formats ("chineseCounting", "lowerRoman"); Arabic digits in those that are not
/// known.
[[nodiscard]] std::string number_text(int number, std::string_view format);

}  // namespace zzaudit::detail
