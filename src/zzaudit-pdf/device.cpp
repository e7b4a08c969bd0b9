// SPDX-License-Identifier: GPL-2.0-only OR GPL-3.0-only
#include "device.hpp"

#include <GfxFont.h>
#include <GfxState.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace zzaudit_pdf {
namespace {

/// Shapes up to this thickness are rules, in points, whatever their length; and thicker ones, when they are
/// long.
constexpr double kThinRule = 3;
constexpr double kThickRule = 8;
constexpr double kLongRule = 20;  ///< length of a thick rule in multiples of its thickness
/// Coordinates beyond this are nonsense: PDF pages end at 14400 points.
constexpr double kFarthest = 100000;

bool sane(double value) { return std::isfinite(value) && std::abs(value) < kFarthest; }

constexpr Unicode kUnknown = 0xFFFD;

void append_utf8(std::string& out, Unicode c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = kUnknown;
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool is_blank(Unicode c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) ||
         c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool invisible(GfxColorSpace* space, const GfxRGB& color, double opacity) {
  if (opacity <= 0) return true;
  if (space->getMode() == csPattern) return false;
  constexpr double kWhite = 0.99;
  return colToDbl(color.r) > kWhite && colToDbl(color.g) > kWhite && colToDbl(color.b) > kWhite;
}

}  // namespace

void Writer::separate() {
  if (line_started_) buffer_ += ' ';
  line_started_ = true;
}

Writer& Writer::word(std::string_view text) {
  separate();
  buffer_ += text;
  return *this;
}

Writer& Writer::number(double value) {
  separate();
  constexpr double kHundredths = 100;
  const auto rounded = static_cast<long>(std::lround(value * kHundredths));
  std::array<char, 32> digits{};
  const auto result = std::to_chars(digits.begin(), digits.end(), static_cast<double>(rounded) / kHundredths);
  buffer_.append(digits.data(), result.ptr);
  return *this;
}

Writer& Writer::count(long value) {
  separate();
  buffer_ += std::to_string(value);
  return *this;
}

Writer& Writer::text(std::string_view text) {
  separate();
  for (const char c : text) buffer_ += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return *this;
}

void Writer::end_line() {
  constexpr std::size_t kPiece = 32UL * 1024;
  buffer_ += '\n';
  line_started_ = false;
  if (buffer_.size() >= kPiece) flush();
}

void Writer::flush() {
  (void)std::fwrite(buffer_.data(), 1, buffer_.size(), stdout);
  (void)std::fflush(stdout);
  buffer_.clear();
}

void Device::startPage(int page, GfxState* state, XRef* /*xref*/) {
  width_ = state->getPageWidth();
  height_ = state->getPageHeight();
  hidden_ = 0;
  font_ = nullptr;
  if (!sane(width_) || !sane(height_)) width_ = height_ = 0;
  writer_->word("page").count(page).number(width_).number(height_).end_line();
}

void Device::endPage() {
  flush_run();
  if (hidden_ > 0) writer_->word("hidden").count(hidden_).end_line();
}

void Device::flush_run() {
  if (!run_.text.empty()) {
    writer_->word("run")
        .number(run_.x)
        .number(run_.y)
        .number(run_.end_x - run_.x)
        .number(run_.end_y - run_.y);
    writer_->number(run_.size).word(run_.font).text(run_.text).end_line();
  }
  run_.text.clear();
}

const std::string& Device::font_name(GfxState* state) {
  const GfxFont* font = state->getFont().get();
  if (font == font_ && !font_name_.empty()) return font_name_;
  font_ = font;
  font_name_ = font != nullptr && font->getName() ? *font->getName() : std::string("?");
  std::ranges::replace_if(
      font_name_, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c >= 0x7F || c < 0; }, '_');
  if (font_name_.empty()) font_name_ = "?";
  return font_name_;
}

void Device::drawChar(GfxState* state, double x, double y, double dx, double dy, double /*originX*/,
                      double /*originY*/, CharCode /*code*/, int bytes, const Unicode* characters,
                      int count) {
  if ((state->getRender() & 3) == 3) {
    ++hidden_;
    return;
  }
  if (count > 0 && std::all_of(characters, characters + count, is_blank)) return flush_run();

  // The advance without the space that is added between characters: where the glyph itself ends.
  double space = state->getCharSpace();
  if (bytes == 1 && count == 1 && characters[0] == ' ') space += state->getWordSpace();
  const bool vertical = state->getFont() && state->getFont()->getWMode() != 0;
  double space_x = 0;
  double space_y = 0;
  state->textTransformDelta(vertical ? 0 : space * state->getHorizScaling(), vertical ? space : 0, &space_x,
                            &space_y);
  double left = 0;
  double base = 0;
  double advance_x = 0;
  double advance_y = 0;
  state->transform(x, y, &left, &base);
  state->transformDelta(dx - space_x, dy - space_y, &advance_x, &advance_y);
  const double size = state->getTransformedFontSize();
  if (!sane(left) || !sane(base) || !sane(advance_x) || !sane(advance_y) || !sane(size)) return;
  if (left < -size || left > width_ + size || base < -size || base > height_ + size) return;

  std::string glyph;
  for (int i = 0; i < count; ++i) append_utf8(glyph, characters[i]);
  if (count <= 0) append_utf8(glyph, kUnknown);

  const std::string& font = font_name(state);
  if (!run_.text.empty()) {
    // Bold type is sometimes imitated by printing every glyph twice.
    constexpr double kSamePlace = 0.12;
    if (glyph == run_.last && std::hypot(left - run_.last_x, base - run_.last_y) < kSamePlace * size) return;
    constexpr double kTouching = 0.15;
    const double gap = std::hypot(left - run_.end_x, base - run_.end_y);
    constexpr double kSameSize = 0.05;
    const bool same_font = font == run_.font && std::abs(size - run_.size) < kSameSize;
    if (gap > kTouching * size || !same_font) flush_run();
  }
  if (run_.text.empty()) {
    run_.font = font;
    run_.size = size;
    run_.x = left;
    run_.y = base;
  }
  run_.text += glyph;
  run_.last = std::move(glyph);
  run_.last_x = left;
  run_.last_y = base;
  run_.end_x = left + advance_x;
  run_.end_y = base + advance_y;
}

