// SPDX-License-Identifier: Apache-2.0
#include "model/detail/json_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/detail/json_scanner.hpp"
#include "zzaudit/base/error.hpp"
#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

/// Longest quotation of the input in a message, in columns.
constexpr std::size_t kQuotedColumns = 40;

std::string excerpt(std::string_view text) { return truncate(printable(text), kQuotedColumns); }

struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Line and column, in characters from 1, of a byte offset in UTF-8 text.
LineColumn locate(std::string_view text, std::size_t offset) {
  LineColumn where;
  for (const char c : text.substr(0, std::min(offset, text.size()))) {
    if (c == '\n') {
      ++where.line;
      where.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++where.column;
    }
  }
  return where;
}

/// Bytes of a comment that begins at `at`; 0 when none does.
std::size_t comment_length(std::string_view text, std::size_t at) {
  const std::string_view begin = text.substr(at, 2);
  const std::string_view end = begin == "//" ? "\n" : "*/";
  if (begin != "//" && begin != "/*") {
    return 0;
  }
  const auto found = text.find(end, at + 2);
  return (found == std::string_view::npos ? text.size() : found + end.size()) - at;
}

/// Bytes of a string with its quotes.
std::size_t string_length(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != '"') {
    end += text[end] == '\\' ? 2 : 1;
  }
  return end + 1 - at;
}

/// Offset of the value with this number in JSON text that parses: values stand in the order of the nodes.
/// Of a member it is the offset of its name.
std::size_t offset_of_value(std::string_view text, std::uint32_t number) {
  constexpr std::string_view kSeparators = " \t\r\n,]}";
  std::uint32_t values = 0;
  std::size_t key = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t comment = comment_length(text, at)) {
      at += comment;
      continue;
    }
    if (text[at] == ':' || kSeparators.find(text[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    std::size_t length = 1;
    if (text[at] == '"') {
      length = string_length(text, at);
      std::size_t next = at + length;
      while (next < text.size() && (comment_length(text, next) != 0 ||
                                    std::string_view(" \t\r\n").find(text[next]) != std::string_view::npos)) {
        next += std::max<std::size_t>(1, comment_length(text, next));
      }
      if (next < text.size() && text[next] == ':') {
        key = at;
        at = next + 1;
        continue;
      }
    } else if (text[at] != '{' && text[at] != '[') {
      length = std::min(text.find_first_of(" \t\r\n,]}/", at), text.size()) - at;
    }
    if (values++ == number) {
      return std::min(key, at);
    }
    key = std::string_view::npos;
    at += length;
  }
  return text.size();
}

/// Builds the tree from the parser's events. The parser itself keeps its state on the heap, so that deep
/// nesting cannot exhaust the stack before the limit is seen.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(const std::string& name, std::string_view source) : name_(name), source_(source) {
    tree_.nodes.reserve(source.size() / 24 + 8);
    tree_.text.reserve(source.size());
  }

  bool null() override { return leaf(JsonKind::kNull, {}); }
  bool boolean(bool value) override { return leaf(value ? JsonKind::kTrue : JsonKind::kFalse, {}); }
  bool number_integer(number_integer_t value) override {
    return leaf(JsonKind::kNumber, fmt::format_int(value).c_str());
  }
  bool number_unsigned(number_unsigned_t value) override {
    return leaf(JsonKind::kNumber, fmt::format_int(value).c_str());
  }
  bool number_float(number_float_t /*value*/, const string_t& digits) override {
    return leaf(JsonKind::kNumber, digits);
  }
  bool string(string_t& value) override { return leaf(JsonKind::kString, value); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return open(JsonKind::kObject); }
  bool start_array(std::size_t /*size*/) override { return open(JsonKind::kArray); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    key_begin_ = size_of_text();
    tree_.text += value;
    return true;
  }

  bool parse_error(std::size_t position, const std::string& last_token,
                   const nlohmann::json::exception& error) override {
    constexpr int kNumberOutOfRange = 406;
    if (error.id == kNumberOutOfRange) {
      reject(position, {fmt::format("数字过大：{}", excerpt(last_token)),
                        fmt::format("number too large: {}", excerpt(last_token))});
    }
    // The parser counts the byte it stopped at from 1, and one more at the end of the text.
    const bool at_end = position > source_.size() || last_token.empty();
    if (at_end) {
      reject(source_.size(), {"JSON 到此中断，内容不完整", "the JSON ends here, before it is complete"});
    }
    reject(position == 0 ? 0 : position - 1,
           {fmt::format("不是合法的 JSON，此处不应有“{}”", excerpt(last_token)),
            fmt::format("not valid JSON: unexpected “{}”", excerpt(last_token))});
  }

  [[nodiscard]] JsonTree take() { return std::move(tree_); }

 private:
  [[nodiscard]] std::uint32_t size_of_text() const { return static_cast<std::uint32_t>(tree_.text.size()); }

  [[noreturn]] void reject(std::size_t offset, const Bilingual& what) const {
    const auto [line, column] = locate(source_, offset);
    throw InputError({fmt::format("{}：第 {} 行第 {} 列：{}", name_, line, column, what.zh),
                      fmt::format("{}: line {}, column {}: {}", name_, line, column, what.en)});
  }

  void add(JsonKind kind) {
    if (tree_.nodes.size() >= kMaxJsonValues) {
      throw InputError({fmt::format("{}：JSON 的值超过 {} 个，不像一份决算报告", name_, kMaxJsonValues),
                        fmt::format("{}: more than {} JSON values: not a report", name_, kMaxJsonValues)});
    }
    JsonNode node;
    node.kind = kind;
    if (!open_.empty() && tree_.nodes[open_.back()].kind == JsonKind::kObject) {
      node.key_begin = key_begin_;
      node.key_size = size_of_text() - key_begin_;
    }
    node.end = static_cast<std::uint32_t>(tree_.nodes.size()) + 1;
    tree_.nodes.push_back(node);
  }

  bool leaf(JsonKind kind, std::string_view text) {
    add(kind);
    tree_.nodes.back().text_begin = size_of_text();
    tree_.nodes.back().text_size = static_cast<std::uint32_t>(text.size());
    tree_.text += text;
    return true;
  }

  bool open(JsonKind kind) {
    if (open_.size() >= kMaxJsonDepth) {
      throw InputError(
          {fmt::format("{}：JSON 嵌套超过 {} 层，不是决算报告", name_, kMaxJsonDepth),
           fmt::format("{}: JSON nested deeper than {} levels: not a report", name_, kMaxJsonDepth)});
    }
    add(kind);
    open_.push_back(static_cast<std::uint32_t>(tree_.nodes.size() - 1));
    return true;
  }

  bool close() {
    tree_.nodes[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes.size());
    open_.pop_back();
    return true;
  }

  const std::string& name_;
  std::string_view source_;
  JsonTree tree_;
  std::vector<std::uint32_t> open_;
  std::uint32_t key_begin_ = 0;
};

}  // namespace

