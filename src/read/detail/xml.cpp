// SPDX-License-Identifier: Apache-2.0
#include "read/detail/xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "read/detail/fail.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

[[noreturn]] void fail_xml(const std::string& file, std::string_view zh, std::string_view en) {
  fail(file, fmt::format("{}，请用 Office 或 WPS 打开后另存再试。", zh),
       fmt::format("{}; open it in Office or WPS and save it again.", en));
}

/// Deepest element below `root`, without recursion; stops beyond the limit.
int depth_of(const pugi::xml_node& root) {
  int depth = 1;
  int deepest = 1;
  for (pugi::xml_node node = root.first_child(); node && deepest <= kMaxXmlDepth;) {
    deepest = std::max(deepest, depth + 1);
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (node == root) break;
    node = node.next_sibling();
  }
  return deepest;
}

/// "../theme/x.xml" beside "word/document.xml" → "theme/x.xml".
std::string resolved(std::string_view part, std::string_view target) {
  std::string path;
  if (target.starts_with('/')) {
    target.remove_prefix(1);
  } else if (const std::size_t slash = part.rfind('/'); slash != std::string_view::npos) {
    path = part.substr(0, slash);
  }
  while (!target.empty()) {
    const std::size_t end = std::min(target.find('/'), target.size());
    const std::string_view step = target.substr(0, end);
    target.remove_prefix(std::min(end + 1, target.size()));
    if (step == "..") {
      path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/'));
    } else if (!step.empty() && step != ".") {
      if (!path.empty()) path += '/';
      path += step;
    }
  }
  return path;
}

}  // namespace

Xml::Xml(const std::string& file, std::string text) : text_(std::move(text)) {
  if (text_.size() > kMaxXmlBytes || static_cast<std::size_t>(std::ranges::count(text_, '<')) > kMaxXmlTags) {
    fail_xml(file, "文件内容过多，不像是一份决算公开", "it holds too much for a final-accounts report");
  }
  // White space that is all of an element's text counts: a run may hold one space.
  const auto result = document_.load_buffer_inplace(text_.data(), text_.size(),
                                                    pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!result || !root()) {
    fail_xml(file, "文件已损坏（内部的 XML 不完整）", "it is damaged (XML inside it is not complete)");
  }
  if (depth_of(root()) > kMaxXmlDepth) {
    fail_xml(file, fmt::format("内部结构嵌套超过 {} 层", kMaxXmlDepth),
             fmt::format("what is in it is nested more than {} levels deep", kMaxXmlDepth));
  }
}

std::optional<std::string> read_part(Archive& archive, std::string_view part) {
  return part.empty() ? std::nullopt : archive.read(part);
}

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  const std::size_t colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == name) return child;
  }
  return {};
}

std::string_view attribute_of(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    if (local_name(attribute.name()) == name) return attribute.value();
  }
  return {};
}

std::string_view value_of(const pugi::xml_node& node, std::string_view child) {
  return attribute_of(child_of(node, child), "val");
}

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_on(std::string_view value, bool missing) {
  if (value.empty()) return missing;
  return value != "0" && value != "false" && value != "off";
}

std::optional<bool> toggle_of(const pugi::xml_node& node, std::string_view child) {
  const pugi::xml_node found = child_of(node, child);
  if (!found) return std::nullopt;
  return is_on(attribute_of(found, "val"), true);
}

std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t broken = first_invalid_utf8(text).value_or(text.size());
    for (const char c : text.substr(0, broken)) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '\n' || (byte >= ' ' && byte != 0x7F)) {
        out += c;
      } else if (c != '\r') {
        out += ' ';
      }
    }
    text.remove_prefix(broken);
    if (text.empty()) break;
    out += "\uFFFD";
    text.remove_prefix(1);
    while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U)
      text.remove_prefix(1);
  }
  return out;
}

std::vector<Relation> relations_of(Archive& archive, std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t folder = slash == std::string_view::npos ? 0 : slash + 1;
  const std::string name = fmt::format("{}_rels/{}.rels", part.substr(0, folder), part.substr(folder));
  std::vector<Relation> relations;
  auto text = archive.read(name);
  if (!text) return relations;
  const Xml xml(archive.name(), std::move(*text));
  for (const pugi::xml_node& node : xml.root().children()) {
    const std::string_view type = attribute_of(node, "Type");
    const std::size_t last = type.rfind('/');
    relations.push_back({std::string(attribute_of(node, "Id")),
                         std::string(last == std::string_view::npos ? type : type.substr(last + 1)),
                         resolved(part, attribute_of(node, "Target")),
                         attribute_of(node, "TargetMode") == "External"});
  }
  return relations;
}

std::string target_of(const std::vector<Relation>& relations, std::string_view type) {
  const auto found = std::ranges::find_if(
      relations, [&](const Relation& relation) { return relation.type == type && !relation.external; });
  return found == relations.end() ? std::string() : found->target;
}

}  // namespace zzaudit::detail
