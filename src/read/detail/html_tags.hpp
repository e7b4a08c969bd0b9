// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zzaudit::detail {

/// A page reduced to the elements that carry words and tables, so that the parser behind it meets nothing
/// that makes its work grow faster than the page: no scripts, comments, forms, drawings; <a>, <b> and
/// <strong> as <span>; <iframe>, <frame> and <object> as <embed>; attributes that say something about layout.
struct ReducedHtml {
  std::string text;
  std::size_t scripts = 0;
  bool excessive = false;  ///< too many elements, or nested too deeply: `text` is incomplete
};

[[nodiscard]] ReducedHtml reduce_html(std::string_view html);

/// True when text begins as a web page does. `strictly`: only with <!doctype html>, <html> or <head>, not
/// with an element that Markdown may begin with too.
[[nodiscard]] bool begins_as_html(std::string_view text, bool strictly);

}  // namespace zzaudit::detail
