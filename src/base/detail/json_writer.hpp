// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/detail/utf8.hpp"

/// Writing JSON text directly: members in the order given, UTF-8 as it is, layout chosen by the caller.
namespace zzaudit::detail {

/// `text` as a JSON string. What is no UTF-8, as the name of a file may be, becomes U+FFFD: the document
/// stays readable.
inline void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  constexpr unsigned kAscii = 0x80;
  out += '"';
  std::size_t written = 0;  // up to here
  const auto write_up_to = [&](std::size_t end) { out.append(text, written, end - written); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= kAscii) {
      const CodePoint character = code_point_at(text, i);
      if (character.size == 1) {
        write_up_to(i);
        append_utf8(out, character.value);
        written = i + 1;
      }
      i += character.size - 1;
    } else if (c == '"' || c == '\\' || byte < 0x20U) {
      write_up_to(i);
      written = i + 1;
      out += '\\';
      if (byte >= 0x20U) {
        out += c;
      } else if (c == '\n' || c == '\t') {
        out += c == '\n' ? 'n' : 't';
      } else {
        out += "u00";
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
      }
    }
  }
  write_up_to(text.size());
  out += '"';
}

/// Writes the members of one object; the caller appends the closing bracket. `separator` stands before every
/// member, a mere space only between members.
class JsonMembers {
 public:
  explicit JsonMembers(std::string& out, std::string_view separator = " ")
      : out_(out), separator_(separator) {
    out_ += '{';
  }

  /// Begins a member whose value the caller appends to the returned string.
  std::string& begin(std::string_view name) {
    if (!first_) {
      out_ += ',';
    }
    if (!first_ || separator_ != " ") {
      out_ += separator_;
    }
    first_ = false;
    append_quoted(out_, name);
    out_ += ": ";
    return out_;
  }
  void string(std::string_view name, std::string_view value) { append_quoted(begin(name), value); }
  /// Left out when empty.
  void optional_string(std::string_view name, std::string_view value) {
    if (!value.empty()) {
      string(name, value);
    }
  }
  void number(std::string_view name, std::size_t value) { begin(name) += std::to_string(value); }
  /// Left out when false.
  void flag(std::string_view name, bool value) {
    if (value) {
      begin(name) += "true";
    }
  }
  void close() { out_ += '}'; }

 private:
  std::string& out_;
  std::string_view separator_;
  bool first_ = true;
};

/// An array with one element a line, each written by `write(element)`.
template <class Range, class F>
void append_lines(std::string& out, const Range& range, std::string_view indent, F&& write) {
  out += '[';
  bool first = true;
  for (const auto& element : range) {
    out += first ? "\n" : ",\n";
    out += indent;
    first = false;
    write(element);
  }
  out += ']';
}

}  // namespace zzaudit::detail
