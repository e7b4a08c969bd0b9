// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// A folder with a page of its own for every report that a batch checked.
namespace zzaudit::cli {

/// Makes the folder and those above it where they are missing. Error when that cannot be done.
void make_folder(const std::string& folder);

/// File name of a page: the number of the report, from 1, and what is harmless of its name:
/// "000012-决算公开.html".
[[nodiscard]] std::string page_name(std::size_t index, std::string_view report);

/// The address of a page, `name` in `folder`, as a page in the file `from` has to give it: relative, with all
/// that could mean something in an address as %XX. `from` "" or "-": the working directory.
[[nodiscard]] std::string page_link(const std::string& from, const std::string& folder,
                                    const std::string& name);

}  // namespace zzaudit::cli
