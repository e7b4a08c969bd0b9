// SPDX-License-Identifier: Apache-2.0
#include "cli/batch_inputs.hpp"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "zzaudit/base/error.hpp"
#include "zzaudit/base/system_reason.hpp"
#include "zzaudit/base/text.hpp"
#include "zzaudit/read/read.hpp"

namespace zzaudit::cli {
namespace fs = std::filesystem;
namespace {

bool has_suffix(std::string_view name, std::initializer_list<std::string_view> suffixes) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) {
    return false;
  }
  std::string suffix(name.substr(dot));
  std::ranges::transform(suffix, suffix.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return std::ranges::find(suffixes, suffix) != suffixes.end();
}

bool is_table_part(std::string_view name) { return has_suffix(name, {".csv", ".tsv"}); }
bool is_text(std::string_view name) { return has_suffix(name, {".md", ".txt"}); }
bool is_whole_report(std::string_view name) {
  return is_text(name) || has_suffix(name, {".json", ".html", ".htm", ".docx", ".xlsx", ".pdf", ".doc",
                                            ".xls", ".wps", ".et"});
}
bool is_stream(std::string_view name) { return has_suffix(name, {".ndjson", ".jsonl"}); }
bool is_hidden(std::string_view name) { return name.starts_with('.') || name.starts_with("~$"); }

bool is_pattern(std::string_view path) { return path.find_first_of("*?[") != std::string_view::npos; }

std::string child_of(const std::string& directory, const std::string& name) {
  return directory.empty() || directory.ends_with('/') ? directory + name : directory + "/" + name;
}

/// Names in a directory, sorted, hidden ones left out; empty for what cannot be opened.
std::vector<std::string> names_in(const std::string& path) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(path.empty() ? "." : path, error), end; !error && it != end;
       it.increment(error)) {
    std::string name = it->path().filename().string();
    if (!is_hidden(name)) {
      names.push_back(std::move(name));
    }
  }
  std::ranges::sort(names);
  return names;
}

/// Adds what the components of a pattern from `position` on match below `base`.
void match(const std::string& base, const std::vector<std::string>& components, std::size_t position,
           std::vector<std::string>& found) {
  std::error_code unknown;
  if (position == components.size()) {
    found.push_back(base);
    return;
  }
  const std::string& component = components[position];
  if (!is_pattern(component)) {
    const std::string path = child_of(base, component);
    if (fs::exists(path, unknown)) {
      match(path, components, position + 1, found);
    }
    return;
  }
  const bool any_depth = component == "**";
  if (any_depth) {
    match(base, components, position + 1, found);
  }
  for (const std::string& name : names_in(base)) {
    const std::string path = child_of(base, name);
    if (any_depth) {
      if (fs::is_directory(fs::symlink_status(path, unknown))) {
        match(path, components, position, found);
      }
    } else if (::fnmatch(component.c_str(), name.c_str(), 0) == 0) {
      match(path, components, position + 1, found);
    }
  }
}

