// SPDX-License-Identifier: Apache-2.0
// The tokens of HTML, as the standard cuts them, before its tree is built: which elements are passed on, and
// how deep they will nest.
#include "read/detail/html_tags.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

/// More than any page that people read has.
constexpr std::size_t kMaxTags = 1'000'000;
constexpr std::size_t kMaxDepth = 1'000;
/// Tags times the depth they stand at: what building the tree takes at worst.
constexpr std::size_t kMaxWork = 300'000'000;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

enum class Kind : std::uint8_t {
  kInline,     ///< passed on; ends at its own end tag
  kBlock,      ///< passed on; ends an open paragraph
  kParagraph,  ///< passed on; the next block ends it
  kItem,       ///< passed on; the next item of its list ends it
  kHeading,
  kList,
  kTable,
  kTablePart,  ///< rows and cells, whose end tags are often left out
  kVoid,       ///< has no content
  kRaw,        ///< left out with its content
  kScript,     ///< the same, to the end of the page when it is not closed
};

struct Element {
  std::string_view name;
  Kind kind = Kind::kInline;
  std::string_view as = {};  ///< passed on under this name
};

constexpr std::array kElements = {
    Element{"a", Kind::kInline, "span"},
    Element{"address", Kind::kBlock},
    Element{"article", Kind::kBlock},
    Element{"aside", Kind::kBlock},
    Element{"audio", Kind::kRaw},
    Element{"b", Kind::kInline, "span"},
    Element{"blockquote", Kind::kBlock},
    Element{"br", Kind::kVoid},
    Element{"button", Kind::kRaw},
    Element{"canvas", Kind::kRaw},
    Element{"caption", Kind::kTablePart},
    Element{"center", Kind::kBlock},
    Element{"dd", Kind::kItem},
    Element{"details", Kind::kBlock},
    Element{"div", Kind::kBlock},
    Element{"dl", Kind::kList},
    Element{"dt", Kind::kItem},
    Element{"embed", Kind::kVoid},
    Element{"fieldset", Kind::kBlock},
    Element{"figcaption", Kind::kBlock},
    Element{"figure", Kind::kBlock},
    Element{"footer", Kind::kBlock},
    Element{"frame", Kind::kVoid, "embed"},
    Element{"h1", Kind::kHeading},
    Element{"h2", Kind::kHeading},
    Element{"h3", Kind::kHeading},
    Element{"h4", Kind::kHeading},
    Element{"h5", Kind::kHeading},
    Element{"h6", Kind::kHeading},
    Element{"header", Kind::kBlock},
    Element{"hr", Kind::kVoid},
    Element{"iframe", Kind::kRaw, "embed"},
    Element{"img", Kind::kVoid},
    Element{"li", Kind::kItem},
    Element{"main", Kind::kBlock},
    Element{"marquee", Kind::kBlock, "div"},
    Element{"math", Kind::kRaw},
    Element{"nav", Kind::kBlock},
    Element{"noembed", Kind::kRaw},
    Element{"noframes", Kind::kRaw},
    Element{"noscript", Kind::kRaw},
    Element{"object", Kind::kVoid, "embed"},
    Element{"ol", Kind::kList},
    Element{"p", Kind::kParagraph},
    Element{"pre", Kind::kBlock},
    Element{"script", Kind::kScript},
    Element{"section", Kind::kBlock},
    Element{"select", Kind::kRaw},
    Element{"span", Kind::kInline},
    Element{"strong", Kind::kInline, "span"},
    Element{"style", Kind::kScript},
    Element{"summary", Kind::kBlock},
    Element{"svg", Kind::kRaw},
    Element{"table", Kind::kTable},
    Element{"tbody", Kind::kTablePart},
    Element{"td", Kind::kTablePart},
    Element{"template", Kind::kRaw},
    Element{"textarea", Kind::kRaw},
    Element{"tfoot", Kind::kTablePart},
    Element{"th", Kind::kTablePart},
    Element{"thead", Kind::kTablePart},
    Element{"title", Kind::kRaw},
    Element{"tr", Kind::kTablePart},
    Element{"ul", Kind::kList},
    Element{"video", Kind::kRaw},
    Element{"xmp", Kind::kRaw},
};
static_assert(std::ranges::is_sorted(kElements, {}, &Element::name));

const Element* find_element(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(kElements, name, {}, &Element::name);
  return found != kElements.end() && found->name == name ? found : nullptr;
}

constexpr std::array<std::string_view, 13> kAttributes = {"alt",   "colspan", "data", "height",  "hidden",
                                                          "href",  "role",    "src",  "rowspan", "start",
                                                          "style", "title",   "width"};

