// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>
#include <utility>

#include "check/detail/formula.hpp"
#include "zzaudit/check/formula.hpp"
#include "zzaudit/model/descriptor.hpp"

namespace zzaudit {
namespace {

using detail::Token;
using detail::TokenKind;

struct Word {
  std::string_view key;
  BilingualView label;
};
constexpr std::array<Word, 14> kWords = {{{"sum", {"Σ", "sum"}},
                                          {"this", {"本科目", "this item"}},
                                          {"children", {"下级科目", "its parts"}},
                                          {"top", {"最上级科目", "top-level items"}},
                                          {"leaf", {"末级科目", "lowest items"}},
                                          {"code", {"该科目", "the item"}},
                                          {"class", {"该类", "the class"}},
                                          {"under", {"所属", "within"}},
                                          {"if", {"，适用条件：", ", if"}},
                                          {"and", {"且", "and"}},
                                          {"not", {"非", "not"}},
                                          {"present", {"列有", "present"}},
                                          {"zero", {"为零", "zero"}},
                                          {"of", {"", ""}}}};
constexpr std::array<Word, 5> kScopes = {{{"row", {"的每一行", "each row of "}},
                                          {"column", {"的各列", "each column of "}},
                                          {"parent", {"中每个有下级的科目", "each item with parts in "}},
                                          {"code", {"的每个科目", "each item of "}},
                                          {"class", {"的每个类", "each class of "}}}};

/// Goes over the tokens of a formula that compiles and writes each as people read it.
class Renderer {
 public:
  Renderer(std::string_view text, Language language)
      : tokens_(detail::tokenize_formula(text)), language_(language) {}

  std::string render() {
    scope();
    while (tokens_[at_].kind != TokenKind::kEnd) {
      token();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool zh() const { return language_ == Language::kChinese; }
  [[nodiscard]] std::string_view text(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)].text;
  }
  void put(std::string_view what) { out_ += what; }
  void put(BilingualView what) { out_ += what.in(language_); }
  void table(TableKey key) { put(detail_title(key)); }
  [[nodiscard]] static BilingualView detail_title(TableKey key) { return descriptor(key).title; }

  void scope() {
    if (text() == "in") {
      default_table_ = find_table(text(1));
      put("");
      table(*default_table_);
      at_ += 2;
    } else if (text() == "for") {
      loop();
    } else {
      return;
    }
    put(zh() ? "：" : ": ");
    ++at_;
  }
  void loop() {
    const auto kind = text(1);
    at_ += 3;
    BilingualView words;
    for (const auto& entry : kScopes) {
      if (entry.key == kind) {
        words = entry.label;
      }
    }
    if (!zh()) {
      put(words);
    }
    while (text() != ":" && text() != "in") {
      loop_part();
    }
    if (zh()) {
      put(words);
    }
    if (text() == "in") {
      ++at_;
      while (text() != ":") {
        const auto column = find_column(*default_table_, text());
        column ? put(descriptor(*default_table_).columns[*column].label)
               : put(text() == "," ? (zh() ? "、" : ", ") : text());
        ++at_;
      }
    }
  }
  void loop_part() {
    if (const auto key = find_table(text())) {
      default_table_ = default_table_ ? default_table_ : key;
      table(*key);
    } else if (text() == ",") {
      put(zh() ? "、" : ", ");
    } else if (text() == "leaf") {
      put(zh() ? "末级" : "lowest level");
    } else {
      put(text());
    }
    ++at_;
  }

  void token() {
    const auto& token = tokens_[at_];
    if (token.kind == TokenKind::kSymbol) {
      symbol();
    } else if (token.kind == TokenKind::kNumber) {
      put(token.text);
      ++at_;
    } else {
      name();
    }
  }
  void symbol() {
    const auto sign = text();
    if (sign == "[") {
      cells(*default_table_);
      return;
    }
    const bool spaced = sign == "=" || sign == "<=" || sign == ">=" || sign == "+" || sign == "-" ||
                        sign == "*" || sign == "/";
    const std::string_view shown = sign == "<="   ? "≤"
                                   : sign == ">=" ? "≥"
                                   : sign == "*"  ? "×"
                                   : sign == "/"  ? "÷"
                                                  : sign;
    put(spaced ? " " : "");
    put(shown);
    put(spaced ? " " : "");
    ++at_;
  }
  void name() {
    if (const auto key = find_table(text()); key && (text(1) == "[" || text(1) == ")")) {
      table(*key);
      ++at_;
      if (text() == "[") {
        cells(*key);
      }
      return;
    }
    if (default_table_) {
      if (const auto column = find_column(*default_table_, text())) {
        put(descriptor(*default_table_).columns[*column].label);
        ++at_;
        return;
      }
    }
    const bool loose = text() == "and" || text() == "if" || text() == "not";
    put(loose && !zh() && text() != "if" ? (text() == "and" ? " " : "") : "");
    word();
    put(loose && !zh() ? " " : "");
  }
  bool word() {
    for (const auto& entry : kWords) {
      if (entry.key == text()) {
        put(entry.label);
        ++at_;
        return true;
      }
    }
    put(text());
    ++at_;
    return false;
  }
  /// "[rows]" and ".column" of a table.
  void cells(TableKey key) {
    put("[");
    ++at_;
    std::string line;
    while (text() != "]") {
      line += text();
      if (text() == "under") {
        put(zh() ? "" : "within ");
        line.clear();
      } else if (tokens_[at_].kind == TokenKind::kNumber) {
        put(text());
        line.clear();
      } else if (line == text() && (text(1) == "]") && !find_line(key, line)) {
        word();
        continue;
      }
      ++at_;
    }
    if (const auto index = find_line(key, line)) {
      put(descriptor(key).lines[*index].label);
    }
    put("]");
    ++at_;
    if (text() == ".") {
      ++at_;
      const auto column = find_column(key, text());
      put(".");
      put(descriptor(key).columns[*column].label);
      ++at_;
    }
  }

  std::vector<Token> tokens_;
  Language language_;
  std::size_t at_ = 0;
  std::optional<TableKey> default_table_;
  std::string out_;
};

}  // namespace

std::string render_formula(std::string_view text, Language language) {
  (void)detail::compile_formula(text);
  return Renderer(text, language).render();
}

}  // namespace zzaudit
