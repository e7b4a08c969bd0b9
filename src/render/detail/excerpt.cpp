// SPDX-License-Identifier: Apache-2.0
#include "render/detail/excerpt.hpp"

#include <algorithm>
#include <vector>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

constexpr std::string_view kEllipsis = "…";

bool separates(char32_t c) {
  constexpr std::u32string_view kSeparators = U" \n,;:()，、；：。！？（）“”‘’《》…";
  return kSeparators.find(c) != std::u32string_view::npos;
}

/// "2520.20" is printed as "2520.2", too.
std::u32string_view without_last_zeros(std::u32string_view word) {
  if (word.find(U'.') == std::u32string_view::npos) {
    return word;
  }
  word = word.substr(0, word.find_last_not_of(U'0') + 1);
  return word.ends_with(U'.') ? word.substr(0, word.size() - 1) : word;
}

/// A place of the text that the message speaks about.
struct Hit {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where the words of the message stand in the text, each of at least two characters.
std::vector<Hit> hits_of(std::u32string_view text, std::u32string_view message) {
  constexpr std::size_t kShortest = 2;
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < message.size();) {
    std::size_t end = i;
    while (end < message.size() && !separates(message[end])) {
      ++end;
    }
    const std::u32string_view word = without_last_zeros(message.substr(i, end - i));
    i = end + 1;
    if (word.size() < kShortest) {
      continue;
    }
    for (auto at = text.find(word); at != std::u32string_view::npos; at = text.find(word, at + 1)) {
      hits.push_back({at, at + word.size()});
    }
  }
  std::ranges::sort(hits, {}, &Hit::begin);
  return hits;
}

/// The first of the hits from which on the most characters are hit within `columns` columns.
const Hit& best_start(const std::vector<Hit>& hits, const std::vector<std::size_t>& columns_before,
                      std::size_t columns) {
  const Hit* best = &hits.front();
  std::size_t most = 0;
  for (const Hit& first : hits) {
    std::size_t covered = 0;
    for (const Hit& hit : hits) {
      if (hit.begin >= first.begin && columns_before[hit.end] <= columns_before[first.begin] + columns) {
        covered += hit.end - hit.begin;
      }
    }
    if (covered > most) {
      most = covered;
      best = &first;
    }
  }
  return *best;
}

}  // namespace

std::string excerpt(std::string_view text, std::string_view message, std::size_t columns) {
  if (display_width(text) <= columns) {
    return std::string(text);
  }
  const std::u32string all = to_code_points(text);
  std::vector<std::size_t> columns_before = {0};
  for (const char32_t c : all) {
    columns_before.push_back(columns_before.back() + display_width(to_utf8({&c, 1})));
  }
  const std::size_t room = columns - std::min(columns, 2 * display_width(kEllipsis));
  const std::vector<Hit> hits = hits_of(all, to_code_points(message));
  std::size_t begin = 0;
  if (!hits.empty()) {
    // A quarter of the room is for what stands before; the cut is made behind punctuation where there is
    // some.
    const std::size_t lead = room / 4;
    begin = best_start(hits, columns_before, room - lead).begin;
    const std::size_t least = columns_before[begin] - std::min(columns_before[begin], lead);
    // Text that would fit to its end needs no later start.
    const std::size_t latest = columns_before.back() - std::min(columns_before.back(), room);
    const std::size_t hit = begin;
    while (begin > 0 && columns_before[begin - 1] >= std::min(least, latest)) {
      --begin;
    }
    for (std::size_t i = begin; i > 0 && i < hit; ++i) {
      if (separates(all[i - 1])) {
        begin = i;
        break;
      }
    }
  }
  std::size_t end = begin;
  while (end < all.size() && columns_before[end + 1] <= columns_before[begin] + room) {
    ++end;
  }
  std::string out = begin > 0 ? std::string(kEllipsis) : std::string();
  out += to_utf8(std::u32string_view(all).substr(begin, end - begin));
  out += end < all.size() ? kEllipsis : "";
  return out;
}

}  // namespace zzaudit::detail