/// The elements that are open, by the rules of the standard for what ends what.
class Nesting {
 public:
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

  void start(const Element& element) {
    if (element.kind == Kind::kTablePart) {
      end_content_of_table();
      return;
    }
    if (element.kind != Kind::kInline && element.kind != Kind::kVoid) {
      pop_through([](const Element& e) { return e.kind == Kind::kParagraph; }, Kind::kTable);
    }
    if (element.kind == Kind::kItem) pop_through(is_item, Kind::kList);
    if (element.kind != Kind::kVoid) open_.push_back(&element);
  }

  void end(const Element& element) {
    if (element.kind == Kind::kTablePart) {
      end_content_of_table();
    } else if (element.kind == Kind::kInline) {
      if (!open_.empty() && open_.back()->kind == Kind::kInline) open_.pop_back();
    } else if (element.kind == Kind::kItem) {
      pop_through(is_item, Kind::kList);
    } else {
      const bool heading = element.kind == Kind::kHeading;
      pop_through(
          [&](const Element& e) { return heading ? e.kind == Kind::kHeading : e.name == element.name; },
          Kind::kTable);
    }
  }

 private:
  static bool is_item(const Element& e) { return e.kind == Kind::kItem; }

  void end_content_of_table() {
    const auto table =
        std::find_if(open_.rbegin(), open_.rend(), [](const Element* e) { return e->kind == Kind::kTable; });
    if (table != open_.rend()) open_.erase(table.base(), open_.end());
  }

  /// Ends the innermost element that `wanted` names, unless a table or a `barrier` stands in between.
  template <class Wanted>
  void pop_through(Wanted wanted, Kind barrier) {
    for (auto it = open_.rbegin(); it != open_.rend(); ++it) {
      if (wanted(**it)) {
        open_.erase(std::prev(it.base()), open_.end());
        return;
      }
      if ((*it)->kind == Kind::kTable || (*it)->kind == barrier) return;
    }
  }

  std::vector<const Element*> open_;
};

class Reducer {
 public:
  explicit Reducer(std::string_view html) : html_(html) {}

  ReducedHtml run() {
    out_.text.reserve(html_.size());
    // Without it a table would not end the paragraph before it.
    out_.text = "<!DOCTYPE html>";
    while (at_ < html_.size() && !out_.excessive) {
      const std::size_t tag = std::min(html_.find('<', at_), html_.size());
      out_.text += html_.substr(at_, tag - at_);
      at_ = tag;
      if (at_ < html_.size()) read_markup();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] char peek(std::size_t offset) const {
    return at_ + offset < html_.size() ? html_[at_ + offset] : '\0';
  }

  void read_markup() {
    if (html_.substr(at_).starts_with("<!--")) {
      skip_comment();
    } else if (is_letter(peek(1))) {
      read_tag(false);
    } else if (peek(1) == '/' && is_letter(peek(2))) {
      read_tag(true);
    } else if (peek(1) == '!' || peek(1) == '?' || peek(1) == '/') {
      skip_past(">", at_);
    } else {
      out_.text += "&lt;";
      ++at_;
    }
  }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = html_.find(end, from);
    at_ = found == std::string_view::npos ? html_.size() : found + end.size();
  }

  void skip_comment() {
    constexpr std::size_t kOpening = 4;
    const std::string_view rest = html_.substr(at_ + kOpening);
    if (rest.starts_with('>') || rest.starts_with("->")) {
      skip_past(">", at_ + kOpening);
    } else {
      skip_past("-->", at_ + kOpening);
    }
  }

  void read_tag(bool closing) {
    const std::size_t begin = at_ + (closing ? 2 : 1);
    std::size_t end = begin;
    while (end < html_.size() && !is_space(html_[end]) && html_[end] != '/' && html_[end] != '>') ++end;
    const std::string name = lowered(html_.substr(begin, end - begin));
    at_ = end;
    const std::string attributes = read_attributes();
    const Element* element = find_element(name);
    if (element == nullptr) return;
    if (element->kind == Kind::kRaw || element->kind == Kind::kScript) {
      if (!closing) leave_out(*element, attributes);
      return;
    }
    if (closing && element->kind == Kind::kVoid) {
      if (name == "br") emit(*element, false, {});
      return;
    }
    emit(*element, closing,
         closing                           ? std::string()
         : name == "b" || name == "strong" ? " style=\"font-weight:bold\""
                                           : attributes);
  }

