// SPDX-License-Identifier: Apache-2.0
#include "zzaudit/base/resource.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "base/detail/resource_table.hpp"

namespace zzaudit {
namespace {

/// The first entry whose path is not before `path`.
auto lower_bound(std::string_view path) {
  return std::ranges::lower_bound(detail::resource_table(), path, {}, [](const detail::ResourceEntry& entry) {
    return std::string_view{entry.path};
  });
}

}  // namespace

std::string_view resource(std::string_view path) {
  const auto entry = lower_bound(path);
  if (entry == detail::resource_table().end() || entry->path != path) {
    throw std::out_of_range("no embedded data file \"" + std::string(path) + "\"");
  }
  return {entry->begin, entry->end};
}

std::vector<std::string_view> resource_names(std::string_view prefix) {
  std::vector<std::string_view> names;
  const auto end = detail::resource_table().end();
  for (auto entry = lower_bound(prefix); entry != end; ++entry) {
    const std::string_view path{entry->path};
    if (!path.starts_with(prefix)) break;
    names.push_back(path);
  }
  return names;
}

}  // namespace zzaudit
