// SPDX-License-Identifier: Apache-2.0
#include "read/detail/word_omissions.hpp"

#include <fmt/format.h>

#include "zzaudit/base/text.hpp"

namespace zzaudit::detail {
namespace {

Bilingual note_text(Unread kind, std::size_t count, const std::string& excerpt) {
  switch (kind) {
    case Unread::kTextBox:
      return {
          fmt::format("有 {} 个文本框未读取（第一个是“{}”）；请把其中的文字放到正文里", count, excerpt),
          fmt::format("{} text boxes were not read (the first one: “{}”); put what they say into the text",
                      count, excerpt)};
    case Unread::kObject:
      return {fmt::format("有 {} 个嵌入对象（如 Excel 表）未读取；请改为 Word 表格，或单独提供该表", count),
              fmt::format("{} embedded objects (such as Excel sheets) were not read; make them tables of the "
                          "document or hand them in as files",
                          count)};
    case Unread::kPicture:
      return {
          fmt::format("有 {} 张图片未读取；如其中有表格，请改为 Word 表格", count),
          fmt::format("{} pictures were not read; tables in them have to be tables of the document", count)};
    case Unread::kChart:
      return {fmt::format("有 {} 个图表或图形未读取", count),
              fmt::format("{} charts or diagrams were not read", count)};
    case Unread::kFootnote:
      return {fmt::format("有 {} 处脚注或尾注，其内容未读取", count),
              fmt::format("{} footnotes or endnotes were not read", count)};
    case Unread::kImported:
      return {fmt::format("有 {} 处插入的外部文档未读取；请用 Word 打开后另存再试", count),
              fmt::format("{} imported documents were not read; open it in Word and save it again", count)};
    case Unread::kHidden:
      return {fmt::format("有 {} 处隐藏文字未读取", count),
              fmt::format("{} pieces of hidden text were not read", count)};
    case Unread::kSymbol:
      return {fmt::format("有 {} 个专用字体的符号未读取", count),
              fmt::format("{} symbols of special fonts were not read", count)};
    case Unread::kRevision:
    case Unread::kCount:
      break;
  }
  return {"文件里有修订记录，按全部接受修订后的内容读取；公开前请先接受或拒绝修订",
          "it holds tracked changes and was read as if all were accepted; accept or reject them before "
          "publication"};
}

}  // namespace

void Omissions::add(Unread kind, const Place& place, std::string_view excerpt) {
  Omission& omission = omissions_.at(static_cast<std::size_t>(kind));
  if (omission.count++ > 0) return;
  omission.first = place;
  omission.excerpt = excerpt;
}

std::vector<ReaderNote> Omissions::notes() const {
  constexpr std::size_t kExcerpt = 40;
  std::vector<ReaderNote> notes;
  for (std::size_t i = 0; i < omissions_.size(); ++i) {
    const Omission& omission = omissions_.at(i);
    if (omission.count == 0) continue;
    const std::string excerpt = truncate(omission.excerpt, kExcerpt);
    notes.push_back({note_text(static_cast<Unread>(i), omission.count, excerpt), omission.first});
  }
  return notes;
}

}  // namespace zzaudit::detail