void Device::rule(GfxState* state, Box box, double thickest) {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;
  state->getClipBBox(&x0, &y0, &x1, &y1);
  box = {std::max(box.x0, x0), std::max(box.y0, y0), std::min(box.x1, x1), std::min(box.y1, y1)};
  const double width = box.x1 - box.x0;
  const double height = box.y1 - box.y0;
  if (!sane(box.x0) || !sane(box.x1) || !sane(box.y0) || !sane(box.y1) || width < 0 || height < 0) return;
  const double thin = std::min(width, height);
  if (thin >= kThinRule && (thin > thickest || std::max(width, height) < kLongRule * thin)) return;
  if (width >= height) {
    writer_->word("h").number((box.y0 + box.y1) / 2).number(box.x0).number(box.x1).number(height).end_line();
  }
  // A small square, as drawn where two rules meet, belongs to both.
  if (height > width || width < kThinRule) {
    writer_->word("v").number((box.x0 + box.x1) / 2).number(box.y0).number(box.y1).number(width).end_line();
  }
}

void Device::stroke(GfxState* state) {
  GfxRGB color;
  state->getStrokeRGB(&color);
  if (invisible(state->getStrokeColorSpace(), color, state->getStrokeOpacity())) return;
  const double half = state->getTransformedLineWidth() / 2;
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    for (int j = 1; j < part->getNumPoints(); ++j) {
      if (part->getCurve(j) || part->getCurve(j - 1)) continue;
      double x0 = 0;
      double y0 = 0;
      double x1 = 0;
      double y1 = 0;
      state->transform(part->getX(j - 1), part->getY(j - 1), &x0, &y0);
      state->transform(part->getX(j), part->getY(j), &x1, &y1);
      constexpr double kStraight = 0.5;
      if (std::abs(y1 - y0) <= kStraight) {
        const double y = (y0 + y1) / 2;
        rule(state, {std::min(x0, x1), y - half, std::max(x0, x1), y + half}, kThickRule);
      } else if (std::abs(x1 - x0) <= kStraight) {
        const double x = (x0 + x1) / 2;
        rule(state, {x - half, std::min(y0, y1), x + half, std::max(y0, y1)}, kThickRule);
      }
    }
  }
}

void Device::fill(GfxState* state) {
  GfxRGB color;
  state->getFillRGB(&color);
  if (invisible(state->getFillColorSpace(), color, state->getFillOpacity())) return;
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* part = path->getSubpath(i);
    Box box{kFarthest, kFarthest, -kFarthest, -kFarthest};
    bool straight = part->getNumPoints() > 1;
    for (int j = 0; j < part->getNumPoints() && straight; ++j) {
      straight = !part->getCurve(j);
      double x = 0;
      double y = 0;
      state->transform(part->getX(j), part->getY(j), &x, &y);
      box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
    }
    if (straight) rule(state, box, kThickRule / 2);
  }
}

void Device::image(GfxState* state) {
  // An image is drawn into the unit square.
  Box box{kFarthest, kFarthest, -kFarthest, -kFarthest};
  for (const auto& [u, v] : {std::pair(0, 0), std::pair(1, 0), std::pair(0, 1), std::pair(1, 1)}) {
    double x = 0;
    double y = 0;
    state->transform(u, v, &x, &y);
    box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
  }
  if (!sane(box.x0) || !sane(box.x1) || !sane(box.y0) || !sane(box.y1)) return;
  writer_->word("image").number(box.x0).number(box.y0);
  writer_->number(box.x1 - box.x0).number(box.y1 - box.y0).end_line();
}

// The base class reads over the data of images that stand in the page's own stream.

void Device::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert,
                           bool interpolate, bool inlined) {
  image(state);
  OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inlined);
}

void Device::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                       GfxImageColorMap* colors, bool interpolate, const int* mask, bool inlined) {
  image(state);
  OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask, inlined);
}

void Device::drawMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                             int /*height*/, GfxImageColorMap* /*colors*/, bool /*interpolate*/,
                             Stream* /*mask*/, int /*mask_width*/, int /*mask_height*/, bool /*invert*/,
                             bool /*mask_interpolate*/) {
  image(state);
}

void Device::drawSoftMaskedImage(GfxState* state, Object* /*ref*/, Stream* /*stream*/, int /*width*/,
                                 int /*height*/, GfxImageColorMap* /*colors*/, bool /*interpolate*/,
                                 Stream* /*mask*/, int /*mask_width*/, int /*mask_height*/,
                                 GfxImageColorMap* /*mask_colors*/, bool /*mask_interpolate*/) {
  image(state);
}

}  // namespace zzaudit_pdf