std::vector<std::string> matches_of(const std::string& pattern) {
  std::vector<std::string> components;
  std::size_t begin = pattern.starts_with('/') ? 1 : 0;
  while (begin <= pattern.size()) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    if (end > begin) {
      components.push_back(pattern.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  std::vector<std::string> found;
  match(pattern.starts_with('/') ? "/" : "", components, 0, found);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

/// A directory that is being gone through.
struct BatchInputs::Directory {
  std::string path;
  std::vector<std::string> names;  ///< what is left to do, in reverse
};

BatchInputs::BatchInputs(std::vector<std::string> paths, std::vector<std::string> lists, Shard shard)
    : paths_(std::move(paths)), lists_(std::move(lists)), shard_(shard) {}
BatchInputs::~BatchInputs() = default;

BatchItem BatchInputs::trouble(const std::string& path, const std::string& zh, const std::string& en) const {
  const std::string shown = printable(path);
  return {0, path, std::nullopt, Bilingual{shown + "：" + zh, shown + ": " + en}};
}

std::optional<BatchItem> BatchInputs::next() {
  while (auto item = next_of_any_shard()) {
    item->index = index_++;
    if (item->index % shard_.count + 1 == shard_.number) {
      return item;
    }
  }
  return std::nullopt;
}

std::optional<BatchItem> BatchInputs::next_of_any_shard() {
  for (;;) {
    if (stream_) {
      if (auto item = next_line()) {
        return item;
      }
      stream_.reset();
    } else if (!directories_.empty()) {
      if (auto item = next_in_directories()) {
        return item;
      }
    } else {
      try {
        const auto path = next_path();
        if (!path) {
          return std::nullopt;
        }
        if (auto item = start(*path)) {
          return item;
        }
      } catch (const InputError& error) {
        // A list that cannot be read, or not to its end.
        list_.reset();
        return BatchItem{0, next_list_ == 0 ? "" : lists_[next_list_ - 1], std::nullopt, error.message()};
      }
    }
  }
}

std::optional<std::string> BatchInputs::next_path() {
  if (!matches_.empty()) {
    std::string path = std::move(matches_.back());
    matches_.pop_back();
    return path;
  }
  if (next_path_ < paths_.size()) {
    return paths_[next_path_++];
  }
  for (;;) {
    std::string line;
    while (list_ && list_->next(line) != LineReader::State::kEnd) {
      if (!line.empty()) {
        return line;
      }
    }
    list_.reset();
    if (next_list_ == lists_.size()) {
      return std::nullopt;
    }
    list_ = std::make_unique<LineReader>(lists_[next_list_++]);
  }
}

std::optional<BatchItem> BatchInputs::start(const std::string& path) {
  if (path == "-") {
    return open_stream(path);
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) {
    return enter(path, true);
  }
  if (!fs::exists(status) && is_pattern(path)) {
    matches_ = matches_of(path);
    std::ranges::reverse(matches_);
    if (matches_.empty()) {
      return trouble(path, "没有与之相符的文件。", "no file matches it.");
    }
    return std::nullopt;
  }
  return is_stream(path) ? open_stream(path) : std::optional(BatchItem{0, path, std::nullopt, std::nullopt});
}

std::optional<BatchItem> BatchInputs::open_stream(const std::string& path) {
  try {
    stream_ = std::make_unique<Stream>(path);
  } catch (const InputError& error) {
    return BatchItem{0, path, std::nullopt, error.message()};
  }
  return std::nullopt;
}

std::optional<BatchItem> BatchInputs::next_line() {
  BatchItem item;
  std::string line;
  for (;;) {
    ++stream_->line;
    item.name = fmt::format("{}:{}", stream_->name, stream_->line);
    try {
      const auto state = stream_->lines.next(line);
      if (state == LineReader::State::kEnd) {
        return std::nullopt;
      }
      if (state == LineReader::State::kTooLong) {
        return trouble(item.name, fmt::format("这一行超过 {} MiB。", kMaxInputBytes >> 20U),
                       fmt::format("the line is longer than {} MiB.", kMaxInputBytes >> 20U));
      }
    } catch (const InputError& error) {
      item.trouble = error.message();
      return item;
    }
    if (!trim(line).empty()) {
      item.line = std::move(line);
      return item;
    }
  }
}

std::optional<BatchItem> BatchInputs::enter(const std::string& path, bool named) {
  std::error_code error;
  fs::directory_iterator it(path, error);
  std::vector<std::string> names;
  bool has_tables = false;
  for (; !error && it != fs::directory_iterator(); it.increment(error)) {
    std::string name = it->path().filename().string();
    std::error_code unknown;
    const bool directory = it->is_directory(unknown);
    if (is_hidden(name) || (directory && it->is_symlink(unknown)) ||
        (!directory && !it->is_regular_file(unknown))) {
      continue;
    }
    has_tables = has_tables || (!directory && is_table_part(name));
    // A directory sorts by its name alone; the slash tells it from a file.
    names.push_back(std::move(name += directory ? "/" : ""));
  }
  if (error) {
    const Bilingual reason = system_reason(error.value());
    return trouble(path, "无法读取目录：" + reason.zh, "the directory cannot be read: " + reason.en);
  }
  std::erase_if(names, [&](const std::string& name) {
    if (name.ends_with('/')) {
      return false;
    }
    if (has_tables && (is_table_part(name) || is_text(name))) {
      return true;
    }
    const bool other = !is_whole_report(name) && !is_stream(name);
    skipped_ += other ? 1 : 0;
    return other;
  });
  if (named && names.empty() && !has_tables) {
    return trouble(path, "目录里没有可读格式的文件。", "the directory holds no file of a readable format.");
  }
  std::ranges::sort(names, std::ranges::greater{}, [](const std::string& name) {
    return std::string_view(name).substr(0, name.size() - (name.ends_with('/') ? 1 : 0));
  });
  directories_.push_back({path, std::move(names)});
  return has_tables ? std::optional(BatchItem{0, path, std::nullopt, std::nullopt}) : std::nullopt;
}

std::optional<BatchItem> BatchInputs::next_in_directories() {
  Directory& directory = directories_.back();
  if (directory.names.empty()) {
    directories_.pop_back();
    return std::nullopt;
  }
  std::string name = std::move(directory.names.back());
  directory.names.pop_back();
  const bool is_directory = name.ends_with('/');
  if (is_directory) {
    name.pop_back();
  }
  const std::string path = child_of(directory.path, name);
  if (is_directory) {
    return enter(path, false);
  }
  return is_stream(path) ? open_stream(path) : std::optional(BatchItem{0, path, std::nullopt, std::nullopt});
}

}  // namespace zzaudit::cli
