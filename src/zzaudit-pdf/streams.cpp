// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#include "streams.hpp"

#include <Object.h>
#include <Stream.h>
#include <XRef.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "condense.hpp"

namespace {

/// The bytes of a Flate stream: read from `compressed` to its end.
struct Inflated {
  std::string bytes;
  bool complete = false;     ///< all up to the end that the stream itself marks, or as much as was asked for
  bool contradicts = false;  ///< does not inflate, or differs from the checksum at its end
};

/// Inflates and compares with the checksum (Adler-32, RFC 1950). Poppler leaves the checksum unread, and a
/// damaged byte often still inflates: to another figure. A stream cut short has no checksum to contradict.
Inflated inflated(Stream& compressed, std::size_t most) {
  constexpr std::size_t kBlock = 1U << 14U;
  static std::array<unsigned char, kBlock> in;
  static std::array<char, 4 * kBlock> out;
  // No text is longer; what is gets inflated for its checksum alone.
  constexpr std::size_t kMostKept = 1UL << 26U;
  Inflated result;
  z_stream inflater{};
  if (inflateInit(&inflater) != Z_OK) return result;
  int state = Z_OK;
  bool fits = true;
  compressed.reset();
  while (state == Z_OK && result.bytes.size() < most) {
    if (inflater.avail_in == 0) {
      // At the end of the stream nothing is added, which inflate answers with Z_BUF_ERROR.
      inflater.next_in = in.data();
      inflater.avail_in =
          static_cast<unsigned>(std::max(0, compressed.doGetChars(static_cast<int>(in.size()), in.data())));
    }
    // zlib's interface is of unsigned characters.
    inflater.next_out = reinterpret_cast<unsigned char*>(out.data());
    inflater.avail_out = static_cast<unsigned>(out.size());
    state = inflate(&inflater, Z_NO_FLUSH);
    const std::size_t size = out.size() - inflater.avail_out;
    fits = fits && result.bytes.size() + size <= kMostKept;
    if (fits) result.bytes.append(out.data(), size);
  }
  compressed.close();
  inflateEnd(&inflater);
  result.complete = fits && (state == Z_STREAM_END || state == Z_OK);
  result.contradicts = state == Z_DATA_ERROR;
  return result;
}

/// Whether a stream is a font program whose characters the PDF names elsewhere (TrueType; a Type 1 program
/// has a Length2 and names its own). These are most of a file.
bool is_font_program(const Dict& entries) { return entries.hasKey("Length1") && !entries.hasKey("Length2"); }

/// Whether a stream has no part in the text of the pages: images; CID-keyed font programs, whose characters
/// the PDF names elsewhere, too; attachments and metadata, which may be encrypted in another way than the
/// rest.
bool is_beside_text(const Dict& entries) {
  const Object type = entries.lookup("Type");
  const Object subtype = entries.lookup("Subtype");
  return type.isName("EmbeddedFile") || type.isName("Metadata") || subtype.isName("Image") ||
         subtype.isName("CIDFontType0C");
}

/// The bytes that a Flate stream inflates, decrypted; null for any other stream.
Stream* compressed_bytes(const Object& object) {
  Stream* stream = object.getStream();
  while (stream != nullptr && stream->getKind() != strFlate) stream = stream->getNextStream();
  if (stream == nullptr) return nullptr;
  stream = stream->getNextStream();
  // Cross-references are never encrypted (ISO 32000-1, 7.5.8.2); poppler decrypts every stream that is asked
  // for.
  const bool is_plain = object.streamGetDict()->lookup("Type").isName("XRef");
  return is_plain && stream->getKind() == strCrypt ? stream->getNextStream() : stream;
}

/// Puts inflated bytes, which must outlive the document, in the place of a stream for all that reads it
/// later: poppler's own way to inflate, byte by byte, takes several times as long.
void replace(XRef& objects, Ref place, const Object& object, std::string_view bytes) {
  Object entries(object.streamGetDict()->copy(&objects));
  for (const char* const key : {"Filter", "F"}) entries.dictRemove(key);
  entries.dictSet("Length", Object(static_cast<int>(bytes.size())));
  auto* const plain = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), std::move(entries));
  const Object stream(static_cast<Stream*>(plain));
  objects.setModifiedObject(&stream, place);
}

/// Whether a stream may be the content of a page, which has no entries of its own.
bool may_be_content(const Dict& entries) {
  constexpr int kLengthAndFilter = 2;
  return entries.getLength() == kLengthAndFilter;
}

/// Whether what a stream says is its bytes inflated, and nothing else.
bool is_flate_alone(const Object& stream) {
  const Dict& entries = *stream.streamGetDict();
  return stream.getStream()->getKind() == strFlate && !entries.hasKey("DecodeParms") && !entries.hasKey("DP");
}

}  // namespace

bool has_damaged_text(XRef& objects, std::deque<std::string>& kept) {
  constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  // Nobody reads more of it than tells its kind: no glyph is drawn.
  constexpr std::size_t kBeginning = 1UL << 14U;
  for (int number = 0; number < objects.getNumObjects(); ++number) {
    const XRefEntry* const entry = objects.getEntry(number, false);
    if (entry == nullptr || entry->type != xrefEntryUncompressed) continue;
    const Ref place{number, entry->gen};
    const Object object = objects.fetch(place);
    if (!object.isStream()) {
      objects.setModifiedObject(&object, place);
      continue;
    }
    if (is_beside_text(*object.streamGetDict())) continue;
    Stream* const compressed = compressed_bytes(object);
    if (compressed == nullptr) continue;
    const bool is_font = is_font_program(*object.streamGetDict());
    Inflated text = inflated(*compressed, is_font ? kBeginning : kAll);
    if (text.contradicts && !is_font) return true;
    if (text.complete && is_flate_alone(object)) {
      if (may_be_content(*object.streamGetDict())) {
        if (auto shorter = condensed(text.bytes)) text.bytes = *std::move(shorter);
      }
      replace(objects, place, object, kept.emplace_back(std::move(text.bytes)));
    }
  }
  return false;
}