JsonTree parse_json(const std::string& name, std::string_view text) {
  JsonTree tree;
  if (scan_json(text, tree)) {
    return tree;
  }
  TreeBuilder builder(name, text);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

JsonTree parse_commented_json(const std::string& name, std::string_view text) {
  TreeBuilder builder(name, text);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder, nlohmann::json::input_format_t::json, true,
                            true);
  JsonTree tree = builder.take();
  tree.source = text;
  return tree;
}

std::string JsonValue::pointer() const {
  if (parent_ == nullptr) {
    return {};
  }
  std::string step;
  if (parent_->is(JsonKind::kArray)) {
    step = std::to_string(position_);
  } else {
    for (const char c : key()) {
      if (c == '~') {
        step += "~0";
      } else if (c == '/') {
        step += "~1";
      } else {
        step += c;
      }
    }
  }
  return parent_->pointer() + "/" + step;
}

Bilingual JsonValue::description() const {
  switch (kind()) {
    case JsonKind::kNull:
      return {"null", "null"};
    case JsonKind::kFalse:
      return {"false", "false"};
    case JsonKind::kTrue:
      return {"true", "true"};
    case JsonKind::kNumber:
      return {"数值 " + excerpt(text()), "the number " + excerpt(text())};
    case JsonKind::kString:
      return {"字符串 \"" + excerpt(text()) + "\"", "the string \"" + excerpt(text()) + "\""};
    case JsonKind::kArray:
      return {"数组", "an array"};
    case JsonKind::kObject:
      break;
  }
  return {"对象", "an object"};
}

void JsonValue::fail(const Bilingual& expected) const {
  const Bilingual found = description();
  fail_with({fmt::format("这里是{}，应为{}", found.zh, expected.zh),
             fmt::format("found {}, expected {}", found.en, expected.en)});
}

Bilingual JsonValue::where() const {
  const std::string pointer_text = parent_ == nullptr ? "/" : printable(pointer());
  if (tree_->source.empty()) {
    return {fmt::format("{}：{}", *name_, pointer_text), fmt::format("{}: {}", *name_, pointer_text)};
  }
  const std::size_t line = locate(tree_->source, offset_of_value(tree_->source, index_)).line;
  return {fmt::format("{}：第 {} 行 {}", *name_, line, pointer_text),
          fmt::format("{}: line {}, {}", *name_, line, pointer_text)};
}

void JsonValue::fail_with(const Bilingual& message) const {
  const Bilingual at = where();
  throw InputError({at.zh + "：" + message.zh, at.en + ": " + message.en});
}

}  // namespace zzaudit::detail