  /// Up to and with the ">"; those that are passed on, as they will stand in the tag.
  std::string read_attributes() {
    std::string kept;
    while (at_ < html_.size()) {
      while (at_ < html_.size() && (is_space(html_[at_]) || html_[at_] == '/')) ++at_;
      if (at_ >= html_.size()) break;
      if (html_[at_] == '>') {
        ++at_;
        return kept;
      }
      const std::size_t begin = at_++;  // the first character is part of the name whatever it is
      while (at_ < html_.size() && !is_space(html_[at_]) &&
             std::string_view("/>=").find(html_[at_]) == std::string_view::npos) {
        ++at_;
      }
      const std::string name = lowered(html_.substr(begin, at_ - begin));
      const std::string_view value = read_value();
      if (std::ranges::find(kAttributes, name) == kAttributes.end()) continue;
      kept += ' ' + name + "=\"";
      for (const char c : value) {
        if (c == '"') {
          kept += "&quot;";
        } else {
          kept += c;
        }
      }
      kept += '"';
    }
    return kept;
  }

  std::string_view read_value() {
    std::size_t next = at_;
    while (next < html_.size() && is_space(html_[next])) ++next;
    if (next >= html_.size() || html_[next] != '=') return {};
    ++next;
    while (next < html_.size() && is_space(html_[next])) ++next;
    at_ = next;
    if (at_ >= html_.size() || html_[at_] == '>') return {};
    if (html_[at_] == '"' || html_[at_] == '\'') {
      const std::size_t end = std::min(html_.find(html_[at_], at_ + 1), html_.size());
      const std::string_view value = html_.substr(at_ + 1, end - at_ - 1);
      at_ = std::min(end + 1, html_.size());
      return value;
    }
    while (at_ < html_.size() && !is_space(html_[at_]) && html_[at_] != '>') ++at_;
    return html_.substr(next, at_ - next);
  }

  /// Skips the content and the end tag of an element.
  void leave_out(const Element& element, const std::string& attributes) {
    out_.scripts += element.name == "script" ? 1 : 0;
    if (!element.as.empty()) emit({element.as, Kind::kVoid}, false, attributes);
    if (unclosed_.contains(element.name)) return;
    for (std::size_t end = html_.find("</", at_); end != std::string_view::npos;
         end = html_.find("</", end + 2)) {
      const std::size_t after = end + 2 + element.name.size();
      if (after < html_.size() && (is_space(html_[after]) || html_[after] == '/' || html_[after] == '>') &&
          lowered(html_.substr(end + 2, element.name.size())) == element.name) {
        skip_past(">", after);
        return;
      }
    }
    if (element.kind == Kind::kScript) at_ = html_.size();
    unclosed_.insert(element.name);
  }

  void emit(const Element& element, bool closing, const std::string& attributes) {
    closing ? nesting_.end(element) : nesting_.start(element);
    work_ += nesting_.depth() + 1;
    out_.excessive = ++tags_ > kMaxTags || nesting_.depth() > kMaxDepth || work_ > kMaxWork;
    out_.text += closing ? "</" : "<";
    out_.text += element.as.empty() ? element.name : element.as;
    out_.text += attributes;
    out_.text += '>';
  }

  std::string_view html_;
  std::size_t at_ = 0;
  ReducedHtml out_;
  Nesting nesting_;
  std::size_t tags_ = 0;
  std::size_t work_ = 0;
  std::set<std::string_view> unclosed_;  ///< whose end tag does not follow any more
};

}  // namespace

ReducedHtml reduce_html(std::string_view html) { return Reducer(html).run(); }

bool begins_as_html(std::string_view text, bool strictly) {
  constexpr std::size_t kLookedAt = 64UL * 1024;
  constexpr std::array<std::string_view, 3> kStrict = {"html", "head", "!doctype html"};
  constexpr std::array<std::string_view, 15> kLoose = {"body", "table", "meta",   "title", "div",
                                                       "p",    "style", "script", "link",  "center",
                                                       "h1",   "h2",    "span",   "font",  "base"};
  std::string_view rest = text.substr(0, kLookedAt);
  for (rest = trim(rest); rest.starts_with("<?xml") || rest.starts_with("<!--"); rest = trim(rest)) {
    const std::string_view close = rest.starts_with("<?") ? "?>" : "-->";
    const std::size_t end = rest.find(close);
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + close.size());
  }
  if (!rest.starts_with('<')) return false;
  constexpr std::size_t kLongest = 16;
  const std::string begin = lowered(rest.substr(1, kLongest));
  const auto begins = [&](std::string_view name) {
    return begin.starts_with(name) && (begin.size() == name.size() || !is_letter(begin[name.size()]));
  };
  return std::ranges::any_of(kStrict, begins) || (!strictly && std::ranges::any_of(kLoose, begins));
}

}  // namespace zzaudit::detail
