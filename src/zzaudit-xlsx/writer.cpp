// SPDX-License-Identifier: Apache-2.0
// The module that writes workbooks: all that includes libxlsxwriter.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <array>
#include <cerrno>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>

#include "render/detail/workbook.hpp"

namespace {

using zzaudit::detail::workbook::Cell;
using zzaudit::detail::workbook::Column;
using zzaudit::detail::workbook::Look;
using zzaudit::detail::workbook::Properties;
using zzaudit::detail::workbook::Sheet;
using zzaudit::detail::workbook::Writer;

void require(lxw_error error) {
  if (error != LXW_NO_ERROR) {
    throw std::runtime_error(lxw_strerror(error));
  }
}

template <class T>
T* made(T* pointer) {
  if (pointer == nullptr) {
    throw std::runtime_error(lxw_strerror(LXW_ERROR_CREATING_TMPFILE));
  }
  return pointer;
}

[[noreturn]] void fail_with(int error) { throw std::system_error(error, std::generic_category()); }

/// A file in memory, which the library opens by its name and nobody has to remove.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("zzaudit.xlsx", MFD_CLOEXEC)) {
    if (descriptor_ < 0) {
      fail_with(errno);
    }
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  MemoryFile(MemoryFile&&) = delete;
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() { ::close(descriptor_); }

  [[nodiscard]] std::string name() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  [[nodiscard]] std::string bytes() const {
    const off_t size = ::lseek(descriptor_, 0, SEEK_END);
    if (size < 0) {
      fail_with(errno);
    }
    std::string out(static_cast<std::size_t>(size), '\0');
    for (std::size_t done = 0; done < out.size();) {
      const ssize_t count =
          ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(done));
      if (count <= 0) {
        fail_with(errno);
      }
      done += static_cast<std::size_t>(count);
    }
    return out;
  }

 private:
  int descriptor_;
};

/// The last bytes of one file of an archive; "" when it cannot be read.
std::string end_of(zip_t* archive, zip_uint64_t index) {
  constexpr std::size_t kTail = 64;
  zip_file_t* file = zip_fopen_index(archive, index, 0);
  if (file == nullptr) {
    return {};
  }
  std::array<char, 1UL << 16U> buffer{};
  std::string tail;
  zip_int64_t count = 0;
  while ((count = zip_fread(file, buffer.data(), buffer.size())) > 0) {
    tail.append(buffer.data(), static_cast<std::size_t>(count));
    tail.erase(0, tail.size() - std::min(tail.size(), kTail));
  }
  zip_fclose(file);
  return count == 0 ? tail : std::string();
}

/// Whether every sheet has its end. The library does not notice when its temporary files run out of space.
bool complete(const std::string& bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (archive == nullptr) {
    zip_source_free(source);
    return false;
  }
  bool whole = true;
  const zip_int64_t files = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; whole && i < files; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* name = zip_get_name(archive, index, 0);
    const std::string tail = end_of(archive, index);
    const bool sheet = name != nullptr && std::string_view(name).starts_with("xl/worksheets/sheet");
    whole = sheet ? tail.ends_with("</worksheet>") : tail.ends_with(">") || tail.ends_with(">\n");
  }
  zip_discard(archive);
  return whole;
}

struct Colours {
  lxw_color_t font;
  lxw_color_t background;
};

std::optional<Colours> colours_of(Look look) {
  switch (look) {
    case Look::kHead:
      return Colours{0x1F2A37, 0xD9E1EC};
    case Look::kError:
      return Colours{0x9C0006, 0xFFC7CE};
    case Look::kWarning:
      return Colours{0x7F6000, 0xFFEB9C};
    case Look::kNote:
      return Colours{0x1F4E79, 0xDDEBF7};
    case Look::kGood:
      return Colours{0x006100, 0xC6EFCE};
    case Look::kFaint:
      return Colours{0x595959, 0xEDEDED};
    case Look::kText:
    case Look::kLine:
    case Look::kTitle:
      break;
  }
  return std::nullopt;
}

void apply_look(lxw_format* format, Look look) {
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (look != Look::kLine && look != Look::kTitle) {
    format_set_text_wrap(format);
  }
  if (look == Look::kHead || look == Look::kTitle) {
    format_set_bold(format);
  }
  if (look == Look::kHead) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, 0x9AA5B4);
  }
  if (const auto colours = colours_of(look)) {
    format_set_font_color(format, colours->font);
    format_set_bg_color(format, colours->background);
    format_set_pattern(format, LXW_PATTERN_SOLID);
  }
}

class LibraryWriter final : public Writer {
 public:
  explicit LibraryWriter(const Properties& properties) {
    // Rows go to a temporary file at once: memory does not grow with the number of findings.
    lxw_workbook_options options{LXW_TRUE, nullptr, LXW_FALSE};
    book_ = made(workbook_new_opt(file_.name().c_str(), &options));
    set_properties(properties);
  }
  LibraryWriter(const LibraryWriter&) = delete;
  LibraryWriter& operator=(const LibraryWriter&) = delete;
  LibraryWriter(LibraryWriter&&) = delete;
  LibraryWriter& operator=(LibraryWriter&&) = delete;
  ~LibraryWriter() override {
    if (book_ != nullptr) {
      lxw_workbook_free(book_);
    }
  }

  void begin(const Sheet& sheet) override {
    sheet_ = made(workbook_add_worksheet(book_, sheet.name.c_str()));
    next_row_ = 0;
    set_columns(sheet);
    set_print(sheet);
    std::vector<Cell> head;
    for (const Column& column : sheet.columns) {
      head.push_back({column.title, {}, 0, false, Look::kHead});
    }
    row(head, sheet.head_lines);
  }

  void row(std::span<const Cell> cells, std::size_t lines) override {
    if (lines > 1) {
      constexpr double kRoom = 3;  // fonts for ideographs are higher than the standard one
      const double height = LXW_DEF_ROW_HEIGHT * static_cast<double>(lines) + kRoom;
      require(worksheet_set_row(sheet_, next_row_, height, nullptr));
    }
    lxw_col_t column = 0;
    for (const Cell& cell : cells) {
      if (!cell.blank()) {
        write(column, cell);
      }
      ++column;
    }
    ++next_row_;
  }

  std::string finish() override {
    lxw_workbook* book = book_;
    book_ = nullptr;  // closing frees it, whatever becomes of the file
    require(workbook_close(book));
    std::string bytes = file_.bytes();
    if (!complete(bytes)) {
      fail_with(ENOSPC);
    }
    return bytes;
  }

 private:
  void set_properties(const Properties& properties) {
    // The first day that a ZIP archive knows; without one the library takes the time of day.
    constexpr time_t kFirstDay = 315532800;
    std::string title = properties.title;
    std::string author = "zzaudit";
    std::string comments = properties.comments;
    lxw_doc_properties values{};
    values.title = title.data();
    values.author = author.data();
    values.comments = comments.data();
    values.created = kFirstDay;
    require(workbook_set_properties(book_, &values));
  }

  void set_columns(const Sheet& sheet) {
    lxw_col_t at = 0;
    for (const Column& column : sheet.columns) {
      require(worksheet_set_column(sheet_, at, at, column.width, nullptr));
      ++at;
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    require(worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(sheet.filtered), last_column(sheet)));
  }

  void set_print(const Sheet& sheet) {
    constexpr std::uint8_t kA4 = 9;
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, kA4);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_gridlines(sheet_, LXW_SHOW_ALL_GRIDLINES);
    require(worksheet_repeat_rows(sheet_, 0, 0));
    if (sheet.printed != 0) {
      require(worksheet_print_area(sheet_, 0, 0, static_cast<lxw_row_t>(sheet.rows - 1),
                                   static_cast<lxw_col_t>(sheet.printed - 1)));
    }
    require(worksheet_set_footer(sheet_, ("&L&A　" + sheet.footer + "&R&P / &N").c_str()));
  }

  static lxw_col_t last_column(const Sheet& sheet) {
    return static_cast<lxw_col_t>(sheet.columns.size() - 1);
  }

  void write(lxw_col_t column, const Cell& cell) {
    if (cell.number) {
      require(worksheet_write_number(sheet_, next_row_, column, *cell.number, format_of(cell)));
    } else {
      require(worksheet_write_string(sheet_, next_row_, column, cell.text.c_str(), format_of(cell)));
    }
  }

  lxw_format* format_of(const Cell& cell) {
    const int decimals = cell.number ? cell.decimals : -1;
    lxw_format*& format = formats_[{cell.look, decimals, cell.percent}];
    if (format == nullptr) {
      format = made(workbook_add_format(book_));
      apply_look(format, cell.look);
      if (cell.number) {
        const std::string digits =
            decimals == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(decimals), '0');
        format_set_num_format(format, (digits + (cell.percent ? "%" : "")).c_str());
      }
    }
    return format;
  }

  MemoryFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_row_t next_row_ = 0;
  std::map<std::tuple<Look, int, bool>, lxw_format*> formats_;  ///< the workbook's
};

}  // namespace

extern "C" Writer* zzaudit_xlsx_writer(const char* version, const Properties& properties) {
  return version == std::string_view(ZZAUDIT_VERSION) ? new LibraryWriter(properties) : nullptr;
}
